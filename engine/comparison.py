"""Tests of one value: each comparison is true, false or not known, with what to quote and what to ask."""

from __future__ import annotations

from datetime import date
from typing import Any

from ..facts.authorities import Authority
from ..facts.days import Day, Time, before, during, in_words, on_or_before
from ..facts.evidence import Fact
from ..facts.listing import Closing, Listing, Thing
from ..facts.subject import Subject
from ..facts.truth import Truth, all_of, any_of, negation
from ..facts.values import Kind, Number
from ..facts.world import Doubt
from .citation import cited, not_known, say
from .closing import statement_cited
from .conditions import Path, SpanOf, Test, Within
from .names import model_named, names_of
from .proof import Form, Proof, Question
from .scope import Found, Scope, days_at, end_of, known, look_up, membership, span_of


def compared(test: Test, scope: Scope) -> Proof:
    """The leaf that a test comes to."""
    found = look_up(test.path, scope)
    if test.operator == "includes":
        return _includes(test, found, scope)
    assert test.kind is not None
    facts = known(found, scope, test.kind)
    wanted = _operation(test, scope)
    truth, doubt = Truth.UNKNOWN, facts.doubt
    days: tuple[Day, ...] = ()
    if doubt is None:
        truth, doubt = _agreed({_compare(test, told.value, scope) for told in facts.values})
        days = tuple(told.value for told in facts.values if isinstance(told.value, Day))
    asked = found.name.question
    return Proof(
        Form.LEAF,
        truth,
        f"{found.owner}: {_words(test.path.names[-1])} {wanted}",
        doubt=doubt,
        question=Question(asked, found.owner, ".".join(found.path), found.name.ask) if asked else None,
        path=str(test.path),
        cited=tuple(cited(told, found.path) for told in facts.quoted) or not_known(facts.why, found.path),
        wanted=wanted,
        days=days,
    )


def _agreed(truths: set[Truth]) -> tuple[Truth, Doubt | None]:
    """What the values of a fact come to together, and why it is not settled where it is not."""
    if len(truths) > 1:
        return Truth.UNKNOWN, Doubt.CONFLICT
    [truth] = truths
    return truth, Doubt.FACT if truth is Truth.UNKNOWN else None


def _compare(test: Test, value: Any, scope: Scope) -> Truth:
    operator, operand = test.operator, test.operand
    if isinstance(value, Day):
        return _compare_day(operator, operand, value, scope)
    if isinstance(value, Time):
        return _compare_time(operator, operand, value, scope)
    if isinstance(value, Number):
        assert isinstance(operand, int)
        if operator == "is":
            return value.equals(operand)
        return value.at_least(operand) if operator == "at_least" else negation(value.at_least(operand + 1))
    if isinstance(value, tuple):
        return any_of(_compare(test, each, scope) for each in value)
    if operator == "one_of":
        if isinstance(operand, tuple):
            return Truth.of(value in operand)
        assert isinstance(operand, Path)
        return _in_listing(value, look_up(operand, scope).value, scope)
    if isinstance(operand, Path):
        return _same(value, look_up(operand, scope).value, scope)
    return Truth.of(value == operand)


def _same(id: str, other: Any, scope: Scope) -> Truth:
    """Whether an id or word names a thing in scope."""
    item = other.item if isinstance(other, Thing) else other
    if isinstance(item, Authority):
        return _is_authority(id, item, scope)
    if isinstance(other, Thing | Subject):
        return Truth.of(id == other.id)
    return Truth.of(id == other)


def _is_authority(id: str, authority: Authority, scope: Scope) -> Truth:
    """Whether a body is this authority of an area; a body of unknown kind may be, if nobody named the authority."""
    if id in authority.concerns:
        return Truth.TRUE
    here = {thing.id: thing for thing in scope.world.bodies_of(authority.area, authority.day)}
    stated = scope.world.dossier.bodies.get(id)
    thing = here.get(id) or (Thing(id, stated, ("bodies", id)) if stated else None)
    kind = scope.world.body_kind(thing) if thing else None
    if kind is None:
        return Truth.UNKNOWN
    if kind != authority.kind_of_body:
        return Truth.FALSE
    elsewhere = bool(authority.bodies) and (thing is None or bool(thing.item.covers))
    return Truth.FALSE if elsewhere else Truth.UNKNOWN


def _in_listing(id: str, listing: Listing, scope: Scope) -> Truth:
    truths = [all_of([_same(id, thing, scope), membership(thing)]) for thing in listing.things]
    return any_of([*truths, Truth.FALSE if listing.whole else Truth.UNKNOWN])


def _compare_day(operator: str, operand: Any, value: Day, scope: Scope) -> Truth:
    if operator == "during":
        if operand.ends:
            first, last = (days_at(end, scope) for end in operand.ends)
            edges = [[on_or_before(each, value) for each in first], [on_or_before(value, each) for each in last]]
            return all_of(_agree(each) for each in edges)
        span = span_of(operand, scope)
        return during(value, span) if span else Truth.UNKNOWN
    if isinstance(operand, Within):
        starts = days_at(operand.path, scope)
        return _agree([_within(operand, value, start) for start in starts])
    return _agree([_order(operator, value, other) for other in days_at(operand, scope)])


