"""Days: every comparison against a slow oracle that tries each choice of days, and the counting of months and days."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

import pytest
from dutybound.facts.days import (
    Day,
    Span,
    Time,
    before,
    days_beginning,
    days_from,
    during,
    in_words,
    months_after,
    months_from,
    on_or_before,
    read_day,
    read_one_day,
    read_time,
    year_of,
)
from dutybound.facts.truth import Truth
from hypothesis import given, settings
from hypothesis import strategies as st

#: Two weeks around a leap day and a month's end: few enough days to try every choice of them.
DAYS = [date(2016, 2, 24) + timedelta(days=n) for n in range(12)]
AS_AT = date(2016, 3, 1)


def pairs(draw: st.DrawFn) -> tuple[date, date]:
    first, last = sorted((draw(st.sampled_from(DAYS)), draw(st.sampled_from(DAYS))))
    return first, last


@st.composite
def days(draw: st.DrawFn) -> Day:
    return Day(*pairs(draw))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    return Span(*pairs(draw))


@st.composite
def times(draw: st.DrawFn) -> tuple[str, Time]:
    """A duration as it is written, with an edge that may be open or known only within days."""
    (a, b), (c, d) = pairs(draw), pairs(draw)
    start, end = (
        draw(st.sampled_from([f"{a}", f"{min(a, c)}", ""])),
        draw(st.sampled_from([f"{d}", f"{max(b, d)}", ""])),
    )
    text = f"{start}..{end}" if start or end else draw(st.sampled_from(["yes", "no", "2016", "2016-02", "2015/16"]))
    return text, read_time(text, AS_AT)


def choices(day: Day) -> Iterator[date]:
    """Every day that it can be; open edges reach a few days beyond the days in play."""
    first, last = max(day.earliest, DAYS[0] - timedelta(days=3)), min(day.latest, DAYS[-1] + timedelta(days=3))
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def agreed(answers: Iterator[bool]) -> Truth:
    """True or false only if every choice agrees."""
    found = set(answers)
    return Truth.of(found.pop()) if len(found) == 1 else Truth.UNKNOWN


@settings(max_examples=150)
@given(days(), days())
def test_days_compare_as_every_choice_of_them_does(one: Day, other: Day) -> None:
    both = [(x, y) for x in choices(one) for y in choices(other)]
    assert before(one, other) is agreed(x < y for x, y in both)
    assert on_or_before(one, other) is agreed(x <= y for x, y in both)


@settings(max_examples=150)
@given(days(), spans())
def test_a_day_is_during_a_span_as_every_choice_of_it_is(day: Day, span: Span) -> None:
    assert during(day, span) is agreed(span.first <= each <= span.last for each in choices(day))


def durations(time: Time) -> list[tuple[date, date]]:
    """Every duration that it can be. None ends before it starts."""
    return [(a, b) for a, b in product(choices(time.first), choices(time.last)) if a <= b]


@st.composite
def vague_times(draw: st.DrawFn) -> Time:
    """A duration each of whose ends is known only within days, as a dossier's months and years are."""
    (a, b), (c, d) = pairs(draw), pairs(draw)
    if a > d:
        a, b, c, d = c, d, a, b
    return Time(Day(a, min(b, d)), Day(max(a, c), d))


@settings(max_examples=150)
@given(vague_times(), days(), spans())
def test_a_time_covers_and_overlaps_as_every_choice_of_its_ends_does(time: Time, day: Day, span: Span) -> None:
    all_of_them = durations(time)
    assert time.covers(day) is agreed(a <= each <= b for a, b in all_of_them for each in choices(day))
    assert time.covers_span(span) is agreed(a <= span.first and b >= span.last for a, b in all_of_them)
    assert time.overlaps(span) is agreed(a <= span.last and b >= span.first for a, b in all_of_them)


