"""The cases at the foot of each rule: a base dossier, what differs, and what must come out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..facts.days import Day
from ..facts.load import Loaded, dossier_of
from ..facts.nodes import Node
from ..facts.problems import BadInputError, Problem, nearest
from ..facts.truth import Truth
from ..facts.world import World
from ..facts.written import Written
from .audit import NothingEvaluatedError, audit
from .findings import Audit, Finding
from .firing import Firing
from .law import CHOOSING, EXPECTED, Case, Rule
from .lawbook import Lawbook
from .rulebook import Rulebook
from .sentences import days_late
from .statuses import Status

#: The sections whose entries a case adds to its base's.
APPENDED = ("none", "whole", "counts", "claims", "practices")


@dataclass(frozen=True)
class Checked:
    """How a case came out: what differs from what was expected; nothing if all is as expected."""

    rule: str
    case: str
    differences: tuple[str, ...]
    problem: Problem | None = None


def check_cases(rulebook: Rulebook, rules: Iterable[Rule], firing: Firing | None) -> list[Checked]:
    """Run every case of some rules."""
    return [check_case(rulebook, rule, case, firing) for rule in rules for case in rule.cases]


def check_case(rulebook: Rulebook, rule: Rule, case: Case, firing: Firing | None) -> Checked:
    """Run one case."""
    try:
        loaded = case_dossier(rulebook, rule, case)
    except BadInputError as error:
        return _checked(rule, case, [str(problem) for problem in error.problems])
    return _checked(rule, case, differences(rulebook, rule, case, loaded, firing))


def differences(rulebook: Rulebook, rule: Rule, case: Case, loaded: Loaded, firing: Firing | None) -> list[str]:
    """What comes out on the dossier of a case otherwise than the case expects."""
    if rule.kind == "term":
        return _term(rulebook, rule, case, loaded)
    if rule.kind == "list":
        return _list(rulebook, rule, case, loaded)
    try:
        result = audit(loaded, _only(rulebook, rule), firing=firing, everything=True)
    except NothingEvaluatedError:
        not_in_force = case.expect.get("status") == Status.NOT_IN_FORCE.value
        return [] if not_in_force else ["nothing was evaluated"]
    return _finding(case, result)


def _checked(rule: Rule, case: Case, differences: list[str]) -> Checked:
    problem = Problem(rule.file, case.line, f"{rule.id}: {case.name}", "; ".join(differences)) if differences else None
    return Checked(rule.id, case.name, tuple(differences), problem)


def _only(rulebook: Rulebook, rule: Rule) -> Rulebook:
    """The rulebook with one rule to be judged, and the terms and lists that it may use."""
    kept = {id: each for id, each in rulebook.rules.items() if not each.judged or id == rule.id}
    return Rulebook(kept, (), (), rulebook.gazetteer, rulebook.bases, rulebook.digest)


def case_dossier(rulebook: Rulebook, rule: Rule, case: Case) -> Loaded:
    """The dossier of a case: its base with what is given laid over it, on the case's day."""
    base = rulebook.bases.get(case.base)
    if base is None:
        message = f'there is no base dossier "{case.base}"{nearest(case.base, rulebook.bases)}'
        raise BadInputError([Problem(rule.file, case.line, rule.id, message)])
    day = Node(case.line, {"dossier": Node(case.line, {"as_at": Node(case.line, case.as_at.isoformat())})})
    node = laid_over(laid_over(base, case.given) if case.given else base, day)
    dossier, warnings = dossier_of([Written(rule.file, node)], rulebook.gazetteer)
    return Loaded(dossier, (), warnings)


def laid_over(base: Node, over: Node) -> Node:
    """Mappings merged, statements appended, anything else replaced."""
    if not isinstance(base.value, dict) or not isinstance(over.value, dict):
        return over
    value = dict(base.value)
    for key, node in over.value.items():
        below = value.get(key)
        if below is not None and key in APPENDED and isinstance(below.value, list) and isinstance(node.value, list):
            value[key] = Node(node.line, [*below.value, *node.value])
        else:
            value[key] = laid_over(below, node) if below is not None else node
    return Node(over.line, value, {**base.key_lines, **over.key_lines})


def _term(rulebook: Rulebook, rule: Rule, case: Case, loaded: Loaded) -> list[str]:
    wrong: list[str] = []
    world = World(loaded.dossier, rulebook.gazetteer, loaded.dossier.as_at)
    law = Lawbook(rulebook, world)
    things = world.items(f"{rule.for_each}s")
    chosen = [thing for thing in things if case.expect.get("subject") in (None, thing.id)]
    if len(chosen) != 1:
        return [*wrong, f"expected one {rule.for_each}; found {len(chosen)}: name its subject"]
    proof = law.term(rule.id.split("/")[-1], chosen[0], world.as_at)
    if case.expect.get("term") != proof.truth.value:
        wrong.append(f"expected {case.expect.get('term')}, found {proof.truth.value}")
    doubt = proof.doubt.value if proof.doubt else None
    if "cause" in case.expect and case.expect["cause"] != doubt:
        wrong.append(f"expected cause {case.expect['cause']}, found {doubt}")
    return wrong


def _list(rulebook: Rulebook, rule: Rule, case: Case, loaded: Loaded) -> list[str]:
    world = World(loaded.dossier, rulebook.gazetteer, loaded.dossier.as_at)
    law = Lawbook(rulebook, world)
    area = str(case.expect.get("subject") or world.areas[0])
    found = law.members(rule.defines, area, world.as_at)
    members = sorted({each.kind_of_body for each in found if each.bodies or each.membership is Truth.TRUE})
    if case.expect.get("status", Status.NOT_IN_FORCE.value) != Status.NOT_IN_FORCE.value:
        return ["a list has no status but not_in_force"]
    if "status" in case.expect:
        return [f"expected no law in force, found {', '.join(members)}"] if members else []
    expected = case.expect.get("members", ())
    wanted = sorted((expected,) if isinstance(expected, str) else expected)
    if members != wanted:
        return [f"expected members {', '.join(wanted) or 'none'}; found {', '.join(members) or 'none'}"]
    return []


def _finding(case: Case, result: Audit) -> list[str]:
    wrong: list[str] = []
    chosen = [each for each in result.findings if _chosen(case, each)]
    if len(chosen) != 1:
        ids = ", ".join(f"{each.id} ({each.status.value})" for each in (chosen or result.findings))
        return [*wrong, f"expected one finding, {len(chosen)} fit; there are: {ids}"]
    [finding] = chosen
    for key in EXPECTED:
        if key in case.expect:
            found = _shown(finding, key)
            if found != case.expect[key]:
                wrong.append(f"{key}: expected {case.expect[key]}, found {found} ({finding.sentence})")
    return wrong


def _chosen(case: Case, finding: Finding) -> bool:
    return all(case.expect.get(key, getattr(finding, key)) == getattr(finding, key) for key in CHOOSING)


def _shown(finding: Finding, key: str) -> str:
    if key == "status":
        return finding.status.value
    if key == "late_by":
        return days_late(finding.late_by)
    value = getattr(finding, key)
    if isinstance(value, Day):
        return _day(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _day(day: Day) -> str:
    """A day as a case writes it: 2016-03-18, or 2016-01-13..2016-03-18."""
    if day.exact:
        return day.earliest.isoformat()
    first = "" if day.earliest == date.min else day.earliest.isoformat()
    last = "" if day.latest == date.max else day.latest.isoformat()
    return f"{first}..{last}"
