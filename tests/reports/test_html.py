"""The report as a web page: all findings and counts, safe whatever a dossier says, and read by everybody."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from dutybound.engine.audit import audit
from dutybound.engine.kept import rulebook_without_cases
from dutybound.engine.statuses import COUNTED, Status
from dutybound.facts.load import load
from dutybound.reports.compose import report_of
from dutybound.reports.entries import sections
from dutybound.reports.html_page import render
from dutybound.reports.model import Report, ReportedFinding
from dutybound.reports.wording import named

from .page_checks import HOSTILE, SHOWN, check_harmless, check_page, check_policy, number
from .web_pages import Element, read_page

ROOT = Path(__file__).resolve().parent.parent.parent
SMALL = Path(__file__).resolve().parent / "small"
SUFFOLK = ROOT / "examples" / "suffolk-2016"
DOSSIERS = pytest.mark.parametrize("dossier", [SMALL, SUFFOLK], ids=["small", "suffolk"])


@cache
def report(dossier: Path = SMALL) -> Report:
    rulebook = rulebook_without_cases()
    return report_of(audit(load([dossier], rulebook.gazetteer), rulebook), with_map=True)


@cache
def page(dossier: Path = SMALL) -> Element:
    return read_page(render(report(dossier)))


def of(finding: ReportedFinding, **changes: object) -> Element:
    """The page of one finding, with some of it changed."""
    changed = replace(finding, **changes)  # type: ignore[arg-type]
    return read_page(render(replace(report(), findings=(changed,), summary={changed.status: 1}, provisions=())))


def gap() -> ReportedFinding:
    return next(each for each in report().findings if each.status == "gap")


def section(name: str) -> Element:
    """The section of the page under a heading."""
    [found] = [each for each in page().every("section") if each.attributes["aria-labelledby"] == name]
    return found


@DOSSIERS
def test_it_is_a_page_that_holds_together_and_fetches_nothing(dossier: Path) -> None:
    check_page(page(dossier))
    check_policy(page(dossier))


@DOSSIERS
def test_each_finding_stands_once_with_its_sentence_under_its_status(dossier: Path) -> None:
    shown: dict[str, list[str]] = {}
    for status in page(dossier).every("div", of="status"):
        for member in status.every("div", of="member"):
            shown.setdefault(status.attributes["data-status"], []).append(member.one("p", of="sentence").words)
    wanted: dict[str, list[str]] = {}
    for each in report(dossier).findings:
        wanted.setdefault(each.status.replace("_", "-"), []).append(" ".join(each.sentence.split()))
    assert {name: sorted(each) for name, each in shown.items()} == {name: sorted(each) for name, each in wanted.items()}
    ids = [each.one("code").words for each in page(dossier).every("p", of="ref")]
    assert sorted(ids) == sorted(each.id for each in report(dossier).findings)


@DOSSIERS
def test_every_count_is_that_of_the_summary_and_leads_to_its_list(dossier: Path) -> None:
    found = page(dossier)
    summary, total = report(dossier).summary, len(report(dossier).findings)
    table = found.one("table", of="statuses")
    numbers = [number(each.words) for each in table.every("td", of="number")]
    assert numbers == [*(summary[status.value] for status in COUNTED), total] and sum(numbers[:-1]) == total
    places = {each.attributes["id"]: each for each in found.every("h3", "h4") if "id" in each.attributes}
    for link in table.every("a"):
        [place] = re.findall(r"\(([\d,]+)\)$", places[link.attributes["href"][1:]].words)
        assert link.words in (place, link.within("th") and link.words)
    for each in found.every("table", of="counts"):
        rows = [[number(cell.words) for cell in row.every("td")] for row in each.one("tbody").every("tr")]
        [last] = [[number(cell.words) for cell in row.every("td")] for row in each.one("tfoot").every("tr")]
        assert all(sum(row[:-1]) == row[-1] for row in [*rows, last])
        assert [sum(column) for column in zip(*rows, strict=True)] == last == numbers
        for link in each.every("a"):
            assert places[link.attributes["href"][1:]].words.endswith(f"({link.words})")
    for status in found.every("div", of="status"):
        held = sum(int(each.attributes["data-count"]) for each in status.every(of="entry"))
        assert held == summary[status.attributes["data-status"].replace("-", "_")]
        assert held == len(list(status.every("div", of="member")))


@DOSSIERS
def test_without_a_script_findings_are_reached_by_provision_and_by_who_is_bound(dossier: Path) -> None:
    indexes = page(dossier).one("section", of="without-script")
    entries = [
        entry.anchor
        for section in sections(report(dossier))
        for group in section.groups
        for entry in (*group.entries, *group.waiting)
    ]
    links = Counter(each.attributes["href"] for each in indexes.every("a"))
    assert links == {f"#{each}": 2 for each in entries}
    total = sum(number(re.findall(r"\(([\d,]+)\)$", each.words)[0]) for each in indexes.every("summary"))
    assert total == 2 * len(report(dossier).findings)


@DOSSIERS
def test_every_entry_can_be_grouped_and_filtered(dossier: Path) -> None:
    [forces] = [each for each in page(dossier).every("select") if each.attributes["name"] == "force"]
    offered = {each.words for each in forces.every("option")}
    for each in page(dossier).every(of="entry"):
        assert each.attributes["data-provision"] and each.attributes["data-bound"]
        assert each.attributes["data-force"] in offered


def test_a_finding_has_its_law_evidence_proof_remedy_and_questions() -> None:
    finding = gap()
    [entry] = [each for each in page().every("article") if each.one("strong", of="tag").words == "Gap"]
    assert finding.law_version and finding.review and finding.proof
    terms = {each.one("dt").words: each.one("dd") for each in entry.one("dl").every("div")}
    assert terms["Law"].one("a").attributes["href"] == finding.url
    assert finding.law_version.why in terms["Law"].words and finding.law_version.inserted_by in terms["Law"].words
    assert "22 November 2012" in terms["Law"].words
    assert "Nothing has come to us from Northvale" in terms["Evidence"].words
    assert "Interview with the commissioner's office, page 1" in terms["Evidence"].words
    assert finding.remedy[0].do in terms["To put it right"].words
    assert finding.review in entry.one("p", of="check").words
    proof = entry.one("details", of="proof")
    assert "open" not in proof.attributes and "does not hold It is met:" in proof.words
    asked = next(each for each in page().every("details", of="entry") if "Questions" in each.words)
    assert "Ask " in asked.words


def test_questions_stand_under_whom_to_ask() -> None:
    asked = section("questions")
    assert [each.words.split(" (")[0] for each in asked.every("h3")] == [
        f"Ask {whom}" for whom in dict.fromkeys(named(each.ask) for each in report().questions)
    ]
    shown = sum(1 for each in asked.every("ol", of="questions") for one in each.every("li"))
    assert shown == len(report().questions)


def test_the_statute_map_and_what_was_not_checked_are_whole() -> None:
    rows = [row for body in section("map").every("tbody") for row in body.every("tr")]
    assert len(rows) == len(report().provisions)
    assert {each.words for each in section("not-checked").every("li")} == {
        " ".join(each.split()) for each in report().not_checked
    }
    assert len(list(section("sources").every("li"))) == len(report().sources)


def test_it_says_that_it_is_no_legal_advice_and_speaks_of_deaths() -> None:
    assert "This is not legal advice" in page().one("main").words and "not legal advice" in page().one("footer").words
    assert "speaks of deaths and is not redacted" in page().one("main").words
    redacted = read_page(render(replace(report(), redacted=True))).one("main").words
    assert "Redacted. Names, ages" in redacted and "speaks of deaths" not in redacted
    assert "speaks of deaths" not in read_page(render(replace(report(), deaths=0))).words


@DOSSIERS
def test_no_share_is_given_without_its_numbers(dossier: Path) -> None:
    assert "%" not in page(dossier).one("main").text


def test_what_a_dossier_says_is_shown_and_never_run() -> None:
    finding = next(each for each in report().findings if each.questions and each.evidence and each.proof)
    title = replace(finding.subject, title=HOSTILE)
    hostile = replace(
        finding,
        subject=title,
        partnership=None,
        sentence=f"{HOSTILE}: not met.",
        title=HOSTILE,
        provision=HOSTILE,
        instrument=HOSTILE,
        url="javascript:alert(1)",
        hinge=HOSTILE,
        review=HOSTILE,
        remedy=(replace(gap().remedy[0], who=HOSTILE, do=HOSTILE),),
        evidence=tuple(replace(each, by=None, words=HOSTILE, at=HOSTILE, note=HOSTILE) for each in finding.evidence),
        questions=tuple(replace(each, question=HOSTILE, ask=HOSTILE) for each in finding.questions),
    )
    changed = replace(
        report(),
        dossier=replace(report().dossier, title=HOSTILE),
        as_at_note=HOSTILE,
        sources=tuple(replace(each, title=HOSTILE, url="javascript:alert(1)") for each in report().sources),
        questions=tuple(replace(each, question=HOSTILE, ask=HOSTILE) for each in report().questions[:2]),
        provisions=tuple(replace(each, url="data:text/html,x", says=HOSTILE) for each in report().provisions[:2]),
        not_checked=(HOSTILE,),
        left_aside=(HOSTILE,),
        findings=(hostile,),
        summary={hostile.status: 1},
    )
    text = render(changed)
    found = read_page(text)
    check_harmless(text, found)
    assert SHOWN in found.one("h1").words
    assert found.words.count("onerror=alert(1)") > 15


def test_text_from_the_right_keeps_to_itself() -> None:
    arabic = next(each for each in page().every("bdi") if "خطة" in each.words)
    assert arabic.attributes == {}
    named = of(gap(), subject=replace(gap().subject, title="Northvale"))
    sentence = named.one("p", of="sentence")
    assert sentence.words == gap().sentence and sentence.one("bdi").words == "Northvale"


def test_what_is_weaker_than_law_never_looks_like_a_breach_of_it() -> None:
    for changes, words in (
        ({"force": "expected"}, "Gap in good practice"),
        ({"local": True}, "Gap in a local rule"),
    ):
        found = of(gap(), **changes)
        [tag] = found.every("strong", of="tag")
        assert tag.words == words and tag.attributes["class"] == "tag weaker"
    assert "Expected: good practice, not law" in of(gap(), force="expected").one("article").words
    assert "(a local rule, not law)" in of(gap(), local=True).one("article").words
    [tag] = of(gap()).every("strong", of="tag")
    assert (tag.words, tag.attributes["class"]) == ("Gap", "tag gap")


def test_a_gap_that_rests_on_a_reading_says_so() -> None:
    assert "rests on a reading by whoever compiled the dossier" in of(gap(), stated=False).one("article").words
    assert "rests on a reading" not in of(gap(), stated=True).one("article").words


def test_findings_with_another_day_or_law_do_not_stand_together() -> None:
    first = next(each for each in report().findings if each.due)
    assert first.due
    other = replace(first, id="other", due=replace(first.due, text="1 May 2030"))
    both = replace(report(), findings=(first, other), summary={first.status: 2})
    [section] = sections(both)
    assert [len(each.members) for group in section.groups for each in (*group.entries, *group.waiting)] == [1, 1]


@pytest.mark.parametrize("status", [*Status])
def test_a_report_with_one_finding_of_any_status_is_a_page(status: Status) -> None:
    headings = [each.words for each in of(gap(), status=status.value).every("h3")]
    assert f"{status.label[:1].upper()}{status.label[1:]} (1)" in headings


def test_a_report_of_nothing_is_a_page_that_claims_nothing() -> None:
    empty = replace(
        report(), findings=(), summary={}, questions=(), provisions=(), sources=(), not_checked=(), partnerships=()
    )
    words = read_page(render(empty)).one("main").words
    assert "No gap was found among 0 findings." in words and "The statute map is not part of this report." in words
    assert "complian" not in words.lower()


def test_a_page_of_a_large_dossier_stays_light() -> None:
    assert len(render(report(SUFFOLK)).encode()) < 5_000_000
