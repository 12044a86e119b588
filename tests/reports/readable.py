"""What is written in a report, read back as text that a person can read: for tests of what each format says."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from openpyxl import load_workbook


def readable(form: str, made: bytes) -> str:
    """A report of a format as text. Word is styled lines, Excel its sheets, a web page what is in its body."""
    if form == "docx":
        return "".join(f"[{style}] {text}\n" for style, text in lines(opened(made)))
    if form == "xlsx":
        return "\n".join(sheets(made)) + "\n"
    text = made.decode("utf-8-sig").replace("\r\n", "\n")
    return text[text.index("<body>") : text.index("<script>")] if form == "html" else text


# -- Word


def opened(docx: bytes) -> Any:
    return Document(BytesIO(docx))


def lines(document: Any) -> Iterator[tuple[str, str]]:
    """The style and text of each paragraph, those in tables by row."""
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield str(block.style and block.style.name), text_of(block)
        elif isinstance(block, Table):
            for row in block.rows:
                cells = (" / ".join(text_of(each) for each in cell.paragraphs) for cell in row.cells)
                yield "row", " | ".join(cells)


def text_of(paragraph: Paragraph) -> str:
    """The text of a paragraph with that of its links."""
    return "".join(each.text or "" for each in paragraph._p.iter(qn("w:t")))


def tables(document: Any) -> dict[str, Table]:
    """The tables by what a screen reader says of each."""
    return {table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")): table for table in document.tables}


# -- tables


def rows_of_csv(made: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file by their headings."""
    return list(csv.DictReader(StringIO(made.decode("utf-8-sig"), newline="")))


def rows_of_sheet(made: bytes, name: str) -> list[dict[str, Any]]:
    """The rows of a sheet of Excel by their headings; an empty cell is an empty text."""
    head, *rows = load_workbook(BytesIO(made))[name].iter_rows(values_only=True)
    return [{str(key): "" if value is None else value for key, value in zip(head, row, strict=True)} for row in rows]


def sheets(made: bytes) -> Iterator[str]:
    """Each sheet of a workbook: what stays in view, what can be filtered, widths, and every cell that is not empty."""
    for sheet in load_workbook(BytesIO(made)):
        kept = f"; in view: above and left of {sheet.freeze_panes}" if sheet.freeze_panes else ""
        filtered = f"; filter: {sheet.auto_filter.ref}" if sheet.auto_filter.ref else ""
        repeated = f"; on each page: {sheet.print_title_rows}" if sheet.print_title_rows else ""
        yield f"== {sheet.title}{kept}{filtered}{repeated}"
        widths = {
            index: one.width - 0.7109375  # what Excel adds for the edges of a cell
            for one in sheet.column_dimensions.values()
            for index in range(one.min, one.max + 1)
        }
        headings = [str(each.value) for each in sheet[1]] if sheet.auto_filter.ref else []
        yield "widths: " + "; ".join(
            f"{headings[index - 1]} {width:g}" if headings else f"{width:g}" for index, width in sorted(widths.items())
        )
        for row in sheet.iter_rows(min_row=2 if headings else 1):
            cells = [(index, each) for index, each in enumerate(row) if each.value not in (None, "")]
            if not headings:
                yield " | ".join(_in_cell(each) for _, each in cells)
                continue
            yield f"-- row {row[0].row}, {sheet.row_dimensions[row[0].row].height or 15:g} high"
            yield from (f"{headings[index]}: {_in_cell(each)}" for index, each in cells)
        yield ""


def _in_cell(cell: Any) -> str:
    kind = " (number)" if cell.data_type == "n" else ""
    link = f" -> {cell.hyperlink.target}" if cell.hyperlink else ""
    return str(cell.value).replace("\n", "\n    ") + kind + link
