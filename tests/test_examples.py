"""Two small examples as tests of the engine: one with nothing left to tell, and one of ten lines.

The tables of expectations were written from the law before any output was seen. The complete example stands in its
table whole: a finding that the table does not have is as wrong as one that differs from it. Then each gap is turned
round by the fact that decides it, and unsettled by taking that fact away.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from dutybound.cli import main

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
COMPLETE = EXAMPLES / "anyshire-complete"
TEN_LINES = EXAMPLES / "ten-lines" / "dossier.yaml"

ACT = "crime-and-disorder-act-1998"
REGS = "strategy-regulations-2007"
GUIDANCE = "homicide-review-guidance-2016"

COMBINED = f"{ACT}/combination-agreement"
LIMB = f"{ACT}/strategy-for-each-limb"
REGARD = f"{ACT}/regard-to-police-and-crime-objectives"
REPORT = f"{ACT}/report-when-required"
REPORT_POWER = f"{ACT}/power-to-require-a-report"
ATTENDANCE_POWER = f"{REGS}/power-to-require-attendance"
GROUP = f"{REGS}/strategy-group"
APPOINTEES = f"{REGS}/two-appointees"
ASSESSMENT = f"{REGS}/assessment-each-year"
PLAN = f"{REGS}/partnership-plan"
REVISED = f"{REGS}/plan-revised-before-each-year"
SENT = f"{REGS}/plan-sent-to-policing-body"
PUBLISHED = f"{REGS}/plan-summary-published"
PUBLIC = f"{REGS}/public-meeting-each-year"
COUNTY_GROUP = f"{REGS}/county-strategy-group"
AGREEMENT = f"{REGS}/county-agreement-each-year"
AGREEMENT_SENT = f"{REGS}/county-agreement-sent-to-policing-body"
PROBATION = f"{REGS}/joint-probation-appointee"
MONEY = f"{REGS}/value-for-money"
PROTOCOL = f"{REGS}/information-sharing-protocol"
PROTOCOL_CONTENTS = f"{REGS}/protocol-contents"
FOLLOWED = f"{REGS}/each-authority-follows-the-protocol"
COUNTY_APPOINTEES = f"{REGS}/county-two-appointees"
RESTS = f"{REGS}/county-agreement-rests-on-the-assessments"
CONTENTS = f"{REGS}/county-agreement-contents"
SCRUTINY = "scrutiny-regulations-2009/scrutiny-each-twelve-months"
DECIDED = f"{GUIDANCE}/review-decision-within-a-month"
HOME_OFFICE = f"{GUIDANCE}/home-office-told-of-the-decision"
POLICING = "police-reform-and-social-responsibility-act-2011"
CRIME_PLAN = f"{POLICING}/police-and-crime-plan-issued"
WITHOUT_DELAY = f"{POLICING}/plan-issued-without-delay"
PLAN_STEPS = f"{POLICING}/steps-before-the-plan"
CRIME_PLAN_CONTENTS = f"{POLICING}/what-the-plan-contains"
REVIEWED = f"{POLICING}/plan-kept-under-review"
CRIME_PLAN_SENT = f"{POLICING}/plan-sent-to-each-responsible-authority"
OWN_PLAN = f"{POLICING}/regard-to-its-own-plan"
PRIORITIES = f"{POLICING}/regard-to-partnership-priorities"
COOPERATION = f"{POLICING}/cooperation-with-responsible-authorities"
INFORMATION = f"{POLICING}/information-published"
ANNUAL_REPORT = f"{POLICING}/annual-report"
GRANTS = "specified-information-order-2011/grants-published"
REPORTS_PUBLISHED = "specified-information-order-2011/required-reports-published"
TOLD = f"{ACT}/report-published-when-told"
EACH_BODY = f"{ACT}/report-to-each-policing-body"
COMMISSIONER = "domestic-violence-crime-and-victims-act-2004/review-report-to-the-commissioner"
LISTED_BODIES = f"{ACT}/co-operation-by-listed-bodies"
WITH_LISTED_BODIES = f"{ACT}/co-operation-with-listed-bodies"
INVITED = f"{ACT}/invitation-of-each-description"
FIGURES_SHARED = f"{ACT}/information-shared-each-quarter"
DUE_REGARD = f"{ACT}/due-regard-in-all-functions"
STRATEGIES = f"{REGS}/plan-has-a-strategy-for-each-subject"
PLAN_CONTAINS = f"{REGS}/what-the-plan-contains"
PLAN_FOLLOWS = f"{REGS}/plan-follows-the-assessment"
HELP_CONSIDERED = f"{REGS}/community-help-considered"
ANALYSES = f"{REGS}/assessment-analyses-each-subject"
CONSIDERS = f"{REGS}/what-the-assessment-considers"
LOOKS_BACK = f"{REGS}/what-the-assessment-looks-back-on"
ASKED = f"{REGS}/people-asked-about-each-subject"
ASKED_WHAT_FIRST = f"{REGS}/people-asked-what-to-put-first"
WIDE = f"{REGS}/wide-consultation"
OTHER_CONSULTATION = f"{REGS}/regard-to-other-consultation"
PUBLICISED = f"{REGS}/public-meeting-publicised"
SCRUTINY_ACT = "police-and-justice-act-2006"
SCRUTINY_REGS = "scrutiny-regulations-2009"
FORM = f"{SCRUTINY_ACT}/form-of-the-committee"
LOCAL_MATTERS = f"{SCRUTINY_ACT}/local-crime-and-disorder-matters"
VOTES = f"{SCRUTINY_REGS}/votes-of-co-opted-members"
CO_OPTED = f"{SCRUTINY_REGS}/who-may-be-co-opted"
DISCUSSED = f"{SCRUTINY_ACT}/discussion-of-a-referred-matter"
REASONS = f"{SCRUTINY_ACT}/reasons-to-the-member"
MEMBER_COPIED = f"{SCRUTINY_ACT}/copy-to-the-member"
RESPONSE = f"{SCRUTINY_ACT}/response-to-a-report"
REPLY = f"{SCRUTINY_REGS}/reply-on-a-referred-matter"
GIVEN = f"{SCRUTINY_REGS}/information-for-the-committee"
LEFT_OUT = f"{SCRUTINY_REGS}/what-the-information-leaves-out"
CALLED = f"{SCRUTINY_REGS}/attendance-before-the-committee"
DIRECTED = "domestic-violence-crime-and-victims-act-2004/directed-review"
REVIEW_REGARD = "domestic-violence-crime-and-victims-act-2004/regard-to-the-review-guidance"

OTHERS = "anytown-csp/others"
FORMS = ("none", "whole", "counts")
SETTLED = {"gap", "met_late", "compliant", "not_applicable"}

Raw = dict[str, Any]
Finding = dict[str, Any]
Change = Callable[[Raw], None]


@dataclass(frozen=True)
class Row:
    """An expected finding: what it is of, what it must be, and why."""

    rule: str
    subject: str
    status: str
    why: str
    period: str | None = None
    part: str | None = None
    use: str | None = None
    #: Of what is due: no, or not known.
    done: str | None = None
    due: str | None = None
    since: str | None = None
    done_on: str | None = None
    #: How many days late, where that is exact.
    late_by: int | None = None
    cause: str | None = None

    @property
    def key(self) -> tuple[str, str, str | None, str | None]:
        """What it is of."""
        return (self.rule, self.subject, self.part, self.period)


def row(*told: str, **more: Any) -> Row:
    """A row, for a table that can be read."""
    return Row(*told, **more)


# -- the complete example, as at 16 June 2025

ANYTOWN = [
    row(COMBINED, "anytown", "not_applicable", "the partnership serves one area, so there is nothing to combine"),
    row(LIMB, "anytown", "compliant", "the plan in force has it", part="crime and disorder"),
    row(LIMB, "anytown", "compliant", "the plan in force has it", part="substance misuse"),
    row(LIMB, "anytown", "gap", "owed since 1 April 2010, and the only plan has none", part="re-offending"),
    row(LIMB, "anytown", "compliant", "the plan in force has it", part="serious violence"),
    row(REGARD, "anytown", "compliant", "judged so on 20 May 2025, until May 2026"),
    row(GROUP, "anytown", "compliant", "the board does a strategy group's work and stands on the day"),
    row(APPOINTEES, "anytown", "compliant", "two members, each appointed by a responsible authority"),
    row(
        ASSESSMENT,
        "anytown",
        "compliant",
        "prepared within the year",
        period="2024/25",
        due="2025-03-31",
        done_on="2024-11-05",
    ),
    row(
        ASSESSMENT,
        "anytown",
        "due",
        "none since 1 April 2025, and the year runs on",
        period="2025/26",
        due="2026-03-31",
        done="no",
    ),
    row(PLAN, "anytown", "compliant", "a plan for 2023 to 2026 is in force"),
    row(
        REVISED,
        "anytown",
        "met_late",
        "to be revised by 31 March; 22 April is the 22nd day after",
        period="2025/26",
        due="2025-03-31",
        done_on="2025-04-22",
        late_by=22,
    ),
    row(
        REVISED,
        "anytown",
        "due",
        "the plan ends with March 2026 and there is none after it yet",
        period="2026/27",
        due="2026-03-31",
        done="no",
    ),
    row(SENT, "anytown", "compliant", "sent to the commissioner in April 2023"),
    row(PUBLISHED, "anytown", "compliant", "published in May 2023"),
    row(PUBLIC, "anytown", "compliant", "one on 3 October 2024", part="a", period="2024/25", due="2025-03-31"),
    row(PUBLIC, "anytown", "gap", "nobody senior from probation", part="b", period="2024/25", since="2025-04-01"),
    row(
        PUBLIC,
        "anytown",
        "due",
        "none since 1 April 2025, and the year runs on",
        part="a",
        period="2025/26",
        due="2026-03-31",
        done="no",
    ),
    row(PUBLIC, "anytown", "due", "no meeting yet, and one can still be held", part="b", period="2025/26", done="no"),
    row(
        SCRUTINY,
        "anytown",
        "compliant",
        "12 September 2023, 10 September 2024: met however it is counted",
        period="2024/25",
        due="2025-04-30",
    ),
    row(
        SCRUTINY,
        "anytown",
        "due",
        "none since 1 May 2025; by no way of counting has the time run out",
        period="2025/26",
        due="2026-04-30",
        done="no",
    ),
]
COUNTY = [
    row(COUNTY_GROUP, "anyshire", "compliant", "the county's board prepares the agreement"),
    row(
        AGREEMENT, "anyshire", "gap", "the file has none for a year that is over", period="2024/25", since="2025-04-01"
    ),
    row(
        AGREEMENT,
        "anyshire",
        "due",
        "an agreement may be prepared until the year's last day",
        period="2025/26",
        due="2026-03-31",
        done="no",
    ),
    row(AGREEMENT_SENT, "anyshire", "compliant", "the only agreement went to the commissioner on 5 March 2024"),
    row(
        SCRUTINY,
        "anyshire",
        "gap",
        "none after November 2022: a gap however it is counted",
        period="2024/25",
        since="2025-05-01",
    ),
    row(SCRUTINY, "anyshire", "due", "the council year runs on", period="2025/26", due="2026-04-30", done="no"),
]
COMMISSIONERS = [
    row(REPORT_POWER, "anyshire-pcc", "power", "a report was required in June 2024", use="used"),
    row(ATTENDANCE_POWER, "anyshire-pcc", "power", "the office says never", use="not used"),
    row(
        REPORT,
        "report-2024",
        "compliant",
        "submitted a week before the day that was set",
        due="2024-07-31",
        done_on="2024-07-24",
    ),
    row(REPORT, OTHERS, "not_applicable", "the office says that there was no other"),
]
REVIEWS = [
    row(
        DECIDED,
        "death-2023",
        "met_late",
        "a month from 4 September is 4 October; 27 days of October and 20 more",
        due="2023-10-04",
        done_on="2023-11-20",
        late_by=47,
    ),
    row(
        DECIDED,
        "death-2024",
        "compliant",
        "decided, against a review, six days before the month ended",
        due="2024-07-07",
        done_on="2024-07-01",
    ),
    row(DECIDED, OTHERS, "not_applicable", "the register has no other death"),
    row(HOME_OFFICE, "death-2023", "compliant", "told a week after"),
    row(HOME_OFFICE, "death-2024", "compliant", "told of the decision against a review too"),
    row(HOME_OFFICE, OTHERS, "not_applicable", "the register has no other death"),
    row(COMMISSIONER, "death-2023", "gap", "complete by every reading, not sent, and could have been", part="the copy"),
    row(COMMISSIONER, "death-2023", "not_applicable", "no copy went, so none went late", part="the time"),
    row(COMMISSIONER, "death-2024", "not_applicable", "no review was held", part="the copy"),
    row(COMMISSIONER, "death-2024", "not_applicable", "no review was held", part="the time"),
    row(COMMISSIONER, OTHERS, "not_applicable", "the register has no other death", part="the copy"),
    row(COMMISSIONER, OTHERS, "not_applicable", "the register has no other death", part="the time"),
]
WORKING_TOGETHER = [
    row(PROBATION, "anytown", "not_applicable", "one provider of probation services and no more"),
    row(MONEY, "anytown", "compliant", "the board directs spending, and has arrangements for all four points"),
    row(PROTOCOL, "anytown", "compliant", "it has stood since May 2022", part="in place"),
    row(PROTOCOL, "anytown", "compliant", "each of the six is covered", part="every authority"),
    *[row(PROTOCOL_CONTENTS, "anytown", "compliant", "the protocol covers it", part=part) for part in "abc"],
    row(FOLLOWED, "anytown", "compliant", "each of the six follows it", part="follows"),
    row(FOLLOWED, "anytown", "compliant", "each of the six has nominated somebody", part="nominee"),
    row(COUNTY_APPOINTEES, "anyshire", "compliant", "two members, each appointed by a responsible authority"),
    *[
        row(rule, "anyshire", status, why, part=part, period=period)
        for rule, part in ((RESTS, None), (CONTENTS, "a"), (CONTENTS, "b"))
        for status, why, period in (
            ("not_applicable", "without an agreement for the year there is one gap and not four", "2024/25"),
            ("due", "the agreement for the year is still to be made", "2025/26"),
        )
    ],
]
#: The steps of a review: each rule and part, what the review of 2023 comes to, and why.
STEPS = [
    (DIRECTED, None, "not_applicable", "nobody was directed, and without a direction there is no duty"),
    (REVIEW_REGARD, None, "compliant", "it was judged that each listed body had regard"),
    (f"{GUIDANCE}/police-notice-of-a-death", None, "compliant", "the police gave notice in writing"),
    (f"{GUIDANCE}/circumstances-of-particular-concern-weighed", None, "compliant", "a review was held"),
    (f"{GUIDANCE}/review-after-a-suicide", None, "not_applicable", "it was no suicide"),
    (f"{GUIDANCE}/led-by-the-area-of-residence", None, "compliant", "led from where the person lived"),
    (f"{GUIDANCE}/reviews-of-a-young-victim-combined", None, "not_applicable", "the person was 34"),
    (f"{GUIDANCE}/review-panel", "setting it up", "compliant", "set up in January 2024"),
    (f"{GUIDANCE}/review-panel", "members", "compliant", "statutory and voluntary bodies sat on it"),
    (f"{GUIDANCE}/review-panel", "independence", "compliant", "nobody on it was involved in the case"),
    (f"{GUIDANCE}/independent-chair", "appointment", "compliant", "appointed in January 2024"),
    (f"{GUIDANCE}/independent-chair", "independence", "compliant", "independent of the agencies"),
    (f"{GUIDANCE}/terms-of-reference-of-a-review", "fixing them", "compliant", "fixed in February 2024"),
    (f"{GUIDANCE}/terms-of-reference-of-a-review", "the report", "compliant", "the report sets them out"),
    (f"{GUIDANCE}/agency-management-reviews", None, "compliant", "both agencies gave theirs"),
    (f"{GUIDANCE}/review-within-six-months", "six months", "not_applicable", "a later day was agreed in writing"),
    (f"{GUIDANCE}/review-within-six-months", "the agreed day", "compliant", "three weeks before the agreed day"),
    (f"{GUIDANCE}/family-offered-a-part-in-the-review", None, "compliant", "offered, and not wished"),
    (f"{GUIDANCE}/family-pointed-to-advocacy", None, "not_applicable", "the family and the chair did not meet"),
    (f"{GUIDANCE}/review-managed-with-a-criminal-case", None, "compliant", "settled with the police and prosecution"),
    (f"{GUIDANCE}/review-documents", "overview report", "compliant", "it was produced"),
    (f"{GUIDANCE}/review-documents", "executive summary", "compliant", "it was produced"),
    (f"{GUIDANCE}/review-documents", "action plan", "compliant", "it was produced"),
    (f"{GUIDANCE}/review-documents", "anonymity", "compliant", "nobody is named"),
    (f"{GUIDANCE}/report-sent-to-the-home-office", None, "compliant", "sent a week after it was agreed"),
    (f"{GUIDANCE}/review-published-after-clearance", "overview report", "compliant", "a week after clearance"),
    (f"{GUIDANCE}/review-published-after-clearance", "executive summary", "compliant", "a week after clearance"),
    (f"{GUIDANCE}/review-published-after-clearance", "clearance first", "compliant", "nothing came before it"),
    (f"{GUIDANCE}/action-plan-of-a-review-followed", "tracking", "compliant", "the partnership tracks it"),
    (f"{GUIDANCE}/action-plan-of-a-review-followed", "formal end", "not_applicable", "not every action is done"),
]
FAMILY = f"{GUIDANCE}/family-told-of-the-decision"
REVIEW_STEPS = [
    row(FAMILY, "death-2023", "compliant", "told the day after the Home Office"),
    row(FAMILY, "death-2024", "compliant", "told of the decision against a review too"),
    row(FAMILY, OTHERS, "not_applicable", "the register has no other death"),
    *(row(rule, "death-2023", status, why, part=part) for rule, part, status, why in STEPS),
    *(
        row(rule, "death-2024", "not_applicable", "no review was held, and none was asked for", part=part)
        for rule, part, _, _ in STEPS
    ),
    *(row(rule, OTHERS, "not_applicable", "the register has no other death", part=part) for rule, part, _, _ in STEPS),
]
OFFICE = "anyshire-pcc"
NOT_LONDON = "the section on London binds the Mayor's Office alone"
POLICE_AND_CRIME = [
    row(CRIME_PLAN, OFFICE, "compliant", "issued 20 March 2025", part="outside-london", period="2024/25"),
    row(CRIME_PLAN, OFFICE, "not_applicable", "no ordinary election", part="outside-london", period="2025/26"),
    row(CRIME_PLAN, OFFICE, "not_applicable", NOT_LONDON, part="in-london", period="2024/25"),
    row(CRIME_PLAN, OFFICE, "not_applicable", NOT_LONDON, part="in-london", period="2025/26"),
    row(WITHOUT_DELAY, OFFICE, "compliant", "judged so", part="outside-london"),
    row(WITHOUT_DELAY, OFFICE, "not_applicable", NOT_LONDON, part="in-london"),
    row(PLAN_STEPS, OFFICE, "compliant", "consulted in December 2024", part="chief-constable-consulted"),
    row(PLAN_STEPS, OFFICE, "compliant", "sent in January 2025", part="draft-sent-to-the-panel"),
    row(PLAN_STEPS, OFFICE, "compliant", "judged so", part="time-for-the-panel"),
    row(PLAN_STEPS, OFFICE, "compliant", "judged so", part="regard-to-the-panel"),
    row(PLAN_STEPS, OFFICE, "compliant", "answered before the plan was issued", part="panel-answered"),
    row(PLAN_STEPS, OFFICE, "compliant", "published before the plan was issued", part="answer-published"),
    row(PLAN_STEPS, OFFICE, "not_applicable", NOT_LONDON, part="in-london"),
    row(CRIME_PLAN_CONTENTS, OFFICE, "compliant", "the plan has each part"),
    row(REVIEWED, OFFICE, "compliant", "judged so", part="outside-london"),
    row(REVIEWED, OFFICE, "not_applicable", NOT_LONDON, part="in-london"),
    row(CRIME_PLAN_SENT, OFFICE, "compliant", "each of the six authorities of Anytown has it", part="the-plan"),
    row(CRIME_PLAN_SENT, OFFICE, "not_applicable", "it was not varied", part="a-variation"),
    row(CRIME_PLAN_SENT, OFFICE, "compliant", "published on 21 March 2025", part="published"),
    row(CRIME_PLAN_SENT, OFFICE, "not_applicable", NOT_LONDON, part="the-plan-in-london"),
    row(CRIME_PLAN_SENT, OFFICE, "not_applicable", NOT_LONDON, part="a-variation-in-london"),
    row(OWN_PLAN, OFFICE, "compliant", "judged so"),
    row(PRIORITIES, OFFICE, "compliant", "judged so"),
    row(COOPERATION, OFFICE, "compliant", "judged so"),
    row(INFORMATION, OFFICE, "compliant", "judged so", part="what-the-secretary-of-state-specifies"),
    row(INFORMATION, OFFICE, "compliant", "judged so", part="what-local-people-need"),
    row(ANNUAL_REPORT, OFFICE, "compliant", "judged so"),
    row(GRANTS, OFFICE, "compliant", "judged so"),
    row(REPORTS_PUBLISHED, OFFICE, "compliant", "the only report was published in August 2024"),
    row(TOLD, "report-2024", "not_applicable", "nobody told the authorities to publish it"),
    row(TOLD, OTHERS, "not_applicable", "the office says that there was no other report"),
    row(EACH_BODY, "anytown", "not_applicable", "one area that is not combined has one policing body"),
]
#: What is asked of an assessment, once there is one: each rule and part, and why that of 2024 is as it should be.
OF_AN_ASSESSMENT = [
    (ANALYSES, None, "it analyses all four subjects, so either reading is met"),
    (f"{REGS}/assessment-says-what-to-put-first", None, "on all four subjects, so either reading is met"),
    (f"{REGS}/assessment-says-what-people-would-put-first", None, "on all four subjects, so either reading is met"),
    (f"{REGS}/local-information-considered", None, "people spoke of three subjects, and all three were considered"),
    (f"{REGS}/assessment-tells-the-county-group", None, "it has a chapter for the county"),
    (CONSIDERS, "the responsible authorities", "what they supplied was considered"),
    (CONSIDERS, "co-operating bodies", "what they supplied was considered"),
    (CONSIDERS, "participating bodies", "what they supplied was considered"),
    (CONSIDERS, "the partnership plan", "the plan of the year was considered"),
    (LOOKS_BACK, "changes", "it has them"),
    (LOOKS_BACK, "reasons for changes", "it has them"),
    (LOOKS_BACK, "plan carried out", "it says how far the plan of 2023/24 was carried out"),
]
#: What is asked of the consultation of a year, and why that of 2024/25 is as it should be.
OF_A_CONSULTATION = [
    (ASKED, None, "the survey of June 2024 asked about all four subjects"),
    (ASKED_WHAT_FIRST, None, "the survey of June 2024 asked about all four subjects"),
    (WIDE, "many kinds of people", "judged so"),
    (WIDE, "people affected most", "judged so"),
    (OTHER_CONSULTATION, None, "judged so"),
]
YEARLY = [
    *OF_AN_ASSESSMENT,
    *OF_A_CONSULTATION,
    (PUBLICISED, "when it is held", "the day was announced"),
    (PUBLICISED, "what was discussed", "two weeks after the meeting"),
]
ASSESSED_AND_PLANNED = [
    *(row(rule, "anytown", "compliant", why, part=part, period="2024/25") for rule, part, why in YEARLY),
    *(
        row(rule, "anytown", "due", "the year runs on", part=part, period="2025/26", due="2026-03-31", done="no")
        for rule, part, _ in [*YEARLY, (CONSIDERS, "the crime and disorder committee", "")]
    ),
    row(
        CONSIDERS,
        "anytown",
        "not_applicable",
        "the committee supplied nothing",
        part="the crime and disorder committee",
        period="2024/25",
    ),
    row(STRATEGIES, "anytown", "gap", "none on re-offending: a gap by both readings", part="strategy"),
    *(
        row(PLAN_CONTAINS, "anytown", "compliant", "the plan has it", part=part)
        for part in ("steps", "resources", "measures by each responsible authority", "involving people")
    ),
    row(HELP_CONSIDERED, "anytown", "compliant", "on all four subjects, so either reading is met"),
    row(PLAN_FOLLOWS, "anytown", "compliant", "considered in April 2025", part="assessment", period="2025/26"),
    row(PLAN_FOLLOWS, "anytown", "compliant", "the plan has them", part="priorities", period="2025/26"),
    row(PLAN_FOLLOWS, "anytown", "not_applicable", "there was no agreement", part="agreement", period="2025/26"),
    *(
        row(PLAN_FOLLOWS, "anytown", "due", "each of them can still be made", part=part, period="2026/27")
        for part in ("assessment", "agreement", "priorities")
    ),
    row(f"{REGS}/regard-to-guidance", "anytown", "compliant", "judged so"),
    *(
        row(f"{REGS}/attendance-required-after-consulting", OFFICE, "not_applicable", "none was required", part=part)
        for part in ("consultation", "proportion")
    ),
    row(f"{ACT}/end-of-a-combination-agreement", "anytown", "not_applicable", "no area was ever joined to it"),
    *(
        row(f"{ACT}/terms-of-a-combination-agreement", "anytown", "not_applicable", "nothing is combined", part=part)
        for part in ("in writing", "purpose", "co-operation", "Secretary of State")
    ),
]
#: What was shared of October to December 2024, and when; by the last day of March it was in time.
SHARED_ON = {
    "incidents known to the police": "2025-02-10",
    "crimes": "2025-02-10",
    "deliberate fires and violence to fire staff": "2025-03-14",
    "road traffic collisions": "2025-03-31",
    "school exclusions": "2025-03-31",
    "racial incidents": "2025-03-12",
    "anti-social behaviour known to the council": "2025-03-12",
    "hospital admissions for assault, drugs and alcohol": "2025-03-28",
    "hospital admissions for domestic abuse": "2025-03-28",
    "mental illness and drug treatment": "2025-03-28",
    "ambulance calls to crime and disorder": "2025-03-28",
}
FALSE_ALARMS, AUTUMN, WINTER = "malicious false alarms", "October to December 2024", "January to March 2025"
PARTNERS = [
    row(LISTED_BODIES, "anytown", "compliant", "each of the four kinds does, and the area has none of the two others"),
    row(WITH_LISTED_BODIES, "anytown", "compliant", "they work with each of the four kinds that there are"),
    row(INVITED, "anytown", "gap", "no body for disabled people was invited, though there is one"),
    *(
        row(
            FIGURES_SHARED,
            "anytown",
            "compliant",
            "in time",
            part=figures,
            period=AUTUMN,
            due="2025-03-31",
            done_on=day,
        )
        for figures, day in SHARED_ON.items()
    ),
    row(
        FIGURES_SHARED,
        "anytown",
        "gap",
        "in no return, and the day has passed",
        part=FALSE_ALARMS,
        period=AUTUMN,
        since="2025-04-01",
    ),
    *(
        row(FIGURES_SHARED, "anytown", "due", "not yet", part=figures, period=WINTER, due="2025-06-30", done="no")
        for figures in [*SHARED_ON, FALSE_ALARMS]
    ),
    *(
        row(DUE_REGARD, "anytown", "compliant", "judged of the four authorities that are bound", part=part)
        for part in ("crime and disorder", "substance misuse", "re-offending", "serious violence")
    ),
]
COUNCILS = ("anytown", "anyshire")
#: The report of September 2024 on a matter that a councillor referred: each rule and part, what it comes to, and why.
OF_A_REPORT = [
    (f"{SCRUTINY_ACT}/copies-of-a-report", None, "not_applicable", "for such a report the committee chooses whom"),
    (MEMBER_COPIED, None, "compliant", "the next day"),
    (f"{SCRUTINY_ACT}/notice-of-the-duty-to-respond", None, "compliant", "the council and the police were told"),
    (RESPONSE, "considers", "compliant", "both considered it"),
    (RESPONSE, "replies", "compliant", "the council, to which no period applies, replied in November"),
    (RESPONSE, "says what it will do", "compliant", "both replies do"),
    (f"{SCRUTINY_ACT}/regard-to-a-report", None, "compliant", "judged so"),
    (REPLY, "in writing", "compliant", "the police wrote"),
    (REPLY, "within 28 days", "compliant", "the police replied on the 28th day"),
]
#: What was asked of the police: each rule and part, for the information and for the call, and why.
OF_A_REQUEST = [
    (GIVEN, None, "compliant", "not_applicable", "given a day before the day that was set"),
    (LEFT_OUT, "who can be identified", "compliant", "not_applicable", "nobody can be identified"),
    (LEFT_OUT, "what may do harm", "compliant", "not_applicable", "judged so"),
    (CALLED, "notice", "not_applicable", "compliant", "judged so"),
    (CALLED, "attendance", "not_applicable", "compliant", "the inspector came on the day"),
]
OF_ANY_ITEM = [
    (DISCUSSED, None),
    (REASONS, None),
    *(each[:2] for each in OF_A_REPORT),
    *(each[:2] for each in OF_A_REQUEST),
]
COMMITTEES = [
    *(row(f"{SCRUTINY_ACT}/crime-and-disorder-committee", each, "compliant", "it has one") for each in COUNCILS),
    *(
        row(LOCAL_MATTERS, each, "compliant", "its committee can", part=part)
        for each in COUNCILS
        for part in ("reports", "referrals")
    ),
    row(FORM, "anytown", "compliant", "an overview and scrutiny committee", part="executive arrangements"),
    row(FORM, "anytown", "not_applicable", "it has an executive", part="committee system"),
    row(FORM, "anyshire", "not_applicable", "it has no executive", part="executive arrangements"),
    row(FORM, "anyshire", "compliant", "an overview and scrutiny committee", part="committee system"),
    row(VOTES, "anytown", "compliant", "the one co-opted member has no vote"),
    row(CO_OPTED, "anytown", "compliant", "the one co-opted member is not of the executive"),
    row(VOTES, "anyshire", "not_applicable", "nobody was co-opted"),
    row(CO_OPTED, "anyshire", "not_applicable", "nobody was co-opted"),
    row(DISCUSSED, "burglaries-2024", "compliant", "at the first meeting after it was referred"),
    row(REASONS, "burglaries-2024", "not_applicable", "the committee decided to report"),
    *(row(rule, "burglaries-report", status, why, part=part) for rule, part, status, why in OF_A_REPORT),
    *(row(rule, "burglary-figures", status, why, part=part) for rule, part, status, _, why in OF_A_REQUEST),
    *(row(rule, "inspector-called", status, why, part=part) for rule, part, _, status, why in OF_A_REQUEST),
    *(
        row(rule, f"{each}/others", "not_applicable", "the committees' files hold no other", part=part)
        for each in COUNCILS
        for rule, part in OF_ANY_ITEM
    ),
]
ROWS = [
    *ANYTOWN,
    *COUNTY,
    *COMMISSIONERS,
    *POLICE_AND_CRIME,
    *REVIEWS,
    *REVIEW_STEPS,
    *WORKING_TOGETHER,
    *ASSESSED_AND_PLANNED,
    *PARTNERS,
    *COMMITTEES,
]


def run(*arguments: str) -> tuple[int, str]:
    """The exit code and output of the command line."""
    result = CliRunner().invoke(main, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result.exit_code, result.stdout


def audited(path: Path) -> dict[str, Any]:
    """The audit of a dossier, which must be one that can be read."""
    code, output = run("audit", str(path), "--format", "json")
    assert code in (0, 1), output
    report: dict[str, Any] = json.loads(output)
    return report


def keyed(report: dict[str, Any]) -> dict[tuple[str, str, str | None, str | None], Finding]:
    """Findings by what they are of."""
    return {(f["rule"], f["subject"]["id"], f["part"], f["period"]): f for f in report["findings"]}


def check(finding: Finding, expected: Row) -> None:
    """That a finding is what a row says, with its dates where the row gives them."""
    assert finding["status"] == expected.status, finding["sentence"]
    for name in ("use", "done", "cause"):
        wanted = getattr(expected, name)
        assert wanted is None or finding[name] == wanted, (name, finding["sentence"])
    for name in ("due", "since", "done_on"):
        wanted = getattr(expected, name)
        if wanted is not None:
            assert finding[name] is not None, (name, finding["sentence"])
            assert (finding[name]["from"], finding[name]["to"]) == (wanted, wanted), (name, finding["sentence"])
    if expected.late_by is not None:
        assert (finding["late_by"]["from"], finding["late_by"]["to"]) == (expected.late_by, expected.late_by)


@pytest.fixture(scope="module")
def complete() -> dict[str, Any]:
    return audited(COMPLETE)


@pytest.mark.parametrize("expected", ROWS, ids=lambda each: ":".join(filter(None, (*each.key, each.status))))
def test_each_finding_is_what_the_law_gives_on_these_facts(complete: dict[str, Any], expected: Row) -> None:
    check(keyed(complete)[expected.key], expected)


def test_the_table_has_every_finding_once(complete: dict[str, Any]) -> None:
    assert len({each.key for each in ROWS}) == len(ROWS)
    assert set(keyed(complete)) == {each.key for each in ROWS}
    assert len(complete["findings"]) == len(ROWS)


def test_nothing_is_left_to_tell(complete: dict[str, Any]) -> None:
    assert complete["summary"].get("cannot_tell", 0) == 0
    assert complete["summary"].get("judgement_needed", 0) == 0
    assert [f["id"] for f in complete["findings"] if f["questions"]] == []
    assert run("ask", str(COMPLETE)) == (0, "No question is open: every duty is settled.\n")


def test_it_holds_each_thing_that_a_reader_should_see(complete: dict[str, Any]) -> None:
    statuses = {each["status"] for each in complete["findings"]}
    assert statuses == {"gap", "met_late", "due", "compliant", "not_applicable", "power"}
    assert {f["use"] for f in complete["findings"] if f["status"] == "power"} == {"used", "not used"}
    assert {form for form in FORMS for raw in raw_files(COMPLETE).values() if form in raw} == set(FORMS)


def test_its_gaps_of_law_set_the_exit_code_and_rest_on_what_is_stated(complete: dict[str, Any]) -> None:
    assert run("audit", str(COMPLETE))[0] == 1
    gaps = [f for f in complete["findings"] if f["status"] == "gap"]
    assert {f["force"] for f in gaps} == {"must"}
    assert all(f["stated"] and f["evidence"] and f["remedy"] for f in gaps)


def test_no_finding_is_weaker_law_in_stronger_words(complete: dict[str, Any]) -> None:
    forces = {f["rule"]: f["force"] for f in complete["findings"]}
    assert {forces[rule] for rule in (DECIDED, HOME_OFFICE, REGARD)} == {"must have regard"}
    assert {forces[rule] for rule in (REPORT_POWER, ATTENDANCE_POWER)} == {"may"}


@pytest.mark.parametrize("path", [COMPLETE, TEN_LINES], ids=["complete", "ten lines"])
def test_each_example_is_well_written(path: Path) -> None:
    result = CliRunner().invoke(main, ["check", str(path)])
    assert result.exit_code == 0
    assert "0 warnings" in result.output


# -- one fact at a time


def raw_files(path: Path) -> dict[str, Raw]:
    """A dossier's files as they stand, every scalar as text."""
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    return {each.name: yaml.load(each.read_text(), yaml.BaseLoader) for each in files}


