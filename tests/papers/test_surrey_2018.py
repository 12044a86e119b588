"""Surrey, 8 February 2018: the findings that a careful reader of the paper, with the law of that day, expects.

The table was written from the paper and the law before any output was seen. The paper closes no list, so nothing in it
can be a gap by absence; what is settled is what it says outright of the county board and of the fourteen reviews, and
what follows from how the areas lie.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
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
    spoken_of_once,
    stating,
    without,
    written,
)

NAME = "surrey-2018"
EXAMPLE = EXAMPLES / NAME

MERGED = ("epsom-and-ewell", "mole-valley", "reigate-and-banstead", "tandridge")
APART = ("elmbridge", "guildford", "runnymede", "spelthorne", "surrey-heath", "waverley", "woking")
AREAS = tuple(sorted((*MERGED, *APART)))

OCTOBER_2017 = "waverley-2017-10"
JANUARY_2017 = "reigate-and-banstead-2017-01"
EARLIER = (
    "surrey-heath-2011-08",
    "waverley-2011-10",
    "guildford-2012-03",
    "surrey-heath-2012-12",
    "guildford-2013-08",
    "waverley-2014-02",
    "waverley-2015-02",
    "elmbridge-2015-06",
    "reigate-and-banstead-2015-06",
    "waverley-2015-10",
    "elmbridge-2016-05",
    "reigate-and-banstead-2016-06",
)
DEATHS = (*EARLIER, JANUARY_2017, OCTOBER_2017)

Changed = dict[str, tuple[str | None, str | None]]

COMMITTEE = "police-and-justice-act-2006/crime-and-disorder-committee"
SCRUTINY = "scrutiny-regulations-2009/scrutiny-each-twelve-months"
GROUP = f"{REGS}/county-strategy-group"
AGREEMENT = f"{REGS}/county-agreement-each-year"
ASSESSMENT = f"{REGS}/assessment-each-year"
REVISED = f"{REGS}/plan-revised-before-each-year"
COMBINED = f"{ACT}/combination-agreement"
COMBINATION_ENDED = f"{ACT}/end-of-a-combination-agreement"
COMBINATION_TERMS = f"{ACT}/terms-of-a-combination-agreement"
SIX_MONTHS = f"{REVIEWS}/review-within-six-months"

YEAR_END = ("2018-03-31", "2018-03-31")

ROWS: list[Row] = [
    # -- The county: group, agreement, and sending it (regs 8, 9, 9A)
    Row(
        GROUP,
        "surrey",
        "compliant",
        "the paper says that the board is the county-level strategy group; the law asks nothing of who chairs it",
        places=("paragraph 3",),
    ),
    Row(
        AGREEMENT,
        "surrey",
        "due",
        "reg 9(1): the agreement for a year is due before the year ends; the board's plan of 2017-19 may be it, but "
        "neither its years nor that it is the agreement are stated",
        period="2017/18",
        done="not known",
        due=YEAR_END,
    ),
    Row(
        AGREEMENT,
        "surrey",
        "cannot_tell",
        "no document for 2016/17 is in the paper, and none is excluded",
        period="2016/17",
        cause="fact",
        hinge=True,
    ),
    Row(
        f"{REGS}/county-agreement-sent-to-policing-body",
        "surrey",
        "cannot_tell",
        "the commissioner chairs the board that made the plan; whether a copy was sent is not stated",
        cause="fact",
        says=("the Community Safety Board's strategic plan for 2017-19",),
    ),
    Row(
        f"{REGS}/county-two-appointees",
        "surrey",
        "cannot_tell",
        "the board's members are in an annex that is not there, and who appointed them is not known",
        cause="fact",
        says=("any members", "Surrey's Community Safety Board"),
    ),
    Row(
        f"{REGS}/county-agreement-contents",
        "surrey",
        "cannot_tell",
        "the plan's text is in an annex that is not there",
        period="2016/17",
        part="*",
    ),
    Row(
        f"{REGS}/county-agreement-contents",
        "surrey",
        "due",
        "the year runs to 31 March 2018",
        period="2017/18",
        part="*",
        due=YEAR_END,
    ),
    Row(
        f"{REGS}/county-agreement-rests-on-the-assessments",
        "surrey",
        "due",
        "the year runs to 31 March 2018; on whose assessments the plan rests is not stated",
        period="2017/18",
        due=YEAR_END,
    ),
    # -- Assessments (reg 5)
    *each(
        ASSESSMENT,
        AREAS,
        "due",
        "the assessment of 2017-18 has been made; on which side of 1 April 2017 is not stated",
        period="2017/18",
        done="not known",
        due=YEAR_END,
        places=("paragraphs 8 and 10",),
    ),
    *each(
        ASSESSMENT,
        AREAS,
        "cannot_tell",
        "that the county's team makes one is no proof of that year's; a refresh would do, and none is dated",
        period="2016/17",
        cause="fact",
        places=("paragraph 7",),
    ),
    # -- Plans (regs 10, 13A, 14): the paper says that the law asks for them, and names none
    *each(f"{REGS}/partnership-plan", AREAS, "cannot_tell", "no plan is named, and none is excluded", cause="fact"),
    *each(f"{REGS}/plan-sent-to-policing-body", AREAS, "cannot_tell", "no plan is named"),
    *each(f"{REGS}/plan-summary-published", AREAS, "cannot_tell", "no plan is named"),
    *each(REVISED, AREAS, "cannot_tell", "no plan or revision is named", period="2017/18", cause="fact"),
    *each(
        REVISED,
        AREAS,
        "due",
        "the revision for 2018/19 is due by the last day of March 2018, and nothing is said of it",
        period="2018/19",
        done="not known",
        due=YEAR_END,
    ),
    # -- Public meetings (reg 12(4))
    *each(
        f"{REGS}/public-meeting-each-year",
        AREAS,
        "cannot_tell",
        "the paper speaks of no public meeting of a strategy group",
        period="2016/17",
        part="*",
    ),
    *each(
        f"{REGS}/public-meeting-each-year",
        AREAS,
        "due",
        "the year runs to 31 March 2018",
        period="2017/18",
        part="*",
    ),
    # -- Strategy groups (reg 3) and protocols (reg 4)
    *each(f"{REGS}/strategy-group", AREAS, "cannot_tell", "which group makes assessment and plan is not stated"),
    *each(f"{REGS}/two-appointees", AREAS, "cannot_tell", "no appointment to a strategy group is recorded"),
    *each(
        f"{REGS}/information-sharing-protocol",
        AREAS,
        "cannot_tell",
        "a framework for intelligence on organised crime is not said to be the partnerships' protocol",
        part="*",
    ),
    # -- Strategies (s 6) and regard (ss 6(1A), 17)
    *[
        Row(
            f"{ACT}/strategy-for-each-limb",
            area,
            "cannot_tell",
            "no plan is named, and the board's own priorities are no partnership's strategy",
            part=limb,
        )
        for area in AREAS
        for limb in ("crime and disorder", "substance misuse", "re-offending")
    ],
    *each(
        f"{ACT}/regard-to-police-and-crime-objectives",
        AREAS,
        "judgement_needed",
        "nobody judged whether each authority had regard to the commissioner's objectives",
    ),
    *each(
        f"{ACT}/due-regard-in-all-functions",
        AREAS,
        "judgement_needed",
        "section 17 is each authority's own, and nobody judged it",
        part="*",
    ),
    # -- Combination (s 5A)
    *each(
        COMBINED,
        APART,
        "not_applicable",
        "each of the seven has a partnership of its own: nothing here can be joined",
    ),
    *each(COMBINED, MERGED, "cannot_tell", "merged, and whether by agreement or order is not stated", cause="fact"),
    *each(COMBINATION_ENDED, APART, "not_applicable", "one area has no agreement to end"),
    *each(COMBINATION_ENDED, MERGED, "cannot_tell", "whether there ever was an agreement is not stated"),
    *[
        Row(COMBINATION_TERMS, area, "not_applicable", "one area has no agreement with terms to look at", part=part)
        for area in APART
        for part in ("in writing", "purpose", "co-operation", "Secretary of State")
    ],
    *[
        Row(
            COMBINATION_TERMS,
            area,
            "not_applicable",
            "the four lie in one police area, so these terms are not asked for, whether they are combined or not",
            part=part,
        )
        for area in MERGED
        for part in ("co-operation", "Secretary of State")
    ],
    *[
        Row(COMBINATION_TERMS, area, "cannot_tell", "whether there is an agreement is not stated", part=part)
        for area in MERGED
        for part in ("in writing", "purpose")
    ],
    *each(f"{ACT}/report-to-each-policing-body", AREAS, "not_applicable", "every area has one policing body"),
    # -- Scrutiny (2006 Act s 19, SI 2009/942 reg 4), for each council apart
    *each(
        SCRUTINY,
        ("surrey", *AREAS),
        "due",
        "a report for a meeting does not show that it was held, and what is usual proves no meeting; the council year "
        "still runs",
        period="2017/18",
        done="not known",
    ),
    *each(
        SCRUTINY,
        ("surrey", *AREAS),
        "cannot_tell",
        "no meeting of that council year is in the paper",
        period="2016/17",
        cause="fact",
    ),
    Row(
        COMMITTEE,
        "surrey",
        "cannot_tell",
        "the select committee looks at the board's work; that it can report on it to the council is not stated",
        cause="fact",
        says=("report or recommend to the council",),
    ),
    *each(COMMITTEE, AREAS, "cannot_tell", "the districts are said to scrutinise and no committee is named"),
    # -- The commissioner
    *[
        Row(
            rule, "surrey-pcc", "power", "whether it was ever used is not said; a power is never a gap", use="not known"
        )
        for rule in (f"{ACT}/power-to-require-a-report", f"{REGS}/power-to-require-attendance")
    ],
    Row(
        f"{POLICING}/police-and-crime-plan-issued",
        "surrey-pcc",
        "cannot_tell",
        "commissioners were elected in May 2016, and the plan issued after that is not in the paper",
        part="outside-london",
        period="2016/17",
    ),
    Row(
        f"{POLICING}/police-and-crime-plan-issued",
        "surrey-pcc",
        "not_applicable",
        "no ordinary election falls between April 2017 and March 2018",
        part="outside-london",
        period="2017/18",
    ),
    *[
        Row(
            f"{POLICING}/{rule}",
            "surrey-pcc",
            "not_applicable",
            "the section on London binds the Mayor's Office and not a commissioner",
            part=part,
            period=period,
        )
        for rule, part, period in (
            ("police-and-crime-plan-issued", "in-london", "2016/17"),
            ("police-and-crime-plan-issued", "in-london", "2017/18"),
            ("plan-issued-without-delay", "in-london", None),
            ("steps-before-the-plan", "in-london", None),
            ("plan-kept-under-review", "in-london", None),
            ("plan-sent-to-each-responsible-authority", "the-plan-in-london", None),
            ("plan-sent-to-each-responsible-authority", "a-variation-in-london", None),
        )
    ],
    # -- The fourteen reviews (2004 Act s 9 and the guidance)
    Row(
        SIX_MONTHS,
        OCTOBER_2017,
        "due",
        "nobody decides on a review before the death, so six months from the decision end in April 2018 or later",
        part="six months",
        done="not known",
        due=("2018-04-01", "2018-08-08"),
        places=("paragraph 18",),
    ),
    *each(
        SIX_MONTHS,
        (*EARLIER, JANUARY_2017),
        "cannot_tell",
        "neither the day of the decision nor that of the report is in the paper",
        part="six months",
    ),
    *each(
        f"{REVIEWS}/review-decision-within-a-month",
        DEATHS,
        "cannot_tell",
        "a review was decided on; when the death came to notice and when it was decided is not stated",
    ),
    *each(
        f"{REVIEWS}/circumstances-of-particular-concern-weighed",
        DEATHS,
        "compliant",
        "where a review is held there is nothing more to weigh",
        places=("paragraph 18",),
    ),
    *each(
        f"{REVIEWS}/review-after-a-suicide",
        DEATHS,
        "not_applicable",
        "the paper calls each of the deaths a homicide",
        places=("paragraph 18",),
    ),
    *each(
        f"{REVIEWS}/review-published-after-clearance",
        DEATHS,
        "cannot_tell",
        "six are published and the paper does not say which; whether the others are cleared is not stated",
        part="*",
    ),
    *each(
        f"{REVIEWS}/led-by-the-area-of-residence",
        DEATHS,
        "cannot_tell",
        "the districts of paragraph 18 are those of the homicides, and not where the people had lived",
    ),
    *each(
        f"{REVIEWS}/home-office-told-of-the-decision",
        DEATHS,
        "cannot_tell",
        "the paper does not say what the Home Office was told",
    ),
    *each(
        f"{REVIEWS}/police-notice-of-a-death",
        DEATHS,
        "cannot_tell",
        "the paper does not say what the police told the partnerships",
    ),
    *each(
        f"{REVIEWS}/action-plan-of-a-review-followed",
        DEATHS,
        "cannot_tell",
        "a list of recommendations from all reviews does not show that the plan of each is tracked and audited",
        part="*",
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


def test_nothing_is_settled_that_the_table_does_not_expect(findings: list[Finding]) -> None:
    expected = {finding["id"] for row in ROWS if row.status in SETTLED for finding in chosen(findings, row)}
    assert {finding["id"] for finding in findings if finding["status"] in SETTLED} == expected


def test_there_is_no_gap_because_the_paper_closes_no_list(audit: tuple[int, dict[str, Any]]) -> None:
    assert [finding["id"] for finding in audit[1]["findings"] if finding["status"] in ("gap", "met_late")] == []
    assert audit[0] == 0


def test_every_table_of_expectations_speaks_of_areas_once() -> None:
    assert spoken_of_once(ROWS)


# -- what must not be said


def test_nobody_is_faulted_because_the_commissioner_chairs_the_board(findings: list[Finding]) -> None:
    """The law says nothing of a county group's chair since June 2011."""
    board = of_rule(findings, "county-strategy-group", "county-chair", "county-two-appointees")
    assert {finding["status"] for finding in board} == {"compliant", "cannot_tell"}
    assert not any("chair" in finding["sentence"].lower() for finding in board)


