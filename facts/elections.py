"""Elections of those who hold a policing body's office."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from .evidence import Fact
from .fields import Item, told
from .values import ActValue, BodyId

_POLICING = "the policing body's office"


class Election(Item):
    """An ordinary election of a commissioner or mayor (Police Reform and Social Responsibility Act 2011 ss 5-7)."""

    dated_by: ClassVar[str] = "held"
    others: ClassVar[str] = "Was any ordinary election of the policing body held"
    ask_others: ClassVar[str] = _POLICING

    elects: BodyId = Field(description="The policing body whose office was filled.")
    held: Fact[ActValue] | None = told("The day of the poll.", "On what day was the poll?", _POLICING)
