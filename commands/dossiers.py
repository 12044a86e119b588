"""The commands on a dossier: what is found, why, what to ask, whether it is well written, and how to begin one."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click

from ..engine.rule_schema import rule_schema
from ..engine.statuses import Status
from ..facts.days import in_words
from ..facts.load import load
from ..facts.problems import nearest
from ..facts.schema import dossier_schema
from ..reports import explanation, json_format, law, text
from ..reports.compose import report_of
from ..reports.formats import Style
from ..reports.grouping import by_whom
from ..reports.model import NarrowedTo
from ..reports.redaction import redacted
from ..reports.starter import STARTER
from ..reports.wording import asked
from ..terminal import Exit, print_lines, refuse, why_not_written, width, write
from .reading import (
    audited,
    form_of,
    loaded_from,
    made_in,
    of_provisions,
    rule_named,
    rulebook_with,
    run,
)


def audit_dossier(
    dossier: tuple[Path, ...],
    as_at: date | None,
    since: date | None,
    form: str | None,
    style: str,
    statuses: tuple[str, ...],
    provisions: tuple[str, ...],
    proof: str,
    with_map: bool,
    local: tuple[Path, ...],
    engine: str | None,
    redact: bool,
    output: Path | None,
    force: bool,
    exit_zero: bool,
) -> None:
    """Audit a dossier and print its findings; a gap of force must ends the run with its own code."""
    form = form_of(form, output)
    problem = why_not_written(output, force=force)
    everything = Status.NOT_IN_FORCE.value in statuses
    result = audited(
        dossier, local, engine, problem=problem, redact=redact, as_at=as_at, since=since, everything=everything
    )
    inside = of_provisions(result, provisions)
    chosen = tuple(each for each in inside.judgments if not statuses or each.finding.status.value in statuses)
    kept = tuple(each.value for each in Status if each.value in statuses)
    narrowed = NarrowedTo(kept, provisions, len(result.judgments))
    if form == "text":
        asked_for = frozenset(Status(each) for each in statuses)
        report = report_of(inside, chosen, narrowed=narrowed, proof="none")
        shown = redacted(report) if redact else report
        print_lines(text.lines(shown, width(output), asked_for), output, force=force)
    else:
        report = report_of(inside, chosen, narrowed=narrowed, proof=proof, with_map=with_map or form != "json")
        write(made_in(form, redacted(report) if redact else report, Style(style)), output, force=force)
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
    rulebook = rulebook_with(local)
    rule = rule_named(rulebook, wanted)
    result = run(loaded_from([Path(each) for each in paths], rulebook), rulebook, engine, as_at=as_at)
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
    result = audited(dossier, local, engine, as_at=as_at)
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


EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def list_examples() -> None:
    """Print the examples that come with the tool: name, title and day."""
    for folder in sorted(EXAMPLES.iterdir()):
        if any(folder.glob("*.yaml")):
            header = load([folder], rulebook_with(()).gazetteer).dossier.dossier
            print_lines([(folder.name, "bold")], None)
            print_lines(text.wrapped(f"    {header.title}, as at {in_words(header.as_at)}", width(None), "    "), None)


def example_named(name: str) -> Path:
    """The folder of an example."""
    known = sorted(each.name for each in EXAMPLES.iterdir() if any(each.glob("*.yaml")))
    if name not in known:
        refuse(f'there is no example "{name}"{nearest(name, known)}')
    return EXAMPLES / name


def check(dossier: tuple[Path, ...]) -> None:
    """Say whether a dossier is well written."""
    loaded = loaded_from(dossier, rulebook_with(()))
    counted = len(loaded.warnings)
    click.echo(f"{loaded.dossier.dossier.title}: well written; {counted} warning{'' if counted == 1 else 's'}.")


def areas(word: str) -> None:
    """Print the places that are known by name, or those with a word in them."""
    found = law.known_places(rulebook_with(()).gazetteer, word)
    if not found:
        refuse(f'no area, county or policing body has "{word}" in its name: add it under areas, counties or bodies')
    print_lines(found, None)


def new(output: Path | None) -> None:
    """Print or write the starter dossier."""
    if output is not None and output.exists():
        refuse(f"{output} is there already: nothing was written")
    write(STARTER, output)


def schema(what: str) -> None:
    """Print the JSON Schema of a dossier, of a rule or of a report."""
    made = {"dossier": dossier_schema, "rule": rule_schema, "report": json_format.report_schema}
    click.echo(json.dumps(made[what](), indent=2, ensure_ascii=False))
