"""Findings for a terminal: gaps in full, a line each for what is due or awaits judgement, questions, counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from textwrap import wrap

from ..engine.findings import Audit, Finding, count
from ..engine.proof import Cited
from ..engine.questions import OpenQuestion, folded, open_questions
from ..engine.sentences import by_day
from ..engine.statuses import COUNTED, Status
from ..facts.days import in_words
from ..facts.world import Doubt

MOST_QUESTIONS = 10
#: Colours are only ever added to words: (style of rich, words).
STYLES = {Status.GAP: "bold red", Status.MET_LATE: "yellow", Status.DUE: "yellow", Status.JUDGEMENT_NEEDED: "cyan"}


def lines(
    audit: Audit, findings: tuple[Finding, ...], width: int, asked_for: frozenset[Status] = frozenset()
) -> Iterator[tuple[str, str]]:
    """The report, line by line, each with its style; ``asked_for`` are the statuses that the reader named."""
    yield from _head(audit, width)
    told: set[str] = set()  # what need not be said twice
    for status in (Status.GAP, Status.MET_LATE):
        chosen = [each for each in findings if each.status is status]
        if chosen:
            yield from _heading(status, len(chosen))
            for finding, titles in folded(chosen):
                yield from _in_full(audit, finding, titles, width, told)
    for status in (Status.DUE, Status.JUDGEMENT_NEEDED):
        chosen = [each for each in findings if each.status is status]
        if chosen:
            yield from _heading(status, len(chosen))
            yield from _in_lines(audit, chosen, width)
    for status in Status:
        chosen = [each for each in findings if each.status is status]
        if chosen and status in asked_for and status not in STYLES:
            yield from _heading(status, len(chosen))
            for finding, titles in folded(chosen):
                also = f" The same for {listed(titles[1:])}." if len(titles) > 1 else ""
                yield from wrapped(f"* {finding.sentence}{also} {_law(audit, finding)}.", width, "  ")
    if not asked_for:
        yield from _told_apart(audit, findings, width)
        yield from _questions(open_questions(audit), width)
    yield from _counts(audit, findings, width)


def _head(audit: Audit, width: int) -> Iterator[tuple[str, str]]:
    for line, _ in wrapped(audit.title, width):
        yield line, "bold"
    note = f" ({audit.as_at_note})" if audit.as_at_note and audit.as_at == audit.dossier_as_at else ""
    yield from wrapped(f"As at {in_words(audit.as_at)}{note}. {audit.rules_count} rules.", width)
    if audit.engine == "plain":
        yield from wrapped("Decided by the closures alone: durable-rules did not fire the outcomes.", width)
    if audit.as_at != audit.dossier_as_at:
        text = f"The dossier speaks as at {in_words(audit.dossier_as_at)}"
        open_for_it = any(each.cause == Doubt.LAST_KNOWN.value for each in audit.findings)
        known = ": on this day, how things stood then is only last known" if audit.last_known or open_for_it else ""
        yield from wrapped(f"{text}{known}.", width)
    if audit.left_aside:
        yield from wrapped(f"Left aside, as later than this day: {', '.join(audit.left_aside)}.", width)


def _heading(status: Status, number: int) -> Iterator[tuple[str, str]]:
    yield "", ""
    yield f"{status.label.upper()} ({number})", STYLES.get(status, "bold")


def _in_full(
    audit: Audit, finding: Finding, titles: tuple[str, ...], width: int, told: set[str]
) -> Iterator[tuple[str, str]]:
    yield from wrapped(f"* {finding.sentence}", width, "  ")
    if len(titles) > 1:
        yield from wrapped(f"  The same for {listed(titles[1:], len(titles))}.", width, "  ")
    due = f"; it was due {by_day(finding.due)}" if finding.due else ""
    past = ", and cannot now be done in time" if finding.past else ""
    yield from wrapped(f"  {_law(audit, finding)}{due}{past}.", width, "  ")
    for cited in finding.evidence:
        words = evidence(audit, cited)
        if cited.from_table:
            continue
        place = f" ({cited.at})" if cited.at else ""
        yield from wrapped(f"  Evidence: {f'as above{place}' if words in told else words}", width, "    ")
        told.add(words)
    for step in finding.remedy:
        yield from wrapped(f"  To put right: {step.who}: {step.do}.", width, "    ")
    if finding.review and finding.review not in told:
        told.add(finding.review)
        yield from wrapped(f"  Check the law: {finding.review}", width, "    ")


def _law(audit: Audit, finding: Finding) -> str:
    """The force, the provision and its instrument; a local rule is never shown as law."""
    return f"{_force(finding)}: {_place(audit, finding, finding.provision)}"


def _place(audit: Audit, finding: Finding, provisions: str) -> str:
    citation = audit.citations.get(finding.instrument, finding.instrument)
    return f"{provisions}, {citation}{' (a local rule, not law)' if finding.local else ''}"


def listed(titles: tuple[str, ...], most: int = 4) -> str:
    """Names joined for a sentence; beyond a few, the first ones and how many more."""
    if len(titles) > most:
        shown = max(most - 1, 1)
        return f"{', '.join(titles[:shown])} and {len(titles) - shown} more"
    return " and ".join([", ".join(titles[:-1]), titles[-1]]) if len(titles) > 1 else "".join(titles)


def _force(finding: Finding) -> str:
    return finding.force[:1].upper() + finding.force[1:]


def evidence(audit: Audit, cited: Cited) -> str:
    """A statement in words: what it says, whose it is, and how firm."""
    own = (cited.note or "the shipped tables") if cited.from_table else "the dossier"
    where = audit.sources.get(cited.source or "", own)
    place = f", {cited.at}" if cited.at else ""
    words = cited.words or _stated(cited)
    weight = "" if cited.weight == "stated" else f" ({cited.weight})"
    reading = f" [compiler's reading: {cited.basis}]" if cited.compilers and cited.basis else ""
    return f"{words} ({where}{place}){weight}{reading}"


def _stated(cited: Cited) -> str:
    """What a statement comes to where no words of the source are given."""
    first, *rest = cited.path.split(".")
    if first in ("none", "whole", "counts"):
        return cited.value
    if first == "judgements":
        return f"{cited.value}, {cited.note}"
    return f"{' '.join(rest).replace('_', ' ')}: {cited.value}" if rest else cited.value


def _in_lines(audit: Audit, findings: list[Finding], width: int) -> Iterator[tuple[str, str]]:
    """The duties and periods that are alike for the same subjects under one line that names these."""
    groups: dict[tuple[str, str | None, str | None, str | None], list[Finding]] = {}
    waiting = Counter((rule, each.subject, each.period) for each in findings for rule in each.waits_on)
    shown = {(each.rule, each.subject, each.period) for each in findings if not each.waits_on}
    for each in findings:
        if each.waits_on and all((rule, each.subject, each.period) in shown for rule in each.waits_on):
            continue  # folded under the finding on which it waits
        groups.setdefault((each.rule, each.part, each.period, each.done), []).append(each)
    alike: dict[tuple[str, str, tuple[str, ...]], list[list[Finding]]] = {}
    for members in _parts_together(groups.values()):
        everyone = tuple(dict.fromkeys(member.subject_title for member in members))
        alike.setdefault((_force(members[0]), _when(members[0]), everyone), []).append(members)
    for (force, when, everyone), duties in alike.items():
        yield from wrapped(f"* {force}{when}: {listed(everyone, 3)}:", width, "  ")
        for members in duties:
            waited_on = {(member.rule, member.subject, member.period) for member in members if not member.waits_on}
            more = sum(waiting[each] for each in waited_on)
            folded_in = f"; {more} more wait on this" if more else ""
            law = _place(audit, members[0], _provisions(members))
            yield from wrapped(f"  - {_short(members[0], _parts(members))} ({law}){folded_in}", width, "    ")


def _when(finding: Finding) -> str:
    """By when a duty is due, and whether it is done."""
    if not finding.due:
        return ""
    return f", {'not done' if finding.done == 'no' else 'not known if done'}, {by_day(finding.due)}"


#: Words that keep their hyphen where a rule's name is read as words.
_HYPHENED = re.compile(r"\b(co|re) (operat|opt|offend)")


def _parts_together(groups: Iterable[list[Finding]]) -> Iterable[list[Finding]]:
    """Groups that differ only in the part of the rule, as one."""
    together: dict[tuple[object, ...], list[Finding]] = {}
    for members in groups:
        first = members[0]
        subjects = tuple(each.subject for each in members)
        together.setdefault((first.rule, first.period, first.done, first.due, subjects), []).extend(members)
    return together.values()


def _provisions(members: list[Finding]) -> str:
    return listed(tuple(dict.fromkeys(each.provision for each in members)), 3)


def _parts(members: list[Finding]) -> str:
    """The part of the rule, or how many of them there are."""
    parts = tuple(dict.fromkeys(each.part_words or each.part or "" for each in members))
    return parts[0] if len(parts) == 1 else f"{len(parts)} parts"


def _short(finding: Finding, part: str) -> str:
    """A duty in the few words of its rule's name."""
    words = _HYPHENED.sub(r"\1-\2", finding.rule.split("/")[-1].replace("-", " "))
    return f"{words}{f' ({part})' if part else ''}{f' {finding.period}' if finding.period else ''}"


