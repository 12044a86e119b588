"""Bad input is refused with every error of every file at once, each with its line and path, and none invented.

Each YAML file in ``bad`` ends with the errors that it must give, as ``# expect LINE PATH: MESSAGE``; what cannot be
kept as a text file, or hold a comment, stands in the tables here.
"""

from pathlib import Path

import pytest
from dutybound.engine.rulebook import load_rulebook
from dutybound.facts.gazetteer import Gazetteer
from dutybound.facts.load import load
from dutybound.facts.problems import BadInputError

BAD = Path(__file__).parent / "bad"
HEADER = "dossier: {title: Bad, as_at: 2026-03-02}\n"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_rulebook().gazetteer


def refused(paths: list[Path], gazetteer: Gazetteer) -> list[str]:
    """The errors that a dossier gives, each as ``LINE PATH: MESSAGE``."""
    with pytest.raises(BadInputError) as caught:
        load(paths, gazetteer)
    return [f"{each.line} {each.path}: {each.message}".replace(" : ", " ") for each in caught.value.problems]


@pytest.mark.parametrize("path", sorted(BAD.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_bad_file_gives_exactly_the_errors_that_it_names(path: Path, gazetteer: Gazetteer) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    expected = [line.removeprefix("# expect ") for line in lines if line.startswith("# expect ")]
    assert expected
    assert sorted(refused([path], gazetteer)) == sorted(expected)


DEEP = 100_000
BYTES = {
    "not-utf-8.yaml": (
        HEADER.encode() + "# caf\u00e9\n".encode("latin-1"),
        ["2 the file is not UTF-8 text; save it as UTF-8"],
    ),
    "utf-16.yaml": (HEADER.encode("utf-16"), ["0 this is not a text file, or it is not saved as UTF-8"]),
    "binary.yaml": (b"\x89PNG\0\0", ["0 this is not a text file, or it is not saved as UTF-8"]),
    "control.yaml": (HEADER.encode() + b"# bell \x07\n", ["2 a character that is not text (U+0007)"]),
    "empty.yaml": (b"", ["0 the file says nothing"]),
    "only-remarks.yaml": (b"# nothing yet\n", ["0 the file says nothing"]),
    "only-marks.yaml": (b"---\n", ["1 the document says nothing"]),
    "too-large.yaml": (b"# " + b"x" * 4_000_000, ["0 the file is larger than 4 MB"]),
    "too-many.yaml": (
        HEADER.encode() + b"practices: [" + b"x," * 200_000 + b"]\n",
        ["2 practices.199995: more than 200000 values in one file"],
    ),
    "deep.yaml": (b"[" * DEEP + b"]" * DEEP, [f"1 {'.'.join('1' * 24)}: nested more than 24 deep"]),
    "empty.json": (b"", ["1 not valid JSON: Expecting value"]),
    "deep.json": (b"[" * DEEP + b"]" * DEEP, [f"1 {'.'.join('1' * 24)}: nested more than 24 deep"]),
    "deep-on-line-2.json": (
        b'{"a":\n' + b'{"a":' * DEEP + b"1" + b"}" * DEEP + b"}",
        [f"2 {'.'.join('a' * 24)}: nested more than 24 deep"],
    ),
    "not-json.json": (
        b'{"dossier" {"title": "Bad"}\n}',
        ["1 not valid JSON: Expecting ':' delimiter"],
    ),
    "yaml-in.json": (HEADER.encode(), ["1 not valid JSON: Expecting value"]),
    "not-a-number.json": (
        b'{"dossier": {"title": NaN, "as_at": "2026-03-02"}}',
        ["0 not valid JSON: NaN is not a number"],
    ),
    "half-a-character.json": (
        b'{"dossier": {\n"title": "\\ud800", "as_at": "2026-03-02"}}',
        ["2 dossier.title: a character that is not text (U+D800)"],
    ),
    "half-a-character-as-key.json": (
        b'{"dossier": {"title": "Bad", "as_at": "2026-03-02"},\n"\\udfff": 1}',
        ["2 \ufffd: a character that is not text (U+DFFF)", '2 \ufffd: unknown key "\ufffd"'],
    ),
    "duplicates.json": (
        b'{"dossier": {"title": "Bad",\n"title": "Worse", "as_at": "2026-03-02"}}',
        ['2 dossier.title: the key "title" stands here twice (first on line 1)'],
    ),
    "null.json": (
        b'{"dossier": {"title": null, "as_at": "2026-03-02"}, "plans": {}}',
        [
            "1 dossier.title: nothing is given: leave it out, or write {unknown: why it is not known}",
            "1 plans: an empty list or mapping says nothing: leave it out, or state it under none with its source",
        ],
    ),
    "list.json": (b'[{"dossier": 1}]', ["1 expected a mapping of keys to values"]),
    "huge-number.json": (
        b'{"dossier": {"title": 1' + b"0" * 5000 + b', "as_at": 20260302}}',
        ["1 dossier.as_at: expected a day such as 2016-03-18, 2016-03, 2016, 2015/16 or 2016-01..2016-03"],
    ),
    "errors-with-lines.json": (
        b'{"dossier": {"title": "Bad", "as_at": "2026-03-02"},\n"plans": {"one": {\n"covers": ["babergh",\n"ipswch"],\n'
        b'"adoptd": 2025,\n"adopted": "2025-02-30"}}}',
        [
            '4 plans.one.covers.2: there is no "ipswch" in areas or counties or partnerships; did you mean "ipswich"?',
            '5 plans.one.adoptd: unknown key "adoptd"; did you mean "adopted"?',
            "6 plans.one.adopted: there is no day 2025-02-30, found 2025-02-30",
        ],
    ),
}


@pytest.mark.parametrize("name", BYTES)
def test_a_file_that_is_no_dossier_is_refused_with_its_line(name: str, tmp_path: Path, gazetteer: Gazetteer) -> None:
    data, expected = BYTES[name]
    path = tmp_path / name
    path.write_bytes(data)
    assert sorted(refused([path], gazetteer)) == sorted(expected)


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_nothing_no_file_an_empty_folder_and_names_that_no_file_has(tmp_path: Path, gazetteer: Gazetteer) -> None:
    nowhere = tmp_path / "nowhere.yaml"
    assert refused([], gazetteer) == ["0 no dossier is given: name a YAML or JSON file, or a folder of them"]
    assert refused([nowhere], gazetteer) == ["0 there is no such file"]
    assert refused([tmp_path], gazetteer) == ["0 there is no YAML or JSON file in this folder"]
    assert refused([tmp_path / ("x" * 5000)], gazetteer) == ["0 cannot be read: File name too long"]
    assert refused([tmp_path / "nul\0"], gazetteer)


def test_a_file_that_cannot_be_read_hides_no_error_of_the_others_and_invents_none(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    folder = write(
        tmp_path,
        # The header, the source and what the plan covers may all stand in the broken file.
        broken="dossier: {title: Bad, as_at: 2026-03-02\n",
        good="partnerships: {babergh-csp: {areas: [babergh]}}\n",
        wrong="plans: {one: {adopted: {value: 2025-02-30, source: file}}}\n"
        "whole: [{what: plans, of: [one], form: 1}]\n",
    )
    assert refused([folder], gazetteer) == [
        "2 not valid YAML: did not find expected ',' or '}'",
        "1 plans.one.adopted.value: there is no day 2025-02-30, found 2025-02-30",
        '2 whole.1.form: unknown key "form"; did you mean "from"?',
    ]


def test_errors_of_all_files_come_at_once_with_what_differs_between_them(tmp_path: Path, gazetteer: Gazetteer) -> None:
    folder = write(
        tmp_path,
        a=HEADER + "plans: {one: {covers: [babergh], refresh_of: two}, three: {covers: [babergh], adopted: [2025]}}\n"
        "meetings: {m: {kind: public, covers: [babergh]}}\n",
        b="plans: {one: {published: 2025-13}}\nmeetings:\n  m: {kind: scrutiny, held: 2025}\n",
        c="reports: {m: {covers: [babergh-council]}}\n",
    )
    assert refused([folder], gazetteer) == [
        '2 plans.one.refresh_of: there is no "two" in plans',
        "2 plans.three.adopted: expected a day such as 2016-03-18, 2016-03, 2016, 2015/16 or 2016-01..2016-03, "
        "yes or no, found a list",
        "1 plans.one.published: there is no month 2025-13, found 2025-13",
        "3 meetings.m.kind: another file says public, this one scrutiny: make them agree",
        '1 reports.m: the id "m" stands under meetings too',
        '1 reports.m.covers.1: there is no "babergh-council" in areas or counties or partnerships; did you mean '
        '"babergh"?',
    ]


def test_a_header_that_is_wrong_is_held_against_its_own_file_alone(tmp_path: Path, gazetteer: Gazetteer) -> None:
    folder = write(
        tmp_path, a="dossier: {title: Bad}\n", b="plans: {one: {covers: [babergh], adopted: no, in_force: no}}\n"
    )
    assert refused([folder], gazetteer) == ['1 dossier: "as_at" is missing']


def test_what_one_file_lends_another_is_checked_once_and_where_it_stands(tmp_path: Path, gazetteer: Gazetteer) -> None:
    folder = write(
        tmp_path,
        a=HEADER + "\nplans:\n  one:\n    covers:\n      - babergh\n      - babrgh\n",
        b="plans: {one: {published: 2025-04}}\n",
        c=HEADER + "meetings:\n  m: {kind: publc, covers: [babergh]}\n",
        d="meetings: {m: {held: 2025-04}}\n",
    )
    assert refused([folder], gazetteer) == [
        '7 plans.one.covers.2: there is no "babrgh" in areas or counties or partnerships; did you mean "babergh"?',
        "3 meetings.m.kind: expected one of: public, strategy group, county strategy group, scrutiny, attendance, "
        'other; found publc; did you mean "public"?',
    ]


def test_an_item_that_is_wrong_is_still_there_for_those_that_name_it(tmp_path: Path, gazetteer: Gazetteer) -> None:
    folder = write(
        tmp_path,
        a=HEADER + "sources: {file: {kind: minute}}\n"
        "plans:\n  one: {covers: [babergh], adopted: {value: 2025-13, source: file}}\n"
        "  two: {covers: [babergh], refresh_of: one}\n",
    )
    assert refused([folder], gazetteer) == [
        '2 sources.file: "title" is missing',
        "4 plans.one.adopted.value: there is no month 2025-13, found 2025-13",
    ]


def test_a_key_with_a_line_break_leaves_each_error_on_one_line(tmp_path: Path, gazetteer: Gazetteer) -> None:
    folder = write(tmp_path, a=HEADER + '"pla\\nns": {one: 1}\n')
    with pytest.raises(BadInputError) as caught:
        load([folder], gazetteer)
    assert len(str(caught.value).splitlines()) == 1
