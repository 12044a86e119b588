"""Quantifiers over open lists: what the known things say, and whether there can be others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from ..facts.days import ONE_DAY, Day, Span, Time, during, in_words, months_after
from ..facts.listing import Closing, Listing, Thing, uncovered
from ..facts.statements import Count
from ..facts.truth import Truth
from ..facts.values import Kind
from ..facts.world import Doubt
from .conditions import EveryWindow, Path, Quantified, SpanOf
from .evaluate import Scope, cited, days_at, evaluate, look_up, membership, span_of
from .proof import Cited, Form, Proof, Question, node


def quantified(condition: Quantified, scope: Scope) -> Proof:
    """The proof of ``some``, ``every`` or ``at_least``."""
    listing = look_up(condition.path, scope).value
    members = [_member(condition, thing, listing, scope) for thing in listing.things]
    others = other_things(condition, listing, scope)
    label = f"{_form(condition)} of {_what(listing)}"
    if condition.form == "every":
        if not members and others.truth is Truth.FALSE:
            return replace(others, truth=Truth.UNKNOWN, doubt=Doubt.FACT, label=f"there are no {_what(listing)}")
        each = [_whenever(member) for member in members]
        rest = others if others.open else replace(others, truth=Truth.TRUE)
        return node(Form.ALL, label, [*each, rest])
    if condition.form == "at_least":
        unnamed = [others] * condition.number if others.truth is not Truth.FALSE else [others]
        return node(Form.AT_LEAST, label, [*members, *unnamed], number=condition.number)
    return node(Form.ANY, label, [*members, others])


def members_of(condition: Quantified, scope: Scope) -> list[tuple[Thing, Proof]]:
    """The things of a list that are, or may be, what the condition looks for."""
    listing = look_up(condition.path, scope).value
    found = [(thing, _member(condition, thing, listing, scope)) for thing in listing.things]
    return [(thing, proof) for thing, proof in found if proof.truth is not Truth.FALSE]


def _form(condition: Quantified) -> str:
    return f"at least {condition.number}" if condition.form == "at_least" else condition.form


def _what(listing: Listing) -> str:
    return listing.what.replace(".", " ")


def _member(condition: Quantified, thing: Thing, listing: Listing, scope: Scope) -> Proof:
    """That a thing had come about, belongs to the list, and is as ``where`` asks."""
    where = evaluate(condition.where, scope.bound(condition.name, thing))
    conditions = [where]
    for truth, label in (
        (scope.world.exists(thing, listing.dated_by), f"{thing.title} had come about by {in_words(scope.as_at)}"),
        (membership(thing), f"{thing.title} is one of the {_what(listing)}"),
    ):
        if truth is not Truth.TRUE:
            conditions.insert(0, Proof(Form.LEAF, truth, label, doubt=None if truth.settled else Doubt.FACT))
    against = next((each for each in listing.closings if _contradicts(each, thing, listing, scope)), None)
    if against is not None:
        label = f"{thing.title} is given, and it is stated that there was none"
        conflict = Proof(Form.LEAF, Truth.UNKNOWN, label, doubt=Doubt.CONFLICT, cited=(_statement(against),))
        conditions.insert(0, conflict)
    return node(Form.ALL, thing.title, conditions)


def _contradicts(closing: Closing, thing: Thing, listing: Listing, scope: Scope) -> bool:
    """Whether a thing falls within a statement that there was none of its kind."""
    statement, span = closing.statement, closing.span
    if closing.form != "none" or span is None or not statement.settles:
        return False
    if statement.kind is not None and getattr(thing.item, "kind", None) != statement.kind:
        return False
    if statement.recipient is not None and thing.id != statement.recipient:
        return False
    if statement.by == "in_force":
        fact, kind = (thing.item.term() if hasattr(thing.item, "term") else None), Kind.TIME
    else:
        fact, kind = getattr(thing.item, listing.dated_by or getattr(thing.item, "shorthand", ""), None), Kind.ACT
    values = [told.value for told in scope.world.known(fact, kind).values]
    if any(isinstance(value, Time) for value in values):
        return all(value.overlaps(span) is Truth.TRUE for value in values)
    days = [value for value in values if isinstance(value, Day)] or [Day(date.min, scope.as_at)]
    return all(during(day, span) is Truth.TRUE for day in days)


def _whenever(member: Proof) -> Proof:
    """``every``: a thing that does not belong need not comply."""
    *belongs, where = member.children
    if not belongs:
        return where
    return node(Form.ANY, member.label, [node(Form.NOT, "not", [node(Form.ALL, "belongs", list(belongs))]), where])


# -- whether there can be others


def other_things(condition: Quantified, listing: Listing, scope: Scope) -> Proof:
    """A leaf: false where no other thing can be what is looked for, true where a count says that there is one."""
    leaf = Proof(Form.LEAF, Truth.FALSE, f"no others: {_what(listing)}", others=True)
    if listing.whole or _under_its_key(condition, listing, scope):
        return leaf
    speaking = [each for each in listing.closings if _speaks(each, condition, listing, scope)]
    ways = _ways(condition, listing, scope)
    counted = _counted(condition, speaking, ways, scope)
    if counted:
        return replace(leaf, truth=Truth.TRUE, label="as counted", cited=(_statement(counted),))
    gaps: list[Span] = []
    for dated, span in ways:
        closings = [each for each in speaking if _closes(each, dated, condition, listing, scope)]
        spans = [each.span for each in closings if each.span and each.statement.settles]
        gap = uncovered(span, spans) if not span.empty else None
        if gap is None:
            used = [each for each in closings if each.span and each.statement.settles and _overlap(each.span, span)]
            return replace(leaf, cited=tuple(_statement(each) for each in used))
        gaps.append(gap)
    hedged = [each for each in speaking if not each.statement.settles]
    last_known = [each for each in speaking if each.span and each.span.last < scope.as_at and each.statement.settles]
    doubt = Doubt.HEDGED if hedged else Doubt.FACT
    if not hedged and last_known and gaps and gaps[0].first > max(each.span.last for each in last_known if each.span):
        doubt = Doubt.LAST_KNOWN
    quoted = hedged or (last_known if doubt is Doubt.LAST_KNOWN else [])
    return replace(
        leaf,
        truth=Truth.UNKNOWN,
        label=f"others: {_what(listing)}",
        doubt=doubt,
        cited=(*(_statement(each) for each in quoted), *_practices(condition, listing, scope)),
        question=_ask(condition, listing, gaps[0] if gaps else None, scope, in_force=ways[0][0] == "in_force"),
        open_span=gaps[0] if gaps else None,
    )


def _under_its_key(condition: Quantified, listing: Listing, scope: Scope) -> bool:
    """Whether the list is narrowed to one key and has an entry there: there is no second under the same key."""
    for thing in listing.things:
        key = getattr(thing.item, "key", None)
        for field, operand in condition.narrowed:
            if field == key and isinstance(operand, Path):
                named = look_up(operand, scope).value
                if thing.id in getattr(getattr(named, "item", named), "concerns", frozenset({named.id})):
                    return True
    return False


def _ways(condition: Quantified, listing: Listing, scope: Scope) -> list[tuple[str, Span]]:
    """The ways in which statements can close the list: a date of its things, and the days to be covered.

    By the series' own date; by the time in force, where that is what is tested; or for ever, as when no such
    thing was ever made.
    """
    ways: list[tuple[str, Span]] = []
    if condition.over is not None and (span := span_of(condition.over, scope)):
        ways.append(("made", span))
    for dated, each in condition.dates:
        span = span_of(each, scope)
        if span is not None:
            ways.append(("made" if dated == listing.dated_by else "in_force", span))
    ways.append(("made", Span(listing.since, scope.as_at)))
    return [(dated, span.clipped(scope.as_at)) for dated, span in ways]


def _closes(closing: Closing, dated: str, condition: Quantified, listing: Listing, scope: Scope) -> bool:
    """Whether a statement closes the list for things by this date of theirs."""
    by_force = closing.statement.by == "in_force"
    if (dated == "in_force") != by_force and listing.dated_by != "standing":
        return False
    if closing.form in ("none", "whole"):
        return True
    number, span = closing.number, closing.span
    return number is not None and span is not None and _known_in(span, condition, listing, scope) >= number


def _known_in(span: Span, condition: Quantified, listing: Listing, scope: Scope) -> int:
    """How many known things may be among those that a count speaks of."""
    count = 0
    for thing in listing.things:
        fact = getattr(thing.item, listing.dated_by, None)
        days = [told.value for told in scope.world.known(fact, Kind.ACT).values]
        inside = all(isinstance(day, Day) and span.first <= day.earliest and day.latest <= span.last for day in days)
        if days and inside and _narrow(condition, thing, scope):
            count += 1
    return count


def _narrow(condition: Quantified, thing: Thing, scope: Scope) -> bool:
    return all(
        getattr(thing.item, field, operand) == operand
        for field, operand in condition.narrowed
        if isinstance(operand, str)
    )


def _speaks(closing: Closing, condition: Quantified, listing: Listing, scope: Scope) -> bool:
    """Whether a statement narrowed to a kind or recipient speaks of what is looked for; and of the item's life."""
    narrowed = dict(condition.narrowed)
    statement = closing.statement
    if statement.kind is not None and narrowed.get("kind") != statement.kind:
        return False
    if statement.recipient is not None:
        to = narrowed.get("to")
        if not isinstance(to, Path) or look_up(to, scope).value.id != statement.recipient:
            return False
    return True


