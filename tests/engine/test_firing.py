"""durable-rules against the closures, inside the fragment that is used, and what happens where the two differ."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner
from dutybound import cli
from dutybound.engine import firing as firing_module
from dutybound.engine.audit import audit
from dutybound.engine.conditions import Formula
from dutybound.engine.firing import (
    MOST_GROUPS,
    FaultError,
    Firing,
    Skeleton,
    groups_in,
    outcome_rules,
    too_large,
)
from dutybound.engine.outcome import Outcome, outcome, some_exception
from dutybound.engine.rulebook import load_rulebook
from dutybound.facts.problems import BadInputError
from dutybound.facts.truth import Truth, all_of, any_of, negation
from hypothesis import given, settings
from hypothesis import strategies as st

from .generate import ROOT, SENT, audited, by_id, complete, loaded, only, rulebook, vague
from .generate import given as dossier

TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
ATOMS = 5
fires = pytest.mark.skipif(not firing_module.AVAILABLE, reason="durable-rules cannot be imported here")

atoms = st.integers(0, ATOMS - 1).map(lambda number: Formula("atom", atom=number))
#: Random conditions; an empty ``all`` always holds and an empty ``any`` never does.
formulas = st.recursive(
    st.one_of(atoms, atoms, st.sampled_from([Formula("all"), Formula("any")])),
    lambda inner: st.one_of(
        st.builds(
            lambda form, parts: Formula(form, tuple(parts)),
            st.sampled_from(["all", "any"]),
            st.lists(inner, max_size=3),
        ),
        inner.map(lambda part: Formula("not", (part,))),
    ),
    max_leaves=5,
)
skeletons = st.builds(
    lambda arises, applies, exceptions, requires: Skeleton(arises, applies, tuple(exceptions), requires, ATOMS),
    formulas,
    formulas,
    st.lists(formulas, max_size=2),
    formulas,
)


def truth_of(formula: Formula, truths: list[Truth]) -> Truth:
    """Kleene's logic on a formula, by its definition."""
    if formula.form == "atom":
        return truths[formula.atom]
    if formula.form == "not":
        return negation(truth_of(formula.parts[0], truths))
    found = [truth_of(part, truths) for part in formula.parts]
    return all_of(found) if formula.form == "all" else any_of(found)


def by_closures(skeleton: Skeleton, truths: list[Truth]) -> Outcome:
    return outcome(
        truth_of(skeleton.arises, truths),
        truth_of(skeleton.applies, truths),
        some_exception([truth_of(each, truths) for each in skeleton.exceptions]),
        truth_of(skeleton.requires, truths),
    )


ATOM = [Formula("atom", atom=number) for number in range(ATOMS)]
ALWAYS, NEVER = Formula("all"), Formula("any")


# -- outcomes


@fires
@settings(derandomize=True, max_examples=150, deadline=None)
@given(
    skeletons, st.lists(st.lists(st.sampled_from(list(Truth)), min_size=ATOMS, max_size=ATOMS), min_size=1, max_size=6)
)
def test_random_conditions_fire_the_outcome_that_the_closures_decide(
    skeleton: Skeleton, rows: list[list[Truth]]
) -> None:
    if too_large(skeleton):
        return
    firing = Firing()
    for truths in rows:
        assert firing.fire("a random rule", skeleton, truths) is by_closures(skeleton, truths)


@fires
@pytest.mark.parametrize(
    ("skeleton", "expected"),
    [
        (Skeleton(ALWAYS, ALWAYS, (), ALWAYS, 0), Outcome.MET),
        (Skeleton(ALWAYS, ALWAYS, (), NEVER, 0), Outcome.UNMET),
        (Skeleton(NEVER, ALWAYS, (), ALWAYS, 0), Outcome.NOT_APPLICABLE),
        (Skeleton(ALWAYS, NEVER, (), NEVER, 0), Outcome.NOT_APPLICABLE),
        (Skeleton(ALWAYS, ALWAYS, (NEVER, ALWAYS), ALWAYS, 0), Outcome.NOT_APPLICABLE),
        (Skeleton(ALWAYS, ALWAYS, (NEVER,), NEVER, 0), Outcome.UNMET),
    ],
)
def test_constants_fire_without_a_fact(skeleton: Skeleton, expected: Outcome) -> None:
    assert Firing().fire("a constant rule", skeleton, []) is expected


