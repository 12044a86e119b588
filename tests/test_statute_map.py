"""The statute map: every row of the law is listed, and accounted for in one way."""

from __future__ import annotations

from dutybound.engine.law import Rule
from dutybound.engine.rulebook import load_rulebook
from dutybound.engine.statute_map import WORDS, Coverage

RULEBOOK = load_rulebook()


def covered(instrument: str, provision: str) -> list[Coverage]:
    return [each for each in RULEBOOK.coverage if (each.row.instrument, each.row.provision) == (instrument, provision)]


# -- how a row is accounted for


def test_every_row_is_accounted_for_by_one_of_the_words() -> None:
    assert {each.status for each in RULEBOOK.coverage} <= set(WORDS)


def test_a_duty_that_only_a_judgement_can_settle_is_told_from_one_that_facts_settle() -> None:
    regard = covered("crime-and-disorder-act-1998", "s 6(1A)")
    assert [(each.status, each.rules) for each in regard] == [
        ("judgement", ("crime-and-disorder-act-1998/regard-to-police-and-crime-objectives",))
    ] * 2
    [summary] = covered("strategy-regulations-2007", "reg 14")
    assert summary.status == "encoded"


def texts_citing(each: Coverage) -> list[bool]:
    """For each version that encodes a row, whether it asks for nothing but judgements."""
    key = (each.row.instrument, each.row.provision)

    def cites(rule: Rule) -> list[bool]:
        return [
            version.text.only_judged
            for version in rule.versions
            if key == (version.instrument, version.provision)
            or key in [(other.instrument, other.provision) for other in version.also]
        ]

    return [judged for id in each.rules for judged in cites(RULEBOOK.rules[id])]


def test_a_row_is_a_matter_of_judgement_only_where_every_version_that_cites_it_is() -> None:
    for each in RULEBOOK.coverage:
        if each.status == "judgement":
            assert all(texts_citing(each)), each.row.key
