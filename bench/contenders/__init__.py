"""Ways of deciding the same duties on the same facts, each written as its own users would write it.

What is timed is from the truth of each condition, held in Python as the contender takes it, to the outcomes. To
translate the duties, and to put the facts into that shape, is not timed for any of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from dutybound.engine.outcome import Outcome

from ..sample import Sample

#: Decides every evaluation of a sample, in its order: each an Outcome or its word.
Decide = Callable[[], Sequence[Outcome | str]]
#: Makes ready to decide once more, untimed: most contenders have nothing to do for it.
Ready = Callable[[], Decide]


@dataclass(frozen=True)
class Contender:
    """A way of deciding: its name, the library that it needs, and the most partnerships that it is asked of."""

    key: str
    name: str
    library: str
    module: str
    function: str = "prepared"
    most: int | None = None

    @property
    def installed(self) -> bool:
        """Whether its library is here."""
        return find_spec(self.library) is not None

    def prepared(self, sample: Sample) -> Ready:
        """The duties and facts of a sample in its own form."""
        prepare: Callable[[Sample], Ready] = getattr(import_module(f"{__name__}.{self.module}"), self.function)
        return prepare(sample)


CONTENDERS = (
    Contender("closures", "closures without proofs", "dutybound", "closures"),
    Contender("plain", "this engine, plain", "dutybound", "engine", "plain"),
    Contender("cross_checked", "this engine, cross-checked", "durable_rules_engine", "engine", "cross_checked"),
    Contender("zen", "ZEN, an expression a duty", "zen", "zen_expressions"),
    Contender("zen_graph", "ZEN, a decision graph a duty", "zen", "zen_decisions"),
    Contender("cel", "CEL", "cel", "cel_expressions"),
    Contender("clingo", "clingo, all in one program", "clingo", "clingo_program"),
    Contender("rego", "Rego, a compiled bundle", "regopy", "rego_policy", most=10),
    Contender("numpy", "NumPy, from Python's values", "numpy", "arrays", "from_values"),
    Contender("numpy_arrays", "NumPy, from arrays", "numpy", "arrays", "from_arrays"),
)


def unequal(answers: Sequence[Outcome | str], sample: Sample) -> list[str]:
    """The duties for which a contender came to another outcome than the engine; all of them if it left some out."""
    if len(answers) != len(sample.evaluations):
        return list(sample.duties)
    pairs = zip(answers, sample.evaluations, strict=True)
    return [evaluation.duty for answer, evaluation in pairs if Outcome(answer) is not evaluation.outcome]
