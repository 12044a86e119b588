"""What the statute map holds of an instrument: which provisions there are, and when they were in force."""

from __future__ import annotations

from datetime import date

from ..facts.days import in_words
from .named_law import ALL, Named
from .numbering import Numbered
from .statute_map import Row


def exists(law: Named, provision: Numbered) -> bool | None:
    """Whether there is or was such a provision; None where the map does not hold that part of the instrument."""
    numbers = [number for number, _ in law.numbered]
    if any(provision.holds(number) for number in numbers):
        return True
    if any(number.holds(provision) for number in law.no_such):
        return False
    for length in range(len(provision.parts) - 1, 0, -1):
        outer = Numbered(provision.kind, provision.parts[:length])
        if _in_one_piece(law, outer):
            return None
        if any(outer.holds(number) for number in numbers):
            return False if _is_whole(law, outer) else None
    if len(provision.parts[0]) > 2 and provision.parts[0].isdigit():
        return None  # the mark of a footnote may have run into the number: "regulation 12" and a small 2
    return False if ALL in law.whole and provision.kind != "Sch" else None


def _in_one_piece(law: Named, provision: Numbered) -> bool:
    """Whether the map holds a provision, as it stands today, without telling its parts apart."""
    return any(number == provision and row.last == date.max for number, row in law.numbered)


def _is_whole(law: Named, provision: Numbered) -> bool:
    """Whether the map holds every part of a provision."""
    return any(each == ALL or each.holds(provision) for each in law.whole)


def in_force(law: Named, provision: Numbered, day: date) -> bool | None:
    """Whether any version of a provision was in force on a day, in either nation; None where that is not certain."""
    rows = rows_of(law, provision)
    if any(row.sure != "unsure" and row.first and row.first <= day <= row.last for row in rows):
        return True
    held = _is_whole(law, provision) or any(number.holds(provision) for number, _ in law.numbered)
    may_have_started = any(row.first is None for row in rows) and not (law.not_started_by and day <= law.not_started_by)
    return False if held and not may_have_started and all(row.sure != "unsure" for row in rows) else None


def when(law: Named, provision: Numbered, day: date) -> str:
    """The sentence on a provision that was not in force on a day: since when it is, until when it was, or never."""
    rows = [row for row in rows_of(law, provision) if row.first]
    if not rows:
        return "It has been enacted and not brought into force."
    later = [row.first for row in rows if row.first and row.first > day]
    if later:
        return f"It came into force on {in_words(min(later))}."
    return f"It ceased to have effect after {in_words(max(row.last for row in rows))}."


def rows_of(law: Named, provision: Numbered) -> list[Row]:
    """The rows of a provision and of its parts; where it has none, those of what it is part of."""
    inner = [row for number, row in law.numbered if provision.holds(number)]
    return inner or [row for number, row in law.numbered if number.holds(provision)]


def link_to(law: Named, provision: Numbered) -> str:
    """The address of a section, regulation, article or schedule; the instrument's own where it has no such page."""
    pages = {"s": "section", "reg": "regulation", "art": "article", "Sch": "schedule"}
    number = provision.parts[0]
    address = f"{law.link}/{pages[provision.kind]}/{number}" if number else law.link
    return address if address.startswith(("https://", "http://")) else ""
