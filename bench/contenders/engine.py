"""This engine at the same stage: from conditions that were read to outcomes, with the proofs above those conditions.

The engine's own functions decide the rules' own conditions. Only each leaf, which the audit proves by reading the
dossier, is a proof that was made before. So the reading of facts is not in this, and the rest of a proof is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import Any, cast

from dutybound.engine.conditions import All, AnyOf, Condition, Judge, Named, Not
from dutybound.engine.firing import Firing, Skeleton
from dutybound.engine.law import Rule, Text, Version
from dutybound.engine.outcome import Outcome
from dutybound.engine.proof import Form, Proof
from dutybound.engine.scope import Scope
from dutybound.engine.view import View, decided, views_of
from dutybound.facts.truth import Truth
from dutybound.facts.world import World

from ..sample import Sample
from . import Ready


def plain(sample: Sample) -> Ready:
    """By the engine's own evaluation alone."""
    return lambda: _Deciding(sample, None).outcomes


def cross_checked(sample: Sample) -> Ready:
    """By that and by durable-rules, which must agree. The rules were compiled before, and nothing is remembered."""
    firing = Firing()
    _Deciding(sample, firing).outcomes()

    def ready() -> Callable[[], list[Outcome]]:
        firing.forget()
        return _Deciding(sample, firing).outcomes

    return ready


class _Deciding:
    def __init__(self, sample: Sample, firing: Firing | None) -> None:
        versions = {name: _with_leaves_given(each.version) for name, each in sample.duties.items()}
        self.firing = firing
        self.asked: list[list[tuple[Rule, Version, Scope, Skeleton]]] = []
        for partnership in sample.partnerships:
            self.asked.append([])
            for each in partnership:
                duty = sample.duties[each.duty]
                given = cast(Any, _Given({str(index): _leaf(truth) for index, truth in enumerate(each.truths)}))
                names = {"part": duty.part} if duty.part else {}
                scope = Scope(_NOWHERE, given, duty.rule, None, names, {})
                self.asked[-1].append((duty.rule, versions[each.duty], scope, duty.skeleton))

    def outcomes(self) -> list[Outcome]:
        """Every outcome. The views of a partnership are kept until all of it is decided, as an audit keeps them."""
        outcomes: list[Outcome] = []
        for partnership in self.asked:
            views: list[View] = []
            for rule, version, scope, skeleton in partnership:
                views += (decided(view, rule, skeleton, self.firing) for view in views_of(rule, version, scope))
            outcomes += (view.outcome for view in views)
        return outcomes


@dataclass(frozen=True)
class _Given:
    """Stands for the rest of the law: every leaf is a judgement that was recorded, under its number."""

    leaves: dict[str, Proof]

    def judgement(self, rule: Rule, key: str, subject: object, period: object) -> Proof:
        return self.leaves[key]


@dataclass(frozen=True)
class _Nowhere:
    as_at: date


_NOWHERE = cast(World, _Nowhere(date(2018, 6, 1)))


def _leaf(truth: Truth) -> Proof:
    return Proof(Form.LEAF, truth, "a condition that was read")


def _with_leaves_given(version: Version) -> Version:
    """A version with the same conditions, whose leaves are given. What it reads beside the outcome is left out."""
    text, numbers = version.text, count()
    arises = text.arises and replace(text.arises, condition=_given(text.arises.condition, numbers), bind="")
    applies = _given(text.applies, numbers)
    exceptions = tuple(replace(each, when=_given(each.when, numbers)) for each in text.exceptions)
    # Readings are one condition of the propositional form, and so is what a power leaves open.
    one = text.requires is None or bool(text.readings)
    requires = Judge(str(next(numbers))) if one or text.requires is None else _given(text.requires, numbers)
    given: Text = replace(
        text, arises=arises, applies=applies, exceptions=exceptions, requires=requires, readings=(), used=None
    )
    return replace(version, text=given)


def _given(condition: Condition, numbers: Iterator[int]) -> Condition:
    if isinstance(condition, All | AnyOf):
        return replace(condition, conditions=tuple(_given(each, numbers) for each in condition.conditions))
    if isinstance(condition, Not | Named):
        return replace(condition, condition=_given(condition.condition, numbers))
    return Judge(str(next(numbers)))
