"""The shipped rules: each loads, its cases come out, and they show every status and both sides of every date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import pytest
from dutybound.engine.cases import check_cases
from dutybound.engine.firing import AVAILABLE, Firing
from dutybound.engine.law import Case, Part, Rule, Version
from dutybound.engine.periods import Period, due_day, judged_periods
from dutybound.engine.rulebook import Rulebook, load_rulebook
from dutybound.engine.statuses import Status
from dutybound.engine.statute_map import Coverage
from dutybound.facts.days import read_day

ONE_DAY = timedelta(days=1)
#: The first law that the tool holds came into force on the first of these days.
FIRST, LAST = date(1998, 9, 30), date(2026, 11, 21)
EXTENTS = ("england", "wales")
OFFICIAL = ("https://www.legislation.gov.uk/", "https://www.gov.uk/", "https://assets.publishing.service.gov.uk/")

RULEBOOK = load_rulebook()
RULES = [RULEBOOK.rules[id] for id in sorted(RULEBOOK.rules)]
EACH_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return RULEBOOK


# -- the cases come out


@EACH_RULE
def test_every_case_comes_out_as_its_author_expects(rulebook: Rulebook, rule: Rule) -> None:
    firing = Firing() if AVAILABLE else None
    results = check_cases(rulebook, [rule], firing)
    assert len(results) == len(rule.cases) > 0
    assert [str(each.problem) for each in results if each.problem] == []


@EACH_RULE
def test_no_case_comes_out_by_chance(rulebook: Rulebook, rule: Rule) -> None:
    """A case that expects another status, term or members is wrong: the check can fail."""
    spoiled = [
        Case(each.name, each.line, each.base, each.as_at, each.given, {**each.expect, **other(each)})
        for each in rule.cases
    ]
    changed = Rule(**{**{name: getattr(rule, name) for name in rule.__dataclass_fields__}, "cases": tuple(spoiled)})
    right = [each.case for each in check_cases(rulebook, [changed], None) if each.problem is None]
    assert right == []


def other(case: Case) -> dict[str, str | tuple[str, ...]]:
    """What the case does not expect."""
    if "term" in case.expect:
        return {"term": "false" if case.expect["term"] != "false" else "true"}
    if "members" in case.expect:
        return {"members": ("a body of no kind",)}
    return {"status": "power" if case.expect["status"] != "power" else "gap"}


# -- the cases show every status


def statuses_of(rule: Rule) -> set[str]:
    """The statuses that findings of a rule can have."""
    if rule.kind == "power":
        return {"power", "not_applicable"}
    possible = {"compliant", "cannot_tell", "not_applicable"}
    if rule.kind == "duty":
        possible.add("gap")
    shapes = [version.text.shape for version in rule.versions]
    if any(shape.recurs for shape in shapes):
        possible.add("due")
    if any(shape.form != "state" and shape.done and shape.late_counts for shape in shapes):
        possible.add("met_late")
    if rule.judgements:
        possible.add("judgement_needed")
    return possible


@EACH_RULE
def test_the_cases_show_every_status_that_the_rule_can_have(rule: Rule) -> None:
    if rule.kind == "list":
        assert all("members" in case.expect or "status" in case.expect for case in rule.cases)
        return
    if rule.kind == "term":
        assert {case.expect["term"] for case in rule.cases} == {"true", "false", "unknown"}
        return
    shown = {str(case.expect["status"]) for case in rule.cases}
    assert statuses_of(rule) - shown - set(rule.no_case) == set()
    assert shown <= {status.value for status in Status}


@EACH_RULE
def test_a_reason_for_no_case_names_a_status_and_no_case_contradicts_it(rule: Rule) -> None:
    assert set(rule.no_case) <= {status.value for status in Status}
    assert all(reason for reason in rule.no_case.values())
    assert {case.expect.get("status") for case in rule.cases} & set(rule.no_case) == set()


@EACH_RULE
def test_the_cases_of_a_power_show_each_use_of_it(rule: Rule) -> None:
    if rule.kind == "power":
        assert {case.expect.get("use") for case in rule.cases} >= {"used", "not used", "not known"}


@EACH_RULE
def test_the_name_of_a_case_begins_with_what_it_shows(rule: Rule) -> None:
    """A case is read by its name: gap_…, met_…, cannot_tell_… A trap is named for what it must not be taken for."""
    firsts = {
        "gap": ("gap",),
        "compliant": ("met",),
        "met_late": ("met",),
        "due": ("due",),
        "judgement_needed": ("judgement",),
        "cannot_tell": ("cannot_tell",),
        "not_applicable": ("not_applicable",),
        "power": ("power",),
    }
    wrong = [
        (case.name, case.expect["status"])
        for case in rule.cases
        for status, words in firsts.items()
        if case.name.startswith(words) and case.expect.get("status") not in (None, "not_in_force")
        if case.expect["status"] != status and status not in ("compliant", "met_late")
    ]
    assert wrong == []


# -- the cases stand on both sides of each date


def law_days(rule: Rule, case: Case) -> set[date]:
    """The days whose law a case asks for."""
    form = rule.law_of.form
    if form == "event" and rule.law_of.event is not None:
        return set(event_days(case, rule.law_of.event.names[-1]))
    shape = next(iter(rule.versions)).text.shape
    if form == "due" and shape.recurs:
        asked = case.expect.get("period")
        periods = judged_periods(shape, case.as_at)
        return {due_day(shape, each) for each in periods if asked in (None, each.title)}
    return {case.as_at}


def event_days(case: Case, field: str) -> Iterator[date]:
    """The days that a case gives for an event of its subject."""

    def inside(node: object) -> Iterator[str]:
        if isinstance(node, dict):
            for key, value in node.items():
                yield from [value] if key == field and isinstance(value, str) else inside(value)
        elif isinstance(node, list):
            for each in node:
                yield from inside(each)

    for text in inside(case.given.plain() if case.given else {}):
        try:
            day = read_day(text)
        except ValueError:
            continue
        if day.exact:
            yield day.earliest


def nation(case: Case) -> str:
    given = str(case.given.plain()) if case.given else ""
    return "wales" if "welsh" in f"{case.base} {given}" else "england"


def edges(version: Version) -> list[date]:
    """The days on which a version begins and, if it has ended, the day after it."""
    return [version.first] if version.open else [version.first, version.last + ONE_DAY]


def sides(rule: Rule, part: Part, edge: date) -> tuple[date, date]:
    """The last day of the old law and the first day of the new, among the days that the rule can ask about."""
    shape = part.versions[0].text.shape
    if rule.law_of.form != "due" or not shape.recurs:
        return edge - ONE_DAY, edge
    period = Period.of(shape.form, edge)
    days = sorted(due_day(shape, each) for each in (period.previous.previous, period.previous, period, period.next))
    return max(day for day in days if day < edge), min(day for day in days if day >= edge)


def unexercised(rule: Rule) -> Iterator[str]:
    """Each side of an edge on which no case of the version's nation stands."""
    for part in rule.parts:
        cases = [case for case in rule.cases if case.expect.get("part", part.name) == part.name]
        for version in part.versions:
            asked = {day for case in cases if nation(case) in version.extents for day in law_days(rule, case)}
            for edge in edges(version):
                for side in sides(rule, part, edge):
                    if side not in asked:
                        yield f"{version.provision} {version.extents}: {side} (the law changed on {edge})"
    for row in rule.rows:
        for version in row.versions:
            asked = {case.as_at for case in rule.cases if nation(case) in version.extents}
            for edge in edges(version):
                for side in (edge - ONE_DAY, edge):
                    if side not in asked:
                        yield f"{row.kind} {version.extents}: {side} (the law changed on {edge})"


