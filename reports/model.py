"""The report: what every format shows of an audit, as frozen values without behaviour of their own.

JSON is this model written out; Word, Excel, HTML, CSV, Markdown and the comparison of two results are made from it, so
that no two formats can say different things. A name that ends in an underscore is a word of Python's: its key in JSON
has none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from operator import not_
from typing import Annotated, ClassVar, Literal, TypeAlias, TypeVar

from pydantic import ConfigDict, Field

SCHEMA_VERSION = 1

StatusWord: TypeAlias = Literal[
    "gap", "met_late", "due", "judgement_needed", "cannot_tell", "compliant", "not_applicable", "power", "not_in_force"
]

T = TypeVar("T")
#: A part that is left out of JSON where there is nothing to say.
LeftOut: TypeAlias = Annotated[T, Field(exclude_if=not_)]


def key_of(name: str) -> str:
    """The key in JSON of a field of the model."""
    return name.removesuffix("_")


@dataclass(frozen=True)
class _Shape:
    """What all parts of the model share: their keys in JSON, and that no other keys are read."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(alias_generator=key_of, extra="forbid")


@dataclass(frozen=True)
class Tool(_Shape):
    """What made the report."""

    name: str
    version: str


@dataclass(frozen=True)
class RulesUsed(_Shape):
    """The rules that were run: how many, and the digest of all of them."""

    count: int
    digest: str


@dataclass(frozen=True)
class FileUsed(_Shape):
    """A file of the dossier, and the digest of its bytes."""

    path: str
    sha256: str


@dataclass(frozen=True)
class DossierUsed(_Shape):
    """The dossier: its title, the day for which it speaks, and its files."""

    title: str
    as_at: date
    files: tuple[FileUsed, ...]


@dataclass(frozen=True)
class PartnershipAudited(_Shape):
    """A partnership of the dossier."""

    id: str
    title: str
    #: The ids of its areas.
    areas: tuple[str, ...]


@dataclass(frozen=True)
class SourceUsed(_Shape):
    """A source of the dossier: a paper, minute, interview or page."""

    id: str
    title: str
    kind: str
    #: Its date in words, where that is given.
    date: str | None
    #: Where it can be read: only ever http or https.
    url: str | None


@dataclass(frozen=True)
class DayKnown(_Shape):
    """A day between two edges (both the same if it is exact; none if it is open), and in words."""

    from_: date | None
    to: date | None
    text: str


@dataclass(frozen=True)
class DaysLate(_Shape):
    """By how many days at the least and at the most (none if that is open), and in words."""

    from_: int
    to: int | None
    text: str


@dataclass(frozen=True)
class Subject(_Shape):
    """What a finding is about."""

    kind: str
    id: str
    title: str


@dataclass(frozen=True)
class Bound(_Shape):
    """Who must act, and for whom."""

    acts: str
    for_: str


@dataclass(frozen=True)
class StepToTake(_Shape):
    """What would put a finding right, and who can do it."""

    who: str
    do: str


@dataclass(frozen=True)
class QuestionAsked(_Shape):
    """A question, where its answer belongs in the dossier, and whom to ask."""

    question: str
    path: str
    ask: str


@dataclass(frozen=True)
class Evidence(_Shape):
    """A statement of the dossier, or a row of a shipped table (``by`` is table), that a finding rests on or quotes."""

    path: str
    value: str
    source: str | None
    at: str | None
    note: str | None
    words: str | None
    weight: str
    by: str | None
    basis: str | None


@dataclass(frozen=True)
class LawVersion(_Shape):
    """The version of the law by which a finding was made."""

    from_: date
    to: date | None
    inserted_by: str
    sure: str
    why: str


@dataclass(frozen=True)
class ProofNode(_Shape):
    """A condition as it was decided, with those below it."""

    form: str
    truth: str
    label: str
    doubt: LeftOut[str | None] = None
    evidence: LeftOut[tuple[Evidence, ...]] = ()
    children: LeftOut[tuple[ProofNode, ...]] = ()