def changed(path: Path, change: Change, folder: Path) -> dict[tuple[str, str, str | None, str | None], Finding]:
    """The findings on a dossier in which something was changed, written out as one file."""
    whole: Raw = {}
    for raw in raw_files(path).values():
        for section, content in raw.items():
            if isinstance(content, list):
                whole.setdefault(section, []).extend(content)
            else:
                whole.setdefault(section, {}).update(content)
    change(whole)
    target = folder / "dossier.yaml"
    target.write_text(yaml.safe_dump(whole, sort_keys=False, allow_unicode=True))
    return keyed(audited(target))


def setting(*path: str, to: Any) -> Change:
    """A change that sets what stands at a path."""

    def change(raw: Raw) -> None:
        for step in path[:-1]:
            raw = raw.setdefault(step, {})
        raw[path[-1]] = to

    return change


def without(*path: str) -> Change:
    """A change that takes away what stands at a path."""

    def change(raw: Raw) -> None:
        *outer, last = path
        holders = [raw]
        for step in outer:
            holders.append(holders[-1][step])
        del holders[-1][last]
        for holder, step in zip(reversed(holders[:-1]), reversed(outer), strict=True):
            if not holder[step]:
                del holder[step]

    return change


def statement_gone(form: str, **said: Any) -> Change:
    """A change that takes away the one closing statement which says these things."""

    def change(raw: Raw) -> None:
        found = [each for each in raw[form] if all(each.get(key) == value for key, value in said.items())]
        assert len(found) == 1, found
        raw[form].remove(found[0])
        if not raw[form]:
            del raw[form]

    return change


