"""The words of the command line: every command and option, and what its help says.

What a command does stands in ``commands``, which is imported only when one runs: the law, the models and the
reports take several times as long to import as help takes to print.
"""

from __future__ import annotations

import sys
import traceback
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click

from . import __version__
from .commands.garbage import search_seldom
from .engine.statuses import Status
from .terminal import Exit, fail

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
        from .facts.days import read_one_day

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

FORMATS = ("text", "html", "docx", "xlsx", "csv", "md", "json")
OUTPUT = click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Write the result to a file.")
REDACT = click.option(
    "--redact", is_flag=True, help="Leave out names of people, ages, days and places of death, notes and quotes."
)
FORCE = click.option("--force", is_flag=True, help="Overwrite the --output file if it is there already.")


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
            fail(f"fault in the tool: {type(error).__name__}: {error} ({where}); please report it", Exit.FAULT)


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
    search_seldom()


@main.command(name="audit", epilog=EXIT_CODES)
@DOSSIERS
@AS_AT
@click.option("--since", type=DAY, metavar="DATE", help="Judge earlier periods too, from those due on this day.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="The format (default: as the name of the --output file ends; otherwise text).",
)
@click.option(
    "--style",
    type=click.Choice(["committee-report", "findings-list"]),
    default="committee-report",
    help="The shape of a Word report.",
)
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
@click.option("--map", "with_map", is_flag=True, help="The statute map of the day too, in JSON.")
@RULES
@ENGINE
@REDACT
@OUTPUT
@FORCE
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even where there is a gap.")
def audit_command(**given: Any) -> None:
    """Audit a dossier: files or folders, merged by id.

    \b
    dutybound audit examples/suffolk-2016
    dutybound audit partnership.yaml --status gap --status met_late
    dutybound audit partnership.yaml --output findings.html
    dutybound audit partnership.yaml --output report.docx --style findings-list
    """
    from .commands import dossiers

    dossiers.audit_dossier(**given)


@main.command(
    epilog="""\b
Exit codes:
  0  no gap
  1  a gap of force must, on stated evidence
  2  bad input or usage, or a dossier that could not be audited
     (the others are audited, and the result says which was not)
  4  a fault in a rule or in the tool, or engines that differ"""
)
@click.argument("folder", nargs=-1, required=True, type=click.Path(path_type=Path))
@AS_AT
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "html", "xlsx", "csv", "json"]),
    help="The format (default: as the name of the --output file ends; otherwise text).",
)
@RULES
@ENGINE
@REDACT
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    metavar="N",
    help="How many processes to use (default: one for each processor; one in all for few dossiers).",
)
@OUTPUT
@FORCE
def portfolio(**given: Any) -> None:
    """Audit every dossier below some folders: how each partnership stands, who
    owes what, and what to ask each, worst first. A folder in which one file has
    a header (dossier:) is one dossier; of several files with headers, each is.

    \b
    dutybound portfolio examples
    dutybound portfolio examples --output portfolio.html
    dutybound portfolio examples --output portfolio.xlsx
    """
    from .commands import portfolio as command

    command.portfolio(**given)


@main.command(
    epilog="""\b
Exit codes:
  0  no new gap
  1  a new gap of force must, on stated evidence
  2  bad input or usage
  3  nothing was evaluated
  4  a fault in a rule or in the tool, or engines that differ"""
)
@click.argument("first", type=click.Path(path_type=Path))
@click.argument("second", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "html", "xlsx", "csv", "json"]),
    help="The format (default: as the name of the --output file ends; otherwise text).",
)
@RULES
@ENGINE
@REDACT
@OUTPUT
@FORCE
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even where there is a new gap.")
def compare(**given: Any) -> None:
    """Compare two results: what is new, resolved, continues or changed, and why.
    Each is a dossier, or a result saved with audit --output NAME.json.

    \b
    dutybound compare examples/suffolk-2016 examples/ten-lines
    dutybound compare examples/suffolk-2016 examples/ten-lines --output both.html
    """
    from .commands import comparing

    comparing.compare_results(**given)


@main.command()
@click.argument("dossier_and_rule", nargs=-1, required=True, metavar="DOSSIER... RULE")
@click.option("--subject", metavar="ID", help="Only for this area, council, body or item.")
@click.option("--period", metavar="YEAR", help="Only for this year, such as 2015/16.")
@AS_AT
@RULES
@ENGINE
def explain(**given: Any) -> None:
    """Explain the findings of one rule: the law, the evidence and every condition.

    \b
    dutybound explain examples/suffolk-2016 public-meeting-each-year
    dutybound explain partnership.yaml partnership-plan --subject anytown
    """
    from .commands import dossiers

    dossiers.explain(**given)


