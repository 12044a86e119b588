"""Two results compared: what became of each finding, from the first result to the second.

Every finding of either result stands in exactly one row, and every row in exactly one bucket. The first of these that
holds decides:

- continuing: a gap in both.
- new: a gap in the second result and none in the first; but not one of an earlier year that only the second opened.
- resolved: a gap in the first; in the second it is met, or met late.
- no longer settled: settled in the first; in the second it cannot be told, waits for a judgement, or is a power of
  which it is not known whether it was used.
- judged in one result only: the other does not judge that year or thing, and a change of law is not the reason.
- changed because the law changed: it stands otherwise, and the provision or the version of the law is another; or it
  is in one result only because its law was not in force on the day of the other.
- changed because the facts changed: it stands otherwise by the same law. That a day has passed is a fact too.
- unchanged: it stands as it stood.

Settled is a gap, met, met late, not applicable, not in force, and a power that was used or was not. A finding stands
otherwise if its status is another, or whether a power was used, or whether a duty to come is known not to be done.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

from .. import __version__
from ..engine.enumeration import SERIES_OF
from ..engine.statuses import Status
from ..facts.days import MONTH_NAMES
from .model import (
    SCHEMA_VERSION,
    DossierUsed,
    PartnershipAudited,
    Report,
    ReportedFinding,
    RulesUsed,
    SourceUsed,
    Tool,
)
from .wording import a_breach, care

BucketWord: TypeAlias = Literal[
    "new",
    "continuing",
    "no_longer_settled",
    "changed_by_law",
    "changed_by_facts",
    "resolved",
    "in_one_only",
    "unchanged",
]
#: What a reader calls each bucket, in the order in which they are shown.
BUCKETS: dict[BucketWord, str] = {
    "new": "new gap",
    "continuing": "continuing gap",
    "no_longer_settled": "no longer settled",
    "changed_by_law": "changed because the law changed",
    "changed_by_facts": "changed because the facts changed",
    "resolved": "resolved",
    "in_one_only": "judged in one result only",
    "unchanged": "unchanged",
}

_GAP = Status.GAP.value
_DONE = (Status.COMPLIANT.value, Status.MET_LATE.value)
_OPEN = (Status.CANNOT_TELL.value, Status.JUDGEMENT_NEEDED.value)
_SETTLED = (_GAP, *_DONE, Status.NOT_APPLICABLE.value, Status.NOT_IN_FORCE.value)


class NotComparableError(Exception):
    """Two results that cannot be compared, with why."""


@dataclass(frozen=True)
class ResultCompared:
    """One of the two results: what it was made from, and how many findings it holds."""

    tool: Tool
    engine: str
    as_at: date
    rules: RulesUsed
    dossier: DossierUsed
    redacted: bool
    deaths: int
    partnerships: tuple[PartnershipAudited, ...]
    sources: tuple[SourceUsed, ...]
    findings: int


@dataclass(frozen=True)
class Compared:
    """What became of one finding; its proof is left out."""

    bucket: BucketWord
    #: The finding in each result; none where it is not there.
    before: ReportedFinding | None
    after: ReportedFinding | None
    #: Whether both are judged and the provision, or the version of the law, is another.
    law_changed: bool
    #: Of a gap that is new in its year: the earlier year, if the same duty was a gap in it too.
    gap_before: str | None = None

    @property
    def finding(self) -> ReportedFinding:
        """The finding as it stands now, or else as it stood."""
        found = self.after or self.before
        assert found is not None
        return found


@dataclass(frozen=True)
class Comparison:
    """All that is shown of two results compared."""

    schema_version: int
    tool: Tool
    before: ResultCompared
    after: ResultCompared
    #: What the reader must know before the rows.
    notes: tuple[str, ...]
    #: How many rows stand in each bucket; they add up to all rows.
    summary: dict[str, int]
    rows: tuple[Compared, ...]

    @property
    def care(self) -> str:
        """What is said on its face of the deaths that a result speaks of, or that both were redacted."""
        both = (self.before, self.after)
        deaths = sum(each.deaths for each in both if not each.redacted)
        return care(deaths=deaths, redacted=all(each.redacted for each in both))

    @property
    def new_breach(self) -> bool:
        """Whether a gap is new that is of force must on stated evidence: it sets exit code 1."""
        return any(each.bucket == "new" and each.after is not None and a_breach(each.after) for each in self.rows)


#: A duty of something: rule, part, kind and id.
_Duty: TypeAlias = tuple[str, str | None, str, str]
_Pair: TypeAlias = tuple[ReportedFinding | None, ReportedFinding | None]


def compare(before: Report, after: Report, *, from_dossiers: bool = False) -> Comparison:
    """The comparison of two results. Raises NotComparableError where one is not whole, or nothing is in both.

    Things of a redacted result are numbered. Only of two results that were made ``from_dossiers`` together is one
    number the same thing; what is numbered in others cannot be matched, so that nothing could be said of it.
    """
    _check_whole(before, "first")
    _check_whole(after, "second")
    if not from_dossiers:
        _check_names(before, after)
    pairs = _paired(before, after)
    if not any(one is not None and other is not None for one, other in pairs):
        raise NotComparableError("the two results have no finding in common: are they of the same partnership?")
    first, second = _Known.of(before), _Known.of(after)
    rows = sorted((_row(*pair, first, second) for pair in pairs), key=_order)
    summary: dict[str, int] = {bucket: sum(1 for each in rows if each.bucket == bucket) for bucket in BUCKETS}
    notes = tuple(_notes(before, after))
    tool = Tool("dutybound", __version__)
    return Comparison(SCHEMA_VERSION, tool, _result(before), _result(after), notes, summary, tuple(rows))


def place_of(finding: ReportedFinding) -> tuple[int, int]:
    """The place of a finding's year or quarter in time: the later, the greater."""
    words = (finding.period or "").split()
    if len(words) == 1:
        return int(words[0][:4]), 0
    return (int(words[-1]), MONTH_NAMES.index(words[0]) + 1) if words else (0, 0)


