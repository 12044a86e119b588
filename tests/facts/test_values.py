"""Values are text until the model types them: nothing is guessed from how they look."""

from datetime import date
from typing import Any

import pytest
from dutybound.facts.days import Day
from dutybound.facts.truth import Truth
from dutybound.facts.values import ActValue, AgeValue, Id, Number, NumberValue, TextValue, YesNoValue
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

AS_AT = {"as_at": date(2016, 3, 18)}


def read(kind: Any, raw: object) -> Any:
    return TypeAdapter(kind).validate_python(raw, context=AS_AT)


@st.composite
def numbers(draw: st.DrawFn) -> Number:
    low = draw(st.integers(0, 6))
    return Number(low, draw(st.one_of(st.none(), st.integers(low, 8))))


@settings(max_examples=100)
@given(numbers(), st.integers(0, 10))
def test_numbers_compare_as_every_choice_of_them_does(number: Number, other: int) -> None:
    choices = range(number.lowest, 20 if number.highest is None else number.highest + 1)
    for operator, slow in ((number.at_least, int.__ge__), (number.equals, int.__eq__)):
        answers = {slow(each, other) for each in choices}
        assert operator(other) is (Truth.of(answers.pop()) if len(answers) == 1 else Truth.UNKNOWN)


@pytest.mark.parametrize(
    ("text", "low", "high"), [("3", 3, 3), ("3..5", 3, 5), ("16..", 16, None), ("007", 7, 7), ("0", 0, 0)]
)
def test_numbers(text: str, low: int, high: int | None) -> None:
    assert read(NumberValue, text) == Number(low, high)


@pytest.mark.parametrize("text", ["", "-1", "3.5", "1e3", "..5", "5..3", "1234567", "three", "٣", "3 ..5"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        read(NumberValue, text)


def test_ages_are_at_most_120() -> None:
    assert read(AgeValue, "20..29") == Number(20, 29)
    assert read(AgeValue, "120").highest == 120
    for text in ("121", "100..121", "200.."):
        with pytest.raises(ValidationError, match="an age is at most 120"):
            read(AgeValue, text)


def test_yes_and_no_in_every_spelling_and_from_json() -> None:
    assert [read(YesNoValue, each) for each in ("yes", "true", True)] == [True] * 3
    assert [read(YesNoValue, each) for each in ("no", "false", False)] == [False] * 3
    for text in ("on", "off", "y", "1", "perhaps", ""):
        with pytest.raises(ValidationError):
            read(YesNoValue, text)


@pytest.mark.parametrize("text", ["no", "007", "on", "12:30", "1e3", "null and void", "2014-15", "0x1F", "~tilde"])
def test_text_is_kept_as_it_stands(text: str) -> None:
    assert read(TextValue, text) == text


def test_an_act_is_a_day_or_yes_or_no() -> None:
    assert read(ActValue, "2016-03") == Day(date(2016, 3, 1), date(2016, 3, 31))
    assert read(ActValue, "yes") == Day(date.min, date(2016, 3, 18))
    assert read(ActValue, "no") == Day(date(2016, 3, 19), date.max)


def test_ids_are_lower_case_words() -> None:
    assert [read(Id, each) for each in ("babergh-csp", "007", "on")] == ["babergh-csp", "007", "on"]
    for text in ("Babergh", "a_b", "-a", "a-", "a--b", "ÿ", "a b", "a\n"[:1] + " b"):
        with pytest.raises(ValidationError):
            read(Id, text)
