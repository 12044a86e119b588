"""Crime and disorder committees of councils: what each can do, and whom it has co-opted."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from .evidence import Fact
from .fields import Entry, Item, listed, told
from .values import AreaId, Id, TimeValue, YesNoValue

_CLERK = "the council's governance team"
_SCRUTINY = "the council's scrutiny officer"


class CoOptedMember(Entry):
    """Somebody whom the committee co-opted. Written plainly: from when to when."""

    shorthand: ClassVar[str] = "serving"
    key: ClassVar[str] = "id"

    serving: Fact[TimeValue] | None = told(
        "From when to when this is a co-opted member.", "From when to when was this a co-opted member?", _SCRUTINY
    )
    votes: Fact[YesNoValue] | None = told(
        "Whether this member votes.", "Does this co-opted member vote on the committee?", _SCRUTINY, state=True
    )
    vote_decided: Fact[YesNoValue] | None = told(
        "Whether the committee decided that this member may vote.",
        "Did the committee decide that this co-opted member may vote?",
        _SCRUTINY,
    )
    executive: Fact[YesNoValue] | None = told(
        "Whether this is a member of the council's own executive.",
        "Is this co-opted member a member of the council's own executive?",
        _CLERK,
        state=True,
    )
    from_an_authority: Fact[YesNoValue] | None = told(
        "Whether this is an employee, officer or member of a responsible authority or co-operating body.",
        "Is this co-opted member an employee, officer or member of a responsible authority or co-operating body?",
        _SCRUTINY,
        state=True,
    )


class Committee(Item):
    """A council's crime and disorder committee, whatever it is called (Police and Justice Act 2006 s 19)."""

    dated_by: ClassVar[str] = "standing"
    others: ClassVar[str] = "Was there any committee that the council made its crime and disorder committee"
    ask_others: ClassVar[str] = _CLERK

    covers: tuple[AreaId, ...] = Field(min_length=1, description="The area or county of the council whose it is.")
    standing: Fact[TimeValue] | None = told(
        "When it was the council's crime and disorder committee.",
        "From when to when was it the council's crime and disorder committee?",
        _CLERK,
    )
    reviews_the_work: Fact[YesNoValue] | None = told(
        "Whether it can review or scrutinise the responsible authorities' work on crime and disorder.",
        "Can the committee review or scrutinise what the responsible authorities do about crime and disorder?",
        _CLERK,
        state=True,
    )
    reports_on_the_work: Fact[YesNoValue] | None = told(
        "Whether it can report or recommend to the council on that work.",
        "Can the committee report or recommend to the council on that work?",
        _CLERK,
        state=True,
    )
    reports_on_local_matters: Fact[YesNoValue] | None = told(
        "Whether it can report or recommend on any local crime and disorder matter.",
        "Can the committee report or recommend on any crime and disorder matter that affects a councillor's own area?",
        _CLERK,
        state=True,
    )
    takes_referrals: Fact[YesNoValue] | None = told(
        "Whether any member of the council who is not on it can refer a local crime and disorder matter to it.",
        "Can any councillor who is not on the committee refer a local crime and disorder matter to it?",
        _CLERK,
        state=True,
    )
    overview_and_scrutiny: Fact[YesNoValue] | None = told(
        "Whether it is an overview and scrutiny committee of the council.",
        "Is the committee an overview and scrutiny committee of the council?",
        _CLERK,
        state=True,
    )
    co_opted: dict[Id, CoOptedMember] = listed(
        "The members whom it co-opted.",
        "Whom has the committee co-opted?",
        _SCRUTINY,
        others="Has the committee co-opted any member",
    )
