"""A report of some findings alone says so on its face in every format, and is never taken for the whole."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner
from dutybound.cli import main
from dutybound.engine.statuses import COUNTED, Status
from dutybound.reports import text
from dutybound.reports.comparison import NotComparableError, compare
from dutybound.reports.formats import FORMATS, Style
from dutybound.reports.grouping import of_status
from dutybound.reports.json_format import read_report, render, report_schema
from dutybound.reports.model import NarrowedTo, Report

from .readable import readable, rows_of_csv
from .small_report import SMALL, small_report

FORMS = ("text", *FORMATS)
every_format = pytest.mark.parametrize("form", FORMS)


def narrowed(*statuses: Status, provisions: tuple[str, ...] = ()) -> Report:
    """The small report narrowed as ``--status`` and ``--provision`` do it."""
    whole = small_report()
    inside = [each for each in whole.findings if not provisions or each.provision in provisions]
    chosen = tuple(of_status(inside, *statuses)) if statuses else tuple(inside)
    return replace(
        whole,
        findings=chosen,
        summary={status.value: len(of_status(chosen, status)) for status in COUNTED},
        narrowed=NarrowedTo(tuple(each.value for each in statuses), provisions, len(whole.findings)),
    )


def shown(report: Report, form: str, shape: str = "committee-report") -> str:
    """All that a format says, on one line."""
    if form == "text":
        return " ".join(" ".join(line for line, _ in text.lines(report, 80)).split())
    return " ".join(readable(form, FORMATS[form].make(report, Style(shape))).split())


@cache
def audited(form: str, *options: str) -> str:
    """What the command says, on one line; what cannot be printed is saved first."""
    with TemporaryDirectory() as folder:
        made = Path(folder) / "report"
        asked = ["audit", str(SMALL), "--exit-zero", "--format", form, "--output", str(made), *options]
        done = CliRunner().invoke(main, asked)
        assert done.exit_code == 0, done.output
        return " ".join(readable(form, made.read_bytes()).split())


@every_format
def test_each_format_says_what_it_was_narrowed_to(form: str) -> None:
    total = len(small_report().findings)
    said = audited(form, "--status", "gap", "--status", "compliant", "--provision", "reg 13A", "--provision", "reg 14")
    if form == "json":
        kept = '"statuses": [ "gap", "compliant" ], "provisions": [ "reg 13A", "reg 14" ]'
        assert f'"narrowed": {{ {kept}, "among": {total} }}' in said
    else:
        assert f"Shows only: gap; met, on these facts. Only under: reg 13A; reg 14. 2 of {total:,} findings." in said


@every_format
def test_a_whole_report_says_nothing_of_the_kind(form: str) -> None:
    said = shown(small_report(), form)
    assert "Shows only" not in said and "Only under" not in said
    assert form != "json" or '"narrowed": null' in said


@every_format
def test_what_leaves_nothing_out_is_the_whole(form: str) -> None:
    every = [word for status in COUNTED for word in ("--status", status.value)]
    assert "Shows only" not in audited(form, *every)


@pytest.mark.parametrize("form", ["text", "html", "docx", "xlsx", "md"])
def test_what_was_left_out_is_not_counted_as_none(form: str) -> None:
    """To write 0 gaps, or that no gap was found, where gaps were left out would be a wrong finding."""
    for shape in ("committee-report", "findings-list"):
        said = shown(narrowed(Status.CANNOT_TELL), form, shape)
        untold, total = small_report().summary["cannot_tell"], len(small_report().findings)
        assert f"Shows only: cannot tell. {untold} of {total} findings." in said
        for words in ("No gap", "no gap", "Gap: 0", "Gap | 0", "A3: Gap", "All findings |", "All findings:"):
            assert words not in said, words
        assert 'data-status="gap"' not in said and 'href="#gap"' not in said and "<b>Gap</b>" not in said


@pytest.mark.parametrize("form", ["html", "docx"])
def test_no_gap_under_a_provision_is_said_of_that_provision_alone(form: str) -> None:
    said = shown(narrowed(provisions=("s 12",)), form)
    assert "Only under: s 12." in said
    assert "No gap was found" not in said and "No gap is among the findings of this report." not in said


def test_a_table_of_no_rows_says_it_too() -> None:
    made = FORMATS["csv"].make(narrowed(Status.GAP, provisions=("s 12",)), Style())
    assert rows_of_csv(made) == []
    total = len(small_report().findings)
    narrowed_to = f"Shows only: gap. Only under: s 12. 0 of {total} findings.,"
    assert made.decode("utf-8-sig").startswith(f"{narrowed_to}This report speaks of deaths")
    [row] = rows_of_csv(FORMATS["csv"].make(narrowed(Status.GAP), Style()))
    assert row["Status"] == "gap" and row["Provision"] == "reg 13A"


@every_format
def test_what_was_not_in_force_is_counted_where_it_is_shown(form: str) -> None:
    whole = small_report()
    extra = replace(whole.findings[0], status=Status.NOT_IN_FORCE.value, id="extra")
    more = replace(whole, findings=(*whole.findings, extra), summary={**whole.summary, "not_in_force": 1})
    said = shown(more, form)
    wanted = {
        "text": "not in force 1 (must 1)",
        "md": "| Not in force | 1 |",
        "xlsx": "Not in force",
        "docx": "Not in force | 1",
        "html": 'href="#not-in-force"',
        "csv": "not in force,",
        "json": '"not_in_force": 1',
    }
    assert wanted[form] in said


# -- saved results


def test_the_schema_lets_a_result_be_without_it() -> None:
    assert {"narrowed", "instruments"}.isdisjoint(report_schema()["required"])


def test_a_result_saved_before_it_is_still_read() -> None:
    saved = json.loads(render(small_report()))
    for key in ("narrowed", "instruments"):
        del saved[key]
    read = read_report(json.dumps(saved))
    assert (read.narrowed, read.instruments) == (None, ())
    assert read.findings == small_report().findings
    compare(read, small_report())


def test_a_narrowed_result_is_saved_and_read() -> None:
    assert read_report(render(narrowed(Status.GAP))) == narrowed(Status.GAP)


@pytest.mark.parametrize("which", ["first", "second"])
def test_narrowed_results_are_not_compared(which: str) -> None:
    """Without questions too: their ids alone are no sign that a result is whole."""
    part = replace(narrowed(Status.GAP), questions=())
    both = (part, small_report()) if which == "first" else (small_report(), part)
    with pytest.raises(NotComparableError, match=rf"the {which} result holds only some of its findings"):
        compare(*both)
