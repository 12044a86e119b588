"""The report as a Word paper, opened again: its headings, findings, counts, tables, language and bytes."""

from __future__ import annotations

import re
import sys
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from docx.oxml.ns import qn
from docx.table import Table
from dutybound.engine.audit import audit
from dutybound.engine.firing import AVAILABLE, Firing
from dutybound.engine.kept import rulebook_without_cases
from dutybound.engine.statuses import COUNTED, Status
from dutybound.facts.load import load
from dutybound.reports.compose import report_of
from dutybound.reports.formats import FORMATS, MissingLibraryError, Style
from dutybound.reports.grouping import by_whom, of_status
from dutybound.reports.key_findings import key_findings, numbers_in_words
from dutybound.reports.model import DaysLate, Report, ReportedFinding, SourceUsed
from dutybound.reports.word import render
from dutybound.reports.word_parts import capital
from dutybound.reports.wording import DEATHS, named

from .readable import lines, opened, tables

HERE = Path(__file__).resolve().parent
SMALL = HERE / "small"
SUFFOLK = HERE.parents[1] / "examples" / "suffolk-2016"
ANYSHIRE = HERE.parents[1] / "examples" / "anyshire-complete"
SHAPES = ("committee-report", "findings-list")
SECTIONS = {
    "committee-report": [
        "Purpose",
        "Recommendations",
        "Key findings",
        "Legal implications",
        "Evidence",
        "Questions outstanding",
        "Next steps",
        "Appendix A: Provisions checked",
        "Appendix B: All questions, by whom to ask",
        "Appendix C: How this report was made",
    ],
    "findings-list": [
        "Summary",
        "Findings",
        "Suggested recommendations",
        "Areas for discussion",
        "Sources, and how this list was made",
    ],
}


@cache
def report(folder: Path) -> Report:
    rulebook = rulebook_without_cases()
    loaded = load([folder], rulebook.gazetteer)
    return report_of(audit(loaded, rulebook, firing=Firing() if AVAILABLE else None), with_map=True)


@cache
def rendered(folder: Path, shape: str) -> bytes:
    return render(report(folder), shape)


def whole_text(document: Any) -> str:
    return "\n".join(text for _, text in lines(document))


def headings(document: Any, level: int) -> list[str]:
    return [text for style, text in lines(document) if style == f"Heading {level}"]


def numbers_of_column(table: Table, column: int = -1) -> list[int]:
    return [int(row.cells[column].text.replace(",", "")) for row in table.rows[1:]]


def only(whole: Report, findings: list[ReportedFinding]) -> Report:
    """The report of some findings alone."""
    counted = Counter(each.status for each in findings)
    ids = {each.id for each in findings}
    return replace(
        whole,
        findings=tuple(findings),
        summary={status.value: counted[status.value] for status in COUNTED},
        questions=tuple(each for each in whole.questions if ids & {*each.settles, *each.bears_on}),
    )


def a_gap() -> ReportedFinding:
    return of_status(report(SMALL).findings, Status.GAP)[0]


WHOLE = [(folder, shape) for folder in (SMALL, SUFFOLK, ANYSHIRE) for shape in SHAPES]
of_each = pytest.mark.parametrize(("folder", "shape"), WHOLE, ids=lambda each: getattr(each, "name", each))


# -- what it says


@of_each
def test_the_sections_stand_in_the_order_of_such_papers(folder: Path, shape: str) -> None:
    found = headings(opened(rendered(folder, shape)), 1)
    asked = bool(report(folder).questions)
    assert found == [each for each in SECTIONS[shape] if asked or not each.startswith("Appendix B")]


@of_each
def test_headings_go_down_one_level_at_a_time(folder: Path, shape: str) -> None:
    levels = [int(style[-1]) for style, _ in lines(opened(rendered(folder, shape))) if style.startswith("Heading")]
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


@of_each
def test_every_gap_and_what_was_met_late_is_told_in_full(folder: Path, shape: str) -> None:
    text = whole_text(opened(rendered(folder, shape)))
    for status in (Status.GAP, Status.MET_LATE):
        for finding in of_status(report(folder).findings, status):
            assert finding.sentence in text or re.search(rf"The same for .*{re.escape(finding.subject.title)}", text)
            assert finding.review is None or finding.review in text
            assert all(f"To put right: {step.who}: {step.do}." in text for step in finding.remedy)


