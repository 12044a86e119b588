"""The command on many dossiers: every one below some folders, audited and shown at a glance."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from ..engine.rulebook import Rulebook
from ..facts.folders import Gathered, dossiers_below
from ..facts.load import Loaded
from ..facts.pseudonyms import Pseudonyms
from ..reports import json_format, portfolio_page, portfolio_table, portfolio_text
from ..reports.keeping import Keeper
from ..reports.model import RulesUsed
from ..reports.portfolio import Broken, Summed
from ..reports.summing import portfolio_of
from ..terminal import Exit, fail, print_lines, progress, say, why_not_written, width, write
from .reading import firing_of, form_among, rulebook_with
from .workers import WORTH_WHILE, How, Task, processors, read, summaries

#: The formats, and whether a terminal can show each.
FORMS = {"text": True, "html": True, "json": True, "csv": True, "xlsx": False}


def portfolio(
    folder: tuple[Path, ...],
    as_at: date | None,
    form: str | None,
    local: tuple[Path, ...],
    engine: str | None,
    redact: bool,
    jobs: int | None,
    output: Path | None,
    force: bool,
) -> None:
    """Print how every partnership stands. A dossier that cannot be audited is told, and sets its own exit code."""
    form = form_among(FORMS, form, output)
    gathered = _gathered(folder, why_not_written(output, force=force))
    rulebook, firing = rulebook_with(local), firing_of(engine)
    keeper = Keeper()
    sums: list[Summed] = []
    broken: list[Broken] = []
    told: list[str] = []
    called = [f"dossier {number}" if redact else each.name for number, each in enumerate(gathered, 1)]
    with progress(gathered, "Auditing") as under_way:
        tasks = _tasks(under_way, called, rulebook, redact=redact)
        done = summaries(tasks, How(local, engine, as_at), jobs or _jobs_for(gathered))
        for each, name, one in zip(gathered, called, done, strict=True):
            if isinstance(one, Summed):
                sums.append(keeper.kept(one))
                continue
            broken.append(_without_problems(one, name) if redact else one)
            told += [*([f"{name} is {each.name}:"] if redact else []), *one.problems]
    for line in told:
        say(line)
    rules = RulesUsed(len(rulebook.judged), rulebook.digest)
    made = portfolio_of(sums, broken, engine="durable-rules" if firing else "plain", rules=rules, redact=redact)
    if form == "text":
        print_lines(portfolio_text.lines(made, width(output)), output, force=force)
    else:
        forms: dict[str, Callable[[], bytes | Iterable[str]]] = {
            "html": lambda: portfolio_page.render(made),
            "json": lambda: json_format.pieces(made),
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


def _jobs_for(gathered: Sequence[Gathered]) -> int:
    """How many processes to use, where nobody said: one for few dossiers."""
    return processors() if len(gathered) >= WORTH_WHILE else 1


def _tasks(gathered: Iterable[Gathered], called: Iterable[str], rulebook: Rulebook, *, redact: bool) -> Iterator[Task]:
    """What is to be audited. The same thing has the same pseudonym in all dossiers, so those are read here too."""
    pseudonyms = Pseudonyms()
    for each, name in zip(gathered, called, strict=True):
        loaded = read(each, rulebook) if redact else None
        names = pseudonyms.of(loaded.dossier) if isinstance(loaded, Loaded) else {}
        yield Task(each, name, names if redact else None)


def _without_problems(broken: Broken, called: str) -> Broken:
    """A dossier that could not be audited, without what is wrong in it: that quotes what it says."""
    counted = f"{len(broken.problems)} problem{'s' * (len(broken.problems) != 1)}"
    return Broken(called, (f"{called}: {counted}, told on the terminal only, as they can quote what is withheld",))
