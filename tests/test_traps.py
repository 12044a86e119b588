"""The traps that the digests of the law list: each is shown by a case named for it, or by a test of what is cited."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from dutybound.engine.law import Version
from dutybound.engine.rulebook import load_rulebook

RULEBOOK = load_rulebook()
TRAPS: dict[str, dict[str, dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "traps.yaml").read_text(encoding="utf-8")
)
EACH_TRAP = pytest.mark.parametrize(
    "trap",
    [trap for traps in TRAPS.values() for trap in traps.values()],
    ids=[f"{digest}: {number}" for digest, traps in TRAPS.items() for number in traps],
)

ENGLAND, WALES = "strategy-regulations-2007", "strategy-regulations-wales-2007"


def versions(name: str, instrument: str = ENGLAND) -> list[Version]:
    """The versions of a rule, under whichever part they stand."""
    return list(RULEBOOK.rules[f"{instrument}/{name}"].versions)


def cited(name: str, nation: str, day: date) -> set[str]:
    """The provisions that a rule of the strategy regulations cites in a nation on a day."""
    return {each.provision for each in versions(name) if nation in each.extents and each.on(day)}


# -- the table


def test_every_trap_of_the_digests_has_an_entry() -> None:
    assert list(TRAPS[ENGLAND]) == [f"T{number}" for number in range(1, 24)]
    assert list(TRAPS["crime-and-disorder-act-1998"]) == [str(number) for number in range(1, 19)]
    sections = {digest: {number.split()[0] for number in traps} for digest, traps in TRAPS.items()}
    assert sections["domestic-homicide-reviews"] == {"3", "7", "8"}
    assert sections["scrutiny-and-policing-bodies"] == {"7", "8"}
    notes = {digest: sum(number.startswith("8") for number in traps) for digest, traps in TRAPS.items()}
    assert (notes["domestic-homicide-reviews"], notes["scrutiny-and-policing-bodies"]) == (10, 10)


@EACH_TRAP
def test_a_trap_is_shown_by_cases_named_for_it_or_by_tests(trap: dict[str, Any]) -> None:
    assert trap["wrong"]
    assert trap.keys() <= {"wrong", "cases", "tests"}
    assert trap.get("cases") or trap.get("tests")
    for rule, names in trap.get("cases", {}).items():
        assert {name for name in names if not name.startswith("trap_")} == set()
        assert set(names) - {case.name for case in RULEBOOK.rules[rule].cases} == set()
    assert [name for name in trap.get("tests", []) if not callable(globals().get(name))] == []


# -- what no case can show: which provision is cited, of which nation and day


@pytest.mark.parametrize("nation", ["england", "wales"])
@pytest.mark.parametrize("name", ["strategy-group", "two-appointees", "joint-probation-appointee", "value-for-money"])
def test_what_was_replaced_is_not_cited_as_law_of_today(name: str, nation: str) -> None:
    """Regulation 3, and in England regulations 8 and 11(1)(a), were replaced in 2011."""
    today = [each for each in versions(name) if each.open and nation in each.extents]
    assert {(each.by, each.first) for each in today} == {
        {"england": ("SI 2011/1230", date(2011, 6, 1)), "wales": ("SI 2011/2702", date(2011, 12, 5))}[nation]
    }


@pytest.mark.parametrize(
    ("name", "england", "wales"),
    [
        ("partnership-plan", "reg 10(1)", "reg 8(1)"),
        ("plan-revised-before-each-year", "reg 10(2)", "reg 8(2)"),
        ("people-asked-about-each-subject", "reg 12(1)(a)", "reg 10(1)(a)"),
        ("regard-to-other-consultation", "reg 12(3)", "reg 10(3)"),
        ("community-help-considered", "reg 13", "reg 11"),
        ("plan-summary-published", "reg 14", "reg 12"),
        ("regard-to-guidance", "reg 15", "reg 13"),
    ],
)
def test_wales_has_numbers_of_its_own(name: str, england: str, wales: str) -> None:
    day = date(2016, 6, 1)
    assert (cited(name, "england", day), cited(name, "wales", day)) == ({england}, {wales})


def test_a_version_for_wales_cites_the_regulations_for_wales() -> None:
    of_rules = [each for id, rule in RULEBOOK.rules.items() if id.startswith(ENGLAND) for each in rule.versions]
    assert {(each.instrument, each.extents) for each in of_rules} == {(ENGLAND, ("england",)), (WALES, ("wales",))}


@pytest.mark.parametrize(
    "name",
    [
        "county-agreement-sent-to-policing-body",
        "plan-sent-to-policing-body",
        "power-to-require-attendance",
        "attendance-required-after-consulting",
    ],
)
def test_what_england_added_in_2012_binds_in_england_alone(name: str) -> None:
    assert {(each.extents, each.first) for each in versions(name)} == {(("england",), date(2012, 11, 22))}


@pytest.mark.parametrize(
    ("day", "nation", "orders"),
    [
        (date(2004, 2, 22), "england", {"prescribed-descriptions-1998"}),
        (date(2004, 2, 23), "england", {"prescribed-descriptions-2004"}),
        (date(2004, 2, 23), "wales", {"prescribed-descriptions-1998"}),
        (date(2016, 6, 1), "wales", {"prescribed-descriptions-1998"}),
    ],
)
def test_which_order_lists_bodies_in_which_nation(day: date, nation: str, orders: set[str]) -> None:
    rows = [each.row for each in RULEBOOK.coverage if each.row.instrument.startswith("prescribed-descriptions")]
    lists = [row for row in rows if row.first is not None and row.first <= day <= row.last]
    assert {row.instrument for row in lists if row.provision.startswith("art 2(2)") and nation in row.extents} == orders


def test_the_plans_strategy_is_cited_as_it_is_numbered() -> None:
    """Wales lost the (1) of regulation 9(1)(a) on 5 December 2011; England's regulation 11(1)(a) kept its own."""
    name = "plan-has-a-strategy-for-each-subject"
    assert cited(name, "wales", date(2011, 12, 4)) == {"reg 9(1)(a)", "reg 9(1)(aa)"}
    assert cited(name, "wales", date(2011, 12, 5)) == {"reg 9(a)", "reg 9(aa)"}
    assert cited(name, "england", date(2011, 12, 5)) == {"reg 11(1)(a)"}


