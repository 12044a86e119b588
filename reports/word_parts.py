"""The parts of a Word paper that both shapes have: its face, counts, findings, questions, sources and appendices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..engine.sentences import by_day
from ..engine.statuses import COUNTED, Status
from ..facts.days import in_words
from .grouping import by_whom, grouped, of_status
from .key_findings import Group, KeyFinding, KeyFindings, duty, numbers_in_words, parts
from .model import Report, ReportedFinding
from .recommendations import named, who_judges
from .word_paper import Cell, Lines, Link, Paper, Piece, Strong, Words
from .wording import (
    CAUSES,
    DEATHS,
    NOT_ADVICE,
    asked,
    evidence_in_words,
    force,
    from_table,
    listed,
    place_in_law,
    source_titles,
)

MOST_NAMES = 8
_MOST_PROVISIONS = 4
MOST_ASKED_ABOUT = 12
ELSEWHERE = "Every finding stands by itself, with its evidence, in the Excel, CSV and JSON reports."
_WHY_NOT_TOLD = {
    "fact": "A fact is missing, or not known exactly enough",
    "waits on a rule": "It is not known whether the thing exists on which the duty depends",
    "last known": "It was so on the day of the dossier, and this report is for a later day",
    "conflict": "Sources say different things",
    "hedged": "A source only suggests it",
    "law unsettled": "The law can be read in more than one way",
}


@dataclass(frozen=True)
class Told:
    """What a paper tells: the report, its key findings, and the section in which they stand."""

    report: Report
    key: KeyFindings
    section: int

    def numbers(self, findings: Iterable[KeyFinding]) -> str:
        """The numbers of some findings, for a sentence."""
        return numbers_in_words(self.section, findings)

    def law(self, instrument: str) -> str:
        """What an instrument is called, with its citation where that says more."""
        title = next((each.title for each in self.report.instruments if each.citation == instrument), "")
        return f"{title} ({instrument})" if title else instrument


def listed_names(names: tuple[str, ...]) -> str:
    """Names for a sentence, beyond a few the first ones and how many more."""
    return listed(names, MOST_NAMES)


def counted(number: int, one: str, several: str = "") -> str:
    """A number of things in words: 1 finding; 1,170 findings."""
    return f"{number:,} {one if number == 1 else several or f'{one}s'}"


# -- the face


def face(paper: Paper, told: Told, what: str) -> None:
    """The title, what the paper is, and what a reader must know before reading on."""
    report = told.report
    paper.title(f"{what}, as at {in_words(report.as_at)}")
    paper.notice("This is not legal advice. Before you act on a gap, have somebody who can advise on law look at it.")
    if report.redacted:
        paper.notice("Redacted: names, ages, days and places of death, notes and quotes were taken out.")
    elif report.deaths:
        paper.notice(DEATHS)


def counts(paper: Paper, told: Told) -> None:
    """How many findings have each status, by how strongly the law asks; a local rule is no law and counts apart."""
    findings = told.report.findings
    kinds = list(dict.fromkeys(_strength(each) for each in sorted(findings, key=_by_strength)))
    numbers = Counter((each.status, _strength(each)) for each in findings)
    rows: list[Sequence[Cell]] = [
        (
            status.label.capitalize(),
            *(str(numbers[status.value, kind]) for kind in kinds),
            f"{told.report.summary.get(status.value, 0):,}",
        )
        for status in _shown(told.report)
    ]
    of_kind = Counter(_strength(each) for each in findings)
    total = ("All findings", *(f"{of_kind[kind]:,}" for kind in kinds), f"{len(findings):,}")
    rows.append(tuple((Strong(each),) for each in total))
    paper.table(
        "Findings by status, and by how strongly the law asks",
        [("Status", 30), *((kind, 14) for kind in kinds), ("All", 12)],
        rows,
    )


def _shown(report: Report) -> Iterable[Status]:
    return (status for status in Status if status in COUNTED or report.summary.get(status.value))


_STRENGTHS = ("Must", "Must have regard", "Expected (guidance)", "Condition", "May (power)", "Local rule")


def _strength(finding: ReportedFinding) -> str:
    if finding.local:
        return "Local rule"
    return {"expected": "Expected (guidance)", "may": "May (power)"}.get(finding.force, force(finding))


def _by_strength(finding: ReportedFinding) -> int:
    strength = _strength(finding)
    return _STRENGTHS.index(strength) if strength in _STRENGTHS else len(_STRENGTHS)


# -- findings


def in_full(paper: Paper, told: Told, group: Group) -> None:
    """Findings in full: the sentence with its number, then law, evidence, what puts it right and what to check."""
    if not group.findings:
        return
    paper.heading(2, f"{group.heading} ({group.count})")
    if group.note:
        paper.text(group.note)
    titled = ""
    for finding in group.findings:
        if finding.first.title != titled:
            titled = finding.first.title
            paper.heading(3, titled)
        paper.numbered(f"{finding.first.sentence}{_the_same(finding)}", kept=True)
        _details(paper, told, finding)


def _the_same(finding: KeyFinding) -> str:
    others = tuple(each.subject.title for each in finding.members[1:])
    return f" The same for {listed(others, len(others))}." if others else ""


def _details(paper: Paper, told: Told, finding: KeyFinding) -> None:
    first = finding.first
    local = " (a local rule, not law)" if first.local else ""
    law = Link(f"{first.provision}, {told.law(first.instrument)}", first.url)
    due = f" It was due {by_day(first.due.text)}." if first.due and first.status == Status.GAP.value else ""
    past = " It cannot now be done in time." if first.past else ""
    paper.below((Strong(f"{force(first)}: "), law, f"{local}.{due}{past}"))
    paper.below((Strong("Who must act: "), f"{first.bound.acts}, for {first.bound.for_}."))
    evidence = [each for each in first.evidence if not from_table(each)]
    if evidence:
        paper.below((Strong("Evidence:"),))
        sources = source_titles(told.report)
        for each in evidence:
            paper.bullet(evidence_in_words(sources, each))
    if first.status == Status.GAP.value and not first.stated:
        paper.below("It rests on the reading of whoever compiled the facts. Confirm it before you rely on it.")
    steps = dict.fromkeys((step.who, step.do) for each in finding.members for step in each.remedy)
    for who, do in steps:
        paper.below((Strong("To put right: "), f"{who}: {do}."))
    if first.review:
        paper.below((Strong("Check the law: "), first.review))


def due(paper: Paper, told: Told) -> None:
    """What falls due, a row to a duty and its day."""
    headings = [("Duty", 44), ("Who must act", 20), ("By when", 17), ("About", 19), ("Findings", 11)]
    _rows(paper, told.key.due, "What falls due", headings, lambda each: (_acts(each.first), _when(each.first)))


def judgement(paper: Paper, told: Told) -> None:
    """What awaits a judgement, a row to a duty."""
    headings = [("Duty", 46), ("Ask for a judgement", 30), ("About", 26), ("Findings", 11)]
    _rows(
        *(paper, told.key.judgement, "What needs a judgement", headings),
        lambda each: (capital(listed(who_judges(each), MOST_NAMES)),),
    )


def _rows(
    paper: Paper,
    group: Group,
    caption: str,
    headings: list[tuple[str, int]],
    between: Callable[[KeyFinding], tuple[str, ...]],
) -> None:
    if not group.findings:
        return
    paper.heading(2, f"{group.heading} ({group.count})")
    paper.text(group.note)
    rows = [
        (
            Lines(tuple(_duty(each)), numbered=True),
            *between(each),
            listed(each.subjects, MOST_NAMES),
            f"{each.count:,}",
        )
        for each in group.findings
    ]
    paper.table(caption, headings, rows)


def _duty(finding: KeyFinding) -> Iterator[Words]:
    """A duty, its parts, the law, and the duties that wait on it."""
    about = parts(finding.members)
    period = f" ({finding.first.period})" if finding.first.period else ""
    yield f"{duty(finding.first)}{period}."
    if about:
        yield f"{counted(len(about), 'part')}: {listed(about, 5)}." if len(about) > 1 else f"Part: {about[0]}."
    yield law_of(finding.members)
    waiting = Counter(duty(each) for each in finding.waiting)
    if waiting:
        yield f"What waits on it ({counted(len(finding.waiting), 'finding')}): {'; '.join(waiting)}."


def law_of(findings: Sequence[ReportedFinding]) -> Words:
    """The force, and the provisions of one duty with their links; a local rule is never shown as law."""
    first = findings[0]
    links = list({each.provision: Link(each.provision, each.url) for each in findings}.values())
    pieces: list[Piece] = [f"{force(first)}: "]
    for index, link in enumerate(links[:_MOST_PROVISIONS]):
        pieces += [", ", link] if index else [link]
    more = len(links) - _MOST_PROVISIONS
    local = " (a local rule, not law)" if first.local else ""
    return (*pieces, f"{f' and {more} more' if more > 0 else ''}, {first.instrument}{local}.")


def _acts(finding: ReportedFinding) -> str:
    return capital(named(finding.bound.acts))


def _when(finding: ReportedFinding) -> str:
    done = {"no": "Not done", "yes": "Done"}.get(finding.done or "", "Not known if done")
    return f"{capital(by_day(finding.due.text))}. {done}." if finding.due else f"{done}."


def unresolved(paper: Paper, told: Told) -> None:
    """What cannot be told because sources conflict or only suggest it, or the law can be read in two ways."""
    group = told.key.unresolved
    if not group.findings:
        return
    paper.heading(2, f"{group.heading} ({group.count})")
    paper.text(group.note)
    headings = [("Duties", 46), ("Why", 18), ("What is known", 40), ("About", 18), ("Findings", 11)]
    rows = [
        (
            Lines((f"{'; '.join(dict.fromkeys(duty(one) for one in each.members))}.", *_laws(each)), numbered=True),
            CAUSES[each.first.cause or ""],
            Lines(tuple(_known(told, each)) or ("",)),
            listed(each.subjects, MOST_NAMES),
            f"{each.count:,}",
        )
        for each in group.findings
    ]
    paper.table("What a question alone does not settle", headings, rows)


def _laws(finding: KeyFinding) -> Iterator[Words]:
    """The law of findings that may be of several duties: a line to each instrument and force."""
    for members in grouped(finding.members, lambda each: f"{each.force} {each.instrument}").values():
        yield law_of(members)


def _known(told: Told, finding: KeyFinding) -> Iterator[str]:
    """What sources say where that leaves a finding open: remarks, or statements in the sources' own words."""
    remarks = dict.fromkeys(each.remark for each in finding.members if each.remark)
    if remarks:
        yield from remarks
        return
    sources = source_titles(told.report)
    said = dict.fromkeys(
        evidence_in_words(sources, one)
        for each in finding.members
        for one in each.evidence
        if one.words and not from_table(one) and (finding.first.cause != "hedged" or one.weight != "stated")
    )
    yield from said


