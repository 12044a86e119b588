"""Units and areas as subjects: what sections 6 and 7 treat as one area.

A subject is made for a day (the day whose law applies), on which bodies and areas are looked up.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, get_args

from .combination import combined
from .evidence import Fact
from .fields import derived
from .listing import Listing
from .places import AreaKind
from .policing import policing
from .subject import Subject, extents_of
from .truth import Truth
from .values import Kind
from .world import ELECTED, POLICING, from_table

#: The series of which a county makes items for its districts' partnerships.
MADE_FOR_DISTRICTS = ("assessments", "consultations")
#: The series of which an item for a part of a combined area may be the whole area's.
HELD_FOR_A_PART = ("meetings", "consultations")
#: The series of which one item may serve several areas that are not combined.
SHARED = ("assessments", "plans")

AS_TAKEN = "as the area is taken here"
_CLERK = "the council's governance team"
_PARTNERSHIP = "the partnership's officer"


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

        An assessment or consultation of the whole county may have been made for each of its districts, and a
        meeting or consultation held for a part of a combined area may be the whole area's: whether it is, is a
        question, and never settled here. A plan for the county, or for a part, is not the area's own (s 6(1)).
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

    @derived("The consultations of the public held for it.", "Consultation", many=True, series="consultations")
    def consultations(self) -> Listing:
        """Consultations for every area of the unit."""
        return self._series("consultations")

    @derived("The community safety agreements of its county.", "Agreement", many=True, series="agreements")
    def agreements(self) -> Listing:
        """Agreements of any county in which it lies."""
        counties = frozenset(county for area in self.areas if (county := self.world.area_county(area)))
        things = [thing for thing in self.world.items("agreements") if counties & frozenset(thing.item.covers)]
        return self.world.series("agreements", counties, things, any_of=False)

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
