"""Several files are one dossier: the same things put together, conflicts kept, and the order of no account."""

from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from dutybound.facts.dossier import Dossier
from dutybound.facts.gazetteer import EMPTY_GAZETTEER
from dutybound.facts.load import dossier_of, load
from dutybound.facts.nodes import parse_yaml
from dutybound.facts.problems import BadInputError
from dutybound.facts.values import Kind
from dutybound.facts.world import Doubt, World
from dutybound.facts.written import Written

HEADER = """
dossier: {title: Anytown, as_at: 2016-03-18}
sources: {a: {title: A, kind: minute}, b: {title: B, kind: letter}}
areas: {anytown: {kind: two-tier district}, othertown: {kind: two-tier district}}
plans: {one: {covers: [anytown]}}
"""


def dossier(*texts: str) -> Dossier:
    documents = [
        Written(f"{number}.yaml", node)
        for number, text in enumerate((HEADER, *texts), start=1)
        for node in parse_yaml("file", text).documents
    ]
    return dossier_of(documents, EMPTY_GAZETTEER)[0]


def adopted(value: str) -> str:
    return f"plans: {{one: {{adopted: {value}}}}}"


def values(fact: Any) -> list[tuple[str, str | None]]:
    return sorted((told.value.text, told.source) for told in fact.either)


def test_the_same_value_from_two_files_is_one_value_on_the_evidence_of_both() -> None:
    whole = dossier(adopted("{value: 2015-05, source: a}"), adopted("{value: 2015-05, source: b}"))
    assert values(whole.plans["one"].adopted) == [("2015-05", "a"), ("2015-05", "b")]
    known = World(whole, as_at=whole.as_at).known(whole.plans["one"].adopted, Kind.ACT)
    assert known.doubt is None and len({told.value for told in known.values}) == 1


def test_the_very_same_statement_in_two_files_counts_once() -> None:
    text = adopted("{value: 2015-05, source: a, at: page 3}")
    assert values(dossier(text, text).plans["one"].adopted) == [("2015-05", "a")]


def test_a_statement_that_settles_is_not_lost_behind_a_hedged_one() -> None:
    texts = (adopted("{value: 2015-05, source: a, weight: hedged}"), adopted("{value: 2015-05, source: b}"))
    for ordered in permutations(texts):
        whole = dossier(*ordered)
        known = World(whole, as_at=whole.as_at).known(whole.plans["one"].adopted, Kind.ACT)
        assert [told.source for told in known.values] == ["b"]


def test_two_values_from_two_files_are_a_conflict() -> None:
    whole = dossier(adopted("{value: 2015-05, source: a}"), adopted("{value: 2015-06, source: b}"))
    assert values(whole.plans["one"].adopted) == [("2015-05", "a"), ("2015-06", "b")]


def test_two_values_from_two_files_without_a_source_are_a_conflict_too() -> None:
    assert len(dossier(adopted("2015-05"), adopted("2015-06")).plans["one"].adopted.either) == 2


def test_one_source_cannot_give_two_values_in_two_files() -> None:
    with pytest.raises(BadInputError) as caught:
        dossier(adopted("{value: 2015-05, source: a}"), adopted("{value: 2015-06, source: a}"))
    assert str(caught.value) == "3.yaml:1: plans.one.adopted: one source gives two values in two files: which is right?"


def test_one_source_can_contradict_itself_in_two_places() -> None:
    texts = (adopted("{value: 2015-05, source: a, at: page 1}"), adopted("{value: 2015-06, source: a, at: page 9}"))
    assert values(dossier(*texts).plans["one"].adopted) == [("2015-05", "a"), ("2015-06", "a")]


def test_one_source_may_say_one_thing_in_two_places() -> None:
    texts = (adopted("{value: 2015-05, source: a, at: page 1}"), adopted("{value: 2015-05, source: a, at: page 9}"))
    assert values(dossier(*texts).plans["one"].adopted) == [("2015-05", "a")] * 2


def test_a_value_comes_before_unknown_whichever_file_has_it() -> None:
    for texts in permutations((adopted("2015-05"), adopted("{unknown: not said}"))):
        assert values(dossier(*texts).plans["one"].adopted) == [("2015-05", None)]
    asked = dossier(adopted("{unknown: not said}"), adopted("{unknown: no reply}")).plans["one"].adopted
    assert not asked.either and asked.unknown == "not said"


