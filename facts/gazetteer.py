"""What is known before any dossier: areas, counties, policing bodies and their elections, each with its dates.

The tables ship with the rules; a dossier that says otherwise makes a conflict.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from .days import Day, Time
from .places import AreaKind, BodyKind


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)

    title: str
    from_: date = Field(date.min, alias="from")
    to: date = date.max
    sure: Literal["seen", "secondary", "recalled", ""] = ""

    @property
    def standing(self) -> Time:
        """The days on which the row holds."""
        return Time(Day(self.from_, self.from_), Day(self.to, self.to))

    def stands(self, day: date) -> bool:
        """Whether the row holds on a day."""
        return self.from_ <= day <= self.to


class KnownArea(_Row):
    """A local government area of the shipped table."""

    kind: AreaKind
    police_area: str
    council: str
    county: str | None = None
    code: str = ""


class KnownCounty(_Row):
    """A two-tier county of the shipped table, while it was one."""

    council: str
    police_area: str
    code: str = ""


class KnownBody(_Row):
    """A policing body of the shipped table, while it held the functions."""

    id: str
    kind: BodyKind


class PoliceArea(BaseModel):
    """A police area and those who have answered for it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    title: str
    force: str
    bodies: tuple[KnownBody, ...]


class OrdinaryElections(BaseModel):
    """The days of all ordinary elections of a kind of policing body, up to a day."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    kind: BodyKind
    held: tuple[date, ...]
    until: date
    sure: Literal["seen", "secondary", "recalled"]


class Gazetteer(BaseModel):
    """All that ships with the rules beside the law."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    areas: dict[str, KnownArea] = {}
    counties: dict[str, KnownCounty] = {}
    police_areas: dict[str, PoliceArea] = {}
    ordinary_elections: dict[str, OrdinaryElections] = {}

    def area(self, *, id: str, code: str | None, title: str | None) -> str | None:
        """The id in the tables of an area given by id, ONS code or name; None if it is not known."""
        if id in self.areas:
            return id
        for known, row in self.areas.items():
            if (code and row.code == code) or (title and row.title.casefold() == title.casefold()):
                return known
        return None

    @cached_property
    def implied_bodies(self) -> frozenset[str]:
        """The ids of bodies that the tables name: policing bodies, chief officers and councils."""
        policing = {body.id for area in self.police_areas.values() for body in area.bodies}
        chiefs = {chief_of(area) for area in self.police_areas}
        councils = {council_of(place) for place in (*self.areas, *self.counties)}
        return frozenset(policing | chiefs | councils)


#: Made without validation, for which the models would be built: an audit reads its tables as they were kept.
EMPTY_GAZETTEER = Gazetteer.model_construct()


def council_of(place: str) -> str:
    """The id of the council of an area or county."""
    return f"{place}-council"


def chief_of(police_area: str) -> str:
    """The id of the chief officer of police of a police area."""
    return f"{police_area}-chief-officer"