def both(*changes: Change) -> Change:
    """Several changes."""

    def change(raw: Raw) -> None:
        for each in changes:
            each(raw)

    return change


def scrutinised(*days: str) -> Change:
    """Scrutiny meetings of the county council."""

    def change(raw: Raw) -> None:
        for day in days:
            raw["meetings"][f"county-{day}"] = {"kind": "scrutiny", "covers": ["anyshire"], "held": day}

    return change


def agreement_prepared(day: str) -> Change:
    """An agreement for 2024/25."""
    item = {"covers": ["anyshire"], "for": "2024/25", "prepared": day, "sent": {"anyshire-pcc": "2025-05-01"}}
    return setting("agreements", "agreement-2024", to=item)


#: The second death stands undecided.
NOT_DECIDED = both(
    setting("deaths", "death-2024", "review_decision", to="no"),
    without("deaths", "death-2024", "decision"),
    without("deaths", "death-2024", "home_office_told"),
)
NO_COUNTY_SCRUTINY = statement_gone("none", what="meetings", of=["anyshire"])
ATTENDANCE = ("meetings", "public-2024", "attendance", "anyshire-probation")
LIMBS = ("plans", "plan-2023", "limbs")
REGISTER = ("registers", "anytown-register")
POLICE_REPLY = ("reports", "burglaries-report", "sent", "anyshire-police")
COULD_REPLY_SOONER = {
    "rule": REPLY,
    "key": "each-late-reply-came-as-soon-as-it-could",
    "of": ["burglaries-report"],
    "answer": "no",
    "by": "the chair of the committee",
    "date": "2024-11-01",
    "basis": "the letter that came with the reply",
}
CO_OPTED_MEMBER = ("committees", "anytown-committee", "co_opted", "victim-support-manager")


