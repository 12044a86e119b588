"""The statute map as tables: each row with how it is accounted for, and how many of each instrument are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from textwrap import wrap

from ..engine.rulebook import Rulebook
from ..engine.statute_map import WORDS, Coverage, Instrument, counts
from ..facts.days import in_words
from .text import id_in, wrapped

Line = tuple[str, str]
#: The widths of the columns after the first: where, from, to, how accounted for.
COLUMNS = (7, 12, 12, 15)
#: The first column is never narrower, however narrow the terminal.
LEAST = 16
GAP = "  "
INDENT = "    "


def map_table(rulebook: Rulebook, chosen: Iterable[Coverage], width: int) -> Iterator[Line]:
    """Each instrument with its rows, and under each row its rules or the reason; then how many are which."""
    everything = list(chosen)
    tallies = counts(everything)
    for instrument in rulebook.instruments:
        if instrument.id in tallies:
            rows = [each for each in everything if each.row.instrument == instrument.id]
            yield from _instrument(instrument, rows, width)
            tally = tallies[instrument.id]
            words = ", ".join(f"{word} {tally[word]}" for word in WORDS if tally[word])
            yield from wrapped(f"{len(rows)} rows: {words}", width, GAP)
            yield "", ""


def _instrument(instrument: Instrument, rows: list[Coverage], width: int) -> Iterator[Line]:
    for line, _ in wrapped(f"{instrument.title} ({instrument.citation})", width):
        yield line, "bold"
    room = max(LEAST, width - sum(COLUMNS) - len(GAP) * len(COLUMNS))
    first = min(room, max(len("Provision"), *(len(each.row.provision) for each in rows)))
    yield _cells(("Provision", "Where", "From", "To", "Accounted for"), first), ""
    for each in rows:
        yield from _row(each, first, width)


def _row(each: Coverage, first: int, width: int) -> Iterator[Line]:
    row = each.row
    provision, *more = wrap(row.provision, first)
    where = "both" if len(row.extents) > 1 else row.extents[0].capitalize()
    begins = _short(row.first) if row.first else "not in force"
    ends = "" if not row.first else "no end known" if row.last == date.max else _short(row.last)
    yield _cells((provision, where, begins, ends, each.status), first), ""
    for line in more:
        yield line, ""
    detail = ", ".join(id_in(rule, width - len(INDENT)) for rule in each.rules) or row.why
    if detail:
        for line, _ in wrapped(f"{INDENT}{detail}", width, INDENT):
            yield line, ""


def _cells(cells: tuple[str, ...], first: int) -> str:
    return GAP.join(cell.ljust(size) for cell, size in zip(cells, (first, *COLUMNS), strict=True)).rstrip()


def _short(day: date) -> str:
    """A day with the month cut to three letters, for a column."""
    number, month, year = in_words(day).split()
    return f"{number} {month[:3]} {year}"


def count_table(chosen: Iterable[Coverage], width: int) -> Iterator[Line]:
    """How many rows of each instrument each word accounts for; names that leave no room stand above their numbers."""
    tallies = counts(chosen)
    words = [word for word in WORDS if any(tally[word] for tally in tallies.values())]
    heads = [word.rpartition(" ")[::2] for word in (*words, "rows")]
    sizes = [max(map(len, head)) for head in heads]
    table = {id: [tally[word] for word in words] for id, tally in tallies.items()}
    table["all"] = [sum(column) for column in zip(*table.values(), strict=True)]
    longest = max(map(len, table))
    beside = longest + sum(sizes) + len(sizes) <= width
    margin = longest if beside else len(GAP)
    for line in zip(*heads, strict=True):
        yield _counted("", line, sizes, margin), ""
    for name, numbers in table.items():
        cells = [str(number) if number else "" for number in (*numbers, sum(numbers))]
        if not beside:
            yield name, "bold"
        yield _counted(name if beside else "", cells, sizes, margin), ""


def _counted(name: str, cells: Iterable[str], sizes: Iterable[int], margin: int) -> str:
    columns = "".join(f" {cell.rjust(size)}" for cell, size in zip(cells, sizes, strict=True))
    return f"{name.ljust(margin)}{columns}".rstrip()
