"""What typing alone cannot see: ids that name nothing, ids used twice, and lists that there are not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel

from .dossier import SECTIONS, SERIES, Dossier
from .evidence import Fact, Told
from .fields import EVIDENCE_KEYS, Entry
from .gazetteer import Gazetteer, council_of
from .nodes import Node
from .problems import Problem, nearest, short
from .values import Refers, is_id
from .written import Written

Path: TypeAlias = tuple[object, ...]
#: The sections that hold statements which close lists.
CLOSURES = ("none", "whole", "counts")


def check_references(documents: Sequence[Written], gazetteer: Gazetteer, *, whole: bool = True) -> list[Problem]:
    """Every id that names nothing, stands in two sections, or closes a list that there is not.

    Documents are looked at as they are written, so that one that does not type is checked all the same. Where they
    are not the ``whole`` of what was given, an id that names nothing here may name something there.
    """
    known = _known_ids(documents, gazetteer)

    @cache
    def nameable(refers: Refers) -> tuple[frozenset[str], bool]:
        """The ids that can be named, and whether some of them are lost with a section that cannot be read."""
        sections = [name for name in known if name in refers.sections or "any" in refers.sections]
        lost = any(_unreadable(documents, name) for name in sections)
        return frozenset().union(*(known[name] for name in sections)), lost

    problems: list[Problem] = []
    for document in documents:
        for path, written, refers in _in_model(document.node, Dossier, ()) if whole else ():
            id = written.strip()
            ids, lost = nameable(refers)
            if is_id(id) and id not in ids and not lost:
                where = " or ".join(refers.sections) if "any" not in refers.sections else "the dossier"
                problems.append(document.problem(path, f'there is no "{short(id)}" in {where}{_hint(id, ids)}'))
        problems += _wrong_lists(document)
    return [
        *problems,
        *_ids_used_twice(documents, gazetteer),
        *_areas_served_twice(documents),
        *_refreshed_by_itself(documents),
    ]


def _hint(id: str, ids: frozenset[str]) -> str:
    hint = nearest(id, ids)
    return hint if "mean" in hint else ""


def _ids(document: Written, section: str) -> Mapping[str, Node]:
    node = document.node.get(section)
    return node.value if node is not None and isinstance(node.value, dict) else {}


def _unreadable(documents: Sequence[Written], section: str) -> bool:
    """Whether a section is no mapping in some document (an error of its own), so that its ids are not known."""
    nodes = (document.node.get(section) for document in documents)
    return any(node is not None and not isinstance(node.value, dict) for node in nodes)


def _known_ids(documents: Sequence[Written], gazetteer: Gazetteer) -> dict[str, frozenset[str]]:
    known = {section: frozenset(id for each in documents for id in _ids(each, section)) for section in SECTIONS}
    known["counties"] |= _counties_named(documents)
    known["bodies"] |= gazetteer.implied_bodies | {council_of(id) for id in known["areas"] | known["counties"]}
    known["areas"] |= frozenset(gazetteer.areas)
    known["counties"] |= frozenset(gazetteer.counties)
    return known


def _counties_named(documents: Sequence[Written]) -> frozenset[str]:
    """The counties that areas name as theirs: a county of which no more is said needs no entry of its own."""
    named = (area.get("county") for each in documents for area in _ids(each, "areas").values())
    words = (county.text("value") or county.value for county in named if county is not None)
    return frozenset(word for word in words if isinstance(word, str))


def _ids_used_twice(documents: Sequence[Written], gazetteer: Gazetteer) -> Iterator[Problem]:
    """Ids that stand under two sections, in one document, in several, or in the shipped tables."""
    seen = dict.fromkeys(gazetteer.areas, "areas") | dict.fromkeys(gazetteer.counties, "counties")
    for document in documents:
        for section in SECTIONS:
            for id in _ids(document, section):
                if seen.setdefault(id, section) != section:
                    yield document.problem((section, id), f'the id "{short(id)}" stands under {seen[id]} too')


def _areas_served_twice(documents: Sequence[Written]) -> Iterator[Problem]:
    """Areas that two partnerships serve: of which one a duty then is would be anybody's guess."""
    served: dict[str, str] = {}
    for document in documents:
        for id, partnership in _ids(document, "partnerships").items():
            areas = partnership.get("areas")
            for index, area in enumerate(areas.value if areas is not None and isinstance(areas.value, list) else ()):
                other = served.setdefault(area.value, id) if isinstance(area.value, str) else id
                if other != id:
                    message = f'"{short(other)}" serves the area "{short(area.value)}" too; give it to one partnership'
                    yield document.problem(("partnerships", id, "areas", index), message)