def consequences(paper: Paper, told: Told) -> None:
    """Conditions that do not hold, with what follows; and powers."""
    group = told.key.consequences
    powers = of_status(told.report.findings, Status.POWER)
    if group.findings:
        paper.heading(2, f"{group.heading} ({group.count})")
        paper.text("These are not gaps.")
        for each in group.findings:
            paper.numbered((f"{each.first.sentence}{_the_same(each)} ", law_link(each.first), "."))
    if powers:
        paper.heading(2, f"Powers ({len(powers)})")
        paper.text("A power may be used or left. Not to use it is never a gap.")
        for each in powers:
            paper.bullet((f"{each.sentence} ", law_link(each), "."))


def law_link(finding: ReportedFinding) -> Link:
    """The provision of a finding and its instrument, with its link."""
    return Link(place_in_law(finding), finding.url)


def not_told(paper: Paper, told: Told, where: str) -> None:
    """What cannot be told: how much, why, and where the questions stand."""
    chosen = of_status(told.report.findings, Status.CANNOT_TELL)
    if not chosen:
        return
    paper.heading(2, f"What cannot be told ({len(chosen):,})")
    paper.text(
        f"The facts given do not settle these findings. A fact that is not known is not a no: it is a question ({where})."
    )
    causes = Counter(each.cause or "fact" for each in chosen)
    rows = [(_WHY_NOT_TOLD.get(cause, capital(cause)), f"{number:,}") for cause, number in causes.most_common()]
    total = ((Strong("All that cannot be told"),), (Strong(f"{len(chosen):,}"),))
    paper.table("Why it cannot be told", [("Why", 80), ("Findings", 20)], [*rows, total])


