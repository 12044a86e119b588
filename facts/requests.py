"""Requirements that policing bodies make of partnerships, and before 2012 the Secretary of State made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal, get_args

from pydantic import Field

from .days import Day
from .documents import Sending
from .evidence import Fact
from .fields import Item, derived, listed, told
from .places import BodyKind
from .values import ActValue, AreaId, BodyId, DayValue, Kind, YesNoValue

if TYPE_CHECKING:
    from .world import World

_POLICING = "the policing body's office"
_PARTNERSHIP = "the partnership's officer"


class Request(Item):
    """A requirement: for a report (s 7) or for attendance (reg 14A)."""

    dated_by: ClassVar[str] = "made"
    others: ClassVar[str] = "Did the policing body make any requirement"
    ask_others: ClassVar[str] = _POLICING

    kind: Literal["report", "attendance"] = Field(description="What is required.")
    covers: tuple[AreaId, ...] = Field(min_length=1, description="The areas or partnership of which it is required.")
    by: BodyId = Field(description="The policing body (or Secretary of State) that requires it.")
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
    told_to_publish: Fact[ActValue] | None = told(
        "When the responsible authorities were told to arrange for the report to be published.",
        "Were the responsible authorities told to publish the report, and when?",
        _POLICING,
    )
    published: Fact[ActValue] | None = told(
        "When the responsible authorities had the report published.",
        "When did the responsible authorities have the report published?",
        _PARTNERSHIP,
    )
    copy_published: Fact[ActValue] | None = told(
        "When the policing body itself published a copy of the report.",
        "When did the policing body publish a copy of the report?",
        _POLICING,
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

    @derived(
        "The kind of body that requires it.",
        Kind.CHOICE,
        question="What kind of body required the report?",
        ask=_PARTNERSHIP,
        options=get_args(BodyKind),
        in_world=True,
    )
    def by_kind(self, world: World) -> Fact[Any] | None:
        """From the dossier or the tables."""
        return world.kind_of(self.by)

    @derived(
        "Whether it is required of the City of London.",
        Kind.YES_NO,
        question="Is the area the City of London?",
        ask=_PARTNERSHIP,
        in_world=True,
    )
    def of_the_city(self, world: World) -> Fact[Any] | None:
        """By the kinds of its areas."""
        return world.in_the_city(world.expand(self.covers))
