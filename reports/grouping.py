"""Findings and questions brought together: those alike in one, and under whom, what or whose they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from ..engine.statuses import COUNTED, Status
from .model import QuestionOpen, Report, ReportedFinding
from .wording import from_table, named


def of_status(findings: Iterable[ReportedFinding], *statuses: Status) -> list[ReportedFinding]:
    """The findings that have one of some statuses."""
    wanted = {each.value for each in statuses}
    return [each for each in findings if each.status in wanted]


def statuses_shown(report: Report) -> tuple[Status, ...]:
    """The statuses that a report counts: all but those that it was narrowed to leave out, of which it cannot say none.

    Law not in force is counted only where it was asked for.
    """
    kept = report.narrowed.statuses if report.narrowed else ()
    extra = any(each.status == Status.NOT_IN_FORCE.value for each in report.findings)
    every = (*COUNTED, Status.NOT_IN_FORCE) if extra else COUNTED
    return tuple(each for each in every if not kept or each.value in kept)


def alike(findings: Iterable[ReportedFinding]) -> list[list[ReportedFinding]]:
    """Findings in lists of those alike in all but their subject, of one partnership."""
    groups: dict[tuple[object, ...], list[ReportedFinding]] = {}
    for each in findings:
        stated = (one for one in each.evidence if not from_table(one))
        evidence = tuple(sorted((one.source or "", one.at or "", one.words or "", one.value) for one in stated))
        whose = each.partnership or each.subject.id
        key = (each.status, each.rule, each.part, each.period, whose, each.use, each.done, each.cause, evidence)
        when = (each.since, each.due, each.done_on, each.late_by, each.past, each.opened, each.stated)
        law = (each.provision, each.bound, each.law_version, each.review, each.waits_on)
        groups.setdefault((*key, *when, *law), []).append(each)
    return list(groups.values())


def folded(findings: Iterable[ReportedFinding]) -> list[tuple[ReportedFinding, tuple[str, ...]]]:
    """Findings alike in all but their subject, of one partnership: the first, with the titles of all."""
    return [(members[0], tuple(member.subject.title for member in members)) for members in alike(findings)]


def grouped(
    findings: Iterable[ReportedFinding], heading: Callable[[ReportedFinding], str]
) -> dict[str, list[ReportedFinding]]:
    """Findings under a heading each, the headings in the order in which they come."""
    groups: dict[str, list[ReportedFinding]] = {}
    for each in findings:
        groups.setdefault(heading(each), []).append(each)
    return groups


def whose(report: Report) -> Callable[[ReportedFinding], str]:
    """The heading of a finding by partnership; what belongs to none, such as a county or a council, by its own name."""
    titles = {each.id: each.title for each in report.partnerships}
    return lambda finding: titles.get(finding.partnership or "", finding.subject.title)


def by_whom(questions: Iterable[QuestionOpen]) -> dict[str, list[QuestionOpen]]:
    """The questions under whom to ask, in the order in which they come."""
    groups: dict[str, list[QuestionOpen]] = {}
    for question in questions:
        groups.setdefault(named(question.ask or "whoever compiled the dossier"), []).append(question)
    return groups


def questions_alike(questions: Iterable[QuestionOpen]) -> list[QuestionOpen]:
    """Questions of the same things that differ only in the words after a colon, each such group as one question."""
    groups: dict[tuple[object, ...], list[QuestionOpen]] = {}
    for each in questions:
        begins, colon, _ = each.question.rpartition(": ")
        own = begins if colon and each.question.endswith("?") else each.question
        groups.setdefault((own, each.ask, each.about, bool(each.settles)), []).append(each)
    return [_as_one(members) for members in groups.values()]


def _as_one(questions: list[QuestionOpen]) -> QuestionOpen:
    first = questions[0]
    if len(questions) == 1:
        return first
    begins = first.question.rpartition(": ")[0]
    ends = (each.question.rpartition(": ")[2].removesuffix("?") for each in questions)
    return replace(
        first,
        question=f"{begins}: {'; '.join(ends)}?",
        paths=tuple(dict.fromkeys(path for each in questions for path in each.paths)),
        settles=tuple(dict.fromkeys(id for each in questions for id in each.settles)),
        bears_on=tuple(dict.fromkeys(id for each in questions for id in each.bears_on)),
    )
