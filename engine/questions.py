"""The open questions of an audit: each with the findings that an answer may settle, and whom to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from typing import TypeAlias

from ..facts.days import Span
from ..facts.listing import uncovered
from ..facts.truth import Truth
from .findings import Audit, Judgment
from .outcome import Outcome
from .proof import Form, Proof, Question, combine, with_days
from .statuses import Status
from .view import View

#: A question as it is told from others: its words, where its answer belongs, and the days of which it asks.
Asked: TypeAlias = "tuple[str, str, Span | None]"


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
        settles = settled_by(judgment)
        for question in judgment.finding.questions:
            key = (question.text, question.ask)
            entry = found.setdefault(key, {"about": {}, "paths": {}, "settles": {}, "bears_on": {}})
            if question.span:
                spans.setdefault(key, {})[question.span] = None
            entry["about"][question.about] = None
            entry["paths"][question.path] = None
            entry["bears_on"][judgment.finding.id] = None
            if settles(question):
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


def settled_by(judgment: Judgment) -> Callable[[Question], bool]:
    """Tells of a question whether some answer to it, alone, would settle a finding."""
    if judgment.finding.status not in (Status.CANNOT_TELL, Status.JUDGEMENT_NEEDED, Status.DUE):
        return lambda question: False
    asking = _asking(judgment.views)

    def settles(question: Question) -> bool:
        nodes = asking.get(_key(question), set())
        return any(_settled(judgment.views, nodes, truth) for truth in (Truth.TRUE, Truth.FALSE))

    return settles


def _settled(views: tuple[View, ...], nodes: Set[int], truth: Truth) -> bool:
    outcomes = {view.outcome_by(lambda proof: _answered(proof, nodes, truth)) for view in views}
    return len(outcomes) == 1 and Outcome.UNSETTLED not in outcomes


def _answered(proof: Proof, nodes: Set[int], truth: Truth) -> Truth:
    """What a proof would come to if each leaf among some nodes were so; a node not among them has none below it."""
    if id(proof) not in nodes:
        return proof.truth
    if proof.form is Form.LEAF:
        return truth
    return combine(proof.form, [_answered(child, nodes, truth) for child in proof.children], proof.number)


def _asking(views: tuple[View, ...]) -> dict[Asked, set[int]]:
    """The leaves that ask each question, and all nodes above them, by their identities."""
    found: dict[Asked, set[int]] = {}

    def walk(proof: Proof, above: tuple[int, ...]) -> None:
        here = (*above, id(proof))
        if proof.question is not None:
            found.setdefault(_key(proof.question), set()).update(here)
        for child in proof.children:
            walk(child, here)

    for view in views:
        for proof in view.proofs:
            walk(proof, ())
    return found


def _key(question: Question) -> Asked:
    return question.text, question.path, question.span
