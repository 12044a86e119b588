"""What can be read and is probably not meant: days that cannot be so, and statements that close nothing.

These are warnings: the dossier is audited as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import product
from typing import Any, get_args

from pydantic import BaseModel

from .check import CLOSURES, Path, closable, plain_type
from .days import Day, Time, in_words
from .documents import Contained
from .dossier import Dossier
from .evidence import Told
from .problems import Problem
from .source_days import day_of_source, speaks_until
from .statements import Closure
from .written import Written

#: Pairs of acts of one item of which the first comes before the second in any ordinary course.
ORDER = {
    "deaths": (
        ("date", "notified"),
        ("date", "police_notified"),
        ("date", "known_from"),
        ("notified", "review_decision"),
        ("known_from", "review_decision"),
        ("review_decision", "home_office_told"),
        ("review_decision", "family_told"),
        ("directed", "direction_followed"),
        ("review_decision", "panel_completed"),
        ("panel_completed", "partnership_agreed"),
        ("partnership_agreed", "home_office_sent"),
        ("partnership_agreed", "home_office_cleared"),
        ("home_office_sent", "home_office_cleared"),
        ("home_office_cleared", "published"),
        ("home_office_cleared", "summary_published"),
        ("action_plan_complete", "review_ended"),
    ),
    "plans": (("adopted", "published"),),
    "agreements": (("prepared", "sent"),),
    "requests": (("made", "deadline"),),
    "reports": (("made", "sent"),),
    "referrals": (("made", "on_agenda"), ("made", "discussed"), ("discussed", "decision_told")),
    "committee_requests": (("made", "deadline"), ("made", "given"), ("made", "attended")),
}
_MONTH_OR_YEAR = re.compile(r"(\d\d)(\d\d)-(\d\d)")
#: Days that rightly lie ahead of the dossier's.
_AHEAD = ("deadline", "until")
#: Days that are no acts of which a source tells, and statements that are looked at by themselves.
_NO_ACTS = (*_AHEAD, "sources", "none", "whole", "counts", "due", "extended_to", "after_election")


def likely_mistakes(typed: Sequence[tuple[Written, Dossier]], dossier: Dossier) -> Iterator[Problem]:
    """Warnings of what is probably not meant, though it can be read."""
    for document, part in typed:
        for path, value in _spans(part, ()):
            yield from _odd_span(document, part.as_at, path, value)
        for form in CLOSURES:
            for index, statement in enumerate(getattr(part, form)):
                yield from _odd_closure(document, (form, index), statement)
                yield from _beyond_its_source(document, (form, index), statement, dossier)
        for path, told in _acts(part, ()):
            yield from _after_its_source(document, path, told, dossier)
    for section, pairs in ORDER.items():
        for id, item in dossier.section(section).items():
            yield from _out_of_order([document for document, _ in typed], (section, id), item, pairs)


def _spans(value: Any, path: Path) -> Iterator[tuple[Path, Day | Time]]:
    """Every day and time that is stated, however deep, with its path."""
    return _stated(value, path, (Day, Time), ())


def _acts(value: Any, path: Path) -> Iterator[tuple[Path, Told[Day]]]:
    """Every act that is stated, however deep, with its path."""
    every = _stated(value, path, (Told,), _NO_ACTS)
    return ((where, told) for where, told in every if isinstance(told.value, Day))


def _stated(value: Any, path: Path, kinds: tuple[type, ...], passed: Collection[str]) -> Iterator[tuple[Path, Any]]:
    """Everything of some kinds that holds a day or time, with its path; fields of some keys are passed over."""
    if isinstance(value, kinds):
        yield path, value
    elif isinstance(value, BaseModel):
        for name, key in _dated_fields(type(value)):
            if key not in passed and (child := getattr(value, name)) is not None:
                yield from _stated(child, (*path, key), kinds, passed)
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from _stated(child, (*path, key), kinds, passed)
    elif isinstance(value, tuple):
        for index, child in enumerate(value):
            yield from _stated(child, (*path, index), kinds, passed)


@cache
def _dated_fields(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of a model that can hold a day or time, however deep: the name and the key of each."""
    return tuple(
        (name, field.alias or name) for name, field in model.model_fields.items() if _holds_days(field.annotation)
    )


def _holds_days(annotation: Any) -> bool:
    plain = plain_type(annotation)
    if isinstance(plain, type) and issubclass(plain, BaseModel):
        return bool(_dated_fields(plain))
    return plain in (Day, Time) or any(_holds_days(each) for each in get_args(plain))


