"""What a rule says in words: each form of condition as a phrase, each sentence with what stands for its names."""

from __future__ import annotations

from pathlib import Path

import pytest
from dutybound.engine.law import Rule
from dutybound.engine.rulebook import conditions_of, load_rulebook
from dutybound.engine.rulefile import read_rule
from dutybound.reports.phrases import Phrase, phrase, sentence, words_of

RULEBOOK = load_rulebook()
RULE = """\
rule: invented
title: An invented duty
kind: duty
force: expected
bound: {acts: somebody, for: somebody}
for_each: SUBJECT
shape: SHAPE
law_of: as_at
versions:
  - provision: paragraph 1
    extent: england
    from: 2010-04-01
    to: open
    by: nobody
    sure: seen
    link: https://www.example.org
why: To show a phrase.
requires:
  CONDITION
cases:
  - {name: due, base: two-tier-district, as_at: 2016-06-01, expect: {status: due}}
"""
STATE, YEARLY = "{state: true}", "{recurs: year, by: period_end}"


def written(tmp_path: Path, condition: str, subject: str, shape: str) -> Rule:
    path = tmp_path / "ours" / "invented.yaml"
    path.parent.mkdir()
    indented = condition.strip("\n").replace("\n", "\n  ")
    text = RULE.replace("SUBJECT", subject).replace("SHAPE", shape).replace("CONDITION", indented)
    path.write_text(text, encoding="utf-8")
    return read_rule(path, path.name, local=True)[0]


def lines(said: Phrase, indent: str = "") -> list[str]:
    return [f"{indent}{said.text}", *(line for each in said.inner for line in lines(each, f"{indent}  "))]


@pytest.mark.parametrize(
    ("subject", "condition", "said"),
    [
        (
            "death",
            "death.review_decision: {within: {months_from: death.notified, n: 1}}",
            "the death: it was decided whether to hold a review within 1 month from the day on which the partnership "
            "was told of the death in writing",
        ),
        (
            "death",
            "death.review_decision: {within: {days_beginning: death.notified, n: 28}}",
            "the death: it was decided whether to hold a review within 28 days beginning on the day on which the "
            "partnership was told of the death in writing",
        ),
        ("death", "death.age: {at_most: 15}", "the death: the age at death of the person who died is at most 15"),
        ("death", "death.age: 16", "the death: the age at death of the person who died is 16"),
        ("death", "death.review_held: no", "the death: it is not so that a review was held"),
        (
            "death",
            "not:\n  death.date: {before: 2016-12-31}",
            "it is not so that the death: the person died before 31 December 2016",
        ),
        ("death", "term: within-section-9", "the death is within section 9 (rules show within-section-9)"),
        ("death", "death.date: {on_or_after: law.from}", "the death: the person died on or after 1 April 2010"),
        (
            "unit",
            "unit.kind: {one_of: [london borough, city of london]}",
            "the area is of the kind london borough or city of london",
        ),
        ("unit", "period.end: {before: as_at}", "the year: its last day is before the day of the audit"),
        (
            "unit",
            "as_at: {after: period.previous.end}",
            "the day of the audit is after the last day of the year before",
        ),
        (
            "policing_body",
            "some: r in policing_body.requests\nwhere:\n  r.by: policing_body\nover: until_as_at",
            "there is a request of the policing body such that\n"
            "  the request: the policing body (or Secretary of State) that requires it is the policing body",
        ),
        (
            "unit",
            "some: g in unit.groups\nwhere:\n  g.standing: {covers: period}",
            "there is a group of the area such that\n  the group: the group stood throughout the year",
        ),
        (
            "unit",
            "some: g in unit.groups\nwhere:\n  g.standing: {overlaps: year_before(period)}",
            "there is a group of the area such that\n  the group: the group stood at some time in the year before",
        ),
        (
            "unit",
            "some: p in unit.plans\nwhere:\n  all:\n    - p.adopted: {during: period}\n"
            "    - p.contents: {includes: aims}",
            "there is a plan of the area such that\n"
            "  the plan: it was agreed by the strategy group in the year\n"
            "  the plan: what it contains includes aims",
        ),
        (
            "unit",
            "some: p in unit.plans\nwhere:\n  some: q in unit.plans\n  where:\n    q.adopted: {before: p.adopted}\n"
            "  over: until_as_at\nover: until_as_at",
            "there is a plan of the area such that\n"
            "  there is a plan (q) of the area such that\n"
            "    plan q: it was agreed by the strategy group before the day on which it was agreed by the strategy "
            "group (the plan)",
        ),
        (
            "unit",
            "every: b in unit.responsible_authorities\nwhere:\n  b.kind: council",
            "for each responsible authority of the area\n  the responsible authority is of the kind council",
        ),
        (
            "unit",
            "at_least: 2\nof: m in unit.meetings\nwhere:\n  m.held: {during: period}",
            "there are at least 2 meetings of the area such that\n  the meeting: it was held in the year",
        ),
        (
            "unit",
            "every_window: {months: 12}\nhas: m in unit.meetings\nwhere:\n  m.kind: public\ndated: m.held\n"
            "over: period",
            "no 12 months that end in the year are without a meeting of the area, by the day on which it was held (the "
            "meeting), such that\n  the meeting is of the kind public",
        ),
        (
            "unit",
            "any:\n  - unit.acts_jointly: yes\n  - not:\n      all:\n        - unit.combined: yes\n"
            "        - period.start: {on_or_after: 2012-04-01}",
            "at least one of these holds\n"
            "  the area: its area works as one with others though no agreement combines them\n"
            "  it is not so that all of these hold\n"
            "    the area: it is one area by a combination agreement or order\n"
            "    the year: its first day is on or after 1 April 2012",
        ),
    ],
)
def test_each_form_of_condition_is_a_phrase(subject: str, condition: str, said: str, tmp_path: Path) -> None:
    rule = written(tmp_path, condition, subject, YEARLY if subject == "unit" else STATE)
    [part] = rule.parts
    [version] = part.versions
    assert version.text.requires is not None
    assert "\n".join(lines(phrase(version.text.requires, words_of(rule, part, version)))) == said


def test_what_stands_for_a_name_in_a_sentence_is_set_apart(tmp_path: Path) -> None:
    rule = written(tmp_path, "unit.acts_jointly: yes", "unit", YEARLY)
    [part] = rule.parts
    words = words_of(rule, part, part.versions[0])
    for text, said in (
        ("No meeting was held for {unit} in {period}.", "No meeting was held for [area] in [year]."),
        ("hold it by {period.end}", "hold it by [last day of the year]"),
        ("to {unit.elected_policing_bodies}", "to [elected policing bodies of the area]"),
        ("a sentence without names", "a sentence without names"),
    ):
        assert sentence(text, words) == said


def test_every_condition_of_every_rule_can_be_said() -> None:
    """No word of the rule language, and nothing of Python's, is left in a phrase."""
    for rule in RULEBOOK.rules.values():
        for part in rule.parts:
            for version in part.versions:
                words = words_of(rule, part, version)
                for condition in conditions_of(version.text):
                    for line in lines(phrase(condition, words)):
                        assert line.strip() and not set(line) & set("{}_<>="), (rule.id, line)
                for text in (version.text.title, version.text.gap):
                    assert not set(sentence(text, words)) & set("{}_"), (rule.id, text)