def false_alarms_shared(day: str) -> Change:
    """A return of its own for the figures that were left out."""
    item = {"covers": ["anytown"], "for": "2024-10-01..2024-12-31", "electronic": "yes"}
    return setting("returns", "false-alarms", to={**item, "sent": day, "datasets": {FALSE_ALARMS: "yes"}})


@dataclass(frozen=True)
class Turn:
    """A change, and the one finding that it turns into something else."""

    name: str
    change: Change
    becomes: Row


TURNS = [
    Turn(
        "an agreement was prepared within the year",
        agreement_prepared("2025-03-31"),
        row(AGREEMENT, "anyshire", "compliant", "its last day is in time", period="2024/25"),
    ),
    Turn(
        "an agreement was prepared a day after the year",
        agreement_prepared("2025-04-01"),
        row(AGREEMENT, "anyshire", "met_late", "one day late", period="2024/25", late_by=1),
    ),
    Turn(
        "nobody says that there was no other agreement",
        statement_gone("whole", what="agreements"),
        row(AGREEMENT, "anyshire", "cannot_tell", "the list is open", period="2024/25", cause="fact"),
    ),
    Turn(
        "the county council scrutinised each year",
        both(NO_COUNTY_SCRUTINY, scrutinised("2023-09-05", "2024-09-03")),
        row(SCRUTINY, "anyshire", "compliant", "met however it is counted", period="2024/25"),
    ),
    Turn(
        "nobody says that the county council held no meeting",
        NO_COUNTY_SCRUTINY,
        row(SCRUTINY, "anyshire", "cannot_tell", "the list is open", period="2024/25"),
    ),
    Turn(
        "somebody senior came from probation",
        setting(*ATTENDANCE, "senior", to="yes"),
        row(PUBLIC, "anytown", "compliant", "every authority sent somebody senior", part="b", period="2024/25"),
    ),
    Turn(
        "who came from probation is not said",
        without(*ATTENDANCE, "senior"),
        row(PUBLIC, "anytown", "cannot_tell", "it hangs on that", part="b", period="2024/25", cause="fact"),
    ),
    Turn(
        "the plan has a strategy on re-offending",
        setting(*LIMBS, "re-offending", to="yes"),
        row(LIMB, "anytown", "compliant", "the plan in force has it", part="re-offending"),
    ),
    Turn(
        "whether the plan has a strategy on re-offending is not said",
        without(*LIMBS, "re-offending"),
        row(LIMB, "anytown", "cannot_tell", "it hangs on that", part="re-offending", cause="fact"),
    ),
    Turn(
        "the plan sets out a strategy on re-offending",
        setting(*LIMBS, "re-offending", to="yes"),
        row(STRATEGIES, "anytown", "compliant", "it has all four, so either reading is met", part="strategy"),
    ),
    Turn(
        "whether the plan sets out a strategy on re-offending is not said",
        without(*LIMBS, "re-offending"),
        row(STRATEGIES, "anytown", "cannot_tell", "it hangs on that", part="strategy", cause="fact"),
    ),
    Turn(
        "the plan has no strategy on serious violence",
        setting(*LIMBS, "serious violence", to="no"),
        row(LIMB, "anytown", "gap", "the Act asks for one since 31 January 2023", part="serious violence"),
    ),
    Turn(
        "the plan sets out every strategy but that on serious violence",
        both(setting(*LIMBS, "re-offending", to="yes"), setting(*LIMBS, "serious violence", to="no")),
        row(STRATEGIES, "anytown", "cannot_tell", "the readings part", part="strategy", cause="law unsettled"),
    ),
    Turn(
        "the assessment does not analyse serious violence",
        setting("assessments", "assessment-2024", "levels", "serious violence", to="no"),
        row(ANALYSES, "anytown", "cannot_tell", "the readings part", period="2024/25", cause="law unsettled"),
    ),
    Turn(
        "a body for disabled people was invited",
        setting(*REGISTER, "invited", "body for disabled people", to="yes"),
        row(INVITED, "anytown", "compliant", "one of each description there is"),
    ),
    Turn(
        "nobody in the area speaks for disabled people",
        both(
            without(*REGISTER, "invited", "body for disabled people"),
            setting(*REGISTER, "absent", "body for disabled people", to="yes"),
        ),
        row(INVITED, "anytown", "compliant", "whom there is not, nobody can invite"),
    ),
    Turn(
        "whether a body for disabled people was invited is not said",
        without(*REGISTER, "invited", "body for disabled people"),
        row(INVITED, "anytown", "cannot_tell", "it hangs on that", cause="fact"),
    ),
    Turn(
        "the false alarms are in the return",
        setting("returns", "fire-figures", "datasets", FALSE_ALARMS, to="yes"),
        row(FIGURES_SHARED, "anytown", "compliant", "in time", part=FALSE_ALARMS, period=AUTUMN),
    ),
    Turn(
        "the false alarms came two weeks after the last day",
        false_alarms_shared("2025-04-14"),
        row(FIGURES_SHARED, "anytown", "met_late", "14 days late", part=FALSE_ALARMS, period=AUTUMN, late_by=14),
    ),
    Turn(
        "nobody says that the returns hold nothing else",
        statement_gone("whole", what="returns.datasets"),
        row(FIGURES_SHARED, "anytown", "cannot_tell", "another may hold them", part=FALSE_ALARMS, period=AUTUMN),
    ),
    Turn(
        "the fire authority's decisions were not judged",
        setting(
            "judgements", "crime-and-disorder-was-weighed", "of", to=["anytown-council", "anyshire-council", OFFICE]
        ),
        row(DUE_REGARD, "anytown", "judgement_needed", "it is bound like the three", part="crime and disorder"),
    ),
    Turn(
        "nobody says whether there is a parish council",
        statement_gone("none", kind="parish council"),
        row(DUE_REGARD, "anytown", "cannot_tell", "one would be bound too", part="crime and disorder"),
    ),
    Turn(
        "the co-opted member votes, and the committee did not decide so",
        both(setting(*CO_OPTED_MEMBER, "votes", to="yes"), setting(*CO_OPTED_MEMBER, "vote_decided", to="no")),
        row(VOTES, "anytown", "gap", "without a decision there is no vote"),
    ),
    Turn(
        "the police replied on the 29th day and could have replied sooner",
        both(
            setting(*POLICE_REPLY, "reply", to="2024-10-23"), setting("judgements", "late-reply", to=COULD_REPLY_SOONER)
        ),
        row(REPLY, "burglaries-report", "met_late", "one day late", part="within 28 days", late_by=1),
    ),
    Turn(
        "the copy has gone to the Domestic Abuse Commissioner",
        setting("deaths", "death-2023", "commissioner_sent", to="2025-05-14"),
        row(COMMISSIONER, "death-2023", "compliant", "it was sent", part="the copy"),
    ),
    Turn(
        "whether the copy could have gone is not judged",
        without("judgements", "copy-could-have-gone"),
        row(COMMISSIONER, "death-2023", "judgement_needed", "nobody has judged it", part="the copy"),
    ),
    Turn(
        "the decision came on the last day of the month",
        setting("deaths", "death-2023", "review_decision", to="2023-10-04"),
        row(DECIDED, "death-2023", "compliant", "the corresponding day is the last day"),
    ),
    Turn(
        "the decision came the day after the month",
        setting("deaths", "death-2023", "review_decision", to="2023-10-05"),
        row(DECIDED, "death-2023", "met_late", "one day late", late_by=1),
    ),
    Turn(
        "reasons for deciding late were recorded",
        setting("deaths", "death-2023", "delay_reasons", to="yes"),
        row(DECIDED, "death-2023", "not_applicable", "to depart from guidance for a reason is to have regard to it"),
    ),
    Turn(
        "no decision was made",
        both(
            NOT_DECIDED,
            setting("deaths", "death-2024", "delay_reasons", to="no"),
        ),
        row(DECIDED, "death-2024", "gap", "the death was put to the partnership", since="2024-07-08"),
    ),
    Turn(
        "the report went in a day late",
        setting("requests", "report-2024", "submitted", to={"anyshire-pcc": "2024-08-01"}),
        row(REPORT, "report-2024", "met_late", "one day late", late_by=1),
    ),
    Turn(
        "the report did not go in",
        setting("requests", "report-2024", "submitted", to={"anyshire-pcc": "no"}),
        row(REPORT, "report-2024", "gap", "required, and its day has passed", since="2024-08-01"),
    ),
    Turn(
        "the plan was revised on the last day before the year",
        setting("plans", "plan-2023", "revisions", "spring-2025", to="2025-03-31"),
        row(REVISED, "anytown", "compliant", "in time", period="2025/26"),
    ),
    Turn(
        "the plan was not sent",
        setting("plans", "plan-2023", "sent", to={"anyshire-pcc": "no"}),
        row(SENT, "anytown", "gap", "a plan in force that the commissioner was not sent"),
    ),
    Turn(
        "the judgement of regard has run out",
        setting("judgements", "regard-2025", "until", to="2025-06-15"),
        row(REGARD, "anytown", "judgement_needed", "one that has run out counts as none"),
    ),
    Turn(
        "the office does not speak of calling the authorities to a meeting",
        statement_gone("none", what="requests"),
        row(ATTENDANCE_POWER, "anyshire-pcc", "power", "never a gap", use="not known"),
    ),
]


