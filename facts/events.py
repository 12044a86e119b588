"""Groups, meetings, requests, scrutiny reports and deaths, with the areas that each covers."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from .days import Day
from .documents import Sending
from .evidence import Fact
from .fields import Entry, Item, derived, listed, told
from .values import (
    ActValue,
    AgeValue,
    AreaId,
    BodyId,
    DayValue,
    Id,
    Kind,
    Refers,
    TextValue,
    TimeValue,
    YesNoValue,
)

_PARTNERSHIP = "the partnership's officer"
_SCRUTINY = "the council's scrutiny officer"
_REVIEW = "the partnership's lead for domestic homicide reviews"
_POLICING = "the policing body's office"


class Member(Entry):
    """A member of a group. Written plainly: yes if a member, no if not."""

    shorthand: ClassVar[str] = "member"
    key: ClassVar[str] = "id"

    member: Fact[YesNoValue] | None = told("Whether this is a member.", "Is this a member?", _PARTNERSHIP, state=True)
    appointed_by: Fact[BodyId] | None = told(
        "The body that appointed the member.", "Which body appointed the member?", _PARTNERSHIP
    )
    senior: Fact[YesNoValue] | None = told(
        "Whether the member holds a senior post in that body.",
        "Does the member hold a senior post in the body that appointed them?",
        _PARTNERSHIP,
        state=True,
    )


class Group(Item):
    """A strategy group, county strategy group or other board. What it does counts, not its name."""

    dated_by: ClassVar[str] = "standing"
    others: ClassVar[str] = "Was there any group that did this work"
    ask_others: ClassVar[str] = _PARTNERSHIP

    covers: tuple[AreaId, ...] = Field(min_length=1, description="The areas, county or partnership it serves.")
    standing: Fact[TimeValue] | None = told(
        "When the group stood.", "When was the group set up, and does it still stand?", _PARTNERSHIP
    )
    acts_as_strategy_group: Fact[YesNoValue] | None = told(
        "Whether it prepares assessments and the partnership plan for the responsible authorities.",
        "Does the group prepare the assessments and the plan on behalf of the responsible authorities?",
        "the group's chair",
        state=True,
    )
    acts_as_county_strategy_group: Fact[YesNoValue] | None = told(
        "Whether it prepares the community safety agreement for the responsible authorities of the county.",
        "Is it the group that prepares the county's community safety agreement?",
        "the group's chair",
        state=True,
    )
    statutory: Fact[YesNoValue] | None = told(
        "Whether it is a statutory body.", "Is the group a statutory body?", "the group's chair", state=True
    )
    chair: TextValue | None = Field(None, description="Who chairs it (a role).")
    members: dict[Id, Member] = listed(
        "Its members.", "Who are its members?", _PARTNERSHIP, others="Has the group any members"
    )


class Attendance(Entry):
    """A body's attendance at a meeting. Written plainly: yes if it was represented, no if not."""

    shorthand: ClassVar[str] = "attended"
    key: ClassVar[str] = "body"

    attended: Fact[YesNoValue] | None = told("Whether it was represented.", "Was it represented?", _PARTNERSHIP)
    senior: Fact[YesNoValue] | None = told(
        "Whether somebody who holds a senior post in it came.",
        "Did somebody who holds a senior post in it attend?",
        _PARTNERSHIP,
    )

    @derived(
        "Whether somebody senior came: as stated, and no where nobody came at all.",
        Kind.YES_NO,
        question="Did somebody who holds a senior post in it attend?",
        ask=_PARTNERSHIP,
        answer="senior",
    )
    def senior_came(self) -> Fact[bool] | None:
        """The stated answer; a body that was not represented sent nobody senior."""
        absent = [each for each in self.attended.either if each.value is False] if self.attended else []
        if self.senior is None and self.attended and absent and len(absent) == len(self.attended.either):
            return self.attended
        return self.senior


class Meeting(Item):
    """A meeting. ``scrutiny`` is a council committee's meeting to review this work, and no panel's."""

    dated_by: ClassVar[str] = "held"
    others: ClassVar[str] = "Was any meeting held"
    ask_others: ClassVar[str] = _PARTNERSHIP

    kind: Literal["public", "strategy group", "county strategy group", "scrutiny", "attendance", "other"] = Field(
        description="What kind of meeting it is."
    )
    covers: tuple[AreaId, ...] = Field(min_length=1, description="The areas, or for scrutiny the councils, it was for.")
    held: Fact[ActValue] | None = told("When it was held.", "When was the meeting held?", _PARTNERSHIP)
    extent: TextValue | None = Field(None, description="How full it was, if that is said.")
    attendance: dict[BodyId, Attendance] = listed(
        "The bodies represented at it.", "Which bodies were represented?", _PARTNERSHIP
    )


