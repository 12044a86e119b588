"""What crime and disorder committees ask of authorities: information, or that somebody comes to answer questions."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from .evidence import Fact
from .fields import Item, told
from .values import ActValue, AreaId, BodyId, DayValue, YesNoValue

_SCRUTINY = "the council's scrutiny officer"


class CommitteeRequest(Item):
    """A request by a crime and disorder committee to one body (SI 2009/942 regs 5, 6)."""

    dated_by: ClassVar[str] = "made"
    others: ClassVar[str] = "Did the committee make any request"
    ask_others: ClassVar[str] = _SCRUTINY

    kind: Literal["information", "attendance"] = Field(description="What is asked for.")
    covers: tuple[AreaId, ...] = Field(min_length=1, description="The council whose committee asks.")
    to: BodyId = Field(description="The body of which it is asked.")
    co_operating: Fact[YesNoValue] | None = told(
        "For a body that is no responsible authority: whether it is a co-operating person or body.",
        "Is the body that was asked a co-operating person or body?",
        "the partnership's officer",
    )
    made: Fact[ActValue] | None = told("When it was made.", "When did the committee make the request?", _SCRUTINY)
    in_writing: Fact[YesNoValue] | None = told(
        "For information: whether the request was in writing.", "Was the committee's request in writing?", _SCRUTINY
    )
    deadline: Fact[DayValue] | None = told(
        "The day by which the information is asked for, or on which somebody is to come.",
        "By what day was the information asked for, or on what day was somebody to come?",
        _SCRUTINY,
    )
    given: Fact[ActValue] | None = told(
        "When the information was given.", "Was the information given, and when?", _SCRUTINY
    )
    identifies_somebody: Fact[YesNoValue] | None = told(
        "Whether anybody can be identified from the information that was given.",
        "Can anybody be identified from the information that was given?",
        "the body that gave it",
    )
    officer: Fact[YesNoValue] | None = told(
        "For attendance: whether the person who was called is an officer or employee of the body.",
        "Is the person who was called an officer or employee of the body?",
        _SCRUTINY,
    )
    attended: Fact[ActValue] | None = told(
        "When that person attended.", "Did the person who was called attend, and when?", _SCRUTINY
    )