@pytest.mark.parametrize("turn", TURNS, ids=lambda turn: turn.name)
def test_a_finding_turns_with_the_fact_that_decides_it(complete: dict[str, Any], turn: Turn, tmp_path: Path) -> None:
    before, after = keyed(complete), changed(COMPLETE, turn.change, tmp_path)
    assert before[turn.becomes.key]["status"] in SETTLED | {"power"}
    check(after[turn.becomes.key], turn.becomes)
    assert {key for key in before if key not in after} == set()


def test_each_gap_is_turned_to_met_by_one_change_and_unsettled_by_another() -> None:
    turned = {turn.becomes.key: set[str]() for turn in TURNS}
    for turn in TURNS:
        turned[turn.becomes.key].add(turn.becomes.status)
    for gap in (each for each in ROWS if each.status == "gap"):
        assert "compliant" in turned[gap.key]
        assert turned[gap.key] & {"cannot_tell", "judgement_needed"}


def test_a_statement_taken_away_unsettles_and_never_turns_round(complete: dict[str, Any], tmp_path: Path) -> None:
    before = keyed(complete)
    statements = [(form, each) for raw in raw_files(COMPLETE).values() for form in FORMS for each in raw.get(form, [])]
    assert len(statements) == 29
    for form, statement in statements:
        after = changed(COMPLETE, statement_gone(form, **statement), tmp_path)
        told = [{key: (f["status"], f["done"], f["use"]) for key, f in each.items()} for each in (before, after)]
        assert told[0] != told[1], f"{statement} settles nothing"
        turned = {key: (finding["status"], after[key]["status"]) for key, finding in before.items()}
        assert [key for key, pair in turned.items() if set(pair) <= SETTLED and pair[0] != pair[1]] == []


