"""Babergh and Mid Suffolk, minutes on JOS/20/17: what a careful reader, with the law of March 2021, expects.

The table was written from the minutes and the law before any output was seen. The minutes tell of a review that was
held and of little that the law asks the partnership to have, so nearly all that is settled is settled by law alone.
The perturbed copies show which fact decides what.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from .expectations import (
    ACT,
    EXAMPLES,
    POLICING,
    REGS,
    REVIEWS,
    SCRUTINY,
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

NAME = "babergh-mid-suffolk-2021"

DISTRICTS = ("babergh", "mid-suffolk")
COUNCILS = (*DISTRICTS, "suffolk")
OBSERVATIONS = "observations"

JUSTICE = "police-and-justice-act-2006"
TWELVE_MONTHS = f"{SCRUTINY}/scrutiny-each-twelve-months"
COMMITTEE = f"{JUSTICE}/crime-and-disorder-committee"
COPIES = f"{JUSTICE}/copies-of-a-report"
COPY_TO_MEMBER = f"{JUSTICE}/copy-to-the-member"
NOTICE = f"{JUSTICE}/notice-of-the-duty-to-respond"
RESPONSE = f"{JUSTICE}/response-to-a-report"
REGARD_TO_REPORT = f"{JUSTICE}/regard-to-a-report"
REPLY = f"{SCRUTINY}/reply-on-a-referred-matter"
PLAN = f"{REGS}/partnership-plan"
REVISED = f"{REGS}/plan-revised-before-each-year"
SENT = f"{REGS}/plan-sent-to-policing-body"
PUBLISHED = f"{REGS}/plan-summary-published"
GROUP = f"{REGS}/strategy-group"
APPOINTEES = f"{REGS}/two-appointees"
QUARTERLY = f"{ACT}/information-shared-each-quarter"

LAST_OF_MARCH = ("2021-03-31", "2021-03-31")
LAST_OF_APRIL = ("2021-04-30", "2021-04-30")

ROWS: list[Row] = [
    # -- Scrutiny (SI 2009/942 reg 4), for each council apart
    *each(
        TWELVE_MONTHS,
        DISTRICTS,
        "cannot_tell",
        "the shorter review is a meeting for the review, held between February and March 2021: met by anniversary and "
        "council year; never more than twelve months apart hangs on the review before it, which is not dated",
        period="2020/21",
        cause="law unsettled",
        places=("45.8",),
    ),
    *each(
        TWELVE_MONTHS,
        DISTRICTS,
        "cannot_tell",
        "that the review is yearly is a practice, and proves no meeting of the year before",
        period="2019/20",
        cause="fact",
        places=("45.40; resolution, third point",),
    ),
    Row(
        TWELVE_MONTHS,
        "suffolk",
        "due",
        "the county council has its own duty; the districts' committee is not its, and its council year still runs",
        period="2020/21",
        done="not known",
        due=LAST_OF_APRIL,
    ),
    Row(TWELVE_MONTHS, "suffolk", "cannot_tell", "no meeting of its own is spoken of", period="2019/20", cause="fact"),
    # -- The committee (s 19)
    *each(
        COMMITTEE,
        DISTRICTS,
        "cannot_tell",
        "the joint committee reviews the work; whether it can report or recommend on it is not said",
        cause="fact",
        hinge=True,
        says=("Can the committee report or recommend",),
    ),
    Row(COMMITTEE, "suffolk", "cannot_tell", "nothing is said of the county council's committee", cause="fact"),
    *each(
        f"{JUSTICE}/form-of-the-committee",
        DISTRICTS,
        "cannot_tell",
        "it is called an overview and scrutiny committee; the scrutiny committees are spoken of in the plural too, and "
        "whether this is one of each council is not said",
        part="*",
    ),
    *each(
        f"{JUSTICE}/local-crime-and-disorder-matters",
        DISTRICTS,
        "cannot_tell",
        "the minutes speak of no referral, and not of what the committee can take up",
        part="*",
    ),
    # -- The resolution: a report or not (s 19(1)(b), (2), (8A), (8B))
    Row(
        COPIES,
        OBSERVATIONS,
        "cannot_tell",
        "if the observations are a report or recommendation, each authority is owed a copy; they are not called so, "
        "and nobody is said to have had one",
        cause="hedged",
        says=("Did the committee make this as a report or recommendation",),
        places=("the resolution",),
    ),
    Row(NOTICE, OBSERVATIONS, "cannot_tell", "whether anybody was given them is not said"),
    Row(RESPONSE, OBSERVATIONS, "cannot_tell", "whether anybody was given them is not said", part="*"),
    Row(REGARD_TO_REPORT, OBSERVATIONS, "cannot_tell", "whether anybody was given them is not said"),
    Row(
        COPY_TO_MEMBER,
        OBSERVATIONS,
        "cannot_tell",
        "no councillor referred the matter, so nothing would be owed; but that a report was made is only possible, and "
        "without its day no law is chosen",
        places=("heading; resolution",),
    ),
    Row(
        REPLY,
        OBSERVATIONS,
        "cannot_tell",
        "the 28 days are for a matter that a councillor referred, and this was none; but that a report was made is "
        "only possible, and without its day no law is chosen",
        part="*",
        places=("heading; resolution",),
    ),
    *each(COPIES, tuple(f"{council}/others" for council in COUNCILS), "cannot_tell", "no other report is excluded"),
    # -- The plan (regs 10, 11, 13A, 14; s 6(1))
    *each(
        PLAN,
        DISTRICTS,
        "cannot_tell",
        "partners work to an action plan over three years; it is not said to be the partnership plan",
        cause="fact",
        hinge=True,
        says=("the partnership's action plan",),
    ),
    *each(
        SENT,
        DISTRICTS,
        "cannot_tell",
        "whether there is a plan to send is not known, and nothing is said of sending it",
        cause="waits on a rule",
    ),
    *each(PUBLISHED, DISTRICTS, "cannot_tell", "information on the website is not said to be the plan's summary"),
    *each(
        REVISED,
        DISTRICTS,
        "cannot_tell",
        "a span of three years is neither asked for nor a breach; whether it was revised for the year is not said",
        period="2020/21",
    ),
    *each(
        REVISED,
        DISTRICTS,
        "due",
        "the revision for 2021/22 is due by the end of the dossier's own day",
        period="2021/22",
        done="not known",
        due=LAST_OF_MARCH,
    ),
    *[
        Row(
            f"{ACT}/strategy-for-each-limb",
            area,
            "cannot_tell",
            "five priorities are counted and not all named, and they are not said to be the law's strategies",
            part=limb,
        )
        for area in DISTRICTS
        for limb in ("crime and disorder", "substance misuse", "re-offending")
    ],
    # -- The strategy group (reg 3)
    *each(
        GROUP,
        DISTRICTS,
        "cannot_tell",
        "the partnership has members and a chair; who prepares the assessment and the plan is not said",
        cause="fact",
        hinge=True,
        says=("Does the group prepare the assessments and the plan",),
    ),
    *each(
        APPOINTEES,
        DISTRICTS,
        "cannot_tell",
        "councils' representatives sit on it, but whether it is the strategy group is not known",
        cause="waits on a rule",
    ),
    # -- Assessment, public meeting, agreement: nothing is said of any
    *[
        row
        for rule, subjects, part in (
            ("assessment-each-year", DISTRICTS, None),
            ("public-meeting-each-year", DISTRICTS, "*"),
            ("county-agreement-each-year", ("suffolk",), None),
        )
        for row in (
            *each(
                f"{REGS}/{rule}",
                subjects,
                "cannot_tell",
                "nothing is said of it for that year",
                period="2019/20",
                part=part,
            ),
            *each(
                f"{REGS}/{rule}",
                subjects,
                "due",
                "the year ends with the dossier's own day, which has not passed",
                period="2020/21",
                part=part,
                done="not known",
                due=LAST_OF_MARCH,
            ),
        )
    ],
    Row(f"{REGS}/county-strategy-group", "suffolk", "cannot_tell", "the minutes speak of no county group"),
    *each(f"{REGS}/information-sharing-protocol", DISTRICTS, "cannot_tell", "none is spoken of", part="*"),
    *each(
        QUARTERLY,
        DISTRICTS,
        "cannot_tell",
        "statistics for the Home Office are not the figures that authorities share with each other",
        period="July to September 2020",
        part="*",
    ),
    *each(
        QUARTERLY,
        DISTRICTS,
        "due",
        "figures of October to December are due by the end of March",
        period="October to December 2020",
        part="*",
        due=LAST_OF_MARCH,
    ),
    *each(f"{ACT}/invitation-of-each-description", DISTRICTS, "cannot_tell", "that anyone may join invites nobody"),
    *each(f"{ACT}/co-operation-with-listed-bodies", DISTRICTS, "cannot_tell", "some schools are named, and not all"),
    # -- What takes a judgement
    *each(
        f"{ACT}/regard-to-police-and-crime-objectives",
        DISTRICTS,
        "judgement_needed",
        "nobody judged whether the police and crime plan was weighed, and the minutes do not speak of it",
    ),
    *each(f"{ACT}/due-regard-in-all-functions", DISTRICTS, "judgement_needed", "nobody judged it", part="*"),
    *each(f"{REGS}/regard-to-guidance", DISTRICTS, "judgement_needed", "nobody judged it"),
    # -- Combination (ss 5, 5A)
    *each(
        f"{ACT}/combination-agreement",
        DISTRICTS,
        "cannot_tell",
        "one partnership serves both; by what means they would be one is not stated",
    ),
    *each(f"{ACT}/end-of-a-combination-agreement", DISTRICTS, "cannot_tell", "whether there ever was one is not said"),
    *[
        Row(
            f"{ACT}/terms-of-a-combination-agreement",
            area,
            "not_applicable",
            "both areas lie in one police area, whatever the boundaries of local policing, so these are not asked for",
            part=part,
        )
        for area in DISTRICTS
        for part in ("co-operation", "Secretary of State")
    ],
    *each(f"{ACT}/report-to-each-policing-body", DISTRICTS, "not_applicable", "there is one policing body and no more"),
    # -- The commissioner, of whom the minutes do not speak
    Row(f"{ACT}/power-to-require-a-report", "suffolk-pcc", "power", "not spoken of", use="not known"),
    Row(f"{REGS}/power-to-require-attendance", "suffolk-pcc", "power", "not spoken of", use="not known"),
    Row(
        f"{ACT}/report-when-required",
        "west-suffolk-csp/others",
        "cannot_tell",
        "whether the commissioner required a report is not said; statistics to the Home Office would be no such report",
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
            ("police-and-crime-plan-issued", "in-london", "2019/20"),
            ("police-and-crime-plan-issued", "in-london", "2020/21"),
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
            "the poll of May 2020 was put off to May 2021: no ordinary election falls in the year",
            part="outside-london",
            period=period,
        )
        for period in ("2019/20", "2020/21")
    ],
    # -- Homicide reviews
    Row(
        f"{REVIEWS}/police-notice-of-a-death",
        "west-suffolk-csp/others",
        "cannot_tell",
        "the chair speaks of reviews and names no death",
    ),
]


@pytest.fixture(scope="session")
def findings() -> list[Finding]:
    return audited(NAME)[1]["findings"]


@pytest.fixture(scope="session")
def unchanged() -> dict[str, Finding]:
    """Every finding by its id."""
    return {finding["id"]: finding for finding in audited(NAME)[1]["findings"]}


# -- what the findings must be


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_each_finding_is_what_the_minutes_and_the_law_of_that_day_give(findings: list[Finding], row: Row) -> None:
    is_as_expected(findings, row)


def test_every_table_of_expectations_speaks_of_findings_once() -> None:
    assert spoken_of_once(ROWS)


def test_nothing_is_settled_that_the_table_does_not_expect(findings: list[Finding]) -> None:
    expected = {finding["id"] for row in ROWS if row.status in SETTLED for finding in chosen(findings, row)}
    assert {finding["id"] for finding in findings if finding["status"] in SETTLED} == expected


def test_the_minutes_prove_no_gap_and_nothing_met(findings: list[Finding]) -> None:
    """They close no list and date no document: what is settled is settled by the law and by where the areas lie."""
    assert {finding["status"] for finding in findings} & SETTLED == {"not_applicable"}
    assert audited(NAME)[0] == 0


def test_the_day_is_marked_as_assumed() -> None:
    report = audited(NAME)[1]
    assert report["as_at"] == "2021-03-31"
    assert report["as_at_note"].startswith("assumed")


# -- what must not be said


def said_of(finding: Finding) -> str:
    """What a finding says in its own words, and not in the minutes'."""
    fields = ("sentence", "hinge", "remedy", "questions", "bound", "subject", "part", "review")
    return json.dumps([finding[field] for field in fields], ensure_ascii=False)


