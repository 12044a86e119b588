"""Doubt: what is absent, old, hedged or contradicted is never taken for settled."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from dutybound.engine.findings import Finding
from dutybound.engine.rulebook import Rulebook, load_rulebook
from dutybound.engine.statuses import Status
from dutybound.facts.problems import BadInputError

from .generate import DECISION, GROUP, PLAN, PUBLIC, REVISED, SCRUTINY, SENT, Raw, audited, by_id, given, loaded, one

LIMBS = "strategy-regulations-2007/plan-has-a-strategy-for-each-subject"
PROTOCOL = "strategy-regulations-2007/information-sharing-protocol"
WIDE = "strategy-regulations-2007/wide-consultation"
UNITARY, PCC = "unityborough", "unity-pcc"
GAP, MET, UNKNOWN, NONE = Status.GAP, Status.COMPLIANT, Status.CANNOT_TELL, Status.NOT_APPLICABLE
OLD = {"old": {"title": "an old minute", "kind": "minute", "date": "2015-02-01"}}


def unitary(*parts: dict[str, Any], as_at: str = "2016-06-01", **sections: Any) -> Raw:
    """The unitary district with the sections of each part, the lists and mappings of all of them joined."""
    joined: dict[str, Any] = {}
    for part in (*parts, sections):
        for name, content in part.items():
            joined[name] = joined[name] | content if isinstance(joined.get(name), dict) else content
    raw = given("unitary-district", as_at, **{name: each for name, each in joined.items() if name != "sources"})
    raw["sources"] |= joined.get("sources", {})
    return raw


def none_of(what: str, of: str = UNITARY, **more: Any) -> dict[str, Any]:
    """That there is none of a list; ``from_`` is the statement's first day."""
    said = {"what": what, "of": [of], "source": "file", **{key.rstrip("_"): each for key, each in more.items()}}
    return {"none": [said]}


def plan(**more: Any) -> dict[str, Any]:
    return {"plans": {"p": {"covers": [UNITARY], "for": "2016/17", "adopted": "2016-03-12", **more}}}


def hedged(value: str) -> dict[str, str]:
    return {"value": value, "weight": "hedged"}


def disputed(one: str, other: str) -> dict[str, Any]:
    return {"either": [{"value": one, "source": "file"}, {"value": other, "source": "letter"}]}


# -- the contents of a document


def limbs(**more: Any) -> Status:
    return one(unitary(plan(), none_of("plans.limbs", **more)), LIMBS, UNITARY, part="strategy").status


def test_contents_are_closed_by_a_statement_of_the_days_since_the_document_was_made() -> None:
    assert limbs() is GAP
    assert limbs(from_="2016-03-12") is GAP
    assert limbs(until="2016-06-01") is GAP


def test_a_statement_of_other_days_does_not_close_the_contents_of_a_document() -> None:
    assert limbs(until="2005-01-01") is UNKNOWN
    assert limbs(until="2016-05-31") is UNKNOWN
    assert limbs(from_="2016-03-13") is UNKNOWN
    assert limbs(from_={"unknown": "not said"}) is UNKNOWN


def test_what_was_said_of_a_documents_contents_still_counts_after_the_dossiers_day() -> None:
    raw = unitary(plan(), none_of("plans.limbs"))
    assert one(raw, LIMBS, UNITARY, part="strategy", as_at=date(2016, 9, 1)).status is GAP


def test_a_statement_of_a_recipient_is_refused_of_a_list_of_what_nobody_was_sent() -> None:
    with pytest.raises(BadInputError, match=r"nothing in the list \"plans.limbs\" was sent to anybody"):
        loaded(unitary(plan(), none_of("plans.limbs", recipient=PCC)))


# -- what an old source says


def public(**more: Any) -> Status:
    raw = unitary({"sources": OLD}, none_of("meetings", kind="public", **more))
    return one(raw, PUBLIC, UNITARY, "2015/16", "a").status


