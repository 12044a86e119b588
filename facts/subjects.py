"""The subjects of duties: what law or geography enumerates, with the derived names that rules read.

A subject is made for a day (the day whose law applies), on which bodies and areas are looked up.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, get_args

from .days import Day, on_or_before
from .evidence import Fact
from .fields import derived
from .gazetteer import council_of
from .listing import Listing, Thing
from .places import AreaKind, Partnership
from .policing import as_subjects, policing
from .subject import Subject, extents_of
from .truth import Truth, all_of, any_of, negation
from .values import Kind
from .world import ELECTED, POLICING, World, from_table

#: The series of which a county makes items for its districts' partnerships.
MADE_FOR_DISTRICTS = ("assessments",)
#: The series of which an item for a part of a combined area may be the whole area's.
HELD_FOR_A_PART = ("meetings",)
#: The series of which one item may serve several areas that are not combined.
SHARED = ("assessments", "plans")

AS_TAKEN = "as the area is taken here"
_CLERK = "the council's governance team"
_PARTNERSHIP = "the partnership's officer"


#: The last day on which areas were combined by order; from the next day by agreement (2011 Act Sch 11).
LAST_DAY_OF_ORDERS = date(2012, 1, 15)


def combined(world: World, partnership: Partnership, day: date) -> Truth:
    """Whether an agreement (before 2012 an order) made a partnership's areas one on a day.

    Crime and Disorder Act 1998 s 5(1A), (1B). One that is stated stands on the dossier's day, and is only last
    known after it.
    """
    if len(partnership.areas) < 2:
        return Truth.FALSE
    on = Day.on(day)

    def done(fact: Fact[Day] | None) -> Truth:
        known = world.known(fact, Kind.ACT)
        return _agree([on_or_before(told.value, on) for told in known.values])

    combination = partnership.combination
    agreed = done(combination.agreement)
    ordered = done(combination.order) if combination.order is not None else Truth.FALSE
    if ordered is Truth.TRUE and day > LAST_DAY_OF_ORDERS:
        ordered = Truth.UNKNOWN  # whether orders were saved when agreements replaced them is not certain
    made = any_of([agreed, ordered])
    if made is not Truth.TRUE:
        return made
    if combination.ended is not None:
        return all_of([made, negation(done(combination.ended))])
    return made if day <= world.dossier.as_at else Truth.UNKNOWN


def _agree(truths: list[Truth]) -> Truth:
    return truths[0] if truths and len(set(truths)) == 1 else Truth.UNKNOWN


@dataclass(frozen=True)
class Unit(Subject):
    """What sections 6 and 7 treat as one area: a combined area, or a single local government area."""

    areas: tuple[str, ...] = ()
    #: Whether these areas stand combined, as this view of them supposes.
    joined: bool = False

    @property
    def title(self) -> str:
        """The area's name, or the partnership's where areas are combined."""
        if self.joined and (stated := self.world.dossier.partnerships.get(self.id)):
            return stated.title or self.id
        return self.world.area_title(self.areas[0]) if len(self.areas) == 1 else self.id

    @property
    def path(self) -> tuple[str, ...]:
        """The area, or the partnership."""
        return ("partnerships" if self.joined else "areas", self.id)

    @property
    def concerns(self) -> frozenset[str]:
        """The unit, its areas and their partnership."""
        return frozenset({self.id, *self.areas, *([self.partnership] if self.partnership else [])})

    def judged_by(self, ids: frozenset[str]) -> bool:
        """Only a judgement of every one of its areas speaks of the unit."""
        return self.id in ids or frozenset(self.areas) <= ids

    @property
    def extents(self) -> tuple[str, ...]:
        """The nations in which its areas may lie."""
        return extents_of(self.world, self.areas)

    @property
    def partnership(self) -> str | None:
        """The partnership that serves its areas."""
        found = self.world.partnership_of(self.areas[0])
        return found[0] if found else None

    @derived(
        "The kind of area; for a combined area, of its first area.",
        Kind.CHOICE,
        question="What kind of area is it?",
        ask=_CLERK,
        options=get_args(AreaKind),
    )
    def kind(self) -> Fact[Any] | None:
        """From the table and the dossier."""
        return self.world.area_kind(self.areas[0])

    @derived("Whether it is one area by a combination agreement or order.", Kind.YES_NO)
    def combined(self) -> Fact[Any]:
        """As this view of the unit supposes."""
        return from_table(self.joined, AS_TAKEN)

    @derived(
        "Whether its area works as one with others though no agreement combines them.",
        Kind.YES_NO,
        question="Is there a written combination agreement, and of what date?",
        ask=_PARTNERSHIP,
        answer="partnerships.{partnership}.combination.agreement",
    )
    def acts_jointly(self) -> Fact[Any] | None:
        """True for an area whose partnership serves several and that stands alone in law.

        Where no partnership is named it stands alone, unless a document covers it together with others.
        """
        found = self.world.partnership_of(self.areas[0])
        if found is not None:
            return from_table(len(found[1].areas) > 1 and not self.joined, AS_TAKEN)
        shared = any(
            self.areas[0] in covers and len(covers) > 1
            for name in SHARED
            for thing in self.world.items(name)
            if (covers := self.world.expand(thing.item.covers))
        )
        return None if shared else from_table(False, AS_TAKEN)

    @derived(
        "Whether an agreement (before 2012 an order) makes its partnership's areas one.",
        Kind.YES_NO,
        question="Is there a written combination agreement, and of what date?",
        ask=_PARTNERSHIP,
        answer="partnerships.{partnership}.combination.agreement",
    )
    def combination_agreed(self) -> Fact[Any] | None:
        """As the partnership's combination stands on the unit's day; None where it is not known."""
        found = self.world.partnership_of(self.areas[0])
        if found is None:
            return None
        _, partnership = found
        truth = combined(self.world, partnership, self.day)
        if not truth.settled:
            return None
        agreement = partnership.combination.agreement
        note = "by the combination agreement or order" if agreement else "the partnership serves one area"
        fact = from_table(truth is Truth.TRUE, note)
        if agreement and agreement.either:
            evidence = agreement.either[0].model_copy(update={"value": truth is Truth.TRUE})
            return fact.model_copy(update={"either": (evidence,)})
        return fact

    def _series(self, name: str) -> Listing:
        """The items that cover the whole unit, and those that may be its own.

        An assessment of the whole county may have been made for each of its districts, and a meeting held for a
        part of a combined area may be the whole area's: whether it is, is a question, and never settled here. A
        plan for the county, or for a part, is not the area's own (s 6(1)).
        """
        whole = frozenset(self.areas)
        counties = {county for area in self.areas if (county := self.world.area_county(area))}
        things = []
        for thing in self.world.items(name):
            covers = self.world.expand(thing.item.covers)
            if whole <= covers:
                things.append(thing)
            elif (name in HELD_FOR_A_PART and whole & covers) or (name in MADE_FOR_DISTRICTS and counties & covers):
                things.append(replace(thing, sure=False))
        return self.world.series(name, whole, things)

    @derived("The partnership plans that cover it.", "Plan", many=True, series="plans")
    def plans(self) -> Listing:
        """Plans that cover every area of the unit."""
        return self._series("plans")

    @derived("The strategic assessments that cover it.", "Assessment", many=True, series="assessments")
    def assessments(self) -> Listing:
        """Assessments that cover every area of the unit."""
        return self._series("assessments")

    @derived("The groups that serve it.", "Group", many=True, series="groups")
    def groups(self) -> Listing:
        """Groups that serve every area of the unit."""
        return self._series("groups")

    @derived("The meetings held for it.", "Meeting", many=True, series="meetings")
    def meetings(self) -> Listing:
        """Meetings for every area of the unit."""
        return self._series("meetings")

    @derived("The information sharing protocols that cover it.", "Protocol", many=True, series="protocols")
    def protocols(self) -> Listing:
        """Protocols that cover every area of the unit."""
        return self._series("protocols")

    @derived("The requirements that policing bodies made of it.", "Request", many=True, series="requests")
    def requests(self) -> Listing:
        """Requests that concern every area of the unit."""
        return self._series("requests")

    @derived("The elected policing bodies whose police areas take it in.", "PolicingBody", many=True)
    def elected_policing_bodies(self) -> Listing:
        """From the tables and the dossier, on the unit's day."""
        return policing(self.world, self.areas, self.day, ELECTED)

    @derived("The policing bodies whose police areas take it in.", "PolicingBody", many=True)
    def policing_bodies(self) -> Listing:
        """From the tables and the dossier, on the unit's day."""
        return policing(self.world, self.areas, self.day, POLICING)


