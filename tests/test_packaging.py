"""The wheel, installed by itself, does what the checkout does. Slow, and run with the others: about half a minute."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from dutybound.cli import main

ROOT = Path(__file__).resolve().parent.parent
SUFFOLK = ROOT / "examples" / "suffolk-2016"
#: What a checkout holds beside its files: not taken along, so that nothing stale gets into the wheel.
LEFT = shutil.ignore_patterns(".*", "*.egg-info", "build", "dist", "__pycache__", "node_modules")


def run(*command: object, folder: Path) -> subprocess.CompletedProcess[str]:
    """A command in a folder, without what the environment says of Python; its output is shown where it fails."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
    words = [str(each) for each in command]
    return subprocess.run(words, cwd=folder, env=clean, capture_output=True, text=True, encoding="utf-8", timeout=600)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT, folder / "checkout", ignore=LEFT)
    built = run(sys.executable, "-m", "build", "--wheel", "--outdir", folder / "dist", ".", folder=folder / "checkout")
    assert built.returncode == 0, built.stdout[-2000:] + built.stderr[-2000:]
    [path] = (folder / "dist").glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tool in an environment that has nothing else."""
    place = tmp_path_factory.mktemp("environment")
    venv.create(place, with_pip=True)
    scripts = place / ("Scripts" if os.name == "nt" else "bin")
    done = run(
        scripts / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel, folder=place
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return scripts


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if not name.endswith("/")}


def test_the_wheel_has_one_top_level_package(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in names(wheel)}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"dutybound"}
    assert wheel.name.endswith("-py3-none-any.whl")


def test_the_wheel_carries_every_rule_map_table_and_example(wheel: Path) -> None:
    carried = names(wheel)
    for folder in ("rules", "examples"):
        here = {f"dutybound/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / folder).rglob("*.yaml")}
        assert here and here - carried == set()
    templates = {f"dutybound/reports/templates/{path.name}" for path in (ROOT / "reports/templates").iterdir()}
    assert templates and templates - carried == set()
    assert "dutybound/py.typed" in carried


def test_the_wheel_carries_every_module_and_nothing_but_the_package(wheel: Path) -> None:
    modules = {f"dutybound/{path.name}" for path in ROOT.glob("*.py")}
    for folder in ("facts", "engine", "reports", "commands"):
        modules |= {f"dutybound/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / folder).rglob("*.py")}
    carried = names(wheel)
    assert {name for name in carried if name.endswith(".py")} == modules
    assert [name for name in carried if re.match(r"dutybound/(tests|bench|docs|build|\.)", name)] == []


def test_the_wheel_asks_for_durable_rules_only_where_it_installs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        [metadata] = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        text = archive.read(metadata).decode()
    [needed] = re.findall(r"^Requires-Dist: durable-rules.*$", text, re.MULTILINE)
    assert 'python_version < "3.13"' in needed and 'sys_platform != "win32"' in needed
    assert "Requires-Python: >=3.10" in text


def test_the_installed_tool_audits_from_another_folder(installed: Path, tmp_path: Path) -> None:
    done = run(installed / "dutybound", "audit", SUFFOLK, "--exit-zero", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Community safety partnerships in Suffolk, 2016\n")
    assert "GAP (6)" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_the_installed_tool_finds_what_the_checkout_finds(installed: Path, tmp_path: Path) -> None:
    command = ("audit", SUFFOLK, "--exit-zero", "--format", "json", "--proof", "all", "--engine", "plain")
    there = run(installed / "dutybound", *command, folder=tmp_path)
    # In this process: another one could find the package of another checkout, where that is the one installed here.
    here = CliRunner().invoke(main, [str(each) for each in command])
    assert json.loads(there.stdout) == json.loads(here.stdout)


def test_the_installed_tool_runs_as_a_module_and_checks_its_rules(installed: Path, tmp_path: Path) -> None:
    """And it is the installed tool that runs, not the checkout."""
    where = run(installed / "python", "-c", "import dutybound; print(dutybound.__file__)", folder=tmp_path)
    assert Path(where.stdout.strip()).is_relative_to(installed.parent)
    # Every rule is loaded, and they are the checkout's by their digest (above), whose cases are run in test_rules.py:
    # to show that cases run here too, those of one rule will do, and all would take most of the time of this file.
    done = run(installed / "python", "-m", "dutybound", "rules", "check", "partnership-plan", folder=tmp_path)
    assert done.returncode == 0 and re.fullmatch(r"1 rule, \d+ cases: none wrong\.\n", done.stdout)


def test_the_examples_in_the_wheel_can_be_audited(installed: Path, tmp_path: Path) -> None:
    [place] = installed.parent.rglob("dutybound/examples")
    for example in sorted(place.iterdir()):
        done = run(installed / "dutybound", "audit", example, "--exit-zero", folder=tmp_path)
        assert (done.returncode, done.stderr) == (0, ""), example.name


def test_the_starter_of_the_installed_tool_can_be_audited(installed: Path, tmp_path: Path) -> None:
    starter = run(installed / "dutybound", "new", "--output", "mine.yaml", folder=tmp_path)
    assert (starter.returncode, starter.stderr) == (0, "")
    assert run(installed / "dutybound", "check", "mine.yaml", folder=tmp_path).returncode == 0
    assert run(installed / "dutybound", "audit", "mine.yaml", "--exit-zero", folder=tmp_path).returncode == 0
