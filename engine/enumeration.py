"""The subjects of each rule: only what law or geography enumerates, never documents that somebody must know of.

Where it is not known whether areas are combined, each area is seen in two views, alone and combined, and a
finding is settled only where both agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from ..facts.combination import combined
from ..facts.councils import Council
from ..facts.counties import CountySubject
from ..facts.days import ONE_DAY, Span
from ..facts.listing import Listing
from ..facts.policing import policing
from ..facts.subject import Subject, extents_of
from ..facts.truth import Truth
from ..facts.units import AreaSubject, Unit
from ..facts.world import ELECTED, POLICING, World
from .lawbook import Lawbook

#: The day from which policing bodies, and outside the City no longer the Secretary of State, can require a report.
REQUIRED_BY_POLICING_BODIES = date(2012, 1, 16)


@dataclass(frozen=True)
class Judged:
    """A subject to be judged: its kind, id and title, and the views of it that must agree."""

    kind: str
    id: str
    title: str
    views: tuple[Any, ...]
    partnership: str | None = None
    #: For an open series: the list in which things that nobody named may stand.
    others: Listing | None = None
    #: For an open series: the nations in which they may have come about.
    extents: tuple[str, ...] = ()


def subjects_of(for_each: str, law: Lawbook, day: date, start: date | None = None) -> Iterator[Judged]:
    """Every subject of a kind on a day; of a period, those whose places stood when it started too."""
    world = law.world
    days = (day,) if start is None else (day, start)
    if for_each == "unit":
        yield from _units(world, day, days)
    elif for_each == "area":
        for area in _standing(world, world.areas, *days):
            subject = AreaSubject(world, area, day, areas=(area,))
            yield _judged("area", subject)
    elif for_each == "county":
        for county in world.counties:
            yield _judged("county", CountySubject(world, county, day))
    elif for_each == "council":
        for place in (*_standing(world, world.areas, *days), *_standing(world, world.counties, *days)):
            yield _judged("council", Council(world, place, day))
    elif for_each == "authority":
        for area in _standing(world, world.areas, *days):
            for authority in law.members("responsible_authorities", area, day):
                if authority.bodies or authority.membership is Truth.TRUE:
                    yield _judged("authority", authority)
    elif for_each == "policing_body":
        listing = policing(world, tuple(world.areas), day, POLICING)
        for thing in listing.things:
            yield _judged("policing_body", thing.item)
    else:
        yield from _items(for_each, world)


def _judged(kind: str, subject: Subject) -> Judged:
    return Judged(kind, subject.id, subject.title, (subject,), subject.partnership)


def _standing(world: World, places: tuple[str, ...], *days: date) -> list[str]:
    return [place for place in places if all(world.stands(place, day) for day in days)]


def _units(world: World, day: date, days: tuple[date, ...]) -> Iterator[Judged]:
    done: set[str] = set()
    for area in _standing(world, world.areas, *days):
        if area in done:
            continue
        alone = Unit(world, area, day, areas=(area,))
        found = world.partnership_of(area)
        # For a day to come, areas are combined if they are combined now.
        together = combined(world, found[1], min(day, world.as_at)) if found else Truth.FALSE
        if found is None or together is Truth.FALSE:
            yield _judged("unit", alone)
            continue
        id, partnership = found
        areas = tuple(sorted(_standing(world, partnership.areas, *days)))
        joined = Unit(world, id, day, areas=areas, joined=True)
        if together is Truth.TRUE:
            done.update(areas)
            yield Judged("unit", id, joined.title, (joined,), id)
        else:
            yield Judged("unit", area, alone.title, (alone, joined), id)


SERIES_OF = {
    "death": "deaths",
    "request": "requests",
    "report": "reports",
    "referral": "referrals",
    "committee_request": "committee_requests",
}
#: The series of which each council's committee has its own.
OF_COMMITTEES = ("reports", "referrals", "committee_requests")


def _items(for_each: str, world: World) -> Iterator[Judged]:
    """Each item of a series, and for each partnership (or area without one) the others that nobody named."""
    series = SERIES_OF[for_each]
    things = world.items(series)
    for thing in things:
        places = sorted(world.expand(thing.item.covers))
        found = next((each for place in places if (each := world.partnership_of(place))), None)
        title = thing.item.title or f"{for_each.replace('_', ' ')} {thing.id}"
        yield Judged(for_each, thing.id, title, (thing,), found[0] if found else None)
    for id, title, areas in _councils(world) if series in OF_COMMITTEES else _answerable(world):
        known = [thing for thing in things if world.expand(thing.item.covers) & frozenset(areas)]
        listing = world.series(series, areas, known, any_of=False)
        if series == "requests":
            listing = _closed_by_policing_body(world, listing, areas)
        found = world.partnership_of(id)
        partnership = found[0] if found else id if id in world.dossier.partnerships else None
        yield Judged(for_each, f"{id}/others", title, (), partnership, listing, _extents(world, areas))


def _extents(world: World, places: tuple[str, ...]) -> tuple[str, ...]:
    """The nations in which areas and counties may lie; two-tier counties are English."""
    areas = tuple(place for place in places if place in world.areas)
    return extents_of(world, areas) if areas else ("england",)


def _closed_by_policing_body(world: World, listing: Listing, areas: tuple[str, ...]) -> Listing:
    """Requirements are the policing body's: what it says of its own speaks of every area for which it answers.

    It speaks only of the days on which it stood, and not of what the Secretary of State required.
    """
    if world.as_at < REQUIRED_BY_POLICING_BODIES:
        return listing
    closings = list(listing.closings)
    changes = [day for day in world.changes_of_bodies if REQUIRED_BY_POLICING_BODIES < day <= world.as_at]
    days = sorted({REQUIRED_BY_POLICING_BODIES, *changes, world.as_at + ONE_DAY})
    for first, after in pairwise(days):
        bodies = world.policing_bodies(areas, first, (*ELECTED, "police authority"))
        everyone = frozenset(thing.id for thing in bodies.things)
        if bodies.whole and everyone:
            within = Span(first, after - ONE_DAY)
            closings += [replace(each, within=within) for each in world.closings(listing.what, everyone, any_of=False)]
    return replace(listing, closings=tuple(closings))


def _councils(world: World) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for place in (*_standing(world, world.areas, world.as_at), *_standing(world, world.counties, world.as_at)):
        yield place, Council(world, place, world.as_at).title, (place,)


def _answerable(world: World) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    served: set[str] = set()
    for id, partnership in sorted(world.dossier.partnerships.items()):
        served.update(partnership.areas)
        yield id, partnership.title or id, partnership.areas
    for area in world.areas:
        if area not in served:
            yield area, world.area_title(area), (area,)
