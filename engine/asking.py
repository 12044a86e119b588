"""What to ask about one finding: what keeps it open and, of what was done, when."""

from __future__ import annotations

from collections.abc import Iterator

from ..facts.days import Day
from ..facts.truth import Truth
from .conditions import Within
from .outcome import Outcome
from .proof import Question
from .scope import Found, days_at, look_up
from .statuses import Status
from .verdict import Verdict, open_leaves
from .view import View


def questions_of(views: tuple[View, ...], verdict: Verdict) -> tuple[Question, ...]:
    """The questions of the views of the first subject, each once and in order."""
    asked: dict[Question, None] = {}
    first = views[0].scope.subject
    for view in (each for each in views if each.scope.subject is first):
        if verdict.status is Status.CANNOT_TELL:
            asked.update(dict.fromkeys((*_when_done(view), *_when_it_starts(view))))
        asked.update((leaf.question, None) for leaf in open_leaves(view) if leaf.question is not None)
    return tuple(asked)


def _when_done(view: View) -> Iterator[Question]:
    """When what was done was done, where the day is not known exactly: it may have been late."""
    done = {str(path) for path in view.version.text.shape.done}
    for leaf in view.requires.leaves() if view.outcome is Outcome.MET else ():
        if leaf.path in done and leaf.truth is Truth.TRUE and leaf.question and _vague(leaf.days):
            yield leaf.question


def _when_it_starts(view: View) -> Iterator[Question]:
    """From when its time runs, where that is not known exactly: its last day may have passed or not."""
    for _, by in view.version.text.shape.by:
        path = by.path if isinstance(by, Within) else by
        found = look_up(path, view.scope)
        if found.name.question and _vague(days_at(path, view.scope)):
            yield _question(found)


def _question(found: Found) -> Question:
    return Question(found.name.question, found.owner, ".".join(found.path), found.name.ask)


def _vague(days: tuple[Day, ...] | list[Day]) -> bool:
    return not all(day.exact for day in days)
