"""From files to a dossier: every error of every file at once, each with its line, or one merged dossier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError

from .check import check_references, plain_type
from .days import LAST_YEAR, read_day
from .dossier import SECTIONS, Dossier
from .evidence import Fact, Told
from .gazetteer import EMPTY_GAZETTEER, Gazetteer
from .merge import merged
from .mistakes import likely_mistakes
from .nodes import read_file, unknown_key
from .problems import BadInputError, Problem, nearest, short
from .written import Written

SUFFIXES = (".yaml", ".yml", ".json")


@dataclass(frozen=True)
class InputFile:
    """A file that was read, with the digest of its bytes."""

    path: str
    sha256: str


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
    documents: list[Written] = []
    files: list[InputFile] = []
    whole = True
    for path in dict.fromkeys(_files(paths, problems)):
        name = path.as_posix().encode(errors="replace").decode()
        reading = read_file(path, name)
        documents += [Written(name, node) for node in reading.documents]
        files.append(InputFile(name, reading.sha256))
        problems += reading.problems
        whole = whole and reading.whole
    if not documents and not problems:
        problems.append(Problem("", 0, "", "no dossier is given: name a YAML or JSON file, or a folder of them"))
    if not documents:
        raise BadInputError(problems)
    dossier, warnings = dossier_of(documents, gazetteer, problems, whole=whole)
    return Loaded(dossier, tuple(files), warnings)


def dossier_of(
    documents: Sequence[Written], gazetteer: Gazetteer, problems: Sequence[Problem] = (), *, whole: bool = True
) -> tuple[Dossier, tuple[Problem, ...]]:
    """Type, merge and check documents. Raises BadInputError with these problems and any further ones.

    Where they are not the ``whole`` of what was given, since some file could not be read, nothing is held against
    them that the rest might mend: a missing header, what an item covers, ids that name nothing.
    """
    found = list(problems)
    header = next((each.node.get("dossier") for each in documents if each.node.get("dossier")), None)
    if header is None and whole:
        message = "no dossier header: expected dossier: {title: …, as_at: 2016-03-18} in one of the files"
        found.append(documents[0].problem((), message))
    spoken = header.plain() if header else STAND_IN
    raws: list[Any] = [each.node.plain() for each in documents]
    for raw in raws:
        raw.setdefault("dossier", spoken)
    _lend_structure(raws)
    typed = [(each, _typed(each, raw, found, whole=whole)) for each, raw in zip(documents, raws, strict=True)]
    dossier, clashes = merged(typed)
    found += clashes
    found += check_references(documents, gazetteer, whole=whole)
    if found:
        raise BadInputError(found)
    return dossier, tuple(sorted(likely_mistakes(typed, dossier)))


def _files(paths: Iterable[Path], problems: list[Problem]) -> Iterator[Path]:
    for path in paths:
        try:
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
        except OSError as error:
            problems.append(Problem(path.as_posix(), 0, "", f"cannot be read: {error.strerror}"))
            continue
        if not inside:
            problems.append(Problem(path.as_posix(), 0, "", "there is no YAML or JSON file in this folder"))
        yield from inside


def _typed(document: Written, raw: dict[str, Any], found: list[Problem], *, whole: bool) -> Dossier:
    """A document typed. Items in which something is wrong are noted and left out, so that the rest can be checked."""
    context = {"as_at": _day_of(raw)}
    try:
        return Dossier.model_validate(raw, context=context)
    except ValidationError as error:
        errors = error.errors(include_url=False)
    found += (problem for each in errors if (problem := problem_of(document, each, Dossier, whole=whole)))
    for each in errors:
        section, *inside = each["loc"]
        if section == "dossier":
            raw["dossier"] = STAND_IN
        elif inside and isinstance(raw.get(str(section)), dict):
            raw[str(section)].pop(inside[0], None)
        else:
            raw.pop(str(section), None)
    return Dossier.model_validate(raw, context=context)


#: A header for documents whose own is missing or wrong (an error of its own), on a day that nothing comes after.
STAND_IN = {"title": "no title", "as_at": f"{LAST_YEAR}-12-31"}


def _day_of(raw: dict[str, Any]) -> date:
    """The day of a document's header."""
    try:
        day = read_day(str(raw["dossier"]["as_at"]))
    except (TypeError, KeyError, ValueError):
        day = read_day(STAND_IN["as_at"])
    return day.latest if day.exact else read_day(STAND_IN["as_at"]).latest