LABELS = {
    "conflict": "Sources conflict",
    "hedged": "Only suggested by a source",
    "law unsettled": "Depends on how the law is read",
}


def _told_apart(audit: Audit, findings: tuple[Finding, ...], width: int) -> Iterator[tuple[str, str]]:
    """What cannot be told for a reason that a question alone does not mend, and how powers stand."""
    chosen = [each for each in findings if each.status is Status.CANNOT_TELL and each.cause in LABELS]
    powers = [each for each in findings if each.status is Status.POWER]
    consequences = folded([each for each in findings if each.consequence])
    if not chosen and not powers and not consequences:
        return
    yield "", ""
    yield "ALSO NOTE", "bold"
    groups: dict[tuple[str, str, str], list[str]] = {}
    for each in chosen:
        period = f" for {each.period}" if each.period else ""
        key = (LABELS[each.cause or ""], each.subject_title, each.remark or _hedge(audit, each))
        groups.setdefault(key, []).append(f"{each.provision}{period}")
    alike: dict[tuple[str, str, str], list[str]] = {}
    for (label, title, remark), provisions in groups.items():
        alike.setdefault((label, ", ".join(dict.fromkeys(provisions)), remark), []).append(title)
    for (label, law, remark), names in alike.items():
        words = f"* {label}: {listed(tuple(names))}: {law}."
        yield from wrapped(f"{words} {remark}" if remark else words, width, "  ")
    for finding, titles in consequences:
        also = f" The same for {listed(titles[1:])}." if len(titles) > 1 else ""
        yield from wrapped(f"* {finding.sentence}{also}", width, "  ")
    held: dict[str, list[str]] = {}
    for each in powers:
        held.setdefault(each.subject_title, []).append(f"{each.provision} {each.use}")
    for title, uses in held.items():
        yield from wrapped(f"* Powers of {title}: {', '.join(uses)}.", width, "  ")


