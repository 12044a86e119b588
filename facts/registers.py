"""Registers of those with whom a partnership works: whom it must co-operate with, and whom it must invite."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from pydantic import Field

from .days import Day
from .documents import Contained
from .evidence import Fact
from .fields import Item, listed, told
from .listing import Closing, Listing, Thing
from .truth import Truth, agreed
from .values import AreaId, Kind, TimeValue

if TYPE_CHECKING:
    from .world import World

#: Bodies that co-operate: Crime and Disorder Act 1998 s 5(2), SI 1998/2452 art 2, SI 2004/118 art 2.
ListedBody: TypeAlias = Literal[
    "police authority",
    "probation committee",
    "health authority",
    "local probation board",
    "probation provider that is to co-operate",
    "parish council",
    "community council",
    "NHS trust",
    "governing body of a maintained school",
    "proprietor of an independent school",
    "governing body of a further education institution",
    "National Assembly for Wales",
]
#: Descriptions to invite: s 5(3), SI 1998/2452 art 3, SI 2004/118 art 3.
InvitedDescription: TypeAlias = Literal[
    "registered social landlord",
    "drug action team",
    "training and enterprise council",
    "voluntary youth organisation",
    "Crown Prosecution Service",
    "court manager of the Crown Court",
    "magistrates' courts committee",
    "Neighbourhood Watch",
    "Victim Support scheme",
    "service police",
    "Ministry of Defence police",
    "school transport provider",
    "public transport provider",
    "provider of public or school transport",
    "passenger transport authority",
    "passenger transport executive",
    "Transport for London",
    "body for women",
    "body for the young",
    "body for older people",
    "body for disabled people",
    "body for different racial groups",
    "body for gay people",
    "body for residents",
    "other body that reduces crime and disorder",
    "religious body",
    "company or partnership with premises in the area",
    "body that promotes retail business",
    "trade union",
    "general practitioner",
    "body that represents general practitioners",
    "governing body of a higher education institution",
    "chief officer of the fire brigade",
    "British Transport Police",
]

_PARTNERSHIP = "the partnership's officer"


class Register(Item):
    """With whom the responsible authorities co-operate, and whom they invite to take part."""

    dated_by: ClassVar[str] = "standing"
    others: ClassVar[str] = "Was there any other register of those invited"
    ask_others: ClassVar[str] = _PARTNERSHIP

    covers: tuple[AreaId, ...] = Field(min_length=1, description="The areas or partnership it is for.")
    standing: Fact[TimeValue] | None = told(
        "The time for which it holds.", "For what time does the register hold?", _PARTNERSHIP
    )
    works_with: dict[ListedBody, Contained] = listed(
        "The listed bodies with which the responsible authorities work on their strategies.",
        "Do the responsible authorities work on their strategies with every body of this kind in the area?",
        _PARTNERSHIP,
    )
    co_operating: dict[ListedBody, Contained] = listed(
        "The listed bodies that co-operate when they are asked.",
        "Does every body of this kind co-operate when the responsible authorities ask it to?",
        _PARTNERSHIP,
    )
    invited: dict[InvitedDescription, Contained] = listed(
        "The descriptions of which at least one person or body was invited to take part.",
        "Was at least one person or body of this description invited to take part?",
        _PARTNERSHIP,
    )
    absent: dict[ListedBody | InvitedDescription, Contained] = listed(
        "The descriptions to which nobody in the area answers.",
        "Is there nobody of this description in the area?",
        _PARTNERSHIP,
    )


def registered(world: World, registers: Iterable[Thing], areas: frozenset[str], name: str) -> Listing:
    """One list of the registers that hold on the as-at day, put together, with what closes it for their areas.

    A register that has ended says nothing any more. Of one that may have ended, its entries are not known. A list that
    is whole in one register may go on in another: only where each is whole, and there is no other register, or where
    a statement speaks of the areas themselves, are there no other entries.
    """
    holding = [(thing, holds) for thing in registers if (holds := _holds(world, thing)) is not Truth.FALSE]
    lists = [world.inner(thing, name, "", "") for thing, _ in holding]
    entries = [
        entry if holds is Truth.TRUE else _doubted(entry)
        for (_, holds), listing in zip(holding, lists, strict=True)
        for entry in listing.things
    ]
    closings = _speaking(world, world.closings(f"registers.{name}", areas, any_of=False))
    in_each = [_speaking(world, listing.closings) for listing in lists]
    if in_each and all(in_each) and _speaking(world, world.closings("registers", areas, any_of=False)):
        closings += [closing for each in in_each for closing in each]
    return Listing(f"registers.{name}", tuple(entries), tuple(dict.fromkeys(closings)), since=world.as_at)


def _holds(world: World, register: Thing) -> Truth:
    """Whether a register holds on the as-at day."""
    on = Day.on(world.as_at)
    return agreed(told.value.covers(on) for told in world.known(register.item.standing, Kind.TIME).values)


def _doubted(entry: Thing) -> Thing:
    """An entry of which it is not known whether it still holds."""
    doubt = Fact[bool].model_construct(either=(), unknown="whether the register holds is not known", asked=None)
    return replace(entry, item=entry.item.model_copy(update={"included": doubt}))


def _speaking(world: World, closings: Iterable[Closing]) -> list[Closing]:
    """The statements that there are no others which certainly speak of the as-at day."""
    return [
        each
        for each in closings
        if each.form in ("none", "whole")
        and each.statement.settles
        and each.span is not None
        and each.span.first <= world.as_at <= each.span.last
    ]
