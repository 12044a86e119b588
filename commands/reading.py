"""What the commands share: the rules and dossiers that they read, and an audit that ends a run as it must."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from ..engine import firing
from ..engine.audit import NothingEvaluatedError, audit
from ..engine.findings import Audit, Judgment
from ..engine.kept import rulebook_without_cases
from ..engine.law import Rule
from ..engine.rulebook import Rulebook, load_rulebook
from ..facts.load import Loaded, load
from ..facts.problems import BadInputError, nearest
from ..facts.pseudonyms import Pseudonyms, without_names
from ..reports.formats import FORMATS, MissingLibraryError, Style, format_of
from ..reports.model import Report
from ..terminal import Exit, fail, refuse, say


def audited(
    paths: Iterable[Path],
    local: tuple[Path, ...],
    engine: str | None,
    *,
    problem: str = "",
    redact: bool = False,
    **options: Any,
) -> Audit:
    """The audit of a dossier by the shipped rules and any local ones; ``options`` are those of ``audit``.

    A ``problem`` that was found before ends the run, told with those of the dossier. With ``redact`` the dossier is
    audited without its names, and the report that is made of it is still to be redacted.
    """
    rulebook = rulebook_with(local)
    loaded = loaded_from(paths, rulebook, problem)
    if redact:
        loaded = without_names(loaded, Pseudonyms().of(loaded.dossier))
    return run(loaded, rulebook, engine, **options)


def run(loaded: Loaded, rulebook: Rulebook, engine: str | None, **options: Any) -> Audit:
    """The audit of a dossier that was read; one that cannot be made ends the run."""
    with evaluating():
        return audit(loaded, rulebook, firing=firing_of(engine), **options)


@contextmanager
def evaluating() -> Iterator[None]:
    """Ends the run with the right code where no rule could be evaluated, or where evaluation is at fault."""
    try:
        yield
    except NothingEvaluatedError as error:
        fail(str(error), Exit.NOTHING_EVALUATED)
    except firing.FaultError as error:
        fail(f"fault: {error}", Exit.FAULT)


def rulebook_with(local: tuple[Path, ...], *, cases: bool = False) -> Rulebook:
    """The shipped rules and any local folders; with their cases only where a command has a use for them."""
    for folder in local:
        if not folder.is_dir() or not any(folder.rglob("*.yaml")):
            refuse(f"{folder}: there is no folder of rules here (files that end in .yaml)")
    try:
        return load_rulebook(local) if cases or local else rulebook_without_cases()
    except BadInputError as error:
        fail(str(error), Exit.FAULT)


def loaded_from(paths: Iterable[Path], rulebook: Rulebook, problem: str = "") -> Loaded:
    """The dossier in some files or folders, its warnings said.

    One that is badly written ends the run, and so does a ``problem`` that was found before; both are told.
    """
    try:
        loaded = load(paths, rulebook.gazetteer)
    except BadInputError as error:
        fail("\n".join((*([problem] if problem else []), str(error))), Exit.BAD_INPUT)
    if problem:
        refuse(problem)
    for warning in loaded.warnings:
        say(str(warning))
    return loaded


def firing_of(engine: str | None) -> firing.Firing | None:
    """What fires the outcomes: durable-rules where it is installed, unless the closures alone are asked for."""
    if engine == "durable-rules" and not firing.AVAILABLE:
        refuse("durable-rules is not installed here: use --engine plain")
    wanted = engine != "plain" and firing.AVAILABLE
    return _firing() if wanted else None


@cache
def _firing() -> firing.Firing:
    """What fires, one for the process: its rulesets cannot be unloaded."""
    return firing.Firing()


def rule_named(rulebook: Rulebook, wanted: str) -> Rule:
    """A rule by its id, or by its last words where only one rule has them."""
    if wanted in rulebook.rules:
        return rulebook.rules[wanted]
    found = [rule for id, rule in rulebook.rules.items() if id.split("/")[-1] == wanted]
    if len(found) == 1:
        return found[0]
    names = [*rulebook.rules, *(id.split("/")[-1] for id in rulebook.rules)]
    return refuse(f'there is no rule "{wanted}"{nearest(wanted, names)}')


def form_of(asked: str | None, output: Path | None) -> str:
    """The format that was asked for, or that the output's name asks for; text if neither does."""
    form = asked or _named(output, [each.suffix for each in FORMATS.values()]) or "text"
    if form in FORMATS and not FORMATS[form].printable and output is None:
        such_as = f"--output report{FORMATS[form].suffix}"
        refuse(f"{form} cannot be printed: name a file for it, such as {such_as}")
    return form


def form_among(forms: Mapping[str, bool], asked: str | None, output: Path | None) -> str:
    """The same of the formats that a command has (and whether a terminal can show each); others are refused."""
    form = asked or _named(output, [each.suffix for name, each in FORMATS.items() if name in forms]) or "text"
    if not forms[form] and output is None:
        refuse(f"{form} cannot be printed: name a file for it, such as --output result{FORMATS[form].suffix}")
    return form


#: How the name of a file of text ends.
_OF_TEXT = ("", ".txt", ".text")


def _named(output: Path | None, suffixes: Sequence[str]) -> str | None:
    """The format that the output's name asks for, if any. A name that asks for one that there is not is refused."""
    suffix = output.suffix.lower() if output is not None else ""
    if suffix not in (*suffixes, *_OF_TEXT):
        known = ", ".join(sorted(suffixes))
        refuse(f"{output}: there is no format {suffix} here: name a file that ends in {known} or .txt")
    return format_of(output)


def made_in(form: str, report: Report, style: Style) -> bytes:
    """The report in a format; one whose library is missing ends the run."""
    try:
        return FORMATS[form].make(report, style)
    except MissingLibraryError as error:
        refuse(str(error))


def of_provisions(result: Audit, provisions: tuple[str, ...]) -> Audit:
    """The audit narrowed to some provisions. One that no finding cites is a mistake of the user's."""
    if not provisions:
        return result
    known = {each.finding.provision for each in result.judgments}
    for each in provisions:
        if each not in known:
            refuse(f'no finding is under "{each}"{nearest(each, known)}')
    kept: tuple[Judgment, ...] = tuple(each for each in result.judgments if each.finding.provision in provisions)
    return replace(result, judgments=kept)
