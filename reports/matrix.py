"""The matrix of who is bound and duty, in bands that a screen and a sheet of paper hold, what is owed first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..engine.statuses import COUNTED, Status
from ..facts.days import in_words
from .portfolio import Cell, Duty, KindWord, Portfolio, Standing

#: How many columns a band has. Up to so many partnerships stand across, with every duty in a row; more stand in rows.
ACROSS = 8
#: What a cell calls a duty that is due and known not to be done.
NOT_DONE = "not done"
_DUE = Status.DUE.value


@dataclass(frozen=True, slots=True)
class Square:
    """How one of those that are bound stands on one duty: in words, how it is coloured, and where it is told."""

    words: str
    tone: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a row or a column: somebody who is bound, or a duty, with where links to it lead."""

    title: str
    anchor: str
    duty: Duty | None


@dataclass(frozen=True)
class Line:
    """A row: its head, and a square for each column; none where the duty was not judged."""

    head: Head
    squares: tuple[Square | None, ...]


@dataclass(frozen=True)
class Band:
    """A part of the matrix: some duties of all who are of one kind."""

    anchor: str
    kind: KindWord
    #: Which of the duties of the kind these are, from 1, and of how many.
    first: int
    last: int
    of: int
    #: Whether something is owed on each of these duties, or nothing on any.
    owed: bool
    across: tuple[Head, ...]
    lines: tuple[Line, ...]


def anchor_of(place: int) -> str:
    """Where what is told of a partnership, county or body stands in the page, by its place in the portfolio."""
    return f"s{place}"


def anchor_of_owed(place: int, number: int) -> str:
    """Where one of the findings that it owes stands, by its number."""
    return f"s{place}-{number}"


def duty_anchors(portfolio: Portfolio) -> dict[str, str]:
    """Where each duty stands in the matrix."""
    return {each.id: f"duty-{number}" for number, each in enumerate(portfolio.duties, 1)}


def names(portfolio: Portfolio) -> tuple[str, ...]:
    """What each is called, in the order of the portfolio; of one that is told twice, with its day, or its dossier."""
    called = [each.title[:1].upper() + each.title[1:] for each in portfolio.standings]
    days = [f"{name} ({in_words(each.as_at)})" for name, each in zip(called, portfolio.standings, strict=True)]
    paths = [f"{name} ({each.dossiers[0]})" for name, each in zip(called, portfolio.standings, strict=True)]
    of_name, of_day = Counter(called), Counter(days)
    return tuple(
        name if of_name[name] == 1 else day if of_day[day] == 1 else path
        for name, day, path in zip(called, days, paths, strict=True)
    )


def bands(portfolio: Portfolio) -> tuple[Band, ...]:
    """The matrix, by kind. Every cell of every standing stands in one band."""
    homes: dict[str, KindWord] = {}
    for standing in portfolio.standings:
        for cell in standing.cells:
            homes.setdefault(cell.duty, standing.kind)
    anchors = duty_anchors(portfolio)
    told = list(zip(names(portfolio), portfolio.standings, strict=True))
    found: list[Band] = []
    for kind in dict.fromkeys(each.kind for each in portfolio.standings):
        own = {duty: anchors[duty] for duty, home in homes.items() if home == kind}
        whose = tuple(Head(name, "", None) for name, each in told if each.kind == kind)
        found += _of_kind(portfolio, kind, whose, own)
    return tuple(found)


