"""What is doubted, old or said of something else settles nothing: one dossier for each way of being misread."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from dutybound.engine.findings import Finding
from dutybound.engine.statuses import Status

from .generate import ACT, Raw, one

RULES = Path(__file__).resolve().parents[2] / "rules" / ACT
INVITED = f"{ACT}/invitation-of-each-description"

HEAD = """
dossier: {title: T, as_at: 2016-06-01}
sources: {a: {title: A, kind: minute}, b: {title: B, kind: minute}}
areas: {ub: {title: UB, kind: unitary district}}
bodies: {u-pcc: {title: P, kind: police and crime commissioner, covers: [ub]}}
partnerships: {csp: {title: C, areas: [ub]}}
"""
DISTRICTS = """
dossier: {title: T, as_at: 2016-06-01}
sources: {a: {title: A, kind: minute}, b: {title: B, kind: minute}}
areas:
  ev: {title: EV, kind: two-tier district, county: anyshire}
  wv: {title: WV, kind: two-tier district, county: anyshire}
counties: {anyshire: {title: Anyshire, two_tier: yes}}
"""


def plain(text: str) -> Raw:
    raw: Any = yaml.load(text, Loader=yaml.BaseLoader)
    return raw or {}


def dossier(text: str, head: str = HEAD, as_at: str | None = None) -> Raw:
    """The head, with the sections of a text in place of its own or beside them."""
    raw = plain(head) | plain(text)
    if as_at:
        raw["dossier"]["as_at"] = as_at
    return raw


def open_(finding: Finding, cause: str = "fact") -> bool:
    return (finding.status, finding.cause) == (Status.CANNOT_TELL, cause)


# -- registers


def invited(text: str) -> Finding:
    return one(dossier(text), INVITED, "ub")


EACH_WHOLE = """none:
  - {what: registers.invited, of: [r], source: a}
  - {what: registers.absent, of: [r], source: a}
"""
NO_OTHER = "whole: [{what: registers, of: [ub], source: a}]\n"
REGISTER = "registers: {r: {covers: [ub], standing: 2010-01-01.., invited: {trade union: yes}}}\n"


def test_a_whole_register_is_the_whole_of_what_is_invited_only_if_there_is_no_other() -> None:
    assert open_(invited(REGISTER + EACH_WHOLE))
    assert invited(REGISTER + EACH_WHOLE + NO_OTHER).status is Status.GAP


def test_one_whole_register_does_not_close_another() -> None:
    both = REGISTER.replace("}}}", "}}, s: {covers: [ub], standing: 2010-01-01..}}")
    assert open_(invited(both + EACH_WHOLE + NO_OTHER))


@pytest.mark.parametrize("until", ["2002-01-01", "2016-05-31"])
def test_a_statement_of_other_days_says_nothing_of_who_is_invited_now(until: str) -> None:
    said = [f"{{what: registers.{name}, of: [ub], until: {until}, source: a}}" for name in ("invited", "absent")]
    assert open_(invited(f"none: [{', '.join(said)}]"))


def test_a_statement_of_the_area_speaks_of_every_register() -> None:
    said = [f"{{what: registers.{name}, of: [ub], from: 2001-01-01, source: a}}" for name in ("invited", "absent")]
    assert invited(f"none: [{', '.join(said)}]").status is Status.GAP


def complete_register(standing: str) -> str:
    raw = plain((RULES / "invitation-of-each-description.yaml").read_text(encoding="utf-8"))
    [case] = [each for each in raw["cases"] if each["name"] == "met_each_description_that_there_is_was_invited"]
    register = case["given"]["registers"]["register"] | {"covers": ["ub"]}
    del register["standing"]
    text = yaml.safe_dump({"registers": {"r": register}})
    return text.replace("    covers:", f"    standing: {standing}\n    covers:") if standing else text


@pytest.mark.parametrize(
    "standing", ["2001-01-01..2004-01-01", "no", "", "2001-01-01..2016", "{value: yes, weight: hedged}"]
)
def test_a_register_that_does_not_certainly_hold_does_not_show_who_is_invited(standing: str) -> None:
    assert open_(invited(complete_register(standing)))


@pytest.mark.parametrize("standing", ["yes", "2010-01-01.."])
def test_a_register_that_holds_does(standing: str) -> None:
    assert invited(complete_register(standing)).status is Status.COMPLIANT


def test_a_no_in_a_register_that_has_ended_is_no_gap() -> None:
    old = "registers: {r: {covers: [ub], standing: ..2004, invited: {trade union: no}, absent: {trade union: no}}}"
    assert open_(invited(old))
    assert invited(old.replace("..2004", "yes")).status is Status.GAP
