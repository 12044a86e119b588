"""Windows: that every stretch of so many months has something, with the intervals between the known ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from ..facts.days import ONE_DAY, Day, Span, in_words, months_after
from ..facts.listing import Thing
from ..facts.truth import Truth
from ..facts.world import Doubt
from .closing import ask_for_others, other_things
from .conditions import EveryWindow, SpanOf
from .proof import Form, Proof
from .quantify import members_of
from .scope import Prove, Scope, days_at, look_up, span_of


def every_window(condition: EveryWindow, scope: Scope, prove: Prove) -> Proof:
    """That every stretch of so many months which ends in a span has a thing; with the intervals between them."""
    span = span_of(condition.over, scope)
    things = members_of(condition.list, scope, prove)
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
                    dates=((listing.dated_by, "during", SpanOf("days", ends=(window.first, window.last))),),
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
        question=ask_for_others(condition.list, listing, gap, scope) if worst is Truth.UNKNOWN else None,
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
