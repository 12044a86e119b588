"""What must not be shared is in no byte of a redacted report, and what is left still tells a gap from what was met."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from dutybound.cli import FORMATS, main
from dutybound.commands import comparing
from dutybound.commands import portfolio as portfolio_command

from . import redaction_values as values

HERE = Path(__file__).parent / "redaction"
OTTOLINE = HERE / "ottoline"
DEATHS = "speaks of deaths"
REDACTED = "Redacted"

#: The formats of an audit, with what else is asked for in each.
AUDITS = {
    **{form: ("--format", form) for form in FORMATS},
    "docx findings list": ("--format", "docx", "--style", "findings-list"),
    "json with every proof": ("--format", "json", "--proof", "all", "--map"),
    "json of earlier years": ("--format", "json", "--proof", "all", "--since", "2019-01-01"),
    "json of an earlier day": ("--format", "json", "--proof", "all", "--as-at", "2020-01-01"),
    "text of what is met": ("--format", "text", "--status", "compliant", "--status", "cannot_tell"),
}


def written(folder: Path, command: str, *arguments: object, code: int = 0) -> bytes:
    output = folder / "result"
    given = (command, *map(str, arguments), "--output", str(output), "--force")
    result = CliRunner().invoke(main, given)
    assert result.exit_code == code, result.output
    return output.read_bytes()


def audited(folder: Path, *options: str, dossier: Path = OTTOLINE) -> bytes:
    return written(folder, "audit", dossier, "--exit-zero", *options)


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The dossier as it is, and as it was a year before with one death the less."""
    now, then = (tmp_path_factory.mktemp(year) / "ottoline" for year in ("now", "then"))
    shutil.copytree(OTTOLINE, now)
    shutil.copytree(OTTOLINE, then)
    text = (then / "ottoline.yaml").read_text(encoding="utf-8")
    text = text.replace("{value: no, source: board", "{value: 2021-05-01, source: board")
    first = text.index("  hermione:")
    second, end = text.index("  death-of-jane-doe:"), text.index("none:")
    text = text[:first] + text[second:end] + text[first:second] + text[end:]
    (then / "ottoline.yaml").write_text(text, encoding="utf-8")
    return then, now


# -- nothing is given away


@pytest.mark.parametrize("options", AUDITS.values(), ids=AUDITS)
def test_no_byte_of_a_redacted_report_tells_what_must_not_be_shared(options: tuple[str, ...], tmp_path: Path) -> None:
    assert values.told_by(audited(tmp_path, "--redact", *options)) == []


def test_what_is_printed_on_a_terminal_is_redacted_too() -> None:
    result = CliRunner().invoke(main, ["audit", str(OTTOLINE), "--redact"])
    assert values.told_by(result.stdout.encode()) == []


@pytest.mark.parametrize("form", portfolio_command.FORMS)
def test_no_byte_of_a_redacted_portfolio_does(form: str, tmp_path: Path) -> None:
    assert values.told_by(written(tmp_path, "portfolio", HERE, "--redact", "--format", form, code=2)) == []


@pytest.mark.parametrize("form", comparing.FORMS)
def test_no_byte_of_a_redacted_comparison_does(form: str, years: tuple[Path, Path], tmp_path: Path) -> None:
    content = written(tmp_path, "compare", *years, "--redact", "--exit-zero", "--format", form)
    assert values.told_by(content) == []


def test_each_value_would_be_told_if_nothing_were_redacted(tmp_path: Path) -> None:
    """Else the tests above would show nothing."""
    ways = (("--proof", "all"), ("--proof", "all", "--since", "2019-01-01"))
    told = {each for way in ways for each in values.told_by(audited(tmp_path, "--format", "json", *way))}
    told |= set(values.told_by(written(tmp_path, "portfolio", HERE, "--format", "json", code=2)))
    shown = {*values.IN_TITLES, *values.IN_IDS, *values.IN_IDS_INSIDE_ITEMS, *values.IN_EVIDENCE, *values.IN_REASONS}
    shown |= {*values.IN_JUDGEMENTS, *values.IN_PRACTICES, *values.IN_FILES}
    shown |= {"november 2019", "february 2020", "eulalia", "wilhelmina", "cuthbert", "ariadne"}
    assert shown - told == set()


def test_the_search_sees_through_escapes() -> None:
    for escaped in (
        "Jane&#32;Doe",
        "Si&#226;n",
        "Si\\u00e2n",
        "Si%C3%A2n",
        "Jane</w:t><w:t> Doe",
        "jane\n   doe",
        "jane_doe",
    ):
        assert values.told_by(escaped.encode()), escaped


