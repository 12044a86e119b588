"""The report of the small dossier, made once for all tests that read it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dutybound.engine.audit import audit
from dutybound.engine.kept import rulebook_without_cases
from dutybound.facts.load import load
from dutybound.reports.compose import report_of
from dutybound.reports.model import Report

SMALL = Path(__file__).resolve().parent / "small"


@cache
def small_report() -> Report:
    """The whole report, with the statute map."""
    rulebook = rulebook_without_cases()
    return report_of(audit(load([SMALL], rulebook.gazetteer), rulebook), with_map=True)
