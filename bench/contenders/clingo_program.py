"""clingo: all duties one program, all facts one batch, grounded and solved once.

A predicate for each duty and for each of its conditions, since one predicate for all of them is grounded at a third
of the pace. To parse the program is not timed, to ground it with the facts is.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count

import clingo
from dutybound.facts.truth import Truth

from ..formulas import Leaf, Lines, Rails, lines
from ..sample import Evaluation, Sample
from . import Decide, Ready

_TABLE = """
outcome(E, "not applicable") :- excluded(E).
outcome(E, "met") :- required(E), not excluded(E).
outcome(E, "unmet") :- failed(E), not excluded(E), not required(E).
outcome(E, "unsettled") :- asked(E), not excluded(E), not required(E), not failed(E).
#show outcome/2.
"""


def prepared(sample: Sample) -> Ready:
    """The program, and the facts as its text."""
    numbers = {name: number for number, name in enumerate(sample.duties)}
    rules = [rule for name, duty in sample.duties.items() for rule in _rules(numbers[name], lines(duty.skeleton))]
    program = "\n".join([*rules, _TABLE])
    stated = "\n".join(_facts(index, each, numbers) for index, each in enumerate(sample.evaluations))
    total = len(sample.evaluations)

    def ready() -> Decide:
        control = clingo.Control(["--warn=none"])
        control.add("base", [], program)

        def decide() -> list[str]:
            control.add("base", [], stated)
            control.ground([("base", [])])
            outcomes = [""] * total
            with control.solve(yield_=True) as handle:
                for model in handle:
                    for symbol in model.symbols(shown=True):
                        outcomes[symbol.arguments[0].number] = symbol.arguments[1].string
            return outcomes

        return decide

    return ready


def _rules(number: int, table: Lines) -> list[str]:
    rules: list[str] = []
    fresh = count()

    def literal(rails: Rails) -> str:
        if isinstance(rails, bool):
            return "#true" if rails else "#false"
        if isinstance(rails, Leaf):
            return f"{'t' if rails.truth else 'f'}{number}_{rails.atom}(E)"
        name = f"part{number}_{next(fresh)}(E)"
        bodies = [", ".join(map(literal, rails.parts))] if rails.form == "all" else list(map(literal, rails.parts))
        rules.extend(f"{name} :- duty{number}(E), {body}." for body in bodies)
        return name

    for head, line in (("excluded", table.not_applicable), ("required", table.met), ("failed", table.unmet)):
        rules.append(f"{head}(E) :- duty{number}(E), {literal(line)}.")
    return rules


def _facts(index: int, evaluation: Evaluation, numbers: Mapping[str, int]) -> str:
    number = numbers[evaluation.duty]
    known = (
        f"{'t' if truth is Truth.TRUE else 'f'}{number}_{atom}({index})."
        for atom, truth in enumerate(evaluation.truths)
        if truth.settled
    )
    return " ".join((f"asked({index}). duty{number}({index}).", *known))
