"""What a paper recommends, drawn from its findings alone: to whom, what, and the findings that call for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..engine.sentences import by_day
from .key_findings import KeyFinding, KeyFindings, duty
from .model import ReportedFinding
from .wording import named


@dataclass(frozen=True)
class Recommendation:
    """Something for somebody to do, as words that follow "to"."""

    who: str
    do: str
    findings: tuple[KeyFinding, ...]
    #: The duties that it is about, where ``do`` does not name them.
    duties: tuple[str, ...] = ()


def to_put_right(key: KeyFindings) -> list[Recommendation]:
    """The steps that would put the gaps right, each once. What is no law is said to be none."""
    steps: dict[tuple[str, str], list[KeyFinding]] = {}
    for group in key.in_full:
        for each in group.findings:
            for member in each.members:
                for step in member.remedy:
                    found = steps.setdefault((named(step.who), f"{step.do}{_no_law(member)}"), [])
                    if each not in found:
                        found.append(each)
    return [Recommendation(who, do, tuple(findings)) for (who, do), findings in steps.items()]


def to_do_in_time(key: KeyFindings) -> list[Recommendation]:
    """What falls due, by who must act and by when."""
    owed: dict[tuple[str, str], list[KeyFinding]] = {}
    for each in key.due.findings:
        when = by_day(each.first.due.text) if each.first.due else "in time"
        owed.setdefault((named(each.first.bound.acts), when), []).append(each)
    return [
        Recommendation(who, f"do {when}, or show that it is done", tuple(findings), _duties(findings))
        for (who, when), findings in owed.items()
    ]


def to_judge(key: KeyFindings) -> list[Recommendation]:
    """The judgements to be made and recorded, by whom."""
    asked: dict[str, list[KeyFinding]] = {}
    for each in key.judgement.findings:
        for who in who_judges(each):
            asked.setdefault(who, []).append(each)
    return [
        Recommendation(who, "make and record a judgement", tuple(findings), _duties(findings))
        for who, findings in asked.items()
    ]


def who_judges(finding: KeyFinding) -> tuple[str, ...]:
    """Whom to ask for the judgement that a finding needs; those who must act if nobody is named."""
    asked = dict.fromkeys(named(one.ask) for each in finding.members for one in each.questions if one.ask)
    return tuple(asked) or (named(finding.first.bound.acts),)


def days_due(key: KeyFindings) -> dict[str, list[KeyFinding]]:
    """What falls due, by its day in words."""
    days: dict[str, list[KeyFinding]] = {}
    for each in sorted(key.due.findings, key=_latest):
        days.setdefault(by_day(each.first.due.text) if each.first.due else "in time", []).append(each)
    return days


def _latest(finding: KeyFinding) -> str:
    due = finding.first.due
    return due.to.isoformat() if due is not None and due.to is not None else "9999"


def _no_law(finding: ReportedFinding) -> str:
    if finding.local:
        return " (a local rule, not law)"
    return " (guidance, not law)" if finding.force == "expected" else ""


def _duties(findings: Iterable[KeyFinding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(duty(each.first) for each in findings))