@pytest.mark.parametrize(
    ("provision", "before", "since"),
    [
        ("reg 3(3)", "elected-member-on-the-strategy-group", "joint-probation-appointee"),
        ("reg 3(5)", "strategy-group-meets-each-year", "value-for-money"),
    ],
)
def test_regulation_3_is_cited_by_the_rule_that_stood_there_on_the_day(provision: str, before: str, since: str) -> None:
    for nation, change in (("england", date(2011, 6, 1)), ("wales", date(2011, 12, 5))):
        day_before = date.fromordinal(change.toordinal() - 1)
        assert (provision in cited(before, nation, day_before), cited(before, nation, change)) == (True, set())
        assert (provision in cited(since, nation, day_before), cited(since, nation, change)) == (False, {provision})


def test_section_115_binds_nobody() -> None:
    rows = [each for each in RULEBOOK.coverage if each.row.provision.startswith("s 115(")]
    assert rows
    assert [each.row.key for each in rows if each.rules] == []


def test_section_8a_is_encoded_by_no_rule() -> None:
    rows = [each for each in RULEBOOK.coverage if each.row.instrument == "victims-and-prisoners-act-2024"]
    assert rows
    assert [each.row.key for each in rows if each.rules] == []


def guidance_on_reviews() -> list[str]:
    return [id for id in RULEBOOK.rules if id.startswith("homicide-review-guidance-2016/")]


def test_guidance_is_never_worded_as_law() -> None:
    """Each gap in following the guidance says that it is guidance, and that no reason for departing is on record."""
    rules = [RULEBOOK.rules[id] for id in guidance_on_reviews()]
    gaps = [each.text.gap for rule in rules for each in rule.versions]
    assert gaps
    assert [str(gap) for gap in gaps if "guidance" not in str(gap) or "reason" not in str(gap)] == []


def test_the_guidance_on_reviews_is_cited_by_no_paragraph() -> None:
    cited = {each.provision for id in guidance_on_reviews() for each in RULEBOOK.rules[id].versions}
    assert cited
    assert [provision for provision in cited if "para" in provision] == []


def test_nothing_is_asked_for_the_library_of_reviews() -> None:
    texts = [each.text for rule in RULEBOOK.rules.values() for each in rule.versions]
    assert [text.title for text in texts if "library" in f"{text.title} {text.gap}"] == []


def test_no_power_or_definition_is_encoded_as_a_duty() -> None:
    powers = [each for each in RULEBOOK.coverage if each.row.no_rule in ("power", "definition")]
    assert powers
    assert [each.row.key for each in powers if any(RULEBOOK.rules[id].kind == "duty" for id in each.rules)] == []


def test_what_binds_the_policing_body_is_found_of_the_policing_body() -> None:
    acts = ("police-reform-and-social-responsibility-act-2011/", "specified-information-order-2011/")
    assert {rule.for_each for id, rule in RULEBOOK.rules.items() if id.startswith(acts)} == {"policing_body"}


def test_local_matters_took_in_serious_violence_on_31_january_2023() -> None:
    rows = [each.row for each in RULEBOOK.coverage if each.row.provision == "s 19(11)"]
    assert {row.instrument for row in rows} == {"police-and-justice-act-2006"}
    [latest] = [row for row in rows if row.first == date(2023, 1, 31)]
    assert "serious violence" in latest.says