def test_a_recorded_decision_settles_what_the_facts_leave_open(tmp_path: Path) -> None:
    """A death that nobody put forward calls for a decision only if it is within section 9."""
    undecided = both(NOT_DECIDED, setting("deaths", "death-2024", "referred", to="no"))
    key = (DECIDED, "death-2024", None, None)
    assert changed(COMPLETE, undecided, tmp_path)[key]["status"] == "not_applicable"
    unrecorded = both(undecided, without("decisions", "outside-section-9"))
    assert changed(COMPLETE, unrecorded, tmp_path)[key]["status"] == "cannot_tell"


def test_a_recorded_decision_that_the_facts_refute_is_a_conflict(tmp_path: Path) -> None:
    change = both(
        NOT_DECIDED,
        setting("deaths", "death-2024", "referred", to="no"),
        setting("deaths", "death-2024", "caused_by", to="former partner"),
    )
    finding = changed(COMPLETE, change, tmp_path)[DECIDED, "death-2024", None, None]
    assert (finding["status"], finding["cause"]) == ("cannot_tell", "conflict")


def test_a_copy_that_was_sent_leaves_its_time_to_be_judged(tmp_path: Path) -> None:
    change = setting("deaths", "death-2023", "commissioner_sent", to="2025-05-14")
    finding = changed(COMPLETE, change, tmp_path)[COMMISSIONER, "death-2023", "the time", None]
    assert finding["status"] == "judgement_needed"


