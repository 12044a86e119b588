"""Two results compared, for a terminal: gaps in full, a line each for what else changed, counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..engine.statuses import Status
from ..facts.days import in_words
from .comparison import BUCKETS, BucketWord, Compared, Comparison, ResultCompared
from .model import ReportedFinding
from .text import wrapped
from .wording import NOT_ADVICE, evidence_in_words, force, from_table, label, law, listed, place_in_law

Lines = Iterator[tuple[str, str]]

#: How many lines of a kind of change are shown; gaps are all shown.
MOST = 15
_IN_FULL: tuple[BucketWord, ...] = ("new", "continuing")
_STYLES: dict[BucketWord, str] = {"new": "bold red", "continuing": "red", "no_longer_settled": "yellow"}
#: What a status is called within a sentence.
_STANDS = {Status.COMPLIANT: "met", Status.CANNOT_TELL: "could not be told"}


def lines(comparison: Comparison, width: int) -> Lines:
    """The comparison, line by line, each with its style."""
    yield from _head(comparison, width)
    told: set[str] = set()  # what need not be said twice
    titles = {each.id: each.title for each in comparison.after.sources}
    for bucket, words in BUCKETS.items():
        rows = [each for each in comparison.rows if each.bucket == bucket]
        if not rows or bucket in ("unchanged", "in_one_only"):
            continue
        yield "", ""
        yield f"{words.upper()} ({len(rows)})", _STYLES.get(bucket, "bold")
        groups = _alike(rows)
        if bucket in _IN_FULL:
            for members in groups:
                yield from _in_full(members, titles, width, told)
            continue
        yield from _in_lines(groups[:MOST], width)
        if len(groups) > MOST:
            more = sum(len(members) for members in groups[MOST:])
            yield from wrapped(f"  and {more} more: --output changes.xlsx holds them all.", width, "  ")
    yield from _counts(comparison, width)


def stood(finding: ReportedFinding | None, *, now: bool = False) -> str:
    """How a finding stands in a result, with its year."""
    if finding is None:
        return "not judged"
    status = Status(finding.status)
    words = "cannot be told" if now and status is Status.CANNOT_TELL else _STANDS.get(status, label(finding))
    if status is Status.POWER:
        words = f"power {finding.use}"
    done = {"no": ", not done", "not known": ", not known if done"}.get(finding.done or "", "")
    return f"{words}{done}{f' for {finding.period}' if finding.period else ''}"


def change_of_law(row: Compared) -> str:
    """The law before and now, where it is another; nothing where it is the same."""
    if not row.law_changed or row.before is None or row.after is None:
        return ""
    return f"{_version(row.before)}; now {_version(row.after)}"


def _version(finding: ReportedFinding) -> str:
    since = finding.law_version
    return f"{place_in_law(finding)}{f' as from {in_words(since.from_)}' if since else ''}"


def _head(comparison: Comparison, width: int) -> Lines:
    for which, result in (("First", comparison.before), ("Second", comparison.after)):
        lead = f"{which + ':':8}{result.dossier.title}, {_day(result)}. {result.findings} findings."
        for number, (line, _) in enumerate(wrapped(lead, width, "        ")):
            yield line, "bold" if number == 0 else ""
    if comparison.care:
        yield from wrapped(comparison.care, width)
    for note in comparison.notes:
        yield from wrapped(f"Note: {note}", width, "  ")


def _day(result: ResultCompared) -> str:
    return f"as at {in_words(result.as_at)}"


def _alike(rows: Iterable[Compared]) -> list[list[Compared]]:
    """Rows alike in all but their subject, together."""
    groups: dict[tuple[object, ...], list[Compared]] = {}
    for each in rows:
        finding = each.finding
        sides = tuple((one.status, one.use, one.done, one.period) if one else None for one in (each.before, each.after))
        evidence = tuple(one.words or one.value for one in finding.evidence if not from_table(one))
        told = evidence if each.bucket in _IN_FULL else ()
        whose = finding.partnership if each.bucket in _IN_FULL else None
        groups.setdefault((finding.rule, finding.part, sides, each.law_changed, whose, told), []).append(each)
    return list(groups.values())


def _in_full(members: list[Compared], titles: Mapping[str, str], width: int, told: set[str]) -> Lines:
    first = members[0]
    finding = first.finding
    yield from wrapped(f"* {finding.sentence}", width, "  ")
    others = tuple(each.finding.subject.title for each in members[1:])
    if others:
        yield from wrapped(f"  The same for {listed(others, len(others))}.", width, "  ")
    yield from wrapped(f"  {law(finding)}. {_before(first)}.", width, "  ")
    if first.law_changed:
        yield from wrapped(f"  The law was {change_of_law(first)}.", width, "    ")
    for cited in finding.evidence:
        if not from_table(cited):
            words = evidence_in_words(titles, cited)
            yield from wrapped(f"  Evidence: {'as above' if words in told else words}", width, "    ")
            told.add(words)
    for step in finding.remedy:
        yield from wrapped(f"  To put right: {step.who}: {step.do}.", width, "    ")
    if finding.review and finding.review not in told:
        told.add(finding.review)
        yield from wrapped(f"  Check the law: {finding.review}", width, "    ")


def _before(row: Compared) -> str:
    earlier = f"; a gap for {row.gap_before} too" if row.gap_before else ""
    if row.before is None:
        return f"Not judged in the first result{earlier}"
    return f"In the first result: {stood(row.before)}{earlier}"


def _in_lines(groups: list[list[Compared]], width: int) -> Lines:
    """The duties that went from the same to the same, under one line that says so."""
    moves: dict[str, list[list[Compared]]] = {}
    for members in groups:
        moves.setdefault(_move(members[0]), []).append(members)
    for move, duties in moves.items():
        yield from wrapped(f"* {move}:", width, "  ")
        for members in duties:
            finding = members[0].finding
            about = listed(tuple(dict.fromkeys(each.finding.subject.title for each in members)), 3)
            law_then = f" The law was {change_of_law(members[0])}." if members[0].law_changed else ""
            text = f"  - {about}: {finding.title} ({force(finding)}: {place_in_law(finding)}).{law_then}"
            yield from wrapped(text, width, "    ")


def _move(row: Compared) -> str:
    if row.before is None:
        return f"Came into force since; now {stood(row.after, now=True)}"
    if row.after is None:
        return f"Was {stood(row.before)}; no longer in force"
    return f"Was {stood(row.before)}; now {stood(row.after, now=True)}"


def _counts(comparison: Comparison, width: int) -> Lines:
    yield "", ""
    yield f"COUNTS ({len(comparison.rows)} findings of either result)", "bold"
    for bucket, words in BUCKETS.items():
        yield f"  {words:<34}{comparison.summary[bucket]:>6}", ""
    yield from wrapped("docs/reports/compare.md says what each of these means.", width)
    if comparison.summary["new"] and not comparison.new_breach:
        yield from wrapped("None of the new gaps sets exit code 1: docs/meaning.md says which do.", width)
    yield from wrapped(NOT_ADVICE, width)