@fires
def test_any_one_of_several_exceptions_takes_the_duty_away() -> None:
    skeleton = Skeleton(ALWAYS, ALWAYS, (ATOM[0], ATOM[1]), ATOM[2], 3)
    firing = Firing()
    expected = {
        (FALSE, FALSE, FALSE): Outcome.UNMET,
        (FALSE, TRUE, FALSE): Outcome.NOT_APPLICABLE,
        (UNKNOWN, TRUE, TRUE): Outcome.NOT_APPLICABLE,
        (UNKNOWN, FALSE, FALSE): Outcome.UNSETTLED,
        (UNKNOWN, FALSE, TRUE): Outcome.MET,
        (FALSE, FALSE, UNKNOWN): Outcome.UNSETTLED,
    }
    assert {truths: firing.fire("excepted", skeleton, list(truths)) for truths in expected} == expected


@fires
def test_a_fact_leaves_nothing_behind_for_the_next() -> None:
    skeleton = Skeleton(ALWAYS, ATOM[0], (), ATOM[1], 2)
    firing, random = Firing(), Random(7)
    for _ in range(400):
        truths = [random.choice(list(Truth)) for _ in range(2)]
        firing.forget()
        assert firing.fire("again and again", skeleton, truths) is by_closures(skeleton, truths)


@fires
def test_the_same_truths_of_one_form_are_fired_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asserted: list[str] = []
    real = firing_module._engine

    def assert_fact(handle: Any, fact: str) -> Any:
        asserted.append(fact)
        return real.assert_fact(handle, fact)

    counting = SimpleNamespace(**{name: getattr(real, name) for name in dir(real)} | {"assert_fact": assert_fact})
    monkeypatch.setattr(firing_module, "_engine", counting)
    one, other = Skeleton(ALWAYS, ALWAYS, (), ATOM[0], 1), Skeleton(ALWAYS, ATOM[0], (), NEVER, 1)
    firing = Firing()
    fired = [firing.fire("one", one, [truth]) for truth in (TRUE, FALSE, TRUE, UNKNOWN, TRUE, FALSE)]
    met, unmet, unsettled = Outcome.MET, Outcome.UNMET, Outcome.UNSETTLED
    assert fired == [met, unmet, met, unsettled, met, unmet]
    assert len(asserted) == 3
    assert firing.fire("one", other, [TRUE]) is unmet, "another rule of the same name has fired nothing yet"
    assert firing.fire("two", one, [TRUE]) is met, "a rule of the same form has"
    assert len(asserted) == 4
    firing.forget()
    assert firing.fire("one", one, [TRUE]) is met
    assert len(asserted) == 5


class Watched:
    """The library, with the names of the rulesets that are made of it; it can be let fail once."""

    def __init__(self) -> None:
        self.library: Any = firing_module._engine
        self.made: list[str] = []
        self.fails = False

    def create_ruleset(self, name: str, definition: str) -> Any:
        self.made.append(name)
        return self.library.create_ruleset(name, definition)

    def assert_fact(self, handle: Any, fact: str) -> Any:
        if self.fails:
            self.fails = False
            raise Exception("Could not assert fact, error code: 302")
        return self.library.assert_fact(handle, fact)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.library, name)


@fires
def test_rules_of_one_form_share_a_ruleset(monkeypatch: pytest.MonkeyPatch) -> None:
    library, firing = Watched(), Firing()
    monkeypatch.setattr(firing_module, "_engine", library)
    forms = [Skeleton(ALWAYS, ATOM[0], (), ATOM[1], 2), Skeleton(ALWAYS, ATOM[1], (), ATOM[0], 2)]
    for turn in range(3):
        for name, form in (("one", 0), ("two", 0), ("three", 1), ("one", 1)):
            skeleton = replace(forms[form])
            for truths in product(Truth, repeat=2):
                assert firing.fire(name, skeleton, list(truths)) is by_closures(skeleton, list(truths))
        assert len(library.made) == len(set(library.made)) == 2, f"turn {turn}"


# -- faults


