"""The report as Markdown: to paste into a page, a wiki or an e-mail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..engine.sentences import by_day
from ..engine.statuses import Status
from .grouping import by_whom, folded, of_status, statuses_shown
from .key_findings import duty, key_findings, told_of
from .model import Report, ReportedFinding
from .safe_text import plain
from .wording import (
    CAUSES,
    NOT_ADVICE,
    all_findings,
    as_at_in_words,
    asked,
    care,
    evidence_in_words,
    force,
    from_table,
    listed,
    narrowed_in_words,
    of_another_day,
    place_in_law,
    provisions_counted,
    source_titles,
)

#: What Markdown, or the HTML inside it, would take for its own.
_MARKS = re.compile(r"([\\`*_{}\[\]<>|~#])")
IN_FULL = (Status.GAP, Status.MET_LATE)
IN_LINES = (Status.DUE, Status.JUDGEMENT_NEEDED)


def render(report: Report) -> str:
    """The report as Markdown text."""
    return "\n".join(_lines(report)) + "\n"


def escaped(text: str) -> str:
    """Text that Markdown shows as it stands, on one line."""
    return _MARKS.sub(r"\\\1", " ".join(plain(text).split()))


def _lines(report: Report) -> Iterator[str]:
    yield f"# {escaped(report.dossier.title)}"
    yield ""
    yield f"As at {escaped(as_at_in_words(report))}. {report.rules.count} rules."
    yield ""
    if report.as_at != report.dossier.as_at:
        yield escaped(of_another_day(report))
        yield ""
    if report.narrowed:
        yield f"**{escaped(narrowed_in_words(report))}**"
        yield ""
    yield from _counts(report)
    take_care = care(deaths=report.deaths, redacted=report.redacted)
    if take_care:
        yield f"**{take_care}**"
        yield ""
    for status in IN_FULL:
        chosen = of_status(report.findings, status)
        if chosen:
            yield f"## {status.label.capitalize()} ({len(chosen)})"
            yield ""
            for finding, titles in folded(chosen):
                yield from _in_full(report, finding, titles)
    for status in IN_LINES:
        chosen = of_status(report.findings, status)
        if chosen:
            yield f"## {status.label.capitalize()} ({len(chosen)})"
            yield ""
            for finding, titles in folded(chosen):
                also = f" The same for {escaped(listed(titles[1:]))}." if len(titles) > 1 else ""
                yield f"- {escaped(finding.sentence)}{also} ({_law(finding)})"
            yield ""
    yield from _unresolved(report)
    yield from _questions(report)
    yield f"{NOT_ADVICE} Not checked, as the law is not certain: {provisions_counted(len(report.not_checked))}."


def _counts(report: Report) -> Iterator[str]:
    yield "| Status | Findings |"
    yield "|---|---:|"
    for status in statuses_shown(report):
        yield f"| {status.label.capitalize()} | {report.summary.get(status.value, 0)} |"
    yield f"| **{all_findings(report)}** | **{len(report.findings)}** |"
    yield ""


def _in_full(report: Report, finding: ReportedFinding, titles: tuple[str, ...]) -> Iterator[str]:
    yield f"### {escaped(finding.title)}"
    yield ""
    also = f" The same for {escaped(listed(titles[1:], len(titles)))}." if len(titles) > 1 else ""
    yield f"{escaped(finding.sentence)}{also}"
    yield ""
    yield f"- {force(finding)}: {_law(finding)}"
    if finding.due:
        yield f"- Due {escaped(by_day(finding.due.text))}"
    sources = source_titles(report)
    for each in finding.evidence:
        if not from_table(each):
            yield f"- Evidence: {escaped(evidence_in_words(sources, each))}"
    for step in finding.remedy:
        yield f"- To put right: {escaped(step.who)}: {escaped(step.do)}"
    if finding.review:
        yield f"- Check the law: {escaped(finding.review)}"
    yield ""


def _unresolved(report: Report) -> Iterator[str]:
    """What cannot be told for a reason that a question alone does not mend, with what sources say of it."""
    group = key_findings(report.findings).unresolved
    if not group.findings:
        return
    yield f"## {group.heading} ({group.count})"
    yield ""
    yield group.note
    yield ""
    for each in group.findings:
        duties = "; ".join(dict.fromkeys(map(duty, each.members)))
        yield f"- {CAUSES[each.first.cause or '']}. {escaped(listed(each.subjects))}: {escaped(duties)}."
        yield from (f"  - {escaped(said)}" for said in told_of(each, source_titles(report)))
    yield ""


def _law(finding: ReportedFinding) -> str:
    return f"[{escaped(place_in_law(finding))}](<{finding.url}>)"


def _questions(report: Report) -> Iterator[str]:
    if not report.questions:
        return
    yield f"## Questions ({len(report.questions)})"
    yield ""
    for whom, questions in by_whom(report.questions).items():
        yield f"### Ask {escaped(whom)} ({len(questions)})"
        yield ""
        yield from (f"1. {escaped(asked(each))}" for each in questions)
        yield ""
