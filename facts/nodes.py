"""Reading YAML and JSON into nodes that remember their lines.

Every scalar is kept as text (YAML's own guesses at types are not wanted: `on`, `007`, `12:30`). Duplicate keys,
aliases, empty values, deep nesting, large and binary files are refused with their line. Nothing here recurses
on the input, so no input can exhaust the stack.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import yaml

from .problems import BadInputError, Problem, nearest, short

MOST_BYTES = 4_000_000
MOST_NODES = 200_000
MOST_DEPTH = 24
#: Controls and half characters, which no terminal or report can be trusted with.
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(slots=True)
class Node:
    """A scalar (text), a mapping or a list, with the line on which it starts."""

    line: int
    value: str | dict[str, Node] | list[Node]
    key_lines: dict[str, int] = field(default_factory=dict)

    def plain(self) -> object:
        """The same without lines: text, dicts and lists."""
        if isinstance(self.value, dict):
            return {key: child.plain() for key, child in self.value.items()}
        if isinstance(self.value, list):
            return [child.plain() for child in self.value]
        return self.value

    def get(self, key: str) -> Node | None:
        """The value under a key of a mapping."""
        return self.value.get(key) if isinstance(self.value, dict) else None

    def text(self, key: str) -> str:
        """The text under a key of a mapping; empty where there is none."""
        child = self.get(key)
        return child.value if child is not None and isinstance(child.value, str) else ""

    def child(self, part: object) -> Node | None:
        """What stands under a key of a mapping, or at a place of a list (counted from 0)."""
        if isinstance(self.value, dict):
            return self.value.get(part) if isinstance(part, str) else None
        if isinstance(self.value, list) and isinstance(part, int) and part < len(self.value):
            return self.value[part]
        return None

    def written(self, path: Sequence[object]) -> tuple[tuple[str, ...], Node, int]:
        """The parts of a path that stand in the file, list places counted from 1, and the node and line they lead to.

        Parts that only typing added (`either`, its places, `value` of a plain value) are passed over.
        """
        node, line = self, self.line
        shown: list[str] = []
        added = False
        for part in path:
            child = None if added and isinstance(part, int) else node.child(part)
            added = child is None
            if child is not None:
                line = node.key_lines.get(str(part), child.line)
                shown.append(str(part + 1) if isinstance(part, int) else str(part))
                node = child
        return tuple(shown), node, line


@dataclass(frozen=True, slots=True)
class Reading:
    """What could be read of a file, and what is wrong with it."""

    documents: list[Node]
    problems: list[Problem]
    #: Whether every document was read to its end, so that no id in it can have been missed.
    whole: bool = True
    sha256: str = ""


def read_nodes(path: Path, name: str) -> list[Node]:
    """The documents of a YAML or JSON file. Raises BadInputError with every problem found."""
    reading = read_file(path, name)
    if reading.problems:
        raise BadInputError(reading.problems)
    return reading.documents


def read_file(path: Path, name: str) -> Reading:
    """As much of a YAML or JSON file as can be read, with every problem found. Raises nothing."""
    try:
        if not path.is_file():
            return _unread(name, "there is no such file")
        if path.stat().st_size > MOST_BYTES:
            return _unread(name, f"the file is larger than {MOST_BYTES // 1_000_000} MB")
        data = path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        return _unread(name, f"cannot be read: {getattr(error, 'strerror', None) or error}")
    if b"\0" in data:
        return _unread(name, "this is not a text file, or it is not saved as UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return _unread(name, "the file is not UTF-8 text; save it as UTF-8", line)
    if match := _NOT_TEXT.search(text):
        return _unread(name, _not_text(match), text.count("\n", 0, match.start()) + 1)
    reading = parse_json(name, text) if path.suffix.lower() == ".json" else parse_yaml(name, text)
    return Reading(reading.documents, reading.problems, reading.whole, hashlib.sha256(data).hexdigest())


def _unread(name: str, message: str, line: int = 0) -> Reading:
    return Reading([], [Problem(name, line, "", message)], whole=False)


def _not_text(match: re.Match[str]) -> str:
    return f"a character that is not text (U+{ord(match.group()):04X})"


#: The keys of a text: one mapping for all of them, as most nodes are texts. Nothing is ever put into it.
_NO_KEYS: dict[str, int] = {}


class _UnreadableError(Exception):
    """The rest of a document cannot be read; why is among the builder's problems."""


