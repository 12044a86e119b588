"""The citations of a paper as JSON: one object, written by explicit functions, with a schema version."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from .. import __version__
from ..engine.checked_citations import CheckedPaper, Citation, Cited, Verdict
from .model import SCHEMA_VERSION


def render(paper: CheckedPaper) -> str:
    """A paper with all its citations as JSON text."""
    counts = Counter(each.verdict for each in paper.citations)
    content = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "dutybound", "version": __version__},
        "paper": paper.name,
        "as_at": paper.as_at.isoformat() if paper.as_at else None,
        "date_found_at": paper.date_found or None,
        "citations": [_citation(each) for each in paper.citations],
        "other_law": [{"title": each.title, "places": list(each.places)} for each in paper.other_law],
        "counts": {verdict.value: counts[verdict] for verdict in Verdict},
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _citation(each: Citation) -> dict[str, Any]:
    return {
        "place": each.place,
        "quoted": each.quoted,
        "cited": _cited(each.cited) if each.cited else None,
        "taken": each.taken,
        "verdict": each.verdict.value,
        "misquotes": each.verdict.misquotes,
        "why": each.why or None,
        "meant": [_cited(meant) for meant in each.meant],
    }


def _cited(cited: Cited) -> dict[str, Any]:
    return {
        "instrument": cited.law.id,
        "title": cited.law.title,
        "citation": cited.law.citation,
        "provisions": [str(number) for number in cited.provisions],
        "words": cited.words,
        "url": cited.link or None,
    }
