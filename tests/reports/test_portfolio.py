"""Many dossiers at a glance: which files are which dossier, what is counted once, what is broken, and every format."""

from __future__ import annotations

import csv
import json
import os
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from dutybound import terminal
from dutybound.bench.generate import generate
from dutybound.cli import main
from dutybound.commands import portfolio as portfolio_command
from dutybound.commands.workers import processors
from dutybound.engine.audit import audit
from dutybound.engine.rulebook import load_rulebook
from dutybound.engine.statuses import COUNTED
from dutybound.facts.folders import dossiers_below
from dutybound.facts.load import load
from dutybound.reports import portfolio_text
from dutybound.reports.model import QuestionOpen, RulesUsed
from dutybound.reports.portfolio import Broken, DossierRead, Found, Portfolio, Shared, Summed, owing
from dutybound.reports.summing import portfolio_of, summed
from openpyxl import load_workbook

HERE = Path(__file__).resolve().parent / "portfolio"
RULEBOOK = load_rulebook()
RULES = RulesUsed(1, "digest")
#: The rules of the golden text, so that a rule that is added does not change it.
FEW = (
    "assessment-each-year",
    "county-agreement-each-year",
    "partnership-plan",
    "plan-sent-to-policing-body",
    "plan-summary-published",
    "public-meeting-each-year",
)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["portfolio", *map(str, arguments)])


# -- which files are which dossier

HEADER = "dossier: {title: A, as_at: 2016-06-01}\n"


def written(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / (name.replace("__", "/") + ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def found(folder: Path) -> dict[str, set[str]]:
    return {
        Path(each.name).relative_to(folder).as_posix(): {file.relative_to(folder).as_posix() for file in each.files}
        for each in dossiers_below(folder)
    }


def test_a_folder_with_one_header_is_one_dossier(tmp_path: Path) -> None:
    written(tmp_path, a__main=HEADER, a__facts="plans: {}", a__more__deep="none: []", b__main=HEADER)
    assert found(tmp_path) == {"a": {"a/main.yaml", "a/facts.yaml", "a/more/deep.yaml"}, "b": {"b/main.yaml"}}


def test_a_folder_with_several_headers_is_as_many_dossiers(tmp_path: Path) -> None:
    written(tmp_path, one=HEADER, two=HEADER, stray="plans: {}")
    assert set(found(tmp_path)) == {"one.yaml", "two.yaml", "stray.yaml"}
    [stray] = [each for each in dossiers_below(tmp_path) if each.problem]
    assert "has no dossier header, and 2 dossiers lie in" in stray.problem


def test_a_header_below_makes_a_dossier_of_its_own(tmp_path: Path) -> None:
    written(tmp_path, main=HEADER, facts="plans: {}", last_year__main=HEADER)
    assert found(tmp_path) == {".": {"main.yaml", "facts.yaml"}, "last_year": {"last_year/main.yaml"}}


def test_files_without_any_header_are_a_dossier_that_lacks_it(tmp_path: Path) -> None:
    written(tmp_path, good__main=HEADER, bad__facts="plans: {}", stray="plans: {}")
    assert found(tmp_path) == {".": {"stray.yaml"}, "bad": {"bad/facts.yaml"}, "good": {"good/main.yaml"}}


@pytest.mark.parametrize(
    "header", ['"dossier": {}', "{dossier: {title: A}}", "\ufeffdossier:\n  title: A", "a: [\ndossier: {"]
)
def test_a_header_in_any_writing(tmp_path: Path, header: str) -> None:
    written(tmp_path, one=header, two=HEADER)
    assert set(found(tmp_path)) == {"one.yaml", "two.yaml"}


def test_hidden_files_and_saved_results_are_passed_over(tmp_path: Path) -> None:
    written(tmp_path, a__main=HEADER)
    (tmp_path / "a" / "result.json").write_text('{\n  "schema_version": 1', encoding="utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.yaml").write_text(HEADER, encoding="utf-8")
    assert found(tmp_path) == {"a": {"a/main.yaml"}}


# -- what dossiers share

DAY = date(2016, 6, 1)


def told(status: str, *, period: str | None = None, breach: bool = False, use: str | None = None) -> Found:
    return Found(
        f"law/duty:anyshire{period or ''}", "law/duty", "Anyshire", period, status, None, use, True, breach,
        "the county", "A sentence.", "reg 1, SI 1", "", None, None, (), None,
    )  # fmt: skip


def dossier_that_finds(*findings: Found, title: str = "A", as_at: date = DAY, asks: tuple[str, ...] = ()) -> Summed:
    questions = tuple(QuestionOpen("Was it?", "the officer", (title,), (), (each,), (each,)) for each in asks)
    shared = Shared("county", "anyshire", "Anyshire", findings, questions)
    return Summed(DossierRead(title, title, as_at, 1, len(findings), 0, 0), (), (), (shared,))


def together(*dossiers: Summed) -> Portfolio:
    return portfolio_of(dossiers, (), engine="plain", rules=RULES)


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (("cannot_tell", "compliant"), "compliant"),
        (("gap", "cannot_tell"), "gap"),
        (("cannot_tell", "judgement_needed"), "judgement_needed"),
        (("due", "cannot_tell"), "due"),
        (("gap", "gap"), "gap"),
    ],
)
def test_one_dossier_that_settles_a_finding_settles_it(statuses: tuple[str, ...], expected: str) -> None:
    [county] = together(*(dossier_that_finds(told(each)) for each in statuses)).standings
    assert county.summary[expected] == sum(county.summary.values()) == 1
    assert not county.disagreements


