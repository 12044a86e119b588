"""What many dossiers come to, in lists: the duties of each status, what each of those bound owes, what to ask them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..engine.statuses import COUNTED, Status
from .matrix import anchor_of, anchor_of_owed, duty_anchors, names
from .portfolio import Asked, Duty, Found, Owing, Portfolio, Standing, owing


@dataclass(frozen=True)
class Ower:
    """One of those that owe a duty: where it is told, and in how many findings."""

    title: str
    anchor: str
    findings: int


@dataclass(frozen=True)
class OwedDuty:
    """A duty that is owed, with its link, who owes it, and what is to be checked in the law first."""

    owing: Owing
    anchor: str
    url: str
    owers: tuple[Ower, ...]
    reviews: tuple[str, ...]


@dataclass(frozen=True)
class DutyCounted:
    """A duty of which some findings have a status: how many, of how many partnerships, counties or bodies."""

    duty: Duty
    anchor: str
    findings: int
    standings: int


@dataclass(frozen=True)
class StatusList:
    """All findings of one status: those that are owed, by duty, and the others, counted by duty."""

    status: Status
    count: int
    owed: tuple[OwedDuty, ...]
    counted: tuple[DutyCounted, ...]

    @property
    def anchor(self) -> str:
        """Where the list stands in the page."""
        return self.status.value.replace("_", "-")

    @property
    def count_owed(self) -> int:
        """How many of its findings are owed."""
        return sum(each.owing.findings for each in self.owed)


@dataclass(frozen=True)
class OwedFinding:
    """A finding that is owed, its duty, and where the duty's notes stand."""

    anchor: str
    found: Found
    duty: Duty
    duty_anchor: str


@dataclass(frozen=True)
class AskedAlike:
    """Questions of the same things that differ only in the words after a colon, and how much one of them may settle."""

    question: str
    ends: tuple[str, ...]
    #: Of what they are asked, where that is not what most questions of the sheet are asked of.
    about: tuple[str, ...]
    settles: int


@dataclass(frozen=True)
class Sheet:
    """All that is told of one partnership, county or body."""

    anchor: str
    name: str
    standing: Standing
    owed: tuple[OwedFinding, ...]
    #: Of what most of its questions are asked.
    about: tuple[str, ...]
    #: The questions by whom to ask.
    asked: dict[str, tuple[AskedAlike, ...]]


@dataclass(frozen=True)
class AskedOften:
    """A question: whom to ask, in how many places it is open, and how many findings answers may settle."""

    whom: str
    question: str
    open_in: int
    settles: int


def by_status(portfolio: Portfolio) -> tuple[StatusList, ...]:
    """Every finding, under its status."""
    owed = tuple(_owed_duties(portfolio))
    return tuple(
        StatusList(
            status,
            portfolio.summary[status.value],
            tuple(each for each in owed if each.owing.status == status.value),
            tuple(_counted(portfolio, status)),
        )
        for status in COUNTED
    )


def _key(found: Found) -> tuple[str, str, str, str]:
    return found.duty, found.law, found.status, found.acts


def _owed_duties(portfolio: Portfolio) -> Iterator[OwedDuty]:
    told: dict[tuple[str, str, str, str], list[tuple[str, str, Found]]] = {}
    for place, (name, standing) in enumerate(zip(names(portfolio), portfolio.standings, strict=True), 1):
        for number, found in enumerate(standing.owed, 1):
            told.setdefault(_key(found), []).append((name, anchor_of_owed(place, number), found))
    for number, each in enumerate(owing(portfolio), 1):
        members = told[each.duty.id, each.law, each.status, each.acts]
        owers: dict[str, list[str]] = {}
        for name, anchor, _ in members:
            owers.setdefault(name, []).append(anchor)
        yield OwedDuty(
            each,
            f"owed-{number}",
            members[0][2].url,
            tuple(Ower(name, anchors[0], len(anchors)) for name, anchors in owers.items()),
            tuple(dict.fromkeys(found.review for _, _, found in members if found.review)),
        )


