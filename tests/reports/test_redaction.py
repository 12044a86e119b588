"""What must not be shared is in no byte of a redacted report, and what is left still tells a gap from what was met."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from dutybound.cli import main

#: Every value that must not come through, each where a compiler may have put it.
SENSITIVE = (
    *("Jane Doe", "jane-doe", "Mary Roe", "Inspector Bucket", "Mill Lane", "Acacia Cottage", "the neighbour's dog"),
    *("13 November 2019", "2019-11-13", "47", "Richard Roe", "O'Brien & Sons", "Dr Foster", "her sister's account"),
    "a family friend",
)
DOSSIER = """
dossier: {title: The death of Jane Doe at Mill Lane, as_at: 2021-06-01, as_at_note: as Richard Roe asked}
sources:
  interview-with-mary-roe: {title: Interview with Mary Roe, kind: interview, date: 2021-05-30, note: at Acacia Cottage}
  minutes: {title: Minutes kept by O'Brien & Sons, kind: minute, date: 2021-05-30}
areas: {anytown: {title: Anytown, kind: unitary district}}
partnerships: {anytown-csp: {title: Anytown Community Safety Partnership, areas: [anytown], chair: Richard Roe}}
bodies: {anytown-pcc: {title: Commissioner for Anyshire, kind: police and crime commissioner, covers: [anytown]}}
plans:
  plan-by-dr-foster:
    title: Plan drawn up by Dr Foster
    covers: [anytown]
    for: 2021/22
    adopted: {value: 2021-02-01, source: minutes, at: page 3 by Dr Foster, words: Dr Foster's plan was agreed}
    published: {unknown: Dr Foster did not reply to a family friend}
    note: ask Inspector Bucket
deaths:
  death-of-jane-doe:
    title: Jane Doe, of Mill Lane
    covers: [anytown]
    died_in: anytown
    date: {value: 2019-11-13, source: interview-with-mary-roe, words: her sister's account, at: Acacia Cottage}
    age: {value: 47, source: interview-with-mary-roe}
    resulted_from: violence
    caused_by: partner
    same_household: yes
    notified: {value: 2019-11-20, source: interview-with-mary-roe, note: Inspector Bucket wrote}
    decision: review
    review_decision: {value: 2020-03-01, source: minutes, by: compiler, basis: the neighbour's dog was mentioned}
    delay_reasons: no
    published: {value: no, source: minutes}
    note: The neighbour's dog found her.
judgements:
  judgement-by-richard-roe:
    {rule: wide-consultation, key: many-kinds-of-people, of: [anytown], answer: yes, by: Richard Roe,
     date: 2021-05-01, basis: Mary Roe said so}
none:
  - {what: plans.sent, of: [plan-by-dr-foster], recipient: anytown-pcc, source: interview-with-mary-roe,
     words: Mary Roe never saw it, at: "Acacia Cottage, 30 May"}
"""
FORMATS = ("text", "json", "csv", "md", "xlsx")


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("jane-doe")
    (folder / "jane-doe.yaml").write_text(DOSSIER, encoding="utf-8")
    return folder / "jane-doe.yaml"


def written(dossier: Path, form: str, folder: Path, *options: str) -> bytes:
    output = folder / f"report.{form}"
    arguments = ["audit", str(dossier), "--format", form, "--output", str(output), "--exit-zero", "--force", *options]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return output.read_bytes()


def unzipped(content: bytes) -> bytes:
    """Every byte of a file, and of every file in it if it is an archive."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"\n".join(name.encode() + b"\n" + archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("form", FORMATS)
def test_no_byte_of_a_redacted_report_tells_what_must_not_be_shared(form: str, dossier: Path, tmp_path: Path) -> None:
    options = ("--proof", "all", "--map", "--redact") if form == "json" else ("--redact",)
    content = unzipped(written(dossier, form, tmp_path, *options)).decode(errors="replace").lower()
    found = [value for value in SENSITIVE if value != "47" and value.lower() in content]
    assert found == []
    escaped = [value for value in SENSITIVE if json.dumps(value)[1:-1].lower() in content and value != "47"]
    assert escaped == []


def test_an_age_is_in_no_evidence(dossier: Path, tmp_path: Path) -> None:
    report = json.loads(written(dossier, "json", tmp_path, "--proof", "all", "--redact"))
    text = json.dumps(report["findings"])
    assert '"value": "47"' not in text and "age 47" not in text and "47 years" not in text


def test_each_value_would_be_in_the_report_if_it_were_not_redacted(dossier: Path, tmp_path: Path) -> None:
    """Else the tests above would show nothing."""
    content = written(dossier, "json", tmp_path, "--proof", "all").decode()
    here = {value for value in SENSITIVE if value in content}
    assert {"Jane Doe", "Mary Roe", "13 November 2019", "her sister's account", "Dr Foster", "Acacia Cottage"} <= here


def test_what_is_left_tells_a_gap_from_what_was_met(dossier: Path, tmp_path: Path) -> None:
    whole = json.loads(written(dossier, "json", tmp_path))
    left = json.loads(written(dossier, "json", tmp_path, "--redact"))
    assert left["redacted"] and not whole["redacted"]
    assert left["summary"] == whole["summary"]
    kept = ("rule", "part", "provision", "status", "force", "cause", "period", "url", "partnership")
    assert [[each[key] for key in kept] for each in left["findings"]] == [
        [each[key] for key in kept] for each in whole["findings"]
    ]
    versions = [
        [(law["from"], law["inserted_by"]) for each in report["findings"] if (law := each["law_version"])]
        for report in (left, whole)
    ]
    assert versions[0] == versions[1]
    ids = [each["id"] for each in left["findings"]]
    assert len(set(ids)) == len(ids)
    for question in left["questions"]:
        assert {*question["settles"], *question["bears_on"]} <= set(ids)
    gaps = {(each["rule"].split("/")[1], each["subject"]["id"]) for each in left["findings"] if each["status"] == "gap"}
    assert ("plan-sent-to-policing-body", "anytown") in gaps


def test_a_redacted_finding_on_a_death_gives_no_day(dossier: Path, tmp_path: Path) -> None:
    left = json.loads(written(dossier, "json", tmp_path, "--redact", "--proof", "all"))
    deaths = [
        each for each in left["findings"] if each["subject"]["kind"] == "death" and each["subject"]["id"] == "death-1"
    ]
    assert deaths
    for finding in deaths:
        said = json.dumps([finding[key] for key in ("sentence", "hinge", "due", "since", "done_on", "evidence")])
        assert "2019" not in said and "2020" not in said, finding["sentence"]


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_that_holds_deaths_says_so_unless_it_is_redacted(form: str, dossier: Path, tmp_path: Path) -> None:
    says = "speaks of deaths"
    if form in ("json", "csv"):
        return  # data without a face: JSON has the number of deaths, and whether it is redacted
    whole = " ".join(unzipped(written(dossier, form, tmp_path)).decode(errors="replace").split())
    left = " ".join(unzipped(written(dossier, form, tmp_path, "--redact")).decode(errors="replace").split())
    assert says in whole and says not in left


def test_the_dossier_of_the_test_is_well_written(dossier: Path) -> None:
    assert yaml.safe_load(DOSSIER)["deaths"]
    assert CliRunner().invoke(main, ["check", str(dossier)]).exit_code == 0
