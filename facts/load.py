"""From files to a dossier: every error of every file at once, each with its line, or one merged dossier."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from .check import check_references, likely_mistakes
from .dossier import SECTIONS, Dossier
from .evidence import Fact, Told
from .gazetteer import EMPTY_GAZETTEER, Gazetteer
from .merge import merged
from .nodes import Node, read_nodes, unknown_key
from .problems import BadInputError, Problem, nearest, short

SUFFIXES = (".yaml", ".yml", ".json")


@dataclass(frozen=True)
class InputFile:
    """A file that was read, with the digest of its bytes."""

    path: str
    sha256: str


@dataclass(frozen=True)
class Document:
    """One document of a file, before it is typed."""

    file: str
    node: Node

    def problem(self, path: Sequence[object], message: str, *, warning: bool = False) -> Problem:
        """A problem at a path of this document."""
        shown = ".".join(str(part) for part in path)
        return Problem(self.file, self.node.line_of(path), shown, message, warning)


@dataclass(frozen=True)
class Loaded:
    """A dossier, the files it came from, and what in them is probably a mistake."""

    dossier: Dossier
    files: tuple[InputFile, ...]
    warnings: tuple[Problem, ...]


def load(paths: Iterable[Path], gazetteer: Gazetteer = EMPTY_GAZETTEER) -> Loaded:
    """Read, type, merge and check a dossier from files and folders.

    Raises BadInputError with every problem of every file.
    """
    problems: list[Problem] = []
    documents: list[Document] = []
    files: list[InputFile] = []
    for path in _files(paths, problems):
        name = path.as_posix()
        try:
            documents += [Document(name, node) for node in read_nodes(path, name)]
            files.append(InputFile(name, hashlib.sha256(path.read_bytes()).hexdigest()))
        except BadInputError as error:
            problems += error.problems
    if not documents and not problems:
        problems.append(Problem("", 0, "", "no dossier is given: name a YAML or JSON file, or a folder of them"))
    if not documents:
        raise BadInputError(problems)
    dossier, warnings = dossier_of(documents, gazetteer, problems)
    return Loaded(dossier, tuple(files), warnings)


def dossier_of(
    documents: Sequence[Document], gazetteer: Gazetteer, problems: Sequence[Problem] = ()
) -> tuple[Dossier, tuple[Problem, ...]]:
    """Type, merge and check documents. Raises BadInputError with these problems and any further ones."""
    found = list(problems)
    header = next((each for each in documents if each.node.get("dossier")), None)
    if header is None:
        found.append(
            documents[0].problem(
                (), "no dossier header: expected dossier: {title: …, as_at: 2016-03-18} in one of the files"
            )
        )
        raise BadInputError(found)
    _lend_structure(documents)
    spoken = header.node.get("dossier") or header.node
    typed: list[tuple[Document, Dossier]] = []
    for document in documents:
        raw: Any = document.node.plain()
        raw.setdefault("dossier", spoken.plain())
        as_at = _day_of(raw)
        try:
            typed.append((document, Dossier.model_validate(raw, context={"as_at": as_at})))
        except ValidationError as error:
            found += [problem_of(document, each, Dossier) for each in error.errors(include_url=False)]
    if not found:
        dossier, clashes = merged(typed)
        found += clashes
    if not found:
        found += check_references(typed, dossier, gazetteer)
    if found:
        raise BadInputError(found)
    return dossier, tuple(sorted(likely_mistakes(typed)))


def _files(paths: Iterable[Path], problems: list[Problem]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        inside = sorted(
            each
            for each in path.rglob("*")
            if each.suffix.lower() in SUFFIXES
            and each.is_file()
            and not any(part.startswith(".") for part in each.relative_to(path).parts)
        )
        if not inside:
            problems.append(Problem(path.as_posix(), 0, "", "there is no YAML or JSON file in this folder"))
        yield from inside


def _day_of(raw: dict[str, Any]) -> date:
    """The document's own day; far in the future where it is missing or wrong (an error of its own)."""
    try:
        return date.fromisoformat(raw["dossier"]["as_at"])
    except (TypeError, KeyError, ValueError):
        return date.max


