"""From an outcome to a status: time, cause, hinge and what it waits on, by pure functions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations, product
from typing import NamedTuple

from ..facts.days import ONE_DAY, Day, before, in_words
from ..facts.truth import Truth, agreed, all_of, any_of
from ..facts.world import Doubt
from .conditions import Within
from .law import Rule, Shape
from .outcome import Outcome
from .periods import Period, due_day
from .proof import UNSETTLED, Form, Proof
from .scope import days_at, end_of
from .statuses import Status
from .view import View

LAW_UNSETTLED = "law unsettled"
WAITS = "waits on a rule"
#: A hinge is sought among at most so many unknowns.
MOST_LEAVES = 6


class Verdict(NamedTuple):
    """The status of one view, with its dates and, where it is not settled, why."""

    status: Status
    cause: str | None = None
    hinge: str | None = None
    waits_on: tuple[str, ...] = ()
    use: str | None = None
    #: For what is due: no, or not known.
    done: str | None = None
    since: Day | None = None
    due: Day | None = None
    done_on: Day | None = None
    late_by: tuple[int, int] | None = None
    timing_known: bool = True
    past: bool = False


def verdict_of(rule: Rule, view: View, period: Period | None) -> Verdict:
    """The verdict on one view as at the day of its scope."""
    if rule.kind == "power":
        return _power(view)
    dues = due_days(view, period)
    due = dues[0] if dues else None
    if view.outcome is Outcome.NOT_APPLICABLE:
        return _not_applicable(view, dues, period)._replace(due=due if _may_arise(view, dues, period) else None)
    if view.outcome is Outcome.MET:
        return _met(rule, view, dues, period)._replace(due=due)
    if rule.kind == "condition" and view.outcome is Outcome.UNMET:
        return Verdict(Status.NOT_APPLICABLE)
    if view.outcome is Outcome.UNMET:
        return _unmet(view, dues, period)._replace(due=due)
    return _unsettled(view, dues, rule.kind)._replace(due=due)


def _may_arise(view: View, dues: list[Day], period: Period | None) -> bool:
    """Whether what must exist first may still come about before a running period's day has passed."""
    refused = view.applies.truth is Truth.FALSE or any(each.truth is Truth.TRUE for each in view.exceptions)
    running = period is not None and _passed(dues, view.scope.as_at) is Truth.FALSE
    return running and not refused and view.arises.truth is Truth.FALSE


def _not_applicable(view: View, dues: list[Day], period: Period | None) -> Verdict:
    if not _may_arise(view, dues, period):
        return Verdict(Status.NOT_APPLICABLE)
    see = view.version.text.arises.see if view.version.text.arises else ""
    return Verdict(Status.DUE, done="no", waits_on=(see,) if see else ())


def due_days(view: View, period: Period | None) -> list[Day]:
    """The day by which the duty falls due, under each reading of its start; empty where none is fixed."""
    shape = view.version.text.shape
    if period is not None:
        return [Day.on(due_day(shape, period))]
    days: list[Day] = []
    for _, by in shape.by:
        if isinstance(by, Within):
            days += [end_of(by, start) for start in days_at(by.path, view.scope)]
        else:
            days += days_at(by, view.scope)
    return days


def _power(view: View) -> Verdict:
    if view.applies.truth is Truth.FALSE or view.arises.truth is Truth.FALSE:
        return Verdict(Status.NOT_APPLICABLE)
    used = view.used.truth if view.used is not None else Truth.UNKNOWN
    words = {Truth.TRUE: "used", Truth.FALSE: "not used", Truth.UNKNOWN: "not known"}
    return Verdict(Status.POWER, use=words[used])


# -- met


