"""What there is to decide, as every contender gets it: duties, and the truth of each condition of each evaluation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dutybound.engine.firing import Skeleton
from dutybound.engine.law import Rule, Version
from dutybound.engine.outcome import Outcome
from dutybound.facts.truth import Truth


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A duty on one subject and period: the truths of its conditions in their order, and what it comes to."""

    duty: str
    truths: tuple[Truth, ...]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Duty:
    """A version of a rule, of which part of it, and its propositional form."""

    rule: Rule
    version: Version
    part: str
    skeleton: Skeleton


@dataclass(frozen=True)
class Sample:
    """Evaluations by partnership, and every duty in them by its name."""

    partnerships: tuple[tuple[Evaluation, ...], ...]
    duties: Mapping[str, Duty]

    @property
    def evaluations(self) -> tuple[Evaluation, ...]:
        """Every evaluation."""
        return tuple(each for partnership in self.partnerships for each in partnership)

    def first(self, number: int) -> Sample:
        """The same of the first partnerships, with the duties that they meet."""
        partnerships = self.partnerships[:number]
        met = {each.duty for partnership in partnerships for each in partnership}
        return Sample(partnerships, {name: duty for name, duty in self.duties.items() if name in met})
