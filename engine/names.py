"""The names that rules can read, with their types: fields of the fact models and their derived names.

Every path of a rule is checked against these when the rule loads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from ..facts.authorities import Authority, Description
from ..facts.committee_requests import CommitteeRequest
from ..facts.councils import Council
from ..facts.counties import CountySubject
from ..facts.deaths import Death
from ..facts.dossier import SERIES
from ..facts.evidence import Fact
from ..facts.fields import Derived, Entry, Item
from ..facts.places import Body
from ..facts.policing import PolicingBody
from ..facts.referrals import Referral
from ..facts.requests import Request
from ..facts.scrutiny import Report
from ..facts.units import AreaSubject, Unit
from ..facts.values import Kind

#: The kinds of subject for which a rule can run, with the model of each.
SUBJECTS: dict[str, type[Any]] = {
    "unit": Unit,
    "area": AreaSubject,
    "county": CountySubject,
    "council": Council,
    "authority": Authority,
    "policing_body": PolicingBody,
    "death": Death,
    "request": Request,
    "report": Report,
    "referral": Referral,
    "committee_request": CommitteeRequest,
}


def _entries(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A model and those of the lists inside it."""
    yield model
    for field in model.model_fields.values():
        if get_origin(field.annotation) is dict:
            yield from _entries(get_args(field.annotation)[1])


_MODELS: dict[str, type[Any]] = {
    **{each.__name__: each for model in SERIES.values() for each in _entries(model)},
    **{subject.__name__: subject for subject in (*SUBJECTS.values(), Description)},
    Body.__name__: Body,
}


@dataclass(frozen=True, slots=True)
class Name:
    """What a name yields: a value of a kind, a thing, or a list of things."""

    form: Literal["value", "thing", "list"]
    description: str = ""
    kind: Kind | None = None
    options: tuple[str, ...] = ()
    state: bool = False
    #: The model of the thing, or of the list's things.
    model: str = ""
    #: For a list: the series it draws on (so that statements can close it), or "" for an inner list or geography.
    series: str = ""
    #: For a list inside an item.
    inner: bool = False
    question: str = ""
    ask: str = ""
    others: str = ""
    #: For a derived name: the field, or the whole path, to which its answer belongs.
    answer: str = ""
    #: For a derived name of an item: whether it is read with the world.
    in_world: bool = False

    @property
    def is_day(self) -> bool:
        """Whether it is a day or an act."""
        return self.kind in (Kind.DAY, Kind.ACT)


#: The lists that rules derive, with the models from which each is read.
LISTS: dict[str, tuple[tuple[str, ...], Name]] = {
    "responsible_authorities": (
        ("Unit", "AreaSubject", "CountySubject", "PolicingBody", "Report", "CommitteeRequest"),
        Name("list", "The responsible authorities of its areas, by the rule that lists them.", model="Authority"),
    ),
    "section_seventeen_authorities": (
        ("Unit", "AreaSubject"),
        Name("list", "The authorities that section 17 binds, by the rule that lists them.", model="Authority"),
    ),
    "listed_bodies": (
        ("Unit", "AreaSubject"),
        Name("list", "The bodies listed in section 5(2), by the rule that lists them.", model="Description"),
    ),
    "invited_descriptions": (
        ("Unit", "AreaSubject"),
        Name("list", "The descriptions to invite (s 5(3)), by the rule that lists them.", model="Description"),
    ),
}

#: Lists that leave something out of a derived list: its name, the models from which each is read, and what it yields.
LESS: dict[str, tuple[str, tuple[str, ...], Name]] = {
    "other_responsible_authorities": (
        "responsible_authorities",
        ("Report",),
        Name("list", "The responsible authorities of the area, without the council itself.", model="Authority"),
    ),
}


def lists_descriptions(name: str) -> bool:
    """Whether a derived list is one of descriptions and not of bodies."""
    return name in LISTS and LISTS[name][1].model == "Description"


