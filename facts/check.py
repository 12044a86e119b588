"""What typing alone cannot see: ids that name nothing, ids used twice, and likely mistakes of date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product
from types import UnionType
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel

from .days import Day, Time, in_words
from .documents import Contained
from .dossier import SECTIONS, SERIES, Dossier
from .evidence import Fact, Told
from .fields import EVIDENCE_KEYS, Entry
from .gazetteer import Gazetteer, council_of
from .nodes import Node
from .problems import Problem, nearest, short
from .source_days import day_of_source, speaks_until
from .statements import Closure
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


# -- likely mistakes

#: Pairs of acts of one item of which the first comes before the second in any ordinary course.
ORDER = {
    "deaths": (
        ("date", "notified"),
        ("date", "police_notified"),
        ("date", "known_from"),
        ("notified", "review_decision"),
        ("known_from", "review_decision"),
        ("review_decision", "home_office_told"),
        ("review_decision", "family_told"),
        ("directed", "direction_followed"),
        ("review_decision", "panel_completed"),
        ("panel_completed", "partnership_agreed"),
        ("partnership_agreed", "home_office_sent"),
        ("partnership_agreed", "home_office_cleared"),
        ("home_office_sent", "home_office_cleared"),
        ("home_office_cleared", "published"),
        ("home_office_cleared", "summary_published"),
        ("action_plan_complete", "review_ended"),
    ),
    "plans": (("adopted", "published"),),
    "agreements": (("prepared", "sent"),),
    "requests": (("made", "deadline"),),
    "reports": (("made", "sent"),),
    "referrals": (("made", "on_agenda"), ("made", "discussed"), ("discussed", "decision_told")),
    "committee_requests": (("made", "deadline"), ("made", "given"), ("made", "attended")),
}
_MONTH_OR_YEAR = re.compile(r"(\d\d)(\d\d)-(\d\d)")
#: Days that rightly lie ahead of the dossier's.
_AHEAD = ("deadline", "until")
#: Days that are no acts of which a source tells, and statements that are looked at by themselves.
_NO_ACTS = (*_AHEAD, "sources", "none", "whole", "counts", "due", "extended_to", "after_election")


def likely_mistakes(typed: Sequence[tuple[Written, Dossier]], dossier: Dossier) -> Iterator[Problem]:
    """Warnings of what is probably not meant, though it can be read."""
    for document, part in typed:
        for path, value in _spans(part, ()):
            yield from _odd_span(document, part.as_at, path, value)
        for form in CLOSURES:
            for index, statement in enumerate(getattr(part, form)):
                yield from _odd_closure(document, (form, index), statement)
                yield from _beyond_its_source(document, (form, index), statement, dossier)
        for path, told in _acts(part, ()):
            yield from _after_its_source(document, path, told, dossier)
    for section, pairs in ORDER.items():
        for id, item in dossier.section(section).items():
            yield from _out_of_order([document for document, _ in typed], (section, id), item, pairs)


def _spans(value: Any, path: Path) -> Iterator[tuple[Path, Day | Time]]:
    """Every day and time that is stated, however deep, with its path."""
    if isinstance(value, Day | Time):
        yield path, value
    elif isinstance(value, BaseModel):
        for name, key in _dated_fields(type(value)):
            if (child := getattr(value, name)) is not None:
                yield from _spans(child, (*path, key))
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from _spans(child, (*path, key))
    elif isinstance(value, tuple):
        for index, child in enumerate(value):
            yield from _spans(child, (*path, index))


@cache
def _dated_fields(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of a model that can hold a day or time, however deep: the name and the key of each."""
    return tuple(
        (name, field.alias or name) for name, field in model.model_fields.items() if _holds_days(field.annotation)
    )


def _holds_days(annotation: Any) -> bool:
    plain = plain_type(annotation)
    if isinstance(plain, type) and issubclass(plain, BaseModel):
        return bool(_dated_fields(plain))
    return plain in (Day, Time) or any(_holds_days(each) for each in get_args(plain))


def _odd_span(document: Written, as_at: date, path: Path, value: Day | Time) -> Iterator[Problem]:
    name = next(part for part in reversed(path) if isinstance(part, str) and part not in ("either", "value"))
    if isinstance(value, Time) and value.backwards:
        message = f"the time {value.text} ends before it starts: nothing is read from it"
        yield document.problem(path, message, warning=True)
    if isinstance(value, Day) and as_at < value.earliest and value.latest < date.max and name not in _AHEAD:
        message = f"{value.text} is later than the dossier's day ({as_at}): an act of that day is read as not done"
        yield document.problem(path, message, warning=True)
    for text in value.text.split(".."):
        match = _MONTH_OR_YEAR.fullmatch(text)
        if match and int(match[3]) == (int(match[2]) + 1) % 100:
            message = f"{text} is read as a month; for the year from 1 April write {text.replace('-', '/')}"
            yield document.problem(path, message, warning=True)


