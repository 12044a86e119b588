"""Open lists: what the known things say, what closes a list, and what counts show."""

from __future__ import annotations

from typing import Any

import pytest
from dutybound.engine.statuses import Status

from .generate import (
    AGREEMENT,
    APPOINTEES,
    ASSESSMENT,
    GROUP,
    PLAN,
    PUBLIC,
    REVISED,
    SCRUTINY,
    SENT,
    audited,
    given,
    one,
)

DISTRICT = "two-tier-district"
YEAR = "2015/16"
GAP, MET, UNKNOWN, NONE = Status.GAP, Status.COMPLIANT, Status.CANNOT_TELL, Status.NOT_APPLICABLE


def said(what: str, of: tuple[str, ...] = ("anytown",), **more: str) -> dict[str, Any]:
    """A closing statement; ``from_`` is its first day."""
    return {"what": what, "of": list(of), "source": "file", **{name.rstrip("_"): each for name, each in more.items()}}


def assessment(prepared: object = None, **sections: object) -> Any:
    items = {} if prepared is None else {"a": {"covers": ["anytown"], "prepared": prepared}}
    return one(given(DISTRICT, assessments=items, **sections), ASSESSMENT, "anytown", YEAR)


# -- open lists


@pytest.mark.parametrize(
    ("rule", "subject", "period", "part"),
    [
        (ASSESSMENT, "anytown", YEAR, None),
        (AGREEMENT, "anyshire", YEAR, None),
        (PLAN, "anytown", None, None),
        (REVISED, "anytown", "2016/17", None),
        (PUBLIC, "anytown", YEAR, "a"),
        (GROUP, "anytown", None, None),
        (SCRUTINY, "anytown", YEAR, None),
    ],
)
def test_an_empty_list_that_nobody_closed_is_no_gap(rule: str, subject: str, period: str, part: str) -> None:
    assert one(given(DISTRICT), rule, subject, period, part).status is UNKNOWN


def test_no_dossier_without_a_closing_statement_gives_a_gap_by_absence() -> None:
    items = {
        "assessments": {"a": {"covers": ["anytown"], "prepared": "2013-05-01"}},
        "plans": {"p": {"covers": ["anytown"], "for": "2010/11", "sent": {"anyshire-police": "2010-05-01"}}},
        "meetings": {"m": {"covers": ["anytown"], "kind": "public", "held": "2012-05-01"}},
        "groups": {"g": {"covers": ["anytown"], "acts_as_strategy_group": "no"}},
        "agreements": {"c": {"covers": ["anyshire"], "for": "2012/13", "prepared": "2012-06-01"}},
    }
    assert not [each.id for each in audited(given(DISTRICT, **items)).findings if each.status is GAP]


def test_a_thing_outside_the_days_asked_about_neither_settles_nor_closes() -> None:
    assert assessment("2013-05-01").status is UNKNOWN
    assert assessment("2013-05-01", whole=[said("assessments")]).status is GAP


def test_a_thing_that_may_be_the_one_keeps_a_closed_list_open() -> None:
    closed = {"whole": [said("assessments")]}
    assert assessment("2015-03..2015-04", **closed).status is UNKNOWN
    assert assessment({"unknown": "no date on it"}, **closed).status is UNKNOWN
    assert assessment({"value": "2015-11", "weight": "hedged"}, **closed).status is UNKNOWN
    assert assessment("2015-04..2016-03", **closed).status is MET


# -- what closes a list


def test_none_and_whole_close_a_list_and_are_the_evidence_of_the_gap() -> None:
    for form in ("none", "whole"):
        found = assessment(**{form: [said("assessments")]})
        assert found.status is GAP
        assert [(each.path, each.source) for each in found.evidence] == [(f"{form}.1.assessments", "file")]


def test_statements_that_abut_count_together_and_a_day_between_them_does_not() -> None:
    first = said("assessments", from_="2015-04-01", until="2015-09-30")
    second = said("assessments", from_="2015-10-01", until="2016-03-31")
    late = said("assessments", from_="2015-10-02", until="2016-03-31")
    assert assessment(none=[second, first]).status is GAP
    assert assessment(none=[first, late]).status is UNKNOWN
    assert assessment(none=[first], whole=[second]).status is GAP


