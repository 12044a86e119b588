"""Audits of many dossiers on every processor: each process reads the rules once, and results come in order."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from ..engine.audit import NothingEvaluatedError, audit
from ..engine.rulebook import Rulebook
from ..facts.folders import Gathered
from ..facts.load import Loaded, load
from ..facts.problems import BadInputError
from ..facts.pseudonyms import without_names
from ..reports.portfolio import Broken, Summed
from ..reports.summing import summed
from .garbage import search_seldom
from .reading import evaluating, firing_of, rulebook_with

#: With fewer dossiers than this, to start processes takes longer than they save.
WORTH_WHILE = 24
#: How many dossiers wait for each process: enough that none is idle, and few enough that few are held in memory.
_WAITING = 4


@dataclass(frozen=True)
class How:
    """By which rules and as at which day to audit."""

    local: tuple[Path, ...]
    engine: str | None
    as_at: date | None


@dataclass(frozen=True)
class Task:
    """A dossier to read and audit, what it is called, and what its things are called where it is to be redacted."""

    gathered: Gathered
    called: str
    names: Mapping[str, str] | None = None


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def summaries(tasks: Iterable[Task], how: How, jobs: int) -> Iterator[Summed | Broken]:
    """The summary of each dossier in the order of the tasks; by so many processes, or in this one if that is 1."""
    if jobs == 1:
        yield from (summary(each, how) for each in tasks)
        return
    # Started anew and not forked: it is the same on every system, and a fork can halt where threads run.
    # Who stops the run stops this process, and it stops the others.
    with ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_begin) as pool:
        yield from _in_order((pool.submit(summary, each, how) for each in tasks), jobs * _WAITING)


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    search_seldom()


def _in_order(futures: Iterable[Future[Summed | Broken]], most: int) -> Iterator[Summed | Broken]:
    """Results in the order of their futures, of which no more than so many are under way."""
    under_way: deque[Future[Summed | Broken]] = deque()
    for each in futures:
        under_way.append(each)
        if len(under_way) == most:
            yield under_way.popleft().result()
    while under_way:
        yield under_way.popleft().result()


def summary(task: Task, how: How) -> Summed | Broken:
    """The summary of one dossier's audit; all else that was worked out for it is let go."""
    rulebook = _rulebook(how.local)
    loaded = read(task.gathered, rulebook)
    if isinstance(loaded, Broken):
        return loaded
    if task.names is not None:
        loaded = without_names(loaded, task.names)
    with evaluating():
        try:
            result = audit(loaded, rulebook, firing=firing_of(how.engine), as_at=how.as_at)
        except NothingEvaluatedError as error:
            return Broken(task.called, (f"{task.called}: {error}",))
    return summed(result, task.called, len(loaded.warnings), redact=task.names is not None)


def read(gathered: Gathered, rulebook: Rulebook) -> Loaded | Broken:
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


@cache
def _rulebook(local: tuple[Path, ...]) -> Rulebook:
    """The rules, read once in each process."""
    return rulebook_with(local)
