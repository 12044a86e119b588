"""From an outcome to a status: time, causes, hinges, judgements, remedies, and what sets the exit code."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from dutybound.engine.findings import Finding
from dutybound.engine.sentences import by_day
from dutybound.engine.statuses import Status
from dutybound.facts.days import Day, in_words, read_day

from .generate import (
    ACT,
    AGREEMENT,
    ASSESSMENT,
    DECISION,
    GROUP,
    PLAN,
    PUBLIC,
    REGS,
    REVISED,
    SCRUTINY,
    SENT,
    Raw,
    audited,
    given,
    one,
    only,
    rulebook,
)

DISTRICT = "two-tier-district"
REPORT = f"{ACT}/report-when-required"
REGARD = f"{ACT}/regard-to-police-and-crime-objectives"
TOLD = "homicide-review-guidance-2016/home-office-told-of-the-decision"
JOINT_PROBATION = f"{REGS}/joint-probation-appointee"
NO_PLANS = [{"what": "plans", "of": ["anytown"], "source": "file"}]


def iso(day: Day | None) -> str | None:
    return None if day is None else f"{day.earliest.isoformat()}..{day.latest.isoformat()}"


def hedged(value: str) -> dict[str, str]:
    return {"value": value, "weight": "hedged", "source": "file"}


def contested(*values: str) -> dict[str, Any]:
    return {
        "either": [{"value": each, "source": source} for each, source in zip(values, ("file", "letter"), strict=True)]
    }


# -- time: met, late, due and overdue


def report(
    submitted: object = None, deadline: object = "2016-03-31", as_at: str = "2016-06-01", **more: Any
) -> Finding:
    request: Raw = {"kind": "report", "covers": ["anytown"], "by": "anyshire-pcc", "made": "2016-01-04", **more}
    request |= {"deadline": deadline} if deadline else {}
    request |= {"submitted": {"anyshire-pcc": submitted}} if submitted else {}
    return one(given(DISTRICT, as_at, requests={"r": request}), REPORT, "r")


def test_done_on_its_last_day_is_met_and_a_day_later_is_late() -> None:
    assert report("2016-03-31").status is Status.COMPLIANT
    late = report("2016-04-01")
    assert late.status is Status.MET_LATE and late.late_by == (1, 1)
    assert iso(late.done_on) == "2016-04-01..2016-04-01" and iso(late.due) == "2016-03-31..2016-03-31"


def test_done_on_a_day_that_straddles_its_last_is_met_and_the_time_not_known() -> None:
    found = report("2016-03..2016-04")
    assert found.status is Status.COMPLIANT and not found.timing_known
    assert "whether in time is not known" in found.sentence
    assert report("2016-04").late_by == (1, 30)
    assert report("yes").status is Status.COMPLIANT and not report("yes").timing_known
    assert report("2016-03").timing_known


def test_sources_that_conflict_on_the_day_say_no_more_than_that_it_was_done() -> None:
    found = report(contested("2016-03-20", "2016-04-20"))
    assert found.status is Status.COMPLIANT and not found.timing_known
    assert report(contested("2016-04-10", "2016-04-20")).status is Status.MET_LATE
    assert report(contested("2016-04-10", "2016-04-20")).late_by == (10, 20)


def test_not_done_is_due_on_its_last_day_and_a_gap_from_the_next() -> None:
    assert report("no", as_at="2016-03-31").status is Status.DUE
    assert report("no", as_at="2016-03-31").done == "no"
    gap = report("no", as_at="2016-04-01")
    assert gap.status is Status.GAP and iso(gap.since) == "2016-04-01..2016-04-01"


def test_not_known_whether_done_is_due_until_its_day_and_then_cannot_be_told() -> None:
    before, after = report(as_at="2016-03-31"), report(as_at="2016-04-01")
    assert (before.status, before.done) == (Status.DUE, "not known")
    assert after.status is Status.CANNOT_TELL and after.hinge is not None and after.hinge.startswith("gap ")


def test_a_day_that_is_itself_uncertain_leaves_due_and_gap_open() -> None:
    found = report("no", deadline="2016-05..2016-07")
    assert (found.status, found.hinge) == (Status.CANNOT_TELL, "gap if its day has passed, due if it has not")
    assert report("no", deadline="2016-05").status is Status.GAP
    assert report("no", deadline=None).status is Status.CANNOT_TELL
    assert report("no", deadline="2016-07").status is Status.DUE


def test_a_year_that_runs_is_due_and_no_gap_though_nothing_was_done_so_far() -> None:
    none = [{"what": "assessments", "of": ["anytown"], "source": "file"}]
    found = one(given(DISTRICT, none=none), ASSESSMENT, "anytown", "2016/17")
    assert (found.status, found.done) == (Status.DUE, "no")
    assert iso(found.due) == "2017-03-31..2017-03-31"


def test_lateness_that_does_not_count_is_a_gap() -> None:
    """An assessment of April belongs to the new year and makes up for nothing."""
    items = {"a": {"covers": ["anytown"], "prepared": "2016-04-01"}}
    whole = [{"what": "assessments", "of": ["anytown"], "source": "file"}]
    raw = given(DISTRICT, assessments=items, whole=whole)
    assert one(raw, ASSESSMENT, "anytown", "2015/16").status is Status.GAP
    assert one(raw, ASSESSMENT, "anytown", "2016/17").status is Status.COMPLIANT


def agreement(*prepared: object, closed: bool) -> Finding:
    items = {
        f"g{number}": {"covers": ["anyshire"], "for": "2015/16", "prepared": day} for number, day in enumerate(prepared)
    }
    whole = [{"what": "agreements", "of": ["anyshire"], "source": "file"}] if closed else []
    return one(given(DISTRICT, agreements=items, whole=whole), AGREEMENT, "anyshire", "2015/16")


def test_the_earliest_of_several_is_the_day_on_which_it_was_done() -> None:
    assert agreement("2016-04-20", "2015-11-02", closed=True).status is Status.COMPLIANT
    assert iso(agreement("2016-04-20", "2015-11-02", closed=True).done_on) == "2015-11-02..2015-11-02"
    assert agreement("2016-04-20", "2016-05-02", closed=True).late_by == (20, 20)


def test_what_is_given_is_what_its_series_says_and_an_open_list_does_not_undo_it() -> None:
    """A late one is met late, though another may come to light: only an entry without a day leaves the time open."""
    assert agreement("2016-04-20", closed=True).status is Status.MET_LATE
    assert agreement("2016-04-20", closed=False).status is Status.MET_LATE
    undated = agreement("2016-04-20", {"unknown": "no date"}, closed=True)
    assert undated.status in (Status.COMPLIANT, Status.CANNOT_TELL)
    assert undated.status is Status.CANNOT_TELL or not undated.timing_known


def test_an_earlier_one_that_comes_to_light_makes_what_was_late_in_time() -> None:
    plan = {"covers": ["anytown"], "for": "2014-04-01..2018-03-31", "adopted": "2014-03-01"}
    late = given(DISTRICT, plans={"p": {**plan, "revisions": {"r": "2016-05-03"}}})
    assert one(late, REVISED, "anytown", "2016/17").status is Status.MET_LATE
    early = given(DISTRICT, plans={"p": {**plan, "revisions": {"r": "2016-05-03", "q": "2016-03-01"}}})
    assert one(early, REVISED, "anytown", "2016/17").status is Status.COMPLIANT


def test_a_plan_that_is_only_suggested_may_be_the_one_revised_in_time() -> None:
    """What leaves it open need not be its day: here it is for which years the second plan was made."""
    plan = {"covers": ["anytown"], "for": "2014-04-01..2018-03-31", "adopted": "2014-03-01"}
    term = {"value": "2014-04-01..2018-03-31", "weight": "hedged", "source": "file"}
    late = {**plan, "revisions": {"r": "2016-05-03"}}
    early = {**plan, "for": term, "revisions": {"q": "2016-03-01"}}
    whole = [{"what": "plans", "of": ["anytown"], "source": "file"}]
    found = one(given(DISTRICT, plans={"p": late, "s": early}, whole=whole), REVISED, "anytown", "2016/17")
    assert found.status in (Status.COMPLIANT, Status.CANNOT_TELL)
    assert found.status is Status.CANNOT_TELL or not found.timing_known
    given_up = one(given(DISTRICT, plans={"p": late}, whole=whole), REVISED, "anytown", "2016/17")
    assert given_up.status is Status.MET_LATE


@pytest.mark.parametrize(
    ("known_from", "reasons", "status"),
    [
        ("2018-05-25", "yes", Status.NOT_APPLICABLE),
        ("2018-05-25", None, Status.CANNOT_TELL),
        ("2018-05-25..2018-08-01", None, Status.CANNOT_TELL),
        ("2018-05-25..2018-08-01", "no", Status.COMPLIANT),
        ("2018-08-01", None, Status.COMPLIANT),
    ],
)
def test_met_is_settled_only_if_it_was_in_time_or_nothing_can_excuse_lateness(
    known_from: str, reasons: str | None, status: Status
) -> None:
    """Decided on 8 August 2018. Whoever learned more could not find it open again."""
    death = {"covers": ["anytown"], "date": "2018-05-20", "referred": "yes", "known_from": known_from}
    death |= {"notified": known_from, "review_decision": "2018-08-08"} | ({"delay_reasons": reasons} if reasons else {})
    found = audited(given(DISTRICT, "2018-12-01", deaths={"d": death}), rules=only(DECISION))
    [judged] = [each for each in found.findings if each.subject == "d"]
    assert judged.status is status
    if status is Status.CANNOT_TELL:
        assert judged.hinge and judged.hinge.startswith("met late unless reasons for deciding later were recorded")


# -- causes in their order


def test_each_cause_by_itself() -> None:
    def group(acts: object, **more: Any) -> str | None:
        item = {"covers": ["anytown"], "acts_as_strategy_group": acts, "standing": "2010-04-01..2019-01-01", **more}
        whole = [{"what": "groups", "of": ["anytown"], "source": "file"}]
        found = one(given(DISTRICT, groups={"g": item}, whole=whole), GROUP, "anytown")
        assert found.status is Status.CANNOT_TELL
        return found.cause

    assert group({"unknown": "the office did not reply"}) == "fact"
    assert group(hedged("yes")) == "hedged"
    assert group(contested("yes", "no")) == "conflict"
    assert one(given(DISTRICT), SENT, "anytown").cause == "waits on a rule"


def test_a_hedge_comes_before_a_conflict_and_a_conflict_before_a_fact() -> None:
    def group(acts: object, standing: object) -> str | None:
        item = {"covers": ["anytown"], "acts_as_strategy_group": acts, "standing": standing}
        whole = [{"what": "groups", "of": ["anytown"], "source": "file"}]
        return one(given(DISTRICT, groups={"g": item}, whole=whole), GROUP, "anytown").cause

    unknown, times = {"unknown": "nobody knows"}, ("2010-04-01..2019-01-01", "2010-04-01..2011-01-01")
    assert group(contested("yes", "no"), {"value": times[0], "weight": "hedged", "source": "web"}) == "hedged"
    assert group(hedged("yes"), contested(*times)) == "hedged"
    assert group(contested("yes", "no"), unknown) == "conflict"
    assert group(unknown, contested(*times)) == "conflict"


def test_law_unsettled_comes_first_and_asks_nobody_to_judge() -> None:
    meetings = {
        f"m{number}": {"covers": ["anytown"], "kind": "scrutiny", "held": day}
        for number, day in enumerate(["2014-09-10", "2015-10-15"])
    }
    found = one(given(DISTRICT, meetings=meetings), SCRUTINY, "anytown", "2015/16")
    assert (found.status, found.cause, found.hinge) == (Status.CANNOT_TELL, "law unsettled", None)
    assert "400 days later" in found.remark


def decided(known: str, notified: str, when: str = "no") -> Finding:
    return decision(known_from=known, notified=notified, review_decision=when, delay_reasons="no")


def test_where_the_readings_of_a_time_limit_differ_the_law_is_unsettled_whether_it_was_done_or_not() -> None:
    late = decided("2017-02-01", "2017-03-20", "2017-04-10")
    assert (late.status, late.cause) == (Status.CANNOT_TELL, "law unsettled")
    undone = decided("2017-02-01", "2017-05-20")
    assert (undone.status, undone.cause) == (Status.CANNOT_TELL, "law unsettled")


def test_where_the_readings_of_a_time_limit_agree_it_is_settled() -> None:
    assert decided("2017-02-01", "2017-02-20", "2017-02-28").status is Status.COMPLIANT
    assert decided("2017-02-01", "2017-02-20", "2017-04-10").status is Status.MET_LATE
    assert decided("2017-02-01", "2017-02-20").status is Status.GAP
    assert decided("2017-05-10", "2017-05-20").status is Status.DUE


def test_a_month_ends_on_the_corresponding_date_or_on_the_last_day_of_a_shorter_month() -> None:
    assert decided("2017-01-31", "2017-01-31", "2017-02-28").status is Status.COMPLIANT
    assert decided("2017-01-31", "2017-01-31", "2017-03-01").late_by == (1, 1)
    assert decided("2017-02-01", "2017-02-01", "2017-03-01").status is Status.COMPLIANT


def test_what_waits_on_a_rule_names_it() -> None:
    found = one(given(DISTRICT), SENT, "anytown")
    assert found.waits_on == (PLAN,) and found.cause == "waits on a rule"
    assert one(given(DISTRICT, none=NO_PLANS), SENT, "anytown").waits_on == ()


# -- what must exist first


def test_what_does_not_arise_is_not_applicable_and_says_where_to_look() -> None:
    found = one(given(DISTRICT, none=NO_PLANS), SENT, "anytown")
    assert found.status is Status.NOT_APPLICABLE and found.sentence.endswith(f"Does not arise: see {PLAN}.")
    assert one(given(DISTRICT, none=NO_PLANS), PLAN, "anytown").status is Status.GAP


def test_what_is_met_by_a_plan_that_may_not_be_in_force_is_not_yet_met() -> None:
    published = f"{REGS}/plan-summary-published"
    plan = {"covers": ["anytown"], "for": {"unknown": "it has no date"}, "published": "2015-05-01"}
    found = one(given(DISTRICT, plans={"p": plan}), published, "anytown")
    assert (found.status, found.cause, found.waits_on) == (Status.CANNOT_TELL, "waits on a rule", (PLAN,))
    in_force = {**plan, "for": "2016/17"}
    assert one(given(DISTRICT, plans={"p": in_force}), published, "anytown").status is Status.COMPLIANT


def test_what_waits_on_a_rule_names_it_though_there_may_be_no_law_for_it_at_all() -> None:
    """The guidance is asked of deaths from 13 April 2011: of this one, only the year is known."""
    rule = "homicide-review-guidance-2016/agency-management-reviews"
    death = {"covers": ["anytown"], "date": "2011"}
    found = one(given(DISTRICT, deaths={"d": death}), rule, "d")
    assert (found.status, found.cause) == (Status.CANNOT_TELL, "waits on a rule")
    assert found.waits_on and all(each in rulebook().rules for each in found.waits_on)


def test_what_one_plan_settled_is_open_again_when_another_comes_to_light() -> None:
    """Seed 527855264 of test_knowing_less_settles_nothing: of two plans in force, one published, the other left out."""
    rule = f"{REGS}/plan-summary-published"
    published = {
        "covers": ["anytown"],
        "for": "2015/16",
        "published": "2017-05-01",
        "in_force": "2016-04-30..2020-04-16",
    }
    other = {"covers": ["anytown"], "for": "2018/19", "published": "no", "in_force": "2017-10-17..2020-10-02"}
    for plans, status, hinge in (
        ({"plan-3": published}, Status.COMPLIANT, None),
        ({"plan-2": other}, Status.GAP, None),
        ({"plan-2": other, "plan-3": published}, Status.CANNOT_TELL, "gap if plan-2 is the one that counts"),
    ):
        found = one(given("two-tier-district", "2018-05-01", plans=plans), rule, "anytown")
        assert (found.status, found.hinge) == (status, hinge)


def test_one_missing_plan_is_one_gap() -> None:
    found = audited(given(DISTRICT, none=NO_PLANS), rules=only(PLAN, SENT, f"{REGS}/plan-summary-published"))
    assert [each.rule for each in found.findings if each.status is Status.GAP] == [PLAN]


def plans(*sent: object) -> Finding:
    items = {
        f"p{number}": {"covers": ["anytown"], "for": "2016/17", "sent": {"anyshire-pcc": day}}
        for number, day in enumerate(sent)
    }
    return one(given(DISTRICT, plans=items), SENT, "anytown")


def test_of_two_plans_in_force_both_must_agree_and_which_counts_is_the_question() -> None:
    assert plans("2016-05-01", "2016-04-20").status is Status.COMPLIANT
    assert plans("no", "no").status is Status.GAP
    found = plans("2016-05-01", "no")
    assert found.status is Status.CANNOT_TELL and found.hinge == "gap if p1 is the one that counts"
    assert found.questions[0].text.startswith("Which of these plans counts")


def test_a_thing_that_may_be_the_one_is_no_gap_while_another_may_be_it() -> None:
    """One meeting was held in the year, as counted: it may be this one, of which nobody knows if it was that year's."""
    meeting = {"m": {"covers": ["anytown"], "kind": "public", "held": "2015-03..2015-04"}}
    year = {"from": "2015-04-01", "until": "2016-03-31", "source": "file"}
    one_held = [{"what": "meetings", "kind": "public", "of": ["anytown"], "number": "1", **year}]
    nobody = [{"what": "meetings.attendance", "of": ["m"], "source": "file"}]
    raw = given(DISTRICT, meetings=meeting, counts=one_held, none=nobody)
    assert one(raw, PUBLIC, "anytown", "2015/16", "a").status is Status.COMPLIANT
    assert one(raw, PUBLIC, "anytown", "2015/16", "b").status is Status.CANNOT_TELL


