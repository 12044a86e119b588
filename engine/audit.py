"""The audit: every rule on every subject and period, each in exactly one status."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..facts.days import Day, Span, in_words
from ..facts.dossier import SERIES, Dossier
from ..facts.evidence import Fact
from ..facts.load import Loaded
from ..facts.truth import Truth
from ..facts.world import Doubt, World
from .agreement import disagreement
from .asking import questions_of
from .closing import list_words, other_things
from .conditions import ALWAYS, Path, Quantified, SpanOf, Test
from .enumeration import Judged, subjects_of
from .findings import Audit, Finding, Judgment
from .firing import Firing
from .grammar import required
from .law import Part, Rule, Version
from .lawbook import Lawbook, extents_in, possible_versions
from .outcome import Outcome
from .periods import Period, due_day, judged_periods
from .proof import Cited
from .rulebook import Rulebook
from .scope import Scope, days_at
from .sentences import remark_of, remedy_of, sentence, small
from .statuses import Status
from .verdict import Verdict, verdict_of
from .view import View, decided, views_of


class NothingEvaluatedError(Exception):
    """No rule was evaluated: a run that looked at nothing is never a good result."""


@dataclass
class _Run:
    """One audit under way."""

    rulebook: Rulebook
    world: World
    firing: Firing | None
    since: date | None
    law: Lawbook = field(init=False)
    _subjects: dict[tuple[str, date, date | None], tuple[Judged, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.law = Lawbook(self.rulebook, self.world)

    def subjects(self, for_each: str, day: date, start: date | None = None) -> tuple[Judged, ...]:
        """Every subject of a kind on a day (and when a period started), the same for every rule that asks."""
        key = (for_each, day, start)
        if key not in self._subjects:
            self._subjects[key] = tuple(subjects_of(for_each, self.law, day, start))
        return self._subjects[key]


def audit(
    loaded: Loaded,
    rulebook: Rulebook,
    *,
    as_at: date | None = None,
    since: date | None = None,
    firing: Firing | None = None,
    everything: bool = False,
) -> Audit:
    """Audit a dossier as at a day (its own if none is given).

    ``since`` opens earlier periods; ``firing`` decides outcomes beside the closures; ``everything`` keeps what was
    not in force. Raises NothingEvaluatedError, FaultError.
    """
    dossier = loaded.dossier
    day = as_at or dossier.as_at
    world = World(dossier, rulebook.gazetteer, day)
    run = _Run(rulebook, world, firing, since)
    judgments = [judgment for rule in rulebook.judged for judgment in _of_rule(run, rule)]
    kept = [each for each in judgments if everything or each.finding.status is not Status.NOT_IN_FORCE]
    if not any(each.finding.status is not Status.NOT_IN_FORCE for each in kept):
        raise NothingEvaluatedError(
            "no rule was evaluated: the dossier names no area that the rules know, or no law was in force on its day "
            "(name a partnership with its areas: see dutybound new)"
        )
    ordered = sorted(kept, key=lambda each: _order(each.finding))
    return Audit(
        title=dossier.dossier.title,
        as_at=day,
        dossier_as_at=dossier.as_at,
        as_at_note=dossier.dossier.as_at_note,
        engine="durable-rules" if firing is not None else "plain",
        rules_count=len(rulebook.judged),
        rules_digest=rulebook.digest,
        judgments=tuple(ordered),
        dossier=dossier,
        files=loaded.files,
        not_checked=_not_checked(rulebook, day),
        left_aside=tuple(_left_aside(dossier, day)),
        last_known=_last_known(dossier, day),
        sources={id: source.title for id, source in dossier.sources.items()},
        citations={each.id: each.citation for each in rulebook.instruments},
        instruments={each.citation: each.title for each in rulebook.instruments},
        coverage=rulebook.coverage,
    )


def _order(finding: Finding) -> tuple[Any, ...]:
    forces = ("must", "must have regard", "expected", "condition", "may")
    force = forces.index(finding.force) if finding.force in forces else len(forces)
    return (finding.status.rank, force, finding.rule, finding.part or "", finding.period or "", finding.subject)


def _of_rule(run: _Run, rule: Rule) -> Iterator[Judgment]:
    for part in rule.parts:
        if not part.versions:
            continue
        shape = part.versions[0].text.shape
        if not shape.recurs:
            for judged in run.subjects(rule.for_each, run.world.as_at):
                yield _judge(run, rule, part, judged, None)
            continue
        defaults = judged_periods(shape, run.world.as_at)
        for period in judged_periods(shape, run.world.as_at, run.since):
            opened = period not in defaults
            for judged in run.subjects(rule.for_each, due_day(shape, period), period.start):
                judgment = _judge(run, rule, part, judged, period)
                yield judgment._replace(finding=judgment.finding._replace(opened=True)) if opened else judgment


def _judge(run: _Run, rule: Rule, part: Part, judged: Judged, period: Period | None) -> Judgment:
    if judged.others is not None:
        return _others(run, rule, part, judged)
    pairs: list[tuple[View, Verdict]] = []
    missing = False
    days: list[Day] = []
    for subject in judged.views:
        scope = _scope(run, rule, part, subject, period)
        days = _law_days(rule, scope, part, period)
        for version in possible_versions(part.versions, extents_in(run.world, subject), days):
            if version is None:
                missing = True
                continue
            here = scope.bound("law", version)
            for view in views_of(rule, version, here):
                done = decided(view, rule, run.rulebook.skeleton(version), run.firing)
                pairs.append((done, _if_member(subject, verdict_of(rule, done, period))))
    why = _why(rule, days, period, run.world.as_at) if pairs else "no version was in force on the day"
    return _finding(rule, part, judged, period, pairs, missing, why)


def _if_member(subject: Any, verdict: Verdict) -> Verdict:
    """A gap of a body that may not be a responsible authority is no gap until that is known."""
    if getattr(subject, "membership", Truth.TRUE) is Truth.TRUE or verdict.status is not Status.GAP:
        return verdict
    return Verdict(Status.CANNOT_TELL, cause=Doubt.FACT.value, hinge="gap if it is a responsible authority")


def _scope(run: _Run, rule: Rule, part: Part, subject: Any, period: Period | None) -> Scope:
    names: dict[str, Any] = {rule.for_each: subject, "as_at": Day.on(run.world.as_at)}
    if period is not None:
        names["period"] = period
    if part.name:
        names["part"] = part.name
    return Scope(run.world, run.law, rule, subject, names, run.law.found)


def _law_days(rule: Rule, scope: Scope, part: Part, period: Period | None) -> list[Day]:
    """The day whose law applies, or the days that it may be."""
    if rule.law_of.form == "event" and rule.law_of.event is not None:
        return [_clipped(day, scope.as_at) for day in days_at(rule.law_of.event, scope)]
    if rule.law_of.form == "due" and period is not None:
        # What is not yet due is asked by the law as it stands: no law is applied before it begins.
        return [Day.on(min(due_day(part.versions[0].text.shape, period), scope.as_at))]
    return [Day.on(scope.as_at)]


def _clipped(day: Day, as_at: date) -> Day:
    return Day(day.earliest, min(day.latest, as_at), day.text) if day.earliest <= as_at else Day.on(as_at)


def _why(rule: Rule, days: list[Day], period: Period | None, as_at: date) -> str:
    what = {
        "due": "the last day for doing it in time",
        "as_at": "the day of the audit",
        "event": "the day of the event",
    }
    form = rule.law_of.form
    if form == "due" and (period is None or days == [Day.on(as_at)]):
        form = "as_at"
    when = " or ".join(f"on {in_words(day)}" if day.exact else f"then ({in_words(day)})" for day in days)
    return f"in force {when}, {what[form]}"


# -- one finding


def _finding(
    rule: Rule,
    part: Part,
    judged: Judged,
    period: Period | None,
    pairs: list[tuple[View, Verdict]],
    missing: bool,
    why: str,
) -> Judgment:
    if not pairs:
        version = _nearest_version(part)
        words = "The law was not in force there then."
        finding = _shell(rule, part, judged, period, version, Status.NOT_IN_FORCE, words, why_version=why)
        return Judgment(finding, rule, ())
    view, verdict = pairs[0]
    statuses = {each.status for _, each in pairs} | ({Status.NOT_IN_FORCE} if missing else set())
    views = tuple(each for each, _ in pairs)
    questions = questions_of(views, verdict)
    if len(statuses) > 1:
        verdict, asked = disagreement(rule, judged, pairs, missing=missing)
        questions = tuple(dict.fromkeys((asked, *questions)))
    settles = verdict.status in (Status.CANNOT_TELL, Status.JUDGEMENT_NEEDED) or verdict.done == "not known"
    finding = _shell(
        rule,
        part,
        judged,
        period,
        view.version,
        verdict.status,
        sentence(rule, part, view, verdict, judged.title, period),
        cause=verdict.cause,
        hinge=verdict.hinge,
        waits_on=verdict.waits_on,
        use=verdict.use,
        done=verdict.done,
        since=verdict.since,
        due=verdict.due,
        done_on=verdict.done_on,
        late_by=verdict.late_by,
        timing_known=verdict.timing_known,
        remark=remark_of(view),
        consequence=rule.kind == "condition" and view.outcome is Outcome.UNMET,
        past=verdict.past,
        stated=_stated(views, verdict),
        remedy=remedy_of(view, verdict),
        questions=questions if settles else (),
        evidence=_evidence(views),
        version=view.version,
        why_version=why,
    )
    return Judgment(finding, rule, views)


def _shell(
    rule: Rule,
    part: Part,
    judged: Judged,
    period: Period | None,
    law: Version,
    status: Status,
    words: str,
    **known: Any,
) -> Finding:
    """A finding as far as its rule, subject and period make it, with what else is ``known`` of it."""
    return Finding(
        rule=rule.id,
        part=part.name or None,
        part_words=part.words,
        title=rule.title if not part.words else f"{rule.title}: {part.words}",
        kind=rule.kind,
        provision=law.provision,
        instrument=law.instrument,
        url=law.link,
        force=rule.force,
        subject_kind=judged.kind,
        subject=judged.id,
        subject_title=judged.title,
        partnership=judged.partnership,
        period=period.title if period else None,
        acts=rule.acts,
        owes=rule.owes,
        local=rule.local,
        status=status,
        sentence=words,
        review=rule.review or None,
        **known,
    )


def _nearest_version(part: Part) -> Version:
    return part.versions[-1]


def _evidence(views: tuple[View, ...]) -> tuple[Cited, ...]:
    found: dict[Cited, None] = {}
    for view in views:
        for leaf in (*view.deciding(), *(view.used.leaves() if view.used else ())):
            found.update(dict.fromkeys(leaf.cited))
    return tuple(found)


def _stated(views: tuple[View, ...], verdict: Verdict) -> bool:
    """Whether a gap stands without the compiler's own readings."""
    if verdict.status is not Status.GAP:
        return True

    def doubted(proof: Any) -> Truth | None:
        own = proof.cited and all(each.compilers for each in proof.cited)
        return Truth.UNKNOWN if own else None

    return all(view.outcome_if(doubted) is not Outcome.UNSETTLED for view in views)


