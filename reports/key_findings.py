"""The findings that a paper for a committee numbers, alike ones as one, under the headings of such a paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..engine.statuses import Status
from .grouping import alike, grouped, of_status
from .model import ReportedFinding
from .wording import CAUSES, evidence_in_words, from_table


@dataclass(frozen=True)
class KeyFinding:
    """Findings that a paper gives one number: at least one."""

    number: int
    members: tuple[ReportedFinding, ...]
    #: Findings that wait on these, and are told with them.
    waiting: tuple[ReportedFinding, ...] = ()

    @property
    def first(self) -> ReportedFinding:
        """The finding that speaks for all."""
        return self.members[0]

    @property
    def count(self) -> int:
        """How many findings stand under the number."""
        return len(self.members) + len(self.waiting)

    @property
    def subjects(self) -> tuple[str, ...]:
        """What the findings are about, each once."""
        return tuple(dict.fromkeys(each.subject.title for each in self.members))


@dataclass(frozen=True)
class Group:
    """Key findings under one heading, with what a reader must know of them."""

    heading: str
    note: str
    findings: tuple[KeyFinding, ...]

    @property
    def count(self) -> int:
        """How many findings stand under the heading."""
        return sum(each.count for each in self.findings)


@dataclass(frozen=True)
class KeyFindings:
    """All that a paper numbers, in its order: gaps by how strongly they bind, then the rest."""

    gaps: tuple[Group, ...]
    late: Group
    due: Group
    judgement: Group
    unresolved: Group
    consequences: Group

    @property
    def in_full(self) -> tuple[Group, ...]:
        """The groups whose findings are told in full."""
        return (*self.gaps, self.late)

    @property
    def all(self) -> tuple[KeyFinding, ...]:
        """Every numbered finding, in order."""
        groups = (*self.in_full, self.due, self.judgement, self.unresolved, self.consequences)
        return tuple(each for group in groups for each in group.findings)


#: The headings of gaps, in order: what binds most comes first, and what is no law last.
_GAPS = {
    "must": ("Gaps in what the law says must be done", ""),
    "must have regard": (
        "Gaps in what must be taken into account",
        "The law asks that these be taken into account. They can be departed from for good reason.",
    ),
    "expected": ("Guidance not followed", "Guidance is not law. It can be departed from for good reason."),
    "local": ("Local rules not kept", "A local rule is an agreement or condition of your own. It is not law."),
}


def _kind(gap: ReportedFinding) -> str:
    return "local" if gap.local else gap.force if gap.force in _GAPS else "expected"


def key_findings(findings: Iterable[ReportedFinding]) -> KeyFindings:
    """What a paper numbers of some findings. Every gap and every finding that was met late, due or awaits a judgement
    is in exactly one of them.
    """
    chosen = tuple(findings)
    numbering = _Numbering()
    gaps = grouped(of_status(chosen, Status.GAP), _kind)
    return KeyFindings(
        tuple(
            Group(*headed, numbering.of(_in_order_of_duty(gaps[kind])))
            for kind, headed in _GAPS.items()
            if kind in gaps
        ),
        Group("Met late", "", numbering.of(_in_order_of_duty(of_status(chosen, Status.MET_LATE)))),
        Group(
            "Due",
            "The day for these has not passed, and nothing shows that they are done. They are not gaps.",
            numbering.of_rows(of_status(chosen, Status.DUE)),
        ),
        Group(
            "Judgement needed",
            "Only somebody's judgement can settle these, and nobody has recorded one. They are not gaps.",
            numbering.of_rows(of_status(chosen, Status.JUDGEMENT_NEEDED)),
        ),
        Group(
            "Where sources conflict or the law can be read in more than one way",
            "These are among the findings that cannot be told. They are not gaps.",
            numbering.of(_unresolved(of_status(chosen, Status.CANNOT_TELL))),
        ),
        Group(
            "What follows from how the areas stand",
            "",
            numbering.of(alike(each for each in chosen if each.consequence)),
        ),
    )


class _Numbering:
    """Gives numbers to findings, one after the other."""

    def __init__(self) -> None:
        self._next = 1

    def of(self, groups: Iterable[list[ReportedFinding]]) -> tuple[KeyFinding, ...]:
        """Groups of findings, each with its number."""
        return tuple(self._numbered(members, []) for members in groups)

    def of_rows(self, findings: list[ReportedFinding]) -> tuple[KeyFinding, ...]:
        """Findings in rows: one for each duty with its parts, year and day, and what waits on it told with it."""
        owing = {(each.rule, each.subject.id, each.period): each for each in findings if not each.waits_on}
        rows: dict[tuple[object, ...], list[ReportedFinding]] = {}
        waiting: dict[tuple[object, ...], list[ReportedFinding]] = {}
        for each in findings:
            waited_on = (owing.get((rule, each.subject.id, each.period)) for rule in each.waits_on)
            root = next((one for one in waited_on if one is not None and one.due == each.due), None)
            if root is None:
                rows.setdefault(_row(each), []).append(each)
            else:
                waiting.setdefault(_row(root), []).append(each)
        return tuple(self._numbered(members, waiting.get(row, [])) for row, members in rows.items())

    def _numbered(self, members: list[ReportedFinding], waiting: list[ReportedFinding]) -> KeyFinding:
        number, self._next = self._next, self._next + 1
        return KeyFinding(number, tuple(members), tuple(waiting))


def _row(each: ReportedFinding) -> tuple[object, ...]:
    return (each.rule, each.period, each.done, each.due, each.force)


def _in_order_of_duty(findings: list[ReportedFinding]) -> list[list[ReportedFinding]]:
    """Findings that are alike together, those of one duty one after the other."""
    groups = alike(findings)
    titles = list(dict.fromkeys(members[0].title for members in groups))
    return sorted(groups, key=lambda members: titles.index(members[0].title))


def _unresolved(findings: list[ReportedFinding]) -> Iterable[list[ReportedFinding]]:
    """What cannot be told for a reason that a question alone does not mend, by reason and what is known."""
    groups: dict[tuple[object, ...], list[ReportedFinding]] = {}
    for each in findings:
        if each.cause in CAUSES:
            own = each.rule if each.cause == "law unsettled" else each.subject.id
            groups.setdefault((each.cause, own, each.remark), []).append(each)
    return groups.values()


def told_of(finding: KeyFinding, sources: Mapping[str, str]) -> tuple[str, ...]:
    """What sources say where that leaves a finding open: remarks, or statements in the sources' own words.

    ``sources`` are the titles of the sources by id.
    """
    remarks = dict.fromkeys(each.remark for each in finding.members if each.remark)
    if remarks:
        return tuple(remarks)
    said = (
        evidence_in_words(sources, one)
        for each in finding.members
        for one in each.evidence
        if one.words and not from_table(one) and (finding.first.cause != "hedged" or one.weight != "stated")
    )
    return tuple(dict.fromkeys(said))


def duty(finding: ReportedFinding) -> str:
    """A duty in words, without the part of it that a finding is about."""
    return finding.title.removesuffix(f": {finding.part_words}") if finding.part_words else finding.title


def parts(findings: Iterable[ReportedFinding]) -> tuple[str, ...]:
    """The parts of the duty that some findings are about, each once."""
    return tuple(dict.fromkeys(each.part_words for each in findings if each.part_words))


def numbers_in_words(section: int, findings: Iterable[KeyFinding]) -> str:
    """The numbers of findings for a sentence, such as: finding 3.1; findings 3.1 to 3.4 and 3.6."""
    numbers = sorted({each.number for each in findings})
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told: list[str] = []
    for run in runs:
        if len(run) > 2:
            told.append(f"{section}.{run[0]} to {section}.{run[-1]}")
        else:
            told += [f"{section}.{number}" for number in run]
    joined = " and ".join([", ".join(told[:-1]), told[-1]]) if len(told) > 1 else "".join(told)
    return f"finding{'s' if len(numbers) > 1 else ''} {joined}"
