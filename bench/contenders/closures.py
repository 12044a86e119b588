"""Hand-written closures that keep no proof: the practical limit in Python, and the measure of the rest.

They are written from the outcome table and the three-valued logic alone, without the engine's own evaluation.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dutybound.engine.conditions import Formula
from dutybound.engine.firing import Skeleton
from dutybound.engine.outcome import Outcome
from dutybound.facts.truth import Truth

from ..sample import Sample
from . import Ready

Truths = Sequence[Truth]
Closure = Callable[[Truths], Truth]
T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


def prepared(sample: Sample) -> Ready:
    """A closure for each duty, called with the truths of each evaluation."""
    deciders = {name: decider(duty.skeleton) for name, duty in sample.duties.items()}
    asked = [(deciders[each.duty], each.truths) for each in sample.evaluations]

    def decide() -> list[Outcome]:
        return [decided(truths) for decided, truths in asked]

    return lambda: decide


def decider(skeleton: Skeleton) -> Callable[[Truths], Outcome]:
    """What a duty comes to, by the truths of its conditions. It reads no more of them than it needs."""
    arises, applies, requires = (closure(each) for each in (skeleton.arises, skeleton.applies, skeleton.requires))
    excepted = closure(Formula("any", skeleton.exceptions))

    def decide(truths: Truths) -> Outcome:
        arising = arises(truths)
        if arising is F:
            return Outcome.NOT_APPLICABLE
        applying = applies(truths)
        if applying is F:
            return Outcome.NOT_APPLICABLE
        exception = excepted(truths)
        if exception is T:
            return Outcome.NOT_APPLICABLE
        required = requires(truths)
        if required is T:
            return Outcome.MET
        if required is F and arising is T and applying is T and exception is F:
            return Outcome.UNMET
        return Outcome.UNSETTLED

    return decide


def closure(formula: Formula) -> Closure:
    """The truth of a formula, by the truths of its atoms."""
    if formula.form == "atom":
        atom = formula.atom
        return lambda truths: truths[atom]
    parts = [closure(each) for each in formula.parts]
    if formula.form == "not":
        inner = parts[0]
        return lambda truths: _NOT[inner(truths)]
    if len(parts) == 1:
        return parts[0]
    stops, rest = (F, T) if formula.form == "all" else (T, F)
    if not parts:
        return lambda truths: rest

    def joined(truths: Truths) -> Truth:
        so_far = rest
        for part in parts:
            truth = part(truths)
            if truth is stops:
                return stops
            if truth is U:
                so_far = U
        return so_far

    return joined


_NOT = {T: F, F: T, U: U}
