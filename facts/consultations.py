"""Consultations of the people who live and work in an area."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from .documents import Contained, Limb
from .evidence import Fact
from .fields import Item, listed, told
from .values import ActValue, AreaId

_PARTNERSHIP = "the partnership's officer"


class Consultation(Item):
    """A way in which people who live or work in the area were asked for their views (SI 2007/1830 reg 12(1))."""

    dated_by: ClassVar[str] = "held"
    others: ClassVar[str] = "Was any consultation of the public held"
    ask_others: ClassVar[str] = _PARTNERSHIP

    covers: tuple[AreaId, ...] = Field(min_length=1, description="The areas, county or partnership it was for.")
    held: Fact[ActValue] | None = told("When it was held.", "When was the consultation held?", _PARTNERSHIP)
    views_on_levels: dict[Limb, Contained] = listed(
        "The subjects on whose levels and patterns it asked for views.",
        "Did the consultation ask for views on the levels and patterns of this subject?",
        _PARTNERSHIP,
    )
    views_on_priorities: dict[Limb, Contained] = listed(
        "The subjects on which it asked what the responsible authorities should put first.",
        "Did the consultation ask what the responsible authorities should put first on this subject?",
        _PARTNERSHIP,
    )
