"""The Prevent duty and Channel panels (Counter-Terrorism and Security Act 2015 Part 5), as papers speak of them."""

from __future__ import annotations

from typing import ClassVar, Literal, TypeAlias

from pydantic import Field

from .evidence import Fact
from .fields import Entry, Item, listed, told
from .values import ActValue, AreaId, BodyId, TextValue, TimeValue, YesNoValue

PreventMeasure: TypeAlias = Literal[
    "lead officer",
    "group with other authorities",
    "use of the police's local profile",
    "action plan",
    "briefing of senior officers",
    "briefing of councillors",
    "training of staff",
    "route for referrals",
    "terms for contractors",
    "use of buildings",
]

_PREVENT_LEAD = "the authority's lead officer for Prevent"
_CHANNEL_CHAIR = "the chair of the Channel panel"


class Measure(Entry):
    """A measure that an authority has taken under the Prevent duty. Written plainly: yes or no."""

    shorthand: ClassVar[str] = "in_place"
    key: ClassVar[str] = "part"

    in_place: Fact[YesNoValue] | None = told(
        "Whether it is in place.", "Is this measure in place?", _PREVENT_LEAD, state=True
    )


class PreventWork(Item):
    """What one specified authority does to keep people from being drawn into terrorism (2015 Act s 26)."""

    dated_by: ClassVar[str] = "standing"
    others: ClassVar[str] = "Does any other authority have Prevent work"
    ask_others: ClassVar[str] = _PREVENT_LEAD

    by: BodyId = Field(description="The authority under the duty whose work this is.")
    covers: tuple[AreaId, ...] = Field(min_length=1, description="The areas or county in which it does the work.")
    standing: Fact[TimeValue] | None = told(
        "The time for which this holds.", "For what time does this hold?", _PREVENT_LEAD
    )
    risk_assessed: Fact[ActValue] | None = told(
        "When the authority last assessed the risk that people in the area are drawn into terrorism.",
        "When did the authority last assess the risk that people in the area are drawn into terrorism?",
        _PREVENT_LEAD,
    )
    measures: dict[PreventMeasure, Measure] = listed(
        "The measures that the authority has taken.", "Is this measure in place?", _PREVENT_LEAD
    )
    intended: TextValue | None = Field(None, description="What is intended; an intention settles nothing.")


class PanelMember(Entry):
    """A body on a Channel panel. Written plainly: yes if it is a member, no if not."""

    shorthand: ClassVar[str] = "member"
    key: ClassVar[str] = "body"

    member: Fact[YesNoValue] | None = told(
        "Whether the body is a member of the panel.", "Is the body a member of the panel?", _CHANNEL_CHAIR, state=True
    )
    represented: Fact[YesNoValue] | None = told(
        "Whether it has appointed somebody whom it judges to have the skills and experience to represent it.",
        "Has the body appointed somebody with the skills and experience to represent it on the panel?",
        _CHANNEL_CHAIR,
        state=True,
    )


class ChannelPanel(Item):
    """A panel that assesses people who are referred as open to being drawn into terrorism (2015 Act ss 36, 37)."""

    dated_by: ClassVar[str] = "standing"
    others: ClassVar[str] = "Was there any other Channel panel"
    ask_others: ClassVar[str] = _CHANNEL_CHAIR

    covers: tuple[AreaId, ...] = Field(
        min_length=1, description="The areas or counties of the councils whose panel it is."
    )
    standing: Fact[TimeValue] | None = told(
        "When the panel was in place.", "Is a Channel panel in place, and from when to when?", _CHANNEL_CHAIR
    )
    chaired_by: Fact[BodyId] | None = told(
        "The body for which the person who chairs it acts.",
        "For which body does the person who chairs the panel act?",
        _CHANNEL_CHAIR,
    )
    members: dict[BodyId, PanelMember] = listed(
        "The bodies on the panel.",
        "Which bodies are members of the panel?",
        _CHANNEL_CHAIR,
        others="Is any other body a member of the panel",
    )