def _lend_structure(documents: Sequence[Document]) -> None:
    """Let a second file add to an item without repeating what the item covers or what kind it is."""
    for section, model in SECTIONS.items():
        needed = [name for name, field in model.model_fields.items() if field.is_required()]
        lent: dict[tuple[str, str], Node] = {}
        holders: list[tuple[str, Node]] = []
        for document in documents:
            node = document.node.get(section)
            items = node.value if node is not None and isinstance(node.value, dict) else {}
            for id, item in items.items():
                if isinstance(item.value, dict):
                    holders.append((id, item))
                    for name in needed:
                        if name in item.value:
                            lent.setdefault((id, name), item.value[name])
        for id, item in holders:
            for name in needed:
                if (id, name) in lent and isinstance(item.value, dict):
                    item.value.setdefault(name, lent[id, name])


# -- errors in the words of the reader


def problem_of(document: Document, error: Any, root: type[BaseModel]) -> Problem:
    """One pydantic error as a problem with its line, the path as written, and what was expected."""
    location = tuple(error["loc"])
    kind, last = error["type"], str(location[-1]) if location else ""
    model = model_at(root, location[:-1])
    if kind == "extra_forbidden":
        message = unknown_key(last, keys_of(model))
    elif kind == "missing":
        expected = f'"{last}" is missing' if last != "value" else "expected value, unknown or either"
        return document.problem(_written(document.node, location[:-1]), expected)
    elif kind == "literal_error":
        words = [str(each) for each in _literals(error)]
        found = short(error["input"])
        message = f"expected one of: {', '.join(words)}; found {found}{_did_you_mean(found, words)}"
    elif kind in ("model_type", "model_attributes_type", "dict_type"):
        message = f"expected a mapping of keys to values, found {short(error['input'])}"
    elif kind in ("tuple_type", "list_type"):
        message = f"expected a list, found {short(error['input'])}"
    else:
        message = str(error["msg"]).removeprefix("Value error, ")
    if location and location[-1] == "[key]":
        location = location[:-1]
    return document.problem(_written(document.node, location), message)


def _did_you_mean(found: str, words: Sequence[str]) -> str:
    hint = nearest(found, words)
    return hint if "mean" in hint else ""


def _literals(error: Any) -> tuple[str, ...]:
    expected = str(error.get("ctx", {}).get("expected", ""))
    return tuple(word.strip("' \"") for word in expected.replace(" or ", ", ").split(", "))


def _written(node: Node, location: Sequence[object]) -> tuple[object, ...]:
    """The parts of a location that stand in the file; those that typing added are passed over."""
    written: list[object] = []
    for part in location:
        if isinstance(node.value, dict) and str(part) in node.value:
            node = node.value[str(part)]
            written.append(str(part))
        elif isinstance(node.value, list) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            written.append(part + 1)
    return tuple(written)


def model_at(root: type[BaseModel], location: Sequence[object]) -> type[BaseModel] | None:
    """The model that validates what stands at a location."""
    current: Any = root
    for part in location:
        fields = getattr(current, "model_fields", None)
        if fields is not None:
            by_name = {(field.alias or name): field for name, field in fields.items()}
            if str(part) not in by_name:
                continue
            current = _inside(by_name[str(part)].annotation)
        elif get_origin(current) in (dict, tuple, list):
            arguments = [each for each in get_args(current) if each is not Ellipsis]
            current = _inside(arguments[-1])
    return current if isinstance(current, type) and issubclass(current, BaseModel) else None


def _inside(annotation: Any) -> Any:
    """An annotation without its Optional and Annotated wrapping."""
    while True:
        if hasattr(annotation, "__metadata__"):
            annotation = annotation.__origin__
        elif get_origin(annotation) is Union or type(annotation).__name__ == "UnionType":
            annotation = next(each for each in get_args(annotation) if each is not type(None))
        else:
            return annotation


def keys_of(model: type[BaseModel] | None) -> tuple[str, ...]:
    """The keys that a model's mapping may have, as they are written."""
    if model is None:
        return ()
    if issubclass(model, Fact | Told):
        return ("value", "unknown", "either", "asked", *(each for each in Told.model_fields if each != "value"))
    return tuple(field.alias or name for name, field in model.model_fields.items())