# -- what is left


def test_what_is_left_tells_a_gap_from_what_was_met(tmp_path: Path) -> None:
    whole, left = _both(tmp_path, "--proof", "all")
    assert left["redacted"] and not whole["redacted"]
    assert left["summary"] == whole["summary"]
    kept = ("rule", "part", "provision", "status", "force", "cause", "period", "url", "partnership", "stated", "past")
    assert sorted([each[key] or "" for key in kept] for each in left["findings"]) == sorted(
        [each[key] or "" for key in kept] for each in whole["findings"]
    )
    ids = [each["id"] for each in left["findings"]]
    assert len(set(ids)) == len(ids)
    for question in left["questions"]:
        assert {*question["settles"], *question["bears_on"]} <= set(ids)
    gaps = {(each["rule"].split("/")[1], each["subject"]["id"]) for each in left["findings"] if each["status"] == "gap"}
    assert ("plan-sent-to-policing-body", "anytown") in gaps


#: What some things of the dossier are called, and what they are called instead.
CALLED = {
    "(Partnership plan)": "(plan 1)",
    "algernon": "request 1",
    "clementine": "assessment 1",
    "Eustace speaks": "meeting 1",
    "Perpetua's board": "group 1",
    "crime-committee": "committee 1",
    "On Lavinia": "report 1",
    "Cornelius and the bus shelter": "referral 1",
}


def test_the_words_of_the_law_stand_where_a_title_is_one_of_them(tmp_path: Path) -> None:
    """Titles such as "Partnership plan" and "Minutes" are common."""
    whole, left = _both(tmp_path)
    for before, after in zip(whole["findings"], left["findings"], strict=True):
        assert after["title"] == before["title"]
        if before["subject"]["kind"] in ("area", "unit", "county", "policing_body"):
            put_away = after["sentence"]
            for name, pseudonym in CALLED.items():
                put_away = put_away.replace(pseudonym, name)
            assert put_away == before["sentence"]


def test_a_redacted_finding_on_a_death_gives_no_day(tmp_path: Path) -> None:
    _, left = _both(tmp_path, "--proof", "all")
    deaths = [each for each in left["findings"] if each["subject"]["id"] == "death-1"]
    assert deaths
    for finding in deaths:
        said = json.dumps([finding[key] for key in ("sentence", "hinge", "due", "since", "done_on", "evidence")])
        assert "2019" not in said and "2020" not in said, finding["sentence"]


def test_a_law_version_keeps_its_days(tmp_path: Path) -> None:
    whole, left = _both(tmp_path)
    versions = [
        [(law["from"], law["inserted_by"]) for each in report["findings"] if (law := each["law_version"])]
        for report in (whole, left)
    ]
    assert versions[0] == versions[1]


def _both(folder: Path, *options: str) -> Iterator[dict[str, Any]]:
    return (json.loads(audited(folder, "--format", "json", *options, *redact)) for redact in ((), ("--redact",)))


def test_a_redacted_portfolio_has_the_counts_of_the_whole_one(tmp_path: Path) -> None:
    whole, left = (
        json.loads(written(tmp_path, "portfolio", HERE, "--format", "json", *redact, code=2))
        for redact in ((), ("--redact",))
    )
    assert left["redacted"] and not whole["redacted"]
    assert left["summary"] == whole["summary"] and left["duties"] == whole["duties"]
    assert [each["title"] for each in left["standings"]] == [each["title"] for each in whole["standings"]]
    assert [each["cells"] for each in left["standings"]] == [each["cells"] for each in whole["standings"]]
    assert [each["path"] for each in left["dossiers"]] == ["dossier 1", "dossier 2"]
    [broken] = left["broken"]
    assert broken["path"] == "dossier 3" and "3 problems" in broken["problems"][0]


def test_a_thing_that_two_dossiers_name_alike_is_called_alike(tmp_path: Path) -> None:
    left = json.loads(written(tmp_path, "portfolio", HERE, "--redact", "--format", "json", code=2))
    about = {each["title"]: " ".join(found["sentence"] for found in each["owed"]) for each in left["standings"]}
    assert "(plan 1)" in about["Othertown Community Safety Partnership"]
    assert "death 3" in json.dumps(left["standings"]) and "death 4" not in json.dumps(left["standings"])


def test_the_terminal_says_which_dossier_is_broken(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["portfolio", str(HERE), "--redact"])
    assert result.exit_code == 2
    assert f"dossier 3 is {(HERE / 'wilhelmina').as_posix()}:" in result.stderr
    assert "a town that Cuthbert likes" in result.stderr and "Cuthbert" not in result.stdout


