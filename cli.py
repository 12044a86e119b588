"""The command line: thin, one function a command; the only place that sees the terminal and its width."""

from __future__ import annotations

import json
import os
import shutil
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from enum import IntEnum
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn

import click
from rich.console import Console
from rich.text import Text

from . import __version__
from .engine import firing
from .engine.audit import NothingEvaluatedError, audit
from .engine.cases import check_cases
from .engine.changes import alterations, map_changes, rule_changes
from .engine.checked_citations import check_citations
from .engine.findings import Audit, Judgment
from .engine.law import Rule
from .engine.named_law import CITATIONS, NamedLaw, read_named_law
from .engine.questions import by_whom, open_questions
from .engine.rule_schema import rule_schema
from .engine.rulebook import SHIPPED, Rulebook, load_rulebook
from .engine.statuses import Status
from .facts.days import in_words, read_one_day
from .facts.load import Loaded, load
from .facts.papers import read_paper
from .facts.problems import BadInputError, nearest
from .facts.schema import dossier_schema
from .reports import as_it_stood, changes_json, citations_json, explanation, json_format, law, map_table, text
from .reports import changes as changes_text
from .reports import citations as citations_text
from .reports.starter import STARTER

Lines = Iterable[tuple[str, str]]


class Exit(IntEnum):
    """What the exit code says."""

    NO_GAP = 0
    GAP = 1
    BAD_INPUT = 2
    NOTHING_EVALUATED = 3
    FAULT = 4


EXIT_CODES = """\b
Exit codes:
  0  no gap
  1  a gap of force must, on stated evidence
  2  bad input or usage
  3  nothing was evaluated
  4  a fault in a rule or in the tool, or engines that differ"""


class _Day(click.ParamType[date]):
    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return read_one_day(value)
        except ValueError:
            self.fail(f"expected one day such as 2016-03-18, found {value}", param, ctx)


DAY = _Day()
DOSSIERS = click.argument("dossier", nargs=-1, required=True, type=click.Path(path_type=Path))
AS_AT = click.option("--as-at", type=DAY, metavar="DATE", help="The day of the audit (default: the dossier's own).")
IN_FORCE = click.option("--as-at", type=DAY, metavar="DATE", help="Only the law in force on this day.")
RULES = click.option(
    "--rules", "local", multiple=True, type=click.Path(path_type=Path), metavar="DIR", help="A folder of local rules."
)
ENGINE = click.option(
    "--engine",
    type=click.Choice(["durable-rules", "plain"]),
    help="What fires the outcomes (default: durable-rules where it is installed).",
)


class _Commands(click.Group):
    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a mistake of the tool's own is said as such, as Python's exit code for it is that of a gap."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{Path(place.filename).name}, line {place.lineno}"
            _fail(f"fault in the tool: {type(error).__name__}: {error} ({where}); please report it", Exit.FAULT)