# -- which finding belongs to which


def _paired(before: Report, after: Report) -> list[_Pair]:
    """Every finding once: with the same of the same year, or else of the year in the same place, or alone."""
    others = {each.id: each for each in after.findings}
    pairs: list[_Pair] = [(each, others.pop(each.id)) for each in before.findings if each.id in others]
    same = {one.id for one, _ in pairs if one is not None}
    left = [each for each in before.findings if each.id not in same]
    first, second = _places(before), _places(after)
    by_place = {(_duty(each), place): each for each in others.values() if (place := second.get(_turn(each)))}
    for each in left:
        place = first.get(_turn(each))
        other = by_place.pop((_duty(each), place), None) if place else None
        if other is not None:
            del others[other.id]
        pairs.append((each, other))
    return pairs + [(None, each) for each in others.values()]


def _turn(finding: ReportedFinding) -> tuple[str, str | None, str | None]:
    return finding.rule, finding.part, finding.period


def _places(report: Report) -> dict[tuple[str, str | None, str | None], str]:
    """Of each recurring duty the two periods that are judged by default, by what they are.

    They are told by all subjects together. Where there are not two (the law began or ended between them), it is not
    certain which one there is, so it has no place.
    """
    periods: dict[tuple[str, str | None], dict[str, ReportedFinding]] = {}
    for each in report.findings:
        if each.period and not each.opened:
            periods.setdefault((each.rule, each.part), {})[each.period] = each
    places: dict[tuple[str, str | None, str | None], str] = {}
    for (rule, part), found in periods.items():
        if len(found) == 2:
            closed, to_come = sorted(found.values(), key=place_of)
            places[rule, part, closed.period] = "the last whose day has passed"
            places[rule, part, to_come.period] = "the next to fall due"
    return places


def _duty(finding: ReportedFinding) -> _Duty:
    return finding.rule, finding.part, finding.subject.kind, finding.subject.id


# -- what became of it


@dataclass(frozen=True)
class _Known:
    """What a result knows: its day, the duties and the things that it judges, and the gaps of each duty."""

    as_at: date
    duties: frozenset[_Duty]
    things: frozenset[tuple[str, str]]
    gaps: dict[_Duty, tuple[ReportedFinding, ...]]

    @classmethod
    def of(cls, report: Report) -> _Known:
        gaps: dict[_Duty, tuple[ReportedFinding, ...]] = {}
        for each in report.findings:
            if each.status == _GAP:
                gaps[_duty(each)] = (*gaps.get(_duty(each), ()), each)
        things = frozenset((each.subject.kind, each.subject.id) for each in report.findings)
        return cls(report.as_at, frozenset(map(_duty, report.findings)), things, gaps)


def _row(before: ReportedFinding | None, after: ReportedFinding | None, first: _Known, second: _Known) -> Compared:
    bucket: BucketWord
    if before is None or after is None:
        found, other = (before, second) if before is not None else (after, first)
        assert found is not None
        newly = after is not None and after.status == _GAP and not after.opened
        bucket = "new" if newly else "changed_by_law" if _only_by_law(found, other) else "in_one_only"
    else:
        bucket = _of_both(before, after)
    return Compared(
        bucket,
        _without_proof(before),
        _without_proof(after),
        law_changed=before is not None and after is not None and _law(before) != _law(after),
        gap_before=_gap_before(after, first) if bucket == "new" and after is not None else None,
    )


