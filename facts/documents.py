"""Assessments, plans and agreements: documents, with the areas that each covers."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import Field

from .days import Time
from .evidence import Fact
from .fields import Entry, Item, derived, listed, told
from .values import ActValue, AreaId, BodyId, Id, Kind, Refers, TextValue, TimeValue, YesNoValue

Limb: TypeAlias = Literal["crime and disorder", "substance misuse", "re-offending", "serious violence"]
PlanContent: TypeAlias = Literal[
    "priorities from the assessment of the year before",
    "steps",
    "resources",
    "measures by each responsible authority",
    "engaging the community",
    "considering help from the community",
    "publishing a summary",
]
AssessmentContent: TypeAlias = Literal["changes", "reasons for changes", "plan carried out", "matters for the county"]
Informant: TypeAlias = Literal[
    "the responsible authorities", "co-operating bodies", "participating bodies", "the crime and disorder committee"
]
Considered: TypeAlias = Literal[Informant, "the partnership plan"]
#: What the law before August 2007 (in Wales 19 November 2007) asked of a strategy: old ss 6 and 6A.
StrategyStep: TypeAlias = Literal[
    "review of crime and disorder",
    "review of substance misuse",
    "analysis of the review",
    "report of the analysis published",
    "views on the report obtained",
    "regard to the analysis and the views",
    "regard to the Assembly's guidance",
    "objectives and targets",
    "document published",
    "kept under review",
    "copy sent to the Secretary of State",
    "regard to guidance on the document",
    "changes proposed",
    "copies of the changes sent to the Secretary of State",
]
AgreementContent: TypeAlias = Literal[
    "joint working on priorities",
    "other joint working on crime and disorder",
    "other joint working on substance misuse",
    "other joint working on re-offending",
    "other joint working on serious violence",
]

_PARTNERSHIP = "the partnership's officer"
_COUNTY = "the county council's community safety team"


class Sending(Entry):
    """A copy sent to a body. Written plainly: the day on which it was sent."""

    shorthand: ClassVar[str] = "date"
    key: ClassVar[str] = "to"

    date: Fact[ActValue] | None = told(
        "When it was sent; yes or no.", "Was a copy sent, and when?", "the policing body's office"
    )


class Revision(Entry):
    """A revision of a plan. Written plainly: the day on which it was agreed."""

    shorthand: ClassVar[str] = "date"
    key: ClassVar[str] = "id"

    date: Fact[ActValue] | None = told("When the revision was agreed.", "When was the plan revised?", _PARTNERSHIP)
    considered_assessment: Fact[YesNoValue] | None = told(
        "Whether the strategic assessment of the year just before was considered.",
        "For this revision, did the strategy group consider the strategic assessment of the year just before?",
        _PARTNERSHIP,
    )
    considered_agreement: Fact[YesNoValue] | None = told(
        "Whether the county's community safety agreement of the year just before was considered.",
        "For this revision, did the strategy group consider the county's community safety agreement of the year "
        "just before?",
        _PARTNERSHIP,
    )


class YearlyReport(Entry):
    """A report on a year of a strategy (old s 6(6A)). Written plainly: the day on which it was sent."""

    shorthand: ClassVar[str] = "sent"
    key: ClassVar[str] = "id"

    sent: Fact[ActValue] | None = told(
        "When it was sent to the Secretary of State.",
        "When was the report on the year sent to the Secretary of State?",
        _PARTNERSHIP,
    )
    for_: Fact[TimeValue] | None = told(
        "The year it reports on.", "On which year is the report?", _PARTNERSHIP, alias="for"
    )


class Contained(Entry):
    """A part of a document, or something that was supplied, considered or asked about. Written plainly: yes or no."""

    shorthand: ClassVar[str] = "included"
    key: ClassVar[str] = "part"

    included: Fact[YesNoValue] | None = told(
        "Whether the document has it, or it was supplied, considered or asked about.",
        "Does the document have this part?",
        _PARTNERSHIP,
    )


class Basis(Entry):
    """A district's strategic assessment as a ground of an agreement. Written plainly: yes or no."""

    shorthand: ClassVar[str] = "used"
    key: ClassVar[str] = "area"

    used: Fact[YesNoValue] | None = told(
        "Whether the agreement is based on the district's strategic assessment for the same year.",
        "Is the agreement based on the district's strategic assessment for the same year?",
        _COUNTY,
    )


