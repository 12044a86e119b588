"""The golden files: what each format says of a few rules on the small dossier, as text that can be read.

``python -m tests.reports.golden`` at the root of the repository writes all of them anew. Read what has changed in them.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from dutybound.engine.audit import audit
from dutybound.engine.kept import rulebook_without_cases
from dutybound.engine.rulebook import Rulebook
from dutybound.facts.load import load
from dutybound.reports import text
from dutybound.reports.compose import report_of
from dutybound.reports.formats import FORMATS, Style
from dutybound.reports.model import FileUsed, Report

from .readable import readable
from .small_report import SMALL

FOLDER = Path(__file__).resolve().parent / "golden"
MADE_ANEW = "python -m tests.reports.golden makes the golden files anew: read what changes"
#: The findings: one of each status and another that cannot be told, so that a rule that is added changes no file.
FINDINGS = {
    "strategy-regulations-2007/plan-sent-to-policing-body": ("northvale", "southvale"),
    "homicide-review-guidance-2016/review-decision-within-a-month": ("death-1",),
    "strategy-regulations-2007/county-agreement-each-year": ("valeshire@2025/26",),
    "police-reform-and-social-responsibility-act-2011/annual-report": ("valeshire-pcc",),
    "strategy-regulations-2007/plan-summary-published": ("northvale", "southvale"),
    "domestic-violence-crime-and-victims-act-2004/directed-review": ("death-1",),
    "crime-and-disorder-act-1998/power-to-require-a-report": ("valeshire-pcc",),
}
#: The finding whose proof is shown.
PROVED = "police-reform-and-social-responsibility-act-2011/annual-report:valeshire-pcc"
#: A row of the statute map that no rule checks.
NOT_CERTAIN = ("domestic-abuse-act-2021", "s 3")
#: Every golden file, with the format and the shape of which it is made.
FILES = {
    "small.text.txt": ("text", ""),
    "small.md": ("md", ""),
    "small.csv": ("csv", ""),
    "small.json": ("json", ""),
    "small.html": ("html", ""),
    "small.xlsx.txt": ("xlsx", ""),
    "small.committee-report.txt": ("docx", "committee-report"),
    "small.findings-list.txt": ("docx", "findings-list"),
}


@cache
def report() -> Report:
    """The report of the few rules, without what is another from version to version or from machine to machine."""
    rulebook = _few(rulebook_without_cases())
    result = audit(load([SMALL], rulebook.gazetteer), rulebook)
    wanted = {f"{rule}:{about}" for rule, several in FINDINGS.items() for about in several}
    chosen = tuple(each for each in result.judgments if each.finding.id in wanted)
    whole = report_of(replace(result, judgments=chosen), with_map=True)
    return replace(
        whole,
        engine="durable-rules",
        tool=replace(whole.tool, version="0"),
        rules=replace(whole.rules, digest="0" * 8),
        dossier=replace(whole.dossier, files=(FileUsed("dossier.yaml", "0" * 8),)),
        findings=tuple(each if each.id == PROVED else replace(each, proof=None) for each in whole.findings),
    )


def _few(rulebook: Rulebook) -> Rulebook:
    """The rulebook with these rules to be judged, and the rows of the map that they cite."""
    rules = {id: each for id, each in rulebook.rules.items() if not each.judged or id in FINDINGS}
    cited = (replace(each, rules=tuple(id for id in each.rules if id in FINDINGS)) for each in rulebook.coverage)
    coverage = (each for each in cited if each.rules or (each.row.instrument, each.row.provision) == NOT_CERTAIN)
    return replace(rulebook, rules=rules, coverage=tuple(coverage))


def written(name: str) -> str:
    """What a golden file ought to hold."""
    form, shape = FILES[name]
    if form == "text":
        return "".join(f"{line}\n" for line, _ in text.lines(report(), 80))
    return readable(form, FORMATS[form].make(report(), Style(shape)))


if __name__ == "__main__":
    for each in FILES:
        (FOLDER / each).write_text(written(each), encoding="utf-8")
