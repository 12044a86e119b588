"""Deaths that may call for a domestic homicide review: who died, how, and when the partnership knew."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from .days import Day
from .evidence import Fact
from .fields import derived, told
from .reviews import REVIEW_LEAD, Review
from .values import ActValue, AgeValue, AreaId, Kind, YesNoValue


class Death(Review):
    """A death that may call for a domestic homicide review, and the steps taken (2004 Act s 9)."""

    dated_by: ClassVar[str] = "date"
    others: ClassVar[str] = "Was there any death that may call for a domestic homicide review"
    ask_others: ClassVar[str] = REVIEW_LEAD

    covers: tuple[AreaId, ...] = Field(min_length=1, description="The area in which the person who died lived.")
    date: Fact[ActValue] | None = told("When the person died.", "When did the person die?", REVIEW_LEAD)
    died_in: Fact[AreaId] | None = told(
        "The area in which the person died, which need not be the one where the person lived.",
        "In which area did the person die?",
        REVIEW_LEAD,
    )
    age: Fact[AgeValue] | None = told(
        "The age at death of the person who died.", "How old was the person who died?", REVIEW_LEAD
    )
    resulted_from: Fact[Literal["violence", "abuse", "neglect", "none of these"]] | None = told(
        "What the death was found to have resulted from.",
        "Was the death found to have resulted from violence, abuse or neglect?",
        REVIEW_LEAD,
    )
    caused_by: Fact[Literal["relative", "partner", "former partner", "none of these"]] | None = told(
        "How the person who caused the death was related to the person who died.",
        "Was the death caused by a relative, or by a partner or former partner?",
        REVIEW_LEAD,
    )
    same_household: Fact[YesNoValue] | None = told(
        "Whether the person who caused the death was a member of the same household.",
        "Was the person who caused the death a member of the same household?",
        REVIEW_LEAD,
    )
    suicide: Fact[YesNoValue] | None = told(
        "Whether the person who died took their own life, or appears to have.",
        "Did the person who died take their own life, or appear to have?",
        REVIEW_LEAD,
    )
    settled_address: Fact[YesNoValue] | None = told(
        "Whether the person who died had a settled address.",
        "Did the person who died have a settled address?",
        REVIEW_LEAD,
    )
    notified: Fact[ActValue] | None = told(
        "When the partnership was told of the death in writing.",
        "When was the partnership told of the death in writing?",
        REVIEW_LEAD,
    )
    police_notified: Fact[ActValue] | None = told(
        "When the police told the partnership of the death in writing.",
        "When did the police tell the partnership of the death in writing?",
        REVIEW_LEAD,
    )
    known_from: Fact[ActValue] | None = told(
        "When the death came to the partnership's or its chair's attention, if not by that notice.",
        "When did the death come to the attention of the partnership or its chair?",
        REVIEW_LEAD,
    )
    referred: Fact[YesNoValue] | None = told(
        "Whether it was put to the partnership as a possible review.",
        "Was the death put to the partnership as one that might call for a review?",
        REVIEW_LEAD,
    )

    @derived(
        "When the police told the partnership in writing: as stated, and not at all where nobody told it in writing.",
        Kind.ACT,
        question="When did the police tell the partnership of the death in writing?",
        ask=REVIEW_LEAD,
        answer="police_notified",
    )
    def police_notice(self) -> Fact[Day] | None:
        """The stated day, or that there was no notice of anybody's."""
        if self.police_notified is not None or self.notified is None:
            return self.police_notified
        if not all(each.value.earliest > each.as_at for each in self.notified.either):
            return None
        return Fact[Day].told(*((each, each.value) for each in self.notified.either))

    @derived(
        "When the death came to the partnership's attention: as stated, or no later than the written notice.",
        Kind.ACT,
        question="When did the death come to the attention of the partnership or its chair?",
        ask=REVIEW_LEAD,
        answer="known_from",
    )
    def attention(self) -> Fact[Day] | None:
        """The stated day, or one no later than the notice or decision by which it certainly came to attention.

        Where sources differ on whether there was that notice or decision, so do they on this.
        """
        if self.known_from is not None:
            return self.known_from
        known = (self.notified, self.police_notified, self.review_decision)
        known_by = next((each for each in known if each is not None), None)
        if known_by is None or all(each.value.latest > each.as_at for each in known_by.either):
            return None
        return Fact[Day].told(
            *(
                (each, Day(date.min, each.value.latest, f"by {each.value.text}"))
                if each.value.latest <= each.as_at
                else (each, each.value)
                for each in known_by.either
            )
        )
