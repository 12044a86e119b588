"""Whether there can be others: how statements close an open list for what is looked for."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from ..facts.days import ANY_DAY, Day, Span, during, in_words
from ..facts.evidence import Fact
from ..facts.listing import Closing, Listing, Thing, uncovered
from ..facts.statements import Count
from ..facts.truth import Truth
from ..facts.values import Kind
from ..facts.world import Doubt
from .citation import cited
from .conditions import Path, Quantified
from .proof import Cited, Form, Proof, Question
from .scope import Scope, look_up, span_of, widest_of


def other_things(condition: Quantified, listing: Listing, scope: Scope) -> Proof:
    """A leaf: false where no other thing can be what is looked for, true where a count says that there is one."""
    label = f"another of the {list_words(listing)}"
    if listing.whole or _under_its_key(condition, listing, scope):
        return Proof(Form.LEAF, Truth.FALSE, label, others=True)
    speaking = [each for each in listing.closings if _speaks(each, condition, listing, scope)]
    ways = _ways(condition, listing, scope)
    counted = _counted(condition, listing, speaking, ways, scope)
    if counted:
        return Proof(Form.LEAF, Truth.TRUE, "as counted", cited=(statement_cited(counted),), others=True)
    gaps: list[Span] = []
    for way in ways:
        closings = [
            each for each in speaking if _closes(each, way, condition, listing, scope) and each.statement.settles
        ]
        gap = _left_open(way, closings, listing, scope)
        if gap is None:
            used = [each for each in closings if each.span and _overlap(each.span, way.span)]
            stated = tuple(dict.fromkeys(statement_cited(each) for each in used))
            return Proof(Form.LEAF, Truth.FALSE, label, cited=stated, others=True)
        gaps.append(gap)
    hedged = [each for each in speaking if not each.statement.settles]
    last_known = [each for each in speaking if each.span and each.span.last < scope.as_at and each.statement.settles]
    doubt, gap = Doubt.HEDGED if hedged else Doubt.FACT, gaps[0] if gaps else None
    if not hedged and last_known and gaps and gaps[0].first > max(each.span.last for each in last_known if each.span):
        doubt = Doubt.LAST_KNOWN
    vague = [each for each in speaking if each.span is None and each.statement.settles]
    quoted = [*hedged, *vague, *(last_known if doubt is Doubt.LAST_KNOWN else [])]
    return Proof(
        Form.LEAF,
        Truth.UNKNOWN,
        label,
        doubt=doubt,
        cited=(*(statement_cited(each) for each in quoted), *_practices(condition, listing, scope)),
        question=ask_for_others(
            condition, listing, gaps[0] if gaps else None, scope, in_force=ways[0].dated == "in_force"
        ),
        open_span=gaps[0] if gaps else None,
        others=True,
    )


def _left_open(way: Way, closings: list[Closing], listing: Listing, scope: Scope) -> Span | None:
    """The days that statements leave open, if any: where each area has things of its own, of any of the areas."""
    for area in listing.each_of:
        spans = [each.span for each in closings if each.span and area in scope.world.expand(each.statement.of)]
        if gap := way.left_open(spans):
            return gap
    return None if listing.each_of else way.left_open([each.span for each in closings if each.span])


def _under_its_key(condition: Quantified, listing: Listing, scope: Scope) -> bool:
    """Whether the list is narrowed to one key and has an entry there: there is no second under the same key."""
    for field, operand in condition.narrowed:
        if not isinstance(operand, Path):
            continue
        for thing in listing.things:
            if getattr(thing.item, "key", None) == field:
                named = look_up(operand, scope).value
                if thing.id in getattr(getattr(named, "item", named), "concerns", frozenset({named.id})):
                    return True
    return False


class Way(NamedTuple):
    """A way in which statements can close a list: by which date of its things, and for which days."""

    dated: str  # made or in_force
    span: Span
    #: Whether one day suffices: what was not in force on some day of a span cannot cover the span.
    any_day: bool = False

    def left_open(self, spans: list[Span]) -> Span | None:
        """The days that statements with these spans leave open; None if they close the list."""
        if self.any_day:
            return None if any(_overlap(each, self.span) for each in spans) else self.span
        if self.span.empty:
            return None if self.dated == "made" else self.span  # what is still to come cannot have been made
        return uncovered(self.span, spans)


def _ways(condition: Quantified, listing: Listing, scope: Scope) -> list[Way]:
    """The ways to close the list: by the date that is tested, and for ever, as when none was ever made.

    What is made is made by the as-at day; what is in force may have been made for days to come.
    """
    ways: list[Way] = []
    if condition.over is not None and (span := widest_of(condition.over, scope)):
        ways.append(Way("made", span.clipped(scope.as_at)))
    for dated, operator, each in condition.dates:
        span = widest_of(each, scope)
        if span is None:
            continue
        if dated == listing.dated_by and operator == "during":
            ways.append(Way("made", span.clipped(scope.as_at)))
        else:
            exact = span_of(each, scope) is not None
            ways.append(Way("in_force", span, any_day=operator == "covers" and exact))
    ways.append(Way("made", Span(listing.since, scope.as_at)))
    return ways


def _closes(closing: Closing, way: Way, condition: Quantified, listing: Listing, scope: Scope) -> bool:
    """Whether a statement closes the list for things by this date of theirs."""
    by_force = closing.statement.by == "in_force"
    if listing.dated_by != "standing" and (way.dated == "in_force") != by_force:
        return False
    if closing.form in ("none", "whole"):
        return True
    most, span = closing.most, closing.span
    return most is not None and span is not None and _known_in(span, condition, listing, scope) == most


def _known_in(span: Span, condition: Quantified, listing: Listing, scope: Scope) -> int:
    """How many known things may be among those that a count speaks of."""
    return sum(
        certainly_in(span, thing, listing, scope) and _narrow(condition, thing, scope) for thing in listing.things
    )


def certainly_in(span: Span, thing: Thing, listing: Listing, scope: Scope) -> bool:
    """Whether a thing is certainly dated within a span: an act by its day, what stands by a day on which it stood."""
    if listing.dated_by == "standing":
        times = [told.value for told in scope.world.known(thing.item.standing, Kind.TIME).values]
        return bool(times) and all(time.overlaps(span) is Truth.TRUE for time in times)
    days = [told.value for told in scope.world.known(getattr(thing.item, listing.dated_by, None), Kind.ACT).values]
    return bool(days) and all(isinstance(day, Day) and during(day, span) is Truth.TRUE for day in days)


def _narrow(condition: Quantified, thing: Thing, scope: Scope) -> bool:
    return all(
        getattr(thing.item, field, operand) == operand
        for field, operand in condition.narrowed
        if isinstance(operand, str)
    )


def _speaks(closing: Closing, condition: Quantified, listing: Listing, scope: Scope) -> bool:
    """Whether a statement narrowed to a kind or recipient speaks of what is looked for; and of the item's life."""
    narrowed = dict(condition.narrowed)
    statement = closing.statement
    if statement.kind is not None and narrowed.get("kind") != statement.kind:
        return False
    if statement.recipient is not None:
        to = narrowed.get("to")
        if not isinstance(to, Path) or look_up(to, scope).value.id != statement.recipient:
            return False
    return True