# -- hinges


def decision(**facts: Any) -> Finding:
    death = {
        "covers": ["anytown"],
        "date": "2017-01-10",
        "known_from": "2017-02-01",
        "notified": "2017-02-01",
        "referred": "yes",
        "review_decision": "no",
        **facts,
    }
    return one(given(DISTRICT, "2017-06-01", deaths={"d": death}), DECISION, "d")


def test_a_gap_that_only_an_exception_could_undo_hinges_on_it() -> None:
    found = decision()
    assert found.status is Status.CANNOT_TELL
    assert found.hinge == "gap unless reasons for deciding later were recorded"
    assert decision(delay_reasons="no").status is Status.GAP
    assert decision(delay_reasons="yes").status is Status.NOT_APPLICABLE


def test_where_the_day_decides_the_day_is_asked_for() -> None:
    """Of what was done: when, and from when its month runs; of what was not done, only the second."""
    decided = "When was it decided whether to hold a review?"
    known = "When did the death come to the attention of the partnership or its chair?"
    told = "When was the partnership told of the death in writing?"
    reasons = "Were reasons recorded for deciding later than the guidance asks?"

    def asked(**facts: str) -> list[str]:
        found = decision(**facts)
        assert found.status is Status.CANNOT_TELL
        return [each.text for each in found.questions]

    assert asked(review_decision="2017-03", known_from="2017-02", notified="2017-02") == [decided, known, told, reasons]
    assert asked(review_decision="2017-03-01..2017-03-15") == [decided, reasons]
    vague = "2017-04-15..2017-05-15"
    assert asked(known_from=vague, notified=vague, delay_reasons="no") == [known, told]
    assert asked() == [reasons]


