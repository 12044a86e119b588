"""The documents say what the tool does: their commands run, their examples load, their tables agree with the code."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from dutybound.cli import main
from dutybound.engine.cases import check_cases
from dutybound.engine.checked_citations import Verdict
from dutybound.engine.named_law import INSTRUMENT_KEYS, KEYS, SUBJECT_KEYS
from dutybound.engine.outcome import outcome
from dutybound.engine.rule_schema import rule_schema
from dutybound.engine.rulebook import load_rulebook
from dutybound.engine.statuses import Status
from dutybound.facts.check import closable
from dutybound.facts.committees import CoOptedMember
from dutybound.facts.documents import Basis, Contained, Revision, Sending
from dutybound.facts.dossier import SECTIONS, Header
from dutybound.facts.evidence import Evidence
from dutybound.facts.groups import Arrangement, Consideration, ElectedMember, Member, Seat
from dutybound.facts.meetings import Attendance
from dutybound.facts.places import Combination
from dutybound.facts.prevent import Measure, PanelMember
from dutybound.facts.protocols import Party
from dutybound.facts.reviews import ManagementReview, Recorded
from dutybound.facts.scrutiny import Copy
from dutybound.facts.statements import Claim, Count, Practice
from dutybound.facts.truth import Truth
from pydantic import BaseModel

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
REPORTS, PICTURES = ROOT / "docs" / "reports", ROOT / "docs" / "pictures"
DOSSIER, RULES, MEANING, CITATIONS = (
    ROOT / "docs" / f"{name}.md" for name in ("dossier", "rules", "meaning", "citations")
)


@dataclass(frozen=True)
class Block:
    """A fenced block of a page: its language and text."""

    language: str
    text: str


def blocks(page: Path | str) -> list[Block]:
    """The fenced blocks of a page, or of a part of one."""
    text = page if isinstance(page, str) else page.read_text(encoding="utf-8")
    found = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [Block(language, text) for language, text in found]


def yaml_block(page: Path, start: str) -> str:
    """The first YAML block that starts so."""
    return next(each.text for each in blocks(page) if each.language == "yaml" and each.text.startswith(start))


def words(text: str) -> str:
    """A text as one line, so that where lines are broken does not matter."""
    return " ".join(text.split())


def rows(text: str) -> list[list[str]]:
    """The cells of every row of every table."""
    lines = (line for line in text.splitlines() if line.startswith("|") and not line.startswith("|--"))
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def section(page: Path, heading: str) -> str:
    """The text under a heading, up to the next heading of its level or above."""
    text = page.read_text(encoding="utf-8")
    level = len(heading) - len(heading.lstrip("#"))
    start = text.index(f"\n{heading}\n") + len(heading) + 2
    end = re.search(rf"^#{{1,{level}}} ", text[start:], re.MULTILINE)
    return text[start : start + end.start()] if end else text[start:]


# -- what every page shares


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
        if target.startswith("https://"):
            continue
        name, _, anchor = target.partition("#")
        linked = (page.parent / name).resolve() if name else page
        assert linked.exists(), f"{page.name} links to {target}, which is not there"
        assert not target.endswith(".png") or linked.parent == PICTURES
        if anchor:
            headings = re.findall(r"^#+ (.+)$", linked.read_text(encoding="utf-8"), re.MULTILINE)
            anchors = {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}
            assert anchor in anchors, f"{page.name} links to {target}: there is no such heading"


def pictures(page: Path) -> list[tuple[str, Path]]:
    """The pictures that a page shows, each with the words for whoever cannot see it."""
    found = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
    return [(said, (page.parent / target).resolve()) for said, target in found]


def test_every_picture_is_shown_and_said_in_words() -> None:
    shown = [each for page in PAGES for each in pictures(page)]
    assert {file for _, file in shown} == {*PICTURES.iterdir()}
    assert all(len(said.split()) > 3 for said, _ in shown)


def test_pictures_are_small() -> None:
    sizes = {file.name: file.stat().st_size for file in PICTURES.iterdir()}
    assert {name: size for name, size in sizes.items() if size >= 150_000} == {}
    assert sum(sizes.values()) < 1_500_000
    for file in PICTURES.iterdir():
        head = file.read_bytes()[:24]
        assert head.startswith(b"\x89PNG") and 850 <= int.from_bytes(head[16:20], "big") <= 950, file.name


def test_every_kind_of_report_has_a_page_that_is_listed_with_a_picture() -> None:
    listed = set(re.findall(r"\]\(reports/([\w-]+\.md)", (ROOT / "docs" / "reports.md").read_text(encoding="utf-8")))
    assert listed == {each.name for each in REPORTS.iterdir()}
    for each in REPORTS.iterdir():
        assert pictures(each), f"{each.name} shows no picture"


def commands(page: Path) -> Iterator[tuple[str, int]]:
    """Every command line of the tool that a page shows, with the exit code that it states (0 unless it does)."""
    for block in blocks(page):
        for line in block.text.splitlines() if block.language in ("console", "sh") else ():
            command, _, remark = line.removeprefix("$ ").partition("  #")
            if command.startswith("dutybound"):
                stated = re.search(r"exit code (\d)", remark)
                yield command, int(stated[1]) if stated else 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder with the examples and the files that the page asks the reader to save."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    if page == RULES:
        save_local_rule(tmp_path)
    if page == CITATIONS:
        save_paper(tmp_path)
    if page.parent == REPORTS:
        save_dossiers(tmp_path)
    monkeypatch.chdir(tmp_path)
    for command, code in commands(page):
        result = CliRunner().invoke(main, shlex.split(command)[1:])
        assert result.exit_code == code, f"{command}\n{result.output}"


def save_dossiers(folder: Path) -> None:
    """The dossiers that the pages on reports call the reader's own; none has a gap."""
    base = ROOT / "rules" / "bases" / "two-tier-district.yaml"
    shutil.copy(base, folder / "partnership.yaml")
    (folder / "our-partnerships").mkdir()
    shutil.copy(base, folder / "our-partnerships")


