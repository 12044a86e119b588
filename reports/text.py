"""Findings for a terminal: gaps in full, a line each for what is due or awaits judgement, questions, counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap

from ..engine.sentences import by_day
from ..engine.statuses import Status
from .grouping import folded, of_status, statuses_shown
from .model import QuestionOpen, Report, ReportedFinding
from .wording import (
    CAUSES,
    NOT_ADVICE,
    a_breach,
    as_at_in_words,
    asked,
    care,
    evidence_in_words,
    force,
    from_table,
    hedge,
    law,
    listed,
    named,
    narrowed_in_words,
    of_another_day,
    place_in_law,
    provisions_counted,
    source_titles,
)

MOST_QUESTIONS = 10
#: Colours are only ever added to words: (style of rich, words).
STYLES = {Status.GAP: "bold red", Status.MET_LATE: "yellow", Status.DUE: "yellow", Status.JUDGEMENT_NEEDED: "cyan"}


def lines(report: Report, width: int, asked_for: frozenset[Status] = frozenset()) -> Iterator[tuple[str, str]]:
    """The report, line by line, each with its style; ``asked_for`` are the statuses that the reader named."""
    findings = report.findings
    yield from _head(report, width)
    told: set[str] = set()  # what need not be said twice
    for status in (Status.GAP, Status.MET_LATE):
        chosen = of_status(findings, status)
        if chosen:
            yield from _heading(status, len(chosen))
            for finding, titles in folded(chosen):
                yield from _in_full(source_titles(report), finding, titles, width, told)
    for status in (Status.DUE, Status.JUDGEMENT_NEEDED):
        chosen = of_status(findings, status)
        if chosen:
            yield from _heading(status, len(chosen))
            yield from _in_lines(chosen, width)
    for status in Status:
        chosen = of_status(findings, status)
        if chosen and status in asked_for and status not in STYLES:
            yield from _heading(status, len(chosen))
            for finding, titles in folded(chosen):
                also = f" The same for {listed(titles[1:])}." if len(titles) > 1 else ""
                yield from wrapped(f"* {finding.sentence}{also} {law(finding)}.", width, "  ")
    if not asked_for:
        yield from _told_apart(report, width)
        yield from _questions(report.questions, width)
    yield from _counts(report, width)


def _head(report: Report, width: int) -> Iterator[tuple[str, str]]:
    for line, _ in wrapped(report.dossier.title, width):
        yield line, "bold"
    yield from wrapped(f"As at {as_at_in_words(report)}. {report.rules.count} rules.", width)
    if report.narrowed:
        yield from wrapped(narrowed_in_words(report), width)
    if report.engine == "plain":
        yield from wrapped("Decided by the closures alone: durable-rules did not fire the outcomes.", width)
    if report.as_at != report.dossier.as_at:
        yield from wrapped(of_another_day(report), width)
    take_care = care(deaths=report.deaths, redacted=report.redacted)
    if take_care:
        yield from wrapped(take_care, width)
    if report.left_aside:
        yield from wrapped(f"Left aside, as later than this day: {', '.join(report.left_aside)}.", width)


def _heading(status: Status, number: int) -> Iterator[tuple[str, str]]:
    yield "", ""
    yield f"{status.label.upper()} ({number})", STYLES.get(status, "bold")


def _in_full(
    sources: Mapping[str, str], finding: ReportedFinding, titles: tuple[str, ...], width: int, told: set[str]
) -> Iterator[tuple[str, str]]:
    yield from wrapped(f"* {finding.sentence}", width, "  ")
    if len(titles) > 1:
        yield from wrapped(f"  The same for {listed(titles[1:], len(titles))}.", width, "  ")
    due = f"; it was due {by_day(finding.due.text)}" if finding.due else ""
    past = ", and cannot now be done in time" if finding.past else ""
    yield from wrapped(f"  {law(finding)}{due}{past}.", width, "  ")
    for cited in finding.evidence:
        if from_table(cited):
            continue
        words = evidence_in_words(sources, cited)
        place = f" ({cited.at})" if cited.at else ""
        yield from wrapped(f"  Evidence: {f'as above{place}' if words in told else words}", width, "    ")
        told.add(words)
    for step in finding.remedy:
        yield from wrapped(f"  To put right: {step.who}: {step.do}.", width, "    ")
    if finding.review and finding.review not in told:
        told.add(finding.review)
        yield from wrapped(f"  Check the law: {finding.review}", width, "    ")


def _in_lines(findings: list[ReportedFinding], width: int) -> Iterator[tuple[str, str]]:
    """The duties and periods that are alike for the same subjects under one line that names these."""
    groups: dict[tuple[str, str | None, str | None, str | None], list[ReportedFinding]] = {}
    waiting = Counter((rule, each.subject, each.period) for each in findings for rule in each.waits_on)
    shown = {(each.rule, each.subject, each.period) for each in findings if not each.waits_on}
    for each in findings:
        if each.waits_on and all((rule, each.subject, each.period) in shown for rule in each.waits_on):
            continue  # folded under the finding on which it waits
        groups.setdefault((each.rule, each.part, each.period, each.done), []).append(each)
    alike: dict[tuple[str, str, tuple[str, ...]], list[list[ReportedFinding]]] = {}
    for members in _parts_together(groups.values()):
        everyone = tuple(dict.fromkeys(member.subject.title for member in members))
        alike.setdefault((force(members[0]), _when(members[0]), everyone), []).append(members)
    for (how, when, everyone), duties in alike.items():
        yield from wrapped(f"* {how}{when}: {listed(everyone, 3)}:", width, "  ")
        for members in duties:
            waited_on = {(member.rule, member.subject, member.period) for member in members if not member.waits_on}
            more = sum(waiting[each] for each in waited_on)
            folded_in = f"; {more} more wait on this" if more else ""
            place = place_in_law(members[0], _provisions(members))
            yield from wrapped(f"  - {_short(members[0], _parts(members))} ({place}){folded_in}", width, "    ")


def _when(finding: ReportedFinding) -> str:
    """By when a duty is due, and whether it is done."""
    if not finding.due:
        return ""
    return f", {'not done' if finding.done == 'no' else 'not known if done'}, {by_day(finding.due.text)}"


#: Words that keep their hyphen where a rule's name is read as words.
_HYPHENED = re.compile(r"\b(co|re) (operat|opt|offend)")


def _parts_together(groups: Iterable[list[ReportedFinding]]) -> Iterable[list[ReportedFinding]]:
    """Groups that differ only in the part of the rule, as one."""
    together: dict[tuple[object, ...], list[ReportedFinding]] = {}
    for members in groups:
        first = members[0]
        subjects = tuple(each.subject for each in members)
        together.setdefault((first.rule, first.period, first.done, first.due, subjects), []).extend(members)
    return together.values()


def _provisions(members: list[ReportedFinding]) -> str:
    return listed(tuple(dict.fromkeys(each.provision for each in members)), 3)


def _parts(members: list[ReportedFinding]) -> str:
    """The part of the rule, or how many of them there are."""
    parts = tuple(dict.fromkeys(each.part_words or each.part or "" for each in members))
    return parts[0] if len(parts) == 1 else f"{len(parts)} parts"


def _short(finding: ReportedFinding, part: str) -> str:
    """A duty in the few words of its rule's name."""
    words = _HYPHENED.sub(r"\1-\2", finding.rule.split("/")[-1].replace("-", " "))
    return f"{words}{f' ({part})' if part else ''}{f' {finding.period}' if finding.period else ''}"


