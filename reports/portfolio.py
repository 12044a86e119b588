"""Many dossiers at a glance: how each partnership stands, who owes what, and what to ask.

Of each dossier only a small summary is kept, without evidence and proofs. What is the county's or the policing body's
stands in each dossier of the county, and is counted once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from ..engine.statuses import Status
from .model import QuestionOpen, RulesUsed, Tool
from .wording import care

KindWord: TypeAlias = Literal["partnership", "county", "policing body", "no partnership"]

_GAP, _LATE, _DUE = (status.value for status in (Status.GAP, Status.MET_LATE, Status.DUE))


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty: a row of the matrix."""

    id: str
    title: str
    #: Each provision with its instrument, where nations or days differ.
    law: tuple[str, ...]
    force: str
    local: bool

    @property
    def must(self) -> bool:
        """Whether it is a duty in law, and no guidance, power or local rule."""
        return self.force == "must" and not self.local


@dataclass(frozen=True, slots=True)
class Found:
    """A finding in small. The words stand only where something is owed."""

    id: str
    duty: str
    about: str
    period: str | None
    status: str
    done: str | None
    use: str | None
    must: bool
    #: Whether it is a gap of force must on stated evidence.
    breach: bool
    acts: str
    sentence: str
    #: The provision and its instrument.
    law: str
    url: str
    due: str | None
    late_by: str | None
    remedy: tuple[str, ...]
    review: str | None

    @property
    def owed(self) -> bool:
        """Whether it is a gap, was met late, or is due and known not to be done."""
        return self.status in (_GAP, _LATE) or (self.status == _DUE and self.done == "no")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to ask, of what, and how many findings an answer may settle or bears on."""

    ask: str
    question: str
    about: tuple[str, ...]
    settles: int
    bears_on: int


@dataclass(frozen=True, slots=True)
class Cell:
    """How many findings on one duty have each status."""

    duty: str
    law: tuple[str, ...]
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Said:
    """What one dossier comes to on a finding."""

    dossier: str
    as_at: date
    status: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A finding on a county or policing body that dossiers settle differently."""

    id: str
    duty: str
    about: str
    period: str | None
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Standing:
    """How a partnership stands, or a county, a policing body, or what a dossier tells of no one partnership."""

    kind: KindWord
    id: str
    title: str
    #: The dossiers that speak of it, by their paths, and the day for which they do.
    dossiers: tuple[str, ...]
    as_at: date
    summary: dict[str, int]
    gaps_of_must: int
    due_not_done: int
    cells: tuple[Cell, ...]
    owed: tuple[Found, ...]
    questions: Sequence[Asked]
    disagreements: tuple[Disagreement, ...] = ()


@dataclass(frozen=True)
class Shared:
    """What one dossier finds on a county or policing body, to be put together with what others find."""

    kind: KindWord
    id: str
    title: str
    findings: tuple[Found, ...]
    questions: tuple[QuestionOpen, ...]


@dataclass(frozen=True)
class DossierRead:
    """A dossier that was audited."""

    path: str
    title: str
    as_at: date
    partnerships: int
    findings: int
    deaths: int
    warnings: int


@dataclass(frozen=True)
class Summed:
    """All that is kept of one dossier's report."""

    dossier: DossierRead
    duties: tuple[Duty, ...]
    own: tuple[Standing, ...]
    shared: tuple[Shared, ...]


@dataclass(frozen=True)
class Broken:
    """A dossier that could not be audited, and why."""

    path: str
    problems: tuple[str, ...]


@dataclass(frozen=True)
class Portfolio:
    """All that is shown of many dossiers."""

    schema_version: int
    tool: Tool
    engine: str
    rules: RulesUsed
    #: Whether names, ages, days and places of death, notes and quotes were taken out.
    redacted: bool
    notes: tuple[str, ...]
    #: How many findings have each status, those on a county or policing body counted once.
    summary: dict[str, int]
    dossiers: tuple[DossierRead, ...]
    broken: tuple[Broken, ...]
    #: Partnerships first, then the rest; worst first.
    standings: tuple[Standing, ...]
    duties: tuple[Duty, ...]

    @property
    def partnerships(self) -> tuple[Standing, ...]:
        """The partnerships, worst first."""
        return tuple(each for each in self.standings if each.kind == "partnership")

    @property
    def others(self) -> tuple[Standing, ...]:
        """Counties, policing bodies, and what belongs to no one partnership; worst first."""
        return tuple(each for each in self.standings if each.kind != "partnership")

    @property
    def deaths(self) -> int:
        """How many deaths the dossiers hold."""
        return sum(each.deaths for each in self.dossiers)

    @property
    def care(self) -> str:
        """What is said on its face of the deaths that it speaks of, or that it was redacted."""
        return care(deaths=self.deaths, redacted=self.redacted)

    @property
    def breach(self) -> bool:
        """Whether there is a gap of force must on stated evidence."""
        return any(found.breach for each in self.standings for found in each.owed)


@dataclass(frozen=True)
class Owing:
    """A duty under one provision that is owed in one of the ways of owing, who must act, and for whom it is owed."""

    duty: Duty
    law: str
    status: str
    acts: str
    whose: tuple[str, ...]
    findings: int


def owing(portfolio: Portfolio) -> list[Owing]:
    """Who owes what: gaps of must, then other gaps, late, and due but not done; in each what is owed most."""
    duties = {each.id: each for each in portfolio.duties}
    groups: dict[tuple[str, str, str, str], list[str]] = {}
    for each in portfolio.standings:
        for found in each.owed:
            groups.setdefault((found.duty, found.law, found.status, found.acts), []).append(each.title)
    made = [
        Owing(duties[duty], law, status, acts, tuple(dict.fromkeys(whose)), len(whose))
        for (duty, law, status, acts), whose in groups.items()
    ]
    return sorted(made, key=_most_owed_first)


def _most_owed_first(each: Owing) -> tuple[object, ...]:
    rank = Status(each.status).rank
    return rank, not each.duty.must, -len(each.whose), -each.findings, each.duty.title, each.duty.id, each.law
