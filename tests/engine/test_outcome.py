"""The outcome table against section 4 of the language's reference, stated a second time and in another way."""

from __future__ import annotations

from itertools import product

import pytest
from dutybound.engine.conditions import Formula
from dutybound.engine.firing import AVAILABLE, Firing, Skeleton
from dutybound.engine.outcome import Outcome, outcome, some_exception, table
from dutybound.facts.truth import Truth

TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
ROWS = list(product((TRUE, FALSE, UNKNOWN), repeat=4))

#: The lines of the reference in their order, as patterns over arises, applies, exception and requires; "." is any.
LINES = (
    ("F...", "not applicable"),
    (".F..", "not applicable"),
    ("..T.", "not applicable"),
    ("...T", "met"),
    ("TTFF", "unmet"),
    ("....", "unsettled"),
)


def expected(row: tuple[Truth, ...]) -> str:
    letters = "".join({TRUE: "T", FALSE: "F", UNKNOWN: "U"}[each] for each in row)
    for pattern, result in LINES:
        if all(wanted in (".", found) for wanted, found in zip(pattern, letters, strict=True)):
            return result
    raise AssertionError(letters)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: "-".join(each.value for each in row))
def test_each_row_of_the_table_is_what_the_reference_says(row: tuple[Truth, Truth, Truth, Truth]) -> None:
    assert outcome(*row).value == expected(row)


def test_the_printed_table_holds_every_row_once_and_as_it_is_decided() -> None:
    rows = table()
    assert len(rows) == 81
    assert {tuple(row[:4]) for row in rows} == set(ROWS)
    assert all(row[4].value == expected(tuple(row[:4])) for row in rows)


def test_how_often_each_outcome_stands_in_the_table() -> None:
    counted = {each: sum(row[4] is each for row in table()) for each in Outcome}
    assert counted == {Outcome.NOT_APPLICABLE: 57, Outcome.MET: 8, Outcome.UNMET: 1, Outcome.UNSETTLED: 15}


def test_a_gap_needs_everything_to_be_known() -> None:
    assert [tuple(row[:4]) for row in table() if row[4] is Outcome.UNMET] == [(TRUE, TRUE, FALSE, FALSE)]


def test_a_rule_without_exceptions_has_none_that_is_true() -> None:
    assert some_exception([]) is FALSE
    assert some_exception([FALSE, UNKNOWN]) is UNKNOWN
    assert some_exception([UNKNOWN, TRUE]) is TRUE


@pytest.mark.parametrize("row", ROWS, ids=lambda row: "-".join(each.value for each in row))
def test_knowing_more_never_turns_a_settled_outcome_round(row: tuple[Truth, Truth, Truth, Truth]) -> None:
    """Only met can still become not applicable: what is required may be done before it is known whether it applies."""
    before = outcome(*row)
    for more in product(*((each,) if each is not UNKNOWN else (TRUE, FALSE) for each in row)):
        after = outcome(*more)
        if before is not Outcome.UNSETTLED and after is not before:
            assert (before, after) == (Outcome.MET, Outcome.NOT_APPLICABLE)
            assert UNKNOWN in row[:3]


@pytest.mark.skipif(not AVAILABLE, reason="durable-rules cannot be imported here")
def test_durable_rules_fires_each_row_of_the_table() -> None:
    atom = [Formula("atom", atom=number) for number in range(4)]
    skeleton = Skeleton(atom[0], atom[1], (atom[2],), atom[3], 4)
    firing = Firing()
    for row in ROWS:
        assert firing.fire("the table", skeleton, list(row)).value == expected(row)
