"""Two results compared, as a page lists them: by what became of each finding and whose it is, those alike in one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .comparison import BUCKETS, BucketWord, Compared, Comparison
from .entries import Row
from .model import ReportedFinding, StepToTake
from .wording import evidence_in_words, from_table

#: The buckets whose entries are not folded: a reader sees them whole.
UNFOLDED: tuple[BucketWord, ...] = ("new", "continuing")


@dataclass(frozen=True)
class Change:
    """What became of a finding, with the evidence on which each result rests, in words."""

    row: Compared
    evidence_before: tuple[str, ...]
    evidence_after: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """Findings of which the same became, alike in all but their subject."""

    members: tuple[Change, ...]

    @property
    def first(self) -> Change:
        """The finding that speaks for all."""
        return self.members[0]

    @property
    def titles(self) -> tuple[str, ...]:
        """What the findings are about."""
        return tuple(dict.fromkeys(each.row.finding.subject.title for each in self.members))

    @property
    def remedy(self) -> tuple[StepToTake, ...]:
        """What would put the findings right."""
        now = (each.row.after for each in self.members)
        return tuple(dict.fromkeys(step for finding in now if finding for step in finding.remedy))


@dataclass(frozen=True)
class Group:
    """The entries of a bucket that belong to one partnership, county, council or body."""

    anchor: str
    title: str
    entries: tuple[Entry, ...]

    @property
    def count(self) -> int:
        """How many findings it holds."""
        return sum(len(each.members) for each in self.entries)


@dataclass(frozen=True)
class Section:
    """The findings of one bucket."""

    bucket: BucketWord
    groups: tuple[Group, ...]

    @property
    def title(self) -> str:
        """What a reader calls the bucket."""
        return BUCKETS[self.bucket]

    @property
    def anchor(self) -> str:
        """Where the section stands in the page."""
        return self.bucket.replace("_", "-")

    @property
    def count(self) -> int:
        """How many findings it holds."""
        return sum(each.count for each in self.groups)

    @property
    def folded(self) -> bool:
        """Whether its groups are shown only when they are opened."""
        return self.bucket not in UNFOLDED


def sections(comparison: Comparison) -> tuple[Section, ...]:
    """The rows by bucket, each grouped by whose they are. Every row stands in one entry."""
    titles = {each.id: each.title for side in (comparison.before, comparison.after) for each in side.partnerships}
    before = {each.id: each.title for each in comparison.before.sources}
    after = {each.id: each.title for each in comparison.after.sources}
    found: dict[BucketWord, dict[str, list[Change]]] = {}
    for row in comparison.rows:
        whose = titles.get(row.finding.partnership or "", row.finding.subject.title)
        stated = [
            tuple(evidence_in_words(sources, one) for one in side.evidence if not from_table(one)) if side else ()
            for side, sources in ((row.before, before), (row.after, after))
        ]
        found.setdefault(row.bucket, {}).setdefault(whose, []).append(Change(row, *map(_each_once, stated)))
    return tuple(_section(bucket, found[bucket]) for bucket in BUCKETS if bucket in found)


def _each_once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _section(bucket: BucketWord, by_whose: dict[str, list[Change]]) -> Section:
    stem = bucket.replace("_", "-")
    groups = (
        Group(f"{stem}-{place}", title, tuple(Entry(members) for members in _alike(changes)))
        for place, (title, changes) in enumerate(by_whose.items(), 1)
    )
    return Section(bucket, tuple(groups))


def _alike(changes: list[Change]) -> Iterable[tuple[Change, ...]]:
    """Changes in lists of those alike in all but their subject."""
    groups: dict[tuple[object, ...], list[Change]] = {}
    for each in changes:
        finding = each.row.finding
        sides = tuple(_standing(one) for one in (each.row.before, each.row.after))
        told = (each.evidence_before, each.evidence_after, each.row.law_changed, each.row.gap_before)
        groups.setdefault((finding.rule, finding.part, finding.bound, sides, told), []).append(each)
    return (tuple(members) for members in groups.values())


def _standing(finding: ReportedFinding | None) -> tuple[object, ...]:
    """How a finding stands in a result and by what law, and not of what."""
    if finding is None:
        return ()
    law = (finding.provision, finding.instrument, finding.url, finding.law_version, finding.review)
    return finding.status, finding.use, finding.done, finding.period, finding.due, finding.late_by, *law


def by_partnership(listed: tuple[Section, ...]) -> tuple[Row, ...]:
    """How many findings of each partnership, or body of none, stand in each bucket."""
    of_group = {(section.bucket, group.title): group for section in listed for group in section.groups}
    return tuple(
        Row(
            title,
            tuple(
                (group.count, group.anchor) if (group := of_group.get((bucket, title))) else (0, "")
                for bucket in BUCKETS
            ),
        )
        for title in sorted({title for _, title in of_group})
    )