@pytest.mark.parametrize("statuses", [("gap", "compliant"), ("gap", "not_applicable"), ("compliant", "met_late")])
def test_dossiers_that_disagree_settle_nothing_and_it_is_said(statuses: tuple[str, str]) -> None:
    first, second = statuses
    portfolio = together(
        dossier_that_finds(told(first, breach=first == "gap"), title="A"), dossier_that_finds(told(second), title="B")
    )
    [county] = portfolio.standings
    assert county.summary["cannot_tell"] == 1
    [disagreement] = county.disagreements
    assert [(each.dossier, each.status) for each in disagreement.said] == [("A", first), ("B", second)]
    assert not portfolio.breach
    assert any("dossiers disagree" in note for note in portfolio.notes)


def test_powers_that_were_and_were_not_used_disagree() -> None:
    [county] = together(*(dossier_that_finds(told("power", use=use)) for use in ("used", "not used"))).standings
    assert len(county.disagreements) == 1
    [county] = together(*(dossier_that_finds(told("power", use=use)) for use in ("used", "not known"))).standings
    assert not county.disagreements


def test_only_dossiers_of_the_latest_day_count() -> None:
    """A gap of last year may be mended: an old dossier does not make it one of today."""
    old = dossier_that_finds(told("gap", breach=True), as_at=date(2015, 6, 1))
    [county] = together(old, dossier_that_finds(told("cannot_tell"))).standings
    assert (county.summary["gap"], county.summary["cannot_tell"], county.as_at) == (0, 1, DAY)


def test_questions_that_another_dossier_answers_are_not_asked() -> None:
    open_ = told("cannot_tell", period="2015/16")
    answered = told("cannot_tell")
    portfolio = together(
        dossier_that_finds(open_, answered, asks=(open_.id, answered.id)), dossier_that_finds(told("compliant"))
    )
    [question] = portfolio.standings[0].questions
    assert (question.settles, question.bears_on) == (1, 1)


# -- two districts of a county, by hand


@cache
def by_hand(few: bool = False) -> Portfolio:
    rules = {id: each for id, each in RULEBOOK.rules.items() if not each.judged or id.split("/")[-1] in FEW}
    book = replace(RULEBOOK, rules=rules) if few else RULEBOOK
    read = [
        summed(audit(load(each.files, book.gazetteer), book), Path(each.name).name, 0) for each in dossiers_below(HERE)
    ]
    return portfolio_of(read, [Broken("x.yaml", ("x.yaml: it is broken",))] * few, engine="plain", rules=RULES)


