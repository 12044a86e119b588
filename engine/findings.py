"""Findings: what the audit says of one rule, subject and period, with all that stands behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from ..facts.days import Day
from ..facts.dossier import Dossier
from ..facts.load import InputFile
from .law import Rule, Step, Version
from .proof import Cited, Question
from .statuses import COUNTED, Status
from .statute_map import Coverage
from .view import View


class Finding(NamedTuple):
    """One finding. Its key is the rule, its part, the subject and the period."""

    rule: str
    part: str | None
    part_words: str
    title: str
    kind: str
    provision: str
    instrument: str
    url: str
    force: str
    subject_kind: str
    subject: str
    subject_title: str
    partnership: str | None
    period: str | None
    acts: str
    owes: str
    local: bool
    status: Status
    sentence: str
    cause: str | None = None
    hinge: str | None = None
    waits_on: tuple[str, ...] = ()
    use: str | None = None
    done: str | None = None
    since: Day | None = None
    due: Day | None = None
    done_on: Day | None = None
    late_by: tuple[int, int] | None = None
    timing_known: bool = True
    #: What is said beside the status, such as the intervals between meetings.
    remark: str = ""
    #: For a condition: what follows from its not holding.
    consequence: bool = False
    past: bool = False
    opened: bool = False
    stated: bool = True
    remedy: tuple[Step, ...] = ()
    questions: tuple[Question, ...] = ()
    evidence: tuple[Cited, ...] = ()
    version: Version | None = None
    why_version: str = ""
    review: str | None = None

    @property
    def id(self) -> str:
        """The same from run to run: rule, part, subject and period."""
        part = f"#{self.part.replace(' ', '-')}" if self.part else ""
        period = f"@{self.period.replace(' ', '-')}" if self.period else ""
        return f"{self.rule}{part}:{self.subject}{period}"


class Judgment(NamedTuple):
    """A finding with the views and rule from which it was made."""

    finding: Finding
    rule: Rule
    views: tuple[View, ...]


@dataclass(frozen=True)
class Audit:
    """All findings of one dossier as at one day."""

    title: str
    as_at: date
    dossier_as_at: date
    as_at_note: str | None
    engine: str
    rules_count: int
    rules_digest: str
    judgments: tuple[Judgment, ...]
    #: What was audited.
    dossier: Dossier
    files: tuple[InputFile, ...] = ()
    not_checked: tuple[str, ...] = ()
    left_aside: tuple[str, ...] = ()
    last_known: int = 0
    sources: dict[str, str] = field(default_factory=dict)
    #: How each instrument is cited, by the folder of its rules.
    citations: dict[str, str] = field(default_factory=dict)
    #: What each instrument is called, by how it is cited.
    instruments: dict[str, str] = field(default_factory=dict)
    #: The statute map: every row, and how it is accounted for.
    coverage: tuple[Coverage, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings, those that matter most first."""
        return tuple(judgment.finding for judgment in self.judgments)

    @property
    def summary(self) -> dict[Status, int]:
        """How many findings have each status; they add up to all findings."""
        return count(self.findings)

    @property
    def breach(self) -> bool:
        """Whether there is a gap of force must on stated evidence, in a period judged by default."""
        return any(
            each.status is Status.GAP and each.force == "must" and each.stated and not each.opened and not each.local
            for each in self.findings
        )


def count(findings: Iterable[Finding]) -> dict[Status, int]:
    """How many findings have each status."""
    counted: dict[Status, int] = dict.fromkeys(COUNTED, 0)
    for each in findings:
        counted[each.status] = counted.get(each.status, 0) + 1
    return counted
