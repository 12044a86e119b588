"""Domestic homicide reviews: the steps from the decision to the end of the action plan, as they were taken."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal, TypeAlias

from pydantic import Field

from .days import Day
from .documents import Contained, Sending
from .evidence import Evidence, Fact
from .fields import Entry, Item, derived, listed, told
from .values import ActValue, BodyId, DayValue, Kind, TextValue, YesNoValue

REVIEW_LEAD = "the partnership's lead for domestic homicide reviews"

Step: TypeAlias = Literal[
    "police notice",
    "telling the family",
    "suicide",
    "lead area",
    "circumstances of concern",
    "victim of 16 or 17",
    "panel",
    "chair",
    "terms of reference",
    "management reviews",
    "six months",
    "involving the family",
    "advocacy",
    "criminal case",
    "documents",
    "sending to the Home Office",
    "publication",
    "publication before clearance",
    "action plan",
]
PanelTrait: TypeAlias = Literal["statutory bodies", "voluntary bodies"]
ReviewDocument: TypeAlias = Literal["overview report", "executive summary", "action plan", "terms of reference"]


class Recorded(Contained):
    """What a review has, or what is on record of it. Written plainly: yes or no."""

    included: Fact[YesNoValue] | None = told(
        "Whether the review has it, or it is on record.", "Is this there, or on record?", REVIEW_LEAD
    )


class ManagementReview(Entry):
    """The management review that an agency was asked for. Written plainly: the day on which it came."""

    shorthand: ClassVar[str] = "received"
    key: ClassVar[str] = "agency"

    received: Fact[ActValue] | None = told(
        "When the agency gave the panel its management review.",
        "Did the agency give the panel its management review, and when?",
        REVIEW_LEAD,
    )
    due: Fact[DayValue] | None = told(
        "The day by which the chair of the panel asked for it.",
        "By what day did the chair of the panel ask for the agency's management review?",
        REVIEW_LEAD,
    )


class Review(Item):
    """What is known of the review of a death, and of the decision whether to hold one (2004 Act s 9)."""

    review_decision: Fact[ActValue] | None = told(
        "When it was decided whether to hold a review.",
        "When was it decided whether to hold a review?",
        REVIEW_LEAD,
    )
    decision: Fact[Literal["review", "no review"]] | None = told(
        "What was decided.", "Was it decided to hold a review?", REVIEW_LEAD
    )
    delay_reasons: Fact[YesNoValue] | None = told(
        "Whether reasons for deciding later than the guidance says were recorded.",
        "Were reasons recorded for deciding later than the guidance asks?",
        REVIEW_LEAD,
    )
    home_office_told: Fact[ActValue] | None = told(
        "When the Home Office was told of the decision.",
        "When was the Home Office told of the decision on a review?",
        REVIEW_LEAD,
    )
    family_told: Fact[ActValue] | None = told(
        "When the family was told of the decision.",
        "When was the family told of the decision on a review?",
        REVIEW_LEAD,
    )
    unified_review: Fact[YesNoValue] | None = told(
        "In Wales, whether it is for a single unified safeguarding review, on which the safeguarding board decides.",
        "In Wales: is the death one for a single unified safeguarding review, on which the safeguarding board decides?",
        REVIEW_LEAD,
    )
    directed: Fact[ActValue] | None = told(
        "When the Secretary of State directed somebody to set up, or to take part in, a review of the death.",
        "Did the Secretary of State direct anybody to set up, or to take part in, a review of this death, and when?",
        REVIEW_LEAD,
    )
    directed_to: Fact[Literal["listed body", "partnership", "other body"]] | None = told(
        "To whom the direction was addressed: a body that section 9(4) lists (a chief officer of police, a local "
        "authority, a probation body, NHS England, an integrated care board, a Local Health Board or an NHS trust), "
        "the partnership, or another body.",
        "To whom was the direction addressed: a body that section 9(4) lists, the partnership or another body?",
        REVIEW_LEAD,
    )
    direction_followed: Fact[ActValue] | None = told(
        "When the body that was directed set up the review, or began to take part in it.",
        "When did the body that was directed set up the review, or begin to take part in it?",
        REVIEW_LEAD,
    )
    established_by: Fact[BodyId] | None = told(
        "The body that established the review.", "Which body established the review?", REVIEW_LEAD
    )
    listed_body: Fact[YesNoValue] | None = told(
        "Whether a body that section 9(4) lists set up the review or took part in it.",
        "Did a body that section 9(4) lists (such as the police, a council or an NHS body) set up the review or take "
        "part in it?",
        REVIEW_LEAD,
    )
    lead: Fact[Literal["area of residence", "area last frequented", "area of death", "another area"]] | None = told(
        "Which area's partnership leads the review.",
        "Which area's partnership leads the review: the one where the person lived, or another?",
        REVIEW_LEAD,
    )
    child_review: Fact[YesNoValue] | None = told(
        "Whether the child safeguarding partners review the same death.",
        "Do the child safeguarding partners hold a review of the same death?",
        REVIEW_LEAD,
    )
    child_review_agreed: Fact[ActValue] | None = told(
        "When it was agreed with the child safeguarding partners how to run or combine the reviews.",
        "When was it agreed with the child safeguarding partners how to run or combine the reviews?",
        REVIEW_LEAD,
    )
    panel_set_up: Fact[ActValue] | None = told(
        "When the review panel was set up.", "When was the review panel set up?", REVIEW_LEAD
    )
    panel: dict[PanelTrait, Recorded] = listed(
        "Who sits on the review panel.", "Do bodies of this kind sit on the review panel?", REVIEW_LEAD
    )
    panel_involved: Fact[YesNoValue] | None = told(
        "Whether anybody on the review panel was directly involved in the case.",
        "Was anybody on the review panel directly involved in the case?",
        REVIEW_LEAD,
    )
    chair_appointed: Fact[ActValue] | None = told(
        "When a chair was appointed for the review panel.",
        "When was a chair appointed for the review panel?",
        REVIEW_LEAD,
    )
    chair_independent: Fact[YesNoValue] | None = told(
        "Whether the chair of the panel is independent of the agencies involved.",
        "Is the chair of the panel independent of the agencies involved?",
        REVIEW_LEAD,
    )
    terms_set: Fact[ActValue] | None = told(
        "When the review's terms of reference were fixed.",
        "When were the review's terms of reference fixed?",
        REVIEW_LEAD,
    )
    management_reviews: dict[BodyId, ManagementReview] = listed(
        "The agencies that were asked for a management review.",
        "Which agencies were asked for a management review, and when did each give it?",
        REVIEW_LEAD,
        others="Was any agency asked for a management review",
    )
    extended: Fact[ActValue] | None = told(
        "When a later day for completing the review was agreed in writing.",
        "Was a later day for completing the review agreed in writing, and when?",
        REVIEW_LEAD,
    )
    extended_to: Fact[DayValue] | None = told(
        "The day last agreed in writing for completing the review.",
        "By what day is the review to be completed, as last agreed in writing?",
        REVIEW_LEAD,
    )
    family_invited: Fact[ActValue] | None = told(
        "When the family was offered a part in the review.",
        "When was the family offered a part in the review?",
        REVIEW_LEAD,
    )
    family_wished: Fact[YesNoValue] | None = told(
        "Whether the family wished to take part in the review.",
        "Did the family wish to take part in the review?",
        REVIEW_LEAD,
    )
    family_met: Fact[ActValue] | None = told(
        "When the chair of the panel first met the family.",
        "When did the chair of the panel first meet the family?",
        REVIEW_LEAD,
    )
    has_advocate: Fact[YesNoValue] | None = told(
        "Whether the family had an advocate by then.",
        "Did the family have an advocate when the chair first met them?",
        REVIEW_LEAD,
    )
    advocacy_offered: Fact[YesNoValue] | None = told(
        "Whether the family was pointed to specialist advocacy at that meeting.",
        "Was the family pointed to specialist advocacy at the first meeting?",
        REVIEW_LEAD,
    )
    criminal_case: Fact[YesNoValue] | None = told(
        "Whether there was a criminal case about the death while the review was held.",
        "Was there a criminal case about the death while the review was held?",
        REVIEW_LEAD,
    )
    criminal_case_managed: Fact[ActValue] | None = told(
        "When the chair of the panel settled disclosure and timing with the police and the Crown Prosecution Service.",
        "When did the chair of the panel settle disclosure and the review's timing with the police and the Crown "
        "Prosecution Service?",
        REVIEW_LEAD,
    )
    panel_completed: Fact[ActValue] | None = told(
        "When the review panel signed the report off.", "When did the panel sign the report off?", REVIEW_LEAD
    )
    documents: dict[ReviewDocument, Recorded] = listed(
        "What the review's documents have.", "Do the review's documents include this?", REVIEW_LEAD
    )
    anonymised: Fact[YesNoValue] | None = told(
        "Whether the review's documents are anonymised.", "Are the review's documents anonymised?", REVIEW_LEAD
    )
    partnership_agreed: Fact[ActValue] | None = told(
        "When the partnership agreed the report.", "When did the partnership agree the report?", REVIEW_LEAD
    )
    home_office_sent: Fact[ActValue] | None = told(
        "When the report was sent to the Home Office for its quality assurance panel.",
        "When was the report sent to the Home Office for its quality assurance panel?",
        REVIEW_LEAD,
    )
    home_office_cleared: Fact[ActValue] | None = told(
        "When the Home Office cleared the report.", "When did the Home Office clear the report?", REVIEW_LEAD
    )
    published: Fact[ActValue] | None = told(
        "When the report was published.", "When was the report published?", REVIEW_LEAD
    )
    summary_published: Fact[ActValue] | None = told(
        "When the executive summary was published.", "When was the executive summary published?", REVIEW_LEAD
    )
    commissioner_sent: Fact[ActValue] | None = told(
        "When the report was sent to the Domestic Abuse Commissioner.",
        "When was the report sent to the Domestic Abuse Commissioner?",
        REVIEW_LEAD,
    )
    copies: dict[BodyId, Sending] = listed(
        "Others to whom the report was sent.", "To whom else was the report sent?", REVIEW_LEAD
    )
    action_plan_tracked: Fact[YesNoValue] | None = told(
        "Whether the partnership tracks the review's action plan and audits it.",
        "Does the partnership track the review's action plan and audit it?",
        REVIEW_LEAD,
        state=True,
    )
    action_plan_complete: Fact[ActValue] | None = told(
        "When every action of the plan was done.",
        "When was every action of the review's action plan done?",
        REVIEW_LEAD,
    )
    review_ended: Fact[ActValue] | None = told(
        "When the partnership formally ended the review.",
        "When did the partnership formally end the review?",
        REVIEW_LEAD,
    )
    departures: dict[Step, Recorded] = listed(
        "The steps of the guidance that were not taken, or not yet, and whether a reason for that is on record.",
        "Is a reason on record (such as that it is too early) for not doing this as the guidance asks?",
        REVIEW_LEAD,
    )
    other_learning: TextValue | None = Field(None, description="Other learning that was held, such as a workshop.")

    @derived(
        "Whether a review was held: yes if that was decided or a report exists, no if it was decided against.",
        Kind.YES_NO,
        question="Was it decided to hold a review?",
        ask=REVIEW_LEAD,
        answer="decision",
    )
    def review_held(self) -> Fact[bool] | None:
        """From the decision, or from any step that only a review takes; a conflict where these speak against it."""
        decided = [(each, each.value == "review") for each in (self.decision.either if self.decision else ())]
        settled = [(each, review) for each, review in decided if each.settles]
        sure: list[tuple[Evidence, bool]] = []
        disputed: list[tuple[Evidence, bool]] = []
        for fact in (self.panel_completed, self.partnership_agreed, self.home_office_cleared):
            told = [each for each in fact.either if each.settles] if fact is not None else []
            done = [(each, True) for each in told if each.value.latest <= each.as_at]
            (sure if len(done) == len(told) else disputed).extend(done)
        if sure:
            return Fact[bool].told(sure[0], *((each, review) for each, review in settled if not review))
        if disputed and settled:
            return Fact[bool].told(disputed[0], *settled)
        return Fact[bool].told(*decided) if decided else None

    @derived(
        "When it was decided whether to hold a review; done on a day not known where only the decision is given.",
        Kind.ACT,
        question="When was it decided whether to hold a review?",
        ask=REVIEW_LEAD,
        answer="review_decision",
    )
    def decided(self) -> Fact[Day] | None:
        """The stated day, or some day by the dossier's own where a decision or a review's report is stated."""
        held = self.review_held()
        if self.review_decision is not None or held is None:
            return self.review_decision
        return Fact[Day].told(*((each, Day(date.min, each.as_at, "yes")) for each in held.either if each.settles))
