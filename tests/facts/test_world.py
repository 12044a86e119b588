"""Reading facts on a day: what settles, what is only quoted, and how acts are cut to what can have been known."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from dutybound.facts.days import Day
from dutybound.facts.load import load
from dutybound.facts.truth import Truth
from dutybound.facts.values import Kind
from dutybound.facts.world import Doubt, Known, World

HEADER = """
dossier: {title: Anytown, as_at: 2016-03-18}
sources:
  undated: {title: A, kind: minute}
  minutes: {title: B, kind: minute, date: 2016-02-10}
  letter: {title: C, kind: letter, date: 2015}
  disputed:
    title: D
    kind: letter
    date: {either: [{value: 2015-01-31, source: minutes}, {value: 2016-01-31, source: letter}]}
areas: {anytown: {kind: two-tier district}}
"""
AS_AT = date(2016, 3, 18)


@pytest.fixture
def world(tmp_path: Path):
    def read(text: str, as_at: date = AS_AT) -> World:
        path = tmp_path / "dossier.yaml"
        path.write_text(HEADER + text)
        return World(load([path]).dossier, as_at=as_at)

    return read


def adopted(world: World) -> Known:
    return world.known(world.dossier.plans["one"].adopted, Kind.ACT)


def plan(adopted: str) -> str:
    return f"plans: {{one: {{covers: [anytown], adopted: {adopted}}}}}"


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2016", "2016-01-01", "2016-03-18"),  # it is said to have been done, so by the dossier's day
        ("2015/16", "2015-04-01", "2016-03-18"),
        ("2016-01..", "2016-01-01", "2016-03-18"),
        ("yes", "0001-01-01", "2016-03-18"),
        ("{value: 2016, source: minutes}", "2016-01-01", "2016-02-10"),  # no minute tells of what came after it
        ("{value: yes, source: minutes}", "0001-01-01", "2016-02-10"),
        ("{value: 2015, source: letter}", "2015-01-01", "2015-12-31"),
        ("{value: 2016, source: undated}", "2016-01-01", "2016-03-18"),
        ("{value: 2015-06, source: minutes}", "2015-06-01", "2015-06-30"),
        # A day wholly after its source was to come when it was told: it may have been done since, on that day or not.
        ("{value: 2016-03-01, source: minutes}", "2016-02-11", "9999-12-31"),
        ("{value: 2016-03-01, source: minutes, by: compiler}", "2016-03-01", "2016-03-01"),
    ],
)
def test_a_past_act_is_cut_to_its_sources_day_and_the_dossiers(world, written: str, first: str, last: str) -> None:
    [told] = adopted(world(plan(written))).values
    assert told.value == Day(date.fromisoformat(first), date.fromisoformat(last))


def test_what_is_not_done_or_lies_ahead_is_some_day_after(world) -> None:
    for written in ("no", "2016-03-19", "2017"):
        [told] = adopted(world(plan(written))).values
        assert told.value.earliest > AS_AT


def test_an_act_that_straddles_an_earlier_day_may_not_have_happened_yet(world) -> None:
    earlier = world(plan("2016-02"), date(2016, 2, 10))
    [told] = adopted(earlier).values
    assert told.value == Day(date(2016, 2, 1), date(2016, 2, 29))
    [thing] = earlier.items("plans")
    assert earlier.exists(thing, "adopted") is Truth.UNKNOWN
    assert world(plan("2016-02")).exists(thing, "adopted") is Truth.TRUE
    assert world(plan("2016-02"), date(2016, 1, 31)).exists(thing, "adopted") is Truth.FALSE


def test_not_done_on_the_dossiers_day_is_not_known_on_a_later_one(world) -> None:
    for as_at, exists in ((AS_AT, Truth.FALSE), (date(2016, 3, 19), Truth.UNKNOWN), (date(2016, 1, 1), Truth.FALSE)):
        there = world(plan("no"), as_at)
        [thing] = there.items("plans")
        assert there.exists(thing, "adopted") is exists


@pytest.mark.parametrize("weight", ["hedged", "hearsay"])
def test_only_what_is_stated_settles_and_the_rest_is_quoted(world, weight: str) -> None:
    known = adopted(world(plan(f"{{value: 2015-05, source: undated, weight: {weight}}}")))
    assert known.doubt is Doubt.HEDGED and not known.values
    assert [told.source for told in known.quoted] == ["undated"]


def test_a_hedge_beside_a_statement_does_not_weaken_it(world) -> None:
    either = "{either: [{value: 2015-05, source: minutes}, {value: 2015-06, source: letter, weight: hedged}]}"
    known = adopted(world(plan(either)))
    assert [told.source for told in known.values] == ["minutes"] and len(known.quoted) == 2


def test_asked_and_left_out_are_both_not_known_and_the_reason_is_kept(world) -> None:
    known = adopted(world(plan("{unknown: the office did not reply, asked: 2016-02}")))
    assert (known.doubt, known.why) == (Doubt.FACT, "the office did not reply")
    known = adopted(world("plans: {one: {covers: [anytown]}}"))
    assert (known.doubt, known.why, known.values) == (Doubt.FACT, "", ())


def test_both_values_of_a_conflict_are_alternatives(world) -> None:
    either = "{either: [{value: 2015-05, source: minutes}, {value: 2016, source: letter}]}"
    assert len(adopted(world(plan(either))).values) == 2


def test_two_values_in_two_places_of_one_source_are_alternatives_too(world) -> None:
    either = "{either: [{value: 2015-05, source: minutes, at: 1}, {value: 2016, source: minutes, at: 2}]}"
    assert len(adopted(world(plan(either))).values) == 2


def test_the_compilers_own_reading_settles_and_is_marked(world) -> None:
    [told] = adopted(world(plan("{value: 2015-05, by: compiler, basis: the agenda}"))).values
    assert told.settles and told.compilers and told.origin == "compiler"


def statutory(world: World) -> Known:
    group: Any = world.dossier.groups["board"]
    return world.known(group.statutory, Kind.YES_NO, state=True)


@pytest.mark.parametrize("day", [date(2016, 3, 17), date(2016, 3, 19)])
def test_a_state_is_known_on_the_dossiers_day_and_last_known_on_another(world, day: date) -> None:
    group = "groups: {board: {covers: [anytown], statutory: no}}"
    assert statutory(world(group)).doubt is None
    other = statutory(world(group, day))
    assert other.doubt is Doubt.LAST_KNOWN and not other.values and len(other.quoted) == 1


def test_what_is_said_on_the_day_itself_counts_before_what_was_last_known(world, tmp_path: Path) -> None:
    (tmp_path / "earlier").mkdir()
    (tmp_path / "earlier" / "a.yaml").write_text(
        "dossier: {title: Earlier, as_at: 2015-01-01}\n"
        "areas: {anytown: {kind: two-tier district}}\n"
        "groups: {board: {covers: [anytown], statutory: no}}"
    )
    world("groups: {board: {covers: [anytown], statutory: yes}}")
    both = load([tmp_path / "earlier", tmp_path / "dossier.yaml"]).dossier
    known = statutory(World(both, as_at=AS_AT))
    assert known.doubt is None and [told.value for told in known.values] == [True]


def test_where_the_day_of_a_source_is_disputed_an_act_is_cut_to_the_latest(world) -> None:
    [told] = adopted(world(plan("{value: 2014.., source: disputed}"))).values
    assert told.value.latest == date(2016, 1, 31)
