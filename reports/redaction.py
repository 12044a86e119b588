"""A report without what must not be shared, made of a dossier whose names were put away before it was audited.

What is left to take out is what a report tells of deaths: the days and places of deaths, and ages; and of every
statement all but what it comes to. Organisations, places that have duties, the law and the statuses stay: what is left
still tells a gap from a duty that was met.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from ..facts.pseudonyms import WITHHELD
from .model import DayKnown, Evidence, LawVersion, ProofNode, QuestionOpen, Report, ReportedFinding
from .wording import from_table

DAY_WITHHELD = "[day withheld]"
_DAY = re.compile(
    r"\b(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}\b"
    r"|\b\d{4}-\d{2}(?:-\d{2})?\b"
)
#: Parts of a finding that hold no day but the law's own, or none at all.
_OF_THE_LAW = ("url", "review", "instrument", "period")


def redacted(report: Report) -> Report:
    """The report as it can be shared. It must be of a dossier without names (``pseudonyms.without_names``)."""
    return replace(
        report,
        redacted=True,
        sources=tuple(replace(each, date=None, url=None) for each in report.sources),
        questions=tuple(_question(each) for each in report.questions),
        findings=tuple(_finding(each) for each in report.findings),
    )


def _question(question: QuestionOpen) -> QuestionOpen:
    return _without_days(question) if any(map(_of_deaths, question.paths)) else question


def _finding(finding: ReportedFinding) -> ReportedFinding:
    bare: ReportedFinding = _bare(finding)
    if finding.subject.kind != "death" and not any(map(_of_deaths, _paths(finding))):
        return bare
    told = {each.name: getattr(bare, each.name) for each in fields(bare) if each.name not in _OF_THE_LAW}
    return replace(bare, **{name: _without_days(value) for name, value in told.items()})


def _paths(finding: ReportedFinding) -> Iterator[str]:
    yield from (each.path for each in finding.evidence)
    yield from (each.path for each in finding.questions)
    for view in finding.proof or ():
        nodes = (view.arises, view.applies, *view.exceptions, view.requires, view.used)
        yield from (path for node in nodes if node is not None for path in _paths_in(node))


def _paths_in(node: ProofNode) -> Iterator[str]:
    yield from (each.path for each in node.evidence)
    for child in node.children:
        yield from _paths_in(child)


def _of_deaths(path: str) -> bool:
    """Whether a path leads to a death, or to a statement on deaths."""
    return "deaths" in path.split(".")


def _bare(value: Any) -> Any:
    """A part of a finding in which of each statement stands only what it comes to, and of a death not even that."""
    if isinstance(value, Evidence):
        of_a_death = value.path.split(".")[0] == "deaths"
        return replace(
            value,
            value=WITHHELD if of_a_death else value.value,
            at=None,
            note=value.note if from_table(value) else None,
            words=None,
            basis=None,
        )
    return _throughout(value, _bare)


def _without_days(value: Any) -> Any:
    """A part of what is told of a death without any day; the days of the law's own versions stay."""
    if isinstance(value, DayKnown):
        return DayKnown(None, None, DAY_WITHHELD)
    if isinstance(value, LawVersion):
        return replace(value, why=_without_days(value.why))
    if isinstance(value, str):
        return _DAY.sub(DAY_WITHHELD, value)
    return _throughout(value, _without_days)


def _throughout(value: Any, change: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: change(getattr(value, each.name)) for each in fields(value)})
    return tuple(change(each) for each in value) if isinstance(value, tuple) else value