def test_what_may_not_apply_hinges_on_a_named_condition() -> None:
    found = decision(referred={"unknown": "not asked"}, delay_reasons="no")
    assert found.status is Status.CANNOT_TELL and found.hinge == "gap if it called for a decision"


def test_that_there_may_be_another_is_no_hinge_where_two_are_needed() -> None:
    """One provider more is not two responsible authorities: it hangs on those that are named."""
    providers = {id: {"kind": "probation provider", "covers": ["anytown"]} for id in ("one", "two")}
    group = {"covers": ["anytown"], "standing": "yes", "acts_as_strategy_group": "yes"}
    found = one(given(DISTRICT, bodies=providers, groups={"g": group}), JOINT_PROBATION, "anytown")
    assert found.status is Status.CANNOT_TELL and found.hinge is not None
    assert "besides those named" not in found.hinge
    assert found.hinge.count("make it a responsible authority?") == 2 and "is no" in found.hinge


def test_each_hinge_starts_with_gap() -> None:
    base = given(DISTRICT, deaths={"d": {"covers": ["anytown"], "date": "2016-05-01"}})
    hinges = [each.hinge for each in audited(base).findings if each.hinge]
    assert len(hinges) > 5 and all(each.startswith("gap ") for each in hinges)


def test_only_what_cannot_be_told_or_was_met_has_a_hinge() -> None:
    for each in audited(given(DISTRICT)).findings:
        if each.status not in (Status.CANNOT_TELL, Status.COMPLIANT):
            assert each.hinge is None and each.cause is None, each.id