def test_an_old_source_closes_no_list_for_days_of_which_it_cannot_tell() -> None:
    assert public(from_="2015-04-01") is GAP
    assert public(from_="2015-04-01", source="old") is UNKNOWN
    assert public(from_="2014-04-01", source="old") is UNKNOWN


def test_the_compilers_own_reading_can_carry_an_old_source_to_the_dossiers_day() -> None:
    assert public(from_="2015-04-01", source="old", basis="the officer says so still") is GAP


def test_a_recent_source_speaks_for_the_dossiers_day() -> None:
    recent = {"recent": {"title": "a minute", "kind": "minute", "date": "2016-03-02"}}
    raw = unitary({"sources": recent}, none_of("meetings", kind="public", from_="2015-04-01", source="recent"))
    assert one(raw, PUBLIC, UNITARY, "2015/16", "a").status is GAP


def sent(day: Any, sections: dict[str, Any] | None = None, **options: Any) -> Status:
    raw = unitary({"sources": OLD}, plan(sent={PCC: day}), sections or {})
    return one(raw, SENT, UNITARY, **options).status


def test_a_no_from_an_old_source_says_nothing_of_what_was_done_since() -> None:
    assert sent("no") is GAP
    assert sent({"value": "no", "source": "file"}) is GAP
    assert sent({"value": "no", "source": "old"}) is UNKNOWN
    assert sent({"value": "no", "source": "old", "by": "compiler", "basis": "nothing has come since"}) is GAP


def test_a_day_after_its_source_was_only_to_come() -> None:
    adopted = {"value": "2016-03-12", "source": "old"}
    later = unitary({"sources": OLD}, plan(adopted=adopted))
    assert one(unitary(plan()), PLAN, UNITARY).status is MET
    assert one(unitary(plan()), REVISED, UNITARY, "2016/17").status is MET
    assert one(later, PLAN, UNITARY).status is UNKNOWN
    assert one(later, REVISED, UNITARY, "2016/17").status is UNKNOWN


def test_a_day_after_the_dossiers_was_only_to_come() -> None:
    held = {"m": {"kind": "public", "covers": [UNITARY], "held": "2017-02-01"}}
    assert sent("2016-09-01") is GAP  # not done by the dossier's day
    later = one(unitary(meetings=held), PUBLIC, UNITARY, "2016/17", "a", as_at=date(2017, 6, 1))
    assert later.status is UNKNOWN


# -- bodies that may have ended


@pytest.mark.parametrize(
    "standing",
    [
        "2012-11-22..2016",
        hedged("2012-11-22..2015-12-31"),
        disputed("2012-11-22..2015-12-31", "2012-11-22.."),
    ],
)
def test_nothing_was_owed_for_certain_to_a_body_that_may_have_ended(standing: Any) -> None:
    body = {"title": "the commissioner", "kind": "police and crime commissioner", "covers": [UNITARY]}
    of_unity = {"bodies": {PCC: {**body, "standing": standing}}}
    assert sent("no", of_unity) is UNKNOWN


@pytest.mark.parametrize("standing", ["yes", "2012-11-22..", "..2018"])
def test_a_body_that_is_said_to_stand_goes_on_until_an_end_is_given(standing: str) -> None:
    body = {"title": "the commissioner", "kind": "police and crime commissioner", "covers": [UNITARY]}
    assert sent("no", {"bodies": {PCC: {**body, "standing": standing}}}) is GAP


AUTHORITIES = {
    "unity-force": "chief officer of police",
    "unity-fire": "fire and rescue authority",
    "unity-probation": "probation provider",
    "unity-ccg": "clinical commissioning group",
}


def protocol(second: Any, sharing: str, closed: Any = ()) -> Finding:
    """The protocol of a district with a second commissioning group, of which this standing is given."""
    bodies = {
        id: {"title": id, "kind": kind, "covers": [UNITARY], "responsible_authority": "yes"}
        if kind == "probation provider"
        else {"title": id, "kind": kind, "covers": [UNITARY]}
        for id, kind in AUTHORITIES.items()
    }
    bodies["second-ccg"] = {"title": "second", "kind": "clinical commissioning group", "covers": [UNITARY]}
    if second:
        bodies["second-ccg"]["standing"] = second
    parties = dict.fromkeys([*AUTHORITIES, f"{UNITARY}-council"], "yes") | {"second-ccg": sharing}
    protocols = {"p": {"covers": [UNITARY], "standing": "yes", "parties": parties}}
    whole = [{"what": "protocols", "of": [UNITARY], "source": "file"}]
    return one(unitary(bodies=bodies, protocols=protocols, whole=whole), PROTOCOL, UNITARY, part="every authority")