def test_the_eight_reviews_that_are_not_published_are_no_gaps(findings: list[Finding]) -> None:
    published = of_rule(findings, "review-published-after-clearance")
    assert {finding["subject"]["id"] for finding in published} >= set(DEATHS)
    assert {finding["status"] for finding in published} == {"cannot_tell"}


def test_no_review_is_late(findings: list[Finding]) -> None:
    """Neither a decision nor a report is dated, and the edition of December 2016 is not the law of older decisions."""
    assert not any(finding["since"] or finding["late_by"] for finding in of_rule(findings, "review-within-six-months"))


def test_the_county_owes_no_strategic_assessment_of_its_own(findings: list[Finding]) -> None:
    """The paper says that a needs assessment meets such a duty; regulation 5 asks one of each district's group."""
    assessments = of_rule(findings, "/assessment-", "partnership-plan", "/plan-revised", "public-meeting")
    assert assessments and not any(finding["subject"]["id"] == "surrey" for finding in assessments)


def test_the_four_areas_of_east_surrey_each_keep_their_duties(findings: list[Finding]) -> None:
    for rule in (ASSESSMENT, REVISED, f"{REGS}/partnership-plan"):
        subjects = {finding["subject"]["id"] for finding in findings if finding["rule"] == rule}
        assert subjects == set(AREAS)
    combined = [finding for finding in findings if finding["rule"] == COMBINED]
    assert not any("not one in law" in finding["sentence"] for finding in combined)