# -- judgements


def regard(answer: object = "yes", **more: Any) -> Finding:
    recorded = {"rule": REGARD, "key": "each-authority-had-regard", "of": ["anytown"], "answer": answer}
    recorded |= {"by": "the legal officer", "date": "2016-05-01", "basis": "the minutes", **more}
    return one(given(DISTRICT, judgements={"j": recorded}), REGARD, "anytown")


def test_a_judgement_that_nobody_recorded_is_needed() -> None:
    found = one(given(DISTRICT), REGARD, "anytown")
    assert found.status is Status.JUDGEMENT_NEEDED
    assert [each.path for each in found.questions] == ["judgements"]


def test_a_recorded_judgement_settles_it_either_way() -> None:
    assert regard("yes").status is Status.COMPLIANT
    assert regard("no").status is Status.GAP


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"until": "2016-06-01"}, Status.COMPLIANT),
        ({"until": "2016-05-31"}, Status.JUDGEMENT_NEEDED),
        ({"date": "2016-06-02"}, Status.JUDGEMENT_NEEDED),
        ({"key": "something-else"}, Status.JUDGEMENT_NEEDED),
        ({"of": ["anyshire"]}, Status.JUDGEMENT_NEEDED),
    ],
)
def test_a_judgement_counts_on_its_days_and_for_what_it_is_of(more: Any, status: Status) -> None:
    assert regard(**more).status is status


