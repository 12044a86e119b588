"""Makes the portfolio: the summary of each dossier's audit, and all of them put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from sys import intern

from .. import __version__
from ..engine.findings import Audit, Finding, Judgment
from ..engine.statuses import COUNTED, Status
from .compose import report_of
from .model import SCHEMA_VERSION, QuestionOpen, Report, ReportedFinding, RulesUsed, Tool
from .portfolio import (
    Asked,
    Broken,
    Cell,
    Disagreement,
    DossierRead,
    Duty,
    Found,
    KindWord,
    Portfolio,
    Said,
    Shared,
    Standing,
    Summed,
)
from .redaction import redacted
from .wording import a_breach, place_in_law

_GAP, _LATE, _DUE = (status.value for status in (Status.GAP, Status.MET_LATE, Status.DUE))
_OPEN = (_DUE, Status.JUDGEMENT_NEEDED.value, Status.CANNOT_TELL.value)

# -- one dossier


def summed(audit: Audit, path: str, warnings: int, *, redact: bool = False) -> Summed:
    """The summary of a dossier's audit, one part for each partnership, county and policing body.

    One that is to be redacted is of a dossier without names (``pseudonyms.without_names``).
    """
    counties = {each.finding.subject for each in audit.judgments if each.finding.subject_kind == "county"}
    groups: dict[tuple[KindWord, str], list[Judgment]] = {}
    for each in audit.judgments:
        groups.setdefault(_whose(each.finding, counties, path), []).append(each)
    duties: dict[str, Duty] = {}
    own: list[Standing] = []
    shared: list[Shared] = []
    for (kind, id), judgments in groups.items():
        whole = report_of(replace(audit, judgments=tuple(judgments)), proof="none")
        report = redacted(whole) if redact else whole
        for duty in map(_duty, report.findings):
            duties[duty.id] = _joined(duties.get(duty.id, duty), duty)
        found = tuple(map(_found, report.findings))
        title = _title(kind, id, report)
        if kind in ("county", "policing body"):
            shared.append(Shared(kind, id, title, found, report.questions))
        else:
            own.append(_standing(kind, id, title, (path,), report.as_at, found, _asked(report.questions)))
    dossier = DossierRead(
        path,
        audit.title,
        audit.as_at,
        len(audit.dossier.partnerships),
        len(audit.judgments),
        len(audit.dossier.deaths),
        warnings,
    )
    return Summed(dossier, tuple(duties.values()), tuple(own), tuple(shared))


#: What is the county's where its subject is the county, or the committee of its council.
_OF_COUNTIES = ("county", "council", "report", "referral", "committee_request")


def _whose(finding: Finding, counties: set[str], path: str) -> tuple[KindWord, str]:
    if finding.partnership is not None:
        return "partnership", finding.partnership
    if finding.subject_kind == "policing_body":
        return "policing body", finding.subject
    county = finding.subject.removesuffix("/others")
    if finding.subject_kind in _OF_COUNTIES and county in counties:
        return "county", county
    return "no partnership", path


def _title(kind: KindWord, id: str, report: Report) -> str:
    if kind == "partnership":
        return next((each.title for each in report.partnerships if each.id == id), id)
    if kind == "no partnership":
        return f"{report.dossier.title}: of no one partnership"
    titles = {each.subject.kind: each.subject.title for each in report.findings if each.subject.id == id}
    return titles.get(kind.replace(" ", "_"), id)


def _duty_id(finding: ReportedFinding) -> str:
    return intern(f"{finding.rule}#{finding.part.replace(' ', '-')}" if finding.part else finding.rule)


def _law(finding: ReportedFinding) -> str:
    """The provision and its instrument. Each stands in hundreds of findings, and is held once."""
    return intern(place_in_law(finding))


def _duty(finding: ReportedFinding) -> Duty:
    return Duty(_duty_id(finding), finding.title, (_law(finding),), finding.force, finding.local)


def _joined(one: Duty, other: Duty) -> Duty:
    """The same duty with every provision under which it stands."""
    law = tuple(sorted({*one.law, *other.law}))
    return one if law == one.law else replace(one, law=law)


def _found(finding: ReportedFinding) -> Found:
    found = Found(
        id=finding.id,
        duty=_duty_id(finding),
        about=finding.subject.title,
        period=finding.period,
        status=finding.status,
        done=finding.done,
        use=finding.use,
        must=finding.force == "must" and not finding.local,
        breach=a_breach(finding),
        acts=finding.bound.acts,
        sentence=finding.sentence,
        law=_law(finding),
        url=finding.url,
        due=finding.due.text if finding.due else None,
        late_by=finding.late_by.text if finding.late_by else None,
        remedy=tuple(f"{step.who}: {step.do}" for step in finding.remedy),
        review=finding.review,
    )
    return found if found.owed else replace(found, sentence="", remedy=(), review=None)


def _asked(questions: Iterable[QuestionOpen]) -> tuple[Asked, ...]:
    return tuple(
        Asked(each.ask, each.question, each.about, len(each.settles), len(each.bears_on)) for each in questions
    )


def _standing(
    kind: KindWord,
    id: str,
    title: str,
    dossiers: tuple[str, ...],
    as_at: date,
    findings: tuple[Found, ...],
    questions: tuple[Asked, ...],
    disagreements: tuple[Disagreement, ...] = (),
) -> Standing:
    counted = Counter(each.status for each in findings)
    cells: dict[str, list[Found]] = {}
    for each in findings:
        cells.setdefault(each.duty, []).append(each)
    ranked = sorted(
        (each for each in findings if each.owed), key=lambda each: (Status(each.status).rank, not each.must)
    )
    return Standing(
        kind,
        id,
        title,
        dossiers,
        as_at,
        {status.value: counted[status.value] for status in COUNTED},
        sum(1 for each in findings if each.status == _GAP and each.must),
        sum(1 for each in findings if each.status == _DUE and each.done == "no"),
        tuple(
            Cell(duty, tuple(sorted({each.law for each in members})), dict(Counter(each.status for each in members)))
            for duty, members in cells.items()
        ),
        tuple(ranked),
        questions,
        disagreements,
    )


# -- all of them


def portfolio_of(
    dossiers: Iterable[Summed], broken: Iterable[Broken], *, engine: str, rules: RulesUsed, redact: bool = False
) -> Portfolio:
    """The portfolio: what the dossiers share put together, partnerships worst first."""
    read = tuple(dossiers)
    duties: dict[str, Duty] = {}
    for duty in (each for one in read for each in one.duties):
        duties[duty.id] = _joined(duties.get(duty.id, duty), duty)
    own = [standing for each in read for standing in each.own]
    standings = sorted([*own, *_together(read)], key=_worst_first)
    summary = {status.value: sum(each.summary[status.value] for each in standings) for status in COUNTED}
    return Portfolio(
        SCHEMA_VERSION,
        Tool("dutybound", __version__),
        engine,
        rules,
        redact,
        tuple(_notes(read, standings)),
        summary,
        tuple(each.dossier for each in read),
        tuple(broken),
        tuple(standings),
        tuple(sorted(duties.values(), key=lambda each: (each.title, each.id))),
    )


def _worst_first(standing: Standing) -> tuple[object, ...]:
    return (
        standing.kind != "partnership",
        standing.kind == "no partnership",
        -standing.gaps_of_must,
        -standing.summary[_GAP],
        -standing.summary[_LATE],
        -standing.due_not_done,
        -standing.summary[Status.CANNOT_TELL.value],
        standing.title,
        standing.dossiers,
    )


def _together(read: tuple[Summed, ...]) -> Iterator[Standing]:
    """Each county and policing body once, by what the dossiers that speak of it find.

    Only those of the latest day count: what stood on an earlier day may stand otherwise since.
    """
    groups: dict[tuple[KindWord, str], list[tuple[DossierRead, Shared]]] = {}
    for each in read:
        for shared in each.shared:
            groups.setdefault((shared.kind, shared.id), []).append((each.dossier, shared))
    for (kind, id), told in groups.items():
        latest = max(dossier.as_at for dossier, _ in told)
        members = [(dossier, shared) for dossier, shared in told if dossier.as_at == latest]
        by_id: dict[str, list[tuple[DossierRead, Found]]] = {}
        for dossier, shared in members:
            for found in shared.findings:
                by_id.setdefault(found.id, []).append((dossier, found))
        findings: list[Found] = []
        disagreements: list[Disagreement] = []
        for same in by_id.values():
            found, disagreement = _agreed(same)
            findings.append(found)
            disagreements += [disagreement] if disagreement else []
        still_open = {each.id for each in findings if each.status in _OPEN}
        yield _standing(
            kind,
            id,
            members[0][1].title,
            tuple(dossier.path for dossier, _ in members),
            latest,
            tuple(findings),
            _questions_left((shared for _, shared in members), still_open),
            tuple(disagreements),
        )


def _agreed(told: list[tuple[DossierRead, Found]]) -> tuple[Found, Disagreement | None]:
    """What dossiers come to together on one finding.

    One that settles it settles it for those that do not know. If two settle it differently, it cannot be told, and is
    a disagreement.
    """
    settled = [each for each in told if each[1].status not in _OPEN and each[1].use != "not known"]
    if len({(found.status, found.use) for _, found in settled}) > 1:
        first = settled[0][1]
        said = tuple(Said(dossier.title, dossier.as_at, found.status) for dossier, found in settled)
        unsettled = replace(
            first, status=Status.CANNOT_TELL.value, use=None, breach=False, sentence="", remedy=(), review=None
        )
        return unsettled, Disagreement(first.id, first.duty, first.about, first.period, said)
    chosen = min(settled or told, key=lambda each: (Status(each[1].status).rank, not each[1].breach))
    return chosen[1], None


def _questions_left(shared: Iterable[Shared], still_open: set[str]) -> tuple[Asked, ...]:
    """The questions of all dossiers that bear on what is still open, those that may settle most first."""
    found: dict[tuple[str, str], tuple[dict[str, None], set[str], set[str]]] = {}
    for each in shared:
        for question in each.questions:
            bears_on = still_open.intersection(question.bears_on)
            if bears_on:
                about, settles, bears = found.setdefault((question.ask, question.question), ({}, set(), set()))
                about.update(dict.fromkeys(question.about))
                settles |= still_open.intersection(question.settles)
                bears |= bears_on
    asked = [
        Asked(ask, text, tuple(about), len(settles), len(bears))
        for (ask, text), (about, settles, bears) in found.items()
    ]
    return tuple(sorted(asked, key=lambda each: (-each.settles, -each.bears_on, each.question, each.ask)))


def _notes(read: tuple[Summed, ...], standings: list[Standing]) -> Iterator[str]:
    days = {each.dossier.as_at for each in read}
    if len(days) > 1:
        yield (
            f"The dossiers are of {len(days)} different days (see --as-at). On a county or policing body only those of "
            "its latest day count."
        )
    twice = Counter(each.id for each in standings if each.kind == "partnership")
    for each in standings:
        if twice[each.id] > 1 and each.kind == "partnership":
            yield f"{each.title} is in {twice[each.id]} dossiers, and stands here once for each."
            twice[each.id] = 0
    disagreed = sum(len(each.disagreements) for each in standings)
    if disagreed:
        yield (
            f"On {disagreed} finding{'s' * (disagreed != 1)} of a county or policing body dossiers disagree: "
            "these cannot be told until somebody says which is right."
        )
    warned = sum(each.dossier.warnings for each in read)
    if warned:
        yield f"{warned} thing{'s' * (warned != 1)} in the dossiers may be a mistake: dutybound check tells of each."
