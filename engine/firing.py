"""Firing with durable-rules, inside the fragment that was measured to be right.

Each atom of a rule is two rails of one flat fact: ``aN_t`` is 1 where it is true, ``aN_f`` where it is false,
neither where it is not known. Each outcome of the table is one rule over those rails, with ``not`` pushed to the
leaves; nothing fired means unsettled. Two outcomes fired, or an error of the library, is a fault. The C module is
driven directly: one fact at a time, asserted, drained and retracted, without threads, batches or actions.

What fires follows from the form of the rule and the truths of its atoms alone. So the same truths of one form are
fired once and what fired is remembered; it is compared with the closures each time that they decide.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from ..facts.truth import Truth
from .conditions import Formula
from .outcome import Outcome

try:
    import durable_rules_engine as _engine
except ImportError:  # no wheel and no compiler, or Python 3.13 and later
    _engine = None

AVAILABLE = _engine is not None
MARK = "k"
MOST_TESTS = 480
MOST_GROUPS = 15
MOST_FIRINGS = 10_000
#: What asserting a fact answers where some rule takes it up; a fact that none takes up is not kept.
_HANDLED = 0


class FaultError(Exception):
    """The engines differ, or the library failed: the run stops and names the rule."""


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The propositional form of a rule's version: what arises, applies, excepts and is required."""

    arises: Formula
    applies: Formula
    exceptions: tuple[Formula, ...]
    requires: Formula
    atoms: int


def rail(formula: Formula, truth: bool) -> Any:
    """The condition that a formula is true (or false), as durable-rules reads it; True or False if it is constant."""
    if formula.form == "atom":
        return {f"a{formula.atom}_{'t' if truth else 'f'}": 1}
    if formula.form == "not":
        return rail(formula.parts[0], not truth)
    parts = [rail(part, truth) for part in formula.parts]
    return _group((formula.form == "all") == truth, parts)


def _group(conjunction: bool, parts: list[Any]) -> Any:
    """A conjunction or disjunction without constants and without groups of one."""
    absorbing = not conjunction
    if any(part is absorbing for part in parts):
        return absorbing
    rest = [part for part in parts if not isinstance(part, bool)]
    if not rest:
        return conjunction
    return rest[0] if len(rest) == 1 else {"$and" if conjunction else "$or": rest}


def outcome_rules(skeleton: Skeleton) -> dict[Outcome, Any]:
    """The condition of each outcome of the table over the rails."""
    excepted = _group(False, [rail(each, True) for each in skeleton.exceptions])
    not_excepted = _group(True, [rail(each, False) for each in skeleton.exceptions])
    not_applicable = _group(False, [rail(skeleton.arises, False), rail(skeleton.applies, False), excepted])
    may_apply = _negated_rails(not_applicable)
    met = _group(True, [may_apply, rail(skeleton.requires, True)])
    unmet = _group(
        True,
        [
            rail(skeleton.arises, True),
            rail(skeleton.applies, True),
            not_excepted,
            rail(skeleton.requires, False),
        ],
    )
    return {Outcome.NOT_APPLICABLE: not_applicable, Outcome.MET: met, Outcome.UNMET: unmet}


def _negated_rails(condition: Any) -> Any:
    """That a condition over rails does not hold. A rail that is not 1 is 0: every fact carries both rails."""
    if isinstance(condition, bool):
        return not condition
    [(key, value)] = condition.items()
    if key in ("$and", "$or"):
        return {"$or" if key == "$and" else "$and": [_negated_rails(each) for each in value]}
    return {key: 1 - value}


def groups_in(condition: Any) -> int:
    """How many groups a condition has; the library takes at most fifteen in a rule."""
    if isinstance(condition, bool):
        return 0
    return sum(1 + sum(groups_in(each) for each in value) for key, value in condition.items() if key.startswith("$"))


def too_large(skeleton: Skeleton) -> str:
    """Why a rule cannot be fired in the guarded fragment; empty if it can."""
    rules = outcome_rules(skeleton)
    groups = max((groups_in(condition) + 1 for condition in rules.values()), default=0)
    if groups > MOST_GROUPS:
        return f"its conditions make {groups} groups, and at most {MOST_GROUPS} can be fired: make a part of it a term"
    if skeleton.atoms * 2 * len(rules) > MOST_TESTS:
        return f"it has {skeleton.atoms} atoms, which is more than can be fired"
    return ""


@dataclass(frozen=True, slots=True)
class _Ruleset:
    """A ruleset of the library's (None if it would have no rules), and the outcomes that fire whatever the facts."""

    handle: Any
    constant: frozenset[Outcome]
    #: What fired, by the truths of the atoms.
    fired: dict[tuple[Truth, ...], Outcome] = field(default_factory=dict)