def _counted(
    condition: Quantified, speaking: list[Closing], ways: list[tuple[str, Span]], scope: Scope
) -> Closing | None:
    """A count that by itself shows that there were enough."""
    if not condition.countable or condition.form == "every" or len(ways) < 2:
        return None
    for closing in speaking:
        number, span = closing.number, closing.span
        if closing.form != "counts" or number is None or span is None or not closing.statement.settles:
            continue
        kind = dict(condition.narrowed).get("kind")
        inside = any(way.first <= span.first and span.last <= way.last for _, way in ways[:-1])
        if number >= condition.number and inside and kind == closing.statement.kind and _starts(closing, ways):
            return closing
    return None


def _starts(closing: Closing, ways: list[tuple[str, Span]]) -> bool:
    """Whether the widest span that a count may mean still lies within the days asked about."""
    first = (
        min((told.value.earliest for told in closing.statement.from_.either), default=date.min)
        if (closing.statement.from_)
        else date.min
    )
    last = (
        max((told.value.latest for told in closing.statement.until.either), default=date.max)
        if (closing.statement.until)
        else closing.statement.as_at
    )
    return any(way.first <= first and last <= way.last for _, way in ways[:-1])


def _overlap(one: Span, other: Span) -> bool:
    return one.first <= other.last and other.first <= one.last


