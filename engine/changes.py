"""Change of law over time: what came into force, changed or ended between two days, and which findings that alters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Generic, Protocol, TypeVar

from ..facts.days import ONE_DAY
from ..facts.load import InputFile, Loaded
from .audit import NothingEvaluatedError, audit
from .conditions import mentions
from .findings import Finding, Judgment
from .firing import Firing
from .law import Rule, Text, Version
from .rulebook import Rulebook, conditions_of
from .statute_map import Coverage, Row

NATIONS = ("england", "wales")


class How(Enum):
    """What became of the law of one nation on a day."""

    BEGAN = "came into force"
    CHANGED = "changed"
    ENDED = "ended"


class Dated(Protocol):
    """A version of the law as it stands in a rule or in the statute map."""

    @property
    def extents(self) -> tuple[str, ...]:
        """The nations in which it holds."""

    @property
    def first(self) -> date | None:
        """Its first day in force; None for what never was."""

    @property
    def last(self) -> date:
        """Its last day in force; date.max where no end is known."""


V = TypeVar("V", bound=Dated)


@dataclass(frozen=True, slots=True)
class Turn(Generic[V]):
    """A day on which one version gives way to another, or begins or ends, in these nations."""

    day: date
    nations: tuple[str, ...]
    before: V | None
    after: V | None

    @property
    def how(self) -> How:
        """Whether the law came into force, changed or ended."""
        if self.before is None:
            return How.BEGAN
        return How.CHANGED if self.after is not None else How.ENDED


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A change of a rule, of one of its parts, or of a kind of member of a list that it derives."""

    rule: Rule
    part: str
    words: str
    turn: Turn[Version]

    @property
    def version(self) -> Version:
        """The version that came into force, or the one that ended."""
        version = self.turn.after or self.turn.before
        assert version is not None
        return version

    @property
    def differs(self) -> tuple[str, ...]:
        """In what the two versions of a change differ, in words; empty where one of them is missing."""
        before, after = self.turn.before, self.turn.after
        return () if before is None or after is None else differences(before, after)

    @property
    def asks_the_same(self) -> bool:
        """Whether a rule was remade and asks what it asked before."""
        return self.turn.how is How.CHANGED and set(self.differs) <= FORMAL


#: What a version says, by the words in which a difference is told.
_SAID: tuple[tuple[str, Callable[[Text], object]], ...] = (
    ("the title", lambda text: text.title),
    ("what must exist first", lambda text: text.arises),
    ("to whom and when it applies", lambda text: text.applies),
    ("the exceptions", lambda text: text.exceptions),
    ("what it asks", lambda text: (text.requires, text.readings, text.used)),
    ("when it is due", lambda text: text.shape),
    ("the wording of a gap", lambda text: text.gap),
    ("what can put it right", lambda text: (text.remedy, text.remedy_past)),
)
PROVISION, MAKER = "the provision", "what made it"
#: Differences that leave what a rule asks as it was.
FORMAL = {PROVISION, MAKER}


def differences(before: Version, after: Version) -> tuple[str, ...]:
    """In what two versions of one rule differ, in words."""
    compared: list[tuple[str, object, object]] = [
        (PROVISION, (before.instrument, before.provision), (after.instrument, after.provision)),
        (MAKER, before.by, after.by),
        ("the day from which it reckons", _reckoned_from(before), _reckoned_from(after)),
        *((name, said(before.text), said(after.text)) for name, said in _SAID),
    ]
    return tuple(name for name, one, other in compared if one != other)


def _reckoned_from(version: Version) -> date | None:
    """The first day of a version whose conditions reckon from it."""
    return version.first if any(mentions(each, "law") for each in conditions_of(version.text)) else None


@dataclass(frozen=True, slots=True)
class MapChange:
    """A change in the statute map that no rule encodes on one of its sides at least."""

    turn: Turn[Row]
    before: Coverage | None
    after: Coverage | None

    @property
    def coverage(self) -> Coverage:
        """The row that begins, or the one that ends, with how it is accounted for."""
        coverage = self.after or self.before
        assert coverage is not None
        return coverage


@dataclass(frozen=True, slots=True)
class Altered:
    """The findings of one rule, part and subject under the law of two days, where that law is not the same."""

    rule: Rule
    part: str | None
    subject_kind: str
    subject: str
    subject_title: str
    before: tuple[Finding, ...]
    after: tuple[Finding, ...]
    how: How
    #: Whether the versions of the two days ask the same: then the rule itself made no difference.
    asks_the_same: bool


@dataclass(frozen=True, slots=True)
class Alterations:
    """What changes of law alter in the findings of one dossier."""

    title: str
    #: The day for which the dossier speaks.
    as_at: date
    files: tuple[InputFile, ...]
    altered: tuple[Altered, ...]


# -- the law of each day


def in_force_on(versions: Iterable[V], nation: str, day: date) -> V | None:
    """The version that is in force in a nation on a day, if one is."""
    for each in versions:
        if nation in each.extents and each.first is not None and each.first <= day <= each.last:
            return each
    return None


def turns(versions: Iterable[V], start: date, end: date) -> list[Turn[V]]:
    """Each day after ``start``, up to and including ``end``, on which another version (or none) is in force."""
    everything = tuple(versions)
    found: dict[tuple[date, V | None, V | None], list[str]] = {}
    for nation in NATIONS:
        here = [each for each in everything if nation in each.extents]
        days = {each.first for each in here if each.first is not None}
        days |= {each.last + ONE_DAY for each in here if each.first is not None and each.last < date.max}
        for day in days:
            if start < day <= end:
                sides = in_force_on(here, nation, day - ONE_DAY), in_force_on(here, nation, day)
                found.setdefault((day, *sides), []).append(nation)
    made = [Turn(day, tuple(nations), before, after) for (day, before, after), nations in found.items()]
    return sorted(made, key=lambda turn: (turn.day, turn.nations))


