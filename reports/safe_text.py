"""Text made safe for where it goes: no formula in a cell, no character that breaks a file."""

from __future__ import annotations

import re

#: A cell that begins so is worked out by a spreadsheet and not shown (OWASP, "CSV injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: What XML 1.0 has no place for (its section 2.2), with lone surrogates.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
#: What turns round the order of the text after it. Letters of languages written from the right need none of these.
_TURNED = re.compile("[\u202a-\u202e\u2066-\u2069]")
#: What leads a terminal to the start of its line, to a next one, or to a stop further on.
_MOVES = re.compile("[\t\r\n\x85\u2028\u2029]")
_HALF = re.compile("[\ud800-\udfff]")
#: The most that a cell of Excel holds.
MOST_IN_A_CELL = 32767
_SHORTENED = " … (shortened: the whole is in the JSON)"


def plain(text: str) -> str:
    """Text without control characters and without marks that turn round its order."""
    return _TURNED.sub("", _NOT_IN_XML.sub("�", text))


def line(text: str) -> str:
    """Text for one line of a terminal: what would move to another place or line is a space."""
    return _MOVES.sub(" ", plain(text))


def whole(text: str) -> str:
    """Text without half characters, which no file of text can hold."""
    return _HALF.sub("�", text)


def cell(text: str) -> str:
    """Text for a cell of a spreadsheet: no longer than a cell holds."""
    safe = plain(text)
    return safe if len(safe) <= MOST_IN_A_CELL else safe[: MOST_IN_A_CELL - len(_SHORTENED)] + _SHORTENED


def unformed(text: str) -> str:
    """Text for a cell of a CSV file, which has no types: an apostrophe keeps it from being worked out as a formula."""
    safe = cell(text)
    return cell(f"'{safe}") if safe.lstrip(" ").startswith(_FORMULA) else safe