def test_judgements_that_differ_are_a_conflict() -> None:
    assert (regard(contested("yes", "no")).status, regard(contested("yes", "no")).cause) == (
        Status.CANNOT_TELL,
        "conflict",
    )


def test_a_judgement_beside_an_unknown_fact_is_not_all_that_is_needed() -> None:
    joint = {"joint": {"covers": ["eastville", "westville"], "prepared": "2015-11-02"}}
    known = given("two-districts-together", assessments=joint)
    assert one(known, ASSESSMENT, "eastville", "2015/16").status is Status.JUDGEMENT_NEEDED
    joint["joint"]["prepared"] = "2015-03..2015-04"
    assert one(known, ASSESSMENT, "eastville", "2015/16").status is Status.CANNOT_TELL


def test_a_hinge_on_a_day_known_only_by_its_edges_can_be_read() -> None:
    rule = "homicide-review-guidance-2016/review-published-after-clearance"
    death = {"covers": ["anytown"], "date": "2014-06", "decision": "review", "published": "2015/16"}
    found = one(given(DISTRICT, deaths={"death": death}), rule, "death", part="clearance first")
    assert "is not on or before a day between 1 April 2015 and 31 March 2016" in (found.hinge or "")


def test_a_statement_is_cited_in_words() -> None:
    rule = "police-reform-and-social-responsibility-act-2011/police-and-crime-plan-issued"
    none = [{"what": "police_and_crime_plans", "of": ["anyshire-pcc"], "from": "2016-04-01", "source": "file"}]
    found = one(given(DISTRICT, none=none), rule, "anyshire-pcc", "2016/17", part="outside-london")
    assert "no police and crime plans from 1 April 2016" in {each.value for each in found.evidence}


