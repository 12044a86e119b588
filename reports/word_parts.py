"""The parts of a Word paper that both shapes have: its face, counts, findings, questions, sources and appendices."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..engine.statuses import Status
from ..facts.days import in_words
from .grouping import by_whom, grouped, questions_alike, statuses_shown
from .key_findings import KeyFinding, KeyFindings, duty, numbers_in_words
from .model import Report, ReportedFinding
from .word_paper import Cell, Lines, Link, Paper, Strong
from .wording import (
    DEATHS,
    NOT_ADVICE,
    REDACTED,
    all_findings,
    asked,
    force,
    narrowed_in_words,
)

MOST_NAMES = 8
_MOST_PROVISIONS = 4
MOST_ASKED_ABOUT = 12
ELSEWHERE = "Every finding stands by itself, with its evidence, in the Excel, CSV and JSON reports."


@dataclass(frozen=True)
class Told:
    """What a paper tells: the report, its key findings, and the section in which they stand."""

    report: Report
    key: KeyFindings
    section: int

    def numbers(self, findings: Iterable[KeyFinding]) -> str:
        """The numbers of some findings, for a sentence."""
        return numbers_in_words(self.section, findings)

    def law(self, instrument: str) -> str:
        """What an instrument is called, with its citation where that says more."""
        title = next((each.title for each in self.report.instruments if each.citation == instrument), "")
        return f"{title} ({instrument})" if title else instrument


def several(each: Iterable[str], most: int) -> str:
    """Things that may have commas in them, one after the other: the first ones, and how many more."""
    names = tuple(each)
    more = len(names) - most
    return "; ".join((*names[:most], f"and {more} more") if more > 0 else names)


def counted(number: int, one: str) -> str:
    """A number of things in words: 1 finding; 1,170 findings."""
    return f"{number:,} {one if number == 1 else f'{one}s'}"


# -- the face


def face(paper: Paper, told: Told, what: str) -> None:
    """The title, what the paper is, and what a reader must know before reading on."""
    report = told.report
    paper.title(f"{what}, as at {in_words(report.as_at)}")
    paper.notice("This is not legal advice. Before you act on a gap, have somebody who can advise on law look at it.")
    if report.narrowed:
        paper.notice(narrowed_in_words(report))
    if report.redacted:
        paper.notice(REDACTED)
    elif report.deaths:
        paper.notice(DEATHS)


def counts(paper: Paper, told: Told) -> None:
    """How many findings have each status, by how strongly the law asks; a local rule is no law and counts apart."""
    findings = told.report.findings
    kinds = list(dict.fromkeys(_strength(each) for each in sorted(findings, key=_by_strength)))
    numbers = Counter((each.status, _strength(each)) for each in findings)
    rows: list[Sequence[Cell]] = [
        (
            status.label.capitalize(),
            *(str(numbers[status.value, kind]) for kind in kinds),
            f"{told.report.summary.get(status.value, 0):,}",
        )
        for status in statuses_shown(told.report)
    ]
    of_kind = Counter(_strength(each) for each in findings)
    total = (all_findings(told.report), *(f"{of_kind[kind]:,}" for kind in kinds), f"{len(findings):,}")
    rows.append(tuple((Strong(each),) for each in total))
    paper.table(
        "Findings by status, and by how strongly the law asks",
        [("Status", 30), *((kind, 14) for kind in kinds), ("All", 12)],
        rows,
    )


_STRENGTHS = ("Must", "Must have regard", "Expected (guidance)", "Condition", "May (power)", "Local rule")


def _strength(finding: ReportedFinding) -> str:
    if finding.local:
        return "Local rule"
    return {"expected": "Expected (guidance)", "may": "May (power)"}.get(finding.force, force(finding))


def _by_strength(finding: ReportedFinding) -> int:
    strength = _strength(finding)
    return _STRENGTHS.index(strength) if strength in _STRENGTHS else len(_STRENGTHS)


# -- questions


def questions(paper: Paper, told: Told) -> None:
    """Every question, alike ones together, under whom to ask."""
    for whom, each in by_whom(told.report.questions).items():
        paper.heading(2, f"{capital(whom)} ({counted(len(each), 'question')})")
        for question in questions_alike(each):
            paper.question(asked(question, MOST_ASKED_ABOUT))


# -- sources and appendices


def sources(paper: Paper, told: Told) -> None:
    """The sources, with how many findings rest on or quote each."""
    report = told.report
    cited = Counter(source for each in report.findings for source in {one.source for one in each.evidence})
    rows = [
        (
            (Link(each.title, each.url),) if each.url else each.title,
            each.kind.capitalize(),
            capital(each.date or "not given"),
            f"{cited[each.id]:,}",
        )
        for each in report.sources
    ]
    if rows:
        headings = [("Source", 56), ("Kind", 14), ("Date", 22), ("Findings that cite it", 14)]
        paper.table("Sources of the facts", headings, rows)


def provisions(paper: Paper, told: Told) -> None:
    """Every provision that a finding is under, by instrument, with how its findings stand."""
    for instrument, findings in grouped(told.report.findings, lambda each: each.instrument).items():
        paper.heading(2, capital(told.law(instrument)))
        if findings[0].local:
            paper.text("These are local rules, and not law.")
        rows: list[Sequence[Cell]] = []
        in_place = sorted(findings, key=_place)
        for group in grouped(in_place, lambda each: f"{each.provision} {each.force}").values():
            first = group[0]
            duties = tuple(dict.fromkeys(duty(each) for each in group))
            rows.append(((Link(first.provision, first.url),), "; ".join(duties), force(first), _stand(group)))
        headings = [("Provision", 22), ("Duty", 52), ("Force", 16), ("Findings", 26)]
        paper.table(f"Provisions of {told.law(instrument)}", headings, rows, headed=True)


def _place(finding: ReportedFinding) -> list[tuple[int, str]]:
    """Where a provision stands in its instrument: its numbers count as numbers."""
    return [(int(each), "") if each.isdigit() else (0, each) for each in re.split(r"(\d+)", finding.provision)]


def _stand(findings: Iterable[ReportedFinding]) -> Lines:
    statuses = Counter(each.status for each in findings)
    shown = (status for status in Status if statuses[status.value])
    return Lines(tuple(f"{status.label.capitalize()}: {statuses[status.value]:,}" for status in shown))


def made(paper: Paper, told: Told) -> None:
    """How the report was made, so that it can be made again."""
    report = told.report
    fired = "durable-rules" if report.engine == "durable-rules" else "the tool's own closures alone"
    paper.text(f"Made by {report.tool.name} {report.tool.version}. The outcomes were decided by {fired}.")
    paper.text(f"{counted(report.rules.count, 'rule')}, of digest {report.rules.digest}.")
    paper.text(f"The dossier “{report.dossier.title}” speaks as at {in_words(report.dossier.as_at)}. Its files:")
    for each in report.dossier.files:
        paper.bullet(f"{each.path} (SHA-256 {each.sha256})")
    paper.text(NOT_ADVICE)


def capital(text: str) -> str:
    """Text that begins with a capital letter."""
    return f"{text[:1].upper()}{text[1:]}"