class Document(Item):
    """What every document has."""

    covers: tuple[AreaId, ...] = Field(min_length=1, description="The areas, county or partnership it covers.")
    intended: TextValue | None = Field(None, description="What is intended; an intention settles nothing.")
    restricted: Fact[YesNoValue] | None = told(
        "Whether the document is kept from the public.", "Is the document kept from the public?", _PARTNERSHIP
    )


class Assessment(Document):
    """A strategic assessment (SI 2007/1830 regs 5-7; SI 2007/3076 regs 5-7)."""

    dated_by: ClassVar[str] = "prepared"
    others: ClassVar[str] = "Was any strategic assessment prepared"
    ask_others: ClassVar[str] = _PARTNERSHIP

    prepared: Fact[ActValue] | None = told(
        "When it was prepared.", "When was the strategic assessment prepared?", _PARTNERSHIP
    )
    for_: Fact[TimeValue] | None = told(
        "The year it is for.", "For which year was the strategic assessment prepared?", _PARTNERSHIP, alias="for"
    )
    refresh_of: Annotated[Id, Refers(("assessments",))] | None = Field(
        None, description="The assessment that this one refreshes."
    )
    first: Fact[YesNoValue] | None = told(
        "Whether it is the first strategic assessment of the area.",
        "Is this the first strategic assessment that was ever made for the area?",
        _PARTNERSHIP,
    )
    supplied: dict[Informant, Contained] = listed(
        "Who supplied information to the strategy group for it.",
        "Was information from these supplied to the strategy group for the assessment?",
        _PARTNERSHIP,
    )
    considered: dict[Considered, Contained] = listed(
        "Whose information, and what else, the strategy group considered in preparing it.",
        "Did the strategy group consider this, or what these had supplied, in preparing the assessment?",
        _PARTNERSHIP,
    )
    local_information: dict[Limb, Contained] = listed(
        "The subjects on which people who live and work in the area gave the responsible authorities information.",
        "Had people in the area given the responsible authorities information on this subject?",
        _PARTNERSHIP,
    )
    local_information_considered: dict[Limb, Contained] = listed(
        "The subjects on which the strategy group considered that information.",
        "Did the strategy group consider the information that people in the area had given on this subject?",
        _PARTNERSHIP,
    )
    levels: dict[Limb, Contained] = listed(
        "The subjects whose levels and patterns it analyses.",
        "Does the assessment analyse the levels and patterns of this subject?",
        _PARTNERSHIP,
    )
    priorities: dict[Limb, Contained] = listed(
        "The subjects on which it says what the responsible authorities should put first.",
        "Does the assessment say what the responsible authorities should put first on this subject?",
        _PARTNERSHIP,
    )
    public_priorities: dict[Limb, Contained] = listed(
        "The subjects on which it says what people in the area think should be put first.",
        "Does the assessment say what people in the area think should be put first on this subject?",
        _PARTNERSHIP,
    )
    contents: dict[AssessmentContent, Contained] = listed(
        "What else it contains.", "Does the assessment contain this?", _PARTNERSHIP
    )