def _met(rule: Rule, view: View, dues: list[Day], period: Period | None) -> Verdict:
    shape = view.version.text.shape
    done = done_day(view)
    if not dues or done is None:
        return Verdict(Status.COMPLIANT, done_on=done)
    lateness = [before(due, done) for due in dues]
    if len(shape.by) > 1 and {Truth.TRUE, Truth.FALSE} <= set(lateness):
        return Verdict(Status.CANNOT_TELL, cause=LAW_UNSETTLED, done_on=done, hinge=f"met, or {_late_unless(shape)}")
    late = agreed(lateness)
    by = _late_by(dues, done)
    if late is Truth.FALSE:
        return Verdict(Status.COMPLIANT, done_on=done)
    if late is Truth.TRUE and _another_given(view, dues):
        late, done = Truth.UNKNOWN, None
    if late is Truth.TRUE and _bound(view):
        if shape.late_counts:
            return Verdict(Status.MET_LATE, done_on=done, late_by=by)
        return Verdict(Status.GAP, done_on=done, late_by=by, since=_day_after(dues[0]), past=period is not None)
    if not _bound(view):
        unless = [words for proof, words in _knots(view) if words and proof in view.exceptions]
        hinge = ("met late" if shape.late_counts else "gap") + (
            f" {' or '.join(unless)}" if unless else ", if the duty applied"
        )
        if late is Truth.UNKNOWN:
            hinge += ", if it was done after its day"
        cause, waiting = cause_of(view), waits_on(view)
        return Verdict(Status.CANNOT_TELL, cause=cause, done_on=done, late_by=by, hinge=hinge, waits_on=waiting)
    if shape.late_counts:
        return Verdict(Status.COMPLIANT, done_on=done, timing_known=False)
    return Verdict(Status.CANNOT_TELL, cause=Doubt.FACT.value, done_on=done, hinge="gap if it was done after its day")


def _another_given(view: View, dues: list[Day]) -> bool:
    """Whether something else that is given, of which not enough is known, may be what was done, and in time.

    That the list is open is not enough: an entry is what its series says until another comes to light.
    """
    paths = {str(path) for path in view.version.text.shape.done}
    return _late_at_best(view.requires, paths, dues) in (Truth.FALSE, Truth.UNKNOWN)


def _late_at_best(proof: Proof, paths: set[str], dues: list[Day]) -> Truth | None:
    """Whether what may have been done was late: all of what is asked together, the best of what is asked in turn.

    None where no act is asked for, so that there is none to be late.
    """
    if proof.truth is Truth.FALSE or proof.form is Form.NOT:
        return None
    if proof.form is Form.LEAF:
        acts = proof.path in paths and not proof.others
        return agreed([before(due, day) for due in dues for day in proof.days]) if acts else None
    late = [each for child in proof.children if (each := _late_at_best(child, paths, dues)) is not None]
    if not late:
        return None
    if proof.form is Form.ALL:
        return any_of(late)
    return Truth.FALSE if _needs_no_act(proof, paths) else all_of(late)


def _needs_no_act(proof: Proof, paths: set[str]) -> bool:
    """Whether a choice is met by something that is no act, such as that nothing was owed."""
    return any(
        child.truth is Truth.TRUE and not child.others and not any(leaf.path in paths for leaf in child.leaves())
        for child in proof.children
    )


def _bound(view: View) -> bool:
    """Whether it is settled that the duty arose and applied, without exception: nothing less can be late."""
    settled = view.arises.truth is Truth.TRUE and view.applies.truth is Truth.TRUE
    return settled and all(each.truth is Truth.FALSE for each in view.exceptions)


def _late_unless(shape: Shape) -> str:
    """What is said where the readings of a deadline differ."""
    return "late, as the time is counted " + " or ".join(name for name, _ in shape.by)


def done_day(view: View) -> Day | None:
    """The day on which what is required was done, by what the proof rests on."""
    paths = [str(path) for path in view.version.text.shape.done]
    done = _done(view.requires, set(paths))
    if done is not None:
        return done
    if len(paths) == 1 and paths[0].split(".")[0] in view.scope.names:
        found = days_at(view.version.text.shape.done[0], view.scope)
        return found[0] if len(found) == 1 and found[0].latest < date.max else None
    return None


def _done(proof: Proof, paths: set[str]) -> Day | None:
    """When a proof came to hold: with the last of what is asked together, the first of what is asked in turn."""
    if proof.truth is not Truth.TRUE or proof.form is Form.NOT:
        return None
    if proof.form is Form.LEAF:
        return _one_act(proof.days) if proof.path in paths and proof.days else None
    days = [day for child in proof.children if (day := _done(child, paths)) is not None]
    if not days or (proof.form is not Form.ALL and _needs_no_act(proof, paths)):
        return None
    if proof.form is Form.ALL:
        last = max(days, key=lambda day: (day.latest, day.earliest))
        return Day(max(day.earliest for day in days), last.latest, last.text)
    return Day(min(day.earliest for day in days), min(day.latest for day in days), _text_of(days))


def _one_act(alternatives: tuple[Day, ...]) -> Day:
    """The day of one act of which sources give several: it may be any of them."""
    if len(alternatives) == 1:
        return alternatives[0]
    text = " or ".join(in_words(day) for day in alternatives)
    return Day(min(day.earliest for day in alternatives), max(day.latest for day in alternatives), text)