# -- README


def test_the_finding_shown_is_a_true_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    shown = next(each.text for each in blocks(PAGES[0]) if each.language == "text")
    output = CliRunner().invoke(main, ["audit", "examples/suffolk-2016"]).output
    assert words(shown) in words(output)


def test_the_ten_lines_shown_are_the_example() -> None:
    assert yaml_block(PAGES[0], "dossier:") == (ROOT / "examples/ten-lines/dossier.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", [PAGES[0], MEANING], ids=lambda page: page.name)
def test_exit_codes_agree_with_the_help(page: Path) -> None:
    helped = re.findall(r"^ +(\d)  ", CliRunner().invoke(main, ["-h"]).output, re.MULTILINE)
    shown = [cells[0] for cells in rows(section(page, "## Exit codes")) if cells[0].isdigit()]
    assert shown == helped


def test_every_command_is_in_the_table() -> None:
    shown = section(PAGES[0], "## Commands")
    for name, command in main.commands.items():
        inner: dict[str, Any] = getattr(command, "commands", {name: command})
        for each in inner:
            full = f"dutybound {name}" if each == name else f"dutybound {name} {each}"
            assert f"`{full}" in shown


# -- docs/dossier.md

#: The models that stand elsewhere than under the name of their section, with the heading.
ELSEWHERE: dict[str, tuple[type[BaseModel], ...]] = {
    "## The day of the dossier": (Header,),
    "## Where a fact comes from": (Evidence,),
    "## Statements that close a list": (Count,),
    "### Judgements": (SECTIONS["judgements"],),
    "### Decisions": (SECTIONS["decisions"],),
    "### Practices": (Practice,),
    "### Claims": (Claim,),
    "### partnerships": (Combination,),
    "### Entries": (
        *(Sending, Revision, Contained, Basis, Party, Recorded, ManagementReview),
        *(Measure, PanelMember),
        *(Member, ElectedMember, Seat, Arrangement, Consideration, Attendance, Copy, CoOptedMember),
    ),
}
DOCUMENTED = [
    *((f"### {name}", model) for name, model in SECTIONS.items() if name not in ("judgements", "decisions")),
    *((heading, model) for heading, models in ELSEWHERE.items() for model in models),
]


