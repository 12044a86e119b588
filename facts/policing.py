"""Policing bodies as subjects: commissioners, mayors, the Mayor's Office, and the authorities before them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, get_args

from .days import Day, in_words
from .elections import Election
from .evidence import Fact
from .fields import derived
from .listing import Listing, Thing
from .places import Body, BodyKind
from .subject import Subject, extents_of
from .truth import Truth
from .values import Kind
from .world import World, from_table

_PARTNERSHIP = "the partnership's officer"

_NO_BODY = Body.model_construct()


@dataclass(frozen=True)
class PolicingBody(Subject):
    """A policing body: a commissioner, a mayor, the Mayor's Office, or before 2012 an authority."""

    body: Body = _NO_BODY
    #: Whether it certainly exists on the subject's day.
    membership: Truth = Truth.TRUE

    @property
    def title(self) -> str:
        """The body's name."""
        return self.world.body_title(self.id)

    @property
    def path(self) -> tuple[str, ...]:
        """The body."""
        return ("bodies", self.id)

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas of which the dossier speaks and for which it answers."""
        return tuple(
            area for area in self.world.areas if self.id in {thing.id for thing in self.world.bodies_of(area, self.day)}
        )

    @property
    def extents(self) -> tuple[str, ...]:
        """The nations of the areas for which it answers."""
        return extents_of(self.world, self.areas) if self.areas else ("england",)

    @derived(
        "The kind of body.",
        Kind.CHOICE,
        question="What kind of body is it?",
        ask=_PARTNERSHIP,
        options=get_args(BodyKind),
    )
    def kind(self) -> Fact[Any] | None:
        """From the tables or the dossier."""
        return self.body.kind

    @derived("The requirements that it made of partnerships.", "Request", many=True, series="requests")
    def requests(self) -> Listing:
        """Requests by this body, whichever partnership they concern."""
        things = [thing for thing in self.world.items("requests") if thing.item.by == self.id]
        return self.world.series("requests", {self.id}, things)

    @derived(
        "The police and crime plans that it issued.", "PoliceAndCrimePlan", many=True, series="police_and_crime_plans"
    )
    def police_and_crime_plans(self) -> Listing:
        """Police and crime plans by this body."""
        things = [thing for thing in self.world.items("police_and_crime_plans") if thing.item.by == self.id]
        return self.world.series("police_and_crime_plans", {self.id}, things)

    @derived("The ordinary elections that filled its office.", "Election", many=True, series="elections")
    def elections(self) -> Listing:
        """Ordinary elections of this body: those of the shipped table, and those that the dossier gives."""
        things = [thing for thing in self.world.items("elections") if thing.item.elects == self.id]
        kind = self.world.body_kind(Thing(self.id, self.body, self.path))
        whole = False
        for name, row in self.world.gazetteer.ordinary_elections.items():
            if row.kind == kind:
                things += [_election(self.id, name, day) for day in row.held]
                whole = self.day <= row.until
        return replace(self.world.series("elections", {self.id}, things), whole=whole)


def _election(body: str, name: str, day: date) -> Thing:
    """An ordinary election of the shipped table."""
    title = f"the ordinary election of {in_words(Day.on(day))}"
    item = Election.model_construct(title=title, elects=body, held=from_table(Day.on(day)))
    return Thing(f"{name}-{day.year}", item, ("tables", "ordinary-elections", name, str(day)))


def policing(world: World, areas: tuple[str, ...], day: date, kinds: tuple[str, ...]) -> Listing:
    """The policing bodies of some areas, as subjects."""
    listing = world.policing_bodies(areas, day, kinds)
    return Listing(
        listing.what,
        as_subjects(world, listing.things, day),
        whole=listing.whole,
        others=listing.others,
        ask=listing.ask,
    )


def as_subjects(world: World, things: tuple[Thing, ...], day: date) -> tuple[Thing, ...]:
    """Bodies made into subjects for a day."""
    return tuple(
        replace(each, item=PolicingBody(world, each.id, day, body=each.item, membership=_truth_of(each)))
        for each in things
    )


def _truth_of(thing: Thing) -> Truth:
    """Whether a body certainly belongs to the list in which it stands."""
    return Truth.TRUE if thing.sure else Truth.UNKNOWN
