"""CEL (common-expression-language, in Rust): each duty a compiled program."""

from __future__ import annotations

import cel

from ..sample import Sample
from . import Ready
from .infix import expression, facts


def prepared(sample: Sample) -> Ready:
    """A compiled program for each duty, executed on a mapping for each evaluation."""
    programs = {name: cel.compile(expression(duty, " && ", " || ")) for name, duty in sample.duties.items()}
    asked = [(programs[each.duty], facts(each)) for each in sample.evaluations]

    def decide() -> list[str]:
        return [program.execute(context) for program, context in asked]

    return lambda: decide
