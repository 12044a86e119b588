"""NumPy, for the bulk case: each duty is decided for all its evaluations at once, on a column for each condition.

False, not known and true are -1, 0 and 1, so that all is the least, any is the greatest, and not is the opposite.
"""

from __future__ import annotations

from functools import reduce
from typing import Any, TypeAlias

import numpy as np
from dutybound.engine.conditions import Formula
from dutybound.engine.firing import Skeleton
from dutybound.engine.outcome import Outcome
from dutybound.facts.truth import Truth

from ..sample import Sample
from . import Ready

Column: TypeAlias = Any
_VALUES = {Truth.TRUE: 1, Truth.UNKNOWN: 0, Truth.FALSE: -1}
_WORDS = [each.value for each in (Outcome.NOT_APPLICABLE, Outcome.MET, Outcome.UNMET, Outcome.UNSETTLED)]


def from_values(sample: Sample) -> Ready:
    """From lists of Python's numbers: to make the columns is timed."""
    asked = _by_duty(sample)
    total = len(sample.evaluations)
    return lambda: lambda: _decided([(each, places, _columns(rows)) for each, places, rows in asked], total)


def from_arrays(sample: Sample) -> Ready:
    """From columns that are arrays already."""
    asked = [(each, places, _columns(rows)) for each, places, rows in _by_duty(sample)]
    total = len(sample.evaluations)
    return lambda: lambda: _decided(asked, total)


def _by_duty(sample: Sample) -> list[tuple[Skeleton, Column, list[list[int]]]]:
    """Each duty with the places of its evaluations in the sample, and their truths as numbers."""
    places: dict[str, list[int]] = {}
    for index, each in enumerate(sample.evaluations):
        places.setdefault(each.duty, []).append(index)
    evaluations = sample.evaluations
    return [
        (
            sample.duties[name].skeleton,
            np.array(indexes),
            [[_VALUES[truth] for truth in evaluations[index].truths] for index in indexes],
        )
        for name, indexes in places.items()
    ]


def _columns(rows: list[list[int]]) -> Column:
    return np.array(rows, dtype=np.int8).T


def _decided(asked: list[tuple[Skeleton, Column, Column]], total: int) -> list[str]:
    codes = np.empty(total, dtype=np.int8)
    for skeleton, places, columns in asked:
        codes[places] = _codes(skeleton, columns, len(places))
    outcomes: list[str] = np.array(_WORDS, dtype=object)[codes].tolist()
    return outcomes


def _codes(skeleton: Skeleton, columns: Column, number: int) -> Column:
    """The place in the outcome table of each evaluation of a duty."""

    def value(formula: Formula) -> Column:
        if formula.form == "atom":
            return columns[formula.atom]
        parts = [value(each) for each in formula.parts]
        if formula.form == "not":
            return -parts[0]
        constant = np.full(number, 1 if formula.form == "all" else -1, dtype=np.int8)
        return reduce(np.minimum if formula.form == "all" else np.maximum, parts, constant)

    arises, applies, requires = (value(each) for each in (skeleton.arises, skeleton.applies, skeleton.requires))
    excepted = value(Formula("any", skeleton.exceptions))
    excluded = (arises < 0) | (applies < 0) | (excepted > 0)
    failed = (arises > 0) & (applies > 0) & (excepted < 0) & (requires < 0)
    return np.select([excluded, requires > 0, failed], [0, 1, 2], default=3)
