"""What each format that people read must say on its face, and in words that they know."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from dutybound.reports import text
from dutybound.reports.formats import FORMATS, Style
from dutybound.reports.model import Report
from dutybound.reports.wording import CAUSES_IN_FULL, DEATHS

from .readable import readable, rows_of_csv, rows_of_sheet
from .small_report import small_report
from .web_pages import read_page

READ_BY_PEOPLE = ("text", "md", "html", "docx", "xlsx")
every_form = pytest.mark.parametrize("form", READ_BY_PEOPLE)


def shown(report: Report, form: str) -> str:
    """All that a format says, on one line, without marks of its own."""
    if form == "text":
        return " ".join(" ".join(line for line, _ in text.lines(report, 80)).split())
    made = FORMATS[form].make(report, Style())
    return read_page(made.decode()).words if form == "html" else " ".join(readable(form, made).split())


@every_form
def test_it_is_no_legal_advice(form: str) -> None:
    assert "This is not legal advice." in shown(small_report(), form)


@every_form
def test_it_speaks_of_deaths_or_says_that_it_is_redacted(form: str) -> None:
    redacted = shown(replace(small_report(), redacted=True), form)
    assert "ames, ages, days and places of death, notes and quotes were taken out." in redacted
    assert DEATHS not in redacted
    assert DEATHS in shown(small_report(), form)


@every_form
def test_a_day_that_is_not_the_dossiers_is_told(form: str) -> None:
    """The note on the dossier's own day is no note on another."""
    other = replace(small_report(), as_at=date(2025, 12, 1), as_at_note="the day of the interview", last_known=3)
    said = shown(other, form)
    assert "1 December 2025" in said and "speak as at 16 June 2025" in said.replace("speaks", "speak")
    assert "only last known" in said
    assert "the day of the interview" not in said
    own = shown(replace(other, as_at=date(2025, 6, 16)), form)
    assert "the day of the interview" in own and "only last known." not in own


@every_form
@pytest.mark.parametrize(("number", "words"), [(1, "1 provision"), (2, "2 provisions")])
def test_one_is_not_told_as_many(form: str, number: int, words: str) -> None:
    said = shown(replace(small_report(), not_checked=("s 1", "s 2")[:number]), form)
    if form == "html":
        words = words.replace("provision", "place")
    assert re.search(rf"\b{words}\b", said)


def test_tables_say_in_words_why_it_cannot_be_told() -> None:
    report = small_report()
    wanted = [CAUSES_IN_FULL[each.cause] if each.cause else "" for each in report.findings]
    csv, xlsx = (FORMATS[form].make(report, Style()) for form in ("csv", "xlsx"))
    assert [each["Why it cannot be told"] for each in rows_of_csv(csv)] == wanted
    assert [each["Why it cannot be told"] for each in rows_of_sheet(xlsx, "Findings")] == wanted


def test_numbers_of_a_sheet_are_numbers_so_that_they_sort() -> None:
    rows = rows_of_sheet(FORMATS["xlsx"].make(small_report(), Style()), "Questions")
    for heading, wanted in (("May settle", "settles"), ("Bears on", "bears_on")):
        assert [each[heading] for each in rows] == [len(getattr(each, wanted)) for each in small_report().questions]


@every_form
def test_whom_to_ask_is_named_as_in_a_sentence(form: str) -> None:
    assert "sk policing body" not in shown(small_report(), form)
    assert "policing body" in shown(small_report(), form)


def test_the_matrix_begins_with_the_duties_that_have_most_gaps() -> None:
    rows = rows_of_sheet(FORMATS["xlsx"].make(small_report(), Style()), "Matrix")
    gaps = [sum(str(cell).startswith("gap") for cell in row.values()) for row in rows]
    assert gaps[0] and gaps == sorted(gaps, reverse=True)
