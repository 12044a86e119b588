"""The table of a run, as text in columns or as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .aims import aims, exponent
from .results import Results
from .spent import Runs, middle, ratio

#: What is shown of each phase, in the order in which an audit goes through them.
PHASES = {
    "C loader": "(PyYAML's C loader alone, CSafeLoader)",
    "C base loader": "(the same without types, CBaseLoader)",
    "read": "read YAML with line numbers",
    "validate": "validate [load less read]",
    "reduce": "reduce conditions and word findings [audit less fire and prove]",
    "prove": "prove and decide [decided again from conditions]",
    "fire": "fire through durable-rules [fired again]",
    "report": "report, as JSON with open proofs",
    "whole": "from files to JSON",
}
COMMANDS = {
    "python": "Python alone",
    "imports": "importing pydantic, PyYAML and click",
    "help": "dutybound --help",
    "audit": "dutybound audit, one real partnership, as text",
    "audit JSON": "the same, as JSON with open proofs",
}
RULES = {"kept": "load rules, kept from before", "not kept": "load rules, from their files"}


@dataclass(frozen=True)
class Table:
    """A table with its title and what is said below it; the first column is words and the rest are figures."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def about(results: Results) -> str:
    """How the table came about, in a sentence or two."""
    machine = ", ".join(f"{name} {found}" for name, found in results.machine.items())
    runs = "one run" if results.runs == 1 else f"medians of {results.runs} runs in turn"
    return f"{runs.capitalize()}, seed {results.seed}. {machine}."


def tables(results: Results) -> Iterator[Table]:
    """Every table of a run."""
    yield _aims(results)
    yield _phases(results)
    yield _portfolio(results)
    yield _deciding(results)
    yield _starting(results)
    yield _shapes(results)


def _aims(results: Results) -> Table:
    rows = tuple(
        (
            f"({each.number}) {each.what}",
            f"{'at most' if each.at_most else 'at least'} {each.bound:g}",
            "-" if each.ratio is None else f"{each.ratio:.2f}",
            "-" if each.size is None else f"{each.size:,}",
            each.verdict,
        )
        for each in aims(results)
    )
    note = f"Profiles of what is missed: {', '.join(results.profiles)}." if results.profiles else ""
    return Table("Aims", ("CPU time", "aim", "measured", "partnerships", ""), rows, note)


def _phases(results: Results) -> Table:
    def cpu(phase: str, size: int) -> float | None:
        runs = results.phases.get(size, {}).get(phase)
        return middle(runs).cpu if runs else None

    rows = []
    for phase, title in PHASES.items():
        cells = [_both(results.phases.get(size, {}).get(phase)) for size in results.sizes]
        grows = exponent(results, lambda size, phase=phase: cpu(phase, size))  # type: ignore[misc]
        rows.append((title, *cells, "-" if grows is None else f"{grows:.2f}"))
    return Table(
        "Phases, in one process: CPU seconds (wall seconds)",
        ("phase", *(f"{size:,}" for size in results.sizes), "exponent"),
        tuple(rows),
        "In [brackets], how a phase was taken apart that the engine does not do apart. The exponent is between the two "
        "largest sizes. What stands in (parentheses) is no phase.",
    )


def _portfolio(results: Results) -> Table:
    rows = []
    for size in results.sizes:
        spent = middle(results.portfolio[size]) if size in results.portfolio else None
        cells = (f"{spent.cpu:.2f}", f"{spent.wall:.2f}", f"{spent.peak:.0f}") if spent else ("-", "-", "-")
        rows.append((f"{size:,}", *cells))
    head = ("partnerships", "CPU seconds", "wall seconds", "peak megabytes")
    return Table("dutybound portfolio to JSON, each in a process of its own", head, tuple(rows))


def _deciding(results: Results) -> Table:
    sizes = sorted(results.deciding)
    largest = max(sizes, default=0)
    rows = []
    for key, name in results.contenders.items():
        cells = []
        for size in sizes:
            found = results.deciding[size]
            if key not in found:
                cells.append("-")
                continue
            each = middle(found[key]).cpu / results.evaluations[size]
            times = ratio(found[key], found["closures"])
            cells.append(f"{each * 1e6:.2f} ({times:.2f}x)")
        equal = "not installed" if key in results.missing else "NO" if results.unequal.get(key) else "yes"
        rows.append((name, *cells, equal))
    number = results.evaluations.get(largest, 0)
    return Table(
        "Deciding: CPU microseconds an evaluation (times the closures)",
        ("contender", *(f"{size:,}" for size in sizes), "equal outcomes"),
        tuple(rows),
        f"At {largest:,} partnerships there are {number:,} evaluations: a duty on a subject and period. Each contender "
        "gets the same duties and the same truths of their conditions, in a process of its own.",
    )


def _starting(results: Results) -> Table:
    rows = []
    for measured, titles in ((results.commands, COMMANDS), (results.rules, RULES)):
        for key, title in titles.items():
            if key in measured:
                spent = middle(measured[key])
                rows.append((title, f"{spent.cpu * 1000:.0f}", f"{spent.wall * 1000:.0f}"))
    return Table("Start", ("", "CPU milliseconds", "wall milliseconds"), tuple(rows))


def _shapes(results: Results) -> Table:
    rows = []
    for measure in next(iter(results.shapes.values()), {}):
        cells = [" / ".join(f"{each:,.0f}" for each in found[measure]) for found in results.shapes.values()]
        rows.append((measure.replace("_", " "), *cells))
    return Table("Size of a partnership's dossier: quartiles", ("", *results.shapes), tuple(rows))


def _both(runs: Runs | None) -> str:
    if not runs:
        return "-"
    spent = middle(runs)
    return f"{_seconds(spent.cpu)} ({_seconds(spent.wall)})"


def _seconds(seconds: float) -> str:
    return f"{seconds:.4f}" if seconds < 0.1 else f"{seconds:.2f}"


def as_text(table: Table) -> str:
    """A table in columns."""
    widths = [max(len(row[index]) for row in (table.head, *table.rows)) for index in range(len(table.head))]

    def line(row: tuple[str, ...]) -> str:
        first, *rest = zip(row, widths, strict=True)
        return "  ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest)]).rstrip()

    note = [table.note] if table.note else []
    return "\n".join([table.title.upper(), line(table.head), *map(line, table.rows), *note, ""])


def as_markdown(table: Table) -> str:
    """A table as Markdown."""
    rows = [table.head, ("---", *("---:" for _ in table.head[1:])), *table.rows]
    note = ["", table.note] if table.note else []
    return "\n".join([f"### {table.title}", "", *("| " + " | ".join(row) + " |" for row in rows), *note, ""])