@fires
def test_no_rule_is_fired_again_with_a_ruleset_that_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    library, firing = Watched(), Firing()
    monkeypatch.setattr(firing_module, "_engine", library)
    skeleton, other = Skeleton(ALWAYS, ALWAYS, (), ATOM[0], 1), Skeleton(ALWAYS, ATOM[0], (), ATOM[0], 1)
    for name, form in (("one", skeleton), ("two", skeleton), ("three", other)):
        firing.fire(name, form, [TRUE])
    library.fails = True
    with pytest.raises(FaultError, match=r"one: .*302"):
        firing.fire("one", skeleton, [FALSE])
    for name, form in (("one", skeleton), ("two", skeleton), ("three", other)):
        assert firing.fire(name, form, [TRUE]) is Outcome.MET
    assert len(library.made) == 3, "one anew for both rules of the form, none for the other"


@fires
def test_two_outcomes_fired_are_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    both = {Outcome.MET: {"a0_t": 1}, Outcome.UNMET: {"a0_t": 1}, Outcome.NOT_APPLICABLE: False}
    monkeypatch.setattr(firing_module, "outcome_rules", lambda skeleton: both)
    skeleton = Skeleton(ALWAYS, ALWAYS, (), ATOM[0], 1)
    with pytest.raises(FaultError, match="some-rule: two outcomes fired: met, unmet"):
        Firing().fire("some-rule", skeleton, [TRUE])


@fires
def test_an_error_of_the_library_is_a_fault_that_names_the_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        @staticmethod
        def create_ruleset(name: str, definition: str) -> int:
            raise Exception("Could not create ruleset, error code: 108")

    monkeypatch.setattr(firing_module, "_engine", Broken)
    with pytest.raises(FaultError, match=r"some-rule: .*108"):
        Firing().fire("some-rule", Skeleton(ALWAYS, ALWAYS, (), ATOM[0], 1), [TRUE])


def wrong_for(monkeypatch: pytest.MonkeyPatch, rule: str) -> None:
    """Let durable-rules answer wrongly for one rule."""
    rightly = Firing.fire

    def fire(self: Firing, name: str, skeleton: Skeleton, truths: list[Truth]) -> Outcome:
        found = rightly(self, name, skeleton, truths)
        if not name.startswith(rule):
            return found
        return Outcome.MET if found is not Outcome.MET else Outcome.UNMET

    monkeypatch.setattr(Firing, "fire", fire)