# -- remedies


def test_a_year_that_is_over_has_the_remedy_of_what_is_past() -> None:
    none = [{"what": "assessments", "of": ["anytown"], "source": "file"}]
    raw = given(DISTRICT, none=none)
    past, running = (one(raw, ASSESSMENT, "anytown", year) for year in ("2015/16", "2016/17"))
    assert past.past and past.remedy[0].do.startswith("record why no strategic assessment was prepared for Anytown")
    assert not running.past and "prepare this year's strategic assessment for Anytown" in running.remedy[0].do


def test_what_can_still_be_done_is_not_past() -> None:
    found = agreement(closed=True)
    assert found.status is Status.GAP and not found.past
    assert found.remedy[0].do.startswith("record why there was no community safety agreement for Anyshire for 2015/16")


def test_no_remedy_names_a_day_that_has_passed_though_the_thing_can_still_be_done() -> None:
    rule = "crime-and-disorder-act-1998/information-shared-each-quarter"
    held = {"rule": rule, "key": "crimes-are-held", "of": ["anytown"], "answer": "yes"}
    held |= {"by": "the analyst", "date": "2016-03-01", "basis": "the force's records"}
    none = [{"what": "returns", "of": ["anytown"], "source": "file"}]
    raw = given(DISTRICT, none=none, judgements={"held": held}, as_at="2016-03-18")
    quarters = [each for each in audited(raw).findings if each.rule == rule and each.part == "crimes"]
    words = {str(each.period): (each.status, each.remedy[0].do) for each in quarters}
    assert words["July to September 2015"][0] is Status.GAP
    assert "with the others now" in words["July to September 2015"][1]
    assert words["October to December 2015"][0] is Status.DUE
    assert words["October to December 2015"][1].endswith("by the end of the next quarter")