#: Descriptions that the law lists among those to be invited may name what it binds nobody to do.
INVITED = "voluntary youth organisation"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("pandemic|covid|emergency", "no law excuses a year's scrutiny, and none is invented"),
        ("evaluat|apprais", "that the report lacked evaluation is an opinion of members, and no duty"),
        ("home office statistics|statistics", "statistics for the Home Office are owed under no provision encoded"),
        (r"three[- ]years?", "no law asks for a plan over three years, and none forbids it"),
        ("youth", "those who deal with young offenders are no responsible authority"),
        ("serious violence|integrated care", "law of a later day"),
        ("domestic abuse commissioner", "copies to the commissioner began on 1 November 2021"),
        ("refuge|trigger|county lines|prevent duty", "what the law encoded here does not reach"),
    ],
)
def test_no_finding_speaks_of_what_the_law_of_that_day_does_not_ask(
    findings: list[Finding], words: str, why: str
) -> None:
    said = {finding["id"]: said_of(finding).replace(INVITED, "") for finding in findings}
    assert [id for id, text in said.items() if re.search(words, text, re.IGNORECASE)] == [], why


def test_duties_that_had_ended_are_not_audited(findings: list[Finding]) -> None:
    """Reports to the Secretary of State (2007); every authority's seat, the chair and the look at skills (2011)."""
    assert not of_rule(
        findings,
        "yearly-report-to-the-secretary-of-state",
        "report-required-by-the-secretary-of-state",
        "each-authority-on-the-strategy-group",
        "elected-member-on-the-strategy-group",
        "chair-arrangements",
        "skills-considered-each-year",
        "review-report-to-the-commissioner",
    )


