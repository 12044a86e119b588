"""Whether the cases of a rule tell it from its mutants."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from dutybound.engine.cases import case_dossier, differences
from dutybound.engine.law import Case, Rule
from dutybound.engine.rulebook import SHIPPED, Rulebook
from dutybound.engine.rulefile import rule_of
from dutybound.facts.load import Loaded
from dutybound.facts.nodes import Node, read_nodes
from dutybound.facts.problems import BadInputError

from .meaning import meaning
from .rules import Mutant, mutants
from .tree import put


@dataclass(frozen=True)
class Measured:
    """How well the cases of a rule tell it from its mutants."""

    rule: str
    file: str
    mutants: int
    survivors: tuple[Mutant, ...]
    #: Mutants that the loader refuses. They are not counted: no case has to tell them from the rule.
    refused: int = 0
    #: The rule's own cases that fail already; nothing is measured then.
    failing: tuple[str, ...] = ()

    @property
    def killed(self) -> int:
        """How many mutants some case tells from the rule."""
        return self.mutants - len(self.survivors)


def measured(rulebook: Rulebook, rule: Rule, path: Path | None = None) -> Measured:
    """Run the cases of a rule on each of its mutants, until one fails. A shipped rule needs no path."""
    path = path or SHIPPED / f"{rule.id}.yaml"
    [root] = read_nodes(path, rule.file)
    trial = Trial(rulebook, rule)
    failing = trial.failing()
    if failing:
        return Measured(rule.id, rule.file, 0, (), failing=failing)
    said = {meaning(rule)}
    survivors: list[Mutant] = []
    refused = 0
    for mutant in mutants(_with_one_case(root)):
        changed = _loaded(mutant.root, path, rule)
        if changed is None:
            refused += 1
        elif (says := meaning(changed)) not in said:
            said.add(says)
            if not trial.kills(mutant, changed):
                survivors.append(mutant)
    return Measured(rule.id, rule.file, len(said) - 1, tuple(survivors), refused)


def _with_one_case(root: Node) -> Node:
    """A rule file with one of its cases: the others are known, and take time to read with each mutant."""
    cases = root.get("cases")
    return put(root, ("cases",), Node(cases.line, cases.value[:1])) if cases and isinstance(cases.value, list) else root


def _loaded(root: Node, path: Path, rule: Rule) -> Rule | None:
    """A mutant as a rule; None if the loader refuses it."""
    try:
        return rule_of(root, path, rule.file)[0]
    except BadInputError:
        return None


class Trial:
    """The cases of one rule with their dossiers, which no mutant changes; those that told a mutant last stand first."""

    def __init__(self, rulebook: Rulebook, rule: Rule) -> None:
        self.rulebook = rulebook
        self.rule = rule
        self.cases = [(case, case_dossier(rulebook, rule, case)) for case in rule.cases]

    def failing(self) -> tuple[str, ...]:
        """The cases that do not come out on the rule itself."""
        return tuple(case.name for case, dossier in self.cases if self._fails(self.rulebook, self.rule, case, dossier))

    def kills(self, mutant: Mutant, changed: Rule) -> bool:
        """Whether some case fails on a mutant."""
        rulebook = replace(self.rulebook, rules={**self.rulebook.rules, self.rule.id: changed})
        for pair in sorted(self.cases, key=lambda each: _far(each[0], mutant)):
            if self._fails(rulebook, changed, *pair):
                self.cases.sort(key=lambda each: each is not pair)
                return True
        return False

    def _fails(self, rulebook: Rulebook, rule: Rule, case: Case, dossier: Loaded) -> bool:
        try:
            return bool(differences(rulebook, rule, case, dossier, None))
        except Exception:  # whatever a broken rule does to the engine, somebody would see it
            return True


def _far(case: Case, mutant: Mutant) -> int:
    """How unlikely a case is to tell a mutant: of another part, of another nation."""
    nation = "wales" if "welsh" in f"{case.base} {case.given.plain() if case.given else ''}" else "england"
    other_part = bool(mutant.part) and case.expect.get("part", mutant.part) != mutant.part
    other_nation = bool(mutant.extent) and nation not in mutant.extent
    return 2 * other_part + other_nation
