"""The findings of a Word paper: gaps and what was met late in full, the rest in tables, the untold as counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from ..engine.sentences import by_day
from ..engine.statuses import Status
from .grouping import grouped, of_status
from .key_findings import Group, KeyFinding, duty, parts, told_of
from .model import ReportedFinding
from .recommendations import who_judges
from .word_paper import Cell, Lines, Link, Paper, Piece, Strong, Words
from .word_parts import MOST_NAMES, Told, capital, counted, several
from .wording import CAUSES, evidence_in_words, force, from_table, listed, named, place_in_law, source_titles

_MOST_PROVISIONS = 4
_MOST_DUTIES = 4
_WHY_NOT_TOLD = {
    "fact": "A fact is missing, or not known exactly enough",
    "waits on a rule": "It is not known whether the thing exists on which the duty depends",
    "last known": "It was so on the day of the dossier, and this report is for a later day",
    "conflict": "Sources say different things",
    "hedged": "A source only suggests it",
    "law unsettled": "The law can be read in more than one way",
}


def in_full(paper: Paper, told: Told, group: Group) -> None:
    """Findings in full: the sentence with its number, then law, evidence, what puts it right and what to check."""
    if not group.findings:
        return
    paper.heading(2, f"{group.heading} ({group.count})")
    if group.note:
        paper.text(group.note, kept=True)
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
    paper.below((Strong("Who must act: "), f"{named(first.bound.acts)}, for {named(first.bound.for_)}."))
    evidence = [each for each in first.evidence if not from_table(each)]
    if evidence:
        paper.below((Strong("Evidence:"),), kept=True)
        sources = source_titles(told.report)
        for each in evidence:
            paper.bullet(evidence_in_words(sources, each))
    if first.status == Status.GAP.value and not first.stated:
        paper.below("It rests on the reading of whoever compiled the facts. Confirm it before you rely on it.")
    steps = dict.fromkeys((step.who, step.do) for each in finding.members for step in each.remedy)
    for who, do in steps:
        paper.below((Strong("To put right: "), f"{who}: {do}."))
    if first.review:
        paper.below((Strong("Check the law: "), _check(told, finding)))


def _check(told: Told, finding: KeyFinding) -> str:
    """What to check of the law; where an earlier finding says the same, its number."""
    alike = [each for group in told.key.in_full for each in group.findings if each.first.review == finding.first.review]
    return f"as for {told.numbers(alike[:1])}." if alike[0] is not finding else finding.first.review or ""


def due(paper: Paper, told: Told) -> None:
    """What falls due, a row to a duty and its day."""
    headings = [("Duty", 48), ("Who must act", 19), ("By when", 16), ("About", 19), ("Findings", 13)]
    _rows(paper, told.key.due, "What falls due", headings, lambda each: (_acts(each.first), _when(each.first)))


def judgement(paper: Paper, told: Told) -> None:
    """What awaits a judgement, a row to a duty."""
    headings = [("Duty", 48), ("Ask for a judgement", 28), ("About", 26), ("Findings", 13)]
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
    paper.text(group.note, kept=True)
    rows: list[Sequence[Cell]] = [
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
        yield (
            f"{counted(len(about), 'part')}: {several(about, _MOST_DUTIES)}."
            if len(about) > 1
            else f"Part: {about[0]}."
        )
    yield law_of(finding.members)
    waiting = Counter(duty(each) for each in finding.waiting)
    if waiting:
        yield f"What waits on it ({counted(len(finding.waiting), 'finding')}): {several(waiting, _MOST_DUTIES)}."


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
    paper.text(group.note, kept=True)
    headings = [("Duties", 46), ("Why", 17), ("What is known", 38), ("About", 20), ("Findings", 15)]
    rows = [
        (
            Lines((f"{several(dict.fromkeys(map(duty, each.members)), 6)}.", *_laws(each)), numbered=True),
            CAUSES[each.first.cause or ""],
            Lines(told_of(each, source_titles(told.report)) or ("",)),
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
        for power in powers:
            paper.bullet((f"{power.sentence} ", law_link(power), "."))


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
        "The facts given do not settle these findings. "
        f"A fact that is not known is not a no: it is a question ({where})."
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
