"""Babergh and Mid Suffolk, report JOS/18/14, 20 September 2018: what a careful reader expects of its audit.

The table was written from the paper and the law of that day before any output was seen. Each row says what the finding
must be and why. The changed copies were derived from the law first as well.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import Any

import pytest

from .expectations import (
    ACT,
    EXAMPLES,
    POLICING,
    REGS,
    REVIEWS,
    SETTLED,
    Files,
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

NAME = "babergh-mid-suffolk-2018"

HERE = ("babergh", "mid-suffolk")
AREAS = ("babergh", "forest-heath", "mid-suffolk", "st-edmundsbury")
COUNCILS = (*AREAS, "suffolk")
OLD_REVIEW, REVIEW_A, REVIEW_B = "babergh-review-2014", "mid-suffolk-review-a", "mid-suffolk-review-b"
ALL_REVIEWS = (OLD_REVIEW, REVIEW_A, REVIEW_B)
OUTSIDE = "mid-suffolk-homicide-2017"
REGARD = "domestic-violence-crime-and-victims-act-2004/regard-to-the-review-guidance"

SCRUTINY = "scrutiny-regulations-2009/scrutiny-each-twelve-months"
COMMITTEE = "police-and-justice-act-2006/crime-and-disorder-committee"
FORM = "police-and-justice-act-2006/form-of-the-committee"
PUBLIC = f"{REGS}/public-meeting-each-year"
PUBLICISED = f"{REGS}/public-meeting-publicised"
ASKED = f"{REGS}/people-asked-about-each-subject"
ASKED_FIRST = f"{REGS}/people-asked-what-to-put-first"
WIDE = f"{REGS}/wide-consultation"
OTHER_VIEWS = f"{REGS}/regard-to-other-consultation"
REVISED = f"{REGS}/plan-revised-before-each-year"
SIX_MONTHS = f"{REVIEWS}/review-within-six-months"
TOLD = f"{REVIEWS}/home-office-told-of-the-decision"
NOTICE = f"{REVIEWS}/police-notice-of-a-death"
CONCERN = f"{REVIEWS}/circumstances-of-particular-concern-weighed"

#: Steps of the guidance that only a review takes, each with its parts.
STEPS_OF_A_REVIEW: dict[str, tuple[str | None, ...]] = {
    f"{REVIEWS}/led-by-the-area-of-residence": (None,),
    f"{REVIEWS}/review-panel": ("setting it up", "members", "independence"),
    f"{REVIEWS}/independent-chair": ("appointment", "independence"),
    f"{REVIEWS}/terms-of-reference-of-a-review": ("fixing them", "the report"),
    f"{REVIEWS}/agency-management-reviews": (None,),
    SIX_MONTHS: ("six months", "the agreed day"),
    f"{REVIEWS}/family-offered-a-part-in-the-review": (None,),
    f"{REVIEWS}/family-pointed-to-advocacy": (None,),
    f"{REVIEWS}/review-managed-with-a-criminal-case": (None,),
    f"{REVIEWS}/reviews-of-a-young-victim-combined": (None,),
    f"{REVIEWS}/review-documents": ("overview report", "executive summary", "action plan", "anonymity"),
    f"{REVIEWS}/report-sent-to-the-home-office": (None,),
    f"{REVIEWS}/review-published-after-clearance": ("overview report", "executive summary", "clearance first"),
    f"{REVIEWS}/action-plan-of-a-review-followed": ("tracking", "formal end"),
    REGARD: (None,),
}

ROWS: list[Row] = [
    # -- The yearly assessment (reg 5)
    *each(
        f"{REGS}/assessment-each-year",
        AREAS,
        "cannot_tell",
        "one was made in the eleven months to the report, on either side of 1 April 2018",
        period="2017/18",
        places=("paragraph 4.4",),
    ),
    *each(
        f"{REGS}/assessment-each-year",
        AREAS,
        "due",
        "the year runs to 31 March 2019, and the one that was made may be the year before's",
        period="2018/19",
        done="not known",
        due=("2019-03-31", "2019-03-31"),
    ),
    # -- Views of the public (regs 7(e), 12(1), 12(4))
    *each(
        ASKED,
        AREAS,
        "cannot_tell",
        "that it is not fitting to consult the public is an opinion, perhaps of the report alone; it does not say that "
        "nobody was asked",
        period="2017/18",
        cause="hedged",
        says=("because of the sensitivity",),
        places=("paragraph 9.1",),
    ),
    *each(
        ASKED_FIRST,
        AREAS,
        "cannot_tell",
        "the same of what people would put first",
        period="2017/18",
        cause="hedged",
        places=("paragraph 9.1",),
    ),
    *[
        row
        for rule in (ASKED, ASKED_FIRST)
        for row in each(rule, AREAS, "due", "the year runs to 31 March 2019", period="2018/19", done="not known")
    ],
    *each(
        f"{REGS}/assessment-says-what-people-would-put-first",
        AREAS,
        "cannot_tell",
        "the assessment is restricted and what it says is not told",
        period="2017/18",
    ),
    *each(
        PUBLIC,
        AREAS,
        "cannot_tell",
        "the paper speaks of no public meeting of the partnership",
        period="2017/18",
        part="a",
        cause="fact",
    ),
    *each(PUBLIC, AREAS, "due", "the year runs to 31 March 2019", period="2018/19", part="a", done="not known"),
    # -- The plan (regs 10, 13A, 14; s 6)
    *each(
        f"{REGS}/partnership-plan",
        AREAS,
        "compliant",
        "by its title the plan is for 2016 to 2019, and a plan for 2018/19 is spoken of besides",
    ),
    *each(
        REVISED,
        AREAS,
        "cannot_tell",
        "there is a plan for 2018/19; whether it was agreed, or the longer one revised, by 31 March 2018 is not told",
        period="2018/19",
        cause="fact",
        hinge=True,
    ),
    *each(
        REVISED,
        HERE,
        "due",
        "the revision for 2019/20 is due by 31 March 2019, whatever years the plan's title has",
        period="2019/20",
        done="not known",
        due=("2019-03-31", "2019-03-31"),
    ),
    *each(
        f"{REGS}/plan-summary-published",
        AREAS,
        "cannot_tell",
        "a plan appended to two councils' scrutiny paper is not shown to be published by the strategy group",
    ),
    *each(f"{REGS}/plan-sent-to-policing-body", AREAS, "cannot_tell", "nothing is said of sending the plan"),
    *[
        row
        for limb in ("crime and disorder", "substance misuse", "re-offending")
        for row in each(
            f"{ACT}/strategy-for-each-limb",
            AREAS,
            "cannot_tell",
            "four priorities of a year are no list of what the plan contains",
            part=limb,
        )
    ],
    *each(
        f"{REGS}/what-the-plan-contains",
        AREAS,
        "cannot_tell",
        "the plan is an appendix that is not printed",
        part="*",
    ),
    # -- The strategy group (reg 3)
    *each(
        f"{REGS}/strategy-group",
        AREAS,
        "compliant",
        "the partnership meets, and makes the assessment and the plan",
        places=("paragraph 4.4",),
    ),
    *each(
        f"{REGS}/two-appointees",
        AREAS,
        "compliant",
        "the four districts, the county council and the police are represented on it",
        places=("paragraph 4.2",),
    ),
    *each(
        f"{REGS}/joint-probation-appointee",
        AREAS,
        "cannot_tell",
        "both probation providers sit; whether both are responsible authorities with a joint appointee is not told",
        hinge=True,
        says=(
            "make it a responsible authority? (the National Probation Service)",
            "joint appointee of the probation providers",
        ),
    ),
    *each(
        f"{REGS}/value-for-money",
        AREAS,
        "cannot_tell",
        "whether money is spent as the group directs is still to be settled",
    ),
    *each(f"{REGS}/information-sharing-protocol", AREAS, "cannot_tell", "no protocol is spoken of", part="*"),
    *each(
        f"{ACT}/invitation-of-each-description",
        AREAS,
        "cannot_tell",
        "one landlord takes part; of the other descriptions nothing is said",
    ),
    # -- Combination (s 5A)
    *each(f"{ACT}/combination-agreement", AREAS, "cannot_tell", "by what means the four areas are one is not stated"),
    *each(f"{ACT}/end-of-a-combination-agreement", AREAS, "cannot_tell", "whether there is an agreement is not stated"),
    *[
        row
        for part in ("co-operation", "Secretary of State")
        for row in each(
            f"{ACT}/terms-of-a-combination-agreement",
            AREAS,
            "not_applicable",
            "all four areas lie in one police area, combined or not",
            part=part,
        )
    ],
    *each(f"{ACT}/report-to-each-policing-body", AREAS, "not_applicable", "each area has one policing body"),
    # -- The county (regs 8, 9)
    Row(
        f"{REGS}/county-strategy-group",
        "suffolk",
        "cannot_tell",
        "the county group decides on shared costs; that it makes the county's agreement is not stated",
    ),
    Row(
        f"{REGS}/county-agreement-each-year",
        "suffolk",
        "cannot_tell",
        "a strategic assessment for the county is no community safety agreement, and none is spoken of",
        period="2017/18",
        cause="fact",
    ),
    Row(
        f"{REGS}/county-agreement-each-year",
        "suffolk",
        "due",
        "the year runs to 31 March 2019",
        period="2018/19",
        done="not known",
        due=("2019-03-31", "2019-03-31"),
    ),
    # -- Scrutiny (2006 Act s 19; SI 2009/942 reg 4), for each council apart
    *each(
        SCRUTINY,
        COUNCILS,
        "cannot_tell",
        "no meeting in the council year to April 2018 is stated; 24 October 2017, from which the report looks at the "
        "work, can only be guessed to be a meeting",
        period="2017/18",
        cause="fact",
    ),
    *each(
        SCRUTINY,
        HERE,
        "due",
        "a report written for 20 September 2018 does not prove that the committee met",
        period="2018/19",
        done="not known",
    ),
    *each(
        SCRUTINY,
        ("suffolk",),
        "due",
        "the meeting of two councils is not the county council's",
        period="2018/19",
        done="not known",
    ),
    *each(
        COMMITTEE,
        COUNCILS,
        "cannot_tell",
        "that the committee can scrutinise is stated for two; whether it can report to the council is not",
    ),
    *each(
        FORM,
        HERE,
        "compliant",
        "each council has a cabinet, and its committee is its overview and scrutiny committee",
        part="executive arrangements",
        places=("heading",),
    ),
    *each(
        FORM,
        HERE,
        "not_applicable",
        "a council with a cabinet has no committee system",
        part="committee system",
    ),
    *each(
        FORM,
        ("forest-heath", "st-edmundsbury", "suffolk"),
        "cannot_tell",
        "nothing is said of how they are governed",
        part="*",
    ),
    # -- The commissioner
    Row(
        f"{POLICING}/plan-sent-to-each-responsible-authority",
        "suffolk-pcc",
        "compliant",
        "the plan of 2017-2021 is a background document with the website's address",
        part="published",
        places=("paragraph 13.1",),
    ),
    *[
        Row(
            f"{POLICING}/{rule}",
            "suffolk-pcc",
            "not_applicable",
            "the section on London binds the Mayor's Office and not a commissioner",
            part=part,
            period=period,
        )
        for rule, part, period in (
            ("police-and-crime-plan-issued", "in-london", "2017/18"),
            ("police-and-crime-plan-issued", "in-london", "2018/19"),
            ("plan-issued-without-delay", "in-london", None),
            ("steps-before-the-plan", "in-london", None),
            ("plan-kept-under-review", "in-london", None),
            ("plan-sent-to-each-responsible-authority", "the-plan-in-london", None),
            ("plan-sent-to-each-responsible-authority", "a-variation-in-london", None),
        )
    ],
    *[
        Row(
            f"{POLICING}/police-and-crime-plan-issued",
            "suffolk-pcc",
            "not_applicable",
            "commissioners were elected in May 2016 and next in May 2021: no election falls in the year",
            part="outside-london",
            period=period,
        )
        for period in ("2017/18", "2018/19")
    ],
    Row(
        f"{ACT}/power-to-require-a-report",
        "suffolk-pcc",
        "power",
        "whether the commissioner ever required a report is not said",
        use="not known",
    ),
    # -- Regard
    *each(f"{ACT}/due-regard-in-all-functions", AREAS, "judgement_needed", "nobody judged section 17", part="*"),
    *each(f"{REGS}/regard-to-guidance", AREAS, "judgement_needed", "nobody judged whether guidance was weighed"),
    *each(
        f"{ACT}/regard-to-police-and-crime-objectives",
        AREAS,
        "judgement_needed",
        "that the assessment feeds the police and crime plan is no judgement of regard to its objectives",
    ),
    Row(
        f"{POLICING}/regard-to-partnership-priorities",
        "suffolk-pcc",
        "judgement_needed",
        "that the assessment feeds the police and crime plan is no judgement that the priorities were weighed",
    ),
    # -- The homicide outside the definition, taken as a workshop
    Row(
        TOLD,
        OUTSIDE,
        "compliant",
        "the Home Office's panel commended the workshop in place of a review, so it had been told",
        places=("paragraph 4.19",),
    ),
    Row(NOTICE, OUTSIDE, "not_applicable", "it was decided that the death is outside section 9"),
    Row(CONCERN, OUTSIDE, "not_applicable", "it was decided that the death is outside section 9"),
    Row(f"{REVIEWS}/review-after-a-suicide", OUTSIDE, "not_applicable", "it was a homicide and no suicide"),
    *[
        Row(rule, OUTSIDE, "not_applicable", "no review was held, so none of its steps is asked for", part=part)
        for rule, parts in STEPS_OF_A_REVIEW.items()
        for part in parts
    ],
    Row(
        f"{REVIEWS}/review-decision-within-a-month",
        OUTSIDE,
        "cannot_tell",
        "it was decided on, and neither the day of that nor the day it came to attention is told",
    ),
    Row(f"{REVIEWS}/family-told-of-the-decision", OUTSIDE, "cannot_tell", "nothing is said of the family"),
    # -- The reviews
    *each(CONCERN, ALL_REVIEWS, "compliant", "a review was decided on, which weighs the circumstances"),
    *each(
        f"{REVIEWS}/review-after-a-suicide",
        ALL_REVIEWS,
        "compliant",
        "a review was decided on; were the death a suicide of concern, that is what the guidance asks",
    ),
    *each(TOLD, ALL_REVIEWS, "cannot_tell", "of the reviews the paper does not say whether the Home Office was told"),
    Row(
        f"{REVIEWS}/action-plan-of-a-review-followed",
        OLD_REVIEW,
        "not_applicable",
        "every action is done, so there is nothing left to track",
        part="tracking",
    ),
    Row(
        f"{REVIEWS}/action-plan-of-a-review-followed",
        OLD_REVIEW,
        "cannot_tell",
        "every action is done; whether the review was formally ended is not said",
        part="formal end",
        hinge=True,
    ),
    Row(f"{REVIEWS}/review-documents", OLD_REVIEW, "compliant", "it had an action plan", part="action plan"),
    *each(
        f"{REVIEWS}/review-published-after-clearance",
        ALL_REVIEWS,
        "cannot_tell",
        "nothing is said of clearance or publication",
        part="*",
    ),
    Row(
        f"{REVIEWS}/review-documents",
        REVIEW_A,
        "cannot_tell",
        "the paper says that both reviews are under way, and then that only the other is",
        part="overview report",
        cause="conflict",
        places=("paragraph 4.18, second sentence", "paragraph 4.18, third and fourth sentences"),
    ),
    *[
        Row(f"{REVIEWS}/review-documents", REVIEW_B, "not_applicable", "the review is still under way", part=part)
        for part in ("overview report", "executive summary", "action plan", "anonymity")
    ],
    Row(
        f"{REVIEWS}/terms-of-reference-of-a-review",
        REVIEW_B,
        "not_applicable",
        "the review is still under way, so there is no report to set them out",
        part="the report",
    ),
    Row(
        SIX_MONTHS,
        REVIEW_B,
        "cannot_tell",
        "it is under way; on what day it was decided on, and whether a later day was agreed, is not told",
        part="six months",
        hinge=True,
    ),
    Row(
        SIX_MONTHS,
        REVIEW_A,
        "cannot_tell",
        "whether it is finished is in conflict, and the day of the decision is not told",
        part="six months",
    ),
]


@pytest.fixture(scope="session")
def audit() -> tuple[int, dict[str, Any]]:
    """The exit code and the JSON of the audit."""
    return audited(NAME)


@pytest.fixture(scope="session")
def findings(audit: tuple[int, dict[str, Any]]) -> list[Finding]:
    return audit[1]["findings"]


# -- what the findings must be


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_each_finding_is_what_the_paper_and_the_law_of_that_day_give(findings: list[Finding], row: Row) -> None:
    is_as_expected(findings, row)


def test_every_table_of_expectations_speaks_of_a_finding_once() -> None:
    assert spoken_of_once(ROWS)


def test_nothing_is_settled_that_the_table_does_not_expect(findings: list[Finding]) -> None:
    expected = {finding["id"] for row in ROWS if row.status in SETTLED for finding in chosen(findings, row)}
    assert {finding["id"] for finding in findings if finding["status"] in SETTLED} == expected


def test_the_paper_shows_no_gap_and_nothing_late(audit: tuple[int, dict[str, Any]]) -> None:
    """It says much of what was done and nothing that must be done and was not."""
    assert audit[0] == 0
    assert {finding["status"] for finding in audit[1]["findings"]}.isdisjoint({"gap", "met_late"})


def test_every_duty_stands_in_exactly_one_status(audit: tuple[int, dict[str, Any]]) -> None:
    report = audit[1]
    assert len({finding["id"] for finding in report["findings"]}) == len(report["findings"])
    assert sum(report["summary"].values()) == len(report["findings"])
    assert report["as_at"] == "2018-09-20"


# -- what must not be said


def said_of(findings: list[Finding]) -> list[str]:
    """What the findings say, without their evidence."""
    fields = ("sentence", "hinge", "remedy", "questions", "bound", "subject", "part")
    return [json.dumps([finding[field] for field in fields]) for finding in findings]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(r"three[- ]years?", id="a plan for three years is neither asked for nor a breach since 2011"),
        pytest.param(
            r"\bcosts?\b|\bpay\b|invoice", id="who pays for reviews is no duty: probation's refusal breaks none"
        ),
        pytest.param(r"serious violence", id="law of 2023"),
        pytest.param(r"Domestic Abuse Commissioner", id="law of 2021"),
        pytest.param(r"integrated care", id="bodies of 2022"),
        pytest.param(r"West Suffolk Council", id="the council of 2019"),
        pytest.param(r"youth offending|YOS\b", id="a youth offending service is no responsible authority"),
        pytest.param(r"county lines|hate crime|radicalis", id="a priority of the partnership is no duty in law"),
    ],
)
def test_no_finding_speaks_of_what_the_law_of_that_day_does_not_ask(findings: list[Finding], words: str) -> None:
    assert [text for text in said_of(findings) if re.search(words, text, re.IGNORECASE)] == []


def test_restricting_the_assessment_is_no_breach(findings: list[Finding]) -> None:
    assert not any("western-assessment.restricted" in each["path"] for f in findings for each in f["evidence"])


def test_no_review_is_asked_for_of_the_homicide_outside_the_definition(findings: list[Finding]) -> None:
    """The decision is recorded, and the Home Office's panel commended what was done instead."""
    of_it = [finding for finding in findings if finding["subject"]["id"] == OUTSIDE]
    assert of_it and not any(finding["status"] in ("gap", "due") for finding in of_it)