def _of_kind(
    portfolio: Portfolio, kind: KindWord, whose: tuple[Head, ...], anchors: Mapping[str, str]
) -> Iterator[Band]:
    """The bands of a kind. A duty of several kinds has its anchor in the first: the others have none for it."""
    members = [(place, each) for place, each in enumerate(portfolio.standings, 1) if each.kind == kind]
    duties = {each.id: each for each in portfolio.duties}
    squares = [_squares(place, each, duties) for place, each in members]
    ways = _ways_owed([each for _, each in members])
    judged = sorted((duties[id] for id in {id for each in squares for id in each}), key=_place_in_law)
    owed = sorted((each for each in judged if each.id in ways), key=lambda each: _most_owed_first(ways[each.id], each))
    rest = [each for each in judged if each.id not in ways]
    first = 1
    for some in (owed, rest):
        size = ACROSS if len(members) > ACROSS else max(len(some), 1)
        for part in (some[start : start + size] for start in range(0, len(some), size)):
            heads = tuple(Head(each.title, anchors.get(each.id, ""), each) for each in part)
            rows = tuple(tuple(each.get(duty.id) for duty in part) for each in squares)
            if len(members) > ACROSS:
                across, lines = heads, tuple(map(Line, whose, rows))
            else:
                across, lines = whose, tuple(map(Line, heads, zip(*rows, strict=True)))
            anchor = f"matrix-{kind.replace(' ', '-')}-{first}"
            yield Band(anchor, kind, first, first + len(part) - 1, len(judged), some is owed, across, lines)
            first += len(part)


@dataclass
class _Ways:
    """By how many a duty is owed as a gap, late, and due but not done."""

    gap: int = 0
    late: int = 0
    due: int = 0


def _ways_owed(members: list[Standing]) -> dict[str, _Ways]:
    ways: dict[str, _Ways] = {}
    for standing in members:
        for duty, status in {(each.duty, each.status) for each in standing.owed}:
            owed = ways.setdefault(duty, _Ways())
            owed.gap += status == Status.GAP.value
            owed.late += status == Status.MET_LATE.value
            owed.due += status == _DUE
    return ways


def _most_owed_first(ways: _Ways, duty: Duty) -> tuple[object, ...]:
    """Gaps in law first, then other gaps, what was late, and what is not done: of each, what most owe."""
    return not (ways.gap and duty.must), -ways.gap, -ways.late, -ways.due, _place_in_law(duty)


def _place_in_law(duty: Duty) -> tuple[object, ...]:
    """Its instrument, then its provision: reg 5 stands before reg 12."""
    parts = re.split(r"(\d+)", duty.law[0])
    return duty.id.split("/")[0], tuple((int(part), "") if part.isdigit() else (-1, part) for part in parts), duty.title


def _squares(place: int, standing: Standing, duties: Mapping[str, Duty]) -> dict[str, Square]:
    owed: dict[str, str] = {}
    undone: Counter[str] = Counter()
    for number, found in enumerate(standing.owed, 1):
        owed.setdefault(found.duty, anchor_of_owed(place, number))
        undone[found.duty] += found.status == _DUE
    return {
        each.duty: Square(
            _in_words(each, duties[each.duty], undone[each.duty]),
            _tone(each, duties[each.duty], undone[each.duty]),
            owed.get(each.duty, ""),
        )
        for each in standing.cells
    }


def _in_words(cell: Cell, duty: Duty, undone: int) -> str:
    """How many findings stand how, what is worst first; no number where there is one finding only."""
    alone = sum(cell.counts.values()) == 1
    return ", ".join(words if alone else f"{count} {words}" for count, words in _counted(cell, duty, undone))


def _counted(cell: Cell, duty: Duty, undone: int) -> Iterator[tuple[int, str]]:
    for status in COUNTED:
        count = cell.counts.get(status.value, 0)
        if status is Status.DUE and undone:
            yield undone, NOT_DONE
            count -= undone
        if count:
            yield count, _named(status, count, duty)


def _named(status: Status, count: int, duty: Duty) -> str:
    if status is Status.COMPLIANT:
        return "met"
    if status is not Status.GAP:
        return status.label
    weaker = " in a local rule" if duty.local else " in good practice" if duty.force == "expected" else ""
    return f"gap{'s' * (count > 1)}{weaker}"


def _tone(cell: Cell, duty: Duty, undone: int) -> str:
    if Status.GAP.value in cell.counts:
        return "weaker" if duty.local or duty.force == "expected" else Status.GAP.value
    if Status.MET_LATE.value in cell.counts:
        return Status.MET_LATE.value
    if undone:
        return _DUE
    return Status.COMPLIANT.value if set(cell.counts) == {Status.COMPLIANT.value} else ""
