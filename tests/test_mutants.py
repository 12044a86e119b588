"""The tool that measures the cases of the rules: the mutants that it makes, and what it says of those that survive."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from dutybound.engine.rulebook import load_rulebook
from dutybound.facts.nodes import Node, parse_yaml
from dutybound.facts.problems import BadInputError

from .mutants.__main__ import main, named
from .mutants.conditions import changes
from .mutants.killing import Measured, measured
from .mutants.meaning import meaning
from .mutants.report import enough, is_good, lines
from .mutants.rules import Mutant, mutants, scope_of
from .mutants.survivors import FILE, Explained, idle, read_explanations
from .mutants.tree import written

RULE = """
rule: public-meeting
title: The strategy group holds a public meeting in every year
kind: duty
force: expected
bound: {acts: strategy group, for: the partnership}
for_each: unit
shape: {recurs: year, by: period_end, late: does_not_count}
law_of: due
versions:
  - provision: terms, paragraph 3
    extent: england
    from: 2010-04-01
    to: open
    by: the partnership
    sure: seen
    link: https://www.example.org/terms
why: People must be able to ask.
requires:
  some: m in unit.meetings
  where:
    all:
      - m.kind: public
      - m.held: {during: period}
gap: There was no public meeting for {unit} in {period}.
cases:
  - name: gap_there_was_none
    base: two-tier-district
    as_at: 2016-06-01
    given: {none: [{what: meetings, kind: public, of: [anytown], from: 2015-04-01}]}
    expect: {status: gap, subject: anytown, period: 2015/16, past: "yes"}
  - name: met_there_was_one
    base: two-tier-district
    as_at: 2016-06-01
    given: {meetings: {evening: {kind: public, covers: [anytown], held: 2015-11-10}}}
    expect: {status: compliant, subject: anytown, period: 2015/16}
  - name: due_this_year
    base: two-tier-district
    as_at: 2016-06-01
    expect: {status: due, subject: anytown, period: 2016/17, due: 2017-03-31}
  - name: day_before
    base: two-tier-district
    as_at: 2010-03-31
    expect: {status: not_in_force, subject: anytown, period: 2009/10}
  - name: on_the_day
    base: two-tier-district
    as_at: 2010-04-01
    expect: {status: due, subject: anytown, period: 2010/11}
"""
MEETING_OF_ANOTHER_YEAR = """  - name: trap_a_meeting_of_another_year
    base: two-tier-district
    as_at: 2016-06-01
    given:
      meetings: {evening: {kind: public, covers: [anytown], held: 2016-04-10}}
      whole: [{what: meetings, kind: public, of: [anytown], from: 2015-04-01}]
    expect: {status: gap, subject: anytown, period: 2015/16}