def met(paper: Paper, told: Told) -> None:
    """What was met on these facts, a row to a duty."""
    chosen = of_status(told.report.findings, Status.COMPLIANT)
    if not chosen:
        return
    paper.heading(2, f"Met, on these facts ({len(chosen):,})")
    paper.text(
        "The facts given meet what the rule asks. That is no certificate: a rule may ask less than the whole duty."
    )
    rows = [
        (
            Lines((f"{duty(each[0])}.", law_of(each))),
            listed(tuple(dict.fromkeys(one.subject.title for one in each)), MOST_NAMES),
            f"{len(each):,}",
        )
        for each in grouped(chosen, lambda each: f"{each.rule} {each.instrument}").values()
    ]
    paper.table("What was met, on these facts", [("Duty", 72), ("About", 30), ("Findings", 14)], rows)


# -- questions


def questions(paper: Paper, told: Told) -> None:
    """Every question, under whom to ask."""
    for whom, each in by_whom(told.report.questions).items():
        paper.heading(2, f"{capital(named(whom))} ({counted(len(each), 'question')})")
        for question in each:
            paper.question(asked(question, MOST_ASKED_ABOUT))


# -- sources and appendices


def sources(paper: Paper, told: Told) -> None:
    """The sources, with how many findings rest on or quote each."""
    report = told.report
    cited = Counter(source for each in report.findings for source in {one.source for one in each.evidence})
    rows = [
        (
            (Link(each.title, each.url),) if each.url else each.title,
            each.kind.capitalize(),
            capital(each.date or "not given"),
            f"{cited[each.id]:,}",
        )
        for each in report.sources
    ]
    if rows:
        headings = [("Source", 56), ("Kind", 14), ("Date", 22), ("Findings that cite it", 14)]
        paper.table("Sources of the facts", headings, rows)


