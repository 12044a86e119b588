"""A dossier: all that is known about one or more partnerships, on one day."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, Field, WithJsonSchema

from .committee_requests import CommitteeRequest
from .committees import Committee
from .consultations import Consultation
from .days import read_day
from .deaths import Death
from .documents import Agreement, Assessment, Plan
from .elections import Election
from .fields import Item, Model
from .groups import Group
from .meetings import Meeting
from .places import Area, Body, County, Partnership
from .police_and_crime_plans import PoliceAndCrimePlan
from .prevent import ChannelPanel, PreventWork
from .protocols import Protocol
from .referrals import Referral
from .registers import Register
from .requests import Request
from .returns import Return
from .scrutiny import Report
from .statements import Claim, Closure, Count, Decision, Judgement, Practice, Source
from .values import Id, ReadBy, TextValue


def _one_day(raw: object) -> date:
    day = read_day(str(raw))
    if not day.exact:
        raise ValueError(f"expected one day such as 2016-03-18, found {day.text}")
    return day.earliest


class Header(Model):
    """What the dossier is, and the one day on which its states and negatives hold."""

    title: TextValue = Field(description="What the dossier is about.")
    as_at: Annotated[
        date, ReadBy(_one_day), WithJsonSchema({"type": "string", "description": "One day: 2016-03-18"})
    ] = Field(description="The one day on which its states and negatives hold.")
    as_at_note: TextValue | None = Field(None, description="Why that day, if it is assumed.")


class Dossier(Model):
    """Sources, places, bodies, and the series of things that are known, each under its id."""

    dossier: Header = Field(description="What the dossier is, and its day.")
    sources: dict[Id, Source] = Field({}, description="Where the facts come from.")
    claims: tuple[Claim, ...] = Field((), description="What papers say about the law; no rule reads it.")
    areas: dict[Id, Area] = Field({}, description="Local government areas, where the tables do not have them.")
    counties: dict[Id, County] = Field({}, description="Two-tier counties, where the tables do not have them.")
    bodies: dict[Id, Body] = Field({}, description="Authorities, policing bodies and others.")
    partnerships: dict[Id, Partnership] = Field({}, description="The partnerships and their areas.")
    assessments: dict[Id, Assessment] = Field({}, description="Strategic assessments.")
    plans: dict[Id, Plan] = Field({}, description="Partnership plans.")
    agreements: dict[Id, Agreement] = Field({}, description="Community safety agreements of counties.")
    protocols: dict[Id, Protocol] = Field({}, description="Information sharing protocols.")
    groups: dict[Id, Group] = Field({}, description="Strategy groups, county groups and other boards.")
    registers: dict[Id, Register] = Field({}, description="Registers of those co-operated with and invited.")
    meetings: dict[Id, Meeting] = Field({}, description="Meetings.")
    consultations: dict[Id, Consultation] = Field({}, description="Consultations of the public.")
    requests: dict[Id, Request] = Field({}, description="Requirements by policing bodies.")
    committees: dict[Id, Committee] = Field({}, description="Crime and disorder committees of councils.")
    police_and_crime_plans: dict[Id, PoliceAndCrimePlan] = Field({}, description="Plans of policing bodies.")
    elections: dict[Id, Election] = Field({}, description="Ordinary elections of commissioners and mayors.")
    reports: dict[Id, Report] = Field({}, description="Reports of crime and disorder committees.")
    referrals: dict[Id, Referral] = Field({}, description="Matters that councillors referred to those committees.")
    committee_requests: dict[Id, CommitteeRequest] = Field({}, description="Requests by those committees.")
    returns: dict[Id, Return] = Field({}, description="Quarterly returns of information.")
    deaths: dict[Id, Death] = Field({}, description="Deaths that may call for a review.")
    prevent_work: dict[Id, PreventWork] = Field({}, description="What authorities do under the Prevent duty.")
    channel_panels: dict[Id, ChannelPanel] = Field({}, description="Channel panels.")
    judgements: dict[Id, Judgement] = Field({}, description="Recorded judgements.")
    decisions: dict[Id, Decision] = Field({}, description="Recorded decisions on a term of law.")
    practices: tuple[Practice, ...] = Field((), description="What is said to be usual; quoted, settles nothing.")
    none: tuple[Closure, ...] = Field((), description="Statements that there were none.")
    whole: tuple[Closure, ...] = Field((), description="Statements that there were no others than those given.")
    counts: tuple[Count, ...] = Field((), description="Statements of how many there were.")

    @property
    def as_at(self) -> date:
        """The dossier's day."""
        return self.dossier.as_at

    def section(self, name: str) -> dict[str, Any]:
        """A section that is a mapping from id to item."""
        section: dict[str, Any] = getattr(self, name)
        return section


def _item_model(annotation: Any) -> type[BaseModel] | None:
    arguments: tuple[Any, ...] = getattr(annotation, "__args__", ())
    model: Any = arguments[-1] if len(arguments) == 2 else None
    return model if isinstance(model, type) and issubclass(model, BaseModel) else None


#: Every section that maps ids to things, with the model of its things.
SECTIONS: dict[str, type[BaseModel]] = {
    name: model for name, field in Dossier.model_fields.items() if (model := _item_model(field.annotation)) is not None
}
#: The sections that are series of items.
SERIES: dict[str, type[Item]] = {name: model for name, model in SECTIONS.items() if issubclass(model, Item)}