def test_the_edges_of_a_statement_shrink_inwards() -> None:
    assert assessment(none=[said("assessments", from_="2015-04")]).status is UNKNOWN
    assert assessment(none=[said("assessments", from_="2015-03")]).status is GAP
    assert assessment(none=[said("assessments", until="2016-03")]).status is UNKNOWN
    assert assessment(none=[said("assessments", until="2016-04")]).status is GAP


def test_a_hedge_closes_nothing_and_is_quoted() -> None:
    found = assessment(none=[said("assessments", weight="hedged")])
    assert (found.status, found.cause) == (UNKNOWN, "hedged")
    assert found.evidence[0].path == "none.1.assessments"


def test_a_statement_closes_only_for_the_places_of_which_it_speaks() -> None:
    raw = given("two-districts-together", none=[said("assessments", ("eastville",))])
    assert one(raw, ASSESSMENT, "eastville", YEAR).status is GAP
    assert one(raw, ASSESSMENT, "westville", YEAR).status is UNKNOWN
    raw = given("two-districts-together", none=[said("assessments", ("joint-csp",))])
    assert one(raw, ASSESSMENT, "westville", YEAR).status is GAP


def test_a_statement_of_a_kind_closes_the_list_for_that_kind_alone() -> None:
    def public(kind: str | None) -> Status:
        statement = said("meetings", **({"kind": kind} if kind else {}))
        return one(given(DISTRICT, none=[statement]), PUBLIC, "anytown", YEAR, "a").status

    assert (public("public"), public("scrutiny"), public(None)) == (GAP, UNKNOWN, GAP)


def test_a_statement_of_a_recipient_closes_the_list_for_that_recipient_alone() -> None:
    def sent(**more: str) -> Status:
        plan = {"p": {"covers": ["anytown"], "for": "2016/17"}}
        return one(given(DISTRICT, plans=plan, none=[said("plans.sent", **more)]), SENT, "anytown").status

    assert sent(recipient="anyshire-pcc") is GAP
    assert sent(recipient="anyshire-police") is UNKNOWN
    assert sent() is GAP


def test_an_inner_list_is_closed_for_an_item_or_for_every_item_of_an_area() -> None:
    plans = {id: {"covers": ["anytown"], "for": "2016/17"} for id in ("p", "q")}
    both = one(given(DISTRICT, plans=plans, none=[said("plans.sent")]), SENT, "anytown")
    only_p = one(given(DISTRICT, plans=plans, none=[said("plans.sent", ("p",))]), SENT, "anytown")
    assert (both.status, only_p.status) == (GAP, UNKNOWN)


def test_a_body_stands_in_a_list_under_its_key_once() -> None:
    plan = {"p": {"covers": ["anytown"], "for": "2016/17", "sent": {"anyshire-pcc": "no"}}}
    assert one(given(DISTRICT, plans=plan), SENT, "anytown").status is GAP


def test_what_was_in_force_is_closed_by_what_is_said_of_that_and_not_of_what_was_adopted_lately() -> None:
    def plan(**more: str) -> Status:
        return one(given(DISTRICT, none=[said("plans", **more)]), PLAN, "anytown").status

    assert plan(by="in_force", from_="2016-06-01") is GAP
    assert plan(by="in_force", from_="2015-01-01", until="2016-05-31") is UNKNOWN
    assert plan(from_="2015-01-01") is UNKNOWN  # an older plan may still be in force
    assert plan() is GAP  # none was ever adopted


def test_what_was_in_force_does_not_say_what_was_prepared() -> None:
    assert assessment(none=[said("assessments", by="in_force")]).status is UNKNOWN


# -- conflicts


def test_an_item_inside_its_own_none_is_a_conflict() -> None:
    found = assessment("2015-11-02", none=[said("assessments")])
    assert (found.status, found.cause) == (UNKNOWN, "conflict")


def test_an_item_outside_the_days_or_kind_of_a_none_is_no_conflict() -> None:
    assert assessment("2015-11-02", none=[said("assessments", until="2015-11-01")]).status is MET
    assert assessment("2015-11..2016-01", none=[said("assessments", until="2015-12-31")]).status is MET  # in January
    meetings = {"m": {"covers": ["anytown"], "kind": "public", "held": "2015-11-02"}}
    raw = given(DISTRICT, meetings=meetings, none=[said("meetings", kind="scrutiny")])
    assert one(raw, PUBLIC, "anytown", YEAR, "a").status is MET


