"""Runs what is measured in processes of their own, and tells what each cost to its end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from .spent import Spent

ROOT = Path(__file__).resolve().parent.parent
#: Linux tells kilobytes, macOS bytes.
_PEAK_IN_MEGABYTE = 1024 if sys.platform == "linux" else 1024 * 1024


class ChildFailedError(Exception):
    """A process that was measured ended badly."""


def run(command: Sequence[str | Path], *, output: Path | None = None, good: tuple[int, ...] = (0,)) -> Spent:
    """What a command cost. Its result goes to a file, or nowhere. Raises ChildFailedError."""
    with (output or Path(os.devnull)).open("w", encoding="utf-8") as result:
        started = perf_counter()
        child = subprocess.Popen([str(each) for each in command], cwd=ROOT, stdout=result)
        _, status, usage = os.wait4(child.pid, 0)
        wall = perf_counter() - started
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in good:
        raise ChildFailedError(f"{' '.join(map(str, command))}: exit code {child.returncode}")
    return Spent(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / _PEAK_IN_MEGABYTE)


def task(name: str, work: Path, **given: Any) -> tuple[Any, Spent]:
    """What a task of ``tasks.py`` answers, and what its whole process cost."""
    asked, answer = work / "asked.json", work / "answer.json"
    asked.write_text(json.dumps(given), encoding="utf-8")  # 3,000 folders are too long for an argument
    spent = run([sys.executable, "-m", "bench.tasks", name, asked], output=answer)
    return json.loads(answer.read_text(encoding="utf-8")), spent
