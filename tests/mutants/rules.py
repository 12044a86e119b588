"""Every mutant of a rule file: one condition, date, exception, version, part or row changed at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dutybound.engine.grammar import AS_AT, LAW, PART, PERIOD, Scope
from dutybound.engine.names import SUBJECTS, Name
from dutybound.facts.nodes import Node

from .conditions import HEAD, Change, changes, constant, due, within
from .loadable import tidied, with_span
from .tree import Way, at, find, holders, items, line_of, place, put, renamed, text, texts, timelines, written
from .versions import edges_and_nations

HOLDS_A_CONDITION = ("arises", "applies", "requires", "used")
#: What a version or part can say otherwise, and a case can see.
SEEN_BY_CASES = ("conditions", "arises", "applies", "exceptions", "requires", "readings", "used", "shape")


@dataclass(frozen=True)
class Mutant:
    """A rule file with one thing changed."""

    operator: str
    place: str
    #: What stood there, and what stands there now.
    was: str
    to: str
    line: int
    #: The part and the nations to which the change belongs; "" for all.
    part: str
    extent: str
    root: Node


def mutants(root: Node) -> Iterator[Mutant]:
    """Every mutant of a rule, in the order of the file. Some may not load, or may say the same as the rule."""
    seen: Counter[tuple[str, str]] = Counter()
    for change in sorted(_all_changes(root), key=lambda each: line_of(root, each.way)):
        where = place(root, change.way)
        seen[change.operator, where] += 1
        count = seen[change.operator, where]
        version = _inside(root, change.way, "versions")
        part = _inside(root, change.way, "parts")
        yield Mutant(
            operator=change.operator,
            place=where if count == 1 else f"{where} ({count})",
            was=written(at(root, change.way)),
            to=change.to,
            line=line_of(root, change.way),
            part=part.text("part") if part else "",
            extent=version.text("extent") if version else "",
            root=tidied(root, with_span(root, change.way, put(root, change.goes, change.new))),
        )


def _inside(root: Node, way: Way, series: str) -> Node | None:
    """The version or part in which a way ends."""
    index = next((number for number, step in enumerate(way) if step == series and len(way) > number + 1), None)
    return at(root, way[: index + 2]) if index is not None else None


def _all_changes(root: Node) -> Iterator[Change]:
    scope = scope_of(root)
    for way in holders(root):
        holder = at(root, way)
        for change in _of_holder(holder, scope, top=not way):
            yield change.below(*way)
    yield from _law_of(root)
    for way in timelines(root):
        yield from (each.below(*way) for each in edges_and_nations(at(root, way)))
    for series in ("parts", "rows"):
        for index, node in enumerate(items(root, series)):
            yield Change((series, index), f"drop a {series[:-1]}", "dropped", None)
            yield from (each.below(series, index) for each in _row(node, scope))
    yield from _overrides(root)


def scope_of(root: Node) -> Scope:
    """Every name that some condition of the file can read, with its type."""
    subject = root.text("for_each")
    scope: dict[str, Name] = {"as_at": AS_AT, "law": LAW, "period": PERIOD, "part": PART}
    if subject in SUBJECTS:
        scope[subject] = Name("thing", model=SUBJECTS[subject].__name__)
    heads = [Node(0, each) for each in texts(put(root, ("cases",), None)) if HEAD.fullmatch(each)]
    for _ in range(3):  # what is read from one name may be needed for the next
        for each in heads:
            scope = {**within(each, scope), **scope}
    return scope


# -- what a rule, a part or a version says


def _of_holder(holder: Node, scope: Scope, *, top: bool) -> Iterator[Change]:
    for key in HOLDS_A_CONDITION:
        node = holder.get(key)
        if node is None:
            continue
        if key == "arises":
            yield Change((key,), "remove arises", "removed", None if top else constant(node, True))
            yield from (each.below(key) for each in _arises(node, scope))
            continue
        if key == "applies":
            yield Change((key,), "applies replaced by true", "true", constant(node, True))
        yield from (each.below(key) for each in changes(node, scope))
    for key in ("conditions", "readings"):
        named = holder.get(key)
        for name, node in (named.value if named and isinstance(named.value, dict) else {}).items():
            yield from (each.below(key, name) for each in changes(node, scope))
    yield from _readings(holder)
    for index, excepted in enumerate(items(holder, "exceptions")):
        yield Change(("exceptions", index), "remove an exception", "removed", None)
        when = excepted.get("when")
        if when is not None:
            yield from (each.below("exceptions", index, "when") for each in changes(when, scope))
    shape = holder.get("shape")
    if shape is not None and not shape.get("state"):
        yield from (each.below("shape") for each in _shape(shape))


def _arises(node: Node, scope: Scope) -> Iterator[Change]:
    """Changes to the condition of ``arises``, which keeps the name that it binds and the rule that it points to."""
    kept = {key: each for key in ("bind", "see") if (each := node.get(key))}
    plain = node
    for key in kept:
        plain = put(plain, (key,), None)
    for change in changes(plain, scope):
        new = change.new
        for key, each in kept.items() if not change.way else ():
            new = put(new, (key,), each) if new else None
        yield replace(change, new=new)


def _readings(holder: Node) -> Iterator[Change]:
    readings = holder.get("readings")
    if readings is None or not isinstance(readings.value, dict):
        return
    for name in readings.value:
        kept = {key: each for key, each in readings.value.items() if key != name}
        if len(kept) > 1:
            yield Change(("readings", name), "drop a reading", "dropped", None)
        else:
            alone = put(renamed(holder, "readings", "requires"), ("requires",), next(iter(kept.values())))
            yield Change(("readings", name), "drop a reading", "dropped", alone, up=2)


def _shape(shape: Node) -> Iterator[Change]:
    late = "counts" if shape.text("late") == "does_not_count" else "does_not_count"
    yield Change((), f"late: {late}", late, put(shape, ("late",), text(shape, late)))
    by, done, recurs = shape.get("by"), shape.get("done"), shape.text("recurs")
    if recurs:
        other = "council year" if recurs == "year" else "year"
        yield Change(("recurs",), "another year", other, text(shape, other))
        end = "day_before_period" if shape.text("by") == "period_end" else "period_end"
        yield Change(("by",), "when it is due", end, text(shape, end))
        if done is not None:
            yield Change(("done",), "drop done", "dropped", None)
    elif by is not None:
        yield from (each.below("by") for each in due(by))
    if done is not None and isinstance(done.value, list):
        for index, each in enumerate(done.value):
            yield Change(("done", index), "drop one of done", f"without {each.value}", None)


def _law_of(root: Node) -> Iterator[Change]:
    """Another day's law: of what does not recur, only an event can have one."""
    law = root.get("law_of")
    if law is None:
        return
    other = "due" if law.value == "as_at" else "as_at"
    if isinstance(law.value, dict) or any(find(root, (*way, "shape", "recurs")) for way in holders(root)):
        yield Change(("law_of",), "another day's law", other, text(law, other))


def _row(node: Node, scope: Scope) -> Iterator[Change]:
    expect, where = node.get("expect"), node.get("where")
    if expect is not None:
        other = "exactly one" if expect.value == "any number" else "any number"
        yield Change(("expect",), "expect another number", other, text(expect, other))
    if where is not None:
        yield Change(("where",), "drop where", "dropped", None)
        yield from (each.below("where") for each in changes(where, scope))


def _overrides(root: Node) -> Iterator[Change]:
    """What a version or part says otherwise, dropped where the rule says something in its place."""
    for way in holders(root):
        for key in SEEN_BY_CASES if way else ():
            if at(root, way).get(key) and _under(root, way, key):
                yield Change((*way, key), "drop what is said otherwise", "as the rule says", None)


def _under(root: Node, way: Way, key: str) -> bool:
    """Whether a rule, or the part of a version, has a key for which something else is said."""
    above = [root] if way[0] == "versions" or way[-1] != "with" else [root, at(root, way[:2])]
    same = {"requires": ("requires", "readings"), "readings": ("requires", "readings")}.get(key, (key,))
    optional = key in ("arises", "applies", "exceptions")
    return optional or any(each.get(name) for each in above for name in same)
