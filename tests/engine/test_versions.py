"""Which law: the day that picks a version, the periods judged, and audits of another day than the dossier's."""

from __future__ import annotations

from datetime import date

import pytest
from dutybound.engine.audit import NothingEvaluatedError, audit
from dutybound.engine.findings import Finding
from dutybound.engine.law import Shape
from dutybound.engine.periods import Period, due_day, judged_periods
from dutybound.engine.statuses import Status

from .generate import (
    AGREEMENT,
    ASSESSMENT,
    GROUP,
    PLAN,
    PUBLIC,
    REGS,
    REVISED,
    SCRUTINY,
    SENT,
    Raw,
    audited,
    base,
    given,
    loaded,
    one,
    only,
    rulebook,
)

ACT = "crime-and-disorder-act-1998"
REPORT = f"{ACT}/report-when-required"
LIMB = f"{ACT}/strategy-for-each-limb"
AUTHORITY = f"{REGS}/each-authority-on-the-strategy-group"
NO_PLAN = [{"what": "plans", "of": ["anytown"], "source": "file"}]


def version(finding: Finding) -> str:
    assert finding.version is not None
    return f"{finding.version.first} to {finding.version.last}"


# -- the day whose law applies


@pytest.mark.parametrize(
    ("as_at", "first"), [("2011-05-31", "2007-08-01"), ("2011-06-01", "2011-06-01"), ("2026-03-02", "2011-06-01")]
)
def test_a_state_is_judged_by_the_law_of_the_day_of_the_audit(as_at: str, first: str) -> None:
    found = one(given("two-tier-district", as_at), GROUP, "anytown")
    assert version(found).startswith(first)
    assert found.why_version.startswith("in force on ") and "day of the audit" in found.why_version


def test_no_law_is_applied_before_it_begins() -> None:
    """The assessment of 2007/08 falls due by 31 March 2008, and the Regulations are of 1 August 2007."""
    with pytest.raises(NothingEvaluatedError):
        one(given("two-tier-district", "2007-07-31"), ASSESSMENT, "anytown", "2007/08")
    found = one(given("two-tier-district", "2007-08-01"), ASSESSMENT, "anytown", "2007/08")
    assert found.status is Status.DUE and version(found).startswith("2007-08-01")


def test_a_duty_that_recurs_is_judged_by_the_law_of_the_last_day_for_doing_it() -> None:
    """The council year 2009/10 is the first that starts under the Regulations of 30 April 2009."""
    found = one(given("two-tier-district", "2009-06-01"), SCRUTINY, "anytown", "2008/09")
    assert found.status is Status.NOT_APPLICABLE  # in force on its last day, 30 April 2009, but not when it started
    assert one(given("two-tier-district", "2009-06-01"), SCRUTINY, "anytown", "2009/10").status is Status.DUE
    welsh = one(given("welsh-area", "2009-06-01"), SCRUTINY, "anytref", "2008/09")
    assert welsh.status is Status.NOT_IN_FORCE


@pytest.mark.parametrize(
    ("as_at", "status"), [("2012-11-21", Status.NOT_IN_FORCE), ("2012-11-22", Status.NOT_APPLICABLE)]
)
def test_both_sides_of_the_day_on_which_a_duty_began(as_at: str, status: Status) -> None:
    assert one(given("two-tier-district", as_at, none=NO_PLAN), SENT, "anytown").status is status


def test_both_sides_of_the_day_on_which_a_duty_ended() -> None:
    assert one(given("two-tier-district", "2011-05-31"), AUTHORITY, "anytown/council").status is not Status.NOT_IN_FORCE
    assert one(given("two-tier-district", "2011-06-01"), AUTHORITY, "anytown/council").status is Status.NOT_IN_FORCE


def test_a_part_has_versions_of_its_own() -> None:
    def status(as_at: str) -> Status:
        return one(given("two-tier-district", as_at, none=NO_PLAN), LIMB, "anytown", part="serious violence").status

    assert (status("2023-01-30"), status("2023-01-31")) == (Status.NOT_IN_FORCE, Status.GAP)