def test_what_an_item_covers_is_lent_to_a_file_that_adds_to_it() -> None:
    whole = dossier("plans: {one: {published: 2015-06, sent: {anytown-council: 2015-07}}}")
    assert whole.plans["one"].covers == ("anytown",)
    assert values(whole.plans["one"].published) == [("2015-06", None)]
    assert list(whole.plans["one"].sent) == ["anytown-council"]


def test_what_two_files_say_that_an_item_covers_is_united_as_are_its_entries() -> None:
    whole = dossier(
        "plans: {one: {covers: [othertown], sent: {anytown-council: 2015-07}}}",
        "plans: {one: {sent: {othertown-council: 2015-08}}}",
    )
    assert set(whole.plans["one"].covers) == {"anytown", "othertown"}
    assert set(whole.plans["one"].sent) == {"anytown-council", "othertown-council"}


def test_statements_of_all_files_are_joined_and_the_same_one_counts_once() -> None:
    none = "none: [{what: plans, of: [anytown], until: 2015, source: a}]"
    assert len(dossier(none, none, none.replace("2015", "2014")).none) == 2


def test_structure_must_agree_and_the_message_says_what_stands_in_each() -> None:
    judgement = (
        "judgements: {j: {rule: r, key: k, of: [anytown], answer: yes, by: the chair, date: 2015-05, basis: papers}}"
    )
    with pytest.raises(BadInputError) as caught:
        dossier(judgement, judgement.replace("2015-05", "2015-06"))
    assert str(caught.value) == (
        "3.yaml:1: judgements.j.date: another file says 2015-05, this one 2015-06: make them agree"
    )


def test_a_file_without_a_header_shares_it_and_one_with_its_own_keeps_its_day() -> None:
    state = "groups: {board: {covers: [anytown], statutory: yes}}"
    own = "dossier: {title: Later, as_at: 2016-06-01}\n" + state
    for texts, day in (((state,), "2016-03-18"), ((own,), "2016-06-01")):
        whole = dossier(*texts)
        assert whole.as_at.isoformat() == day
        assert [told.as_at.isoformat() for told in whole.groups["board"].statutory.either] == [day]
    earlier = dossier(own.replace("2016-06-01", "2015-01-01"))
    assert earlier.as_at == date(2016, 3, 18) and earlier.dossier.title == "Anytown"
    world = World(earlier, as_at=earlier.as_at)
    assert world.known(earlier.groups["board"].statutory, Kind.YES_NO, state=True).doubt is Doubt.LAST_KNOWN


def test_the_order_of_files_is_of_no_account() -> None:
    texts = (
        adopted("{value: 2015-05, source: a}"),
        adopted("{value: 2015-06, source: b}") + "\nnone: [{what: agreements, of: [anytown], source: a}]",
        "plans: {one: {published: 2015-07}, two: {covers: [othertown]}}",
    )
    wholes = [dossier(*ordered) for ordered in permutations(texts)]
    for whole in wholes:
        assert values(whole.plans["one"].adopted) == [("2015-05", "a"), ("2015-06", "b")]
        assert set(whole.plans) == {"one", "two"} and len(whole.none) == 1


def test_yaml_and_json_folders_files_and_documents_are_one_dossier(tmp_path: Path) -> None:
    folder = tmp_path / "dossier"
    (folder / "inner").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    (folder / "a.yaml").write_text(HEADER + "---\nplans: {two: {covers: [anytown]}}\n")
    (folder / "inner" / "b.yml").write_text("plans: {three: {covers: [anytown]}}\n")
    (folder / "inner" / "c.JSON").write_text('{"plans": {"four": {"covers": ["anytown"], "restricted": true}}}')
    (folder / "notes.txt").write_text("{not a dossier")
    (folder / ".hidden" / "d.yaml").write_text("{not a dossier")
    loaded = load([folder])
    assert set(loaded.dossier.plans) == {"one", "two", "three", "four"}
    assert [Path(each.path).name for each in loaded.files] == ["a.yaml", "b.yml", "c.JSON"]
    assert all(len(each.sha256) == 64 for each in loaded.files)


def test_the_same_file_given_twice_is_read_once_and_a_copy_of_it_changes_nothing(tmp_path: Path) -> None:
    path, copy = tmp_path / "a.yaml", tmp_path / "copy.yaml"
    text = HEADER.replace("covers: [anytown]", "covers: [anytown], adopted: {value: 2015-05, source: a}")
    for each in (path, copy):
        each.write_text(text)
    assert len(load([path, tmp_path / "." / "a.yaml"]).files) == 1
    assert len(load([tmp_path, path]).files) == 2
    assert load([tmp_path]).dossier == load([path]).dossier
