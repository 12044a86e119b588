"""The rulebook at work on one dossier: terms of law, derived lists and recorded judgements."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from ..facts.authorities import Authority, Description
from ..facts.counties import CountySubject
from ..facts.days import Day, Span
from ..facts.listing import Listing, Thing
from ..facts.policing import PolicingBody
from ..facts.statements import Judgement
from ..facts.subject import Subject, extents_of
from ..facts.truth import Truth
from ..facts.units import AreaSubject, Unit
from ..facts.values import Kind
from ..facts.world import Doubt, World
from .citation import cited
from .evaluate import evaluate
from .law import Row, Rule, Version
from .names import LESS, lists_descriptions
from .periods import Period
from .proof import Cited, Form, Proof, Question, node
from .rulebook import Rulebook
from .scope import Scope, Trail, days_at


@dataclass
class Lawbook:
    """Answers what conditions ask of law, for one world. A term in the making cannot ask for itself."""

    rulebook: Rulebook
    world: World
    #: What paths led to, for every scope of this world.
    found: Trail = field(default_factory=dict)
    _terms: dict[tuple[str, str], Proof] = field(default_factory=dict)
    _lists: dict[tuple[str, str, date], Listing] = field(default_factory=dict)

    # -- terms

    def term(self, name: str, thing: Any, as_at: date) -> Proof:
        """Whether a term is true of a thing: by its definition, or as somebody decided where that is open."""
        key = (name, thing.id)
        if key not in self._terms:
            rule = self.rulebook.terms[name]
            derived = self._derived_term(rule, thing, as_at)
            self._terms[key] = self._decided(name, thing, derived)
        return self._terms[key]

    def _derived_term(self, rule: Rule, thing: Any, as_at: date) -> Proof:
        [part] = rule.parts
        name = rule.id.split("/")[-1].replace("-", " ")
        names = {rule.for_each: thing, "as_at": Day.on(as_at)}
        scope = Scope(self.world, self, rule, thing, names, self.found)
        days = [Day.on(as_at)]
        if rule.law_of.event is not None:
            days = days_at(rule.law_of.event, scope)
        extents = extents_in(self.world, thing)
        proofs = []
        for version in possible_versions(part.versions, extents, days):
            if version is None:
                proofs.append(Proof(Form.LEAF, Truth.FALSE, f"{name}: no law in force on the day"))
            elif version.text.requires is not None:
                proofs.append(evaluate(version.text.requires, scope.bound("law", version)))
        proof = proofs[0] if len(proofs) == 1 else node(Form.AGREE, name, proofs)
        return proof._replace(label=name, named=True)

    def _decided(self, name: str, thing: Any, derived: Proof) -> Proof:
        """Lay a recorded decision over a derived term: it settles what is open, and contradicts what is not."""
        answers: set[bool] = set()
        by: list[str] = []
        quoted: list[Cited] = []
        for id, decision in sorted(self.world.dossier.decisions.items()):
            if decision.term != name or thing.id not in decision.of:
                continue
            if decision.date is not None and decision.date.earliest > self.world.as_at:
                continue
            facts = self.world.known(decision.answer, Kind.YES_NO)
            if not facts.values:
                continue
            answers |= {told.value for told in facts.values}
            by.append(decision.by)
            quoted += [
                cited(told, ("decisions", id))._replace(note=told.note or f"decided by {decision.by}")
                for told in facts.quoted
            ]
        decided = {Truth.of(answer) for answer in answers}
        if not decided or decided == {derived.truth}:
            return derived
        label = f"{derived.label} (as decided by {' and by '.join(dict.fromkeys(by))})"
        leaf = Proof(Form.LEAF, Truth.UNKNOWN, label, named=True, cited=tuple(quoted))
        if derived.truth.settled or len(decided) > 1:
            return leaf._replace(doubt=Doubt.CONFLICT)
        return leaf._replace(truth=decided.pop())

    # -- lists

    def listing(self, subject: Subject | Thing, name: str) -> Listing | None:
        """A derived list of a subject: the union of the lists of its areas (s 5(1BA)); None for any other name."""
        if isinstance(subject, Thing):
            return self._of_councils(subject, name)
        if name not in self.rulebook.lists or not isinstance(subject, Unit | CountySubject | PolicingBody):
            return None
        key = (name, subject.id, subject.day)
        if key not in self._lists:
            found = [each for area in subject.areas for each in self.members(name, area, subject.day)]
            things = tuple(Thing(each.id, each, each.path) for each in _each_body_once(found))
            whole = not isinstance(subject, CountySubject) or subject.districts().whole
            self._lists[key] = Listing(name.replace("_", " "), things, whole=whole)
        return self._lists[key]

    def _of_councils(self, item: Thing, name: str) -> Listing | None:
        """A derived list of the councils that an item covers, of all their areas; None for any other name.

        It is the list of the item's own day. Where that is known only within edges, an authority that is not on the
        lists of both edges may or may not have been one.
        """
        of = LESS[name][0] if name in LESS else name
        if of not in self.rulebook.lists:
            return None
        key = (name, item.id, self.world.as_at)
        if key not in self._lists:
            councils = self.world.expand(item.item.covers)
            first, last = self.world.edges_of(item)
            at_first, at_last = (self._of_areas(of, councils, day) for day in (first, last))
            things = []
            for known_as, authority in (at_first | at_last).items():
                if name in LESS and self._own_council(authority, councils):
                    continue
                on_both = known_as in at_first and known_as in at_last
                member = authority if on_both else replace(authority, membership=Truth.UNKNOWN)
                things.append(Thing(member.id, member, member.path))
            whole = all(place in self.world.areas or self.world.known_county(place) for place in councils)
            self._lists[key] = Listing(name.replace("_", " "), tuple(things), whole=whole)
        return self._lists[key]

    def _of_areas(self, name: str, councils: frozenset[str], day: date) -> dict[tuple[str, ...], Authority]:
        """The members of a derived list for every area of some councils on a day, each under the bodies known of it."""
        areas = sorted({area for council in councils for area in self.world.areas_of(council, day)})
        found = [authority for area in areas for authority in self.members(name, area, day)]
        return {tuple(thing.id for thing in each.bodies) or (each.id,): each for each in found}

    def _own_council(self, authority: Authority, councils: frozenset[str]) -> bool:
        """Whether an authority is one of these councils."""
        place = authority.area if authority.kind_of_body == "council" else self.world.area_county(authority.area)
        return authority.kind_of_body in ("council", "county council") and place in councils

    def members(self, name: str, area: str, day: date) -> list[Authority]:
        """The members of a derived list for one area on a day: bodies that are known, and kinds that must exist."""
        rule = self.rulebook.lists.get(name)
        if rule is None:
            return []
        found: list[Authority] = []
        extents = extents_of(self.world, (area,))
        subject = AreaSubject(self.world, area, day, areas=(area,))
        for row in rule.rows:
            version = next((each for each in row.versions if each.on(day) and set(each.extents) & set(extents)), None)
            if version is None:
                continue
            found += self._row(rule, row, version, subject, sure=len(extents) == 1)
        return found

    def _row(self, rule: Rule, row: Row, version: Version, subject: AreaSubject, *, sure: bool) -> list[Authority]:
        names = {"area": subject, "as_at": Day.on(subject.day), "law": version}
        where = evaluate(row.where, Scope(self.world, self, rule, subject, names, self.found)).truth
        if where is Truth.FALSE:
            return []
        base = where if sure else Truth.UNKNOWN
        id = f"{subject.id}/{row.kind.replace(' ', '-')}"
        if lists_descriptions(rule.defines):
            return [Description(self.world, id, subject.day, subject.id, row.kind, membership=base)]
        bodies = [
            thing for thing in self.world.bodies_of(subject.id, subject.day) if self.world.body_kind(thing) == row.kind
        ]
        if row.kind == "probation provider":
            bodies = [thing for thing in bodies if self._made_authority(thing) is not Truth.FALSE]
        authorities = []
        for index, thing in enumerate(bodies):
            own = id if index == 0 else f"{id}/{thing.id}"
            contract = self._made_authority(thing) if row.kind == "probation provider" else Truth.TRUE
            certain = base if contract is Truth.TRUE and thing.sure else Truth.UNKNOWN
            authorities.append(
                Authority(self.world, own, subject.day, subject.id, row.kind, (thing,), membership=certain)
            )
        if not any(thing.sure for thing in bodies) and not self._none_of_kind(row, subject):
            # Where each body that is named may have ended or be still to come, another may be the one.
            own, membership = (f"{id}/not-named", Truth.UNKNOWN) if bodies else (id, base)
            membership = membership if row.expect != "any number" else Truth.UNKNOWN
            authorities.append(Authority(self.world, own, subject.day, subject.id, row.kind, membership=membership))
        return authorities

    def _none_of_kind(self, row: Row, subject: AreaSubject) -> bool:
        """Whether it is stated that the area has no body of a kind of which there may be none."""
        return row.expect == "any number" and any(
            each.statement.kind in (None, row.kind)
            and each.statement.settles
            and (each.form == "whole" or each.most == 0)
            and each.span is not None
            and each.span.first <= min(subject.day, self.world.as_at) <= each.span.last
            for each in self.world.closings("bodies", subject.concerns)
        )

    def _made_authority(self, thing: Thing) -> Truth:
        """Whether a probation provider's contract makes it a responsible authority (s 5(1)(aa))."""
        facts = self.world.known(thing.item.responsible_authority, Kind.YES_NO, state=True)
        answers = {told.value for told in facts.values}
        return Truth.of(answers.pop()) if len(answers) == 1 else Truth.UNKNOWN

    # -- judgements

    def judgement(self, rule: Rule, key: str, subject: Any, period: Period | None) -> Proof:
        """A judgement that somebody recorded and that counts here, or the leaf that asks for one."""
        question = rule.judgements[key]
        label = key.replace("-", " ")
        answers: set[bool] = set()
        quoted = []
        for id, recorded in self.world.dossier.judgements.items():
            if (
                recorded.rule != rule.id
                or recorded.key != key
                or not _spoken_of(subject, self.world.expand(recorded.of))
            ):
                continue
            if not self._counts(recorded, subject, period):
                continue
            for told in recorded.answer.either:
                if told.settles:
                    answers.add(told.value)
                    note = f"judged by {recorded.by}: {recorded.basis}"
                    quoted.append(cited(told, ("judgements", id))._replace(note=told.note or note))
        if len(answers) == 1:
            return Proof(Form.LEAF, Truth.of(answers.pop()), label, cited=tuple(quoted))
        if answers:
            return Proof(Form.LEAF, Truth.UNKNOWN, label, doubt=Doubt.CONFLICT, cited=tuple(quoted))
        title = getattr(subject, "title", subject.id)
        asked = Question(question, title, "judgements", rule.acts or "the partnership's officer")
        return Proof(Form.LEAF, Truth.UNKNOWN, label, question=asked, judgement=key)

    def _counts(self, recorded: Judgement, subject: Any, period: Period | None) -> bool:
        """Whether a judgement certainly counts as at the day, and for a period if one is asked about.

        Nobody can have judged what a subject did in a period that had not begun. An item is judged for what it is.
        """
        as_at, until = self.world.as_at, recorded.until
        if recorded.date.earliest > as_at or (until is not None and until.earliest < as_at):
            return False
        if recorded.for_ is not None:
            return recorded.for_.covers_span(period.span if period else Span(as_at, as_at)) is Truth.TRUE
        if period is None or not isinstance(subject, Subject) or until is not None:
            return True
        return recorded.date.earliest >= period.span.first