def test_only_those_whom_the_law_names_are_authorities(findings: list[Finding]) -> None:
    """Neither the pupil referral unit nor those who deal with young offenders, whoever sits on the partnership."""
    [copies] = [f for f in of_rule(findings, "copies-of-a-report") if f["subject"]["id"] == OBSERVATIONS]
    asked = (re.match("Was (.*) given the report", question["question"]) for question in copies["questions"])
    assert {match[1] for match in asked if match} == {
        "Suffolk County Council",
        "the chief officer of Suffolk Constabulary",
        "the fire and rescue authority (not named)",
        "the probation provider (not named)",
        "the clinical commissioning group (not named)",
    }
    assert not any(finding["subject"]["kind"] == "authority" for finding in findings)


def test_the_joint_meeting_counts_for_both_councils_and_not_for_the_county(findings: list[Finding]) -> None:
    """The committee is the two districts', though the partnership's chair is a county councillor."""
    for finding in of_rule(findings, "scrutiny-each-twelve-months"):
        rests = "45.8" in {piece["at"] for piece in finding["evidence"]}
        assert rests == (finding["subject"]["id"] in DISTRICTS and finding["period"] == "2020/21"), finding["id"]


def test_a_shorter_review_is_still_a_review(findings: list[Finding]) -> None:
    """By council year and from the day the Regulations started it meets the duty: only the third reading is open."""
    for area in DISTRICTS:
        [finding] = [
            each
            for each in of_rule(findings, "scrutiny-each-twelve-months")
            if each["subject"]["id"] == area and each["period"] == "2020/21"
        ]
        assert "never more than twelve months" in finding["sentence"] + (finding["hinge"] or "")