def _of_both(before: ReportedFinding, after: ReportedFinding) -> BucketWord:
    if after.status == _GAP:
        return "continuing" if before.status == _GAP else "new"
    if before.status == _GAP and after.status in _DONE:
        return "resolved"
    if _settled(before) and (after.status in _OPEN or after.use == "not known"):
        return "no_longer_settled"
    if _stands(before) == _stands(after):
        return "unchanged"
    return "changed_by_law" if _law(before) != _law(after) else "changed_by_facts"


def _settled(finding: ReportedFinding) -> bool:
    return finding.status in _SETTLED or (finding.status == Status.POWER.value and finding.use != "not known")


def _stands(finding: ReportedFinding) -> tuple[str | None, ...]:
    return finding.status, finding.use, finding.done


def _law(finding: ReportedFinding) -> tuple[object, ...]:
    version = finding.law_version
    return finding.provision, finding.instrument, *((version.from_, version.inserted_by) if version else ())


def _only_by_law(finding: ReportedFinding, other: _Known) -> bool:
    """Whether a duty is in one result only because its law was not in force on the day of the other."""
    version = finding.law_version
    if version is None or _duty(finding) in other.duties or _thing(finding) not in other.things:
        return False
    return version.from_ > other.as_at or (version.to is not None and version.to < other.as_at)


def _thing(finding: ReportedFinding) -> tuple[str, str]:
    return finding.subject.kind, finding.subject.id


def _gap_before(finding: ReportedFinding, first: _Known) -> str | None:
    """The latest earlier year in which the same duty was a gap in the first result."""
    earlier = [each for each in first.gaps.get(_duty(finding), ()) if place_of(each) < place_of(finding)]
    return max(earlier, key=place_of).period if earlier else None


def _without_proof(finding: ReportedFinding | None) -> ReportedFinding | None:
    return replace(finding, proof=None) if finding is not None else None


def _order(row: Compared) -> tuple[object, ...]:
    finding = row.finding
    forces = ("must", "must have regard", "expected")
    force = forces.index(finding.force) if finding.force in forces else len(forces)
    ranks = tuple(Status(each.status).rank if each else -1 for each in (row.after, row.before))
    return (
        list(BUCKETS).index(row.bucket),
        force,
        ranks,
        finding.rule,
        finding.part or "",
        place_of(finding),
        finding.id,
    )


# -- the two results


def _check_whole(report: Report, which: str) -> None:
    ids = {each.id for each in report.findings}
    if len(ids) < len(report.findings):
        raise NotComparableError(f"the {which} result holds a finding twice")
    # A result that was saved before results said what they were narrowed to may show it by its questions.
    if report.narrowed or any(id not in ids for question in report.questions for id in question.bears_on):
        raise NotComparableError(
            f"the {which} result holds only some of its findings: save one without --status and --provision"
        )


def _check_names(before: Report, after: Report) -> None:
    """Refuse results of which one is redacted and both judge deaths or other things that have no public name."""
    unnamed = [{each.subject.kind for each in report.findings if _unnamed(each)} for report in (before, after)]
    if (before.redacted or after.redacted) and unnamed[0] & unnamed[1]:
        which = "both results are" if before.redacted and after.redacted else "one of the results is"
        kinds = " and ".join(f"{each.replace('_', ' ')}s" for each in sorted(unnamed[0] & unnamed[1]))
        raise NotComparableError(
            f"{which} redacted, so it is not known which of their {kinds} are the same: compare the dossiers, or the "
            "results that are not redacted (compare has --redact for two dossiers)"
        )


def _unnamed(finding: ReportedFinding) -> bool:
    """Whether it is on a thing of the dossier's own, and not on others that nobody named."""
    return finding.subject.kind in SERIES_OF and not finding.subject.id.endswith("/others")


def _result(report: Report) -> ResultCompared:
    return ResultCompared(
        report.tool,
        report.engine,
        report.as_at,
        report.rules,
        report.dossier,
        report.redacted,
        report.deaths,
        report.partnerships,
        report.sources,
        len(report.findings),
    )


def _notes(before: Report, after: Report) -> Iterator[str]:
    if after.as_at < before.as_at:
        yield "The second result is of an earlier day than the first."
    if before.rules.digest != after.rules.digest:
        yield (
            "The rules were changed between the two results. Where the law is the same and a finding stands "
            "otherwise, the change may come from the rules and not from the facts."
        )
    if before.redacted != after.redacted:
        yield "One of the two results is redacted, and the other is not."
    if {each.id for each in before.partnerships}.isdisjoint(each.id for each in after.partnerships):
        yield "No partnership is in both results."
