"""The command that checks the citations of a paper: its kinds of files, its errors, its output, and its table."""

from __future__ import annotations

import builtins
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
from click.testing import CliRunner, Result
from docx import Document
from dutybound.cli import main
from dutybound.engine.named_law import phrase, read_named_law
from dutybound.engine.rulebook import CITATIONS, SHIPPED, load_rulebook
from dutybound.facts.problems import BadInputError

WRONG = "CSPs were set up by section 17 of the Crime and Disorder Act 1998."
RIGHT = "Section 17 of the Crime and Disorder Act 1998 requires due regard."
DATED = "Date of meeting: 20 September 2018"


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, ["citations", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def as_json(*arguments: object) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(*arguments, "--format", "json").stdout)
    return found


def verdicts(*arguments: object) -> list[tuple[str, str]]:
    return [(each["place"], each["verdict"]) for each in as_json(*arguments)["citations"]]


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def written(content: str | bytes, name: str = "paper.txt") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


Write = Callable[..., Path]


# -- kinds of files


@pytest.mark.parametrize("name", ["paper.txt", "paper.md", "paper.MD", "paper.markdown", "paper.text"])
def test_a_plain_text_is_read_by_its_lines(name: str, write: Write) -> None:
    path = write(f"{DATED}\n\n{RIGHT}\n\n{WRONG}\n", name)
    assert verdicts(path) == [("line 3", "right"), ("line 5", "something_else")]
    assert run(path).exit_code == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_texts_of_windows_are_read(encoding: str, write: Write) -> None:
    path = write(f"{DATED}\r\n\r\n“{RIGHT}”\r\n".encode(encoding))
    assert verdicts(path) == [("line 3", "right")]


def word(path: Path) -> Path:
    document = Document()
    document.add_heading("Report", 0)
    document.add_paragraph(DATED)
    split = document.add_paragraph("Community Safety Partnerships were set up by ")
    split.add_run("Section 17").bold = True
    split.add_run(" of the Crime and\tDisorder Act 1998.")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Law"
    table.cell(0, 1).text = RIGHT
    document.save(str(path))
    return path


def test_a_word_paper_is_read_by_its_paragraphs_and_tables(tmp_path: Path) -> None:
    path = word(tmp_path / "paper.docx")
    result = as_json(path)
    assert (result["as_at"], result["date_found_at"]) == ("2018-09-20", "paragraph 2")
    found = [(each["place"], each["verdict"]) for each in result["citations"]]
    assert found == [("paragraph 3", "something_else"), ("paragraph 5", "right")]


