"""The survivors that are explained: why no case could tell them, and that they still survive."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from dutybound.facts.nodes import Node, read_nodes
from dutybound.facts.problems import BadInputError, Problem, nearest

from .killing import Measured
from .rules import Mutant

FILE = Path(__file__).resolve().parent / "survivors.yaml"
KEYS = ("operator", "place", "reason")


@dataclass(frozen=True)
class Explained:
    """Why a mutant of a rule survives."""

    rule: str
    operator: str
    place: str
    reason: str
    line: int

    def is_of(self, rule: str, mutant: Mutant) -> bool:
        """Whether a survivor is the one that this explains."""
        return (self.rule, self.operator, self.place) == (rule, mutant.operator, mutant.place)


def read_explanations(path: Path, rules: Collection[str]) -> tuple[Explained, ...]:
    """The explanations in a file: under each rule a list. Raises BadInputError with every problem in it."""
    [root] = read_nodes(path, path.name)
    problems: list[Problem] = []
    found: list[Explained] = []
    for rule, listed in root.value.items() if isinstance(root.value, dict) else ():
        if rule not in rules:
            message = f'there is no rule "{rule}"{nearest(rule, rules)}'
            problems.append(Problem(path.name, root.key_lines[rule], "", message))
        for node in listed.value if isinstance(listed.value, list) else [listed]:
            assert isinstance(node, Node)
            row = {key: node.text(key) for key in KEYS}
            if not all(row.values()) or len(node.plain()) != len(KEYS):  # type: ignore[arg-type]
                problems.append(Problem(path.name, node.line, rule, f"expected a list of: {', '.join(KEYS)}"))
            else:
                found.append(Explained(rule, **row, line=node.line))
    if problems:
        raise BadInputError(problems)
    return tuple(found)


def idle(explained: Iterable[Explained], results: Iterable[Measured], name: str) -> list[Problem]:
    """The explanations that match no survivor of the rules that were measured, or one that is explained already."""
    measured = {each.rule: each for each in results}
    problems = []
    seen: set[tuple[str, str, str]] = set()
    for each in explained:
        key = (each.rule, each.operator, each.place)
        if each.rule not in measured:
            continue
        if key in seen:
            problems.append(Problem(name, each.line, each.rule, "this survivor is explained twice"))
        elif not any(each.is_of(each.rule, mutant) for mutant in measured[each.rule].survivors):
            message = f'no mutant survives here by "{each.operator}" at "{each.place}": take the explanation out'
            problems.append(Problem(name, each.line, each.rule, message))
        seen.add(key)
    return problems


def reason_for(explained: Iterable[Explained], rule: str, mutant: Mutant) -> str:
    """Why a mutant survives; empty if nobody has said."""
    return next((each.reason for each in explained if each.is_of(rule, mutant)), "")