def model_named(name: str) -> type[Any]:
    """A model by its name."""
    return _MODELS[name]


def holds_parts(name: Name) -> bool:
    """Whether it is a list of parts, each under a word that the model gives: what ``includes`` tests."""
    model = _MODELS.get(name.model)
    return name.form == "list" and model is not None and issubclass(model, Entry) and model.key == "part"


@cache
def names_of(model: str) -> dict[str, Name]:
    """Every name that can be read from a model, under the word that rules use."""
    if model == "Period":
        return {
            "start": Name("value", "Its first day.", Kind.DAY),
            "end": Name("value", "Its last day.", Kind.DAY),
            "previous": Name("thing", "The period before it.", model="Period"),
        }
    if model == "Law":
        return {"from": Name("value", "The first day of this version of the law.", Kind.DAY)}
    cls = _MODELS[model]
    names = {"title": Name("value", "Its title.", Kind.TEXT)}
    if issubclass(cls, BaseModel):
        names |= {
            field.alias or name: _field_name(field)
            for name, field in cls.model_fields.items()
            if name not in ("title", "note")
        }
    if issubclass(cls, Entry):
        key_kind = Kind.TEXT if cls.key == "part" else Kind.ID
        names[cls.key] = Name("value", "The key under which it stands.", key_kind)
    if issubclass(cls, Item) or not issubclass(cls, BaseModel):
        names["id"] = Name("value", "Its id.", Kind.ID)
    for name in dir(cls):
        if name.startswith("_"):  # no rule reads it, and to look into pydantic's own would build the model
            continue
        mark = getattr(getattr(cls, name, None), "derived", None)
        if isinstance(mark, Derived):
            names[name] = _derived_name(mark)
    names |= {name: each for name, (models, each) in LISTS.items() if model in models}
    names |= {name: each for name, (_, models, each) in LESS.items() if model in models}
    return {name: each for name, each in names.items() if each is not None}


def _derived_name(mark: Derived) -> Name:
    if isinstance(mark.yields, Kind):
        return Name(
            "value",
            mark.description,
            mark.yields,
            mark.options,
            mark.state,
            question=mark.question,
            ask=mark.ask,
            answer=mark.answer,
            in_world=mark.in_world,
        )
    return Name(
        "list" if mark.many else "thing",
        mark.description,
        model=mark.yields,
        series=mark.series,
        question=mark.question,
        ask=mark.ask,
        answer=mark.answer,
    )


def _field_name(field: Any) -> Name:
    extra = field.json_schema_extra or {}
    question, ask = extra.get("question", ""), extra.get("ask", "")
    annotation = field.annotation
    arguments = get_args(annotation)
    if get_origin(annotation) is dict:
        return Name(
            "list",
            field.description,
            model=arguments[1].__name__,
            inner=True,
            question=question,
            ask=ask,
            others=extra.get("others", "") or question.rstrip("?"),
        )
    fact = next((each for each in (annotation, *arguments) if isinstance(each, type) and issubclass(each, Fact)), None)
    if fact is not None:
        kind, options = _kind_of(fact.__pydantic_generic_metadata__["args"][0])
        return Name("value", field.description, kind, options, extra.get("state", False), question=question, ask=ask)
    plain = next((each for each in (annotation, *arguments) if each is not type(None)), annotation)
    kind, options = _kind_of(plain, tuple(field.metadata))
    return Name("value", field.description, kind, options)


def _kind_of(annotation: Any, metadata: tuple[Any, ...] = ()) -> tuple[Kind, tuple[str, ...]]:
    if get_origin(annotation) is Literal:
        return Kind.CHOICE, get_args(annotation)
    marks = (*metadata, *getattr(annotation, "__metadata__", ()))
    kind = next((each for each in marks if isinstance(each, Kind)), None)
    if kind is None and get_origin(annotation) is tuple:
        return _kind_of(get_args(annotation)[0])
    return kind or Kind.TEXT, ()
