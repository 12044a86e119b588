"""Conditions meet facts: each condition becomes a proof. Pure: nothing is read but the world and the rule."""

from __future__ import annotations

from dataclasses import replace

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
    if isinstance(condition, Test):
        return compared(condition, scope)
    if isinstance(condition, All | AnyOf):
        form = Form.ALL if isinstance(condition, All) else Form.ANY
        return node(form, form.value, [evaluate(each, scope) for each in condition.conditions])
    if isinstance(condition, Not):
        return node(Form.NOT, "not", [evaluate(condition.condition, scope)])
    if isinstance(condition, Named):
        return replace(evaluate(condition.condition, scope), label=condition.name, named=True)
    if isinstance(condition, Term):
        return scope.law.term(condition.name, look_up(condition.of, scope).value, scope.as_at)
    if isinstance(condition, Judge):
        thing = look_up(condition.of, scope).value if condition.of else scope.subject
        judged = thing.item if isinstance(thing, Thing) and isinstance(thing.item, Subject) else thing
        return scope.law.judgement(scope.rule, condition.key, judged, scope.names.get("period"))
    if isinstance(condition, EveryWindow):
        return every_window(condition, scope, evaluate)
    assert isinstance(condition, Quantified)
    return quantified(condition, scope, members_of(condition, scope, evaluate))
