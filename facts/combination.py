"""Whether an agreement, or before 2012 an order, makes the areas of a partnership one."""

from __future__ import annotations

from datetime import date
from typing import Any

from .days import Day, on_or_before
from .evidence import Fact
from .places import Partnership
from .truth import Truth, all_of, any_of, negation
from .values import Kind
from .world import World

#: The last day on which areas were combined by order; from the next day by agreement (2011 Act Sch 11).
LAST_DAY_OF_ORDERS = date(2012, 1, 15)


def combined(world: World, partnership: Partnership, day: date) -> Truth:
    """Whether an agreement (before 2012 an order) made a partnership's areas one on a day.

    Crime and Disorder Act 1998 s 5(1A), (1B). One that is stated stands on the dossier's day, and is only last
    known after it.
    """
    if len(partnership.areas) < 2:
        return Truth.FALSE
    on = Day.on(day)

    def done(fact: Fact[Day] | None) -> Truth:
        known = world.known(fact, Kind.ACT)
        return _agree([on_or_before(told.value, on) for told in known.values])

    combination = partnership.combination
    agreed = done(combination.agreement)
    ordered = _not_asked(day) if combination.order is None else done(combination.order)
    if ordered is Truth.TRUE and day > LAST_DAY_OF_ORDERS:
        ordered = Truth.UNKNOWN  # whether orders were saved when agreements replaced them is not certain
    made = any_of([agreed, ordered])
    if made is not Truth.TRUE:
        return made
    if combination.ended is not None:
        return all_of([made, negation(done(combination.ended))])
    return made if day <= world.dossier.as_at else Truth.UNKNOWN


def ever_combined(world: World, partnership: Partnership) -> Fact[Any] | None:
    """Whether an agreement or order ever made a partnership's areas one, by the as-at day; None if not known."""
    on = Day.on(world.as_at)
    combination = partnership.combination
    agreed, ordered = (
        [(told, on_or_before(told.value, on)) for told in world.known(fact, Kind.ACT).values]
        for fact in (combination.agreement, combination.order)
    )
    truths = [_agree([truth for _, truth in sides]) for sides in (agreed, ordered)]
    if combination.order is None:
        truths[1] = _not_asked(world.as_at)
    made = any_of(truths)
    if made.settled:
        sides = agreed if truths[0] is made else ordered
        return Fact[Any].told(*((told, made is Truth.TRUE) for told, _ in sides))
    conflict = {truth for _, truth in agreed} == {Truth.TRUE, Truth.FALSE}
    return Fact[Any].told(*((told, truth is Truth.TRUE) for told, truth in agreed)) if conflict else None


def _not_asked(day: date) -> Truth:
    """Whether an order of which nothing is said made areas one: nobody need ask of one once agreements do."""
    return Truth.FALSE if day > LAST_DAY_OF_ORDERS else Truth.UNKNOWN


def _agree(truths: list[Truth]) -> Truth:
    return truths[0] if truths and len(set(truths)) == 1 else Truth.UNKNOWN
