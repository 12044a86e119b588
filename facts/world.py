"""What a dossier and the tables together say on an as-at day: the only place where facts are read.

Facts that are hedged, last known, in conflict or not given are told apart here, so that nothing above has to
remember how an absent fact differs from a no.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from functools import cache, cached_property, wraps
from typing import Any, TypeVar, cast

from .days import ONE_DAY, Day, Time, on_or_before
from .dossier import SERIES, Dossier
from .evidence import Fact, Told
from .gazetteer import EMPTY_GAZETTEER, Gazetteer, KnownArea, KnownCounty, chief_of, council_of
from .listing import Closing, Listing, Thing
from .places import Body, Partnership
from .source_days import day_of_source, speaks_until
from .truth import Truth, agreed, any_of
from .values import Kind

ELECTED = ("police and crime commissioner", "mayor treated as commissioner", "mayor's office for policing and crime")
POLICING = (*ELECTED, "police authority", "common council")


M = TypeVar("M", bound=Callable[..., Any])


class Doubt(Enum):
    """Why a fact does not settle a question."""

    FACT = "fact"
    CONFLICT = "conflict"
    HEDGED = "hedged"
    LAST_KNOWN = "last known"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one fact: the values that settle, or why none does, and what to quote."""

    values: tuple[Told[Any], ...] = ()
    doubt: Doubt | None = None
    quoted: tuple[Told[Any], ...] = ()
    why: str = ""


@cache
def from_table(value: Any, note: str = "the shipped tables") -> Fact[Any]:
    """A fact that the shipped tables give."""
    told: Told[Any] = Told.model_construct(value=value, note=note)
    told._as_at, told._from_table = date.max, True
    return Fact[Any].model_construct(either=(told,), unknown=None, asked=None)


def _worked_out_once(method: M) -> M:
    """Let a world keep each answer of a method: every rule asks it again, and what a world says never changes."""

    @wraps(method)
    def answer(world: World, *of: Any) -> Any:
        key = (method, *of)
        if key not in world._answers:
            world._answers[key] = method(world, *of)
        return world._answers[key]

    return cast(M, answer)