def test_a_remedy_names_a_document_in_brackets_only_where_there_is_one() -> None:
    rule = "strategy-regulations-2007/county-agreement-contents"
    none = [{"what": "agreements", "of": ["anyshire"], "from": "2016-04-01", "source": "file"}]
    raw = given(DISTRICT, none=none, agreements={"csa": {"covers": ["anyshire"], "for": "2016/17", "prepared": "no"}})
    found = one(raw, rule, "anyshire", "2016/17", part="a")
    assert found.status is Status.DUE
    assert found.remedy[0].do.startswith("add to the agreement how the responsible authorities could")
    del raw["none"]
    raw["agreements"]["csa"] |= {"prepared": "2016-05-01", "title": "the agreement of May 2016"}
    found = one(raw, rule, "anyshire", "2016/17", part="a")
    assert found.remedy[0].do.startswith("add to the agreement (the agreement of May 2016) how")


def test_only_a_gap_or_what_is_due_has_a_remedy() -> None:
    for each in audited(given(DISTRICT, none=NO_PLANS)).findings:
        if each.status not in (Status.GAP, Status.DUE):
            assert each.remedy == (), each.id


# -- what sets the exit code


def test_a_gap_of_force_must_on_stated_evidence_is_a_breach() -> None:
    result = audited(given(DISTRICT, none=NO_PLANS), rules=only(PLAN))
    assert result.breach and [each.stated for each in result.findings] == [True]


