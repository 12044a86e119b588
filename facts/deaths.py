"""Deaths that may call for a domestic homicide review, and the steps taken."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from .days import Day
from .documents import Sending
from .evidence import Fact
from .fields import Item, derived, listed, told
from .values import ActValue, AgeValue, AreaId, BodyId, Kind, TextValue, YesNoValue

_REVIEW = "the partnership's lead for domestic homicide reviews"


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
