"""The law over time: every day has one version or none, what changed between two days, and what that alters."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from dutybound import cli
from dutybound.engine.changes import (
    NATIONS,
    Dated,
    How,
    MapChange,
    RuleChange,
    alterations,
    map_changes,
    rule_changes,
    turns,
)
from dutybound.engine.conditions import All, EveryWindow, Quantified, SpanOf, Within, mentions
from dutybound.engine.conditions import Path as Path_
from dutybound.engine.conditions import Test as Test_
from dutybound.engine.law import Rule, Version
from dutybound.engine.rulebook import Rulebook, load_rulebook
from dutybound.engine.statuses import Status
from dutybound.engine.statute_map import Row
from dutybound.facts.load import load
from dutybound.reports.as_it_stood import rule_on

ONE_DAY = timedelta(days=1)
#: The first law that the tool holds came into force on the first of these days.
FIRST, LAST = date(1998, 9, 30), date(2026, 11, 21)
DAYS = (LAST - FIRST).days + 1
RULEBOOK = load_rulebook()
EXAMPLES = Path(__file__).resolve().parent.parent / "examples"

ACT = "crime-and-disorder-act-1998"
REGS = "strategy-regulations-2007"
SEAT = f"{REGS}/each-authority-on-the-strategy-group"
APPOINTEES = f"{REGS}/two-appointees"


# -- every day


def timelines(rule: Rule) -> Iterator[tuple[str, tuple[Version, ...]]]:
    for part in rule.parts:
        yield f"{rule.id}#{part.name}", part.versions
    for number, row in enumerate(rule.rows):
        yield f"{rule.id}#{row.kind} ({number})", row.versions


def map_timelines() -> Iterator[tuple[str, tuple[Row, ...]]]:
    rows: dict[str, list[Row]] = {}
    for each in RULEBOOK.coverage:
        if each.row.first is not None:
            rows.setdefault(f"{each.row.instrument}: {each.row.provision}", []).append(each.row)
    yield from ((name, tuple(found)) for name, found in rows.items())


def marks(versions: tuple[Dated, ...], nation: str) -> bytearray:
    """One byte for every date from the first to today: 0 for no law, or the number of the version then in force.

    A second version on any one of those dates fails: each date is marked, so none is left to a sample.
    """
    marked = bytearray(DAYS)
    for number, each in enumerate(versions, 1):
        if nation in each.extents and each.first is not None and each.first <= LAST:
            start, end = max((each.first - FIRST).days, 0), (min(each.last, LAST) - FIRST).days + 1
            taken = [FIRST + (start + offset) * ONE_DAY for offset, mark in enumerate(marked[start:end]) if mark]
            assert taken == [], f"two versions are in force in {nation} from {taken[0]} to {taken[-1]}"
            marked[start:end] = bytes([number]) * (end - start)
    return marked


RULE_TIMELINES = [each for rule in RULEBOOK.rules.values() for each in timelines(rule)]
MAP_TIMELINES = list(map_timelines())


@pytest.mark.parametrize("nation", NATIONS)
def test_on_every_single_date_each_rule_has_one_version_or_none(nation: str) -> None:
    for name, versions in RULE_TIMELINES:
        marked = marks(versions, nation)
        assert len(marked) == 10_280, name
        for number, version in enumerate(versions, 1):
            if nation in version.extents:
                assert marked.count(number) == (min(version.last, LAST) - version.first).days + 1, name


@pytest.mark.parametrize("nation", NATIONS)
def test_on_every_single_date_each_provision_of_the_map_has_one_version_or_none(nation: str) -> None:
    assert len(MAP_TIMELINES) > 100
    for name, rows in MAP_TIMELINES:
        assert len(rows) < 256, name
        marks(rows, nation)


def test_the_walk_finds_two_versions_on_one_date() -> None:
    version = version_of(APPOINTEES, "england")
    again = replace(version, first=date(2026, 11, 21))
    with pytest.raises(AssertionError, match="from 2026-11-21 to 2026-11-21"):
        marks((version, again), "england")
    marks((version, again), "wales")


@pytest.mark.parametrize("nation", NATIONS)
def test_the_changes_told_lead_through_the_law_of_every_single_date(nation: str) -> None:
    """Start with the law of the first day and apply each change on its day: every date has the law that it had."""
    everything: list[tuple[str, tuple[Version, ...] | tuple[Row, ...]]] = [*RULE_TIMELINES, *MAP_TIMELINES]
    for name, versions in everything:
        walked = bytearray(DAYS)
        for turn in turns(versions, FIRST - ONE_DAY, LAST):
            if nation in turn.nations:
                start = (turn.day - FIRST).days
                before, after = (versions.index(each) + 1 if each else 0 for each in (turn.before, turn.after))
                assert start == 0 or walked[start] == before, name
                walked[start:] = bytes([after]) * (DAYS - start)
        assert walked == marks(versions, nation), name


# -- what changed


Told = tuple[str, str, str, str, tuple[str, ...]]


def told(change: RuleChange) -> Told:
    """Day, how, rule, provision, nations."""
    turn = change.turn
    return (turn.day.isoformat(), turn.how.value, change.rule.id, change.version.provision, turn.nations)


def changed(start: str, end: str) -> list[Told]:
    return [told(each) for each in rule_changes(RULEBOOK, date.fromisoformat(start), date.fromisoformat(end))]


def version_of(rule: str, nation: str) -> Version:
    return next(each for each in RULEBOOK.rules[rule].versions if nation in each.extents)


def test_in_england_the_seat_of_each_authority_gave_way_to_two_appointees() -> None:
    """SI 2011/1230 reg 3: from 1 June 2011 reg 3(2) asks for two appointees and no longer for a seat of each."""
    found = changed("2011-05-31", "2011-06-01")
    day, england = "2011-06-01", ("england",)
    assert (day, "ended", SEAT, "reg 3(2)", england) in found
    assert (day, "came into force", APPOINTEES, "reg 3(2)", england) in found
    assert (day, "changed", f"{REGS}/strategy-group", "reg 3(1)", england) in found
    assert {each[0] for each in found} == {day}
    assert [each for each in found if "wales" in each[4]] == []


def test_in_wales_it_did_so_six_months_later() -> None:
    """SI 2011/2702: 5 December 2011."""
    found = changed("2011-12-04", "2011-12-05")
    day, wales = "2011-12-05", ("wales",)
    assert (day, "ended", SEAT, "reg 3(2)", wales) in found
    assert (day, "came into force", APPOINTEES, "reg 3(2)", wales) in found
    assert [each for each in found if each[2].startswith(REGS) and "england" in each[4]] == []


def test_the_policing_bodies_of_2012() -> None:
    """Elected on 22 November 2012: plans and agreements go to them in England alone, their objectives count in both."""
    found = changed("2012-11-21", "2012-11-22")
    day = "2012-11-22"
    for rule, provision in (
        ("county-agreement-sent-to-policing-body", "reg 9A"),
        ("plan-sent-to-policing-body", "reg 13A"),
        ("power-to-require-attendance", "reg 14A(1)"),
    ):
        assert (day, "came into force", f"{REGS}/{rule}", provision, ("england",)) in found
    regard = [each for each in found if each[2] == f"{ACT}/regard-to-police-and-crime-objectives"]
    assert {(each[1], each[3]) for each in regard} == {("came into force", "s 6(1A)")}
    assert sorted(nation for each in regard for nation in each[4]) == ["england", "wales"]
    welsh = {each[3] for each in found if "wales" in each[4]}
    assert "s 6(1A)" in welsh and not welsh & {"reg 9A", "reg 13A", "reg 14A(1)"}


def test_a_kind_of_member_of_a_list_ends_by_its_name() -> None:
    """Police authorities left the list of responsible authorities when they were abolished."""
    found = [
        each
        for each in rule_changes(RULEBOOK, date(2012, 11, 21), date(2012, 11, 22))
        if each.rule.id == f"{ACT}/responsible-authorities"
    ]
    assert {(each.part, each.turn.how) for each in found} == {("police authority", How.ENDED)}
    assert sorted(nation for each in found for nation in each.turn.nations) == ["england", "wales"]


def test_each_of_several_changes_in_a_span_is_told_on_its_day() -> None:
    found = [each[:2] for each in changed("2007-07-31", "2011-06-01") if each[2] == SEAT and each[4] == ("england",)]
    assert found == [("2007-08-01", "came into force"), ("2010-04-01", "changed"), ("2011-06-01", "ended")]


def test_a_change_on_the_first_day_is_not_told_and_one_on_the_last_is() -> None:
    assert changed("2011-06-01", "2011-06-01") == []
    assert [each for each in changed("2011-06-01", "2011-12-04") if each[2] == APPOINTEES] == []
    assert [each for each in changed("2011-05-30", "2011-05-31") if each[2] in (SEAT, APPOINTEES)] == []
    assert [each for each in changed("2011-05-31", "2011-06-01") if each[2] == APPOINTEES] != []


def test_the_changes_of_two_spans_are_those_of_both_together() -> None:
    whole = changed("1998-09-29", "2026-11-21")
    for middle in ("1998-09-30", "2007-07-31", "2007-08-01", "2010-04-01", "2011-06-01", "2023-01-30", "2023-01-31"):
        assert changed("1998-09-29", middle) + changed(middle, "2026-11-21") == whole
    assert list(changed("1980-01-01", "1998-09-29")) == []


def test_changes_of_one_day_stand_in_the_order_of_the_law() -> None:
    found = [each[3] for each in changed("2012-11-21", "2012-11-22") if each[2].startswith(REGS)]
    assert [each for each in found if each in ("reg 9A", "reg 13A", "reg 14A(1)")] == [
        "reg 9A",
        "reg 13A",
        "reg 14A(1)",
    ]


def test_one_version_for_both_nations_is_one_change() -> None:
    """Section 6(1)(c) came into force in England and Wales on one day, by one order."""
    found = [
        each
        for each in changed("2010-03-31", "2010-04-01")
        if each[2:4] == (f"{ACT}/strategy-for-each-limb", "s 6(1)(c)")
    ]
    assert [each[4] for each in found] == [("england", "wales")]


def test_what_differs_is_said() -> None:
    """SI 2010/647 remade reg 3(2); what the rule asks stayed as it was."""
    [change] = [
        each
        for each in rule_changes(RULEBOOK, date(2010, 3, 31), date(2010, 4, 1))
        if each.rule.id == SEAT and each.turn.nations == ("england",)
    ]
    assert change.turn.how is How.CHANGED and change.differs == ("what made it",)
    before, after = change.turn.before, change.turn.after
    assert before is not None and after is not None
    assert (before.by, after.by) == ("SI 2007/1830", "SI 2010/647")
    assert change.asks_the_same
    amended = replace(after, provision="reg 3(9)", text=replace(after.text, title="Another", gap="Another"))
    other = replace(change, turn=replace(change.turn, after=amended))
    assert other.differs == ("the provision", "what made it", "the title", "the wording of a gap")
    assert not other.asks_the_same
    begun = replace(change, turn=replace(change.turn, before=None))
    assert begun.differs == () and begun.turn.how is How.BEGAN


def test_a_condition_mentions_a_name_wherever_it_stands() -> None:
    start, today = Path_(("law", "from")), Path_(("as_at",))
    list_, always = Path_(("unit", "plans")), All(())
    span = SpanOf("days", ends=(start, today))
    for condition in (
        Test_(Path_(("p", "term")), "overlaps", span),
        Test_(Path_(("p", "adopted")), "during", SpanOf("anniversary_of", path=start)),
        Test_(Path_(("p", "adopted")), "within", Within("months_from", start, 1)),
        Test_(Path_(("p", "adopted")), "before", start),
        Quantified("some", "p", list_, always, over=span),
        EveryWindow(12, Quantified("some", "p", list_, always), Path_(("p", "adopted")), span),
    ):
        assert mentions(condition, "law") and not mentions(condition, "period"), condition
    assert not mentions(Test_(Path_(("p", "adopted")), "before", today), "law")


def test_a_rule_that_reckons_from_its_first_day_does_not_ask_the_same_when_it_is_remade() -> None:
    """Scrutiny is reckoned in years from the day on which the regulations started."""
    rule = "scrutiny-regulations-2009/scrutiny-each-twelve-months"
    for each, same in ((rule, False), (f"{REGS}/strategy-group", True)):
        book = split(RULEBOOK, each, date(2016, 1, 1))
        found = [one for one in rule_changes(book, date(2015, 12, 31), date(2016, 1, 1)) if one.rule.id == each]
        assert found and {one.asks_the_same for one in found} == {same}


# -- the statute map


def test_the_map_tells_what_no_rule_encodes() -> None:
    """On 22 November 2012 the definition of a police authority changed; reg 13A is a rule's."""
    found = map_changes(RULEBOOK, date(2012, 11, 21), date(2012, 11, 22))
    provisions = {each.coverage.row.provision for each in found}
    assert {"s 5(5)", "s 7(4)", "reg 14A(4)"} <= provisions
    assert "reg 13A" not in provisions
    definition = [each for each in found if each.coverage.row.provision == "s 7(4)"]
    assert [(each.turn.how, each.turn.nations) for each in definition] == [(How.CHANGED, ("england", "wales"))]
    for each in found:
        assert unencoded(each)