def test_an_authority_that_may_have_ended_neither_fails_nor_is_left_out() -> None:
    assert protocol(None, "no").status is GAP
    assert protocol("2013-04-01..2015-12-31", "no").status is MET
    assert protocol(None, "yes").status is MET
    doubtful = disputed("2013-04-01..2015-12-31", "2013-04-01..")
    assert protocol(doubtful, "no").status is UNKNOWN
    assert protocol("2013-04-01..2016", "no").status is UNKNOWN
    assert protocol(doubtful, "yes").status is MET


# -- the day of an item


def closed_from(adopted: Any) -> Status:
    raw = unitary(plan(adopted=adopted), none_of("plans.sent", "p", from_="2016-03-12"))
    return one(raw, SENT, UNITARY).status


def test_only_a_settled_day_says_from_when_a_list_inside_an_item_can_have_entries() -> None:
    assert closed_from("2016-03-12") is GAP
    assert closed_from({"unknown": "not minuted"}) is UNKNOWN
    assert closed_from(hedged("2016-03-12")) is UNKNOWN
    assert closed_from(disputed("2016-03-12", "2016-03-01")) is UNKNOWN


def test_what_is_only_thought_to_have_been_done_does_not_settle_that_a_thing_exists() -> None:
    assert one(unitary(plan(adopted="yes")), PLAN, UNITARY).status is MET
    assert one(unitary(plan(adopted=hedged("yes"))), PLAN, UNITARY).status is UNKNOWN
    assert one(unitary(plan(adopted=hedged("no"))), PLAN, UNITARY).status is UNKNOWN


# -- windows


def scrutiny(*held: Any) -> Status:
    meetings = {f"m{n}": {"kind": "scrutiny", "covers": [UNITARY], "held": day} for n, day in enumerate(held)}
    return one(unitary(meetings=meetings), SCRUTINY, UNITARY, "2015/16").status


def test_a_meeting_of_two_possible_days_is_one_meeting() -> None:
    assert scrutiny("2014-06-10", "2015-05-20", "2015-06-20") is MET
    assert scrutiny(disputed("2014-06-10", "2015-05-20"), "2015-06-20") is UNKNOWN


# -- counts


def counted(number: str, *meetings: str, **more: Any) -> Finding:
    said = {"what": "meetings", "kind": "public", "of": [UNITARY], "number": number, "source": "letter"}
    ends = {"from": "2015-04-01", "until": "2016-03-31", **{key.rstrip("_"): each for key, each in more.items()}}
    held = {f"m{n}": {"kind": "public", "covers": [UNITARY], "held": day} for n, day in enumerate(meetings)}
    sections = {"meetings": held} if held else {}
    return one(unitary(sections, counts=[said | ends]), PUBLIC, UNITARY, "2015/16", "a")


def test_a_count_settles_only_for_days_that_are_firmly_said() -> None:
    assert counted("1").status is MET
    assert counted("1", until=hedged("2016-03-31")).status is UNKNOWN
    assert counted("1", from_=hedged("2015-04-01")).status is UNKNOWN
    assert counted("1", until={"unknown": "not said"}).status is UNKNOWN


def test_more_than_were_counted_is_a_conflict() -> None:
    assert counted("2", "2015-06-01", "2015-09-01").status is MET
    found = counted("0", "2015-06-01", "2015-09-01")
    assert (found.status, found.cause) == (UNKNOWN, "conflict")
    assert counted("0", "2014-06-01").status is GAP


