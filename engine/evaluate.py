"""Conditions meet facts: each condition becomes a proof. Pure: nothing is read but the world and the rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..facts.listing import Thing
from ..facts.subject import Subject
from .comparison import compared
from .conditions import All, AnyOf, Condition, EveryWindow, Judge, Named, Not, Quantified, Term, Test
from .proof import Form, Proof, node
from .quantify import members_of, quantified
from .scope import Scope, look_up
from .windows import every_window


def evaluate(condition: Condition, scope: Scope) -> Proof:
    """The proof of a condition in a scope."""
    return _PROVED_BY[type(condition)](condition, scope)


def _all(condition: All, scope: Scope) -> Proof:
    return node(Form.ALL, "all of", [evaluate(each, scope) for each in condition.conditions])


def _any(condition: AnyOf, scope: Scope) -> Proof:
    return node(Form.ANY, "any of", [evaluate(each, scope) for each in condition.conditions])


def _not(condition: Not, scope: Scope) -> Proof:
    return node(Form.NOT, "not", [evaluate(condition.condition, scope)])


def _named(condition: Named, scope: Scope) -> Proof:
    return evaluate(condition.condition, scope)._replace(label=condition.name, named=True)


def _term(condition: Term, scope: Scope) -> Proof:
    return scope.law.term(condition.name, look_up(condition.of, scope).value, scope.as_at)


def _judged(condition: Judge, scope: Scope) -> Proof:
    thing = look_up(condition.of, scope).value if condition.of else scope.subject
    judged = thing.item if isinstance(thing, Thing) and isinstance(thing.item, Subject) else thing
    return scope.law.judgement(scope.rule, condition.key, judged, scope.names.get("period"))


def _windows(condition: EveryWindow, scope: Scope) -> Proof:
    return every_window(condition, scope, evaluate)


def _quantified(condition: Quantified, scope: Scope) -> Proof:
    return quantified(condition, scope, members_of(condition, scope, evaluate))


_PROVED_BY: Mapping[type, Callable[[Any, Scope], Proof]] = {
    Test: compared,
    All: _all,
    AnyOf: _any,
    Not: _not,
    Named: _named,
    Term: _term,
    Judge: _judged,
    EveryWindow: _windows,
    Quantified: _quantified,
}
