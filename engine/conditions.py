"""Conditions of the rule language as data: closed, total, and checked before they are evaluated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from ..facts.values import Kind


@dataclass(frozen=True, slots=True)
class Path:
    """A name in scope and the fields read from it, such as ``p.adopted``."""

    names: tuple[str, ...]

    def __str__(self) -> str:
        """As a rule writes it."""
        return ".".join(self.names)


@dataclass(frozen=True, slots=True)
class SpanOf:
    """A span of days: ``period``, ``year_before``, ``year_of``, ``anniversary_of``, ``until_as_at``, or two days."""

    form: str
    path: Path | None = None
    ends: tuple[Path | date, Path | date] | None = None

    def __str__(self) -> str:
        """As a rule writes it."""
        if self.ends:
            return f"[{self.ends[0]}, {self.ends[1]}]"
        return f"{self.form}({self.path})" if self.path else self.form


@dataclass(frozen=True, slots=True)
class Within:
    """The end of a period of months or days that runs from a day."""

    form: str  # months_from, days_from or days_beginning
    path: Path
    number: int


Operand: TypeAlias = "str | bool | int | date | Path | SpanOf | Within | tuple[str, ...]"


@dataclass(frozen=True, slots=True)
class Test:
    """A comparison of one value."""

    __test__ = False  # not a test of pytest's

    path: Path
    operator: str
    operand: Operand
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class All:
    """Every condition holds."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Some condition holds."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The condition does not hold."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class Named:
    """A condition under its name in English, by which explanations and hinges call it."""

    name: str
    condition: Condition


@dataclass(frozen=True, slots=True)
class Term:
    """A term of law that another rule defines, of a thing in scope."""

    name: str
    of: Path


@dataclass(frozen=True, slots=True)
class Judge:
    """A judgement that somebody records, of the subject or of a thing in scope."""

    key: str
    of: Path | None = None


@dataclass(frozen=True, slots=True)
class Quantified:
    """``some``, ``every`` or ``at_least`` so many things of a list."""

    form: str
    name: str
    path: Path
    where: Condition
    over: SpanOf | None = None
    number: int = 1
    #: The dates of the list that ``where`` tests, each with the test and its span: how statements can close it.
    dates: tuple[tuple[str, str, SpanOf], ...] = ()
    #: Tests of ``where`` that narrow the list to a kind or recipient: (field, operand).
    narrowed: tuple[tuple[str, str | Path], ...] = ()
    #: Whether ``where`` tests nothing but those dates and that narrowing, so that counts can answer it.
    countable: bool = False


@dataclass(frozen=True, slots=True)
class EveryWindow:
    """Every stretch of so many months that ends in a span has one of these."""

    months: int
    list: Quantified
    dated: Path
    over: SpanOf


Condition: TypeAlias = "Test | All | AnyOf | Not | Named | Term | Judge | Quantified | EveryWindow"

ALWAYS = All(())


@dataclass(frozen=True, slots=True)
class Formula:
    """A condition seen from outside its leaves: all, any or not over numbered atoms. What is fired."""

    form: str  # all, any, not or atom
    parts: tuple[Formula, ...] = field(default=())
    atom: int = -1


def formula(condition: Condition, atoms: list[Condition]) -> Formula:
    """The propositional form of a condition; its leaves are appended to ``atoms``."""
    if isinstance(condition, All | AnyOf):
        form = "all" if isinstance(condition, All) else "any"
        return Formula(form, tuple(formula(each, atoms) for each in condition.conditions))
    if isinstance(condition, Not):
        return Formula("not", (formula(condition.condition, atoms),))
    if isinstance(condition, Named):
        return formula(condition.condition, atoms)
    atoms.append(condition)
    return Formula("atom", atom=len(atoms) - 1)


def leaves(condition: Condition) -> Iterator[Condition]:
    """Every condition without conditions of its own, quantifiers opened."""
    if isinstance(condition, All | AnyOf):
        for each in condition.conditions:
            yield from leaves(each)
    elif isinstance(condition, Not | Named):
        yield from leaves(condition.condition)
    elif isinstance(condition, Quantified):
        yield from leaves(condition.where)
    elif isinstance(condition, EveryWindow):
        yield from leaves(condition.list.where)
    else:
        yield condition


def mentions(condition: Condition, name: str) -> bool:
    """Whether a condition reads a name, itself or in an operand."""
    if isinstance(condition, All | AnyOf):
        return any(mentions(each, name) for each in condition.conditions)
    if isinstance(condition, Not | Named):
        return mentions(condition.condition, name)
    if isinstance(condition, Quantified):
        return condition.path.names[0] == name or mentions(condition.where, name)
    if isinstance(condition, EveryWindow):
        return mentions(condition.list, name)
    if isinstance(condition, Term | Judge):
        return condition.of is not None and condition.of.names[0] == name
    if isinstance(condition, Test):
        operand = condition.operand
        inside = operand.path if isinstance(operand, SpanOf | Within) else operand
        return condition.path.names[0] == name or (isinstance(inside, Path) and inside.names[0] == name)
    return False
