"""The law as the tool holds it: rules listed and shown, and the statute map as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ..engine.law import Rule, Version
from ..engine.rulebook import Rulebook, in_force
from ..engine.statute_map import Coverage, counts
from ..facts.days import in_words
from ..facts.gazetteer import Gazetteer, KnownArea
from .text import wrapped


def rule_list(rulebook: Rulebook, as_at: date | None, width: int) -> Iterator[tuple[str, str]]:
    """Every rule: its id, and what it is."""
    for id in sorted(rulebook.rules):
        rule = rulebook.rules[id]
        if as_at is None or in_force(rule, as_at):
            kind = f"{rule.kind}, {rule.force}" if rule.force and rule.force != rule.kind else rule.kind
            yield id, "bold"
            local = " (a local rule, not law)" if rule.local else ""
            yield from wrapped(f"    {rule.title}{local} [{kind}]", width, "    ")


def rule_shown(rule: Rule, as_at: date | None, width: int) -> Iterator[tuple[str, str]]:
    """A rule in words, with its versions; on a day, only those then in force."""
    yield rule.id, "bold"
    yield from wrapped(rule.title, width)
    yield from wrapped(f"Kind: {rule.kind}. Force: {rule.force or 'none'}. For each {rule.for_each}.", width)
    if rule.acts:
        yield from wrapped(f"Bound: {rule.acts}, for {rule.owes}." if rule.owes else f"Bound: {rule.acts}.", width)
    yield from wrapped(f"Why: {rule.why}", width)
    if rule.review:
        yield from wrapped(f"Check the law: {rule.review}", width)
    for part in rule.parts:
        if part.name:
            yield from wrapped(f"Part {part.name}: {part.words}", width, "  ")
        yield from _versions(part.versions, as_at, width)
    for row in rule.rows:
        yield from wrapped(f"{row.kind}: {row.expect}", width, "  ")
        yield from _versions(row.versions, as_at, width)
    for key, question in rule.judgements.items():
        yield from wrapped(f"Judgement {key}: {question}", width, "  ")
    yield from wrapped(f"Cases: {', '.join(case.name for case in rule.cases)}", width, "  ")
    yield from wrapped(f"File: {rule.file}", width, "  ")


def _versions(versions: Iterable[Version], as_at: date | None, width: int) -> Iterator[tuple[str, str]]:
    chosen = [each for each in versions if as_at is None or each.on(as_at)]
    if not chosen and as_at is not None:
        yield f"  not in force on {in_words(as_at)}", ""
    for each in chosen:
        until = "" if each.open else f" to {in_words(each.last)}"
        extents = " and ".join(word.capitalize() for word in each.extents)
        words = f"  {each.provision}, {each.instrument} ({extents}): from {in_words(each.first)}{until}, by {each.by}"
        yield from wrapped(f"{words}; {each.sure}", width, "    ")
        if each.also:
            named = ", ".join(f"{other.provision}, {other.instrument}" for other in each.also)
            yield from wrapped(f"    and with it: {named}", width, "      ")
        yield f"    {each.link}", ""


def map_table(
    rulebook: Rulebook, chosen: Iterable[Coverage], width: int, *, rows: bool = True
) -> Iterator[tuple[str, str]]:
    """The statute map: each row with how it is accounted for, and the counts of each instrument."""
    everything = list(chosen)
    titles = {each.id: each for each in rulebook.instruments}
    tallies = counts(everything)
    for id, tally in tallies.items():
        instrument = titles[id]
        for line, _ in wrapped(f"{instrument.title} ({instrument.citation})", width):
            yield line, "bold"
        if rows:
            for each in (one for one in everything if one.row.instrument == id):
                yield from _map_row(each, width)
        total = sum(tally.values())
        words = ", ".join(f"{status} {number}" for status, number in sorted(tally.items()))
        yield from wrapped(f"  {total} rows: {words}", width, "  ")
        yield "", ""


def _map_row(each: Coverage, width: int) -> Iterator[tuple[str, str]]:
    row = each.row
    first = in_words(row.first) if row.first else "not in force"
    until = "" if row.last == date.max else f" to {in_words(row.last)}"
    extents = " and ".join(word.capitalize() for word in row.extents)
    how = ", ".join(each.rules) if each.rules else each.status
    why = f" ({row.why})" if row.why and not each.rules else ""
    yield from wrapped(f"  {row.provision}, {extents}, {first}{until}: {how}{why}", width, "    ")


def known_places(gazetteer: Gazetteer, word: str) -> list[tuple[str, str]]:
    """The areas, counties and policing bodies of the shipped tables with a word in their id or name."""
    found = []
    for id, row in sorted((*gazetteer.areas.items(), *gazetteer.counties.items())):
        kind = row.kind if isinstance(row, KnownArea) else "two-tier county"
        found.append((id, row.title, f"{kind}{_dates(row.from_, row.to)}"))
    for area in gazetteer.police_areas.values():
        found += [(body.id, body.title, f"{body.kind}{_dates(body.from_, body.to)}") for body in area.bodies]
    word = word.casefold()
    return [(f"{id}: {title}, {kind}", "") for id, title, kind in found if word in id or word in title.casefold()]


def _dates(first: date, last: date) -> str:
    start = f" from {in_words(first)}" if first > date.min else ""
    return start + (f" to {in_words(last)}" if last < date.max else "")
