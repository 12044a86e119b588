"""What is said where the views of one subject do not agree, and the question that would decide between them."""

from __future__ import annotations

from ..facts.combination import LAST_DAY_OF_ORDERS
from ..facts.values import Kind
from ..facts.world import Doubt
from .conditions import Path
from .enumeration import Judged
from .law import Rule
from .proof import Question
from .scope import Scope, known, look_up
from .statuses import Status
from .verdict import WAITS, Verdict
from .view import View

OFFICER = "the partnership's officer"
COMBINATION = "Is there a written combination agreement, and of what date?"
ORDER = "Was there an order of the Secretary of State before 2012 that treated the areas as one?"


def disagreement(
    rule: Rule, judged: Judged, pairs: list[tuple[View, Verdict]], *, missing: bool
) -> tuple[Verdict, Question]:
    """The verdict where views differ, with its question. ``missing`` is whether there may be no law at all.

    While the day has not passed and no view finds a gap, the duty is due; otherwise it cannot be told.
    """
    verdict = pairs[0][1]
    statuses = {each.status for _, each in pairs}
    question, gap = _deciding(rule, judged, pairs)
    if not missing and Status.DUE in statuses and statuses <= {Status.DUE, Status.COMPLIANT, Status.CANNOT_TELL}:
        due = next(each for _, each in pairs if each.status is Status.DUE)
        return Verdict(Status.DUE, done="not known", due=due.due), question
    causes = {each.cause for _, each in pairs if each.cause}
    cause = verdict.cause if len(causes) == 1 and verdict.cause else str(Doubt.FACT.value)
    return Verdict(
        Status.CANNOT_TELL,
        cause=cause,
        hinge=gap if Status.GAP in statuses else None,
        waits_on=verdict.waits_on if cause == WAITS else (),
        due=verdict.due,
    ), question


def _deciding(rule: Rule, judged: Judged, pairs: list[tuple[View, Verdict]]) -> tuple[Question, str]:
    """The question that decides between the views, and what would make it a gap."""
    first_view, first = pairs[0]
    if len({id(view.scope.subject) for view, _ in pairs}) > 1:
        by = "order" if first_view.scope.subject.day <= LAST_DAY_OF_ORDERS else "agreement"
        answer = f"partnerships.{judged.partnership}.combination.{by}"
        hinge = f"gap {'unless' if first.status is Status.GAP else 'if'} the areas are combined by {by}"
        return Question(ORDER if by == "order" else COMBINATION, judged.title, answer, OFFICER), hinge
    bound = {view.bound[1].title: verdict for view, verdict in pairs if view.bound}
    if bound:
        what = next(view.bound[1].path[0] for view, _ in pairs if view.bound)
        failing = [title for title, verdict in bound.items() if verdict.status is Status.GAP]
        question = Question(f"Which of these {what} counts: {', '.join(bound)}?", judged.title, what, OFFICER)
        return question, f"gap if {' or '.join(failing)} is the one that counts"
    if rule.law_of.event is not None:
        return _of_its_day(rule.law_of.event, first_view.scope, judged), "gap if the law was in force on that day"
    question = Question("What kind of area is it?", judged.title, f"areas.{judged.id}.kind", OFFICER)
    return question, "gap if the law extends to the area"


def _of_its_day(event: Path, scope: Scope, judged: Judged) -> Question:
    """The question of an event's day: of the exact day where one is known roughly, or else whether and when it was."""
    found = look_up(event, scope)
    if found.name.question and not known(found, scope, Kind.ACT).values:
        return Question(found.name.question, found.owner, ".".join(found.path), found.name.ask)
    path = ".".join(getattr(scope.subject, "path", (judged.id,)))
    return Question("On what day exactly did it happen?", judged.title, path, OFFICER)
