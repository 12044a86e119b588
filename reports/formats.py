"""The formats of a report: by name, what a file of each is called, and what makes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .model import Report


class MissingLibraryError(Exception):
    """A format whose library is not installed, with how to install it."""


@dataclass(frozen=True)
class Style:
    """How a report is laid out, where its format knows of more than one way."""

    #: committee-report or findings-list (Word).
    shape: str = "committee-report"


@dataclass(frozen=True)
class Format:
    """One format."""

    name: str
    suffix: str
    make: Callable[[Report, Style], bytes]
    #: Whether a terminal can show it.
    printable: bool = True


def _json(report: Report, style: Style) -> bytes:
    from .json_format import render

    return render(report).encode()


def _csv(report: Report, style: Style) -> bytes:
    from .table import render

    return render(report).encode()


def _markdown(report: Report, style: Style) -> bytes:
    from .markdown import render

    return render(report).encode()


def _html(report: Report, style: Style) -> bytes:
    from .html_page import render

    return render(report).encode()


def _word(report: Report, style: Style) -> bytes:
    try:
        from .word import render
    except ImportError as error:
        raise MissingLibraryError(_MISSING.format("Word", "word")) from error
    return render(report, style.shape)


def _excel(report: Report, style: Style) -> bytes:
    from .excel import render

    return render(report)


_MISSING = "a {} report needs a library that is not installed: pip install 'dutybound[{}]'"

#: By name. Each imports what it needs only when it is used: a terminal's answer waits for no Word library.
FORMATS = {
    each.name: each
    for each in (
        Format("html", ".html", _html),
        Format("docx", ".docx", _word, printable=False),
        Format("xlsx", ".xlsx", _excel, printable=False),
        Format("csv", ".csv", _csv),
        Format("md", ".md", _markdown),
        Format("json", ".json", _json),
    )
}


def format_of(output: Path | None) -> str | None:
    """The format that a file's name asks for; none if it asks for none."""
    suffix = output.suffix.lower() if output is not None else ""
    return next((each.name for each in FORMATS.values() if each.suffix == suffix), None)
