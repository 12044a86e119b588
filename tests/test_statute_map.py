"""The statute map: every row of the law is listed, and accounted for in one way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from dutybound.engine.conditions import All, AnyOf, Judge, Named, Not, Quantified, Test
from dutybound.engine.conditions import Path as FieldPath
from dutybound.engine.law import Rule, Shape, Text
from dutybound.engine.rulebook import SHIPPED, load_rulebook
from dutybound.engine.statute_map import WORDS, Coverage
from dutybound.reports.map_table import count_table, map_table

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


JUDGED, FACT = Judge("was-it-weighed"), Test(FieldPath(("p", "adopted")), "on_or_before", FieldPath(("as_at",)))
ANY_PLAN = Quantified("some", "p", FieldPath(("unit", "plans")), JUDGED)
DONE = Shape("act", done=(FieldPath(("request", "report")),))


@pytest.mark.parametrize(
    ("text", "judged"),
    [
        (Text("asks a judgement", JUDGED), True),
        (Text("asks two", All((JUDGED, Not(Named("other", JUDGED))))), True),
        (Text("two readings that ask one each", readings=(("one", JUDGED), ("two", JUDGED))), True),
        (Text("asks a judgement or a fact", AnyOf((JUDGED, FACT))), False),
        (Text("one reading asks a fact", readings=(("one", JUDGED), ("two", FACT))), False),
        (Text("asks whether there is a thing", ANY_PLAN), False),
        (Text("asks a judgement by a day", JUDGED, shape=DONE), False),
        (Text("asks that it be done", shape=DONE), False),
        (Text("asks nothing", All(())), False),
    ],
    ids=lambda each: each.title if isinstance(each, Text) else "",
)
def test_what_asks_a_judgement_and_no_fact_is_told_by_its_conditions(text: Text, judged: bool) -> None:
    assert text.only_judged is judged


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


# -- the list of rows


def test_the_list_of_rows_is_that_of_the_map_in_its_order() -> None:
    listed = yaml.load((SHIPPED / "rows.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    assert listed == {each.id: [row.key for row in each.rows] for each in RULEBOOK.instruments}
    assert list(listed) == [each.id for each in RULEBOOK.instruments]


# -- every row of the digests of the law stands in the map

DIGESTS = yaml.safe_load((Path(__file__).parent / "digest_rows.yaml").read_text(encoding="utf-8"))
#: The rows of an instrument in its digest, and how many more texts the map has of it, and why.
DATED = {
    "strategy-regulations-2007": (114, 1, "the serious violence words, of which nobody is sure"),
    "strategy-regulations-wales-2007": (82, 1, "the serious violence words, of which nobody is sure"),
    "prescribed-information-2007": (24, 15, "the health bodies of five rows change three times"),
    "prescribed-descriptions-2004": (39, 0, ""),
    "prescribed-descriptions-1998": (36, 0, ""),
    "scrutiny-regulations-2009": (19, 0, ""),
}
#: By the ledger of the digest: rows that can be checked, powers, definitions, procedure, spent. A power that a rule
#: reports (reg 14A(1), reg 6(1)) counts as one that can be checked, and each dated text counts. Training and Enterprise
#: Councils, on the list of 2004, had ended by then.
LEDGER = {
    "strategy-regulations-2007": (64 + 19 + 1, 8 - 1, 19, 2, 2),
    "strategy-regulations-wales-2007": (46 + 16, 2, 14, 2, 2),
    "prescribed-information-2007": (14 + 12, 0, 8 + 3, 1, 1),
    "prescribed-descriptions-2004": (32 - 1, 0, 4, 3, 1),
    "prescribed-descriptions-1998": (29, 0, 4, 1, 2),
    "scrutiny-regulations-2009": (8 + 3 + 1, 4 - 1, 2, 2, 0),
}
#: The subsections of the 1998 Act that the digest counts in the text of 5 February 2025.
SUBSECTIONS = {"5": 16, "5A": 10, "6": 13, "7": 6, "17": 7, "17A": 5, "115": 4}


def texts(instrument: str) -> dict[tuple[str, str, str], str]:
    """The texts of an instrument, with why each has no rule. What starts in two nations is one text."""
    [found] = [each for each in RULEBOOK.instruments if each.id == instrument]
    return {(row.provision, row.by, row.says): row.no_rule for row in found.rows}


@pytest.mark.parametrize("instrument", DATED)
def test_the_map_has_as_many_texts_as_the_digest_has_rows(instrument: str) -> None:
    rows, more, why = DATED[instrument]
    assert len(texts(instrument)) == rows + more
    assert bool(more) is bool(why)


def test_the_digest_of_the_strategy_regulations_has_314_rows() -> None:
    assert sum(rows for rows, _, _ in DATED.values()) == 314


@pytest.mark.parametrize("instrument", LEDGER)
def test_no_text_that_the_digest_calls_checkable_is_excused(instrument: str) -> None:
    """A rule may encode more than the ledger asks for, such as a definition, and never less."""
    reasons = Counter(texts(instrument).values())
    checkable, *excused = LEDGER[instrument]
    assert reasons[""] >= checkable
    for word, most in zip(("power", "definition", "not a duty", "spent"), excused, strict=True):
        assert reasons[word] <= most, word


def subsections(section: str, day: date) -> set[str]:
    """The subsections of a section of the 1998 Act that are in force anywhere on a day."""
    [act] = [each for each in RULEBOOK.instruments if each.id == "crime-and-disorder-act-1998"]
    start = re.compile(rf"s {section}(\(\w+\))")
    found = [(start.match(row.provision), row) for row in act.rows]
    return {match[1] for match, row in found if match and row.first is not None and row.first <= day <= row.last}


@pytest.mark.parametrize("section", SUBSECTIONS)
def test_every_subsection_of_the_1998_act_has_a_row(section: str) -> None:
    assert len(subsections(section, date(2025, 2, 5))) == SUBSECTIONS[section]


def test_every_subsection_of_the_repealed_section_has_a_row() -> None:
    assert len(subsections("6A", date(2005, 1, 1))) == 6
    assert subsections("6A", date(2007, 11, 19)) == set()


@pytest.mark.parametrize(
    ("instrument", "provision"),
    [
        (instrument, provision)
        for digest in DIGESTS.values()
        for places in digest.values()
        for instrument, provisions in places.items()
        for provision in provisions
    ],
)
def test_every_row_of_a_digest_stands_in_the_map(instrument: str, provision: str) -> None:
    assert covered(instrument, provision)


def test_no_row_of_the_map_comes_from_nowhere() -> None:
    """Every row of an instrument that a digest does not number by provision is one of that digest's rows."""
    named = {
        (instrument, provision)
        for digest in DIGESTS.values()
        for places in digest.values()
        for instrument, provisions in places.items()
        for provision in provisions
    }
    numbered = {*DATED, "crime-and-disorder-act-1998"}
    rows = [each.row for each in RULEBOOK.coverage if each.row.instrument not in numbered]
    assert [row.key for row in rows if (row.instrument, row.provision) not in named] == []


