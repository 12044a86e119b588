"""Findings as a page lists them: under their status, then in groups, those alike in one entry that names each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..engine.statuses import Status
from .grouping import alike, grouped, of_status, statuses_shown, whose
from .model import Evidence, ProofNode, Report, ReportedFinding, StepToTake, ViewProved
from .wording import Asks, force, from_table, named, what_is_stated

#: The statuses whose entries are not folded: a reader sees them whole.
UNFOLDED = (Status.GAP, Status.MET_LATE)
#: What a step is called that has no name of its own.
_UNNAMED = ("all of", "any of")
#: What a condition is called that asks nothing and so always holds.
_NOTHING_ASKED = ("all of", "always")


@dataclass(frozen=True)
class Condition:
    """A part of a proof: what it decides, such as whether the duty applies, and its tree."""

    heading: str
    node: ProofNode


@dataclass(frozen=True)
class Member:
    """A finding of an entry, with the anchor that links to it and the views that were proved of it."""

    anchor: str
    finding: ReportedFinding
    views: tuple[tuple[Condition, ...], ...]


@dataclass(frozen=True)
class Entry:
    """Findings alike in all but their subject."""

    members: tuple[Member, ...]

    @property
    def first(self) -> ReportedFinding:
        """The finding that speaks for all."""
        return self.members[0].finding

    @property
    def anchor(self) -> str:
        """Where the entry stands in the page."""
        return self.members[0].anchor

    @property
    def titles(self) -> tuple[str, ...]:
        """What the findings are about."""
        return tuple(dict.fromkeys(each.finding.subject.title for each in self.members))

    @property
    def hinges(self) -> tuple[str, ...]:
        """What the findings hang on: one for all where it is the same for all."""
        return tuple(dict.fromkeys(each.finding.hinge for each in self.members if each.finding.hinge))

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The statements on which the findings rest, each once, without the tables that ship with the rules."""
        stated = (one for one in self.first.evidence if not from_table(one))
        seen = {(what_is_stated(one), one.source, one.at, one.note): one for one in stated}
        return tuple(seen.values())

    @property
    def remedy(self) -> tuple[StepToTake, ...]:
        """What would put the findings right."""
        return tuple(dict.fromkeys(step for each in self.members for step in each.finding.remedy))

    @property
    def questions(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """The questions of all members: each once, whom to ask, and of which subjects it is asked."""
        found: dict[tuple[str, str], dict[str, None]] = {}
        for each in self.members:
            about = each.finding.subject.title
            for one in each.finding.questions:
                own = one.question.removesuffix(f" ({about})")
                subjects = found.setdefault((own, named(one.ask)), {})
                if own != one.question:
                    subjects[about] = None
        return tuple((question, ask, tuple(subjects)) for (question, ask), subjects in found.items())


@dataclass(frozen=True)
class Group:
    """The entries of a status that belong together; those that wait on another finding stand apart."""

    anchor: str
    title: str
    entries: tuple[Entry, ...]
    waiting: tuple[Entry, ...]

    @property
    def count(self) -> int:
        """How many findings it holds."""
        return counted((*self.entries, *self.waiting))


@dataclass(frozen=True)
class Section:
    """The findings of one status."""

    status: Status
    groups: tuple[Group, ...]

    @property
    def anchor(self) -> str:
        """Where the section stands in the page."""
        return self.status.value.replace("_", "-")

    @property
    def count(self) -> int:
        """How many findings it holds."""
        return sum(each.count for each in self.groups)

    @property
    def folded(self) -> bool:
        """Whether its groups are shown only when they are opened."""
        return self.status not in UNFOLDED


@dataclass(frozen=True)
class Row:
    """A line of a table of counts: its heading, and for each status how many, with the anchor of their list."""

    heading: str
    cells: tuple[tuple[int, str], ...]

    @property
    def total(self) -> int:
        """All findings of the line."""
        return sum(count for count, _ in self.cells)


def counted(entries: Iterable[Entry]) -> int:
    """How many findings some entries hold."""
    return sum(len(each.members) for each in entries)


def sections(report: Report) -> tuple[Section, ...]:
    """The findings by status, each grouped by whose they are. Every finding stands in one entry."""
    anchors = {each.id: f"f{index}" for index, each in enumerate(report.findings, 1)}
    found = ((status, of_status(report.findings, status)) for status in statuses_shown(report))
    return tuple(Section(status, _groups(status, chosen, report, anchors)) for status, chosen in found if chosen)


def _groups(
    status: Status, findings: list[ReportedFinding], report: Report, anchors: dict[str, str]
) -> tuple[Group, ...]:
    made = []
    for index, (title, own) in enumerate(grouped(findings, whose(report)).items(), 1):
        entries = [
            Entry(tuple(Member(anchors[each.id], each, views(each)) for each in members)) for members in alike(own)
        ]
        made.append(
            Group(
                f"{status.value.replace('_', '-')}-{index}",
                title,
                tuple(each for each in entries if not each.first.waits_on),
                tuple(each for each in entries if each.first.waits_on),
            )
        )
    return tuple(made)


def by_partnership(report: Report, listed: tuple[Section, ...]) -> tuple[Row, ...]:
    """How many findings each partnership has of each status; those of none stand under their own names."""
    of_group = {(each.status, group.title): group for each in listed for group in each.groups}
    titles = dict.fromkeys(map(whose(report), report.findings))
    return tuple(
        Row(
            title,
            tuple(
                (group.count, group.anchor) if (group := of_group.get((status, title))) else (0, "")
                for status in statuses_shown(report)
            ),
        )
        for title in titles
    )


def by_force(report: Report) -> tuple[Row, ...]:
    """How many findings there are of each force and status; local rules stand apart, as they are not law."""
    return tuple(
        Row(
            heading,
            tuple((len(of_status(findings, status)), "") for status in statuses_shown(report)),
        )
        for heading, findings in sorted(grouped(report.findings, force_in_words).items(), key=_strength)
    )


def force_in_words(finding: Asks) -> str:
    """How strongly the law asks, so that nothing weaker reads like a duty in an Act."""
    words = {"expected": "Expected: good practice, not law", "may": "May: a power", "condition": "Condition"}
    named = words.get(finding.force, force(finding))
    return f"{named} (a local rule, not law)" if finding.local else named


def _strength(row: tuple[str, list[ReportedFinding]]) -> tuple[bool, int]:
    order = ("must", "must have regard", "expected", "may", "condition")
    first = row[1][0]
    return first.local, order.index(first.force) if first.force in order else len(order)


def views(finding: ReportedFinding) -> tuple[tuple[Condition, ...], ...]:
    """The views proved of a finding, without those that read alike."""
    return tuple(dict.fromkeys(tuple(_conditions(each)) for each in finding.proof or ()))


def _conditions(view: ViewProved) -> Iterable[Condition]:
    if _asks(view.arises):
        yield Condition("It arises", _short(view.arises))
    if _asks(view.applies):
        yield Condition("It applies", _short(view.applies))
    for each in view.exceptions:
        yield Condition("An exception holds", _short(each))
    yield Condition("It is met", _short(view.requires))
    if view.used is not None:
        yield Condition("The power was used", _short(view.used))


def _short(node: ProofNode) -> ProofNode:
    """A step without those below it that have no name and only pass on what stands below them."""
    if len(node.children) == 1 and node.label in _UNNAMED:
        return _short(node.children[0])
    return replace(node, children=tuple(map(_short, node.children)))


def _asks(node: ProofNode) -> bool:
    return bool(node.children or node.evidence) or node.truth != "true" or node.label not in _NOTHING_ASKED
