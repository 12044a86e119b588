"""Several documents of one dossier made into one: items by id, and two values of one thing as a conflict."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from pydantic import BaseModel

from .dossier import Dossier
from .evidence import Fact, in_one_place
from .problems import Problem, short
from .written import Written

Path = tuple[str, ...]


def merged(typed: Sequence[tuple[Written, Dossier]]) -> tuple[Dossier, list[Problem]]:
    """The documents as one dossier, and what cannot be merged. Its day is the latest of theirs."""
    problems: list[Problem] = []
    (_, whole), *rest = typed
    for document, other in rest:
        later = other if other.as_at > whole.as_at else whole
        whole = _joined(whole, other, (), document, problems)
        whole = whole.model_copy(update={"dossier": later.dossier})
    return whole, problems


def _joined(one: Any, other: Any, path: Path, document: Written, problems: list[Problem]) -> Any:
    """Two values of one place together: lists and mappings unite, facts conflict, structure must agree."""
    if one is None or one == other:
        return other if one is None else one
    if other is None:
        return one
    if isinstance(one, Fact):
        return _joined_facts(one, other, path, document, problems)
    if isinstance(one, BaseModel):
        changed = {}
        for name, field in type(one).model_fields.items():
            place = (*path, field.alias or name)
            changed[name] = _joined(getattr(one, name), getattr(other, name), place, document, problems)
        return one.model_copy(update=changed)
    if isinstance(one, dict):
        both = {id: _joined(one[id], other[id], (*path, id), document, problems) for id in one if id in other}
        return one | other | both
    if isinstance(one, tuple):
        return one + tuple(each for each in other if each not in one)
    if path[:1] == ("dossier",) or path[-1:] in (("title",), ("note",)):
        return one
    said, here = (short(getattr(each, "text", each)) for each in (one, other))
    problems.append(document.problem(path, f"another file says {said}, this one {here}: make them agree"))
    return one


def _joined_facts(one: Fact[Any], other: Fact[Any], path: Path, document: Written, problems: list[Problem]) -> Any:
    both = one.joined(other)
    stated = [told for told in both.either if told.source]
    if any(one.value != other.value and in_one_place(one, other) for one, other in combinations(stated, 2)):
        problems.append(document.problem(path, "one source gives two values in two files: which is right?"))
    return both