def test_neither_the_report_nor_the_time_it_looks_at_is_taken_for_a_scrutiny_meeting(findings: list[Finding]) -> None:
    for finding in of_rule(findings, "scrutiny-each-twelve-months"):
        assert "2017-10-24" not in json.dumps(finding)
        assert finding["status"] != "compliant"


def test_the_partnerships_co_opted_members_are_not_the_committees(findings: list[Finding]) -> None:
    for finding in of_rule(findings, "votes-of-co-opted-members", "who-may-be-co-opted"):
        assert "paragraph 4.2" not in json.dumps(finding["evidence"])
        assert finding["status"] == "cannot_tell"


def test_the_county_group_is_not_taken_for_the_county_strategy_group(findings: list[Finding]) -> None:
    assert {finding["status"] for finding in of_rule(findings, "county-strategy-group")} <= {"cannot_tell"}


def test_the_councils_that_end_in_march_2019_owe_nothing_for_what_starts_or_ends_after_it(
    findings: list[Finding],
) -> None:
    """Forest Heath and St Edmundsbury became one district on 1 April 2019, by the shipped tables."""
    ended = [finding for finding in findings if finding["subject"]["id"] in ("forest-heath", "st-edmundsbury")]
    assert ended and not any(finding["period"] == "2019/20" for finding in ended)
    assert not [each["id"] for each in of_rule(ended, "scrutiny-each-twelve-months") if each["period"] == "2018/19"]


