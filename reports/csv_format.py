"""Rows of text as a CSV file that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import chain, islice

from .safe_text import unformed

#: How many rows are a piece of a long file.
_ROWS = 1000


def written(headings: Iterable[str], rows: Iterable[Sequence[str]], *said: str) -> str:
    """The rows as CSV. The mark at its head tells Excel that the text is UTF-8.

    What is ``said`` on the face of the file, where it is not empty, heads first columns that stay empty: a file of
    rows has no other place for it.
    """
    return "".join(pieces(headings, rows, *said))


def pieces(headings: Iterable[str], rows: Iterable[Sequence[str]], *said: str) -> Iterator[str]:
    """The text of ``written``, a piece for so many rows."""
    face = tuple(each for each in said if each)
    lines = chain((((*face, *headings)),), ((*("" for _ in face), *row) for row in rows))
    yield "\ufeff"
    while some := list(islice(lines, _ROWS)):
        text = StringIO()
        csv.writer(text, lineterminator="\r\n").writerows([unformed(value) for value in line] for line in some)
        yield text.getvalue()
