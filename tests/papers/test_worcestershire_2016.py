"""Worcestershire, 13 September 2016: what a careful reader of the paper, with the law of that day, expects.

The table was written from the paper and the law before any output was seen; what the audit settled besides was then
argued from both. Copies of the dossier in which one thing is changed show which findings turn on it, and no other does.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from dutybound.engine.rulebook import load_rulebook
from dutybound.facts.load import load

from .expectations import (
    ACT,
    EXAMPLES,
    POLICING,
    REGS,
    REVIEWS,
    SETTLED,
    Finding,
    Perturbed,
    Row,
    adding,
    audited,
    changes,
    chosen,
    each,
    files_of,
    findings_of,
    is_as_expected,
    of_rule,
    run,
    spoken_of_once,
    stating,
    without,
    written,
)

NAME = "worcestershire-2016"
EXAMPLE = EXAMPLES / NAME

NORTH = ("bromsgrove", "redditch", "wyre-forest")
SOUTH = ("malvern-hills", "worcester", "wychavon")
AREAS = tuple(sorted((*NORTH, *SOUTH)))
PARTNERSHIPS = ("north-worcestershire-csp", "south-worcestershire-csp")
REVIEWED = tuple(f"reviewed-death-{number}" for number in (1, 2, 3))
REFERRED = tuple(f"referred-death-{number}" for number in (1, 2, 3))

AGREEMENT = f"{REGS}/county-agreement-each-year"
AGREEMENT_SENT = f"{REGS}/county-agreement-sent-to-policing-body"
GROUP = f"{REGS}/county-strategy-group"
APPOINTEES = f"{REGS}/county-two-appointees"
PROTOCOL = f"{REGS}/information-sharing-protocol"
ASSESSMENT = f"{REGS}/assessment-each-year"
SCRUTINY = "scrutiny-regulations-2009/scrutiny-each-twelve-months"
PLAN_ISSUED = f"{POLICING}/police-and-crime-plan-issued"
YEAR_END = ("2017-03-31", "2017-03-31")

ROWS: list[Row] = [
    # -- The county: group, agreement, and sending it (regs 8, 9, 9A)
    Row(
        GROUP,
        "worcestershire",
        "compliant",
        "the Safer Communities Board has the county-wide role and the agreement is its work: a reading, marked as one",
        places=("paragraph 12",),
    ),
    Row(
        APPOINTEES,
        "worcestershire",
        "compliant",
        "every responsible authority has members on the board, and two appointees are enough since June 2011",
        places=("paragraph 12",),
    ),
    Row(
        AGREEMENT,
        "worcestershire",
        "compliant",
        "the agreement for 2015/16 is an outcome of that year, dated by its heading alone",
        period="2015/16",
        places=("paragraph 12, 2015/16",),
    ),
    Row(
        AGREEMENT,
        "worcestershire",
        "due",
        "reg 9(1): it is due before the year ends; that it waits for the commissioner's plan does not move that day",
        period="2016/17",
        due=YEAR_END,
        done="no",
        places=("paragraph 12, 2016/17",),
    ),
    Row(
        AGREEMENT_SENT,
        "worcestershire",
        "cannot_tell",
        "there is an agreement for 2015/16, and whether the commissioner was sent it is not stated",
        cause="fact",
        places=("paragraph 12, 2015/16",),
    ),
    *[
        Row(
            f"{REGS}/county-agreement-contents",
            "worcestershire",
            "cannot_tell",
            "what the agreement says is not stated",
            period="2015/16",
            part=part,
        )
        for part in ("a", "b")
    ],
    *[
        Row(
            f"{REGS}/county-agreement-contents",
            "worcestershire",
            "due",
            "what it says is due with the agreement itself, which is still to be completed",
            period="2016/17",
            part=part,
            due=YEAR_END,
            done="no",
        )
        for part in ("a", "b")
    ],
    Row(
        f"{REGS}/county-agreement-rests-on-the-assessments",
        "worcestershire",
        "cannot_tell",
        "on which districts' assessments it rests is not stated, and none of those is dated",
        period="2015/16",
    ),
    Row(
        f"{REGS}/county-agreement-rests-on-the-assessments",
        "worcestershire",
        "due",
        "what it rests on is due with the agreement itself, which is still to be completed",
        period="2016/17",
        due=YEAR_END,
        done="no",
    ),
    # -- Information sharing (reg 4): one protocol is being finalised, and an earlier one may stand
    *each(
        PROTOCOL,
        AREAS,
        "cannot_tell",
        "one that is being finalised is not in place; whether an earlier one stands is not stated",
        part="in place",
        cause="fact",
        hinge=True,
        says=("any other information sharing protocol",),
    ),
    *each(PROTOCOL, AREAS, "cannot_tell", "it waits on whether there is a protocol", part="every authority"),
    # -- Assessments and plans (regs 5, 10 to 14): the paper dates none
    *each(
        ASSESSMENT,
        AREAS,
        "cannot_tell",
        "the plans rest on a strategic assessment, and none is dated",
        period="2015/16",
        places=("paragraph 12",),
    ),
    *each(
        ASSESSMENT,
        AREAS,
        "due",
        "the year runs to 31 March 2017, and no assessment made in it is dated",
        period="2016/17",
        done="not known",
        due=YEAR_END,
    ),
    *each(
        f"{REGS}/partnership-plan",
        AREAS,
        "cannot_tell",
        "that action plans are produced every year is what is usual; no plan of a year is named",
        cause="fact",
    ),
    *each(
        f"{REGS}/plan-revised-before-each-year",
        AREAS,
        "cannot_tell",
        "the plan for 2016/17 was due before 1 April 2016; no plan is dated",
        period="2016/17",
    ),
    *each(
        f"{REGS}/plan-revised-before-each-year",
        AREAS,
        "due",
        "the revision for 2017/18 is due before that year starts",
        period="2017/18",
        done="not known",
        due=YEAR_END,
    ),
    *each(
        f"{REGS}/plan-follows-the-assessment",
        AREAS,
        "due",
        "the agreement for 2016/17 can still be prepared, and the plan for 2017/18 must then be made in its light",
        period="2017/18",
        part="*",
        due=YEAR_END,
    ),
    *each(f"{REGS}/plan-sent-to-policing-body", AREAS, "cannot_tell", "what became of the plans is not stated"),
    *each(f"{REGS}/plan-summary-published", AREAS, "cannot_tell", "publishing is not spoken of"),
    *each(f"{REGS}/strategy-group", AREAS, "cannot_tell", "who prepares assessment and plan for whom is not stated"),
    *each(
        f"{REGS}/public-meeting-each-year",
        AREAS,
        "cannot_tell",
        "the paper speaks of no strategy group's public meeting",
        period="2015/16",
        part="*",
    ),
    *each(f"{REGS}/public-meeting-each-year", AREAS, "due", "the year still runs", period="2016/17", part="*"),
    # -- Regard (ss 6(1A), 17)
    *each(
        f"{ACT}/regard-to-police-and-crime-objectives",
        AREAS,
        "judgement_needed",
        "the plan from before the election stands until the new one is issued, and nobody judged the regard to it",
    ),
    *each(
        f"{ACT}/due-regard-in-all-functions",
        AREAS,
        "judgement_needed",
        "the county council's own summing-up is no recorded judgement, and it speaks for no other authority",
        part="*",
    ),
    *each(f"{REGS}/regard-to-guidance", AREAS, "judgement_needed", "nobody judged whether guidance was weighed"),
    # -- Combination (ss 5, 5A): said to have merged, and not by what means
    *each(
        f"{ACT}/combination-agreement",
        AREAS,
        "cannot_tell",
        "both partnerships serve three districts; whether they agreed so in writing is not said",
        cause="fact",
    ),
    *each(f"{ACT}/end-of-a-combination-agreement", AREAS, "cannot_tell", "it waits on whether there ever was one"),
    *[
        row
        for part in ("co-operation", "Secretary of State")
        for row in each(
            f"{ACT}/terms-of-a-combination-agreement",
            AREAS,
            "not_applicable",
            "all six districts lie in one police area: these terms are asked only across several",
            part=part,
        )
    ],
    *each(
        f"{ACT}/report-to-each-policing-body",
        AREAS,
        "not_applicable",
        "every district has one policing body and no more",
    ),
    # -- Scrutiny (SI 2009/942 reg 4), for each council apart
    Row(
        SCRUTINY,
        "worcestershire",
        "due",
        "a report for 13 September 2016 does not prove the meeting; the last one known is 434 days before",
        period="2016/17",
        says=("434 days",),
    ),
    Row(
        SCRUTINY,
        "worcestershire",
        "cannot_tell",
        "met by anniversary and council year; counted as a rolling time it hangs on meetings before July 2015",
        period="2015/16",
        cause="law unsettled",
        places=("background papers",),
    ),
    *each(
        SCRUTINY,
        AREAS,
        "cannot_tell",
        "each council owes its own scrutiny, and the paper speaks of none of the districts'",
        period="2015/16",
        cause="fact",
    ),
    *each(SCRUTINY, AREAS, "due", "no meeting of theirs is in the paper; the year still runs", period="2016/17"),
    *each(
        "police-and-justice-act-2006/crime-and-disorder-committee",
        (*AREAS, "worcestershire"),
        "cannot_tell",
        "the paper calls no body the crime and disorder committee",
        part="*",
    ),
    # -- The commissioner (2011 Act s 5; s 7 of the 1998 Act)
    Row(
        PLAN_ISSUED,
        "west-mercia-pcc",
        "due",
        "there was an election on 5 May 2016, so a plan is due in that financial year; it is being consulted on",
        period="2016/17",
        part="outside-london",
        due=YEAR_END,
        done="no",
    ),
    Row(
        PLAN_ISSUED,
        "west-mercia-pcc",
        "not_applicable",
        "no ordinary election fell in that year",
        period="2015/16",
        part="outside-london",
    ),
    *[
        Row(
            f"{POLICING}/{rule}",
            "west-mercia-pcc",
            "not_applicable",
            "the section on London binds the Mayor's Office and not a commissioner",
            part=part,
            period=period,
        )
        for rule, part, period in (
            ("police-and-crime-plan-issued", "in-london", "2015/16"),
            ("police-and-crime-plan-issued", "in-london", "2016/17"),
            ("plan-issued-without-delay", "in-london", None),
            ("steps-before-the-plan", "in-london", None),
            ("plan-kept-under-review", "in-london", None),
            ("plan-sent-to-each-responsible-authority", "the-plan-in-london", None),
            ("plan-sent-to-each-responsible-authority", "a-variation-in-london", None),
        )
    ],
    Row(
        f"{POLICING}/plan-kept-under-review",
        "west-mercia-pcc",
        "judgement_needed",
        "the plan from before the election stands, and nobody judged whether it is kept under review",
        part="outside-london",
    ),
    *[
        Row(
            rule,
            "west-mercia-pcc",
            "power",
            "whether the commissioner ever required a report or attendance is not stated",
            use="not known",
        )
        for rule in (f"{ACT}/power-to-require-a-report", f"{REGS}/power-to-require-attendance")
    ],
    *each(
        f"{ACT}/report-when-required",
        tuple(f"{partnership}/others" for partnership in PARTNERSHIPS),
        "cannot_tell",
        "whether a report was ever required is not stated",
    ),
    # -- Domestic homicide reviews (2004 Act s 9 and the guidance under it)
    *each(
        "domestic-violence-crime-and-victims-act-2004/regard-to-the-review-guidance",
        REVIEWED,
        "judgement_needed",
        "the county council, a listed body, leads the reviews; nobody judged whether it had regard to the guidance",
    ),
    *each(
        f"{REVIEWS}/review-published-after-clearance",
        REVIEWED,
        "cannot_tell",
        "the reports are published; whether the Home Office had cleared them is not stated",
        part="clearance first",
        cause="fact",
        places=("paragraph 16, 2015/16",),
    ),
    *each(
        f"{REVIEWS}/review-published-after-clearance",
        REVIEWED,
        "compliant",
        "the report of each review is on a partnership's website; whether it was cleared first is asked apart",
        part="overview report",
        places=("paragraph 16, 2015/16",),
    ),
    *each(
        f"{REVIEWS}/circumstances-of-particular-concern-weighed",
        REVIEWED,
        "compliant",
        "what the guidance asks to be weighed before deciding on no review is met where a review is held",
    ),
    *each(f"{REVIEWS}/review-documents", REVIEWED, "cannot_tell", "what each review produced is not stated", part="*"),
    *each(
        f"{REVIEWS}/home-office-told-of-the-decision",
        (*REVIEWED, *REFERRED),
        "cannot_tell",
        "what the Home Office was told is not stated",
    ),
    *each(f"{REVIEWS}/police-notice-of-a-death", REFERRED, "cannot_tell", "who referred the deaths is not stated"),
]


@pytest.fixture(scope="session")
def report() -> dict[str, Any]:
    """The JSON of the audit."""
    return audited(NAME)[1]


@pytest.fixture(scope="session")
def findings(report: dict[str, Any]) -> list[Finding]:
    found: list[Finding] = report["findings"]
    return found


# -- what the findings must be


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_each_finding_is_what_the_paper_and_the_law_of_that_day_give(findings: list[Finding], row: Row) -> None:
    is_as_expected(findings, row)


def test_every_table_of_expectations_speaks_of_a_finding_once() -> None:
    assert spoken_of_once(ROWS)


def test_nothing_is_settled_that_the_table_does_not_expect(findings: list[Finding]) -> None:
    expected = {finding["id"] for row in ROWS if row.status in SETTLED for finding in chosen(findings, row)}
    assert {finding["id"] for finding in findings if finding["status"] in SETTLED} == expected


# -- what must not be said


def test_there_is_no_gap_and_nothing_late(findings: list[Finding]) -> None:
    """The paper shows duties that are due and facts that are missing, and nothing that the law forbids."""
    assert [finding["id"] for finding in findings if finding["status"] in ("gap", "met_late")] == []
    assert audited(NAME)[0] == 0


def test_the_director_of_public_health_may_chair_the_board(findings: list[Finding]) -> None:
    """Who chairs a county strategy group, and which seats it has, the law has not said since 1 June 2011."""
    assert not of_rule(findings, "county-strategy-group-seats", "county-chair-arrangements", "elected-member")


def test_what_the_county_council_says_of_itself_settles_no_regard(findings: list[Finding]) -> None:
    for finding in of_rule(findings, "due-regard-in-all-functions"):
        assert "paragraph 20" not in json.dumps(finding["evidence"])


def test_section_17_binds_the_county_council_in_every_district(findings: list[Finding]) -> None:
    found = of_rule(findings, "due-regard-in-all-functions")
    assert len(found) == 3 * len(AREAS)
    assert all("Worcestershire County Council" in json.dumps(finding) for finding in found)


def test_a_working_protocol_with_the_safeguarding_boards_is_no_information_sharing_protocol(
    findings: list[Finding],
) -> None:
    for finding in of_rule(findings, "information-sharing-protocol"):
        assert "safeguarding" not in finding["sentence"] and finding["status"] == "cannot_tell"


def test_the_scrutiny_of_the_drug_treatment_service_is_not_that_of_the_partnership(findings: list[Finding]) -> None:
    for finding in of_rule(findings, "scrutiny-each-twelve-months"):
        assert "care-panel-2016-03" not in json.dumps(finding["evidence"]), finding["id"]


def test_the_police_and_crime_panel_is_no_councils_committee(findings: list[Finding]) -> None:
    for finding in of_rule(findings, "crime-and-disorder-committee", "form-of-the-committee"):
        assert "west-mercia-police-and-crime-panel" not in json.dumps(finding)


def test_an_invitation_to_the_boards_meeting_is_no_requirement_to_attend(findings: list[Finding]) -> None:
    attendance = of_rule(findings, "attendance-before-the-committee")
    assert {finding["status"] for finding in attendance} <= {"cannot_tell"}


@pytest.mark.parametrize("body", ["west-mercia-pcc", "west-mercia-youth-offending-service"])
def test_who_is_no_responsible_authority_owes_none_of_its_duties(findings: list[Finding], body: str) -> None:
    authorities = [finding for finding in findings if finding["subject"]["kind"] == "authority"]
    assert not any(body in finding["subject"]["id"] for finding in authorities)


def test_the_county_council_owes_no_partnership_plan(findings: list[Finding]) -> None:
    plans = of_rule(findings, "partnership-plan", "plan-revised", "assessment-each-year", "strategy-for-each-limb")
    assert plans and not any(finding["subject"]["id"] == "worcestershire" for finding in plans)


def test_waiting_for_the_commissioners_plan_excuses_nothing(findings: list[Finding]) -> None:
    [agreement] = [
        finding for finding in of_rule(findings, "county-agreement-each-year") if finding["period"] == "2016/17"
    ]
    assert "31 March 2017" in agreement["sentence"]
    assert "overdue" not in agreement["sentence"] and not agreement["since"]


def test_the_deaths_that_were_referred_are_not_late(findings: list[Finding]) -> None:
    """A month to decide is asked by the guidance of December 2016, and the paper gives no day of any of them."""
    referred = [finding for finding in findings if finding["subject"]["id"] in REFERRED]
    assert referred and {finding["status"] for finding in referred} == {"cannot_tell"}
    assert not of_rule(findings, "review-decision-within-a-month", "review-within-six-months")


def test_no_copy_of_a_review_is_asked_for(findings: list[Finding]) -> None:
    """Copies to the Domestic Abuse Commissioner began in 2021."""
    assert not of_rule(findings, "review-report-to-the-commissioner")


def test_what_the_paper_says_of_prevent_is_held_and_gives_no_finding(findings: list[Finding]) -> None:
    dossier = load([EXAMPLE], load_rulebook().gazetteer).dossier
    panel, work = dossier.channel_panels["channel-panel"], dossier.prevent_work["prevent-in-worcestershire"]
    assert panel.chaired_by is not None and panel.chaired_by.either[0].value == "worcestershire-council"
    assert {"training of staff", "terms for contractors", "route for referrals"} <= work.measures.keys()
    said = json.dumps([[finding["sentence"], finding["questions"]] for finding in findings])
    assert not re.search(r"\bPrevent\b|Channel|radicalis", said)


@pytest.mark.parametrize(
    "later",
    [
        r"three[- ]years?",
        "serious violence",
        "integrated care",
        "Domestic Abuse Commissioner",
        "safeguarding review",
    ],
)
def test_no_finding_speaks_of_law_or_bodies_of_another_day(findings: list[Finding], later: str) -> None:
    fields = ("sentence", "hinge", "remedy", "questions", "bound", "subject", "part")
    said = [json.dumps([finding[field] for field in fields]) for finding in findings]
    assert [text for text in said if re.search(later, text, re.IGNORECASE)] == []


# -- the whole of the output


def test_every_duty_stands_in_exactly_one_status(report: dict[str, Any]) -> None:
    ids = [finding["id"] for finding in report["findings"]]
    assert len(ids) == len(set(ids)) == sum(report["summary"].values())
    assert report["as_at"] == "2016-09-13"


def test_the_text_of_the_audit_fits_a_page_of_eighty_columns() -> None:
    code, text = run("audit", str(EXAMPLE))
    assert code == 0
    assert max(len(line) for line in text.splitlines()) <= 80


# -- copies in which one thing is changed

NO_PROTOCOL = {
    "what": "protocols",
    "of": [*AREAS, "worcestershire"],
    "source": "report",
    "at": "paragraph 12, 2016/17",
    "words": "there has been none before",
}
NOT_SENT = {
    "what": "agreements.sent",
    "of": ["worcestershire"],
    "recipient": "west-mercia-pcc",
    "source": "report",
    "at": "paragraph 12",
    "words": "no agreement was sent",
}


def _scrutiny_held(day: str) -> Any:
    return stating({"value": day, "source": "report", "at": "heading"}, "meetings", "scrutiny-2016-09", "held")


PERTURBED = (
    Perturbed(
        "the agreement for 2015/16 is taken out",
        without("agreements", "agreement-2015"),
        "whether there was one is then not known; what it says and where it went waited on it already",
        {f"{AGREEMENT}:worcestershire@2015/16": ("compliant", "cannot_tell")},
    ),
    Perturbed(
        "the board's work on the agreement is taken out",
        without("groups", "safer-communities-board", "acts_as_county_strategy_group"),
        "a board with members from everywhere is no county strategy group unless it does that work",
        {
            f"{GROUP}:worcestershire": ("compliant", "cannot_tell"),
            f"{APPOINTEES}:worcestershire": ("compliant", "cannot_tell"),
        },
    ),
    Perturbed(
        "the board met on 13 September 2016, 434 days after the meeting before",
        _scrutiny_held("2016-09-13"),
        "met by anniversary and council year; by a rolling time a meeting between is needed, which is not known",
        {f"{SCRUTINY}:worcestershire@2016/17": ("due", "cannot_tell")},
    ),
    Perturbed(
        "the board met again on the last day of twelve months from the meeting before",
        _scrutiny_held("2016-07-07"),
        "no twelve months are without a meeting, however they are counted",
        {f"{SCRUTINY}:worcestershire@2016/17": ("due", "compliant")},
    ),
    Perturbed(
        "the board met again one day later",
        _scrutiny_held("2016-07-08"),
        "twelve months, from 8 July 2015 to 7 July 2016, may have been without a meeting",
        {f"{SCRUTINY}:worcestershire@2016/17": ("due", "cannot_tell")},
    ),
    Perturbed(
        "there has been no protocol before",
        adding("none", NO_PROTOCOL),
        "one that is being finalised is not in place; without one there is nothing that could cover anybody",
        {f"{PROTOCOL}#in-place:{area}": ("cannot_tell", "gap") for area in AREAS}
        | {
            f"{REGS}/{rule}#{part}:{area}": ("cannot_tell", "not_applicable")
            for area in AREAS
            for rule, parts in (
                ("information-sharing-protocol", ("every-authority",)),
                ("protocol-contents", ("a", "b", "c")),
                ("each-authority-follows-the-protocol", ("follows", "nominee")),
            )
            for part in parts
        },
    ),
    Perturbed(
        "no agreement was sent to the commissioner",
        adding("none", NOT_SENT),
        "reg 9A asks for a copy of the agreement for 2015/16",
        {f"{AGREEMENT_SENT}:worcestershire": ("cannot_tell", "gap")},
    ),
    Perturbed(
        "no agreement combines the northern districts",
        stating({"agreement": "no"}, "partnerships", "north-worcestershire-csp", "combination"),
        "then none was made or can be ended, and it has no terms; each district owes its own duties",
        {
            f"{ACT}/{rule}{part}:{area}": ("cannot_tell", "not_applicable")
            for area in NORTH
            for rule, part in (
                ("combination-agreement", ""),
                ("end-of-a-combination-agreement", ""),
                ("terms-of-a-combination-agreement", "#in-writing"),
                ("terms-of-a-combination-agreement", "#purpose"),
            )
        },
    ),
)


@pytest.mark.parametrize("perturbed", PERTURBED, ids=lambda perturbed: perturbed.name)
def test_a_change_turns_the_findings_that_the_law_says_and_no_other(
    findings: list[Finding], perturbed: Perturbed, tmp_path: Path
) -> None:
    before = {finding["id"]: finding for finding in findings}
    after = findings_of(written(perturbed.change(files_of(NAME)), tmp_path))
    assert changes(before, after) == perturbed.changed, perturbed.why