@settings(max_examples=100)
@given(times(), spans())
def test_what_is_read_never_says_more_than_a_day_by_day_count(written: tuple[str, Time], span: Span) -> None:
    text, time = written
    if time.backwards:
        assert time.covers(Day.on(span.first)) is time.covers_span(span) is time.overlaps(span) is Truth.UNKNOWN
        return
    inside = [span.first + timedelta(days=n) for n in range((span.last - span.first).days + 1)]
    by_day = [time.covers(Day.on(day)) for day in inside]
    if time.covers_span(span).settled:
        assert (time.covers_span(span) is Truth.TRUE) == all(each is Truth.TRUE for each in by_day), text
    if time.overlaps(span) is Truth.FALSE:
        assert all(each is Truth.FALSE for each in by_day), text
    if any(each is Truth.TRUE for each in by_day):
        assert time.overlaps(span) is Truth.TRUE, text


def test_no_time_said_on_a_day_denies_that_day_and_no_other() -> None:
    time = read_time("no", AS_AT)
    day_before, day_after = AS_AT - timedelta(days=1), AS_AT + timedelta(days=1)
    assert time.covers(Day.on(AS_AT)) is Truth.FALSE
    assert time.covers(Day.on(day_before)) is time.covers(Day.on(day_after)) is Truth.UNKNOWN
    assert time.covers_span(Span(day_before, day_after)) is Truth.FALSE
    assert time.overlaps(Span(day_before, day_after)) is Truth.UNKNOWN
    assert time.overlaps(Span(AS_AT, AS_AT)) is Truth.FALSE


def test_a_time_said_to_hold_holds_on_the_dossiers_day_and_is_not_known_on_others() -> None:
    for text in ("yes", "true", "2015..", "2016.."):  # it began by the day on which it is said still to run
        time = read_time(text, AS_AT)
        assert time.covers(Day.on(AS_AT)) is Truth.TRUE
        assert time.covers(Day.on(AS_AT + timedelta(days=1))) is Truth.UNKNOWN
    assert read_time("2016..", AS_AT).covers(Day.on(date(2015, 12, 31))) is Truth.FALSE
    assert read_time("yes", AS_AT).covers(Day.on(date(2015, 12, 31))) is Truth.UNKNOWN


def test_a_time_that_has_not_begun_is_no_mistake_and_one_that_ends_first_says_nothing() -> None:
    assert read_time("2017-04-01..", AS_AT).covers(Day.on(AS_AT)) is Truth.FALSE
    assert read_time("2016-04-01..2016-03-31", AS_AT).backwards
    # It began by the end of September, since it ended then.
    assert read_time("2014..2014-09-30", AS_AT).covers(Day.on(date(2014, 9, 30))) is Truth.TRUE


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2016-03-18", "2016-03-18", "2016-03-18"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2015-02", "2015-02-01", "2015-02-28"),
        ("2016", "2016-01-01", "2016-12-31"),
        ("2015/16", "2015-04-01", "2016-03-31"),
        ("1999/00", "1999-04-01", "2000-03-31"),
        ("2016-01..2016-03", "2016-01-01", "2016-03-31"),
        ("2014/15..2016", "2014-04-01", "2016-12-31"),
        ("..2016-03", "0001-01-01", "2016-03-31"),
        ("2016-01..", "2016-01-01", "9999-12-31"),
        ("2011-12", "2011-12-01", "2011-12-31"),
    ],
)
def test_each_way_of_writing_a_day(text: str, first: str, last: str) -> None:
    assert read_day(text) == Day(date.fromisoformat(first), date.fromisoformat(last))


