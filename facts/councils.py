"""Councils as subjects: those that must have a crime and disorder committee."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, get_args

from .evidence import Fact
from .fields import derived
from .gazetteer import council_of
from .listing import Listing
from .places import GOVERNANCE, Governance
from .subject import Subject, extents_of
from .values import Kind
from .world import from_table

_CLERK = "the council's governance team"
_SCRUTINY = "the council's scrutiny officer"


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

    @derived(GOVERNANCE[0], Kind.CHOICE, question=GOVERNANCE[1], ask=_CLERK, options=get_args(Governance))
    def governance(self) -> Fact[Any] | None:
        """As the dossier states it of the area or county."""
        stated = self.world.dossier.areas.get(self.id) or self.world.dossier.counties.get(self.id)
        return stated.governance if stated else None

    @derived(
        "Whether it is the Common Council of the City of London and itself acts as the crime and disorder committee.",
        Kind.YES_NO,
        question="Does the Common Council itself act as the crime and disorder committee?",
        ask=_CLERK,
        answer="common_council_acts",
    )
    def common_council_acts(self) -> Fact[Any] | None:
        """As stated for the City; no other council can."""
        if self.id not in self.world.areas:
            return from_table(False, "it is a county council")
        kinds = {told.value for told in self.world.known(self.world.area_kind(self.id), Kind.CHOICE).values}
        if kinds and "city of london" not in kinds:
            return from_table(False, "its area is not the City of London")
        stated = self.world.dossier.areas.get(self.id)
        return stated.common_council_acts if stated else None

    def _series(self, name: str) -> Listing:
        """The items of this council, alone or with others."""
        things = [thing for thing in self.world.items(name) if self.id in self.world.expand(thing.item.covers)]
        return self.world.series(name, {self.id}, things)

    @derived("Its crime and disorder committees.", "Committee", many=True, series="committees")
    def committees(self) -> Listing:
        """Committees of this council, alone or with others."""
        return self._series("committees")

    @derived(
        "The meetings of its crime and disorder committee to review the partnership's work.",
        "Meeting",
        many=True,
        series="meetings",
    )
    def meetings(self) -> Listing:
        """Meetings for this council, alone or with others."""
        return replace(self._series("meetings"), ask=_SCRUTINY)
