"""Notes what there is to decide in some dossiers while the engine audits them by the shipped rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from dutybound.engine import firing
from dutybound.engine.audit import audit
from dutybound.engine.firing import Firing, Skeleton
from dutybound.engine.kept import rulebook_without_cases
from dutybound.engine.outcome import Outcome
from dutybound.engine.rulebook import Rulebook
from dutybound.facts.load import load
from dutybound.facts.truth import Truth

from .contenders.closures import decider
from .sample import Duty, Evaluation, Sample


@dataclass
class Noting(Firing):
    """Fires outcomes as ever, and notes what was fired."""

    noted: list[Evaluation] = field(default_factory=list)
    skeletons: dict[str, Skeleton] = field(default_factory=dict)

    def fire(self, name: str, skeleton: Skeleton, atoms: list[Truth]) -> Outcome:
        """The outcome that fires; where durable-rules is not installed, that of the closures in its stead."""
        outcome = super().fire(name, skeleton, atoms) if firing.AVAILABLE else decider(skeleton)(atoms)
        self.skeletons[name] = skeleton
        self.noted.append(Evaluation(name, tuple(atoms), outcome))
        return outcome

    def sample(self, rulebook: Rulebook) -> Sample:
        """What was noted since this was last asked, as one partnership's."""
        noted, self.noted = tuple(self.noted), []
        return Sample((noted,), self.duties(rulebook))

    def duties(self, rulebook: Rulebook) -> dict[str, Duty]:
        """Every duty that was fired, under the name by which the engine fires it."""
        known = (
            (f"{rule.id}@{version.line}/{part.name}", rule, version, part.name)
            for rule in rulebook.judged
            for part in rule.parts
            for version in part.versions
        )
        return {
            name: Duty(rule, version, part, self.skeletons[name])
            for name, rule, version, part in known
            if name in self.skeletons
        }


def evaluated(folders: Iterable[Path]) -> Sample:
    """The evaluations of some dossiers by the shipped rules."""
    rulebook, noting = rulebook_without_cases(), Noting()
    partnerships: list[tuple[Evaluation, ...]] = []
    for folder in folders:
        audit(load([folder], rulebook.gazetteer), rulebook, firing=noting)
        partnerships += noting.sample(rulebook).partnerships
    return Sample(tuple(partnerships), noting.duties(rulebook))