def rule_changes(rulebook: Rulebook, start: date, end: date) -> tuple[RuleChange, ...]:
    """Every change of a rule after ``start``, up to and including ``end``, by day, in the order of the statute map."""
    places = {(each.row.instrument, each.row.provision): place for place, each in enumerate(rulebook.coverage)}

    def order(change: RuleChange) -> tuple[date, int, str, str, tuple[str, ...]]:
        place = places.get((change.version.instrument, change.version.provision), len(places))
        return (change.turn.day, place, change.rule.id, change.part, change.turn.nations)

    found = [
        RuleChange(rule, name, words, turn)
        for rule in rulebook.rules.values()
        for name, words, versions in _timelines(rule)
        for turn in turns(versions, start, end)
    ]
    return tuple(sorted(found, key=order))


def _timelines(rule: Rule) -> Iterator[tuple[str, str, tuple[Version, ...]]]:
    """The name, words and versions of each part of a rule, and of each kind of member of a list."""
    for part in rule.parts:
        yield part.name, part.words, part.versions
    for row in rule.rows:
        yield row.kind, "", row.versions


def map_changes(rulebook: Rulebook, start: date, end: date) -> tuple[MapChange, ...]:
    """Every change of the statute map in the same time, but those of which rules encode both sides."""
    provisions: dict[tuple[str, str], dict[Row, Coverage]] = {}
    for each in rulebook.coverage:
        provisions.setdefault((each.row.instrument, each.row.provision), {})[each.row] = each
    found = []
    for covered in provisions.values():
        for turn in turns(covered, start, end):
            before, after = (covered[row] if row is not None else None for row in (turn.before, turn.after))
            if any(side is not None and not side.rules for side in (before, after)):
                found.append(MapChange(turn, before, after))
    return tuple(sorted(found, key=lambda each: (each.turn.day, each.coverage.row.instrument, each.turn.nations)))


# -- what that alters


def alterations(
    loaded: Loaded,
    rulebook: Rulebook,
    changes: Iterable[RuleChange],
    start: date,
    end: date,
    firing: Firing | None = None,
) -> Alterations:
    """The findings of a dossier whose law is another on ``end`` than on ``start``, as they come out on each day.

    A finding is altered where a version that came into force in between is now applied to it, or one that ended no
    longer is. Raises NothingEvaluatedError if no rule can be evaluated on either day, and FaultError.
    """
    sides = [_judged(loaded, rulebook, day, firing) for day in (start, end)]
    if not any(sides):
        raise NothingEvaluatedError("no rule was evaluated as at either day: the dossier names no area under any law")
    before, after = sides
    turned: dict[tuple[str, str], list[Turn[Version]]] = {}
    for change in changes:
        turned.setdefault((change.rule.id, change.part), []).append(change.turn)
    altered = []
    for key in sorted(before.keys() | after.keys()):
        then, now = before.get(key, ()), after.get(key, ())
        law_then, law_now = _law_of(then), _law_of(now)
        here = turned.get(key[:2], [])
        begun, ended = {turn.after for turn in here}, {turn.before for turn in here}
        if (law_now - law_then) & begun or (law_then - law_now) & ended:
            how = How.BEGAN if not law_then else How.CHANGED if law_now else How.ENDED
            altered.append(_altered(then, now, how, _ask_the_same(law_then, law_now)))
    header = loaded.dossier.dossier
    return Alterations(header.title, loaded.dossier.as_at, loaded.files, tuple(altered))


Key = tuple[str, str, str]


def _judged(loaded: Loaded, rulebook: Rulebook, day: date, firing: Firing | None) -> dict[Key, tuple[Judgment, ...]]:
    """The judgments as at a day, by rule, part and subject; none where no law was in force."""
    try:
        result = audit(loaded, rulebook, as_at=day, firing=firing, everything=True)
    except NothingEvaluatedError:
        return {}
    found: dict[Key, tuple[Judgment, ...]] = {}
    for each in sorted(result.judgments, key=lambda judgment: judgment.finding.period or ""):
        key = (each.finding.rule, each.finding.part or "", each.finding.subject)
        found[key] = (*found.get(key, ()), each)
    return found


def _law_of(judgments: tuple[Judgment, ...]) -> frozenset[Version]:
    """The versions applied to what is judged last, which is not yet due: the law of the day. None if none was."""
    return frozenset(view.version for each in judgments[-1:] for view in each.views)


def _ask_the_same(then: frozenset[Version], now: frozenset[Version]) -> bool:
    pairs = [(one, other) for one in then for other in now]
    return bool(pairs) and all(set(differences(*pair)) <= FORMAL for pair in pairs)


def _altered(then: tuple[Judgment, ...], now: tuple[Judgment, ...], how: How, asks_the_same: bool) -> Altered:
    one = (now or then)[0]
    return Altered(
        one.rule,
        one.finding.part,
        one.finding.subject_kind,
        one.finding.subject,
        one.finding.subject_title,
        tuple(each.finding for each in then),
        tuple(each.finding for each in now),
        how,
        asks_the_same,
    )
