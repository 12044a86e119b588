"""What a stretch of work cost, in CPU seconds, wall seconds and peak memory; and the medians of several runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter, process_time
from typing import TypeAlias


@dataclass(frozen=True)
class Spent:
    """CPU seconds of the process with all its threads, wall seconds, and peak megabytes (0 if not measured)."""

    cpu: float
    wall: float
    peak: float = 0.0


#: Every run of one thing.
Runs: TypeAlias = list[Spent]


@dataclass
class Clock:
    """Adds up what each named phase cost."""

    spent: dict[str, Spent] = field(default_factory=dict)

    @contextmanager
    def __call__(self, phase: str) -> Iterator[None]:
        """Time what is done inside, and add it to the phase."""
        cpu, wall = process_time(), perf_counter()
        yield
        before = self.spent.get(phase, Spent(0, 0))
        self.spent[phase] = Spent(before.cpu + process_time() - cpu, before.wall + perf_counter() - wall)


def middle(runs: Runs) -> Spent:
    """The medians of some runs, and the highest of their peaks."""
    cpu, wall = median(each.cpu for each in runs), median(each.wall for each in runs)
    return Spent(cpu, wall, max(each.peak for each in runs))


def ratio(above: Runs, below: Runs) -> float:
    """How many times as much CPU one thing cost as another, by their medians."""
    return middle(above).cpu / middle(below).cpu
