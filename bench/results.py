"""The results of a run as they are kept in JSON: every run of everything, from which the table takes medians."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from .spent import Runs, Spent


@dataclass
class Results:
    """All that was measured. Sizes are numbers of partnerships."""

    machine: dict[str, str]
    sizes: list[int]
    #: How many runs were made.
    runs: int
    seed: int
    #: The quartiles of each measure of size, of the examples and of what was generated.
    shapes: dict[str, dict[str, list[float]]] = field(default_factory=dict)
    commands: dict[str, Runs] = field(default_factory=dict)
    rules: dict[str, Runs] = field(default_factory=dict)
    phases: dict[int, dict[str, Runs]] = field(default_factory=dict)
    portfolio: dict[int, Runs] = field(default_factory=dict)
    deciding: dict[int, dict[str, Runs]] = field(default_factory=dict)
    evaluations: dict[int, int] = field(default_factory=dict)
    #: The duties for which a contender came to another outcome, which must be none.
    unequal: dict[str, list[str]] = field(default_factory=dict)
    #: The name of each contender by its key.
    contenders: dict[str, str] = field(default_factory=dict)
    #: Those that could not be measured, as their libraries are not installed.
    missing: list[str] = field(default_factory=list)
    profiles: list[str] = field(default_factory=list)


def add(into: dict[str, Runs], found: dict[str, Any]) -> None:
    """Add a run of each named thing."""
    for name, spent in found.items():
        into.setdefault(name, []).append(Spent(**spent))


def keep(results: Results, file: Path) -> None:
    """Write the results as JSON."""
    file.write_text(json.dumps(asdict(results), indent=1) + "\n", encoding="utf-8")


def kept(file: Path) -> Results:
    """Read results that were kept."""
    raw = json.loads(file.read_text(encoding="utf-8"))

    def runs(of: dict[str, Any]) -> dict[str, Runs]:
        return {name: [Spent(**each) for each in found] for name, found in of.items()}

    def sized(of: dict[str, Any]) -> dict[int, Any]:
        return {int(size): found for size, found in of.items()}

    return Results(
        **raw
        | {
            "commands": runs(raw["commands"]),
            "rules": runs(raw["rules"]),
            "phases": {size: runs(found) for size, found in sized(raw["phases"]).items()},
            "portfolio": {int(size): found for size, found in runs(raw["portfolio"]).items()},
            "deciding": {size: runs(found) for size, found in sized(raw["deciding"]).items()},
            "evaluations": sized(raw["evaluations"]),
        }
    )