# -- the ten lines: Suffolk Coastal on 18 March 2016, by a published paper

TEN_ROWS = [
    row(SENT, "suffolk-coastal", "gap", "the commissioner's office gets none of the plans"),
    row(PLAN, "suffolk-coastal", "compliant", "a plan for 2015/16 is in force"),
    row(PUBLISHED, "suffolk-coastal", "compliant", "it was on the council's website by the day of the report"),
    row(
        AGREEMENT,
        "suffolk",
        "due",
        "none since the year began, and it has thirteen days to run",
        period="2015/16",
        due="2016-03-31",
        done="no",
    ),
    row(AGREEMENT, "suffolk", "cannot_tell", "what was made before April 2015 is not said", period="2014/15"),
    row(
        ASSESSMENT,
        "suffolk-coastal",
        "due",
        "nobody speaks of it, and the year runs on",
        period="2015/16",
        due="2016-03-31",
        done="not known",
    ),
    row(ASSESSMENT, "suffolk-coastal", "cannot_tell", "nobody speaks of it", period="2014/15", cause="fact"),
    row(
        REVISED,
        "suffolk-coastal",
        "due",
        "nobody speaks of a plan or revision for the year to come",
        period="2016/17",
        due="2016-03-31",
        done="not known",
    ),
    row(
        PUBLIC,
        "suffolk-coastal",
        "due",
        "nobody speaks of one, and the year runs on",
        part="a",
        period="2015/16",
        due="2016-03-31",
        done="not known",
    ),
    row(
        SCRUTINY,
        "suffolk-coastal",
        "cannot_tell",
        "met by the year, and not known by months without one",
        period="2015/16",
        cause="law unsettled",
    ),
    row(REGARD, "suffolk-coastal", "judgement_needed", "only a judgement settles regard"),
    row(COMBINED, "suffolk-coastal", "not_applicable", "one area"),
    row(REPORT_POWER, "suffolk-pcc", "power", "nobody speaks of it", use="not known"),
]


