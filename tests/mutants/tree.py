"""A rule file as a tree: what stands where, in words, and the same tree with one thing changed."""

from __future__ import annotations

from collections.abc import Iterator

from dutybound.engine.grammar import GROUPS
from dutybound.facts.nodes import Node

#: The way to a node: keys of mappings and places of lists, from the root down.
Way = tuple[str | int, ...]

QUANTIFIERS = ("some", "every", "at_least")


def find(root: Node, way: Way) -> Node | None:
    """The node to which a way leads, if it leads to any."""
    node: Node | None = root
    for step in way:
        node = node.child(step) if node is not None else None
    return node


def at(root: Node, way: Way) -> Node:
    """The node to which a way leads, where it is known to."""
    node = find(root, way)
    assert node is not None, way
    return node


def put(root: Node, way: Way, new: Node | None) -> Node:
    """The tree with another node in a place, or without what stood there."""
    if not way:
        assert new is not None
        return new
    step, *rest = way
    if isinstance(root.value, list):
        assert isinstance(step, int)
        items = list(root.value)
        if rest or new is not None:
            items[step] = put(items[step], tuple(rest), new)
        else:
            del items[step]
        return Node(root.line, items)
    assert isinstance(root.value, dict) and isinstance(step, str)
    value = dict(root.value)
    if rest:
        value[step] = put(value[step], tuple(rest), new)
    elif new is not None:
        value[step] = new
    else:
        value.pop(step, None)
    return Node(root.line, value, root.key_lines)


def text(like: Node, value: str) -> Node:
    """A scalar on the line of another node."""
    return Node(like.line, value)


def mapping(like: Node, **value: Node) -> Node:
    """A mapping on the line of another node."""
    return Node(like.line, dict(value))


def renamed(node: Node, old: str, new: str) -> Node:
    """A mapping with another name for one of its keys."""
    assert isinstance(node.value, dict)
    lines = {(new if key == old else key): line for key, line in node.key_lines.items()}
    return Node(node.line, {(new if key == old else key): each for key, each in node.value.items()}, lines)


def texts(node: Node) -> Iterator[str]:
    """Every scalar in a tree."""
    if isinstance(node.value, str):
        yield node.value
    else:
        for each in node.value.values() if isinstance(node.value, dict) else node.value:
            yield from texts(each)


def line_of(root: Node, way: Way) -> int:
    """The line on which what a way leads to begins: that of its key, where it has one."""
    parent, last = at(root, way[:-1]) if way else root, way[-1] if way else ""
    node = at(root, way)
    return parent.key_lines.get(last, node.line) if isinstance(last, str) else node.line


def written(node: Node) -> str:
    """A node in one line."""
    if isinstance(node.value, dict):
        return "{" + ", ".join(f"{key}: {written(each)}" for key, each in node.value.items()) + "}"
    if isinstance(node.value, list):
        return "[" + ", ".join(written(each) for each in node.value) + "]"
    return node.value


def head(node: Node) -> str:
    """A condition in a few words: its form and what it looks at, without what stands within it."""
    if not isinstance(node.value, dict):
        return written(node)
    form = next((key for key in node.value if key in GROUPS), None)
    if form is None:
        return ", ".join(f"{key}: {written(each)}" for key, each in node.value.items())
    if form in ("all", "any"):
        return form
    if form == "not":
        return f"not {head(node.value[form])}"
    listed = node.get("of") or node.get("has")
    return f"{form} {written(node.value[form])}" + (f" of {listed.value}" if listed else "")


def place(root: Node, way: Way) -> str:
    """A way in words that stay the same when lines move: ``part a > requires > where > m.kind: public``."""
    words: list[str] = []
    for number, step in enumerate(way):
        series = next((each for each in reversed(way[:number]) if isinstance(each, str)), "")
        if isinstance(step, str) and step not in ("versions", "parts", "rows", "all", "any", "exceptions", "one_of"):
            words.append(step)
        elif isinstance(step, int):
            words.append(_item(at(root, way[: number + 1]), series, step))
    node = at(root, way)
    if isinstance(node.value, dict) and isinstance(way[-1], str) and way[-1] not in ("shape", "with", "by"):
        words.append(head(node))
    return " > ".join(words) or "versions"


def _item(node: Node, series: str, index: int) -> str:
    """An item of a list in words."""
    if series == "versions":
        return f"{node.text('provision')} in {node.text('extent')} from {node.text('from')}"
    if series == "parts":
        return f"part {node.text('part')}"
    if series == "rows":
        return f"{node.text('kind')} ({node.text('expect')})"
    if series == "exceptions":
        return f"exception {node.text('words') or index + 1}"
    return head(node)


# -- the parts of a rule file


def items(node: Node, key: str) -> list[Node]:
    """The entries of a list; none where there is no list."""
    listed = node.get(key)
    return listed.value if listed is not None and isinstance(listed.value, list) else []


def holders(root: Node) -> Iterator[Way]:
    """Where keys of a rule stand that hold conditions: the rule, its parts, and what their versions say otherwise."""
    yield ()
    for way in timelines(root):
        for index, version in enumerate(at(root, way).value):
            if isinstance(version, Node) and version.get("with"):
                yield (*way, index, "with")
    yield from (("parts", index) for index, _ in enumerate(items(root, "parts")))


def timelines(root: Node) -> Iterator[Way]:
    """Where versions stand. Those of a derived list itself are left out: its rows have their own."""
    if root.get("versions") and not root.get("rows"):
        yield ("versions",)
    for series in ("parts", "rows"):
        for index, node in enumerate(items(root, series)):
            if node.get("versions"):
                yield (series, index, "versions")
