"""The commands on the law as the tool holds it: its rules, their cases and changes, and the statute map."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from ..engine import firing
from ..engine.cases import check_cases
from ..engine.changes import alterations, map_changes, rule_changes
from ..facts.days import in_words
from ..facts.problems import nearest
from ..reports import as_it_stood, changes_json, law, map_table
from ..reports import changes as changes_text
from ..terminal import Exit, fail, print_lines, refuse, width, write
from .reading import evaluating, firing_of, loaded_from, rule_named, rulebook_with


def list_rules(as_at: date | None, local: tuple[Path, ...]) -> None:
    """Print every rule, or those in force on a day."""
    print_lines(law.rule_list(rulebook_with(local), as_at, width(None)), None)


def show(rule: str, as_at: date | None, local: tuple[Path, ...]) -> None:
    """Print one rule with every version, or in words as it stood on a day."""
    rulebook = rulebook_with(local, cases=True)
    chosen = rule_named(rulebook, rule)
    if as_at is None:
        print_lines(law.rule_shown(chosen, width(None)), None)
    else:
        print_lines(as_it_stood.rule_on(rulebook, chosen, as_at, width(None)), None)


def changes(
    start: date,
    end: date,
    with_map: bool,
    dossier: tuple[Path, ...],
    form: str,
    local: tuple[Path, ...],
    engine: str | None,
) -> None:
    """Print what came into force, changed or ended between two days."""
    if end < start:
        refuse(f"--to is before --from: {in_words(end)}, {in_words(start)}")
    rulebook = rulebook_with(local)
    found = rule_changes(rulebook, start, end)
    mapped = map_changes(rulebook, start, end) if with_map else None
    altered = None
    if dossier:
        with evaluating():
            loaded = loaded_from(dossier, rulebook)
            altered = alterations(loaded, rulebook, found, start, end, firing_of(engine))
    if form == "json":
        write(changes_json.render(rulebook, (start, end), found, mapped, altered), None)
    else:
        print_lines(changes_text.lines(rulebook, (start, end), found, mapped, altered, width(None)), None)


def check_rules(rule: tuple[str, ...], local: tuple[Path, ...], engine: str | None) -> None:
    """Run the cases of some rules, or of every rule, and print those that do not come out."""
    rulebook = rulebook_with(local, cases=True)
    chosen = [rule_named(rulebook, each) for each in rule] or list(rulebook.rules.values())
    try:
        results = check_cases(rulebook, chosen, firing_of(engine))
    except firing.FaultError as error:
        fail(f"fault: {error}", Exit.FAULT)
    for each in results:
        if each.problem:
            click.echo(str(each.problem), err=True)
    wrong = sum(1 for each in results if each.problem)
    counted = f"{len(chosen)} rule{'s' * (len(chosen) != 1)}, {len(results)} case{'s' * (len(results) != 1)}"
    click.echo(f"{counted}: {wrong or 'none'} wrong.")
    if wrong:
        sys.exit(Exit.FAULT)


def statute_map(instrument: str | None, status: str | None, counts: bool) -> None:
    """Print the statute map, narrowed as is asked, or how many of its rows are accounted for how."""
    rulebook = rulebook_with(())
    known = [each.id for each in rulebook.instruments]
    if instrument is not None and instrument not in known:
        refuse(f'there is no instrument "{instrument}"{nearest(instrument, known)}')
    words = {each.status for each in rulebook.coverage}
    if status is not None and status not in words:
        refuse(f'no row is "{status}"{nearest(status, words)}')
    chosen = [
        each
        for each in rulebook.coverage
        if instrument in (None, each.row.instrument) and status in (None, each.status)
    ]
    columns = width(None)
    print_lines(
        map_table.count_table(chosen, columns) if counts else map_table.map_table(rulebook, chosen, columns), None
    )