@pytest.mark.parametrize(("series", "rule", "part"), [("groups", GROUP, None), ("protocols", PROTOCOL, "in place")])
def test_what_stands_can_be_counted(series: str, rule: str, part: str | None) -> None:
    said = {"what": series, "of": [UNITARY], "number": "1", "source": "file"}
    standing = {series: {"x": {"covers": [UNITARY], "standing": "2012-04-01..2013-03-31"}}}
    assert one(unitary(standing, counts=[said]), rule, UNITARY, part=part).status is GAP
    assert one(unitary(standing, counts=[said | {"number": "2"}]), rule, UNITARY, part=part).status is UNKNOWN


# -- decisions and judgements


def decided(*answers: str) -> Finding:
    death = {
        "covers": [UNITARY],
        "date": "2025-01-05",
        "age": "40",
        "known_from": "2025-01-10",
        "notified": "2025-01-10",
        "review_decision": "no",
        "referred": "no",
        "delay_reasons": "no",
    }
    by = ("the chair", "the board")
    decisions = {
        f"d{n}": {"term": "within-section-9", "of": ["d"], "answer": answer, "by": by[n]}
        for n, answer in enumerate(answers)
    }
    return one(unitary(as_at="2026-03-02", deaths={"d": death}, decisions=decisions), DECISION, "d")


def test_two_decisions_that_differ_conflict_in_whatever_order() -> None:
    assert decided("yes").status is GAP
    assert decided("no").status is NONE
    assert decided("yes", "yes").status is GAP
    for answers in (("yes", "no"), ("no", "yes")):
        found = decided(*answers)
        assert (found.status, found.cause) == (UNKNOWN, "conflict")


def judged(period: str, **more: Any) -> Status:
    judgement = {
        "rule": WIDE,
        "key": "as-wide-a-spread-as-is-reasonable",
        "of": [UNITARY],
        "answer": "yes",
        "by": "the chair",
        "date": "2016-05-10",
        "basis": "the list of those asked",
        **{key.rstrip("_"): each for key, each in more.items()},
    }
    held = {f"k{n}": {"covers": [UNITARY], "held": day} for n, day in enumerate(("2015-11-10", "2016-05-02"))}
    raw = unitary(consultations=held, judgements={"j": judgement})
    return one(raw, WIDE, UNITARY, period, "many kinds of people").status


def test_a_judgement_does_not_speak_of_a_year_that_had_not_begun() -> None:
    assert judged("2015/16") is MET
    assert judged("2015/16", date="2011-05-10") is Status.JUDGEMENT_NEEDED
    assert judged("2015/16", date="2011-05-10", until="2017-03-31") is MET


def test_a_judgement_of_one_year_does_not_speak_of_another() -> None:
    assert judged("2015/16", for_="2015/16") is MET
    assert judged("2016/17", for_="2015/16") is not MET
    assert judged("2015/16", for_="2014/15") is Status.JUDGEMENT_NEEDED


def test_a_judgement_whose_last_day_may_have_passed_does_not_count() -> None:
    assert judged("2015/16", until="2016-06-01") is MET
    assert judged("2015/16", until="2016") is Status.JUDGEMENT_NEEDED


# -- bodies of a kind that there may not be


def without_fire(**more: Any) -> Status:
    """The protocol where the fire authority is not named, with a statement that there is none."""
    kinds = {id: kind for id, kind in AUTHORITIES.items() if id != "unity-fire"}
    bodies = {id: {"title": id, "kind": kind, "covers": [UNITARY]} for id, kind in kinds.items()}
    bodies["unity-probation"]["responsible_authority"] = "yes"
    parties = dict.fromkeys([*kinds, f"{UNITARY}-council"], "yes")
    protocols = {"p": {"covers": [UNITARY], "standing": "yes", "parties": parties}}
    said = {"what": "bodies", "kind": "fire and rescue authority", "of": [UNITARY], "source": "file"}
    form = "counts" if "number" in more else "none"
    raw = unitary({form: [said | more]}, bodies=bodies, protocols=protocols)
    return one(raw, PROTOCOL, UNITARY, part="every authority").status