class _Builder:
    """Puts nodes together as they arrive, whatever the notation, and collects what is wrong."""

    def __init__(self, name: str, line: int = 1, count: int = 0) -> None:
        self.name = name
        self.line = line
        self.problems: list[Problem] = []
        #: The mappings and lists that are not closed yet, and of each mapping the key that was read last.
        self.open: list[Node] = []
        self.keys: list[str] = []
        #: The key that waits for its value.
        self.key: str | None = None
        self.count = count
        self.root: Node | None = None

    def wrong(self, line: int, message: str) -> None:
        """Note a problem at the place that was read last."""
        places = zip(self.open, self.keys, strict=True)
        path = ".".join(str(len(node.value)) if isinstance(node.value, list) else key for node, key in places)
        self.problems.append(Problem(self.name, line, path.strip("."), message))

    def give_up(self, line: int, message: str) -> NoReturn:
        """Note a problem after which nothing more can be read."""
        self.wrong(line, message)
        raise _UnreadableError

    def start(self, line: int, value: dict[str, Node] | list[Node]) -> None:
        """A mapping or list begins."""
        node = self._add(Node(line, value))
        if len(self.open) == MOST_DEPTH:
            self.give_up(line, f"nested more than {MOST_DEPTH} deep")
        self.open.append(node)
        self.keys.append("")

    def end(self) -> None:
        """The innermost mapping or list ends."""
        node = self.open.pop()
        self.keys.pop()
        if not node.value:
            self.wrong(
                node.line, "an empty list or mapping says nothing: leave it out, or state it under none with its source"
            )

    def scalar(self, line: int, text: str, *, quoted: bool) -> None:
        """A key, or a value that is text."""
        odd = _NOT_TEXT.search(text)
        kept = _NOT_TEXT.sub("�", text) if odd else text
        if self.key is None and self.open and isinstance(self.open[-1].value, dict):
            self._key(line, kept)
        else:
            self._text(line, kept, quoted=quoted)
        if odd:  # escapes can write what the file itself must not hold
            self.wrong(line, _not_text(odd))

    def _text(self, line: int, text: str, *, quoted: bool) -> None:
        value = "" if text in ("~", "null") and not quoted else text
        self._add(Node(line, value, _NO_KEYS))
        if not value and not self.open:
            self.wrong(self.line, "the document says nothing")
        elif not value:
            # In braces a comma starts the next key: {words: none sent, page 3} has a key "page 3".
            braces = not text and any(node.line == line and isinstance(node.value, dict) for node in self.open[-1:])
            comma = "; words that have a comma need quotation marks" if braces else ""
            self.wrong(line, f"nothing is given: leave it out, or write {{unknown: why it is not known}}{comma}")

    def alias(self, line: int) -> None:
        """A value that stands elsewhere: refused, so that a short file cannot unfold into a huge one."""
        self._add(Node(line, ""))
        self.wrong(line, "aliases (*name) are not read here: write the value out")

    def _key(self, line: int, key: str) -> None:
        lines = self.open[-1].key_lines
        self.key = self.keys[-1] = key
        if key in lines:
            self.wrong(line, f'the key "{short(key)}" stands here twice (first on line {lines[key]})')
        else:
            lines[key] = line

    def _add(self, node: Node) -> Node:
        """Put a node in its place. What stands twice is read on as one, so that its second half is checked too."""
        self.count += 1
        if self.count > MOST_NODES:
            self.give_up(node.line, f"more than {MOST_NODES} values in one file")
        if not self.open:
            self.root = node
            return node
        siblings = self.open[-1].value
        if isinstance(siblings, list):
            siblings.append(node)
        elif isinstance(siblings, dict):
            if self.key is None:
                self.keys[-1] = ""
                self.give_up(node.line, "a key must be a plain word")
            kept = siblings.setdefault(self.key, node)
            self.key = None
            if kept is not node and type(kept.value) is type(node.value) and not isinstance(kept.value, str):
                return kept
        return node

    def reading(self) -> Reading:
        """The document, if it is a mapping."""
        if self.root is not None and isinstance(self.root.value, dict):
            return Reading([self.root], self.problems)
        empty = self.root is None or not self.root.value
        if self.root is not None and not empty:
            self.wrong(self.root.line, "expected a mapping of keys to values")
        return Reading([], self.problems, whole=empty)


