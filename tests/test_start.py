"""What a command does before it has anything to say: what it imports, and which models it builds."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from dutybound.facts.values import ActValue, AgeValue, DayValue, Id, NumberValue, TextValue, TimeValue, YesNoValue
from pydantic import TypeAdapter

SUFFOLK = Path(__file__).resolve().parent.parent / "examples" / "suffolk-2016"
#: Tells which models have a validator of their own by now. The generic models are built to be given their types.
BUILT = """
from pydantic import BaseModel

def below(model):
    for each in model.__subclasses__():
        yield each
        yield from below(each)

for name in {each.__name__ for each in below(BaseModel) if each.__pydantic_complete__} - {"Fact", "Told"}:
    print(name)
"""


def told_by(*programs: str) -> set[str]:
    """The lines that a program prints in a process of its own."""
    command = [sys.executable, "-c", "\n".join(programs)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    return set(done.stdout.splitlines())


def test_no_model_is_built_before_a_dossier_is_read() -> None:
    assert told_by("import dutybound.commands.dossiers", BUILT) == set()


def test_no_model_is_built_to_name_what_rules_can_read_from_it() -> None:
    named = (
        "from dutybound.engine.names import SUBJECTS, names_of\nfor each in SUBJECTS.values(): names_of(each.__name__)"
    )
    assert told_by(named, BUILT) == set()


def test_one_validator_is_built_for_a_dossier_and_none_for_the_tables(tmp_path: Path) -> None:
    file = tmp_path / "dossier.yaml"
    file.write_text(
        "dossier: {title: Anytown, as_at: 2016-03-18}\nsources: {minutes: {title: Minutes, kind: minute}}\n",
        encoding="utf-8",
    )
    read = f"from pathlib import Path\nfrom dutybound.facts.load import load\nload([Path({str(file)!r})])"
    assert told_by(read, BUILT) == {"Dossier"}


def test_an_audit_hardly_ever_searches_for_garbage() -> None:
    audited = f"""
import gc, io, sys
from dutybound.cli import main
before = gc.get_stats()[0]["collections"]
printed, sys.stdout = sys.stdout, io.StringIO()
main(["audit", {str(SUFFOLK)!r}, "--exit-zero"], standalone_mode=False)
print(gc.get_stats()[0]["collections"] - before, file=printed)
"""
    told_by(audited)  # keeps the rules, if they were not kept
    [searches] = told_by(audited)
    assert int(searches) < 20, "every 700 objects it would be more than a hundred"


@pytest.mark.parametrize("value", [DayValue, ActValue, TimeValue, NumberValue, AgeValue, YesNoValue, TextValue, Id])
def test_nothing_is_built_to_write_a_value_out(value: Any) -> None:
    assert TypeAdapter(value).core_schema.keys() <= {"type", "function", "metadata"}