def unencoded(change: MapChange) -> bool:
    return any(side is not None and not side.rules for side in (change.before, change.after))


def test_rules_and_map_together_tell_of_every_row_that_begins_or_ends() -> None:
    cited = {
        (each.turn.day, version.instrument, version.provision)
        for each in rule_changes(RULEBOOK, FIRST - ONE_DAY, LAST)
        for version in (each.turn.before, each.turn.after)
        if version is not None
    }
    mapped = {
        (each.turn.day, row.instrument, row.provision)
        for each in map_changes(RULEBOOK, FIRST - ONE_DAY, LAST)
        for row in (each.turn.before, each.turn.after)
        if row is not None
    }
    for each in RULEBOOK.coverage:
        row = each.row
        edges = set() if row.first is None else {row.first, *([row.last + ONE_DAY] if row.last < date.max else [])}
        told_of = {day for day in edges if (day, row.instrument, row.provision) in (cited if each.rules else mapped)}
        expected = {day for day in edges if day <= LAST}
        if not each.rules:
            assert told_of >= expected, row.key


def test_what_was_never_in_force_is_never_told() -> None:
    never = {(each.row.instrument, each.row.provision) for each in RULEBOOK.coverage if each.row.first is None}
    assert never
    for each in map_changes(RULEBOOK, FIRST - ONE_DAY, LAST):
        assert each.coverage.row.first is not None


