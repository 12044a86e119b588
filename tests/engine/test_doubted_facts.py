"""What is doubted, old or said of something else settles nothing: one dossier for each way of being misread."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from dutybound.engine.findings import Finding
from dutybound.engine.statuses import Status
from dutybound.facts.days import Day, on_or_before
from dutybound.facts.evidence import Fact
from dutybound.facts.units import Unit
from dutybound.facts.values import Kind
from dutybound.facts.world import World

from .generate import ACT, ASSESSMENT, PUBLIC, REGS, Raw, loaded, one

RULES = Path(__file__).resolve().parents[2] / "rules" / ACT
INVITED = f"{ACT}/invitation-of-each-description"

HEAD = """
dossier: {title: T, as_at: 2016-06-01}
sources: {a: {title: A, kind: minute}, b: {title: B, kind: minute}}
areas: {ub: {title: UB, kind: unitary district}}
bodies: {u-pcc: {title: P, kind: police and crime commissioner, covers: [ub]}}
partnerships: {csp: {title: C, areas: [ub]}}
"""
DISTRICTS = """
dossier: {title: T, as_at: 2016-06-01}
sources: {a: {title: A, kind: minute}, b: {title: B, kind: minute}}
areas:
  ev: {title: EV, kind: two-tier district, county: anyshire}
  wv: {title: WV, kind: two-tier district, county: anyshire}
counties: {anyshire: {title: Anyshire, two_tier: yes}}
"""


def plain(text: str) -> Raw:
    raw: Any = yaml.load(text, Loader=yaml.BaseLoader)
    return raw or {}


def dossier(text: str, head: str = HEAD, as_at: str | None = None) -> Raw:
    """The head, with the sections of a text in place of its own or beside them."""
    raw = plain(head) | plain(text)
    if as_at:
        raw["dossier"]["as_at"] = as_at
    return raw


def open_(finding: Finding, cause: str = "fact") -> bool:
    return (finding.status, finding.cause) == (Status.CANNOT_TELL, cause)


# -- registers


def invited(text: str) -> Finding:
    return one(dossier(text), INVITED, "ub")


EACH_WHOLE = """none:
  - {what: registers.invited, of: [r], source: a}
  - {what: registers.absent, of: [r], source: a}
