"""What is wrong with an input: each problem names its file, line and path, what was found and expected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, or (``warning``) probably wrong, in an input file."""

    file: str
    line: int
    path: str
    message: str
    warning: bool = False

    def __str__(self) -> str:
        """The problem as a line: file, line, path, and what to do."""
        kind = "warning: " if self.warning else ""
        place = f"{self.file}:{self.line}" if self.line else self.file
        path = f"{short(self.path, 120)}: " if self.path else ""
        return f"{place}: {kind}{path}{self.message}"


class BadInputError(Exception):
    """Input that cannot be used; carries every problem found, in the order of the files' lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep each problem once."""
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or the known words if they are few; empty if neither helps."""
    words: Sequence[str] = sorted(set(known))
    close = get_close_matches(word, words, n=1, cutoff=0.6)
    if close:
        return f'; did you mean "{close[0]}"?'
    if 0 < len(words) <= 14:
        return "; expected one of: " + ", ".join(words)
    return ""


def short(value: object, length: int = 60) -> str:
    """What was found, cut to a length that fits a message, without line breaks."""
    text = " ".join(str(value).split())
    return text if len(text) <= length else text[: length - 1] + "…"