def _hedge(audit: Audit, finding: Finding) -> str:
    """What a source only suggests, quoted; it is not believed."""
    hedged = [each for each in finding.evidence if each.weight != "stated" and each.words]
    return f"Said: {evidence(audit, hedged[0])}." if hedged and finding.cause == "hedged" else ""


def _questions(questions: tuple[OpenQuestion, ...], width: int) -> Iterator[tuple[str, str]]:
    if not questions:
        return
    shown = questions[:MOST_QUESTIONS]
    usual = Counter(each.ask for each in shown).most_common(1)[0][0]
    yield "", ""
    yield f"QUESTIONS THAT SETTLE MOST ({len(shown)} of {len(questions)})", "bold"
    yield from wrapped(f"Ask {usual}, where nobody else is named.", width)
    for number, each in enumerate(shown, 1):
        whom = f" Ask {each.ask}." if each.ask != usual else ""
        yield from wrapped(f"{number:2}. {asked(each, 2)}{whom}", width, "    ")


def asked(each: OpenQuestion, most: int = 3) -> str:
    """A question in words: of what it is asked, and how many findings it may settle."""
    titles = tuple(title for title in each.about if title)
    about = f" ({listed(titles, most)})" if titles else ""
    settled = len(each.settles)
    effect = f"may settle {settled}" if settled else f"bears on {len(each.bears_on)}"
    return f"{each.text}{about} {effect[:1].upper()}{effect[1:]}."


def _counts(audit: Audit, findings: tuple[Finding, ...], width: int) -> Iterator[tuple[str, str]]:
    counted = count(findings)
    yield "", ""
    yield f"COUNTS ({len(findings)} findings)", "bold"
    for status in COUNTED:
        chosen = [each for each in findings if each.status is status]
        if chosen:
            forces: dict[str, int] = {}
            for each in chosen:
                forces[each.force] = forces.get(each.force, 0) + 1
            detail = ", ".join(f"{force} {number}" for force, number in sorted(forces.items()))
            yield f"  {status.label:<22}{counted[status]:>5}   ({detail})", ""
    gaps = [each for each in findings if each.status is Status.GAP]
    if gaps and not audit.breach:
        yield from wrapped("None of these gaps sets exit code 1: docs/meaning.md says which do.", width)
    if audit.not_checked:
        yield from wrapped(
            f"Not checked, as the law is not certain: {len(audit.not_checked)} provisions "
            "(rules map --status 'not certain').",
            width,
        )
    yield from wrapped("This is not legal advice. What the tool does not decide: docs/meaning.md.", width)


def id_in(rule: str, room: int) -> str:
    """The id of a rule as words to wrap: in two, after its folder, if no line has room for it with a comma."""
    return rule if len(rule) < room else rule.replace("/", "/ ")


def wrapped(text: str, width: int, indent: str = "") -> Iterator[tuple[str, str]]:
    """A paragraph as lines of a width, those after the first indented."""
    for line in wrap(text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False) or [""]:
        yield line, ""
