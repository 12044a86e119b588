"""What papers call the law and say of it: the table `rules/citations.yaml`, checked against the statute map."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from ..facts.days import read_one_day
from ..facts.nodes import Node, read_nodes
from ..facts.problems import BadInputError, Problem, nearest
from .numbering import Numbered, numbers_of_row
from .statute_map import Instrument, Row

KEYS = ("review", "instruments", "amending", "subjects", "mistakes", "old_texts")
INSTRUMENT_KEYS = ("names", "short", "only_of_its_title", "whole", "no_such", "not_started_by")
SUBJECT_KEYS = ("about", "stands_in", "also_in", "source", "words", "before", "after")
MISTAKE_KEYS = ("instrument", "provisions", "words", "says", "meant", "source")
OLD_KEYS = ("instrument", "provision", "to", "words", "at_least", "says", "source")
#: Stands for every provision of an instrument.
ALL = Numbered("all", ())
DAY = "a day such as 2007-11-18"
_PHRASE = re.compile(r"(?:\.{3}|\.{6}|[\w*|-]+)(?: (?:\.{3}|\.{6}|[\w*|-]+))*")
_APART = r"[^\w;:\n]+"

_Read = TypeVar("_Read")
Provisions = dict[str, tuple[Numbered, ...]]


@dataclass(frozen=True)
class Named:
    """An instrument by the names that papers call it, with what the map holds of it."""

    id: str
    title: str
    citation: str
    link: str
    rows: tuple[Row, ...]
    names: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    only_of_its_title: bool = False
    whole: tuple[Numbered, ...] = ()
    no_such: tuple[Numbered, ...] = ()
    #: Until when it is known that what the map has as never in force had not started.
    not_started_by: date | None = None

    @cached_property
    def numbered(self) -> tuple[tuple[Numbered, Row], ...]:
        """Each provision that a row of the map is of, with the row."""
        return tuple((each, row) for row in self.rows for each in numbers_of_row(row.provision))


@dataclass(frozen=True)
class Subject:
    """Something that provisions are about, with the words by which papers speak of it."""

    about: str
    stands_in: Provisions
    also_in: Provisions
    words: tuple[re.Pattern[str], ...]
    before: tuple[re.Pattern[str], ...]
    after: tuple[re.Pattern[str], ...]

    def is_in(self, instrument: str, provision: Numbered) -> bool:
        """Whether a provision is about it, or a part of what is, or the other way round."""
        listed = (*self.stands_in.get(instrument, ()), *self.also_in.get(instrument, ()))
        return any(each == ALL or each.holds(provision) or provision.holds(each) for each in listed)


@dataclass(frozen=True)
class Mistake:
    """Provisions that papers are known to name in the place of others."""

    instrument: str
    provisions: tuple[Numbered, ...]
    words: tuple[re.Pattern[str], ...]
    says: str
    meant: Provisions


@dataclass(frozen=True)
class OldText:
    """A text that is no longer in force, by words that stand in no later version of it."""

    instrument: str
    provision: Numbered
    to: date
    words: tuple[re.Pattern[str], ...]
    at_least: int
    says: str


@dataclass(frozen=True)
class NamedLaw:
    """All that the tool knows of how papers speak of the law."""

    instruments: tuple[Named, ...]
    subjects: tuple[Subject, ...]
    mistakes: tuple[Mistake, ...]
    old_texts: tuple[OldText, ...]

    @cached_property
    def by_id(self) -> dict[str, Named]:
        """Each instrument under its id."""
        return {each.id: each for each in self.instruments}

    def about(self, instrument: str, provision: Numbered) -> tuple[Subject, ...]:
        """The subjects that a provision is about."""
        return tuple(each for each in self.subjects if each.is_in(instrument, provision))


def phrase(words: str) -> re.Pattern[str]:
    """The words of a phrase as a pattern. Raises ValueError where it is not written as one.

    >>> bool(phrase("was|were set_up ... under").search("They were set up in 1998 under section 5"))
    True
    """
    if not _PHRASE.fullmatch(words):
        raise ValueError(words)
    pattern, gap = "", ""
    for token in words.split():
        if token.startswith("..."):
            gap = rf"(?:{_APART}\w+){{0,{40 if len(token) > 3 else 6}}}?"
            continue
        choices = "|".join(re.escape(each).replace("_", r"[\W_]+").replace(r"\*", r"\w*") for each in token.split("|"))
        pattern += f"{gap}{_APART if pattern else ''}(?:{choices})"
        gap = ""
    return re.compile(rf"\b{pattern}\b", re.IGNORECASE)


def read_named_law(path: Path, name: str, instruments: Iterable[Instrument]) -> NamedLaw:
    """Read the table. Raises BadInputError with every problem in it, each with its line."""
    [root] = read_nodes(path, name)
    reader = _Reader(name, {each.id: each for each in instruments})
    reader.keys(root, "", KEYS, KEYS)
    named = [reader.named(id, node) for id, node in reader.entries(root, "instruments")]
    named += [reader.amending(number, node) for number, node in reader.entries(root, "amending")]
    reader.known = {each.id: each for each in named if each is not None}
    subjects = [reader.subject(node) for node in reader.items(root, "subjects")]
    mistakes = [reader.mistake(node) for node in reader.items(root, "mistakes")]
    old_texts = [reader.old_text(node) for node in reader.items(root, "old_texts")]
    if reader.problems:
        raise BadInputError(reader.problems)
    return NamedLaw(tuple(reader.known.values()), tuple(subjects), tuple(mistakes), tuple(old_texts))


class _Reader:
    """Reads the parts of the table, and collects what is wrong with them."""

    def __init__(self, file: str, maps: dict[str, Instrument]) -> None:
        self.file = file
        self.maps = maps
        self.known: dict[str, Named] = {}
        self.problems: list[Problem] = []

    def wrong(self, node: Node, path: str, message: str, key: str = "") -> None:
        self.problems.append(Problem(self.file, node.key_lines.get(key, node.line), path, message))

    def keys(self, node: Node, path: str, known: tuple[str, ...], needed: tuple[str, ...]) -> None:
        value = node.value if isinstance(node.value, dict) else {}
        for key in value:
            if key not in known:
                self.wrong(node, path, f'unknown key "{key}"{nearest(key, known)}', key)
        for key in needed:
            if key not in value:
                self.wrong(node, path, f'"{key}" is missing')

    def entries(self, node: Node, key: str) -> list[tuple[str, Node]]:
        child = node.get(key)
        if child is None:
            return []
        if not isinstance(child.value, dict):
            self.wrong(child, key, "expected a mapping")
            return []
        return list(child.value.items())

    def items(self, node: Node, key: str) -> list[Node]:
        child = node.get(key)
        if child is None:
            return []
        if not isinstance(child.value, list):
            self.wrong(child, key, "expected a list")
            return []
        return child.value

    def texts(self, node: Node, key: str, path: str) -> tuple[tuple[Node, str], ...]:
        found = []
        for each in self.items(node, key):
            if isinstance(each.value, str):
                found.append((each, " ".join(each.value.split())))
            else:
                self.wrong(each, path, f"{key}: expected words")
        return tuple(found)

    def plain(self, node: Node, key: str) -> str:
        return " ".join(node.text(key).split())

    def provisions(self, node: Node, key: str, path: str) -> tuple[Numbered, ...]:
        found = []
        for each, text in self.texts(node, key, path):
            numbers = (ALL,) if text == "all" else numbers_of_row(text)
            if len(numbers) != 1 or (numbers[0] != ALL and str(numbers[0]) != text):
                self.wrong(each, path, f'{key}: expected one provision such as "s 17(1)", found "{text}"')
            else:
                found.append(numbers[0])
        return tuple(found)

    def provisions_by_instrument(self, node: Node, key: str, path: str, *, mapped: bool = True) -> Provisions:
        """Provisions under their instruments, each of which the statute map must have."""
        found: Provisions = {}
        holder = node.get(key)
        for id, child in self.entries(node, key):
            if id not in self.known:
                self.wrong(child, path, f'{key}: there is no instrument "{id}" here{nearest(id, self.known)}')
                continue
            assert holder is not None
            listed = self.provisions(holder, id, path)
            rows = [number for number, _ in self.known[id].numbered]
            for each in listed:
                if mapped and each != ALL and not any(each.holds(number) for number in rows):
                    self.wrong(child, path, f"{key}: {each} is not in the statute map of {id}")
            found[id] = listed
        return found

    def phrases(self, node: Node, key: str, path: str) -> tuple[re.Pattern[str], ...]:
        found = []
        for each, text in self.texts(node, key, path):
            try:
                found.append(phrase(text))
            except ValueError:
                self.wrong(each, path, f'{key}: not a phrase: "{text}"')
        return tuple(found)

    # -- the parts

    def named(self, id: str, node: Node) -> Named | None:
        self.keys(node, id, INSTRUMENT_KEYS, ())
        if id not in self.maps:
            self.wrong(node, id, f"there is no statute map of this name{nearest(id, self.maps)}")
            return None
        if self.plain(node, "only_of_its_title") not in ("", "yes"):
            self.wrong(node, id, "only_of_its_title: expected yes, or leave it out", "only_of_its_title")
        law = self.maps[id]
        return Named(
            id,
            law.title,
            law.citation,
            law.link,
            law.rows,
            (law.title, *(text for _, text in self.texts(node, "names", id))),
            tuple(text for _, text in self.texts(node, "short", id)),
            bool(self.plain(node, "only_of_its_title")),
            self.provisions(node, "whole", id),
            self.provisions(node, "no_such", id),
            self.checked(node, "not_started_by", id, read_one_day, DAY) if node.get("not_started_by") else None,
        )

    def amending(self, number: str, node: Node) -> Named | None:
        """An instrument that has a row of its own in the map of those that amend."""
        rows = [row for law in self.maps.values() for row in law.rows if row.provision.startswith(f"{number} ")]
        if not rows or not isinstance(node.value, str):
            self.wrong(node, number, "expected the number of an instrument that amends, and its title")
            return None
        title = " ".join(node.value.split())
        link = re.sub(r"(/\d{4}/\d+)/.*", r"\1", rows[0].link)
        return Named(number.lower().replace(" ", "-").replace("/", "-"), title, number, link, tuple(rows), (title,))

    def subject(self, node: Node) -> Subject:
        about = self.plain(node, "about")
        self.keys(node, about, SUBJECT_KEYS, ("about", "stands_in", "source", "words"))
        return Subject(
            about,
            self.provisions_by_instrument(node, "stands_in", about),
            self.provisions_by_instrument(node, "also_in", about),
            self.phrases(node, "words", about),
            self.phrases(node, "before", about),
            self.phrases(node, "after", about),
        )

    def mistake(self, node: Node) -> Mistake:
        path = "mistakes"
        self.keys(node, path, MISTAKE_KEYS, MISTAKE_KEYS)
        id = self.instrument(node, path)
        return Mistake(
            id,
            self.provisions(node, "provisions", path),
            self.phrases(node, "words", path),
            self.plain(node, "says"),
            self.provisions_by_instrument(node, "meant", path),
        )

    def old_text(self, node: Node) -> OldText:
        path = "old_texts"
        self.keys(node, path, OLD_KEYS, OLD_KEYS)
        id = self.instrument(node, path)
        numbers = numbers_of_row(self.plain(node, "provision")) or (ALL,)
        to = self.checked(node, "to", path, read_one_day, DAY) or date.min
        at_least = self.checked(node, "at_least", path, int, "a number") or 1
        known = self.known.get(id)
        if known and not any(numbers[0].holds(each) and row.last == to for each, row in known.numbered):
            self.wrong(node, path, f"to: no row of {numbers[0]} ends on {to} in the statute map", "to")
        words = self.phrases(node, "words", path)
        if not 1 <= at_least <= len(words):
            self.wrong(node, path, "at_least: expected no more than there are words", "at_least")
        return OldText(id, numbers[0], to, words, at_least, self.plain(node, "says"))

    def instrument(self, node: Node, path: str) -> str:
        id = self.plain(node, "instrument")
        if id not in self.known:
            self.wrong(node, path, f'there is no instrument "{id}" here{nearest(id, self.known)}')
        return id

    def checked(self, node: Node, key: str, path: str, read: Callable[[str], _Read], expected: str) -> _Read | None:
        try:
            return read(self.plain(node, key))
        except ValueError:
            self.wrong(node, path, f"{key}: expected {expected}", key)
            return None
