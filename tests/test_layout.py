"""The arrows between folders run one way: cli -> commands -> reports -> engine -> facts."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MAY_IMPORT = {
    "facts": {"facts"},
    "engine": {"engine", "facts"},
    "reports": {"reports", "engine", "facts"},
    "commands": {"commands", "reports", "engine", "facts", "terminal"},
}
FILES = [path for folder in MAY_IMPORT for path in sorted((ROOT / folder).glob("*.py"))]


def imported_folders(path: Path) -> set[str]:
    """The project's folders from which a module imports; absolute imports of the project are mistakes."""
    folders = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert not (node.module or "").startswith("dutybound"), f"{path}: imports inside are relative"
            if node.level == 1:
                folders.add(path.parent.name)
            elif node.level == 2 and node.module:
                folders.add(node.module.split(".")[0])
        elif isinstance(node, ast.Import):
            assert not any(alias.name.startswith("dutybound") for alias in node.names)
    return folders


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_arrows_between_folders_run_one_way(path: Path) -> None:
    assert imported_folders(path) <= MAY_IMPORT[path.parent.name]


def test_rules_hold_no_python() -> None:
    assert not list((ROOT / "rules").rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_nothing_below_the_command_line_reads_clock_environment_or_network(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for word in ("date.today", "datetime.now", "os.environ", "import time", "import socket", "urllib"):
        assert word not in text