@of_each
def test_the_counts_are_those_of_the_report(folder: Path, shape: str) -> None:
    whole = report(folder)
    rows = [
        [cell.text for cell in row.cells]
        for row in tables(opened(rendered(folder, shape)))["Findings by status, and by how strongly the law asks"].rows
    ]
    counted = {row[0]: int(row[-1].replace(",", "")) for row in rows[1:]}
    assert counted.pop("All findings") == len(whole.findings) == sum(counted.values())
    assert counted == {status.label.capitalize(): whole.summary[status.value] for status in COUNTED}
    for row in rows[1:]:
        assert sum(int(each.replace(",", "")) for each in row[1:-1]) == int(row[-1].replace(",", ""))


@of_each
def test_the_tables_of_findings_add_up_to_the_counts(folder: Path, shape: str) -> None:
    summary = report(folder).summary
    found = tables(opened(rendered(folder, shape)))
    for caption, status in (
        ("What falls due", Status.DUE),
        ("What needs a judgement", Status.JUDGEMENT_NEEDED),
        ("What was met, on these facts", Status.COMPLIANT),
    ):
        assert sum(numbers_of_column(found[caption]) if caption in found else []) == summary[status.value]
    untold = found.get("Why it cannot be told")
    *causes, total = numbers_of_column(untold) if untold else (0,)
    assert total == sum(causes) == summary[Status.CANNOT_TELL.value]


@pytest.mark.parametrize("folder", [SMALL, SUFFOLK, ANYSHIRE], ids=lambda each: each.name)
def test_the_appendix_counts_every_finding_by_provision(folder: Path) -> None:
    counted: Counter[str] = Counter()
    for caption, table in tables(opened(rendered(folder, "committee-report"))).items():
        if caption.startswith("Provisions of "):
            for row in table.rows[1:]:
                for paragraph in row.cells[-1].paragraphs:
                    label, number = paragraph.text.rsplit(": ", 1)
                    counted[label] += int(number.replace(",", ""))
    summary = report(folder).summary
    assert counted == Counter({status.label.capitalize(): summary[status.value] for status in COUNTED})


@of_each
def test_every_finding_that_is_numbered_has_the_number_by_which_the_paper_names_it(folder: Path, shape: str) -> None:
    key = key_findings(report(folder).findings)
    assert [each.number for each in key.all] == list(range(1, len(key.all) + 1))
    section = SECTIONS[shape].index("Key findings" if shape == "committee-report" else "Findings") + 1
    inside = 0
    numbered: list[str] = []
    document = opened(rendered(folder, shape))
    for paragraph in document.element.body.iter(qn("w:p")):
        style = paragraph.pPr.pStyle.val if paragraph.pPr is not None and paragraph.pPr.pStyle is not None else ""
        inside += style == "Heading1"
        if inside == section and style in ("ListNumber", "TableFinding"):
            numbered.append("".join(each.text for each in paragraph.iter(qn("w:t"))))
    assert len(numbered) == len(key.all)
    for each, text in zip(key.all, numbered, strict=True):
        assert text.startswith(each.first.sentence[:40]) or each.first.title.startswith(text[:40].rstrip("."))


@of_each
def test_each_question_is_asked(folder: Path, shape: str) -> None:
    text = whole_text(opened(rendered(folder, shape)))
    for each in report(folder).questions:
        begins, _, end = each.question.rpartition(": ")
        assert each.question in text or (begins in text and end.removesuffix("?") in text)


def test_a_large_dossier_makes_a_paper_that_can_be_read() -> None:
    document = opened(rendered(SUFFOLK, "committee-report"))
    body = [text for _, text in lines(document)]
    body = body[: body.index("Appendix A: Provisions checked")]
    assert sum(len(each.split()) for each in body) < 4500
    assert "The same for Forest Heath, Mid Suffolk and St Edmundsbury." in "\n".join(body)


