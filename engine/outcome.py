"""The outcome table: what follows from the truth of what arises, applies, excepts and is required.

Both engines are built from this one table, which docs/meaning.md prints.
"""

from __future__ import annotations

from enum import Enum

from ..facts.truth import Truth, any_of


class Outcome(Enum):
    """What a rule comes to before time and cause are looked at."""

    NOT_APPLICABLE = "not applicable"
    MET = "met"
    UNMET = "unmet"
    UNSETTLED = "unsettled"


def outcome(arises: Truth, applies: Truth, exception: Truth, requires: Truth) -> Outcome:
    """The first line of the table that holds.

    ``exception`` is whether some exception is true.

    >>> T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
    >>> outcome(F, T, F, F).value, outcome(U, T, F, T).value, outcome(T, T, F, F).value, outcome(T, T, U, F).value
    ('not applicable', 'met', 'unmet', 'unsettled')
    """
    if Truth.FALSE in (arises, applies) or exception is Truth.TRUE:
        return Outcome.NOT_APPLICABLE
    if requires is Truth.TRUE:
        return Outcome.MET
    if requires is Truth.FALSE and arises is Truth.TRUE and applies is Truth.TRUE and exception is Truth.FALSE:
        return Outcome.UNMET
    return Outcome.UNSETTLED


def table() -> list[tuple[Truth, Truth, Truth, Truth, Outcome]]:
    """All eighty-one lines of the table."""
    truths = tuple(Truth)
    return [(a, b, c, d, outcome(a, b, c, d)) for a in truths for b in truths for c in truths for d in truths]


def some_exception(truths: list[Truth]) -> Truth:
    """Whether some exception is true; false where there is none."""
    return any_of(truths)
