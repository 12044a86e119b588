"""Requirements that policing bodies make of partnerships."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from .days import Day
from .documents import Sending
from .evidence import Fact
from .fields import Item, derived, listed, told
from .values import ActValue, AreaId, BodyId, DayValue, Kind, YesNoValue

_POLICING = "the policing body's office"


class Request(Item):
    """A requirement by a policing body: for a report (s 7) or for attendance (reg 14A)."""

    dated_by: ClassVar[str] = "made"
    others: ClassVar[str] = "Did the policing body make any requirement"
    ask_others: ClassVar[str] = _POLICING

    kind: Literal["report", "attendance"] = Field(description="What is required.")
    covers: tuple[AreaId, ...] = Field(min_length=1, description="The areas or partnership of which it is required.")
    by: BodyId = Field(description="The policing body that requires it.")
    made: Fact[ActValue] | None = told("When it was made.", "When was the requirement made?", _POLICING)
    consulted: Fact[YesNoValue] | None = told(
        "Whether every responsible authority that it affects was consulted before it was made.",
        "Was every responsible authority that the requirement affects consulted before it was made?",
        _POLICING,
    )
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
