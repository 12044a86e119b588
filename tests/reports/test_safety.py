"""What a dossier says can neither run as a formula, break a file, steer a terminal nor lead anywhere but to the web."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from dutybound.engine.audit import audit
from dutybound.engine.kept import rulebook_without_cases
from dutybound.facts.load import load
from dutybound.reports import comparison_table, comparison_text, json_format, portfolio_table, portfolio_text
from dutybound.reports import text as terminal_text
from dutybound.reports.comparison import Comparison, compare
from dutybound.reports.compose import report_of, web_link
from dutybound.reports.formats import FORMATS, Style
from dutybound.reports.model import Report, RulesUsed, SourceUsed
from dutybound.reports.portfolio import Broken, Portfolio
from dutybound.reports.safe_text import MOST_IN_A_CELL, line, unformed
from dutybound.reports.summing import portfolio_of, summed
from dutybound.terminal import print_lines
from hypothesis import given, settings
from hypothesis import strategies as st

from .web_pages import read_page

SMALL = Path(__file__).parent / "small"
#: What a spreadsheet may take for a formula where text begins so.
FORMULAS = tuple(
    f"{lead}{sign}cmd|' /C calc'!A0"
    for lead in ("", " ", "\t", "\r", "\n")
    for sign in ("=", "+", "-", "@", "＝", "＋", "－", "＠")
)
#: What breaks a file or turns a line round: controls, half characters, what is no character, and a very long word.
BREAKING = "a\x00b\x0bc\x1b[31md\x7fe\x85f\u2028g\u2029h\u202ei\ufffej\uffffk\ud800l\udfffm\u2066n]]>&amp;<!--"
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'"
FROM_THE_RIGHT = "\u0634\u0631\u0627\u0643\u0629 \u05e9\u05d5\u05ea\u05e4\u05d5\u05ea"
NOT_LINKS = (
    *(
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "http:// example.org",
        "https://",
        "//example.org",
    ),
    *('http://example.org/"onclick="x', "http://example.org/<x>", "http://example.org/a b", "ftp://example.org/"),
    *("http://gov.uk@example.org/", "http://example.org/\u202egro.elpmaxe", "http://example.org/\x00", "JaVaScRiPt:x"),
    *(
        "\nhttp://example.org",
        "http://example.org/\ud800",
        "vbscript:x",
        "http:\\\\example.org",
        "http://example.org/`{|}",
    ),
)


@cache
def small() -> Report:
    return report_of(_audited(), proof="open", with_map=True)


@cache
def _audited() -> Any:
    rulebook = rulebook_without_cases()
    return audit(load([SMALL], rulebook.gazetteer), rulebook, firing=None)


def saying(value: Any, said: str) -> Any:
    """A part of a report in which the dossier's own words say this, before what they said."""
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value,
            **{
                each.name: f"{said}{part}" if each.name in SAID and isinstance(part, str) else saying(part, said)
                for each in fields(value)
                for part in (getattr(value, each.name),)
            },
        )
    return tuple(saying(each, said) for each in value) if isinstance(value, tuple) else value


#: Fields in which a dossier may speak.
SAID = (
    *("sentence", "remark", "hinge", "value", "at", "note", "words", "basis", "as_at_note", "do", "question", "label"),
    *("text", "path", "about"),
)


@cache
def poisoned(said: str) -> Report:
    """The small report in which every word of the dossier's begins so, with its titles and a few findings only."""
    report = small()
    few = {each.status: each for each in report.findings}
    findings = tuple(
        replace(saying(each, said), subject=replace(each.subject, title=f"{said}{each.subject.title}"))
        for each in (*few.values(), *[each for each in report.findings if each.evidence][:20])
    )
    sources = tuple(replace(each, title=f"{said}{each.title}") for each in report.sources)
    evil = tuple(SourceUsed(f"s{n}", f"{said}{n}", "other", said, url) for n, url in enumerate(NOT_LINKS))
    return replace(
        report,
        dossier=replace(report.dossier, title=f"{said}{report.dossier.title}"),
        as_at_note=said,
        partnerships=tuple(replace(each, title=f"{said}{each.title}") for each in report.partnerships),
        sources=(*sources, *evil),
        findings=tuple({each.id: each for each in findings}.values()),
        questions=tuple(
            replace(each, question=f"{said}{each.question}", about=(said,), paths=(said,), settles=(), bears_on=())
            for each in report.questions[:5]
        ),
        left_aside=(said,),
    )


