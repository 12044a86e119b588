"""Conditions meet facts: each condition becomes a proof. Pure: nothing is read but the world and the rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from ..facts.days import (
    Day,
    Span,
    Time,
    before,
    days_beginning,
    days_from,
    during,
    in_words,
    months_from,
    on_or_before,
    year_of,
)
from ..facts.evidence import Evidence, Fact, Told
from ..facts.fields import Entry
from ..facts.listing import Listing, Thing
from ..facts.subjects import Authority, Subject
from ..facts.truth import Truth, all_of, any_of, negation
from ..facts.values import Kind, Number
from ..facts.world import Doubt, Known, World
from .conditions import (
    All,
    AnyOf,
    Condition,
    EveryWindow,
    Judge,
    Named,
    Not,
    Path,
    Quantified,
    SpanOf,
    Term,
    Test,
    Within,
)
from .names import Name, names_of
from .periods import Period, anniversary_year
from .proof import Cited, Form, Proof, Question, node

PLAIN = Name("value")


class Law(Protocol):
    """What evaluation asks of the rest of the law: terms, derived lists, recorded judgements."""

    def term(self, name: str, thing: Any, as_at: date) -> Proof:
        """Whether a term of law is true of a thing."""

    def listing(self, subject: Subject, name: str) -> Listing | None:
        """A list that a rule derives for a subject."""

    def judgement(self, key: str, subject: Any) -> Proof:
        """A recorded judgement of a subject, or the leaf that asks for one."""


@dataclass(frozen=True)
class Scope:
    """The names in scope, and the day and law by which they are read."""

    world: World
    law: Law
    subject: Any
    names: Mapping[str, Any]

    @property
    def as_at(self) -> date:
        """The day as at which facts are read."""
        return self.world.as_at

    def bound(self, name: str, thing: Any) -> Scope:
        """The scope with one more name in it."""
        return replace(self, names={**self.names, name: thing})


@dataclass(frozen=True, slots=True)
class Found:
    """What a path led to: a value with its type and place, a thing, or a list."""

    value: Any
    name: Name
    path: tuple[str, ...]
    owner: str


def evaluate(condition: Condition, scope: Scope) -> Proof:
    """The proof of a condition in a scope."""
    if isinstance(condition, Test):
        return _test(condition, scope)
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
        return scope.law.judgement(condition.key, scope.subject)
    from .quantify import every_window, quantified  # the two modules call each other

    if isinstance(condition, EveryWindow):
        return every_window(condition, scope)
    assert isinstance(condition, Quantified)
    return quantified(condition, scope)


# -- reading paths


def look_up(path: Path, scope: Scope) -> Found:
    """What a path leads to. Its names were checked when the rule was loaded."""
    first, *rest = path.names
    value = scope.names[first]
    found = Found(value, PLAIN, _path_of(value, first), _title_of(value))
    for name in rest:
        found = _step(found, name, scope)
    return found


def _path_of(value: Any, first: str) -> tuple[str, ...]:
    return value.path if isinstance(value, Thing | Subject) else (first,)


def _title_of(value: Any) -> str:
    return str(value.title) if isinstance(value, Thing | Subject | Period) else str(value)


def _step(found: Found, name: str, scope: Scope) -> Found:
    holder = found.value
    if isinstance(holder, Period):
        value: Any = getattr(holder, name)
        return Found(Day.on(value) if isinstance(value, date) else value, PLAIN, (name,), holder.title)
    if isinstance(holder, Thing) and isinstance(holder.item, Subject):
        holder = holder.item
    path = (*found.path, name)
    if isinstance(holder, Subject):
        listing = scope.law.listing(holder, name)
        if listing is not None:
            return Found(listing, PLAIN, path, holder.title)
        info = names_of(type(holder).__name__)[name]
        value = getattr(holder, name)
        return Found(value() if callable(value) else value, info, path, holder.title)
    if not isinstance(holder, Thing):  # the version of the law
        return Found(Day.on(holder.first), PLAIN, path, "the law")
    info = names_of(type(holder.item).__name__)[name]
    owner = _owner(holder)
    if (isinstance(holder.item, Entry) and name == holder.item.key) or name == "id":
        return Found(holder.id, info, path, owner)
    if info.form == "list":
        return Found(scope.world.inner(holder, name, info.others, info.ask), info, path, owner)
    attribute = f"{name}_" if not hasattr(holder.item, name) else name
    value = getattr(holder.item, attribute)
    return Found(value() if callable(value) else value, info, path, owner)


def _owner(thing: Thing) -> str:
    return thing.title


def known(found: Found, scope: Scope, kind: Kind) -> Known:
    """What is known of a value that a path led to."""
    value = found.value
    if value is None or isinstance(value, Fact):
        return scope.world.known(value, kind, state=found.name.state)
    told: Told[Any] = Told.model_construct(value=value)
    return Known((told,))


def days_at(path: Path | date, scope: Scope) -> list[Day]:
    """The days that a path or date may be: its alternatives; any day at all where it is not known."""
    if isinstance(path, date):
        return [Day.on(path)]
    if path.names == ("as_at",):
        return [Day.on(scope.as_at)]
    found = look_up(path, scope)
    values = known(found, scope, Kind.ACT).values
    return [told.value for told in values] or [Day(date.min, date.max, "not known")]


def span_of(span: SpanOf, scope: Scope) -> Span | None:
    """The days of a span; None where they are not known exactly."""
    if span.form == "until_as_at":
        return Span(date.min, scope.as_at)
    if span.form in ("period", "year_before"):
        period: Period = scope.names["period"]
        return period.span if span.form == "period" else period.previous.span
    if span.ends:
        first, last = (days_at(end, scope) for end in span.ends)
        return Span(max(day.latest for day in first), min(day.earliest for day in last))
    assert span.path is not None
    days = days_at(span.path, scope)
    if len(days) != 1:
        return None
    if span.form == "anniversary_of":
        return anniversary_year(days[0].earliest, scope.names["period"]) if days[0].exact else None
    year = year_of(days[0].earliest) if days[0].earliest > date.min else None
    return year if year and days[0].latest <= year.last else None


# -- tests


def _test(test: Test, scope: Scope) -> Proof:
    found = look_up(test.path, scope)
    if test.operator == "includes":
        return _includes(test, found, scope)
    assert test.kind is not None
    facts = known(found, scope, test.kind)
    label = f"{found.owner}: {_words(test.path.names[-1])} {_operation(test, scope)}"
    question = Question(found.name.question, found.owner, ".".join(found.path), found.name.ask)
    leaf = Proof(
        Form.LEAF,
        Truth.UNKNOWN,
        label,
        question=question if found.name.question else None,
        path=str(test.path),
        cited=tuple(cited(told, found.path) for told in facts.quoted),
        wanted=_operation(test, scope),
    )
    if facts.doubt is not None:
        return replace(leaf, doubt=facts.doubt)
    truths = [_compare(test, told.value, scope) for told in facts.values]
    agreed = set(truths)
    days = tuple(told.value for told in facts.values if isinstance(told.value, Day))
    if len(agreed) > 1:
        return replace(leaf, doubt=Doubt.CONFLICT, days=days)
    truth = agreed.pop()
    return replace(leaf, truth=truth, days=days, doubt=Doubt.FACT if truth is Truth.UNKNOWN else None)


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
    return Truth.UNKNOWN if kind == authority.kind_of_body and not authority.bodies else Truth.FALSE


def _in_listing(id: str, listing: Listing, scope: Scope) -> Truth:
    truths = [all_of([_same(id, thing, scope), membership(thing)]) for thing in listing.things]
    return any_of([*truths, Truth.FALSE if listing.whole else Truth.UNKNOWN])


def membership(thing: Thing) -> Truth:
    """Whether a thing certainly belongs to a derived list (a contract can leave it open)."""
    truth: Truth = getattr(thing.item, "membership", Truth.TRUE)
    return truth


def _compare_day(operator: str, operand: Any, value: Day, scope: Scope) -> Truth:
    if operator == "during":
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


def end_of(within: Within, start: Day) -> Day:
    """The last day of a period that runs from a day."""
    if within.form == "months_from":
        return months_from(start, within.number)
    return days_from(start, within.number) if within.form == "days_from" else days_beginning(start, within.number)


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
    word = str(scope.names[test.operand.names[0]] if isinstance(test.operand, Path) else test.operand)
    listing: Listing = found.value
    label = f"{found.owner}: {_words(test.path.names[-1])} include {word}"
    question = Question(
        f"{found.name.question.rstrip('?')}: {word}?", found.owner, ".".join((*found.path, word)), found.name.ask
    )
    leaf = Proof(Form.LEAF, Truth.UNKNOWN, label, doubt=Doubt.FACT, question=question, path=str(test.path))
    for thing in listing.things:
        if thing.id == word:
            facts = scope.world.known(thing.item.included, Kind.YES_NO)
            truths = {told.value for told in facts.values}
            quoted = tuple(cited(told, thing.path) for told in facts.quoted)
            if facts.doubt or len(truths) > 1:
                return replace(leaf, doubt=facts.doubt or Doubt.CONFLICT, cited=quoted)
            return replace(leaf, truth=Truth.of(truths.pop()), doubt=None, cited=quoted)
    for closing in listing.closings:
        if closing.form in ("none", "whole") and closing.statement.settles:
            return replace(leaf, truth=Truth.FALSE, doubt=None, cited=(cited(closing.statement, closing.path),))
    return leaf


# -- words


def cited(told: Evidence, path: tuple[str, ...], value: str | None = None) -> Cited:
    """A statement as findings cite it."""
    return Cited(
        path=".".join(path),
        value=value if value is not None else say(getattr(told, "value", None)),
        source=told.source,
        at=told.at,
        note=told.note,
        words=told.words,
        weight=told.weight.value,
        by=told.origin,
        basis=told.basis,
    )


def say(value: Any) -> str:
    """A value as findings print it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Day):
        if value.text.startswith("after "):
            return f"no (not by {in_words(date.fromisoformat(value.text[6:]))})"
        return "yes" if value.text == "yes" else in_words(value)
    if isinstance(value, Time | Number):
        return value.text
    return "" if value is None else str(value)


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
        return " or ".join(say(told.value) for told in value.either) or "a day not known"
    return say(value) if isinstance(value, Day | str) or value is None else str(value.title)