@dataclass(frozen=True)
class AreaSubject(Unit):
    """A local government area on its own, for duties that no agreement merges."""


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
        if any(told.value == "two-tier district" for known in districts for told in known.values):
            return from_table(True, "one of its areas is a two-tier district")
        return None

    @property
    def areas(self) -> tuple[str, ...]:
        """The districts of the county of which the dossier speaks."""
        return tuple(area for area in self.world.areas if self.world.area_county(area) == self.id)

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
            things = tuple(
                thing
                for thing in self.world.table_bodies
                if row.police_area in thing.item.covers
                and self.world.body_kind(thing) in ELECTED
                and self.world._body_stands(thing.item, self.day)
            )
            return Listing("policing bodies", as_subjects(self.world, things, self.day), whole=True)
        stated = [
            Thing(id, body, ("bodies", id))
            for id, body in sorted(self.world.dossier.bodies.items())
            if self.id in body.covers and self.world._body_stands(body, self.day)
        ]
        found = tuple(thing for thing in stated if self.world.body_kind(thing) in ELECTED)
        return Listing(
            "policing bodies",
            as_subjects(self.world, found, self.day),
            whole=bool(found),
            others="Which policing body answers for the county",
            ask=_PARTNERSHIP,
        )


@dataclass(frozen=True)
class Council(Subject):
    """A council that must have a crime and disorder committee: of an area, or of a two-tier county."""

    @property
    def title(self) -> str:
        """The council's name."""
        row = self.world.known_area(self.id)
        stated = self.world.dossier.areas.get(self.id)
        if stated and stated.council:
            return stated.council
        if row:
            return row.council
        if self.id in self.world.counties:
            return self.world.county_council(self.id)
        return f"the council of {self.world.area_title(self.id)}"

    @property
    def path(self) -> tuple[str, ...]:
        """The council's area."""
        return ("areas" if self.id in self.world.areas else "counties", self.id)

    @property
    def concerns(self) -> frozenset[str]:
        """The area and its council."""
        return frozenset({self.id, council_of(self.id)})

    @property
    def extents(self) -> tuple[str, ...]:
        """The nation of its area; two-tier counties are English."""
        return extents_of(self.world, (self.id,)) if self.id in self.world.areas else ("england",)

    @property
    def partnership(self) -> str | None:
        """The partnership that serves its area."""
        found = self.world.partnership_of(self.id)
        return found[0] if found else None

    @derived(
        "The meetings of its crime and disorder committee to review the partnership's work.",
        "Meeting",
        many=True,
        series="meetings",
    )
    def meetings(self) -> Listing:
        """Meetings for this council, alone or with others."""
        things = [thing for thing in self.world.items("meetings") if self.id in self.world.expand(thing.item.covers)]
        return replace(self.world.series("meetings", {self.id}, things), ask="the council's scrutiny officer")