def _statement(closing: Closing) -> Cited:
    statement = closing.statement
    number = statement.number.text if isinstance(statement, Count) else ""
    value = {"none": "none", "whole": "no others"}.get(closing.form, f"{number} in all")
    start = statement.from_.either[0].value if statement.from_ and statement.from_.either else None
    span = f" from {in_words(start)}" if start else ""
    if statement.from_ is not None and statement.from_.unknown:
        span = f" from a day not known ({statement.from_.unknown})"
    return cited(statement, closing.path, f"{value}{span}")


def _practices(condition: Quantified, listing: Listing, scope: Scope) -> tuple[Cited, ...]:
    """What is said to be usual: quoted, and settles nothing."""
    concerns: frozenset[str] = getattr(scope.subject, "concerns", frozenset())
    return tuple(
        replace(cited(each, ("practices", str(index + 1), each.what), each.every or "usual"), weight="hedged")
        for index, each in enumerate(scope.world.dossier.practices)
        if each.what == listing.what and concerns & scope.world.expand(each.of)
    )


def _ask(
    condition: Quantified, listing: Listing, gap: Span | None, scope: Scope, *, in_force: bool = False
) -> Question | None:
    if not listing.others:
        return None
    title = getattr(scope.subject, "title", "")
    days = between(gap, scope.as_at)
    other = " other" if listing.things else ""
    others = (listing.others_in_force if in_force else "") or listing.others
    kind = dict(condition.narrowed).get("kind")
    narrowed = f" {kind}" if isinstance(kind, str) else ""
    text = f"{others.rstrip('?').replace(' any ', f' any{other}{narrowed} ', 1)}{days}?"
    return Question(text, title, listing.what, listing.ask)