def test_each_council_answers_for_its_own_scrutiny(findings: list[Finding]) -> None:
    """The county looks at the board and the districts at their plans: neither does the other's duty."""
    scrutiny = of_rule(findings, "scrutiny-each-twelve-months")
    assert {finding["subject"]["id"] for finding in scrutiny} == {"surrey", *AREAS}
    assert not any(finding["status"] in SETTLED for finding in scrutiny)


def test_subjects_that_are_not_among_the_six_priorities_are_no_gaps(findings: list[Finding]) -> None:
    limbs = of_rule(findings, "strategy-for-each-limb", "assessment-analyses", "assessment-says")
    assert limbs and not any(finding["status"] in SETTLED for finding in limbs)


def test_the_boards_own_chairing_is_no_sending_to_the_commissioner(findings: list[Finding]) -> None:
    [sent] = of_rule(findings, "county-agreement-sent-to-policing-body")
    assert sent["status"] == "cannot_tell"


def test_the_work_on_organised_crime_is_no_evidence_of_any_duty_here(findings: list[Finding]) -> None:
    """The delivery group is neither a strategy group nor the county's, and its framework is no protocol."""
    said = [finding["id"] for finding in findings if {"paragraph 25"} & {each["at"] for each in finding["evidence"]}]
    assert said == []


