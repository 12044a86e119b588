"""What is printed of the mutants: how many each rule's cases kill, and every survivor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .killing import Measured
from .survivors import Explained, reason_for

#: How many of 100 mutants the cases must kill, of each rule and in all.
ENOUGH = 95


def enough(killed: int, total: int) -> bool:
    """Whether so many of the mutants are killed. Explanations raise nothing."""
    return 100 * killed >= ENOUGH * total


def is_good(results: Sequence[Measured], explained: Sequence[Explained]) -> bool:
    """Whether the cases of each rule kill enough of its mutants, and every survivor is explained."""
    each_is = all(enough(each.killed, each.mutants) and not each.failing for each in results)
    said = all(reason_for(explained, each.rule, mutant) for each in results for mutant in each.survivors)
    return each_is and said


def lines(results: Sequence[Measured], explained: Sequence[Explained]) -> Iterator[str]:
    """The report."""
    yield " killed  mutants  rule"
    for each in results:
        short = "" if enough(each.killed, each.mutants) else f"  under {ENOUGH} in 100"
        yield f"{each.killed:7}  {each.mutants:7}  {each.rule}{short}"
        if each.failing:
            yield f"{'':18}not measured: its own cases fail already: {', '.join(each.failing)}"
    for each in results:
        for mutant in each.survivors:
            yield ""
            yield f"{each.file}:{mutant.line}: {mutant.operator}"
            yield f"  at: {mutant.place}"
            yield f"  was: {mutant.was}"
            yield f"  now: {mutant.to}"
            yield f"  survives: {reason_for(explained, each.rule, mutant) or 'NOT EXPLAINED'}"
    yield ""
    killed, total = sum(each.killed for each in results), sum(each.mutants for each in results)
    survivors = [(each.rule, mutant) for each in results for mutant in each.survivors]
    accounted = sum(bool(reason_for(explained, rule, mutant)) for rule, mutant in survivors)
    yield f"{killed} of {total} mutants killed in {len(results)} rules; at least {ENOUGH} in 100 of each rule must be."
    yield f"{len(survivors)} survive, {accounted} of them explained."
    yield f"{sum(each.refused for each in results)} more do not load as rules and are not counted."
