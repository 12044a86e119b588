"""Strategy groups, county groups and other boards, with their members."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from .evidence import Fact
from .fields import Entry, Item, listed, told
from .values import AreaId, BodyId, Id, TextValue, TimeValue, YesNoValue

_PARTNERSHIP = "the partnership's officer"


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