@dataclass(frozen=True)
class World:
    """A dossier, the geography that ships with the rules, and the day as at which facts are read."""

    dossier: Dossier
    gazetteer: Gazetteer = EMPTY_GAZETTEER
    as_at: date = date.max
    _answers: dict[tuple[Any, ...], Any] = field(default_factory=dict, compare=False, repr=False)
    #: What is known of each fact, by its identity: the fact is kept with it, so that no other takes that.
    _known: dict[tuple[int, Kind, bool], tuple[Fact[Any], Known]] = field(
        default_factory=dict, compare=False, repr=False
    )

    # -- reading a fact

    def known(self, fact: Fact[Any] | None, kind: Kind, *, state: bool = False) -> Known:
        """What a fact says as at the day: its settling values, or the doubt that stands against it."""
        if fact is None:
            return Known(doubt=Doubt.FACT)
        asked = (id(fact), kind, state)
        if asked not in self._known:
            self._known[asked] = fact, self._read(fact, kind, state=state)
        return self._known[asked][1]

    def _read(self, fact: Fact[Any], kind: Kind, *, state: bool) -> Known:
        if not fact.either:
            return Known(doubt=Doubt.FACT, why=fact.unknown or "")
        # The sides of a conflict are told in one order, whichever of them the dossier gives first.
        either = tuple(sorted(fact.either, key=lambda told: told.source or ""))
        settling = [told for told in either if told.settles]
        if not settling:
            return Known(doubt=Doubt.HEDGED, quoted=either)
        if state:
            settling = [told for told in settling if told.as_at in (self.as_at, date.max)]
            if not settling:
                return Known(doubt=Doubt.LAST_KNOWN, quoted=either)
        if kind is Kind.ACT:
            settling = [told.model_copy(update={"value": self._act(told)}) for told in settling]
        return Known(tuple(settling), quoted=either)

    def _act(self, told: Told[Day]) -> Day:
        """A past act's day, clipped to its source's day and the dossier's; later than the as-at day: not done.

        What lies wholly after those days was only to come when it was said: it may have been done since, or not.
        """
        day, limit = told.value, told.as_at
        if dated := day_of_source(told, self.dossier.sources):
            limit = min(limit, dated.latest)
        if told.compilers and day.earliest > limit:
            limit = told.as_at
        if day.earliest > told.as_at and day.latest == date.max:
            day = Day.after(speaks_until(told, self.dossier.sources))
        elif day.earliest > limit:
            day = Day.after(limit)
        elif limit < day.latest:
            day = Day(day.earliest, limit, day.text)
        return Day.after(self.as_at) if day.earliest > self.as_at else day

    def exists(self, thing: Thing, dated_by: str) -> Truth:
        """Whether an item of a series had come about by the as-at day.

        One of unknown date had, a ``no`` had not; of what is only thought to have, or not to have, nothing is known.
        """
        fact = getattr(thing.item, dated_by, None) if dated_by else None
        if not isinstance(fact, Fact) or not fact.either:
            return Truth.TRUE
        return agreed(self._came_about(told) for told in fact.either if told.settles)

    def _came_about(self, told: Told[Any]) -> Truth:
        if isinstance(told.value, Time):
            return Truth.TRUE  # a time is tested by the rule itself
        return on_or_before(self._act(told), Day.on(self.as_at))

    # -- places

    def expand(self, ids: Iterable[str]) -> frozenset[str]:
        """The areas and counties named, partnerships standing for their areas."""
        places: set[str] = set()
        for each in ids:
            partnership = self.dossier.partnerships.get(each)
            places.update(partnership.areas if partnership else (each,))
        return frozenset(places)

    @_worked_out_once
    def known_area(self, area: str) -> KnownArea | None:
        """The shipped row of an area, found by id, ONS code or name."""
        stated = self.dossier.areas.get(area)
        found = self.gazetteer.area(
            id=area, code=stated.code if stated else None, title=stated.title if stated else None
        )
        return self.gazetteer.areas[found] if found else None

    def known_county(self, county: str) -> KnownCounty | None:
        """The shipped row of a county."""
        return self.gazetteer.counties.get(county)

    def area_title(self, area: str) -> str:
        """An area's name."""
        stated, row = self.dossier.areas.get(area), self.known_area(area)
        return (stated and stated.title) or (row.title if row else area.replace("-", " ").capitalize())

    def county_title(self, county: str) -> str:
        """A county's name."""
        stated, row = self.dossier.counties.get(county), self.known_county(county)
        return (stated and stated.title) or (row.title if row else county.replace("-", " ").capitalize())

    def area_kind(self, area: str) -> Fact[Any] | None:
        """The kind of an area: from the table, and from the dossier where it says so too."""
        stated, row = self.dossier.areas.get(area), self.known_area(area)
        told = stated.kind if stated else None
        if row is None:
            return told
        return from_table(row.kind).joined(told) if told else from_table(row.kind)

    @_worked_out_once
    def area_county(self, area: str) -> str | None:
        """The county of a district, if it is settled."""
        named = self._counties_named(area, lambda told: told.settles)
        return named.pop() if len(named) == 1 else None

    def possible_counties(self, area: str) -> frozenset[str]:
        """Every county in which an area may lie: those that are only thought to be its own too."""
        return frozenset(self._counties_named(area, lambda told: True))

    def _counties_named(self, area: str, which: Callable[[Told[Any]], bool]) -> set[str]:
        stated, row = self.dossier.areas.get(area), self.known_area(area)
        told = stated.county.either if stated and stated.county else ()
        return {each.value for each in told if which(each)} | ({row.county} if row and row.county else set())

    def areas_of(self, place: str, day: date) -> tuple[str, ...]:
        """The areas in an area or county on a day: itself, or the districts that are known."""
        if place in self.areas:
            return (place,)
        listed = {id for id, row in self.gazetteer.areas.items() if row.county == place}
        stated = {area for area in self.areas if self.area_county(area) == place}
        return tuple(area for area in sorted(listed | stated) if self.stands(area, day))

    @_worked_out_once
    def nation(self, area: str) -> str | None:
        """England or Wales; None where the kind of area is not known."""
        known = self.known(self.area_kind(area), Kind.CHOICE)
        nations = {"wales" if told.value == "welsh principal area" else "england" for told in known.values}
        return nations.pop() if len(nations) == 1 else None

    def in_the_city(self, places: Iterable[str]) -> Fact[Any] | None:
        """Whether some places are the City of London; None where the kind of one of them is not known."""
        kinds = [self.known(self.area_kind(place), Kind.CHOICE) for place in places if place not in self.counties]
        city = [agreed(Truth.of(told.value == "city of london") for told in known.values) for known in kinds]
        truth = any_of(city)
        return from_table(truth is Truth.TRUE) if truth.settled else None

    def stands(self, place: str, day: date) -> bool:
        """Whether an area or county existed on a day; one that the tables do not have is taken to."""
        row = self.known_area(place) or self.known_county(place)
        return row is None or row.stands(day)

    @cached_property
    def areas(self) -> tuple[str, ...]:
        """The local government areas of which the dossier speaks."""
        named = set(self.dossier.areas) | self._named
        known = set(self.gazetteer.areas) | set(self.dossier.areas)
        for partnership in self.dossier.partnerships.values():
            named.update(partnership.areas)
        return tuple(sorted(area for area in named if area in known or self.known_area(area)))

    @cached_property
    def counties(self) -> tuple[str, ...]:
        """The two-tier counties of which the dossier speaks, or in which its areas lie."""
        known = set(self.gazetteer.counties) | set(self.dossier.counties)
        named = (set(self.dossier.counties) | self._named) & known
        named |= {county for area in self.areas if (county := self.area_county(area))}
        return tuple(sorted(named))

    @cached_property
    def _named(self) -> set[str]:
        """Every area and county that an item or closing statement names."""
        items = (item for name in SERIES for item in self.dossier.section(name).values())
        covers = {place for item in items for place in getattr(item, "covers", ())}
        statements = (*self.dossier.none, *self.dossier.whole, *self.dossier.counts)
        return set(self.expand(covers | {place for each in statements for place in each.of}))

    def partnership_of(self, area: str) -> tuple[str, Partnership] | None:
        """The partnership that serves an area."""
        return self._partnerships.get(area)

    @cached_property
    def _partnerships(self) -> dict[str, tuple[str, Partnership]]:
        """The partnership that serves each area: the first that the dossier gives."""
        found: dict[str, tuple[str, Partnership]] = {}
        for id, partnership in self.dossier.partnerships.items():
            for area in partnership.areas:
                found.setdefault(area, (id, partnership))
        return found

    # -- bodies

    @_worked_out_once
    def body_title(self, body: str) -> str:
        """A body's name."""
        stated = self.dossier.bodies.get(body)
        if stated and stated.title:
            return stated.title
        for thing in self.table_bodies:
            if thing.id == body:
                return thing.title
        councils = {id: row.council for id, row in self.gazetteer.areas.items()}
        councils |= {id: row.council for id, row in self.gazetteer.counties.items()}
        place = body.removesuffix("-council")
        if place in councils and council_of(place) == body:
            return councils[place]
        return body.replace("-", " ")

    @cached_property
    def table_bodies(self) -> tuple[Thing, ...]:
        """The policing bodies and chief officers of the shipped tables, with the police areas they cover."""
        things = []
        for name, area in self.gazetteer.police_areas.items():
            for row in area.bodies:
                body = Body.model_construct(
                    title=row.title, kind=from_table(row.kind), covers=(name,), standing=from_table(row.standing)
                )
                things.append(Thing(row.id, body, ("tables", "police-areas", name, row.id)))
            chief = Body.model_construct(
                title=f"the chief officer of {area.force}",
                kind=from_table("chief officer of police"),
                covers=(name,),
            )
            things.append(Thing(chief_of(name), chief, ("tables", "police-areas", name, "chief officer")))
        return tuple(things)

    @_worked_out_once
    def bodies_of(self, area: str, day: date) -> tuple[Thing, ...]:
        """Every body known to cover an area on a day, whether the dossier or the tables name it."""
        county, row = self.area_county(area), self.known_area(area)
        places = {area, *([county] if county else [])}
        named = [
            Thing(id, body, ("bodies", id))
            for id, body in self.dossier.bodies.items()
            if self.expand(body.covers) & places
        ]
        things = {thing.id: thing for thing in self.standing_bodies(named, day)}
        police_area = row.police_area if row else None
        of_table = [thing for thing in self.table_bodies if police_area in thing.item.covers]
        for thing in self.standing_bodies(of_table, day):
            things.setdefault(thing.id, thing)
        stated = self.dossier.areas.get(area)
        name = (stated and stated.council) or (row.council if row else f"the council of {self.area_title(area)}")
        council = Body.model_construct(title=name, kind=from_table("council"), covers=(area,))
        things.setdefault(council_of(area), Thing(council_of(area), council, ("areas", area, "council")))
        if county:
            title = self.county_council(county)
            body = Body.model_construct(title=title, kind=from_table("county council"), covers=(county,))
            things.setdefault(council_of(county), Thing(council_of(county), body, ("counties", county, "council")))
        return tuple(things[id] for id in sorted(things))

    def bodies_serving(self, places: frozenset[str], things: Iterable[Thing]) -> Listing:
        """Bodies as a list that is open until a statement closes it for every one of some places."""
        return Listing(
            "bodies",
            tuple(things),
            self.closings("bodies", places, any_of=False),
            concerns=places,
            others="Is there any besides those named that serves the area",
            ask="the partnership's officer",
        )

    @cached_property
    def changes_of_bodies(self) -> frozenset[date]:
        """The days on which a body may have begun, and those after the days on which one may have ended."""
        bodies = (*self.dossier.bodies.values(), *(thing.item for thing in self.table_bodies))
        times = [told.value for body in bodies if body.standing for told in body.standing.either]
        begun = {day for time in times for day in (time.first.earliest, time.first.latest)}
        ended = {day for time in times for day in (time.last.earliest, time.last.latest) if day < date.max}
        return frozenset(begun | {day + ONE_DAY for day in ended})

    def county_council(self, county: str) -> str:
        """The name of a county's council."""
        stated, row = self.dossier.counties.get(county), self.known_county(county)
        return (stated and stated.council) or (row.council if row else f"{self.county_title(county)} County Council")

    def standing_bodies(self, things: Iterable[Thing], day: date) -> list[Thing]:
        """Those of some bodies that exist on a day; one that may not have existed does not surely belong."""
        truths = [(thing, self._body_stands(thing.item, day)) for thing in things]
        return [
            replace(thing, sure=thing.sure and truth is Truth.TRUE)
            for thing, truth in truths
            if truth is not Truth.FALSE
        ]

    def _body_stands(self, body: Body, day: date) -> Truth:
        """Whether a body exists on a day. It is taken to where no more is said, and to go on until an end is given."""
        fact: Fact[Any] | None = getattr(body, "standing", None)
        if fact is None or not fact.either:
            return Truth.TRUE
        settling = [told for told in fact.either if told.settles]
        truth = agreed(_lasting(told.value).covers(Day.on(day)) for told in settling or fact.either)
        return truth if settling or truth is Truth.TRUE else Truth.UNKNOWN

    def body_kind(self, thing: Thing) -> str | None:
        """The kind of a body, if it is settled."""
        known = self.known(thing.item.kind, Kind.CHOICE)
        kinds = {told.value for told in known.values}
        return kinds.pop() if len(kinds) == 1 else None

    def kind_of(self, body: str) -> Fact[Any] | None:
        """What is known of the kind of a body: by the dossier, or else by the tables."""
        stated = self.dossier.bodies.get(body)
        if stated and stated.kind:
            return stated.kind
        return next((thing.item.kind for thing in self.table_bodies if thing.id == body), None)

    def policing_bodies(self, areas: Iterable[str], day: date, kinds: tuple[str, ...]) -> Listing:
        """The policing bodies of some areas on a day: whole where each area has one."""
        found: dict[str, Thing] = {}
        whole = True
        for area in areas:
            here = [thing for thing in self.bodies_of(area, day) if self.body_kind(thing) in kinds]
            whole = whole and bool(here or self.known_area(area))
            found |= {thing.id: thing for thing in here}
        return Listing(
            "policing bodies",
            tuple(found[id] for id in sorted(found)),
            whole=whole,
            others="Which policing body answers for the area",
            ask="the partnership's officer",
        )

    def edges_of(self, thing: Thing) -> tuple[date, date]:
        """The first and the last day on which an item can have come about by the as-at day."""
        days = [told.value for told in self.known(getattr(thing.item, thing.item.dated_by), Kind.ACT).values]
        first = min((day.earliest for day in days), default=date.min)
        last = max((day.latest for day in days), default=date.max)
        return min(first, self.as_at), min(last, self.as_at)

    def _born(self, thing: Thing) -> date:
        """The first day on which an item can have come about; the beginning of time where that is not known."""
        fact = getattr(thing.item, getattr(thing.item, "dated_by", "") or "-", None)
        values = [told.value for told in fact.either if told.settles] if isinstance(fact, Fact) else []
        return min((value.earliest for value in values if isinstance(value, Day)), default=date.min)

    # -- series and what closes them

    def series(self, name: str, concerns: Iterable[str], things: Iterable[Thing], *, any_of: bool = True) -> Listing:
        """A series narrowed to some places, with the statements that speak of any (or all) of them."""
        model = SERIES[name]
        return Listing(
            name,
            tuple(things),
            self.closings(name, frozenset(concerns), any_of=any_of),
            model.dated_by,
            concerns=frozenset(concerns),
            others=model.others,
            others_in_force=model.others_in_force,
            ask=model.ask_others,
        )

    @_worked_out_once
    def items(self, name: str) -> tuple[Thing, ...]:
        """Every item of a series, in the order of ids."""
        section = self.dossier.section(name)
        return tuple(Thing(id, section[id], (name, id)) for id in sorted(section))

    def closings(self, what: str, concerns: frozenset[str], *, any_of: bool = True) -> tuple[Closing, ...]:
        """The statements that close a list of which these places or items are concerned."""
        return tuple(
            closing
            for closing in self._statements.get(what, ())
            if (
                concerns & self.expand(closing.statement.of)
                if any_of
                else concerns <= self.expand(closing.statement.of)
            )
        )

    @cached_property
    def _statements(self) -> dict[str, list[Closing]]:
        statements: dict[str, list[Closing]] = {}
        for form in ("none", "whole", "counts"):
            for index, statement in enumerate(getattr(self.dossier, form)):
                path = (form, str(index + 1), statement.what)
                closing = Closing(form, statement, path, speaks_until(statement, self.dossier.sources))
                statements.setdefault(statement.what, []).append(closing)
        return statements

    def inner(self, thing: Thing, name: str, others: str, ask: str, stated: str = "") -> Listing:
        """A list inside an item, with the statements that close it for the item or the places it covers.

        One that is worked out is closed by statements of the list that is ``stated``.
        """
        held = getattr(thing.item, name)
        if callable(held):
            held = held(self) if held.derived.in_world else held()
        section: dict[str, Any] = held
        what = f"{thing.path[0]}.{stated or name}"
        concerned = {thing.id, *self.expand(getattr(thing.item, "covers", ()))}
        if maker := getattr(thing.item, "by", None):
            concerned.add(maker)
        return Listing(
            what,
            tuple(Thing(key, section[key], (*thing.path, name, key)) for key in sorted(section)),
            self.closings(what, frozenset(concerned)),
            since=self._born(thing),
            others=others,
            ask=ask,
            owner=thing.title,
        )


def _lasting(time: Time) -> Time:
    """A time of which an end that is not given is taken never to come."""
    if time.not_on is not None or time.backwards:
        return time
    first = Day.on(date.min) if time.first.earliest == date.min else time.first
    last = Day.on(date.max) if time.last.latest == date.max else time.last
    return Time(first, last, time.text)
