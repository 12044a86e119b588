"""Changes of law as JSON: one object, written by explicit functions, with a schema version."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from .. import __version__
from ..engine.changes import Alterations, Altered, MapChange, RuleChange
from ..engine.findings import Finding
from ..engine.law import Version
from ..engine.rulebook import Rulebook
from ..engine.statute_map import Coverage, Row
from .changes import title_of
from .model import SCHEMA_VERSION


def render(
    rulebook: Rulebook,
    span: tuple[date, date],
    changes: tuple[RuleChange, ...],
    mapped: tuple[MapChange, ...] | None,
    alterations: Alterations | None,
) -> str:
    """The changes after the first day of the span, up to and including its last, as JSON text."""
    citations = {each.id: each.citation for each in rulebook.instruments}
    content = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "dutybound", "version": __version__},
        "from": span[0].isoformat(),
        "to": span[1].isoformat(),
        "rules": {"count": len(rulebook.judged), "digest": rulebook.digest},
        "changes": [_change(each, citations) for each in changes],
        "map": None if mapped is None else [_map_change(each, citations) for each in mapped],
        "dossier": None if alterations is None else _dossier(alterations),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _change(change: RuleChange, citations: dict[str, str]) -> dict[str, Any]:
    turn, rule = change.turn, change.rule
    return {
        "day": turn.day.isoformat(),
        "how": turn.how.value,
        "nations": list(turn.nations),
        "rule": rule.id,
        "part": change.part or None,
        "force": rule.force,
        "local": rule.local,
        "before": _version(change, turn.before, citations),
        "after": _version(change, turn.after, citations),
        "differs": list(change.differs),
    }


def _version(change: RuleChange, version: Version | None, citations: dict[str, str]) -> dict[str, Any] | None:
    if version is None:
        return None
    return {
        "provision": version.provision,
        "instrument": citations.get(version.instrument, version.instrument),
        "url": version.link,
        "title": title_of(change, version),
        **_made(version),
    }


def _made(version: Version | Row) -> dict[str, Any]:
    """Since when, until when (null where no end is known) and by what a version is in force."""
    return {
        "from": version.first.isoformat() if version.first else None,
        "to": None if version.last == date.max else version.last.isoformat(),
        "inserted_by": version.by,
        "sure": version.sure,
    }


def _map_change(change: MapChange, citations: dict[str, str]) -> dict[str, Any]:
    turn, row = change.turn, change.coverage.row
    return {
        "day": turn.day.isoformat(),
        "how": turn.how.value,
        "nations": list(turn.nations),
        "instrument": citations.get(row.instrument, row.instrument),
        "provision": row.provision,
        "before": _row(change.before),
        "after": _row(change.after),
    }


def _row(coverage: Coverage | None) -> dict[str, Any] | None:
    if coverage is None:
        return None
    row = coverage.row
    return {
        "says": row.says,
        "status": coverage.status,
        "rules": list(coverage.rules),
        "url": row.link,
        **_made(row),
    }


def _dossier(alterations: Alterations) -> dict[str, Any]:
    return {
        "title": alterations.title,
        "as_at": alterations.as_at.isoformat(),
        "files": [{"path": each.path, "sha256": each.sha256} for each in alterations.files],
        "findings": [_altered(each) for each in alterations.altered],
    }


def _altered(each: Altered) -> dict[str, Any]:
    return {
        "rule": each.rule.id,
        "part": each.part,
        "subject": {"kind": each.subject_kind, "id": each.subject, "title": each.subject_title},
        "how": each.how.value,
        "asks_the_same": each.asks_the_same,
        "before": [_finding(one) for one in each.before],
        "after": [_finding(one) for one in each.after],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {"id": finding.id, "period": finding.period, "status": finding.status.value}