@EACH_RULE
def test_some_case_stands_on_each_side_of_each_day_on_which_the_law_changes(rule: Rule) -> None:
    assert list(unexercised(rule)) == []


# -- versions


def timelines(rule: Rule) -> Iterator[tuple[str, tuple[Version, ...]]]:
    for part in rule.parts:
        yield part.name, part.versions
    for row in rule.rows:
        yield row.kind, row.versions


@cache
def boundary_days() -> tuple[date, ...]:
    """Every day on which any law of the tool changes, with the day before and after, between the first and today."""
    days = {FIRST, LAST}
    for rule in RULES:
        for version in rule.versions:
            for edge in (version.first, version.last):
                days |= {edge + step * ONE_DAY for step in (-1, 0, 1) if edge not in (date.min, date.max)}
    return tuple(sorted(day for day in days if FIRST <= day <= LAST))


@EACH_RULE
def test_on_every_day_there_is_one_version_or_none_in_each_nation(rule: Rule) -> None:
    assert len(boundary_days()) > 60
    for name, versions in timelines(rule):
        for day in boundary_days():
            for extent in EXTENTS:
                found = [each.provision for each in versions if extent in each.extents and each.on(day)]
                assert len(found) <= 1, (name, day, extent, found)


@EACH_RULE
def test_versions_begin_with_the_law_and_end_after_they_begin(rule: Rule) -> None:
    assert list(rule.versions)
    for version in rule.versions:
        assert FIRST <= version.first <= version.last
        assert version.first <= LAST, "law that is not yet in force is not certain"
        assert version.open or version.last <= LAST