def test_the_committee_is_recommended_to_put_the_gap_right() -> None:
    text = whole_text(opened(rendered(SMALL, "committee-report")))
    assert "note 1 gap in what the law says must be done (finding 3.1)" in text
    assert "ask the strategy group to send the partnership plan (Northvale's plan for 2025/26) to the Police" in text


def test_recommendations_of_a_findings_list_are_addressed() -> None:
    document = opened(rendered(SMALL, "findings-list"))
    addressed = [each for each in headings(document, 2) if each.startswith("To ")]
    assert addressed[0] == "To the strategy group"
    assert "To the council's crime and disorder committee" in addressed
    asked = [each for each in headings(document, 2) if each.endswith(("question)", "questions)"))]
    assert asked == [
        f"{capital(named(whom))} ({len(each)} question{'s' if len(each) > 1 else ''})"
        for whom, each in by_whom(report(SMALL).questions).items()
    ]


def test_a_report_of_deaths_says_so_unless_it_is_redacted() -> None:
    whole = report(SMALL)
    assert DEATHS in whole_text(opened(render(whole, "committee-report")))
    redacted = whole_text(opened(render(replace(whole, redacted=True), "committee-report")))
    assert DEATHS not in redacted and "Redacted:" in redacted
    assert DEATHS not in whole_text(opened(render(replace(whole, deaths=0), "committee-report")))


@of_each
def test_it_says_that_it_is_no_legal_advice(folder: Path, shape: str) -> None:
    document = opened(rendered(folder, shape))
    assert "This is not legal advice." in whole_text(document)
    assert "Not legal advice." in document.sections[0].footer.paragraphs[0].text


def test_no_gap_is_not_said_to_be_compliance() -> None:
    whole = report(SMALL)
    text = whole_text(opened(render(only(whole, of_status(whole.findings, Status.CANNOT_TELL)), "committee-report")))
    assert "note that no gap is among the findings. This does not show that every duty was met: 323 of 323" in text
    assert "No gap is among the findings." in text


def test_a_report_for_another_day_than_the_dossiers_says_so() -> None:
    whole = replace(report(SMALL), as_at=date(2025, 12, 1))
    said = "The facts speak as at 16 June 2025"
    assert f"{said}." in whole_text(opened(render(whole, "committee-report")))
    later = whole_text(opened(render(replace(whole, last_known=3), "committee-report")))
    assert f"{said}. How things stood on 1 December 2025 is only last known." in later


@pytest.mark.parametrize("shape", SHAPES)
def test_a_local_rule_is_never_shown_as_law(shape: str) -> None:
    gap = replace(a_gap(), local=True, instrument="Grant conditions 2025")
    document = opened(render(only(report(SMALL), [gap]), shape))
    text = whole_text(document)
    assert "Local rules not kept (1)" in headings(document, 2)
    assert "A local rule is an agreement or condition of your own. It is not law." in text
    assert "reg 13A, Grant conditions 2025 (a local rule, not law)." in text
    assert "what the law says must be done (1)" not in text
    assert "gap in what the law says" not in text
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["Status", "Local rule", "All"]


@pytest.mark.parametrize("shape", SHAPES)
def test_guidance_is_never_shown_as_a_breach_of_law(shape: str) -> None:
    document = opened(render(only(report(SMALL), [replace(a_gap(), force="expected")]), shape))
    text = whole_text(document)
    assert "Guidance not followed (1)" in headings(document, 2)
    assert "Guidance is not law. It can be departed from for good reason." in text
    assert "keep a note of the day (guidance, not law)" in text
    assert "must be done (1)" not in text


def test_gaps_stand_in_the_order_in_which_they_bind() -> None:
    gaps = [
        replace(a_gap(), id="1", rule="a", local=True),
        replace(a_gap(), id="2", rule="b", force="expected"),
        replace(a_gap(), id="3", rule="c", force="must have regard"),
        replace(a_gap(), id="4", rule="d"),
    ]
    assert [group.findings[0].first.id for group in key_findings(gaps).gaps] == ["4", "3", "2", "1"]


def test_a_gap_on_the_compilers_reading_says_so() -> None:
    text = whole_text(opened(render(only(report(SMALL), [replace(a_gap(), stated=False)]), "committee-report")))
    assert "It rests on the reading of whoever compiled the facts." in text
    assert "0 of 1 gap is of a duty that the law says must be done, on what sources state." in text
    assert "1 of 1 gap is on the reading of whoever compiled the facts, which should be confirmed." in text


