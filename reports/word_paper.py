"""A paper of Word that is written from its head down: headings, paragraphs, numbered findings, tables, a footer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any, TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from .compose import web_link
from .safe_text import plain
from .word_styles import HANGING, INK, LANGUAGE, SECTIONS, TEXT_WIDTH, lay_out


@dataclass(frozen=True)
class Strong:
    """Words that stand out."""

    text: str


@dataclass(frozen=True)
class Link:
    """Words that lead to a page of the web. What is no http or https address is shown as words alone."""

    text: str
    url: str


Piece: TypeAlias = "str | Strong | Link"
Words: TypeAlias = "str | tuple[Piece, ...]"


@dataclass(frozen=True)
class Lines:
    """A cell of several paragraphs; ``numbered`` gives the first of them the next number of its section."""

    paragraphs: tuple[Words, ...]
    numbered: bool = False


Cell: TypeAlias = "Words | Lines"

#: A point, and a twentieth of one, in the unit of Word's drawings.
POINT, TWENTIETH = 12700, 635
#: Parts of python-docx's template that a report has no use for: a thumbnail, and second styles for Word 2007.
_UNUSED = ("/thumbnail", "/stylesWithEffects", "/customXml")


class Paper:
    """A paper, written from its head down."""

    def __init__(self, title: str, footer: str) -> None:
        """A paper with nothing on its pages but a footer: words on the left, "Page x of y" on the right."""
        self._document = Document()
        lay_out(self._document)
        self._title = one_line(title)
        self._below_table = False
        self._footer(footer)

    def title(self, subtitle: str) -> None:
        """The title of the paper, and what stands below it."""
        self._paragraph(self._title, "Title")
        self._paragraph(subtitle, "Subtitle")

    def heading(self, level: int, text: str) -> None:
        """A heading; those of the first level are numbered."""
        self._paragraph(text, f"Heading{level}")

    def appendix(self, text: str) -> None:
        """A heading of the first level without a number, on a new page."""
        paragraph = self._paragraph(text, "Heading1")
        shape = paragraph._p.get_or_add_pPr()
        shape.get_or_add_numPr().get_or_add_numId().val = 0
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.first_line_indent = 0
        paragraph.paragraph_format.page_break_before = True

    def text(self, words: Words, *, kept: bool = False) -> None:
        """A paragraph without a number; ``kept`` on the page of what comes next."""
        self._paragraph(words, "Normal").paragraph_format.keep_with_next = kept or None

    def notice(self, words: Words) -> None:
        """A paragraph that nobody should pass over."""
        self._paragraph(words, "Notice")

    def numbered(self, words: Words, *, kept: bool = False) -> None:
        """A paragraph with the next number of its section; ``kept`` on the page of what comes next."""
        self._paragraph(words, "ListNumber").paragraph_format.keep_with_next = kept or None

    def lettered(self, words: Words) -> None:
        """A paragraph with the next letter under a numbered one."""
        self._paragraph(words, "ListNumber2")

    def below(self, words: Words, *, kept: bool = False) -> None:
        """A paragraph that belongs to the numbered one before it; ``kept`` on the page of what comes next."""
        self._paragraph(words, "ListContinue").paragraph_format.keep_with_next = kept or None

    def bullet(self, words: Words) -> None:
        """A paragraph with a bullet."""
        self._paragraph(words, "ListBullet")

    def question(self, words: Words) -> None:
        """A question with the next number of all questions."""
        self._paragraph(words, "Question")

    def table(
        self, caption: str, headings: Sequence[tuple[str, int]], rows: Iterable[Sequence[Cell]], *, headed: bool = False
    ) -> None:
        """A table: headings with their share of the width, which repeat on each page, and rows.

        Its caption stands above it, or is only said by screen readers where a heading says the same (``headed``).
        """
        filled = list(rows)
        if not headed:
            self._paragraph(caption, "Caption")
        table = self._document.add_table(rows=1 + len(filled), cols=len(headings))
        whole = sum(share for _, share in headings)
        widths = [TEXT_WIDTH * share // whole for _, share in headings]
        _shape(table._tbl, widths, one_line(caption))
        for index, (row, cells) in enumerate(zip(table.rows, [[text for text, _ in headings], *filled], strict=True)):
            _whole_on_a_page(row, heads=index == 0)
            for cell, width, content in zip(row.cells, widths, cells, strict=True):
                cell.width = width * TWENTIETH
                self._fill(cell, content, heads=index == 0)
        self._below_table = True

    def saved(self, subject: str, remark: str, day: date) -> bytes:
        """The paper as the bytes of a .docx file: of the same paper always the same, with no day but the one given."""
        about = self._document.core_properties
        about.title, about.subject, about.comments = self._title[:255], subject, remark
        about.author = about.last_modified_by = "Dutybound"
        about.language, about.keywords, about.revision = LANGUAGE, "", 1
        about.created = about.modified = datetime(day.year, day.month, day.day)
        for relations in (self._document.part.package.rels, self._document.part.rels):
            for key in [key for key, each in relations.items() if any(name in each.reltype for name in _UNUSED)]:
                del relations[key]
        file = BytesIO()
        self._document.save(file)
        return _without_times(file.getvalue(), day)

    def _paragraph(self, words: Words, style: str) -> Paragraph:
        paragraph = self._document.add_paragraph()
        self._write(paragraph, words, style)
        if self._below_table and not style.startswith(("Heading", "Caption")):
            paragraph.paragraph_format.space_before = 10 * POINT
        self._below_table = False
        return paragraph

    def _write(self, paragraph: Paragraph, words: Words, style: str) -> None:
        paragraph._p.style = style
        for piece in (words,) if isinstance(words, str) else words:
            if isinstance(piece, Link) and (url := web_link(plain(piece.url))):
                self._link(paragraph, one_line(piece.text), url)
            elif isinstance(piece, str):
                paragraph.add_run(one_line(piece))
            else:
                run = paragraph.add_run(one_line(piece.text))
                run.bold = True if isinstance(piece, Strong) else None

    def _link(self, paragraph: Paragraph, text: str, url: str) -> None:
        relation = self._document.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), relation)
        run = paragraph.add_run(text)
        run._r.style = "Hyperlink"
        link.append(run._r)
        paragraph._p.append(link)

    def _fill(self, cell: _Cell, content: Cell, *, heads: bool) -> None:
        if heads:
            _shade(cell, INK)
        several = content if isinstance(content, Lines) else Lines((content,))
        for index, words in enumerate(several.paragraphs):
            first = "TableFinding" if several.numbered else "TableHeading" if heads else "TableText"
            paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
            self._write(paragraph, words, first if index == 0 else "TableText")
            if several.numbered and index == 0:
                # Word finds the level of a list by its style, and List Number has this one: so it is said here too.
                number = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                number.get_or_add_ilvl().val, number.get_or_add_numId().val = 1, SECTIONS
            if several.numbered:
                paragraph.paragraph_format.left_indent = HANGING * TWENTIETH
                paragraph.paragraph_format.first_line_indent = -HANGING * TWENTIETH if index == 0 else None

    def _footer(self, words: str) -> None:
        paragraph = self._document.sections[0].footer.paragraphs[0]
        self._write(paragraph, words, "Footer")
        paragraph.add_run("\tPage ")
        _field(paragraph, "PAGE")
        paragraph.add_run(" of ")
        _field(paragraph, "NUMPAGES")


def one_line(text: str) -> str:
    """Text without line breaks and tabs, and without what could break the file."""
    return re.sub(r"\s+", " ", plain(text))


def _made(name: str, **attributes: str) -> Any:
    """An element of Word's with its attributes."""
    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _field(paragraph: Paragraph, code: str) -> None:
    """A field that Word works out when it lays out the page."""
    for kind in ("begin", "code", "separate", "shown", "end"):
        run = paragraph.add_run("1" if kind == "shown" else "")
        if kind == "code":
            instruction = _made("instrText")
            instruction.text = f" {code} "
            run._r.append(instruction)
        elif kind != "shown":
            run._r.append(_made("fldChar", fldCharType=kind))


