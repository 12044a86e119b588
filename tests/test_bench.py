"""What ``make bench`` measures is what it says: dossiers that can be made again, equal outcomes, and honest ratios."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from dutybound.engine.conditions import Formula
from dutybound.engine.firing import Skeleton
from dutybound.engine.kept import rulebook_without_cases
from dutybound.engine.outcome import Outcome
from dutybound.facts.load import load

from bench.aims import Aim, aims
from bench.contenders import CONTENDERS, Contender, unequal
from bench.evaluations import evaluated
from bench.formulas import Joined, Leaf, lines
from bench.generate import ROUND, generate, servings
from bench.results import Results, keep, kept
from bench.sample import Sample
from bench.spent import Spent
from bench.table import as_markdown, as_text, tables

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "babergh-mid-suffolk-2021"


def contents(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.yaml"))}


def test_dossiers_are_the_same_for_the_same_seed_and_others_for_another(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("same", 1), ("other", 2)):
        generate(tmp_path / name, 3, seed)
    assert contents(tmp_path / "one") == contents(tmp_path / "same")
    assert contents(tmp_path / "one") != contents(tmp_path / "other")


def test_generated_dossiers_can_be_loaded_without_a_warning(tmp_path: Path) -> None:
    gazetteer = rulebook_without_cases().gazetteer
    folders = generate(tmp_path, 12)
    assert len(folders) == 12
    for folder in folders:
        assert not load([folder], gazetteer).warnings


def test_a_smaller_number_is_the_first_of_a_larger(tmp_path: Path) -> None:
    few, many = generate(tmp_path / "few", 2), generate(tmp_path / "many", 5)
    assert [contents(each) for each in few] == [contents(each) for each in many[:2]]


def test_each_round_of_the_areas_has_ids_of_its_own() -> None:
    gazetteer = rulebook_without_cases().gazetteer
    first, second = (servings(gazetteer, ROUND, round, 1) for round in (1, 2))
    ids = [each.id for each in (*first, *second)]
    assert len(set(ids)) == 2 * ROUND


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return evaluated([*generate(tmp_path_factory.mktemp("dossiers"), 2), EXAMPLE])


def test_a_sample_has_every_outcome(sample: Sample) -> None:
    assert {each.outcome for each in sample.evaluations} == set(Outcome)
    assert len(sample.partnerships) == 3
    assert sample.first(1).partnerships == sample.partnerships[:1]


@pytest.mark.parametrize("contender", CONTENDERS, ids=lambda each: each.key)
def test_every_contender_comes_to_the_same_outcomes_each_time(contender: Contender, sample: Sample) -> None:
    if not contender.installed:
        pytest.skip(f"{contender.library} is not installed")
    few = sample.first(1) if contender.most else sample
    ready = contender.prepared(few)
    assert unequal(ready()(), few) == []
    assert unequal(ready()(), few) == []


def test_an_outcome_that_differs_or_is_left_out_is_noticed(sample: Sample) -> None:
    answers = [each.outcome for each in sample.evaluations]
    duty = sample.evaluations[0].duty
    other = next(each for each in Outcome if each is not answers[0])
    assert unequal([other, *answers[1:]], sample) == [duty]
    assert unequal(answers[1:], sample) == list(sample.duties)


def test_a_condition_that_is_not_known_is_neither_true_nor_false() -> None:
    arises, requires = Formula("atom", atom=0), Formula("not", (Formula("atom", atom=1),))
    table = lines(Skeleton(arises, Formula("all"), (), requires, 2))
    assert table.not_applicable == Leaf(0, truth=False)
    assert table.met == Leaf(1, truth=False)
    assert table.unmet == Joined("all", (Leaf(0, truth=True), Leaf(1, truth=True)))


# -- ratios and tables


def results() -> Results:
    """Results with 300 and 3,000 partnerships, in which an audit costs three times as much as reading."""
    made = Results({"Python": "3.11"}, [300, 3000], 3, 1)
    made.commands = {"imports": [Spent(1, 1)] * 3, "help": [Spent(1.2, 9), Spent(1.2, 9), Spent(7, 9)]}
    made.phases = {300: {"load": [Spent(2, 2)], "whole": [Spent(6, 6)], "C loader": [Spent(1, 1)]}}
    made.portfolio = {300: [Spent(10, 10, 100)], 3000: [Spent(100, 100, 120)]}
    made.deciding = {300: {"closures": [Spent(1, 1)], "cross_checked": [Spent(4, 4)], "cel": [Spent(3, 3)]}}
    made.evaluations = {300: 1000}
    made.contenders = {"closures": "closures", "cross_checked": "this engine", "cel": "CEL", "rego": "Rego"}
    made.missing = ["rego"]
    return made


def ratios(of: Results) -> dict[str, tuple[float | None, bool | None]]:
    return {each.what: (each.ratio, each.met) for each in aims(of)}


def test_aims_are_ratios_of_medians() -> None:
    found = ratios(results())
    assert found["from files to JSON findings / reading and validating"] == (3, False)
    assert found["reading and validating with line numbers / PyYAML's C loader"] == (2, True)
    assert found["deciding, cross-checked / closures without proofs"] == (4, True)
    assert found["deciding, cross-checked / CEL"] == (pytest.approx(4 / 3), False)
    assert found["dutybound --help / importing pydantic, PyYAML and click"] == (1.2, True)
    assert found["exponent of cost from 300 to 3,000, portfolio"] == (pytest.approx(1), True)
    assert found["peak memory of portfolio at 3,000 / at 300"] == (1.2, True)


def test_what_was_not_measured_is_neither_met_nor_missed() -> None:
    found = ratios(replace(results(), sizes=[300], portfolio={300: [Spent(10, 10, 100)]}))
    assert found["exponent of cost from 300 to 3,000, portfolio"] == (None, None)
    assert found["deciding, plain / closures without proofs"] == (None, None)


def test_an_aim_of_at_least_is_missed_below_its_bound() -> None:
    assert Aim("3", "Rego", 50, at_most=False, ratio=49, size=10).verdict == "MISSED"
    assert Aim("3", "Rego", 50, at_most=False, ratio=51, size=10).verdict == "met"


def test_results_are_kept_and_read_again(tmp_path: Path) -> None:
    keep(results(), tmp_path / "results.json")
    assert kept(tmp_path / "results.json") == results()


def test_tables_show_what_is_missed_what_is_not_installed_and_what_differs() -> None:
    made = results()
    made.unequal = {"cel": ["some/duty"]}
    text = "\n".join(as_text(each) for each in tables(made))
    assert re.search(r"\(1\) from files to JSON findings.* 3\.00 +300 +MISSED", text)
    assert re.search(r"^Rego .*not installed$", text, re.MULTILINE)
    assert re.search(r"^CEL .*NO$", text, re.MULTILINE)


def test_markdown_has_a_column_for_each_head() -> None:
    for table in tables(results()):
        rows = [line for line in as_markdown(table).splitlines() if line.startswith("|")]
        assert {line.count("|") for line in rows} == {len(table.head) + 1}