def _acts(value: Any, path: Path) -> Iterator[tuple[Path, Told[Day]]]:
    """Every act that is stated, however deep, with its path."""
    if isinstance(value, Told):
        if isinstance(value.value, Day):
            yield path, value
    elif isinstance(value, BaseModel):
        for name, key in _dated_fields(type(value)):
            if key not in _NO_ACTS and (child := getattr(value, name)) is not None:
                yield from _acts(child, (*path, key))
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from _acts(child, (*path, key))
    elif isinstance(value, tuple):
        for index, child in enumerate(value):
            yield from _acts(child, (*path, index))


def _after_its_source(document: Written, path: Path, told: Told[Day], dossier: Dossier) -> Iterator[Problem]:
    """An act that is dated after the paper that tells of it, or that an old paper says was not done."""
    dated, day = day_of_source(told, dossier.sources), told.value
    if dated is None or told.compilers:
        return
    if day.latest < date.max and dated.latest < day.earliest <= told.as_at:
        message = f"{day.text} is later than its source ({in_words(dated)}): whether it was done is not known"
        yield document.problem(path, message, warning=True)
    until = speaks_until(told, dossier.sources)
    if day.latest == date.max and day.earliest > told.as_at > until:
        message = f"its source is of {in_words(dated)}: what was done after {in_words(until)} is not known"
        yield document.problem(path, message, warning=True)


def _beyond_its_source(document: Written, path: Path, statement: Closure, dossier: Dossier) -> Iterator[Problem]:
    """A closing statement that runs on long after the paper that makes it; what a document contains stays so."""
    if statement.until is None and issubclass(closable().get(statement.what, BaseModel), Contained):
        return
    until = speaks_until(statement, dossier.sources)
    last = (
        min((told.value.earliest for told in statement.until.either), default=statement.as_at)
        if statement.until
        else statement.as_at
    )
    if until < min(last, statement.as_at):
        message = (
            f"its source is too old to speak of the days after {in_words(until)}, so it does not close them; "
            "if you know that it still held, say on what basis"
        )
        yield document.problem(path, message, warning=True)


def _out_of_order(
    documents: Sequence[Written], path: Path, item: Any, pairs: Sequence[tuple[str, str]]
) -> Iterator[Problem]:
    for earlier, later in pairs:
        for (_, first), (place, second) in product(_days(item, earlier), _days(item, later)):
            # what is not done lies after the dossier's day, without an end: nothing comes before that by mistake
            if first.latest < date.max and second.latest < first.earliest:
                message = f"{_words(later)} ({in_words(second)}) comes before {_words(earlier)} ({in_words(first)})"
                document = next(each for each in documents if each.states((*path, later)))
                yield document.problem((*path, *place), message, warning=True)


def _days(item: Any, name: str) -> list[tuple[Path, Day]]:
    return [(path, value) for path, value in _spans(getattr(item, name), (name,)) if isinstance(value, Day)]


def _odd_closure(document: Written, path: Path, statement: Closure) -> Iterator[Problem]:
    first = [told.value.latest for told in statement.from_.either] if statement.from_ else []
    last = [told.value.earliest for told in statement.until.either] if statement.until else [statement.as_at]
    if first and last and max(first) > min(last):
        message = "no day is certainly within this statement, so it closes nothing: its edges shrink inwards"
        yield document.problem(path, message, warning=True)
    for name, end in (("from", statement.from_), ("until", statement.until)):
        for told in end.either if end is not None else ():
            day = told.value
            if not day.exact and ".." not in day.text:
                edge = day.latest if name == "from" else day.earliest
                meant = day.earliest if name == "from" else day.latest
                message = f"{day.text} closes only {'from' if name == 'from' else 'up to'} {in_words(edge)}"
                yield document.problem(
                    (*path, name), f"{message}: if the whole of it is meant, write {meant.isoformat()}", warning=True
                )
    if last and min(last) > statement.as_at:
        message = f"the statement runs on after the dossier's day ({statement.as_at}), of which nobody can know"
        yield document.problem((*path, "until"), message, warning=True)
    if statement.settles and not statement.source and statement.basis is None:
        yield document.problem(path, "this statement can make a gap, and names no source", warning=True)


def _words(name: str) -> str:
    return name.replace("_", " ")
