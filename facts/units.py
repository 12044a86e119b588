"""Units and areas as subjects: what sections 6 and 7 treat as one area.

A subject is made for a day (the day whose law applies), on which bodies and areas are looked up.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, get_args

from .combination import combined, ever_combined
from .evidence import Fact
from .fields import derived
from .listing import Listing
from .places import AreaKind
from .policing import policing
from .registers import registered
from .subject import Subject, extents_of
from .truth import Truth
from .values import Kind
from .world import ELECTED, POLICING, from_table

#: The series of which a county makes items for its districts' partnerships.
MADE_FOR_DISTRICTS = ("assessments", "consultations", "protocols")
#: The series of which an item for a part of a combined area may be the whole area's.
HELD_FOR_A_PART = ("meetings", "consultations", "protocols")
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

    def _of_combination(self, name: str) -> Fact[Any] | None:
        """What is stated of the combination of its partnership's areas."""
        found = self.world.partnership_of(self.areas[0])
        return getattr(found[1].combination, name) if found else None

    @derived(
        "Whether an agreement or order ever made its partnership's areas one.",
        Kind.YES_NO,
        question="Is there a written combination agreement, and of what date?",
        ask=_PARTNERSHIP,
        answer="partnerships.{partnership}.combination.agreement",
    )
    def ever_combined(self) -> Fact[Any] | None:
        """As stated of its partnership, whether or not it has ended; no where that serves one area alone."""
        found = self.world.partnership_of(self.areas[0])
        if found is None or len(found[1].areas) < 2:
            return from_table(False, "no partnership of several areas serves it")
        return ever_combined(self.world, found[1])

    @derived(
        "When its combination agreement or order ended.",
        Kind.ACT,
        question="Has the agreement or order ended, and when?",
        ask=_PARTNERSHIP,
        answer="partnerships.{partnership}.combination.ended",
    )
    def combination_ended(self) -> Fact[Any] | None:
        """As stated of its partnership."""
        return self._of_combination("ended")

    @derived(
        "Whether its combination agreement was ended by a written agreement.",
        Kind.YES_NO,
        question="Did the parties end the agreement by a written agreement?",
        ask=_PARTNERSHIP,
        answer="partnerships.{partnership}.combination.ended_in_writing",
    )
    def combination_ended_in_writing(self) -> Fact[Any] | None:
        """As stated of its partnership."""
        return self._of_combination("ended_in_writing")

    @derived(
        "Whether its combination agreement is in writing.",
        Kind.YES_NO,
        question="Is the combination agreement in writing?",
        ask=_PARTNERSHIP,
        answer="partnerships.{partnership}.combination.written",
    )
    def combination_written(self) -> Fact[Any] | None:
        """As stated of its partnership."""
        return self._of_combination("written")

    @derived(
        "Whether the policing body considered that its combination agreement serves a purpose of section 5A(2).",
        Kind.YES_NO,
        question="Did the policing body consider that the agreement serves to reduce crime, or another purpose of "
        "section 5A(2)?",
        ask="the policing body's office",
        answer="partnerships.{partnership}.combination.purpose_considered",
    )
    def combination_purpose_considered(self) -> Fact[Any] | None:
        """As stated of its partnership."""
        return self._of_combination("purpose_considered")

    @derived(
        "Whether its combination agreement arranges how policing bodies and authorities work together.",
        Kind.YES_NO,
        question="Does the agreement arrange how the policing bodies and the responsible authorities work together?",
        ask=_PARTNERSHIP,
        answer="partnerships.{partnership}.combination.co_operation_arranged",
    )
    def combination_co_operation_arranged(self) -> Fact[Any] | None:
        """As stated of its partnership."""
        return self._of_combination("co_operation_arranged")

    @derived(
        "Whether the Secretary of State is a party to its combination agreement.",
        Kind.YES_NO,
        question="Is the Secretary of State a party to the agreement?",
        ask=_PARTNERSHIP,
        answer="partnerships.{partnership}.combination.secretary_of_state_party",
    )
    def secretary_of_state_party(self) -> Fact[Any] | None:
        """As stated of its partnership."""
        return self._of_combination("secretary_of_state_party")

    def _series(self, name: str) -> Listing:
        """The items that cover the whole unit, and those that may be its own.

        An assessment, consultation or protocol of the whole county may have been made for each of its districts, and
        a meeting or consultation held or protocol made for a part of a combined area may be the whole area's: whether
        it is, is a question, and never settled here. A plan for the county, or for a part, is not the area's own
        (s 6(1)).
        """
        whole = frozenset(self.areas)
        counties = {county for area in self.areas for county in self.world.possible_counties(area)}
        things = []
        for thing in self.world.items(name):
            covers = self.world.expand(thing.item.covers)
            if whole <= covers:
                things.append(thing)
            elif (name in HELD_FOR_A_PART and whole & covers) or (name in MADE_FOR_DISTRICTS and counties & covers):
                things.append(replace(thing, sure=False))
        listing = self.world.series(name, whole, things)
        if not self.joined or name not in HELD_FOR_A_PART:
            return listing
        # What is said of a part says nothing of what another part held; and how many it had, nothing of the whole.
        closings = tuple(
            each for each in listing.closings if each.form != "counts" or whole <= self.world.expand(each.statement.of)
        )
        return replace(listing, closings=closings, each_of=self.areas)

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

    @derived("The quarterly returns of information shared for it.", "Return", many=True, series="returns")
    def returns(self) -> Listing:
        """Returns that cover every area of the unit."""
        return self._series("returns")

    @derived("The requirements that policing bodies made of it.", "Request", many=True, series="requests")
    def requests(self) -> Listing:
        """Requests that concern every area of the unit."""
        return self._series("requests")

    def _registered(self, name: str) -> Listing:
        """The entries of one list of every register that covers the unit, with what closes that list."""
        return registered(self.world, self._series("registers").things, frozenset(self.areas), name)

    @derived(
        "The listed bodies with which its authorities work.",
        "Contained",
        many=True,
        question="Do the responsible authorities work on their strategies with every body of this kind in the area?",
        ask=_PARTNERSHIP,
        answer="registers.{partnership}.works_with",
    )
    def works_with(self) -> Listing:
        """By every register that covers it."""
        return self._registered("works_with")

    @derived(
        "The listed bodies that co-operate with its authorities.",
        "Contained",
        many=True,
        question="Does every body of this kind co-operate when the responsible authorities ask it to?",
        ask=_PARTNERSHIP,
        answer="registers.{partnership}.co_operating",
    )
    def co_operating(self) -> Listing:
        """By every register that covers it."""
        return self._registered("co_operating")

    @derived(
        "The descriptions of which somebody was invited to take part.",
        "Contained",
        many=True,
        question="Was at least one person or body of this description invited to take part?",
        ask=_PARTNERSHIP,
        answer="registers.{partnership}.invited",
    )
    def invited(self) -> Listing:
        """By every register that covers it."""
        return self._registered("invited")

    @derived(
        "The descriptions to which nobody in the area answers.",
        "Contained",
        many=True,
        question="Is there nobody of this description in the area?",
        ask=_PARTNERSHIP,
        answer="registers.{partnership}.absent",
    )
    def absent(self) -> Listing:
        """By every register that covers it."""
        return self._registered("absent")

    @derived("The bodies that serve it, those of every kind.", "Body", many=True)
    def bodies(self) -> Listing:
        """From the tables and the dossier, on the unit's day; open until a statement closes it for every area."""
        things = {thing.id: thing for area in self.areas for thing in self.world.bodies_of(area, self.day)}
        return self.world.bodies_serving(frozenset(self.areas), things.values())

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

    @derived(
        "Whether its council has an elected member responsible for community safety.",
        Kind.YES_NO,
        question="Does the council have an elected member responsible for community safety?",
        ask=_CLERK,
        state=True,
    )
    def community_safety_member(self) -> Fact[Any] | None:
        """As stated of the area."""
        stated = self.world.dossier.areas.get(self.id)
        return stated.community_safety_member if stated else None
