"""Statements about many things: sources, claims of law, practices, closures, judgements and decisions."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from .evidence import Evidence, Fact
from .fields import Model, told
from .values import DayValue, Id, NumberValue, Refers, SourceId, TextValue, TimeValue, YesNoValue

Subject: TypeAlias = Annotated[Id, Refers(("any",))]


class Source(Model):
    """A paper, minute, interview or page from which facts were taken."""

    title: TextValue = Field(description="What it is.")
    kind: Literal["minute", "report", "plan", "letter", "webpage", "interview", "other"] = Field(
        description="What kind of source it is."
    )
    date: Fact[DayValue] | None = told("Its date.", "What is the date of the source?", "whoever compiled it")
    url: TextValue | None = Field(None, description="Where it can be read.")
    note: TextValue | None = Field(None, description="A remark of the compiler's.")


class Claim(Model):
    """What a paper says about the law. No rule can read it."""

    text: TextValue = Field(description="What is said, in the compiler's words.")
    provision: TextValue | None = Field(None, description="The provision that it speaks of or cites.")
    source: SourceId | None = Field(None, description="The source that says so.")
    at: TextValue | None = Field(None, description="The place in the source.")
    note: TextValue | None = Field(None, description="A remark of the compiler's.")


class Practice(Evidence):
    """What is said to be usual. It is quoted first and settles nothing."""

    what: TextValue = Field(description="The series of which it speaks, such as assessments.")
    of: tuple[Subject, ...] = Field(min_length=1, description="The areas, partnerships or items of which it speaks.")
    kind: TextValue | None = Field(None, description="The kind of item, where the series has kinds.")
    every: TextValue | None = Field(None, description="The interval, such as 1 year.")


class Closure(Evidence):
    """A statement that closes a list for a span: ``none`` of these, these are the ``whole``, or their number."""

    by: Literal["compiler", "in_force"] | None = Field(  # type: ignore[assignment]
        None, description="in_force: it speaks of what was in force then, not of what was made then."
    )
    what: TextValue = Field(description="The list it closes: a series (plans) or a list in it (plans.sent).")
    of: tuple[Subject, ...] = Field(min_length=1, description="The areas, partnerships or items of which it speaks.")
    kind: TextValue | None = Field(None, description="The only kind of item of which it speaks.")
    recipient: Subject | None = Field(None, description="The only recipient of which it speaks.")
    from_: Fact[DayValue] | None = Field(None, alias="from", description="Its first day; left out: ever.")
    until: Fact[DayValue] | None = Field(None, description="Its last day; left out: the dossier's day.")

    @property
    def compilers(self) -> bool:
        """A closure with a ``basis`` is the compiler's own reading."""
        return self.by == "compiler" or self.basis is not None


class Count(Closure):
    """A statement of how many there were in a span."""

    number: NumberValue = Field(description="How many there were.")


class Judgement(Model):
    """What settles a duty of regard, adequacy or reasonableness: somebody's recorded judgement."""

    rule: TextValue = Field(description="The rule to which it belongs, as reports print it.")
    key: TextValue = Field(description="The rule's name for the judgement.")
    of: tuple[Subject, ...] = Field(min_length=1, description="The areas, bodies or items of which it is made.")
    answer: Fact[YesNoValue] = Field(description="What was judged.")
    by: TextValue = Field(description="Who judged (a role).")
    date: DayValue = Field(description="When.")
    basis: TextValue = Field(description="On what basis.")
    for_: TimeValue | None = Field(
        None, alias="for", description="The time of which it speaks, such as one year; of any other it is not known."
    )
    until: DayValue | None = Field(None, description="The last day on which it counts; later it is not known.")

    @model_validator(mode="after")
    def _until_is_later(self) -> Judgement:
        if self.until and self.until.latest < self.date.earliest:
            raise ValueError("until: the judgement ends before it was made")
        return self


class Decision(Model):
    """What somebody decided of a term of law, such as that a death is outside section 9."""

    term: TextValue = Field(description="The term, such as within-section-9.")
    of: tuple[Subject, ...] = Field(min_length=1, description="The items of which it was decided.")
    answer: Fact[YesNoValue] = Field(description="What was decided.")
    by: TextValue = Field(description="Who decided (a role).")
    date: DayValue | None = Field(None, description="When.")
    basis: TextValue | None = Field(None, description="On what basis.")