@pytest.fixture(scope="module")
def ten_lines() -> dict[str, Any]:
    return audited(TEN_LINES)


@pytest.mark.parametrize("expected", TEN_ROWS, ids=lambda each: ":".join(filter(None, (*each.key, each.status))))
def test_ten_lines_give_what_the_law_of_that_day_gives(ten_lines: dict[str, Any], expected: Row) -> None:
    check(keyed(ten_lines)[expected.key], expected)


def test_the_ten_lines_are_ten() -> None:
    lines = TEN_LINES.read_text().splitlines()
    assert len(lines) == 10
    assert all(line.strip() and not line.lstrip().startswith("#") for line in lines)
    assert max(len(line) for line in lines) <= 120
    assert [path.name for path in TEN_LINES.parent.iterdir()] == [TEN_LINES.name]


def test_ten_lines_have_one_gap_which_as_a_reading_sets_no_exit_code(ten_lines: dict[str, Any]) -> None:
    [gap] = [f for f in ten_lines["findings"] if f["status"] == "gap"]
    assert gap["rule"] == SENT
    assert not gap["stated"]
    assert run("audit", str(TEN_LINES))[0] == 0


def test_the_gap_of_the_ten_lines_turns_with_its_fact(tmp_path: Path) -> None:
    key = (SENT, "suffolk-coastal", None, None)
    gone = statement_gone("none", what="plans.sent")
    assert changed(TEN_LINES, gone, tmp_path)[key]["status"] == "cannot_tell"
    sent = both(gone, setting("plans", "plan", "sent", to={"suffolk-pcc": "2015-06"}))
    assert changed(TEN_LINES, sent, tmp_path)[key]["status"] == "compliant"


def test_ten_lines_speak_of_one_district_and_its_county(ten_lines: dict[str, Any]) -> None:
    subjects = {f["subject"]["id"].partition("/")[0] for f in ten_lines["findings"]}
    assert subjects == {"suffolk-coastal", "suffolk", "suffolk-pcc", "suffolk-coastal-csp"}


def test_each_open_finding_of_the_ten_lines_asks_somebody_something(ten_lines: dict[str, Any]) -> None:
    for finding in ten_lines["findings"]:
        if finding["status"] in ("cannot_tell", "judgement_needed") or finding["done"] == "not known":
            assert finding["questions"], finding["sentence"]
            assert all(each["question"] and each["ask"] for each in finding["questions"])


def test_the_questions_of_the_ten_lines_name_whom_to_ask() -> None:
    code, asked = run("ask", str(TEN_LINES))
    assert code == 0
    for words in ("Ask the partnership's officer", "strategic assessment", "public meeting"):
        assert words in asked
