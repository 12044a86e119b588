"""What a careful reader of a paper, with the law of its day, expects of its audit; and copies changed a little."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from click.testing import CliRunner
from dutybound.cli import main

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples"

ACT = "crime-and-disorder-act-1998"
REGS = "strategy-regulations-2007"
SCRUTINY = "scrutiny-regulations-2009"
REVIEWS = "homicide-review-guidance-2016"
POLICING = "police-reform-and-social-responsibility-act-2011"

SETTLED = {"gap", "met_late", "compliant", "not_applicable"}

Finding = dict[str, Any]
Raw = dict[str, Any]
Files = dict[str, Raw]


@dataclass(frozen=True)
class Row:
    """An expected finding: what it is of, what it must be, and why."""

    rule: str
    subject: str
    status: str
    why: str
    period: str | None = None
    #: The part of the rule; "*" is every part.
    part: str | None = None
    #: Why it cannot be told, where the paper shows which of the causes it is.
    cause: str | None = None
    use: str | None = None
    #: Of what is due: no, or not known.
    done: str | None = None
    #: The last day for doing it, as the tool writes days: (from, to).
    due: tuple[str, str] | None = None
    #: Whether it must say on what it hangs.
    hinge: bool = False
    #: Words that the finding must say somewhere: in its sentence, hinge, quoted evidence or questions.
    says: tuple[str, ...] = ()
    #: Places in the paper that its evidence must give.
    places: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The row's name in pytest's output."""
        parts = (self.rule.partition("/")[2], self.subject, self.period, self.part, self.status)
        return ":".join(part for part in parts if part)


def each(rule: str, subjects: Iterable[str], status: str, why: str, **more: Any) -> list[Row]:
    """The same expectation of several subjects."""
    return [Row(rule, subject, status, why, **more) for subject in subjects]


def spoken_of_once(rows: list[Row]) -> bool:
    """Whether no two rows speak of the same finding."""
    keys = [(row.rule, row.subject, row.period, row.part) for row in rows]
    return len(keys) == len(set(keys))


# -- running the tool


def run(*arguments: str) -> tuple[int, str]:
    """The tool's exit code and standard output."""
    result = CliRunner().invoke(main, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result.exit_code, result.stdout


@cache
def audited(name: str) -> tuple[int, dict[str, Any]]:
    """The exit code and the JSON of the audit of an example."""
    code, output = run("audit", str(EXAMPLES / name), "--format", "json")
    assert code in (0, 1), output
    return code, json.loads(output)


def findings_of(path: Path) -> dict[str, Finding]:
    """Every finding of a dossier by its id."""
    code, output = run("audit", str(path), "--format", "json")
    assert code in (0, 1), output
    return {finding["id"]: finding for finding in json.loads(output)["findings"]}


# -- what the findings must be


def chosen(findings: list[Finding], row: Row) -> list[Finding]:
    """The findings of which a row speaks: one, or one for each part."""
    return [
        finding
        for finding in findings
        if finding["rule"] == row.rule
        and finding["subject"]["id"] == row.subject
        and finding["period"] == row.period
        and row.part in ("*", finding["part"])
    ]


def of_rule(findings: list[Finding], *words: str) -> list[Finding]:
    """The findings of the rules in whose names any of the words stands."""
    return [finding for finding in findings if any(word in finding["rule"] for word in words)]


def is_as_expected(findings: list[Finding], row: Row) -> None:
    """The findings of a row are what it says."""
    found = chosen(findings, row)
    assert found, f"no such finding: {row.why}"
    assert row.part == "*" or len(found) == 1, row.why
    for finding in found:
        assert finding["status"] == row.status, row.why
        assert row.cause is None or finding["cause"] == row.cause, row.why
        assert row.use is None or finding["use"] == row.use, row.why
        assert row.done is None or finding["done"] == row.done, row.why
        assert row.due is None or _days(finding["due"]) == row.due, row.why
        assert finding["hinge"] or not row.hinge, row.why
        said = json.dumps(finding, ensure_ascii=False)
        assert [words for words in row.says if words not in said] == [], row.why
        places = {each["at"] for each in finding["evidence"]}
        assert [place for place in row.places if place not in places] == [], row.why


def _days(value: dict[str, str] | None) -> tuple[str, str] | None:
    """A day of the output as its two edges."""
    return (value["from"], value["to"]) if value else None


# -- copies of a dossier, changed a little


def files_of(name: str) -> Files:
    """An example's files as they stand, every scalar as text."""
    folder = EXAMPLES / name
    return {path.name: yaml.load(path.read_text(), yaml.BaseLoader) for path in sorted(folder.glob("*.yaml"))}


def written(files: Files, folder: Path) -> Path:
    """A folder that holds the files."""
    for name, raw in files.items():
        (folder / name).write_text(yaml.safe_dump(raw, sort_keys=False, allow_unicode=True))
    return folder


def without(*path: Any) -> Callable[[Files], Files]:
    """Takes away what stands at a path: a key, or the one entry of a list that has certain values."""

    def change(files: Files) -> Files:
        files = copy.deepcopy(files)
        homes = [raw for raw in files.values() if path[0] in raw and _drop(raw, path)]
        assert len(homes) == 1, f"{path} stands in {len(homes)} files"
        return files

    return change


def _drop(node: Any, path: tuple[Any, ...]) -> bool:
    first, *rest = path
    if isinstance(first, dict):
        matching = [index for index, entry in enumerate(node) if first.items() <= entry.items()]
        assert len(matching) == 1, f"{len(matching)} entries have {first}"
        first = matching[0]
    elif first not in node:
        return False
    if not rest:
        del node[first]
    elif not _drop(node[first], tuple(rest)):
        return False
    elif not node[first]:
        del node[first]
    return True


def stating(value: Any, *path: str) -> Callable[[Files], Files]:
    """States something at a path that leads to an item of one of the files, in place of what stood there."""

    def change(files: Files) -> Files:
        files = copy.deepcopy(files)
        section, item, *rest = path
        [node] = [raw[section][item] for raw in files.values() if item in raw.get(section, {})]
        *way, last = rest
        for name in way:
            node = node.setdefault(name, {})
        node[last] = value
        return files

    return change


def adding(section: str, entry: Raw) -> Callable[[Files], Files]:
    """Adds a statement to a list of them (none, whole, counts), or items to a series."""

    def change(files: Files) -> Files:
        files = copy.deepcopy(files)
        homes = [raw for raw in files.values() if section in raw] or [next(iter(files.values()))]
        if isinstance(homes[0].get(section), dict):
            homes[0][section].update(entry)
        else:
            homes[0].setdefault(section, []).append(entry)
        return files

    return change


@dataclass(frozen=True)
class Perturbed:
    """A copy of a dossier in which one thing is changed, and every finding whose status that changes."""

    name: str
    change: Callable[[Files], Files]
    why: str
    #: By the finding's id, its status before and after; a finding that comes or goes has none on that side.
    changed: dict[str, tuple[str | None, str | None]]


def changes(before: dict[str, Finding], after: dict[str, Finding]) -> dict[str, tuple[str | None, str | None]]:
    """The findings whose status is not the same, by id."""

    def status(findings: dict[str, Finding], id: str) -> str | None:
        return findings[id]["status"] if id in findings else None

    every = {id: (status(before, id), status(after, id)) for id in {**before, **after}}
    return {id: pair for id, pair in every.items() if pair[0] != pair[1]}
