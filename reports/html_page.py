"""The report as a web page in one file: to read, to search, to print, and to publish."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from ..engine.sentences import by_day
from ..engine.statuses import Status
from ..facts.truth import Truth
from ..facts.world import Doubt
from .entries import (
    Entry,
    by_force,
    by_partnership,
    counted,
    force_in_words,
    sections,
)
from .grouping import by_whom, statuses_shown
from .model import ProvisionInForce, QuestionOpen, Report, ReportedFinding
from .page import capital, page
from .wording import (
    CAUSES_IN_FULL,
    NOT_ADVICE,
    all_findings,
    as_at_in_words,
    care,
    how_firm,
    listed,
    narrowed_in_words,
    of_another_day,
    place_in_law,
    source_titles,
    stated_in,
    what_is_stated,
)

#: What each status means, in a line.
MEANINGS = {
    Status.GAP: "The duty applies, and what the law asks was not done. If it had a day, the day has passed.",
    Status.MET_LATE: "It was done, after its day.",
    Status.DUE: "It is not known to be met, and its day has not passed.",
    Status.JUDGEMENT_NEEDED: "Only somebody's judgement can settle it, and none is recorded.",
    Status.CANNOT_TELL: "The facts do not settle it. Each finding says what to ask.",
    Status.COMPLIANT: "What the law asks was done, by what the dossier says. This is no certificate.",
    Status.NOT_APPLICABLE: "The duty does not arise or apply here, or an exception holds.",
    Status.POWER: "Something that may be done. It is never a gap.",
    Status.NOT_IN_FORCE: "The law was not in force on its day, or not in that nation.",
}
TRUTHS = {
    Truth.TRUE.value: "holds",
    Truth.FALSE.value: "does not hold",
    Truth.UNKNOWN.value: "not known",
}
#: Why a step of a proof is not known, where it is not that nobody has said.
DOUBTS = {
    Doubt.CONFLICT.value: "sources conflict",
    Doubt.HEDGED.value: "only suggested by a source",
    Doubt.LAST_KNOWN.value: "only last known",
}
#: What a step of a proof is called that has no name of its own.
FORMS = {"all of": "all of these", "any of": "any of these", "not": "this is not so"}


def render(report: Report) -> str:
    """The report as HTML: one file that fetches nothing."""
    found = sections(report)
    entries = [each for section in found for group in section.groups for each in (*group.entries, *group.waiting)]
    statuses = statuses_shown(report)
    counts = [report.summary.get(status.value, 0) for status in statuses]
    anchors = {each.status: each.anchor for each in found}
    return page(
        "report.html.jinja",
        styles=("report.css",),
        script="report.js",
        report=report,
        sections=found,
        summary_rows=[
            (status.label, MEANINGS[status], count, anchors.get(status, ""))
            for status, count in zip(statuses, counts, strict=True)
        ],
        status_labels=[status.label for status in statuses],
        status_counts=counts,
        status_choices=[(each.anchor, each.status.label) for each in found],
        meanings=MEANINGS,
        matrices=(
            ("Findings of each partnership", "Partnership, council or body", by_partnership(report, found)),
            ("Findings by how strongly the law asks", "How strongly", by_force(report)),
        ),
        forces=tuple(row.heading for row in by_force(report)),
        by_provision=_entries_by(entries, [place_in_law(each.first) for each in entries]),
        by_bound=_entries_by(entries, [capital(each.first.bound.acts) for each in entries]),
        questions={whom: tuple(asked) for whom, asked in by_whom(report.questions).items()},
        settled_by=_settled_by,
        map=_by_instrument(report),
        findings_of=_findings_of(report),
        waited_on=_waited_on(entries),
        titles_of_rules={each.rule: each.title for each in report.findings},
        sources=source_titles(report),
        source_anchors={each.id: f"source-{number}" for number, each in enumerate(report.sources, 1)},
        words={
            "causes": CAUSES_IN_FULL,
            "doubts": DOUBTS,
            "forms": FORMS,
            "not_advice": NOT_ADVICE,
            "truths": TRUTHS,
        },
        all_findings=all_findings(report),
        care=care(deaths=report.deaths, redacted=report.redacted),
        as_at=as_at_in_words(report),
        of_another_day=of_another_day(report),
        narrowed=narrowed_in_words(report),
        by_day=by_day,
        counted=counted,
        force_in_words=force_in_words,
        how_firm=how_firm,
        listed=listed,
        place_in_law=place_in_law,
        stated_in=stated_in,
        what_is_stated=what_is_stated,
    )


def _entries_by(entries: list[Entry], headings: list[str]) -> dict[str, list[Entry]]:
    """The entries under a heading each, the headings in order."""
    groups: dict[str, list[Entry]] = {}
    for heading, entry in zip(headings, entries, strict=True):
        groups.setdefault(heading, []).append(entry)
    return dict(sorted(groups.items()))


def _waited_on(entries: list[Entry]) -> Callable[[ReportedFinding, str], str | None]:
    """The anchor of the finding of a rule on which another waits: of its own period, where there is one."""
    anchors: dict[tuple[str, str, str | None], str] = {}
    for member in (each for entry in entries for each in entry.members):
        finding = member.finding
        anchors[finding.rule, finding.subject.id, finding.period] = member.anchor
        anchors.setdefault((finding.rule, finding.subject.id, None), member.anchor)
    return lambda waiting, rule: anchors.get(
        (rule, waiting.subject.id, waiting.period), anchors.get((rule, waiting.subject.id, None))
    )


def _settled_by(questions: tuple[QuestionOpen, ...]) -> int:
    """How many findings the answers to some questions may settle."""
    return len({each for question in questions for each in question.settles})


def _by_instrument(report: Report) -> dict[str, list[ProvisionInForce]]:
    groups: dict[str, list[ProvisionInForce]] = {}
    for each in report.provisions:
        groups.setdefault(each.instrument, []).append(each)
    return groups


def _findings_of(report: Report) -> Callable[[ProvisionInForce], str]:
    """How many findings the rules of a provision made; nothing where it has no rule."""
    made = Counter(each.rule for each in report.findings)
    return lambda row: f"{sum(made[each] for each in row.rules):,}" if row.rules else ""
