"""Two results compared as a web page: what became of each finding, with both sentences and the law of each."""

from __future__ import annotations

from .comparison import BUCKETS, BucketWord, Comparison
from .comparison_entries import by_partnership, sections
from .comparison_text import change_of_law, stood
from .entries import force_in_words
from .page import page
from .wording import NOT_ADVICE, listed, place_in_law

#: What it means to stand in each bucket, in a line.
MEANINGS: dict[BucketWord, str] = {
    "new": "A gap in the second result, and none in the first.",
    "continuing": "A gap in both results.",
    "no_longer_settled": "The first result settles it. In the second it cannot be told, or waits for a judgement.",
    "changed_by_law": "It stands otherwise, and the provision or the version of the law is another.",
    "changed_by_facts": "It stands otherwise by the same law. That a day has passed is a fact too.",
    "resolved": "A gap in the first result. In the second it is met, or met late.",
    "in_one_only": "The other result does not judge that year or thing. Nothing says that a gap was put right.",
    "unchanged": "It stands as it stood, settled or not.",
}


def render(comparison: Comparison) -> str:
    """The comparison as HTML: one file that fetches nothing."""
    found = sections(comparison)
    anchors = {each.bucket: each.anchor for each in found}
    both = (comparison.before, comparison.after)
    return page(
        "comparison.html.jinja",
        styles=("report.css", "comparison.css"),
        script="report.js",
        comparison=comparison,
        results=(("First result", comparison.before), ("Second result", comparison.after)),
        redacted=all(each.redacted for each in both),
        sections=found,
        summary_rows=[
            (words, MEANINGS[bucket], comparison.summary[bucket], anchors.get(bucket, ""))
            for bucket, words in BUCKETS.items()
        ],
        rows=by_partnership(found),
        buckets=tuple(BUCKETS.values()),
        counts=[comparison.summary[bucket] for bucket in BUCKETS],
        choices=[(each.anchor, each.title) for each in found],
        forces=sorted({force_in_words(each.finding) for each in comparison.rows}),
        meanings=MEANINGS,
        words={"not_advice": NOT_ADVICE},
        change_of_law=change_of_law,
        force_in_words=force_in_words,
        listed=listed,
        place_in_law=place_in_law,
        stood=stood,
    )
