"""What holds of every audit, tried on random dossiers: complete ones, and ones made vaguer step by step.

Each finding comes of one rule, with the terms and lists that it reads, so what holds of each third of the rules holds
of all. Each dossier is audited by a third of them: every rule is tried, and the more dossiers in the time.
"""

from __future__ import annotations

import copy
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from dutybound.engine.audit import audit
from dutybound.engine.findings import Audit, Finding, Judgment
from dutybound.engine.firing import AVAILABLE, Firing
from dutybound.engine.rulebook import Rulebook
from dutybound.engine.statuses import Status
from dutybound.facts.load import load
from dutybound.reports import json_format
from dutybound.reports.compose import finding_reported, report_of
from dutybound.reports.json_format import render
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .generate import (
    BASES,
    SERIES,
    SHARES,
    Raw,
    audited,
    complete,
    key,
    loaded,
    share,
    vague,
    vaguer,
)
from .test_completion import areas_of, as_at_of, is_welsh, units

SEEDS = st.integers(0, 2**32 - 1)


def tried(times: int) -> Any:
    """Tries a property so many times with each share of the rules."""
    each = settings(
        derandomize=True, max_examples=times, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    return lambda test: pytest.mark.parametrize("number", range(SHARES))(each(test))


def chance(seed: int, number: int) -> Random:
    """Other dossiers for each share: the seeds that are drawn are the same."""
    return Random(seed * SHARES + number)


def partial(random: Random, most: int = 12) -> Raw:
    return vague(complete(random), random, random.randint(0, most))


# -- both engines


@pytest.mark.skipif(not AVAILABLE, reason="durable-rules cannot be imported here")
@tried(4)
@given(SEEDS)
def test_the_engines_agree_on_every_dossier(number: int, seed: int) -> None:
    dossier = loaded(partial(chance(seed, number)))
    for as_at in (None, date(2015, 6, 1)):
        audit(dossier, share(number), firing=FIRING, as_at=as_at, everything=True)  # a FaultError if they differ


FIRING = Firing()


# -- the order of facts


STATEMENTS = ("none", "whole", "counts")


def shuffled(value: Any, random: Random, *, statements: bool) -> Any:
    """The same facts in another order: mappings, lists of ids, sides of a conflict, and closing statements if asked."""
    if isinstance(value, dict):
        items = []
        for name, each in value.items():
            inside = shuffled(each, random, statements=statements)
            items.append((name, each if name in STATEMENTS and not statements else inside))
        random.shuffle(items)
        return dict(items)
    if isinstance(value, list):
        entries = [shuffled(each, random, statements=statements) for each in value]
        random.shuffle(entries)
        return entries
    return value


def split(raw: Raw, random: Random) -> tuple[Raw, Raw]:
    """One dossier as two files, each item and each statement in one of them."""
    one: Raw = {"dossier": raw["dossier"]}
    other: Raw = {"dossier": dict(raw["dossier"])}
    for section, content in raw.items():
        if section == "dossier":
            continue
        for name in list(content):
            chosen = random.choice([one, other])
            if isinstance(content, dict):
                chosen.setdefault(section, {})[name] = content[name]
            else:
                chosen.setdefault(section, []).append(name)
    return one, other


def printed(paths: list[Path], rules: Rulebook) -> Any:
    """The JSON of an audit without the digests of its files."""
    found = audit(load(paths, rules.gazetteer), rules)
    result = json.loads(render(report_of(found, proof="all")))
    del result["dossier"]["files"]
    return result


def unnumbered(value: Any) -> Any:
    """Evidence without the numbers of statements in their lists, and in the order of its words."""
    if isinstance(value, dict):
        named = {name: unnumbered(each) for name, each in value.items()}
        if "path" in named:
            named["path"] = re.sub(r"^(none|whole|counts)\.\d+\.", r"\1.", named["path"])
        if "evidence" in named:
            named["evidence"] = sorted(named["evidence"], key=json.dumps)
        return named
    return [unnumbered(each) for each in value] if isinstance(value, list) else value


def written(path: Path, raw: Raw) -> Path:
    path.write_text(yaml.safe_dump(raw, sort_keys=False), encoding="utf-8")
    return path


@tried(4)
@given(SEEDS)
def test_the_order_of_facts_does_not_matter(tmp_path: Path, number: int, seed: int) -> None:
    random = chance(seed, number)
    raw = partial(random, 8)
    expected = json.dumps(printed([written(tmp_path / "given.yaml", raw)], share(number)))
    other = written(tmp_path / "other.yaml", shuffled(raw, random, statements=False))
    assert json.dumps(printed([other], share(number))) == expected


@tried(4)
@given(SEEDS)
def test_the_order_of_statements_and_files_changes_only_the_numbers_by_which_they_are_cited(
    tmp_path: Path, number: int, seed: int
) -> None:
    random = chance(seed, number)
    raw = partial(random, 8)
    expected = unnumbered(printed([written(tmp_path / "given.yaml", raw)], share(number)))
    one, other = split(shuffled(raw, random, statements=True), random)
    files = [written(tmp_path / "one.yaml", one), written(tmp_path / "two.yaml", other)]
    random.shuffle(files)
    assert unnumbered(printed(files, share(number))) == expected


def test_the_same_dossier_gives_the_same_bytes_twice() -> None:
    raw = complete(Random(3))
    first, second = (audited(copy.deepcopy(raw)) for _ in range(2))
    assert render(report_of(first, proof="all")) == render(report_of(second, proof="all"))


# -- every rule in force, every subject, every period: once


def recurring(form: str, when: str, as_at: date) -> tuple[tuple[str, date], tuple[str, date]]:
    """The last period that has fallen due and the next to, each with its day, counted out from 1996."""
    first_month, length = {"year": (4, 12), "council year": (5, 12), "quarter": (7, 3)}[form]
    starts = [
        date(1996 + (first_month - 1 + number) // 12, (first_month - 1 + number) % 12 + 1, 1)
        for number in range(0, 12 * 40, length)
    ]
    found = []
    for start, after, then in zip(starts, starts[1:], starts[2:], strict=False):
        month_later = date(after.year + after.month // 12, after.month % 12 + 1, 1)
        ends = {"day_before_period": start, "period_end": after, "month_after_period": month_later}
        found.append((titled(start, after, length), date.fromordinal(ends.get(when, then).toordinal() - 1)))
    index = next(number for number, (_, due) in enumerate(found) if due >= as_at)
    return found[index - 1], found[index]


def titled(start: date, after: date, length: int) -> str:
    if length == 12:
        return f"{start.year}/{after.year % 100:02d}"
    last = date.fromordinal(after.toordinal() - 1)
    return f"{start:%B} to {last:%B %Y}"


def expected_keys(raw: Raw, rules: Rulebook) -> Iterator[tuple[str, str, str | None, str | None]]:
    """The findings that the law asks for, of the subjects that geography gives."""
    as_at = as_at_of(raw)
    nation = "wales" if is_welsh(raw) else "england"
    counties = list(raw.get("counties", {}))
    for rule in rules.judged:
        for part in rule.parts:
            versions = [each for each in part.versions if nation in each.extents]
            shape = part.versions[0].text.shape
            days: list[tuple[str | None, date]] = [(None, as_at)]
            if shape.recurs:
                days = list(recurring(shape.form, shape.when, as_at))
            for period, day in days:
                if not any(each.first <= day <= each.last for each in versions):
                    continue
                subjects = {
                    "unit": [id for id, _ in units(raw, day)] if day <= as_at else None,
                    "area": areas_of(raw),
                    "county": counties,
                    "council": [*areas_of(raw), *counties],
                    "death": list(raw.get("deaths", {})) if rule.law_of.form == "as_at" else None,
                }.get(rule.for_each)
                for subject in subjects or ():
                    yield (rule.id, subject, period, part.name or None)


@tried(5)
@given(SEEDS)
def test_each_rule_in_force_has_one_finding_for_each_subject_and_period(number: int, seed: int) -> None:
    raw = complete(chance(seed, number))
    found = audited(raw, rules=share(number))
    counted = Counter(key(each) for each in found.findings if each.status is not Status.NOT_IN_FORCE)
    assert [each for each, times in counted.items() if times > 1] == []
    assert [each for each in expected_keys(raw, share(number)) if counted[each] != 1] == []
    assert len({each.id for each in found.findings}) == len(found.findings)


def test_findings_stand_in_the_order_in_which_they_matter() -> None:
    found = audited(complete(Random(5))).findings
    ranks = [each.status.rank for each in found]
    assert ranks == sorted(ranks) and len(set(ranks)) > 4


@tried(4)
@given(SEEDS)
def test_the_summary_adds_up_to_all_the_findings(number: int, seed: int) -> None:
    dossier = loaded(partial(chance(seed, number)))
    found = audit(dossier, share(number))
    assert sum(found.summary.values()) == len(found.findings) == len(report_of(found, proof="none").findings)
    assert all(each.status is not Status.NOT_IN_FORCE for each in found.findings)
    assert report_of(found, proof="none").summary == {
        status.value: sum(each.status is status for each in found.findings) for status in found.summary
    }


# -- settled stays settled


def settled(finding: Finding) -> bool:
    if finding.status is Status.POWER:
        return finding.use != "not known"
    return finding.status not in (Status.CANNOT_TELL, Status.JUDGEMENT_NEEDED, Status.DUE)


def said(finding: Finding) -> str:
    return f"power {finding.use}" if finding.status is Status.POWER else finding.status.value


def in_time_not_known(judgment: Judgment) -> bool:
    return not judgment.finding.timing_known


def owed_not_known(judgment: Judgment) -> bool:
    return any(proof.open for view in judgment.views for proof in (view.arises, view.applies, *view.exceptions))


#: How a settled finding may still change when more becomes known: from, to, when, and why.
ALLOWED = (
    ("compliant", "met_late", in_time_not_known, "it was said that whether in time was not known"),
    (
        "compliant",
        "cannot_tell",
        in_time_not_known,
        "in time by one reading of how the time is counted, late by another",
    ),
    (
        "compliant",
        "not_applicable",
        owed_not_known,
        "what is required is met whether or not it is owed (outcome table)",
    ),
)


def allowed(before: Judgment, after: Finding) -> bool:
    return any(
        said(before.finding) == one and after.status.value == other and holds(before)
        for one, other, holds, _ in ALLOWED
        if other != "cannot_tell" or after.cause == "law unsettled"
    )


def counterpart(finding: Finding, result: Audit) -> Finding | None:
    """The finding of the same rule and period on the same subject, or on the combined area of which it is part."""
    found = {key(each): each for each in result.findings}
    return found.get(key(finding)) or found.get((finding.rule, str(finding.partnership), finding.period, finding.part))


def turned(less: Audit, more: Audit, *, item_added: bool) -> Iterator[str]:
    """What was settled and is now otherwise, though more is known."""
    for before in less.judgments:
        if not settled(before.finding):
            continue
        after = counterpart(before.finding, more)
        if after is None:
            yield f"{before.finding.id}: {said(before.finding)}, then no finding at all"
        elif item_added and (said(before.finding), said(after)) == ("met_late", "compliant"):
            continue  # what is given is what its series says, until an earlier one comes to light (docs/meaning.md)
        elif said(before.finding) != said(after) and not allowed(before, after):
            # With one more thing of which the same is asked (a second plan in force) the views may no longer agree.
            if settled(after) or not item_added:
                yield f"{before.finding.id}: {said(before.finding)}, then {said(after)} ({after.cause})"
        elif before.finding.late_by and after.late_by:
            (least, most), (from_, to) = before.finding.late_by, after.late_by
            if not (least <= from_ or item_added) or not from_ <= to <= most:  # an earlier one may come to light
                yield f"{before.finding.id}: late by {before.finding.late_by}, then by {after.late_by}"


@tried(12)
@given(SEEDS)
def test_knowing_more_never_turns_a_settled_finding_round(number: int, seed: int) -> None:
    """Each step takes one thing away: read backwards, it adds a value, an item or a closing statement."""
    random = chance(seed, number)
    raw = vague(complete(random), random, random.choice([0, 0, 4]))
    more = audited(raw, rules=share(number))
    for _ in range(3):
        what = ""
        for _ in range(3):
            raw, step = vaguer(raw, random)
            what += f"{step}; "
        less = audited(raw, rules=share(number))
        assert list(turned(less, more, item_added="drop" in what)) == [], what
        more = less


def one_of_several(judgment: Judgment, what: str) -> bool:
    """Whether a step left out one of several things that may be the one meant, so that fewer are left to agree."""
    bound = {view.bound[1].id for view in judgment.views if view.bound}
    return len(bound) > 1 and what in {f"drop {series} {id}" for series in SERIES for id in bound}


@tried(6)
@given(SEEDS)
def test_knowing_less_settles_nothing(number: int, seed: int) -> None:
    """A fact taken away, or a doubt cast on it, never settles what was open. (One side of a conflict would.)"""
    random = chance(seed, number)
    raw = complete(random)
    before = audited(raw, rules=share(number))
    for _ in range(3):
        raw, what = vaguer(raw, random)
        after = audited(raw, rules=share(number))
        now = {key(each): each for each in after.findings}
        for judgment in before.judgments:
            finding = judgment.finding
            if finding.status not in (Status.CANNOT_TELL, Status.JUDGEMENT_NEEDED):
                continue
            found = now.get(key(finding))
            late_or_not = found is not None and found.status is Status.COMPLIANT and not found.timing_known
            open_ = found is None or not settled(found) or late_or_not or one_of_several(judgment, what)
            assert open_, f"{what}: {finding.id} is now {found and said(found)}"
        before = after


def test_the_random_dossiers_show_every_status_and_cause() -> None:
    """Else the properties would hold of nothing."""
    statuses, causes = Counter[str](), Counter[str | None]()
    for seed in range(60):
        for finding in audited(partial(Random(seed)), rules=share(seed % SHARES)).findings:
            statuses[finding.status.value] += 1
            causes[finding.cause] += 1
    assert set(statuses) == {each.value for each in Status}
    assert {"fact", "conflict", "hedged", "waits on a rule", "law unsettled"} <= set(causes)
    assert min(statuses[each] for each in ("gap", "compliant", "cannot_tell", "not_applicable")) > 50, statuses


# -- areas that have nothing to do with each other


def renamed(raw: Raw, names: dict[str, str]) -> Raw:
    """The same dossier of other places: the ids of places and of items renamed, wherever they stand."""
    text = json.dumps(raw)
    for old, new in names.items():
        text = re.sub(rf'"{old}', f'"{new}', text)
    moved: Raw = json.loads(text)
    items = {id for series in (*SERIES, "judgements") for id in moved.get(series, {})}

    def other(value: Any) -> Any:
        if isinstance(value, dict):
            return {f"other-{name}" if name in items else name: other(each) for name, each in value.items()}
        if isinstance(value, list):
            return [other(each) for each in value]
        return f"other-{value}" if isinstance(value, str) and value in items else value

    return {section: other(content) for section, content in moved.items()}


def together(one: Raw, other: Raw) -> Raw:
    """Two dossiers in one; the statements of the first stand first."""
    both = copy.deepcopy(one)
    for section, content in other.items():
        if section == "dossier":
            continue
        if isinstance(content, dict):
            both[section] = {**both.get(section, {}), **content}
        else:
            both[section] = [*both.get(section, []), *content]
    return both


def of_places(result: Audit, places: set[str]) -> list[str]:
    """The findings of some places, as they are printed."""
    return [
        json_format.written(finding_reported(each, result.citations, "all"))
        for each in result.judgments
        if {each.finding.subject.split("/")[0], str(each.finding.partnership)} & places
    ]


@tried(3)
@given(SEEDS)
def test_a_change_in_one_area_leaves_an_unconnected_area_as_it_was(number: int, seed: int) -> None:
    random, rules = chance(seed, number), share(number)
    ours, theirs = (next(_of_a_district(random)) for _ in range(2))
    theirs = renamed(theirs, {"anytown": "othertown", "anyshire": "othershire"})
    theirs["dossier"] = ours["dossier"]
    places = {"anytown", "anyshire", "anytown-csp", "anyshire-pcc"}
    before = of_places(audited(together(ours, theirs), rules=rules), places)
    assert len(before) > 20
    assert before == of_places(audited(ours, rules=rules), places)
    for _ in range(3):
        theirs, what = vaguer(theirs, random)
    assert of_places(audited(together(ours, theirs), rules=rules), places) == before, what


def _of_a_district(random: Random) -> Iterator[Raw]:
    """Vague dossiers of the district of a two-tier county."""
    assert "two-tier-district" in BASES
    while True:
        raw = complete(random)
        if areas_of(raw) == ["anytown"]:
            yield vague(raw, random, 4)