def between(gap: Span | None, as_at: date) -> str:
    """Words for the days that nobody has spoken of."""
    if gap is None or gap.first == date.min:
        return "" if gap is None else f" by {in_words(min(gap.last, as_at))}"
    if gap.first == gap.last:
        return f" on {in_words(gap.first)}"
    return f" between {in_words(gap.first)} and {in_words(gap.last)}"


# -- windows


def every_window(condition: EveryWindow, scope: Scope) -> Proof:
    """That every stretch of so many months which ends in a span has a thing; with the intervals between them."""
    span = span_of(condition.over, scope)
    things = members_of(condition.list, scope)
    listing = look_up(condition.list.path, scope).value
    if span is None:
        return Proof(Form.LEAF, Truth.UNKNOWN, "the days are not known", doubt=Doubt.FACT)
    span = span.clipped(scope.as_at)
    dated = [(proof.truth, day) for thing, proof in things for day in _days(condition, thing, scope)]
    worst, gap = Truth.TRUE, None
    for window in _windows(condition.months, span, scope):
        truth = _window(window, dated)
        if truth is Truth.UNKNOWN:
            others = other_things(
                replace(
                    condition.list,
                    over=None,
                    dates=((listing.dated_by, SpanOf("days", ends=(window.first, window.last))),),
                ),
                listing,
                scope,
            )
            truth = Truth.UNKNOWN if others.open or _possible(window, dated) else Truth.FALSE
        if truth is Truth.FALSE:
            worst, gap = truth, window
            break
        if truth is Truth.UNKNOWN and worst is Truth.TRUE:
            worst, gap = truth, window
    label = f"no {condition.months} months without one"
    if gap is not None:
        label += f" ({in_words(gap.first)} to {in_words(gap.last)})"
    return Proof(
        Form.LEAF,
        worst,
        label,
        doubt=None if worst.settled else Doubt.FACT,
        cited=tuple(one for _, proof in things for leaf in proof.leaves() for one in leaf.cited),
        question=_ask(condition.list, listing, gap, scope) if worst is Truth.UNKNOWN else None,
        days=tuple(day for _, day in dated),
        remark=_intervals([day for _, day in dated], scope.as_at),
    )


def _intervals(days: list[Day], as_at: date) -> str:
    """The known days and the intervals between them, printed whatever the status."""
    known = sorted((day for day in days if day.latest <= as_at), key=lambda day: (day.earliest, day.latest))
    if not known:
        return ""
    words = in_words(known[0])
    for one, other in pairwise(known):
        gap = f" ({(other.earliest - one.earliest).days} days later)" if one.exact and other.exact else ""
        words += f", then {in_words(other)}{gap}"
    last = f"; {(as_at - known[-1].earliest).days} days to {in_words(as_at)}" if known[-1].exact else ""
    return f"Known: {words}{last}."


def _days(condition: EveryWindow, thing: Thing, scope: Scope) -> list[Day]:
    return days_at(condition.dated, scope.bound(condition.list.name, thing))


def _windows(months: int, span: Span, scope: Scope) -> list[Span]:
    """Every window that ends in the span and starts when the law is in force."""
    law = scope.names.get("law")
    first_day = law.first if law is not None else date.min
    windows = []
    end = span.first
    while end <= span.last:
        start = months_after(end + ONE_DAY, -months)
        if start >= first_day:
            windows.append(Span(start, end))
        end += timedelta(days=1)
    return windows


def _window(window: Span, dated: list[tuple[Truth, Day]]) -> Truth:
    if any(truth is Truth.TRUE and window.first <= day.earliest and day.latest <= window.last for truth, day in dated):
        return Truth.TRUE
    return Truth.UNKNOWN


def _possible(window: Span, dated: list[tuple[Truth, Day]]) -> bool:
    return any(day.earliest <= window.last and day.latest >= window.first for _, day in dated)
