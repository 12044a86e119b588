"""Units: combined areas, areas on their own, and areas of which it is not known whether they are combined."""

from __future__ import annotations

from datetime import date

import pytest
from dutybound.engine.findings import Finding
from dutybound.engine.statuses import Status

from .generate import ACT, ASSESSMENT, PLAN, REVISED, SCRUTINY, Raw, audited, given, one, only

REGARD = f"{ACT}/regard-to-police-and-crime-objectives"
COMBINED = f"{ACT}/combination-agreement"
BOTH = ["eastville", "westville"]
YEAR = "2015/16"


def districts(agreement: object = None, **sections: object) -> Raw:
    raw = given("two-districts-unknown", **sections)
    if agreement is not None:
        raw["partnerships"]["joint-csp"]["combination"] = {"agreement": agreement}
    return raw


def of_unit(raw: Raw, rule: str = ASSESSMENT, period: str | None = YEAR) -> dict[str, Finding]:
    found = audited(raw, rules=only(rule)).findings
    return {each.subject: each for each in found if each.period == period}


NONE = {"none": [{"what": "assessments", "of": BOTH, "from": "2015-04-01", "source": "file"}]}
JOINT = {"assessments": {"joint": {"covers": BOTH, "prepared": "2015-11-02"}}}
EAST = {"assessments": {"east": {"covers": ["eastville"], "prepared": "2015-11-02"}}}
WHOLE = {"whole": [{"what": "assessments", "of": BOTH, "source": "file"}]}


def test_an_agreement_makes_the_areas_one_subject() -> None:
    assert list(of_unit(districts("2013-05-01"))) == ["joint-csp"]


@pytest.mark.parametrize("agreement", ["no", None, {"unknown": "nobody could find it"}])
def test_without_one_that_is_known_each_area_is_a_subject(agreement: object) -> None:
    assert sorted(of_unit(districts(agreement))) == BOTH


def test_what_holds_of_the_areas_alone_and_combined_is_settled_though_it_is_not_known_which() -> None:
    found = of_unit(districts(**NONE))
    assert {id: each.status for id, each in found.items()} == dict.fromkeys(BOTH, Status.GAP)


def test_what_holds_of_one_view_only_is_not_settled_and_the_agreement_is_the_question() -> None:
    raw = districts(**EAST, **WHOLE)
    assert of_unit(districts("no", **EAST, **WHOLE))["westville"].status is Status.GAP
    assert of_unit(districts("2013-05-01", **EAST, **WHOLE))["joint-csp"].status is Status.GAP
    found = of_unit(raw)["eastville"]
    assert found.status is Status.CANNOT_TELL and found.cause == "fact"
    assert found.hinge == "gap if the areas are combined by agreement"
    assert "combination agreement" in found.questions[0].text
    assert found.questions[0].about == "Eastville"
    assert found.questions[0].path == "partnerships.joint-csp.combination.agreement"
    assert of_unit(raw)["westville"].status is Status.GAP


def test_a_joint_document_is_the_combined_areas_own_and_a_judgement_for_areas_that_are_not_combined() -> None:
    assert of_unit(districts("2013-05-01", **JOINT))["joint-csp"].status is Status.COMPLIANT
    alone = of_unit(districts("no", **JOINT))
    assert {each.status for each in alone.values()} == {Status.JUDGEMENT_NEEDED}
    assert {each.status for each in of_unit(districts(**JOINT)).values()} == {Status.CANNOT_TELL}


def test_a_document_of_one_area_is_not_the_combined_areas() -> None:
    assert of_unit(districts("2013-05-01", **EAST, **WHOLE))["joint-csp"].status is Status.GAP
    assert of_unit(districts("no", **EAST, **WHOLE))["eastville"].status is not Status.GAP


def test_an_agreement_counts_from_its_own_day() -> None:
    """On 31 March 2016, the last day of the year, the areas were not yet combined; on the day of the audit they are."""
    raw = districts("2016-04-20")
    assert sorted(of_unit(raw)) == BOTH
    assert list(of_unit(raw, PLAN, None)) == ["joint-csp"]


def test_an_agreement_that_ended_makes_the_areas_one_no_longer() -> None:
    raw = districts()
    raw["partnerships"]["joint-csp"]["combination"] = {"agreement": "2013-05-01", "ended": "2016-04-10"}
    assert list(of_unit(raw)) == ["joint-csp"]
    assert sorted(of_unit(raw, PLAN, None)) == BOTH


def test_an_agreement_whose_day_straddles_the_day_of_the_law_leaves_both_views() -> None:
    assert sorted(of_unit(districts("2016-03..2016-04"))) == BOTH