"""
NO_OTHER = "whole: [{what: registers, of: [ub], source: a}]\n"
REGISTER = "registers: {r: {covers: [ub], standing: 2010-01-01.., invited: {trade union: yes}}}\n"


def test_a_whole_register_is_the_whole_of_what_is_invited_only_if_there_is_no_other() -> None:
    assert open_(invited(REGISTER + EACH_WHOLE))
    assert invited(REGISTER + EACH_WHOLE + NO_OTHER).status is Status.GAP


def test_one_whole_register_does_not_close_another() -> None:
    both = REGISTER.replace("}}}", "}}, s: {covers: [ub], standing: 2010-01-01..}}")
    assert open_(invited(both + EACH_WHOLE + NO_OTHER))


@pytest.mark.parametrize("until", ["2002-01-01", "2016-05-31"])
def test_a_statement_of_other_days_says_nothing_of_who_is_invited_now(until: str) -> None:
    said = [f"{{what: registers.{name}, of: [ub], until: {until}, source: a}}" for name in ("invited", "absent")]
    assert open_(invited(f"none: [{', '.join(said)}]"))


def test_a_statement_of_the_area_speaks_of_every_register() -> None:
    said = [f"{{what: registers.{name}, of: [ub], from: 2001-01-01, source: a}}" for name in ("invited", "absent")]
    assert invited(f"none: [{', '.join(said)}]").status is Status.GAP


def complete_register(standing: str) -> str:
    raw = plain((RULES / "invitation-of-each-description.yaml").read_text(encoding="utf-8"))
    [case] = [each for each in raw["cases"] if each["name"] == "met_each_description_that_there_is_was_invited"]
    register = case["given"]["registers"]["register"] | {"covers": ["ub"]}
    del register["standing"]
    text = yaml.safe_dump({"registers": {"r": register}})
    return text.replace("    covers:", f"    standing: {standing}\n    covers:") if standing else text


@pytest.mark.parametrize(
    "standing", ["2001-01-01..2004-01-01", "no", "", "2001-01-01..2016", "{value: yes, weight: hedged}"]
)
def test_a_register_that_does_not_certainly_hold_does_not_show_who_is_invited(standing: str) -> None:
    assert open_(invited(complete_register(standing)))


@pytest.mark.parametrize("standing", ["yes", "2010-01-01.."])
def test_a_register_that_holds_does(standing: str) -> None:
    assert invited(complete_register(standing)).status is Status.COMPLIANT


def test_a_no_in_a_register_that_has_ended_is_no_gap() -> None:
    old = "registers: {r: {covers: [ub], standing: ..2004, invited: {trade union: no}, absent: {trade union: no}}}"
    assert open_(invited(old))
    assert invited(old.replace("..2004", "yes")).status is Status.GAP


# -- combined areas

JOINT = "partnerships: {j: {title: J, areas: [ev, wv], combination: {agreement: 2013-05-01}}}\n"


def joint_meeting(text: str) -> Finding:
    return one(dossier(JOINT + text, DISTRICTS), PUBLIC, "j", "2015/16", "a")


NONE_OF_EV = "none: [{what: meetings, kind: public, of: [ev], source: a}]\n"
NONE_OF_WV = "{what: meetings, kind: public, of: [wv], source: b}"


def test_that_one_area_had_no_public_meeting_does_not_say_that_the_combined_area_had_none() -> None:
    found = joint_meeting(NONE_OF_EV)
    assert open_(found)
    assert "public meeting" in found.questions[0].text


def test_statements_of_each_area_close_the_combined_areas_list_together() -> None:
    found = joint_meeting(NONE_OF_EV.replace("}]", f"}}, {NONE_OF_WV}]"))
    assert found.status is Status.GAP
    assert {cited.source for cited in found.evidence} == {"a", "b"}


def test_each_area_must_be_closed_for_the_whole_year() -> None:
    half = NONE_OF_WV.replace("source", "from: 2015-10-01, source")
    assert open_(joint_meeting(NONE_OF_EV.replace("}]", f"}}, {half}]")))


def test_one_statement_of_both_areas_or_of_the_partnership_closes_the_list() -> None:
    for of in ("[ev, wv]", "[j]"):
        assert joint_meeting(NONE_OF_EV.replace("[ev]", of)).status is Status.GAP


def test_a_meeting_of_one_area_does_not_contradict_that_there_was_none_of_the_other() -> None:
    meeting = "meetings: {m: {kind: public, covers: [wv], held: 2015-06-01}}\n"
    assert open_(joint_meeting(NONE_OF_EV + meeting))
    assert open_(joint_meeting(NONE_OF_EV.replace("[ev]", "[wv]") + meeting), "conflict")


def test_how_many_one_area_had_does_not_say_how_many_the_combined_area_had() -> None:
    counts = "counts: [{what: meetings, kind: public, of: [ev], number: 0, source: a}]\n"
    assert open_(joint_meeting(counts))
    assert joint_meeting(counts.replace("[ev]", "[ev, wv]")).status is Status.GAP


# -- returns of information

SHARED = f"{ACT}/information-shared-each-quarter"
QUARTER = "for: 2016-01-01..2016-03-31, sent: 2016-05-01, electronic: yes, covers: [ev]"
CLOSED = "whole: [{what: returns, of: [ev], source: a}]\n"


def quarter(returns: str, part: str, more: str = "", status: str = "") -> Finding:
    """The finding of January to March 2016 in a two-tier district, with returns written as ``id: {...}``."""
    raw = dossier(f"returns: {{{returns.replace('Q', QUARTER)}}}\n{more or CLOSED}", DISTRICTS, "2016-08-01")
    return one(raw, SHARED, "ev", "January to March 2016", part)


NOT_HELD = "x: {by: ev-council, Q, not_held: {school exclusions: yes}}"
COUNTY = "y: {by: anyshire-council, Q, datasets: {school exclusions: no}}"


def test_a_district_that_holds_no_figures_does_not_excuse_the_county() -> None:
    for returns in (NOT_HELD, f"{NOT_HELD}, {COUNTY}"):
        assert quarter(returns, "school exclusions").status not in (Status.NOT_APPLICABLE, Status.COMPLIANT)
    both = NOT_HELD + ", " + NOT_HELD.replace("x:", "y:").replace("ev-council", "anyshire-council")
    assert quarter(both, "school exclusions").status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    "kind",
    [
        "",
        ", kind: other, covers: [ev]",
        ", kind: council",
        ", kind: {either: [{value: council, source: a}, {value: chief officer of police, source: b}]}, covers: [ev]",
    ],
)
def test_a_body_that_may_not_be_the_holder_excuses_nobody(kind: str) -> None:
    returns = "x: {by: body-b, Q, not_held: {school exclusions: yes}}"
    found = quarter(returns, "school exclusions", CLOSED + f"bodies: {{body-b: {{title: B{kind}}}}}")
    assert found.status not in (Status.NOT_APPLICABLE, Status.COMPLIANT, Status.GAP)


def test_what_one_council_shared_does_not_do_for_another_that_shared_none() -> None:
    district = "x: {by: ev-council, Q, datasets: {racial incidents: yes}}"
    county = "y: {by: anyshire-council, Q, datasets: {racial incidents: no}}"
    assert quarter(district, "racial incidents").status is Status.COMPLIANT
    assert open_(quarter(f"{district}, {county}", "racial incidents"))
    lacks = county.replace("}}", "}, not_held: {racial incidents: yes}}")
    assert quarter(f"{district}, {lacks}", "racial incidents").status is Status.COMPLIANT


def test_what_a_body_that_does_not_hold_figures_shared_is_not_the_holders() -> None:
    police = "x: {by: force, Q, datasets: {racial incidents: yes}}"
    body = "bodies: {force: {title: F, kind: chief officer of police, covers: [anyshire]}}"
    assert open_(quarter(police, "racial incidents", CLOSED + body))


def test_what_was_shared_and_is_not_held_is_a_conflict() -> None:
    both = "x: {by: force, Q, datasets: {crimes: yes}, not_held: {crimes: yes}}"
    body = "bodies: {force: {title: F, kind: chief officer of police, covers: [anyshire]}}"
    assert open_(quarter(both, "crimes", CLOSED + body), "conflict")


def test_what_a_council_does_not_hold_of_the_polices_is_no_doubt() -> None:
    council = "x: {by: ev-council, Q, not_held: {crimes: yes}}, y: {by: force, Q, datasets: {crimes: no}}"
    body = "bodies: {force: {title: F, kind: chief officer of police, covers: [anyshire]}}"
    whole = CLOSED.replace("}]", "}, {what: returns.datasets, of: [ev], source: a}]")
    lists = whole.replace("}]", "}, {what: returns.not_held, of: [y], source: a}]")
    # What is left open is only whether the police held any: a judgement, as the duty is of figures that are held.
    assert quarter(council, "crimes", lists + body).status is Status.JUDGEMENT_NEEDED


def test_one_of_several_health_bodies_does_not_speak_for_the_others() -> None:
    returns = "x: {by: ccg, Q, not_held: {hospital admissions for domestic abuse: yes}}"
    body = "bodies: {ccg: {title: G, kind: clinical commissioning group, covers: [ev]}}\n"
    part = "hospital admissions for domestic abuse"
    assert open_(quarter(returns, part, CLOSED + body))
    only = CLOSED.replace("}]", "}, {what: bodies, kind: clinical commissioning group, of: [ev], source: a}]")
    assert quarter(returns, part, only + body).status is Status.NOT_APPLICABLE


# -- places

COUNTY_AGREEMENT = f"{REGS}/county-agreement-each-year"
NO_AGREEMENT = "none: [{what: agreements, of: [anyshire], source: a}]\ncounties: {anyshire: {title: Anyshire}}\n"


def county_agreement(area: str) -> Finding:
    raw = dossier(f"areas: {{ev: {{title: EV, {area}}}}}\n{NO_AGREEMENT}", DISTRICTS)
    return one(raw, COUNTY_AGREEMENT, "anyshire", "2015/16")


def test_a_county_is_two_tier_only_where_that_is_settled_of_a_district_of_its() -> None:
    assert county_agreement("kind: two-tier district, county: anyshire").status is Status.GAP
    for area in (
        "kind: two-tier district, county: {value: anyshire, weight: hedged}",
        "kind: {value: two-tier district, weight: hearsay}, county: anyshire",
        "county: anyshire, "
        "kind: {either: [{value: two-tier district, source: a}, {value: unitary district, source: b}]}",
    ):
        assert county_agreement(area).status is Status.CANNOT_TELL


def test_a_county_that_may_be_the_areas_may_have_made_its_assessment() -> None:
    hedged = "areas: {ev: {title: EV, kind: two-tier district, county: {value: anyshire, weight: hedged}}}\n"
    made = "assessments: {c: {covers: [anyshire], prepared: 2015-06-01}}\n"
    none = "whole: [{what: assessments, of: [ev], source: a}]"
    assert open_(one(dossier(hedged + made + none, DISTRICTS), ASSESSMENT, "ev", "2015/16"))


def test_an_area_that_may_not_be_the_city_is_not_taken_to_be_it() -> None:
    def city(kind: str) -> Fact[Any] | None:
        raw = dossier(f"areas: {{ub: {{title: UB, kind: {kind}}}}}")
        return World(loaded(raw).dossier, as_at=date(2016, 6, 1)).in_the_city(["ub"])

    answers = {kind: city(kind) for kind in ("city of london", "london borough")}
    assert [each and each.either[0].value for each in answers.values()] == [True, False]
    assert city("{either: [{value: city of london, source: a}, {value: london borough, source: b}]}") is None


# -- bodies

APPOINTEES = f"{REGS}/two-appointees"


def appointees(covers: str) -> Finding:
    text = f"""
    bodies:
      c1: {{title: C1, kind: clinical commissioning group, covers: [ub]}}
      c2: {{title: C2, kind: clinical commissioning group{covers}}}
    groups:
      g:
        covers: [ub]
        standing: 2012-01-01..
        acts_as_strategy_group: yes
        members: {{x: {{member: yes, appointed_by: c2}}, y: {{member: yes, appointed_by: ub-council}}}}
    whole: [{{what: groups.members, of: [g], source: a}}, {{what: groups, of: [ub], source: a}}]
    """
    return one(dossier(text), APPOINTEES, "ub")


def test_a_body_of_which_it_is_not_said_what_it_covers_may_be_an_authority_of_the_area() -> None:
    assert open_(appointees(""))
    assert appointees(", covers: [ub]").status is Status.COMPLIANT
    assert appointees(", covers: [camden]").status is Status.GAP


# -- whether areas are combined

COMBINATION_ENDED = f"{ACT}/end-of-a-combination-agreement"


def combined_as(combination: str, as_at: str = "2011-06-01") -> Raw:
    partnership = f"partnerships: {{j: {{title: J, areas: [ev, wv], combination: {combination}}}}}\n"
    return dossier(partnership + "none: [{what: assessments, of: [ev], source: a}]", DISTRICTS, as_at)


def test_before_2012_no_agreement_does_not_say_that_there_was_no_order() -> None:
    """Until 15 January 2012 only an order of the Secretary of State could make areas one."""
    apart = "{agreement: no, order: no}"
    assert one(combined_as(apart), ASSESSMENT, "ev", "2010/11").status is Status.GAP
    wv = combined_as(apart)
    wv["assessments"] = plain("w: {covers: [ev, wv], prepared: 2010-06-01}")
    del wv["none"]
    assert one(wv, ASSESSMENT, "ev", "2010/11").status is Status.JUDGEMENT_NEEDED
    wv["partnerships"]["j"]["combination"] = {"agreement": "no"}
    found = one(wv, ASSESSMENT, "ev", "2010/11")
    assert open_(found)
    assert found.questions[0].path == "partnerships.j.combination.order"
    later = combined_as("{agreement: no}", "2013-06-01")
    later["assessments"] = plain("w: {covers: [ev, wv], prepared: 2012-06-01}")
    del later["none"]
    assert one(later, ASSESSMENT, "ev", "2012/13").status is Status.JUDGEMENT_NEEDED


@pytest.mark.parametrize(
    ("made", "ever"),
    [
        ("order: no, agreement: 2013-05-01", True),
        ("order: no, agreement: no", False),
        ("agreement: no", False),
        ("order: 2009-05-01, agreement: no", True),
        ("order: {unknown: lost}, agreement: no", None),
        ("order: no, agreement: {value: no, weight: hedged}", None),
        ("order: no, agreement: {either: [{value: no, source: a}, {value: 2013-05-01, source: b}]}", None),
        ("order: 2009-05-01, agreement: {unknown: lost}", True),
        ("order: no", None),
    ],
)
def test_areas_were_once_combined_if_an_order_or_an_agreement_made_them_one(made: str, ever: bool | None) -> None:
    raw = combined_as(f"{{{made}}}", "2016-06-01")
    unit = Unit(World(loaded(raw).dossier, as_at=date(2016, 6, 1)), "ev", date(2016, 6, 1), areas=("ev",))
    values = {told.value for told in unit.world.known(unit.ever_combined(), Kind.YES_NO).values}
    assert values == ({True, False} if "either" in made else set() if ever is None else {ever})


# -- reviews of deaths

SIX_MONTHS = "homicide-review-guidance-2016/review-within-six-months"
DEATH = """
deaths:
  d:
    covers: [ub]
    date: 2025-01-05
    age: 40
    resulted_from: violence
    caused_by: partner
    notified: 2025-01-10
    review_decision: 2025-02-01
    extended: no
    departures: {six months: no}
