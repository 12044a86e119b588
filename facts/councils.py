"""Councils as subjects: those that must have a crime and disorder committee."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .fields import derived
from .gazetteer import council_of
from .listing import Listing
from .subject import Subject, extents_of


@dataclass(frozen=True)
class Council(Subject):
    """A council that must have a crime and disorder committee: of an area, or of a two-tier county."""

    @property
    def title(self) -> str:
        """The council's name."""
        row = self.world.known_area(self.id)
        stated = self.world.dossier.areas.get(self.id)
        if stated and stated.council:
            return stated.council
        if row:
            return row.council
        if self.id in self.world.counties:
            return self.world.county_council(self.id)
        return f"the council of {self.world.area_title(self.id)}"

    @property
    def path(self) -> tuple[str, ...]:
        """The council's area."""
        return ("areas" if self.id in self.world.areas else "counties", self.id)

    @property
    def concerns(self) -> frozenset[str]:
        """The area and its council."""
        return frozenset({self.id, council_of(self.id)})

    @property
    def extents(self) -> tuple[str, ...]:
        """The nation of its area; two-tier counties are English."""
        return extents_of(self.world, (self.id,)) if self.id in self.world.areas else ("england",)

    @property
    def partnership(self) -> str | None:
        """The partnership that serves its area."""
        found = self.world.partnership_of(self.id)
        return found[0] if found else None

    @derived(
        "The meetings of its crime and disorder committee to review the partnership's work.",
        "Meeting",
        many=True,
        series="meetings",
    )
    def meetings(self) -> Listing:
        """Meetings for this council, alone or with others."""
        things = [thing for thing in self.world.items("meetings") if self.id in self.world.expand(thing.item.covers)]
        return replace(self.world.series("meetings", {self.id}, things), ask="the council's scrutiny officer")
