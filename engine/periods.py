"""The periods by which recurring duties are judged: years from 1 April, and council years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..facts.days import ONE_DAY, Span, months_after
from .law import Shape

#: The first day of a year, by the kind of year. Years under the regulations start on 1 April (SI 2007/1830
#: reg 2). A council year starts at the annual meeting, which is nearly always in May: it is counted from 1 May.
STARTS = {"year": (4, 1), "council year": (5, 1)}


@dataclass(frozen=True, slots=True)
class Period:
    """A year, by its first day."""

    kind: str
    start: date

    @property
    def end(self) -> date:
        """Its last day."""
        return months_after(self.start, 12) - ONE_DAY

    @property
    def span(self) -> Span:
        """Its days."""
        return Span(self.start, self.end)

    @property
    def previous(self) -> Period:
        """The period before it."""
        return Period(self.kind, months_after(self.start, -12))

    @property
    def next(self) -> Period:
        """The period after it."""
        return Period(self.kind, months_after(self.start, 12))

    @property
    def title(self) -> str:
        """As it is written: 2015/16."""
        return f"{self.start.year}/{(self.start.year + 1) % 100:02d}"

    @classmethod
    def of(cls, kind: str, day: date) -> Period:
        """The period in which a day falls."""
        month, first = STARTS[kind]
        year = day.year if day >= date(day.year, month, first) else day.year - 1
        return cls(kind, date(year, month, first))


def due_day(shape: Shape, period: Period) -> date:
    """The last day on which a recurring duty can be done in time for a period."""
    return period.start - ONE_DAY if shape.before else period.end


def judged_periods(shape: Shape, as_at: date, since: date | None = None) -> list[Period]:
    """The last period whose day has passed and the next to fall due; with ``since``, earlier ones from that day.

    >>> [p.title for p in judged_periods(Shape("year", before=True), date(2016, 3, 18))]
    ['2015/16', '2016/17']
    """
    running = Period.of(shape.form, as_at)
    following = running.next if shape.before else running
    last = following.previous
    periods = [last, following]
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
