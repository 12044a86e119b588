"""The command on many dossiers: every one below some folders, audited and shown at a glance."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from ..engine.audit import NothingEvaluatedError, audit
from ..engine.firing import Firing
from ..engine.rulebook import Rulebook
from ..facts.folders import Gathered, dossiers_below
from ..facts.load import Loaded, load
from ..facts.problems import BadInputError
from ..facts.pseudonyms import NO_PSEUDONYMS, without_names
from ..reports import json_format, portfolio_page, portfolio_table, portfolio_text
from ..reports.model import RulesUsed
from ..reports.portfolio import Broken, Summed
from ..reports.summing import portfolio_of, summed
from ..terminal import Exit, fail, print_lines, progress, say, why_not_written, width, write
from .reading import evaluating, firing_of, form_among, rulebook_with

#: The formats, and whether a terminal can show each.
FORMS = {"text": True, "html": True, "json": True, "csv": True, "xlsx": False}


def portfolio(
    folder: tuple[Path, ...],
    as_at: date | None,
    form: str | None,
    local: tuple[Path, ...],
    engine: str | None,
    redact: bool,
    output: Path | None,
    force: bool,
) -> None:
    """Print how every partnership stands. A dossier that cannot be audited is told, and sets its own exit code."""
    form = form_among(FORMS, form, output)
    gathered = _gathered(folder, why_not_written(output, force=force))
    rulebook, firing = rulebook_with(local), firing_of(engine)
    read: list[Summed] = []
    broken: list[Broken] = []
    told: list[str] = []
    pseudonyms = NO_PSEUDONYMS
    with progress(gathered, "Auditing") as under_way:
        for number, each in enumerate(under_way, 1):
            loaded = _loaded(each, rulebook)
            called = f"dossier {number}" if redact else each.name
            if redact and isinstance(loaded, Loaded):
                pseudonyms = pseudonyms.and_of(loaded.dossier)
                loaded = without_names(loaded, pseudonyms)
            done = _audited(loaded, called, rulebook, firing, as_at, redact=redact)
            if isinstance(done, Summed):
                read.append(done)
                continue
            broken.append(_without_problems(done, called) if redact else done)
            told += [*([f"{called} is {each.name}:"] if redact else []), *done.problems]
    for line in told:
        say(line)
    rules = RulesUsed(len(rulebook.judged), rulebook.digest)
    made = portfolio_of(read, broken, engine="durable-rules" if firing else "plain", rules=rules, redact=redact)
    if form == "text":
        print_lines(portfolio_text.lines(made, width(output)), output, force=force)
    else:
        forms: dict[str, Callable[[], str | bytes]] = {
            "html": lambda: portfolio_page.render(made),
            "json": lambda: json_format.written(made),
            "csv": lambda: portfolio_table.as_csv(made),
            "xlsx": lambda: portfolio_table.as_workbook(made),
        }
        write(forms[form](), output, force=force)
    if broken:
        sys.exit(Exit.BAD_INPUT)
    if made.breach:
        sys.exit(Exit.GAP)


def _gathered(folders: Iterable[Path], problem: str) -> list[Gathered]:
    """The dossiers below the folders, each once. Where a folder is at fault the run ends, and says all that is."""
    problems = [problem] if problem else []
    found: dict[tuple[Path, ...], Gathered] = {}
    for folder in folders:
        if not folder.is_dir():
            what = "is a file: name the folder in which it lies" if folder.is_file() else "there is no such folder"
            problems.append(f"{folder}: {what}")
            continue
        try:
            below = dossiers_below(folder)
        except OSError as error:
            problems.append(f"{error.filename or folder}: cannot be read: {error.strerror}")
            continue
        if not below:
            problems.append(f"{folder}: there is no YAML or JSON file in this folder")
        for each in below:
            found.setdefault(tuple(file.resolve() for file in each.files), each)
    if problems:
        fail("\n".join(problems), Exit.BAD_INPUT)
    return list(found.values())


def _loaded(gathered: Gathered, rulebook: Rulebook) -> Loaded | Broken:
    """A dossier as it was read, or why it cannot be audited."""
    if gathered.problem:
        return Broken(gathered.name, (f"{gathered.name}: {gathered.problem}",))
    try:
        loaded = load(gathered.files, rulebook.gazetteer)
    except BadInputError as error:
        return Broken(gathered.name, tuple(map(str, error.problems)))
    if not loaded.dossier.partnerships:
        return Broken(gathered.name, (f"{gathered.name}: the dossier names no partnership: add it under partnerships",))
    return loaded


def _audited(
    loaded: Loaded | Broken, called: str, rulebook: Rulebook, firing: Firing | None, as_at: date | None, *, redact: bool
) -> Summed | Broken:
    """The summary of one dossier's audit; all else that was worked out for it is let go."""
    if isinstance(loaded, Broken):
        return loaded
    with evaluating():
        try:
            result = audit(loaded, rulebook, firing=firing, as_at=as_at)
        except NothingEvaluatedError as error:
            return Broken(called, (f"{called}: {error}",))
    return summed(result, called, len(loaded.warnings), redact=redact)


def _without_problems(broken: Broken, called: str) -> Broken:
    """A dossier that could not be audited, without what is wrong in it: that quotes what it says."""
    counted = f"{len(broken.problems)} problem{'s' * (len(broken.problems) != 1)}"
    return Broken(called, (f"{called}: {counted}, told on the terminal only, as they can quote what is withheld",))
