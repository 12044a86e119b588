"""Local crime and disorder matters that councillors refer to a crime and disorder committee."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from .evidence import Fact
from .fields import Item, told
from .values import ActValue, AreaId, YesNoValue

_SCRUTINY = "the council's scrutiny officer"


class Referral(Item):
    """A matter that a member of the council referred to its committee (Police and Justice Act 2006 s 19(3)(b))."""

    dated_by: ClassVar[str] = "made"
    others: ClassVar[str] = "Did any councillor refer any matter to the crime and disorder committee"
    ask_others: ClassVar[str] = _SCRUTINY

    covers: tuple[AreaId, ...] = Field(min_length=1, description="The council to whose committee it was referred.")
    made: Fact[ActValue] | None = told("When it was referred.", "When was the matter referred?", _SCRUTINY)
    member_on_committee: Fact[YesNoValue] | None = told(
        "Whether the councillor was a member of the committee.",
        "Was the councillor who referred the matter a member of the committee?",
        _SCRUTINY,
    )
    local_matter: Fact[YesNoValue] | None = told(
        "Whether it was a crime and disorder matter that affects the councillor's own area or those who live or work "
        "there.",
        "Was it a crime and disorder matter that affects the councillor's own area, or those who live or work there?",
        _SCRUTINY,
    )
    meeting_since: Fact[YesNoValue] | None = told(
        "Whether the committee has since met at a time when the matter could be on the agenda.",
        "Has the committee met since the referral, at a time when the matter could be on the agenda?",
        _SCRUTINY,
        state=True,
    )
    on_agenda: Fact[ActValue] | None = told(
        "When it stood on the agenda of a meeting of the committee.",
        "Was the matter put on the agenda of a meeting of the committee, and when?",
        _SCRUTINY,
    )
    discussed: Fact[ActValue] | None = told(
        "When it was discussed at a meeting of the committee.",
        "Was the matter discussed at a meeting of the committee, and when?",
        _SCRUTINY,
    )
    decision: Fact[Literal["report", "no report", "none yet"]] | None = told(
        "What the committee decided.", "Did the committee decide to report on the matter, or not to?", _SCRUTINY
    )
    decision_told: Fact[ActValue] | None = told(
        "When the councillor was told of the decision.",
        "Was the councillor told of the committee's decision, and when?",
        _SCRUTINY,
    )
    reasons_told: Fact[ActValue] | None = told(
        "When the councillor was told of the reasons for it.",
        "Was the councillor told of the reasons for the decision, and when?",
        _SCRUTINY,
    )
