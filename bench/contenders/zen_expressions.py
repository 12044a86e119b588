"""ZEN (GoRules): each duty a compiled expression, which is the fastest of its ways."""

from __future__ import annotations

import zen

from ..sample import Sample
from . import Ready
from .infix import expression, facts


def prepared(sample: Sample) -> Ready:
    """A compiled expression for each duty, evaluated on a mapping for each evaluation."""
    compiled = {name: zen.compile_expression(expression(duty, " and ", " or ")) for name, duty in sample.duties.items()}
    asked = [(compiled[each.duty], facts(each)) for each in sample.evaluations]

    def decide() -> list[str]:
        return [duty.evaluate(context) for duty, context in asked]

    return lambda: decide