def test_the_other_nations_law_does_not_reach_an_area() -> None:
    assert one(given("welsh-area"), SENT, "anytref").status is Status.NOT_IN_FORCE
    found = one(given("welsh-area"), PLAN, "anytref")
    assert (found.provision, found.instrument) == ("reg 8(1)", "strategy-regulations-wales-2007")
    assert one(given("two-tier-district"), PLAN, "anytown").provision == "reg 10(1)"


def test_an_area_of_unknown_nation_is_judged_under_both_and_settled_where_they_agree() -> None:
    raw = given("two-tier-district", none=NO_PLAN)
    raw["areas"]["anytown"] = {"title": "Anytown"}
    assert one(raw, PLAN, "anytown").status is Status.GAP
    assert one(raw, SENT, "anytown").status is Status.CANNOT_TELL  # in England not applicable, in Wales no such law


# -- the law of an event


def required(made: object, **more: object) -> Raw:
    request = {"kind": "report", "covers": ["anytown"], "by": "anyshire-pcc", "made": made, "deadline": "2012-06-01"}
    return given(
        "two-tier-district", "2016-06-01", requests={"r": {**request, "submitted": {"anyshire-pcc": "no"}, **more}}
    )


def test_the_day_of_an_event_picks_its_law() -> None:
    assert one(required("2012-01-16"), REPORT, "r").status is Status.GAP
    assert one(required("2012-01-15"), REPORT, "r").status is Status.NOT_IN_FORCE


def test_an_event_whose_day_straddles_a_change_is_judged_under_each_and_its_day_is_the_question() -> None:
    found = one(required("2012-01"), REPORT, "r")
    assert found.status is Status.CANNOT_TELL
    assert found.hinge == "gap if the law was in force on that day"
    assert found.questions[0].text == "On what day exactly did it happen?"
    assert one(required("2012-01-16..2012-02"), REPORT, "r").status is Status.GAP


def test_of_an_event_of_which_no_day_is_known_its_own_question_is_asked_once() -> None:
    for made in ({"unknown": "not said"}, {"value": "2012-03", "weight": "hedged"}):
        found = one(required(made), REPORT, "r")
        asked = [question.text for question in found.questions]
        assert asked.count("When was the requirement made?") == 1
        assert asked[0] == "When was the requirement made?"
        assert "On what day exactly did it happen?" not in asked


def test_an_event_that_straddles_settles_nothing_the_other_way_either() -> None:
    done = {"submitted": {"anyshire-pcc": "2012-05-01"}}
    assert one(required("2012-01", **done), REPORT, "r").status is Status.CANNOT_TELL
    assert one(required("2012-02", **done), REPORT, "r").status is Status.COMPLIANT


# -- periods


def titles(shape: Shape, as_at: str, since: str | None = None) -> list[str]:
    opened = date.fromisoformat(since) if since else None
    return [period.title for period in judged_periods(shape, date.fromisoformat(as_at), opened)]


YEAR, BEFORE, COUNCIL = Shape("year"), Shape("year", "day_before_period"), Shape("council year")
AFTER, QUARTER = Shape("year", "month_after_period"), Shape("quarter", "next_period_end")


@pytest.mark.parametrize(
    ("shape", "as_at", "periods"),
    [
        (YEAR, "2016-03-31", ["2014/15", "2015/16"]),
        (YEAR, "2016-04-01", ["2015/16", "2016/17"]),
        (BEFORE, "2016-03-31", ["2015/16", "2016/17"]),
        (BEFORE, "2016-04-01", ["2016/17", "2017/18"]),
        (COUNCIL, "2016-04-30", ["2014/15", "2015/16"]),
        (COUNCIL, "2016-05-01", ["2015/16", "2016/17"]),
        (AFTER, "2005-04-30", ["2003/04", "2004/05"]),
        (AFTER, "2005-05-01", ["2004/05", "2005/06"]),
        (QUARTER, "2007-12-31", ["April to June 2007", "July to September 2007"]),
        (QUARTER, "2008-01-01", ["July to September 2007", "October to December 2007"]),
        (QUARTER, "2016-06-30", ["October to December 2015", "January to March 2016"]),
    ],
)
def test_the_last_period_whose_day_has_passed_and_the_next_to_fall_due(
    shape: Shape, as_at: str, periods: list[str]
) -> None:
    assert titles(shape, as_at) == periods
    days = [due_day(shape, each) for each in judged_periods(shape, date.fromisoformat(as_at))]
    assert days[0] < date.fromisoformat(as_at) <= days[1]


