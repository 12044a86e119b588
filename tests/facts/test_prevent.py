"""What papers say of the Prevent duty and of Channel panels is held until there are rules for it."""

from pathlib import Path

import pytest
from dutybound.engine.rulebook import load_rulebook
from dutybound.facts.dossier import Dossier
from dutybound.facts.load import load
from dutybound.facts.problems import BadInputError

HEADER = """
dossier: {title: Suffolk, as_at: 2016-09-13}
sources: {paper: {title: The paper, kind: report, date: 2016-09-13}}
"""
PREVENT = """
prevent_work:
  prevent-in-suffolk:
    by: suffolk-council
    covers: [suffolk]
    risk_assessed: {unknown: the paper gives no day}
    measures: {training of staff: {value: yes, source: paper, at: page 9}, action plan: no}
channel_panels:
  channel-panel:
    covers: [suffolk]
    standing: yes
    chaired_by: {value: suffolk-council, source: paper, at: page 8}
    members: {suffolk-council: yes, suffolk-chief-officer: {represented: no}}
whole:
  - {what: prevent_work.measures, of: [prevent-in-suffolk], source: paper}
  - {what: channel_panels, of: [suffolk], source: paper}
"""


def dossier(folder: Path, text: str) -> Dossier:
    path = folder / "dossier.yaml"
    path.write_text(HEADER + text, encoding="utf-8")
    loaded = load([path], load_rulebook().gazetteer)
    assert loaded.warnings == ()
    return loaded.dossier


def test_an_authoritys_work_is_held_measure_by_measure(tmp_path: Path) -> None:
    work = dossier(tmp_path, PREVENT).prevent_work["prevent-in-suffolk"]
    assert work.by == "suffolk-council"
    assert work.risk_assessed is not None and work.risk_assessed.unknown == "the paper gives no day"
    in_place = {name: measure.in_place.either[0] for name, measure in work.measures.items() if measure.in_place}
    assert {name: told.value for name, told in in_place.items()} == {"training of staff": True, "action plan": False}
    assert in_place["training of staff"].at == "page 9"


def test_a_channel_panel_is_held_with_who_chairs_it_and_who_sits_on_it(tmp_path: Path) -> None:
    panel = dossier(tmp_path, PREVENT).channel_panels["channel-panel"]
    assert panel.chaired_by is not None and panel.chaired_by.either[0].value == "suffolk-council"
    police = panel.members["suffolk-chief-officer"]
    assert police.member is None, "who has appointed nobody may be a member all the same"
    assert police.represented is not None and police.represented.either[0].value is False


@pytest.mark.parametrize(
    ("mistake", "found"),
    [
        ("prevent_work: {one: {covers: [suffolk]}}", "by"),
        ("prevent_work: {one: {by: suffolk-council, covers: [suffolk], measures: {a diary: yes}}}", "a diary"),
        ("channel_panels: {one: {covers: [suffolk], chaired_by: nobody-known}}", "nobody-known"),
    ],
)
def test_a_mistake_is_refused_by_name(mistake: str, found: str, tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=found):
        dossier(tmp_path, mistake)
