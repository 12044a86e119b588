"""The report as a workbook of Excel: how it stands, findings, a matrix of duties, questions, and the provisions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from textwrap import wrap
from typing import Any

import xlsxwriter

from ..engine.statuses import Status
from .grouping import statuses_shown
from .model import Report, ReportedFinding
from .safe_text import cell, plain
from .table import COLUMNS, rows
from .wording import (
    NOT_ADVICE,
    all_findings,
    as_at_in_words,
    care,
    label,
    named,
    narrowed_in_words,
    of_another_day,
    provisions_counted,
)

#: A light fill and a dark letter for each status that somebody must act on: told apart without colour by their words.
_FILLS = {
    Status.GAP: ("#F8D7D3", "#7A1206"),
    Status.MET_LATE: ("#FBE8C8", "#6B4300"),
    Status.DUE: ("#FBE8C8", "#6B4300"),
    Status.JUDGEMENT_NEEDED: ("#D9E8F6", "#0B3C6B"),
    Status.COMPLIANT: ("#DDEFDD", "#1D5121"),
}
_FONT = "Arial"


@dataclass(frozen=True)
class Sheet:
    """A table to write: its name, headings with their widths, and its rows."""

    name: str
    headings: tuple[tuple[str, int], ...]
    #: Text is written as text and numbers as numbers, so that they sort.
    rows: Iterable[Sequence[str | int]]
    #: How many columns on the left stay in view.
    kept: int = 0


def render(report: Report) -> bytes:
    """The report as the bytes of an .xlsx file. Every value is written as text, so that none can be a formula."""
    return workbook([_findings(report), _matrix(report), _questions(report), _provisions(report)], _about(report))


def workbook(sheets: Iterable[Sheet], about: Iterable[Sequence[str]]) -> bytes:
    """A workbook: what it is about, and a sheet for each table."""
    file = BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"title": "Dutybound", "comments": NOT_ADVICE})
    formats = _formats(book)
    page = book.add_worksheet("About")
    page.set_column(0, 0, 30)
    page.set_column(1, 1, 90)
    page.hide_gridlines(2)
    for index, (name, value) in enumerate(about):
        page.write_string(index, 0, cell(name), formats["heading" if index == 0 else "name"])
        page.write_string(index, 1, cell(value), formats["heading" if index == 0 else "text"])
    _printed(page)
    for sheet in sheets:
        _write(book, sheet, formats)
    book.close()
    return file.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    basic = {"font_name": _FONT, "font_size": 10, "valign": "top", "text_wrap": True}
    made = {
        "text": book.add_format(basic),
        "number": book.add_format({**basic, "align": "center"}),
        "name": book.add_format({**basic, "bold": True}),
        "heading": book.add_format({**basic, "bold": True, "font_size": 14, "text_wrap": False}),
        "head": book.add_format({**basic, "bold": True, "bg_color": "#1F3A4D", "font_color": "#FFFFFF", "border": 1}),
    }
    for status, (fill, letter) in _FILLS.items():
        made[status.label] = book.add_format({**basic, "bg_color": fill, "font_color": letter, "bold": True})
    return made


def _write(book: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
    page = book.add_worksheet(sheet.name)
    for column, (heading, width) in enumerate(sheet.headings):
        page.set_column(column, column, width)
        page.write_string(0, column, cell(heading), formats["head"])
    widths = [width for _, width in sheet.headings]
    page.set_row(0, _height([heading for heading, _ in sheet.headings], widths))
    last = 0
    for last, row in enumerate(sheet.rows, 1):
        page.set_row(last, _height(row, widths))
        for column, value in enumerate(row):
            if isinstance(value, int):
                page.write_number(last, column, value, formats["number"])
                continue
            # A cell of a matrix that holds several statuses looks as the first, which is the worst.
            page.write_string(last, column, cell(value), formats.get(re.split(r"; | \(", value)[0], formats["text"]))
    page.autofilter(0, 0, last, len(sheet.headings) - 1)
    page.freeze_panes(1, sheet.kept)
    page.repeat_rows(0)
    _printed(page)


#: The height of a line in points, and the most that Excel lets a row have.
_LINE, _HIGHEST = 13.0, 409.0
#: So many lines fill the highest row: text beyond them need not be laid out, however long it is.
_MOST_LINES = int(_HIGHEST / _LINE) + 1


def _height(row: Sequence[str | int], widths: Sequence[int]) -> float:
    """How high a row must be to show all its text: LibreOffice, unlike Excel, does not work it out on opening."""
    lines = [
        sum(len(wrap(line, room)) or 1 for line in value[: _MOST_LINES * room].split("\n"))
        for value, room in ((value, width + width // 8) for value, width in zip(row, widths, strict=True))
        if isinstance(value, str)
    ]
    return min(_LINE * max(lines, default=1) + 2, _HIGHEST)


def _printed(page: Any) -> None:
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.set_footer("&L&F&C&A&RPage &P of &N")


def _about(report: Report) -> list[tuple[str, str]]:
    lines = [(plain(report.dossier.title), "")]
    lines.append(("As at", as_at_in_words(report)))
    if report.as_at != report.dossier.as_at:
        lines.append(("Day of the facts", of_another_day(report)))
    if report.narrowed:
        lines.append(("Not all findings", narrowed_in_words(report)))
    lines += [(each.label.capitalize(), str(report.summary.get(each.value, 0))) for each in statuses_shown(report)]
    lines.append((all_findings(report), str(len(report.findings))))
    lines.append(("Rules", f"{report.rules.count}, of digest {report.rules.digest}"))
    lines.append(("Made by", f"{report.tool.name} {report.tool.version}"))
    take_care = care(deaths=report.deaths, redacted=report.redacted)
    if take_care:
        lines.append(("Take care", take_care))
    lines.append(("Not checked", f"{provisions_counted(len(report.not_checked))}, as the law is not certain"))
    lines.append(("Note", NOT_ADVICE))
    return lines


def _findings(report: Report) -> Sheet:
    headings = tuple((column.heading, column.width) for column in COLUMNS)
    return Sheet("Findings", headings, rows(report), kept=1)


def _matrix(report: Report) -> Sheet:
    """Each duty and year in a row, most gaps first; each subject in a column: its status there."""
    subjects = list(dict.fromkeys(each.subject.title for each in report.findings))
    found: dict[tuple[str, str, str], dict[str, list[ReportedFinding]]] = {}
    for each in report.findings:
        key = (each.title, each.provision, each.period or "")
        found.setdefault(key, {}).setdefault(each.subject.title, []).append(each)
    ordered = sorted(found.items(), key=_most_gaps_first)
    lines = [(*key, *(_in_cell(of.get(title, [])) for title in subjects)) for key, of in ordered]
    headings = (("Duty", 50), ("Provision", 16), ("Year", 12), *((title, 18) for title in subjects))
    return Sheet("Matrix", headings, lines, kept=3)


def _most_gaps_first(row: tuple[tuple[str, str, str], dict[str, list[ReportedFinding]]]) -> tuple[object, ...]:
    key, of = row
    return -sum(each.status == Status.GAP.value for findings in of.values() for each in findings), *key


def _in_cell(findings: list[ReportedFinding]) -> str:
    """The statuses of some findings, worst first, with how many have each where that is more than one."""
    counted = Counter(label(each) for each in sorted(findings, key=lambda each: Status(each.status).rank))
    return "; ".join(f"{status} ({number})" if number > 1 else status for status, number in counted.items())


def _questions(report: Report) -> Sheet:
    headings = (
        ("Ask", 30),
        ("Question", 70),
        ("About", 40),
        ("May settle", 12),
        ("Bears on", 12),
        ("Answer under", 50),
    )
    lines = [
        (
            named(each.ask) if each.ask else "",
            each.question,
            ", ".join(each.about),
            len(each.settles),
            len(each.bears_on),
            "\n".join(each.paths),
        )
        for each in report.questions
    ]
    return Sheet("Questions", headings, lines)


def _provisions(report: Report) -> Sheet:
    headings = (
        *(("Law", 30), ("Provision", 22), ("Nations", 18), ("What it says", 70), ("Accounted for", 18)),
        *(("Rules", 50), ("Why", 50), ("Link", 50)),
    )
    lines = [
        (
            each.instrument,
            each.provision,
            " and ".join(nation.capitalize() for nation in each.nations),
            each.says,
            each.accounted_for,
            "\n".join(each.rules),
            each.why or "",
            each.url,
        )
        for each in report.provisions
    ]
    return Sheet("Provisions", headings, lines)