def test_the_scrutiny_meeting_is_no_public_meeting_of_the_strategy_group(findings: list[Finding]) -> None:
    for finding in of_rule(findings, "public-meeting"):
        assert "joint-scrutiny-2021" not in json.dumps(finding["evidence"]), finding["id"]


def test_engagement_and_feedback_are_no_consultation(findings: list[Finding]) -> None:
    """Visits by community support officers and feedback on training are not views on crime and on what to put first."""
    asked = of_rule(findings, "people-asked", "assessment-says-what-people", "regard-to-other-consultation")
    assert asked and not any(finding["status"] in SETTLED for finding in asked)
    assert not any(finding["evidence"] for finding in of_rule(findings, "people-asked"))


def test_members_questions_are_no_written_requests(findings: list[Finding]) -> None:
    """Regulation 5 is for information that the committee asks for in writing, and regulation 6 for whom it calls."""
    asked = of_rule(findings, "information-for-the-committee", "attendance-before-the-committee")
    assert {finding["subject"]["id"] for finding in asked} == {f"{council}/others" for council in COUNCILS}
    assert {finding["status"] for finding in asked} == {"cannot_tell"}


def test_what_is_said_about_the_law_moves_no_finding(findings: list[Finding]) -> None:
    """A claim about the law is evidence of nothing."""
    places = {piece["at"] for finding in findings for piece in finding["evidence"]}
    assert not places & {"45.22", "45.9"}