def test_the_public_is_asked_about_among_the_first_questions() -> None:
    """What is said of public consultation raises regulations 7(e), 12(1) and 12(4), so it is worth asking early."""
    _, text = run("ask", str(EXAMPLES / NAME))
    at = [text.index(words) for words in ("public meeting", "consultation")]
    assert max(at) < len(text) / 2


def test_the_text_of_the_audit_can_be_read_at_a_sitting() -> None:
    code, text = run("audit", str(EXAMPLES / NAME))
    assert code == 0
    assert len(text.splitlines()) <= 140
    assert max(len(line) for line in text.splitlines()) <= 80


# -- copies changed a little


def all_of(*steps: Callable[[Files], Files]) -> Callable[[Files], Files]:
    """Several changes, one after the other."""
    return lambda files: reduce(lambda changed, step: step(changed), steps, files)


def moved(
    rule: str,
    subjects: tuple[str, ...],
    before: str | None,
    after: str | None,
    parts: tuple[str | None, ...] = (None,),
    period: str | None = None,
) -> dict[str, tuple[str | None, str | None]]:
    """That the findings of a rule go from one status to another, by their ids."""
    return {
        rule + (f"#{part.replace(' ', '-')}" if part else "") + f":{subject}" + (f"@{period}" if period else ""): (
            before,
            after,
        )
        for subject in subjects
        for part in parts
    }


