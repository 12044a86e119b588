"""Spans of days: a day known only within edges, a duration, and the counting of months and days.

A ``Day`` is one day somewhere from ``earliest`` to ``latest``. A comparison of days is true or false only if
every choice within the edges agrees. Nothing here reads the clock.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from .truth import Truth

ONE_DAY = timedelta(days=1)
#: Days before this are refused as mistakes: no law here is older.
FIRST_YEAR, LAST_YEAR = 1900, 2200

MONTH_NAMES = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@dataclass(frozen=True, slots=True)
class Day:
    """One day, somewhere from ``earliest`` to ``latest`` (``date.min`` and ``date.max`` are open edges)."""

    earliest: date
    latest: date
    text: str = field(default="", compare=False)

    @staticmethod
    @lru_cache(maxsize=4096)  # the same few days are compared over and over
    def on(day: date) -> Day:
        """A day that is known exactly."""
        return Day(day, day, day.isoformat())

    @classmethod
    def after(cls, day: date) -> Day:
        """Some day later than this one: how an act that is not done compares."""
        return cls(day + ONE_DAY, date.max, f"after {day.isoformat()}")

    @property
    def exact(self) -> bool:
        """Whether the day is known exactly."""
        return self.earliest == self.latest


ANY_DAY = Day(date.min, date.max, "not known")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Every day from ``first`` to ``last``, both known exactly."""

    first: date
    last: date

    def clipped(self, last: date) -> Span:
        """The part of the span up to a day (empty if the span starts later)."""
        return Span(self.first, min(self.last, last))

    @property
    def empty(self) -> bool:
        """Whether no day is in the span."""
        return self.first > self.last


@dataclass(frozen=True, slots=True)
class Time:
    """A duration: every day from its first to its last, each of which may be known only within edges."""

    first: Day
    last: Day
    text: str = field(default="", compare=False)
    #: Whether it was written to end before it starts: a mistake, so that nothing is known of it.
    backwards: bool = False
    #: A day on which it was said not to run. Whether it ran before, or would later, is not known from that.
    not_on: date | None = None

    def covers(self, day: Day) -> Truth:
        """Whether the day falls within the duration."""
        if self.not_on is not None and day.earliest == day.latest == self.not_on:
            return Truth.FALSE
        if self.first.latest <= day.earliest and self.last.earliest >= day.latest:
            return Truth.TRUE
        if self.first.earliest > day.latest or self.last.latest < day.earliest:
            return Truth.FALSE
        return Truth.UNKNOWN

    def covers_span(self, span: Span) -> Truth:
        """Whether every day of the span falls within the duration."""
        if self.not_on is not None and span.first <= self.not_on <= span.last:
            return Truth.FALSE
        if self.first.latest <= span.first and self.last.earliest >= span.last:
            return Truth.TRUE
        if self.first.earliest > span.first or self.last.latest < span.last:
            return Truth.FALSE
        return Truth.UNKNOWN

    def overlaps(self, span: Span) -> Truth:
        """Whether some day is in both."""
        if self.not_on is not None and span.first == span.last == self.not_on:
            return Truth.FALSE
        if self.first.latest <= span.last and self.last.earliest >= span.first:
            return Truth.TRUE
        if self.first.earliest > span.last or self.last.latest < span.first:
            return Truth.FALSE
        return Truth.UNKNOWN


def before(one: Day, other: Day) -> Truth:
    """Whether one day is earlier than another.

    >>> before(read_day("2016-02"), read_day("2016-03")).value, before(read_day("2016"), read_day("2016-03")).value
    ('true', 'unknown')
    """
    if one.latest < other.earliest:
        return Truth.TRUE
    return Truth.FALSE if one.earliest >= other.latest else Truth.UNKNOWN


def on_or_before(one: Day, other: Day) -> Truth:
    """Whether one day is the other or earlier."""
    if one.latest <= other.earliest:
        return Truth.TRUE
    return Truth.FALSE if one.earliest > other.latest else Truth.UNKNOWN


def during(day: Day, span: Span) -> Truth:
    """Whether a day falls within a span.

    >>> during(read_day("2014/15"), Span(date(2014, 4, 1), date(2015, 3, 31))).value
    'true'
    """
    if span.first <= day.earliest and day.latest <= span.last:
        return Truth.TRUE
    return Truth.FALSE if day.latest < span.first or day.earliest > span.last else Truth.UNKNOWN


