"""Returns of information that authorities make to each other every quarter (1998 Act s 17A, SI 2007/1831)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from pydantic import Field, model_validator

from .documents import Contained
from .evidence import Fact
from .fields import Item, derived, listed, told
from .places import BodyKind
from .values import ActValue, AreaId, BodyId, TimeValue, YesNoValue

if TYPE_CHECKING:
    from .world import World

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

_POLICE: tuple[BodyKind, ...] = ("chief officer of police", "common council", "other")
_FIRE: tuple[BodyKind, ...] = (
    "fire and rescue authority",
    "council",
    "county council",
    "greater london authority",
    "combined authority",
    "combined county authority",
    "other",
)
_LOCAL: tuple[BodyKind, ...] = ("council", "county council", "common council", "other")
_HEALTH: tuple[BodyKind, ...] = (
    "primary care trust",
    "clinical commissioning group",
    "integrated care board",
    "local health board",
    "other",
)

#: The kinds of body that the Schedule to SI 2007/1831, or an order that hands on their functions, can make the holder
#: of each paragraph's information. Another body that holds none of it says nothing of the holder.
_HOLDERS: dict[Dataset, tuple[BodyKind, ...]] = {
    "incidents known to the police": _POLICE,
    "crimes": _POLICE,
    "deliberate fires and violence to fire staff": _FIRE,
    "malicious false alarms": _FIRE,
    "road traffic collisions": _LOCAL,
    "school exclusions": _LOCAL,
    "racial incidents": _LOCAL,
    "anti-social behaviour known to the council": _LOCAL,
    "hospital admissions for assault, drugs and alcohol": _HEALTH,
    "hospital admissions for domestic abuse": _HEALTH,
    "mental illness and drug treatment": (*_HEALTH, "council", "county council", "common council"),
    "ambulance calls to crime and disorder": _HEALTH,
}

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
        "The information that the authority, named in `by`, does not hold though it is one that the law asks it of.",
        "Is this information that the authority does not hold?",
        _ANALYST,
    )

    @model_validator(mode="after")
    def _says_who_lacks_it(self) -> Return:
        if self.not_held and self.by is None:
            raise ValueError("not_held: expected by: as well, the authority that does not hold the information")
        return self

    @derived(
        "What the authority does not hold: as stated, but never what it shared or what the law asks of others.",
        "Contained",
        many=True,
        question="Is this information that the authority does not hold?",
        ask=_ANALYST,
        answer="not_held",
        in_world=True,
    )
    def lacking(self, world: World) -> dict[Dataset, Contained]:
        """The stated entries, and a no for everything that was shared or that is not this kind of body's to hold."""
        return {**self._shared(), **self.not_held, **self._of_others(world)}

    def _shared(self) -> dict[Dataset, Contained]:
        """A no for each entry that says what was shared, with its evidence."""
        return {
            name: Contained.model_construct(included=Fact[bool].told(*((each, False) for each in given)))
            for name, entry in self.datasets.items()
            if (given := [each for each in entry.included.either if each.value] if entry.included else [])
        }

    def _of_others(self, world: World) -> dict[Dataset, Contained]:
        """A no for each stated entry that is not for the kind of body to hold, with the evidence of its kind."""
        kind = world.kind_of(self.by) if self.by else None
        kinds = kind.either if kind else ()
        return {
            name: Contained.model_construct(included=Fact[bool].told(*((each, False) for each in kinds)))
            for name in self.not_held
            if kinds and not any(each.value in _HOLDERS[name] for each in kinds)
        }
