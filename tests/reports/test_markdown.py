"""The report as Markdown: beside what is owed, what the sources leave open."""

from __future__ import annotations

import re
from pathlib import Path

from dutybound.engine.audit import audit
from dutybound.engine.kept import rulebook_without_cases
from dutybound.facts.load import load
from dutybound.reports.compose import report_of
from dutybound.reports.markdown import render

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples"


def section(example: str, begins: str) -> str:
    """A section of an example's report, by how its heading begins; empty where there is none."""
    book = rulebook_without_cases()
    report = report_of(audit(load([EXAMPLES / example], book.gazetteer), book), proof="none")
    found = re.search(rf"^## {begins}.*?(?=^## |\Z)", render(report), re.MULTILINE | re.DOTALL)
    return found[0] if found else ""


def test_both_sides_of_a_conflict_are_told_with_their_places() -> None:
    """Suffolk 2016 says of Ipswich that there is a plan (note 4 xiv) and that there is none (note 5 vii)."""
    said = section("suffolk-2016", "Where sources conflict")
    [ipswich] = re.findall(r"^- Sources conflict\. Ipswich: .*(?:\n  - .*)*", said, re.MULTILINE)
    assert "The area has a partnership plan that the strategy group prepared" in ipswich
    assert "note 4 xiv" in ipswich and "note 5 vii" in ipswich


def test_what_is_only_suggested_is_told_and_marked_as_such() -> None:
    said = section("suffolk-2016", "Where sources conflict")
    assert re.search(r"^- Only suggested by a source\. Suffolk: .*\n  - .*note 5 xii\) \(hedged\)$", said, re.MULTILINE)


def test_there_is_no_such_section_where_there_is_nothing_to_tell() -> None:
    assert section("anyshire-complete", "Where sources conflict") == ""
    assert section("anyshire-complete", "Met late")