@pytest.mark.parametrize(
    "other_day",
    [
        r"three[- ]years?",
        "serious violence",
        "integrated care",
        "primary care trust",
        "Domestic Abuse Commissioner",
        "East Surrey Council",
        "West Surrey Council",
    ],
)
def test_no_finding_speaks_of_law_or_places_of_another_day(findings: list[Finding], other_day: str) -> None:
    fields = ("sentence", "hinge", "remedy", "questions", "bound", "subject", "part", "review")
    said = [json.dumps([finding[field] for field in fields]) for finding in findings]
    assert [text for text in said if re.search(other_day, text, re.IGNORECASE)] == []


# -- the whole of the output


def test_every_duty_stands_in_exactly_one_status(audit: tuple[int, dict[str, Any]]) -> None:
    report = audit[1]
    keys = [(f["rule"], f["part"], f["subject"]["id"], f["period"]) for f in report["findings"]]
    assert len(keys) == len(set(keys))
    assert sum(report["summary"].values()) == len(keys)
    assert report["as_at"] == "2018-02-08"


def test_a_dossier_written_out_again_gives_the_same_findings(findings: list[Finding], tmp_path: Path) -> None:
    again = findings_of(written(files_of(NAME), tmp_path))
    assert changes({finding["id"]: finding for finding in findings}, again) == {}


