"""A paper as one running text: paragraphs and sentences whose every letter knows where in the paper it stands."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ..facts.papers import Line, Paper, printable

#: What starts a paragraph of its own: a bullet, a number or a letter of a list, a heading, a row of a table.
_NEW = re.compile(
    r"\s*(?:[-*•●▪o+]\s|#|\||\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,4})[.)]\s|\d{1,2}\.\d{1,2}\s)", re.IGNORECASE
)
#: What ends a line in the middle of a citation, whatever the next line starts with.
_GOES_ON = re.compile(
    r"(?:\b(?:sections?|ss?\.?|regulations?|regs?\.?|articles?|schedules?|and|or|of|to|the|under|Act)|[,&-])\s*$",
    re.IGNORECASE,
)
#: Marks of Markdown that stand between words and say nothing.
_MARKS = str.maketrans("", "", "*`[]\\")
#: What stands further off than this is of another sentence, whatever a table or a list makes of it.
LONGEST = 1000
_BROKEN_WORD = re.compile(r"[a-z]-$")
_END = re.compile(r"[.!?]['\"”’)]* (?=[\"“‘'({]*[A-Z])|[.!?]['\"”’)]*(?=\n)|;")
#: What a full stop does not end a sentence after.
_SHORT = re.compile(
    r"(?:\b(?:ss?|regs?|arts?|sch|schs|paras?|no|nos|cllr|mr|mrs|ms|dr|st|e\.g|i\.e|etc|c|cf|pp?|S\.I|S)|\b[A-Z])$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Passage:
    """A paper's whole text: one space between words, one line break between paragraphs."""

    text: str
    #: Where each line of the paper starts in the text, and where a reader finds it.
    starts: tuple[int, ...]
    places: tuple[str, ...]

    def place(self, at: int) -> str:
        """Where in the paper a letter of the text stands."""
        return self.places[max(bisect_right(self.starts, at) - 1, 0)]

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        """Where sentences end, and paragraphs."""
        ends = {match.start() for match in re.finditer("\n", self.text)} | {len(self.text)}
        for match in _END.finditer(self.text):
            if not (match[0].startswith(".") and _SHORT.search(self.text[max(match.start() - 8, 0) : match.start()])):
                ends.add(match.end())
        return tuple(sorted(ends))

    def sentence(self, at: int) -> tuple[int, int]:
        """The first and the last place of the sentence in which a letter stands."""
        index = bisect_right(self._ends, at)
        start = self._ends[index - 1] if index else 0
        end = self._ends[index] if index < len(self._ends) else len(self.text)
        return max(start, at - LONGEST), min(end, at + LONGEST)

    def paragraph(self, at: int) -> tuple[int, int]:
        """The first and the last place of the paragraph in which a letter stands."""
        end = self.text.find("\n", at)
        return self.text.rfind("\n", 0, at) + 1, len(self.text) if end < 0 else end


def running(paper: Paper) -> Passage:
    """The running text of a paper."""
    starts, places = [], []
    pieces: list[str] = []
    length = 0
    between = ""
    for line in paper.lines:
        words = _words(line)
        if not words:
            between = "\n" if pieces else ""
            continue
        last = pieces[-1] if pieces else ""
        if pieces and not between:
            between = "\n" if _NEW.match(line.text) and not _GOES_ON.search(last) else " "
        if between == " " and _BROKEN_WORD.search(last) and words[0].islower():
            pieces[-1] = last[:-1]
            length -= 1
            between = ""
        starts.append(length + len(between))
        places.append(line.place)
        pieces += [between, words] if between else [words]
        length += len(between) + len(words)
        between = ""
    return Passage("".join(pieces), tuple(starts), tuple(places))


def _words(line: Line) -> str:
    """A line without marks, odd spaces and ligatures."""
    folded = unicodedata.normalize("NFKC", line.text.replace("](", " (")).translate(_MARKS)
    return " ".join(printable(folded).split())


def words_between(passage: Passage, spans: Iterable[tuple[int, int]], start: int, end: int) -> str:
    """A part of the text with some spans of it left blank."""
    text = passage.text[start:end]
    for first, last in spans:
        if first < end and last > start:
            first, last = max(first, start) - start, min(last, end) - start
            text = text[:first] + " " * (last - first) + text[last:]
    return text
