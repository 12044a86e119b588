"""Dossiers broken at random: every command ends with one of its exit codes, says why, and leaves nothing half done."""

import json
import random
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from dutybound import cli
from dutybound.reports.starter import STARTER
from hypothesis import given, settings
from hypothesis import strategies as st

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
FILES = {
    path.relative_to(EXAMPLES).as_posix(): path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.rglob("*.yaml"))
} | {"starter.yaml": STARTER}
TREES: dict[str, Any] = {name: yaml.load(text, yaml.BaseLoader) for name, text in FILES.items()}
#: Values that stand where another type is wanted, and some that are right in one place and wrong in most.
ODD = [
    "no", "yes", "007", "", "~", "2014-15", "2011-12", "2015/16", "..2016", "2016-02-30", "9999-12-31", "0001-01-01",
    "2200-12-31..", "16..", "-1", "babergh", "file", "§ ŵ 😀", "a\nb", [], {}, ["babergh"], [[]], {"value": "no"},
    {"unknown": "not said"}, {"either": ["2015", "2016"]}, {"value": "2015", "weight": "hedged"}, {"a": {"b": ["c"]}},
]  # fmt: skip
ALLOWED = {0, 1, 2, 3}


def places(tree: Any) -> list[tuple[Any, Any]]:
    """Every mapping or list in a tree with each of its keys or places."""
    found, waiting = [], [tree]
    while waiting:
        holder = waiting.pop()
        keys = list(holder) if isinstance(holder, dict) else range(len(holder)) if isinstance(holder, list) else ()
        found += [(holder, key) for key in keys]
        waiting += [holder[key] for key in keys]
    return found


def break_tree(chance: random.Random, tree: Any) -> None:
    """Drop, replace, move, copy or rename one thing of a dossier."""
    found = places(tree)
    if not found:
        return
    holder, key = chance.choice(found)
    other, other_key = chance.choice(found)
    match chance.randrange(6):
        case 0:
            del holder[key]
        case 1:
            holder[key] = chance.choice(ODD)
        case 2:
            holder[key] = json.loads(json.dumps(other[other_key]))
        case 3 if isinstance(holder, dict):
            holder[chance.choice([*ODD[:9], str(other_key), f"{key}x"])] = holder.pop(key)
        case 4 if isinstance(holder, list):
            holder.append(holder[key])
        case _:
            holder[key], other[other_key] = other[other_key], holder[key]


def broken_trees(seed: int) -> dict[str, bytes]:
    """One example, broken in a few places but still YAML or JSON."""
    chance = random.Random(seed)
    folder = chance.choice(sorted({name.split("/")[0] for name in TREES}))
    trees = json.loads(json.dumps({name: tree for name, tree in TREES.items() if name.startswith(folder)}))
    for _ in range(chance.randrange(1, 4)):
        break_tree(chance, chance.choice(list(trees.values())))
    if chance.random() < 0.3:
        return {name.replace(".yaml", ".json"): json.dumps(tree).encode() for name, tree in trees.items()}
    return {name: yaml.safe_dump(tree, allow_unicode=True, sort_keys=False).encode() for name, tree in trees.items()}


#: Values that can stand wherever a day, an act or a time can.
DAYS = [
    "2016", "2015/16", "2011-12", "2025-03-31", "2024-02-29", "2014-04-01..2015-03-31", "2016-01..2016-02",
    "1900-01-01", "2200-12-31", {"unknown": "not said"}, {"value": "2016", "weight": "hedged"},
    {"value": "2016", "by": "compiler"},
    {"either": ["2015", "2016"]},
]  # fmt: skip