@dataclass
class Firing:
    """Fires outcomes with durable-rules: one small ruleset for each form that rules have, made when first needed.

    Most rules have the form of another, and a ruleset keeps nothing of the facts that it was asked of, so those
    of one form share it. A ruleset cannot be unloaded: one of this suffices for a process.
    """

    _made: dict[Skeleton, _Ruleset] = field(default_factory=dict)
    #: By the name of a rule's version, its form when it was fired last: the same is told at once.
    _last: dict[str, tuple[Skeleton, _Ruleset]] = field(default_factory=dict)
    #: How many rulesets were made: no two can have one name.
    _count: int = 0
    _next: int = 0

    def fire(self, name: str, skeleton: Skeleton, atoms: list[Truth]) -> Outcome:
        """The outcome that fires. Raises FaultError where the library fails or two outcomes fire."""
        ruleset, truths = self._ruleset(name, skeleton), tuple(atoms)
        outcome = ruleset.fired.get(truths)
        if outcome is None:
            outcome = ruleset.fired[truths] = self._fired_anew(name, ruleset, truths)
        return outcome

    def forget(self) -> None:
        """Let go of what fired, so that all is fired anew. The rulesets stay."""
        for ruleset in self._made.values():
            ruleset.fired.clear()

    def _fired_anew(self, name: str, ruleset: _Ruleset, truths: tuple[Truth, ...]) -> Outcome:
        fired = set(ruleset.constant)
        if ruleset.handle is not None:
            fired |= self._drained(name, ruleset, truths)
        if len(fired) > 1:
            raise FaultError(f"{name}: two outcomes fired: {', '.join(sorted(each.value for each in fired))}")
        return fired.pop() if fired else Outcome.UNSETTLED

    def _ruleset(self, name: str, skeleton: Skeleton) -> _Ruleset:
        """The ruleset of a form, made if no rule had it yet; the name is that of the rule's version."""
        last = self._last.get(name)
        if last is not None and last[0] is skeleton:
            return last[1]
        if skeleton not in self._made:
            self._made[skeleton] = self._new(name, skeleton)
        ruleset = self._made[skeleton]
        self._last[name] = (skeleton, ruleset)
        return ruleset

    def _new(self, name: str, skeleton: Skeleton) -> _Ruleset:
        why = too_large(skeleton)
        if why:
            raise FaultError(f"{name}: {why}")
        rules = outcome_rules(skeleton)
        constant = frozenset(each for each, condition in rules.items() if condition is True)
        definition = {
            each.name.lower(): {"all": [{"m": {"$and": [{MARK: 1}, condition]}}]}
            for each, condition in rules.items()
            if not isinstance(condition, bool)
        }
        if not definition:
            return _Ruleset(None, constant)
        self._count += 1
        try:
            return _Ruleset(_engine.create_ruleset(f"r{self._count}", json.dumps(definition)), constant)
        except Exception as error:  # the library raises bare exceptions with a number
            raise FaultError(f"{name}: durable-rules refused the rule ({error})") from None

    def _drained(self, name: str, ruleset: _Ruleset, truths: tuple[Truth, ...]) -> set[Outcome]:
        self._next += 1
        handle = ruleset.handle
        fact: dict[str, Any] = {MARK: 1, "id": self._next, "sid": "0"}
        for index, truth in enumerate(truths):
            fact[f"a{index}_t"] = int(truth is Truth.TRUE)
            fact[f"a{index}_f"] = int(truth is Truth.FALSE)
        text = json.dumps(fact)
        fired: set[Outcome] = set()
        try:
            code, state = _engine.assert_fact(handle, text)
            if code == _HANDLED:
                started = _engine.start_action_for_state(handle, state)
                message = started[1] if started else None
                for _ in range(MOST_FIRINGS):
                    if not message:
                        break
                    fired |= {Outcome[rule.upper()] for rule in json.loads(message)}
                    message = _engine.complete_and_start_action(handle, state)
                _engine.retract_fact(handle, text)
        except Exception as error:  # as above
            self._discard(ruleset)
            raise FaultError(f"{name}: durable-rules failed ({error})") from None
        return fired

    def _discard(self, failed: _Ruleset) -> None:
        """Let no rule be fired again with a ruleset that failed: what it holds by now is not known."""
        self._made = {form: each for form, each in self._made.items() if each is not failed}
        self._last = {name: last for name, last in self._last.items() if last[1] is not failed}