def test_since_opens_the_periods_that_fell_due_from_that_day() -> None:
    assert titles(YEAR, "2016-06-01", "2014-03-31") == ["2013/14", "2014/15", "2015/16", "2016/17"]
    assert titles(YEAR, "2016-06-01", "2014-04-01") == ["2014/15", "2015/16", "2016/17"]
    assert titles(YEAR, "2016-06-01", "2030-01-01") == ["2015/16", "2016/17"]
    assert titles(BEFORE, "2016-06-01", "2015-03-31") == ["2015/16", "2016/17", "2017/18"]


def test_periods_follow_one_another_without_a_day_between() -> None:
    for kind in ("year", "council year", "quarter"):
        period = Period.of(kind, date(2016, 2, 29))
        assert period.next.start.toordinal() == period.end.toordinal() + 1
        assert period.next.previous == period and period.start <= date(2016, 2, 29) <= period.end


def test_the_law_of_each_opened_period_is_its_own() -> None:
    found = audited(given("two-tier-district"), rules=only(ASSESSMENT), since=date(2006, 3, 31)).findings
    states = {str(each.period): each.status is Status.NOT_IN_FORCE for each in found}
    assert states["2006/07"] and not states["2007/08"] and not states["2015/16"]


def test_a_gap_in_an_opened_period_is_shown_and_is_no_breach() -> None:
    none = [{"what": "assessments", "of": ["anytown"], "until": "2014-03-31", "source": "file"}]
    result = audited(given("two-tier-district", none=none), rules=only(ASSESSMENT), since=date(2014, 1, 1))
    [old] = [each for each in result.findings if each.period == "2013/14"]
    assert old.status is Status.GAP and old.opened and not result.breach
    assert [each.opened for each in result.findings if each.period in ("2015/16", "2016/17")] == [False, False]


# -- audits of another day


def test_a_state_is_only_last_known_after_the_dossiers_day() -> None:
    group = {"covers": ["anytown"], "acts_as_strategy_group": "yes", "standing": "2010-04-01..2020-01-01"}
    raw = given("two-tier-district", groups={"g": group})
    assert one(raw, GROUP, "anytown").status is Status.COMPLIANT
    found = one(raw, GROUP, "anytown", as_at=date(2017, 6, 1))
    assert (found.status, found.cause) == (Status.CANNOT_TELL, "last known")
    assert audited(raw).last_known == 0 and audited(raw, as_at=date(2017, 6, 1)).last_known == 1


def test_none_without_an_end_is_only_last_known_after_the_dossiers_day() -> None:
    none = [{"what": "assessments", "of": ["anytown"], "source": "file"}]
    raw = given("two-tier-district", none=none)
    assert one(raw, ASSESSMENT, "anytown", "2015/16").status is Status.GAP
    found = one(raw, ASSESSMENT, "anytown", "2016/17", as_at=date(2017, 6, 1))
    assert (found.status, found.cause) == (Status.CANNOT_TELL, "last known")
    found = one(raw, ASSESSMENT, "anytown", "2015/16", as_at=date(2017, 3, 31))
    assert found.status is Status.GAP  # that year had ended before the dossier's day


def test_not_done_is_not_known_after_the_dossiers_day() -> None:
    plan = {"covers": ["anytown"], "for": "2015-04-01..2018-03-31", "sent": {"anyshire-pcc": "no"}}
    raw = given("two-tier-district", plans={"p": plan})
    assert one(raw, SENT, "anytown").status is Status.GAP
    assert one(raw, SENT, "anytown", as_at=date(2016, 6, 2)).status is Status.CANNOT_TELL


def test_what_was_done_stays_done() -> None:
    raw = given("two-tier-district", assessments={"a": {"covers": ["anytown"], "prepared": "2015-11-02"}})
    assert one(raw, ASSESSMENT, "anytown", "2015/16", as_at=date(2017, 3, 1)).status is Status.COMPLIANT


