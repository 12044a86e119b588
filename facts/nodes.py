"""Reading YAML and JSON into nodes that remember their lines.

Every scalar is kept as text (YAML's own guesses at types are not wanted: `on`, `007`, `12:30`). Duplicate keys,
aliases, empty values, deep nesting, large and binary files are refused with their line. Nothing here recurses
on the input, so no input can exhaust the stack.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from .problems import BadInputError, Problem, nearest

MOST_BYTES = 4_000_000
MOST_NODES = 200_000
MOST_DEPTH = 24


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

    def line_of(self, path: Sequence[object]) -> int:
        """The line of the deepest part of a path that exists; parts that do not are passed over."""
        node, line = self, self.line
        for part in path:
            if isinstance(node.value, dict) and str(part) in node.value:
                line = node.key_lines.get(str(part), line)
                node = node.value[str(part)]
            elif isinstance(node.value, list) and isinstance(part, int) and part < len(node.value):
                node = node.value[part]
                line = node.line
        return line


def read_nodes(path: Path, name: str) -> list[Node]:
    """The documents of a YAML or JSON file. Raises BadInputError with every problem found."""
    text = read_text(path, name)
    if path.suffix.lower() == ".json":
        return [_JsonReader(name, text).document()]
    return list(_yaml_documents(name, text))


def read_text(path: Path, name: str) -> str:
    """The text of a file, refused if it is too large, binary or not UTF-8."""
    try:
        if not path.is_file():
            raise BadInputError([Problem(name, 0, "", "there is no such file")])
        if path.stat().st_size > MOST_BYTES:
            raise BadInputError([Problem(name, 0, "", f"the file is larger than {MOST_BYTES // 1_000_000} MB")])
        data = path.read_bytes()
    except OSError as error:
        raise BadInputError([Problem(name, 0, "", f"cannot be read: {error.strerror}")]) from None
    if b"\0" in data:
        raise BadInputError([Problem(name, 0, "", "this is not a text file")])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BadInputError([Problem(name, line, "", "the file is not UTF-8 text; save it as UTF-8")]) from None


def parse_yaml(name: str, text: str) -> list[Node]:
    """The documents of a YAML text; ``name`` is the file's name in problems."""
    return list(_yaml_documents(name, text))


class _Builder:
    """Puts nodes together as they arrive, whatever the notation, and collects what is wrong."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.open: list[tuple[Node, list[str]]] = []
        self.path: list[str] = []
        self.key: str | None = None
        self.count = 0
        self.root: Node | None = None

    def wrong(self, line: int, message: str, *more: str) -> None:
        path = ".".join([*(key for _, keys in self.open for key in keys), *more])
        self.problems.append(Problem(self.name, line, path, message))

    def fatal(self, line: int, message: str) -> BadInputError:
        self.wrong(line, message)
        return BadInputError(self.problems)

    def start(self, line: int, value: dict[str, Node] | list[Node]) -> None:
        node = Node(line, value)
        self._add(node)
        self.open.append((node, []))
        if len(self.open) > MOST_DEPTH:
            raise self.fatal(line, f"nested more than {MOST_DEPTH} deep")

    def end(self) -> None:
        node, keys = self.open.pop()
        if not node.value:
            self.wrong(
                node.line,
                "an empty list or mapping says nothing: leave it out, or state it under none with its source",
                *keys,
            )
        self.key = None

    def scalar(self, line: int, text: str, quoted: bool) -> None:
        parent, keys = self.open[-1] if self.open else (None, [])
        if parent is not None and isinstance(parent.value, dict) and self.key is None:
            if text in parent.key_lines:
                self.wrong(line, f'the key "{text}" stands here twice (first on line {parent.key_lines[text]})')
            self.key = text
            keys[:] = [text]
            parent.key_lines.setdefault(text, line)
            return
        if not quoted and text in ("", "~", "null"):
            self.wrong(line, "nothing is given: leave the line out, or write {unknown: why it is not known}")
        self._add(Node(line, text))

    def _add(self, node: Node) -> None:
        self.count += 1
        if self.count > MOST_NODES:
            raise self.fatal(node.line, f"more than {MOST_NODES} values in one file")
        if not self.open:
            self.root = node
            return
        parent, _ = self.open[-1]
        if isinstance(parent.value, list):
            parent.value.append(node)
        elif isinstance(parent.value, dict):
            if self.key is None:
                raise self.fatal(node.line, "a key must be a plain word")
            parent.value.setdefault(self.key, node)
            self.key = None


def _yaml_documents(name: str, text: str) -> Iterator[Node]:
    builder = _Builder(name)
    problems: list[Problem] = []
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
            line = event.start_mark.line + 1 if event.start_mark else 0
            if isinstance(event, yaml.AliasEvent):
                raise builder.fatal(line, "aliases (*name) are not read here: write the value out")
            if isinstance(event, yaml.MappingStartEvent):
                builder.start(line, {})
            elif isinstance(event, yaml.SequenceStartEvent):
                builder.start(line, [])
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                builder.end()
            elif isinstance(event, yaml.ScalarEvent):
                builder.scalar(line, event.value, quoted=event.style is not None)
            elif isinstance(event, yaml.DocumentEndEvent):
                problems += builder.problems
                root = builder.root
                if root is not None and not builder.problems and isinstance(root.value, dict):
                    yield root
                elif root is not None and not isinstance(root.value, dict):
                    problems.append(Problem(name, root.line, "", "expected a mapping of keys to values"))
                builder = _Builder(name)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else 0
        raise BadInputError(
            [*problems, *builder.problems, Problem(name, line, "", f"not valid YAML: {error.problem or error}")]
        ) from None
    except yaml.YAMLError as error:
        message = " ".join(str(error).split())
        raise BadInputError([*problems, Problem(name, 0, "", f"not valid YAML: {message}")]) from None
    if problems:
        raise BadInputError(problems)


class _JsonReader:
    """JSON with lines: the standard library checks it, a flat scan of its tokens keeps the places."""

    _token = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text

    def document(self) -> Node:
        try:
            json.loads(self.text)
        except json.JSONDecodeError as error:
            raise BadInputError([Problem(self.name, error.lineno, "", f"not valid JSON: {error.msg}")]) from None
        except RecursionError:
            raise BadInputError([Problem(self.name, 0, "", f"nested more than {MOST_DEPTH} deep")]) from None
        except ValueError as error:
            raise BadInputError([Problem(self.name, 0, "", f"not valid JSON: {error}")]) from None
        builder = _Builder(self.name)
        line, seen = 1, 0
        for match in self._token.finditer(self.text):
            line += self.text.count("\n", seen, match.start())
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
        if builder.root is None or not isinstance(builder.root.value, dict):
            builder.wrong(1, "expected an object")
        if builder.problems or builder.root is None:
            raise BadInputError(builder.problems)
        return builder.root


def unknown_key(key: str, known: Sequence[str]) -> str:
    """The message for a key that is not known."""
    return f'unknown key "{key}"{nearest(key, known)}'
