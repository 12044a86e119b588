"""What a rule says, so far as any case can tell: two rules that say the same are one."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any

from dutybound.engine.conditions import Path, Test
from dutybound.engine.law import EXTENTS, Rule, Text, Version
from dutybound.engine.periods import Period

#: A span of days in one nation, and what the law says in it.
Said = tuple[date, date, str]

#: Whether a period's edge is on this side of a day, and the same asked of the periods before the first that is.
FROM_THE_FIRST = {"on_or_after": date.__ge__, "after": date.__gt__}
BEFORE_THE_FIRST = {"before": date.__ge__, "on_or_before": date.__gt__}


def meaning(rule: Rule) -> str:
    """On which days and where a rule says what, whatever its wording and citations."""
    timelines: list[tuple[object, ...]] = [
        (row.kind, row.expect, row.where, _said_in_each_nation(row.versions)) for row in rule.rows
    ]
    if rule.kind != "list":  # the versions of a list itself only say where it stands
        timelines += [(part.name, _said_in_each_nation(part.versions)) for part in rule.parts]
    return repr((rule.law_of, timelines))


def _said_in_each_nation(versions: tuple[Version, ...]) -> list[list[Said]]:
    nations = EXTENTS["england and wales"]
    return [_said([each for each in versions if nation in each.extents]) for nation in nations]


def _said(versions: list[Version]) -> list[Said]:
    """What is said from when to when. Versions that follow one another and say the same are one."""
    said: list[Said] = []
    for version in sorted(versions, key=lambda each: each.first):
        text = repr(_by_periods(_without_wording(version.text), version.text.shape.form))
        first = version.first
        if said and _follows(said[-1], first) and said[-1][2] == text and "'law', 'from'" not in text:
            first = said.pop()[0]
        said.append((first, version.last, text))
    return said


def _follows(before: Said, first: date) -> bool:
    return before[1] < first and before[1] + timedelta(days=1) == first


def _without_wording(text: Text) -> Text:
    return replace(text, title="", gap="", remedy=(), remedy_past=())


def _by_periods(value: Any, form: str) -> Any:
    """A text in which the edge of a period is compared with the first period for which the comparison changes.

    No period starts on 2 April, so "from 2 April 2008" says the same of periods as "from 1 April 2009".
    """
    if isinstance(value, tuple):
        return tuple(_by_periods(each, form) for each in value)
    if isinstance(value, Test) and value.path.names in (("period", "start"), ("period", "end")):
        return _of_first(value, form)
    if is_dataclass(value) and not isinstance(value, type | Path):
        return replace(value, **{each.name: _by_periods(getattr(value, each.name), form) for each in fields(value)})
    return value


def _of_first(test: Test, form: str) -> Test:
    """A comparison of a period's edge with a day, as one with the first period from which it comes out otherwise."""
    beyond = {**FROM_THE_FIRST, **BEFORE_THE_FIRST}.get(test.operator)
    if beyond is None or not isinstance(test.operand, date):
        return test
    period = Period.of(form, test.operand).previous
    while not beyond(getattr(period, test.path.names[1]), test.operand):
        period = period.next
    return Test(test.path, "from" if test.operator in FROM_THE_FIRST else "until", period.start, test.kind)
