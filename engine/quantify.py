"""Quantifiers over open lists: what the known things say, and whether there can be others."""

from __future__ import annotations

from datetime import date

from ..facts.days import Day, Time, during, in_words
from ..facts.listing import Closing, Listing, Thing
from ..facts.truth import Truth
from ..facts.values import Kind
from ..facts.world import Doubt
from .closing import certainly_in, list_words, most_unnamed, other_things, statement_cited
from .conditions import Quantified
from .proof import Form, Proof, Question, node
from .scope import Prove, Scope, look_up, membership

#: The things of a list, each with the proof that it is what a condition looks for.
Members = list[tuple[Thing, Proof]]


def members_of(condition: Quantified, scope: Scope, prove: Prove) -> Members:
    """Every thing of a list, with the proof that it is what the condition looks for."""
    listing = look_up(condition.path, scope).value
    return [(thing, _member(condition, thing, listing, scope, prove)) for thing in listing.things]


def possible(members: Members) -> Members:
    """The members that are, or may be, what is looked for."""
    return [(thing, proof) for thing, proof in members if proof.truth is not Truth.FALSE]


def quantified(condition: Quantified, scope: Scope, found: Members) -> Proof:
    """The proof of ``some``, ``every`` or ``at_least``, from those of the things of its list."""
    listing = look_up(condition.path, scope).value
    members = [proof for _, proof in found]
    others = other_things(condition, listing, scope)
    label = f"{_form(condition)} of {list_words(listing)}"
    if condition.form == "every":
        if not members and others.truth is Truth.FALSE:
            return others._replace(truth=Truth.UNKNOWN, doubt=Doubt.FACT, label=f"there are no {list_words(listing)}")
        each = [_whenever(member) for member in members]
        rest = (
            others
            if others.open
            else others._replace(truth=Truth.TRUE, label=f"these are all the {list_words(listing)}")
        )
        return node(Form.ALL, label, [*each, rest])
    if condition.form == "at_least":
        most = most_unnamed(condition, listing, scope)
        unnamed = [others] * min(condition.number, condition.number if most is None else most)
        return node(Form.AT_LEAST, label, [*members, *(unnamed if others.open else [others])], number=condition.number)
    return node(Form.ANY, label, [*members, others])


def _form(condition: Quantified) -> str:
    return f"at least {condition.number}" if condition.form == "at_least" else condition.form


def _member(condition: Quantified, thing: Thing, listing: Listing, scope: Scope, prove: Prove) -> Proof:
    """That a thing had come about, belongs to the list, and is as ``where`` asks."""
    where = prove(condition.where, scope.bound(condition.name, thing))
    conditions = [where]
    for truth, label in (
        (scope.world.exists(thing, listing.dated_by), f"{thing.title} had come about by {in_words(scope.as_at)}"),
        (membership(thing), f"{thing.title} is one of the {list_words(listing)}"),
    ):
        if truth is not Truth.TRUE:
            asked = None if thing.sure else _whose(thing, scope)
            doubt = None if truth.settled else Doubt.FACT
            conditions.insert(0, Proof(Form.LEAF, truth, label, doubt=doubt, question=asked))
    against = next((each for each in listing.closings if _contradicts(each, thing, listing, scope)), None)
    if against is not None:
        stated = "there were fewer than are given" if against.most else "there was none"
        label = f"{thing.title} is given, and it is stated that {stated}"
        conflict = Proof(Form.LEAF, Truth.UNKNOWN, label, doubt=Doubt.CONFLICT, cited=(statement_cited(against),))
        conditions.insert(0, conflict)
    return node(Form.ALL, thing.title, conditions)


def _whose(thing: Thing, scope: Scope) -> Question:
    """Asks whether a thing made for a wider (or only a part of the) area is the subject's own too."""
    text = f"Was it made for {getattr(scope.subject, 'title', 'the area')} as well?"
    return Question(text, thing.title, ".".join((*thing.path, "covers")), "the partnership's officer")


def _outnumbers(closing: Closing, thing: Thing, listing: Listing, scope: Scope) -> bool:
    """Whether a thing is one of more than a statement counted."""
    statement, span, most = closing.statement, closing.span, closing.most
    if span is None or most is None or not statement.settles:
        return False
    places = scope.world.expand(statement.of)
    counted = [
        each
        for each in listing.things
        if each.sure
        and statement.kind in (None, getattr(each.item, "kind", None))
        and scope.world.expand(getattr(each.item, "covers", ())) <= places
        and certainly_in(span, each, listing, scope)
    ]
    return thing in counted and len(counted) > most


def _contradicts(closing: Closing, thing: Thing, listing: Listing, scope: Scope) -> bool:
    """Whether a thing falls within a statement that there was none of its kind, or not so many."""
    statement, span = closing.statement, closing.span
    if closing.form == "counts":
        return _outnumbers(closing, thing, listing, scope)
    if closing.form != "none" or span is None or not statement.settles:
        return False
    if statement.kind is not None and getattr(thing.item, "kind", None) != statement.kind:
        return False
    if statement.recipient is not None and thing.id != statement.recipient:
        return False
    if listing.each_of and not scope.world.expand(statement.of) & scope.world.expand(thing.item.covers):
        return False
    if statement.by == "in_force":
        fact, kind = (thing.item.term() if hasattr(thing.item, "term") else None), Kind.TIME
    else:
        fact = getattr(thing.item, listing.dated_by or getattr(thing.item, "shorthand", ""), None)
        kind = Kind.TIME if listing.dated_by == "standing" else Kind.ACT
    values = [told.value for told in scope.world.known(fact, kind).values]
    if any(isinstance(value, Time) for value in values):
        return all(value.overlaps(span) is Truth.TRUE for value in values)
    days = [value for value in values if isinstance(value, Day)] or [Day(date.min, scope.as_at)]
    return all(during(day, span) is Truth.TRUE for day in days)


def _whenever(member: Proof) -> Proof:
    """``every``: a thing that does not belong need not comply."""
    *belongs, where = member.children
    if not belongs:
        return where
    return node(Form.ANY, member.label, [node(Form.NOT, "not", [node(Form.ALL, "belongs", list(belongs))]), where])
