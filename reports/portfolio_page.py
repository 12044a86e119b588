"""Many dossiers as a web page: how each partnership stands, the matrix, who owes what, and what to ask whom."""

from __future__ import annotations

from collections.abc import Iterator

from ..engine.statuses import COUNTED, Status
from ..facts.days import in_words
from .entries import force_in_words
from .html_page import MEANINGS
from .matrix import Band, bands
from .page import pieces
from .portfolio import KindWord, Portfolio, Standing
from .portfolio_lists import AskedOften, Sheet, StatusList, asked_often, by_status, sheets
from .wording import NOT_ADVICE, listed

#: What the matrix of each kind is called, and each who is in it.
KINDS: dict[KindWord, tuple[str, str]] = {
    "partnership": ("Partnerships", "Partnership"),
    "county": ("Counties", "County"),
    "policing body": ("Policing bodies", "Policing body"),
    "no partnership": ("What is of no one partnership", "Of no one partnership, in"),
}
#: Up to so many who owe a duty are named in line; more stand in a list that opens.
NAMED = 6


def render(portfolio: Portfolio) -> Iterator[str]:
    """The portfolio as HTML, piece by piece: one file that fetches nothing."""
    listed_by_status = by_status(portfolio)
    told = sheets(portfolio, listed_by_status)
    days = sorted({each.as_at for each in portfolio.dossiers})
    return pieces(
        "portfolio.html.jinja",
        styles=("report.css", "portfolio.css"),
        script="portfolio.js",
        portfolio=portfolio,
        when=" to ".join(in_words(day) for day in dict.fromkeys((days[0], days[-1]))) if days else "",
        total=sum(portfolio.summary.values()),
        gaps_of_must=sum(each.gaps_of_must for each in portfolio.standings),
        due_not_done=sum(each.due_not_done for each in portfolio.standings),
        with_gaps=sum(1 for each in portfolio.partnerships if each.gaps_of_must),
        summary_rows=[(each.status.label, MEANINGS[each.status], each.count, each.anchor) for each in listed_by_status],
        statuses=[status for status in COUNTED if status is not Status.GAP],
        status_lists=listed_by_status,
        sheets=told,
        partnerships=[each for each in told if each.standing.kind == "partnership"],
        others=[each for each in told if each.standing.kind != "partnership"],
        bands=_by_kind(bands(portfolio)),
        kinds=KINDS,
        many=_open_in_many(portfolio),
        disagreements=[(each, one) for each in told for one in each.standing.disagreements],
        titles={each.id: each.title for each in portfolio.duties},
        named=NAMED,
        words={"not_advice": NOT_ADVICE},
        columns=_columns,
        force_in_words=force_in_words,
        listed=listed,
        meanings=MEANINGS,
        rest_of=_rest_of,
        span_of=_span_of,
        statuses_all=COUNTED,
        sums=_sums,
    )


def _columns(standing: Standing) -> list[int]:
    """The numbers of a row on a partnership: gaps of must and other gaps, each other status, and all findings."""
    gaps = standing.summary[Status.GAP.value]
    others = (standing.summary[status.value] for status in COUNTED if status is not Status.GAP)
    return [standing.gaps_of_must, gaps - standing.gaps_of_must, *others, sum(standing.summary.values())]


def _sums(told: list[Sheet]) -> list[int]:
    """The numbers of all rows added up."""
    return [sum(numbers) for numbers in zip(*(_columns(each.standing) for each in told), strict=True)]


def _span_of(band: Band) -> str:
    """From which provision to which the duties of a band go."""
    heads = [each for each in (*band.across, *(line.head for line in band.lines)) if each.duty is not None]
    ends = dict.fromkeys(each.duty.law[0] for each in (heads[0], heads[-1]) if each.duty is not None)
    return " to ".join(ends)


def _rest_of(each: StatusList) -> str:
    """What the findings of a status are called that nobody is known to owe."""
    return "Not known whether it is done" if each.status is Status.DUE else "By duty"


def _by_kind(every: tuple[Band, ...]) -> dict[KindWord, list[Band]]:
    groups: dict[KindWord, list[Band]] = {}
    for each in every:
        groups.setdefault(each.kind, []).append(each)
    return groups


def _open_in_many(portfolio: Portfolio) -> dict[str, list[AskedOften]]:
    """The questions that are open in more than one place, by whom to ask."""
    groups: dict[str, list[AskedOften]] = {}
    for each in asked_often(portfolio):
        if each.open_in > 1:
            groups.setdefault(each.whom, []).append(each)
    return groups