def decided_on(day: str) -> Callable[[Files], Files]:
    """The day on which the review that is still under way was decided on."""
    return stating({"value": day, "source": "scrutiny-report"}, "deaths", REVIEW_B, "review_decision")


def none_of(what: str, since: str, until: str, kind: str | None = None) -> Callable[[Files], Files]:
    """That there was no such thing in the four areas."""
    closure = {"what": what, "of": list(AREAS), "from": since, "until": until, "source": "scrutiny-report"}
    return adding("none", closure | ({"kind": kind} if kind else {}))


PERTURBED = (
    Perturbed(
        "without the decision that the homicide is outside the definition",
        without("decisions", "outside-section-9"),
        "nothing else says whether section 9 covers it, so what is asked only of such a death is open again; that no "
        "review was held still stands",
        moved(NOTICE, (OUTSIDE,), "not_applicable", "cannot_tell")
        | moved(CONCERN, (OUTSIDE,), "not_applicable", "cannot_tell"),
    ),
    Perturbed(
        "without what the Home Office's panel said",
        without("deaths", OUTSIDE, "home_office_told"),
        "nothing else shows that the Home Office was told",
        moved(TOLD, (OUTSIDE,), "compliant", "cannot_tell"),
    ),
    Perturbed(
        "without what the partnership's plan is for",
        all_of(without("plans", "plan-2016-2019", "for"), without("plans", "plan-2018-19", "for")),
        "no plan is then known to be in force",
        moved(f"{REGS}/partnership-plan", AREAS, "compliant", "cannot_tell"),
    ),
    Perturbed(
        "the review under way was decided on six months before the day",
        decided_on("2018-03-20"),
        "six months from 20 March end on 20 September, and the day itself is still in time",
        moved(SIX_MONTHS, (REVIEW_B,), "cannot_tell", "due", ("six months",)),
    ),
    Perturbed(
        "the review under way was decided on a day earlier, and no later day was agreed",
        all_of(
            decided_on("2018-03-19"),
            stating("no", "deaths", REVIEW_B, "extended"),
            stating("no", "deaths", REVIEW_B, "departures", "six months"),
        ),
        "six months ended on 19 September, with neither a later day nor a reason",
        moved(SIX_MONTHS, (REVIEW_B,), "cannot_tell", "gap", ("six months",))
        | moved(SIX_MONTHS, (REVIEW_B,), "cannot_tell", "not_applicable", ("the agreed day",)),
    ),
    Perturbed(
        "the plan for 2018/19 was agreed on the last day of March",
        stating({"value": "2018-03-31", "source": "scrutiny-report"}, "plans", "plan-2018-19", "adopted"),
        "it was made anew before the year began; nothing is known of what was considered in making it",
        moved(REVISED, AREAS, "cannot_tell", "compliant", period="2018/19"),
    ),
    Perturbed(
        "no public meeting was held in 2017/18",
        none_of("meetings", "2017-04-01", "2018-03-31", "public"),
        "the year is over and a meeting cannot be made up; who came to it and how it was publicised is no second gap",
        moved(PUBLIC, AREAS, "cannot_tell", "gap", ("a",), "2017/18")
        | moved(PUBLIC, AREAS, "cannot_tell", "not_applicable", ("b",), "2017/18")
        | moved(
            PUBLICISED,
            AREAS,
            "cannot_tell",
            "not_applicable",
            ("when it is held", "what was discussed"),
            "2017/18",
        ),
    ),
    Perturbed(
        "nobody was consulted in 2016/17 and 2017/18",
        none_of("consultations", "2016-04-01", "2018-03-31"),
        "neither that year's views nor those of the year before can serve; what comes first, and how wide it was, "
        "is no second gap",
        moved(ASKED, AREAS, "cannot_tell", "gap", period="2017/18")
        | moved(ASKED_FIRST, AREAS, "cannot_tell", "not_applicable", period="2017/18")
        | moved(
            WIDE,
            AREAS,
            "cannot_tell",
            "not_applicable",
            ("many kinds of people", "people affected most"),
            "2017/18",
        )
        | moved(OTHER_VIEWS, AREAS, "cannot_tell", "not_applicable", period="2017/18"),
    ),
)


@pytest.mark.parametrize("perturbed", PERTURBED, ids=lambda perturbed: perturbed.name)
def test_what_a_changed_fact_decides_changes_and_nothing_else(
    findings: list[Finding], perturbed: Perturbed, tmp_path: Path
) -> None:
    before = {finding["id"]: finding for finding in findings}
    after = findings_of(written(perturbed.change(files_of(NAME)), tmp_path))
    assert changes(before, after) == perturbed.changed, perturbed.why


def test_a_dossier_written_out_again_gives_the_same_findings(findings: list[Finding], tmp_path: Path) -> None:
    before = {finding["id"]: finding for finding in findings}
    assert changes(before, findings_of(written(files_of(NAME), tmp_path))) == {}