@pytest.mark.parametrize(("heading", "model"), DOCUMENTED, ids=lambda each: getattr(each, "__name__", ""))
def test_fields_are_documented(heading: str, model: type[BaseModel]) -> None:
    """Every field with its description and its question, in the words of the model."""
    shared = set(Evidence.model_fields) if model in (Practice, Count) else set()
    shown = rows(section(DOSSIER, heading))
    for name, field in model.model_fields.items():
        if name in shared:
            continue
        extra: Any = field.json_schema_extra or {}
        label = f"`{field.alias or name}`"
        needed = f"{field.description}{' Needed.' if field.is_required() else ''}"
        row = next((cells for cells in shown if cells[:2] == [label, needed]), None)
        assert row is not None, f"{heading}: no row says: | {label} | {needed} | …"
        question = extra.get("question", "")
        assert not question or row[-1] == question, f"{heading}: {label}: the question is: {question}"


def test_lists_that_can_be_closed_are_documented() -> None:
    shown = section(DOSSIER, "## Statements that close a list")
    for name in closable():
        assert f"`{name}`" in shown


#: What an example on the page leaves out because it stands above.
SHARED = """
dossier: {title: Babergh, as_at: 2026-06-01}
sources:
  file: {title: Committee file, kind: minute, date: 2026-05}
  letter: {title: A letter, kind: letter, date: 2026-05}
partnerships:
  babergh-csp: {title: Babergh partnership, areas: [babergh]}
"""