def test_local_policing_boundaries_make_no_second_police_area(findings: list[Finding]) -> None:
    bodies = {finding["subject"]["id"] for finding in findings if finding["subject"]["kind"] == "policing_body"}
    assert bodies == {"suffolk-pcc"}


def test_nobody_is_named(findings: list[Finding]) -> None:
    code, text = run("audit", "--format", "json", str(EXAMPLES / NAME))
    named = "Spicer|Owen|Mansel|Davis|Mosley|Gould|McCraw|Wratten|Harvey|McLaren|Dawson|Stella Maris"
    assert code in (0, 1) and not re.search(named, text)


def test_the_text_of_the_audit_can_be_read_at_a_sitting() -> None:
    code, text = run("audit", str(EXAMPLES / NAME))
    assert code == 0
    assert len(text.splitlines()) <= 140
    assert max(len(line) for line in text.splitlines()) <= 80


# -- copies of the dossier in which one thing is changed


HELD = ("meetings", "joint-scrutiny-2021", "held")
MADE = ("reports", OBSERVATIONS, "made")
THIS_YEAR, LAST_YEAR = "2020/21", "2019/20"


def both(*steps: Callable[[Files], Files]) -> Callable[[Files], Files]:
    """One change after another."""

    def change(files: Files) -> Files:
        for step in steps:
            files = step(files)
        return files

    return change


def of_districts(rule: str, before: str, after: str, tail: str = "") -> dict[str, tuple[str | None, str | None]]:
    """The same change of a rule's finding in both districts."""
    return {f"{rule}:{area}{tail}": (before, after) for area in DISTRICTS}


def of_observations(*rules: str) -> dict[str, tuple[str | None, str | None]]:
    """Findings of the observations that cannot be told and come not to apply."""
    return {f"{rule}:{OBSERVATIONS}": ("cannot_tell", "not_applicable") for rule in rules}


NO_REFERRAL = of_observations(COPY_TO_MEMBER, f"{REPLY}#in-writing", f"{REPLY}#within-28-days")
NOTHING_TO_ANSWER = of_observations(
    NOTICE,
    REGARD_TO_REPORT,
    f"{RESPONSE}#considers",
    f"{RESPONSE}#replies",
    f"{RESPONSE}#says-what-it-will-do",
)