# -- one thing changed


def _of(rule: str, subjects: tuple[str, ...], before: str, after: str, tail: str = "") -> Changed:
    """The same change of the same rule for several subjects; the tail of their ids is the year."""
    return {f"{rule}:{subject}{tail}": (before, after) for subject in subjects}


def _both(first: Callable[[Files], Files], second: Callable[[Files], Files]) -> Callable[[Files], Files]:
    """One change after another."""
    return lambda files: second(first(files))


def _decided_in_august(day: str) -> Callable[[Files], Files]:
    """The last homicide two months earlier, and the decision on its review on a day."""
    return _both(
        stating("2017-08", "deaths", OCTOBER_2017, "date"),
        stating(day, "deaths", OCTOBER_2017, "review_decision"),
    )


PERTURBED = (
    Perturbed(
        "without the word that the board is the county strategy group",
        without("groups", "community-safety-board", "acts_as_county_strategy_group"),
        "a board's name does not make it the county's group: what it does must be known",
        _of(GROUP, ("surrey",), "compliant", "cannot_tell"),
    ),
    Perturbed(
        "without the word that the homicide of October 2017 led to a review",
        _both(
            without("deaths", OCTOBER_2017, "decision"),
            without("deaths", OCTOBER_2017, "review_decision"),
        ),
        "the six months run from a decision; and without a review the circumstances of concern are to be weighed",
        _of(f"{SIX_MONTHS}#six-months", (OCTOBER_2017,), "due", "cannot_tell")
        | _of(f"{REVIEWS}/circumstances-of-particular-concern-weighed", (OCTOBER_2017,), "compliant", "cannot_tell"),
    ),
    Perturbed(
        "the board's plan is for the two years from 1 April 2017",
        stating("2017-04-01..2019-03-31", "agreements", "board-plan", "for"),
        "it covers 2017/18, it has been made, and 2017/18 is its first year",
        _of(AGREEMENT, ("surrey",), "due", "compliant", "@2017/18"),
    ),
    Perturbed(
        "the board's plan is for the time from 31 March 2017",
        stating("2017-03-31..2019-03-31", "agreements", "board-plan", "for"),
        "a day earlier it also touches 2016/17, so it may have been made before 2017/18 and not be that year's",
        {},
    ),
    Perturbed(
        "the assessment was made on 31 March 2017",
        stating("2017-03-31", "assessments", "assessment-2017-18", "prepared"),
        "it is that of 2016/17 for the seven areas; in the four it hangs on how they are combined",
        _of(ASSESSMENT, APART, "cannot_tell", "compliant", "@2016/17"),
    ),
    Perturbed(
        "the assessment was made on 1 April 2017",
        stating("2017-04-01", "assessments", "assessment-2017-18", "prepared"),
        "a day later it is that of 2017/18, and no longer that of the year before",
        _of(ASSESSMENT, APART, "due", "compliant", "@2017/18"),
    ),
    Perturbed(
        "the review of the last homicide was decided on 8 August 2017",
        _decided_in_august("2017-08-08"),
        "six months end on the day of the report, which has not passed",
        {},
    ),
    Perturbed(
        "the review of the last homicide was decided on 7 August 2017",
        _decided_in_august("2017-08-07"),
        "six months ended the day before; whether a later day was agreed is not known",
        _of(f"{SIX_MONTHS}#six-months", (OCTOBER_2017,), "due", "cannot_tell"),
    ),
    Perturbed(
        "the review of the homicide of October 2017 is complete",
        stating("2018-01-31", "deaths", OCTOBER_2017, "panel_completed"),
        "within six months of any day on which it can have been decided",
        _of(f"{SIX_MONTHS}#six-months", (OCTOBER_2017,), "due", "compliant"),
    ),
    Perturbed(
        "neither agreement nor order joins the four areas of East Surrey",
        stating({"agreement": "no", "order": "no"}, "partnerships", "east-surrey-csp", "combination"),
        "what has merged by custom is not one area in law: there is no agreement to end and none with terms",
        _of(COMBINED, MERGED, "cannot_tell", "not_applicable")
        | _of(COMBINATION_ENDED, MERGED, "cannot_tell", "not_applicable")
        | _of(f"{COMBINATION_TERMS}#in-writing", MERGED, "cannot_tell", "not_applicable")
        | _of(f"{COMBINATION_TERMS}#purpose", MERGED, "cannot_tell", "not_applicable"),
    ),
    Perturbed(
        "Woking's committee has not met for this since 30 April 2016",
        adding("none", {"what": "meetings", "kind": "scrutiny", "of": ["woking"], "from": "2016-04-30"}),
        "no meeting in 2016/17 however twelve months are counted; 2017/18 still runs",
        _of(SCRUTINY, ("woking",), "cannot_tell", "gap", "@2016/17"),
    ),
    Perturbed(
        "Woking's committee has not met for this since 1 May 2016",
        adding("none", {"what": "meetings", "kind": "scrutiny", "of": ["woking"], "from": "2016-05-01"}),
        "counted from the day the Regulations started, a meeting on 30 April 2016 would be in the year",
        {},
    ),
    Perturbed(
        "two members of the board are all there are, and the commissioner appointed one",
        _both(
            stating(
                {
                    "first": {"member": "yes", "appointed_by": "surrey-council"},
                    "second": {"member": "yes", "appointed_by": "surrey-pcc"},
                },
                "groups",
                "community-safety-board",
                "members",
            ),
            adding("whole", {"what": "groups.members", "of": ["community-safety-board"]}),
        ),
        "the commissioner is no responsible authority, so one appointee is lacking",
        _of(f"{REGS}/county-two-appointees", ("surrey",), "cannot_tell", "gap"),
    ),
)


@pytest.mark.parametrize("perturbed", PERTURBED, ids=lambda perturbed: perturbed.name)
def test_one_change_alters_these_findings_and_no_other(
    findings: list[Finding], perturbed: Perturbed, tmp_path: Path
) -> None:
    after = findings_of(written(perturbed.change(files_of(NAME)), tmp_path))
    assert changes({finding["id"]: finding for finding in findings}, after) == perturbed.changed
