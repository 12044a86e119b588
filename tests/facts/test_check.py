"""Likely mistakes are warnings with their line; what can be meant is left alone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from dutybound.engine.rulebook import load_rulebook
from dutybound.facts import mistakes
from dutybound.facts.check import closable
from dutybound.facts.days import Day, Time
from dutybound.facts.gazetteer import Gazetteer
from dutybound.facts.load import load
from pydantic import BaseModel

HEADER = """dossier: {title: Anytown, as_at: 2026-03-02}
sources: {file: {title: Committee file, kind: minute}}
"""


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_rulebook().gazetteer


@pytest.fixture
def warned(tmp_path: Path, gazetteer: Gazetteer):
    def warnings(*texts: str) -> list[str]:
        """The warnings for a header and one file a text, each as ``LINE PATH: MESSAGE``."""
        for number, text in enumerate((HEADER, *texts)):
            (tmp_path / f"{number}.yaml").write_text(text)
        return [f"{each.line} {each.path}: {each.message}" for each in load([tmp_path], gazetteer).warnings]

    return warnings


LATER = "is later than the dossier's day (2026-03-02): an act of that day is read as not done"
DEATH = "deaths:\n  one:\n    covers: [babergh]\n    notified: {0}\n    review_decision: {1}\n"
PLAN = "plans:\n  one: {{covers: [babergh], {0}}}\n"


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        (
            DEATH.format("2025-06-10", "2025-06-09"),
            "5 deaths.one.review_decision: review decision (9 June 2025) comes before notified (10 June 2025)",
        ),
        (
            DEATH.format("2025-06", "2024"),
            "5 deaths.one.review_decision: review decision (2024) comes before notified (June 2025)",
        ),
        (
            "deaths:\n  one:\n    covers: [babergh]\n    date: 2025-06\n    notified: {value: 2025-05, source: file}\n",
            "5 deaths.one.notified.value: notified (May 2025) comes before date (June 2025)",
        ),
        (
            PLAN.format("adopted: 2025-03, published: 2025-02"),
            "2 plans.one.published: published (February 2025) comes before adopted (March 2025)",
        ),
        (
            "agreements:\n  one:\n    covers: [suffolk]\n    prepared: 2025-03\n    sent: {suffolk-pcc: 2025-02}\n",
            "5 agreements.one.sent.suffolk-pcc: sent (February 2025) comes before prepared (March 2025)",
        ),
        (
            "requests:\n  one:\n    kind: report\n    covers: [babergh]\n    by: suffolk-pcc\n    made: 2025-03\n"
            "    deadline: 2025-02\n",
            "7 requests.one.deadline: deadline (February 2025) comes before made (March 2025)",
        ),
        (
            PLAN.format("for: 2025-04-01..2024-03-31"),
            "2 plans.one.for: the time 2025-04-01..2024-03-31 ends before it starts: nothing is read from it",
        ),
        (
            PLAN.format("adopted: 2026-03-03"),
            f"2 plans.one.adopted: 2026-03-03 {LATER}",
        ),
        (
            PLAN.format("sent: {suffolk-pcc: {date: {value: 2027, source: file}}}"),
            f"2 plans.one.sent.suffolk-pcc.date.value: 2027 {LATER}",
        ),
        (
            "partnerships:\n  csp:\n    areas: [babergh]\n    combination: {agreement: 2026-04}\n",
            f"4 partnerships.csp.combination.agreement: 2026-04 {LATER}",
        ),
        (
            PLAN.format("adopted: {either: [2011-12, {value: 2011-11, source: file}]}"),
            "2 plans.one.adopted.either.1: 2011-12 is read as a month; for the year from 1 April write 2011/12",
        ),
        (
            PLAN.format("for: 2011-12"),
            "2 plans.one.for: 2011-12 is read as a month; for the year from 1 April write 2011/12",
        ),
        (
            "meetings:\n  one: {kind: public, covers: [babergh], held: 2009-10..2010-03}\n",
            "2 meetings.one.held: 2009-10 is read as a month; for the year from 1 April write 2009/10",
        ),
        (
            "none:\n  - {what: plans, of: [babergh], from: 2024-01-01, until: 2024-06-30, source: file}\n"
            "  - {what: plans, of: [babergh], from: 2025-06-01, until: 2025-01-01, source: file}\n",
            "3 none.2: no day is certainly within this statement, so it closes nothing: its edges shrink inwards",
        ),
        (
            "none:\n  - {what: plans, of: [babergh], until: 2026-12-31, source: file}\n",
            "2 none.1.until: the statement runs on after the dossier's day (2026-03-02), of which nobody can know",
        ),
        (
            "whole:\n  - {what: plans, of: [babergh]}\n",
            "2 whole.1: this statement can make a gap, and names no source",
        ),
    ],
)
def test_a_likely_mistake_is_a_warning_with_its_line(warned, text: str, warning: str) -> None:
    assert [each for each in warned(text) if each == warning] == [warning]
    assert [each for each in warned(text) if "later than" not in each and each != warning] == []


def test_a_decision_before_the_notice_is_seen_though_they_stand_in_two_files(warned) -> None:
    notice = "deaths:\n  one: {covers: [babergh], notified: 2025-06-10}\n"
    decision = "deaths:\n  one:\n    review_decision: 2025-06-09\n"
    assert warned(notice, decision) == [
        "3 deaths.one.review_decision: review decision (9 June 2025) comes before notified (10 June 2025)"
    ]


@pytest.mark.parametrize(
    "text",
    [
        DEATH.format("2025-06-10", "2025-06-10"),
        DEATH.format("2025-06", "2025-06"),
        DEATH.format("2025-06-10", "2025"),  # it may well be later in the year
        DEATH.format("2025-06-10", "no"),
        DEATH.format("no", "2025-06-10"),
        DEATH.format("yes", "2025-06-10"),
        DEATH.format("2025-06-10", "yes"),
        DEATH.format("{unknown: not said}", "2025-06-10"),
        PLAN.format("adopted: 2025.., published: 2025"),
        PLAN.format("adopted: 2026-03-02, for: 2026/27"),
        PLAN.format("adopted: 2026-03, in_force: 2027-04-01.."),
        PLAN.format("for: 2012/13"),
        PLAN.format("adopted: 2011-11"),
        "requests:\n  one: {kind: report, covers: [babergh], by: suffolk-pcc, made: 2026-03-01, deadline: 2026-05}\n",
        "judgements:\n  one:\n    {rule: r, key: k, of: [babergh], answer: yes, by: chair, date: 2025, basis: b, "
        "until: 2027}\n",
        "none:\n  - {what: plans, of: [babergh], from: 2025-04-01, until: 2026-03-02, source: file}\n",
        "none:\n  - {what: plans, of: [babergh], weight: hedged}\n",
        "none:\n  - {what: plans, of: [babergh], basis: the index of documents}\n",
    ],
)
def test_what_can_well_be_meant_gives_no_warning(warned, text: str) -> None:
    assert warned(text) == []


def test_the_lists_that_can_be_closed_are_every_series_every_list_inside_its_items_and_bodies() -> None:
    assert {"bodies", "plans", "plans.sent", "plans.revisions", "meetings.attendance", "deaths.copies"} <= set(
        closable()
    )
    assert not {"claims", "none", "sources", "areas", "plans.covers", "plans.adopted", "plans.for"} & set(closable())


OLD = "sources: {old: {title: An old minute, kind: minute, date: 2025-02-01}}\n"


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        (
            "plans:\n  one: {covers: [babergh], adopted: {value: 2025-03-12, source: old}}\n",
            "2 plans.one.adopted: 2025-03-12 is later than its source (1 February 2025): "
            "whether it was done is not known",
        ),
        (
            "plans:\n  one: {covers: [babergh], sent: {suffolk-pcc: {value: no, source: old}}}\n",
            "2 plans.one.sent.suffolk-pcc: its source is of 1 February 2025: "
            "what was done after 1 February 2025 is not known",
        ),
        (
            "none:\n  - {what: plans, of: [babergh], source: old}\n",
            "2 none.1: its source is too old to speak of the days after 1 February 2025, so it does not close them; "
            "if you know that it still held, say on what basis",
        ),
        ("none:\n  - {what: plans, of: [babergh], source: old, basis: the officer says so still}\n", None),
        ("none:\n  - {what: plans, of: [babergh], until: 2024-03-31, source: old}\n", None),
        ("none:\n  - {what: plans.limbs, of: [babergh], source: old}\n", None),
        ("plans:\n  one: {covers: [babergh], adopted: {value: 2025-01-12, source: old}}\n", None),
    ],
)
def test_what_a_source_cannot_tell_is_a_warning(warned, text: str, warning: str | None) -> None:
    assert warned(OLD, text) == ([warning] if warning else [])


def test_what_is_refreshed_can_be_a_refresh(warned) -> None:
    assert (
        warned(
            "plans: {p: {covers: [babergh]}, q: {covers: [babergh], refresh_of: p}, "
            "r: {covers: [babergh], refresh_of: q}}"
        )
        == []
    )


def test_no_day_is_passed_over_in_the_search_for_mistakes(gazetteer: Gazetteer) -> None:
    """The search looks only into fields that can hold a day; a search of every field finds no more."""

    def everywhere(value: Any) -> Iterator[Day | Time]:
        if isinstance(value, Day | Time):
            yield value
        elif isinstance(value, BaseModel):
            for name in type(value).model_fields:
                yield from everywhere(getattr(value, name))
        elif isinstance(value, dict | tuple):
            for each in value.values() if isinstance(value, dict) else value:
                yield from everywhere(each)

    examples = Path(__file__).resolve().parents[2] / "examples"
    for example in sorted(each for each in examples.iterdir() if any(each.glob("*.yaml"))):
        dossier = load([example], gazetteer).dossier
        found = [value for _, value in mistakes._spans(dossier, ())]
        assert found == list(everywhere(dossier))
        assert found, example
