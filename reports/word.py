"""The report as a Word paper: for a committee, or as the findings list of a task-and-finish group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from ..engine.statuses import Status
from ..facts.days import in_words
from ..facts.world import Doubt
from . import word_findings as told_as
from . import word_parts as part
from .grouping import by_whom, of_status, statuses_shown
from .key_findings import Group, KeyFinding, key_findings
from .model import LawVersion, Report, ReportedFinding
from .recommendations import Recommendation, days_due, to_do_in_time, to_judge, to_put_right
from .word_paper import Cell, Link, Paper
from .word_parts import Told, capital, counted
from .wording import NOT_ADVICE, a_breach, force, listed, named

#: The section that holds the key findings, in each shape: what refers to a finding needs its number.
_FINDINGS_IN = {"committee-report": 3, "findings-list": 2}
_MOST_QUESTIONS = 10
_FORCES = {
    "must": "a duty in an Act or in regulations.",
    "must have regard": "something that must be taken into account. It can be departed from for good reason.",
    "expected": "what guidance asks. Guidance is not law, and to depart from it is no breach by itself.",
    "condition": "not a duty. If it does not hold, something else follows, and the finding says what.",
    "may": "a power. Not to use it is never a gap.",
}


def render(report: Report, shape: str) -> bytes:
    """The report as the bytes of a .docx file, in the shape committee-report or findings-list."""
    write = {"committee-report": _committee_report, "findings-list": _findings_list}[shape]
    paper = Paper(report.dossier.title, f"As at {in_words(report.as_at)}. Not legal advice.")
    write(paper, Told(report, key_findings(report.findings), _FINDINGS_IN[shape]))
    return paper.saved("Duties of community safety partnerships in law", NOT_ADVICE, report.as_at)


# -- the committee's report


def _committee_report(paper: Paper, told: Told) -> None:
    part.face(paper, told, "Report to the committee on community safety partnerships and the law")
    paper.heading(1, "Purpose")
    _purpose(paper, told, "the committee")
    part.counts(paper, told)
    paper.heading(1, "Recommendations")
    paper.numbered("The committee is recommended to:", kept=True)
    for recommended in _recommended(told):
        paper.lettered(recommended)
    paper.heading(1, "Key findings")
    _findings(paper, told, "section 6")
    paper.heading(1, "Legal implications")
    _legal_implications(paper, told)
    paper.heading(1, "Evidence")
    _evidence(paper, told)
    paper.heading(1, "Questions outstanding")
    _outstanding(paper, told)
    paper.heading(1, "Next steps")
    _next_steps(paper, told)
    paper.appendix("Appendix A: Provisions checked")
    paper.text(f"The {counted(len(told.report.findings), 'finding')} by provision. {part.ELSEWHERE}")
    part.provisions(paper, told)
    if told.report.questions:
        paper.appendix("Appendix B: All questions, by whom to ask")
        part.questions(paper, told)
    paper.appendix("Appendix C: How this report was made")
    part.made(paper, told)


def _purpose(paper: Paper, told: Told, reader: str) -> None:
    report = told.report
    names = tuple(each.title for each in report.partnerships)
    whose = listed(names, part.MOST_NAMES) if names else "the areas of the dossier"
    note = f" ({report.as_at_note})" if report.as_at_note and report.as_at == report.dossier.as_at else ""
    paper.numbered(
        f"To tell {reader} how far the duties that the law lays on {whose}, and on those who work with "
        f"{'them' if len(names) != 1 else 'it'}, are shown to be met, as at {in_words(report.as_at)}{note}."
    )
    paper.numbered(
        f"The facts that were collected were compared with {counted(report.rules.count, 'rule')} made from the law. "
        "A fact that is not known is never taken as a no. It is listed as a question."
    )
    for sentence in _days(report):
        paper.numbered(sentence)


def _days(report: Report) -> Iterator[str]:
    """What a reader must know where the report and the dossier speak for different days."""
    if report.as_at != report.dossier.as_at:
        later = report.last_known or any(each.cause == Doubt.LAST_KNOWN.value for each in report.findings)
        known = f". How things stood on {in_words(report.as_at)} is only last known" if later else ""
        yield f"The facts speak as at {in_words(report.dossier.as_at)}{known}."
    if report.left_aside:
        yield f"Left aside, as later than {in_words(report.as_at)}: {', '.join(report.left_aside)}."


def _recommended(told: Told) -> Iterator[str]:
    """What the committee is recommended to do, as words that follow "to"."""
    key, report = told.key, told.report
    yield _to_note(told)
    for step in to_put_right(key):
        yield f"ask {step.who}{',' if ',' in step.who else ''} to {step.do} ({told.numbers(step.findings)});"
    for when, findings in days_due(key).items():
        yield f"ask those who must act to show that what falls due {when} is done ({told.numbers(findings)});"
    if key.judgement.findings:
        yield f"ask that the judgements in {told.numbers(key.judgement.findings)} are made and recorded;"
    if report.questions:
        yield (
            f"ask officers to put the {counted(len(report.questions), 'question')} in Appendix B "
            "and report the answers;"
        )
    yield "have somebody who can advise on law look at this report before anybody acts on a gap."


def _to_note(told: Told) -> str:
    """What the committee notes: the gaps, or that none was found and what that does not mean."""
    report = told.report
    untold = len(of_status(report.findings, Status.CANNOT_TELL))
    kinds = [
        f"{_headed(group)} ({told.numbers(group.findings)})"
        for group in (*told.key.gaps, told.key.late)
        if group.findings
    ]
    open_ones = f"{untold:,} of {counted(len(report.findings), 'finding')} cannot be told from the facts given"
    if not told.key.gaps:
        found = f"{_no_gap(report)}{f', and {kinds[0]}' if kinds else ''}"
        doubt = f". This does not show that every duty was met: {open_ones};" if untold else ";"
        return f"note {found}{doubt}"
    return f"note {listed(tuple(kinds), len(kinds))}{f', and that {open_ones}' if untold else ''};"


def _no_gap(report: Report) -> str:
    """What can be noted where no gap is shown; of gaps that were left out, nothing."""
    if Status.GAP not in statuses_shown(report):
        return "that this report leaves gaps out, and does not show whether there are any"
    return f"that no gap is among the findings{' shown' if report.narrowed else ''}"


def _headed(group: Group) -> str:
    """A group in words for a sentence: 6 gaps in what the law says must be done."""
    heading = f"{group.heading[:1].lower()}{group.heading[1:]}"
    if heading.startswith("gaps "):
        return f"{counted(group.count, 'gap')}{heading.removeprefix('gaps')}"
    if heading == "met late":
        return f"{counted(group.count, 'finding')} of what was met late"
    return f"{counted(group.count, 'finding')} under “{group.heading}”"


def _findings(paper: Paper, told: Told, where_questions: str) -> None:
    """The key findings of both shapes: each has a number for the minutes."""
    key = told.key
    if not key.gaps:
        paper.text(f"{capital(_no_gap(told.report).removeprefix('that '))}.")
    for group in key.in_full:
        told_as.in_full(paper, told, group)
    told_as.due(paper, told)
    told_as.judgement(paper, told)
    told_as.unresolved(paper, told)
    told_as.consequences(paper, told)
    told_as.not_told(paper, told, where_questions)
    told_as.met(paper, told)


def _legal_implications(paper: Paper, told: Told) -> None:
    report = told.report
    for sentence in _of_the_gaps(report):
        paper.numbered(sentence)
    paper.numbered("How strongly the law asks:")
    for strength in dict.fromkeys(each.force for each in report.findings if not each.local):
        paper.bullet(f"{capital(strength)}: {_FORCES.get(strength, '')}")
    if any(each.local for each in report.findings):
        paper.bullet("Local rule: an agreement or condition of your own. It is not law, whatever its words.")
    behind = [each for group in told.key.in_full for each in group.findings]
    if behind:
        paper.numbered("The law behind each gap, and behind what was met late, in the version that was in force:")
        headings = [("Findings", 20), ("Provision", 38), ("Force", 17), ("Version", 45)]
        paper.table("The law behind the findings", headings, _laws_behind(told, behind))
    reviewed = sum(bool(each.review) for each in report.findings)
    if reviewed:
        paper.numbered(
            f"{counted(reviewed, 'finding')} {'carries' if reviewed == 1 else 'carry'} a note headed “Check the law”, "
            "which says what is inferred, or not tested. Those of gaps and of what was met late stand in section 3, "
            "the others in the Excel, CSV and JSON reports."
        )
    if report.not_checked:
        number = len(report.not_checked)
        paper.numbered(
            f"{counted(number, 'provision')} {'was' if number == 1 else 'were'} not checked, as the law is not certain:"
        )
        for each, rows in Counter(report.not_checked).items():
            paper.bullet(f"{each}{f' (counts as {rows})' if rows > 1 else ''}")
    paper.numbered(f"This report says what was found and what was not. {NOT_ADVICE}")


def _of_the_gaps(report: Report) -> Iterator[str]:
    """How many gaps are of a duty that must be done on what sources state, and what the others are."""
    gaps = of_status(report.findings, Status.GAP)
    if not gaps:
        return
    kinds: tuple[tuple[str, Callable[[ReportedFinding], bool]], ...] = (
        ("of a duty that the law says must be done, on what sources state", a_breach),
        ("of less than a duty that the law says must be done", lambda each: each.local or each.force != "must"),
        ("on the reading of whoever compiled the facts, which should be confirmed", lambda each: not each.stated),
        ("of an earlier year, looked at because it was asked for", lambda each: each.opened),
    )
    for words, is_so in kinds:
        number = sum(is_so(each) for each in gaps)
        if number or is_so is a_breach:
            yield f"{number:,} of {counted(len(gaps), 'gap')} {'is' if 1 in (number, len(gaps)) else 'are'} {words}."


def _laws_behind(told: Told, behind: Iterable[KeyFinding]) -> list[Sequence[Cell]]:
    """A row to each provision in one version, with the findings that it decided."""
    decided: dict[tuple[object, ...], list[KeyFinding]] = {}
    for each in behind:
        one = each.first
        decided.setdefault((one.provision, one.instrument, one.force, one.local, one.law_version), []).append(each)
    return [(capital(told.numbers(each)), *_law_behind(each[0].first)) for each in decided.values()]


def _law_behind(finding: ReportedFinding) -> Sequence[Cell]:
    local = " (a local rule, not law)" if finding.local else ""
    link = Link(f"{finding.provision}, {finding.instrument}", finding.url)
    return (link, local), force(finding), _version(finding.law_version) if finding.law_version else ""


def _version(version: LawVersion) -> str:
    until = f" to {in_words(version.to)}" if version.to else ""
    return f"From {in_words(version.from_)}{until} ({version.inserted_by}): {version.why}."


def _evidence(paper: Paper, told: Told) -> None:
    number = len(told.report.sources)
    if number:
        paper.numbered(
            f"The facts come from {counted(number, 'source')}. What each gap rests on stands with it in section 3. "
            "What a source only suggests is quoted, and settles nothing. Where sources conflict, neither is preferred."
        )
        part.sources(paper, told)
    else:
        paper.numbered("The facts are those of whoever compiled the dossier: it names no source.")


def _outstanding(paper: Paper, told: Told) -> None:
    questions = told.report.questions
    if not questions:
        paper.numbered("No question of fact is outstanding.")
        return
    paper.numbered(
        f"{counted(len(questions), 'question')} {'is' if len(questions) == 1 else 'are'} outstanding. "
        "Appendix B lists all of them, alike ones together."
    )
    rows: list[Sequence[Cell]] = [(capital(whom), f"{len(each):,}") for whom, each in by_whom(questions).items()]
    paper.table("Questions, by whom to ask", [("Ask", 80), ("Questions", 20)], rows)
    most = questions[:_MOST_QUESTIONS]
    paper.numbered(f"The {counted(len(most), 'question')} that may settle most:" if len(most) > 1 else "The question:")
    paper.table(
        "Questions that may settle most",
        [("Question", 58), ("About", 26), ("Ask", 24), ("May settle", 12)],
        [
            (
                each.question,
                listed(each.about, 4),
                capital(named(each.ask)) if each.ask else "",
                f"{len(each.settles):,}",
            )
            for each in most
        ],
    )


def _next_steps(paper: Paper, told: Told) -> None:
    key = told.key
    rows: list[Sequence[Cell]] = []
    if told.key.gaps:
        rows.append(
            ("Have the gaps looked at by somebody who can advise on law", "Officers", "Before anybody acts on them")
        )
    rows += [
        (f"{capital(each.do)} ({told.numbers(each.findings)})", capital(each.who), "") for each in to_put_right(key)
    ]
    for when, findings in days_due(key).items():
        who = tuple(dict.fromkeys(named(each.first.bound.acts) for each in findings))
        rows.append(
            (
                f"Do what falls due, or show that it is done ({told.numbers(findings)})",
                capital(listed(who, len(who))),
                capital(when),
            )
        )
    for each in to_judge(key):
        rows.append((f"{capital(each.do)} ({told.numbers(each.findings)})", capital(each.who), ""))
    if told.report.questions:
        rows.append(
            ("Put the questions in Appendix B, add the answers to the dossier, and audit it again", "Officers", "")
        )
    paper.numbered("The committee may wish to agree who takes each step, and by when where no day is given.")
    paper.table("Next steps", [("Step", 62), ("Who", 34), ("By when", 22)], rows)


# -- the findings list


def _findings_list(paper: Paper, told: Told) -> None:
    part.face(paper, told, "Findings list of the task-and-finish group on community safety partnerships and the law")
    paper.heading(1, "Summary")
    _purpose(paper, told, "the group")
    part.counts(paper, told)
    paper.heading(1, "Findings")
    _findings(paper, told, "section 4")
    paper.heading(1, "Suggested recommendations")
    _suggested(paper, told)
    paper.heading(1, "Areas for discussion")
    if told.report.questions:
        paper.numbered("What to ask, by whom to ask. The questions that may settle most come first under each.")
        part.questions(paper, told)
    else:
        paper.numbered("No question of fact is outstanding.")
    paper.heading(1, "Sources, and how this list was made")
    part.sources(paper, told)
    part.made(paper, told)


def _suggested(paper: Paper, told: Told) -> None:
    """The recommendations under those to whom they are addressed."""
    addressed: dict[str, list[Recommendation]] = {}
    for each in (*to_put_right(told.key), *to_do_in_time(told.key), *to_judge(told.key)):
        addressed.setdefault(each.who, []).append(each)
    if not addressed:
        paper.numbered("None: nothing was found that calls for one.")
    for who, recommended in addressed.items():
        paper.heading(2, f"To {who}")
        for each in recommended:
            paper.numbered(f"{capital(each.do)} ({told.numbers(each.findings)}){':' if each.duties else '.'}")
            for title in each.duties:
                paper.bullet(title)
