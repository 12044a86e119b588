"""Every small way to change a condition, as a slip of its author's would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dutybound.engine.grammar import GROUPS, WITHIN, Grammar, Scope
from dutybound.engine.names import Name
from dutybound.facts.nodes import Node
from dutybound.facts.values import Kind

from .tree import QUANTIFIERS, Way, mapping, renamed, text, written

#: The comparison that treats the day itself otherwise, and the one that looks the other way.
OTHER_EDGE = {
    "before": "on_or_before",
    "on_or_before": "before",
    "after": "on_or_after",
    "on_or_after": "after",
}
OTHER_WAY = {
    "before": "after",
    "after": "before",
    "on_or_before": "on_or_after",
    "on_or_after": "on_or_before",
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
HEAD = re.compile(r"([a-z_]+) in ([a-z_.]+)")


@dataclass(frozen=True)
class Change:
    """One thing changed: where below a node, by which operator, to what, and the node that then stands there."""

    way: Way
    operator: str
    to: str
    new: Node | None
    #: How many steps up the new node stands, where a change moves more than what it is named for.
    up: int = 0

    def below(self, *way: str | int) -> Change:
        """The same change, seen from further up."""
        return replace(self, way=(*way, *self.way))

    @property
    def goes(self) -> Way:
        """Where the new node stands."""
        return self.way[: len(self.way) - self.up]


def changes(node: Node, scope: Scope, *, negatable: bool = True) -> Iterator[Change]:
    """Every change to a condition and to what stands within it. A leaf directly under ``not`` is not negated."""
    if not isinstance(node.value, dict):
        if negatable:
            yield from _negated(node)
        return
    form = next((key for key in node.value if key in GROUPS), None)
    if form in ("all", "any"):
        yield from _joined(node, form, scope)
    elif form == "not":
        inner = node.value["not"]
        yield Change((), "remove not", "without not", inner)
        yield from _below(changes(inner, scope, negatable=False), "not")
    elif form in QUANTIFIERS:
        yield from _quantified(node, form, scope, negatable=negatable)
    elif form == "every_window":
        yield from _numbers(node.value[form].value["months"], "every_window", "months")  # type: ignore[union-attr, call-overload]
        yield from _where(node, within(node.value["has"], scope))
    else:
        if negatable:
            yield from _negated(node)
        if form == "judgement":
            for truth in (True, False):
                yield Change(
                    (), f"judgement replaced by {str(truth).lower()}", str(truth).lower(), constant(node, truth)
                )
        elif form is None:
            yield from _test(node, scope)


def _below(found: Iterator[Change], *way: str | int) -> Iterator[Change]:
    return (each.below(*way) for each in found)


def _negated(node: Node) -> Iterator[Change]:
    yield Change((), "negate", "not", mapping(node, **{"not": node}))


def constant(like: Node, truth: bool) -> Node:
    """A condition that is always true, or always false."""
    return mapping(like, **{"all" if truth else "any": Node(like.line, [])})


def _joined(node: Node, form: str, scope: Scope) -> Iterator[Change]:
    body = node.value[form]  # type: ignore[call-overload, index]
    for index, each in enumerate(body.value):
        yield Change((form, index), f"drop one of {form}", "dropped", None)
        yield from _below(changes(each, scope), form, index)
    if len(body.value) > 1:
        other = "any" if form == "all" else "all"
        yield Change((), f"{form} to {other}", other, renamed(node, form, other))


# -- lists


def within(listed: Node, scope: Scope) -> Scope:
    """The scope inside a quantifier: with the name of its things."""
    match = HEAD.fullmatch(listed.value) if isinstance(listed.value, str) else None
    found = read(match.group(2), scope) if match else None
    return {**scope, match.group(1): Name("thing", model=found.model)} if match and found else scope


def read(path: str, scope: Scope) -> Name | None:
    """What a path yields, if the names in it are known."""
    found = Grammar("", "").path(Node(0, path), scope, None)
    return found[1] if found else None


def _quantified(node: Node, form: str, scope: Scope, *, negatable: bool) -> Iterator[Change]:
    assert isinstance(node.value, dict)
    if form == "at_least":
        yield from _numbers(node.value[form], form, least=1)
    else:
        other = "every" if form == "some" else "some"
        yield Change((), f"{form} to {other}", other, renamed(node, form, other))
    if negatable and "where" not in node.value:
        yield from _negated(node)
    yield from _where(node, within(node.value["of" if form == "at_least" else form], scope))


def _where(node: Node, scope: Scope) -> Iterator[Change]:
    where = node.get("where")
    if where is not None:
        yield Change(("where",), "drop where", "dropped", None)
        yield from _below(changes(where, scope), "where")


# -- tests of one value


def _test(node: Node, scope: Scope) -> Iterator[Change]:
    assert isinstance(node.value, dict)
    [(path, test)] = node.value.items()
    name = read(path, scope)
    if isinstance(test.value, str):
        yield from _below(_literal(test, name), path)
        return
    [(operator, operand)] = test.value.items()  # type: ignore[union-attr]
    way = (path, operator)
    for table, title in ((OTHER_EDGE, "the day itself"), (OTHER_WAY, "the other way")):
        if operator in table:
            yield Change((path,), title, table[operator], renamed(test, operator, table[operator]))
    if operator in ("covers", "overlaps") and _is_span(operand):
        other = "overlaps" if operator == "covers" else "covers"
        yield Change((path,), "covers and overlaps", other, renamed(test, operator, other))
    if operator == "within":
        yield from _numbers(operand.value["n"], *way, "n")  # type: ignore[call-overload, index]
    elif operator == "one_of" and isinstance(operand.value, list):
        for index, each in enumerate(operand.value):
            yield Change((*way, index), "drop one of one_of", f"without {each.value}", None)
    else:
        yield from _below(_literal(operand, name), *way)


def _is_span(operand: Node) -> bool:
    return isinstance(operand.value, list) or operand.value in ("period", "until_as_at") or "(" in operand.value


def _literal(node: Node, name: Name | None) -> Iterator[Change]:
    """Changes to what a value is compared with: a day, a number, one of a list of words."""
    if isinstance(node.value, list):
        for index, each in enumerate(node.value):
            yield from _below(_literal(each, name), index)
    elif isinstance(node.value, str) and _DAY.fullmatch(node.value):
        yield from days(node)
    elif name and name.kind is Kind.NUMBER:
        yield from _numbers(node)
    elif name and isinstance(node.value, str) and len(name.options) > 1 and node.value in name.options:
        option = name.options[(name.options.index(node.value) + 1) % len(name.options)]
        yield Change((), "another option", option, text(node, option))


def days(node: Node) -> Iterator[Change]:
    """A day moved by one, either way."""
    for step, title in ((-1, "a day earlier"), (1, "a day later")):
        moved = (date.fromisoformat(written(node)) + timedelta(days=step)).isoformat()
        yield Change((), title, moved, text(node, moved))


def _numbers(node: Node, *way: str, least: int = 0) -> Iterator[Change]:
    """A number changed by one, either way."""
    for step, title in ((-1, "one fewer"), (1, "one more")):
        number = int(written(node)) + step
        if number >= least:
            yield Change(way, title, str(number), text(node, str(number)))


def due(node: Node) -> Iterator[Change]:
    """Changes to a deadline: the length of its time, and the readings of when it starts."""
    readings = node.get("readings")
    if readings is not None and isinstance(readings.value, dict):
        for key, each in readings.value.items():
            yield from _below(due(each), "readings", key)
            kept = {name: other for name, other in readings.value.items() if name != key}
            alone = (
                next(iter(kept.values())) if len(kept) == 1 else Node(node.line, {"readings": Node(node.line, kept)})
            )
            yield Change(("readings", key), "drop a reading", "dropped", alone, up=2)
    elif any(node.get(form) for form in WITHIN):
        yield from _numbers(node.value["n"], "n")  # type: ignore[call-overload, index]
