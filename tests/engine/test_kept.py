"""What was read of the rules is kept, and is used only where reading them again would give the same."""

import gc
import pickle
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from dutybound import cli
from dutybound.commands import reading
from dutybound.engine import kept
from dutybound.engine.audit import audit
from dutybound.engine.kept import rulebook_without_cases
from dutybound.engine.rulebook import SHIPPED, Rulebook, load_rulebook
from dutybound.engine.statute_map import read_map
from dutybound.facts.load import load
from dutybound.facts.problems import BadInputError
from dutybound.reports.compose import report_of
from dutybound.reports.json_format import render

TESTS = Path(__file__).resolve().parent.parent
SUFFOLK = TESTS.parent / "examples" / "suffolk-2016"
ACT = "protocol-act-2010"


@pytest.fixture
def law(tmp_path: Path) -> Path:
    """A small folder of law without mistakes."""
    folder = tmp_path / "law"
    for name in ("bases/two-tier-district.yaml", f"{ACT}/map.yaml", f"{ACT}/sound.yaml", f"{ACT}/sound-with-more.yaml"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(TESTS / "bad_law" / name, folder / name)
    keys = [row.key for row in read_map(folder / ACT / "map.yaml", "map.yaml").rows]
    (folder / "rows.yaml").write_text(yaml.safe_dump({ACT: keys}), encoding="utf-8")
    return folder


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """Each time that the rule files are read, until the test ends."""
    made: list[Any] = []

    def load_and_count(*given: Any, **named: Any) -> Rulebook:
        made.append((given, named))
        return load_rulebook(*given, **named)

    monkeypatch.setattr(kept, "load_rulebook", load_and_count)
    rulebook_without_cases.cache_clear()
    yield made
    rulebook_without_cases.cache_clear()


def in_a_new_process(law: Path) -> Rulebook:
    rulebook_without_cases.cache_clear()
    return rulebook_without_cases(law)


def without_cases(rulebook: Rulebook) -> Rulebook:
    return replace(rulebook, rules={id: replace(rule, cases=()) for id, rule in rulebook.rules.items()})


def kept_file(law: Path) -> Path:
    [file] = (law / "__pycache__").iterdir()
    return file


def test_the_rules_are_read_once_and_then_kept(law: Path, loads: list[Any]) -> None:
    first, second = in_a_new_process(law), in_a_new_process(law)
    assert first == second == without_cases(load_rulebook(shipped=law))
    assert first is not second and len(loads) == 1
    assert first.rules and not any(rule.cases for rule in first.rules.values())


def test_what_is_kept_of_the_shipped_rules_gives_the_same_findings() -> None:
    whole = load_rulebook()
    read = pickle.loads(pickle.dumps(without_cases(whole)))
    loaded = load([SUFFOLK], whole.gazetteer)
    first, second = audit(loaded, whole), audit(load([SUFFOLK], read.gazetteer), read)
    assert render(report_of(first, proof="all")) == render(report_of(second, proof="all"))
    assert without_cases(whole) == read == rulebook_without_cases()


def changed(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace("\ntitle: ", "\ntitle: Another "), encoding="utf-8")


def test_a_rule_that_changes_is_read_again(law: Path, loads: list[Any]) -> None:
    before = in_a_new_process(law)
    for path in (law / ACT / "sound.yaml", law / ACT / "map.yaml"):
        changed(path)
        after = in_a_new_process(law)
        assert after == without_cases(load_rulebook(shipped=law)) != before
        before = after
    (law / ACT / "sound.yaml").touch()
    assert in_a_new_process(law) == before and len(loads) == 3


def test_a_rule_that_is_broken_or_taken_away_or_added_is_not_passed_over(law: Path) -> None:
    in_a_new_process(law)
    path = law / ACT / "sound.yaml"
    text = path.read_text(encoding="utf-8")
    for broken in (text.replace("\ncases:", "\nno-cases:"), text.replace("status: ", "status: x"), text + "\n  {"):
        path.write_text(broken, encoding="utf-8")
        with pytest.raises(BadInputError) as expected:
            load_rulebook(shipped=law)
        for _ in range(2):
            with pytest.raises(BadInputError) as found:
                in_a_new_process(law)
            assert found.value.problems == expected.value.problems != []
    path.unlink()
    assert in_a_new_process(law).rules.keys() == {f"{ACT}/sound-with-more"}
    path.write_text(text, encoding="utf-8")
    shutil.copy(path, law / ACT / "another.yaml")
    with pytest.raises(BadInputError, match="another"):
        in_a_new_process(law)


@pytest.mark.parametrize("version", ["__version__", "sys", "pydantic", "yaml"])
def test_another_version_of_the_program_or_what_runs_it_reads_the_rules_itself(
    version: str, law: Path, loads: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    in_a_new_process(law)
    names = {"sys": "version", "pydantic": "VERSION", "yaml": "__version__"}
    target = kept if version not in names else getattr(kept, version)
    monkeypatch.setattr(target, names.get(version, version), "another")
    in_a_new_process(law)
    assert len(loads) == 2


def test_another_program_reads_the_rules_itself(
    law: Path, loads: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("engine", "facts"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "module.py").write_text("A = 1\n")
    monkeypatch.setattr(kept, "PROGRAM", tmp_path)
    for number, folder in enumerate(("engine", "facts"), 1):
        in_a_new_process(law)
        (tmp_path / folder / "module.py").write_text("A = 2\n")
        in_a_new_process(law)
        assert len(loads) == number + 1


def test_what_is_damaged_is_not_believed(law: Path, loads: list[Any]) -> None:
    rulebook = in_a_new_process(law)
    file = kept_file(law)
    whole = file.read_bytes()
    middle, last = len(whole) // 2, len(whole) - 1
    damaged = [b"", whole[:10], whole[:40], whole[:middle], whole + b"x", b"\0" * len(whole)]
    damaged += [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in (0, 31, 32, 33, middle, last)]
    for number, each in enumerate(damaged, 2):
        file.write_bytes(each)
        assert in_a_new_process(law) == rulebook
        assert len(loads) == number and file.read_bytes() == whole, "it is read again, and kept again"


def test_nothing_need_be_written(law: Path, loads: list[Any]) -> None:
    (law / "__pycache__").write_text("a file where the folder should be")
    assert in_a_new_process(law) == in_a_new_process(law) and len(loads) == 2


def test_a_result_that_cannot_be_put_in_its_place_leaves_nothing(
    law: Path, loads: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(kept.Path, "replace", fails)
    assert in_a_new_process(law) == in_a_new_process(law) and len(loads) == 2
    assert list((law / "__pycache__").iterdir()) == []


def test_local_rules_are_always_read_and_never_kept(
    law: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loads: list[Any]
) -> None:
    folder = tmp_path / "local"
    folder.mkdir()
    shutil.copy(TESTS / "bad_rules" / "sound.yaml", folder / "sound.yaml")
    before = sorted((SHIPPED / "__pycache__").glob("*"))

    def never() -> Rulebook:
        raise AssertionError("local rules are not among what is kept")

    monkeypatch.setattr(reading, "rulebook_without_cases", never)
    listed = CliRunner().invoke(cli.main, ["rules", "list", "--rules", str(folder)])
    assert listed.exit_code == 0 and "local/sound" in listed.output
    assert list(folder.iterdir()) == [folder / "sound.yaml"]
    assert sorted((SHIPPED / "__pycache__").glob("*")) == before and not loads


def test_what_was_kept_is_not_searched_for_garbage_again(law: Path) -> None:
    in_a_new_process(law)
    before = gc.get_freeze_count()
    try:
        rulebook = in_a_new_process(law)
        assert gc.get_freeze_count() > before and gc.isenabled()
        assert not any(each is rule for each in gc.get_objects() for rule in rulebook.rules.values())
    finally:
        gc.unfreeze()
