"""Proofs: the tree of conditions, held and not held, with the values and evidence behind each leaf.

An audit makes thousands of each of these, so they are tuples with names: frozen, and made in a third of the time of
a frozen dataclass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from typing import NamedTuple

from ..facts.days import Day, Span, in_words
from ..facts.truth import Truth, agreed, all_of, any_of, at_least, negation
from ..facts.world import Doubt


class Form(Enum):
    """How a node's truth follows from its children."""

    LEAF = "leaf"
    ALL = "all of"
    ANY = "any of"
    NOT = "not"
    AT_LEAST = "at least"
    AGREE = "agree"


class Cited(NamedTuple):
    """A statement of the dossier (or a row of a shipped table) that a leaf rests on or quotes."""

    path: str
    value: str
    source: str | None = None
    at: str | None = None
    note: str | None = None
    words: str | None = None
    #: stated, hedged or hearsay; unknown for what the dossier says is not known, with the reason as its words.
    weight: str = "stated"
    #: compiler for the compiler's own reading, table for a row of the shipped tables.
    by: str | None = None
    basis: str | None = None

    @property
    def compilers(self) -> bool:
        """Whether this is the compiler's own reading."""
        return self.by == "compiler"

    @property
    def from_table(self) -> bool:
        """Whether this is geography that ships with the rules, and no statement of the dossier."""
        return self.by == "table"


def with_days(text: str, spans: Iterable[Span]) -> str:
    """A question with the days of which it asks."""
    words = ", or ".join(_between(span) for span in spans)
    return f"{text.removesuffix('?')} {words}?" if words else text


def _between(span: Span) -> str:
    if span.first == date.min:
        return f"by {in_words(span.last)}"
    if span.first == span.last:
        return f"on {in_words(span.first)}"
    return f"between {in_words(span.first)} and {in_words(span.last)}"


class Question(NamedTuple):
    """What to ask and of what, where its answer belongs in the dossier, and who would know."""

    text: str
    about: str
    path: str
    ask: str
    #: For a question after other things: the days of which it asks.
    span: Span | None = None

    @property
    def asked(self) -> str:
        """The question with its days."""
        return with_days(self.text, [self.span] if self.span else [])

    def __str__(self) -> str:
        """The question with what it is about."""
        return f"{self.asked} ({self.about})" if self.about else self.asked


class Proof(NamedTuple):
    """A condition as it was decided."""

    form: Form
    truth: Truth
    label: str
    children: tuple[Proof, ...] = ()
    #: How many children must hold (AT_LEAST).
    number: int = 0
    #: Whether the label is a condition's own name, by which hinges call it.
    named: bool = False
    doubt: Doubt | None = None
    cited: tuple[Cited, ...] = ()
    question: Question | None = None
    #: The judgement that nobody recorded.
    judgement: str = ""
    #: For a test: its path as the rule writes it, and the days it compared.
    path: str = ""
    days: tuple[Day, ...] = ()
    #: For a test: what the answer to its question must be for it to hold, such as "on or before 18 March 2016".
    wanted: str = ""
    #: For the leaf that asks after other things: the days that no statement covers.
    open_span: Span | None = None
    #: Whether this leaf stands for things that nobody named.
    others: bool = False
    #: What is said beside the status, such as the intervals between meetings.
    remark: str = ""

    @property
    def open(self) -> bool:
        """Whether this is not settled."""
        return self.truth is Truth.UNKNOWN

    def leaves(self) -> Iterator[Proof]:
        """Every leaf."""
        if self.form is Form.LEAF:
            yield self
        for child in self.children:
            yield from child.leaves()

    def open_leaves(self) -> Iterator[Proof]:
        """The leaves that keep this unsettled: only through nodes that are unsettled themselves."""
        if not self.open:
            return
        if self.form is Form.LEAF:
            yield self
        for child in self.children:
            yield from child.open_leaves()

    def open_nodes(self) -> Iterator[Proof]:
        """This and all below it, as far as it is unsettled."""
        if self.open:
            yield self
            for child in self.children:
                yield from child.open_nodes()

    def deciding(self) -> Iterator[Proof]:
        """The leaves that make this what it is: those whose truth carries up to it."""
        if self.form is Form.LEAF:
            yield self
            return
        wanted = negation(self.truth) if self.form is Form.NOT else self.truth
        if self.form is Form.ALL and self.truth is Truth.FALSE:
            yield from next(child for child in self.children if child.truth is Truth.FALSE).deciding()
            return
        for child in self.children:
            if child.truth is wanted or (self.form is Form.AGREE and self.open):
                yield from child.deciding()


def combine(form: Form, truths: list[Truth], number: int = 0) -> Truth:
    """The truth of a node from those of its children."""
    if form is Form.ALL:
        return all_of(truths)
    if form is Form.ANY:
        return any_of(truths)
    if form is Form.NOT:
        return negation(truths[0])
    if form is Form.AT_LEAST:
        return at_least(number, truths)
    return agreed(truths)


def node(form: Form, label: str, children: list[Proof], *, number: int = 0, named: bool = False) -> Proof:
    """A node whose truth follows from its children."""
    truth = combine(form, [child.truth for child in children], number)
    return Proof(form, truth, label, tuple(children), number, named)


def reconsidered(proof: Proof, change: Callable[[Proof], Truth | None]) -> Truth:
    """What a proof would come to if some nodes were otherwise; ``change`` gives None to leave one as it is."""
    changed = change(proof)
    if changed is not None:
        return changed
    if proof.form is Form.LEAF:
        return proof.truth
    return combine(proof.form, [reconsidered(child, change) for child in proof.children], proof.number)


def answered(proof: Proof, answers: Mapping[int, Truth]) -> Truth:
    """What a proof would come to with answers to some of its unknowns, each under the identity of its proof.

    No answer to an unknown changes what is settled, so only what is open is looked into.
    """
    if not proof.open:
        return proof.truth
    if id(proof) in answers:
        return answers[id(proof)]
    if proof.form is Form.LEAF:
        return proof.truth
    return combine(proof.form, [answered(child, answers) for child in proof.children], proof.number)


UNSETTLED = Proof(Form.LEAF, Truth.UNKNOWN, "it is not known whether there is one")
HOLDS = Proof(Form.ALL, Truth.TRUE, "always")
