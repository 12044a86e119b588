"""What a measured process does: python -m bench.tasks NAME FILE. Asked and answered in JSON."""

from __future__ import annotations

import gc
import json
import pickle
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import process_time
from typing import Any

from dutybound.commands.garbage import search_seldom
from dutybound.engine.kept import rulebook_without_cases
from dutybound.engine.rulebook import SHIPPED

from .contenders import CONTENDERS, unequal
from .evaluations import evaluated
from .generate import generate
from .phases import phases
from .profiling import profile
from .sample import Sample
from .shape import shapes
from .spent import Clock, Spent

#: Small samples are decided again and again, for at least so long.
LEAST_SECONDS = 0.2
LIBRARIES = (
    "pydantic",
    "PyYAML",
    "durable_rules",
    "zen-engine",
    "common-expression-language",
    "clingo",
    "regopy",
    "numpy",
)


def make(folder: str, number: int, seed: int) -> list[str]:
    """Generate dossiers; their folders."""
    return [each.as_posix() for each in generate(Path(folder), number, seed)]


def measure_shapes(folders: list[str]) -> dict[str, list[float]]:
    """How large some dossiers are."""
    return shapes(map(Path, folders))


def measure_phases(folders: list[str]) -> dict[str, Any]:
    """What each phase costs over some dossiers."""
    return {name: asdict(spent) for name, spent in phases(map(Path, folders)).items()}


def measure_rules() -> dict[str, Any]:
    """What it costs to load the rules: as they are kept, and from their files, with keeping them."""
    clock = Clock()
    rulebook_without_cases()
    rulebook_without_cases.cache_clear()
    with clock("kept"):
        rulebook_without_cases()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "rules"
        shutil.copytree(SHIPPED, copy, ignore=shutil.ignore_patterns("__pycache__"))
        with clock("not kept"):
            rulebook_without_cases(copy)
    return {name: asdict(spent) for name, spent in clock.spent.items()}


def note(folders: list[str], files: dict[str, int]) -> int:
    """Note what there is to decide in some dossiers, and keep that of the first so many in each of some files."""
    sample = evaluated(map(Path, folders))
    for file, partnerships in files.items():
        Path(file).write_bytes(pickle.dumps(sample.first(partnerships)))
    return len(sample.evaluations)


def decide(file: str, contender: str) -> dict[str, Any]:
    """What one contender costs on a sample that was kept, and where it came to other outcomes."""
    sample: Sample = pickle.loads(Path(file).read_bytes())
    chosen = next(each for each in CONTENDERS if each.key == contender)
    ready = chosen.prepared(sample)
    wrong = unequal(ready()(), sample)
    gc.collect()
    gc.freeze()  # what stands ready is no garbage of the deciding
    clock, times, started = Clock(), 0, process_time()
    while not times or process_time() - started < LEAST_SECONDS:
        deciding = ready()
        with clock("decide"):
            deciding()
        times += 1
    spent = clock.spent["decide"]
    each = Spent(spent.cpu / times, spent.wall / times)
    return {"spent": asdict(each), "evaluations": len(sample.evaluations), "unequal": sorted(set(wrong))}


def contenders() -> list[dict[str, Any]]:
    """The contenders, and which are installed."""
    return [{"key": each.key, "name": each.name, "most": each.most, "installed": each.installed} for each in CONTENDERS]


def libraries() -> dict[str, str]:
    """The versions of what is measured, of the libraries that are installed."""
    return {name: found for name in LIBRARIES if (found := _version(name))}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


TASKS: dict[str, Callable[..., Any]] = {
    "make": make,
    "shapes": measure_shapes,
    "phases": measure_phases,
    "rules": measure_rules,
    "note": note,
    "decide": decide,
    "contenders": contenders,
    "libraries": libraries,
    "profile": profile,
}

if __name__ == "__main__":
    _, name, asked = sys.argv
    search_seldom()  # as the tool does
    answer = TASKS[name](**json.loads(Path(asked).read_text(encoding="utf-8")))
    json.dump(answer, sys.stdout)
