"""Two results compared as a table: CSV, and a workbook of Excel; one row for each finding of either result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ..facts.days import in_words
from . import csv_format
from .comparison import BUCKETS, Compared, Comparison, ResultCompared
from .comparison_text import change_of_law, stood
from .excel import Sheet, workbook
from .model import ReportedFinding
from .safe_text import plain
from .wording import NOT_ADVICE, evidence_in_words, from_table, label


@dataclass(frozen=True)
class _Names:
    """The names by which rows speak of partnerships, and of the sources of each result, by id."""

    partnerships: Mapping[str, str]
    before: Mapping[str, str]
    after: Mapping[str, str]


@dataclass(frozen=True)
class _Column:
    """A column: its heading, how wide it is in characters, and what stands in it."""

    heading: str
    width: int
    value: Callable[[Compared, _Names], str]


def _evidence(finding: ReportedFinding | None, sources: Mapping[str, str]) -> str:
    stated = (each for each in finding.evidence if not from_table(each)) if finding else ()
    return "\n".join(evidence_in_words(sources, each) for each in stated)


def _remedy(finding: ReportedFinding | None) -> str:
    return "\n".join(f"{step.who}: {step.do}" for step in finding.remedy) if finding else ""


_COLUMNS = (
    _Column("What became of it", 26, lambda row, names: BUCKETS[row.bucket]),
    _Column("Partnership", 28, lambda row, names: names.partnerships.get(row.finding.partnership or "", "")),
    _Column("About", 24, lambda row, names: row.finding.subject.title),
    _Column("Duty", 40, lambda row, names: row.finding.title),
    _Column("First: status", 18, lambda row, names: label(row.before) if row.before else ""),
    _Column("First: year", 12, lambda row, names: (row.before.period or "") if row.before else ""),
    _Column("Second: status", 18, lambda row, names: label(row.after) if row.after else ""),
    _Column("Second: year", 12, lambda row, names: (row.after.period or "") if row.after else ""),
    _Column("In words", 34, lambda row, names: f"was {stood(row.before)}, now {stood(row.after, now=True)}"),
    _Column("First: finding", 60, lambda row, names: row.before.sentence if row.before else ""),
    _Column("Second: finding", 60, lambda row, names: row.after.sentence if row.after else ""),
    _Column(
        "Force", 14, lambda row, names: f"{row.finding.force}{' (a local rule, not law)' if row.finding.local else ''}"
    ),
    _Column("Provision", 16, lambda row, names: row.finding.provision),
    _Column("Law", 30, lambda row, names: row.finding.instrument),
    _Column("Link", 40, lambda row, names: row.finding.url),
    _Column("Change of law", 40, lambda row, names: change_of_law(row)),
    _Column("To put right", 50, lambda row, names: _remedy(row.after)),
    _Column("First: evidence", 50, lambda row, names: _evidence(row.before, names.before)),
    _Column("Second: evidence", 50, lambda row, names: _evidence(row.after, names.after)),
    _Column("Check the law", 50, lambda row, names: row.finding.review or ""),
    _Column("Id", 50, lambda row, names: row.finding.id),
)


def as_csv(comparison: Comparison) -> str:
    """The rows as CSV."""
    return csv_format.written((column.heading for column in _COLUMNS), _rows(comparison), comparison.care)


def as_workbook(comparison: Comparison) -> bytes:
    """The rows as the bytes of an .xlsx file."""
    headings = tuple((column.heading, column.width) for column in _COLUMNS)
    return workbook([Sheet("Findings", headings, _rows(comparison), kept=1)], _about(comparison))


def _rows(comparison: Comparison) -> Iterable[tuple[str, ...]]:
    names = _Names(
        {each.id: each.title for side in (comparison.before, comparison.after) for each in side.partnerships},
        {each.id: each.title for each in comparison.before.sources},
        {each.id: each.title for each in comparison.after.sources},
    )
    return (tuple(column.value(row, names) for column in _COLUMNS) for row in comparison.rows)


def _about(comparison: Comparison) -> Iterable[tuple[str, str]]:
    yield "Two results compared", ""
    yield from (("First", _result(comparison.before)), ("Second", _result(comparison.after)))
    yield from (("Note", note) for note in comparison.notes)
    yield from ((words.capitalize(), str(comparison.summary[bucket])) for bucket, words in BUCKETS.items())
    yield "All findings of either", str(len(comparison.rows))
    if comparison.care:
        yield "Take care", comparison.care
    yield "Made by", f"{comparison.tool.name} {comparison.tool.version}"
    yield "Note", NOT_ADVICE


def _result(result: ResultCompared) -> str:
    return f"{plain(result.dossier.title)}, as at {in_words(result.as_at)}: {result.findings} findings"
