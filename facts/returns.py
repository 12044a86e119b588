"""Returns of information that authorities make to each other every quarter (1998 Act s 17A, SI 2007/1831)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field, model_validator

from .days import Span
from .documents import Contained
from .evidence import Evidence, Fact, Told
from .fields import Item, derived, listed, told
from .holders import HOLDERS, Dataset, holders_of
from .truth import Truth
from .values import ActValue, AreaId, BodyId, TimeValue, YesNoValue

if TYPE_CHECKING:
    from .world import World

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
        "What no authority of the area holds, as the one named in `by` states it: never what it shared or what the law "
        "asks of others, and not known while another that may hold it does not say the same.",
        "Contained",
        many=True,
        question="Is this information that no authority of the area holds?",
        ask=_ANALYST,
        answer="not_held",
        in_world=True,
    )
    def lacking(self, world: World) -> dict[Dataset, Contained]:
        """The stated entries, and a no for everything that was shared or that is not this kind of body's to hold."""
        stated = {name: self._of_nobody(world, name, entry) for name, entry in self.not_held.items()}
        shared = self._shared()
        both = {name: _joined(stated[name], shared[name]) for name in stated.keys() & shared.keys()}
        return {**shared, **stated, **both}

    def _shared(self) -> dict[Dataset, Contained]:
        """A no for each entry that says what was shared, with its evidence."""
        return {
            name: _entry((each, False) for each in given)
            for name, entry in self.datasets.items()
            if (given := [each for each in _told(entry) if each.value])
        }

    def _of_nobody(self, world: World, name: Dataset, entry: Contained) -> Contained:
        """An entry that this body does not hold something, as far as it says so of every body that may."""
        areas, day = self._areas(world), self._day(world)
        serving = {thing.id: thing.item.kind for area in areas for thing in world.bodies_of(area, day)}
        kind = serving.get(self.by or "") or world.kind_of(self.by or "")
        kinds = kind.either if kind else ()
        if kinds and not any(each.value in HOLDERS[name] for each in kinds):
            return _entry((each, False) for each in kinds)
        if not _says(self.not_held, name, True):
            return entry
        holders = holders_of(world, areas, day, name)
        alike = self._alike(world)
        lack = {each.by for each in alike if _says(each.not_held, name, True)}
        lack -= {each.by for each in alike if each is not self and _says(each.datasets, name, True)}
        settled = self.by in holders.certain and holders.whole and holders.possible <= lack
        return entry if settled else _NOT_KNOWN

    @derived(
        "The information that it holds, as far as its holder shared it: not known where the return is not certainly "
        "the holder's, or where another that may hold it shared a return without it.",
        "Contained",
        many=True,
        question="Does the return hold this information, for every authority that holds it?",
        ask=_ANALYST,
        answer="datasets",
        in_world=True,
    )
    def shared(self, world: World) -> dict[Dataset, Contained]:
        """The stated entries; not known for what this body may not hold, or another left out."""
        shared = dict(self.datasets)
        for name, entry in self.datasets.items():
            if _says(self.datasets, name, True):
                if self._in_doubt(world, name):
                    shared[name] = _NOT_KNOWN
                elif _says(self.not_held, name, True):
                    shared[name] = _joined(entry, _entry((each, False) for each in _told(self.not_held[name])))
        return shared

    def _in_doubt(self, world: World, name: Dataset) -> bool:
        """Whether the body named in ``by`` may not be the holder, or another holder says that it did not share it."""
        if self.by is None:
            return False
        holders = holders_of(world, self._areas(world), self._day(world), name)
        alike = self._alike(world)
        left_out = {each.by for each in alike if _says(each.datasets, name, False)}
        left_out -= {each.by for each in alike if _says(each.datasets, name, True) or _says(each.not_held, name, True)}
        return self.by not in holders.certain or bool(holders.possible & left_out)

    def _alike(self, world: World) -> list[Return]:
        """The returns that are certainly for its areas and for the whole of its time."""
        return [each for each in world.dossier.returns.values() if each._is_for(self)]

    def _is_for(self, other: Return) -> bool:
        mine, time = ([told.value for told in each.for_.either] if each.for_ else [] for each in (self, other))
        spans = [Span(each.first.earliest, each.last.latest) for each in time]
        covered = all(one.covers_span(span) is Truth.TRUE for one in mine for span in spans)
        return bool(mine and spans) and covered and set(other.covers) <= set(self.covers)

    def _areas(self, world: World) -> tuple[str, ...]:
        day = self._day(world)
        return tuple(sorted({area for place in world.expand(self.covers) for area in world.areas_of(place, day)}))

    def _day(self, world: World) -> date:
        """The last day of its quarter, or the as-at day where that is not known or is still to come."""
        days = [told.value.last.latest for told in self.for_.either] if self.for_ else []
        return min([world.as_at, *days])


#: What another body may hold, or may have to share as well.
_NOT_KNOWN = Contained.model_construct(
    included=Fact[bool].model_construct(either=(), unknown="another body may hold it", asked=None)
)


def _entry(told: Iterable[tuple[Evidence, bool]]) -> Contained:
    """An entry that follows from other evidence."""
    return Contained.model_construct(included=Fact[bool].told(*told))


def _joined(one: Contained, other: Contained) -> Contained:
    """Two entries under one word: a conflict where they differ."""
    return _entry((told, told.value) for entry in (one, other) for told in _told(entry))


def _says(entries: Mapping[Dataset, Contained], name: Dataset, answer: bool) -> bool:
    """Whether an entry settles it so."""
    told = [each.value for each in _told(entries.get(name)) if each.settles]
    return bool(told) and all(each is answer for each in told)


def _told(entry: Contained | None) -> tuple[Told[bool], ...]:
    return entry.included.either if entry and entry.included else ()
