"""How much is done, and not how long it takes: nothing is read, enumerated or decided twice."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from dutybound.engine import audit as auditing
from dutybound.engine import quantify, rulebook, scope
from dutybound.engine.rulebook import CITATIONS, SHIPPED, load_rulebook
from dutybound.facts import load as loading
from dutybound.facts import nodes, world
from dutybound.facts.load import load

SUFFOLK = Path(__file__).resolve().parent.parent.parent / "examples" / "suffolk-2016"


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each text was parsed."""
    texts: Counter[str] = Counter()
    parse = nodes.parse_yaml

    def counted(name: str, text: str) -> nodes.Reading:
        texts[text] += 1
        return parse(name, text)

    monkeypatch.setattr(nodes, "parse_yaml", counted)
    return texts


def test_each_rule_file_is_parsed_once(parsed: Counter[str]) -> None:
    rulebook._loaded((), SHIPPED)
    assert set(parsed.values()) == {1} and len(parsed) == len(
        [each for each in SHIPPED.rglob("*.yaml") if each.name != CITATIONS]
    )


def test_the_shipped_rules_are_read_once_in_a_process(parsed: Counter[str]) -> None:
    assert load_rulebook() is load_rulebook()
    first = parsed.total()
    load_rulebook()
    assert parsed.total() == first


def test_each_file_of_a_dossier_is_parsed_and_validated_once(
    parsed: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    validated: list[Any] = []
    validate = loading.Dossier.model_validate

    def counted(*given: Any, **named: Any) -> Any:
        validated.append(given)
        return validate(*given, **named)

    monkeypatch.setattr(loading.Dossier, "model_validate", counted)
    load([SUFFOLK], load_rulebook().gazetteer)
    files = len(list(SUFFOLK.rglob("*.yaml")))
    assert set(parsed.values()) == {1} and len(parsed) == files
    assert 0 < len(validated) <= files


def test_each_rule_is_decided_once_for_each_subject_and_period(monkeypatch: pytest.MonkeyPatch) -> None:
    judged: Counter[Any] = Counter()
    enumerated: Counter[Any] = Counter()
    members: Counter[Any] = Counter()
    judge, subjects_of, member = auditing._judge, auditing.subjects_of, quantify._member

    def judge_and_count(run: Any, rule: Any, part: Any, subject: Any, period: Any) -> Any:
        judged[rule.id, part.name, subject.kind, subject.id, period] += 1
        return judge(run, rule, part, subject, period)

    def enumerate_and_count(for_each: str, law: Any, day: Any, start: Any = None) -> Any:
        enumerated[for_each, day, start] += 1
        return subjects_of(for_each, law, day, start)

    def member_and_count(condition: Any, thing: Any, listing: Any, scope: Any, prove: Any) -> Any:
        text = getattr(scope.names.get("law"), "text", None)
        if text is not None and text.arises is not None and text.arises.condition is condition:
            names = ((name, getattr(value, "id", str(value))) for name, value in scope.names.items() if name != "law")
            members[(scope.rule.id, id(condition), thing.path, id(scope.subject), *names)] += 1
        return member(condition, thing, listing, scope, prove)

    monkeypatch.setattr(auditing, "_judge", judge_and_count)
    monkeypatch.setattr(auditing, "subjects_of", enumerate_and_count)
    monkeypatch.setattr(quantify, "_member", member_and_count)
    law = load_rulebook()
    result = auditing.audit(load([SUFFOLK], law.gazetteer), law, everything=True)
    assert set(judged.values()) == {1} and len(judged) == len(result.findings)
    assert set(enumerated.values()) == {1}
    assert set(members.values()) == {1}, "what must exist first is looked for once"


def test_a_path_is_followed_and_a_fact_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    followed: Counter[Any] = Counter()
    read: Counter[Any] = Counter()
    kept: list[Any] = []
    follow, read_fact = scope._followed, world.World._read

    def follow_and_count(path: Any, value: Any, here: Any) -> Any:
        kept.append(value)  # so that no other thing takes its identity
        followed[id(value), path.names] += 1
        return follow(path, value, here)

    def read_and_count(facts: Any, fact: Any, kind: Any, *, state: bool) -> Any:
        kept.append(fact)
        read[id(fact), kind, state] += 1
        return read_fact(facts, fact, kind, state=state)

    law = load_rulebook()
    loaded = load([SUFFOLK], law.gazetteer)
    monkeypatch.setattr(scope, "_followed", follow_and_count)
    monkeypatch.setattr(world.World, "_read", read_and_count)
    auditing.audit(loaded, law)
    assert read and set(read.values()) == {1}
    assert followed and set(followed.values()) == {1}