def test_a_finding_that_waits_on_another_is_told_with_it() -> None:
    due = of_status(report(SMALL).findings, Status.DUE)
    key = key_findings(due)
    assert sum(each.count for each in key.due.findings) == len(due)
    waiting = [one for each in key.due.findings for one in each.waiting]
    assert waiting and all(one.waits_on for one in waiting)
    alone = [each for each in due if each.waits_on]
    assert [one for each in key_findings(alone).due.findings for one in each.members] != []


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([1], "finding 3.1"),
        ([1, 2], "findings 3.1 and 3.2"),
        ([1, 2, 3], "findings 3.1 to 3.3"),
        ([1, 3, 4, 5, 9], "findings 3.1, 3.3 to 3.5 and 3.9"),
    ],
)
def test_numbers_of_findings_are_said_in_few_words(numbers: list[int], words: str) -> None:
    findings = [each for each in key_findings(report(SMALL).findings).all if each.number in numbers]
    assert numbers_in_words(3, findings) == words


# -- how it is made


@of_each
def test_each_table_repeats_its_head_and_splits_no_row(folder: Path, shape: str) -> None:
    for table in opened(rendered(folder, shape)).tables:
        for index, row in enumerate(table.rows):
            assert row._tr.trPr.find(qn("w:cantSplit")) is not None
            assert (row._tr.trPr.find(qn("w:tblHeader")) is not None) == (index == 0)
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


@of_each
def test_numbers_are_words_own_lists_and_headings_words_own_styles(folder: Path, shape: str) -> None:
    document = opened(rendered(folder, shape))
    used = {style for style, _ in lines(document)}
    assert {"Title", "Heading 1", "Heading 2", "List Number"} <= used
    numbered = [text for style, text in lines(document) if style == "List Number"]
    assert not [text for text in numbered if re.match(r"\d+\.|\(\w\)|Q\d", text)]
    levels = {
        each.find(qn("w:pStyle")).get(qn("w:val")): each.find(qn("w:lvlText")).get(qn("w:val"))
        for each in document.part.numbering_part.element.iter(qn("w:lvl"))
    }
    assert (levels["Heading1"], levels["ListNumber"], levels["ListNumber2"]) == ("%1.", "%1.%2", "(%3)")
    styles = {each.styleId for each in document.styles.element.style_lst}
    named = {each.get(qn("w:val")) for each in document.element.body.iter(qn("w:pStyle"), qn("w:rStyle"))}
    assert named <= styles and set(levels) <= styles


@of_each
def test_the_language_is_british_english(folder: Path, shape: str) -> None:
    with zipfile.ZipFile(BytesIO(rendered(folder, shape))) as file:
        everything = "".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())
        assert '<w:lang w:val="en-GB"' in file.read("word/styles.xml").decode()
        assert '<w:themeFontLang w:val="en-GB"' in file.read("word/settings.xml").decode()
    assert "en-US" not in everything
    assert opened(rendered(folder, shape)).core_properties.language == "en-GB"