def _shape(table: Any, widths: list[int], caption: str) -> None:
    """Fixed widths, a style, and the words that a screen reader says of a table."""
    properties = table.tblPr
    properties.clear()
    properties.append(_made("tblStyle", val="ReportTable"))
    properties.append(_made("tblW", w=str(sum(widths)), type="dxa"))
    properties.append(_made("tblLayout", type="fixed"))
    properties.append(_made("tblLook", val="0020", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0"))
    properties.append(_made("tblCaption", val=caption))
    for column, width in zip(table.tblGrid.gridCol_lst, widths, strict=True):
        column.set(qn("w:w"), str(width))


def _whole_on_a_page(row: _Row, *, heads: bool) -> None:
    """Keep a row from being split between pages; the first one is repeated on each."""
    properties = row._tr.get_or_add_trPr()
    properties.append(_made("cantSplit"))
    if heads:
        properties.append(_made("tblHeader"))


def _shade(cell: _Cell, colour: str) -> None:
    cell._tc.get_or_add_tcPr().append(_made("shd", val="clear", color="auto", fill=colour))


def _without_times(docx: bytes, day: date) -> bytes:
    """The same file with its parts marked by one day, in place of the time at which they were written."""
    stamp = (max(day.year, 1980), day.month, day.day, 0, 0, 0)
    file = BytesIO()
    with ZipFile(BytesIO(docx)) as written, ZipFile(file, "w", ZIP_DEFLATED) as fixed:
        for name in written.namelist():
            part = ZipInfo(name, stamp)
            part.compress_type, part.create_system, part.external_attr = ZIP_DEFLATED, 3, 0o600 << 16
            fixed.writestr(part, written.read(name))
    return file.getvalue()