class Request(Item):
    """A requirement by a policing body: for a report (s 7) or for attendance (reg 14A)."""

    dated_by: ClassVar[str] = "made"
    others: ClassVar[str] = "Did the policing body make any requirement"
    ask_others: ClassVar[str] = _POLICING

    kind: Literal["report", "attendance"] = Field(description="What is required.")
    covers: tuple[AreaId, ...] = Field(min_length=1, description="The areas or partnership of which it is required.")
    by: BodyId = Field(description="The policing body that requires it.")
    made: Fact[ActValue] | None = told("When it was made.", "When was the requirement made?", _POLICING)
    deadline: Fact[DayValue] | None = told(
        "The day by which it asks for the report.", "By what day was the report required?", _POLICING
    )
    submitted: dict[BodyId, Sending] = listed(
        "The bodies to which the report was submitted, and when.",
        "Was the report submitted, to whom and when?",
        _POLICING,
        others="Was the report submitted to any body",
    )

    @derived(
        "When the report was submitted to the body that required it.",
        Kind.ACT,
        question="When was the report submitted to the body that required it?",
        ask=_POLICING,
    )
    def report(self) -> Fact[Day] | None:
        """The submission to the body that made the requirement."""
        sending = self.submitted.get(self.by)
        return sending.date if sending else None


class Reply(Entry):
    """A reply to a committee's report. Written plainly: the day on which it was sent."""

    shorthand: ClassVar[str] = "date"
    key: ClassVar[str] = "body"

    date: Fact[ActValue] | None = told("When the reply was sent.", "When did it reply?", _SCRUTINY)


class Report(Item):
    """A report or recommendation by a crime and disorder committee (Police and Justice Act 2006 s 19)."""

    dated_by: ClassVar[str] = "made"
    others: ClassVar[str] = "Did the committee make any report"
    ask_others: ClassVar[str] = _SCRUTINY

    covers: tuple[AreaId, ...] = Field(min_length=1, description="The council whose committee made it.")
    made: Fact[ActValue] | None = told("The date of the report.", "What is the report's date?", _SCRUTINY)
    arises_from: Fact[Literal["councillor referral", "committee"]] | None = told(
        "What it arose from.", "Did it arise from a matter that a councillor referred?", _SCRUTINY
    )
    sent: dict[BodyId, Sending] = listed("To whom it was sent.", "To whom was it sent?", _SCRUTINY)
    replies: dict[BodyId, Reply] = listed("The replies.", "Who replied, and when?", _SCRUTINY)