def parse_yaml(name: str, text: str) -> Reading:
    """The documents of a YAML text; ``name`` is the file's name in problems."""
    documents: list[Node] = []
    problems: list[Problem] = []
    whole = True
    builder = _Builder(name)
    # PyYAML's parser in C where it came with it, or else its own in Python: both give the same events.
    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        for event in iter(loader(text).get_event, None):
            line = event.start_mark.line + 1
            kind = type(event)
            if kind is yaml.ScalarEvent:
                builder.scalar(line, event.value, quoted=event.style in ("'", '"', "|", ">"))
            elif kind is yaml.MappingStartEvent:
                builder.start(line, {})
            elif kind is yaml.SequenceStartEvent:
                builder.start(line, [])
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                builder.end()
            elif kind is yaml.AliasEvent:
                builder.alias(line)
            elif kind is yaml.DocumentStartEvent:
                builder = _Builder(name, line, builder.count)
            elif kind is yaml.DocumentEndEvent:
                reading = builder.reading()
                documents += reading.documents
                problems += reading.problems
                whole = whole and reading.whole
    except _UnreadableError:
        return Reading(documents, [*problems, *builder.problems], whole=False)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        message = " ".join(str(getattr(error, "problem", None) or error).split())
        problem = Problem(name, mark.line + 1 if mark else 0, "", f"not valid YAML: {message}")
        return Reading(documents, [*problems, *builder.problems, problem], whole=False)
    if not documents and not problems:
        problems.append(Problem(name, 0, "", "the file says nothing"))
    return Reading(documents, problems, whole)


_JSON_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


def parse_json(name: str, text: str) -> Reading:
    """JSON with lines: the standard library checks it, a flat scan of its tokens keeps the places."""
    try:
        json.loads(text, parse_int=str, parse_float=str, parse_constant=_no_constant)
    except RecursionError:
        pass  # the scan stops where it is too deep, before anything that is not checked
    except json.JSONDecodeError as error:
        return _unread(name, f"not valid JSON: {error.msg}", error.lineno)
    except ValueError as error:
        return _unread(name, f"not valid JSON: {error}")
    builder = _Builder(name)
    line, seen = 1, 0
    try:
        for match in _JSON_TOKEN.finditer(text):
            line += text.count("\n", seen, match.start())
            seen = match.start()
            token = match.group()
            if token == "{":
                builder.start(line, {})
            elif token == "[":
                builder.start(line, [])
            elif token in "}]":
                builder.end()
            elif token not in ",:":
                quoted = token.startswith('"')
                builder.scalar(line, json.loads(token) if quoted else token, quoted=quoted)
    except _UnreadableError:
        return Reading([], builder.problems, whole=False)
    return builder.reading()


def _no_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is not a number")


def unknown_key(key: str, known: Sequence[str]) -> str:
    """The message for a key that is not known."""
    return f'unknown key "{short(key)}"{nearest(key, known)}'
