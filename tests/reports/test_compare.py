"""Two results compared: each finding in one bucket, the text as it should read, every format, what is refused."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from dutybound.cli import main
from dutybound.engine.audit import audit
from dutybound.engine.rulebook import load_rulebook
from dutybound.facts.load import load
from dutybound.reports import comparison_text, json_format
from dutybound.reports.comparison import BUCKETS, Compared, NotComparableError, compare
from dutybound.reports.compose import report_of
from dutybound.reports.model import LawVersion, Report, ReportedFinding
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

HERE = Path(__file__).resolve().parent / "compare"
FIRST, SECOND = HERE / "2016.yaml", HERE / "2017.yaml"
RULEBOOK = load_rulebook()
#: The rules of the golden text.
FEW = (
    "assessment-each-year",
    "partnership-plan",
    "plan-sent-to-policing-body",
    "public-meeting-each-year",
    "review-decision-within-a-month",
    "strategy-group",
    "plan-summary-published",
)


def result(path: Path) -> Report:
    return report_of(audit(load([path], RULEBOOK.gazetteer), RULEBOOK), proof="none")


WHOLE = result(FIRST)
MODEL = WHOLE.findings[0]
LAW = LawVersion(date(2010, 4, 1), None, "SI 2007/1830", "SEEN", "")
LATER_LAW = replace(LAW, from_=date(2017, 1, 1))


def finding(
    status: str,
    *,
    rule: str = "law/duty",
    subject: str = "camden",
    period: str | None = None,
    law: LawVersion | None = LAW,
    force: str = "must",
    stated: bool = True,
    opened: bool = False,
    use: str | None = None,
    done: str | None = None,
) -> ReportedFinding:
    """A finding of which only this matters."""
    return replace(
        MODEL,
        id=f"{rule}:{subject}{f'@{period}' if period else ''}",
        rule=rule,
        part=None,
        subject=replace(MODEL.subject, kind="unit", id=subject, title=subject),
        period=period,
        status=status,  # type: ignore[arg-type]
        law_version=law,
        force=force,
        local=False,
        stated=stated,
        opened=opened,
        use=use,
        done=done,
    )


def report(*findings: ReportedFinding, as_at: date = date(2016, 6, 1)) -> Report:
    return replace(WHOLE, findings=findings, questions=(), as_at=as_at)


SAME = finding("compliant", rule="law/other")


def row(before: ReportedFinding | None, after: ReportedFinding | None) -> Compared:
    """What became of one finding beside another that stays as it was."""
    first = report(*([before] if before else []), SAME)
    second = report(*([after] if after else []), SAME, as_at=date(2017, 6, 1))
    [found] = [each for each in compare(first, second).rows if each.finding.rule != SAME.rule]
    return found


# -- the buckets

GAP, MET = finding("gap"), finding("compliant")


@pytest.mark.parametrize(
    ("before", "after", "bucket"),
    [
        ("gap", "gap", "continuing"),
        ("due", "gap", "new"),
        ("compliant", "gap", "new"),
        ("cannot_tell", "gap", "new"),
        ("gap", "compliant", "resolved"),
        ("gap", "met_late", "resolved"),
        ("gap", "not_applicable", "changed_by_facts"),
        ("gap", "due", "changed_by_facts"),
        ("gap", "cannot_tell", "no_longer_settled"),
        ("compliant", "cannot_tell", "no_longer_settled"),
        ("not_applicable", "judgement_needed", "no_longer_settled"),
        ("due", "cannot_tell", "changed_by_facts"),
        ("cannot_tell", "compliant", "changed_by_facts"),
        ("cannot_tell", "cannot_tell", "unchanged"),
        ("compliant", "compliant", "unchanged"),
    ],
)
def test_each_change_has_its_bucket(before: str, after: str, bucket: str) -> None:
    assert row(finding(before), finding(after)).bucket == bucket


@pytest.mark.parametrize("other", [LATER_LAW, replace(LAW, inserted_by="SI 2012/2660")], ids=["from", "by"])
def test_a_change_under_other_law_is_a_change_of_law(other: LawVersion) -> None:
    changed = row(finding("cannot_tell"), finding("compliant", law=other))
    assert (changed.bucket, changed.law_changed) == ("changed_by_law", True)
    same = row(finding("compliant"), finding("compliant", law=other))
    assert (same.bucket, same.law_changed) == ("unchanged", True)
    assert row(finding("gap"), finding("gap", law=other)).bucket == "continuing"


def test_another_provision_is_other_law() -> None:
    after = replace(finding("compliant"), provision="reg 99")
    assert row(finding("cannot_tell"), after).bucket == "changed_by_law"


def test_powers_and_what_is_to_come() -> None:
    assert row(finding("power", use="used"), finding("power", use="not known")).bucket == "no_longer_settled"
    assert row(finding("power", use="used"), finding("power", use="not used")).bucket == "changed_by_facts"
    assert row(finding("due", done="not known"), finding("due", done="no")).bucket == "changed_by_facts"


def test_a_finding_of_one_result_only() -> None:
    assert row(None, GAP).bucket == "new"
    assert row(None, finding("gap", period="2012/13", opened=True)).bucket == "in_one_only"
    assert row(None, MET).bucket == "in_one_only"
    assert row(GAP, None).bucket == "in_one_only", "nothing says that it was put right"


def test_law_that_came_into_force_or_ended() -> None:
    """Only where the other result knows the thing, and has no finding of that duty at all."""
    known = replace(SAME, subject=GAP.subject, rule="law/of-the-same")
    began = compare(report(known), report(known, finding("due", law=LATER_LAW), as_at=date(2017, 6, 1)))
    assert began.summary["changed_by_law"] == 1
    ended = finding("compliant", law=replace(LAW, to=date(2016, 12, 31)))
    assert compare(report(known, ended), report(known, as_at=date(2017, 6, 1))).summary["changed_by_law"] == 1
    assert row(None, finding("due", law=LATER_LAW, subject="ipswich")).bucket == "in_one_only"


# -- years


def years(*statuses: tuple[str, str]) -> list[ReportedFinding]:
    return [finding(status, period=period) for period, status in statuses]


def pairs(first: list[ReportedFinding], second: list[ReportedFinding]) -> set[tuple[str | None, str | None]]:
    rows = compare(report(SAME, *first), report(SAME, *second, as_at=date(2017, 6, 1))).rows
    return {
        (each.before.period if each.before else None, each.after.period if each.after else None)
        for each in rows
        if each.finding.rule != SAME.rule
    }


def test_the_same_year_comes_first() -> None:
    first = years(("2014/15", "gap"), ("2015/16", "due"))
    second = years(("2015/16", "gap"), ("2016/17", "due"))
    assert pairs(first, second) == {("2014/15", None), ("2015/16", "2015/16"), (None, "2016/17")}


def test_years_left_over_are_paired_by_their_place() -> None:
    first = years(("2013/14", "gap"), ("2014/15", "due"))
    second = years(("2016/17", "due"), ("2015/16", "gap"))
    assert pairs(first, second) == {("2013/14", "2015/16"), ("2014/15", "2016/17")}
    rows = compare(report(SAME, *first), report(SAME, *second)).rows
    assert [each.bucket for each in rows if each.finding.status == "gap"] == ["continuing"]


def test_quarters_are_in_the_order_of_time() -> None:
    first = years(("October to December 2014", "gap"), ("January to March 2015", "due"))
    second = years(("April to June 2016", "compliant"), ("July to September 2016", "due"))
    assert pairs(first, second) == {
        ("October to December 2014", "April to June 2016"),
        ("January to March 2015", "July to September 2016"),
    }


def test_years_without_a_certain_place_stay_alone() -> None:
    first = years(("2013/14", "gap"))
    second = years(("2015/16", "compliant"), ("2016/17", "due"))
    assert pairs(first, second) == {("2013/14", None), (None, "2015/16"), (None, "2016/17")}


def test_earlier_years_that_were_opened_are_not_paired_by_place() -> None:
    opened = [finding("gap", period="2010/11", opened=True)]
    first = [*opened, *years(("2013/14", "gap"), ("2014/15", "due"))]
    second = years(("2015/16", "compliant"), ("2016/17", "due"))
    assert ("2010/11", None) in pairs(first, second)


def test_a_gap_again_says_in_which_year_it_was_one_before() -> None:
    first = years(("2014/15", "gap"), ("2015/16", "due"))
    second = years(("2015/16", "gap"), ("2016/17", "due"))
    rows = compare(report(SAME, *first), report(SAME, *second)).rows
    [new] = [each for each in rows if each.bucket == "new"]
    assert new.gap_before == "2014/15"


# -- nothing is lost

FINDINGS = st.lists(
    st.builds(
        lambda status, rule, subject, period, law, use, opened: finding(
            status, rule=rule, subject=subject, period=period, law=law, use=use, opened=opened and period is not None
        ),
        st.sampled_from(["gap", "met_late", "due", "judgement_needed", "cannot_tell", "compliant", "not_applicable"]),
        st.sampled_from(["law/a", "law/b"]),
        st.sampled_from(["camden", "ipswich"]),
        st.sampled_from([None, "2012/13", "2013/14", "2014/15", "2015/16", "2016/17"]),
        st.sampled_from([LAW, LATER_LAW, None]),
        st.sampled_from([None, "used", "not known"]),
        st.booleans(),
    ),
    unique_by=lambda each: each.id,
    max_size=12,
)


@given(FINDINGS, FINDINGS)
def test_every_finding_of_either_result_stands_in_exactly_one_row(
    first: list[ReportedFinding], second: list[ReportedFinding]
) -> None:
    comparison = compare(report(SAME, *first), report(SAME, *second, as_at=date(2017, 6, 1)))
    assert sorted(each.before.id for each in comparison.rows if each.before) == sorted(
        [SAME.id, *(e.id for e in first)]
    )
    assert sorted(each.after.id for each in comparison.rows if each.after) == sorted([SAME.id, *(e.id for e in second)])
    assert sum(comparison.summary.values()) == len(comparison.rows)
    assert set(comparison.summary) == set(BUCKETS)
    shown = "\n".join(line for line, _ in comparison_text.lines(comparison, 80))
    for bucket, words in BUCKETS.items():
        assert f"  {words:<34}{comparison.summary[bucket]:>6}" in shown


@given(FINDINGS)
def test_a_result_compared_with_itself_is_unchanged(findings: list[ReportedFinding]) -> None:
    whole = report(SAME, *findings)
    comparison = compare(whole, whole)
    gaps = sum(1 for each in findings if each.status == "gap")
    assert comparison.summary["continuing"] == gaps
    held = sum(1 for each in comparison.rows if each.bucket == "no_longer_settled")
    assert comparison.summary["unchanged"] == len(comparison.rows) - gaps - held
    assert not comparison.new_breach


# -- what is said at the head, and refused


def test_changed_rules_are_said_at_the_head() -> None:
    other = replace(report(SAME), rules=replace(WHOLE.rules, digest="another"))
    [note] = compare(report(SAME), other).notes
    assert note.startswith("The rules were changed between the two results.")
    assert compare(report(SAME), report(SAME)).notes == ()


def test_an_earlier_second_result_and_a_redacted_one_are_said() -> None:
    second = replace(report(SAME, as_at=date(2015, 6, 1)), redacted=True)
    assert len(compare(report(SAME), second).notes) == 2


def test_results_that_cannot_be_compared() -> None:
    with pytest.raises(NotComparableError, match="no finding in common"):
        compare(report(SAME), report(GAP))
    with pytest.raises(NotComparableError, match="second result holds a finding twice"):
        compare(report(SAME), report(SAME, SAME))
    narrowed = replace(WHOLE, findings=WHOLE.findings[:1])
    with pytest.raises(NotComparableError, match="first result holds only some"):
        compare(narrowed, WHOLE)


# -- the command


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["compare", *map(str, arguments)])


def test_the_text_reads_as_it_should() -> None:
    """By a few rules only, so that a rule that is added does not change it."""
    rules = {id: each for id, each in RULEBOOK.rules.items() if not each.judged or id.split("/")[-1] in FEW}
    few = replace(RULEBOOK, rules=rules)
    both = (report_of(audit(load([path], RULEBOOK.gazetteer), few), proof="none") for path in (FIRST, SECOND))
    text = "".join(f"{line}\n" for line, _ in comparison_text.lines(compare(*both), 80))
    assert text == (HERE / "golden.txt").read_text(encoding="utf-8")


def test_a_new_gap_sets_the_exit_code() -> None:
    assert run(FIRST, SECOND).exit_code == 1, "no public meeting was held in the year since"
    assert run(FIRST, SECOND, "--exit-zero").exit_code == 0


@pytest.mark.parametrize("width", [80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    comparison = compare(result(FIRST), result(SECOND))
    assert max(len(line) for line, _ in comparison_text.lines(comparison, width)) <= width


def test_a_saved_result_and_a_dossier_can_be_mixed(tmp_path: Path) -> None:
    saved = tmp_path / "2016.json"
    saved.write_text(json_format.render(result(FIRST)), encoding="utf-8")
    assert run(saved, SECOND).output == run(FIRST, SECOND).output
    assert run(saved, FIRST).exit_code == 0, "the gaps were gaps before"


def test_every_format_has_every_row(tmp_path: Path) -> None:
    for name in ("out.json", "out.csv", "out.xlsx"):
        assert run(FIRST, SECOND, "--output", tmp_path / name).exit_code == 1
    counts = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    rows = list(csv.DictReader(StringIO((tmp_path / "out.csv").read_text(encoding="utf-8-sig"))))
    sheet = load_workbook(BytesIO((tmp_path / "out.xlsx").read_bytes()))["Findings"]
    for bucket, words in BUCKETS.items():
        number = counts["summary"][bucket]
        assert sum(1 for each in counts["rows"] if each["bucket"] == bucket) == number
        assert sum(1 for each in rows if each["What became of it"] == words) == number
        assert sum(1 for each in sheet.iter_rows(min_row=2, values_only=True) if each[0] == words) == number


def test_bad_input_is_told_all_at_once(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{}", encoding="utf-8")
    done = run(wrong, tmp_path / "nowhere.yaml")
    assert done.exit_code == 2
    assert f"{wrong}: expected a result of dutybound audit" in done.output
    assert "nowhere.yaml: there is no such file" in done.output
    assert "Traceback" not in done.output


def test_outputs_that_cannot_be(tmp_path: Path) -> None:
    assert "there is no docx here" in run(FIRST, SECOND, "--output", tmp_path / "out.docx").output
    assert "xlsx cannot be printed" in run(FIRST, SECOND, "--format", "xlsx").output
    there = tmp_path / "out.csv"
    there.write_text("mine", encoding="utf-8")
    done = run(FIRST, SECOND, "--output", there)
    assert (done.exit_code, there.read_text(encoding="utf-8")) == (2, "mine")
    assert run(FIRST, SECOND, "--output", there, "--force").exit_code == 1