@dataclass(frozen=True)
class Authority(Subject):
    """A responsible authority of an area: a kind that law says must be there, with the bodies known of it."""

    area: str = ""
    kind_of_body: str = ""
    bodies: tuple[Thing, ...] = ()
    #: Whether it is certainly one: a contract, or an area of unknown kind, can leave that open.
    membership: Truth = Truth.TRUE

    @property
    def title(self) -> str:
        """The body's name, or the kind where nobody named it."""
        if self.bodies:
            return " and ".join(thing.title for thing in self.bodies)
        return f"the {self.kind_of_body} (not named)"

    @property
    def path(self) -> tuple[str, ...]:
        """The area and the kind of authority."""
        return ("areas", self.area, self.kind_of_body)

    @property
    def concerns(self) -> frozenset[str]:
        """The bodies."""
        return frozenset({self.id, *(thing.id for thing in self.bodies)})

    @property
    def extents(self) -> tuple[str, ...]:
        """The nation of the area."""
        return extents_of(self.world, (self.area,))

    @property
    def partnership(self) -> str | None:
        """The partnership that serves the area."""
        found = self.world.partnership_of(self.area)
        return found[0] if found else None

    @derived("The groups that serve its area.", "Group", many=True, series="groups")
    def groups(self) -> Listing:
        """Groups that serve the area."""
        return Unit(self.world, self.area, self.day, areas=(self.area,)).groups()

    @derived("The name of the kind of authority.", Kind.TEXT)
    def kind(self) -> Fact[Any]:
        """By the table of responsible authorities."""
        return from_table(self.kind_of_body)