@dataclass(frozen=True)
class ViewProved(_Shape):
    """The proofs of one view of a finding: all views must agree."""

    provision: str
    outcome: str
    arises: ProofNode
    applies: ProofNode
    exceptions: tuple[ProofNode, ...]
    requires: ProofNode
    used: ProofNode | None


@dataclass(frozen=True)
class ReportedFinding(_Shape):
    """One finding. What each status means, and the keys that do not explain themselves: docs/meaning.md."""

    id: str
    rule: str
    part: str | None
    part_words: str
    title: str
    provision: str
    instrument: str
    url: str
    kind: str
    force: str
    local: bool
    subject: Subject
    partnership: str | None
    period: str | None
    bound: Bound
    status: StatusWord
    cause: str | None
    hinge: str | None
    waits_on: tuple[str, ...]
    use: str | None
    sentence: str
    #: What is said beside the status, such as the days between meetings.
    remark: str
    #: Of a condition: it does not hold, and the sentence says what follows.
    consequence: bool
    since: DayKnown | None
    due: DayKnown | None
    done: str | None
    done_on: DayKnown | None
    late_by: DaysLate | None
    past: bool
    opened: bool
    stated: bool
    remedy: tuple[StepToTake, ...]
    questions: tuple[QuestionAsked, ...]
    evidence: tuple[Evidence, ...]
    law_version: LawVersion | None
    review: str | None
    proof: tuple[ViewProved, ...] | None


@dataclass(frozen=True)
class QuestionOpen(_Shape):
    """A question of the whole audit, with the ids of the findings that an answer may settle or bears on."""

    question: str
    ask: str
    about: tuple[str, ...]
    paths: tuple[str, ...]
    settles: tuple[str, ...]
    bears_on: tuple[str, ...]


@dataclass(frozen=True)
class ProvisionInForce(_Shape):
    """A row of the statute map in force on the day of the audit, and how the tool accounts for it."""

    instrument: str
    provision: str
    nations: tuple[str, ...]
    says: str
    url: str
    #: encoded, judgement, definition, power, not a duty, spent, or not certain.
    accounted_for: str
    rules: tuple[str, ...]
    why: str | None


@dataclass(frozen=True)
class InstrumentNamed(_Shape):
    """An Act, instrument or guidance that a finding cites: how it is cited, and what it is called."""

    citation: str
    title: str


@dataclass(frozen=True)
class NarrowedTo(_Shape):
    """What a report was narrowed to: it holds only the findings of these statuses and under these provisions."""

    #: Empty if findings of every status are shown.
    statuses: tuple[StatusWord, ...]
    #: Empty if findings under every provision are shown.
    provisions: tuple[str, ...]
    #: How many findings the audit made.
    among: int


@dataclass(frozen=True)
class Report(_Shape):
    """All that is shown of one audit."""

    schema_version: int
    tool: Tool
    engine: str
    as_at: date
    as_at_note: str | None
    rules: RulesUsed
    dossier: DossierUsed
    #: Whether names, ages, days and places of death, notes and quotes were taken out.
    redacted: bool
    #: How many deaths the dossier holds.
    deaths: int
    partnerships: tuple[PartnershipAudited, ...]
    sources: tuple[SourceUsed, ...]
    #: None if every finding is shown. A result that was saved before there was this key may be narrowed all the same.
    narrowed: NarrowedTo | None = field(default=None, kw_only=True)
    #: How many of the findings shown have each status; they add up to all that are shown.
    summary: dict[str, int]
    not_checked: tuple[str, ...]
    left_aside: tuple[str, ...]
    last_known: int
    questions: tuple[QuestionOpen, ...]
    provisions: tuple[ProvisionInForce, ...]
    #: Empty too in a result that was saved before there was this key.
    instruments: tuple[InstrumentNamed, ...] = field(default=(), kw_only=True)
    findings: tuple[ReportedFinding, ...]