@cache
def portfolio(said: str) -> Portfolio:
    small_one = summed(_audited(), f"{said}folder", 0)
    standings = tuple(
        replace(
            each,
            title=f"{said}{each.title}",
            owed=tuple(saying(found, said) for found in each.owed),
            questions=tuple(
                replace(one, question=f"{said}{one.question}", about=(said,)) for one in each.questions[:5]
            ),
        )
        for each in small_one.own
    )
    poisoned_one = replace(
        small_one, dossier=replace(small_one.dossier, title=said, path=f"{said}folder"), own=standings
    )
    broken = [Broken(f"{said}broken", (f"{said}: it is broken",))]
    return portfolio_of([poisoned_one], broken, engine="plain", rules=RulesUsed(1, said))


@cache
def comparison(said: str) -> Comparison:
    return compare(poisoned(said), poisoned(said))


def sheets(said: str) -> dict[str, bytes]:
    return {
        "audit": FORMATS["xlsx"].make(poisoned(said), Style()),
        "portfolio": portfolio_table.as_workbook(portfolio(said)),
        "compare": comparison_table.as_workbook(comparison(said)),
    }


def tables(said: str) -> dict[str, str]:
    return {
        "audit": FORMATS["csv"].make(poisoned(said), Style()).decode(),
        "portfolio": "".join(portfolio_table.as_csv(portfolio(said))),
        "compare": comparison_table.as_csv(comparison(said)),
    }


def cells(content: bytes) -> Iterator[Any]:
    for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
        yield from (cell for row in sheet.iter_rows() for cell in row if cell.value is not None)


# -- spreadsheets


@pytest.mark.parametrize("said", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "＝1"], ids=ascii)
def test_no_cell_of_a_workbook_is_a_formula_or_a_link(said: str) -> None:
    for name, content in sheets(said).items():
        found = list(cells(content))
        assert {cell.data_type for cell in found} <= {"s", "n"}, name
        assert any(said.strip() in str(cell.value) for cell in found), name
        assert all(cell.hyperlink is None for cell in found), name  # so none of Excel's limits on links is met


@pytest.mark.parametrize("said", FORMULAS, ids=ascii)
def test_no_cell_of_a_csv_file_begins_as_a_formula(said: str) -> None:
    begins = re.compile(r"\s*[=+\-@\t\r＝＋－＠]")
    for name, content in tables(said).items():
        rows = list(csv.reader(io.StringIO(content.removeprefix("\ufeff"), newline="")))
        assert any(said.strip() in cell for row in rows for cell in row), name
        assert not [cell for row in rows for cell in row if begins.match(cell)], name
        assert len({len(row) for row in rows}) == 1, name


@given(
    st.text(max_size=12)
    | st.builds("".join, st.lists(st.sampled_from([" ", "\t", "=", "＝", "@", "'", '"', ",", "\n"])))
)
def test_whatever_is_said_its_cell_does_not_begin_as_a_formula(said: str) -> None:
    assert not unformed(said).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))


@pytest.mark.parametrize("said", ["x" * 40_000, "word " * 10_000, "=" * 32_767], ids=["a word", "words", "at the edge"])
def test_no_cell_holds_more_than_excel_takes(said: str) -> None:
    for name, content in sheets(said).items():
        longest = max((str(cell.value) for cell in cells(content)), key=len)
        assert 10_000 < len(longest) <= MOST_IN_A_CELL, name
    rows = csv.reader(io.StringIO(tables(said)["audit"]))
    assert max(len(cell) for row in rows for cell in row) <= MOST_IN_A_CELL


