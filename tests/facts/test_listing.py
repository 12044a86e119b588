"""Closures: their edges shrink inwards, those that abut count together, and nothing else closes a list."""

from datetime import date, timedelta

import pytest
from dutybound.facts.days import Span
from dutybound.facts.listing import Closing, uncovered
from dutybound.facts.statements import Closure, Count
from hypothesis import given, settings
from hypothesis import strategies as st

AS_AT = date(2016, 3, 18)
START = date(2016, 1, 1)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    first, length = draw(st.integers(0, 14)), draw(st.integers(0, 5))
    return Span(START + timedelta(days=first), START + timedelta(days=first + length))


@settings(max_examples=200)
@given(spans(), st.lists(spans(), max_size=5))
def test_what_is_left_open_is_the_first_run_of_days_in_none_of_the_spans(wanted: Span, closed: list[Span]) -> None:
    inside = [wanted.first + timedelta(days=n) for n in range((wanted.last - wanted.first).days + 1)]
    left = [day for day in inside if not any(each.first <= day <= each.last for each in closed)]
    found = uncovered(wanted, closed)
    if not left:
        assert found is None
        return
    last = left[0]
    while last + timedelta(days=1) in left:
        last += timedelta(days=1)
    assert found == Span(left[0], last)


def closing(form: str = "none", model: type[Closure] = Closure, **said: object) -> Closing:
    statement = model.model_validate({"what": "plans", "of": ["anytown"], **said}, context={"as_at": AS_AT})
    return Closing(form, statement, (form, "1"))


@pytest.mark.parametrize(
    ("edges", "first", "last"),
    [
        ({}, date.min, AS_AT),
        ({"from": "2015-04-01"}, date(2015, 4, 1), AS_AT),
        ({"until": "2015-03-31"}, date.min, date(2015, 3, 31)),
        # Some day in 2015, to some day in February: only what lies between for certain.
        ({"from": "2015", "until": "2016-02"}, date(2015, 12, 31), date(2016, 2, 1)),
        ({"from": "2015/16"}, None, None),  # the last day of that year is after the dossier's
        ({"from": "2015", "until": "2015"}, None, None),
        # Alternatives count only where all of them agree.
        (
            {"from": {"either": [{"value": "2014-01", "source": "a"}, {"value": "2015-01", "source": "b"}]}},
            date(2015, 1, 31),
            AS_AT,
        ),
        ({"from": {"unknown": "since the board went"}}, None, None),
        ({"until": {"value": "2015-03-31", "weight": "hedged"}}, None, None),
    ],
)
def test_the_edges_of_a_closure_shrink_inwards(edges: dict[str, object], first: date | None, last: date | None) -> None:
    assert closing(**edges).span == (Span(first, last) if first and last else None)


def test_no_closure_speaks_of_days_after_the_dossiers() -> None:
    assert closing(until="2030-12-31").span == Span(date.min, AS_AT)


def test_none_is_no_item_whole_is_any_number_and_counts_say_how_many() -> None:
    def numbers(found: Closing) -> tuple[int, int | None]:
        return found.least, found.most

    assert numbers(closing()) == (0, 0)
    assert numbers(closing("whole")) == (0, None)
    assert numbers(closing("counts", Count, number="3")) == (3, 3)
    assert numbers(closing("counts", Count, number="3..5")) == (3, 5)


def test_closures_that_abut_cover_a_year_together_and_a_day_between_them_is_left_open() -> None:
    year = Span(date(2014, 4, 1), date(2015, 3, 31))
    first = closing(**{"from": "2014-04-01", "until": "2014-09-30"}).span
    second = closing(**{"from": "2014-10-01", "until": "2015-03-31"}).span
    late = closing(**{"from": "2014-10-02", "until": "2015-03-31"}).span
    assert first and second and late
    assert uncovered(year, [second, first]) is None
    assert uncovered(year, [late, first]) == Span(date(2014, 10, 1), date(2014, 10, 1))
