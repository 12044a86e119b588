"""A rule's version seen on one subject: the proofs of what arises, applies, excepts and is required."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from ..facts.truth import Truth
from .conditions import All, AnyOf, Condition, Not, Quantified, mentions
from .conditions import Named as NamedCondition
from .evaluate import evaluate
from .firing import FaultError, Firing, Skeleton
from .law import Rule, Version
from .outcome import Outcome, outcome, some_exception
from .proof import HOLDS, UNSETTLED, Form, Proof, answered, node, reconsidered
from .quantify import members_of, possible, quantified
from .scope import Scope

Change = Callable[[Proof], "Truth | None"]


class View(NamedTuple):
    """One version of the law on one view of a subject, with its proofs and the outcome."""

    version: Version
    scope: Scope
    arises: Proof
    applies: Proof
    exceptions: tuple[Proof, ...]
    requires: Proof
    readings: tuple[tuple[str, Proof], ...] = ()
    used: Proof | None = None
    #: The name and thing that ``arises`` bound for this view.
    bound: tuple[str, Any] | None = None
    outcome: Outcome = Outcome.UNSETTLED

    @property
    def proofs(self) -> tuple[Proof, ...]:
        """Every proof of the view."""
        return (self.arises, self.applies, *self.exceptions, self.requires)

    def outcome_if(self, change: Change) -> Outcome:
        """What the outcome would be if some leaves were otherwise."""
        return self.outcome_by(lambda proof: reconsidered(proof, change))

    def outcome_with(self, answers: Mapping[int, Truth]) -> Outcome:
        """What the outcome would be with answers to some unknowns, each under the identity of its proof."""
        return self.outcome_by(lambda proof: answered(proof, answers))

    def unmet_with(self, answers: Mapping[int, Truth]) -> bool:
        """Whether it would be unmet with such answers. What is required must fail for that, and is looked at first."""
        return answered(self.requires, answers) is Truth.FALSE and self.outcome_with(answers) is Outcome.UNMET

    def decide(self) -> Outcome:
        """The outcome of its proofs as they are."""
        return self.outcome_by(lambda proof: proof.truth)

    def outcome_by(self, truth: Callable[[Proof], Truth]) -> Outcome:
        """The outcome by the truth that each proof is given."""
        exception = some_exception([truth(each) for each in self.exceptions])
        return outcome(truth(self.arises), truth(self.applies), exception, truth(self.requires))

    def deciding(self) -> Iterator[Proof]:
        """The leaves that carry the outcome."""
        if self.outcome is Outcome.NOT_APPLICABLE:
            for proof in (self.arises, self.applies):
                if proof.truth is Truth.FALSE:
                    yield from proof.deciding()
            for proof in self.exceptions:
                if proof.truth is Truth.TRUE:
                    yield from proof.deciding()
            return
        if self.outcome is Outcome.MET:
            yield from self.arises.deciding()
            yield from self.requires.deciding()
            return
        for proof in self.proofs:
            yield from proof.deciding()


def views_of(rule: Rule, version: Version, scope: Scope) -> list[View]:
    """The views of a version on a subject: one, or one for each thing that ``arises`` may have bound."""
    text = version.text
    if text.arises is None:
        return [_view(version, scope, HOLDS, None)]
    name, condition = text.arises.bind, text.arises.condition
    if not name:
        return [_view(version, scope, evaluate(condition, scope), None)]
    assert isinstance(condition, Quantified)
    members = members_of(condition, scope, evaluate)
    arises = quantified(condition, scope, members)
    if arises.truth is Truth.FALSE:
        return [_view(version, scope, arises, None)]
    candidates = possible(members)
    certain = any(not member.open for _, member in candidates)
    if not candidates or (not certain and not arises.open):
        return [_unsettled(version, scope, arises)]  # what there certainly is may be one that nobody named
    refreshed = {getattr(thing.item, "refresh_of", None) for thing, member in candidates if not member.open}
    newest = [(thing, member) for thing, member in candidates if thing.id not in refreshed]
    candidates = newest or candidates  # a thing always stands under some rule, whatever is said to refresh it
    views = []
    for thing, member in candidates:
        it = arises if arises.open else member if not member.open else _taken_to_be(member)
        view = _view(version, scope.bound(name, thing), it, (name, thing))
        # While it is not known whether this is the one, what it meets is not yet met; what it fails may be a gap.
        views.append(view._replace(requires=UNSETTLED) if arises.open and view.requires.truth is Truth.TRUE else view)
    return views


def _taken_to_be(member: Proof) -> Proof:
    """That a thing which may be the one is taken to be it: a finding is settled only where every such view agrees."""
    cited = tuple(dict.fromkeys(one for leaf in member.leaves() for one in leaf.cited))
    return Proof(Form.LEAF, Truth.TRUE, f"{member.label}, taken to be the one that counts", cited=cited)


def _view(version: Version, scope: Scope, arises: Proof, bound: tuple[str, Any] | None) -> View:
    text = version.text
    if text.arises is not None and text.arises.bind and bound is None:
        return _unsettled(version, scope, arises)
    readings = tuple((name, evaluate(each, scope)) for name, each in text.readings)
    if readings:
        children = [proof._replace(label=name, named=True) for name, proof in readings]
        requires = node(Form.AGREE, "every tenable reading of the law", children)
    else:
        requires = evaluate(text.requires, scope) if text.requires is not None else UNSETTLED
    return View(
        version,
        scope,
        arises,
        evaluate(text.applies, scope),
        tuple(evaluate(each.when, scope) for each in text.exceptions),
        requires,
        readings,
        evaluate(text.used, scope) if text.used is not None else None,
        bound,
    )


def _unsettled(version: Version, scope: Scope, arises: Proof) -> View:
    """A view in which what must exist first is not found: nothing that speaks of it can be read."""
    text = version.text
    assert text.arises is not None
    name = text.arises.bind

    def read(condition: Condition) -> Proof:
        return UNSETTLED if mentions(condition, name) else evaluate(condition, scope)

    return View(
        version, scope, arises, read(text.applies), tuple(read(each.when) for each in text.exceptions), UNSETTLED
    )


def decided(view: View, rule: Rule, skeleton: Skeleton, firing: Firing | None) -> View:
    """The view with its outcome: by the closures, and by durable-rules where it fires; a difference is a fault."""
    by_closures = view.decide()
    if firing is not None:
        atoms = _atoms(view)
        # Parts may share the versions of their rule, each with a condition of its own.
        name = f"{rule.id}@{view.version.line}/{view.scope.names.get('part', '')}"
        fired = firing.fire(name, skeleton, atoms)
        if fired is not by_closures:
            raise FaultError(
                f"{rule.id}: the engines differ: durable-rules fired {fired.value}, the closures "
                f"say {by_closures.value}"
            )
    return view._replace(outcome=by_closures)


def _atoms(view: View) -> list[Truth]:
    """The truths of a view's atoms, in the order of its skeleton."""
    text = view.version.text
    truths: list[Truth] = []
    if text.arises:
        _collect(text.arises.condition, view.arises, truths)
    _collect(text.applies, view.applies, truths)
    for excepted, proof in zip(text.exceptions, view.exceptions, strict=True):
        _collect(excepted.when, proof, truths)
    if text.readings or text.requires is None:
        truths.append(view.requires.truth)
    else:
        _collect(text.requires, view.requires, truths)
    return truths


def _collect(condition: Condition, proof: Proof, truths: list[Truth]) -> None:
    if isinstance(condition, NamedCondition):
        _collect(condition.condition, proof, truths)
    elif isinstance(condition, All | AnyOf):
        if proof.form is Form.LEAF or len(proof.children) != len(condition.conditions):
            _repeat(condition, proof.truth, truths)
            return
        for each, child in zip(condition.conditions, proof.children, strict=True):
            _collect(each, child, truths)
    elif isinstance(condition, Not):
        if proof.form is not Form.NOT:
            _repeat(condition, proof.truth, truths)
            return
        _collect(condition.condition, proof.children[0], truths)
    else:
        truths.append(proof.truth)


def _repeat(condition: Condition, truth: Truth, truths: list[Truth]) -> None:
    """The atoms of a condition that could not be read: all unknown (or, for what always holds, none)."""
    if isinstance(condition, NamedCondition):
        _repeat(condition.condition, truth, truths)
    elif isinstance(condition, All | AnyOf):
        for each in condition.conditions:
            _repeat(each, truth, truths)
    elif isinstance(condition, Not):
        _repeat(condition.condition, Truth.UNKNOWN, truths)
    else:
        truths.append(Truth.UNKNOWN)
