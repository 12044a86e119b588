"""Reading a published paper: a text, Markdown, Word or PDF file as lines that know where they stand.

The libraries for Word and PDF are read only when such a file is: they are an extra, `dutybound[papers]`.
"""

from __future__ import annotations

import codecs
import logging
import unicodedata
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from .problems import BadInputError, Problem

MOST_BYTES = 50_000_000
#: What the parts of a Word file may come to, however small they are packed.
MOST_UNPACKED = 300_000_000
EXTRA = "pip install 'dutybound[papers]'"
#: The ends of names by which a paper is told to be plain text.
PLAIN = (".txt", ".text", ".md", ".markdown")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a paper, and where a reader finds it."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it was read."""

    name: str
    lines: tuple[Line, ...]


class _UnreadableError(Exception):
    """Why a paper cannot be read."""


def read_paper(path: Path) -> Paper:
    """Read a paper by the kind that the end of its name tells. Raises BadInputError if it cannot be read."""
    name = printable(path.name)
    try:
        lines = tuple(_lines(path))
        if not any(line.text.strip() for line in lines):
            raise _UnreadableError("there is no text in it; a scanned paper must be put through text recognition first")
    except _UnreadableError as error:
        raise BadInputError([Problem(printable(str(path)), 0, "", str(error))]) from error
    return Paper(name, lines)


def printable(text: str) -> str:
    """A text without the characters that no terminal or report can be trusted with; white space becomes spaces."""
    spaced = (" " if letter.isspace() else letter for letter in text)
    return "".join(letter for letter in spaced if not unicodedata.category(letter).startswith("C"))


def _lines(path: Path) -> Iterable[Line]:
    try:
        return _lines_of_kind(path)
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise _UnreadableError(f"cannot be read: {getattr(error, 'strerror', None) or error}") from error


def _lines_of_kind(path: Path) -> Iterable[Line]:
    if path.is_dir():
        _cannot("this is a folder: name one paper")
    if not path.is_file():
        _cannot("there is no such file")
    if path.stat().st_size > MOST_BYTES:
        _cannot(f"the file is larger than {MOST_BYTES // 1_000_000} MB")
    kind = path.suffix.lower()
    if kind in PLAIN:
        return _plain(path.read_bytes())
    if kind == ".docx":
        return _parsed(_word, path, "not a Word paper that can be read, or it is broken")
    if kind == ".pdf":
        return _parsed(_pdf, path, "not a PDF that can be read, or it is broken")
    older = "; save a .doc as .docx first" if kind == ".doc" else ""
    raise _UnreadableError(f"expected a paper that ends in .txt, .md, .docx or .pdf{older}")


def _cannot(message: str) -> NoReturn:
    raise _UnreadableError(message)


def _plain(data: bytes) -> Iterable[Line]:
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        _cannot("the file is not UTF-8 text; save it as UTF-8")
    if "\0" in text:
        _cannot("this is not a text file")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [Line(line, f"line {number}") for number, line in enumerate(lines, 1)]


def _parsed(parse: Callable[[Path], list[Line]], path: Path, wrong: str) -> Iterable[Line]:
    try:
        return parse(path)
    except _UnreadableError:
        raise
    except ImportError as error:
        raise _UnreadableError(f"reading it needs a library that is not installed here: {EXTRA}") from error
    except Exception as error:  # a broken file can make its library fail in any way at all
        raise _UnreadableError(wrong) from error


# -- Word


def _word(path: Path) -> list[Line]:
    from docx import Document

    if not zipfile.is_zipfile(path):
        _cannot("this is not a Word paper (.docx), or it is locked with a password")
    with zipfile.ZipFile(path) as packed:
        if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
            _cannot("it unpacks to more than can be read")
    body = Document(str(path)).element.body
    paragraphs = [each for each in body.iter(_W + "p") if not _within(each, _FALLBACK)]
    return [Line(_words_of(each), f"paragraph {number}") for number, each in enumerate(paragraphs, 1)]


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: The second form of a text box, for older programs: it says again what the first form says.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GAPS = {_W + "tab": " ", _W + "br": " ", _W + "cr": " ", _W + "noBreakHyphen": "-"}


def _words_of(paragraph: Any) -> str:
    """The words of a paragraph with its links and what was inserted in a review, without what stands in boxes in it."""
    said = []
    for each in paragraph.iter():
        if next(each.iterancestors(_W + "p"), None) is not paragraph:
            continue
        said.append((each.text or "") if each.tag == _W + "t" else _GAPS.get(each.tag, ""))
    return "".join(said)


def _within(element: Any, tag: str) -> bool:
    return next(element.iterancestors(tag), None) is not None


# -- PDF


def _pdf(path: Path) -> list[Line]:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it says on standard error what it puts right by itself
    reader = PdfReader(path)
    if reader.is_encrypted:
        try:
            opened = reader.decrypt("")
        except (
            DependencyError,
            NotImplementedError,
        ):  # locked in a way that pypdf cannot open here
            opened = None
        if not opened:
            _cannot("the PDF is locked (encrypted): save a copy without a password first")
    return [
        Line(line, f"page {number}")
        for number, page in enumerate(reader.pages, 1)
        for line in page.extract_text().split("\n")
    ]
