"""A whole run: everything in turn, and that as often as was asked, so that all see the same machine."""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path
from typing import Any

from .aims import MANY, aims
from .children import ROOT, run, task
from .results import Results, add, keep

#: One real partnership, whose dossier is of the middle size.
EXAMPLE = ROOT / "examples" / "babergh-mid-suffolk-2021"
DUTYBOUND = [sys.executable, "-m", "dutybound"]
COMMANDS = {
    "python": [sys.executable, "-c", "pass"],
    "imports": [sys.executable, "-c", "import pydantic, yaml, click"],
    "help": [*DUTYBOUND, "--help"],
    "audit": [*DUTYBOUND, "audit", EXAMPLE.as_posix(), "--exit-zero"],
    "audit JSON": [*DUTYBOUND, "audit", EXAMPLE.as_posix(), "--exit-zero", "--format", "json"],
}
#: How often in a run everything is started: that is soon done, and it varies more than the rest.
STARTS = 3
#: How many dossiers are generated at the least, so that their sizes say something.
FEWEST = 10
#: How many generated dossiers are set beside the examples in size.
SHAPED = 100
#: A portfolio with a gap in it ends with 1.
PORTFOLIO = (0, 1)


def measured(sizes: list[int], runs: int, seed: int, work: Path, file: Path) -> Results:
    """Measure everything in a folder to work in; what is missed is profiled into ``profiles`` beside the file.

    The results so far are kept in the file after each run, so that what takes hours can be stopped.
    """
    folders, _ = task("make", work, folder=(work / "dossiers").as_posix(), number=max(*sizes, FEWEST), seed=seed)
    listed, _ = task("contenders", work)
    machine, _ = task("libraries", work)
    results = Results(_machine() | machine, sizes, 0, seed)
    results.contenders = {each["key"]: each["name"] for each in listed}
    results.missing = [each["key"] for each in listed if not each["installed"]]
    results.shapes = _shapes(folders, work)
    decided = [size for size in sizes if size <= MANY]
    samples = {size: (work / f"sample-{size}").as_posix() for size in decided}
    task("note", work, folders=folders[: max(decided, default=0)], files={file: n for n, file in samples.items()})
    for number in range(runs):
        print(f"run {number + 1} of {runs}", file=sys.stderr)
        _start(results, work)
        for size in sizes:
            _audits(results, size, folders[:size], work)
        for size in decided:
            for each in listed:
                if each["installed"] and size <= (each["most"] or size):
                    _decide(results, size, each["key"], samples[size], work)
        results.runs = number + 1
        keep(results, file)
    _profile(results, folders, samples, work, file.with_name("profiles"))
    keep(results, file)
    return results


def _machine() -> dict[str, str]:
    return {
        "Python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "processors": str(os.cpu_count()),
    }


def _shapes(folders: list[str], work: Path) -> dict[str, dict[str, list[float]]]:
    """The sizes of the examples and of the first generated dossiers."""
    examples = [each.as_posix() for each in sorted((ROOT / "examples").iterdir()) if each.is_dir()]
    made = folders[:SHAPED]
    of = {f"{len(examples)} examples": examples, f"{len(made)} generated": made}
    return {name: task("shapes", work, folders=found)[0] for name, found in of.items()}


def _start(results: Results, work: Path) -> None:
    for _ in range(STARTS):
        for name, command in COMMANDS.items():
            results.commands.setdefault(name, []).append(run(command))
        answer, _ = task("rules", work)
        add(results.rules, answer)


def _audits(results: Results, size: int, folders: list[str], work: Path) -> None:
    """The phases over some dossiers in one process, and the portfolio of the same in another."""
    answer, _ = task("phases", work, folders=folders)
    add(results.phases.setdefault(size, {}), answer)
    # By one process, so that what it uses is all that there is to count.
    given = [*DUTYBOUND, "portfolio", *folders, "--jobs", "1", "--format", "json"]
    results.portfolio.setdefault(size, []).append(run(given, good=PORTFOLIO))


def _decide(results: Results, size: int, contender: str, sample: str, work: Path) -> None:
    answer: Any
    answer, _ = task("decide", work, file=sample, contender=contender)
    add(results.deciding.setdefault(size, {}), {contender: answer["spent"]})
    results.evaluations[size] = answer["evaluations"]
    if answer["unequal"]:
        results.unequal[contender] = answer["unequal"]


def _profile(results: Results, folders: list[str], samples: dict[int, str], work: Path, profiles: Path) -> None:
    """Write where the time goes, for each aim that is missed."""
    for what in dict.fromkeys(each.profile for each in aims(results) if each.met is False):
        profiles.mkdir(exist_ok=True)
        file = profiles / f"{what}.txt"
        task(
            "profile",
            work,
            what=what,
            file=file.as_posix(),
            folders=folders,
            sample=samples.get(max(samples, default=0), ""),
        )
        results.profiles.append(f"{profiles.name}/{file.name}")
