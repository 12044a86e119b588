"""Findings as rows of a table: the columns of the CSV and of the findings sheet of Excel, one row a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from . import csv_format
from .model import DayKnown, Report, ReportedFinding
from .wording import (
    CAUSES_IN_FULL,
    care,
    evidence_in_words,
    from_table,
    label,
    narrowed_in_words,
    source_titles,
)


@dataclass(frozen=True)
class Column:
    """A column: its heading, how wide it is in characters, and what stands in it."""

    heading: str
    width: int
    value: Callable[[ReportedFinding, Names], str]


@dataclass(frozen=True)
class Names:
    """The names by which a row speaks of partnerships and sources, by id."""

    partnerships: Mapping[str, str]
    sources: Mapping[str, str]


def names_of(report: Report) -> Names:
    """The names that a report's rows use."""
    return Names({each.id: each.title for each in report.partnerships}, source_titles(report))


def _day(day: DayKnown | None) -> str:
    return day.text if day else ""


def _lines(each: Iterable[str]) -> str:
    return "\n".join(each)


def _evidence(finding: ReportedFinding, names: Names) -> str:
    return _lines(evidence_in_words(names.sources, each) for each in finding.evidence if not from_table(each))


def _in_force(finding: ReportedFinding) -> str:
    version = finding.law_version
    if version is None:
        return ""
    return f"from {version.from_.isoformat()}{f' to {version.to.isoformat()}' if version.to else ''}"


COLUMNS = (
    Column("Status", 18, lambda each, names: label(each)),
    Column("Partnership", 28, lambda each, names: names.partnerships.get(each.partnership or "", "")),
    Column("About", 24, lambda each, names: each.subject.title),
    Column("Year", 10, lambda each, names: each.period or ""),
    Column("Duty", 40, lambda each, names: each.title),
    Column("Finding", 70, lambda each, names: each.sentence),
    Column("Who must act", 24, lambda each, names: each.bound.acts),
    Column("For whom", 24, lambda each, names: each.bound.for_),
    Column("Force", 14, lambda each, names: f"{each.force}{' (a local rule, not law)' if each.local else ''}"),
    Column("Provision", 16, lambda each, names: each.provision),
    Column("Law", 32, lambda each, names: each.instrument),
    Column("Link", 40, lambda each, names: each.url),
    Column("Version", 26, lambda each, names: _in_force(each)),
    Column("Why it cannot be told", 20, lambda each, names: CAUSES_IN_FULL.get(each.cause or "", "")),
    Column("It hangs on", 40, lambda each, names: each.hinge or ""),
    Column("Due", 18, lambda each, names: _day(each.due)),
    Column("Done", 18, lambda each, names: _day(each.done_on) or (each.done or "")),
    Column("Late by", 16, lambda each, names: each.late_by.text if each.late_by else ""),
    Column("To put right", 50, lambda each, names: _lines(f"{step.who}: {step.do}" for step in each.remedy)),
    Column("Questions", 50, lambda each, names: _lines(f"{one.question} [{one.ask}]" for one in each.questions)),
    Column("Evidence", 60, _evidence),
    Column("Check the law", 50, lambda each, names: each.review or ""),
    Column("Id", 50, lambda each, names: each.id),
)


def rows(report: Report) -> Iterable[tuple[str, ...]]:
    """The findings as rows of text."""
    names = names_of(report)
    return (tuple(column.value(each, names) for column in COLUMNS) for each in report.findings)


def render(report: Report) -> str:
    """The findings as CSV. What makes them less than the whole, or calls for care, stands in columns of its own."""
    narrowed = narrowed_in_words(report)
    take_care = care(deaths=report.deaths, redacted=report.redacted)
    return csv_format.written((column.heading for column in COLUMNS), rows(report), narrowed, take_care)