def _text_of(days: list[Day]) -> str:
    return min(days, key=lambda day: (day.earliest, day.latest)).text


def _late_by(dues: list[Day], done: Day) -> tuple[int, int] | None:
    """How many days late, at the least and at the most; None where an edge is open."""
    if done.earliest == date.min or done.latest == date.max or any(due.earliest == date.min for due in dues):
        return None
    least = (done.earliest - max(due.latest for due in dues)).days
    most = (done.latest - min(due.earliest for due in dues)).days
    return max(least, 0), most


# -- unmet and unsettled


def _passed(dues: list[Day], as_at: date) -> Truth:
    """Whether the day has passed; a day that is not known may not have."""
    return agreed([before(due, Day.on(as_at)) for due in dues])


def _unmet(view: View, dues: list[Day], period: Period | None) -> Verdict:
    if not dues:
        return Verdict(Status.GAP)
    passed = _passed(dues, view.scope.as_at)
    if passed is Truth.TRUE:
        past = period is not None and not view.version.text.shape.late_counts
        return Verdict(Status.GAP, since=_day_after(dues[0]), past=past)
    if passed is Truth.FALSE:
        return _overdue_by_a_reading(view) or Verdict(Status.DUE, done="no")
    several = len(view.version.text.shape.by) > 1
    ways = {before(due, Day.on(view.scope.as_at)) for due in dues}
    cause = LAW_UNSETTLED if several and {Truth.TRUE, Truth.FALSE} <= ways else str(Doubt.FACT.value)
    return Verdict(Status.CANNOT_TELL, cause=cause, hinge="gap if its day has passed, due if it has not")


def _day_after(due: Day) -> Day:
    """The first day on which what was due by a day is overdue."""
    first = due.earliest if due.earliest == date.min else due.earliest + ONE_DAY
    return Day(first, due.latest + ONE_DAY, f"the day after {due.text}")


def _unsettled(view: View, dues: list[Day], kind: str) -> Verdict:
    refused = Truth.FALSE in (view.arises.truth, view.applies.truth)
    one_reading_met = any(proof.truth is Truth.TRUE for _, proof in view.readings)
    if dues and not refused and not one_reading_met and _passed(dues, view.scope.as_at) is Truth.FALSE:
        broken = _overdue_by_a_reading(view)
        if broken:
            return broken
        done = "no" if view.requires.truth is Truth.FALSE else "not known"
        return Verdict(Status.DUE, done=done, waits_on=waits_on(view))
    if _by_judgement_alone(view):
        return Verdict(Status.JUDGEMENT_NEEDED)
    hinge = hinge_of(view) if kind == "duty" else None
    return Verdict(Status.CANNOT_TELL, cause=cause_of(view), hinge=hinge, waits_on=waits_on(view))


def _overdue_by_a_reading(view: View) -> Verdict | None:
    """The law is unsettled where one reading is broken past mending while others still leave time."""
    broken = [name for name, proof in view.readings if any(_gone(leaf, view) for leaf in proof.leaves())]
    if not broken:
        return None
    return Verdict(Status.CANNOT_TELL, cause=LAW_UNSETTLED, hinge=f"overdue already unless {' or '.join(broken)}")


def _gone(leaf: Proof, view: View) -> bool:
    """Whether a window is over that certainly had nothing in it, and that first came to be so in this period."""
    span, period = leaf.open_span, view.scope.names.get("period")
    if leaf.truth is not Truth.FALSE or leaf.others or span is None or period is None:
        return False
    return bool(period.start < span.last < view.scope.as_at)


def _by_judgement_alone(view: View) -> bool:
    """Whether every answer to the judgements that nobody recorded would settle it."""
    if not any(leaf.judgement for proof in view.proofs for leaf in proof.open_leaves()):
        return False
    for truth in (Truth.TRUE, Truth.FALSE):
        if view.outcome_if(lambda proof, truth=truth: truth if proof.judgement else None) is Outcome.UNSETTLED:  # type: ignore[misc]
            return False
    return True


def open_leaves(view: View) -> list[Proof]:
    """The leaves that keep a view unsettled."""
    return [leaf for proof in view.proofs for leaf in proof.open_leaves()]