# -- files that open


def test_nothing_that_is_said_breaks_a_workbook() -> None:
    for content in sheets(BREAKING).values():
        text = " ".join(str(cell.value) for cell in cells(content))
        assert "[31md" in text and not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202e\ufffe\ud800]", text)


@pytest.mark.parametrize("shape", ["committee-report", "findings-list"])
@pytest.mark.parametrize(
    "said", [BREAKING, SCRIPT, FROM_THE_RIGHT, "=1+1"], ids=["breaking", "script", "right", "formula"]
)
def test_nothing_that_is_said_breaks_a_word_file(said: str, shape: str) -> None:
    content = FORMATS["docx"].make(poisoned(said), Style(shape))
    document = Document(io.BytesIO(content))
    assert document.paragraphs
    targets = [each.target_ref for each in document.part.rels.values() if each.is_external]
    assert targets and all(web_link(each) for each in targets)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"<script" not in archive.read("word/document.xml")


def test_nothing_that_is_said_breaks_json() -> None:
    for made in (poisoned(BREAKING), portfolio(BREAKING), comparison(BREAKING)):
        read = json.loads(json_format.written(made).encode())
        assert "[31md" in json.dumps(read)
    saved = replace(poisoned("=1"), sources=())
    assert json_format.read_report(json_format.render(saved)) == saved


def test_of_what_is_said_json_changes_half_characters_alone() -> None:
    for made in (poisoned, portfolio, comparison):
        assert json_format.written(made("a\ud800b\udfff\u2028")) == json_format.written(made("a�b�\u2028"))


@pytest.mark.parametrize("said", [BREAKING, SCRIPT, FROM_THE_RIGHT], ids=["breaking", "script", "right"])
def test_a_page_shows_what_is_said_and_runs_none_of_it(said: str) -> None:
    text = FORMATS["html"].make(poisoned(said), Style()).decode()
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff]", text)
    assert "<script>alert" not in text and "<img" not in text
    page = read_page(text)
    [policy] = [each for each in page.every("meta") if "http-equiv" in each.attributes]
    assert policy.attributes["http-equiv"] == "Content-Security-Policy"
    assert policy.attributes["content"].startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy.attributes["content"]
    links = [each.attributes["href"] for each in page.every("a")]
    assert all(link.startswith("#") or web_link(link) for link in links)
    assert not [name for each in page.every() for name in each.attributes if name.startswith("on")]


# -- links


@pytest.mark.parametrize("url", NOT_LINKS, ids=ascii)
def test_what_is_no_address_of_the_web_is_no_link(url: str) -> None:
    assert web_link(url) is None


@pytest.mark.parametrize(
    "url",
    [
        *(
            "https://www.legislation.gov.uk/ukpga/1998/37/section/6",
            "http://example.org",
            "HTTPS://example.org:8080/a?b=c#d",
        ),
        *("https://example.org?x=1", "https://cy.example.org/cynghorau/môn(1)"),
    ],
)
def test_an_address_of_the_web_is_a_link(url: str) -> None:
    assert web_link(url) == url


# -- terminals


def test_no_line_steers_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    for lines in (
        terminal_text.lines(poisoned(BREAKING), 80, frozenset()),
        portfolio_text.lines(portfolio(BREAKING), 80),
        comparison_text.lines(comparison(BREAKING), 80),
    ):
        print_lines(lines, None)
        printed = capsys.readouterr().out
        assert "[31md" in printed
        assert not re.search(
            "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]", printed
        )


@settings(max_examples=200)
@given(st.text(st.characters(), max_size=20))
def test_whatever_is_said_a_line_is_one_line_that_can_be_written(said: str) -> None:
    made = line(said)
    assert made.encode() and len(made.splitlines()) <= 1 if made else made == ""
    assert "\x1b" not in made and "\u202e" not in made
