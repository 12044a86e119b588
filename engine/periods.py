"""The periods by which recurring duties are judged: years from 1 April, council years, and quarters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from ..facts.days import MONTH_NAMES, ONE_DAY, Span, months_after
from .law import Shape

#: The first month of a period, by its kind. Years under the regulations start on 1 April (SI 2007/1830 reg 2). A
#: council year starts at the annual meeting, which is nearly always in May: it is counted from 1 May. Information
#: periods are quarters counted from 1 July 2007 (SI 2007/1831 reg 1(2)).
STARTS = {"year": 4, "council year": 5, "quarter": 7}
#: How many months a period lasts, where that is not a year.
MONTHS = {"quarter": 3}


@dataclass(frozen=True, slots=True)
class Period:
    """A year or quarter, by its first day."""

    kind: str
    start: date

    @property
    def end(self) -> date:
        """Its last day."""
        return self.next.start - ONE_DAY

    @property
    def span(self) -> Span:
        """Its days."""
        return Span(self.start, self.end)

    @property
    def previous(self) -> Period:
        """The period before it."""
        return _moved(self, -MONTHS.get(self.kind, 12))

    @property
    def next(self) -> Period:
        """The period after it."""
        return _moved(self, MONTHS.get(self.kind, 12))

    @property
    def title(self) -> str:
        """As it is written: 2015/16, or July to September 2015."""
        if self.kind in MONTHS:
            first, last = (MONTH_NAMES[day.month - 1] for day in (self.start, self.end))
            return f"{first} to {last} {self.start.year}"
        return f"{self.start.year}/{(self.start.year + 1) % 100:02d}"

    @classmethod
    def of(cls, kind: str, day: date) -> Period:
        """The period in which a day falls."""
        months = MONTHS.get(kind, 12)
        past = (day.month - STARTS[kind]) % months
        return cls(kind, months_after(day.replace(day=1), -past))


@cache
def _moved(period: Period, months: int) -> Period:
    """The period that starts some months later; kept, as every rule asks for the same few."""
    return Period(period.kind, months_after(period.start, months))


def due_day(shape: Shape, period: Period) -> date:
    """The last day on which a recurring duty can be done in time for a period."""
    if shape.when == "day_before_period":
        return period.start - ONE_DAY
    if shape.when == "month_after_period":
        return months_after(period.end + ONE_DAY, 1) - ONE_DAY
    return period.next.end if shape.when == "next_period_end" else period.end


def judged_periods(shape: Shape, as_at: date, since: date | None = None) -> list[Period]:
    """The last period whose day has passed and the next to fall due; with ``since``, earlier ones from that day.

    >>> [p.title for p in judged_periods(Shape("year", "day_before_period"), date(2016, 3, 18))]
    ['2015/16', '2016/17']
    >>> [p.title for p in judged_periods(Shape("quarter", "next_period_end"), date(2016, 3, 18))]
    ['July to September 2015', 'October to December 2015']
    """
    following = Period.of(shape.form, as_at).next
    while due_day(shape, following.previous) >= as_at:
        following = following.previous
    periods = [following.previous, following]
    while since is not None and due_day(shape, periods[0].previous) >= since and periods[0].start.year > 1990:
        periods.insert(0, periods[0].previous)
    return periods


def anniversary_year(first: date, within: Period) -> Span:
    """The year from an anniversary of a day which ends in a period.

    >>> span = anniversary_year(date(2009, 4, 30), Period("council year", date(2015, 5, 1)))
    >>> span.first.isoformat(), span.last.isoformat()
    ('2015-04-30', '2016-04-29')
    """
    years = within.end.year - first.year
    end = months_after(first, 12 * years) - ONE_DAY
    if end > within.end:
        end = months_after(first, 12 * (years - 1)) - ONE_DAY
    return Span(months_after(end + ONE_DAY, -12), end)
