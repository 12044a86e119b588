"""Things under their paths, and open lists of them with the statements that close them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from .days import ONE_DAY, Span
from .statements import Closure, Count


@dataclass(frozen=True, slots=True)
class Thing:
    """An item, entry or subject that rules can name, with where it stands in the dossier."""

    id: str
    item: Any
    path: tuple[str, ...]
    #: Whether it certainly belongs to the list in which it stands.
    sure: bool = True

    @property
    def title(self) -> str:
        """Its title, or its id where it has none."""
        return getattr(self.item, "title", None) or self.id


@dataclass(frozen=True, slots=True)
class Closing:
    """A statement that closes a list, and where it stands."""

    form: str  # none, whole or counts
    statement: Closure
    path: tuple[str, ...]
    #: The last day of which its source can speak.
    known_until: date = date.max
    #: The only days of which it can speak, where it is that of a body which did not always stand.
    within: Span | None = None

    @property
    def least(self) -> int:
        """How many items there were at the least."""
        return self.statement.number.lowest if isinstance(self.statement, Count) else 0

    @property
    def most(self) -> int | None:
        """How many items there were at the most; None if the statement does not say."""
        if self.form == "none":
            return 0
        return self.statement.number.highest if isinstance(self.statement, Count) else None

    @property
    def span(self) -> Span | None:
        """The days that it certainly speaks of: its edges shrink inwards. None if there are none."""
        if any(end is not None and not _certain(end) for end in (self.statement.from_, self.statement.until)):
            return None
        first = max((told.value.latest for told in _told(self.statement.from_)), default=date.min)
        last = min(
            [self.statement.as_at, self.known_until, *(told.value.earliest for told in _told(self.statement.until))]
        )
        if self.within is not None:
            first, last = max(first, self.within.first), min(last, self.within.last)
        return Span(first, last) if first <= last else None


def _told(end: Any) -> Iterable[Any]:
    return end.either if end is not None else ()


def _certain(end: Any) -> bool:
    return bool(end.either) and all(told.settles for told in end.either)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of things. It is open unless law or geography makes it whole or a statement closes it."""

    what: str
    things: tuple[Thing, ...]
    closings: tuple[Closing, ...] = ()
    dated_by: str = ""
    whole: bool = False
    #: The areas or bodies whose list it is.
    concerns: frozenset[str] = frozenset()
    #: The areas of which each must be closed, where a thing of one of them may be one of the list.
    each_of: tuple[str, ...] = ()
    #: The first day on which anything in it can be dated (for a list inside an item, the item's own day).
    since: date = date.min
    others: str = ""
    #: The same of what was in force, where a rule looks at that.
    others_in_force: str = ""
    ask: str = ""
    #: For a list inside an item, what the item is called.
    owner: str = ""


def uncovered(span: Span, spans: Iterable[Span]) -> Span | None:
    """The first stretch of a span that other spans leave open; spans that abut count together.

    >>> a, b = Span(date(2014, 4, 1), date(2014, 6, 30)), Span(date(2014, 7, 1), date(2015, 3, 31))
    >>> uncovered(Span(date(2014, 4, 1), date(2015, 3, 31)), [b, a]) is None
    True
    >>> uncovered(Span(date(2014, 4, 1), date(2015, 3, 31)), [b]).last.isoformat()
    '2014-06-30'
    """
    day = span.first
    for each in sorted(spans, key=lambda one: one.first):
        if each.first > day:
            if each.last >= day:
                return Span(day, min(each.first - ONE_DAY, span.last))
            continue
        if each.last >= span.last:
            return None
        if each.last >= day:
            day = each.last + ONE_DAY
    return Span(day, span.last) if day <= span.last else None