def _counted(portfolio: Portfolio, status: Status) -> Iterator[DutyCounted]:
    """The findings of a status that nobody owes, by duty, most first."""
    findings: Counter[str] = Counter()
    standings: Counter[str] = Counter()
    for each in portfolio.standings:
        owed = Counter(found.duty for found in each.owed if found.status == status.value)
        for cell in each.cells:
            count = cell.counts.get(status.value, 0) - owed[cell.duty]
            if count:
                findings[cell.duty] += count
                standings[cell.duty] += 1
    anchors = duty_anchors(portfolio)
    for duty in sorted(portfolio.duties, key=lambda each: -standings[each.id]):
        if findings[duty.id]:
            yield DutyCounted(duty, anchors[duty.id], findings[duty.id], standings[duty.id])


def sheets(portfolio: Portfolio, listed: Iterable[StatusList]) -> tuple[Sheet, ...]:
    """What is told of each, in the order of the portfolio."""
    duties = {each.id: each for each in portfolio.duties}
    owed_at = {
        (each.owing.duty.id, each.owing.law, each.owing.status, each.owing.acts): each.anchor
        for status in listed
        for each in status.owed
    }
    made = []
    for place, (name, standing) in enumerate(zip(names(portfolio), portfolio.standings, strict=True), 1):
        owed = tuple(
            OwedFinding(anchor_of_owed(place, number), found, duties[found.duty], owed_at[_key(found)])
            for number, found in enumerate(standing.owed, 1)
        )
        about = _asked_of_most(standing.questions)
        made.append(Sheet(anchor_of(place), name, standing, owed, about, _by_whom(standing.questions, about)))
    return tuple(made)


def whom(question: Asked) -> str:
    """Whom to ask."""
    return question.ask or "whoever compiled the dossier"


def _asked_of_most(questions: Sequence[Asked]) -> tuple[str, ...]:
    return max(Counter(each.about for each in questions).items(), key=lambda each: each[1], default=((), 0))[0]


def _by_whom(questions: Sequence[Asked], of_most: tuple[str, ...]) -> dict[str, tuple[AskedAlike, ...]]:
    groups: dict[str, dict[tuple[object, ...], list[Asked]]] = {}
    for each in questions:
        key = (_begin_and_end(each.question)[0], each.about, bool(each.settles))
        groups.setdefault(whom(each), {}).setdefault(key, []).append(each)
    return {who: tuple(_alike(each, of_most) for each in asked.values()) for who, asked in groups.items()}


def _alike(members: list[Asked], of_most: tuple[str, ...]) -> AskedAlike:
    first = members[0]
    about = first.about if first.about != of_most else ()
    settles = max(each.settles for each in members)
    if len(members) == 1:
        return AskedAlike(first.question, (), about, settles)
    begin, _ = _begin_and_end(first.question)
    return AskedAlike(f"{begin}?", tuple(_begin_and_end(each.question)[1] for each in members), about, settles)


def _begin_and_end(question: str) -> tuple[str, str]:
    """A question that ends with what it is asked of after a colon, taken apart; any other whole."""
    begin, colon, end = question.rpartition(": ")
    return (begin, end.removesuffix("?")) if colon and question.endswith("?") else (question, "")


def asked_often(portfolio: Portfolio) -> tuple[AskedOften, ...]:
    """Each question once, that which may settle most first."""
    open_in: Counter[tuple[str, str]] = Counter()
    settles: Counter[tuple[str, str]] = Counter()
    for standing in portfolio.standings:
        for each in standing.questions:
            open_in[whom(each), each.question] += 1
            settles[whom(each), each.question] += each.settles
    ranked = sorted(open_in, key=lambda each: (-settles[each], -open_in[each], each))
    return tuple(AskedOften(*each, open_in[each], settles[each]) for each in ranked)
