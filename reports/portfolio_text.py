"""Many dossiers for a terminal: counts of the worst, who owes what, and what to ask. The workbook has all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from textwrap import wrap

from ..engine.statuses import COUNTED, Status
from ..facts.days import in_words
from .portfolio import Portfolio, Standing, owing
from .portfolio_lists import AskedOften, asked_often, whom
from .text import STYLES, wrapped
from .wording import NOT_ADVICE, listed

Lines = Iterator[tuple[str, str]]

#: How many rows a table shows, how many duties of each way of owing, how many questions, and how many broken dossiers.
MOST_ROWS, MOST_ASKED, MOST_BROKEN = 20, 10, 10
MOST_OWED = {Status.GAP: 10, Status.MET_LATE: 5, Status.DUE: 3}
#: Up to so many partnerships, each is named with what to ask it.
FEW = 4
_ALL = "the rest: --output portfolio.xlsx"
#: The columns of the tables beside the gaps: status and heading.
_COLUMNS = (
    (Status.MET_LATE, "late"),
    (Status.DUE, "due"),
    (Status.JUDGEMENT_NEEDED, "judg"),
    (Status.CANNOT_TELL, "tell"),
    (Status.COMPLIANT, "met"),
    (Status.NOT_APPLICABLE, "n/a"),
    (Status.POWER, "powr"),
)
_HEADINGS = ("must", "oth.", *(heading for _, heading in _COLUMNS), "all")
_WIDTH = 5


def lines(portfolio: Portfolio, width: int) -> Lines:
    """The portfolio, line by line, each with its style."""
    yield from _head(portfolio, width)
    yield from _table("PARTNERSHIPS, WORST FIRST", portfolio.partnerships, width)
    yield from _table("COUNTIES, POLICING BODIES AND OTHERS, EACH ONCE", portfolio.others, width)
    yield from _owed(portfolio, width)
    yield from _disagreements(portfolio, width)
    yield from _questions(portfolio, width)
    yield from _foot(portfolio, width)


def _head(portfolio: Portfolio, width: int) -> Lines:
    days = sorted({each.as_at for each in portfolio.dossiers})
    when = f", as at {' to '.join(in_words(day) for day in dict.fromkeys((days[0], days[-1])))}" if days else ""
    yield (
        f"{_number(len(portfolio.partnerships), 'partnership')} in {_number(len(portfolio.dossiers), 'dossier')}{when}",
        "bold",
    )
    if portfolio.broken:
        many = len(portfolio.broken)
        yield from wrapped(f"Not audited, as something is wrong: {_number(many, 'dossier')}:", width)
        for each in portfolio.broken[:MOST_BROKEN]:
            more = f" (and {len(each.problems) - 1} more)" if len(each.problems) > 1 else ""
            yield from wrapped(f"* {each.problems[0]}{more}", width, "  ")
        if many > MOST_BROKEN:
            yield f"  and {many - MOST_BROKEN} more", ""
    for note in portfolio.notes:
        yield from wrapped(f"Note: {note}", width, "  ")
    if portfolio.care:
        yield from wrapped(portfolio.care, width)


def _number(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _table(heading: str, standings: tuple[Standing, ...], width: int) -> Lines:
    if not standings:
        return
    shown = standings[:MOST_ROWS]
    room = width - _WIDTH * len(_HEADINGS)
    yield "", ""
    yield f"{heading} ({len(standings)})", "bold"
    yield f"{'':{room}}{'gaps':>{2 * _WIDTH - 2}}", ""
    yield f"{'':{room}}{''.join(f'{each:>{_WIDTH}}' for each in _HEADINGS)}", ""
    for each in shown:
        name, *rest = wrap(each.title, room - 2, subsequent_indent="  ")
        style = STYLES[Status.GAP] if each.gaps_of_must else ""
        yield f"{name:{room}}{_numbers(each)}", style
        yield from ((line, style) for line in rest)
    if len(standings) > len(shown):
        yield f"and {len(standings) - len(shown)} more ({_ALL})", ""


def _numbers(standing: Standing) -> str:
    gaps = standing.summary[Status.GAP.value]
    numbers = (
        standing.gaps_of_must,
        gaps - standing.gaps_of_must,
        *(standing.summary[status.value] for status, _ in _COLUMNS),
        sum(standing.summary.values()),
    )
    return "".join(f"{each:>{_WIDTH}}" for each in numbers)


def _owed(portfolio: Portfolio, width: int) -> Lines:
    every = owing(portfolio)
    headings = (
        (Status.GAP, "GAPS: WHO OWES WHAT"),
        (Status.MET_LATE, "MET LATE"),
        (Status.DUE, "DUE, AND KNOWN NOT TO BE DONE"),
    )
    for status, heading in headings:
        duties = [each for each in every if each.status == status.value]
        if not duties:
            continue
        yield "", ""
        yield f"{heading} ({_number(sum(each.findings for each in duties), 'finding')})", STYLES[status]
        for each in duties[: MOST_OWED[status]]:
            duty = each.duty
            force = f"{duty.force[:1].upper()}{duty.force[1:]}"
            text = f"* {each.acts}: {duty.title} ({force}: {each.law}): {listed(each.whose, 3)}."
            yield from wrapped(text, width, "  ")
        left = duties[MOST_OWED[status] :]
        if left:
            yield f"  and {len(left)} more {'duty' if len(left) == 1 else 'duties'} ({_ALL})", ""


def _disagreements(portfolio: Portfolio, width: int) -> Lines:
    titles = {each.id: each.title for each in portfolio.duties}
    every = [each for standing in portfolio.standings for each in standing.disagreements]
    if not every:
        return
    yield "", ""
    yield f"DOSSIERS DISAGREE ({len(every)})", "yellow"
    for each in every[:MOST_ROWS]:
        said = "; ".join(f"{one.dossier}: {Status(one.status).label}" for one in each.said)
        period = f" for {each.period}" if each.period else ""
        yield from wrapped(f"* {each.about}: {titles[each.duty]}{period}. {said}.", width, "  ")
    if len(every) > MOST_ROWS:
        yield f"  and {len(every) - MOST_ROWS} more ({_ALL})", ""


def _questions(portfolio: Portfolio, width: int) -> Lines:
    if len(portfolio.partnerships) > FEW:
        yield from _asked_of_many(portfolio, width)
        return
    if any(each.questions for each in portfolio.partnerships):
        yield "", ""
        yield "WHAT TO ASK, THE MOST TELLING FIRST", "bold"
    for each in portfolio.partnerships:
        if each.questions:
            asked = Counter(whom(one) for one in each.questions)
            counts = ", ".join(f"{who} {number}" for who, number in asked.most_common(3))
            more = f" and {len(asked) - 3} more" if len(asked) > 3 else ""
            first = each.questions[0]
            yield from wrapped(f"* {each.title} ({len(each.questions)} questions: {counts}{more}).", width, "  ")
            yield from wrapped(f"  First ask {whom(first)}: {first.question}", width, "  ")


def _asked_of_many(portfolio: Portfolio, width: int) -> Lines:
    """The questions that are open in most places, by whom to ask."""
    every = asked_often(portfolio)
    if not every:
        return
    total = sum(each.open_in for each in every)
    top = every[:MOST_ASKED]
    yield "", ""
    yield f"QUESTIONS THAT SETTLE MOST ({len(top)} of {len(every)}, asked {total} times)", "bold"
    by_whom: dict[str, list[AskedOften]] = {}
    for each in top:
        by_whom.setdefault(each.whom, []).append(each)
    for who, group in by_whom.items():
        yield from wrapped(f"* Ask {who}:", width, "  ")
        for each in group:
            text = f"  - {each.question} Open in {each.open_in}; may settle {each.settles}."
            yield from wrapped(text, width, "    ")
    yield f"What to ask each partnership, by whom to ask: {_ALL.removeprefix('the rest: ')}", ""


def _foot(portfolio: Portfolio, width: int) -> Lines:
    total = sum(portfolio.summary.values())
    counts = ", ".join(
        f"{status.label} {portfolio.summary[status.value]}" for status in COUNTED if portfolio.summary[status.value]
    )
    yield "", ""
    if total:
        yield from wrapped(f"{total} findings: {counts}.", width)
    yield from wrapped(NOT_ADVICE, width)
