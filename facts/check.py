"""What typing alone cannot see: ids that name nothing, ids used twice, and likely mistakes of date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from pydantic import BaseModel

from .days import Day, Time, in_words
from .dossier import SECTIONS, SERIES, Dossier
from .evidence import Evidence, Fact
from .gazetteer import Gazetteer, council_of
from .problems import Problem, nearest
from .statements import Closure
from .values import Refers

if TYPE_CHECKING:
    from .load import Document

Path = tuple[object, ...]


def check_references(
    typed: Sequence[tuple[Document, Dossier]], dossier: Dossier, gazetteer: Gazetteer
) -> list[Problem]:
    """Every id that names nothing, stands in two sections, or closes a list that there is not."""
    known = _known_ids(dossier, gazetteer)
    problems: list[Problem] = []
    for document, part in typed:
        for path, id, refers in _references(part, ()):
            sections = known if "any" in refers.sections else {name: known[name] for name in refers.sections}
            ids = frozenset().union(*sections.values())
            if id not in ids:
                where = " or ".join(refers.sections) if "any" not in refers.sections else "the dossier"
                problems.append(document.problem(path, f'there is no "{id}" in {where}{_hint(id, ids)}'))
        problems += _wrong_lists(document, part)
        seen: dict[str, str] = {}
        for section in SECTIONS:
            for id in part.section(section):
                if id in seen:
                    problems.append(document.problem((section, id), f'the id "{id}" stands under {seen[id]} too'))
                seen[id] = section
    return problems


def _hint(id: str, ids: frozenset[str]) -> str:
    hint = nearest(id, ids)
    return hint if "mean" in hint else ""


def _known_ids(dossier: Dossier, gazetteer: Gazetteer) -> dict[str, frozenset[str]]:
    known = {section: frozenset(dossier.section(section)) for section in SECTIONS}
    known["areas"] |= frozenset(gazetteer.areas)
    known["counties"] |= frozenset(gazetteer.counties)
    known["partnerships"] |= frozenset()
    councils = frozenset(council_of(place) for place in (*dossier.areas, *dossier.counties))
    known["bodies"] |= gazetteer.implied_bodies() | councils
    return known


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


def _wrong_lists(document: Document, part: Dossier) -> Iterator[Problem]:
    lists = closable()
    for form in ("none", "whole", "counts"):
        for index, statement in enumerate(getattr(part, form)):
            if statement.what not in lists:
                hint = nearest(statement.what, lists)
                yield document.problem((form, index, "what"), f'there is no list "{statement.what}" to close{hint}')
            elif statement.kind is not None:
                kinds = _kinds(lists[statement.what])
                if statement.kind not in kinds:
                    expected = ", ".join(kinds) or "no kind: this list has none"
                    yield document.problem((form, index, "kind"), f'expected {expected}; found "{statement.kind}"')


def _kinds(model: type[BaseModel]) -> tuple[str, ...]:
    return names_of_kinds(model.model_fields["kind"].annotation) if "kind" in model.model_fields else ()


def names_of_kinds(annotation: Any) -> tuple[str, ...]:
    """The words of a Literal, whether it stands alone or as the value of a fact."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    for argument in get_args(annotation):
        if isinstance(argument, type) and issubclass(argument, Fact):
            return names_of_kinds(argument.__pydantic_generic_metadata__["args"][0])
    return ()


def _references(value: Any, path: Path) -> Iterator[tuple[Path, str, Refers]]:
    """Every id in a model that must name something, with its path and what it may name."""
    for name, field in type(value).model_fields.items():
        here = (*path, field.alias or name)
        yield from _in_value(getattr(value, name), here, _refers(field.metadata), field.annotation)


def _in_value(value: Any, path: Path, refers: Refers | None, annotation: Any) -> Iterator[tuple[Path, str, Refers]]:
    refers = refers or _refers_in(annotation)
    if isinstance(value, Fact):
        arguments = type(value).__pydantic_generic_metadata__["args"]
        inner = _refers_in(arguments[0]) if arguments else None
        for index, told in enumerate(value.either):
            if inner and isinstance(told.value, str):
                yield path, told.value, inner
            yield from _references(told, (*path, "either", index))
    elif isinstance(value, BaseModel):
        yield from _references(value, path)
    elif isinstance(value, dict):
        keys = _refers_in(get_args(annotation)[0]) if get_args(annotation) else None
        for key, child in value.items():
            if keys:
                yield (*path, key), key, keys
            yield from _in_value(child, (*path, key), None, None)
    elif isinstance(value, tuple):
        for index, child in enumerate(value):
            yield from _in_value(child, (*path, index), refers, None)
    elif isinstance(value, str) and refers:
        yield path, value, refers


