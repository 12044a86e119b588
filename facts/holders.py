"""Which bodies hold the information that authorities share every quarter (SI 2007/1831 Schedule)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, TypeAlias

from .places import BodyKind
from .values import Kind

if TYPE_CHECKING:
    from .world import World

#: The paragraphs of the Schedule to SI 2007/1831, in their order.
Dataset: TypeAlias = Literal[
    "incidents known to the police",
    "crimes",
    "deliberate fires and violence to fire staff",
    "malicious false alarms",
    "road traffic collisions",
    "school exclusions",
    "racial incidents",
    "anti-social behaviour known to the council",
    "hospital admissions for assault, drugs and alcohol",
    "hospital admissions for domestic abuse",
    "mental illness and drug treatment",
    "ambulance calls to crime and disorder",
]

_POLICE: tuple[BodyKind, ...] = ("chief officer of police", "common council", "other")
_FIRE: tuple[BodyKind, ...] = (
    "fire and rescue authority",
    "council",
    "county council",
    "greater london authority",
    "combined authority",
    "combined county authority",
    "other",
)
_LOCAL: tuple[BodyKind, ...] = ("council", "county council", "common council", "other")
_HEALTH: tuple[BodyKind, ...] = (
    "primary care trust",
    "clinical commissioning group",
    "integrated care board",
    "local health board",
    "other",
)

#: The kinds of body that the Schedule to SI 2007/1831, or an order that hands on their functions, can make the holder
#: of each paragraph's information. Another body that holds none of it says nothing of the holder.
HOLDERS: dict[Dataset, tuple[BodyKind, ...]] = {
    "incidents known to the police": _POLICE,
    "crimes": _POLICE,
    "deliberate fires and violence to fire staff": _FIRE,
    "malicious false alarms": _FIRE,
    "road traffic collisions": _LOCAL,
    "school exclusions": _LOCAL,
    "racial incidents": _LOCAL,
    "anti-social behaviour known to the council": _LOCAL,
    "hospital admissions for assault, drugs and alcohol": _HEALTH,
    "hospital admissions for domestic abuse": _HEALTH,
    "mental illness and drug treatment": (*_HEALTH, "council", "county council", "common council"),
    "ambulance calls to crime and disorder": _HEALTH,
}
#: The kind that holds it wherever there is such a body: one of another kind can only stand in its place.
_FIRST: dict[Dataset, BodyKind] = {
    "incidents known to the police": "chief officer of police",
    "crimes": "chief officer of police",
    "deliberate fires and violence to fire staff": "fire and rescue authority",
    "malicious false alarms": "fire and rescue authority",
}
#: The kinds of health body in England, of which several can serve one area.
_SEVERAL: tuple[BodyKind, ...] = ("primary care trust", "clinical commissioning group", "integrated care board")


@dataclass(frozen=True, slots=True)
class Holders:
    """The bodies of some areas that hold some information."""

    #: Those that the law certainly makes holders, and those that it may.
    certain: frozenset[str]
    possible: frozenset[str]
    #: Whether there is certainly no other.
    whole: bool


def holders_of(world: World, areas: tuple[str, ...], day: date, name: Dataset) -> Holders:
    """The bodies that serve some areas on a day and that the law makes, or may make, holders of some information."""
    serving = {thing.id: thing for area in areas for thing in world.bodies_of(area, day)}
    kinds = {id: {told.value for told in thing.item.kind.either} for id, thing in serving.items() if thing.item.kind}
    certain = {id for id, thing in serving.items() if thing.sure and world.body_kind(thing) in _named(HOLDERS[name])}
    possible = {id for id in kinds if kinds[id] & set(_named(HOLDERS[name]))}
    if first := _FIRST.get(name):
        here = {id for id in certain if kinds[id] == {first}}
        if here:
            return Holders(frozenset(here), frozenset(here), whole=True)
        none = _closed(world, areas, first)
        return Holders(frozenset(certain if none else ()), frozenset(possible), whole=none)
    found = set().union(*(kinds[id] for id in possible))
    whole = not set(_SEVERAL) & set(HOLDERS[name]) or _health_is_whole(world, areas, found)
    if "council" in HOLDERS[name]:
        whole = whole and all(_councils_are_whole(world, area, found) for area in areas)
    return Holders(frozenset(certain), frozenset(possible), whole)


def _named(kinds: tuple[BodyKind, ...]) -> tuple[BodyKind, ...]:
    """The kinds that say what a body is."""
    return tuple(kind for kind in kinds if kind != "other")


def _health_is_whole(world: World, areas: tuple[str, ...], found: set[BodyKind]) -> bool:
    """Whether every health body of the areas is named: a Welsh area has one board, an English one may have several."""
    several = found & set(_SEVERAL)
    return "local health board" in found or (bool(several) and all(_closed(world, areas, kind) for kind in several))


def _councils_are_whole(world: World, area: str, found: set[BodyKind]) -> bool:
    """Whether every council of an area is known: a two-tier district has that of its county as well."""
    kinds = {told.value for told in world.known(world.area_kind(area), Kind.CHOICE).values}
    return bool(kinds) and ("two-tier district" not in kinds or "county council" in found)


def _closed(world: World, areas: tuple[str, ...], kind: BodyKind) -> bool:
    """Whether it is stated that no other body of a kind serves the areas on the as-at day."""
    return any(
        each.form in ("none", "whole") and each.statement.settles and each.statement.kind in (None, kind)
        for each in world.closings("bodies", frozenset(areas), any_of=False)
        if each.span is not None and each.span.first <= world.as_at <= each.span.last
    )