@click.group(cls=_Commands, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dutybound")
def main() -> None:
    """Audit community safety partnerships in England and Wales against the law
    that binds them.

    \b
    Start with:
      dutybound new > partnership.yaml
      dutybound audit partnership.yaml
    """
    if isinstance(sys.stdout, TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8")  # a pipe on Windows has no letters for Welsh names


@main.command(name="audit", epilog=EXIT_CODES)
@DOSSIERS
@AS_AT
@click.option("--since", type=DAY, metavar="DATE", help="Judge earlier periods too, from those due on this day.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice([each.value for each in Status]),
    metavar="STATUS",
    help=f"Show only these: {', '.join(each.value for each in Status)}.",
)
@click.option("--provision", "provisions", multiple=True, metavar="P", help="Show only this provision: 'reg 13A'.")
@click.option("--proof", type=click.Choice(["all", "open", "none"]), default="open", help="Proofs in JSON.")
@RULES
@ENGINE
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Write the result to a file.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even where there is a gap.")
def audit_command(
    dossier: tuple[Path, ...],
    as_at: date | None,
    since: date | None,
    form: str,
    statuses: tuple[str, ...],
    provisions: tuple[str, ...],
    proof: str,
    local: tuple[Path, ...],
    engine: str | None,
    output: Path | None,
    exit_zero: bool,
) -> None:
    """Audit a dossier: files or folders, merged by id.

    \b
    dutybound audit examples/suffolk-2016
    dutybound audit partnership.yaml --status gap --status met_late
    dutybound audit partnership.yaml --format json --output findings.json
    """
    everything = Status.NOT_IN_FORCE.value in statuses
    result = _audited(dossier, local, engine, as_at=as_at, since=since, everything=everything)
    inside = _of_provisions(result, provisions)
    chosen = tuple(each for each in inside.judgments if not statuses or each.finding.status.value in statuses)
    if form == "json":
        _write(json_format.render(inside, chosen, proof), output)
    else:
        findings = tuple(each.finding for each in chosen)
        asked_for = frozenset(Status(each) for each in statuses)
        _print(text.lines(inside, findings, _width(output), asked_for), output)
    if inside.breach and not exit_zero:
        sys.exit(Exit.GAP)


@main.command()
@click.argument("dossier_and_rule", nargs=-1, required=True, metavar="DOSSIER... RULE")
@click.option("--subject", metavar="ID", help="Only for this area, council, body or item.")
@click.option("--period", metavar="YEAR", help="Only for this year, such as 2015/16.")
@AS_AT
@RULES
@ENGINE
def explain(
    dossier_and_rule: tuple[str, ...],
    subject: str | None,
    period: str | None,
    as_at: date | None,
    local: tuple[Path, ...],
    engine: str | None,
) -> None:
    """Explain the findings of one rule: the law, the evidence and every condition.

    \b
    dutybound explain examples/suffolk-2016 public-meeting-each-year
    dutybound explain partnership.yaml partnership-plan --subject anytown
    """
    *paths, wanted = dossier_and_rule
    if not paths:
        _refuse("name a dossier, and then a rule: dutybound explain DOSSIER RULE")
    rulebook = _rulebook(local)
    rule = _rule(rulebook, wanted)
    result = _run(_loaded([Path(each) for each in paths], rulebook), rulebook, engine, as_at=as_at)
    found = [each for each in result.judgments if each.rule.id == rule.id]
    chosen = [
        each for each in found if (subject in (None, each.finding.subject)) and (period in (None, each.finding.period))
    ]
    if not rule.judged:
        _refuse(f"{rule.id} is a {rule.kind} of law: it makes no findings of its own (dutybound rules show {wanted})")
    if not found:
        _refuse(
            f"{rule.id} has no finding: it was not in force on {in_words(result.as_at)} for anything in the dossier"
        )
    if not chosen:
        known = sorted({each.finding.subject for each in found} | {each.finding.period or "" for each in found} - {""})
        _refuse(f'{rule.id} has no finding for "{subject or period}"{nearest(subject or period or "", known)}')
    for index, judgment in enumerate(chosen):
        _print([*([("", "")] if index else []), *explanation.lines(result, judgment, _width(None))], None)


@main.command()
@DOSSIERS
@AS_AT
@RULES
@ENGINE
def ask(dossier: tuple[Path, ...], as_at: date | None, local: tuple[Path, ...], engine: str | None) -> None:
    """List the open questions, by whom to ask; those that settle most duties come first.

    \b
    dutybound ask examples/suffolk-2016
    """
    result = _audited(dossier, local, engine, as_at=as_at)
    lines: list[tuple[str, str]] = []
    for whom, questions in by_whom(open_questions(result)).items():
        lines += [(f"Ask {whom} ({len(questions)})", "bold")]
        for each in questions:
            lines += text.wrapped(f"* {text.asked(each, most=len(each.about))}", _width(None), "  ")
            lines += text.wrapped(f"  Answer under: {', '.join(each.paths)}", _width(None), "    ")
        lines.append(("", ""))
    unsettled = result.summary[Status.CANNOT_TELL]
    nothing = (
        "No question is open: every duty is settled."
        if not unsettled
        else (f"No question of fact is open; {unsettled} duties cannot be told for other reasons (see explain).")
    )
    _print(lines or [(nothing, "")], None)


@main.command()
@DOSSIERS
def check(dossier: tuple[Path, ...]) -> None:
    """Check that a dossier is well written, without auditing it.

    \b
    dutybound check partnership.yaml
    """
    loaded = _loaded(dossier, _rulebook(()))
    counted = len(loaded.warnings)
    click.echo(f"{loaded.dossier.dossier.title}: well written; {counted} warning{'' if counted == 1 else 's'}.")


@main.command(
    epilog="""\b
Exit codes:
  0  no citation is wrong
  1  a citation is wrong
  2  bad input or usage"""
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as-at", type=DAY, metavar="DATE", help="The day of the paper (default: the date at its head).")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Write the result to a file.")
def citations(file: Path, as_at: date | None, form: str, output: Path | None) -> None:
    """Check what a paper says of the law: each Act, section or regulation that it
    cites, whether it exists, was in force on the day, and says what the paper
    says it does. The paper is a text, Markdown, Word (.docx) or PDF file.

    \b
    dutybound citations report.md
    dutybound citations report.md --as-at 2018-09-20
    """
    try:
        paper = read_paper(file)
    except BadInputError as error:
        _fail(str(error), Exit.BAD_INPUT)
    result = check_citations(paper, _named_law(), as_at)
    if form == "json":
        _write(citations_json.render(result), output)
    else:
        _print(citations_text.lines(result, _width(output)), output)
    if result.misquotes:
        sys.exit(Exit.GAP)


@main.command()
@click.argument("word", default="")
def areas(word: str) -> None:
    """List the areas, counties and policing bodies that are known by name, or those with a word in them.

    \b
    dutybound areas suffolk
    """
    found = law.known_places(_rulebook(()).gazetteer, word)
    if not found:
        _refuse(f'no area, county or policing body has "{word}" in its name: add it under areas, counties or bodies')
    _print(found, None)


@main.group()
def rules() -> None:
    """The law as the tool holds it.

    \b
    dutybound rules list
    dutybound rules map --counts
    """


@rules.command(name="list")
@IN_FORCE
@RULES
def list_rules(as_at: date | None, local: tuple[Path, ...]) -> None:
    """List every rule.

    \b
    dutybound rules list --as-at 2009-04-01
    """
    _print(law.rule_list(_rulebook(local), as_at, _width(None)), None)


@rules.command()
@click.argument("rule")
@click.option("--as-at", type=DAY, metavar="DATE", help="What it says in words, as in force on this day.")
@RULES
def show(rule: str, as_at: date | None, local: tuple[Path, ...]) -> None:
    """Show one rule: what it asks, of whom, and every version of the law.

    \b
    dutybound rules show public-meeting-each-year
    dutybound rules show public-meeting-each-year --as-at 2016-03-18
    """
    rulebook = _rulebook(local)
    chosen = _rule(rulebook, rule)
    if as_at is None:
        _print(law.rule_shown(chosen, _width(None)), None)
    else:
        _print(as_it_stood.rule_on(rulebook, chosen, as_at, _width(None)), None)


@rules.command()
@click.option("--from", "start", type=DAY, metavar="DATE", required=True, help="The day after which changes are told.")
@click.option("--to", "end", type=DAY, metavar="DATE", required=True, help="The last day of which changes are told.")
@click.option("--map", "with_map", is_flag=True, help="Also what the statute map holds and no rule encodes.")
@click.option(
    "--dossier",
    "dossier",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Also the findings of this dossier that the changes alter. Can be repeated.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@RULES
@ENGINE
def changes(
    start: date,
    end: date,
    with_map: bool,
    dossier: tuple[Path, ...],
    form: str,
    local: tuple[Path, ...],
    engine: str | None,
) -> None:
    """List what came into force, changed or ended between two days: the law of
    the day --to beside that of the day --from. A change on the day --from
    itself is not told; one on the day --to is.

    \b
    dutybound rules changes --from 2011-05-31 --to 2011-06-01
    dutybound rules changes --from 2012-11-21 --to 2012-11-22 --map
    """
    if end < start:
        _refuse(f"--to is before --from: {in_words(end)}, {in_words(start)}")
    rulebook = _rulebook(local)
    found = rule_changes(rulebook, start, end)
    mapped = map_changes(rulebook, start, end) if with_map else None
    altered = None
    if dossier:
        with _evaluating():
            loaded = _loaded(dossier, rulebook)
            altered = alterations(loaded, rulebook, found, start, end, _firing(engine))
    if form == "json":
        _write(changes_json.render(rulebook, (start, end), found, mapped, altered), None)
    else:
        _print(changes_text.lines(rulebook, (start, end), found, mapped, altered, _width(None)), None)


@rules.command(name="check")
@click.argument("rule", nargs=-1)
@RULES
@ENGINE
def check_rules(rule: tuple[str, ...], local: tuple[Path, ...], engine: str | None) -> None:
    """Check every rule and run its cases.

    \b
    dutybound rules check
    dutybound rules check partnership-plan
    """
    rulebook = _rulebook(local)
    chosen = [_rule(rulebook, each) for each in rule] or list(rulebook.rules.values())
    try:
        results = check_cases(rulebook, chosen, _firing(engine))
    except firing.FaultError as error:
        _fail(f"fault: {error}", Exit.FAULT)
    for each in results:
        if each.problem:
            click.echo(str(each.problem), err=True)
    wrong = sum(1 for each in results if each.problem)
    counted = f"{len(chosen)} rule{'s' * (len(chosen) != 1)}, {len(results)} case{'s' * (len(results) != 1)}"
    click.echo(f"{counted}: {wrong or 'none'} wrong.")
    if wrong:
        sys.exit(Exit.FAULT)


@rules.command(name="map")
@click.option("--instrument", metavar="ID", help="Only this instrument.")
@click.option("--status", metavar="WORD", help="Only rows accounted for so: encoded, judgement, 'not certain'.")
@click.option("--counts", is_flag=True, help="Only how many rows are accounted for how.")
def statute_map(instrument: str | None, status: str | None, counts: bool) -> None:
    """Print the statute map: each provision, and how the tool accounts for it.

    \b
    dutybound rules map --instrument scrutiny-regulations-2009
    dutybound rules map --status 'not certain'
    """
    rulebook = _rulebook(())
    known = [each.id for each in rulebook.instruments]
    if instrument is not None and instrument not in known:
        _refuse(f'there is no instrument "{instrument}"{nearest(instrument, known)}')
    words = {each.status for each in rulebook.coverage}
    if status is not None and status not in words:
        _refuse(f'no row is "{status}"{nearest(status, words)}')
    chosen = [
        each
        for each in rulebook.coverage
        if instrument in (None, each.row.instrument) and status in (None, each.status)
    ]
    width = _width(None)
    _print(map_table.count_table(chosen, width) if counts else map_table.map_table(rulebook, chosen, width), None)


@main.command()
@click.argument("what", type=click.Choice(["dossier", "rule"]))
def schema(what: str) -> None:
    """Print the JSON Schema of a dossier or of a rule.

    \b
    dutybound schema dossier > dossier.schema.json
    """
    chosen = dossier_schema() if what == "dossier" else rule_schema()
    click.echo(json.dumps(chosen, indent=2, ensure_ascii=False))


@main.command()
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Write it to a file that is not there.")
def new(output: Path | None) -> None:
    """Print a commented starter dossier.

    \b
    dutybound new > partnership.yaml
    dutybound new --output mine.yaml
    """
    if output is not None and output.exists():
        _refuse(f"{output} is there already: nothing was written")
    _write(STARTER, output)


# -- what the commands share


def _audited(paths: Iterable[Path], local: Iterable[Path], engine: str | None, **options: Any) -> Audit:
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
        _fail(str(error), Exit.NOTHING_EVALUATED)
    except firing.FaultError as error:
        _fail(f"fault: {error}", Exit.FAULT)


def _rulebook(local: Iterable[Path]) -> Rulebook:
    for folder in local:
        if not folder.is_dir() or not any(folder.rglob("*.yaml")):
            _refuse(f"{folder}: there is no folder of rules here (files that end in .yaml)")
    try:
        return load_rulebook(local)
    except BadInputError as error:
        _fail(str(error), Exit.FAULT)


def _named_law() -> NamedLaw:
    try:
        return read_named_law(SHIPPED / CITATIONS, f"rules/{CITATIONS}", _rulebook(()).instruments)
    except BadInputError as error:
        _fail(str(error), Exit.FAULT)


def _loaded(paths: Iterable[Path], rulebook: Rulebook) -> Loaded:
    try:
        loaded = load(paths, rulebook.gazetteer)
    except BadInputError as error:
        _fail(str(error), Exit.BAD_INPUT)
    for warning in loaded.warnings:
        click.echo(str(warning), err=True)
    return loaded


def _firing(engine: str | None) -> firing.Firing | None:
    if engine == "durable-rules" and not firing.AVAILABLE:
        _refuse("durable-rules is not installed here: use --engine plain")
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
    return _refuse(f'there is no rule "{wanted}"{nearest(wanted, names)}')


def _of_provisions(result: Audit, provisions: tuple[str, ...]) -> Audit:
    """The audit narrowed to some provisions. One that no finding cites is a mistake of the user's."""
    if not provisions:
        return result
    known = {each.finding.provision for each in result.judgments}
    for each in provisions:
        if each not in known:
            _refuse(f'no finding is under "{each}"{nearest(each, known)}')
    kept: tuple[Judgment, ...] = tuple(each for each in result.judgments if each.finding.provision in provisions)
    return replace(result, judgments=kept)


def _width(output: Path | None) -> int:
    """The width of the terminal, at most 120; 80 in a pipe or file, so that the same input gives the same bytes."""
    if output is not None or not sys.stdout.isatty():
        return 80
    return min(shutil.get_terminal_size().columns, 120)


def _print(lines: Lines, output: Path | None) -> None:
    if output is not None:
        _write("".join(f"{line}\n" for line, _ in lines), output)
        return
    if not sys.stdout.isatty():
        click.echo("".join(f"{line}\n" for line, _ in lines), nl=False)
        return
    console = Console(highlight=False, soft_wrap=True)
    for line, style in lines:
        console.print(Text(line, style=style))


def _write(content: str, output: Path | None) -> None:
    """Write a result whole or not at all, as open to others as the user lets files be."""
    if output is None:
        click.echo(content, nl=False)
        return
    if output.exists() and not output.is_file():
        _refuse(f"{output} cannot be written: it is not a file")
    temporary = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        with temporary.open("x", encoding="utf-8", newline="\n") as file:
            file.write(content)
        temporary.replace(output)
    except OSError as error:
        if temporary.is_file() and not isinstance(error, FileExistsError):
            temporary.unlink()
        _refuse(f"{output} cannot be written: {error.strerror}")


def _refuse(message: str) -> NoReturn:
    _fail(message, Exit.BAD_INPUT)


def _fail(message: str, code: Exit) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(code)
