"""Many dossiers as a web page: counts that are the model's, the whole matrix, what each owes, safe and light."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from dutybound.cli import main
from dutybound.engine.statuses import COUNTED, Status
from dutybound.reports.matrix import ACROSS, bands, names
from dutybound.reports.portfolio import Asked, Broken, Portfolio, owing
from dutybound.reports.portfolio_lists import asked_often, by_status, sheets
from dutybound.reports.portfolio_page import render

from .page_checks import HOSTILE, SHOWN, check_harmless, check_page, check_policy, number
from .test_portfolio import by_hand
from .web_pages import Element, read_page

GOLDEN = Path(__file__).resolve().parent / "portfolio" / "golden.html"


@cache
def many() -> Portfolio:
    """The two partnerships, and twenty more that stand as the second does."""
    portfolio = by_hand()
    first, second = portfolio.partnerships
    more = tuple(replace(second, id=f"more-{place}", title=f"Partnership {place}") for place in range(1, 21))
    standings = (first, second, *more, *portfolio.others)
    summary = {status.value: sum(each.summary[status.value] for each in standings) for status in COUNTED}
    return replace(portfolio, standings=standings, summary=summary)


FEW_AND_MANY = pytest.mark.parametrize("portfolio", [by_hand(), many()], ids=["few", "many"])


def of(portfolio: Portfolio) -> Element:
    return read_page("".join(render(portfolio)))


def section(page: Element, name: str) -> Element:
    [found] = [each for each in page.every("section") if each.attributes["aria-labelledby"] == name]
    return found


def with_first(portfolio: Portfolio, **changes: object) -> Portfolio:
    """The portfolio with its first standing alone, and some of it changed."""
    return replace(portfolio, standings=(replace(portfolio.standings[0], **changes),))  # type: ignore[arg-type]


@FEW_AND_MANY
def test_it_is_a_page_that_holds_together_and_fetches_nothing(portfolio: Portfolio) -> None:
    check_page(of(portfolio))
    check_policy(of(portfolio))


@FEW_AND_MANY
def test_every_count_is_that_of_the_model_and_leads_to_its_list(portfolio: Portfolio) -> None:
    page = of(portfolio)
    table = page.one("table", of="statuses")
    numbers = [number(each.words) for each in table.every("td", of="number")]
    total = sum(portfolio.summary.values())
    assert numbers == [*(portfolio.summary[status.value] for status in COUNTED), total] and sum(numbers[:-1]) == total
    places = {each.attributes["id"]: each for each in page.every("h3") if "id" in each.attributes}
    for link in table.every("a"):
        [count] = re.findall(r"\(([\d,]+)\)$", places[link.attributes["href"][1:]].words)
        assert link.words in (count, link.within("th") and link.words)
    for each in by_status(portfolio):
        counted = sum(one.findings for one in each.counted)
        owed = sum(one.findings for duty in each.owed for one in duty.owers)
        assert each.count == counted + owed == counted + each.count_owed


@FEW_AND_MANY
def test_each_partnership_has_a_row_of_its_own_that_adds_up(portfolio: Portfolio) -> None:
    rows = [row for table in of(portfolio).every("table", of="counts") for row in table.one("tbody").every("tr")]
    assert [row.one("th").words for row in rows] == list(names(portfolio))
    for row, standing in zip(rows, portfolio.standings, strict=True):
        gaps, others, *rest = [number(each.words) for each in row.every("td")]
        assert gaps == standing.gaps_of_must and gaps + others == standing.summary["gap"]
        assert gaps + others + sum(rest[:-1]) == rest[-1] == sum(standing.summary.values())
    for table in of(portfolio).every("table", of="counts"):
        columns = [[number(each.words) for each in row.every("td")] for row in table.one("tbody").every("tr")]
        [last] = [[number(each.words) for each in row.every("td")] for row in table.one("tfoot").every("tr")]
        assert [sum(column) for column in zip(*columns, strict=True)] == last


@FEW_AND_MANY
def test_the_matrix_holds_every_finding_once(portfolio: Portfolio) -> None:
    shown: Counter[tuple[str, str]] = Counter()
    for table in section(of(portfolio), "matrix").every("table"):
        [_, *across] = [each.inside for each in table.one("thead").one("tr").every("th")]
        for row in table.one("tbody").every("tr"):
            cells = list(row.every("td"))
            assert len(cells) == len(across)
            for cell in cells:
                for part in filter(None, cell.words.split(", ")):
                    found = re.fullmatch(r"(?:(\d+) )?(.+)", part)
                    assert found
                    shown[row.one("th").words, found[2]] += int(found[1] or 1)
    by_words: Counter[str] = Counter()
    for (_, words), count in shown.items():
        by_words[words.replace("gaps", "gap")] += count
    owed = sum(each.due_not_done for each in portfolio.standings)
    assert by_words.pop("not done", 0) == owed
    assert by_words["due"] + owed == portfolio.summary["due"]
    assert by_words["met"] == portfolio.summary["compliant"]
    for status in COUNTED:
        if status not in (Status.DUE, Status.COMPLIANT):
            assert by_words[status.label] == portfolio.summary[status.value]


def test_few_partnerships_stand_across_and_many_stand_in_rows() -> None:
    few = [each for each in bands(by_hand()) if each.kind == "partnership"]
    assert {tuple(head.title for head in each.across) for each in few} == {
        ("Anytown partnership", "Othertown partnership")
    }
    many_ = [each for each in bands(many()) if each.kind == "partnership"]
    assert all(len(each.across) <= ACROSS and each.across[0].duty for each in many_)
    assert all(len(each.lines) == 22 for each in many_)


@FEW_AND_MANY
def test_what_most_owe_comes_first_in_the_matrix(portfolio: Portfolio) -> None:
    own = [each for each in bands(portfolio) if each.kind == "partnership"]
    assert [each.owed for each in own] == sorted((each.owed for each in own), reverse=True)
    assert [each.first for each in own] == [1, *(each.last + 1 for each in own[:-1])]
    first = own[0]
    heads = [each for each in (*first.across, *(line.head for line in first.lines)) if each.duty]
    with_gap = Counter(found.duty for each in portfolio.partnerships for found in each.owed if found.status == "gap")
    gaps = [with_gap[each.duty.id] for each in heads if each.duty]
    assert gaps[0] == max(with_gap.values()) and gaps == sorted(gaps, reverse=True)


def test_what_is_owed_leads_to_its_finding_with_law_and_remedy() -> None:
    page = of(by_hand())
    items = {each.attributes["id"]: each for each in page.every("li") if "id" in each.attributes}
    links = [each for each in section(page, "matrix").every("a") if each.within("td")]
    assert links and all(each.attributes["href"][1:] in items for each in links)
    for told in sheets(by_hand(), by_status(by_hand())):
        for owed in told.owed:
            words = items[owed.anchor].words
            assert " ".join(owed.found.sentence.split()) in words and owed.found.law in words
            assert all(" ".join(step.split()) in words for step in owed.found.remedy)


@FEW_AND_MANY
def test_who_owes_each_duty_is_named(portfolio: Portfolio) -> None:
    entries = list(section(of(portfolio), "owed").every("article"))
    assert len(entries) == len(owing(portfolio))
    for entry, each in zip(entries, owing(portfolio), strict=True):
        assert each.duty.title in entry.one("h4").words and each.law in entry.words
        assert {re.sub(r" \(.*", "", link.words) for link in entry.every("a") if link.attributes["href"][0] == "#"} == {
            whose[:1].upper() + whose[1:] for whose in each.whose
        }


def test_questions_stand_under_whom_to_ask_in_the_sheet_of_each() -> None:
    portfolio = by_hand()
    for told, sheet in zip(
        sheets(portfolio, by_status(portfolio)), of(portfolio).every("details", of="sheet"), strict=True
    ):
        assert f"What to ask ({len(told.standing.questions)})" in sheet.words
        asked = [one for group in told.asked.values() for one in group]
        assert sum(len(each.ends) or 1 for each in asked) == len(told.standing.questions)
        assert sum(1 for group in sheet.every("ol") for _ in group.every("li")) == len(asked)
        assert [each.words for each in sheet.every("p", of="whom")] == [f"Ask {whom}" for whom in told.asked]


def test_questions_of_the_same_things_are_put_together() -> None:
    questions = (
        Asked("the officer", "Does the plan say this: who?", ("the plan",), 1, 1),
        Asked("the officer", "Does the plan say this: when?", ("the plan",), 1, 1),
        Asked("", "Is there a plan?", ("Camden",), 3, 3),
        Asked("", "Is it old?", ("Camden",), 0, 1),
    )
    words = of(with_first(by_hand(), questions=questions)).one("details", of="sheet").words
    assert "Does the plan say this? Of each of these: who; when. May settle up to 1 finding each." in words
    assert (
        "Ask whoever compiled the dossier Is there a plan? (Camden) May settle 3 findings. Is it old? (Camden)" in words
    )


def test_a_question_open_in_many_places_is_told_once_for_all() -> None:
    often = [each for each in asked_often(many()) if each.open_in > 1]
    shown = list(section(of(many()), "many").every("li"))
    assert len(shown) == len(often) > 0
    first = max(often, key=lambda each: each.settles)
    assert f"Open in {first.open_in} places. May settle {first.settles}" in shown[0].words
    assert len(list(section(of(with_first(by_hand())), "many").every("li"))) == 0


def test_disagreements_and_what_was_not_audited_are_told() -> None:
    portfolio = replace(by_hand(), broken=(Broken("x.yaml", ("x.yaml: it is broken", "x.yaml: and that")),))
    page = of(portfolio)
    [said] = [each for each in section(page, "disagreements").every("li") if "Anyshire" in each.words]
    assert (
        "Anytown, as at 1 June 2016: met, on these facts" in said.words
        and "Othertown, as at 1 June 2016: gap" in said.words
    )
    assert "x.yaml: it is broken x.yaml: and that" in " ".join(section(page, "dossiers").words.split())
    assert "Not everything was audited. Something is wrong in 1 dossier" in page.one("main").words
    assert all(note in page.one("main").words for note in portfolio.notes)
    assert "Not everything was audited" not in of(by_hand()).words


def test_what_is_weaker_than_law_never_looks_like_a_breach_of_it() -> None:
    standing = next(each for each in by_hand().partnerships if each.gaps_of_must)
    gap = next(each for each in standing.owed if each.status == "gap")
    alone = replace(standing, owed=(gap,), cells=tuple(each for each in standing.cells if each.duty == gap.duty))
    for changes, words in (({"force": "expected"}, "in good practice"), ({"local": True}, "in a local rule")):
        duties = tuple(replace(each, **changes) if each.id == gap.duty else each for each in by_hand().duties)  # type: ignore[arg-type]
        page = of(replace(by_hand(), standings=(alone,), duties=duties))
        cell = next(each for each in section(page, "matrix").every("td", of="weaker"))
        assert f"gap {words}" in cell.words
        assert not list(section(page, "matrix").every("td", of="gap"))
        tags = [each for each in page.every("strong", of="tag") if each.words.startswith("Gap")]
        assert tags and all(each.words == f"Gap {words}" and "weaker" in each.attributes["class"] for each in tags)


def test_a_partnership_that_is_told_twice_can_be_told_apart() -> None:
    first = by_hand().partnerships[0]
    later = replace(first, as_at=first.as_at.replace(year=2017), dossiers=("later",))
    same_day = replace(first, dossiers=("again",))
    assert names(replace(by_hand(), standings=(first, later))) == (
        "Anytown partnership (1 June 2016)",
        "Anytown partnership (1 June 2017)",
    )
    assert names(replace(by_hand(), standings=(first, same_day))) == (
        f"Anytown partnership ({first.dossiers[0]})",
        "Anytown partnership (again)",
    )


def hostile() -> Portfolio:
    """A portfolio in which every text of a dossier is hostile."""
    portfolio = by_hand()
    standing = next(each for each in portfolio.standings if each.owed and each.questions)
    gap = replace(
        standing.owed[0], about=HOSTILE, acts=HOSTILE, sentence=HOSTILE, law=HOSTILE, url="javascript:alert(1)",
        due=HOSTILE, remedy=(HOSTILE,), review=HOSTILE,
    )  # fmt: skip
    bad = replace(
        standing,
        title=HOSTILE,
        dossiers=(HOSTILE,),
        owed=(gap,),
        questions=(Asked(HOSTILE, HOSTILE, (HOSTILE,), 1, 1), Asked(HOSTILE, "Was it?", (), 1, 1)),
        disagreements=next(each.disagreements for each in portfolio.standings if each.disagreements),
    )
    dossier = replace(portfolio.dossiers[0], title=HOSTILE, path=HOSTILE)
    return replace(
        portfolio, standings=(bad,), dossiers=(dossier,), broken=(Broken(HOSTILE, (HOSTILE,)),), notes=(HOSTILE,)
    )


def test_what_a_dossier_says_is_shown_and_never_run() -> None:
    text = "".join(render(hostile()))
    page = read_page(text)
    check_harmless(text, page)
    check_policy(page)
    assert SHOWN in page.one("details", of="sheet").one("h3").words and page.words.count("onerror=alert(1)") > 15


def test_text_from_the_right_and_very_long_text_keep_to_themselves() -> None:
    title = "شراكة " + "خ" * 5000
    page = of(with_first(by_hand(), title=title))
    holders = [each for each in page.every() if any(isinstance(one, str) and title in one for one in each.inside)]
    assert len(holders) > 3 and {each.name for each in holders} == {"bdi"}
    assert "overflow-wrap: anywhere" in page.one("style").text


def test_it_says_that_it_is_no_legal_advice_and_speaks_of_deaths() -> None:
    page = of(by_hand())
    assert "This is not legal advice" in page.one("main").words and "not legal advice" in page.one("footer").words
    assert "speaks of deaths" not in page.words
    dossier = replace(by_hand().dossiers[0], deaths=1)
    assert "speaks of deaths and is not redacted" in of(replace(by_hand(), dossiers=(dossier,))).one("main").words


def test_a_portfolio_of_nothing_is_a_page_that_claims_nothing() -> None:
    empty = replace(
        by_hand(), standings=(), duties=(), dossiers=(), notes=(), summary={status.value: 0 for status in COUNTED}
    )
    words = of(empty).one("main").words
    assert "No gap of force must was found." in words and "No partnership was audited." in words
    assert "%" not in words


def test_three_hundred_partnerships_stay_light() -> None:
    first, second = (each for each in by_hand().partnerships)
    more = tuple(
        replace((first, second)[place % 2], title=f"Community Safety Partnership {place}") for place in range(300)
    )
    assert len("".join(render(replace(by_hand(), standings=more))).encode()) < 10_000_000


def test_the_command_writes_it(tmp_path: Path) -> None:
    output = tmp_path / "out.html"
    done = CliRunner().invoke(main, ["portfolio", str(GOLDEN.parent), "--output", str(output)])
    assert done.exit_code == 1, done.output
    assert output.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert (
        CliRunner().invoke(main, ["portfolio", str(GOLDEN.parent), "--format", "html"]).output.startswith("<!DOCTYPE")
    )


def test_the_golden_page() -> None:
    """What the page says by a few rules. To make it anew, delete the file and run this test twice."""
    text = "".join(render(by_hand(few=True)))
    main_ = text[text.index("<body>") : text.index("<script>")]
    if not GOLDEN.exists():
        GOLDEN.write_text(main_, encoding="utf-8")
        pytest.fail("the golden page was made anew: read it")
    assert main_ == GOLDEN.read_text(encoding="utf-8")
