"""A subject of duties: what law or geography enumerates, made for the day whose law applies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .world import World


@dataclass(frozen=True)
class Subject:
    """A subject under its id, on a day."""

    world: World
    id: str
    day: date

    @property
    def title(self) -> str:
        """Its name."""
        return self.id

    @property
    def path(self) -> tuple[str, ...]:
        """Where it stands, for questions about it."""
        return (self.id,)

    @property
    def concerns(self) -> frozenset[str]:
        """The ids of which a judgement or statement may speak when it means this subject."""
        return frozenset({self.id})

    def judged_by(self, ids: frozenset[str]) -> bool:
        """Whether a judgement made of these areas and ids speaks of the subject."""
        return bool(self.concerns & ids)

    @property
    def extents(self) -> tuple[str, ...]:
        """England or Wales, or both where it is not known which."""
        return ("england",)

    @property
    def partnership(self) -> str | None:
        """The partnership to which its findings belong."""
        return None


def extents_of(world: World, areas: tuple[str, ...]) -> tuple[str, ...]:
    """The nations in which some areas may lie."""
    nations = {world.nation(area) for area in areas}
    if None in nations or not nations:
        return ("england", "wales")
    return tuple(sorted(nation for nation in nations if nation))