def test_a_gap_on_the_compilers_reading_alone_is_shown_and_is_no_breach() -> None:
    own = [{**NO_PLANS[0], "by": "compiler", "basis": "the website has none"}]
    result = audited(given(DISTRICT, none=own), rules=only(PLAN))
    assert [(each.status, each.stated) for each in result.findings] == [(Status.GAP, False)]
    assert not result.breach
    both = audited(given(DISTRICT, none=[*own, *NO_PLANS]), rules=only(PLAN))
    assert both.breach


def test_a_compilers_reading_of_one_fact_among_others_is_no_breach_either() -> None:
    plan = {"p": {"covers": ["anytown"], "for": "2016/17", "sent": {"anyshire-pcc": {"value": "no", "by": "compiler"}}}}
    plan["p"]["sent"]["anyshire-pcc"]["basis"] = "the office's list"  # type: ignore[index]
    result = audited(given(DISTRICT, plans=plan), rules=only(SENT))
    assert [(each.status, each.stated) for each in result.findings] == [(Status.GAP, False)]
    assert not result.breach


def test_a_gap_of_lesser_force_is_no_breach() -> None:
    death = {"covers": ["anytown"], "date": "2015-01-10", "review_decision": "2015-03-01", "home_office_told": "no"}
    recorded = {"rule": TOLD, "key": "good-reason-on-record", "of": ["d"], "answer": "no"}
    recorded |= {"by": "the legal officer", "date": "2016-05-01", "basis": "the file"}
    result = audited(given(DISTRICT, deaths={"d": death}, judgements={"j": recorded}), rules=only(TOLD))
    [gap] = [each for each in result.findings if each.status is Status.GAP]
    assert gap.force == "must have regard" and not result.breach


def test_a_power_is_never_a_gap() -> None:
    powers = [each for each in audited(given(DISTRICT)).findings if each.kind == "power"]
    assert {(each.status, each.use) for each in powers} == {(Status.POWER, "not known")}
    none = [{"what": "requests", "of": ["anyshire-pcc"], "source": "file"}]
    powers = [each for each in audited(given(DISTRICT, none=none)).findings if each.kind == "power"]
    assert {(each.status, each.use) for each in powers} == {(Status.POWER, "not used")}
    used = {"r": {"kind": "report", "covers": ["anytown"], "by": "anyshire-pcc", "made": "2016-01-04"}}
    found = one(given(DISTRICT, requests=used), f"{ACT}/power-to-require-a-report", "anyshire-pcc")
    assert (found.status, found.use) == (Status.POWER, "used")


def test_a_public_meeting_of_nobody_senior_is_a_gap_of_its_own() -> None:
    """Part b waits on the meeting of part a, and is judged of that meeting."""
    meeting = {"m": {"covers": ["anytown"], "kind": "public", "held": "2015-11-02"}}
    whole = [{"what": "meetings", "of": ["anytown"], "source": "file"}]
    nobody = [{"what": "meetings.attendance", "of": ["m"], "source": "file"}]
    raw = given(DISTRICT, meetings=meeting, whole=whole, none=nobody)
    assert one(raw, PUBLIC, "anytown", "2015/16", "a").status is Status.COMPLIANT
    assert one(raw, PUBLIC, "anytown", "2015/16", "b").status is Status.GAP
    assert one(given(DISTRICT), PUBLIC, "anytown", "2015/16", "b").cause == "waits on a rule"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2016-03-31", "by 31 March 2016"),
        ("2016-03", "by March 2016"),
        ("..2016-03-31", "by 31 March 2016"),
        ("2016-04-01..2016-08-08", "by a day between 1 April 2016 and 8 August 2016"),
        ("2016-04-01..", "by a day on or after 1 April 2016"),
    ],
)
def test_the_last_day_reads_as_english_however_well_it_is_known(day: str, words: str) -> None:
    assert by_day(in_words(read_day(day))) == words


def test_a_last_day_of_which_nothing_is_known_is_said_to_be_not_known() -> None:
    assert by_day(in_words(Day(date.min, date.max))) == "by a day not known"