PERTURBED = (
    Perturbed(
        "without the review",
        without("meetings", "joint-scrutiny-2021"),
        "no meeting of the council year is left, and the year runs to 30 April",
        of_districts(TWELVE_MONTHS, "cannot_tell", "due", f"@{THIS_YEAR}"),
    ),
    Perturbed(
        "the review on the first day of the council year",
        stating({"value": "2020-05-01", "source": "minutes"}, *HELD),
        "it is in the council year, in the year from 30 April, and in every twelve months that end in the council year",
        of_districts(TWELVE_MONTHS, "cannot_tell", "compliant", f"@{THIS_YEAR}"),
    ),
    Perturbed(
        "the review on the last day of the council year before",
        stating({"value": "2020-04-30", "source": "minutes"}, *HELD),
        "it is in the year from 30 April and no longer in the council year: the readings still differ",
        {},
    ),
    Perturbed(
        "the review a day earlier still",
        stating({"value": "2020-04-29", "source": "minutes"}, *HELD),
        "neither year has one yet, the twelve months since it have not passed, and the council year runs to 30 April",
        of_districts(TWELVE_MONTHS, "cannot_tell", "due", f"@{THIS_YEAR}"),
    ),
    Perturbed(
        "an earlier review within twelve months of any day on which this one can have been",
        adding(
            "meetings",
            {
                "earlier": {
                    "kind": "scrutiny",
                    "covers": list(DISTRICTS),
                    "held": {"value": "2020-04-02", "source": "minutes"},
                }
            },
        ),
        "2 April 2020 and a day up to 31 March 2021 are less than twelve months apart, so every reading is met this "
        "year; for the year before, the third hangs on a still earlier one",
        of_districts(TWELVE_MONTHS, "cannot_tell", "compliant", f"@{THIS_YEAR}"),
    ),
    Perturbed(
        "no other review since 30 April 2019",
        adding(
            "whole",
            {
                "what": "meetings",
                "kind": "scrutiny",
                "of": list(DISTRICTS),
                "from": "2019-04-30",
                "source": "minutes",
            },
        ),
        "no reading is met for the council year before; this year two are met and the third is not",
        of_districts(TWELVE_MONTHS, "cannot_tell", "gap", f"@{LAST_YEAR}"),
    ),
    Perturbed(
        "the resolution known to be a report",
        stating({"value": "2021-03", "source": "minutes"}, *MADE),
        "the law is chosen: what is for a referred matter falls away, and whom it was given to is still not known",
        NO_REFERRAL,
    ),
    Perturbed(
        "the resolution known to be no report",
        stating({"value": "no", "source": "minutes"}, *MADE),
        "no copy is owed of what is no report, and nobody has it to answer",
        {**NO_REFERRAL, **NOTHING_TO_ANSWER, f"{COPIES}:{OBSERVATIONS}": ("cannot_tell", "not_applicable")},
    ),
    Perturbed(
        "the resolution known to be a report that nobody was given",
        both(
            stating({"value": "2021-03", "source": "minutes"}, *MADE),
            adding("none", {"what": "reports.sent", "of": [OBSERVATIONS], "source": "minutes"}),
        ),
        "each authority is owed a copy, and a reasonable time for it may be left in the month in which it was made; "
        "those who had none have nothing to answer",
        {**NO_REFERRAL, **NOTHING_TO_ANSWER},
    ),
    Perturbed(
        "the action plan known to be the partnership plan",
        stating({"value": "yes", "source": "minutes"}, "plans", "action-plan", "in_force"),
        "a plan is in force for both areas, combined or not; when it was revised, sent or published is still not known",
        of_districts(PLAN, "cannot_tell", "compliant"),
    ),
    Perturbed(
        "the partnership's members known to be the strategy group",
        stating({"value": "yes", "source": "minutes"}, "groups", "wscsp", "acts_as_strategy_group"),
        "the group stands, and four councils' representatives are more than two appointees",
        {
            **of_districts(GROUP, "cannot_tell", "compliant"),
            **of_districts(APPOINTEES, "cannot_tell", "compliant"),
        },
    ),
    Perturbed(
        "no combination agreement",
        stating({"value": "no", "source": "minutes"}, "partnerships", "west-suffolk-csp", "combination", "agreement"),
        "the areas stand alone: there is no agreement whose terms or end could be looked at",
        {
            **of_districts(f"{ACT}/combination-agreement", "cannot_tell", "not_applicable"),
            **of_districts(f"{ACT}/end-of-a-combination-agreement", "cannot_tell", "not_applicable"),
            **of_districts(f"{ACT}/terms-of-a-combination-agreement#in-writing", "cannot_tell", "not_applicable"),
            **of_districts(f"{ACT}/terms-of-a-combination-agreement#purpose", "cannot_tell", "not_applicable"),
        },
    ),
)


@pytest.mark.parametrize("perturbed", PERTURBED, ids=lambda perturbed: perturbed.name)
def test_one_thing_changed_changes_these_findings_and_no_other(
    unchanged: dict[str, Finding], perturbed: Perturbed, tmp_path: Path
) -> None:
    after = findings_of(written(perturbed.change(files_of(NAME)), tmp_path))
    assert changes(unchanged, after) == perturbed.changed, perturbed.why


def test_a_dossier_written_out_again_gives_the_same_findings(unchanged: dict[str, Finding], tmp_path: Path) -> None:
    assert changes(unchanged, findings_of(written(files_of(NAME), tmp_path))) == {}