# -- what that alters

#: A strategy group in London with nobody on it, as it stood on the day on which the law changed.
NOBODY = """\
dossier: {title: Camden, as_at: 2011-06-01}
sources: {minutes: {title: Minutes of the group, kind: minute, date: 2011-06}}
partnerships: {camden-csp: {title: Camden partnership, areas: [camden]}}
groups:
  forum: {covers: [camden], standing: 2008-04-01.., acts_as_strategy_group: yes}
none: [{what: groups.members, of: [forum], source: minutes}]
"""
WELSH = NOBODY.replace("Camden", "Cardiff").replace("camden", "cardiff").replace("2011-06-01", "2011-12-05")
WELSH = WELSH.replace("date: 2011-06", "date: 2011-12")
#: The same as it stood on the day before.
THE_DAY_BEFORE = NOBODY.replace("as_at: 2011-06-01", "as_at: 2011-05-31").replace("date: 2011-06", "date: 2011-05")


@dataclass(frozen=True)
class Run:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def words(self) -> str:
        """The output as one line."""
        return " ".join(self.out.split())

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Dutybound = Callable[..., Run]


@pytest.fixture
def dutybound_(capsys: pytest.CaptureFixture[str]) -> Dutybound:
    def run(*arguments: object) -> Run:
        capsys.readouterr()
        with pytest.raises(SystemExit) as stopped:
            cli.main.main([str(each) for each in arguments], prog_name="dutybound")
        captured = capsys.readouterr()
        return Run(int(stopped.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def written(content: str, name: str = "dossier.yaml") -> Path:
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return path

    return written


Write = Callable[..., Path]


def altered(
    path: Path, start: str, end: str, rulebook: Rulebook = RULEBOOK
) -> dict[tuple[str, str], tuple[How, list[str], list[str]]]:
    """How the law of each finding changed, with its statuses on each day, by rule and subject."""
    days = date.fromisoformat(start), date.fromisoformat(end)
    loaded = load([path], rulebook.gazetteer)
    found = alterations(loaded, rulebook, rule_changes(rulebook, *days), *days)
    return {
        (each.rule.id, each.subject): (
            each.how,
            [one.status.value for one in each.before],
            [one.status.value for one in each.after],
        )
        for each in found.altered
    }


def test_a_gap_ends_with_its_law_and_another_begins(write: Write) -> None:
    found = altered(write(NOBODY), "2011-05-31", "2011-06-01")
    assert found[APPOINTEES, "camden"] == (How.BEGAN, ["not_in_force"], ["gap"])
    assert found[f"{REGS}/strategy-group", "camden"][0] is How.CHANGED
    police = (SEAT, "camden/chief-officer-of-police")
    assert altered(write(THE_DAY_BEFORE), "2011-05-31", "2011-06-01")[police] == (
        How.ENDED,
        ["gap"],
        ["not_in_force"],
    )


def test_what_is_only_last_known_on_a_day_is_not_settled_as_at_it(write: Write) -> None:
    """Whether the group acts as the strategy group is known for the dossier's day, and so only for one side."""
    police = (SEAT, "camden/chief-officer-of-police")
    assert altered(write(NOBODY), "2011-05-31", "2011-06-01")[police][1] == ["cannot_tell"]
    assert altered(write(THE_DAY_BEFORE), "2011-05-31", "2011-06-01")[APPOINTEES, "camden"][2] == ["cannot_tell"]


def test_a_change_in_england_alters_nothing_in_wales(write: Write) -> None:
    path = write(WELSH)
    assert altered(path, "2011-05-31", "2011-06-01") == {}
    welsh = altered(path, "2011-12-04", "2011-12-05")
    assert welsh[APPOINTEES, "cardiff"] == (How.BEGAN, ["not_in_force"], ["gap"])
    rules = {rule for rule, _ in altered(path, "2012-11-21", "2012-11-22")}
    assert f"{ACT}/regard-to-police-and-crime-objectives" in rules
    assert not rules & {f"{REGS}/plan-sent-to-policing-body", f"{REGS}/power-to-require-attendance"}


def test_what_the_law_left_alone_is_not_listed_though_facts_move(write: Write) -> None:
    """Reg 12(4) is of 2007: in 2011 a meeting held in between settles a year, and that is no change of law."""
    held = NOBODY + "meetings: {open: {kind: public, covers: [camden], held: 2011-06-01}}\n"
    path = write(held)
    rules = {rule for rule, _ in altered(path, "2011-05-31", "2011-06-01")}
    assert f"{REGS}/public-meeting-each-year" not in rules and APPOINTEES in rules


def test_a_recurring_duty_is_listed_with_its_years_where_its_law_began(write: Write) -> None:
    found = altered(write(NOBODY), "2007-07-31", "2007-08-01")
    how, before, after = found[f"{REGS}/assessment-each-year", "camden"]
    assert how is How.BEGAN and set(before) <= {"not_in_force"} and after[-1] == "due"


def test_a_recurring_duty_is_not_listed_because_a_new_year_has_come(write: Write) -> None:
    """From 2013 to 2015 the years that are judged are others; the law of the public meeting is not."""
    rules = {rule for rule, _ in altered(write(NOBODY), "2013-06-01", "2015-06-01")}
    assert f"{REGS}/public-meeting-each-year" not in rules


DEATHS = """\
dossier: {title: Camden, as_at: 2026-06-01}
partnerships: {camden-csp: {title: Camden partnership, areas: [camden]}}
deaths:
  early: {covers: [camden], date: 2013-05-01, notified: 2013-05-10}
  late: {covers: [camden], date: 2017-05-01, notified: 2017-05-10}
"""


def split(rulebook: Rulebook, id: str, day: date) -> Rulebook:
    """The rulebook as if a rule's open versions had each been remade on a day."""
    rule = rulebook.rules[id]
    [part] = rule.parts
    ended = [replace(each, last=day - ONE_DAY) for each in part.versions if each.open]
    remade = [replace(each, first=day, by="an invented instrument") for each in part.versions if each.open]
    amended = replace(rule, parts=(replace(part, versions=(*ended, *remade)),))
    return replace(rulebook, rules={**rulebook.rules, id: amended})


def test_a_finding_by_the_law_of_an_old_event_stays_as_it_was(write: Write) -> None:
    """What a death of 2013 asks for follows the law of its own day, whatever comes into force afterwards."""
    rule = "homicide-review-guidance-2016/home-office-told-of-the-decision"
    found = altered(write(DEATHS), "2014-01-01", "2026-06-01", split(RULEBOOK, rule, date(2016, 1, 1)))
    assert (rule, "early") not in found
    assert found[rule, "late"][0] is How.CHANGED


def test_a_recurring_duty_remade_within_a_year_is_listed_though_the_last_year_was_of_the_old_law(write: Write) -> None:
    rule = f"{REGS}/assessment-each-year"
    book = split(RULEBOOK, rule, date(2016, 1, 1))
    assert altered(write(NOBODY), "2015-12-31", "2016-01-01", book)[rule, "camden"][0] is How.CHANGED
    assert (rule, "camden") not in altered(write(NOBODY), "2015-06-01", "2015-12-31", book)
    assert (rule, "camden") not in altered(write(NOBODY), "2016-01-01", "2018-01-01", book)


def test_a_duty_that_ends_within_a_year_is_listed_as_ended(write: Write) -> None:
    rule = f"{REGS}/assessment-each-year"
    remade = split(RULEBOOK, rule, date(2016, 1, 1))
    [part] = remade.rules[rule].parts
    old = replace(part, versions=tuple(each for each in part.versions if not each.open))
    book = replace(remade, rules={**remade.rules, rule: replace(remade.rules[rule], parts=(old,))})
    how, before, after = altered(write(NOBODY), "2015-12-31", "2016-01-01", book)[rule, "camden"]
    assert how is How.ENDED and before[-1] == "due" and after[-1] == "not_in_force"


def test_before_any_law_nothing_was_in_force_and_that_is_no_fault(write: Write) -> None:
    found = altered(write(NOBODY), "1990-01-01", "2011-06-01")
    assert found[APPOINTEES, "camden"] == (How.BEGAN, [], ["gap"])


# -- the command


def test_changes_are_printed_by_day_with_the_version_before_and_after(dutybound_: Dutybound) -> None:
    result = dutybound_("rules", "changes", "--from", "2011-05-31", "--to", "2011-06-01")
    assert (result.code, result.err) == (0, "")
    for words in (
        "after 31 May 2011, up to and including 1 June 2011",
        "1 June 2011",
        "Ended in England: reg 3(2), SI 2007/1830",
        "It was in force from 1 April 2010 to 31 May 2011, by SI 2010/647.",
        "Came into force in England: reg 3(2), SI 2007/1830",
        "Made by SI 2011/1230.",
        SEAT,
        APPOINTEES,
    ):
        assert words in result.words, words
    headings = [line for line in result.out.splitlines() if line.startswith("* ")]
    # The regulations of 2011 amend those for England: a title may speak of Wales, and nothing changed there.
    assert headings and not [line for line in headings if "Wales" in line.partition(":")[0]]
    assert "No rule:" not in result.out


def test_a_change_says_what_differs(dutybound_: Dutybound) -> None:
    words = dutybound_("rules", "changes", "--from", "2010-03-31", "--to", "2010-04-01").words
    assert "Changed in England: reg 3(2), SI 2007/1830" in words
    assert "Made by SI 2010/647; before, by SI 2007/1830." in words
    assert "What this rule asks is the same before and after." in words


def test_the_map_is_printed_where_it_is_asked_for(dutybound_: Dutybound) -> None:
    span = ("--from", "2012-11-21", "--to", "2012-11-22")
    plain, mapped = (dutybound_("rules", "changes", *span, *more) for more in ((), ("--map",)))
    assert "s 7(4)" not in plain.out
    assert "Changed in England and Wales: s 7(4), 1998 c. 37" in mapped.words
    assert "No rule: definition." in mapped.words
    assert mapped.out.startswith(plain.out.rstrip("\n").splitlines()[0])


def test_nothing_changed_is_said(dutybound_: Dutybound) -> None:
    result = dutybound_("rules", "changes", "--from", "2011-06-01", "--to", "2011-06-01")
    assert result.code == 0 and "No rule changed." in result.out


def test_the_findings_that_changes_alter_are_printed(dutybound_: Dutybound, write: Write) -> None:
    path = write(NOBODY)
    result = dutybound_("rules", "changes", "--from", "2011-05-31", "--to", "2011-06-01", "--dossier", path)
    assert (result.code, result.err) == (0, "")
    for words in (
        "FINDINGS OF Camden THAT THESE CHANGES ALTER",
        f"{APPOINTEES} Came into force. Before: not in force. After: gap. Camden",
        "Ended. Before: cannot tell. After: not in force.",
        f"{REGS}/strategy-group Changed (the rule asks the same). Before: cannot tell. After: met, on these facts.",
    ):
        assert words in result.words, words
    split = write(NOBODY.split("groups:")[0]), write("groups:" + NOBODY.split("groups:")[1], "groups.yaml")
    both = dutybound_(
        "rules", "changes", "--from", "2011-05-31", "--to", "2011-06-01", "--dossier", split[0], "--dossier", split[1]
    )
    assert both == result


def test_that_no_finding_is_altered_is_said(dutybound_: Dutybound, write: Write) -> None:
    path = write(WELSH)
    result = dutybound_("rules", "changes", "--from", "2011-05-31", "--to", "2011-06-01", "--dossier", path)
    assert result.code == 0 and "None of its findings is under a rule that changed." in result.words


def test_changes_as_json(dutybound_: Dutybound, write: Write) -> None:
    path = write(NOBODY)
    span = ("--from", "2011-05-31", "--to", "2011-06-01", "--format", "json")
    content = dutybound_("rules", "changes", *span, "--map", "--dossier", path).json
    assert list(content) == ["schema_version", "tool", "from", "to", "rules", "changes", "map", "dossier"]
    assert (content["from"], content["to"]) == ("2011-05-31", "2011-06-01")
    [ended] = [each for each in content["changes"] if each["rule"] == SEAT]
    assert list(ended) == [
        "day",
        "how",
        "nations",
        "rule",
        "part",
        "force",
        "local",
        "before",
        "after",
        "differs",
    ]
    assert (ended["day"], ended["how"], ended["nations"]) == ("2011-06-01", "ended", ["england"])
    assert ended["after"] is None and ended["differs"] == []
    assert ended["before"] == {
        "provision": "reg 3(2)",
        "instrument": "SI 2007/1830",
        "url": "https://www.legislation.gov.uk/uksi/2010/647/regulation/3/made",
        "title": "Each responsible authority appoints somebody senior to the strategy group",
        "from": "2010-04-01",
        "to": "2011-05-31",
        "inserted_by": "SI 2010/647",
        "sure": "seen",
    }
    assert content["dossier"]["title"] == "Camden" and content["dossier"]["as_at"] == "2011-06-01"
    [found] = [each for each in content["dossier"]["findings"] if each["rule"] == APPOINTEES]
    assert found == {
        "rule": APPOINTEES,
        "part": None,
        "subject": {"kind": "unit", "id": "camden", "title": "Camden"},
        "how": "came into force",
        "asks_the_same": False,
        "before": [{"id": f"{APPOINTEES}:camden", "period": None, "status": "not_in_force"}],
        "after": [{"id": f"{APPOINTEES}:camden", "period": None, "status": "gap"}],
    }
    bare = dutybound_("rules", "changes", *span).json
    assert bare["map"] is None and bare["dossier"] is None


def test_the_map_as_json(dutybound_: Dutybound) -> None:
    span = ("--from", "2012-11-21", "--to", "2012-11-22", "--format", "json", "--map")
    content = dutybound_("rules", "changes", *span).json
    [row] = [each for each in content["map"] if each["provision"] == "s 7(4)"]
    assert list(row) == ["day", "how", "nations", "instrument", "provision", "before", "after"]
    assert [row[key] for key in ("day", "how", "nations", "instrument")] == [
        "2012-11-22",
        "changed",
        ["england", "wales"],
        "1998 c. 37",
    ]
    assert list(row["before"]) == ["says", "status", "rules", "url", "from", "to", "inserted_by", "sure"]
    assert (row["before"]["to"], row["after"]["from"], row["after"]["to"]) == ("2012-11-21", "2012-11-22", None)
    assert (row["after"]["status"], row["after"]["rules"]) == ("definition", [])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--from", "2012-01-01", "--to", "2011-01-01"), "--to is before --from: 1 January 2011, 1 January 2012"),
        (("--from", "2011-02-30", "--to", "2011-06-01"), "expected one day such as 2016-03-18, found 2011-02-30"),
        (("--from", "2011", "--to", "2011-06-01"), "expected one day such as 2016-03-18, found 2011"),
        (("--to", "2011-06-01"), "Missing option '--from'"),
        (("--from", "2011-06-01"), "Missing option '--to'"),
        (("--from", "2011-05-31", "--to", "2011-06-01", "--dossier", "nowhere.yaml"), "nowhere.yaml: there is no such"),
        (("--from", "2011-05-31", "--to", "2011-06-01", "--rules", "nowhere"), "nowhere: there is no folder of rules"),
        (("--from", "2011-05-31", "--to", "2011-06-01", "--format", "xml"), "'xml' is not one of"),
    ],
)
def test_bad_usage_says_what_was_expected(arguments: tuple[str, ...], words: str, dutybound_: Dutybound) -> None:
    result = dutybound_("rules", "changes", *arguments)
    assert (result.code, result.out) == (2, "")
    assert words in result.err