"""


def tree(text: str) -> Node:
    [root] = parse_yaml("rule.yaml", text).documents
    return root


def made(condition: str, subject: str = "unit") -> Counter[str]:
    """How many changes each operator makes to a condition."""
    root = tree(f"for_each: {subject}\nrequires:\n{condition}")
    requires = root.get("requires")
    assert requires is not None
    return Counter(each.operator for each in changes(requires, scope_of(root)))


def result_of(text: str, folder: Path) -> Measured:
    folder = folder / "my-council"
    folder.mkdir()
    path = folder / "public-meeting.yaml"
    path.write_text(text, encoding="utf-8")
    rulebook = load_rulebook([folder])
    return measured(rulebook, rulebook.rules["my-council/public-meeting"], path)


# -- the changes to a condition


@pytest.mark.parametrize(
    ("condition", "operators"),
    [
        ("  death.referred: yes", {"negate": 1}),
        ("  not: {death.referred: yes}", {"remove not": 1}),
        ("  term: within-section-9", {"negate": 1}),
        ("  judgement: so", {"negate": 1, "judgement replaced by true": 1, "judgement replaced by false": 1}),
        ("  all: [one, two]", {"drop one of all": 2, "all to any": 1, "negate": 2}),
        ("  any: [one, two]", {"drop one of any": 2, "any to all": 1, "negate": 2}),
        ("  all: [one]", {"drop one of all": 1, "negate": 1}),
        ("  death.date: {before: as_at}", {"negate": 1, "the day itself": 1, "the other way": 1}),
        (
            "  death.date: {on_or_after: 2016-12-31}",
            {"negate": 1, "the day itself": 1, "the other way": 1, "a day earlier": 1, "a day later": 1},
        ),
        ("  death.date: {during: [2016-12-31, as_at]}", {"negate": 1, "a day earlier": 1, "a day later": 1}),
        ("  death.decided: {within: {months_from: death.date, n: 1}}", {"negate": 1, "one fewer": 1, "one more": 1}),
        ("  death.age: {at_least: 16}", {"negate": 1, "one fewer": 1, "one more": 1}),
        ("  death.caused_by: relative", {"negate": 1, "another option": 1}),
        ("  death.caused_by: {one_of: [relative, partner]}", {"negate": 1, "drop one of one_of": 2}),
    ],
)
def test_each_operator_changes_what_it_is_for(condition: str, operators: dict[str, int]) -> None:
    assert made(condition, "death") == operators


@pytest.mark.parametrize(
    ("condition", "operators"),
    [
        ("  some: p in unit.plans", {"some to every": 1, "negate": 1}),
        ("  every: p in unit.plans", {"every to some": 1, "negate": 1}),
        (
            "  at_least: 1\n  of: p in unit.plans\n  where: {p.term: {covers: period}}",
            {"one more": 1, "drop where": 1, "negate": 1, "covers and overlaps": 1},
        ),
        ("  at_least: 2\n  of: p in unit.plans", {"one more": 1, "one fewer": 1, "negate": 1}),
        (
            "  every_window: {months: 12}\n  has: m in unit.meetings\n  where: {m.kind: public}",
            {"one more": 1, "one fewer": 1, "drop where": 1, "negate": 1, "another option": 1},
        ),
    ],
)
def test_each_operator_changes_the_lists_that_it_is_for(condition: str, operators: dict[str, int]) -> None:
    assert made(condition) == operators


# -- the mutants of a rule


def operators_of(text: str) -> Counter[str]:
    return Counter(each.operator for each in mutants(tree(text)))


def test_the_mutants_of_a_rule_say_what_stood_where_and_on_which_line() -> None:
    [dropped] = [each for each in mutants(tree(RULE)) if each.operator == "drop one of all" and "kind" in each.place]
    assert (dropped.place, dropped.was) == ("requires > where > m.kind: public", "{m.kind: public}")
    assert RULE.splitlines()[dropped.line - 1].strip() == "- m.kind: public"


def test_what_is_not_a_condition_is_changed_too() -> None:
    text = RULE.replace(
        "requires:\n",
        "arises: {unit.combined: yes}\napplies: {unit.combined: yes}\n"
        "exceptions:\n  - {when: {unit.combined: yes}}\nrequires:\n",
    )
    found = operators_of(text)
    wanted = [
        "remove arises",
        "applies replaced by true",
        "remove an exception",
        "late: counts",
        "when it is due",
        "another year",
        "another day's law",
        "extent: wales",
        "drop a version",
        "a day earlier",
        "a day later",
    ]
    assert {each: found[each] for each in wanted} == dict.fromkeys(wanted, 1)


def test_a_reading_dropped_of_two_leaves_what_is_required() -> None:
    text = RULE.replace("requires:\n", "readings:\n  one: {unit.combined: yes}\n  two:\n").replace(
        "  some: m in unit.meetings\n  where:\n    all:\n      - m.kind: public\n      - m.held: {during: period}",
        "    unit.combined: no",
    )
    left = [each.root for each in mutants(tree(text)) if each.operator == "drop a reading"]
    assert [written(root.get("requires") or root) for root in left] == [
        "{unit.combined: no}",
        "{unit.combined: yes}",
    ]


VERSIONS = """
for_each: unit
versions:
  - {provision: reg 1, extent: england, from: 2010-04-01, to: 2011-05-31}
  - {provision: reg 1, extent: england, from: 2011-06-01, to: open, with: {requires: {unit.combined: yes}}}
  - {provision: reg 1, extent: wales, from: 2011-06-01, to: open}
