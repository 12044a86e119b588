"""Changes of law for a terminal: day by day what came into force, changed or ended, and which findings that alters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from ..engine.changes import FORMAL, MAKER, PROVISION, Alterations, Altered, How, MapChange, RuleChange
from ..engine.findings import Finding
from ..engine.law import Version
from ..engine.rulebook import Rulebook
from ..engine.statute_map import Coverage, Row
from ..facts.days import in_words
from .phrases import sentence, words_of
from .text import id_in, wrapped
from .wording import listed

Lines = Iterator[tuple[str, str]]


def lines(
    rulebook: Rulebook,
    span: tuple[date, date],
    changes: tuple[RuleChange, ...],
    mapped: tuple[MapChange, ...] | None,
    alterations: Alterations | None,
    width: int,
) -> Lines:
    """Every change after the first day of the span, up to and including its last, and what that alters."""
    citations = {each.id: each.citation for each in rulebook.instruments}
    start, end = (in_words(day) for day in span)
    yield from wrapped(f"Changes of law after {start}, up to and including {end}", width)
    days = {each.turn.day for each in changes} | {each.turn.day for each in mapped or ()}
    for day in sorted(days):
        yield "", ""
        yield in_words(day), "bold"
        for change in changes:
            if change.turn.day == day:
                yield from _rule_change(change, citations, width)
        for row in mapped or ():
            if row.turn.day == day:
                yield from _map_change(row, citations, width)
    yield "", ""
    yield from wrapped(_counted(changes, mapped), width)
    if any(not each.rule.judged for each in changes):
        yield from wrapped(
            "Where a list or a term changed, findings of the rules that read it can come out otherwise too.", width
        )
    if alterations is not None:
        yield from _findings(alterations, span, width)


def _counted(changes: tuple[RuleChange, ...], mapped: tuple[MapChange, ...] | None) -> str:
    told = f"{len(changes) or 'No'} change{'s' * (len(changes) != 1)} of rules." if changes else "No rule changed."
    if mapped is None:
        return f"{told} What no rule encodes is left out (--map)."
    return f"{told} {len(mapped)} in the statute map that no rule encodes."


def _head(how: How, nations: tuple[str, ...], provision: str, citation: str, width: int) -> Lines:
    where = " and ".join(nation.capitalize() for nation in nations)
    yield from wrapped(f"* {how.value.capitalize()} in {where}: {provision}, {citation}", width, "  ")


def _rule_change(change: RuleChange, citations: dict[str, str], width: int) -> Lines:
    turn, rule, version = change.turn, change.rule, change.version
    citation = citations.get(version.instrument, version.instrument)
    yield from _head(turn.how, turn.nations, version.provision, citation, width)
    yield from _indented(title_of(change, version), width)
    if turn.before is not None and turn.after is None:
        yield from _indented(f"It was in force {_span(turn.before)}, by {turn.before.by}.", width)
    elif turn.before is None:
        yield from _indented(f"Made by {version.by}.", width)
    else:
        yield from _changed(change, turn.before, version, citations, width)
    yield from _indented(f"{_id(rule.id, width)}{' (a local rule, not law)' if rule.local else ''}", width)


def _changed(change: RuleChange, before: Version, after: Version, citations: dict[str, str], width: int) -> Lines:
    differs = change.differs
    made = f"Made by {after.by}" + (f"; before, by {before.by}." if MAKER in differs else ", as before.")
    yield from _indented(made, width)
    if PROVISION in differs:
        place = f"{before.provision}, {citations.get(before.instrument, before.instrument)}"
        yield from _indented(f"It stood in {place} before.", width)
    if "the title" in differs:
        yield from _indented(f"Before: {title_of(change, before)}.", width)
    if change.asks_the_same:
        yield from _indented("What this rule asks is the same before and after.", width)
    else:
        yield from _indented(f"What differs: {', '.join(each for each in differs if each not in FORMAL)}.", width)


def title_of(change: RuleChange, version: Version) -> str:
    """What a rule, or the changed part of it, says in a version; of a list, the kind of member."""
    rule = change.rule
    part = next((each for each in rule.parts if each.name == change.part), None)
    if part is None:
        return f"{rule.title}: {change.part}"
    title = sentence(version.text.title, words_of(rule, part, version))
    return f"{title}: {change.words}" if change.words else title


def _map_change(change: MapChange, citations: dict[str, str], width: int) -> Lines:
    turn, coverage = change.turn, change.coverage
    row = coverage.row
    yield from _head(turn.how, turn.nations, row.provision, citations.get(row.instrument, row.instrument), width)
    if turn.before is not None:
        yield from _indented(f"{'It said' if turn.after is None else 'Before'}: {turn.before.says}", width)
    if turn.after is not None:
        yield from _indented(f"{'It says' if turn.before is None else 'After'}: {turn.after.says}", width)
    if turn.after is None:
        yield from _indented(f"It was in force {_span(row)}, by {row.by}.", width)
    else:
        yield from _indented(f"Made by {row.by}.", width)
    yield from _indented(_accounted(coverage, width), width)


def _accounted(coverage: Coverage, width: int) -> str:
    rules = ", ".join(_id(each, width) for each in coverage.rules)
    return f"Rules: {rules}." if rules else f"No rule: {coverage.status}."


def _id(rule: str, width: int) -> str:
    """The id of a rule as words of an indented paragraph."""
    return id_in(rule, width - len("    "))


def _span(version: Version | Row) -> str:
    assert version.first is not None
    return f"from {in_words(version.first)} to {in_words(version.last)}"


def _indented(text: str, width: int) -> Lines:
    yield from wrapped(f"  {text}", width, "    ")


# -- findings


def _findings(alterations: Alterations, span: tuple[date, date], width: int) -> Lines:
    yield "", ""
    for line, _ in wrapped(f"FINDINGS OF {alterations.title} THAT THESE CHANGES ALTER", width):
        yield line, "bold"
    if not alterations.altered:
        yield from wrapped("None of its findings is under a rule that changed.", width)
        return
    start, end = (in_words(day) for day in span)
    yield from wrapped(
        f"Before is as at {start}, after as at {end}. Facts move too: what is known only for the dossier's day, "
        f"{in_words(alterations.as_at)}, is not settled on another.",
        width,
    )
    for rule, found in groupby(alterations.altered, key=lambda each: each.rule.id):
        yield from wrapped(f"* {id_in(rule, width - len('* '))}", width, "  ")
        yield from _of_rule(list(found), width)


def _of_rule(altered: list[Altered], width: int) -> Lines:
    """The altered findings of a rule: what became of them, and below it whose they are."""
    titles = Counter((each.part, each.subject_title) for each in altered)
    subjects: dict[str, list[str]] = {}
    for each in altered:
        once = titles[each.part, each.subject_title] == 1
        name = each.subject_title if once else f"{each.subject_title} ({each.subject})"
        part = f"Part {each.part}: " if each.part else ""
        alike = " (the rule asks the same)" if each.asks_the_same else ""
        told = f"{each.how.value}{alike}. Before: {_statuses(each.before)}. After: {_statuses(each.after)}."
        subjects.setdefault(f"{part}{told}", []).append(name)
    for told, names in subjects.items():
        yield from _indented(told[:1].upper() + told[1:], width)
        yield from wrapped(f"    {'; '.join(names)}", width, "    ")


def _statuses(findings: Iterable[Finding]) -> str:
    """The status of each year, or the one status; what was not judged is said to be so."""
    told = tuple(f"{f'{each.period} ' if each.period else ''}{each.status.label}" for each in findings)
    return listed(told, len(told)) if told else "no finding"
