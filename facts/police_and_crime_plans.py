"""Police and crime plans: the policing body's own plans, which are not the partnership's."""

from __future__ import annotations

from typing import ClassVar, Literal, TypeAlias

from pydantic import Field

from .documents import Contained, Sending
from .evidence import Fact
from .fields import Item, listed, told
from .values import ActValue, BodyId, DayValue, TimeValue

PoliceAndCrimePlanContent: TypeAlias = Literal[
    "objectives", "policing", "resources", "reporting", "measurement", "grants"
]

_POLICING = "the policing body's office"


class PoliceAndCrimePlan(Item):
    """A police and crime plan (Police Reform and Social Responsibility Act 2011 ss 5-8)."""

    dated_by: ClassVar[str] = "issued"
    others: ClassVar[str] = "Was any police and crime plan issued"
    others_in_force: ClassVar[str] = "Was any police and crime plan in force"
    ask_others: ClassVar[str] = _POLICING

    by: BodyId = Field(description="The policing body that issued it.")
    after_election: Fact[DayValue] | None = told(
        "The day of the last ordinary election of the policing body before it was issued.",
        "Which ordinary election was the last before the plan was issued?",
        _POLICING,
    )
    consulted: Fact[ActValue] | None = told(
        "When the chief officer of police was consulted in preparing the draft.",
        "Was the chief officer of police consulted in preparing the draft, and when?",
        _POLICING,
    )
    draft_sent: Fact[ActValue] | None = told(
        "When the draft was sent to the police and crime panel.",
        "When was the draft sent to the police and crime panel?",
        "the police and crime panel's clerk",
    )
    panel_reported: Fact[ActValue] | None = told(
        "When the panel made a report or recommendations on the draft.",
        "Did the panel make a report or recommendations on the draft, and when?",
        "the police and crime panel's clerk",
    )
    answered: Fact[ActValue] | None = told(
        "When the panel was given an answer to its report or recommendations.",
        "When was the panel given an answer to its report?",
        "the police and crime panel's clerk",
    )
    answer_published: Fact[ActValue] | None = told(
        "When that answer was published.", "When was the answer to the panel published?", _POLICING
    )
    issued: Fact[ActValue] | None = told("When it was issued.", "When was the plan issued?", _POLICING)
    in_force: Fact[TimeValue] | None = told(
        "When it is in force.", "Is the plan in force, and from when to when?", _POLICING
    )
    varied: Fact[ActValue] | None = told(
        "When it was last varied; no if it never was.", "Was the plan varied, and when last?", _POLICING
    )
    published: Fact[ActValue] | None = told("When it was published.", "When was the plan published?", _POLICING)
    sent: dict[BodyId, Sending] = listed(
        "The bodies to which a copy was last sent, and when.",
        "To whom was the plan sent, and when last?",
        _POLICING,
        others="Was a copy of the plan sent to any body",
    )
    contents: dict[PoliceAndCrimePlanContent, Contained] = listed(
        "What it sets out.", "Does the police and crime plan set this out?", _POLICING
    )
