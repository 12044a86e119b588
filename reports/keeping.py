"""What a portfolio keeps of each dossier, made small: what many of them say alike is held once.

Duties, questions and remedies are in the words of the law, and so the same in hundreds of dossiers. Each dossier that
is read brings them anew.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar, overload

from .portfolio import Asked, Cell, Shared, Standing, Summed

T = TypeVar("T")


class Questions(Sequence[Asked]):
    """Questions to ask, of which only what each is asked of is kept for itself: all else is asked of many alike."""

    __slots__ = ("_about", "_alike")

    def __init__(self, alike: tuple[Asked, ...], about: tuple[tuple[str, ...], ...]) -> None:
        """Questions without what they are asked of, and what each is asked of."""
        self._alike, self._about = alike, about

    def __len__(self) -> int:
        """How many there are."""
        return len(self._alike)

    def __iter__(self) -> Iterator[Asked]:
        """Each, put together anew."""
        return map(_of, self._alike, self._about)

    @overload
    def __getitem__(self, place: int) -> Asked: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Asked]: ...
    def __getitem__(self, place: int | slice) -> Asked | Sequence[Asked]:
        """The one at a place, or some in their order."""
        if isinstance(place, slice):
            return Questions(self._alike[place], self._about[place])
        return _of(self._alike[place], self._about[place])


def _of(alike: Asked, about: tuple[str, ...]) -> Asked:
    return Asked(alike.ask, alike.question, about, alike.settles, alike.bears_on)


@dataclass
class Keeper:
    """Keeps summaries of dossiers: of parts that are equal, that which came first stands in all of them."""

    _held: dict[Hashable, Any] = field(default_factory=dict)

    def kept(self, summed: Summed) -> Summed:
        """The same summary, of parts that other summaries share."""
        return replace(
            summed,
            duties=self._each(summed.duties),
            own=tuple(map(self._standing, summed.own)),
            shared=tuple(map(self._shared, summed.shared)),
        )

    def _standing(self, standing: Standing) -> Standing:
        return replace(
            standing,
            cells=tuple(map(self._cell, standing.cells)),
            owed=tuple(map(self._of_held_parts, standing.owed)),
            questions=Questions(
                self._each(_of(each, ()) for each in standing.questions),
                self._each(each.about for each in standing.questions),
            ),
        )

    def _shared(self, shared: Shared) -> Shared:
        return replace(
            shared,
            findings=self._each(map(self._of_held_parts, shared.findings)),
            questions=self._each(map(self._of_held_parts, shared.questions)),
        )

    def _cell(self, cell: Cell) -> Cell:
        held: Cell = self._held.setdefault((Cell, cell.duty, cell.law, tuple(cell.counts.items())), cell)
        return held

    def _of_held_parts(self, value: T) -> T:
        """A part of the model, whose texts and lists are held once."""
        parts = (getattr(value, each.name) for each in fields(value))  # type: ignore[arg-type]
        return type(value)(*(self._once(part) if isinstance(part, str | tuple) else part for part in parts))

    def _each(self, values: Iterable[T]) -> tuple[T, ...]:
        return tuple(map(self._once, values))

    def _once(self, value: T) -> T:
        held: T = self._held.setdefault(value, value)
        return held
