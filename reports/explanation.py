"""One finding explained: the sentence, the law and why this version, then the tree of conditions."""

from __future__ import annotations

from collections.abc import Iterator

from ..engine.findings import Audit, Judgment
from ..engine.proof import Form, Proof
from ..engine.sentences import days_late
from ..engine.view import View
from ..facts.days import in_words
from ..facts.truth import Truth
from .compose import evidence_reported
from .text import wrapped
from .wording import evidence_in_words

MARKS = {Truth.TRUE: "holds", Truth.FALSE: "does not hold", Truth.UNKNOWN: "not known"}


def lines(audit: Audit, judgment: Judgment, width: int) -> Iterator[tuple[str, str]]:
    """The explanation of a finding, line by line, each with its style."""
    finding = judgment.finding
    yield finding.status.label.upper(), "bold"
    part = f", part {finding.part}" if finding.part else ""
    yield from wrapped(f"{finding.rule}{part}", width)
    yield from wrapped(f"{finding.subject}{f', {finding.period}' if finding.period else ''}", width)
    yield from wrapped(finding.sentence, width)
    version = finding.version
    if version is not None:
        until = "with no end known" if version.open else f"to {in_words(version.last)}"
        citation = audit.citations.get(finding.instrument, finding.instrument)
        yield from wrapped(
            f"Law: {finding.provision}, {citation} ({finding.force}), made by {version.by}, in force from "
            f"{in_words(version.first)} {until}. Chosen because it was {finding.why_version}.",
            width,
        )
        yield finding.url, ""
    yield from wrapped(
        f"Bound: {finding.acts}, for {finding.owes}." if finding.owes else f"Bound: {finding.acts}.", width
    )
    yield from wrapped(f"Why: {judgment.rule.why}", width)
    for label, day in (("Due", finding.due), ("Done", finding.done_on), ("Overdue since", finding.since)):
        if day is not None:
            yield f"{label}: {in_words(day)}", ""
    if finding.late_by and finding.status.value in ("met_late", "gap"):
        yield f"Late by: {days_late(finding.late_by)}", ""
    if finding.review:
        yield from wrapped(f"Check the law: {finding.review}", width)
    shown: list[list[tuple[str, str]]] = []
    for view in judgment.views:
        conditions = list(_view(audit, view, width))
        if conditions not in shown:  # views of the same facts under two names read alike
            shown.append(conditions)
    for number, conditions in enumerate(shown, 1):
        yield "", ""
        seen = f" ({number} of {len(shown)} views that must agree)" if len(shown) > 1 else ""
        yield f"Conditions{seen}", "bold"
        yield from conditions
    if finding.questions:
        yield "", ""
        yield "To settle it, ask", "bold"
        for each in finding.questions:
            yield from wrapped(f"* {each}  [{each.ask}; answer under {each.path}]", width, "  ")
    for step in finding.remedy:
        yield from wrapped(f"To put right: {step.who}: {step.do}.", width, "  ")


def _view(audit: Audit, view: View, width: int) -> Iterator[tuple[str, str]]:
    text = view.version.text
    if text.arises:
        yield from _tree(audit, "It arises", view.arises, 0, width)
    if view.applies.children or view.applies.form is Form.LEAF:
        yield from _tree(audit, "It applies", view.applies, 0, width)
    for excepted, proof in zip(text.exceptions, view.exceptions, strict=False):
        words = f"Exception: {excepted.words or excepted.provision}"
        yield from _tree(audit, words, proof, 0, width)
    yield from _tree(audit, "It is met", view.requires, 0, width)
    if view.used is not None:
        yield from _tree(audit, "The power was used", view.used, 0, width)


def _tree(audit: Audit, label: str, proof: Proof, depth: int, width: int) -> Iterator[tuple[str, str]]:
    indent = "  " * depth
    doubt = f", {proof.doubt.value}" if proof.doubt and proof.open else ""
    yield from wrapped(f"{indent}- {label}: {MARKS[proof.truth]}{doubt}", width, f"{indent}    ")
    for cited in proof.cited:
        words = evidence_in_words(audit.sources, evidence_reported(cited))
        yield from wrapped(f"{indent}    {words}", width, f"{indent}      ")
    for child in proof.children:
        yield from _tree(audit, child.label, child, depth + 1, width)