@EACH_RULE
def test_every_link_leads_to_the_law_itself(rule: Rule) -> None:
    assert [version.link for version in rule.versions if not version.link.startswith(OFFICIAL)] == []


def rows_cited(coverage: tuple[Coverage, ...], rule: Rule) -> list[Coverage]:
    return [each for each in coverage if rule.id in each.rules]


@EACH_RULE
def test_no_rule_cites_a_row_that_is_not_certain(rulebook: Rulebook, rule: Rule) -> None:
    cited = rows_cited(rulebook.coverage, rule)
    assert cited, "a rule of law is joined to the statute map"
    assert [each.row.key for each in cited if each.row.sure == "unsure" or each.row.no_rule == "not certain"] == []
    assert [each.row.key for each in cited if each.row.first is None] == []


@EACH_RULE
def test_every_version_stands_on_a_row_with_its_link_or_a_nearer_one(rulebook: Rulebook, rule: Rule) -> None:
    """Each version lies within one row of the map, of the same nation, maker and sureness."""
    for version in rule.versions:
        rows = [
            each.row
            for each in rows_cited(rulebook.coverage, rule)
            if (each.row.instrument, each.row.provision) == (version.instrument, version.provision)
            and each.row.first is not None
            and each.row.first <= version.first
            and version.last <= each.row.last
            and set(version.extents) <= set(each.row.extents)
        ]
        assert len(rows) == 1, (version.provision, version.first)
        assert rows[0].sure == version.sure


# -- the statute map


def test_every_row_is_accounted_for_in_one_way(rulebook: Rulebook) -> None:
    """A row is encoded, or says why not, or waits for its rule; never two of these."""
    rows = [each.row for each in rulebook.coverage]
    assert len({(row.instrument, row.provision, row.first, row.extents) for row in rows}) == len(rows)
    assert [each.row.key for each in rulebook.coverage if each.rules and each.row.no_rule] == []


def test_every_row_links_to_the_law_itself(rulebook: Rulebook) -> None:
    """Guidance papers and announcements are no law, and some can be read only where somebody kept a copy."""
    papers = ("guidance-and-policy", "announced-changes")
    law = [each.row for each in rulebook.coverage if each.row.instrument not in papers]
    certain = [row for row in law if row.no_rule != "not certain"]
    assert [row.key for row in certain if not row.link.startswith(OFFICIAL)] == []


def test_rules_name_no_provision_in_their_ids(rulebook: Rulebook) -> None:
    """A rule keeps its name when its provision is renumbered."""
    assert [id for id in rulebook.rules if any(word.isdigit() for word in id.split("/")[1].split("-"))] == [
        "domestic-violence-crime-and-victims-act-2004/within-section-9"
    ]
