"""Output is written whole or not at all, never over a file unasked; bad input is told in words, all of it at once."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from click.testing import CliRunner, Result
from dutybound.cli import main

SMALL = Path(__file__).parent / "reports" / "small"
BROKEN = "dossier: {title: Broken, as_at: 2021-06-01}\nplans: {p: {covers: [nowhere], for: soon}}\n"
NO_PARTNERSHIP = "dossier: {title: None, as_at: 2021-06-01}\nareas: {ipswich: {title: Ipswich}}\n"
PAPER = "The partnership acts under section 6 of the Crime and Disorder Act 1998.\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a dossier, a broken one, one without a partnership, a paper, and a folder for output."""
    shutil.copytree(SMALL, tmp_path / "good")
    for name, text in (("broken/b.yaml", BROKEN), ("none/n.yaml", NO_PARTNERSHIP), ("paper.md", PAPER)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    for name in ("out", "empty"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.stderr and "fault in the tool" not in result.stderr
    return result


#: Every command that writes a file, with what it needs before --output.
WRITING = {
    "audit": ("audit", "good", "--exit-zero"),
    "audit in Word": ("audit", "good", "--exit-zero", "--format", "docx"),
    "portfolio": ("portfolio", "good"),
    "portfolio in Excel": ("portfolio", "good", "--format", "xlsx"),
    "compare": ("compare", "good", "good"),
    "compare in JSON": ("compare", "good", "good", "--format", "json"),
    "citations": ("citations", "paper.md"),
}
every_command = pytest.mark.parametrize("command", WRITING.values(), ids=WRITING)


@every_command
def test_a_file_is_overwritten_only_with_force(command: tuple[str, ...], here: Path) -> None:
    output = here / "out" / "result"
    output.write_text("the earlier result", encoding="utf-8")
    refused = run(*command, "--output", "out/result")
    assert refused.exit_code == 2 and "is there already" in refused.stderr and "--force" in refused.stderr
    assert output.read_text(encoding="utf-8") == "the earlier result"
    assert run(*command, "--output", "out/result", "--force").exit_code in (0, 1)
    assert output.read_bytes() != b"the earlier result"
    assert [each.name for each in (here / "out").iterdir()] == ["result"]


@every_command
@pytest.mark.parametrize("earlier", [True, False], ids=["over an earlier one", "anew"])
def test_a_result_that_cannot_be_finished_leaves_nothing_but_the_earlier_one(
    earlier: bool, command: tuple[str, ...], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = here / "out" / "result"
    if earlier:
        output.write_text("the earlier result", encoding="utf-8")
    monkeypatch.setattr(Path, "open", _filling_up(Path.open))
    result = run(*command, "--output", "out/result", "--force")
    assert result.exit_code == 2 and "No space left on device" in result.stderr
    assert [each.name for each in (here / "out").iterdir()] == (["result"] if earlier else [])
    assert not earlier or output.read_text(encoding="utf-8") == "the earlier result"


def _filling_up(really: Callable[..., Any]) -> Callable[..., Any]:
    """Opens files as ever; what is written anew stops halfway, as on a disk that is full."""

    def opened(path: Path, mode: str = "r", *given: Any, **named: Any) -> Any:
        file: BinaryIO = really(path, mode, *given, **named)
        return _Full(file) if "x" in mode else file

    return opened


class _Full:
    def __init__(self, file: BinaryIO) -> None:
        self.file = file

    def __enter__(self) -> _Full:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def write(self, content: bytes) -> int:
        self.file.write(content[: len(content) // 2])
        raise OSError(28, "No space left on device")


@every_command
def test_where_nothing_can_be_written_it_is_told_before_any_work(command: tuple[str, ...], here: Path) -> None:
    for output, why in (("out", "it is not a file"), ("nowhere/result", "there is no folder nowhere")):
        result = run(*command, "--output", output, "--force")
        assert (result.exit_code, result.stdout) == (2, "") and why in result.stderr
    assert list((here / "out").iterdir()) == []


@every_command
@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="a superuser may write anywhere")
def test_a_folder_that_is_not_open_to_the_user_is_told(command: tuple[str, ...], here: Path) -> None:
    (here / "out").chmod(0o500)
    result = run(*command, "--output", "out/result")
    (here / "out").chmod(0o700)
    assert result.exit_code == 2 and "is not open to you" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_through_a_link_the_file_itself_is_written(here: Path) -> None:
    (here / "link").symlink_to(here / "out" / "result")
    assert run("audit", "good", "--exit-zero", "--output", "link").exit_code == 0
    assert (here / "link").is_symlink() and (here / "out" / "result").read_bytes()
    assert "is there already" in run("audit", "good", "--output", "link").stderr
    (here / "lost").symlink_to(here / "nowhere" / "result")
    result = run("audit", "good", "--output", "lost", "--force")
    assert result.exit_code == 2 and "there is no folder" in result.stderr and (here / "lost").is_symlink()


# -- wrong arguments

#: What is asked for, and each thing that must be told of it on standard error.
REFUSED = {
    "no such format": (("audit", "good", "--format", "pdf"), ["'pdf' is not one of", "'docx'"]),
    "a name of no format": (("audit", "good", "--output", "out/r.pdf"), ["no format .pdf", ".docx", ".txt"]),
    "a name of no format here": (("portfolio", "good", "--output", "out/r.docx"), ["no format .docx", ".xlsx"]),
    "and here": (("compare", "good", "good", "--output", "out/r.md"), ["no format .md", ".csv"]),
    "Word on a terminal": (("audit", "good", "--format", "docx"), ["name a file", "--output report.docx"]),
    "Excel on a terminal": (("portfolio", "good", "--format", "xlsx"), ["name a file", ".xlsx"]),
    "no such dossier": (("audit", "nowhere"), ["nowhere: there is no such file"]),
    "an empty folder": (("audit", "empty"), ["empty: there is no YAML or JSON file"]),
    "an empty portfolio": (("portfolio", "empty"), ["empty: there is no YAML or JSON file"]),
    "a file for a portfolio": (("portfolio", "paper.md"), ["paper.md: is a file: name the folder"]),
    "a broken dossier": (("audit", "broken"), ["b.yaml:2:", "plans.p.covers", "plans.p.for", "soon"]),
    "nothing to compare with": (("compare", "good"), ["Missing argument 'SECOND'"]),
    "no such paper": (("citations", "nowhere.md"), ["nowhere.md: there is no such file"]),
    "no such example": (("examples", "suffolk"), ['no example "suffolk"', "did you mean", "suffolk-2016"]),
    "no such provision": (("audit", "good", "--provision", "reg 99"), ['no finding is under "reg 99"']),
    "two problems of an audit": (("audit", "broken", "--output", "nowhere/r"), ["no folder nowhere", "plans.p.for"]),
    "three of a portfolio": (
        ("portfolio", "nowhere", "empty", "--output", "out"),
        ["out cannot be written", "nowhere: there is no such folder", "empty: there is no YAML"],
    ),
    "three of a comparison": (
        ("compare", "nowhere", "broken", "--output", "out"),
        ["out cannot be written", "nowhere: there is no such file", "plans.p.for"],
    ),
    "two of citations": (("citations", "nowhere.md", "--output", "out"), ["out cannot be written", "no such file"]),
}


@pytest.mark.parametrize(("arguments", "told"), REFUSED.values(), ids=REFUSED)
def test_what_is_wrong_is_told_and_nothing_is_written(arguments: tuple[str, ...], told: list[str], here: Path) -> None:
    before = sorted(here.rglob("*"))
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert [each for each in told if each not in result.stderr] == [], result.stderr
    assert sorted(here.rglob("*")) == before


def test_of_a_portfolio_the_broken_are_told_and_the_others_audited(here: Path) -> None:
    result = run("portfolio", ".", "--output", "out/portfolio.csv")
    assert result.exit_code == 2
    assert "b.yaml:2:" in result.stderr and "none: the dossier names no partnership" in result.stderr
    assert (here / "out" / "portfolio.csv").read_text(encoding="utf-8").count("\n") > 50


def test_a_dossier_that_names_no_place_says_what_to_add(here: Path) -> None:
    (here / "none" / "n.yaml").write_text("dossier: {title: None, as_at: 2021-06-01}\n", encoding="utf-8")
    result = run("audit", "none", "--output", "out/r.html")
    assert result.exit_code == 3 and "names no area" in result.stderr and "partnership" in result.stderr
    assert list((here / "out").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="a superuser may read anything")
def test_a_folder_that_cannot_be_read_is_told(here: Path) -> None:
    (here / "good").chmod(0o000)
    results = [run(command, "good") for command in ("audit", "portfolio")]
    (here / "good").chmod(0o700)
    assert all(each.exit_code == 2 and "cannot be read" in each.stderr for each in results)


def test_a_format_whose_library_is_missing_says_how_to_install_it(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [each for each in sys.modules if each.startswith("dutybound.reports.word")]:
        if name != "dutybound.reports.wording":
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "docx", None)
    result = run("audit", "good", "--output", "out/report.docx")
    assert result.exit_code == 2 and "pip install 'dutybound[word]'" in result.stderr
    assert list((here / "out").iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are text")
def test_a_folder_whose_name_is_no_text_is_audited_all_the_same(here: Path) -> None:
    Path("good").rename(os.fsdecode(b"caf\xe9\x1b[31m"))
    for form in ("json", "csv", "xlsx", "text"):
        result = run("portfolio", ".", "--format", form, "--output", f"out/{form}")
        assert result.exit_code == 2 and "\x1b" not in result.stderr
        assert form == "xlsx" or b"\x1b" not in (here / "out" / form).read_bytes()