def cause_of(view: View) -> str:
    """Why a view is not settled: the first that holds, from what no answer could mend to what one fact would."""
    settled = {proof.truth for _, proof in view.readings if proof.truth.settled}
    if view.readings and (Truth.TRUE in settled or len(settled) > 1):
        return LAW_UNSETTLED
    doubts = {leaf.doubt for leaf in open_leaves(view)}
    for doubt in (Doubt.HEDGED, Doubt.CONFLICT, Doubt.LAST_KNOWN):
        if doubt in doubts:
            return str(doubt.value)
    return WAITS if waits_on(view) else str(Doubt.FACT.value)


def waits_on(view: View) -> tuple[str, ...]:
    """The rule on which this waits: the one of the thing that must exist first, where that is not known."""
    arises = view.version.text.arises
    if view.arises.truth is Truth.UNKNOWN and arises is not None and arises.see:
        return (arises.see,)
    return ()


def hinge_of(view: View) -> str | None:
    """What would make it a gap: the fewest unknowns that would, as "gap unless …" or "gap if …"."""
    knots = _knots(view)
    by_fact = [(proof, words) for proof, words in knots if not any(leaf.judgement for leaf in proof.leaves())]
    found = _hinge_among(view, by_fact)
    return found if found or len(by_fact) == len(knots) else _hinge_among(view, knots)


def _hinge_among(view: View, knots: list[tuple[Proof, str]]) -> str | None:
    """The fewest of some unknowns that would make it a gap."""
    if not knots or len(knots) > MOST_LEAVES:
        return None
    open_proofs = [{id(node) for node in proof.open_nodes()} for proof in view.proofs if proof.open]
    several = _standing_for_several(view)
    for number in range(1, min(3, len(knots)) + 1):
        for chosen in combinations(knots, number):
            # A gap leaves nothing open: answers that do not touch each open proof need not be tried.
            if not all(any(id(proof) in nodes for proof, _ in chosen) for nodes in open_proofs):
                continue
            for truths in product((Truth.FALSE, Truth.TRUE), repeat=number):
                answers = {id(proof): truth for (proof, _), truth in zip(chosen, truths, strict=True)}
                if any(truth is Truth.TRUE and unknown in several for unknown, truth in answers.items()):
                    continue
                if view.unmet_with(answers):
                    parts = [_phrase(proof, words, truth) for (proof, words), truth in zip(chosen, truths, strict=True)]
                    return f"gap {_joined(parts)}"
    return None


def _standing_for_several(view: View) -> set[int]:
    """The unknowns that stand for several things at once: that there is another is not that there are enough."""
    counted = [each.children for proof in view.proofs for each in proof.open_nodes() if each.form is Form.AT_LEAST]
    return {id(child) for children in counted for child in children if sum(each is child for each in children) > 1}


def _joined(phrases: list[str]) -> str:
    """Phrases of a hinge in one: "unless this or that", "if this, and if that"."""
    unless = [each.removeprefix("unless ") for each in phrases if each.startswith("unless ")]
    wherever = [each for each in phrases if not each.startswith("unless ")]
    parts = [*wherever, *([f"unless {' or '.join(unless)}"] if unless else [])]
    return ", ".join(parts) if len(wherever) < 2 else " and ".join(parts)


def _knots(view: View) -> list[tuple[Proof, str]]:
    """The unknowns of which a hinge can be made: exceptions and named conditions whole, else leaves."""
    knots: list[tuple[Proof, str]] = []
    for excepted, proof in zip(view.version.text.exceptions, view.exceptions, strict=True):
        if proof.open and view.arises.truth is not Truth.UNKNOWN:
            knots.append((proof, f"unless {excepted.words}" if excepted.words else ""))
    for proof in (view.arises, view.applies, view.requires):
        knots += [(each, "") for each in _open_knots(proof)]
    return [] if any(proof is UNSETTLED for proof, _ in knots) else knots


def _open_knots(proof: Proof) -> Iterator[Proof]:
    if not proof.open:
        return
    if proof.named or proof.form is Form.LEAF:
        yield proof
        return
    for child in proof.children:
        yield from _open_knots(child)


def _phrase(proof: Proof, words: str, truth: Truth) -> str:
    """What an unknown would have to be, in words that follow "gap"."""
    yes = truth is Truth.TRUE
    if words and not yes:
        return words
    if proof.question is None or proof.named:
        return f"{'if' if yes else 'unless'} {proof.label}"
    asked = f'the answer to "{proof.question}"'
    if proof.wanted in ("", "yes", "no"):
        return f"if {asked} is {'yes' if yes == (proof.wanted != 'no') else 'no'}"
    return f"if {asked} is {'' if yes else 'not '}{proof.wanted}"