def _counted(
    condition: Quantified, listing: Listing, speaking: list[Closing], ways: list[Way], scope: Scope
) -> Closing | None:
    """A count that by itself shows that there were enough: of what was made then, if no more than that is asked."""
    only_made = all(dated == listing.dated_by and operator == "during" for dated, operator, _ in condition.dates)
    if not condition.countable or not only_made or condition.form == "every":
        return None
    asked = [way.span for way in ways[:-1] if way.dated == "made"]
    kind = dict(condition.narrowed).get("kind")
    for closing in speaking:
        statement = closing.statement
        if closing.form != "counts" or not statement.settles or not _of_the_whole(closing, listing, scope):
            continue
        widest = _widest(closing)
        inside = any(span.first <= widest.first and widest.last <= span.last for span in asked)
        if inside and closing.least >= condition.number and kind == statement.kind:
            return closing
    return None


def _of_the_whole(closing: Closing, listing: Listing, scope: Scope) -> bool:
    """Whether what is counted is the subject's own: of several areas together, each thing may be another's."""
    if scope.world.expand(closing.statement.of) != listing.concerns:
        return False
    return len(listing.concerns) == 1 or getattr(scope.subject, "id", "") in closing.statement.of


def most_unnamed(condition: Quantified, listing: Listing, scope: Scope) -> int | None:
    """How many things beside those given there can be, by a count of all the days asked about; None if none says."""
    most: int | None = None
    for closing in listing.closings:
        number, span = closing.most, closing.span
        if closing.form != "counts" or number is None or span is None or not closing.statement.settles:
            continue
        covered = any(uncovered(way.span, [span]) is None for way in _ways(condition, listing, scope))
        if covered and _speaks(closing, condition, listing, scope):
            left = max(number - _known_in(span, condition, listing, scope), 0)
            most = left if most is None else min(most, left)
    return most