def test_a_group_inside_its_own_none_is_a_conflict() -> None:
    group = {"covers": ["anytown"], "acts_as_strategy_group": "yes", "standing": "2012-01-01..2019-01-01"}
    found = one(given(DISTRICT, groups={"g": group}, none=[said("groups")]), GROUP, "anytown")
    assert (found.status, found.cause) == (UNKNOWN, "conflict")


def test_a_group_of_other_days_is_no_conflict_with_a_none() -> None:
    group = {"covers": ["anytown"], "acts_as_strategy_group": "yes", "standing": "2005-01-01..2009-01-01"}
    raw = given(DISTRICT, groups={"g": group}, none=[said("groups", from_="2010-01-01")])
    assert one(raw, GROUP, "anytown").status is GAP


def test_an_item_that_somebody_only_thinks_never_came_about_may_have() -> None:
    """A hedged "no" is no "no": it is quoted, and settles nothing."""
    hedged = {"value": "no", "weight": "hedged", "source": "file"}
    assert assessment(hedged, whole=[said("assessments")]).status is UNKNOWN
    assert assessment("no", whole=[said("assessments")]).status is GAP


# -- counts


def counted(number: str, held: tuple[str, ...] = (), **more: str) -> Status:
    meetings = {f"m{n}": {"covers": ["anytown"], "kind": "public", "held": day} for n, day in enumerate(held)}
    statement = said("meetings", number=number, kind="public", **more)
    return one(given(DISTRICT, meetings=meetings, counts=[statement]), PUBLIC, "anytown", YEAR, "a").status


IN_YEAR = {"from_": "2015-04-01", "until": "2016-03-31"}


def test_a_count_inside_the_days_asked_about_shows_that_there_was_one() -> None:
    assert counted("1", **IN_YEAR) is MET
    assert counted("2", **IN_YEAR) is MET
    assert counted("1", from_="2015-06-01", until="2015-07-31") is MET


def test_a_count_of_more_days_than_those_asked_about_does_not() -> None:
    assert counted("3", from_="2014-04-01", until="2016-03-31") is UNKNOWN
    assert counted("3") is UNKNOWN
    assert counted("3", from_="2015-03", until="2016-03-31") is UNKNOWN  # from some day in March 2015


def test_a_count_of_nought_closes_the_list_and_one_that_is_reached_closes_it_too() -> None:
    assert counted("0") is GAP
    assert counted("1", ("2014-05-01",)) is GAP
    assert counted("2", ("2014-05-01",)) is UNKNOWN
    assert counted("2", ("2014-05-01", "2013-05-01")) is GAP


def test_a_count_within_edges_settles_only_what_each_number_would() -> None:
    assert counted("0..1") is UNKNOWN
    assert counted("0..1", **IN_YEAR) is UNKNOWN
    assert counted("1..", ("2014-05-01",)) is UNKNOWN
    assert counted("1..2", ("2014-05-01",)) is UNKNOWN


def test_the_edges_of_a_count_are_bounds() -> None:
    assert counted("2..", **IN_YEAR) is MET  # two or more
    assert counted("1..3", **IN_YEAR) is MET
    assert counted("0..1", ("2014-05-01",)) is GAP  # one at most, and it is known


def test_a_hedged_count_shows_and_closes_nothing() -> None:
    assert counted("1", weight="hedged", **IN_YEAR) is UNKNOWN
    assert counted("0", weight="hedged") is UNKNOWN


def test_a_count_of_another_kind_says_nothing() -> None:
    statement = said("meetings", number="3", kind="scrutiny", **IN_YEAR)
    assert one(given(DISTRICT, counts=[statement]), PUBLIC, "anytown", YEAR, "a").status is UNKNOWN


def test_a_count_of_what_was_adopted_does_not_show_that_any_of_it_is_in_force() -> None:
    for statement in (said("plans", number="1"), said("plans", number="2", from_="2008-01-01", until="2010-01-01")):
        assert one(given(DISTRICT, counts=[statement]), PLAN, "anytown").status is UNKNOWN


