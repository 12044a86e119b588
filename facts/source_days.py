"""How far a source can speak: of nothing that came after it, and for a while of what was still not done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from .days import Day
from .evidence import Evidence
from .statements import Source

#: How much older than the dossier's day a source can be whose "no" is taken to hold on that day too.
FRESH = timedelta(days=92)


def day_of_source(said: Evidence, sources: Mapping[str, Source]) -> Day | None:
    """The day of the source of a statement, somewhere between the days given of it; None where none is given."""
    source = sources.get(said.source) if said.source else None
    days = [told.value for told in source.date.either] if source and source.date else []
    return Day(min(day.earliest for day in days), max(day.latest for day in days)) if days else None


def speaks_until(said: Evidence, sources: Mapping[str, Source]) -> date:
    """The last day of which a negative speaks: the dossier's, or its source's where that is much older.

    Whoever writes a dossier brings its sources up to its day, but no old paper tells that nothing was done since.
    The compiler's own reading may say so.
    """
    dated = day_of_source(said, sources)
    if dated is None or said.compilers or said.as_at - dated.earliest <= FRESH:
        return said.as_at
    return dated.earliest
