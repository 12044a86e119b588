"""Rule files with one mistake each, and what is said of it.

The files of ``bad_rules`` are read as a folder of local rules, those of ``bad_law`` as shipped law with its statute
map. In each, a remark stands on the line of the mistake and holds what the message must say.
"""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from dutybound.engine.cases import check_cases
from dutybound.engine.rulebook import SHIPPED, load_rulebook
from dutybound.engine.statute_map import read_map
from dutybound.facts.problems import BadInputError, Problem

TESTS = Path(__file__).resolve().parent
BAD_RULES = TESTS / "bad_rules"
BAD_LAW = TESTS / "bad_law"
REMARK = re.compile(r"# WRONG: (.+)$")
#: The files that hold no mistake: what surrounds the others is sound.
SOUND = (
    "sound.yaml",
    "bases/two-tier-district.yaml",
    "protocol-act-2010/map.yaml",
    "protocol-act-2010/sound.yaml",
    "protocol-act-2010/sound-with-more.yaml",
)

Said = tuple[int, str]


def remarks(path: Path) -> list[Said]:
    """The line of each mistake of a file, with what must be said of it."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [(number, match[1]) for number, line in enumerate(lines, 1) if (match := REMARK.search(line))]


def problems_of(error: BadInputError) -> dict[str, list[Problem]]:
    found: dict[str, list[Problem]] = defaultdict(list)
    for problem in error.problems:
        found[problem.file].append(problem)
    return found


def files(folder: Path) -> Iterator[Any]:
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder).as_posix()
        yield pytest.param(path, id=name.removesuffix(".yaml"))


@pytest.fixture(scope="module")
def said() -> dict[Path, list[Problem]]:
    """What is said of every bad file: all at once, by one load of local rules and one of law."""
    found: dict[Path, list[Problem]] = defaultdict(list)
    with pytest.raises(BadInputError) as local:
        load_rulebook([BAD_RULES])
    for name, problems in problems_of(local.value).items():
        found[Path(name)] += problems
    with pytest.raises(BadInputError) as law:
        load_rulebook(shipped=BAD_LAW)
    for name, problems in problems_of(law.value).items():
        found[BAD_LAW / name.removeprefix("rules/")] += problems
    return found


EVERY_FILE = [*files(BAD_RULES), *files(BAD_LAW)]


@pytest.mark.parametrize("path", EVERY_FILE)
def test_each_mistake_is_named_on_its_line(path: Path, said: dict[Path, list[Problem]]) -> None:
    expected = remarks(path)
    sound = path.relative_to(BAD_RULES if path.is_relative_to(BAD_RULES) else BAD_LAW).as_posix() in SOUND
    assert bool(expected) is not sound, "a file holds a mistake, or is among the sound ones"
    found = said.get(path, [])
    unsaid = [
        (line, words)
        for line, words in expected
        if not any(problem.line == line and words in problem.message for problem in found)
    ]
    assert unsaid == [], [str(problem) for problem in found]


@pytest.mark.parametrize("path", EVERY_FILE)
def test_one_mistake_gives_one_message(path: Path, said: dict[Path, list[Problem]]) -> None:
    """What only follows from a mistake is not said beside it."""
    further = [
        str(problem)
        for problem in said.get(path, [])
        if not any(problem.line == line and words in problem.message for line, words in remarks(path))
    ]
    assert further == []


def test_every_problem_names_its_file_and_its_line(said: dict[Path, list[Problem]]) -> None:
    problems = [problem for each in said.values() for problem in each]
    assert len(problems) > 80
    assert [str(problem) for problem in problems if not problem.line or not problem.message] == []
    assert all(str(problem).startswith(f"{problem.file}:{problem.line}: ") for problem in problems)


def test_words_are_named_once_in_a_message(said: dict[Path, list[Problem]]) -> None:
    """A list of the words that can stand in a place is not given twice over."""
    messages = [problem.message for each in said.values() for problem in each]
    assert [message for message in messages if message.count("expected one of") > 1] == []
    assert [message for message in messages if re.search(r"\ban [Uu]nit\b|\ba [AEIOaeio]", message)] == []


# -- what surrounds the mistakes is sound


def alone(path: Path, folder: Path) -> Path:
    (folder / "local").mkdir()
    (folder / "local" / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    return folder / "local"


def test_the_sound_rule_loads_and_its_case_comes_out(tmp_path: Path) -> None:
    rulebook = load_rulebook([alone(BAD_RULES / "sound.yaml", tmp_path)])
    rule = rulebook.rules["local/sound"]
    assert rule.local
    assert [each.differences for each in check_cases(rulebook, [rule], None)] == [()]


def test_a_local_rule_stands_beside_the_law_and_changes_none_of_it(tmp_path: Path) -> None:
    shipped = load_rulebook()
    with_local = load_rulebook([alone(BAD_RULES / "sound.yaml", tmp_path)])
    assert set(with_local.rules) - set(shipped.rules) == {"local/sound"}
    assert with_local.coverage == shipped.coverage
    assert with_local.terms.keys() == shipped.terms.keys()
    assert with_local.digest != shipped.digest


def sound_law(folder: Path) -> Path:
    """A folder of the law of ``bad_law`` that holds no mistake; the path of its statute map."""
    for name in SOUND[1:]:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text((BAD_LAW / name).read_text(encoding="utf-8"), encoding="utf-8")
    path = folder / "protocol-act-2010" / "map.yaml"
    keys = [row.key for row in read_map(path, path.name).rows]
    (folder / "rows.yaml").write_text(yaml.safe_dump({"protocol-act-2010": keys}), encoding="utf-8")
    return path


def test_a_version_encodes_every_row_that_it_names_beside_its_own(tmp_path: Path) -> None:
    sound_law(tmp_path)
    encoded = {each.row.provision: each.rules for each in load_rulebook(shipped=tmp_path).coverage if each.rules}
    one, more = "protocol-act-2010/sound", "protocol-act-2010/sound-with-more"
    assert encoded == {"s 1": (more, one), "s 6": (more,), "s 9": (more,)}


def said_of_law(folder: Path) -> list[str]:
    with pytest.raises(BadInputError) as error:
        load_rulebook(shipped=folder)
    return [str(problem) for problem in error.value.problems]


def test_a_row_that_no_rule_encodes_must_say_why(tmp_path: Path) -> None:
    path = sound_law(tmp_path)
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line for line in lines if line != "    no_rule: definition") + "\n", encoding="utf-8")
    [unread] = [row for row in read_map(path, path.name).rows if row.provision == "s 8"]
    said = said_of_law(tmp_path)
    message = "no rule encodes this row, and it does not say why"
    assert f"rules/protocol-act-2010/map.yaml:{unread.line}: s 8: {message}" in said
    assert [each.split(": ")[1] for each in said] == ["s 2", "s 2", "s 5", "s 7", "s 8"]
    assert all(each.endswith(message) for each in said)


def test_a_row_that_a_rule_encodes_gives_no_reason_for_having_none(tmp_path: Path) -> None:
    path = sound_law(tmp_path)
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("    says: There is to be a plan.\n", "    says: X.\n    no_rule: power\n", 1), "utf-8"
    )
    [said] = said_of_law(tmp_path)
    assert said.endswith("s 1: protocol-act-2010/sound-with-more encodes this row, and it says no_rule: power")


def test_where_a_rule_cannot_be_read_its_rows_are_not_said_to_have_none(tmp_path: Path) -> None:
    sound_law(tmp_path)
    rule = tmp_path / "protocol-act-2010" / "sound-with-more.yaml"
    rule.write_text(rule.read_text(encoding="utf-8").replace("kind: duty", "kind: dutty"), encoding="utf-8")
    [said] = said_of_law(tmp_path)
    assert "kind: expected one of" in said


def test_a_statute_map_without_a_list_of_its_rows_is_refused(tmp_path: Path) -> None:
    """To leave the list out is no way to lose a row."""
    shutil.copytree(SHIPPED, tmp_path / "rules")
    (tmp_path / "rules" / "rows.yaml").unlink()
    with pytest.raises(BadInputError, match=r"rules/rows.yaml: there is no such file"):
        load_rulebook(shipped=tmp_path / "rules")


def test_a_folder_without_statute_maps_needs_no_list_of_rows(tmp_path: Path) -> None:
    assert load_rulebook(shipped=tmp_path).coverage == ()


# -- files that are no rules at all


def refused(folder: Path) -> list[str]:
    with pytest.raises(BadInputError) as error:
        load_rulebook([folder])
    return [str(problem) for problem in error.value.problems]


def test_a_second_rule_of_one_id_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "strategy-regulations-2007"
    folder.mkdir()
    source = SHIPPED / "strategy-regulations-2007" / "partnership-plan.yaml"
    (folder / "partnership-plan.yaml").write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    [problem] = refused(folder)
    assert "there is a rule of this id in rules/strategy-regulations-2007/partnership-plan.yaml" in problem


def test_two_folders_that_lay_down_the_same_local_rule_are_refused(tmp_path: Path) -> None:
    for name in ("one", "two"):
        folder = tmp_path / name / "ours"
        folder.mkdir(parents=True)
        (folder / "sound.yaml").write_text((BAD_RULES / "sound.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(BadInputError, match="there is a rule of this id"):
        load_rulebook([tmp_path / "one", tmp_path / "two"])


def test_a_local_folder_brings_no_statute_map(tmp_path: Path) -> None:
    """A local map could lend the look of law to a row that is none."""
    folder = tmp_path / "strategy-regulations-2007"
    folder.mkdir()
    (folder / "map.yaml").write_text((BAD_LAW / "protocol-act-2010" / "map.yaml").read_text(encoding="utf-8"))
    assert "map" in refused(folder)[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the file says nothing"),
        (b"- rule\n", "expected a mapping of keys to values"),
        (b"just words\n", "expected a mapping of keys to values"),
        (b"\x00\x01", "this is not a text file"),
        (b"rule: caf\xe9\n", "not UTF-8"),
        (b"rule: &a x\ntitle: *a\n", "aliases"),
    ],
    ids=["empty", "a-list", "words", "binary", "latin-1", "an-alias"],
)
def test_a_file_that_is_no_rule_is_refused_in_words(content: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").write_bytes(content)
    problems = refused(tmp_path)
    assert any(words in problem for problem in problems), problems
    assert all(problem.startswith((tmp_path / "odd.yaml").as_posix()) for problem in problems)


@pytest.mark.parametrize("what", ["a folder that is not there", "an empty folder", "a file"])
def test_a_folder_without_rules_is_refused(what: str, tmp_path: Path) -> None:
    """A slip in the name of a folder must not pass for a folder in which all is well."""
    place = tmp_path / "ours"
    if what == "an empty folder":
        place.mkdir()
    elif what == "a file":
        place.write_text("rule: x\n")
    [problem] = refused(place)
    assert "there is no folder of rules here" in problem and place.as_posix() in problem


# -- one mistake in each place of a whole rule


@pytest.mark.parametrize("odd", ["odd", ["odd"], {"odd": "odd"}], ids=["text", "list", "mapping"])
def test_whatever_stands_in_the_place_of_a_value_there_is_no_crash(odd: object, tmp_path: Path) -> None:
    """Each value of a rule in turn is replaced by something odd: it is refused in words, or it loads."""
    text = (SHIPPED / "strategy-regulations-2007" / "county-agreement-each-year.yaml").read_text(encoding="utf-8")
    rule = yaml.load(text, yaml.BaseLoader)
    rule["cases"] = rule["cases"][:1]
    written = 0
    for number, spoiled in enumerate(spoilt(rule, odd)):
        folder = tmp_path / f"ours-{number}"
        folder.mkdir()
        spoiled = {**spoiled, "rule": f"rule-{number}"} if isinstance(spoiled.get("rule"), str) else spoiled
        (folder / f"rule-{number}.yaml").write_text(yaml.safe_dump(spoiled, sort_keys=False), encoding="utf-8")
        written += 1
    with pytest.raises(BadInputError) as error:
        load_rulebook([tmp_path])
    assert written > 50
    assert len({problem.file for problem in error.value.problems}) > written / 2


def spoilt(node: Any, odd: object) -> Iterator[Any]:
    """Copies of a value, each with one part of it replaced."""
    if isinstance(node, dict):
        for key, child in node.items():
            yield {**node, key: odd}
            yield from ({**node, key: each} for each in spoilt(child, odd))
    elif isinstance(node, list):
        for index, child in enumerate(node):
            yield [*node[:index], odd, *node[index + 1 :]]
            yield from ([*node[:index], each, *node[index + 1 :]] for each in spoilt(child, odd))


@pytest.mark.parametrize("rows", ["rows: none\n", "rows: {s 1: plan}\n", ""], ids=["a word", "a mapping", "left out"])
def test_a_statute_map_without_a_list_of_rows_is_no_empty_instrument(rows: str, tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(f"title: An Act\ncitation: 2010 c. 98\nlink: https://www.legislation.gov.uk\n{rows}", "utf-8")
    with pytest.raises(BadInputError, match="rows: expected a list of rows"):
        read_map(path, path.name)