def test_facts_after_an_earlier_day_are_left_aside() -> None:
    later = {"late": {"covers": ["anytown"], "prepared": "2016-02-10"}}
    raw = given(
        "two-tier-district", assessments=later, whole=[{"what": "assessments", "of": ["anytown"], "source": "file"}]
    )
    assert one(raw, ASSESSMENT, "anytown", "2015/16").status is Status.COMPLIANT
    before = audited(raw, rules=only(ASSESSMENT), as_at=date(2016, 2, 9))
    [found] = [each for each in before.findings if each.period == "2015/16"]
    assert found.status is Status.DUE and before.left_aside == ("assessments.late",)
    assert audited(raw, as_at=date(2016, 2, 10)).left_aside == ()
    assert audited(raw).left_aside == ()


def test_a_fact_that_straddles_an_earlier_day_may_not_have_happened() -> None:
    raw = given("two-tier-district", plans={"p": {"covers": ["anytown"], "for": "2015/16", "published": "2016-02"}})
    published = f"{REGS}/plan-summary-published"
    assert one(raw, published, "anytown", as_at=date(2016, 2, 10)).status is Status.CANNOT_TELL
    assert one(raw, published, "anytown", as_at=date(2016, 2, 29)).status is Status.COMPLIANT


def test_what_a_source_tells_had_happened_by_its_date_and_by_the_dossiers_day() -> None:
    """ "2016" straddles 31 March; in a paper of 20 March, or a dossier of 31 March, it does not."""

    def prepared(as_at: str, source: str) -> Status:
        item = {"a": {"covers": ["anytown"], "prepared": {"value": "2016", "source": source}}}
        raw = given("two-tier-district", as_at, assessments=item)
        raw["sources"]["letter"]["date"] = "2016-03-20"
        return one(raw, ASSESSMENT, "anytown", "2015/16").status

    assert prepared("2016-06-01", "file") is Status.CANNOT_TELL
    assert prepared("2016-06-01", "letter") is Status.COMPLIANT
    assert prepared("2016-03-31", "file") is Status.COMPLIANT


def test_the_audit_is_made_as_at_the_dossiers_day_unless_another_is_given() -> None:
    assert audited(given("two-tier-district", "2014-02-03")).as_at == date(2014, 2, 3)
    later = audited(given("two-tier-district", "2014-02-03"), as_at=date(2015, 1, 1))
    assert (later.as_at, later.dossier_as_at) == (date(2015, 1, 1), date(2014, 2, 3))


# -- what was not in force


def test_what_was_not_in_force_is_listed_only_when_asked_for() -> None:
    dossier = loaded(given("welsh-area"))
    asked = audit(dossier, rulebook(), everything=True).findings
    plain = audit(dossier, rulebook()).findings
    assert any(each.status is Status.NOT_IN_FORCE for each in asked)
    assert [each for each in asked if each.status is not Status.NOT_IN_FORCE] == list(plain)


def test_a_run_in_which_nothing_was_in_force_is_an_error() -> None:
    with pytest.raises(NothingEvaluatedError):
        audit(loaded(given("two-tier-district", "1990-01-01")), rulebook())


def test_a_run_without_an_area_is_an_error() -> None:
    with pytest.raises(NothingEvaluatedError):
        audit(loaded({"dossier": base("two-tier-district")["dossier"]}), rulebook())


def test_each_finding_says_why_its_version_was_chosen() -> None:
    found = audited(given("two-tier-district"), rules=only(ASSESSMENT, REVISED, AGREEMENT, PUBLIC)).findings
    assert {each.why_version for each in found if each.period == "2015/16"} == {
        "in force on 31 March 2016, the last day for doing it in time"
    }


@pytest.mark.parametrize(("name", "elsewhere"), [("two-tier-district", "wales"), ("welsh-area", "england")])
def test_no_finding_cites_the_law_of_the_other_nation_alone(name: str, elsewhere: str) -> None:
    findings = audited(given(name, "2026-06-01")).findings
    told = [each for each in findings if each.status is not Status.NOT_IN_FORCE and each.version]
    assert any(each.subject.endswith("/others") for each in told)
    assert [each.id for each in told if each.version and each.version.extents == (elsewhere,)] == []
