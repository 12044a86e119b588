"""What ZEN and CEL have in common: a duty is one conditional expression over true, false and null."""

from __future__ import annotations

from dutybound.facts.truth import Truth

from ..formulas import Leaf, lines, written
from ..sample import Duty, Evaluation

_VALUES = {Truth.TRUE: True, Truth.FALSE: False, Truth.UNKNOWN: None}


def expression(duty: Duty, conjunction: str, disjunction: str) -> str:
    """A duty: the first line of the outcome table that holds."""
    table = lines(duty.skeleton)
    not_applicable, met, unmet = (
        written(each, _leaf, conjunction, disjunction) for each in (table.not_applicable, table.met, table.unmet)
    )
    return f"{not_applicable} ? 'not applicable' : ({met} ? 'met' : ({unmet} ? 'unmet' : 'unsettled'))"


def facts(evaluation: Evaluation) -> dict[str, bool | None]:
    """The truths of an evaluation under their names; what is not known is null."""
    return {f"a{index}": _VALUES[truth] for index, truth in enumerate(evaluation.truths)}


def _leaf(leaf: Leaf) -> str:
    return f"a{leaf.atom} == {'true' if leaf.truth else 'false'}"
