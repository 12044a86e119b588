"""What is in scope when a condition is read: names, the day, and the paths from one to a value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, TypeAlias

from ..facts.days import Day, Span, days_beginning, days_from, months_from, year_of
from ..facts.evidence import Fact, Told
from ..facts.fields import Entry
from ..facts.listing import Listing, Thing
from ..facts.subject import Subject
from ..facts.truth import Truth
from ..facts.values import Kind
from ..facts.world import Known, World
from .conditions import Condition, Path, SpanOf, Within
from .law import Rule
from .names import Name, names_of
from .periods import Period, anniversary_year
from .proof import Proof

PLAIN = Name("value")


class Law(Protocol):
    """What evaluation asks of the rest of the law: terms, derived lists, recorded judgements."""

    def term(self, name: str, thing: Any, as_at: date) -> Proof:
        """Whether a term of law is true of a thing."""

    def listing(self, subject: Subject | Thing, name: str) -> Listing | None:
        """A list that a rule derives for a subject or an item."""

    def judgement(self, rule: Rule, key: str, subject: Any, period: Period | None) -> Proof:
        """A rule's recorded judgement of a subject in a period, or the leaf that asks for one."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a path led to: a value with its type and place, a thing, or a list."""

    value: Any
    name: Name
    path: tuple[str, ...]
    owner: str


#: What each path led to from each thing, by the thing's identity: it is kept with it, so that no other takes that.
Trail: TypeAlias = dict[tuple[int, tuple[str, ...]], tuple[Any, Found]]


@dataclass(frozen=True)
class Scope:
    """The names in scope, and the day, law and rule by which they are read."""

    world: World
    law: Law
    rule: Rule
    subject: Any
    names: Mapping[str, Any]
    #: What paths led to: every rule asks again, and what a world says never changes.
    found: Trail = field(compare=False, repr=False)

    @property
    def as_at(self) -> date:
        """The day as at which facts are read."""
        return self.world.as_at

    def bound(self, name: str, thing: Any) -> Scope:
        """The scope with one more name in it."""
        return Scope(self.world, self.law, self.rule, self.subject, {**self.names, name: thing}, self.found)


#: A value that nobody stated, since it is worked out: copied for each, which costs far less than making it anew.
_PLAIN_VALUE: Told[Any] = Told.model_construct(value=None)

#: Proves a condition in a scope: what the parts of evaluation ask of the whole.
Prove = Callable[[Condition, Scope], Proof]


def look_up(path: Path, scope: Scope) -> Found:
    """What a path leads to. Its names were checked when the rule was loaded."""
    value = scope.names[path.names[0]]
    trail = (id(value), path.names)
    if trail not in scope.found:
        scope.found[trail] = value, _followed(path, value, scope)
    return scope.found[trail][1]


def _followed(path: Path, value: Any, scope: Scope) -> Found:
    first, *rest = path.names
    found = Found(value, PLAIN, _path_of(value, first), _title_of(value))
    for name in rest:
        found = _step(found, name, scope)
    return found


def _path_of(value: Any, first: str) -> tuple[str, ...]:
    return value.path if isinstance(value, Thing | Subject) else (first,)


def _title_of(value: Any) -> str:
    return str(value.title) if isinstance(value, Thing | Subject | Period) else str(value)


