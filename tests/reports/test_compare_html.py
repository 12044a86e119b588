"""Two results compared as a web page: every finding in one list, both sentences and the law, safe whatever is said."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from dutybound.cli import main
from dutybound.engine.audit import audit
from dutybound.facts.load import load
from dutybound.reports.comparison import BUCKETS, Compared, Comparison, compare
from dutybound.reports.comparison_entries import sections
from dutybound.reports.comparison_page import MEANINGS, render
from dutybound.reports.compose import report_of
from dutybound.reports.model import ReportedFinding

from .page_checks import HOSTILE, SHOWN, check_harmless, check_page, check_policy, number
from .test_compare import FEW, FIRST, LATER_LAW, RULEBOOK, SECOND, finding, result
from .web_pages import Element, read_page

GOLDEN = FIRST.parent / "golden.html"


@cache
def comparison(few: bool = False) -> Comparison:
    rules = {id: each for id, each in RULEBOOK.rules.items() if not each.judged or id.split("/")[-1] in FEW}
    book = replace(RULEBOOK, rules=rules) if few else RULEBOOK
    first, second = (
        report_of(audit(load([path], book.gazetteer), book), proof="none") if few else result(path)
        for path in (FIRST, SECOND)
    )
    return compare(first, second)


@cache
def page() -> Element:
    return read_page(render(comparison()))


def of(*rows: Compared) -> Element:
    """The page of some rows alone."""
    counts: dict[str, int] = {bucket: sum(each.bucket == bucket for each in rows) for bucket in BUCKETS}
    return read_page(render(replace(comparison(), rows=rows, summary=counts)))


def gap() -> ReportedFinding:
    return next(each.after for each in comparison().rows if each.bucket == "new" and each.after)


def test_it_is_a_page_that_holds_together_and_fetches_nothing() -> None:
    check_page(page())
    check_policy(page())


def test_every_count_is_that_of_the_comparison_and_leads_to_its_list() -> None:
    summary, total = comparison().summary, len(comparison().rows)
    table = page().one("table", of="statuses")
    numbers = [number(each.words) for each in table.every("td", of="number")]
    assert numbers == [*(summary[bucket] for bucket in BUCKETS), total] and sum(numbers[:-1]) == total
    places = {each.attributes["id"]: each for each in page().every("h3", "h4") if "id" in each.attributes}
    for link in table.every("a"):
        [count] = re.findall(r"\(([\d,]+)\)$", places[link.attributes["href"][1:]].words)
        assert link.words in (count, link.within("th") and link.words)
    counts = page().one("table", of="counts")
    rows = [[number(cell.words) for cell in row.every("td")] for row in counts.one("tbody").every("tr")]
    [last] = [[number(cell.words) for cell in row.every("td")] for row in counts.one("tfoot").every("tr")]
    assert all(sum(row[:-1]) == row[-1] for row in [*rows, last])
    assert [sum(column) for column in zip(*rows, strict=True)] == last == numbers
    for link in counts.every("a"):
        assert places[link.attributes["href"][1:]].words.endswith(f"({link.words})")
    for section in page().every("div", of="status"):
        held = sum(int(each.attributes["data-count"]) for each in section.every(of="entry"))
        assert held == summary[section.attributes["data-status"].replace("-", "_")]
        assert held == len(list(section.every("div", of="member")))


def test_each_finding_stands_once_with_both_sentences_in_its_bucket() -> None:
    shown: Counter[tuple[str, str, str]] = Counter()
    for section in page().every("div", of="status"):
        for member in section.every("div", of="member"):
            before, after = member.one("p", of="before").words, member.one("p", of="sentence").words
            shown[section.attributes["data-status"].replace("-", "_"), before, after] += 1
    assert sum(shown.values()) == len(comparison().rows)
    for row in comparison().rows:
        wanted = [" ".join(each.sentence.split()) if each else "not judged." for each in (row.before, row.after)]
        assert any(
            bucket == row.bucket and wanted[0] in before and wanted[1] in after for bucket, before, after in shown
        ), row.finding.id
    ids = [each.one("code").words for each in page().every("p", of="ref")]
    assert sorted(ids) == sorted(each.finding.id for each in comparison().rows)


def test_every_entry_can_be_grouped_and_filtered() -> None:
    forces, buckets = (
        {each.words for each in select.every("option")}
        for name in ("force", "status")
        for select in page().every("select")
        if select.attributes["name"] == name
    )
    assert buckets - {"All"} == {each.title.capitalize() for each in sections(comparison())}
    for each in page().every(of="entry"):
        assert each.attributes["data-provision"] and each.attributes["data-bound"]
        assert each.attributes["data-force"] in forces


def test_every_bucket_says_what_it_means() -> None:
    assert set(MEANINGS) == set(BUCKETS)
    assert all(meaning in page().words for meaning in MEANINGS.values())


def test_a_new_gap_has_its_law_evidence_and_remedy_in_full() -> None:
    entry = next(each for each in page().every("article") if "assessment" in each.one("h5").words)
    assert [each.words for each in entry.one("h5").every("strong")] == ["Due", "Gap"]
    terms = {each.one("dt").words: each.one("dd") for each in entry.one("dl").every("div")}
    assert terms["Law"].one("a").words == "reg 5(1), SI 2007/1830"
    assert "In force from 1 August 2007" in terms["Law"].words
    assert (
        "no assessments from 1 April 2016 (Minutes of the partnership, page 5)"
        in terms["Evidence, second result"].words
    )
    assert "record why no strategic assessment was prepared" in terms["To put it right"].words
    assert "First result: Camden, 2016/17:" in entry.words and "Second result: No strategic assessment" in entry.words


def test_where_the_law_changed_both_laws_are_given() -> None:
    before = finding("cannot_tell")
    after = replace(finding("compliant", law=LATER_LAW), provision="reg 99")
    entry = of(Compared("changed_by_law", before, after, law_changed=True)).one("details", of="entry")
    terms = {each.one("dt").words: each.one("dd").words for each in entry.one("dl").every("div")}
    assert before.provision in terms["Law, first result"] and "1 April 2010" in terms["Law, first result"]
    assert "reg 99" in terms["Law, second result"] and "1 January 2017" in terms["Law, second result"]
    assert "; now reg 99" in terms["Change of law"] and "Law" not in terms


def test_a_finding_of_one_result_only_and_a_gap_of_an_earlier_year_say_so() -> None:
    alone = of(Compared("in_one_only", finding("gap"), None, law_changed=False)).one("details", of="entry")
    assert "Second result: not judged." in alone.words and "Gap then Not judged" in alone.one("summary").words
    again = Compared("new", None, finding("gap", period="2016/17"), law_changed=False, gap_before="2014/15")
    words = of(again).one("article").words
    assert "First result: not judged." in words and "a gap for 2014/15 too" in words


def test_findings_of_other_law_or_other_evidence_do_not_stand_together() -> None:
    one = Compared("unchanged", finding("compliant"), finding("compliant"), law_changed=False)
    other = finding("compliant", subject="ipswich", law=LATER_LAW)
    same = finding("compliant", subject="ipswich")

    def entries(after: ReportedFinding) -> list[int]:
        rows = (one, Compared("unchanged", after, after, law_changed=False))
        found = sections(replace(comparison(), rows=rows))
        return [len(each.members) for section in found for group in section.groups for each in group.entries]

    own = {"partnership": gap().partnership}
    one = replace(one, before=replace(finding("compliant"), **own), after=replace(finding("compliant"), **own))  # type: ignore[arg-type]
    assert entries(replace(same, **own)) == [2]  # type: ignore[arg-type]
    assert entries(replace(other, **own)) == [1, 1]  # type: ignore[arg-type]
    assert entries(replace(same, evidence=gap().evidence, **own)) == [1, 1]  # type: ignore[arg-type]


def test_what_is_weaker_than_law_never_looks_like_a_breach_of_it() -> None:
    for changes, words in (({"force": "expected"}, "Gap in good practice"), ({"local": True}, "Gap in a local rule")):
        weaker = replace(gap(), **changes)  # type: ignore[arg-type]
        tag = of(Compared("new", None, weaker, law_changed=False)).one("strong", of="weaker")
        assert tag.words == words


def test_what_a_dossier_says_is_shown_and_never_run() -> None:
    bad = replace(
        gap(),
        subject=replace(gap().subject, title=HOSTILE),
        partnership=None,
        sentence=f"{HOSTILE}: not met.",
        title=HOSTILE,
        provision=HOSTILE,
        instrument=HOSTILE,
        url="javascript:alert(1)",
        review=HOSTILE,
        remedy=(replace(gap().remedy[0], who=HOSTILE, do=HOSTILE),),
        evidence=tuple(replace(each, by=None, words=HOSTILE, at=HOSTILE, note=HOSTILE) for each in gap().evidence),
    )
    side = replace(
        comparison().after,
        dossier=replace(comparison().after.dossier, title=HOSTILE),
        partnerships=tuple(replace(each, title=HOSTILE) for each in comparison().after.partnerships),
    )
    rows = (Compared("new", bad, bad, law_changed=True), Compared("unchanged", bad, bad, law_changed=False))
    counts = {**dict.fromkeys(BUCKETS, 0), "new": 1, "unchanged": 1}
    text = render(replace(comparison(), before=side, after=side, notes=(HOSTILE,), rows=rows, summary=counts))
    found = read_page(text)
    check_harmless(text, found)
    check_policy(found)
    assert SHOWN in found.one("h1").words and found.words.count("onerror=alert(1)") > 15


def test_text_from_the_right_and_very_long_text_keep_to_themselves() -> None:
    title = "خطة " * 2000
    subject = replace(gap().subject, title=title)
    named = replace(gap(), subject=subject, sentence=f"{title} has no plan.", partnership=None)
    found = of(Compared("new", None, named, law_changed=False))
    holders = [each for each in found.every() if any(isinstance(one, str) and title in one for one in each.inside)]
    assert holders and {each.name for each in holders} == {"bdi"}


def test_it_says_that_it_is_no_legal_advice_and_speaks_of_deaths() -> None:
    assert "This is not legal advice" in page().one("main").words and "not legal advice" in page().one("footer").words
    assert "speaks of deaths" not in page().words
    with_deaths = replace(comparison().before, deaths=1)
    spoken = read_page(render(replace(comparison(), before=with_deaths))).words
    assert "speaks of deaths and is not redacted" in spoken
    redacted = {"before": replace(with_deaths, redacted=True), "after": replace(comparison().after, redacted=True)}
    words = read_page(render(replace(comparison(), **redacted))).words  # type: ignore[arg-type]
    assert "Redacted. Names, ages" in words and "speaks of deaths" not in words


def test_what_must_be_known_first_is_said_at_the_head() -> None:
    assert "One is older." in read_page(render(replace(comparison(), notes=("One is older.",)))).one("main").words
    assert "%" not in page().one("main").text


@pytest.mark.parametrize("bucket", BUCKETS)
def test_a_comparison_of_one_finding_is_a_page(bucket: str) -> None:
    status = "gap" if bucket in ("new", "continuing") else "compliant"
    row = Compared(bucket, finding(status), finding(status), law_changed=False)  # type: ignore[arg-type]
    check_page(of(row))
    assert f"{BUCKETS[row.bucket].capitalize()} (1)" in [each.words for each in of(row).every("h3")]


def test_the_command_writes_it(tmp_path: Path) -> None:
    output = tmp_path / "out.html"
    done = CliRunner().invoke(main, ["compare", str(FIRST), str(SECOND), "--output", str(output)])
    assert done.exit_code == 1, done.output
    assert output.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_the_golden_page() -> None:
    """What the page says of the gaps by a few rules. To make it anew, delete the file and run this test twice."""
    whole = comparison(few=True)
    rows = tuple(each for each in whole.rows if each.bucket in ("new", "resolved"))
    sides = [
        replace(
            each, rules=replace(each.rules, digest="0" * 64), dossier=replace(each.dossier, files=()), engine="plain"
        )
        for each in (whole.before, whole.after)
    ]
    counts = {**dict.fromkeys(BUCKETS, 0), **Counter(each.bucket for each in rows)}
    text = render(replace(whole, before=sides[0], after=sides[1], rows=rows, summary=counts))
    main_ = text[text.index("<body>") : text.index("<script>")]
    if not GOLDEN.exists():
        GOLDEN.write_text(main_, encoding="utf-8")
        pytest.fail("the golden page was made anew: read it")
    assert main_ == GOLDEN.read_text(encoding="utf-8")
