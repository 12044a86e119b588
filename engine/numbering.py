"""How provisions are numbered: sections, regulations, articles and schedules, with lists and ranges of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import ascii_uppercase

#: Each kind as the statute map writes it, with its word.
WORDS = {"s": "section", "reg": "regulation", "art": "article", "Sch": "schedule"}

_HEAD = (
    r"(?<![\w'’.])(?:(?P<s>sections?|secs?\.?|ss?\.?(?= ?\d)|§§?)|(?P<reg>regulations?|regs?\.?)"
    r"|(?P<art>articles?|arts?\.?)|(?P<sch>schedules?|schs?\.?)) ?"
)
_NUMBER = r"(?<!\d)\d{1,3}[A-Z]{0,2}(?![\dA-Za-z])"
_SUB = r"(?: ?\( ?(?:\d{1,2}[A-Z]{0,2}|[a-z]{1,4}|[A-Z]) ?\))"
_ITEM = rf"{_NUMBER}{_SUB}*(?:,? (?:paragraphs?|paras?\.?) \d{{1,3}}[A-Z]?{_SUB}*)?"
_JOIN = r" ?(?:, ?(?:and |or )?|\band\b|\bor\b|&|\bto\b|[-–—]) ?"
_LIST = rf"{_ITEM}(?:{_JOIN}(?:{_ITEM}|{_SUB}+))*"
#: A reference to provisions by number: the word, and one number or several.
REFERENCE = re.compile(rf"{_HEAD}(?P<list>{_LIST})(?!\.\d|[%/]|(?:st|nd|rd|th)\b)", re.IGNORECASE)
_PART = re.compile(rf"(?P<join>{_JOIN})?(?:(?P<item>{_ITEM})|(?P<subs>{_SUB}+))", re.IGNORECASE)
_SPLIT = re.compile(r"\d{1,3}[A-Za-z]{0,2}|[A-Za-z]{1,4}")


@dataclass(frozen=True, order=True, slots=True)
class Numbered:
    """One provision: its kind, and the parts of its number from the outside in. ``s 17(1)(a)`` is s, 17, 1, a."""

    kind: str
    parts: tuple[str, ...]

    @property
    def whole(self) -> Numbered:
        """The section, regulation, article or schedule that it is, or is part of."""
        return Numbered(self.kind, self.parts[:1])

    def holds(self, other: Numbered) -> bool:
        """Whether the other is this provision or a part of it."""
        return self.kind == other.kind and other.parts[: len(self.parts)] == self.parts

    @property
    def number(self) -> str:
        """Its number as the statute map writes it."""
        first, *more = self.parts
        if self.kind == "Sch" and more:
            para, *more = more
            first = f"{first} para {para}".strip()
        return first + "".join(f"({part})" for part in more)

    def __str__(self) -> str:
        """As the statute map writes it: ``s 17(1)(a)``, ``Sch 11 para 2``."""
        return f"{self.kind} {self.number}"

    @property
    def in_words(self) -> str:
        """As a sentence says it: ``section 17(1)(a)``."""
        return f"{WORDS[self.kind]} {self.number}"


def in_words(provisions: tuple[Numbered, ...]) -> str:
    """Several provisions of one kind as a sentence says them: ``sections 5, 6 and 7``."""
    if len(provisions) == 1:
        return provisions[0].in_words
    if len({each.kind for each in provisions}) > 1:
        numbers = [each.in_words for each in provisions]
        return f"{', '.join(numbers[:-1])} and {numbers[-1]}"
    numbers = [each.number for each in provisions]
    return f"{WORDS[provisions[0].kind]}s {', '.join(numbers[:-1])} and {numbers[-1]}"


def kind_of(match: re.Match[str]) -> str:
    """The kind of provision that a match of ``REFERENCE`` names."""
    return next(kind for kind in WORDS if match[kind.lower()])


def is_plural(match: re.Match[str]) -> bool:
    """Whether the word of a match of ``REFERENCE`` announces several numbers."""
    head = match[0][: match.start("list") - match.start()].strip().rstrip(".").lower()
    return head in ("ss", "§§") or (head.endswith("s") and head != "s")


def numbers_in(kind: str, text: str, most: int | None = None) -> tuple[Numbered, ...]:
    """The provisions of a list of numbers, ranges filled in; only the first ``most`` numbers where that is given.

    >>> [str(each) for each in numbers_in("s", "5(1) and (2), 6 to 8")]
    ['s 5(1)', 's 5(2)', 's 6', 's 7', 's 8']
    """
    found: list[tuple[str, ...]] = []
    numbers = 0
    for match in _PART.finditer(text):
        if match["item"]:
            numbers += 1
            if most is not None and numbers > most:
                break
            parts = _parts(match["item"])
        elif found:
            subs = _parts(match["subs"])
            parts = _beside(found[-1], subs)
        else:
            continue
        join = (match["join"] or "").strip()
        if found and join in ("to", "-", "–", "—"):
            found += _between(found[-1], parts)
        found.append(parts)
    return tuple(dict.fromkeys(Numbered(kind, each) for each in found))


def _parts(text: str) -> tuple[str, ...]:
    text = re.sub(r"(?:paragraphs?|paras?\.?)", "", text, flags=re.IGNORECASE)
    return tuple(part.upper() if part[0].isdigit() else part for part in _SPLIT.findall(text))


def _beside(before: tuple[str, ...], subs: tuple[str, ...]) -> tuple[str, ...]:
    """Where ``(2)`` or ``(b)`` belongs after ``5(1)`` or ``17(1)(a)``: beside the last part of the same sort."""
    for place in range(len(before) - 1, 0, -1):
        if before[place][0].isdigit() == subs[0][0].isdigit():
            return (*before[:place], *subs)
    return (*before, *subs)


def _between(first: tuple[str, ...], last: tuple[str, ...]) -> list[tuple[str, ...]]:
    """What lies between two numbers that differ only in their last part, and can be counted from one to the other."""
    if first[:-1] != last[:-1] or len(first) != len(last):
        return []
    start, end = first[-1], last[-1]
    if start.isdigit() and end.isdigit() and 0 < int(end) - int(start) < 100:
        return [(*first[:-1], str(number)) for number in range(int(start) + 1, int(end))]
    letters = ascii_uppercase if end.isupper() or end[-1].isupper() else ascii_uppercase.lower()
    if start[:-1] == end[:-1] and start[-1] in letters and end[-1] in letters:
        inner = letters[letters.index(start[-1]) + 1 : letters.index(end[-1])]
        return [(*first[:-1], start[:-1] + letter) for letter in inner]
    return []


_ROW = re.compile(rf"(?P<head>ss?|regs?|arts?|Sch) (?:(?P<para>paras?) )?(?P<list>{_LIST})")


def numbers_of_row(provision: str) -> tuple[Numbered, ...]:
    """The provisions that a row of the statute map is of; none where it is of something that has no number.

    >>> [str(each) for each in numbers_of_row("s 19(5), (6)")], [str(each) for each in numbers_of_row("Sch para 3(f)")]
    (['s 19(5)', 's 19(6)'], ['Sch para 3(f)'])
    """
    match = _ROW.match(provision)
    if match is None:
        return ()
    kind = match["head"] if match["head"] == "Sch" else match["head"].removesuffix("s") or "s"
    numbers = numbers_in(kind, match["list"])
    return tuple(Numbered(kind, ("", *each.parts)) for each in numbers) if match["para"] else numbers