def _widest(closing: Closing) -> Span:
    """The most days that a statement may speak of: its edges taken outwards."""
    first, last = closing.statement.from_, closing.statement.until
    start = min(day.earliest for day in _settled(first)) if first else date.min
    end = max(day.latest for day in _settled(last)) if last else closing.statement.as_at
    return Span(start, end)


def _settled(end: Fact[Day]) -> list[Day]:
    """The days that an end may be: any day at all where something else than a firm statement stands for it."""
    firm = bool(end.either) and all(told.settles for told in end.either)
    return [told.value for told in end.either] if firm else [ANY_DAY]


def _overlap(one: Span, other: Span) -> bool:
    return one.first <= other.last and other.first <= one.last


def statement_cited(closing: Closing) -> Cited:
    """A closing statement as findings cite it."""
    statement = closing.statement
    what = statement.what.replace(".", " ").replace("_", " ")
    kind = f"{statement.kind} " if statement.kind else ""
    number = statement.number.text if isinstance(statement, Count) else ""
    words = {"none": f"no {kind}{what}", "whole": f"no {kind}{what} but those given"}
    value = words.get(closing.form, f"{number} {kind}{what} in all")
    start = statement.from_.either[0].value if statement.from_ and statement.from_.either else None
    span = f" from {in_words(start)}" if start else ""
    if statement.from_ is not None and statement.from_.unknown:
        span = f" from a day not known ({statement.from_.unknown})"
    return cited(statement, closing.path, f"{value}{span}")


def _practices(condition: Quantified, listing: Listing, scope: Scope) -> tuple[Cited, ...]:
    """What is said to be usual: quoted, and settles nothing."""
    concerns: frozenset[str] = getattr(scope.subject, "concerns", frozenset())
    kind = dict(condition.narrowed).get("kind")
    return tuple(
        cited(each, ("practices", str(index + 1), each.what), each.every or "usual")._replace(weight="hedged")
        for index, each in enumerate(scope.world.dossier.practices)
        if each.what == listing.what and concerns & scope.world.expand(each.of) and each.kind in (None, kind)
    )


def ask_for_others(
    condition: Quantified, listing: Listing, gap: Span | None, scope: Scope, *, in_force: bool = False
) -> Question | None:
    """The question whether there was another, in the days that no statement covers."""
    if not listing.others:
        return None
    title = listing.owner or getattr(scope.subject, "title", "")
    other = " other" if any(_narrow(condition, thing, scope) for thing in listing.things) else ""
    others = (listing.others_in_force if in_force else "") or listing.others
    kind, to = dict(condition.narrowed).get("kind"), dict(condition.narrowed).get("to")
    narrowed = f" {kind}" if isinstance(kind, str) else ""
    if isinstance(to, Path):
        others = others.replace("any body", _title(look_up(to, scope).value))
    text = f"{others.rstrip('?').replace(' any ', f' any{other}{narrowed} ', 1)}?"
    clipped = Span(gap.first, min(gap.last, scope.as_at)) if gap and gap.first == date.min else gap
    return Question(text, title, listing.what, listing.ask, clipped)


def _title(named: Any) -> str:
    return str(getattr(named, "title", named))


def list_words(listing: Listing) -> str:
    """A list as labels call it."""
    return listing.what.replace(".", " ").replace("_", " ")
