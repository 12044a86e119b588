"""Doubt: what is absent, old, hedged or contradicted is never taken for settled."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from dutybound.engine.findings import Finding
from dutybound.engine.rulebook import Rulebook, load_rulebook
from dutybound.engine.statuses import Status
from dutybound.facts.problems import BadInputError

from .generate import DECISION, GROUP, PLAN, PUBLIC, REVISED, SCRUTINY, SENT, Raw, audited, by_id, given, loaded, one

LIMBS = "strategy-regulations-2007/plan-has-a-strategy-for-each-subject"
PROTOCOL = "strategy-regulations-2007/information-sharing-protocol"
WIDE = "strategy-regulations-2007/wide-consultation"
UNITARY, PCC = "unityborough", "unity-pcc"
GAP, MET, UNKNOWN, NONE = Status.GAP, Status.COMPLIANT, Status.CANNOT_TELL, Status.NOT_APPLICABLE
OLD = {"old": {"title": "an old minute", "kind": "minute", "date": "2015-02-01"}}


def unitary(*parts: dict[str, Any], as_at: str = "2016-06-01", **sections: Any) -> Raw:
    """The unitary district with the sections of each part, the lists and mappings of all of them joined."""
    joined: dict[str, Any] = {}
    for part in (*parts, sections):
        for name, content in part.items():
            joined[name] = joined[name] | content if isinstance(joined.get(name), dict) else content
    raw = given("unitary-district", as_at, **{name: each for name, each in joined.items() if name != "sources"})
    raw["sources"] |= joined.get("sources", {})
    return raw


def none_of(what: str, of: str = UNITARY, **more: Any) -> dict[str, Any]:
    """That there is none of a list; ``from_`` is the statement's first day."""
    said = {"what": what, "of": [of], "source": "file", **{key.rstrip("_"): each for key, each in more.items()}}
    return {"none": [said]}


def plan(**more: Any) -> dict[str, Any]:
    return {"plans": {"p": {"covers": [UNITARY], "for": "2016/17", "adopted": "2016-03-12", **more}}}


def hedged(value: str) -> dict[str, str]:
    return {"value": value, "weight": "hedged"}


def disputed(one: str, other: str) -> dict[str, Any]:
    return {"either": [{"value": one, "source": "file"}, {"value": other, "source": "letter"}]}


# -- windows


def scrutiny(*held: Any) -> Status:
    meetings = {f"m{n}": {"kind": "scrutiny", "covers": [UNITARY], "held": day} for n, day in enumerate(held)}
    return one(unitary(meetings=meetings), SCRUTINY, UNITARY, "2015/16").status


def test_a_meeting_of_two_possible_days_is_one_meeting() -> None:
    assert scrutiny("2014-06-10", "2015-05-20", "2015-06-20") is MET
    assert scrutiny(disputed("2014-06-10", "2015-05-20"), "2015-06-20") is UNKNOWN
