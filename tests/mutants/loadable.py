"""A mutant must be a rule that could have been written: the loader would refuse what nothing else in it uses."""

from __future__ import annotations

from collections.abc import Iterator

from dutybound.facts.nodes import Node

from .conditions import HEAD
from .tree import QUANTIFIERS, Way, at, find, holders, put, texts, written


def with_span(root: Node, way: Way, mutant: Node) -> Node:
    """The mutant with ``over`` where a list lost the test that said over which span it must be known.

    The loader would refuse it otherwise, and no case would ever have to tell it from the rule.
    """
    for end in range(len(way)):
        above = way[:end]
        node = at(root, above)
        span = _span_tested(node)
        if span is None or node.get("over"):
            continue
        now = find(mutant, above)
        if now is not None and any(now.get(form) for form in QUANTIFIERS) and _span_tested(now) is None:
            mutant = put(mutant, (*above, "over"), span)
    return mutant


def _span_tested(node: Node) -> Node | None:
    """The span over which a quantifier's ``where`` asks its list to be known."""
    listed = next((node.get(key) for key in ("of", "some", "every") if node.get(key)), None)
    where = node.get("where")
    if listed is None or where is None or not isinstance(listed.value, str):
        return None
    name = listed.value.split(" ")[0]
    for each in _required(where):
        [(path, test), *more] = each.value.items() if isinstance(each.value, dict) else [("", each)]
        if more or path.split(".")[0] != name or path.count(".") != 1 or not isinstance(test.value, dict):
            continue
        [(operator, operand), *_] = test.value.items()
        if operator in ("during", "covers", "overlaps"):
            whole = (
                isinstance(operand.value, list) or operand.value in ("period", "until_as_at") or "(" in operand.value
            )
            return operand if whole else Node(operand.line, [operand, operand])
    return None


def _required(where: Node) -> Iterator[Node]:
    joined = where.get("all")
    if joined is None:
        yield where
    else:
        for each in joined.value:
            if isinstance(each, Node):
                yield from _required(each)


def tidied(root: Node, mutant: Node) -> Node:
    """The mutant without what only the rule still used: named conditions, judgements, and acts of things not named."""
    while True:
        used = set(texts(put(mutant, ("cases",), None)))
        idle: list[Way] = [
            (key, name)
            for key in ("conditions", "judgements")
            for name in getattr(mutant.get(key), "value", ())
            if name not in used
        ]
        if not idle:
            break
        for way in idle:
            mutant = put(mutant, way, None)
        for key in ("conditions", "judgements"):
            left = mutant.get(key)
            if left is not None and not left.value:
                mutant = put(mutant, (key,), None)
    return _without_idle_acts(mutant, lost=_bound(root) - _bound(mutant))


def _bound(root: Node) -> set[str]:
    """The names that lists bind."""
    return {each.split(" ")[0] for each in texts(put(root, ("cases",), None)) if HEAD.fullmatch(each)}


def _without_idle_acts(mutant: Node, lost: set[str]) -> Node:
    """The mutant without the acts that shapes compare, where nothing names the thing that they are read from."""
    for way in holders(mutant):
        done = find(mutant, (*way, "shape", "done"))
        if done is None:
            continue
        acts = done.value if isinstance(done.value, list) else [done]
        kept = [each for each in acts if isinstance(each, Node) and written(each).split(".")[0] not in lost]
        if len(kept) < len(acts):
            mutant = put(mutant, (*way, "shape", "done"), Node(done.line, kept) if kept else None)
    return mutant