requires: {unit.combined: no}
"""


def test_where_one_version_follows_another_both_edges_move() -> None:
    moved = [each for each in mutants(tree(VERSIONS)) if each.operator == "a day later" and each.place.endswith("from")]
    days = [
        [f"{version.text('from')} {version.text('to')}" for version in each.root.get("versions").value]  # type: ignore[union-attr]
        for each in moved
    ]
    assert days == [
        ["2010-04-02 2011-05-31", "2011-06-01 open", "2011-06-01 open"],
        ["2010-04-01 2011-06-01", "2011-06-02 open", "2011-06-01 open"],
        ["2010-04-01 2011-05-31", "2011-06-01 open", "2011-06-02 open"],
    ]


def test_the_nations_can_be_exchanged_and_what_a_version_says_otherwise_dropped() -> None:
    found = {each.operator: each.root for each in mutants(tree(VERSIONS))}
    exchanged = found["exchange the nations"].get("versions")
    assert exchanged and [each.text("extent") for each in exchanged.value] == ["wales", "wales", "england"]  # type: ignore[union-attr]
    assert "requires" not in written(found["drop what is said otherwise"].get("versions") or Node(0, ""))


def test_the_rows_of_a_list_are_changed() -> None:
    text = "for_each: area\nrows:\n  - {kind: council, expect: exactly one, where: {area.kind: two-tier district}}"
    assert operators_of(text) == {
        "drop a row": 1,
        "expect another number": 1,
        "drop where": 1,
        "negate": 1,
        "another option": 1,
    }


def test_a_list_that_loses_its_dated_test_is_known_over_the_same_span() -> None:
    """The loader would refuse it, and then no case would have to see it."""
    [dropped] = [each for each in mutants(tree(RULE)) if each.operator == "drop one of all" and "held" in each.place]
    requires = dropped.root.get("requires")
    assert requires and requires.text("over") == "period"


def test_a_mutant_loses_what_only_the_rule_used() -> None:
    text = "for_each: unit\nconditions: {so: {judgement: fit}}\nrequires: {all: [so, {unit.combined: yes}]}\n"
    roots = [each.root for each in mutants(tree(text + "judgements: {fit: Is it fit?}")) if each.was == "so"]
    assert [(bool(root.get("conditions")), bool(root.get("judgements"))) for root in roots] == [
        (False, False),
        (True, True),
    ]


# -- whether the cases see them


def test_a_case_that_cannot_see_a_condition_leaves_a_survivor(tmp_path: Path) -> None:
    result = result_of(RULE, tmp_path)
    left = {(each.operator, each.place) for each in result.survivors}
    assert ("drop one of all", "requires > where > m.held: {during: period}") in left
    assert 0 < result.killed < result.mutants


def test_the_cases_that_see_it_kill_it(tmp_path: Path) -> None:
    result = result_of(RULE + MEETING_OF_ANOTHER_YEAR, tmp_path)
    assert [each.place for each in result.survivors if each.operator == "drop one of all"] == []


def test_nothing_is_measured_where_the_cases_fail_already(tmp_path: Path) -> None:
    result = result_of(RULE.replace("status: compliant", "status: due"), tmp_path)
    assert result.failing == ("met_there_was_one",)
    assert not is_good([result], ())


def test_two_rules_that_differ_in_wording_alone_mean_the_same(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    for name, text in (("public-meeting", RULE), ("other", RULE.replace("rule: public-meeting", "rule: other"))):
        (tmp_path / "one" / f"{name}.yaml").write_text(text.replace("There was", "We saw"), encoding="utf-8")
    rules = load_rulebook([tmp_path / "one"]).rules
    assert meaning(rules["one/public-meeting"]) == meaning(rules["one/other"])


# -- what is said of them

SURVIVOR = Mutant("negate", "requires", "x", "not", 7, "", "", Node(0, ""))
GOOD = Measured("a/b", "rules/a/b.yaml", 100, (SURVIVOR,) * 5)
WHY = Explained("a/b", "negate", "requires", "both say the same", 1)


def test_enough_is_ninety_five_in_a_hundred_of_each_rule_and_no_explanation_adds_to_it() -> None:
    assert enough(95, 100) and not enough(94, 100) and enough(0, 0)
    assert is_good([GOOD], [WHY])
    assert not is_good([Measured("a/b", "", 100, (SURVIVOR,) * 6)], [WHY])


def test_a_survivor_that_nobody_explains_is_not_good() -> None:
    assert not is_good([GOOD], [])
    assert "  survives: NOT EXPLAINED" in lines([GOOD], [])
    report = list(lines([GOOD], [WHY]))
    assert "  survives: both say the same" in report
    assert "95 of 100 mutants killed in 1 rules; at least 95 in 100 of each rule must be." in report


def test_an_explanation_of_what_does_not_survive_is_an_error() -> None:
    gone = Explained("a/b", "drop where", "requires", "it did once", 4)
    assert [(each.line, "take the explanation out" in each.message) for each in idle([WHY, gone], [GOOD], "file")] == [
        (4, True)
    ]
    assert [each.message for each in idle([WHY, WHY], [GOOD], "file")] == ["this survivor is explained twice"]
    assert idle([gone], [], "file") == []  # the rule was not measured


@pytest.mark.parametrize(
    "text",
    [
        "strategy-regulations-2007/no-such-rule: [{operator: negate, place: requires, reason: it is so}]",
        "strategy-regulations-2007/two-appointees: [{operator: negate, place: requires}]",
        "strategy-regulations-2007/two-appointees: [{operator: a, place: b, reason: c, also: d}]",
    ],
)
def test_an_explanation_names_a_rule_an_operator_a_place_and_a_reason(text: str, tmp_path: Path) -> None:
    path = tmp_path / "survivors.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInputError):
        read_explanations(path, load_rulebook().rules)


def test_the_explanations_of_the_shipped_rules_can_be_read() -> None:
    explained = read_explanations(FILE, load_rulebook().rules)
    assert len({(each.rule, each.operator, each.place) for each in explained}) == len(explained)


def test_rules_are_named_by_id_or_name() -> None:
    id = "strategy-regulations-2007/two-appointees"
    assert named(load_rulebook(), ["two-appointees"]) == named(load_rulebook(), [id]) == [id]
    assert named(load_rulebook(), []) == list(load_rulebook().rules)


def test_a_rule_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["two-appointee"]) == 2
    assert 'there is no rule "two-appointee"' in capsys.readouterr().err