@of_each
def test_pages_are_a4_and_numbered(folder: Path, shape: str) -> None:
    section = opened(rendered(folder, shape)).sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    footer = section.footer.paragraphs[0]
    assert [each.text.strip() for each in footer._p.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    assert footer.text.endswith("Page 1 of 1")


@of_each
def test_the_bytes_are_the_same_from_run_to_run(folder: Path, shape: str) -> None:
    first = rendered(folder, shape)
    assert render(report(folder), shape) == first
    day = report(folder).as_at
    with zipfile.ZipFile(BytesIO(first)) as file:
        assert {each.date_time for each in file.infolist()} == {(day.year, day.month, day.day, 0, 0, 0)}
    about = opened(first).core_properties
    assert (about.author, about.last_modified_by) == ("Dutybound", "Dutybound")
    assert about.title == report(folder).dossier.title
    assert about.created.replace(tzinfo=None) == about.modified.replace(tzinfo=None)
    assert about.created.replace(tzinfo=None) == datetime(day.year, day.month, day.day)


@of_each
def test_there_are_no_pictures_and_no_links_but_to_the_web(folder: Path, shape: str) -> None:
    with zipfile.ZipFile(BytesIO(rendered(folder, shape))) as file:
        assert not [name for name in file.namelist() if re.search(r"\.(png|jpe?g|gif|emf|bin)$", name)]
        for name in file.namelist():
            for relation in re.findall(r"<Relationship [^>]*>", file.read(name).decode("utf-8")):
                target = re.search(r'Target="([^"]*)"', relation)
                assert target is not None
                assert 'TargetMode="External"' not in relation or target[1].startswith(("https://", "http://"))


NASTY = (
    "a\x00b\x0bc\x1b[31m\ud800 \u202eabc\u2066 =1+1 <w:t>&amp;</w:t> \ufffe\r\n\t end" + "x" * 4000 + " مرحبا بالعالم"
)


@pytest.mark.parametrize("shape", SHAPES)
def test_no_text_of_a_dossier_can_break_the_file(shape: str) -> None:
    gap = a_gap()
    nasty = replace(
        gap,
        title=NASTY,
        sentence=NASTY,
        provision=NASTY,
        instrument=NASTY,
        review=NASTY,
        url="javascript:alert(1)",
        subject=replace(gap.subject, title=NASTY),
        bound=replace(gap.bound, acts=NASTY, for_=NASTY),
        evidence=tuple(replace(each, words=NASTY, at=NASTY) for each in gap.evidence),
        remedy=tuple(replace(each, who=NASTY, do=NASTY) for each in gap.remedy),
    )
    rows = [replace(nasty, id=status.value, status=status.value) for status in Status]
    whole = only(report(SMALL), rows)
    whole = replace(
        whole,
        as_at_note=NASTY,
        dossier=replace(whole.dossier, title=NASTY),
        sources=(SourceUsed("a", NASTY, NASTY, NASTY, f"https://example.org/{'y' * 3000}"),),
        not_checked=(NASTY,),
        left_aside=(NASTY,),
        questions=tuple(
            replace(each, question=NASTY, ask=NASTY, about=(NASTY,)) for each in report(SMALL).questions[:2]
        ),
    )
    docx = render(whole, shape)
    text = whole_text(opened(docx))
    assert "مرحبا بالعالم" in text and "<w:t>&amp;</w:t>" in text
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe]", text)
    with zipfile.ZipFile(BytesIO(docx)) as file:
        assert not any(b"javascript:" in file.read(name) for name in file.namelist())


@pytest.mark.parametrize("shape", SHAPES)
def test_a_report_of_one_status_alone_can_be_written(shape: str) -> None:
    whole = report(SMALL)
    for status in Status:
        document = opened(render(only(whole, of_status(whole.findings, status)), shape))
        counts = numbers_of_column(tables(document)["Findings by status, and by how strongly the law asks"])
        assert counts[-1] == len(of_status(whole.findings, status))


def test_what_was_not_in_force_is_counted_where_it_was_asked_for() -> None:
    finding = replace(a_gap(), status="not_in_force")
    whole = only(report(SMALL), [a_gap(), finding])
    whole = replace(whole, summary={**whole.summary, "not_in_force": 1})
    rows = tables(opened(render(whole, "committee-report")))[
        "Findings by status, and by how strongly the law asks"
    ].rows
    assert [rows[-2].cells[0].text, rows[-2].cells[-1].text] == ["Not in force", "1"]


def test_a_finding_met_late_says_by_how_much() -> None:
    late = of_status(report(SMALL).findings, Status.MET_LATE)[0]
    assert late.late_by == DaysLate(47, 47, "47 days")
    assert "Done late by 47 days" in whole_text(opened(rendered(SMALL, "committee-report")))


def test_without_python_docx_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [
        each for each in sys.modules if each == "docx" or each.startswith(("docx.", "dutybound.reports.word"))
    ]:
        if name != "dutybound.reports.wording":
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.delattr("dutybound.reports.word", raising=False)
    with pytest.raises(MissingLibraryError, match=r"pip install 'dutybound\[word\]'"):
        FORMATS["docx"].make(report(SMALL), Style())