def test_the_digests_have_as_many_rows_as_were_counted() -> None:
    counted = {
        "scrutiny-and-policing-bodies": 13 + 12 + 17 + 11 + 6 + 3 + 4 + 13 + 4 + 2,
        "domestic-homicide-reviews": 8 + 6 + 2 + 6 + 24 + 1 + 3 + 5,
    }
    assert {name: len(DIGESTS[name]) for name in counted} == counted


# -- the tables


def shown(lines: Iterator[tuple[str, str]]) -> list[str]:
    return [line for line, _ in lines]


@pytest.mark.parametrize("width", [80, 120])
def test_the_table_fits_its_width_and_shows_every_row(width: int) -> None:
    lines = shown(map_table(RULEBOOK, RULEBOOK.coverage, width))
    assert max(map(len, lines)) <= width
    together = "".join(line.strip() for line in lines)  # an id that no line has room for is broken, and not lost
    assert [rule for each in RULEBOOK.coverage for rule in each.rules if rule not in together] == []
    for word in WORDS:
        here = [line for line in lines if line.endswith(f"  {word}") and not line.startswith("Provision")]
        assert len(here) == sum(1 for each in RULEBOOK.coverage if each.status == word), word


def test_a_narrow_terminal_still_gets_the_tables() -> None:
    assert shown(map_table(RULEBOOK, RULEBOOK.coverage, 30))
    assert shown(count_table(RULEBOOK.coverage, 30))


def test_the_table_says_where_and_when_and_by_which_rules() -> None:
    [two] = [each for each in RULEBOOK.instruments if each.id == "strategy-regulations-2007"]
    lines = shown(map_table(RULEBOOK, [each for each in RULEBOOK.coverage if each.row in two.rows], 80))
    assert lines[0].startswith("Crime and Disorder (Formulation and Implementation of Strategy) Regulations 2007")
    assert "Provision                   Where    From          To            Accounted for" in lines
    [place] = [n for n, line in enumerate(lines) if line.startswith("reg 3(2) ") and "1 Jun 2011" in line]
    assert lines[place].endswith("England  1 Jun 2011    no end known  encoded")
    assert lines[place + 1] == "    strategy-regulations-2007/two-appointees"
    [spent] = [n for n, line in enumerate(lines) if line.startswith("reg 16(1) ")]
    assert lines[spent].endswith("England  1 Aug 2007    29 Apr 2009   spent")
    assert lines[spent + 1].startswith("    It is transitional")


def test_a_provision_that_was_never_in_force_is_shown_so() -> None:
    never = [each for each in RULEBOOK.coverage if each.row.first is None]
    lines = shown(map_table(RULEBOOK, never, 80))
    assert sum(1 for line in lines if "not in force  " in line) == len(never)


@pytest.mark.parametrize("width", [80, 120])
def test_the_counts_are_one_table_with_totals(width: int) -> None:
    lines = shown(count_table(RULEBOOK.coverage, width))
    assert max(map(len, lines)) <= width
    beside = width == 120
    assert len(lines) == 2 + (1 if beside else 2) * (len(RULEBOOK.instruments) + 1)
    used = [word for word in WORDS if any(each.status == word for each in RULEBOOK.coverage)]
    *numbers, total = map(int, lines[-1].removeprefix("all").split())
    assert numbers == [sum(1 for each in RULEBOOK.coverage if each.status == word) for word in used]
    assert total == len(RULEBOOK.coverage)
