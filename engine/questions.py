"""The open questions of an audit: each with the findings that an answer may settle, and whom to ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from ..facts.days import Span
from ..facts.listing import uncovered
from ..facts.truth import Truth
from .findings import Audit, Judgment
from .outcome import Outcome
from .proof import Form, Proof, Question, combine, with_days
from .statuses import Status

#: A question as it is told from others: its words, where its answer belongs, and the days of which it asks.
Asked: TypeAlias = "tuple[str, str, Span | None]"
#: What a proof would come to by one answer to a question, and by the other.
ByAnswer: TypeAlias = tuple[Truth, Truth]
_YES, _NO = 0, 1


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
    found: dict[tuple[str, str], _Gathered] = {}
    for judgment in audit.judgments:
        id, settles = judgment.finding.id, settling(judgment)
        for question in judgment.finding.questions:
            key = (question.text, question.ask)
            if key not in found:
                found[key] = _Gathered()
            gathered = found[key]
            gathered.about[question.about] = None
            gathered.paths[question.path] = None
            gathered.bears_on[id] = None
            if question.span:
                gathered.spans[question.span] = None
            if _key(question) in settles:
                gathered.settles[id] = None
    questions = [
        OpenQuestion(
            with_days(text, _told_apart(each.spans)),
            ask,
            tuple(each.about),
            tuple(each.paths),
            tuple(each.settles),
            tuple(each.bears_on),
        )
        for (text, ask), each in found.items()
    ]
    return tuple(sorted(questions, key=lambda each: (-len(each.settles), -len(each.bears_on), each.text, each.ask)))


@dataclass(slots=True)
class _Gathered:
    """What is known so far of a question: each once, in the order in which it was met."""

    about: dict[str, None] = field(default_factory=dict)
    paths: dict[str, None] = field(default_factory=dict)
    spans: dict[Span, None] = field(default_factory=dict)
    settles: dict[str, None] = field(default_factory=dict)
    bears_on: dict[str, None] = field(default_factory=dict)


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


def settling(judgment: Judgment) -> set[Asked]:
    """The questions of a finding of which some answer, alone, would settle it."""
    if judgment.finding.status not in (Status.CANNOT_TELL, Status.JUDGEMENT_NEEDED, Status.DUE):
        return set()
    views = judgment.views
    numbers = {_key(question): number for number, question in enumerate(judgment.finding.questions)}
    by_answers = {id(proof): _by_answers(proof, numbers) for view in views for proof in view.proofs}

    def settles(number: int, answer: int) -> bool:
        def truth(proof: Proof) -> Truth:
            by_answer = by_answers[id(proof)].get(number)
            return proof.truth if by_answer is None else by_answer[answer]

        outcomes = {view.outcome_by(truth) for view in views}
        return len(outcomes) == 1 and Outcome.UNSETTLED not in outcomes

    return {key for key, number in numbers.items() if settles(number, _YES) or settles(number, _NO)}


def _by_answers(proof: Proof, numbers: Mapping[Asked, int]) -> dict[int, ByAnswer]:
    """What a proof would come to by each numbered question asked in it, if all leaves that ask it were so."""
    if proof.form is Form.LEAF:
        number = numbers.get(_key(proof.question)) if proof.question is not None else None
        return {} if number is None else {number: (Truth.TRUE, Truth.FALSE)}
    below = [_by_answers(child, numbers) for child in proof.children]
    if not any(below):
        return {}
    as_they_are = [child.truth for child in proof.children]
    changed: dict[int, tuple[list[Truth], list[Truth]]] = {}
    for place, each in enumerate(below):
        for number, (yes, no) in each.items():
            if number not in changed:
                changed[number] = (as_they_are.copy(), as_they_are.copy())
            changed[number][_YES][place] = yes
            changed[number][_NO][place] = no
    return {
        number: (combine(proof.form, yes, proof.number), combine(proof.form, no, proof.number))
        for number, (yes, no) in changed.items()
    }


def _key(question: Question) -> Asked:
    return question.text, question.path, question.span
