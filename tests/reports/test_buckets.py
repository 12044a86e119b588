"""Every finding stands in exactly one status, and in every format the counts add up to the same, as they are written.

The counts are read from what each format says, and compared with the findings of the audit itself.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from dutybound.engine.audit import audit
from dutybound.engine.findings import Audit
from dutybound.engine.kept import rulebook_without_cases
from dutybound.engine.statuses import COUNTED, Status
from dutybound.facts.folders import dossiers_below
from dutybound.facts.load import load
from dutybound.reports import json_format, portfolio_page, portfolio_table, portfolio_text, text
from dutybound.reports.compose import report_of
from dutybound.reports.formats import FORMATS, Style
from dutybound.reports.model import Report, RulesUsed
from dutybound.reports.portfolio import Portfolio
from dutybound.reports.summing import portfolio_of, summed
from openpyxl import load_workbook

from ..engine.generate import complete, loaded, share, vague
from .readable import opened, rows_of_csv, rows_of_sheet, tables
from .web_pages import read_page

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parents[1] / "examples"
BY_LABEL = {status.label: status for status in Status}
#: Headings in Markdown of what is told beside the statuses.
NO_STATUS = ("Where sources conflict or the law can be read in more than one way", "Questions")
Counts = Counter[Status]


@dataclass(frozen=True)
class Read:
    """What was read in a format: by each way in which it counts, and the statuses of findings that it names by id."""

    counts: dict[str, Counts]
    #: The sums that it writes itself.
    totals: tuple[int, ...]
    named: tuple[tuple[str, Status], ...] | None = None


def number(text: str) -> int:
    return int(text.replace(",", ""))


def counted(pairs: Iterable[tuple[str, Any]]) -> Counts:
    """Counts by the label of each status, in any case of letters; a label that is none raises."""
    counts: Counts = Counter()
    for label, many in pairs:
        counts[BY_LABEL[label.lower()]] += number(str(many))
    return +counts


# -- what each format says


def in_text(report: Report) -> Read:
    said = [line for line, _ in text.lines(report, 100)]
    foot = "\n".join(said)
    found = re.findall(r"^  (\S.*?) +(\d+)   \((.*)\)$", foot, re.MULTILINE)
    forces = [(label, sum(int(each.rsplit(" ", 1)[1]) for each in detail.split(", "))) for label, _, detail in found]
    headed = [each for line in said if (each := re.fullmatch(r"([A-Z ,]+) \((\d+)\)", line))]
    heads = counted((each[1], each[2]) for each in headed)
    [total] = re.findall(r"^COUNTS \((\d+) findings?\)$", foot, re.MULTILINE)
    at_the_foot = counted((label, many) for label, many, _ in found)
    in_full = (Status.GAP, Status.MET_LATE, Status.DUE, Status.JUDGEMENT_NEEDED)
    assert heads == {status: many for status, many in at_the_foot.items() if status in in_full}
    return Read({"at the foot": at_the_foot, "by force": counted(forces)}, (int(total),))


def in_json(report: Report) -> Read:
    said = json.loads(FORMATS["json"].make(report, Style()))
    named = tuple((each["id"], Status(each["status"])) for each in said["findings"])
    return Read({"summary": +Counter({Status(key): many for key, many in said["summary"].items()})}, (), named)


def in_markdown(report: Report) -> Read:
    said = FORMATS["md"].make(report, Style()).decode()
    found = re.findall(r"^\| ([^*|]+) \| (\d+) \|$", said, re.MULTILINE)
    [total] = re.findall(r"^\| \*\*All findings\*\* \| \*\*(\d+)\*\* \|$", said, re.MULTILINE)
    heads = [each for each in re.findall(r"^## (.+) \((\d+)\)$", said, re.MULTILINE) if each[0] not in NO_STATUS]
    table = counted(found)
    assert all(table[status] == many for status, many in counted(heads).items())
    return Read({"table": table}, (int(total),))


def in_csv(report: Report) -> Read:
    rows = rows_of_csv(FORMATS["csv"].make(report, Style()))
    return Read({}, (), tuple((each["Id"], BY_LABEL[each["Status"]]) for each in rows))


def in_excel(report: Report) -> Read:
    made = FORMATS["xlsx"].make(report, Style())
    about = [(str(name), value) for name, value in load_workbook(BytesIO(made))["About"].iter_rows(values_only=True)]
    matrix: Counts = Counter()
    for row in rows_of_sheet(made, "Matrix"):
        cells = [str(cell) for heading, cell in row.items() if heading not in ("Duty", "Provision", "Year") and cell]
        for each in (one for cell in cells for one in cell.split("; ")):
            label, many = re.fullmatch(r"(.+?)(?: \((\d+)\))?", each).groups()  # type: ignore[union-attr]
            matrix[BY_LABEL[label]] += int(many or 1)
    named = tuple((each["Id"], BY_LABEL[each["Status"]]) for each in rows_of_sheet(made, "Findings"))
    return Read(
        {"about": counted(each for each in about if each[0].lower() in BY_LABEL), "matrix": matrix},
        tuple(number(value) for name, value in about if name == "All findings"),
        named,
    )


def in_html(report: Report) -> Read:
    page = read_page(FORMATS["html"].make(report, Style()).decode())
    table = page.one("table", of="statuses")
    numbers = [number(each.words) for each in table.every("td", of="number")]
    labels = [next(each.every("a", "b")).words for each in table.one("tbody").every("th")]
    ways = {"summary": counted(zip(labels, numbers, strict=False))}
    of_entries: Counts = Counter()
    named = []
    for section in page.every("div", of="status"):
        status = Status(section.attributes["data-status"].replace("-", "_"))
        of_entries[status] += sum(int(each.attributes["data-count"]) for each in section.every(of="entry"))
        named += [(each.one("code").words, status) for each in section.every("p", of="ref")]
    ways["entries"] = of_entries
    totals = [numbers[-1]]
    for each in page.every("table", of="counts"):
        *heads, _ = [cell.words for cell in each.one("thead").every("th")][1:]
        body = [[number(cell.words) for cell in row.every("td")] for row in each.one("tbody").every("tr")]
        ways[each.one("caption").words] = counted(pair for row in body for pair in zip(heads, row, strict=False))
        totals.append(sum(row[-1] for row in body))
    return Read(ways, tuple(totals), tuple(named))


def in_word(shape: str) -> Callable[[Report], Read]:
    def read(report: Report) -> Read:
        found = tables(opened(FORMATS["docx"].make(report, Style(shape))))
        first = found["Findings by status, and by how strongly the law asks"]
        rows = [[cell.text for cell in row.cells] for row in first.rows[1:]]
        strengths = [(row[0], sum(map(number, row[1:-1]))) for row in rows[:-1]]
        ways = {"by status": counted((row[0], row[-1]) for row in rows[:-1]), "by strength": counted(strengths)}
        if shape == "committee-report":
            lines = [
                paragraph.text.rsplit(": ", 1)
                for caption, table in found.items()
                if caption.startswith("Provisions of ")
                for row in table.rows[1:]
                for paragraph in row.cells[-1].paragraphs
            ]
            ways["by provision"] = counted((label, many) for label, many in lines)
        totals = (number(rows[-1][-1]), sum(map(number, rows[-1][1:-1])))
        return Read(ways, totals)

    return read


READERS = {
    "text": in_text,
    "json": in_json,
    "md": in_markdown,
    "csv": in_csv,
    "xlsx": in_excel,
    "html": in_html,
    "docx": in_word("committee-report"),
    "docx, findings list": in_word("findings-list"),
}


def test_every_format_is_read() -> None:
    assert {each.split(",")[0] for each in READERS} == {"text", *FORMATS}


# -- one dossier


def _random(seed: int) -> Audit:
    """A random dossier, told vaguely, by a third of the rules, with what was not in force."""
    random = Random(seed)
    return audit(loaded(vague(complete(random), random, 15)), share(seed % 3), everything=True)


@cache
def audited(name: str) -> Audit:
    if name.startswith("random"):
        return _random(int(name.split()[1]))
    rulebook = rulebook_without_cases()
    folder = HERE / "small" if name == "small" else EXAMPLES / name
    return audit(load([folder], rulebook.gazetteer), rulebook)


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("name", ["small", "suffolk-2016", "random 1", "random 2", "random 3"])
def test_each_finding_is_in_one_bucket_and_the_counts_add_up(name: str, form: str) -> None:
    judgments = audited(name).judgments
    wanted = Counter(each.finding.status for each in judgments)
    said = READERS[form](report_of(audited(name), proof="none", with_map=True))
    for way, counts in said.counts.items():
        assert counts == wanted, way
    assert set(said.totals) <= {len(judgments)}
    if said.named is not None:
        assert Counter(said.named) == Counter((each.finding.id, each.finding.status) for each in judgments)
        assert len({id for id, _ in said.named}) == len(judgments)
    assert said.counts or said.named is not None


def test_the_random_dossiers_have_what_the_others_have_not() -> None:
    found = {each.finding.status for name in ("random 1", "random 2", "random 3") for each in audited(name).judgments}
    assert {Status.NOT_IN_FORCE, Status.GAP, Status.COMPLIANT, Status.CANNOT_TELL} <= found


def test_findings_in_the_same_cell_of_the_matrix_are_all_counted() -> None:
    """A county and its police area may have the same name, and a rule two findings of the same words."""
    whole = report_of(audited("small"), proof="none")
    gap = next(each for each in whole.findings if each.status == "gap")
    several = (gap, replace(gap, id="2"), replace(gap, id="3", status="compliant"))
    made = replace(whole, findings=several, summary={"gap": 2, "compliant": 1})
    assert in_excel(made).counts["matrix"] == {Status.GAP: 2, Status.COMPLIANT: 1}
    [row] = rows_of_sheet(FORMATS["xlsx"].make(made, Style()), "Matrix")
    assert row["Northvale"] == "gap (2); met, on these facts"


# -- many dossiers


@cache
def portfolio() -> tuple[Portfolio, int]:
    """The portfolio, and how many findings there are if each that two dossiers share is counted once."""
    rulebook = rulebook_without_cases()
    below = dossiers_below(HERE / "portfolio")
    audits = [(each.name, audit(load(each.files, rulebook.gazetteer), rulebook)) for each in below]
    made = portfolio_of(
        [summed(each, name, 0) for name, each in audits], [], engine="plain", rules=RulesUsed(1, "digest")
    )
    return made, len({each.finding.id for _, one in audits for each in one.judgments})


def portfolio_in_text(made: Portfolio) -> Read:
    said = [line for line, _ in portfolio_text.lines(made, 1000)]
    [foot] = [each for line in said if (each := re.fullmatch(r"(\d+) findings: (.*)\.", line))]
    pairs = re.findall(r"(\D+) (\d+)(?:, |$)", foot[2])
    headings = next(line.split() for line in said if line.split()[:2] == ["must", "oth."])
    rows = [line.split()[-len(headings) :] for line in said if re.search(rf"(?:\s+\d+){{{len(headings)}}}$", line)]
    gaps = [sum(map(int, row[:2])) for row in rows]
    assert len(rows) == len(made.standings)
    counts = zip(*(map(int, row[2:-1]) for row in rows), strict=True)
    by_row = dict(zip(COUNTED, (sum(gaps), *(sum(each) for each in counts)), strict=True))
    return Read(
        {"at the foot": counted(pairs), "tables": +Counter(by_row)}, (int(foot[1]), sum(int(row[-1]) for row in rows))
    )


def portfolio_in_csv(made: Portfolio) -> Read:
    rows = rows_of_csv("".join(portfolio_table.as_csv(made)).encode())
    return Read({"rows": counted((label, row[label]) for row in rows for label in BY_LABEL if label in row)}, ())


def portfolio_in_excel(made: Portfolio) -> Read:
    book = portfolio_table.as_workbook(made)
    about = [(str(name), value) for name, value in load_workbook(BytesIO(book))["About"].iter_rows(values_only=True)]
    rows = rows_of_sheet(book, "Partnerships")
    labels = [status.label.capitalize() for status in COUNTED]
    return Read(
        {
            "about": counted(each for each in about if each[0].lower() in BY_LABEL),
            "partnerships": counted((label, row[label]) for row in rows for label in labels),
        },
        (
            *(number(value) for name, value in about if name == "All findings"),
            sum(row["All findings"] for row in rows),
        ),
    )


def portfolio_in_json(made: Portfolio) -> Read:
    said = json.loads(json_format.written(made))
    cells = [cell["counts"] for each in said["standings"] for cell in each["cells"]]
    ways = {
        "summary": [said["summary"]],
        "standings": [each["summary"] for each in said["standings"]],
        "cells": cells,
    }
    return Read(
        {
            way: counted((Status(key).label, many) for each in counts for key, many in each.items())
            for way, counts in ways.items()
        },
        (),
    )


def portfolio_in_html(made: Portfolio) -> Read:
    page = read_page("".join(portfolio_page.render(made)))
    table = page.one("table", of="statuses")
    numbers = [number(each.words) for each in table.every("td", of="number")]
    labels = [next(each.every("a", "b")).words for each in table.one("tbody").every("th")]
    of_rows: Counts = Counter()
    total = 0
    for each in page.every("table", of="counts"):
        _, _, *heads, _ = [cell.words for cell in each.one("thead").every("th")][1:]
        for row in each.one("tbody").every("tr"):
            must, other, *rest, among = (number(cell.words) for cell in row.every("td"))
            of_rows += counted([(Status.GAP.label, must + other), *zip(heads, rest, strict=True)])
            total += among
    return Read({"summary": counted(zip(labels, numbers, strict=False)), "rows": of_rows}, (numbers[-1], total))


#: A format is added here with what reads it.
PORTFOLIO_READERS = {
    "text": portfolio_in_text,
    "csv": portfolio_in_csv,
    "xlsx": portfolio_in_excel,
    "json": portfolio_in_json,
    "html": portfolio_in_html,
}


@pytest.mark.parametrize("form", PORTFOLIO_READERS)
def test_a_portfolio_counts_each_finding_once(form: str) -> None:
    made, total = portfolio()
    said = PORTFOLIO_READERS[form](made)
    first = PORTFOLIO_READERS["json"](made).counts["summary"]
    assert len(made.standings) > len(made.partnerships) > 1, "a county or body that is counted once"
    for way, counts in said.counts.items():
        assert counts == first, way
        assert counts.total() == total, way
    assert set(said.totals) <= {total}