class Plan(Document):
    """A partnership plan (SI 2007/1830 regs 10-14; SI 2007/3076 regs 8-12)."""

    dated_by: ClassVar[str] = "adopted"
    others: ClassVar[str] = "Was any partnership plan adopted"
    others_in_force: ClassVar[str] = "Was any partnership plan in force"
    ask_others: ClassVar[str] = _PARTNERSHIP

    adopted: Fact[ActValue] | None = told(
        "When it was agreed by the strategy group.", "When did the strategy group agree the plan?", _PARTNERSHIP
    )
    for_: Fact[TimeValue] | None = told(
        "The year or years it is for.", "Which year or years is the plan for?", _PARTNERSHIP, alias="for"
    )
    in_force: Fact[TimeValue] | None = told(
        "When it is in force, if that differs from the years it is for.",
        "Is the plan in force, and from when to when?",
        _PARTNERSHIP,
    )
    refresh_of: Annotated[Id, Refers(("plans",))] | None = Field(None, description="The plan that this refreshes.")
    revisions: dict[Id, Revision] = listed(
        "Its revisions.", "When was the plan revised?", _PARTNERSHIP, others="Was the plan revised at any time"
    )
    published: Fact[ActValue] | None = told(
        "When the plan, or a summary of it, was published in the area.",
        "When was the plan, or a summary of it, published in the area?",
        _PARTNERSHIP,
    )
    sent: dict[BodyId, Sending] = listed(
        "The bodies to which a copy was sent, and when.",
        "To whom was the plan sent, and when?",
        "the policing body's office",
        others="Was a copy of the plan sent to any body",
    )
    limbs: dict[Limb, Contained] = listed(
        "The subjects for which it has a strategy.", "Does the plan have a strategy for this subject?", _PARTNERSHIP
    )
    three_years: Fact[YesNoValue] | None = told(
        "Whether its strategy looks over the three years that start with the plan's year, as was asked until 2011.",
        "Does the plan's strategy look over the three years that start with the plan's year?",
        _PARTNERSHIP,
    )
    contents: dict[PlanContent, Contained] = listed("What it contains.", "Does the plan set this out?", _PARTNERSHIP)
    made_with: dict[StrategyStep, Contained] = listed(
        "What was done to make and keep a strategy under the law before August 2007 (in Wales 19 November 2007).",
        "Was this done for the strategy?",
        _PARTNERSHIP,
    )
    yearly_reports: dict[Id, YearlyReport] = listed(
        "Its yearly reports to the Secretary of State, under the law before August 2007.",
        "When were reports on the strategy sent to the Secretary of State?",
        _PARTNERSHIP,
        others="Was any report on the strategy sent to the Secretary of State",
    )
    considered_assessment: Fact[YesNoValue] | None = told(
        "Whether the strategic assessment of the year just before was considered when the plan was made.",
        "When it made the plan, did the strategy group consider the strategic assessment of the year just before?",
        _PARTNERSHIP,
    )
    considered_agreement: Fact[YesNoValue] | None = told(
        "Whether the county's community safety agreement of the year just before was considered when it was made.",
        "When it made the plan, did the strategy group consider the county's community safety agreement of the year "
        "just before?",
        _PARTNERSHIP,
    )
    help_considered: dict[Limb, Contained] = listed(
        "The subjects on which it was considered, in preparing the plan, how far people in the area could help.",
        "Did the strategy group consider how far people in the area could help on this subject?",
        _PARTNERSHIP,
    )

    @derived(
        "The time for which it is in force: as stated, or else the years it is for.",
        Kind.TIME,
        question="Is the plan in force, and from when to when?",
        ask=_PARTNERSHIP,
        answer="in_force",
    )
    def term(self) -> Fact[Time] | None:
        """The stated time in force, or the time that the plan is for."""
        return self.in_force or self.for_


class Agreement(Document):
    """A community safety agreement of a county (SI 2007/1830 regs 9, 9A)."""

    dated_by: ClassVar[str] = "prepared"
    others: ClassVar[str] = "Was any community safety agreement prepared"
    others_in_force: ClassVar[str] = "Was any community safety agreement in force"
    ask_others: ClassVar[str] = _COUNTY

    prepared: Fact[ActValue] | None = told(
        "When it was prepared.", "When was the community safety agreement prepared?", _COUNTY
    )
    for_: Fact[TimeValue] | None = told(
        "The year it is for.", "For which year is the community safety agreement?", _COUNTY, alias="for"
    )
    in_force: Fact[TimeValue] | None = told(
        "When it is in force, if that differs from the year it is for.",
        "Is the agreement in force, and from when to when?",
        _COUNTY,
    )
    based_on: dict[Annotated[Id, Refers(("areas",))], Basis] = listed(
        "The districts on whose strategic assessments for the same year it is based.",
        "On which districts' strategic assessments for the same year is the agreement based?",
        _COUNTY,
        others="Is the agreement based on the strategic assessment of any district",
    )
    sent: dict[BodyId, Sending] = listed(
        "The bodies to which a copy was sent, and when.",
        "To whom was the agreement sent, and when?",
        "the policing body's office",
        others="Was a copy of the agreement sent to any body",
    )
    contents: dict[AgreementContent, Contained] = listed("What it contains.", "Does the agreement say this?", _COUNTY)

    @derived(
        "The time for which it is in force: as stated, or else the year it is for.",
        Kind.TIME,
        question="Is the agreement in force, and from when to when?",
        ask=_COUNTY,
        answer="in_force",
    )
    def term(self) -> Fact[Time] | None:
        """The stated time in force, or the time that the agreement is for."""
        return self.in_force or self.for_
