"""Rows of text as a CSV file that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from .safe_text import unformed


def written(headings: Iterable[str], rows: Iterable[Sequence[str]], *said: str) -> str:
    """The rows as CSV. The mark at its head tells Excel that the text is UTF-8.

    What is ``said`` on the face of the file, where it is not empty, heads first columns that stay empty: a file of
    rows has no other place for it.
    """
    face = tuple(each for each in said if each)
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([unformed(each) for each in (*face, *headings)])
    writer.writerows([*("" for _ in face), *(unformed(value) for value in row)] for row in rows)
    return "\ufeff" + text.getvalue()