class Death(Item):
    """A death that may call for a domestic homicide review, and the steps taken (2004 Act s 9)."""

    dated_by: ClassVar[str] = "date"
    others: ClassVar[str] = "Was there any death that may call for a domestic homicide review"
    ask_others: ClassVar[str] = _REVIEW

    covers: tuple[AreaId, ...] = Field(min_length=1, description="The area in which the person who died lived.")
    date: Fact[ActValue] | None = told("When the person died.", "When did the person die?", _REVIEW)
    age: Fact[AgeValue] | None = told(
        "The age at death of the person who died.", "How old was the person who died?", _REVIEW
    )
    resulted_from: Fact[Literal["violence", "abuse", "neglect", "none of these"]] | None = told(
        "What the death was found to have resulted from.",
        "Was the death found to have resulted from violence, abuse or neglect?",
        _REVIEW,
    )
    caused_by: Fact[Literal["relative", "partner", "former partner", "none of these"]] | None = told(
        "How the person who caused the death was related to the person who died.",
        "Was the death caused by a relative, or by a partner or former partner?",
        _REVIEW,
    )
    same_household: Fact[YesNoValue] | None = told(
        "Whether the person who caused the death was a member of the same household.",
        "Was the person who caused the death a member of the same household?",
        _REVIEW,
    )
    notified: Fact[ActValue] | None = told(
        "When the partnership was told of the death in writing.",
        "When was the partnership told of the death in writing?",
        _REVIEW,
    )
    known_from: Fact[ActValue] | None = told(
        "When the death came to the partnership's or its chair's attention, if not by that notice.",
        "When did the death come to the attention of the partnership or its chair?",
        _REVIEW,
    )
    referred: Fact[YesNoValue] | None = told(
        "Whether it was put to the partnership as a possible review.",
        "Was the death put to the partnership as one that might call for a review?",
        _REVIEW,
    )
    review_decision: Fact[ActValue] | None = told(
        "When it was decided whether to hold a review.",
        "When was it decided whether to hold a review?",
        _REVIEW,
    )
    decision: Fact[Literal["review", "no review"]] | None = told(
        "What was decided.", "Was it decided to hold a review?", _REVIEW
    )
    delay_reasons: Fact[YesNoValue] | None = told(
        "Whether reasons for deciding later than the guidance says were recorded.",
        "Were reasons for the delay recorded?",
        _REVIEW,
    )
    home_office_told: Fact[ActValue] | None = told(
        "When the Home Office was told of the decision.", "When was the Home Office told?", _REVIEW
    )
    family_told: Fact[ActValue] | None = told(
        "When the family was told of the decision.", "When was the family told?", _REVIEW
    )
    established_by: Fact[BodyId] | None = told(
        "The body that established the review.", "Which body established the review?", _REVIEW
    )
    panel_completed: Fact[ActValue] | None = told(
        "When the review panel signed the report off.", "When did the panel sign the report off?", _REVIEW
    )
    partnership_agreed: Fact[ActValue] | None = told(
        "When the partnership agreed the report.", "When did the partnership agree the report?", _REVIEW
    )
    home_office_cleared: Fact[ActValue] | None = told(
        "When the Home Office cleared the report.", "When did the Home Office clear the report?", _REVIEW
    )
    published: Fact[ActValue] | None = told("When the report was published.", "When was the report published?", _REVIEW)
    commissioner_sent: Fact[ActValue] | None = told(
        "When the report was sent to the Domestic Abuse Commissioner.",
        "When was the report sent to the Domestic Abuse Commissioner?",
        _REVIEW,
    )
    copies: dict[BodyId, Sending] = listed(
        "Others to whom the report was sent.", "To whom else was the report sent?", _REVIEW
    )
    action_plan_complete: Fact[ActValue] | None = told(
        "When every action of the plan was done.", "Is the review's action plan complete?", _REVIEW
    )
    other_learning: TextValue | None = Field(None, description="Other learning that was held, such as a workshop.")

    @derived(
        "Whether a review was held: yes if that was decided or a report exists, no if it was decided against.",
        Kind.YES_NO,
        question="Was it decided to hold a review?",
        ask=_REVIEW,
        answer="decision",
    )
    def review_held(self) -> Fact[bool] | None:
        """From the decision, or from any step that only a review takes."""
        for fact in (self.panel_completed, self.partnership_agreed, self.home_office_cleared):
            for each in fact.either if fact is not None else ():
                if each.settles and each.value.latest <= each.as_at:
                    return Fact[bool].told((each, True))
        if self.decision is None or not self.decision.either:
            return None
        return Fact[bool].told(*((each, each.value == "review") for each in self.decision.either))

    @derived(
        "When the death came to the partnership's attention: as stated, or no later than the written notice.",
        Kind.ACT,
        question="When did the death come to the attention of the partnership or its chair?",
        ask=_REVIEW,
        answer="known_from",
    )
    def attention(self) -> Fact[Day] | None:
        """The stated day, or one no later than the notice or decision by which it certainly came to attention."""
        if self.known_from is not None:
            return self.known_from
        known_by = next((each for each in (self.notified, self.review_decision) if each is not None), None)
        if known_by is None:
            return None
        return Fact[Day].told(
            *(
                (each, Day(date.min, each.value.latest, f"by {each.value.text}"))
                for each in known_by.either
                if each.value.latest <= each.as_at
            )
        )

    @derived(
        "When it was decided whether to hold a review; done on a day not known where only the decision is given.",
        Kind.ACT,
        question="When was it decided whether to hold a review?",
        ask=_REVIEW,
        answer="review_decision",
    )
    def decided(self) -> Fact[Day] | None:
        """The stated day, or some day by the dossier's own where a decision or a review's report is stated."""
        held = self.review_held()
        if self.review_decision is not None or held is None:
            return self.review_decision
        return Fact[Day].told(*((each, Day(date.min, each.as_at, "yes")) for each in held.either if each.settles))


DeathId = Annotated[Id, Refers(("deaths",))]
