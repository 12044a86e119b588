"""What a rule says, so far as any case can tell: two rules that say the same are one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dutybound.engine.law import EXTENTS, Rule, Text, Version

#: A span of days in one nation, and what the law says in it.
Said = tuple[date, date, str]


def meaning(rule: Rule) -> str:
    """On which days and where a rule says what, whatever its wording and citations."""
    timelines = [(row.kind, row.expect, row.where, _said_in_each_nation(row.versions)) for row in rule.rows]
    if rule.kind != "list":  # the versions of a list itself only say where it stands
        timelines += [(part.name, "", None, _said_in_each_nation(part.versions)) for part in rule.parts]
    return repr((rule.law_of, timelines))


def _said_in_each_nation(versions: tuple[Version, ...]) -> list[list[Said]]:
    nations = EXTENTS["england and wales"]
    return [_said([each for each in versions if nation in each.extents]) for nation in nations]


def _said(versions: list[Version]) -> list[Said]:
    """What is said from when to when. Versions that follow one another and say the same are one."""
    said: list[Said] = []
    for version in sorted(versions, key=lambda each: each.first):
        text = repr(_without_wording(version.text))
        first = version.first
        if said and _follows(said[-1], first) and said[-1][2] == text and "'law', 'from'" not in text:
            first = said.pop()[0]
        said.append((first, version.last, text))
    return said


def _follows(before: Said, first: date) -> bool:
    return before[1] < first and before[1] + timedelta(days=1) == first


def _without_wording(text: Text) -> Text:
    return replace(text, title="", gap="", remedy=(), remedy_past=())
