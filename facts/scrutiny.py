"""Reports of crime and disorder committees, with what each body that was given a copy did with it."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from .evidence import Fact
from .fields import Entry, Item, listed, told
from .values import ActValue, AreaId, BodyId, YesNoValue

_SCRUTINY = "the council's scrutiny officer"


class Copy(Entry):
    """A copy of a committee's report, and what the body did with it. Written plainly: the day on which it was given."""

    shorthand: ClassVar[str] = "date"
    key: ClassVar[str] = "to"

    date: Fact[ActValue] | None = told(
        "When the copy was given; yes or no.", "Was the body given a copy of the report, and when?", _SCRUTINY
    )
    co_operating: Fact[YesNoValue] | None = told(
        "For a body that is no responsible authority: whether it is a co-operating person or body.",
        "Is the body a co-operating person or body?",
        "the partnership's officer",
    )
    told_to_respond: Fact[YesNoValue] | None = told(
        "Whether the committee told it that the duty to respond applies to it.",
        "Did the committee tell the body that it must consider the report, respond and have regard to it?",
        _SCRUTINY,
    )
    considered: Fact[YesNoValue] | None = told(
        "Whether it considered the report.", "Did the body consider the report?", "the body that was given the copy"
    )
    reply: Fact[ActValue] | None = told(
        "When its reply reached the committee.", "Did the body reply, and when did the reply come?", _SCRUTINY
    )
    says_what_it_will_do: Fact[YesNoValue] | None = told(
        "Whether the reply says what, if anything, it will do. That it will do nothing is such a reply.",
        "Does the reply say what, if anything, the body will do?",
        _SCRUTINY,
    )
    in_writing: Fact[YesNoValue] | None = told(
        "Whether the reply was in writing.", "Was the reply in writing?", _SCRUTINY
    )


class Report(Item):
    """A report or recommendation by a crime and disorder committee (Police and Justice Act 2006 s 19)."""

    dated_by: ClassVar[str] = "made"
    others: ClassVar[str] = "Did the committee make any report"
    ask_others: ClassVar[str] = _SCRUTINY

    covers: tuple[AreaId, ...] = Field(min_length=1, description="The council whose committee made it.")
    made: Fact[ActValue] | None = told(
        "The date of the report; no, if what the committee resolved is no report or recommendation.",
        "Did the committee make this as a report or recommendation, and on what day?",
        _SCRUTINY,
    )
    arises_from: Fact[Literal["authorities' work", "councillor referral", "other local matter"]] | None = told(
        "What it is about: the responsible authorities' work, a local matter that a councillor referred, or another "
        "local matter.",
        "Is the report about the responsible authorities' work, a local matter that a councillor referred, or another?",
        _SCRUTINY,
    )
    member_copied: Fact[ActValue] | None = told(
        "For a matter that a councillor referred: when that councillor was given a copy.",
        "Was the councillor who referred the matter given a copy, and when?",
        _SCRUTINY,
    )
    copied_to_co_operating_bodies: Fact[YesNoValue] | None = told(
        "Whether every co-operating person and body was given a copy.",
        "Was every co-operating person and body given a copy of the report?",
        _SCRUTINY,
    )
    sent: dict[BodyId, Copy] = listed(
        "The bodies that were given it, the council itself among them, and what each did with it.",
        "Which bodies were given the report?",
        _SCRUTINY,
        others="Was any body given the report",
    )