def test_the_text_reads_as_it_should() -> None:
    text = "".join(f"{line}\n" for line, _ in portfolio_text.lines(by_hand(few=True), 80))
    assert text == (HERE / "golden.txt").read_text(encoding="utf-8")


def test_a_county_is_counted_once() -> None:
    portfolio = by_hand()
    assert [each.title for each in portfolio.standings if each.kind == "county"] == ["Anyshire"]
    assert [each.kind for each in portfolio.standings].count("policing body") == 1
    audits = [audit(load(each.files, RULEBOOK.gazetteer), RULEBOOK) for each in dossiers_below(HERE)]
    every = Counter(finding.id for each in audits for finding in each.findings)
    assert max(every.values()) == 2
    assert sum(portfolio.summary.values()) == len(every), "ids differ but for what is shared"
    for each in portfolio.standings:
        assert sum(each.summary.values()) == sum(sum(cell.counts.values()) for cell in each.cells)


def test_dossiers_that_disagree_on_the_county() -> None:
    county = next(each for each in by_hand().standings if each.kind == "county")
    [disagreement] = [each for each in county.disagreements if each.duty.endswith("county-agreement-each-year")]
    assert {(each.dossier, each.status) for each in disagreement.said} == {
        ("Anytown", "compliant"),
        ("Othertown", "gap"),
    }


def test_worst_comes_first_and_who_owes_what() -> None:
    portfolio = by_hand()
    assert [each.title for each in portfolio.partnerships] == ["Anytown partnership", "Othertown partnership"]
    gaps = [each for each in owing(portfolio) if each.status == "gap"]
    assert {
        ("reg 14, SI 2007/1830", ("Anytown partnership",)),
        ("reg 12(4)(a), SI 2007/1830", ("Othertown partnership",)),
    } <= {(each.law, each.whose) for each in gaps}


# -- the command


def test_two_districts_on_the_command_line() -> None:
    done = run(HERE)
    assert done.exit_code == 1
    assert "2 partnerships in 2 dossiers, as at 1 June 2016" in done.output
    assert "DOSSIERS DISAGREE" in done.output


def test_the_day_can_be_another() -> None:
    assert "as at 1 May 2017" in run(HERE, "--as-at", "2017-05-01").output


def test_every_format_agrees(tmp_path: Path) -> None:
    for name in ("out.json", "out.csv", "out.xlsx"):
        assert run(HERE, "--output", tmp_path / name).exit_code == 1
    whole = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    rows = list(csv.DictReader(StringIO((tmp_path / "out.csv").read_text(encoding="utf-8-sig"))))
    book = load_workbook(BytesIO((tmp_path / "out.xlsx").read_bytes()))
    standings = list(book["Partnerships"].iter_rows(values_only=True))
    for status in COUNTED:
        number = whole["summary"][status.value]
        assert sum(int(each[status.label]) for each in rows) == number
        column = standings[0].index(status.label.capitalize())
        assert sum(int(str(each[column])) for each in standings[1:]) == number
    assert len(list(book["Disagreements"].iter_rows())) - 1 == sum(len(e["disagreements"]) for e in whole["standings"])
    matrix = list(book["Matrix"].iter_rows(values_only=True))
    assert len(matrix) - 1 == len(whole["duties"])
    assert len(matrix[0]) - 4 == len(whole["standings"])