@fires
def test_where_the_engines_differ_the_audit_stops_with_a_fault_that_names_the_rule(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong_for(monkeypatch, SENT)
    with pytest.raises(FaultError, match=f"{SENT}: the engines differ"):
        audit(loaded(dossier("two-tier-district")), rulebook(), firing=Firing())


@fires
def test_the_command_stops_with_exit_code_4_where_the_engines_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(ROOT / "rules" / "bases" / "two-tier-district.yaml")
    assert CliRunner().invoke(cli.main, ["audit", path]).exit_code == 0
    wrong_for(monkeypatch, SENT)
    result = CliRunner().invoke(cli.main, ["audit", path])
    assert result.exit_code == 4
    assert SENT in result.stderr and "the engines differ" in result.stderr
    assert result.stdout == ""
    assert CliRunner().invoke(cli.main, ["audit", path, "--engine", "plain"]).exit_code == 0


# -- limits, refused before anything is fired


def wide(number: int) -> Formula:
    """So many groups, one inside the other."""
    formula = ATOM[0]
    for each in range(number):
        formula = Formula("any" if each % 2 else "all", (formula, ATOM[1]))
    return formula


def test_groups_are_counted_as_the_library_counts_them() -> None:
    assert groups_in({"a0_t": 1}) == 0
    assert groups_in({"$and": [{"a0_t": 1}, {"$or": [{"a1_t": 1}, {"$and": [{"a0_f": 1}, {"a1_f": 1}]}]}]}) == 3
    assert groups_in(True) == 0


def test_a_rule_of_too_many_groups_is_refused_and_one_below_the_limit_is_not() -> None:
    verdicts = [bool(too_large(Skeleton(ALWAYS, ALWAYS, (), wide(number), 2))) for number in range(1, MOST_GROUPS + 3)]
    assert verdicts == sorted(verdicts) and verdicts[0] is False and verdicts[-1] is True
    largest = verdicts.index(True)
    rules = outcome_rules(Skeleton(ALWAYS, ALWAYS, (), wide(largest), 2))
    assert max(groups_in(condition) for condition in rules.values()) + 1 == MOST_GROUPS


@fires
def test_the_largest_rule_that_is_let_through_fires_rightly() -> None:
    largest = max(n for n in range(1, MOST_GROUPS + 3) if not too_large(Skeleton(ALWAYS, ALWAYS, (), wide(n), 2)))
    skeleton = Skeleton(ALWAYS, ALWAYS, (), wide(largest), 2)
    firing = Firing()
    for truths in [[a, b] for a in Truth for b in Truth]:
        assert firing.fire("the largest", skeleton, truths) is by_closures(skeleton, truths)


def test_a_rule_of_too_many_atoms_is_refused() -> None:
    parts = tuple(Formula("atom", atom=number) for number in range(200))
    assert "atoms" in too_large(Skeleton(ALWAYS, ALWAYS, (), Formula("all", parts), 200))


@fires
def test_nothing_too_large_ever_reaches_the_library() -> None:
    with pytest.raises(FaultError, match="groups"):
        Firing().fire("some-rule", Skeleton(ALWAYS, ALWAYS, (), wide(40), 2), [TRUE, TRUE])


LOCAL = """\
rule: much-too-wide
title: The strategy group does what this rule says
kind: duty
force: must
bound: {{acts: strategy group, for: themselves}}
for_each: unit
shape: {{state: true}}
law_of: as_at
versions:
  - {{provision: cl 1, extent: england, from: 2010-01-01, to: open, by: the agreement, sure: seen, link: "https://x.test"}}
why: To see that a rule of too many groups is refused when it is loaded.
conditions:
{conditions}
requires: {first}
gap: Not done.
remedy:
  - {{who: the strategy group, do: do it}}
cases:
  - name: met_anything
    base: two-tier-district
    as_at: 2016-06-01
    expect: {{status: compliant, subject: anytown}}
"""


def local_rule(folder: Path, groups: int) -> None:
    """A local rule whose named conditions open into so many groups, one inside the other."""
    names = [f"step-{number}" for number in range(groups)]
    lines = []
    for number, name in enumerate(names):
        last = number == len(names) - 1
        inner = "unit.kind: two-tier district" if last else names[number + 1]
        lines += [
            f"  {name}:",
            f"    {'any' if number % 2 else 'all'}:",
            f"      - {inner}",
            "      - unit.acts_jointly: no",
        ]
    folder.mkdir(parents=True, exist_ok=True)
    text = LOCAL.format(conditions="\n".join(lines), first=names[0])
    (folder / "much-too-wide.yaml").write_text(text, encoding="utf-8")


def test_a_rule_of_too_many_groups_is_refused_when_rules_load(tmp_path: Path) -> None:
    local_rule(tmp_path / "grant", 3)
    assert "grant/much-too-wide" in load_rulebook([tmp_path / "grant"]).rules
    local_rule(tmp_path / "grant", 20)
    with pytest.raises(BadInputError) as refused:
        load_rulebook([tmp_path / "grant"])
    [problem] = refused.value.problems
    assert "groups" in problem.message and problem.file.endswith("much-too-wide.yaml") and problem.line > 0


def test_every_shipped_rule_is_within_the_limits() -> None:
    assert rulebook().judged  # a rule beyond them would have been refused when the rules were loaded


# -- both engines on whole dossiers


@fires
def test_the_engines_agree_finding_by_finding() -> None:
    firing = Firing()
    for seed in range(12):
        random = Random(seed)
        raw = vague(complete(random), random, random.choice([0, 8]))
        fired, plain = audited(raw, firing=firing), audited(raw)
        assert fired.engine == "durable-rules" and plain.engine == "plain"
        assert by_id(fired) == by_id(plain)


def test_without_durable_rules_the_closures_decide_alone_and_the_audit_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(firing_module, "AVAILABLE", False)
    monkeypatch.setattr(firing_module, "_engine", None)
    path = str(ROOT / "rules" / "bases" / "two-tier-district.yaml")
    result = CliRunner().invoke(cli.main, ["audit", path, "--format", "json"])
    assert result.exit_code == 0 and '"engine": "plain"' in result.stdout
    refused = CliRunner().invoke(cli.main, ["audit", path, "--engine", "durable-rules"])
    assert refused.exit_code == 2 and "--engine plain" in refused.stderr


def test_one_rule_can_be_judged_alone() -> None:
    assert {each.rule for each in audited(dossier("two-tier-district"), rules=only(SENT)).findings} == {SENT}
