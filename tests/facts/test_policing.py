"""Policing bodies as subjects: their elections, and the requests that they or the Secretary of State made."""

from __future__ import annotations

from datetime import date

from dutybound.engine.cases import laid_over
from dutybound.engine.rulebook import load_rulebook
from dutybound.facts.load import dossier_of
from dutybound.facts.nodes import Node
from dutybound.facts.policing import PolicingBody
from dutybound.facts.truth import Truth
from dutybound.facts.values import Kind
from dutybound.facts.world import World
from dutybound.facts.written import Written

RULEBOOK = load_rulebook()
AS_AT = date(2016, 6, 1)


def node(value: object) -> Node:
    if isinstance(value, dict):
        return Node(1, {key: node(each) for key, each in value.items()})
    return Node(1, [node(each) for each in value] if isinstance(value, list) else value)


def world_of(base: str, **given: object) -> World:
    whole = laid_over(RULEBOOK.bases[base], node(given))
    dossier, _ = dossier_of([Written("test", whole)], RULEBOOK.gazetteer)
    return World(dossier, RULEBOOK.gazetteer, AS_AT)


def body_of(world: World, id: str, day: date) -> PolicingBody:
    [thing] = [each for area in world.areas for each in world.bodies_of(area, day) if each.id == id]
    return PolicingBody(world, id, day, body=thing.item)


def test_the_elections_of_commissioners_are_known_and_there_are_no_others() -> None:
    listing = body_of(world_of("two-tier-district"), "anyshire-pcc", AS_AT).elections()
    assert listing.whole
    assert [thing.title for thing in listing.things][:2] == [
        "the ordinary election of 15 November 2012",
        "the ordinary election of 5 May 2016",
    ]


def test_after_the_table_ends_there_may_be_others() -> None:
    assert body_of(world_of("two-tier-district"), "anyshire-pcc", date(2028, 3, 31)).elections().whole
    assert not body_of(world_of("two-tier-district"), "anyshire-pcc", date(2028, 4, 1)).elections().whole


def test_the_elections_of_a_mayor_are_those_of_the_dossier() -> None:
    mayor = {"kind": "mayor treated as commissioner"}
    elections = {
        "may-2016": {"elects": "unity-pcc", "held": "2016-05-05"},
        "of-another": {"elects": "other-mayor", "held": "2016-05-05"},
    }
    world = world_of("unitary-district", bodies={"unity-pcc": mayor, "other-mayor": mayor}, elections=elections)
    listing = body_of(world, "unity-pcc", AS_AT).elections()
    assert [thing.id for thing in listing.things] == ["may-2016"]
    assert not listing.whole


def test_an_election_to_come_has_not_come_about() -> None:
    listing = body_of(world_of("two-tier-district"), "anyshire-pcc", AS_AT).elections()
    world = world_of("two-tier-district")
    came = {thing.title: world.exists(thing, "held") for thing in listing.things}
    assert came["the ordinary election of 5 May 2016"] is Truth.TRUE
    assert came["the ordinary election of 6 May 2021"] is Truth.FALSE


def request(base: str, by: str, covers: list[str], **bodies: object) -> tuple[str | None, bool | None]:
    """The kind of body that requires, and whether of the City of London."""
    requests = {"report-16": {"kind": "report", "covers": covers, "by": by, "made": "2016-01-11"}}
    world = world_of(base, bodies=bodies, requests=requests)
    [thing] = world.items("requests")
    kind = world.known(thing.item.by_kind(world), Kind.CHOICE).values
    city = world.known(thing.item.of_the_city(world), Kind.YES_NO).values
    return (kind[0].value if kind else None, city[0].value if city else None)


def test_who_requires_a_report_is_known_from_the_dossier_or_the_tables() -> None:
    assert request("two-tier-district", "anyshire-pcc", ["anytown"]) == ("police and crime commissioner", False)
    home = {"title": "the Secretary of State", "kind": "secretary of state"}
    assert request("city-of-london", "home", ["city-csp"], home=home) == ("secretary of state", True)
    common_council = request("city-of-london", "city-of-london-police-authority", ["city-of-london"])
    assert common_council == ("common council", True)
    assert request("two-tier-district", "board", ["anyshire"], board={"title": "A board"}) == (None, False)


def test_of_an_area_of_unknown_kind_it_is_not_known_whether_it_is_the_city() -> None:
    requests = {"report-16": {"kind": "report", "covers": ["elsewhere"], "by": "anyshire-pcc"}}
    world = world_of("two-tier-district", areas={"elsewhere": {"title": "Elsewhere"}}, requests=requests)
    [thing] = world.items("requests")
    assert thing.item.of_the_city(world) is None
