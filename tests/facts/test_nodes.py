"""Nodes: the same from YAML and JSON, text kept as it is written, and each thing's line."""

import json
from pathlib import Path

import pytest
import yaml
from dutybound.facts import nodes
from dutybound.facts.nodes import parse_json, parse_yaml, read_file, read_nodes
from dutybound.facts.problems import BadInputError
from hypothesis import given, settings
from hypothesis import strategies as st

WORDS = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=8)
TREES = st.dictionaries(
    WORDS,
    st.recursive(
        WORDS,
        lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(WORDS, inner, min_size=1, max_size=3),
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=60)
@given(TREES)
def test_json_is_read_as_the_standard_library_reads_it(tree: dict[str, object]) -> None:
    for indent in (None, 1):
        reading = parse_json("file", json.dumps(tree, indent=indent))
        assert not reading.problems and [node.plain() for node in reading.documents] == [tree]


@settings(max_examples=60)
@given(TREES)
def test_yaml_is_read_as_text(tree: dict[str, object]) -> None:
    written = yaml.safe_dump(tree, allow_unicode=True, default_style='"')
    reading = parse_yaml("file", written)
    assert not reading.problems and [node.plain() for node in reading.documents] == [tree]


@settings(max_examples=150)
@given(st.text(st.sampled_from("ab:-,[]{}\"'&*!|>#%\n \t~?\\\u2028\ufeffud80"), max_size=40))
def test_no_text_makes_a_reader_fail(text: str) -> None:
    for parse in (parse_json, parse_yaml):
        reading = parse("file", text)
        assert reading.documents or reading.problems


SCALARS = "no: on\nyes: 007\nat: 12:30\nsum: 1_000\nhex: 0x1F\nday: 2016-03-18\nfloat: 1e3\nquoted: 'null'\nnan: .nan\n"


def test_yaml_guesses_at_nothing() -> None:
    [node] = parse_yaml("file", SCALARS).documents
    assert node.plain() == {
        "no": "on", "yes": "007", "at": "12:30", "sum": "1_000", "hex": "0x1F", "day": "2016-03-18", "float": "1e3",
        "quoted": "null", "nan": ".nan",
    }  # fmt: skip


def test_jsons_own_booleans_and_numbers_are_read_as_written() -> None:
    [node] = parse_json("file", '{"a": true, "b": false, "c": 16, "d": 1.50, "e": -1, "f": "null"}').documents
    assert node.plain() == {"a": "true", "b": "false", "c": "16", "d": "1.50", "e": "-1", "f": "null"}


@pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "pure python"])
def test_empty_values_are_refused_whichever_reader_is_there(pure: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if pure:
        monkeypatch.delattr(nodes.yaml, "CBaseLoader", raising=False)
    reading = parse_yaml("file", "a:\nb: ~\nc: null\nd: ''\ne: [x, ~]\nf: 'null'\ng: {}\nh: []\n")
    places = [(each.line, each.path) for each in reading.problems]
    assert places == [(1, "a"), (2, "b"), (3, "c"), (4, "d"), (5, "e.2"), (7, "g"), (8, "h")]


ROOT = Path(__file__).resolve().parent.parent.parent
FOLDERS = ["examples", "rules", "tests/bad_law", "tests/bad_rules", "tests/facts/bad"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_both_readers_give_the_same_nodes_lines_and_problems(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # The longest rule files are long by their cases alone, which are all alike.
    paths = [path for path in sorted((ROOT / folder).rglob("*.yaml")) if path.stat().st_size < 16_000]
    found = [read_file(path, path.name) for path in paths]
    monkeypatch.delattr(nodes.yaml, "CBaseLoader", raising=False)
    pure = [read_file(path, path.name) for path in paths]
    assert [_in_one_wording(each) for each in found] == [_in_one_wording(each) for each in pure]
    assert len(paths) > 5


def _in_one_wording(reading: nodes.Reading) -> tuple[object, ...]:
    """A reading, with YAML's own words for what is no YAML left out: the two readers word them differently."""
    problems = [
        (each.line, each.path, each.message.split("YAML:")[0] if each.message.startswith("not valid") else each.message)
        for each in reading.problems
    ]
    return reading.documents, problems, reading.whole, reading.sha256


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "BOM"])
def test_line_ends_and_byte_order_marks_make_no_difference(ending: str, mark: bytes, tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_bytes(mark + "a: 1\nb:\n  - x\n  - y: §ŵ\n".replace("\n", ending).encode())
    [node] = read_nodes(path, "file")
    assert node.plain() == {"a": "1", "b": ["x", {"y": "§ŵ"}]}
    assert node.written(("b", 1, "y"))[2] == 4


def test_paths_are_shown_as_written_and_lines_are_those_of_keys_and_list_places() -> None:
    [node] = parse_yaml("file", "plans:\n  '0':\n    sent:\n      - a\n      - to: b\n    for: 2015\n").documents
    for path, shown, line in (
        (("plans", "0", "sent", 1, "to"), "plans.0.sent.2.to", 5),
        (("plans", "0", "for", "either", 0, "value"), "plans.0.for", 6),
        # A place that only typing added leads nowhere, even where a list stands.
        (("plans", "0", "sent", "either", 0, "value"), "plans.0.sent", 3),
        (("plans", "0", "sent", 9), "plans.0.sent", 3),
        (("plans", 0, "sent"), "plans", 1),
        ((), "", 1),
    ):
        parts, _, found = node.written(path)
        assert (".".join(parts), found) == (shown, line)


def test_what_stands_twice_is_read_on_as_one() -> None:
    reading = parse_yaml("file", "a: {x: 1}\nb: 1\na: {y: 2, x: 3}\nb: 2\n")
    assert [node.plain() for node in reading.documents] == [{"a": {"x": "1", "y": "2"}, "b": "1"}]
    assert [(each.line, each.path) for each in reading.problems] == [(3, "a"), (3, "a.x"), (4, "b")]


def test_a_reading_is_whole_unless_some_of_its_ids_may_be_missing() -> None:
    assert parse_yaml("file", "a: {x: }\na: *b\n---\nc: []\n---\n").whole
    assert not parse_yaml("file", "a: 1\n---\n[b]\n").whole
    assert not parse_yaml("file", "a: 1\n---\nb: {\n").whole
    assert [each.plain() for each in parse_yaml("file", "a: 1\n---\nb: {\n").documents] == [{"a": "1"}]


def test_read_nodes_raises_every_problem_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_text("a: []\nb: {c: }\nb: 1\n")
    with pytest.raises(BadInputError) as caught:
        read_nodes(path, "name")
    assert [(each.file, each.line, each.path) for each in caught.value.problems] == [
        ("name", 1, "a"), ("name", 2, "b.c"), ("name", 3, "b"),
    ]  # fmt: skip


def test_a_folder_and_a_device_are_no_files(tmp_path: Path) -> None:
    for path in (tmp_path, Path("/dev/null")):
        assert [each.message for each in read_file(path, "x").problems] == ["there is no such file"]
