"""Authorities as subjects: what the law says must be there, with the bodies known of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .evidence import Fact
from .fields import derived
from .listing import Listing, Thing
from .subject import Subject, extents_of
from .truth import Truth
from .units import Unit
from .values import Kind
from .world import from_table


@dataclass(frozen=True)
class Authority(Subject):
    """An authority of an area on a list of law: a kind that must be there, with the bodies known of it."""

    area: str = ""
    kind_of_body: str = ""
    bodies: tuple[Thing, ...] = ()
    #: Whether it is certainly one: a contract, or an area of unknown kind, can leave that open.
    membership: Truth = Truth.TRUE

    @property
    def title(self) -> str:
        """The body's name, or the kind where nobody named it."""
        if self.bodies:
            return " and ".join(thing.title for thing in self.bodies)
        return f"the {self.kind_of_body} (not named)"

    @property
    def path(self) -> tuple[str, ...]:
        """The area and the kind of authority."""
        return ("areas", self.area, self.kind_of_body)

    @property
    def concerns(self) -> frozenset[str]:
        """The bodies."""
        return frozenset({self.id, *(thing.id for thing in self.bodies)})

    def judged_by(self, ids: frozenset[str]) -> bool:
        """A judgement of the area speaks of every authority of it."""
        return self.area in ids or bool(self.concerns & ids)

    @property
    def extents(self) -> tuple[str, ...]:
        """The nation of the area."""
        return extents_of(self.world, (self.area,))

    @property
    def partnership(self) -> str | None:
        """The partnership that serves the area."""
        found = self.world.partnership_of(self.area)
        return found[0] if found else None

    @derived("The groups that serve its area.", "Group", many=True, series="groups")
    def groups(self) -> Listing:
        """Groups that serve the area."""
        return Unit(self.world, self.area, self.day, areas=(self.area,)).groups()

    @derived("The name of the kind of authority.", Kind.TEXT)
    def kind(self) -> Fact[Any]:
        """By the list on which it stands."""
        return from_table(self.kind_of_body)


@dataclass(frozen=True)
class Description(Authority):
    """A description of persons or bodies that the law lists, whoever answers to it in an area."""

    @property
    def title(self) -> str:
        """The description."""
        return self.kind_of_body
