"""Eight passages of real papers that broke earlier fact models: each is held here without bending it."""

from datetime import date
from pathlib import Path

import pytest
from dutybound.engine.rulebook import load_rulebook
from dutybound.facts.days import Day
from dutybound.facts.evidence import Weight
from dutybound.facts.load import Loaded, load

HEADER = """
dossier: {title: A passage, as_at: AS_AT}
sources:
  paper: {title: The paper, kind: report, date: AS_AT}
  office: {title: The commissioner's office, kind: interview, date: 2016-03-01}
  chair: {title: A partnership's chair, kind: interview, date: 2016-01-25}
  minutes: {title: Minutes, kind: minute}
"""
PASSAGES = {
    "the office receives no strategies, and a plan is probably unchanged": (
        "2016-03-18",
        """
plans:
  ipswich-plan:
    covers: [ipswich]
    in_force: {value: yes, source: chair, at: note 4 xiv, words: exists but is not followed up}
  east-plan: {covers: [suffolk-coastal, waveney], for: 2015/16, adopted: yes}
none:
  - what: plans.revisions
    of: [ipswich-plan]
    weight: hedged
    words: probably unchanged
    source: chair
    at: note 4 xiv
  - {what: plans.sent, of: [ipswich, suffolk-coastal, waveney], recipient: suffolk-pcc, source: office, at: note 5 vi}
""",
    ),
    "a county strategy not made since a board ended, and a group that may not see itself as the board": (
        "2016-03-18",
        """
groups:
  sscg:
    covers: [suffolk]
    standing: 2015-07..
    statutory: {value: no, source: paper, at: finding viii}
    acts_as_county_strategy_group: {value: no, weight: hedged, source: office, at: note 5 xii}
none:
  - what: agreements
    of: [suffolk]
    from: {unknown: since the earlier board ended}
    source: office
    at: note 5 xii
  - {what: agreements, of: [suffolk], by: in_force, from: 2015-04-01, basis: the words speak of this year,
     source: office}
""",
    ),
    "one meeting in the past year by one source, one in the last few years by another": (
        "2016-03-18",
        """
counts:
  - {what: meetings, kind: strategy group, of: [ipswich], number: 1, from: 2015-01..2015-03, source: chair,
     at: note 4 iii}
  - {what: meetings, kind: strategy group, of: [ipswich], number: 1, from: 2012..2014, source: office, at: note 5 vii}
""",
    ),
    "a death decided to be outside the definition, with a workshop, beside two reviews": (
        "2018-09-20",
        """
deaths:
  babergh-2014: {covers: babergh, date: 2014, action_plan_complete: {value: yes, source: paper, at: "4.18"}}
  mid-suffolk-2017-a:
    covers: mid-suffolk
    date: 2017
    decision: review
    panel_completed: {either: [{value: yes, source: paper}, {value: no, source: minutes}]}
  mid-suffolk-2017-c: {covers: mid-suffolk, date: 2017, other_learning: a workshop on 16 August 2018}
decisions:
  not-a-review:
    term: within-section-9
    of: [mid-suffolk-2017-c]
    answer: {value: no, source: paper, at: "4.19"}
    by: Western Suffolk partnership
whole:
  - {what: deaths, of: [babergh], from: 2015-01-01, source: paper, at: "4.19", words: none since 2014}
""",
    ),
    "a full assessment every three years, refreshed yearly, and one document for eleven districts": (
        "2018-02-08",
        """
assessments:
  jsna-2017:
    title: Strategic Assessment 2017-18
    covers: [surrey, elmbridge, guildford]
    prepared: {value: 2017-04-01..2018-02-08, source: paper, at: paras 7-8}
practices:
  - {what: assessments, of: [surrey], every: 3 years, words: refreshed yearly, source: paper, at: para 6}
claims:
  - {text: a full assessment every three years is required, provision: reg 5(1), source: paper, at: para 6}
""",
    ),
    "the month and the district of a homicide, and not where the person had lived": (
        "2018-02-08",
        """
deaths:
  homicide:
    covers: [surrey]
    date: {value: 2017-10, source: paper, at: para 18}
    died_in: {value: waverley, source: paper, at: para 18}
    decision: {value: review, source: paper, at: para 18}
counts:
  - {what: deaths, of: [surrey], number: 16.., source: paper, at: para 18, words: sixteen victims of fourteen homicides}
""",
    ),
    "an agreement dated only by a heading, and the next one awaited": (
        "2016-09-13",
        """
groups:
  scb: {covers: [worcestershire], statutory: {unknown: not said}, acts_as_county_strategy_group: yes}
agreements:
  csa-2015: {covers: [worcestershire], for: 2015/16, prepared: {value: 2015/16, source: paper, at: outcomes 2015/16}}
  csa-2016: {covers: [worcestershire], for: 2016/17, prepared: no, intended: after the police and crime plan}
""",
    ),
    "a truncated scrutiny meeting of two councils, on a day that is only assumed": (
        "2021-05-31",
        """
meetings:
  jos-20-17:
    kind: scrutiny
    covers: [babergh, mid-suffolk]
    held: {value: 2021-03..2021-05, source: minutes, at: "45.23"}
    extent: truncated
""",
    ),
}


@pytest.fixture(scope="module", params=PASSAGES, ids=lambda name: name.replace(" ", "-")[:40])
def passage(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Loaded]:
    as_at, text = PASSAGES[request.param]
    path: Path = tmp_path_factory.mktemp("passage") / "dossier.yaml"
    path.write_text(HEADER.replace("AS_AT", as_at) + text, encoding="utf-8")
    return request.param, load([path], load_rulebook().gazetteer)


def test_each_passage_is_held(passage: tuple[str, Loaded]) -> None:
    _, loaded = passage
    assert loaded.warnings == ()


def test_a_hedge_keeps_its_weight_and_words(tmp_path: Path) -> None:
    as_at, text = next(iter(PASSAGES.values()))
    path = tmp_path / "dossier.yaml"
    path.write_text(HEADER.replace("AS_AT", as_at) + text, encoding="utf-8")
    dossier = load([path], load_rulebook().gazetteer).dossier
    assert dossier.none[0].weight is Weight.HEDGED
    assert dossier.none[0].words == "probably unchanged"


def test_an_intention_is_text_and_not_done_is_a_day_after_the_dossiers_own(tmp_path: Path) -> None:
    as_at, text = PASSAGES["an agreement dated only by a heading, and the next one awaited"]
    path = tmp_path / "dossier.yaml"
    path.write_text(HEADER.replace("AS_AT", as_at) + text, encoding="utf-8")
    agreement = load([path], load_rulebook().gazetteer).dossier.agreements["csa-2016"]
    assert agreement.intended == "after the police and crime plan"
    assert agreement.prepared is not None
    assert agreement.prepared.either[0].value == Day.after(date(2016, 9, 13))


def test_where_a_person_died_is_not_taken_for_where_they_lived(tmp_path: Path) -> None:
    as_at, text = PASSAGES["the month and the district of a homicide, and not where the person had lived"]
    path = tmp_path / "dossier.yaml"
    path.write_text(HEADER.replace("AS_AT", as_at) + text, encoding="utf-8")
    death = load([path], load_rulebook().gazetteer).dossier.deaths["homicide"]
    assert death.died_in is not None
    assert (death.covers, death.died_in.either[0].value) == (("surrey",), "waverley")