QUESTION = "is {0} a month or a year? write a month as {1}-11, the year from 1 April as {1}/{2}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2014-15", QUESTION.format("2014-15", 2014, 15)),
        ("1999-00", QUESTION.format("1999-00", 1999, "00")),
        ("2014-15..2016", QUESTION.format("2014-15", 2014, 15)),
        ("2014-17", "there is no month 2014-17"),
        ("2014-00", "there is no month 2014-00"),
        ("2015-02-29", "there is no day 2015-02-29"),
        ("2015/17", "2015/17 is not a year from 1 April: expected 2015/16"),
        ("2016-03..2016-02", "the span 2016-03..2016-02 ends before it starts"),
        ("0000-01-01", "the year 0 is out of range (1900 to 2200)"),
        ("3016", "the year 3016 is out of range (1900 to 2200)"),
        # Digits of other scripts look right to Python and to nobody else.
        *(
            (text, None)
            for text in ("", "..", "...", "2016-3-18", "18/03/2016", "20160318", "٢٠١٦", "2016-W11-5", "soon")
        ),
    ],
)
def test_what_is_no_day_is_refused_with_what_was_expected(text: str, message: str | None) -> None:
    expected = message or "expected a day such as 2016-03-18, 2016-03, 2016, 2015/16 or 2016-01..2016-03"
    with pytest.raises(ValueError) as caught:
        read_day(text)
    assert str(caught.value) == expected


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (
            "2016-01-30",
            1,
            "2016-02-29",
        ),  # a month ends on the corresponding date, or on the last day of a shorter month
        ("2015-01-31", 1, "2015-02-28"),
        ("2015-01-28", 1, "2015-02-28"),
        ("2015-09-30", 4, "2016-01-30"),  # Dodds v Walker: a notice of 30 September ran out on 30 January
        ("2016-02-29", 12, "2017-02-28"),
        ("2012-02-29", 48, "2016-02-29"),
        ("2015-12-31", 2, "2016-02-29"),
        ("2016-03-31", -1, "2016-02-29"),
        ("2016-01-15", -1, "2015-12-15"),
        ("2015-04-01", 12, "2016-04-01"),
    ],
)
def test_months_are_counted_by_the_corresponding_date(day: str, months: int, expected: str) -> None:
    assert months_after(date.fromisoformat(day), months).isoformat() == expected


@given(st.dates(date(1990, 1, 1), date(2050, 12, 31)), st.integers(0, 40))
def test_months_never_run_past_the_month_they_lead_to_nor_fall_short_of_it(day: date, months: int) -> None:
    end = months_after(day, months)
    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == months
    assert end.day == day.day or (end.day < day.day and (end + timedelta(days=1)).day == 1)


@settings(max_examples=50)
@given(days(), st.integers(0, 20))
def test_periods_from_a_vague_day_end_where_one_from_each_of_its_days_can(day: Day, number: int) -> None:
    for period, slow in (
        (months_from, lambda each: months_after(each, number)),
        (days_from, lambda each: each + timedelta(days=number)),  # the day itself is not counted
        (days_beginning, lambda each: each + timedelta(days=number - 1)),  # the day is the first
    ):
        ends = [slow(each) for each in choices(day)]
        assert period(day, number) == Day(min(ends), max(ends))


def test_periods_from_an_open_day_stay_open() -> None:
    assert months_from(read_day("2016-03.."), 1) == Day(date(2016, 4, 1), date.max)
    assert days_from(read_day("..2016-03"), 28) == Day(date.min, date(2016, 4, 28))


@given(st.dates(date(1999, 1, 1), date(2040, 12, 31)))
def test_a_year_runs_from_1_april(day: date) -> None:
    year = year_of(day)
    assert year.first <= day <= year.last
    assert (year.first.month, year.first.day, year.last.month, year.last.day) == (4, 1, 3, 31)
    assert year.last.year == year.first.year + 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2016-12", "December 2016"),
        ("2016-02", "February 2016"),
        ("2016", "2016"),
        ("..2016-03", "by 31 March 2016"),
        ("2016-03..", "on or after 1 March 2016"),
        ("2016-03-18..2016-03-18", "18 March 2016"),
        ("2016-01..2016-02", "between 1 January 2016 and 29 February 2016"),
    ],
)
def test_a_day_in_words(text: str, words: str) -> None:
    assert in_words(read_day(text)) == words


def test_what_is_not_done_lies_after_the_dossiers_day() -> None:
    not_done = Day.after(AS_AT)
    assert on_or_before(not_done, Day.on(AS_AT)) is Truth.FALSE
    assert on_or_before(not_done, Day.on(AS_AT + timedelta(days=1))) is Truth.UNKNOWN


@pytest.mark.parametrize("text", ["20160318", "2016-W11-5", "2016-03", "2016-02-30", "2016-3-18", " 2016-03-18", ""])
def test_one_day_is_written_in_one_way_on_every_version_of_python(text: str) -> None:
    assert read_one_day("2016-03-18") == date(2016, 3, 18)
    with pytest.raises(ValueError):
        read_one_day(text)