# -- things that nobody named


def _others(run: _Run, rule: Rule, part: Part, judged: Judged) -> Judgment:
    """The finding on things of an open series that nobody named: not known until the series is whole."""
    listing = judged.others
    assert listing is not None
    here = [each for each in part.versions if frozenset(judged.extents) & frozenset(each.extents)]
    versions = [each for each in here if each.first <= run.world.as_at]
    version = versions[-1] if versions else (here or part.versions)[-1]
    if not versions or version.last < run.world.as_at:
        finding = _shell(rule, part, judged, None, version, Status.NOT_IN_FORCE, "The law was not in force there then.")
        return Judgment(finding, rule, ())
    narrowed = tuple(
        (each.path.names[1], each.operand)
        for each in required(version.text.applies)
        if isinstance(each, Test)
        and each.operator == "is"
        and isinstance(each.operand, str)
        and each.path.names[0] == rule.for_each
    )
    span = Span(min(each.first for each in here), run.world.as_at)
    over = SpanOf("days", ends=(span.first, span.last))
    condition = Quantified("some", "other", Path(("others",)), ALWAYS, over, narrowed=narrowed)
    scope = Scope(run.world, run.law, rule, judged, {"others": listing}, run.law.found)
    leaf = other_things(condition, listing, scope)
    status = Status.CANNOT_TELL if leaf.open else Status.NOT_APPLICABLE
    kind = "".join(f"{operand} " for field_name, operand in narrowed if field_name == "kind")
    what, other = f"{kind}{list_words(listing).rstrip('s')}", "other " if listing.things else ""
    whether = f"whether there was any {other}{what} is not known" if leaf.open else f"there was no {other}{what}"
    words = f"{judged.title[:1].upper()}{judged.title[1:]}: {small(rule.title)}. By what is stated, {whether}."
    finding = _shell(
        rule,
        part,
        judged,
        None,
        version,
        status,
        words,
        cause=(leaf.doubt.value if leaf.doubt else Doubt.FACT.value) if leaf.open else None,
        questions=(leaf.question,) if leaf.open and leaf.question else (),
        evidence=leaf.cited,
        version=version,
        why_version=f"in force on {in_words(run.world.as_at)}, the day of the audit",
    )
    view = View(version, scope, leaf, leaf, (), leaf)
    return Judgment(finding, rule, (view,))