def _refers(metadata: Sequence[Any]) -> Refers | None:
    """The last marker wins: an id of an area is first of all an id."""
    return next((each for each in reversed(metadata) if isinstance(each, Refers)), None)


def _refers_in(annotation: Any) -> Refers | None:
    """The marker of an annotation, looked for in its arguments too (a tuple of ids, an optional id)."""
    if found := _refers(getattr(annotation, "__metadata__", ())):
        return found
    for argument in get_args(annotation):
        if not (isinstance(argument, type) and issubclass(argument, BaseModel)) and (found := _refers_in(argument)):
            return found
    return None


# -- likely mistakes

#: Pairs of acts of one item of which the first comes before the second in any ordinary course.
ORDER = {
    "deaths": (
        ("date", "notified"),
        ("date", "known_from"),
        ("notified", "review_decision"),
        ("known_from", "review_decision"),
        ("review_decision", "home_office_told"),
        ("review_decision", "panel_completed"),
        ("panel_completed", "partnership_agreed"),
        ("partnership_agreed", "home_office_cleared"),
        ("home_office_cleared", "published"),
    ),
    "plans": (("adopted", "published"),),
    "agreements": (("prepared", "sent"),),
    "requests": (("made", "deadline"),),
}
_MONTH_OR_YEAR = re.compile(r"(\d\d)(\d\d)-(\d\d)")


def likely_mistakes(typed: Sequence[tuple[Document, Dossier]]) -> Iterator[Problem]:
    """Warnings of what is probably not meant, though it can be read."""
    for document, part in typed:
        for section in SECTIONS:
            for id, item in part.section(section).items():
                yield from _out_of_order(document, part.as_at, (section, id), item)
                yield from _odd_values(document, part.as_at, (section, id), item)
        for form in ("none", "whole", "counts"):
            for index, statement in enumerate(getattr(part, form)):
                yield from _odd_closure(document, (form, index), statement)


def _out_of_order(document: Document, as_at: date, path: Path, item: Any) -> Iterator[Problem]:
    for earlier, later in ORDER.get(str(path[0]), ()):
        one, other = getattr(item, earlier, None), getattr(item, later, None)
        for first in getattr(one, "either", ()):
            for second in getattr(other, "either", ()):
                done = first.value.earliest <= as_at and second.value.latest < date.max
                if done and second.value.latest < first.value.earliest:
                    yield document.problem(
                        (*path, later),
                        f"{_words(later)} ({in_words(second.value)}) comes before "
                        f"{_words(earlier)} ({in_words(first.value)})",
                        warning=True,
                    )


def _odd_values(document: Document, as_at: date, path: Path, item: Any) -> Iterator[Problem]:
    for name, field in type(item).model_fields.items():
        fact, place = getattr(item, name), (*path, field.alias or name)
        for told in fact.either if isinstance(fact, Fact) else ():
            value = told.value
            if isinstance(value, Time) and value.backwards:
                yield document.problem(
                    place, f"the time {value.text} ends before it starts: nothing is read from it", warning=True
                )
            if isinstance(value, Day) and as_at < value.earliest and value.latest < date.max and name != "deadline":
                yield document.problem(
                    place,
                    f"{value.text} is later than the dossier's day ({as_at}): read as not done by then",
                    warning=True,
                )
            text = getattr(value, "text", "")
            match = _MONTH_OR_YEAR.fullmatch(text) if isinstance(value, Day | Time) else None
            if match and int(match[3]) == (int(match[2]) + 1) % 100:
                yield document.problem(
                    place,
                    f"{text} is read as a month; for the year from 1 April write {text.replace('-', '/')}",
                    warning=True,
                )


def _odd_closure(document: Document, path: Path, statement: Closure) -> Iterator[Problem]:
    first = [told.value.latest for told in statement.from_.either] if statement.from_ else []
    last = [told.value.earliest for told in statement.until.either] if statement.until else [statement.as_at]
    if first and last and max(first) > min(last):
        yield document.problem(
            path,
            "no day is certainly within this statement, so it closes nothing: its edges shrink inwards",
            warning=True,
        )
    if statement.settles and isinstance(statement, Evidence) and not statement.source and statement.basis is None:
        yield document.problem(path, "this statement can make a gap, and names no source", warning=True)


def _words(name: str) -> str:
    return name.replace("_", " ")