def test_a_broken_dossier_is_told_and_the_rest_audited(tmp_path: Path) -> None:
    generate(tmp_path, 2)
    written(tmp_path, wrong__main=HEADER + "plans: {p: {adoptd: no}}\n", nobody__main=HEADER, lost__facts="plans: {}")
    output = tmp_path.parent / f"{tmp_path.name}.json"
    done = run(tmp_path, "--output", output)
    assert done.exit_code == 2
    whole = json.loads(output.read_text(encoding="utf-8"))
    assert [Path(each["path"]).name for each in whole["broken"]] == ["lost", "nobody", "wrong"]
    assert len(whole["dossiers"]) == 2
    for words in ("no dossier header", "names no partnership", 'did you mean "adopted"'):
        assert words in done.output
    shown = CliRunner().invoke(main, ["portfolio", str(tmp_path)]).stdout
    assert "Not audited, as something is wrong: 3 dossiers" in shown


def test_all_that_is_wrong_with_the_folders_is_told_at_once(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    file = written(tmp_path, a=HEADER) / "a.yaml"
    done = run(empty, tmp_path / "nowhere", file, "--output", tmp_path / "no" / "out.json")
    assert done.exit_code == 2
    for words in ("no YAML or JSON file", "there is no such folder", "is a file", "cannot be written"):
        assert words in done.output


def test_a_folder_that_is_not_open_to_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal.os, "access", lambda path, mode: mode != os.W_OK)
    done = run(HERE, "--output", tmp_path / "out.json")
    assert done.exit_code == 2
    assert "is not open to you" in done.output


def test_a_file_is_not_overwritten_and_other_formats_are_refused(tmp_path: Path) -> None:
    there = tmp_path / "out.csv"
    there.write_text("mine", encoding="utf-8")
    assert run(HERE, "--output", there).exit_code == 2
    assert there.read_text(encoding="utf-8") == "mine"
    assert run(HERE, "--output", there, "--force").exit_code == 1
    assert "there is no format .docx here" in run(HERE, "--output", tmp_path / "out.docx").output


def test_a_folder_named_twice_counts_once() -> None:
    assert "2 partnerships in 2 dossiers" in run(HERE, HERE / "anytown").output


def test_progress_is_shown_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Auditing" not in run(HERE).stderr
    shown = StringIO()
    shown.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr(sys, "stderr", shown)
    with terminal.progress([1, 2], "Auditing") as items:
        assert list(items) == [1, 2]
    assert "Auditing" in shown.getvalue()


@pytest.mark.parametrize("redact", [(), ("--redact",)])
def test_several_processes_say_what_one_does(tmp_path: Path, redact: tuple[str, ...]) -> None:
    broken = written(tmp_path / "broken", a="dossier: {title: it has no day}\n")
    said = []
    for jobs in ("1", "3"):
        done = run(HERE, broken, "--jobs", jobs, *redact, "--format", "json")
        assert done.exit_code == 2
        said.append((done.stdout, done.stderr))
    assert said[0] == said[1]
    assert [each["as_at"] for each in json.loads(said[0][0])["dossiers"]]


def test_many_dossiers_are_worth_several_processes_and_few_are_not() -> None:
    assert portfolio_command._jobs_for([None] * 2) == 1  # type: ignore[list-item]
    assert portfolio_command._jobs_for([None] * 300) == processors() >= 1  # type: ignore[list-item]
    assert run(HERE, "--jobs", "0").exit_code == 2


# -- as many as may be


def test_the_generator_makes_the_same_for_the_same_seed(tmp_path: Path) -> None:
    for name in ("one", "two"):
        generate(tmp_path / name, 3, seed=7)
    first, second = (
        {each.name: each.read_bytes() for each in (tmp_path / name).rglob("*.yaml")} for name in ("one", "two")
    )
    assert first == second


@pytest.mark.parametrize("number", [3, 12])
def test_made_up_partnerships(number: int, tmp_path: Path) -> None:
    generate(tmp_path, number)
    output = tmp_path.parent / f"{tmp_path.name}.txt"
    done = run(tmp_path, "--engine", "plain", "--output", output)
    assert done.exit_code == 1, done.output
    text = output.read_text(encoding="utf-8")
    assert f"{number} partnerships in {number} dossiers" in text
    assert max(map(len, text.splitlines())) <= 80
    assert len(text.splitlines()) < (90 if number == 3 else 160)