def turned_facts(seed: int) -> dict[str, bytes]:
    """One example with some days turned into others and some things left out, so that it can mostly be audited."""
    chance = random.Random(seed)
    folder = chance.choice(sorted({name.split("/")[0] for name in TREES}))
    trees = json.loads(json.dumps({name: tree for name, tree in TREES.items() if name.startswith(folder)}))
    found = [place for tree in trees.values() for place in places(tree)]
    days = [(holder, key) for holder, key in found if str(holder[key])[:2] in ("19", "20")]
    for holder, key in chance.sample(days, min(len(days), chance.randrange(1, 8))):
        holder[key] = chance.choice([each for each in DAYS if isinstance(each, str) or key not in ("as_at", "value")])
    for section in (section for tree in trees.values() for section in tree.values()):
        ids = list(section) if isinstance(section, dict) else range(len(section))
        if len(ids) > 1 and chance.random() < 0.2 and "as_at" not in ids:
            del section[chance.choice(ids)]
    return {name: yaml.safe_dump(tree, allow_unicode=True).encode() for name, tree in trees.items()}


def broken_bytes(seed: int) -> dict[str, bytes]:
    """One example with lines and bytes dropped, doubled, moved or replaced."""
    chance = random.Random(seed)
    folder = chance.choice(sorted({name.split("/")[0] for name in FILES}))
    files = {name: text for name, text in FILES.items() if name.startswith(folder)}
    name = chance.choice(sorted(files))
    lines = files[name].splitlines(keepends=True)
    for _ in range(chance.randrange(1, 4)):
        where = chance.randrange(len(lines))
        match chance.randrange(4):
            case 0:
                lines[where] = ""
            case 1:
                lines[where] *= 2
            case 2:
                lines[where] = chance.choice(["  ", "\t", "- ", "&a ", "*a ", "? ", "---\n"]) + lines[where]
            case _:
                lines[where] = lines[where].lstrip(" ")
    data = bytearray("".join(lines).encode())
    for _ in range(chance.randrange(3)):
        where = chance.randrange(len(data))
        data[where : where + chance.randrange(3)] = chance.choice(
            [b"", b"\0", b"\xff", b"\r", b"{", b"]", b"'", b":", b"\xc2\x85"]
        )
    return {each: (bytes(data) if each == name else text.encode()) for each, text in files.items()}


def run(files: dict[str, bytes], *arguments: str) -> tuple[Result, list[str]]:
    """Run a command on files, and list what it left where its result was to go."""
    with tempfile.TemporaryDirectory() as name:
        folder, results = Path(name) / "dossier", Path(name) / "results"
        results.mkdir()
        for file, data in files.items():
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        options = [each.replace("RESULTS", str(results)) for each in arguments]
        result = CliRunner().invoke(cli.main, [options[0], str(folder), *options[1:]])
        return result, sorted(each.name for each in results.iterdir())


def sound(result: Result) -> None:
    """The command ended by itself, with an exit code that it promises, and said why if it refused."""
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    assert result.exit_code in ALLOWED, result.output
    assert "Traceback" not in result.output
    assert result.exit_code != 2 or result.stderr.strip()


BREAKS: list[Callable[[int], dict[str, bytes]]] = [broken_trees, broken_bytes, turned_facts]
SEEDS = st.integers(0, 2**32)


@pytest.mark.parametrize("breaks", BREAKS, ids=lambda breaks: breaks.__name__)
def test_check_refuses_or_accepts_whatever_it_is_given(breaks: Callable[[int], dict[str, bytes]]) -> None:
    @settings(max_examples=60)
    @given(SEEDS)
    def holds(seed: int) -> None:
        result, _ = run(breaks(seed), "check")
        sound(result)
        assert result.exit_code in (0, 2)

    holds()


@pytest.mark.parametrize("breaks", BREAKS, ids=lambda breaks: breaks.__name__)
def test_audit_writes_a_whole_result_or_nothing(breaks: Callable[[int], dict[str, bytes]]) -> None:
    @settings(max_examples=20)
    @given(SEEDS)
    def holds(seed: int) -> None:
        form = "json" if seed % 2 else "text"
        result, left = run(breaks(seed), "audit", "--format", form, "--engine", "plain", "--output", "RESULTS/result")
        sound(result)
        assert result.stdout == ""
        assert left == (["result"] if result.exit_code in (0, 1) else [])

    holds()


def test_what_breaks_them_leaves_some_whole() -> None:
    codes = {run(breaks(seed), "check")[0].exit_code for breaks in BREAKS for seed in range(12)}
    assert codes == {0, 2}