def test_only_a_statement_that_there_is_none_now_leaves_out_a_kind_of_body() -> None:
    assert without_fire() is MET
    assert without_fire(number="0") is MET
    assert without_fire(number="1") is UNKNOWN
    assert without_fire(number="0..1") is UNKNOWN
    assert without_fire(until="2003-04-01") is UNKNOWN


# -- documents that refresh one another


@pytest.mark.parametrize("circle", [{"p": "p"}, {"p": "q", "q": "p"}])
def test_documents_that_refresh_one_another_are_refused(circle: dict[str, str]) -> None:
    plans = {id: {"covers": [UNITARY], "for": "2016/17", "refresh_of": earlier} for id, earlier in circle.items()}
    with pytest.raises(BadInputError, match="refreshes itself"):
        loaded(unitary(plans=plans))


# -- spans of which an end is not known


SINCE_THE_PLAN = """
rule: meeting-since-the-plan
title: The strategy group meets the public after it agrees a plan
kind: duty
force: expected
bound: {acts: strategy group, for: responsible authorities}
for_each: unit
shape: {state: true}
law_of: as_at
versions:
  - {provision: clause 2, extent: england, from: 2010-04-01, to: open, by: ours, sure: seen, link: "https://example.org/x"}
why: The partners promised to meet the public.
arises: {some: p in unit.plans, bind: p, where: {p.term: {covers: as_at}}, over: until_as_at}
requires:
  some: m in unit.meetings
  where:
    m.held: {during: [p.adopted, as_at]}
gap: No meeting was held in {unit} since the plan was agreed.
cases:
  - name: cannot_tell_nothing_is_known
    base: unitary-district
    as_at: 2016-06-01
    expect: {status: cannot_tell, subject: unityborough}
"""


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    folder = tmp_path_factory.mktemp("ours") / "ours"
    folder.mkdir()
    (folder / "meeting-since-the-plan.yaml").write_text(SINCE_THE_PLAN, encoding="utf-8")
    return load_rulebook([folder])


@pytest.mark.parametrize(
    ("adopted", "held", "closed_from", "status"),
    [
        ({}, None, None, UNKNOWN),
        ({}, None, "2015-01-01", UNKNOWN),
        ({"adopted": "2016-03"}, None, "2016-03-01", GAP),
        ({"adopted": "2016-03"}, None, "2016-03-31", UNKNOWN),
        ({"adopted": "2016-03"}, "2016-04-05", None, MET),
        ({"adopted": "2016-03"}, "2016-03-15", "2016-03-01", UNKNOWN),
        ({"adopted": "2016-03"}, "2016-02-28", "2016-03-01", GAP),
    ],
)
def test_a_span_with_an_end_not_known_takes_in_every_day_that_it_may(
    ours: Rulebook, adopted: dict[str, str], held: str | None, closed_from: str | None, status: Status
) -> None:
    plans = {"plans": {"p": {"covers": [UNITARY], "for": "2016/17", **adopted}}}
    meetings = {"meetings": {"m": {"kind": "other", "covers": [UNITARY], "held": held}}} if held else {}
    said = {"what": "meetings", "of": [UNITARY], "source": "file", "from": closed_from}
    form = {"whole": [said]} if closed_from and held else {"none": [said]} if closed_from else {}
    found = by_id(audited(unitary(plans, meetings, form), rules=ours))
    assert found[f"ours/meeting-since-the-plan:{UNITARY}"].status is status


def test_why_a_fact_is_not_known_is_told_with_the_finding_that_waits_for_it() -> None:
    """What was asked and not answered tells a reader more than that nothing was said."""
    why = "the minutes of that year are lost"
    asked = plan(sent={"unity-pcc": {"date": {"unknown": why}}})
    found = one(unitary(asked), SENT, UNITARY)
    assert found.status is UNKNOWN
    told = [each for each in found.evidence if each.weight == "unknown"]
    assert [(each.path, each.value, each.words) for each in told] == [("plans.p.sent.unity-pcc.date", "not known", why)]
