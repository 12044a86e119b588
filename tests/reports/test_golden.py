"""Each format says what its golden file says, word for word."""

from __future__ import annotations

from collections import Counter

import pytest
from dutybound.engine.statuses import COUNTED
from dutybound.reports.formats import FORMATS, Style

from .golden import FILES, FINDINGS, FOLDER, MADE_ANEW, report, written


@pytest.mark.parametrize("name", FILES)
def test_a_format_says_what_its_golden_file_says(name: str) -> None:
    golden = FOLDER / name
    assert golden.exists(), f"there is no {golden.name}: {MADE_ANEW}"
    assert written(name) == golden.read_text(encoding="utf-8"), MADE_ANEW


def test_there_is_no_golden_file_that_nothing_reads() -> None:
    assert {each.name for each in FOLDER.iterdir()} == set(FILES)


def test_the_golden_files_hold_every_format_and_every_status() -> None:
    assert {form for form, _ in FILES.values()} == {"text", *FORMATS}
    assert len(report().findings) == sum(map(len, FINDINGS.values())) == 9
    counted = Counter(each.status for each in report().findings)
    assert set(counted) == {status.value for status in COUNTED}
    assert len(report().not_checked) == 1 and report().provisions and report().questions


def test_what_the_golden_file_of_a_table_does_not_show() -> None:
    """Spreadsheets know by its mark that it is UTF-8; rows end as RFC 4180 asks."""
    made = FORMATS["csv"].make(report(), Style())
    assert made.startswith("\ufeff".encode()) and made.endswith(b"\r\n")
    assert made.count(b"\r\n") == len(report().findings) + 1
