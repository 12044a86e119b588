"""Windows: that every stretch of so many months has something, with the intervals between the known ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

from ..facts.days import ONE_DAY, Day, Span, during, in_words, months_after
from ..facts.listing import Listing, Thing
from ..facts.truth import Truth
from ..facts.world import Doubt
from .closing import ask_for_others, other_things
from .conditions import EveryWindow, SpanOf
from .proof import Form, Proof
from .quantify import members_of, possible
from .scope import Prove, Scope, days_at, look_up, span_of

#: Edges beyond these are open and change nothing.
FIRST, LAST = date(1900, 1, 1), date(2200, 1, 1)


def every_window(condition: EveryWindow, scope: Scope, prove: Prove) -> Proof:
    """That every stretch of so many months which ends in a span has a thing; with the intervals between them."""
    span = span_of(condition.over, scope)
    things = possible(members_of(condition.list, scope, prove))
    listing = look_up(condition.list.path, scope).value
    if span is None:
        return Proof(Form.LEAF, Truth.UNKNOWN, "the days are not known", doubt=Doubt.FACT)
    dated = [(proof.truth, _days(condition, thing, scope)) for thing, proof in things]
    days = [day for _, alternatives in dated for day in alternatives]
    worst, gap = Truth.TRUE, None
    for window in _windows(condition.months, span, scope, _edges(days, listing)):
        truth = _in_window(window, dated, condition, listing, scope)
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
        question=ask_for_others(condition.list, listing, gap, scope) if worst is Truth.UNKNOWN else None,
        days=tuple(days),
        open_span=gap,
        remark=_intervals(
            [day for _, alternatives in dated for day in alternatives if len(alternatives) == 1], scope.as_at
        ),
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
    return f"Known dates: {words}{last}."


def _days(condition: EveryWindow, thing: Thing, scope: Scope) -> list[Day]:
    return days_at(condition.dated, scope.bound(condition.list.name, thing))


def _edges(days: list[Day], listing: Listing) -> set[date]:
    """The days on which what is known changes: between them every window is like its neighbour."""
    edges = {edge for day in days for edge in (day.earliest, day.latest)}
    for closing in listing.closings:
        if closing.span is not None:
            edges |= {closing.span.first, closing.span.last}
    return edges


def _windows(months: int, span: Span, scope: Scope, edges: set[date]) -> list[Span]:
    """The windows that end in the span and start when the law is in force: those next to an edge stand for all."""
    ends = {span.first, span.last}
    for edge in edges:
        if FIRST < edge < LAST:
            ends |= {edge - ONE_DAY, edge, edge + ONE_DAY}
            ends |= {months_after(start, months) - ONE_DAY for start in (edge, edge + ONE_DAY, edge - ONE_DAY)}
    law = scope.names.get("law")
    first_day = law.first if law is not None else date.min
    windows = [
        Span(months_after(end + ONE_DAY, -months), end) for end in sorted(ends) if span.first <= end <= span.last
    ]
    return [window for window in windows if window.first >= first_day]


def _in_window(
    window: Span, dated: list[tuple[Truth, list[Day]]], condition: EveryWindow, listing: Listing, scope: Scope
) -> Truth:
    """Whether a window has one: certainly, certainly not, or it is not known. Each thing has one of its days."""
    inside = [(truth, [during(day, window) for day in days]) for truth, days in dated]
    if any(truth is Truth.TRUE and set(of_thing) == {Truth.TRUE} for truth, of_thing in inside):
        return Truth.TRUE
    if any(each is not Truth.FALSE for _, of_thing in inside for each in of_thing):
        return Truth.UNKNOWN
    within = SpanOf("days", ends=(window.first, window.last))
    looked_for = replace(condition.list, over=None, dates=((listing.dated_by, "during", within),))
    return other_things(looked_for, listing, scope).truth
