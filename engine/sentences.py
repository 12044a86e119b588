"""The sentences of findings: a gap in the words of its rule, every other status from one template each."""

from __future__ import annotations

import re
from typing import Any

from ..facts.days import Day, in_words
from ..facts.evidence import Fact
from ..facts.listing import Listing
from ..facts.truth import Truth
from .citation import say
from .conditions import Path
from .law import Part, Rule, Step
from .outcome import Outcome
from .periods import Period
from .proof import Proof
from .scope import Scope, look_up
from .statuses import Status
from .verdict import Verdict
from .view import View

_FIELD = re.compile(r"\{([a-z_.]+)\}")
#: A name in brackets, which says which document is meant and is left out where there is none.
_ASIDE = re.compile(r" \(\{([a-z_]+)\}\)")


def filled(text: str, scope: Scope) -> str:
    """A rule's sentence with the names in it replaced by what they name."""
    text = _ASIDE.sub(lambda match: match[0] if match[1] in scope.names else "", text)
    return _FIELD.sub(lambda match: _said(match[1], scope), text)


def _said(name: str, scope: Scope) -> str:
    names = tuple(name.split("."))
    if names[0] not in scope.names:
        return names[0].replace("_", " ")
    return _value(look_up(Path(names), scope).value)


def _value(value: Any) -> str:
    if isinstance(value, Listing):
        return " and ".join(thing.title for thing in value.things) or f"the {value.what}"
    if isinstance(value, Fact):
        return " or ".join(say(told.value) for told in value.either) or "not known"
    if value is None:
        return "not known"
    if isinstance(value, Day | str):
        return in_words(value) if isinstance(value, Day) else value
    return str(value.title)


def steps(given: tuple[Step, ...], scope: Scope) -> tuple[Step, ...]:
    """Remedies with their names filled in."""
    return tuple(Step(filled(each.who, scope), filled(each.do, scope)) for each in given)


def remedy_of(view: View, verdict: Verdict) -> tuple[Step, ...]:
    """What can be done: nothing where all is well, and once the day or the period is over only what still can."""
    text = view.version.text
    if verdict.status is Status.GAP:
        over = verdict.past or text.shape.late_counts
        return steps(text.remedy_past if over and text.remedy_past else text.remedy, view.scope)
    return steps(text.remedy, view.scope) if verdict.status is Status.DUE else ()


def days_late(late_by: tuple[int, int] | None) -> str:
    """How late, in words."""
    if late_by is None:
        return ""
    least, most = late_by
    if least == most:
        return f"{least} day{'' if least == 1 else 's'}"
    return f"{least} to {most} days"


def sentence(rule: Rule, part: Part, view: View, verdict: Verdict, subject: str, period: Period | None) -> str:
    """One sentence that says what was found."""
    title = filled(view.version.text.title, view.scope)
    when = f", {period.title}" if period else ""
    head = f"{opening(subject)}{when}: {small(title)}{_of_part(rule, part, view.version.text.title)}"
    status = verdict.status
    if status is Status.GAP:
        return opening(filled(view.version.text.gap, view.scope)) or f"{head}: not met."
    if status is Status.NOT_APPLICABLE and rule.kind == "condition" and view.outcome is Outcome.UNMET:
        return filled(view.version.text.gap, view.scope)
    remark = remark_of(view)
    return f"{head}. {_TAILS[status](view, verdict)}{f' {remark}' if remark else ''}"


def _of_part(rule: Rule, part: Part, title: str) -> str:
    """The words of a part, where the title that a sentence gives is not one of the part's own that has them."""
    told = title != rule.title and part.words in title
    return f" ({part.words})" if part.words and not told else ""


def opening(words: str) -> str:
    """Words as they open a sentence, which a body's name can do."""
    return f"{words[:1].upper()}{words[1:]}"


def small(title: str) -> str:
    """A title as it stands inside a sentence."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def _met_late(view: View, verdict: Verdict) -> str:
    done = f", {in_words(verdict.done_on)}" if verdict.done_on else ""
    due = f"; it was due {by_day(in_words(verdict.due))}" if verdict.due else ""
    return f"Done late{_by(verdict)}{done}{due}."


def _by(verdict: Verdict) -> str:
    return f" by {days_late(verdict.late_by)}" if verdict.late_by else ""


def _due(view: View, verdict: Verdict) -> str:
    done = "not done yet" if verdict.done == "no" else "whether it is done is not known"
    return f"Due {by_day(in_words(verdict.due))}; {done}." if verdict.due else f"Due; {done}."


def by_day(day: str) -> str:
    """By a day that is given in words: "by 31 March 2016", "by a day between 1 April 2015 and 8 August 2015"."""
    words = day.removeprefix("by ").removeprefix("on a day ")
    spread = words.startswith(("between ", "on or after ", "not known"))
    return f"by {'a day ' if spread else ''}{words}"


def _judgement(view: View, verdict: Verdict) -> str:
    return "It is settled by a judgement that nobody has recorded."


def _cannot_tell(view: View, verdict: Verdict) -> str:
    causes = {
        "fact": "The facts given do not settle it",
        "conflict": "The sources conflict",
        "hedged": "The sources only suggest it",
        "last known": "What is known was true earlier, and is not known to hold now",
        "law unsettled": "The law can be read in more than one way, and not every reading gives the same answer",
        "waits on a rule": "It is not known whether the thing exists on which this duty depends",
    }
    hinge = f": {verdict.hinge}" if verdict.hinge else ""
    words = {Truth.TRUE: "met", Truth.FALSE: "not met", Truth.UNKNOWN: "not known"}
    readings = "; ".join(f"{name}: {words[proof.truth]}" for name, proof in view.readings)
    listed = f" ({readings})" if verdict.cause == "law unsettled" and readings else ""
    return f"Cannot tell. {causes[verdict.cause or 'fact']}{listed}{hinge}."


def _compliant(view: View, verdict: Verdict) -> str:
    done = f" ({in_words(verdict.done_on)})" if verdict.done_on and verdict.done_on.text != "yes" else ""
    time = "" if verdict.timing_known else "; whether in time is not known"
    time += f" ({verdict.hinge})" if verdict.hinge else ""
    return f"Met, on these facts{done}{time}."


def _not_applicable(view: View, verdict: Verdict) -> str:
    arises = view.version.text.arises
    if view.arises.truth.value == "false" and arises is not None and arises.see:
        return f"Does not arise: see {arises.see}."
    return "Does not apply."


def _power(view: View, verdict: Verdict) -> str:
    words = {"used": "The power was used.", "not used": "The power was not used.", "not known": "Not known if used."}
    return words[verdict.use or "not known"]


def _not_in_force(view: View, verdict: Verdict) -> str:
    return "The law was not in force on that day."


_TAILS = {
    Status.MET_LATE: _met_late,
    Status.DUE: _due,
    Status.JUDGEMENT_NEEDED: _judgement,
    Status.CANNOT_TELL: _cannot_tell,
    Status.COMPLIANT: _compliant,
    Status.NOT_APPLICABLE: _not_applicable,
    Status.POWER: _power,
    Status.NOT_IN_FORCE: _not_in_force,
}


def remark_of(view: View) -> str:
    """What a leaf has to say beside the status, such as the intervals between meetings."""
    remarks = {leaf.remark: None for leaf in _leaves(view.requires) if leaf.remark}
    return " ".join(remarks)


def _leaves(proof: Proof) -> list[Proof]:
    return list(proof.leaves())
