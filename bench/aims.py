"""The aims, each a ratio within one run, so that it says the same on a fast machine and a slow one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import log

from .results import Results
from .spent import middle, ratio

#: The sizes between which growth is measured, and the first of them, of which the other aims speak.
MANY, MOST = 300, 3000


@dataclass(frozen=True)
class Aim:
    """An aim: what is compared, the bound, and what was measured at which size; None where it was not."""

    number: str
    what: str
    bound: float
    #: Whether the ratio is to be no more than the bound, or no less.
    at_most: bool
    ratio: float | None
    size: int | None
    #: What is profiled where it is missed.
    profile: str = ""

    @property
    def met(self) -> bool | None:
        """Whether it is met; None where it was not measured."""
        if self.ratio is None:
            return None
        return self.ratio <= self.bound if self.at_most else self.ratio >= self.bound

    @property
    def verdict(self) -> str:
        """The same in a word."""
        return {True: "met", False: "MISSED", None: "not measured"}[self.met]


def aims(results: Results) -> list[Aim]:
    """Every aim. Those at 300 partnerships are taken at the largest size below where 300 was not measured."""
    size = max((each for each in results.sizes if each <= MANY), default=None)
    return [*_reading(results, size), *_deciding(results, size), *_starting(results), *_growing(results)]


def _reading(results: Results, size: int | None) -> Iterator[Aim]:
    phases = results.phases.get(size or 0, {})

    def compared(above: str, below: str) -> float | None:
        return ratio(phases[above], phases[below]) if above in phases and below in phases else None

    yield Aim(
        "1", "from files to JSON findings / reading and validating", 2, True, compared("whole", "load"), size, "audit"
    )
    what = "reading and validating with line numbers / PyYAML's C loader"
    yield Aim("2", what, 2, True, compared("load", "C loader"), size, "load")


def _deciding(results: Results, size: int | None) -> Iterator[Aim]:
    def compared(above: str, below: str, at: int | None) -> float | None:
        found = results.deciding.get(at or 0, {})
        return ratio(found[above], found[below]) if above in found and below in found else None

    def aim(what: str, bound: float, at_most: bool, above: str, below: str, at: int | None) -> Aim:
        return Aim("3", what, bound, at_most, compared(above, below, at), at, "deciding")

    yield aim("deciding, cross-checked / closures without proofs", 5, True, "cross_checked", "closures", size)
    yield aim("deciding, plain / closures without proofs", 3, True, "plain", "closures", size)
    for key, name in (("zen", "ZEN"), ("cel", "CEL"), ("clingo", "clingo")):
        yield aim(f"deciding, cross-checked / {name}", 1, True, "cross_checked", key, size)
    small = max((each for each, found in results.deciding.items() if "rego" in found), default=None)
    yield aim("Rego / deciding, cross-checked", 50, False, "rego", "cross_checked", small)


def _starting(results: Results) -> Iterator[Aim]:
    for what, bound, name in (("dutybound --help", 1.5, "help"), ("a single audit", 3, "audit")):
        measured = name in results.commands and "imports" in results.commands
        times = ratio(results.commands[name], results.commands["imports"]) if measured else None
        yield Aim("4", f"{what} / importing pydantic, PyYAML and click", bound, True, times, None, "start")


def _growing(results: Results) -> Iterator[Aim]:
    few, many = results.portfolio.get(MANY), results.portfolio.get(MOST)
    exponent = peaks = None
    if few and many:
        exponent = log(ratio(many, few)) / log(MOST / MANY)
        peaks = middle(many).peak / middle(few).peak
    yield Aim("5", f"exponent of cost from {MANY} to {MOST:,}, portfolio", 1.05, True, exponent, MOST, "audit")
    yield Aim("5", f"peak memory of portfolio at {MOST:,} / at {MANY}", 1.5, True, peaks, MOST, "audit")


def exponent(results: Results, of: Callable[[int], float | None]) -> float | None:
    """How cost grows with size between the two largest sizes measured: 1 is in proportion."""
    sizes = sorted(results.sizes)[-2:]
    if len(sizes) < 2:
        return None
    less, more = of(sizes[0]), of(sizes[1])
    return log(more / less) / log(sizes[1] / sizes[0]) if less and more else None