def _lend_structure(raws: Sequence[dict[str, Any]]) -> None:
    """Let a second file add to an item without repeating what the item covers or what kind it is."""
    for section, model in SECTIONS.items():
        needed = [name for name, field in model.model_fields.items() if field.is_required()]
        sections = [raw[section] for raw in raws if isinstance(raw.get(section), dict)]
        items = [(id, item) for each in sections for id, item in each.items() if isinstance(item, dict)]
        lent: dict[tuple[str, str], Any] = {}
        for id, item in items:
            for name in needed:
                if name in item:
                    lent.setdefault((id, name), item[name])
        for id, item in items:
            for name in needed:
                if (id, name) in lent:
                    item.setdefault(name, lent[id, name])


# -- errors in the words of the reader


def problem_of(document: Written, error: Any, root: type[BaseModel], *, whole: bool = True) -> Problem | None:
    """One pydantic error as a problem with its line, the path as written, and what was expected.

    None if it stands elsewhere: in what another document lent or one that could not be read may hold, or in an empty
    value or list, or in each place of a list, where it was noted.
    """
    location = tuple(part for part in error["loc"] if part != "[key]")
    kind, last = error["type"], str(location[-1]) if location else ""
    model = model_at(root, location[:-1])
    if kind == "missing":
        location = location[:-1]
        if len(location) == 2 and not whole:
            return None
    _, node, _ = document.node.written(location)
    if not document.states(location) or not node.value or kind == "too_short":
        return None
    if kind == "extra_forbidden" and last in keys_of(model):
        message = f'"{last}" cannot stand here: give a value with its evidence, or unknown (and asked) without one'
    elif kind == "extra_forbidden":
        message = unknown_key(last, keys_of(model))
    elif kind == "missing":
        message = f'"{last}" is missing' if last != "value" else "expected value, unknown or either"
    elif kind in ("literal_error", "enum"):
        words = [str(each) for each in _literals(error)]
        found = short(error["input"])
        message = f"expected one of: {', '.join(words)}; found {found}{_did_you_mean(found, words)}"
    elif kind in ("model_type", "model_attributes_type", "dict_type"):
        message = f"expected a mapping of keys to values, found {short(error['input'])}"
    elif kind in ("tuple_type", "list_type"):
        message = f"expected a list, found {short(error['input'])}"
    else:
        message = str(error["msg"]).removeprefix("Value error, ")
    return document.problem(location, message)


def _did_you_mean(found: str, words: Sequence[str]) -> str:
    hint = nearest(found, words)
    return hint if "mean" in hint else ""


def _literals(error: Any) -> tuple[str, ...]:
    expected = str(error.get("ctx", {}).get("expected", ""))
    return tuple(word.strip("' \"") for word in expected.replace(" or ", ", ").split(", "))


def model_at(root: type[BaseModel], location: Sequence[object]) -> type[BaseModel] | None:
    """The model that validates what stands at a location."""
    current: Any = root
    for part in location:
        fields = getattr(current, "model_fields", None)
        if fields is not None:
            by_name = {(field.alias or name): field for name, field in fields.items()}
            if str(part) not in by_name:
                continue
            current = plain_type(by_name[str(part)].annotation)
        elif get_origin(current) in (dict, tuple, list):
            arguments = [each for each in get_args(current) if each is not Ellipsis]
            current = plain_type(arguments[-1])
    return current if isinstance(current, type) and issubclass(current, BaseModel) else None


def keys_of(model: type[BaseModel] | None) -> tuple[str, ...]:
    """The keys that a model's mapping may have, as they are written."""
    if model is None:
        return ()
    if issubclass(model, Fact | Told):
        return ("value", "unknown", "either", "asked", *(each for each in Told.model_fields if each != "value"))
    return tuple(field.alias or name for name, field in model.model_fields.items())
