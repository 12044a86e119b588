"""Rules as data: a duty, power, condition, term or list, with its versions, parts and cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from ..facts.days import Day
from ..facts.nodes import Node
from .conditions import ALWAYS, Condition, Judge, Path, Within, formula

Kind: TypeAlias = Literal["duty", "power", "condition", "term", "list"]
KINDS: tuple[Kind, ...] = ("duty", "power", "condition", "term", "list")
#: How strongly the law asks, the strongest first. A report never shows the weaker as the stronger.
FORCES = ("must", "must have regard", "expected", "may")
SURE = ("seen", "seen-m", "seen-2", "inference", "recalled")
#: How sure a row must be for its rule to need no review note.
SURE_ENOUGH = ("seen", "seen-m")
EXTENTS = {"england": ("england",), "wales": ("wales",), "england and wales": ("england", "wales")}


#: The periods in which duties recur: years from 1 April, council years, and the quarters of SI 2007/1831.
PERIODS = ("year", "council year", "quarter")
#: When a recurring duty is due: the last day of its period, the day before it, a month after it, or the last day of
#: the period that follows it.
When: TypeAlias = Literal["period_end", "day_before_period", "month_after_period", "next_period_end"]
WHENS: tuple[When, ...] = ("period_end", "day_before_period", "month_after_period", "next_period_end")


@dataclass(frozen=True, slots=True)
class Shape:
    """A state, an act due once, or an act that recurs; what day it is done on, and whether lateness undoes it."""

    form: Literal["state", "act", "year", "council year", "quarter"] = "state"
    #: For what recurs: when it is due.
    when: When = "period_end"
    #: For an act due once: its deadline, under each name that the law leaves open; empty where none is fixed.
    by: tuple[tuple[str, Path | Within], ...] = ()
    done: tuple[Path, ...] = ()
    late_counts: bool = True

    @property
    def recurs(self) -> bool:
        """Whether it is judged by periods."""
        return self.form in PERIODS


@dataclass(frozen=True, slots=True)
class LawOf:
    """The day whose law applies: the as-at day, the day it is due, or the day of an event."""

    form: Literal["as_at", "due", "event"] = "as_at"
    event: Path | None = None


@dataclass(frozen=True, slots=True)
class Arises:
    """What must exist before the duty can bite, and the rule that says so."""

    condition: Condition
    bind: str = ""
    see: str = ""


@dataclass(frozen=True, slots=True)
class Excepted:
    """An exception with its own citation; ``words`` completes "gap unless …"."""

    when: Condition
    provision: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A remedy: who can do what."""

    who: str
    do: str


@dataclass(frozen=True, slots=True)
class Text:
    """What one version of a rule says."""

    title: str
    requires: Condition | None = None
    readings: tuple[tuple[str, Condition], ...] = ()
    used: Condition | None = None
    arises: Arises | None = None
    applies: Condition = ALWAYS
    exceptions: tuple[Excepted, ...] = ()
    shape: Shape = Shape()
    gap: str = ""
    remedy: tuple[Step, ...] = ()
    remedy_past: tuple[Step, ...] = ()

    @property
    def only_judged(self) -> bool:
        """Whether what it asks is settled by recorded judgements, and by no fact and no day."""
        asked = [self.requires] if self.requires is not None else [reading for _, reading in self.readings]
        atoms: list[Condition] = []
        for each in asked:
            formula(each, atoms)
        return bool(atoms) and not self.shape.done and all(isinstance(each, Judge) for each in atoms)


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision that a version of a rule names, with the line on which it does."""

    instrument: str
    provision: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the law: where it stands, where and when it is in force, and what it says."""

    instrument: str
    provision: str
    extents: tuple[str, ...]
    first: date
    last: date
    by: str
    sure: str
    link: str
    text: Text
    #: What it encodes beside the provision that it cites.
    also: tuple[Provision, ...] = ()
    line: int = 0

    def on(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.first <= day <= self.last

    def during(self, day: Day) -> bool:
        """Whether it may be in force on a day known only within edges."""
        return self.first <= day.latest and day.earliest <= self.last

    @property
    def open(self) -> bool:
        """Whether it is in force with no end known."""
        return self.last == date.max


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of a rule that is judged by itself; a rule without parts has one, without a name."""

    name: str
    words: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A kind of member of a derived list: who must exist, where and when."""

    kind: str
    #: How many bodies of the kind an area has; empty for a description, which is no body.
    expect: Literal["exactly one", "at least one", "any number", ""]
    where: Condition
    versions: tuple[Version, ...]


#: What a case can expect: of a finding, of a term, of a list.
CHOOSING = ("subject", "period", "part")
EXPECTED = ("status", "cause", "use", "since", "due", "done_on", "late_by", "hinge", "past")
EXPECTABLE = {"term": ("term", "subject", "cause"), "list": ("members", "subject", "status")}


@dataclass(frozen=True)
class Case:
    """An example that the rule must decide as its author expects."""

    name: str
    line: int
    base: str
    as_at: date
    given: Node | None
    expect: Mapping[str, str | tuple[str, ...]]
    base_line: int = 0


@dataclass(frozen=True)
class Rule:
    """One rule of one file."""

    id: str
    instrument: str
    title: str
    kind: Kind
    force: str
    acts: str
    owes: str
    for_each: str
    law_of: LawOf
    why: str
    parts: tuple[Part, ...]
    judgements: Mapping[str, str] = field(default_factory=dict)
    review: str = ""
    defines: str = ""
    rows: tuple[Row, ...] = ()
    cases: tuple[Case, ...] = ()
    no_case: Mapping[str, str] = field(default_factory=dict)
    local: bool = False
    file: str = ""
    line: int = 0

    @property
    def versions(self) -> Iterator[Version]:
        """Every version of every part and row."""
        for part in self.parts:
            yield from part.versions
        for row in self.rows:
            yield from row.versions

    @property
    def judged(self) -> bool:
        """Whether it makes findings."""
        return self.kind in ("duty", "power", "condition")
