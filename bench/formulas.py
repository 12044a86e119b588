"""Duties as conditions that hold or do not: each three-valued condition asked whether it is true, or is false.

Languages of two values can so decide with three. ``Rails`` is a tree: a leaf is an atom and the truth that is asked of
it; constants are True and False.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from dutybound.engine.conditions import Formula
from dutybound.engine.firing import Skeleton


@dataclass(frozen=True, slots=True)
class Leaf:
    """That an atom is true, or is false; where it is not known it is neither."""

    atom: int
    truth: bool


@dataclass(frozen=True, slots=True)
class Joined:
    """That all of some conditions hold, or any."""

    form: Literal["all", "any"]
    parts: tuple[Rails, ...]


Rails: TypeAlias = "Leaf | Joined | bool"


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of the outcome table in their order, the first that holds deciding; where none does it is unsettled."""

    not_applicable: Rails
    met: Rails
    unmet: Rails


def lines(skeleton: Skeleton) -> Lines:
    """The lines of the table for a duty."""
    arises, applies, requires = skeleton.arises, skeleton.applies, skeleton.requires
    excepted = Formula("any", skeleton.exceptions)
    return Lines(
        not_applicable=joined("any", [asks(arises, False), asks(applies, False), asks(excepted, True)]),
        met=asks(requires, True),
        unmet=joined("all", [asks(arises, True), asks(applies, True), asks(excepted, False), asks(requires, False)]),
    )


def asks(formula: Formula, truth: bool) -> Rails:
    """That a formula is true, or is false."""
    if formula.form == "atom":
        return Leaf(formula.atom, truth)
    if formula.form == "not":
        return asks(formula.parts[0], not truth)
    form: Literal["all", "any"] = "all" if (formula.form == "all") == truth else "any"
    return joined(form, [asks(part, truth) for part in formula.parts])


def joined(form: Literal["all", "any"], parts: Sequence[Rails]) -> Rails:
    """All of some conditions, or any, without constants and without groups of one."""
    absorbing = form == "any"
    if any(part is absorbing for part in parts):
        return absorbing
    rest = tuple(part for part in parts if not isinstance(part, bool))
    if not rest:
        return not absorbing
    return rest[0] if len(rest) == 1 else Joined(form, rest)


def written(rails: Rails, leaf: Callable[[Leaf], str], conjunction: str, disjunction: str) -> str:
    """A condition as text, in a language with infix operators."""
    if isinstance(rails, bool):
        return "true" if rails else "false"
    if isinstance(rails, Leaf):
        return leaf(rails)
    operator = conjunction if rails.form == "all" else disjunction
    return "(" + operator.join(written(each, leaf, conjunction, disjunction) for each in rails.parts) + ")"
