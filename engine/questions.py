"""The open questions of an audit: each with the findings that an answer may settle, and whom to ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..facts.days import Span
from ..facts.listing import uncovered
from ..facts.truth import Truth
from .findings import Audit, Judgment
from .outcome import Outcome
from .proof import Proof, Question, with_days
from .statuses import Status


@dataclass(frozen=True)
class OpenQuestion:
    """A question, asked of one or more things, and the findings that some answer to it would settle."""

    text: str
    ask: str
    about: tuple[str, ...]
    paths: tuple[str, ...]
    settles: tuple[str, ...]
    #: The findings on which it bears, whether or not it would settle them alone.
    bears_on: tuple[str, ...]


def open_questions(audit: Audit) -> tuple[OpenQuestion, ...]:
    """Every open question, those that may settle most findings first."""
    found: dict[tuple[str, str], dict[str, dict[str, None]]] = {}
    spans: dict[tuple[str, str], dict[Span, None]] = {}
    for judgment in audit.judgments:
        for question in judgment.finding.questions:
            key = (question.text, question.ask)
            entry = found.setdefault(key, {"about": {}, "paths": {}, "settles": {}, "bears_on": {}})
            if question.span:
                spans.setdefault(key, {})[question.span] = None
            entry["about"][question.about] = None
            entry["paths"][question.path] = None
            entry["bears_on"][judgment.finding.id] = None
            if settles(judgment, question):
                entry["settles"][judgment.finding.id] = None
    questions = [
        OpenQuestion(
            with_days(text, _told_apart(spans.get((text, ask), {}))),
            ask,
            *(tuple(entry[name]) for name in ("about", "paths", "settles", "bears_on")),
        )
        for (text, ask), entry in found.items()
    ]
    return tuple(sorted(questions, key=lambda each: (-len(each.settles), -len(each.bears_on), each.text, each.ask)))


def _told_apart(spans: Iterable[Span]) -> list[Span]:
    """The spans of which one question is asked, without those whose answer follows from that of shorter ones."""
    every = sorted(spans, key=lambda each: (each.last, each.first), reverse=True)
    return [
        span
        for span in every
        if uncovered(
            span, [each for each in every if each != span and span.first <= each.first and each.last <= span.last]
        )
    ]


def settles(judgment: Judgment, question: Question) -> bool:
    """Whether some answer to a question, alone, would settle a finding."""
    if judgment.finding.status not in (Status.CANNOT_TELL, Status.JUDGEMENT_NEEDED, Status.DUE):
        return False
    return any(_settled(judgment, question, truth) for truth in (Truth.TRUE, Truth.FALSE))


def _settled(judgment: Judgment, question: Question, truth: Truth) -> bool:
    def answered(proof: Proof) -> Truth | None:
        asked = proof.question
        return truth if asked and (asked.asked, asked.path) == (question.asked, question.path) else None

    outcomes = {view.outcome_if(answered) for view in judgment.views}
    return len(outcomes) == 1 and Outcome.UNSETTLED not in outcomes