def _order(operator: str, value: Day, other: Day) -> Truth:
    if operator == "before":
        return before(value, other)
    if operator == "on_or_before":
        return on_or_before(value, other)
    return before(other, value) if operator == "after" else on_or_before(other, value)


def _within(operand: Within, value: Day, start: Day) -> Truth:
    return all_of([on_or_before(start, value), on_or_before(value, end_of(operand, start))])


def _compare_time(operator: str, operand: Any, value: Time, scope: Scope) -> Truth:
    if isinstance(operand, SpanOf):
        span = span_of(operand, scope)
        if span is None:
            return Truth.UNKNOWN
        return value.covers_span(span) if operator == "covers" else value.overlaps(span)
    return _agree([value.covers(day) for day in days_at(operand, scope)])


def _agree(truths: list[Truth]) -> Truth:
    return truths[0] if len(set(truths)) == 1 else Truth.UNKNOWN


def _includes(test: Test, found: Found, scope: Scope) -> Proof:
    """Whether contents have a part: stated of the part, or closed by a statement that there are no others."""
    named = scope.names[test.operand.names[0]] if isinstance(test.operand, Path) else test.operand
    word = named.title if isinstance(named, Thing) else str(named)
    listing: Listing = found.value
    label = f"{found.owner}: {_words(test.path.names[-1])} include {word}"
    question = Question(
        f"{found.name.question.rstrip('?')}: {word}?", found.owner, ".".join((*found.path, word)), found.name.ask
    )
    leaf = Proof(Form.LEAF, Truth.UNKNOWN, label, doubt=Doubt.FACT, question=question, path=str(test.path))
    main = model_named(found.name.model).shorthand
    state = names_of(found.name.model)[main].state
    stated = [thing for thing in listing.things if thing.id == word]
    if stated:
        known_of = [(thing, scope.world.known(getattr(thing.item, main), Kind.YES_NO, state=state)) for thing in stated]
        truths = {told.value for _, facts in known_of for told in facts.values}
        quoted = tuple(cited(told, thing.path) for thing, facts in known_of for told in facts.quoted)
        doubt = next((facts.doubt for _, facts in known_of if facts.doubt), None)
        if doubt or len(truths) > 1:
            return leaf._replace(doubt=doubt or Doubt.CONFLICT, cited=quoted)
        return leaf._replace(truth=Truth.of(truths.pop()), doubt=None, cited=quoted)
    for closing in listing.closings:
        if closing.form in ("none", "whole") and closing.statement.settles and _of_now(closing, listing, scope, state):
            return leaf._replace(truth=Truth.FALSE, doubt=None, cited=(statement_cited(closing),))
    return leaf


def _of_now(closing: Closing, listing: Listing, scope: Scope, state: bool) -> bool:
    """Whether a statement speaks of a part as it is asked for: a state on the as-at day, all else since the item was.

    Parts have no day of their own. Without an end the statement says of each what a ``no`` would, and that stays so.
    """
    span = closing.span
    if span is None:
        return False
    if state:
        return span.first <= scope.as_at <= span.last
    to_the_end = closing.statement.until is None or span.last >= min(scope.as_at, closing.statement.as_at)
    return span.first <= listing.since <= span.last and to_the_end


# -- words


def _words(name: str) -> str:
    return name.replace("_", " ")


_OPERATIONS = {
    "is": "",
    "one_of": "",
    "during": "within",
    "within": "within",
    "covers": "a time that covers",
    "overlaps": "a time that overlaps",
}


def _operation(test: Test, scope: Scope) -> str:
    operand = test.operand
    if isinstance(operand, Path):
        found = look_up(operand, scope) if operand.names != ("as_at",) else None
        text = in_words(scope.as_at) if found is None else _shown(found.value)
    elif isinstance(operand, SpanOf):
        span = span_of(operand, scope)
        text = f"{in_words(span.first)} to {in_words(span.last)}" if span and span.first > date.min else "ever"
    elif isinstance(operand, Within):
        text = f"{operand.number} {_words(operand.form)} {operand.path}"
    elif isinstance(operand, tuple):
        text = " or ".join(operand)
    else:
        text = say(operand)
    return f"{_OPERATIONS.get(test.operator, _words(test.operator))} {text}".strip()


def _shown(value: Any) -> str:
    if isinstance(value, Listing):
        return " or ".join(thing.title for thing in value.things) or value.what
    if isinstance(value, Fact):
        return " or ".join(_shown(told.value) for told in value.either) or "a day not known"
    if isinstance(value, Day) and say(value).startswith(("between ", "by ", "on or after ")):
        return f"a day {say(value)}"
    return say(value) if isinstance(value, Day | str) or value is None else str(value.title)
