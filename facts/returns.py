"""Returns of information that authorities make to each other every quarter (1998 Act s 17A, SI 2007/1831)."""

from __future__ import annotations

from typing import ClassVar, Literal, TypeAlias

from pydantic import Field

from .documents import Contained
from .evidence import Fact
from .fields import Item, derived, listed, told
from .values import ActValue, AreaId, BodyId, TimeValue, YesNoValue

#: The paragraphs of the Schedule to SI 2007/1831, in their order.
Dataset: TypeAlias = Literal[
    "incidents known to the police",
    "crimes",
    "deliberate fires and violence to fire staff",
    "malicious false alarms",
    "road traffic collisions",
    "school exclusions",
    "racial incidents",
    "anti-social behaviour known to the council",
    "hospital admissions for assault, drugs and alcohol",
    "hospital admissions for domestic abuse",
    "mental illness and drug treatment",
    "ambulance calls to crime and disorder",
]

_ANALYST = "the partnership's analyst"


class Return(Item):
    """Information that an authority shared with the others for one quarter, without personal data."""

    dated_by: ClassVar[str] = "sent"
    others: ClassVar[str] = "Was any return of information shared"
    ask_others: ClassVar[str] = _ANALYST

    covers: tuple[AreaId, ...] = Field(min_length=1, description="The areas or partnership it is for.")
    by: BodyId | None = Field(None, description="The authority that shared it.")
    for_: Fact[TimeValue] | None = told(
        "The quarter it is for.", "For which quarter is the return?", _ANALYST, alias="for"
    )
    sent: Fact[ActValue] | None = told(
        "When it was shared with the other authorities.", "When was the return shared?", _ANALYST
    )
    electronic: Fact[YesNoValue] | None = told(
        "Whether it was shared electronically.", "Was the return shared electronically?", _ANALYST
    )
    datasets: dict[Dataset, Contained] = listed(
        "The information that it holds.", "Does the return hold this information?", _ANALYST
    )
    not_held: dict[Dataset, Contained] = listed(
        "The information that the authority does not hold.",
        "Is this information that the authority does not hold?",
        _ANALYST,
    )

    @derived(
        "What the authority does not hold: as stated, and never what it shared.",
        "Contained",
        many=True,
        question="Is this information that the authority does not hold?",
        ask=_ANALYST,
        answer="not_held",
    )
    def lacking(self) -> dict[Dataset, Contained]:
        """The stated entries, and a no for everything that was shared."""
        shared: dict[Dataset, Contained] = {}
        for name, entry in self.datasets.items():
            given = [each for each in entry.included.either if each.value] if entry.included else []
            if given:
                held = Fact[bool].told(*((each, False) for each in given))
                shared[name] = Contained.model_construct(included=held)
        return {**shared, **self.not_held}