def test_sources_that_conflict_on_the_agreement_leave_both_views() -> None:
    either = {"either": [{"value": "2013-05-01", "source": "file"}, {"value": "no", "source": "letter"}]}
    assert {each.status for each in of_unit(districts(either, **EAST, **WHOLE)).values()} >= {Status.CANNOT_TELL}
    assert sorted(of_unit(districts(either))) == BOTH


def test_a_hedge_does_not_combine_areas() -> None:
    hedged = {"value": "2013-05-01", "weight": "hedged", "source": "file"}
    assert sorted(of_unit(districts(hedged))) == BOTH


def test_an_agreement_is_only_last_known_after_the_dossiers_day() -> None:
    raw = districts("2013-05-01")
    found = audited(raw, rules=only(PLAN), as_at=date(2017, 6, 1)).findings
    assert sorted(each.subject for each in found) == BOTH


def test_scrutiny_stays_each_councils_own_in_a_combined_area() -> None:
    found = of_unit(districts("2013-05-01"), SCRUTINY)
    assert sorted(found) == ["anyshire", *BOTH]


def test_the_condition_says_what_follows_and_is_never_a_gap() -> None:
    found = of_unit(districts("no"), COMBINED, None)["eastville"]
    assert found.status is Status.NOT_APPLICABLE and "not one in law" in found.sentence
    assert found.force == "condition"
    assert of_unit(districts("2013-05-01"), COMBINED, None)["eastville"].status is Status.COMPLIANT
    assert of_unit(districts(), COMBINED, None)["eastville"].status is Status.CANNOT_TELL


def test_one_area_alone_has_nothing_to_combine() -> None:
    found = one(given("two-tier-district"), COMBINED, "anytown")
    assert found.status is Status.NOT_APPLICABLE and "not one in law" not in found.sentence


def judgement_of(*areas: str) -> dict[str, object]:
    recorded = {"rule": REGARD, "key": "each-authority-had-regard", "of": list(areas), "answer": "yes"}
    return {"judgements": {"j": {**recorded, "by": "the legal officer", "date": "2016-05-01", "basis": "the papers"}}}


def test_a_judgement_of_the_partnership_or_of_each_of_its_areas_is_one_of_the_combined_area() -> None:
    for of in (["joint-csp"], BOTH):
        found = of_unit(districts("2013-05-01", **judgement_of(*of)), REGARD, None)
        assert found["joint-csp"].status is Status.COMPLIANT


def test_a_judgement_of_one_area_says_nothing_of_another() -> None:
    found = of_unit(districts("no", **judgement_of("eastville")), REGARD, None)
    assert found["eastville"].status is Status.COMPLIANT
    assert found["westville"].status is Status.JUDGEMENT_NEEDED


def test_a_judgement_of_one_area_does_not_settle_the_combined_area() -> None:
    found = of_unit(districts("2013-05-01", **judgement_of("eastville")), REGARD, None)
    assert found["joint-csp"].status is Status.JUDGEMENT_NEEDED


def test_the_combined_area_is_named_in_words() -> None:
    found = of_unit(districts("2013-05-01", **NONE))["joint-csp"]
    assert found.sentence == "No strategic assessment was prepared for Joint partnership in 2015/16."
    assert found.partnership == "joint-csp"


# -- areas that end or begin between two years


def west(as_at: str) -> Raw:
    """Forest Heath, which ended on 31 March 2019, and West Suffolk, in which it went up on the day after."""
    return {"dossier": {"title": "West", "as_at": as_at}, "areas": {"forest-heath": {}, "west-suffolk": {}}}


def periods_of(raw: Raw, rule: str) -> set[tuple[str, str | None]]:
    return {(each.subject, each.period) for each in audited(raw, rules=only(rule)).findings}


def test_an_area_owes_nothing_for_a_year_that_starts_when_it_has_ended() -> None:
    assert periods_of(west("2018-09-20"), REVISED) == {("forest-heath", "2018/19")}
    assert periods_of(west("2018-09-20"), ASSESSMENT) == {("forest-heath", "2017/18"), ("forest-heath", "2018/19")}


def test_an_area_owes_nothing_for_a_time_that_started_before_it() -> None:
    assert periods_of(west("2019-05-20"), f"{ACT}/information-shared-each-quarter") == {
        ("forest-heath", "October to December 2018")
    }
    assert periods_of(west("2019-05-20"), SCRUTINY) == {
        ("suffolk", "2018/19"),
        ("suffolk", "2019/20"),
        ("west-suffolk", "2019/20"),
    }
    assert periods_of(west("2019-05-20"), REVISED) == {("west-suffolk", "2020/21")}