@pytest.mark.parametrize("number", range(sum(each.language == "yaml" for each in blocks(DOSSIER))))
def test_examples_of_dossiers_are_well_written(number: int, tmp_path: Path) -> None:
    example = [each.text for each in blocks(DOSSIER) if each.language == "yaml"][number]
    (tmp_path / "example.yaml").write_text(example, encoding="utf-8")
    if "dossier:" not in example:
        (tmp_path / "shared.yaml").write_text(SHARED, encoding="utf-8")
    result = CliRunner().invoke(main, ["check", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert "0 warnings" in result.output


# -- docs/rules.md


def save_local_rule(folder: Path) -> None:
    """Save the example of a local rule and its dossier as the page says."""
    rule = yaml_block(RULES, "rule:")
    local = folder / "my-council"
    local.mkdir()
    (local / f"{yaml.safe_load(rule)['rule']}.yaml").write_text(rule, encoding="utf-8")
    (folder / "partnership.yaml").write_text(yaml_block(RULES, "dossier:"), encoding="utf-8")


def test_a_rule_written_from_the_page_works(tmp_path: Path) -> None:
    save_local_rule(tmp_path)
    local = str(tmp_path / "my-council")
    checked = CliRunner().invoke(main, ["rules", "check", "strategy-group-meets-twice", "--rules", local])
    assert checked.exit_code == 0, checked.output
    assert "none wrong" in checked.output
    audited = CliRunner().invoke(main, ["audit", str(tmp_path / "partnership.yaml"), "--rules", local])
    assert audited.exit_code == 0, "a local rule never sets exit code 1"
    shown = next(each.text for each in blocks(RULES) if each.language == "text")
    assert words(shown) in words(audited.output)


def test_a_rule_amended_as_the_page_says_works(tmp_path: Path) -> None:
    """The invented change of the law: a row of the map and of the list, a version of the rule and two cases."""
    shipped = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", shipped)
    amended = blocks(section(RULES, "## When the law changes"))
    row, listed, versions, cases = (each.text for each in amended if each.language == "yaml")
    folder = shipped / "strategy-regulations-2007"
    replaced(folder / "map.yaml", row.split("    to:")[0], r"  - provision:", row)
    replaced(shipped / "rows.yaml", listed.splitlines()[0], r"  - ", listed)
    replaced(folder / "two-appointees.yaml", "versions:\n", r"why:", versions)
    replaced(folder / "two-appointees.yaml", "cases:\n", r"  - name:", f"cases:\n{cases}")
    rulebook = load_rulebook(shipped=shipped)
    rule = rulebook.rules["strategy-regulations-2007/two-appointees"]
    results = check_cases(rulebook, [rule], None)
    assert [each.differences for each in results if each.differences] == []
    assert {"day_before_three_appointees", "on_the_day_of_three_appointees"} <= {each.case for each in results}


def replaced(path: Path, start: str, end: str, by: str) -> None:
    """Replace what stands from one line up to another."""
    text = path.read_text(encoding="utf-8")
    first = text.index(start)
    last = re.compile(f"^{end}", re.MULTILINE).search(text, first + len(start))
    assert last is not None
    path.write_text(text[:first] + by + text[last.start() :], encoding="utf-8")


def test_words_of_rules_are_documented() -> None:
    schema = rule_schema()
    properties = schema["properties"]
    listed = [
        *properties,
        *properties["versions"]["items"]["properties"],
        *properties["parts"]["items"]["properties"],
        *properties["cases"]["items"]["properties"],
        *(word for key in ("kind", "force", "for_each") for word in properties[key]["enum"]),
        *properties["versions"]["items"]["properties"]["extent"]["enum"],
        *properties["versions"]["items"]["properties"]["sure"]["enum"],
        *(test for tests in schema["x-tests"].values() for test in tests),
        *schema["x-spans"],
        *schema["x-within"],
    ]
    text = RULES.read_text(encoding="utf-8")
    missing = [word for word in listed if not re.search(rf"`{{?{re.escape(word)}\b|`{re.escape(word)}`", text)]
    assert missing == []


def test_names_that_rules_can_read_are_documented() -> None:
    """Every name of a subject; the fields of items stand in docs/dossier.md."""
    shown = section(RULES, "### Names in scope")
    for model in ("Unit", "CountySubject", "Council", "Authority", "PolicingBody"):
        for name in rule_schema()["x-names"][model]:
            assert f"`{name}`" in shown, f"{model} has {name}"


def test_base_dossiers_are_documented() -> None:
    shown = section(RULES, "### Cases")
    assert {cells[0] for cells in rows(shown)} >= {f"`{each.stem}`" for each in (ROOT / "rules/bases").glob("*.yaml")}


# -- docs/meaning.md


def test_the_outcome_table_is_the_engines() -> None:
    """Twenty-seven rows with three outcomes each: all eighty-one lines."""
    truths = {"true": Truth.TRUE, "false": Truth.FALSE, "not known": Truth.UNKNOWN}
    shown = [cells for cells in rows(section(MEANING, "## The outcome table")) if cells[0] in truths]
    for arises, applies, exception, *outcomes in shown:
        for word, requires in zip(outcomes, truths.values(), strict=True):
            assert word == outcome(truths[arises], truths[applies], truths[exception], requires).value
    assert len({tuple(cells[:3]) for cells in shown}) == len(shown) == 27


def test_every_status_is_explained() -> None:
    shown = {(cells[0], cells[1]) for cells in rows(section(MEANING, "## The statuses"))}
    assert shown - {("Label", "Key in JSON")} == {(each.label, f"`{each.value}`") for each in Status}


def test_every_force_is_explained() -> None:
    shown = {cells[0] for cells in rows(section(MEANING, "## How strongly the law asks"))}
    assert set(rule_schema()["properties"]["force"]["enum"]) <= shown


# -- docs/citations.md


def save_paper(folder: Path) -> None:
    """Save the paper of the example as the page says."""
    paper = next(each.text for each in blocks(CITATIONS) if each.language == "markdown")
    (folder / "report.md").write_text(paper, encoding="utf-8")


def test_the_citations_shown_are_what_the_tool_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_paper(tmp_path)
    monkeypatch.chdir(tmp_path)
    shown = next(each.text for each in blocks(CITATIONS) if each.language == "text")
    assert CliRunner().invoke(main, ["citations", "report.md"]).output == shown


def test_every_verdict_on_a_citation_is_explained() -> None:
    shown = [cells[1] for cells in rows(section(CITATIONS, "## What it says of a citation"))]
    assert shown[1:] == [f"`{each.value}`" for each in Verdict]


def test_every_part_of_the_table_of_citations_is_explained() -> None:
    shown = section(CITATIONS, "## How it knows")
    keys = {*KEYS, *INSTRUMENT_KEYS, *SUBJECT_KEYS, "at_least"} - {"review", "source"}
    assert [key for key in sorted(keys) if f"`{key}`" not in shown] == []
