"""Reports of crime and disorder committees, with the replies to each."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from .documents import Sending
from .evidence import Fact
from .fields import Entry, Item, listed, told
from .values import ActValue, AreaId, BodyId

_SCRUTINY = "the council's scrutiny officer"


class Reply(Entry):
    """A reply to a committee's report. Written plainly: the day on which it was sent."""

    shorthand: ClassVar[str] = "date"
    key: ClassVar[str] = "body"

    date: Fact[ActValue] | None = told("When the reply was sent.", "When did it reply?", _SCRUTINY)


class Report(Item):
    """A report or recommendation by a crime and disorder committee (Police and Justice Act 2006 s 19)."""

    dated_by: ClassVar[str] = "made"
    others: ClassVar[str] = "Did the committee make any report"
    ask_others: ClassVar[str] = _SCRUTINY

    covers: tuple[AreaId, ...] = Field(min_length=1, description="The council whose committee made it.")
    made: Fact[ActValue] | None = told("The date of the report.", "What is the report's date?", _SCRUTINY)
    arises_from: Fact[Literal["councillor referral", "committee"]] | None = told(
        "What it arose from.", "Did it arise from a matter that a councillor referred?", _SCRUTINY
    )
    sent: dict[BodyId, Sending] = listed("To whom it was sent.", "To whom was it sent?", _SCRUTINY)
    replies: dict[BodyId, Reply] = listed("The replies.", "Who replied, and when?", _SCRUTINY)
