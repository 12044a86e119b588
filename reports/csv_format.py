"""Rows of text as a CSV file that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from .safe_text import unformed


def written(headings: Iterable[str], rows: Iterable[Sequence[str]], care: str) -> str:
    """The rows as CSV. The mark at its head tells Excel that the text is UTF-8.

    What is to be said on the face of the file, if anything, heads a last column that stays empty: a file of rows has
    no other place for it.
    """
    also = (care,) if care else ()
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([unformed(each) for each in (*headings, *also)])
    writer.writerows([*(unformed(value) for value in row), *("" for _ in also)] for row in rows)
    return "\ufeff" + text.getvalue()
