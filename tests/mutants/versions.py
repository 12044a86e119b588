"""Every small way to change the versions of a rule: a day, a nation, a version."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from dutybound.facts.nodes import Node

from .conditions import Change, days
from .tree import put, text

ONE_DAY = timedelta(days=1)
NATIONS = ("england", "wales")


def edges_and_nations(node: Node) -> Iterator[Change]:
    """A day moved at an edge of a version (and of the neighbour that meets it there); another nation; no version."""
    versions: list[Node] = node.value  # type: ignore[assignment]
    for index, version in enumerate(versions):
        yield Change((index,), "drop a version", "dropped", None)
        for edge in ("from", "to"):
            if version.text(edge) not in ("open", ""):
                yield from _edge(node, index, edge)
        yield from _nations(version, index)
    nations = {each.text("extent") for each in versions}
    if nations == set(NATIONS):
        exchanged = Node(node.line, [_in_nation(each, _other(each.text("extent"))) for each in versions])
        yield Change((), "exchange the nations", "each version in the other nation", exchanged)


def _edge(node: Node, index: int, edge: str) -> Iterator[Change]:
    versions: list[Node] = node.value  # type: ignore[assignment]
    version = versions[index]
    for moved in days(version.value[edge]):  # type: ignore[call-overload, index]
        changed = put(node, (index, edge), moved.new)
        step = ONE_DAY if moved.operator == "a day later" else -ONE_DAY
        for other, neighbour in enumerate(versions):
            facing = "to" if edge == "from" else "from"
            if other != index and _share_a_nation(version, neighbour) and _meet(version, edge, neighbour, facing):
                day = date.fromisoformat(neighbour.text(facing)) + step
                changed = put(changed, (other, facing), text(neighbour, day.isoformat()))
        yield Change((index, edge), moved.operator, moved.to, changed, up=2)


def _share_a_nation(one: Node, other: Node) -> bool:
    return bool(_nations_of(one) & _nations_of(other))


def _nations_of(version: Node) -> set[str]:
    return {nation for nation in NATIONS if nation in version.text("extent")}


def _meet(one: Node, edge: str, other: Node, facing: str) -> bool:
    """Whether one version ends on the day before the other begins."""
    if "open" in (one.text(edge), other.text(facing)):
        return False
    days_apart = date.fromisoformat(one.text(edge)) - date.fromisoformat(other.text(facing))
    return days_apart == (ONE_DAY if edge == "from" else -ONE_DAY)


def _nations(version: Node, index: int) -> Iterator[Change]:
    extent = version.text("extent")
    others = (_other(extent),) if extent in NATIONS else NATIONS
    for other in others:
        yield Change((index, "extent"), f"extent: {other}", other, text(version, other))


def _other(nation: str) -> str:
    return NATIONS[1 - NATIONS.index(nation)]


def _in_nation(version: Node, nation: str) -> Node:
    return put(version, ("extent",), text(version, nation))