@main.command()
@DOSSIERS
@AS_AT
@RULES
@ENGINE
def ask(**given: Any) -> None:
    """List the open questions, by whom to ask; those that settle most duties come first.

    \b
    dutybound ask examples/suffolk-2016
    """
    from .commands import dossiers

    dossiers.ask(**given)


@main.command()
@DOSSIERS
def check(**given: Any) -> None:
    """Check that a dossier is well written, without auditing it.

    \b
    dutybound check partnership.yaml
    """
    from .commands import dossiers

    dossiers.check(**given)


@main.command(epilog=EXIT_CODES)
@click.argument("name", default="")
@click.option("--format", "form", type=click.Choice(FORMATS), help="The format, as for audit.")
@REDACT
@OUTPUT
@FORCE
def examples(name: str, **given: Any) -> None:
    """List the examples that come with the tool, or audit one by its name.

    \b
    dutybound examples
    dutybound examples suffolk-2016
    """
    from .commands import dossiers

    if not name:
        dossiers.list_examples()
        return
    click.get_current_context().invoke(audit_command, dossier=(dossiers.example_named(name),), **given)


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
@OUTPUT
@FORCE
def citations(**given: Any) -> None:
    """Check what a paper says of the law: each Act, section or regulation that it
    cites, whether it exists, was in force on the day, and says what the paper
    says it does. The paper is a text, Markdown, Word (.docx) or PDF file.

    \b
    dutybound citations report.md
    dutybound citations report.md --as-at 2018-09-20
    """
    from .commands import papers

    papers.citations(**given)


@main.command()
@click.argument("word", default="")
def areas(**given: Any) -> None:
    """List the areas, counties and policing bodies that are known by name, or those with a word in them.

    \b
    dutybound areas suffolk
    """
    from .commands import dossiers

    dossiers.areas(**given)


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
def list_rules(**given: Any) -> None:
    """List every rule.

    \b
    dutybound rules list --as-at 2009-04-01
    """
    from .commands import law

    law.list_rules(**given)


@rules.command()
@click.argument("rule")
@click.option("--as-at", type=DAY, metavar="DATE", help="What it says in words, as in force on this day.")
@RULES
def show(**given: Any) -> None:
    """Show one rule: what it asks, of whom, and every version of the law.

    \b
    dutybound rules show public-meeting-each-year
    dutybound rules show public-meeting-each-year --as-at 2016-03-18
    """
    from .commands import law

    law.show(**given)


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
def changes(**given: Any) -> None:
    """List what came into force, changed or ended between two days: the law of
    the day --to beside that of the day --from. A change on the day --from
    itself is not told; one on the day --to is.

    \b
    dutybound rules changes --from 2011-05-31 --to 2011-06-01
    dutybound rules changes --from 2012-11-21 --to 2012-11-22 --map
    """
    from .commands import law

    law.changes(**given)


@rules.command(name="check")
@click.argument("rule", nargs=-1)
@RULES
@ENGINE
def check_rules(**given: Any) -> None:
    """Check every rule and run its cases.

    \b
    dutybound rules check
    dutybound rules check partnership-plan
    """
    from .commands import law

    law.check_rules(**given)


@rules.command(name="map")
@click.option("--instrument", metavar="ID", help="Only this instrument.")
@click.option("--status", metavar="WORD", help="Only rows accounted for so: encoded, judgement, 'not certain'.")
@click.option("--counts", is_flag=True, help="Only how many rows are accounted for how.")
def statute_map(**given: Any) -> None:
    """Print the statute map: each provision, and how the tool accounts for it.

    \b
    dutybound rules map --instrument scrutiny-regulations-2009
    dutybound rules map --status 'not certain'
    """
    from .commands import law

    law.statute_map(**given)


@main.command()
@click.argument("what", type=click.Choice(["dossier", "rule", "report"]))
def schema(**given: Any) -> None:
    """Print the JSON Schema of a dossier, of a rule, or of a result in JSON.

    \b
    dutybound schema dossier > dossier.schema.json
    """
    from .commands import dossiers

    dossiers.schema(**given)


@main.command()
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Write it to a file that is not there.")
def new(**given: Any) -> None:
    """Print a commented starter dossier.

    \b
    dutybound new > partnership.yaml
    dutybound new --output mine.yaml
    """
    from .commands import dossiers

    dossiers.new(**given)