"""
EITHER = "{either: [{value: 2025-12-01, source: a}, {value: no, source: b}]}"


def review(more: str) -> Finding:
    return one(dossier(DEATH + f"    {more}", as_at="2026-03-02"), SIX_MONTHS, "d", part="six months")


def test_a_step_of_a_review_on_which_sources_differ_does_not_show_that_there_was_one() -> None:
    lines = "decision: no review\n    panel_completed: no\n    partnership_agreed: "
    assert review(lines + "no").status is Status.NOT_APPLICABLE
    assert open_(review(lines + EITHER), "conflict")
    assert open_(review(lines + "2025-12-01"), "conflict")


def held(more: str) -> set[Any]:
    raw = dossier(DEATH + f"    {more}", as_at="2026-03-02")
    world = World(loaded(raw).dossier, as_at=date(2026, 3, 2))
    death = world.dossier.deaths["d"]
    return {told.value for told in world.known(death.review_held(), Kind.YES_NO).values}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("panel_completed: 2025-12-01", {True}),
        (f"panel_completed: {EITHER}", set()),
        (f"panel_completed: {EITHER}\n    decision: review", {True}),
        (f"panel_completed: {EITHER}\n    decision: {{value: no review, weight: hedged}}", set()),
        (f"panel_completed: {EITHER}\n    home_office_cleared: 2026-01-01", {True}),
        ("panel_completed: no", set()),
        ("decision: no review", {False}),
    ],
)
def test_whether_a_review_was_held(more: str, expected: set[Any]) -> None:
    assert held(more) == expected


def test_a_notice_on_which_sources_differ_does_not_bring_a_death_to_attention() -> None:
    def attention(notified: str) -> int:
        raw = dossier(DEATH.replace("notified: 2025-01-10", f"notified: {notified}"), as_at="2026-03-02")
        world = World(loaded(raw).dossier, as_at=date(2026, 3, 2))
        fact = world.dossier.deaths["d"].attention()
        days = {told.value for told in world.known(fact, Kind.ACT).values}
        return len({on_or_before(day, Day.on(world.as_at)) for day in days})

    assert attention("2025-01-10") == 1
    assert attention("{either: [{value: 2025-01-10, source: a}, {value: no, source: b}]}") == 2


# -- requirements of policing bodies

REQUIRED = f"{ACT}/report-when-required"
BY_MINISTER = f"{ACT}/report-required-by-the-secretary-of-state"
REQUEST_HEAD = """
dossier: {title: T, as_at: 2016-06-01}
sources: {a: {title: A, kind: minute}}
"""


def required(area: str, of: str, as_at: str, rule: str = REQUIRED, part: str | None = None) -> Status:
    text = f"partnerships: {{csp: {{title: C, areas: [{area}]}}}}\nnone: [{{what: requests, of: [{of}], source: a}}]"
    return one(dossier(text, REQUEST_HEAD, as_at), rule, "csp/others", part=part).status


def test_a_police_authority_says_nothing_of_what_the_secretary_of_state_required() -> None:
    for part in ("submitted", "published"):
        found = required("babergh", "suffolk-police-authority", "2010-06-01", BY_MINISTER, part)
        assert found is Status.CANNOT_TELL
        assert required("babergh", "csp", "2010-06-01", BY_MINISTER, part) is Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("area", "of", "as_at", "status"),
    [
        ("babergh", "suffolk-pcc", "2016-03-18", Status.CANNOT_TELL),
        ("babergh", "suffolk-pcc, suffolk-police-authority", "2016-03-18", Status.NOT_APPLICABLE),
        ("babergh", "suffolk-pcc, csp", "2016-03-18", Status.NOT_APPLICABLE),
        ("leeds", "west-yorkshire-mayor", "2024-06-01", Status.CANNOT_TELL),
        ("leeds", "west-yorkshire-mayor, west-yorkshire-police-authority", "2024-06-01", Status.CANNOT_TELL),
        (
            "leeds",
            "west-yorkshire-mayor, west-yorkshire-pcc, west-yorkshire-police-authority",
            "2024-06-01",
            Status.NOT_APPLICABLE,
        ),
        ("city-of-london", "city-of-london-police-authority", "2016-03-18", Status.CANNOT_TELL),
    ],
)
def test_a_policing_body_speaks_of_the_days_on_which_it_stood(area: str, of: str, as_at: str, status: Status) -> None:
    assert required(area, of, as_at) is status


def test_one_statement_is_cited_once_whoever_it_speaks_for() -> None:
    of = "suffolk-pcc, suffolk-police-authority"
    text = f"partnerships: {{csp: {{title: C, areas: [babergh]}}}}\nnone: [{{what: requests, of: [{of}], source: a}}]"
    assert len(one(dossier(text, REQUEST_HEAD), REQUIRED, "csp/others").evidence) == 1
