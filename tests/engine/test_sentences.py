"""The sentences of findings: what they are about is said once."""

from __future__ import annotations

from dutybound.engine.audit import audit
from dutybound.engine.statuses import Status
from dutybound.facts.load import load

from .generate import ROOT, audited, given, only

QUARTERLY = "crime-and-disorder-act-1998/information-shared-each-quarter"
DOCUMENTS = "homicide-review-guidance-2016/review-documents"


def sentences(rule: str) -> dict[str, str]:
    """A sentence for each part of a rule, of findings that are no gaps."""
    found = audited(given("two-tier-district", "2025-06-16"), rules=only(rule)).findings
    return {each.part_words: each.sentence for each in found if each.status not in (Status.GAP, Status.NOT_IN_FORCE)}


def test_a_part_that_has_a_title_of_its_own_is_named_once() -> None:
    said = sentences(QUARTERLY)
    assert len(said) == 12, "section 17A and the Regulations of 2007 ask for twelve sets of figures"
    for words, sentence in said.items():
        assert sentence.count(words) == 1
        assert f"({words})" not in sentence


def test_a_part_that_its_title_names_among_others_is_told_apart() -> None:
    book = only(DOCUMENTS)
    complete = audit(load([ROOT / "examples" / "anyshire-complete"], book.gazetteer), book).findings
    said = {each.part_words: each.sentence for each in complete if each.status is Status.COMPLIANT}
    for words in ("an overview report", "an executive summary", "an action plan"):
        assert (
            f"produces an overview report, an executive summary and an action plan, all anonymised ({words})"
            in (said[words])
        )