def pdf(*pages: list[str]) -> bytes:
    """A PDF with some lines on each page, written by hand: pypdf writes no text."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
        stream = f"BT /F1 11 Tf 40 700 Td {shown}ET".encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
        objects.append(f"{page}/Resources << /Font << /F1 3 0 R >> >> >>".encode())
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
    out, offsets = io.BytesIO(b""), []
    out.write(b"%PDF-1.4\n")
    for number, content in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def test_a_pdf_is_read_by_its_pages_and_over_its_line_breaks(write: Write) -> None:
    content = pdf([DATED, "CSPs were set up by section", "17 of the Crime and Dis-", "order Act 1998."], [RIGHT])
    path = write(content, "paper.pdf")
    result = as_json(path)
    assert (result["as_at"], result["date_found_at"]) == ("2018-09-20", "page 1")
    found = [(each["place"], each["quoted"], each["verdict"]) for each in result["citations"]]
    assert found == [
        ("page 1", "section 17 of the Crime and Disorder Act 1998", "something_else"),
        ("page 2", "Section 17 of the Crime and Disorder Act 1998", "right"),
    ]


def locked(content: bytes, password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_that_opens_without_a_password_is_read(write: Write) -> None:
    assert verdicts(write(locked(pdf([DATED, RIGHT]), ""), "paper.pdf")) == [("page 1", "right")]


# -- what cannot be read

ENCRYPTED_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
BAD: list[tuple[str, bytes, str]] = [
    ("paper.txt", b"", "there is no text in it"),
    ("paper.txt", b" \n\n ", "there is no text in it"),
    ("paper.txt", "Café".encode("latin-1"), "not UTF-8"),
    ("paper.txt", b"a\0b", "not a text file"),
    ("paper.md", b"\x89PNG\r\n\x1a\n\0\0", "not UTF-8"),
    ("paper.doc", b"words", "save a .doc as .docx"),
    ("paper.xlsx", b"words", "expected a paper that ends in"),
    ("paper", b"words", "expected a paper that ends in"),
    ("paper.docx", b"words", "not a Word paper"),
    ("paper.docx", ENCRYPTED_WORD, "locked with a password"),
    ("paper.docx", b"PK\x05\x06" + b"\0" * 18, "not a Word paper"),
    ("paper.pdf", b"words", "not a PDF"),
    ("paper.pdf", b"", "not a PDF"),
    ("paper.pdf", b"%PDF-1.4\n%%EOF", "not a PDF"),
    ("paper.pdf", pdf([RIGHT])[:300], "not a PDF"),
    ("paper.pdf", pdf([]), "text recognition"),
    ("paper.pdf", locked(pdf([RIGHT]), "secret"), "locked"),
]


@pytest.mark.parametrize(("name", "content", "message"), BAD, ids=[f"{name}-{message}" for name, _, message in BAD])
def test_what_cannot_be_read_is_bad_input(name: str, content: bytes, message: str, write: Write) -> None:
    path = write(content, name)
    result = run(path)
    assert result.exit_code == 2, result.output
    assert message in result.stderr and name in result.stderr and "Traceback" not in result.stderr
    assert result.stdout == "" and len(result.stderr.splitlines()) == 1


def test_what_is_not_there_is_bad_input(tmp_path: Path) -> None:
    assert "no such file" in run(tmp_path / "none.txt").stderr
    assert "folder" in run(tmp_path).stderr
    assert {run(tmp_path / "none.txt").exit_code, run(tmp_path).exit_code} == {2}
    assert run().exit_code == 2


@pytest.mark.parametrize("day", ["18 March 2016", "2016-02-30", "2016", ""])
def test_a_bad_day_is_bad_input(day: str, write: Write) -> None:
    result = run(write(RIGHT), "--as-at", day)
    assert result.exit_code == 2 and "expected one day" in result.stderr


@pytest.mark.parametrize(("name", "library"), [("paper.docx", "docx"), ("paper.pdf", "pypdf")])
def test_a_library_that_is_missing_is_named_with_the_extra(
    name: str, library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / name
    path.write_bytes(pdf([RIGHT])) if name.endswith("pdf") else word(path)
    real = builtins.__import__

    def without(module: str, *arguments: Any, **named: Any) -> Any:
        if module.split(".")[0] == library:
            raise ImportError(module)
        return real(module, *arguments, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    result = run(path)
    assert result.exit_code == 2 and "dutybound[papers]" in result.stderr


# -- the date

HEADS = [
    ("Date: 8 February 2018", "2018-02-08"),
    ("**Date of Meeting:** 8th February, 2018", "2018-02-08"),
    ("MEETING DATE 08/02/2018", "2018-02-08"),
    ("Report date: 2018-02-08", "2018-02-08"),
    ("8 February 2018", "2018-02-08"),
    ("Thursday 8th of February 2018", "2018-02-08"),
    ("Cabinet, Thursday, 8 Feb 2018 at 6pm", "2018-02-08"),
    ("# Scrutiny committee, 8 February 2018", "2018-02-08"),
    ("Meeting of 7 June 2016\nDate of meeting: 8 February 2018", "2018-02-08"),
    ("8 February 2018\n8 February 2018", "2018-02-08"),
    ("7 June 2016\n8 February 2018", None),
    ("Minutes of the meeting held on 8 February 2018", None),
    ("From 1 April 2017 to 8 February 2018", None),
    ("Next meeting: 8 February 2018", None),
    ("The partnership met on 8 February 2018 and spoke of a number of things.", None),
    ("30 February 2018", None),
    ("February 2018", None),
]


@pytest.mark.parametrize(("head", "day"), HEADS)
def test_the_date_is_taken_from_the_head_only_where_it_is_plain(head: str, day: str | None, write: Write) -> None:
    assert as_json(write(f"{head}\n\n{RIGHT}\n"))["as_at"] == day


def test_a_date_further_down_is_not_the_papers(write: Write) -> None:
    filler = "\n".join(["A line of the report."] * 60)
    assert as_json(write(f"{filler}\n8 February 2018\n"))["as_at"] is None


def test_the_day_that_is_given_goes_before_the_date_found(write: Write) -> None:
    path = write(f"{DATED}\n\nSection 5A of the Crime and Disorder Act 1998.\n")
    assert as_json(path)["citations"][0]["verdict"] == "exists"
    given = as_json(path, "--as-at", "2011-06-01")
    assert (given["as_at"], given["date_found_at"]) == ("2011-06-01", None)
    assert given["citations"][0]["verdict"] == "not_in_force"


def test_without_a_date_force_is_not_asked_of(write: Write) -> None:
    path = write("Section 6A of the Crime and Disorder Act 1998.\n")
    assert verdicts(path) == [("line 1", "exists")]
    assert "No date was found" in run(path).stdout


# -- output


def test_the_text_is_readable_at_80_columns_and_links_are_addresses(write: Write) -> None:
    others = "Regulation 99 of SI 2007/1830. section 8 CDA 1998. s 17 of the 1998 Act. Local Government Act 2000."
    output = run(write(f"{DATED}\n\n{WRONG}\n\n{RIGHT}\n\n{others}\n\nSection 17 binds us.")).stdout
    for heading in ("WRONG (2)", "RIGHT (1)", "EXISTS", "NOT CHECKED (1)", "OTHER LAW (1)"):
        assert heading in output
    assert [line for line in output.splitlines() if len(line) > 80 and len(line.split()) > 1] == []
    assert [line for line in output.splitlines() if line != line.rstrip()] == []
    assert all(re.match(r"https?://", word) for word in output.split() if "://" in word)


def test_what_a_paper_holds_cannot_reach_the_terminal_as_a_control(write: Write) -> None:
    content = f"{DATED}\n\nSection\x1b[31m 17 of the Crime and Disorder Act\x07 1998\u202e is \x9bm odd. {WRONG}\n"
    path = write(content, "pa\x1bper.txt")
    for form in ("text", "json"):
        result = run(path, "--format", form)
        assert result.exit_code in (0, 1)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", result.stdout)
    assert "\x1b" not in run(write("words", "a\x1b.doc")).stderr


def test_json_holds_what_the_text_says(write: Write) -> None:
    result = as_json(write(f"{DATED}\n\n{WRONG}\n"))
    assert result["paper"] == "paper.txt" and result["schema_version"] == 1
    assert result["counts"]["something_else"] == 1 and sum(result["counts"].values()) == 1
    [found] = result["citations"]
    assert found["quoted"] == "section 17 of the Crime and Disorder Act 1998" and found["misquotes"]
    assert found["cited"]["provisions"] == ["s 17"] and found["cited"]["citation"] == "1998 c. 37"
    assert [(each["provisions"], each["url"]) for each in found["meant"]] == [
        (["s 5"], "https://www.legislation.gov.uk/ukpga/1998/37/section/5")
    ]


def test_the_result_can_be_written_to_a_file(write: Write, tmp_path: Path) -> None:
    path = write(f"{DATED}\n\n{RIGHT}\n")
    output = tmp_path / "out.txt"
    printed = run(path)
    assert run(path, "--output", output).stdout == "" and printed.exit_code == 0
    assert output.read_text(encoding="utf-8") == printed.stdout


def test_a_paper_of_one_endless_line_is_read_in_good_time(write: Write) -> None:
    sentence = (
        "The partnership section 17 of the Crime and Disorder Act 1998 (as amended by the Police Reform Act 2002), "
    )
    assert len(as_json(write(DATED + "\n" + sentence * 400))["citations"]) == 400


# -- the table


def test_the_table_is_well_written_and_every_phrase_can_be_met() -> None:
    law = read_named_law(SHIPPED / CITATIONS, CITATIONS, load_rulebook().instruments)
    assert len({each.about for each in law.subjects}) == len(law.subjects) > 15
    assert {each.id for each in load_rulebook().instruments} - set(law.by_id) == {
        "amending-instruments",
        "announced-changes",
        "guidance-and-policy",
        "homicide-review-guidance-2016",
    }


MISTAKES = [
    ("no_such: [s 5B]", "no_sutch: [s 5B]", 'unknown key "no_sutch"; did you mean "no_such"?'),
    ("no_such: [s 5B]", "no_such: [section five]", "expected one provision"),
    ("no_such: [s 5B]", "no_such: s 5B", "expected a list"),
    ("  police-and-justice-act-2006:\n    short", "  police-act-2006:\n    short", "no statute map of this name"),
    ("SI 2010/647: Crime", "SI 2010/6470: Crime", "expected the number of an instrument that amends"),
    ("stands_in: {crime-and-disorder-act-1998: [s 7]}", "stands_in: {crime-act: [s 7]}", "there is no instrument"),
    (
        "stands_in: {crime-and-disorder-act-1998: [s 7]}",
        "stands_in: {crime-and-disorder-act-1998: [s 99]}",
        "s 99 is not",
    ),
    ("stands_in: {crime-and-disorder-act-1998: [s 7]}", "stands_in: [s 7]", "expected a mapping"),
    ("words: [merg*, combin*]", "words: [merg?, combin*]", "not a phrase"),
    ("  - about: combining areas\n", "  - abut: combining areas\n", "unknown key"),
    ("to: 2007-11-18", "to: 2007-11-17", "no row of s 6 ends on 2007-11-17"),
    ("to: 2007-11-18", "to: November 2007", "expected a day"),
    ("at_least: 4", "at_least: four", "expected a number"),
    ("at_least: 4", "at_least: 40", "no more than there are words"),
    ("not_started_by: 2025-12-31", "not_started_by: soon", "expected a day"),
    ("only_of_its_title: yes", "only_of_its_title: maybe", "expected yes"),
]


@pytest.mark.parametrize(("old", "new", "message"), MISTAKES, ids=[new[:50] for _, new, _ in MISTAKES])
def test_a_mistake_in_the_table_is_named_with_its_line(old: str, new: str, message: str, tmp_path: Path) -> None:
    text = (SHIPPED / CITATIONS).read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / CITATIONS
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadInputError) as raised:
        read_named_law(path, CITATIONS, load_rulebook().instruments)
    line = text[: text.index(old)].count("\n") + 1
    near = {str(line), *(str(line + more) for more in range(-1, 3))}
    found = [each for each in raised.value.problems if message in each.message]
    assert found and str(found[0].line) in near, str(raised.value)


def test_phrases_join_words_and_leave_gaps() -> None:
    assert phrase("set_up ... under").search("set up by law in 1998 under it")
    assert not phrase("set_up ... under").search("set up by a law that was made long ago in 1998 under it")
    assert phrase("scrutin*").search("Scrutinised") and not phrase("scrutin*").search("unscrutinised")
    assert phrase("a|b c").search("b c") and not phrase("a|b c").search("c")