def _refreshed_by_itself(documents: Sequence[Written]) -> Iterator[Problem]:
    """Items that refresh themselves, or each other: none of them would be the one that counts."""
    for section in ("plans", "assessments"):
        written = [(document, id, item) for document in documents for id, item in _ids(document, section).items()]
        before = {id: older for _, id, item in written if (older := item.text("refresh_of"))}
        for document, id, item in written:
            chain = [before.get(id, "")] if item.text("refresh_of") else []
            while chain and before.get(chain[-1]) and chain[-1] not in (id, *chain[:-1]):
                chain.append(before[chain[-1]])
            if chain and chain[-1] == id:
                way = f", by way of {' and '.join(chain[:-1])}" if len(chain) > 1 else ""
                yield document.problem((section, id, "refresh_of"), f"{id} refreshes itself{way}")


@cache
def closable() -> dict[str, type[BaseModel]]:
    """The lists that a statement can close: bodies, each series, and each list inside its items."""
    lists: dict[str, type[BaseModel]] = {"bodies": SECTIONS["bodies"]}
    for series, model in SERIES.items():
        lists[series] = model
        for name, field in model.model_fields.items():
            arguments = get_args(field.annotation)
            if len(arguments) == 2 and isinstance(arguments[1], type) and issubclass(arguments[1], BaseModel):
                lists[f"{series}.{field.alias or name}"] = arguments[1]
    return lists


def _wrong_lists(document: Written) -> Iterator[Problem]:
    lists = closable()
    for form in CLOSURES:
        statements = document.node.get(form)
        for index, statement in enumerate(statements.value if statements else ()):
            what, kind = (statement.text(key) if isinstance(statement, Node) else "" for key in ("what", "kind"))
            if what and what not in lists:
                message = f'there is no list "{short(what)}" to close{nearest(what, lists)}'
                yield document.problem((form, index, "what"), message)
            elif what and kind and kind not in (kinds := _kinds(lists[what])):
                expected = f"one of: {', '.join(kinds)}" if kinds else "no kind, since this list has none"
                yield document.problem((form, index, "kind"), f'expected {expected}; found "{short(kind)}"')
            of_one = isinstance(statement, Node) and statement.get("recipient") is not None
            if of_one and what in lists and getattr(lists[what], "key", "") != "to":
                message = f'a recipient cannot stand here: nothing in the list "{short(what)}" was sent to anybody'
                yield document.problem((form, index, "recipient"), message)


def _kinds(model: type[BaseModel]) -> tuple[str, ...]:
    return names_of_kinds(model.model_fields["kind"].annotation) if "kind" in model.model_fields else ()


