"""Strategy groups, county groups and other boards, with their members."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import Field

from .evidence import Fact
from .fields import Entry, Item, listed, told
from .values import ActValue, AreaId, BodyId, Id, Refers, TextValue, TimeValue, YesNoValue

#: Seats that the law gave, or gives, to people whom somebody in particular appoints.
SeatOf: TypeAlias = Literal[
    "chairs of the strategy groups",
    "appointee of the chief officer of police",
    "appointee of the police authority",
    "appointee of the fire authority",
    "joint appointee of the primary care trusts",
    "joint appointee of the probation providers",
]
ArrangedFor: TypeAlias = Literal[
    "appointing the chair",
    "how long the chair serves",
    "grounds for removing the chair",
    "reviewing spending",
    "economy of spending",
    "efficiency of spending",
    "effectiveness of spending",
]
PlaceId: TypeAlias = Annotated[Id, Refers(("areas", "counties"))]

_PARTNERSHIP = "the partnership's officer"


class Member(Entry):
    """A member of a group. Written plainly: yes if a member, no if not."""

    shorthand: ClassVar[str] = "member"
    key: ClassVar[str] = "id"

    member: Fact[YesNoValue] | None = told(
        "Whether this is a member.", "Is this person a member of the group?", _PARTNERSHIP, state=True
    )
    appointed_by: Fact[BodyId] | None = told(
        "The body that appointed the member.", "Which body appointed the member?", _PARTNERSHIP
    )
    senior: Fact[YesNoValue] | None = told(
        "Whether the member holds a senior post in that body.",
        "Does the member hold a senior post in the body that appointed them?",
        _PARTNERSHIP,
        state=True,
    )


class ElectedMember(Entry):
    """A council's elected member for community safety, as a member of a group. Written plainly: yes or no."""

    shorthand: ClassVar[str] = "sits"
    key: ClassVar[str] = "place"

    sits: Fact[YesNoValue] | None = told(
        "Whether the council's elected member responsible for community safety sits on the group.",
        "Does the council's elected member responsible for community safety sit on the group?",
        _PARTNERSHIP,
        state=True,
    )


class Seat(Entry):
    """A seat on a group. Written plainly: yes if it is filled, no if it is not."""

    shorthand: ClassVar[str] = "filled"
    key: ClassVar[str] = "part"

    filled: Fact[YesNoValue] | None = told(
        "Whether the seat is filled.", "Is this seat filled?", _PARTNERSHIP, state=True
    )


class Arrangement(Entry):
    """A matter for which a group has arrangements. Written plainly: yes if it has them, no if it has not."""

    shorthand: ClassVar[str] = "made"
    key: ClassVar[str] = "part"

    made: Fact[YesNoValue] | None = told(
        "Whether the group has arrangements for it.",
        "Does the group have arrangements for this?",
        _PARTNERSHIP,
        state=True,
    )


class Consideration(Entry):
    """A time at which a group considered something. Written plainly: the day."""

    shorthand: ClassVar[str] = "date"
    key: ClassVar[str] = "id"

    date: Fact[ActValue] | None = told("When it was considered.", "When did the group consider it?", _PARTNERSHIP)


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
        "Does the group prepare the county's community safety agreement?",
        "the group's chair",
        state=True,
    )
    statutory: Fact[YesNoValue] | None = told(
        "Whether it is a statutory body.", "Is the group a statutory body?", "the group's chair", state=True
    )
    chair: TextValue | None = Field(None, description="Who chairs it (a role).")
    members: dict[Id, Member] = listed(
        "Its members.", "Who are the group's members?", _PARTNERSHIP, others="Does the group have any members"
    )
    elected_members: dict[PlaceId, ElectedMember] = listed(
        "The councils, by area or county, whose elected member for community safety sits on it.",
        "Which councils' elected members for community safety sit on the group?",
        _PARTNERSHIP,
        others="Is there any elected member for community safety on the group",
    )
    seats: dict[SeatOf, Seat] = listed("The seats that are filled.", "Is this seat filled?", _PARTNERSHIP)
    arrangements: dict[ArrangedFor, Arrangement] = listed(
        "The matters for which it has arrangements.", "Does the group have arrangements for this?", _PARTNERSHIP
    )
    partnership_monies: Fact[YesNoValue] | None = told(
        "Whether money that the government and the responsible authorities provide is spent as the group directs.",
        "Is money that the government and the responsible authorities provide spent as the group directs?",
        _PARTNERSHIP,
        state=True,
    )
    skills_considered: dict[Id, Consideration] = listed(
        "When it considered whether it and those who work with it have the knowledge and skills that they need.",
        "When did the group consider whether it and those who work with it have the knowledge and skills they need?",
        _PARTNERSHIP,
        others="Did the group consider its knowledge and skills",
    )