def test_a_dossier_under_no_law_is_nothing_evaluated(dutybound_: Dutybound, write: Write) -> None:
    path = write("dossier: {title: Nowhere, as_at: 2016-06-01}\n")
    result = dutybound_("rules", "changes", "--from", "2011-05-31", "--to", "2011-06-01", "--dossier", path)
    assert (result.code, result.out) == (3, "") and "no rule was evaluated" in result.err


def test_local_rules_are_told_from_law(dutybound_: Dutybound, tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    folder.mkdir()
    sound = Path(__file__).resolve().parent / "bad_rules" / "sound.yaml"
    (folder / "sound.yaml").write_text(sound.read_text(encoding="utf-8"), encoding="utf-8")
    first = min(each.first for each in load_rulebook([folder]).rules["ours/sound"].versions)
    span = ("--from", first - ONE_DAY, "--to", first)
    words = dutybound_("rules", "changes", *span, "--rules", folder).words
    assert "ours/sound (a local rule, not law)" in words


EVERYTHING = (
    ("rules", "changes", "--from", "1998-09-29", "--to", "2026-11-21", "--map"),
    ("rules", "changes", "--from", "2011-05-31", "--to", "2012-11-22", "--dossier", EXAMPLES / "suffolk-2016"),
    *(("rules", "show", id, "--as-at", "2016-06-01") for id in sorted(RULEBOOK.rules)),
    *(("rules", "show", id, "--as-at", "2009-01-01") for id in sorted(RULEBOOK.rules)),
)


@pytest.mark.parametrize("command", EVERYTHING, ids=lambda each: " ".join(Path(str(word)).name for word in each))
def test_text_can_be_read_at_80_columns(command: tuple[object, ...], dutybound_: Dutybound) -> None:
    result = dutybound_(*command)
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert [line for line in lines if len(line) > 80 and len(line.split()) > 1] == []
    assert [line for line in lines if line != line.rstrip()] == []
    assert [word for word in ("Path(", "SpanOf(", "{", "_") if word in prose(result.out)] == []


def prose(text: str) -> str:
    """What is written to be read: without addresses and ids."""
    return " ".join(word for word in text.split() if "/" not in word)


# -- a rule as at a day


def test_show_on_a_day_gives_the_version_then_in_force_in_words(dutybound_: Dutybound) -> None:
    words = dutybound_("rules", "show", "two-appointees", "--as-at", "2016-06-01").words
    for each in (
        "England: reg 3(2), SI 2007/1830, in force from 1 June 2011, by SI 2011/1230",
        "Wales: reg 3(2), SI 2007/3076, in force from 5 December 2011, by SI 2011/2702",
        "The strategy group has at least two members whom responsible authorities of the area appointed",
        "Arises if there is a group of the area such that",
        "It asks that there are at least 2 members of the group such that",
        "the body that appointed the member is one of the responsible authorities of the area",
        "A gap reads: The strategy group for [area] ([group]) has fewer than two members",
        "To put right: the responsible authorities for [area]: appoint members to the strategy group",
    ):
        assert each in words, each
    assert words.count("It asks") == 1, "what both nations ask alike is said once"


def test_show_on_a_day_names_the_nearest_versions_where_none_is_in_force(dutybound_: Dutybound) -> None:
    before = dutybound_("rules", "show", "two-appointees", "--as-at", "2011-06-01").words
    assert "England: reg 3(2), SI 2007/1830, in force from 1 June 2011" in before
    assert (
        "Wales: not in force on 1 June 2011. It comes into force on 5 December 2011: reg 3(2), SI 2007/3076, by SI "
        "2011/2702." in before
    )
    ended = dutybound_("rules", "show", "each-authority-on-the-strategy-group", "--as-at", "2011-06-01").words
    assert "England: not in force on 1 June 2011. It was last in force on 31 May 2011: reg 3(2)" in ended
    assert "Wales: reg 3(2), SI 2007/3076, in force from 1 April 2010 to 4 December 2011, by SI 2010/648" in ended
    never = dutybound_("rules", "show", "plan-sent-to-policing-body", "--as-at", "2016-06-01").words
    assert "Wales: not in force on 1 June 2016, nor on any other day." in never


def test_show_names_the_version_before_and_the_version_after_a_time_without_law() -> None:
    rule = f"{REGS}/strategy-group"
    remade = split(RULEBOOK, rule, date(2016, 1, 1)).rules[rule]
    [part] = remade.parts
    later = [replace(each, first=date(2018, 1, 1)) if each.open else each for each in part.versions]
    gone = replace(remade, parts=(replace(part, versions=tuple(later)),))
    text = " ".join(" ".join(line for line, _ in rule_on(RULEBOOK, gone, date(2017, 1, 1), 80)).split())
    assert (
        "England: not in force on 1 January 2017. It was last in force on 31 December 2015: reg 3(1), SI 2007/1830. It "
        "comes into force on 1 January 2018: reg 3(1), SI 2007/1830, by an invented instrument." in text
    )
    assert "It asks that" not in text


def test_show_on_a_day_gives_exceptions_and_the_judgements_that_they_ask_for(dutybound_: Dutybound) -> None:
    words = dutybound_("rules", "show", "each-authority-on-the-strategy-group", "--as-at", "2010-06-01").words
    assert "Exception (reg 3(3A)): the area had several probation providers" in words
    assert "the answer to the judgement probation-providers-represented-together is yes" in words
    assert "Judgement probation-providers-represented-together: Were several probation providers" in words
    gone = dutybound_("rules", "show", "each-authority-on-the-strategy-group", "--as-at", "2016-06-01").words
    assert "Judgement" not in gone and "It asks" not in gone


def test_show_on_a_day_gives_each_part_and_each_reading(dutybound_: Dutybound) -> None:
    words = dutybound_("rules", "show", "scrutiny-each-twelve-months", "--as-at", "2016-06-01").words
    assert "The law can be read in 3 ways, and is settled only where all agree" in words
    assert "at least one in each council year" in words
    assert "30 April 2009" in words and "1 October 2009" in words
    limbs = dutybound_("rules", "show", "strategy-for-each-limb", "--as-at", "2016-06-01").words
    assert "Part re-offending: reducing re-offending" in limbs
    assert "the subjects for which it has a strategy include re-offending" in limbs
    violence = limbs.split("Part serious violence")[1]
    assert "England: not in force on 1 June 2016. It comes into force on 31 January 2023" in violence


def test_show_on_a_day_gives_the_kinds_on_a_list(dutybound_: Dutybound) -> None:
    then, now = (
        dutybound_("rules", "show", "responsible-authorities", "--as-at", day).words
        for day in ("2010-01-01", "2020-01-01")
    )
    assert "primary care trust" in then and "police authority: " in then
    assert "England: s 5(1)(c), 1998 c. 37, in force from 1 April 2003" in then
    assert "England: not in force on 1 January 2020. It was last in force on 21 November 2012: s 5(1)(c)" in now


def test_show_on_a_day_gives_a_term(dutybound_: Dutybound) -> None:
    words = dutybound_("rules", "show", "within-section-9", "--as-at", "2016-06-01").words
    assert "at least 16" in words and "relative or partner or former partner" in words


def test_show_without_a_day_gives_every_version(dutybound_: Dutybound) -> None:
    words = dutybound_("rules", "show", "each-authority-on-the-strategy-group").words
    assert "by SI 2007/1830" in words and "by SI 2010/647" in words and "It asks" not in words


def test_every_status_has_a_word_in_the_findings_printed() -> None:
    assert all(each.label for each in Status)


# -- the pages


def test_the_page_shows_what_the_command_prints(dutybound_: Dutybound) -> None:
    page = (EXAMPLES.parent / "docs" / "rules.md").read_text(encoding="utf-8")
    section = page.split("### What changed between two days")[1]
    shown = section.split("```text\n")[1].split("```")[0]
    printed = dutybound_("rules", "changes", "--from", "2011-05-31", "--to", "2011-06-01").out
    for block in shown.split("* ")[1:]:
        assert block in printed


def test_every_key_of_the_json_is_documented(dutybound_: Dutybound, write: Write) -> None:
    page = (EXAMPLES.parent / "docs" / "meaning.md").read_text(encoding="utf-8").split("## JSON")[1]
    span = ("--from", "2011-05-31", "--to", "2011-06-01", "--map", "--format", "json")
    content = dutybound_("rules", "changes", *span, "--dossier", write(NOBODY)).json
    named = {*content, *content["changes"][0], *content["map"][0], *content["dossier"]}
    plain = {"title", "rule", "instrument", "provision", "force", "as_at", "files"}
    assert [key for key in sorted(named - plain) if f"`{key}`" not in page] == []
