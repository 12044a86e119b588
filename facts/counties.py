"""County areas as subjects, with the derived names that rules read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .evidence import Fact
from .fields import derived
from .listing import Listing, Thing
from .policing import as_subjects
from .subject import Subject
from .units import AreaSubject
from .values import Kind
from .world import ELECTED, from_table

_CLERK = "the council's governance team"
_PARTNERSHIP = "the partnership's officer"


@dataclass(frozen=True)
class CountySubject(Subject):
    """A county area: a county with at least one district council that is not a unitary authority."""

    @property
    def title(self) -> str:
        """The county's name."""
        return self.world.county_title(self.id)

    @property
    def path(self) -> tuple[str, ...]:
        """The county."""
        return ("counties", self.id)

    @derived(
        "Whether it is a county area: at least one of its districts is not unitary.",
        Kind.YES_NO,
        question="Is at least one of the county's district councils not a unitary authority?",
        ask=_CLERK,
    )
    def two_tier(self) -> Fact[Any] | None:
        """From the table, on the subject's day; or as stated."""
        row = self.world.known_county(self.id)
        if row is not None:
            return from_table(row.stands(self.day))
        stated = self.world.dossier.counties.get(self.id)
        if stated is not None and stated.two_tier is not None:
            return stated.two_tier
        districts = [self.world.known(self.world.area_kind(area), Kind.CHOICE) for area in self.areas]
        if any(known.values and all(told.value == "two-tier district" for told in known.values) for known in districts):
            return from_table(True, "one of its areas is a two-tier district")
        return None

    @property
    def areas(self) -> tuple[str, ...]:
        """The districts of the county that stand on the subject's day: those of the table and of the dossier."""
        tables = self.world.gazetteer.areas
        named = {area for area in (*self.world.areas, *tables) if self.world.area_county(area) == self.id}
        return tuple(sorted(area for area in named if self.world.stands(area, self.day)))

    @derived(
        "Whether the county council has an elected member responsible for community safety.",
        Kind.YES_NO,
        question="Does the county council have an elected member responsible for community safety?",
        ask=_CLERK,
        state=True,
    )
    def community_safety_member(self) -> Fact[Any] | None:
        """As stated of the county."""
        stated = self.world.dossier.counties.get(self.id)
        return stated.community_safety_member if stated else None

    @derived("Its districts.", "AreaSubject", many=True)
    def districts(self) -> Listing:
        """The areas of the county, as subjects: whole where the table has the county."""
        things = [AreaSubject(self.world, area, self.day, areas=(area,)) for area in self.areas]
        return Listing(
            "districts",
            tuple(Thing(each.id, each, each.path) for each in things),
            whole=self.world.known_county(self.id) is not None,
            others="Does the county have any district besides those named",
            ask=_CLERK,
        )

    @derived("The bodies that serve its districts, those of every kind.", "Body", many=True)
    def bodies(self) -> Listing:
        """From the tables and the dossier, on the subject's day; open until a statement closes it for the county."""
        things = {thing.id: thing for area in self.areas for thing in self.world.bodies_of(area, self.day)}
        return self.world.bodies_serving(frozenset({self.id}), things.values())

    def _series(self, name: str) -> Listing:
        things = [thing for thing in self.world.items(name) if self.id in thing.item.covers]
        return self.world.series(name, {self.id}, things)

    @derived("The community safety agreements made for it.", "Agreement", many=True, series="agreements")
    def agreements(self) -> Listing:
        """Agreements that cover the county."""
        return self._series("agreements")

    @derived("The groups that serve the county.", "Group", many=True, series="groups")
    def groups(self) -> Listing:
        """Groups that cover the county."""
        return self._series("groups")

    @derived("The meetings held for the county.", "Meeting", many=True, series="meetings")
    def meetings(self) -> Listing:
        """Meetings that cover the county."""
        return self._series("meetings")

    @derived("The elected policing bodies whose police areas take it in.", "PolicingBody", many=True)
    def elected_policing_bodies(self) -> Listing:
        """From the tables and the dossier, on the subject's day."""
        row = self.world.known_county(self.id)
        if row is not None:
            of_table = [
                thing
                for thing in self.world.table_bodies
                if row.police_area in thing.item.covers and self.world.body_kind(thing) in ELECTED
            ]
            things = tuple(self.world.standing_bodies(of_table, self.day))
            return Listing("policing bodies", as_subjects(self.world, things, self.day), whole=True)
        stated = [
            Thing(id, body, ("bodies", id))
            for id, body in sorted(self.world.dossier.bodies.items())
            if self.id in body.covers
        ]
        standing = self.world.standing_bodies(stated, self.day)
        found = tuple(thing for thing in standing if self.world.body_kind(thing) in ELECTED)
        return Listing(
            "policing bodies",
            as_subjects(self.world, found, self.day),
            whole=bool(found),
            others="Which policing body answers for the county",
            ask=_PARTNERSHIP,
        )