def test_a_count_of_one_areas_assessments_does_not_show_one_of_the_combined_area() -> None:
    statement = said("assessments", ("eastville",), number="1", **IN_YEAR)
    assert one(given("two-districts-combined", counts=[statement]), ASSESSMENT, "joint-csp", YEAR).status is UNKNOWN


def test_a_count_over_two_areas_does_not_show_that_each_had_one() -> None:
    statement = said("meetings", ("eastville", "westville"), number="1", kind="public", **IN_YEAR)
    raw = given("two-districts-together", counts=[statement])
    assert one(raw, PUBLIC, "eastville", YEAR, "a").status is UNKNOWN


# -- at least so many, and every


def appointees(*members: dict[str, object], **sections: object) -> Status:
    group: dict[str, object] = {"covers": ["anytown"], "acts_as_strategy_group": "yes", "standing": "2012-01-01.."}
    group["members"] = {f"member-{number}": each for number, each in enumerate(members)}
    if not members:
        del group["members"]
    return one(given(DISTRICT, groups={"g": group}, **sections), APPOINTEES, "anytown").status


POLICE = {"member": "yes", "appointed_by": "anyshire-police"}
COUNCIL = {"member": "yes", "appointed_by": "anytown-council"}
PCC = {"member": "yes", "appointed_by": "anyshire-pcc"}


def test_at_least_two_needs_two_that_are_certain() -> None:
    closed = {"whole": [said("groups.members", ("g",))]}
    assert appointees(POLICE, COUNCIL) is MET
    assert appointees(POLICE) is UNKNOWN
    assert appointees(POLICE, **closed) is GAP
    assert appointees(POLICE, {"member": "yes"}, **closed) is UNKNOWN
    assert appointees(POLICE, {"member": "no", "appointed_by": "anytown-council"}, **closed) is GAP


def test_a_body_that_is_no_responsible_authority_appoints_nobody_who_counts() -> None:
    assert appointees(POLICE, PCC, whole=[said("groups.members", ("g",))]) is GAP


def test_every_policing_body_must_have_it() -> None:
    raw = given(
        DISTRICT, plans={"p": {"covers": ["anytown"], "for": "2016/17", "sent": {"anyshire-pcc": "2016-05-01"}}}
    )
    assert one(raw, SENT, "anytown").status is MET
    raw["bodies"]["second-pcc"] = {"kind": "police and crime commissioner", "covers": ["anytown"]}
    assert one(raw, SENT, "anytown").status is not MET


def test_every_of_nothing_known_is_not_met() -> None:
    raw = given(DISTRICT, plans={"p": {"covers": ["anytown"], "for": "2016/17"}})
    raw["bodies"] = {"anyshire-police": raw["bodies"]["anyshire-police"]}
    assert one(raw, SENT, "anytown").status is UNKNOWN


# -- windows


def scrutiny(*held: str, closed: bool = True) -> tuple[Status, str | None]:
    meetings = {f"m{n}": {"covers": ["anytown"], "kind": "scrutiny", "held": day} for n, day in enumerate(held)}
    sections = {"whole": [said("meetings", kind="scrutiny")]} if closed else {}
    found = one(given(DISTRICT, meetings=meetings, **sections), SCRUTINY, "anytown", YEAR)
    return found.status, found.cause


def test_readings_of_twelve_months_that_differ_leave_the_law_unsettled() -> None:
    assert scrutiny("2014-09-10", "2015-10-15") == (UNKNOWN, "law unsettled")  # 400 days between them
    assert scrutiny("2014-10-16", "2015-10-15", "2016-04-01")[0] is MET
    assert scrutiny("2013-10-16")[0] is GAP


def test_twelve_months_are_counted_to_the_day() -> None:
    """From the day after one meeting: the next is in time on the corresponding date, and a day later is not."""
    assert scrutiny("2014-10-15", "2015-10-15", "2016-04-01")[0] is MET
    assert scrutiny("2014-10-15", "2015-10-16", "2016-04-01") == (UNKNOWN, "law unsettled")


def test_a_meeting_of_which_only_the_year_is_known_may_leave_a_window_empty() -> None:
    assert scrutiny("2015-05..2016-04")[0] is UNKNOWN
    assert scrutiny("2014-06-01", "2015-05..2015-06", "2016-04-01")[0] in (MET, UNKNOWN)
    assert scrutiny(closed=False)[0] is UNKNOWN