def provisions(paper: Paper, told: Told) -> None:
    """Every provision that a finding is under, by instrument, with how its findings stand."""
    for instrument, findings in grouped(told.report.findings, lambda each: each.instrument).items():
        paper.heading(2, capital(told.law(instrument)))
        if findings[0].local:
            paper.text("These are local rules, and not law.")
        rows: list[Sequence[Cell]] = []
        for group in grouped(findings, lambda each: f"{each.provision} {each.force}").values():
            first = group[0]
            duties = tuple(dict.fromkeys(duty(each) for each in group))
            rows.append(((Link(first.provision, first.url),), "; ".join(duties), force(first), _stand(group)))
        headings = [("Provision", 22), ("Duty", 52), ("Force", 16), ("Findings", 26)]
        paper.table(f"Provisions of {told.law(instrument)}", headings, rows)


def _stand(findings: Iterable[ReportedFinding]) -> Lines:
    statuses = Counter(each.status for each in findings)
    shown = (status for status in Status if statuses[status.value])
    return Lines(tuple(f"{status.label.capitalize()}: {statuses[status.value]:,}" for status in shown))


def made(paper: Paper, told: Told) -> None:
    """How the report was made, so that it can be made again."""
    report = told.report
    fired = "durable-rules" if report.engine == "durable-rules" else "the tool's own closures alone"
    paper.text(f"Made by {report.tool.name} {report.tool.version}. The outcomes were decided by {fired}.")
    paper.text(f"{counted(report.rules.count, 'rule')}, of digest {report.rules.digest}.")
    paper.text(f"The dossier “{report.dossier.title}” speaks as at {in_words(report.dossier.as_at)}. Its files:")
    for each in report.dossier.files:
        paper.bullet(f"{each.path} (SHA-256 {each.sha256})")
    paper.text(NOT_ADVICE)


def capital(text: str) -> str:
    """Text that begins with a capital letter."""
    return f"{text[:1].upper()}{text[1:]}"