def names_of_kinds(annotation: Any) -> tuple[str, ...]:
    """The words of a Literal, whether it stands alone or as the value of a fact."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    for argument in get_args(annotation):
        if isinstance(argument, type) and issubclass(argument, Fact):
            return names_of_kinds(value_of(argument))
    return ()


Reference: TypeAlias = tuple[Path, str, Refers]


def _in_model(node: Node, model: type[BaseModel], path: Path) -> Iterator[Reference]:
    """Every id in a mapping, as it is written, that must name something, with its path and what it may name."""
    if not isinstance(node.value, dict):
        return
    fields = _fields_at(model)
    for key, child in node.value.items():
        if (field := fields.get(key)) is None:
            continue
        if not isinstance(child.value, str):
            yield from _in_value(child, field.annotation, (*path, key), field.refers)
        elif child.value and field.plain_refers:
            yield (*path, key), child.value, field.plain_refers


@dataclass(frozen=True, slots=True)
class _Field:
    """What stands under a key of a mapping, and what it refers to: in itself, and where it is written as plain text."""

    annotation: Any
    refers: Refers | None
    plain_refers: Refers | None


@cache
def _fields_at(model: type[BaseModel]) -> dict[str, _Field]:
    """The fields of a model under their keys."""
    return {
        field.alias or name: _Field(
            field.annotation,
            marker := _refers(field.metadata),
            _plain_refers(field.annotation, marker),
        )
        for name, field in model.model_fields.items()
    }


def _plain_refers(annotation: Any, refers: Refers | None = None) -> Refers | None:
    """What a value refers to that is written as plain text, whatever may be written out in full in its place."""
    plain = plain_type(annotation)
    if not (isinstance(plain, type) and issubclass(plain, BaseModel)):
        return refers or _refers_in(annotation)
    if issubclass(plain, Fact):
        return _plain_refers(value_of(plain))
    return _plain_refers(plain.model_fields[plain.shorthand].annotation) if issubclass(plain, Entry) else None


def _in_value(node: Node, annotation: Any, path: Path, refers: Refers | None = None) -> Iterator[Reference]:
    refers = refers or _refers_in(annotation)
    annotation = plain_type(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Fact):
        yield from _in_fact(node, annotation, path)
    elif isinstance(annotation, type) and issubclass(annotation, Entry) and _is_plain(node):
        yield from _in_value(node, annotation.model_fields[annotation.shorthand].annotation, path)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from _in_model(node, annotation, path)
    elif isinstance(node.value, dict) and get_origin(annotation) is dict:
        keys, values = get_args(annotation)
        for key, child in node.value.items():
            if ids := _refers_in(keys):
                yield (*path, key), key, ids
            yield from _in_value(child, values, (*path, key))
    elif isinstance(node.value, list) and get_origin(annotation) is tuple:
        for index, child in enumerate(node.value):
            yield from _in_value(child, get_args(annotation)[0], (*path, index), refers)
    elif isinstance(node.value, str) and node.value and refers:
        yield path, node.value, refers


def _in_fact(node: Node, fact: type[Fact[Any]], path: Path) -> Iterator[Reference]:
    """The ids in a fact, whichever way it is written: plain, with its evidence, or as alternatives."""
    value = value_of(fact)
    either = node.get("either")
    if either is not None and isinstance(either.value, list):
        for index, told in enumerate(either.value):
            yield from _in_told(told, value, (*path, "either", index))
    else:
        yield from _in_told(node, value, path)


def _in_told(node: Node, value: Any, path: Path) -> Iterator[Reference]:
    if isinstance(node.value, str):
        yield from _in_value(node, value, path)
    else:
        yield from _in_model(node, Told[value], path)


def _is_plain(node: Node) -> bool:
    """Whether an entry is written as its main fact alone."""
    return not isinstance(node.value, dict) or bool(EVIDENCE_KEYS & node.value.keys())


def _refers(metadata: Sequence[Any]) -> Refers | None:
    """The last marker wins: an id of an area is first of all an id."""
    return next((each for each in reversed(metadata) if isinstance(each, Refers)), None)


@cache
def _refers_in(annotation: Any) -> Refers | None:
    """The marker of an annotation, looked for in its arguments too (a tuple of ids, an optional id)."""
    if found := _refers(getattr(annotation, "__metadata__", ())):
        return found
    for argument in get_args(annotation):
        if not (isinstance(argument, type) and issubclass(argument, BaseModel)) and (found := _refers_in(argument)):
            return found
    return None


def value_of(fact: type[Fact[Any]]) -> Any:
    """The type of a fact's value."""
    return fact.__pydantic_generic_metadata__["args"][0]


@cache
def plain_type(annotation: Any) -> Any:
    """An annotation without its Optional and Annotated wrapping."""
    while True:
        if hasattr(annotation, "__metadata__"):
            annotation = annotation.__origin__
        elif get_origin(annotation) in (Union, UnionType):
            annotation = next(each for each in get_args(annotation) if each is not type(None))
        else:
            return annotation
