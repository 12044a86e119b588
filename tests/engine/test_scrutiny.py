"""Scrutiny by councils: what is asked of several bodies together, whose authorities they are, and what nobody named."""

from __future__ import annotations

from typing import Any

import pytest
from dutybound.engine.findings import Finding
from dutybound.engine.statuses import Status
from dutybound.facts.days import Day

from .generate import Raw, audited, given, one, only

DISTRICT = "two-tier-district"
REPLY = "scrutiny-regulations-2009/reply-on-a-referred-matter"
COPIES = "police-and-justice-act-2006/copies-of-a-report"
MEMBER = "police-and-justice-act-2006/copy-to-the-member"
IN_TIME = "within 28 days"
WHOLE = [{"what": "reports.sent", "of": ["r"], "source": "file"}]

IN_REACH = {
    "late": {
        "rule": REPLY,
        "key": "each-late-reply-came-as-soon-as-it-could",
        "of": ["r"],
        "answer": "no",
        "by": "the chair of the committee",
        "date": "2016-02-09",
        "basis": "the letters that came with the replies",
    }
}


def reply(day: object, **more: Any) -> Raw:
    """A copy that was given to a body, and its reply."""
    return {"date": "2016-01-12", "reply": day, **more}


def replied(judgements: Raw = IN_REACH, **sent: Raw) -> Finding:
    """The finding on the time of the replies to a report of 11 January 2016, due by 8 February."""
    copies = {name.replace("_", "-"): each for name, each in sent.items()}
    report = {"covers": ["anytown"], "made": "2016-01-11", "arises_from": "councillor referral", "sent": copies}
    return one(given(DISTRICT, reports={"r": report}, whole=WHOLE, judgements=judgements), REPLY, "r", part=IN_TIME)


# -- when all of what is asked was done


@pytest.mark.parametrize(
    ("police", "county", "late_by"),
    [
        ("2016-01-20", "2016-02-10", (2, 2)),
        ("2016-02-10", "2016-01-20", (2, 2)),
        ("2016-02-10", "2016-02-20", (12, 12)),
    ],
)
def test_several_bodies_have_replied_when_the_last_of_them_has(
    police: str, county: str, late_by: tuple[int, int]
) -> None:
    found = replied(anyshire_police=reply(police), anyshire_council=reply(county))
    assert found.status is Status.MET_LATE and found.late_by == late_by


def test_all_in_time_is_met_on_the_day_of_the_last() -> None:
    found = replied(anyshire_police=reply("2016-01-20"), anyshire_council=reply("2016-02-08"))
    assert found.status is Status.COMPLIANT and found.timing_known
    assert found.done_on == Day.on(found.done_on.earliest) and found.done_on.earliest.isoformat() == "2016-02-08"


def test_the_last_of_days_that_are_known_only_within_edges_may_be_late_or_not() -> None:
    either = {"anyshire_police": reply("2016-02-01..2016-02-20"), "anyshire_council": reply("2016-01-20")}
    found = replied(**either)
    assert found.status is Status.COMPLIANT and not found.timing_known
    assert replied({}, **either).status is Status.CANNOT_TELL
    surely = replied(anyshire_police=reply("2016-02-01..2016-02-20"), anyshire_council=reply("2016-02-10"))
    assert surely.status is Status.MET_LATE and surely.late_by == (2, 12)


def test_the_late_reply_of_a_body_that_owes_none_makes_nothing_late() -> None:
    commissioner = reply("2016-04-01", co_operating="no")
    found = replied(anyshire_police=reply("2016-02-01"), anyshire_pcc=commissioner)
    assert found.status is Status.COMPLIANT and found.timing_known


def test_one_that_has_not_replied_is_a_gap_whatever_the_others_did() -> None:
    found = replied(anyshire_police=reply("2016-01-20"), anyshire_council=reply("no"))
    assert found.status is Status.GAP


# -- whose authorities they are


def copies(made: str, covers: str = "anytown", **sent: str) -> Status:
    """The status of the copies of a report on the authorities' work, of which no others were given."""
    report: Raw = {
        "covers": [covers],
        "made": made,
        "arises_from": "authorities' work",
        "copied_to_co_operating_bodies": "yes",
        "sent": {name.replace("_", "-"): day for name, day in sent.items()},
    }
    bodies = {
        "anytown-pct": {"kind": "primary care trust", "covers": ["anytown"]},
        "anytown-ccg": {"kind": "clinical commissioning group", "covers": ["anytown"]},
        "anyshire-authority": {
            "kind": "police authority",
            "covers": ["anyshire"],
            "standing": "2004-01-01..2012-11-21",
        },
    }
    kinds = ("probation provider", "fire and rescue authority")
    none = [{"what": "bodies", "kind": kind, "of": ["anytown"], "source": "file"} for kind in kinds]
    return one(given(DISTRICT, bodies=bodies, reports={"r": report}, whole=WHOLE, none=none), COPIES, "r").status


def test_the_authorities_are_those_of_the_day_of_the_report() -> None:
    both = {"anyshire_council": "yes", "anyshire_police": "yes"}
    assert copies("2013-03-31", anytown_pct="yes", **both) is Status.COMPLIANT
    assert copies("2013-04-01", anytown_pct="yes", **both) is Status.GAP
    assert copies("2013-04-01", anytown_ccg="yes", **both) is Status.COMPLIANT
    assert copies("2013-03..2013-04", anytown_ccg="yes", **both) is Status.CANNOT_TELL
    assert copies("2013-03..2013-04", anytown_ccg="yes", anytown_pct="yes", **both) is Status.COMPLIANT


def test_a_county_of_which_not_every_district_is_known_may_have_more_authorities() -> None:
    every = {"anytown_council": "yes", "anyshire_police": "yes", "anytown_ccg": "yes"}
    assert copies("2016-01-11", "anyshire", **every) is Status.CANNOT_TELL
    assert copies("2016-01-11", "anyshire", anyshire_police="yes", anytown_ccg="yes") is Status.GAP


# -- what nobody named


def test_each_council_answers_for_what_its_own_committee_did() -> None:
    none = [{"what": "reports", "of": ["anytown"], "source": "file"}]
    result = audited(given(DISTRICT, none=none), rules=only(MEMBER))
    assert {each.subject: each.status for each in result.findings} == {
        "anytown/others": Status.NOT_APPLICABLE,
        "anyshire/others": Status.CANNOT_TELL,
    }
    partnerships = {each.subject: each.partnership for each in result.findings}
    assert partnerships == {"anytown/others": "anytown-csp", "anyshire/others": None}
