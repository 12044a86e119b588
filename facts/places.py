"""Areas, counties, bodies and partnerships as a dossier states them."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from .evidence import Fact
from .fields import Model, told
from .values import ActValue, AreaId, BodyId, Id, Refers, TextValue, TimeValue, YesNoValue

AreaKind: TypeAlias = Literal[
    "two-tier district",
    "unitary district",
    "metropolitan district",
    "london borough",
    "city of london",
    "isle of wight",
    "isles of scilly",
    "welsh principal area",
]
BodyKind: TypeAlias = Literal[
    "council",
    "county council",
    "chief officer of police",
    "police authority",
    "fire and rescue authority",
    "probation provider",
    "primary care trust",
    "clinical commissioning group",
    "integrated care board",
    "health authority",
    "local health board",
    "police and crime commissioner",
    "mayor treated as commissioner",
    "mayor's office for policing and crime",
    "common council",
    "parish council",
    "community council",
    "joint authority",
    "national park authority",
    "Broads Authority",
    "greater london authority",
    "transport for london",
    "london development agency",
    "combined authority",
    "combined county authority",
    "corporate joint committee",
    "secretary of state",
    "other",
]
Governance: TypeAlias = Literal[
    "executive arrangements", "committee system with scrutiny committees", "other arrangements"
]
CountyId: TypeAlias = Annotated[Id, Refers(("counties",))]

#: What a council's governance is, and the question that asks for it.
GOVERNANCE = (
    "How the council is governed.",
    "Does the council have an executive, a committee system with scrutiny committees, or other arrangements?",
)

_CLERK = "the council's governance team"
_PARTNERSHIP = "the partnership's officer"


class Area(Model):
    """A local government area (Crime and Disorder Act 1998 s 5(4))."""

    title: TextValue | None = Field(None, description="The area's name.")
    code: TextValue | None = Field(None, description="Its ONS code, by which it is found in the shipped tables.")
    kind: Fact[AreaKind] | None = told("What kind of area it is.", "What kind of area is it?", _CLERK)
    county: Fact[CountyId] | None = told(
        "The two-tier county in which a district lies.", "In which two-tier county does the area lie?", _CLERK
    )
    council: TextValue | None = Field(None, description="The name of the area's council.")
    community_safety_member: Fact[YesNoValue] | None = told(
        "Whether its council has an elected member responsible for community safety.",
        "Does the council have an elected member responsible for community safety?",
        _CLERK,
        state=True,
    )
    governance: Fact[Governance] | None = told(*GOVERNANCE, _CLERK, state=True)
    common_council_acts: Fact[YesNoValue] | None = told(
        "For the City of London: whether the Common Council itself acts as the crime and disorder committee.",
        "Does the Common Council itself act as the crime and disorder committee?",
        _CLERK,
        state=True,
    )
    note: TextValue | None = Field(None, description="A remark of the compiler's.")


class County(Model):
    """A county with at least one district whose council is not a unitary authority (SI 2007/1830 reg 2)."""

    title: TextValue | None = Field(None, description="The county's name.")
    two_tier: Fact[YesNoValue] | None = told(
        "Whether at least one of its district councils is not a unitary authority.",
        "Is at least one of the county's district councils not a unitary authority?",
        _CLERK,
        state=True,
    )
    council: TextValue | None = Field(None, description="The name of the county council.")
    community_safety_member: Fact[YesNoValue] | None = told(
        "Whether the county council has an elected member responsible for community safety.",
        "Does the county council have an elected member responsible for community safety?",
        _CLERK,
        state=True,
    )
    governance: Fact[Governance] | None = told(*GOVERNANCE, _CLERK, state=True)
    note: TextValue | None = Field(None, description="A remark of the compiler's.")


class Body(Model):
    """An authority, policing body or other organisation."""

    title: TextValue | None = Field(None, description="The body's name.")
    kind: Fact[BodyKind] | None = told("What kind of body it is.", "What kind of body is it?", _PARTNERSHIP)
    covers: tuple[AreaId, ...] = Field((), description="Areas or counties any part of which its area takes in.")
    standing: Fact[TimeValue] | None = told(
        "When the body existed.", "When was the body set up, and when did it end?", _PARTNERSHIP
    )
    responsible_authority: Fact[YesNoValue] | None = told(
        "For a provider of probation services: whether its contract makes it a responsible authority.",
        "Do the provider's arrangements make it a responsible authority?",
        "the probation provider",
        state=True,
    )
    note: TextValue | None = Field(None, description="A remark of the compiler's.")


class Combination(Model):
    """How areas that work as one are combined, if they are (Crime and Disorder Act 1998 ss 5(1A), 5A)."""

    agreement: Fact[ActValue] | None = told(
        "The day of a written combination agreement to which the policing body and every responsible authority "
        "are parties; yes, or no.",
        "Is there a written combination agreement, and of what date?",
        _PARTNERSHIP,
    )
    order: Fact[ActValue] | None = told(
        "The day of an order of the Secretary of State (before 2012) that treats the areas as one; yes, or no.",
        "Was there an order of the Secretary of State before 2012 that treated the areas as one?",
        _PARTNERSHIP,
    )
    ended: Fact[ActValue] | None = told(
        "When the agreement or order ended.", "Has the agreement or order ended, and when?", _PARTNERSHIP
    )
    written: Fact[YesNoValue] | None = told(
        "Whether the agreement is in writing.", "Is the combination agreement in writing?", _PARTNERSHIP
    )
    purpose_considered: Fact[YesNoValue] | None = told(
        "Whether the policing body considered that it serves one of the purposes of section 5A(2).",
        "Did the policing body consider that the agreement serves to reduce crime, or another purpose of section "
        "5A(2)?",
        "the policing body's office",
    )
    co_operation_arranged: Fact[YesNoValue] | None = told(
        "Whether it arranges how several policing bodies, and they and the responsible authorities, work together.",
        "Does the agreement arrange how the policing bodies and the responsible authorities work together?",
        _PARTNERSHIP,
    )
    secretary_of_state_party: Fact[YesNoValue] | None = told(
        "Whether the Secretary of State is a party.",
        "Is the Secretary of State a party to the agreement?",
        _PARTNERSHIP,
    )
    ended_in_writing: Fact[YesNoValue] | None = told(
        "Whether it was ended by a written agreement of the parties.",
        "Did the parties end the agreement by a written agreement?",
        _PARTNERSHIP,
    )


class Partnership(Model):
    """A community safety partnership: the areas that it serves, and whether law treats them as one."""

    title: TextValue | None = Field(None, description="The partnership's name.")
    areas: tuple[Annotated[Id, Refers(("areas",))], ...] = Field(
        min_length=1, description="The local government areas that it serves."
    )
    #: Its default is made without validation, for which the model would be built at once.
    combination: Combination = Field(
        Combination.model_construct(), description="How its areas are combined, if they are."
    )
    chair: TextValue | None = Field(None, description="Who chairs it (a role).")
    policing_body: BodyId | None = Field(None, description="The policing body that it deals with.")
    note: TextValue | None = Field(None, description="A remark of the compiler's.")
