"""Meetings, with the bodies represented at each."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from .evidence import Fact
from .fields import Entry, Item, derived, listed, told
from .values import ActValue, AreaId, BodyId, Kind, TextValue, YesNoValue

_PARTNERSHIP = "the partnership's officer"


class Attendance(Entry):
    """A body's attendance at a meeting. Written plainly: yes if it was represented, no if not."""

    shorthand: ClassVar[str] = "attended"
    key: ClassVar[str] = "body"

    attended: Fact[YesNoValue] | None = told(
        "Whether it was represented.", "Was the body represented at the meeting?", _PARTNERSHIP
    )
    senior: Fact[YesNoValue] | None = told(
        "Whether somebody who holds a senior post in it came.",
        "Did somebody who holds a senior post in the body attend the meeting?",
        _PARTNERSHIP,
    )

    @derived(
        "Whether somebody senior came: as stated, and no where nobody came at all.",
        Kind.YES_NO,
        question="Did somebody who holds a senior post in the body attend the meeting?",
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
    announced: Fact[YesNoValue] | None = told(
        "Whether the day on which it would be held was publicised beforehand.",
        "Was the day of the meeting publicised beforehand?",
        _PARTNERSHIP,
    )
    reported: Fact[ActValue] | None = told(
        "When what was discussed at it was publicised.",
        "Was what was discussed at the meeting publicised, and when?",
        _PARTNERSHIP,
    )
    extent: TextValue | None = Field(None, description="How full it was, if that is said.")
    attendance: dict[BodyId, Attendance] = listed(
        "The bodies represented at it.", "Which bodies were represented at the meeting?", _PARTNERSHIP
    )
