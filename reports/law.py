"""The law as the tool holds it: rules listed and shown, and the places that it knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ..engine.law import Rule, Version
from ..engine.rulebook import Rulebook, in_force
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


def heading(rule: Rule, width: int) -> Iterator[tuple[str, str]]:
    """What is the same in every version of a rule: its title, kind and force, whom it binds, and why it is there."""
    yield from wrapped(rule.title, width)
    subject = rule.for_each.replace("_", " ")
    yield from wrapped(f"Kind: {rule.kind}. Force: {rule.force or 'none'}. For each {subject}.", width)
    if rule.acts:
        yield from wrapped(f"Bound: {rule.acts}, for {rule.owes}." if rule.owes else f"Bound: {rule.acts}.", width)
    yield from wrapped(f"Why: {rule.why}", width)
    if rule.review:
        yield from wrapped(f"Check the law: {rule.review}", width)


def rule_shown(rule: Rule, width: int) -> Iterator[tuple[str, str]]:
    """A rule in words, with all its versions."""
    yield rule.id, "bold"
    yield from heading(rule, width)
    for part in rule.parts:
        if part.name:
            yield from wrapped(f"Part {part.name}: {part.words}", width, "  ")
        yield from _versions(part.versions, width)
    for row in rule.rows:
        yield from wrapped(": ".join(filter(None, (row.kind, row.expect))), width, "  ")
        yield from _versions(row.versions, width)
    for key, question in rule.judgements.items():
        yield from wrapped(f"Judgement {key}: {question}", width, "  ")
    yield from wrapped(f"Cases: {', '.join(case.name for case in rule.cases)}", width, "  ")
    yield from wrapped(f"File: {rule.file}", width, "  ")


def _versions(versions: Iterable[Version], width: int) -> Iterator[tuple[str, str]]:
    for each in versions:
        until = "" if each.open else f" to {in_words(each.last)}"
        extents = " and ".join(word.capitalize() for word in each.extents)
        words = f"  {each.provision}, {each.instrument} ({extents}): from {in_words(each.first)}{until}, by {each.by}"
        yield from wrapped(f"{words}; {each.sure}", width, "    ")
        if each.also:
            named = ", ".join(f"{other.provision}, {other.instrument}" for other in each.also)
            yield from wrapped(f"    and with it: {named}", width, "      ")
        yield f"    {each.link}", ""


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
