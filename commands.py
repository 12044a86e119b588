"""What each command does with the words that it is given: the rulebook and the dossier read, audited, and printed.

The command line imports this only when a command runs, so that its help does not wait for the law and the models.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from .engine import firing
from .engine.audit import NothingEvaluatedError, audit
from .engine.cases import check_cases
from .engine.changes import alterations, map_changes, rule_changes
from .engine.findings import Audit, Judgment
from .engine.kept import rulebook_without_cases
from .engine.law import Rule
from .engine.rule_schema import rule_schema
from .engine.rulebook import Rulebook, load_rulebook
from .engine.statuses import Status
from .facts.days import in_words
from .facts.load import Loaded, load
from .facts.problems import BadInputError, nearest
from .facts.schema import dossier_schema
from .reports import as_it_stood, changes_json, explanation, json_format, law, map_table, text
from .reports import changes as changes_text
from .reports.compose import report_of
from .reports.grouping import by_whom
from .reports.starter import STARTER
from .reports.wording import asked
from .terminal import Exit, fail, print_lines, refuse, width, write


def audit_dossier(
    dossier: tuple[Path, ...],
    as_at: date | None,
    since: date | None,
    form: str,
    statuses: tuple[str, ...],
    provisions: tuple[str, ...],
    proof: str,
    with_map: bool,
    local: tuple[Path, ...],
    engine: str | None,
    output: Path | None,
    exit_zero: bool,
) -> None:
    """Audit a dossier and print its findings; a gap of force must ends the run with its own code."""
    everything = Status.NOT_IN_FORCE.value in statuses
    result = _audited(dossier, local, engine, as_at=as_at, since=since, everything=everything)
    inside = _of_provisions(result, provisions)
    chosen = tuple(each for each in inside.judgments if not statuses or each.finding.status.value in statuses)
    if form == "json":
        write(json_format.render(report_of(inside, chosen, proof=proof, with_map=with_map)), output)
    else:
        asked_for = frozenset(Status(each) for each in statuses)
        print_lines(text.lines(report_of(inside, chosen, proof="none"), width(output), asked_for), output)
    if inside.breach and not exit_zero:
        sys.exit(Exit.GAP)


def explain(
    dossier_and_rule: tuple[str, ...],
    subject: str | None,
    period: str | None,
    as_at: date | None,
    local: tuple[Path, ...],
    engine: str | None,
) -> None:
    """Print the findings of one rule with the law, the evidence and every condition."""
    *paths, wanted = dossier_and_rule
    if not paths:
        refuse("name a dossier, and then a rule: dutybound explain DOSSIER RULE")
    rulebook = _rulebook(local)
    rule = _rule(rulebook, wanted)
    result = _run(_loaded([Path(each) for each in paths], rulebook), rulebook, engine, as_at=as_at)
    found = [each for each in result.judgments if each.rule.id == rule.id]
    chosen = [
        each for each in found if (subject in (None, each.finding.subject)) and (period in (None, each.finding.period))
    ]
    if not rule.judged:
        refuse(f"{rule.id} is a {rule.kind} of law: it makes no findings of its own (dutybound rules show {wanted})")
    if not found:
        refuse(f"{rule.id} has no finding: it was not in force on {in_words(result.as_at)} for anything in the dossier")
    if not chosen:
        known = sorted({each.finding.subject for each in found} | {each.finding.period or "" for each in found} - {""})
        refuse(f'{rule.id} has no finding for "{subject or period}"{nearest(subject or period or "", known)}')
    for index, judgment in enumerate(chosen):
        print_lines([*([("", "")] if index else []), *explanation.lines(result, judgment, width(None))], None)


def ask(dossier: tuple[Path, ...], as_at: date | None, local: tuple[Path, ...], engine: str | None) -> None:
    """Print the open questions, by whom to ask."""
    result = _audited(dossier, local, engine, as_at=as_at)
    lines: list[tuple[str, str]] = []
    for whom, questions in by_whom(report_of(result, proof="none").questions).items():
        lines += [(f"Ask {whom} ({len(questions)})", "bold")]
        for each in questions:
            lines += text.wrapped(f"* {asked(each, most=len(each.about))}", width(None), "  ")
            lines += text.wrapped(f"  Answer under: {', '.join(each.paths)}", width(None), "    ")
        lines.append(("", ""))
    unsettled = result.summary[Status.CANNOT_TELL]
    nothing = (
        "No question is open: every duty is settled."
        if not unsettled
        else (f"No question of fact is open; {unsettled} duties cannot be told for other reasons (see explain).")
    )
    print_lines(lines or [(nothing, "")], None)


def check(dossier: tuple[Path, ...]) -> None:
    """Say whether a dossier is well written."""
    loaded = _loaded(dossier, _rulebook(()))
    counted = len(loaded.warnings)
    click.echo(f"{loaded.dossier.dossier.title}: well written; {counted} warning{'' if counted == 1 else 's'}.")


def areas(word: str) -> None:
    """Print the places that are known by name, or those with a word in them."""
    found = law.known_places(_rulebook(()).gazetteer, word)
    if not found:
        refuse(f'no area, county or policing body has "{word}" in its name: add it under areas, counties or bodies')
    print_lines(found, None)


def list_rules(as_at: date | None, local: tuple[Path, ...]) -> None:
    """Print every rule, or those in force on a day."""
    print_lines(law.rule_list(_rulebook(local), as_at, width(None)), None)


def show(rule: str, as_at: date | None, local: tuple[Path, ...]) -> None:
    """Print one rule with every version, or in words as it stood on a day."""
    rulebook = _rulebook(local, cases=True)
    chosen = _rule(rulebook, rule)
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
    rulebook = _rulebook(local)
    found = rule_changes(rulebook, start, end)
    mapped = map_changes(rulebook, start, end) if with_map else None
    altered = None
    if dossier:
        with _evaluating():
            loaded = _loaded(dossier, rulebook)
            altered = alterations(loaded, rulebook, found, start, end, _firing(engine))
    if form == "json":
        write(changes_json.render(rulebook, (start, end), found, mapped, altered), None)
    else:
        print_lines(changes_text.lines(rulebook, (start, end), found, mapped, altered, width(None)), None)


def check_rules(rule: tuple[str, ...], local: tuple[Path, ...], engine: str | None) -> None:
    """Run the cases of some rules, or of every rule, and print those that do not come out."""
    rulebook = _rulebook(local, cases=True)
    chosen = [_rule(rulebook, each) for each in rule] or list(rulebook.rules.values())
    try:
        results = check_cases(rulebook, chosen, _firing(engine))
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
    rulebook = _rulebook(())
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


def schema(what: str) -> None:
    """Print the JSON Schema of a dossier, of a rule or of a report."""
    made = {"dossier": dossier_schema, "rule": rule_schema, "report": json_format.report_schema}
    click.echo(json.dumps(made[what](), indent=2, ensure_ascii=False))


def new(output: Path | None) -> None:
    """Print or write the starter dossier."""
    if output is not None and output.exists():
        refuse(f"{output} is there already: nothing was written")
    write(STARTER, output)


# -- what the commands share


def _audited(paths: Iterable[Path], local: tuple[Path, ...], engine: str | None, **options: Any) -> Audit:
    rulebook = _rulebook(local)
    return _run(_loaded(paths, rulebook), rulebook, engine, **options)


def _run(loaded: Loaded, rulebook: Rulebook, engine: str | None, **options: Any) -> Audit:
    with _evaluating():
        return audit(loaded, rulebook, firing=_firing(engine), **options)


@contextmanager
def _evaluating() -> Iterator[None]:
    """Ends the run with the right code where no rule could be evaluated, or where evaluation is at fault."""
    try:
        yield
    except NothingEvaluatedError as error:
        fail(str(error), Exit.NOTHING_EVALUATED)
    except firing.FaultError as error:
        fail(f"fault: {error}", Exit.FAULT)


def _rulebook(local: tuple[Path, ...], *, cases: bool = False) -> Rulebook:
    """The shipped rules and any local folders; with their cases only where a command has a use for them."""
    for folder in local:
        if not folder.is_dir() or not any(folder.rglob("*.yaml")):
            refuse(f"{folder}: there is no folder of rules here (files that end in .yaml)")
    try:
        return load_rulebook(local) if cases or local else rulebook_without_cases()
    except BadInputError as error:
        fail(str(error), Exit.FAULT)


def _loaded(paths: Iterable[Path], rulebook: Rulebook) -> Loaded:
    try:
        loaded = load(paths, rulebook.gazetteer)
    except BadInputError as error:
        fail(str(error), Exit.BAD_INPUT)
    for warning in loaded.warnings:
        click.echo(str(warning), err=True)
    return loaded


def _firing(engine: str | None) -> firing.Firing | None:
    if engine == "durable-rules" and not firing.AVAILABLE:
        refuse("durable-rules is not installed here: use --engine plain")
    wanted = engine != "plain" and firing.AVAILABLE
    return firing.Firing() if wanted else None


def _rule(rulebook: Rulebook, wanted: str) -> Rule:
    """A rule by its id, or by its last words where only one rule has them."""
    if wanted in rulebook.rules:
        return rulebook.rules[wanted]
    found = [rule for id, rule in rulebook.rules.items() if id.split("/")[-1] == wanted]
    if len(found) == 1:
        return found[0]
    names = [*rulebook.rules, *(id.split("/")[-1] for id in rulebook.rules)]
    return refuse(f'there is no rule "{wanted}"{nearest(wanted, names)}')


def _of_provisions(result: Audit, provisions: tuple[str, ...]) -> Audit:
    """The audit narrowed to some provisions. One that no finding cites is a mistake of the user's."""
    if not provisions:
        return result
    known = {each.finding.provision for each in result.judgments}
    for each in provisions:
        if each not in known:
            refuse(f'no finding is under "{each}"{nearest(each, known)}')
    kept: tuple[Judgment, ...] = tuple(each for each in result.judgments if each.finding.provision in provisions)
    return replace(result, judgments=kept)