# -- what the audit says of itself


def _not_checked(rulebook: Rulebook, day: date) -> tuple[str, ...]:
    """The provisions of which the law is not certain, and which therefore were not checked."""
    titles = {each.id: each.title for each in rulebook.instruments}
    return tuple(
        f"{each.row.provision} ({titles[each.row.instrument]}): {each.row.says}"
        for each in rulebook.coverage
        if each.row.no_rule == "not certain" and each.row.first is not None and each.row.first <= day <= each.row.last
    )


def _left_aside(dossier: Dossier, day: date) -> Iterator[str]:
    """The items that came about after the as-at day."""
    if day >= dossier.as_at:
        return
    for series, model in SERIES.items():
        for id, item in sorted(dossier.section(series).items()):
            fact = getattr(item, model.dated_by, None)
            days = [told.value for told in fact.either] if isinstance(fact, Fact) else []
            if days and all(isinstance(each, Day) and each.earliest > day for each in days):
                yield f"{series}.{id}"


def _last_known(dossier: Dossier, day: date) -> int:
    """How many states are only last known on the as-at day."""
    if day == dossier.as_at:
        return 0
    count = 0
    for series in SERIES:
        for item in dossier.section(series).values():
            for name, field_info in type(item).model_fields.items():
                extra = field_info.json_schema_extra
                state = isinstance(extra, dict) and bool(extra.get("state"))
                count += bool(state and isinstance(getattr(item, name), Fact))
    return count
