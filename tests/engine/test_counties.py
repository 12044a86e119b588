"""Counties: their districts, bodies and responsible authorities, and the seats of their groups as states."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from dutybound.engine.lawbook import Lawbook
from dutybound.engine.statuses import Status
from dutybound.facts.authorities import Authority
from dutybound.facts.counties import CountySubject
from dutybound.facts.listing import Listing
from dutybound.facts.truth import Truth
from dutybound.facts.world import World

from .generate import REGS, Raw, given, loaded, one, rulebook

SEATS = f"{REGS}/county-strategy-group-seats"
PROTOCOL = f"{REGS}/information-sharing-protocol"


def county(id: str, raw: Raw, day: date = date(2016, 6, 1)) -> CountySubject:
    return CountySubject(World(loaded(raw).dossier, rulebook().gazetteer, day), id, day)


def authorities(subject: CountySubject) -> Listing:
    listing = Lawbook(rulebook(), subject.world).listing(subject, "responsible_authorities")
    assert listing is not None
    return listing


def suffolk(**sections: object) -> Raw:
    return given("two-tier-district", counties={"suffolk": {"title": "Suffolk"}}, **sections)


@pytest.mark.parametrize(
    ("day", "districts"),
    [
        (date(2019, 3, 31), "babergh forest-heath ipswich mid-suffolk st-edmundsbury suffolk-coastal waveney"),
        (date(2019, 4, 1), "babergh east-suffolk ipswich mid-suffolk west-suffolk"),
    ],
)
def test_a_county_of_the_tables_has_the_districts_that_stood_on_the_day(day: date, districts: str) -> None:
    listing = county("suffolk", suffolk(), day).districts()
    assert [each.id for each in listing.things] == districts.split()
    assert listing.whole


def test_a_county_that_the_tables_do_not_have_may_have_other_districts_than_those_named() -> None:
    listing = county("anyshire", given("two-tier-district")).districts()
    assert [each.id for each in listing.things] == ["anytown"]
    assert not listing.whole


def test_the_authorities_of_a_county_are_those_of_its_districts_each_body_once() -> None:
    listing = authorities(county("suffolk", suffolk()))
    assert listing.whole
    titles = [thing.title for thing in listing.things]
    assert len(set(titles)) == len(titles)
    assert titles.count("Suffolk County Council") == titles.count("the chief officer of Suffolk Constabulary") == 1
    assert len([title for title in titles if title.endswith(("District Council", "Borough Council"))]) >= 7
    assert not authorities(county("anyshire", given("two-tier-district"))).whole


def test_a_body_is_an_authority_of_the_county_as_surely_as_anywhere_in_it() -> None:
    def provider(stated: object) -> Authority:
        ash = {"kind": "probation provider", "covers": ["suffolk"], "responsible_authority": stated}
        listing = authorities(county("suffolk", suffolk(bodies={"ash": ash})))
        [found] = [thing.item for thing in listing.things if thing.item.kind_of_body == "probation provider"]
        assert isinstance(found, Authority)
        return found

    assert provider({"unknown": "nobody could say"}).membership is Truth.UNKNOWN
    assert provider("yes").membership is Truth.TRUE


def test_only_a_statement_about_the_county_closes_the_list_of_its_bodies() -> None:
    def closings(of: list[str]) -> int:
        none = [{"what": "bodies", "kind": "probation provider", "of": of, "source": "file"}]
        return len(county("suffolk", suffolk(none=none)).bodies().closings)

    assert (closings(["suffolk"]), closings(["babergh"])) == (1, 0)


# -- seats and arrangements are states


def board(**more: object) -> dict[str, Any]:
    return {
        "board": {"covers": ["anyshire"], "standing": "2008-04-01..", "acts_as_county_strategy_group": "yes", **more}
    }


def seat(raw: Raw, as_at: date | None = None) -> Any:
    return one(raw, SEATS, "anyshire", part="d", as_at=as_at)


EMPTY = {"appointee of the police authority": "no"}
NO_SEATS = [{"what": "groups.seats", "of": ["board"], "source": "file"}]


def test_a_seat_is_empty_on_the_dossiers_day_and_only_last_known_to_be_on_another() -> None:
    raw = given("two-tier-district", "2010-06-01", groups=board(seats=EMPTY))
    assert seat(raw).status is Status.GAP
    later = seat(raw, date(2010, 9, 1))
    assert (later.status, later.cause) == (Status.CANNOT_TELL, "last known")


def test_a_statement_that_no_seat_is_filled_says_nothing_of_a_later_day() -> None:
    raw = given("two-tier-district", "2010-06-01", groups=board(), none=NO_SEATS)
    assert seat(raw).status is Status.GAP
    assert seat(raw, date(2010, 9, 1)).status is Status.CANNOT_TELL


def test_a_statement_of_a_day_that_is_not_known_closes_no_list_of_seats() -> None:
    vague = [{**NO_SEATS[0], "from": {"unknown": "the page is torn"}}]
    raw = given("two-tier-district", "2010-06-01", groups=board(), none=vague)
    assert seat(raw).status is Status.CANNOT_TELL


def test_a_seat_of_which_the_sources_differ_is_a_conflict() -> None:
    either = {"either": [{"value": "no", "source": "file"}, {"value": "yes", "source": "letter"}]}
    raw = given("two-tier-district", "2010-06-01", groups=board(seats={"appointee of the police authority": either}))
    found = seat(raw)
    assert (found.status, found.cause) == (Status.CANNOT_TELL, "conflict")
    assert "groups.board.seats.appointee of the police authority" in [each.path for each in found.questions]


# -- protocols of a wider or narrower area


@pytest.mark.parametrize(
    ("base", "covers", "subject"),
    [("two-tier-district", "anyshire", "anytown"), ("two-districts-combined", "eastville", "joint-csp")],
)
def test_a_protocol_that_may_be_the_areas_own_is_a_question(base: str, covers: str, subject: str) -> None:
    whole = [{"what": "protocols", "of": [subject], "source": "file"}]
    protocols = {"isp": {"title": "the protocol", "covers": [covers], "standing": "2012-04-01.."}}
    found = one(given(base, protocols=protocols, whole=whole), PROTOCOL, subject, part="in place")
    assert found.status is Status.CANNOT_TELL
    assert [each.text for each in found.questions] == [f"Was it made for {found.subject_title} as well?"]