def _odd_span(document: Written, as_at: date, path: Path, value: Day | Time) -> Iterator[Problem]:
    name = next(part for part in reversed(path) if isinstance(part, str) and part not in ("either", "value"))
    if isinstance(value, Time) and value.backwards:
        message = f"the time {value.text} ends before it starts: nothing is read from it"
        yield document.problem(path, message, warning=True)
    if isinstance(value, Day) and as_at < value.earliest and value.latest < date.max and name not in _AHEAD:
        message = f"{value.text} is later than the dossier's day ({as_at}): an act of that day is read as not done"
        yield document.problem(path, message, warning=True)
    for text in value.text.split(".."):
        match = _MONTH_OR_YEAR.fullmatch(text)
        if match and int(match[3]) == (int(match[2]) + 1) % 100:
            message = f"{text} is read as a month; for the year from 1 April write {text.replace('-', '/')}"
            yield document.problem(path, message, warning=True)


def _after_its_source(document: Written, path: Path, told: Told[Day], dossier: Dossier) -> Iterator[Problem]:
    """An act that is dated after the paper that tells of it, or that an old paper says was not done."""
    dated, day = day_of_source(told, dossier.sources), told.value
    if dated is None or told.compilers:
        return
    if day.latest < date.max and dated.latest < day.earliest <= told.as_at:
        message = f"{day.text} is later than its source ({in_words(dated)}): whether it was done is not known"
        yield document.problem(path, message, warning=True)
    until = speaks_until(told, dossier.sources)
    if day.latest == date.max and day.earliest > told.as_at > until:
        message = f"its source is of {in_words(dated)}: what was done after {in_words(until)} is not known"
        yield document.problem(path, message, warning=True)


def _beyond_its_source(document: Written, path: Path, statement: Closure, dossier: Dossier) -> Iterator[Problem]:
    """A closing statement that runs on long after the paper that makes it; what a document contains stays so."""
    if statement.until is None and issubclass(closable().get(statement.what, BaseModel), Contained):
        return
    until = speaks_until(statement, dossier.sources)
    last = (
        min((told.value.earliest for told in statement.until.either), default=statement.as_at)
        if statement.until
        else statement.as_at
    )
    if until < min(last, statement.as_at):
        message = (
            f"its source is too old to speak of the days after {in_words(until)}, so it does not close them; "
            "if you know that it still held, say on what basis"
        )
        yield document.problem(path, message, warning=True)


def _out_of_order(
    documents: Sequence[Written], path: Path, item: Any, pairs: Sequence[tuple[str, str]]
) -> Iterator[Problem]:
    for earlier, later in pairs:
        for (_, first), (place, second) in product(_days(item, earlier), _days(item, later)):
            # what is not done lies after the dossier's day, without an end: nothing comes before that by mistake
            if first.latest < date.max and second.latest < first.earliest:
                message = f"{_words(later)} ({in_words(second)}) comes before {_words(earlier)} ({in_words(first)})"
                document = next(each for each in documents if each.states((*path, later)))
                yield document.problem((*path, *place), message, warning=True)


def _days(item: Any, name: str) -> list[tuple[Path, Day]]:
    return [(path, value) for path, value in _spans(getattr(item, name), (name,)) if isinstance(value, Day)]


def _odd_closure(document: Written, path: Path, statement: Closure) -> Iterator[Problem]:
    first = [told.value.latest for told in statement.from_.either] if statement.from_ else []
    last = [told.value.earliest for told in statement.until.either] if statement.until else [statement.as_at]
    if first and last and max(first) > min(last):
        message = "no day is certainly within this statement, so it closes nothing: its edges shrink inwards"
        yield document.problem(path, message, warning=True)
    for name, end in (("from", statement.from_), ("until", statement.until)):
        for told in end.either if end is not None else ():
            day = told.value
            if not day.exact and ".." not in day.text:
                edge = day.latest if name == "from" else day.earliest
                meant = day.earliest if name == "from" else day.latest
                message = f"{day.text} closes only {'from' if name == 'from' else 'up to'} {in_words(edge)}"
                yield document.problem(
                    (*path, name), f"{message}: if the whole of it is meant, write {meant.isoformat()}", warning=True
                )
    if last and min(last) > statement.as_at:
        message = f"the statement runs on after the dossier's day ({statement.as_at}), of which nobody can know"
        yield document.problem((*path, "until"), message, warning=True)
    if statement.settles and not statement.source and statement.basis is None:
        yield document.problem(path, "this statement can make a gap, and names no source", warning=True)


def _words(name: str) -> str:
    return name.replace("_", " ")
