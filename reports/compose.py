"""Makes the report of an audit: every value as it will be shown, and nothing decided here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from .. import __version__
from ..engine.findings import Audit, Finding, Judgment, count
from ..engine.proof import Cited, Proof, Question
from ..engine.questions import OpenQuestion, open_questions
from ..engine.sentences import days_late
from ..engine.statuses import Status
from ..engine.view import View
from ..facts.days import Day, in_words
from ..facts.statements import Source
from .model import (
    SCHEMA_VERSION,
    Bound,
    DayKnown,
    DaysLate,
    DossierUsed,
    Evidence,
    FileUsed,
    InstrumentNamed,
    LawVersion,
    NarrowedTo,
    PartnershipAudited,
    ProofNode,
    ProvisionInForce,
    QuestionAsked,
    QuestionOpen,
    Report,
    ReportedFinding,
    RulesUsed,
    SourceUsed,
    StepToTake,
    Subject,
    Tool,
    ViewProved,
)
from .safe_text import plain

#: The statuses whose proof is shown by default.
OPEN = (Status.GAP, Status.MET_LATE, Status.DUE, Status.JUDGEMENT_NEEDED)


def report_of(
    audit: Audit,
    judgments: tuple[Judgment, ...] | None = None,
    *,
    narrowed: NarrowedTo | None = None,
    proof: str = "open",
    with_map: bool = False,
) -> Report:
    """The report of an audit, or of the judgments chosen from it.

    ``narrowed`` says by what they were chosen, where that leaves any out. ``proof`` says of which findings the proof is
    kept: all, open or none; ``with_map`` keeps the statute map.
    """
    chosen = audit.judgments if judgments is None else judgments
    dossier = audit.dossier
    return Report(
        schema_version=SCHEMA_VERSION,
        tool=Tool("dutybound", __version__),
        engine=audit.engine,
        as_at=audit.as_at,
        as_at_note=audit.as_at_note,
        rules=RulesUsed(audit.rules_count, audit.rules_digest),
        dossier=DossierUsed(
            audit.title, audit.dossier_as_at, tuple(FileUsed(each.path, each.sha256) for each in audit.files)
        ),
        redacted=False,
        deaths=len(dossier.deaths),
        partnerships=tuple(
            PartnershipAudited(id, each.title or id, tuple(sorted(each.areas)))
            for id, each in sorted(dossier.partnerships.items())
        ),
        sources=tuple(source_used(id, each) for id, each in sorted(dossier.sources.items())),
        narrowed=narrowed if narrowed is not None and narrowed.among > len(chosen) else None,
        summary={status.value: number for status, number in count(each.finding for each in chosen).items()},
        not_checked=audit.not_checked,
        left_aside=audit.left_aside,
        last_known=audit.last_known,
        questions=tuple(question_open(each) for each in open_questions(audit)),
        provisions=tuple(_provisions(audit)) if with_map else (),
        instruments=tuple(_instruments(audit, chosen)),
        findings=tuple(finding_reported(each, audit.citations, proof) for each in chosen),
    )


def finding_reported(judgment: Judgment, citations: dict[str, str], proof: str = "none") -> ReportedFinding:
    """One finding; ``citations`` are the instruments by the folder of their rules."""
    finding = judgment.finding
    shown = proof == "all" or (proof == "open" and finding.status in OPEN)
    return ReportedFinding(
        id=finding.id,
        rule=finding.rule,
        part=finding.part,
        part_words=finding.part_words,
        title=finding.title,
        provision=finding.provision,
        instrument=citations.get(finding.instrument, finding.instrument),
        url=finding.url,
        kind=finding.kind,
        force=finding.force,
        local=finding.local,
        subject=Subject(finding.subject_kind, finding.subject, finding.subject_title),
        partnership=finding.partnership,
        period=finding.period,
        bound=Bound(finding.acts, finding.owes),
        status=finding.status.value,
        cause=finding.cause,
        hinge=finding.hinge,
        waits_on=finding.waits_on,
        use=finding.use,
        sentence=finding.sentence,
        remark=finding.remark,
        consequence=finding.consequence,
        since=day_known(finding.since),
        due=day_known(finding.due),
        done=finding.done,
        done_on=day_known(finding.done_on),
        late_by=_late(finding),
        past=finding.past,
        opened=finding.opened,
        stated=finding.stated,
        remedy=tuple(StepToTake(each.who, each.do) for each in finding.remedy),
        questions=tuple(_question_asked(each) for each in finding.questions),
        evidence=tuple(evidence_reported(each) for each in finding.evidence),
        law_version=_version(finding),
        review=finding.review,
        proof=tuple(_view(each) for each in judgment.views) if shown else None,
    )


def day_known(day: Day | None) -> DayKnown | None:
    """A day as its edges and its words; an open edge is none, and so is a day of which nothing is known."""
    if day is None or (day.earliest == date.min and day.latest == date.max):
        return None
    earliest = None if day.earliest == date.min else day.earliest
    return DayKnown(earliest, None if day.latest == date.max else day.latest, in_words(day))


#: A host, then what an address may hold: no space, quote, bracket or mark that turns text round, and nobody's name
#: before the host, which could pass for it.
_WEB = re.compile(r"https?://[\w.-]+(?::\d{1,5})?(?:[/?#][^\s\"<>\\^`{|}]*)?", re.IGNORECASE)


def web_link(text: str | None) -> str | None:
    """A link that may be followed from a report: http or https, with a host. Any other is none."""
    return text if text and text == plain(text) and _WEB.fullmatch(text) else None


def source_used(id: str, source: Source) -> SourceUsed:
    """A source as a report names it."""
    told = source.date.either if source.date else ()
    return SourceUsed(id, source.title, source.kind, in_words(told[0].value) if told else None, web_link(source.url))


def question_open(question: OpenQuestion) -> QuestionOpen:
    """A question of the whole audit."""
    about = tuple(each for each in question.about if each)
    return QuestionOpen(question.text, question.ask, about, question.paths, question.settles, question.bears_on)


def _late(finding: Finding) -> DaysLate | None:
    if finding.late_by is None:
        return None
    least, most = finding.late_by
    return DaysLate(least, most, days_late(finding.late_by))


def _version(finding: Finding) -> LawVersion | None:
    version = finding.version
    if version is None:
        return None
    last = None if version.open else version.last
    return LawVersion(version.first, last, version.by, version.sure, finding.why_version)


def _question_asked(question: Question) -> QuestionAsked:
    return QuestionAsked(str(question), question.path, question.ask)


def evidence_reported(cited: Cited) -> Evidence:
    """A statement that a finding rests on or quotes."""
    return Evidence(
        cited.path,
        cited.value,
        cited.source,
        cited.at,
        cited.note,
        cited.words,
        cited.weight,
        cited.by,
        cited.basis,
    )


def _view(view: View) -> ViewProved:
    return ViewProved(
        view.version.provision,
        view.outcome.value,
        _node(view.arises),
        _node(view.applies),
        tuple(_node(each) for each in view.exceptions),
        _node(view.requires),
        _node(view.used) if view.used is not None else None,
    )


def _node(proof: Proof) -> ProofNode:
    return ProofNode(
        proof.form.value,
        proof.truth.value,
        proof.label,
        proof.doubt.value if proof.doubt is not None else None,
        tuple(evidence_reported(each) for each in proof.cited),
        tuple(_node(child) for child in proof.children),
    )


def _instruments(audit: Audit, judgments: tuple[Judgment, ...]) -> Iterator[InstrumentNamed]:
    """The instruments that the findings shown cite, in the order of their citations."""
    for citation in sorted({audit.citations.get(each.finding.instrument, "") for each in judgments}):
        if citation in audit.instruments:
            yield InstrumentNamed(citation, audit.instruments[citation])


def _provisions(audit: Audit) -> Iterator[ProvisionInForce]:
    """The rows of the statute map in force on the day of the audit."""
    for each in audit.coverage:
        row = each.row
        if row.first is not None and row.first <= audit.as_at <= row.last:
            yield ProvisionInForce(
                audit.citations.get(row.instrument, row.instrument),
                row.provision,
                row.extents,
                row.says,
                row.link,
                each.status,
                each.rules,
                row.why or None,
            )
