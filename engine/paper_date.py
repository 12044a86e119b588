"""The date of a paper, where the paper gives it at its head."""

from __future__ import annotations

import re
from datetime import date

from ..facts.days import MONTH_NAMES
from ..facts.papers import Paper, printable

#: How many lines with words are the head of a paper.
HEAD = 40
_MONTHS = "|".join(f"{name[:3]}(?:{name[3:]}|t)?" if len(name) > 3 else name for name in MONTH_NAMES)
_DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?,? (?P<month>{_MONTHS})\.?,? (?P<year>(?:19|20)\d\d)\b"
    r"|\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b|\b(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"\b(?:date of (?:the )?(?:meeting|report|committee)|meeting date|report date|date|dated)\b\W{0,4}$", re.IGNORECASE
)
#: A line with a date that is not the paper's own.
_ANOTHER = re.compile(
    r"\b(?:from|to|until|between|since|by|previous|last|next|minutes of|deadline|expir\w+|review\w*|updated|due)\b",
    re.IGNORECASE,
)
#: A heading is no longer than this.
SHORT = 120


def date_of(paper: Paper) -> tuple[date, str] | None:
    """The date at the head of a paper with its place; None where none is given, or several that differ.

    A date that is said to be the paper's or the meeting's goes before one that stands alone or ends a heading.
    """
    head = [line for line in paper.lines if line.text.strip()][:HEAD]
    labelled: list[tuple[date, str]] = []
    alone: list[tuple[date, str]] = []
    for line in head:
        text = " ".join(printable(line.text).replace("*", "").split())
        for match in _DAY.finditer(text):
            day = _read(match)
            if day is None:
                continue
            if _LABELLED.search(text[: match.start()]):
                labelled.append((day, line.place))
            elif len(text) <= SHORT and match.end() >= len(text) - 12 and not _ANOTHER.search(text):
                alone.append((day, line.place))
    for found in (labelled, alone):
        if found:
            return found[0] if len({day for day, _ in found}) == 1 else None
    return None


def _read(match: re.Match[str]) -> date | None:
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        if match["d"]:
            return date(int(match["y"]), int(match["m"]), int(match["d"]))
        month = next(
            number for number, name in enumerate(MONTH_NAMES, 1) if name.lower()[:3] == match["month"].lower()[:3]
        )
        return date(int(match["year"]), month, int(match["day"]))
    except ValueError:
        return None