def months_after(day: date, months: int) -> date:
    """The corresponding date so many months later, or the last day of a shorter month.

    The corresponding date rule: Dodds v Walker [1981] 1 WLR 1027.

    >>> months_after(date(2016, 1, 31), 1).isoformat(), months_after(date(2016, 11, 30), 3).isoformat()
    ('2016-02-29', '2017-02-28')
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_from(day: Day, months: int) -> Day:
    """The last day of a period of so many months that runs from a day (the day itself is not counted)."""
    return _shifted(day, lambda edge: months_after(edge, months), f"{months} months from {day.text}")


def days_from(day: Day, days: int) -> Day:
    """The last day of a period of days that runs from a day: the day after it is the first.

    >>> days_from(Day.on(date(2016, 3, 1)), 28).earliest.isoformat()
    '2016-03-29'
    """
    return _shifted(day, lambda edge: edge + timedelta(days=days), f"{days} days from {day.text}")


def days_beginning(day: Day, days: int) -> Day:
    """The last day of a period of days that begins with a day: that day is the first.

    >>> days_beginning(Day.on(date(2016, 3, 1)), 28).earliest.isoformat()
    '2016-03-28'
    """
    return _shifted(day, lambda edge: edge + timedelta(days=days - 1), f"{days} days beginning {day.text}")


def _shifted(day: Day, shift: Callable[[date], date], text: str) -> Day:
    earliest = day.earliest if day.earliest == date.min else shift(day.earliest)
    latest = day.latest if day.latest >= date(LAST_YEAR, 1, 1) else shift(day.latest)
    return Day(earliest, latest, text)


_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_YEAR = re.compile(r"[0-9]{4}")
_FINANCIAL_YEAR = re.compile(r"([0-9]{4})/([0-9]{2})")
DAY_FORMS = "a day such as 2016-03-18, 2016-03, 2016, 2015/16 or 2016-01..2016-03"
TIME_FORMS = "a time such as 2015/16, 2014-04-01..2015-03-31, 2014-04-01.. or yes (in force on the dossier's day)"


def read_day(text: str) -> Day:
    """Read a day as a dossier writes it. Raises ValueError that says what was expected.

    >>> read_day("2015/16").earliest.isoformat(), read_day("..2016-03").latest.isoformat()
    ('2015-04-01', '2016-03-31')
    """
    start, dots, end = text.partition("..")
    if not dots:
        first, last = _edges(text)
        return Day(first, last, text)
    if not start and not end:
        raise ValueError(f"expected {DAY_FORMS}")
    first = _edges(start)[0] if start else date.min
    last = _edges(end)[1] if end else date.max
    if first > last:
        raise ValueError(f"the span {text} ends before it starts")
    return Day(first, last, text)


def read_one_day(text: str) -> date:
    """Read one whole day, of any year. Raises ValueError for every other form, also for others of ISO 8601."""
    match = _DAY.fullmatch(text)
    if match is None:
        raise ValueError("expected one day such as 2016-03-18")
    return date(*map(int, match.groups()))


def read_time(text: str, as_at: date) -> Time:
    """Read a duration as a dossier of this day writes it. An open end holds on the dossier's day.

    >>> read_time("2014-04..", date(2016, 3, 18)).covers(Day.on(date(2016, 3, 18))).value
    'true'
    """
    if text in ("yes", "true"):
        return Time(Day(date.min, as_at), Day(as_at, date.max), "in force")
    if text in ("no", "false"):
        return Time(ANY_DAY, ANY_DAY, "not in force", not_on=as_at)
    start, dots, end = text.partition("..")
    if not dots:
        first, last = _edges(text)
        return Time(Day.on(first), Day.on(last), text)
    if not start and not end:
        raise ValueError(f"expected {TIME_FORMS}")
    first_day = Day(*_edges(start)) if start else Day(date.min, _edges(end)[1])
    last_day = Day(*_edges(end)) if end else Day(max(as_at, first_day.earliest), date.max)
    if first_day.earliest > last_day.latest:
        return Time(ANY_DAY, ANY_DAY, text, backwards=True)
    # No duration ends before it starts: 2014..2014-09 began by the end of September; and 2014.. by the dossier's day.
    began_by = min(first_day.latest, last_day.latest if end else last_day.earliest)
    ended_from = max(first_day.earliest, last_day.earliest)
    return Time(Day(first_day.earliest, began_by), Day(ended_from, last_day.latest), text)


def _edges(text: str) -> tuple[date, date]:
    """The first and last day that a plain day, month, year or financial year can be."""
    if match := _DAY.fullmatch(text):
        year, month, day = map(int, match.groups())
        _check_year(year)
        try:
            return date(year, month, day), date(year, month, day)
        except ValueError:
            raise ValueError(f"there is no day {text}") from None
    if match := _MONTH.fullmatch(text):
        year, month = map(int, match.groups())
        _check_year(year)
        if not 1 <= month <= 12:
            if month != (year + 1) % 100:
                raise ValueError(f"there is no month {text}")
            raise ValueError(
                f"is {text} a month or a year? write a month as {year}-11, the year from 1 April as {year}/{match[2]}"
            )
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    if _YEAR.fullmatch(text):
        _check_year(int(text))
        return date(int(text), 1, 1), date(int(text), 12, 31)
    if match := _FINANCIAL_YEAR.fullmatch(text):
        year, short = map(int, match.groups())
        _check_year(year)
        if short != (year + 1) % 100:
            raise ValueError(f"{text} is not a year from 1 April: expected {year}/{(year + 1) % 100:02d}")
        return date(year, 4, 1), date(year + 1, 3, 31)
    raise ValueError(f"expected {DAY_FORMS}")


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"the year {year} is out of range ({FIRST_YEAR} to {LAST_YEAR})")


def year_of(day: date) -> Span:
    """The year from 1 April in which a day falls (SI 2007/1830 reg 2, "year")."""
    start = day.year if day >= date(day.year, 4, 1) else day.year - 1
    return Span(date(start, 4, 1), date(start + 1, 3, 31))


def in_words(day: Day | date) -> str:
    """A day as a report prints it.

    >>> in_words(read_day("2016-03-18")), in_words(read_day("2016-03")), in_words(read_day("2015/16"))
    ('18 March 2016', 'March 2016', 'between 1 April 2015 and 31 March 2016')
    """
    if isinstance(day, date):
        return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
    if day.exact:
        return in_words(day.earliest)
    if day.earliest == date.min and day.latest == date.max:
        return "on a day not known"
    if day.earliest == date.min:
        return f"by {in_words(day.latest)}"
    if day.latest == date.max:
        return f"on or after {in_words(day.earliest)}"
    whole_month = day.earliest.day == 1 and day.latest == months_after(day.earliest, 1) - ONE_DAY
    if whole_month:
        return f"{MONTH_NAMES[day.earliest.month - 1]} {day.earliest.year}"
    if (day.earliest, day.latest) == (date(day.earliest.year, 1, 1), date(day.earliest.year, 12, 31)):
        return str(day.earliest.year)
    return f"between {in_words(day.earliest)} and {in_words(day.latest)}"