def _step(found: Found, name: str, scope: Scope) -> Found:
    holder = found.value
    if isinstance(holder, Period):
        value: Any = getattr(holder, name)
        return Found(Day.on(value) if isinstance(value, date) else value, PLAIN, (name,), holder.title)
    if isinstance(holder, Thing) and isinstance(holder.item, Subject):
        holder = holder.item
    path = (*found.path, name)
    if isinstance(holder, Subject):
        listing = scope.law.listing(holder, name)
        if listing is not None:
            return Found(listing, PLAIN, path, holder.title)
        info = names_of(type(holder).__name__)[name]
        value = getattr(holder, name)
        return Found(value() if callable(value) else value, info, _answered(path, info, holder), holder.title)
    if not isinstance(holder, Thing):  # the version of the law
        return Found(Day.on(holder.first), PLAIN, path, "the law")
    info = names_of(type(holder.item).__name__)[name]
    owner = _owner(holder)
    derived = scope.law.listing(holder, name) if info.form == "list" else None
    if derived is not None:
        return Found(derived, info, path, owner)
    if (isinstance(holder.item, Entry) and name == holder.item.key) or name == "id":
        return Found(holder.id, info, path, owner)
    if info.form == "list":
        return Found(
            scope.world.inner(holder, name, info.others, info.ask, info.answer),
            info,
            _answered(path, info, None),
            owner,
        )
    attribute = f"{name}_" if not hasattr(holder.item, name) else name
    value = getattr(holder.item, attribute)
    if callable(value):
        value = value(scope.world) if info.in_world else value()
    return Found(value, info, _answered(path, info, None), owner)


def _answered(path: tuple[str, ...], name: Name, subject: Subject | None) -> tuple[str, ...]:
    """Where a derived name's answer belongs in the dossier: it has no place of its own."""
    if not name.answer:
        return path
    if "." not in name.answer:
        return (*path[:-1], name.answer)
    partnership = subject.partnership if subject is not None else None
    return tuple(part.format(partnership=partnership or "NAME") for part in name.answer.split("."))


def _owner(thing: Thing) -> str:
    return thing.title


def known(found: Found, scope: Scope, kind: Kind) -> Known:
    """What is known of a value that a path led to."""
    value = found.value
    if value is None or isinstance(value, Fact):
        return scope.world.known(value, kind, state=found.name.state)
    return Known((_PLAIN_VALUE.model_copy(update={"value": value}),))


def days_at(path: Path | date, scope: Scope) -> list[Day]:
    """The days that a path or date may be: its alternatives; any day at all where it is not known."""
    if isinstance(path, date):
        return [Day.on(path)]
    if path.names == ("as_at",):
        return [Day.on(scope.as_at)]
    found = look_up(path, scope)
    values = known(found, scope, Kind.DAY if found.name.kind is Kind.DAY else Kind.ACT).values
    return [told.value for told in values] or [Day(date.min, date.max, "not known")]


def span_of(span: SpanOf, scope: Scope) -> Span | None:
    """The days of a span; None where they are not known exactly."""
    if span.form == "until_as_at":
        return Span(date.min, scope.as_at)
    if span.form in ("period", "year_before"):
        period: Period = scope.names["period"]
        return period.span if span.form == "period" else period.previous.span
    if span.ends:
        first, last = (days_at(end, scope) for end in span.ends)
        certain = all(len(set(days)) == 1 and days[0].exact for days in (first, last))
        return Span(first[0].earliest, last[0].latest) if certain else None
    assert span.path is not None
    days = days_at(span.path, scope)
    if len(days) != 1:
        return None
    if span.form == "anniversary_of":
        return anniversary_year(days[0].earliest, scope.names["period"]) if days[0].exact else None
    year = year_of(days[0].earliest) if days[0].earliest > date.min else None
    return year if year and days[0].latest <= year.last else None


def widest_of(span: SpanOf, scope: Scope) -> Span | None:
    """The most days that a span may have: where an end is not known exactly, the one that takes in more."""
    if not span.ends:
        return span_of(span, scope)
    first, last = (days_at(end, scope) for end in span.ends)
    return Span(min(day.earliest for day in first), max(day.latest for day in last))


def membership(thing: Thing) -> Truth:
    """Whether a thing certainly belongs to a derived list (a contract can leave it open)."""
    truth: Truth = getattr(thing.item, "membership", Truth.TRUE)
    return truth if thing.sure else Truth.UNKNOWN


def end_of(within: Within, start: Day) -> Day:
    """The last day of a period that runs from a day."""
    if within.form == "months_from":
        return months_from(start, within.number)
    return days_from(start, within.number) if within.form == "days_from" else days_beginning(start, within.number)
