"""Many dossiers as tables: the matrix as CSV, and a workbook with all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..engine.statuses import COUNTED, Status
from ..facts.days import in_words
from . import csv_format
from .excel import Sheet, workbook
from .portfolio import Cell, Duty, Portfolio, owing
from .wording import NOT_ADVICE

_STATUSES = tuple((status.value, status.label) for status in COUNTED)


def as_csv(portfolio: Portfolio) -> Iterator[str]:
    """The matrix, one row for each partnership, county or body and duty, as CSV, piece by piece."""
    headings = (
        *("Whose", "Kind", "Id", "Dossier", "As at", "Duty", "Force", "Law"),
        *(label for _, label in _STATUSES),
        "Not done",
    )
    return csv_format.pieces(headings, _matrix_rows(portfolio), portfolio.care)


def _matrix_rows(portfolio: Portfolio) -> Iterator[tuple[str, ...]]:
    duties = {each.id: each for each in portfolio.duties}
    for standing in portfolio.standings:
        for cell in standing.cells:
            duty = duties[cell.duty]
            undone = sum(1 for each in standing.owed if each.duty == duty.id and each.status == Status.DUE.value)
            yield (
                *(standing.title, standing.kind, standing.id, "\n".join(standing.dossiers), in_words(standing.as_at)),
                *(duty.title, _force(duty), "\n".join(cell.law)),
                *(str(cell.counts.get(status, 0)) for status, _ in _STATUSES),
                str(undone),
            )


def as_workbook(portfolio: Portfolio) -> bytes:
    """All of it as the bytes of an .xlsx file."""
    sheets = [
        _standings(portfolio),
        _matrix(portfolio),
        _owed(portfolio),
        _duties(portfolio),
        _questions(portfolio),
        _disagreements(portfolio),
        _dossiers(portfolio),
        _broken(portfolio),
    ]
    return workbook(sheets, _about(portfolio))


def _standings(portfolio: Portfolio) -> Sheet:
    headings = (
        *(("Whose", 44), ("Kind", 16), ("As at", 20), ("Gaps of must", 10)),
        *((label.capitalize(), 11) for _, label in _STATUSES),
        *(("Due, known not done", 12), ("All findings", 10), ("Questions", 11), ("Dossiers", 50)),
    )
    rows: list[tuple[str | int, ...]] = [
        (
            *(each.title, each.kind, in_words(each.as_at), each.gaps_of_must),
            *(each.summary[status] for status, _ in _STATUSES),
            *(each.due_not_done, sum(each.summary.values()), len(each.questions)),
            "\n".join(each.dossiers),
        )
        for each in portfolio.standings
    ]
    return Sheet("Partnerships", headings, rows, kept=1)


def _matrix(portfolio: Portfolio) -> Sheet:
    """Each duty in a row, most gaps first; each partnership, county and body in a column: its statuses there."""
    found: dict[str, dict[int, Cell]] = {}
    for place, standing in enumerate(portfolio.standings):
        for each in standing.cells:
            found.setdefault(each.duty, {})[place] = each
    gaps = {duty: sum(1 for cell in cells.values() if Status.GAP.value in cell.counts) for duty, cells in found.items()}
    rows: list[tuple[str | int, ...]] = [
        (
            *(duty.title, _force(duty), "\n".join(duty.law)),
            gaps[duty.id],
            *(_in_cell(found[duty.id].get(place)) for place in range(len(portfolio.standings))),
        )
        for duty in sorted(portfolio.duties, key=lambda each: -gaps[each.id])
    ]
    headings = (
        *(("Duty", 50), ("Force", 14), ("Law", 24), ("Gaps in", 8)),
        *((each.title, 18) for each in portfolio.standings),
    )
    return Sheet("Matrix", headings, rows, kept=1)


def _in_cell(cell: Cell | None) -> str:
    return "; ".join(label for status, label in _STATUSES if cell and cell.counts.get(status))


def _owed(portfolio: Portfolio) -> Sheet:
    titles = {each.id: each for each in portfolio.duties}
    headings = (
        *(("Status", 14), ("Whose", 34), ("About", 24), ("Year", 10), ("Who must act", 24), ("Duty", 44)),
        *(("Finding", 60), ("Force", 14), ("Law", 34), ("Link", 36), ("Due", 18)),
        *(("Late by", 14), ("To put right", 50), ("Check the law", 50), ("Id", 50)),
    )
    rows = [
        (
            *(Status(found.status).label, each.title, found.about, found.period or "", found.acts),
            *(titles[found.duty].title, found.sentence, _force(titles[found.duty])),
            *(found.law, found.url, found.due or "", found.late_by or ""),
            *("\n".join(found.remedy), found.review or "", found.id),
        )
        for each in portfolio.standings
        for found in each.owed
    ]
    return Sheet("Who owes what", headings, rows, kept=2)


def _duties(portfolio: Portfolio) -> Sheet:
    headings = (
        *(("Status", 14), ("Who must act", 24), ("Duty", 60), ("Force", 14), ("Law", 34)),
        *(("How many owe it", 12), ("Findings", 12), ("Who", 80)),
    )
    rows = [
        (
            *(Status(each.status).label, each.acts, each.duty.title, _force(each.duty), each.law),
            *(len(each.whose), each.findings, "\n".join(each.whose)),
        )
        for each in owing(portfolio)
    ]
    return Sheet("Owed by duty", headings, rows)


def _questions(portfolio: Portfolio) -> Sheet:
    headings = (*(("Whose", 40), ("Ask", 30), ("Question", 70), ("About", 40), ("May settle", 12), ("Bears on", 12)),)
    rows = [
        (each.title, one.ask, one.question, ", ".join(one.about), one.settles, one.bears_on)
        for each in portfolio.standings
        for one in sorted(each.questions, key=lambda question: question.ask)
    ]
    return Sheet("Questions", headings, rows, kept=1)


def _disagreements(portfolio: Portfolio) -> Sheet:
    titles = {each.id: each.title for each in portfolio.duties}
    headings = (("Whose", 40), ("Duty", 50), ("About", 30), ("Year", 10), ("What dossiers say", 70), ("Id", 50))
    rows = [
        (
            *(standing.title, titles[each.duty], each.about, each.period or ""),
            "\n".join(f"{one.dossier}, {in_words(one.as_at)}: {Status(one.status).label}" for one in each.said),
            each.id,
        )
        for standing in portfolio.standings
        for each in standing.disagreements
    ]
    return Sheet("Disagreements", headings, rows)


def _dossiers(portfolio: Portfolio) -> Sheet:
    headings = (
        *(("Dossier", 50), ("Title", 50), ("As at", 18), ("Partnerships", 12), ("Findings", 12)),
        *(("Deaths", 10), ("Warnings", 10)),
    )
    rows = [
        (
            *(each.path, each.title, in_words(each.as_at), each.partnerships, each.findings),
            *(each.deaths, each.warnings),
        )
        for each in portfolio.dossiers
    ]
    return Sheet("Dossiers", headings, rows)


def _broken(portfolio: Portfolio) -> Sheet:
    rows = [(each.path, problem) for each in portfolio.broken for problem in each.problems]
    return Sheet("Not audited", (("Dossier", 50), ("What is wrong", 100)), rows)


def _about(portfolio: Portfolio) -> Iterable[tuple[str, str]]:
    yield "Partnerships at a glance", ""
    yield "Partnerships", str(len(portfolio.partnerships))
    yield "Dossiers audited", str(len(portfolio.dossiers))
    yield "Dossiers not audited", str(len(portfolio.broken))
    yield from (("Note", note) for note in portfolio.notes)
    yield from ((label.capitalize(), str(portfolio.summary[status])) for status, label in _STATUSES)
    yield "All findings", str(sum(portfolio.summary.values()))
    yield "Counted once", "What is a county's or a policing body's stands in the dossiers of its districts."
    yield "Rules", f"{portfolio.rules.count}, of digest {portfolio.rules.digest}"
    yield "Made by", f"{portfolio.tool.name} {portfolio.tool.version}"
    if portfolio.care:
        yield "Take care", portfolio.care
    yield "Note", NOT_ADVICE


def _force(duty: Duty) -> str:
    return f"{duty.force}{' (a local rule, not law)' if duty.local else ''}"