def _told_apart(report: Report, width: int) -> Iterator[tuple[str, str]]:
    """What cannot be told for a reason that a question alone does not mend, and how powers stand."""
    chosen = [each for each in of_status(report.findings, Status.CANNOT_TELL) if each.cause in CAUSES]
    powers = of_status(report.findings, Status.POWER)
    consequences = folded(each for each in report.findings if each.consequence)
    if not chosen and not powers and not consequences:
        return
    yield "", ""
    yield "ALSO NOTE", "bold"
    groups: dict[tuple[str, str, str], list[str]] = {}
    for each in chosen:
        period = f" for {each.period}" if each.period else ""
        key = (CAUSES[each.cause or ""], each.subject.title, each.remark or hedge(source_titles(report), each))
        groups.setdefault(key, []).append(f"{each.provision}{period}")
    alike: dict[tuple[str, str, str], list[str]] = {}
    for (label, title, remark), provisions in groups.items():
        alike.setdefault((label, ", ".join(dict.fromkeys(provisions)), remark), []).append(title)
    for (label, place, remark), names in alike.items():
        words = f"* {label}: {listed(tuple(names))}: {place}."
        yield from wrapped(f"{words} {remark}" if remark else words, width, "  ")
    for finding, titles in consequences:
        also = f" The same for {listed(titles[1:])}." if len(titles) > 1 else ""
        yield from wrapped(f"* {finding.sentence}{also}", width, "  ")
    held: dict[str, list[str]] = {}
    for each in powers:
        held.setdefault(each.subject.title, []).append(f"{each.provision} {each.use}")
    for title, uses in held.items():
        yield from wrapped(f"* Powers of {title}: {', '.join(uses)}.", width, "  ")


def _questions(questions: tuple[QuestionOpen, ...], width: int) -> Iterator[tuple[str, str]]:
    if not questions:
        return
    shown = questions[:MOST_QUESTIONS]
    usual = Counter(each.ask for each in shown).most_common(1)[0][0]
    yield "", ""
    yield f"QUESTIONS THAT SETTLE MOST ({len(shown)} of {len(questions)})", "bold"
    yield from wrapped(f"Ask {named(usual)}, where nobody else is named.", width)
    for number, each in enumerate(shown, 1):
        whom = f" Ask {named(each.ask)}." if each.ask != usual else ""
        yield from wrapped(f"{number:2}. {asked(each, 2)}{whom}", width, "    ")


def _counts(report: Report, width: int) -> Iterator[tuple[str, str]]:
    yield "", ""
    yield f"COUNTS ({len(report.findings)} findings)", "bold"
    for status in statuses_shown(report):
        chosen = of_status(report.findings, status)
        if chosen:
            forces: dict[str, int] = {}
            for each in chosen:
                forces[each.force] = forces.get(each.force, 0) + 1
            detail = ", ".join(f"{how} {number}" for how, number in sorted(forces.items()))
            yield f"  {status.label:<22}{len(chosen):>5}   ({detail})", ""
    gaps = of_status(report.findings, Status.GAP)
    if gaps and not any(a_breach(each) for each in gaps):
        yield from wrapped("None of these gaps sets exit code 1: docs/meaning.md says which do.", width)
    if report.not_checked:
        yield from wrapped(
            f"Not checked, as the law is not certain: {provisions_counted(len(report.not_checked))} "
            "(rules map --status 'not certain').",
            width,
        )
    yield from wrapped(NOT_ADVICE, width)


def id_in(rule: str, room: int) -> str:
    """The id of a rule as words to wrap: in two, after its folder, if no line has room for it with a comma."""
    return rule if len(rule) < room else rule.replace("/", "/ ")


def wrapped(text: str, width: int, indent: str = "") -> Iterator[tuple[str, str]]:
    """A paragraph as lines of a width, those after the first indented."""
    for line in wrap(text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False) or [""]:
        yield line, ""