def _each_body_once(authorities: list[Authority]) -> list[Authority]:
    """Authorities of several areas, each body and each kind not named once: as where it most certainly is one."""
    found: dict[str, Authority] = {}
    for each in authorities:
        [key] = [thing.id for thing in each.bodies] or [each.title]
        if key not in found or each.membership is Truth.TRUE:
            found[key] = each
    return list(found.values())


def _spoken_of(subject: Any, ids: frozenset[str]) -> bool:
    """Whether a judgement of these ids is one of the subject."""
    return subject.judged_by(ids) if isinstance(subject, Subject) else subject.id in ids


def extents_in(world: World, subject: Any) -> tuple[str, ...]:
    """The nations in which a subject may lie."""
    if isinstance(subject, Subject):
        return subject.extents
    places = world.expand(getattr(subject.item, "covers", ()))
    areas = tuple(place for place in places if place in world.areas)
    return extents_of(world, areas) if areas else ("england",)


def possible_versions(versions: tuple[Version, ...], extents: tuple[str, ...], days: list[Day]) -> list[Version | None]:
    """The versions that may apply on days known only within edges; None among them if there may be none."""
    found: list[Version | None] = []
    for extent in extents:
        for day in days:
            here = [each for each in versions if extent in each.extents and each.during(day)]
            covered = any(each.first <= day.earliest and day.latest <= each.last for each in here)
            found += [each for each in here if each not in found]
            if not covered and not _contiguous(here, day) and None not in found:
                found.append(None)
    return found


def _contiguous(versions: list[Version], day: Day) -> bool:
    """Whether versions follow one another over all the days that a day may be."""
    at = day.earliest
    for version in sorted(versions, key=lambda each: each.first):
        if version.first > at:
            return False
        if version.last >= day.latest:
            return True
        at = date.fromordinal(version.last.toordinal() + 1)
    return False
