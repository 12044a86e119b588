"""Where the time goes, written beside the table where an aim is missed: the functions with the largest shares."""

from __future__ import annotations

import cProfile
import io
import pickle
import pstats
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from dutybound.engine.audit import audit
from dutybound.engine.kept import rulebook_without_cases
from dutybound.facts.load import load
from dutybound.reports import json_format
from dutybound.reports.compose import report_of

from .contenders import CONTENDERS
from .evaluations import Noting
from .sample import Sample

#: A profile is of so few dossiers, as a profiled run takes several times as long.
DOSSIERS = 30
FUNCTIONS = 40


def profile(what: str, file: str, folders: list[str], sample: str) -> None:
    """Write the profile of an aim to a file: of ``audit``, ``load``, ``deciding`` or ``start``."""
    few = [Path(each) for each in folders[:DOSSIERS]]
    made: dict[str, Callable[[], str]] = {
        "audit": lambda: _profiled("from files to JSON", partial(_audit, few)),
        "load": lambda: _profiled("reading and validating", partial(_load, few)),
        "deciding": lambda: _deciding(Path(sample)),
        "start": lambda: _imports(few[0]) + _profiled("one audit, with all imported", partial(_audit, few[:1])),
    }
    Path(file).write_text(made[what](), encoding="utf-8")


def _load(folders: list[Path]) -> None:
    rulebook = rulebook_without_cases()
    for folder in folders:
        load([folder], rulebook.gazetteer)


def _audit(folders: list[Path]) -> None:
    rulebook, firing = rulebook_without_cases(), Noting()
    for folder in folders:
        audited = audit(load([folder], rulebook.gazetteer), rulebook, firing=firing)
        json_format.render(report_of(audited, proof="open"))


def _deciding(file: Path) -> str:
    sample: Sample = pickle.loads(file.read_bytes())
    chosen = [each for each in CONTENDERS if each.key in ("plain", "cross_checked") and each.installed]
    return "".join(_profiled(each.name, each.prepared(sample.first(DOSSIERS))()) for each in chosen)


def _profiled(title: str, work: Callable[[], object]) -> str:
    """The functions with the largest cumulative shares of some work."""
    rulebook_without_cases()
    profiler = cProfile.Profile()
    profiler.runcall(work)
    text = io.StringIO()
    pstats.Stats(profiler, stream=text).strip_dirs().sort_stats("cumulative").print_stats(FUNCTIONS)
    return f"== {title}\n{text.getvalue()}"


def _imports(folder: Path) -> str:
    """What each module takes to import for help and for one audit, the largest last (microseconds)."""
    parts = []
    for given in (["--help"], ["audit", folder.as_posix(), "--exit-zero"]):
        command = [sys.executable, "-X", "importtime", "-m", "dutybound", *given]
        lines = subprocess.run(command, capture_output=True, text=True, check=True).stderr.splitlines()
        timed = [line for line in lines if line.startswith("import time:") and "|" in line][1:]
        largest = sorted(timed, key=lambda line: int(line.split("|")[1]))[-FUNCTIONS:]
        parts.append("\n".join([f"== dutybound {' '.join(given)}: imports, with all that they import", *largest, ""]))
    return "\n".join(parts)