# -- comparing results that are redacted


def test_a_redacted_comparison_finds_what_the_whole_one_finds(years: tuple[Path, Path], tmp_path: Path) -> None:
    whole, left = (
        json.loads(written(tmp_path, "compare", *years, "--exit-zero", "--format", "json", *redact))
        for redact in ((), ("--redact",))
    )
    assert left["summary"] == whole["summary"] and whole["summary"]["unchanged"] > 100
    assert whole["summary"]["new"] == 1
    assert left["before"]["redacted"] and left["after"]["redacted"]


def test_saved_results_that_are_redacted_are_refused_where_their_deaths_cannot_be_told_apart(
    years: tuple[Path, Path], tmp_path: Path
) -> None:
    then, now, whole = tmp_path / "then.json", tmp_path / "now.json", tmp_path / "whole.json"
    for path, year, options in ((then, years[0], ["--redact"]), (now, years[1], ["--redact"]), (whole, years[1], [])):
        path.write_bytes(audited(tmp_path, "--format", "json", *options, dossier=year))
    for pair in ((then, now), (then, whole), (then, years[1])):
        result = CliRunner().invoke(main, ["compare", *map(str, pair)])
        assert result.exit_code == 2 and not result.stdout
        assert "deaths" in result.stderr and "redacted" in result.stderr and "compare the dossiers" in result.stderr


def test_saved_results_are_compared_where_nothing_in_them_lost_its_name(tmp_path: Path) -> None:
    dossier = tmp_path / "plain.yaml"
    dossier.write_text(
        "dossier: {title: Plain, as_at: 2021-06-01}\n"
        "partnerships: {ipswich-csp: {title: Ipswich CSP, areas: [ipswich]}}\n",
        encoding="utf-8",
    )
    saved = tmp_path / "saved.json"
    saved.write_bytes(audited(tmp_path, "--format", "json", "--redact", dossier=dossier))
    for options in ((), ("--redact",)):
        result = CliRunner().invoke(main, ["compare", str(saved), str(dossier), *options])
        assert result.exit_code == 0, result.stderr


def test_a_saved_result_that_is_not_redacted_cannot_be_redacted_afterwards(
    years: tuple[Path, Path], tmp_path: Path
) -> None:
    saved = tmp_path / "saved.json"
    saved.write_bytes(audited(tmp_path, "--format", "json"))
    result = CliRunner().invoke(main, ["compare", str(saved), str(years[1]), "--redact"])
    assert result.exit_code == 2 and not result.stdout
    assert "was saved without --redact" in result.stderr


# -- what stands on the face


@pytest.mark.parametrize("options", AUDITS.values(), ids=AUDITS)
def test_a_report_that_holds_deaths_says_so_unless_it_is_redacted(options: tuple[str, ...], tmp_path: Path) -> None:
    _says_so("deaths", *(audited(tmp_path, *redact, *options) for redact in ((), ("--redact",))))


@pytest.mark.parametrize("form", portfolio_command.FORMS)
def test_a_portfolio_that_holds_deaths_says_so(form: str, tmp_path: Path) -> None:
    common = ("portfolio", str(HERE), "--format", form)
    _says_so("dossiers", *(written(tmp_path, *common, *redact, code=2) for redact in ((), ("--redact",))))


@pytest.mark.parametrize("form", comparing.FORMS)
def test_a_comparison_that_holds_deaths_says_so(form: str, years: tuple[Path, Path], tmp_path: Path) -> None:
    common = ("compare", *map(str, years), "--exit-zero", "--format", form)
    _says_so("before", *(written(tmp_path, *common, *redact) for redact in ((), ("--redact",))))


def _says_so(in_json: str, whole: bytes, left: bytes) -> None:
    """JSON has its keys for it; every other format says it in words."""
    if whole.startswith(b"{"):
        assert in_json in json.loads(whole) and b'"redacted": true' in left and b'"redacted": true' not in whole
        return
    one, other = (" ".join(values.unzipped(each).decode(errors="replace").split()) for each in (whole, left))
    assert DEATHS in one and REDACTED not in one
    assert REDACTED in other and DEATHS not in other


def test_the_dossiers_of_the_tests_are_well_written() -> None:
    for each in (OTTOLINE, HERE / "fitzroy"):
        result = CliRunner().invoke(main, ["check", str(each)])
        assert result.exit_code == 0 and "0 warnings" in result.output
