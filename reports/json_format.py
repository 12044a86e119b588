"""Findings as JSON: one object, written by explicit functions, with a schema version."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from .. import __version__
from ..engine.findings import Audit, Finding, Judgment, count
from ..engine.proof import Cited, Proof, Question
from ..engine.sentences import days_late
from ..engine.statuses import Status
from ..engine.view import View
from ..facts.days import Day, in_words

SCHEMA_VERSION = 1
#: The statuses whose proof is printed by default.
OPEN = (Status.GAP, Status.MET_LATE, Status.DUE, Status.JUDGEMENT_NEEDED)


def render(audit: Audit, judgments: tuple[Judgment, ...], proof: str = "open") -> str:
    """The audit as JSON text; ``proof`` is all, open or none."""
    return json.dumps(audit_object(audit, judgments, proof), ensure_ascii=False, indent=2) + "\n"


def audit_object(audit: Audit, judgments: tuple[Judgment, ...], proof: str) -> dict[str, Any]:
    """The whole result."""
    findings = [judgment.finding for judgment in judgments]
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "dutybound", "version": __version__},
        "engine": audit.engine,
        "as_at": audit.as_at.isoformat(),
        "as_at_note": audit.as_at_note,
        "rules": {"count": audit.rules_count, "digest": audit.rules_digest},
        "dossier": {
            "title": audit.title,
            "as_at": audit.dossier_as_at.isoformat(),
            "files": [{"path": each.path, "sha256": each.sha256} for each in audit.files],
        },
        "summary": {status.value: number for status, number in count(findings).items()},
        "not_checked": list(audit.not_checked),
        "left_aside": list(audit.left_aside),
        "last_known": audit.last_known,
        "findings": [finding_object(judgment, audit.citations, proof) for judgment in judgments],
    }


def finding_object(judgment: Judgment, citations: dict[str, str], proof: str = "none") -> dict[str, Any]:
    """One finding."""
    finding = judgment.finding
    shown = proof == "all" or (proof == "open" and finding.status in OPEN)
    return {
        "id": finding.id,
        "rule": finding.rule,
        "part": finding.part,
        "provision": finding.provision,
        "instrument": citations.get(finding.instrument, finding.instrument),
        "url": finding.url,
        "force": finding.force,
        "local": finding.local,
        "subject": {"kind": finding.subject_kind, "id": finding.subject, "title": finding.subject_title},
        "partnership": finding.partnership,
        "period": finding.period,
        "bound": {"acts": finding.acts, "for": finding.owes},
        "status": finding.status.value,
        "cause": finding.cause,
        "hinge": finding.hinge,
        "waits_on": list(finding.waits_on),
        "use": finding.use,
        "sentence": finding.sentence,
        "since": day_object(finding.since),
        "due": day_object(finding.due),
        "done": finding.done,
        "done_on": day_object(finding.done_on),
        "late_by": _late(finding),
        "past": finding.past,
        "stated": finding.stated,
        "remedy": [{"who": each.who, "do": each.do} for each in finding.remedy],
        "questions": [question_object(each) for each in finding.questions],
        "evidence": [cited_object(each) for each in finding.evidence],
        "law_version": _version(finding),
        "review": finding.review,
        "proof": [view_object(view) for view in judgment.views] if shown else None,
    }


def day_object(day: Day | None) -> dict[str, str | None] | None:
    """A day as its edges and its words: an open edge is null, and so is a day of which nothing is known."""
    if day is None or (day.earliest, day.latest) == (date.min, date.max):
        return None
    return {
        "from": None if day.earliest == date.min else day.earliest.isoformat(),
        "to": None if day.latest == date.max else day.latest.isoformat(),
        "text": in_words(day),
    }


def _late(finding: Finding) -> dict[str, Any] | None:
    if finding.late_by is None:
        return None
    least, most = finding.late_by
    return {"from": least, "to": most, "text": days_late(finding.late_by)}


def _version(finding: Finding) -> dict[str, Any] | None:
    version = finding.version
    if version is None:
        return None
    return {
        "from": version.first.isoformat(),
        "to": None if version.open else version.last.isoformat(),
        "inserted_by": version.by,
        "sure": version.sure,
        "why": finding.why_version,
    }


def question_object(question: Question) -> dict[str, str]:
    """A question, where its answer belongs, and whom to ask."""
    return {"question": str(question), "path": question.path, "ask": question.ask}


def cited_object(cited: Cited) -> dict[str, Any]:
    """A statement that a finding rests on or quotes."""
    return {
        "path": cited.path,
        "value": cited.value,
        "source": cited.source,
        "at": cited.at,
        "note": cited.note,
        "words": cited.words,
        "weight": cited.weight,
        "by": cited.by,
        "basis": cited.basis,
    }


def view_object(view: View) -> dict[str, Any]:
    """The proofs of one view of a finding."""
    return {
        "provision": view.version.provision,
        "outcome": view.outcome.value,
        "arises": proof_object(view.arises),
        "applies": proof_object(view.applies),
        "exceptions": [proof_object(each) for each in view.exceptions],
        "requires": proof_object(view.requires),
        "used": proof_object(view.used) if view.used is not None else None,
    }


def proof_object(proof: Proof) -> dict[str, Any]:
    """A proof tree: every branch, held and not held."""
    node: dict[str, Any] = {"form": proof.form.value, "truth": proof.truth.value, "label": proof.label}
    if proof.doubt is not None:
        node["doubt"] = proof.doubt.value
    if proof.cited:
        node["evidence"] = [cited_object(each) for each in proof.cited]
    if proof.children:
        node["children"] = [proof_object(child) for child in proof.children]
    return node
