"""What one version of a rule says: its conditions, shape, exceptions and wording."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from ..facts.nodes import Node
from ..facts.values import Kind
from .conditions import ALWAYS, Condition, Path, Test, Within
from .grammar import AS_AT, LAW, PART, PERIOD, Grammar, Scope
from .keys import Keys
from .law import PERIODS, WHENS, Arises, Excepted, Shape, Step, Text
from .names import SUBJECTS, Name

_FIELD = re.compile(r"\{([a-z_.]+)\}")


@dataclass(frozen=True)
class TextReader:
    """Reads the text of versions of one rule."""

    grammar: Grammar
    keys: Keys
    for_each: str
    has_parts: bool
    line: int

    def scope(self, shape: Shape) -> dict[str, Name]:
        """The names that conditions can read: the subject, the day, the law, the period and the part."""
        scope: dict[str, Name] = {}
        if self.for_each:
            scope[self.for_each] = Name("thing", model=SUBJECTS[self.for_each].__name__)
        scope |= {"as_at": AS_AT, "law": LAW}
        if shape.recurs:
            scope["period"] = PERIOD
        if self.has_parts:
            scope["part"] = PART
        return scope

    def content(self, node: Node, judged: bool) -> Text:
        """What a version says: the keys of its rule, with those of its part and its own laid over them."""
        grammar = self.grammar
        conditions = node.get("conditions")
        grammar.named = conditions.value if conditions and isinstance(conditions.value, dict) else {}
        asked, grammar.used_judgements = grammar.used_judgements, set()
        shape = self._shape(node.get("shape"))
        scope = self.scope(shape)
        grammar.bound = {}
        arises = self._arises(node.get("arises"), scope)
        if arises and arises.bind:
            bound = arises.condition
            scope = {**scope, arises.bind: Name("thing", model=self._model_of(bound, scope))}
        applies = node.get("applies")
        requires, readings, used = node.get("requires"), node.get("readings"), node.get("used")
        text = Text(
            title=self.keys.text(node, "title"),
            requires=grammar.condition(requires, scope) if requires else None,
            readings=self._readings(readings, scope),
            used=grammar.condition(used, scope) if used else None,
            arises=arises,
            applies=grammar.condition(applies, scope) if applies else ALWAYS,
            exceptions=tuple(self._exception(each, scope) for each in self.keys.listed(node.get("exceptions"))),
            shape=shape,
            gap=self._sentence(node, "gap", scope),
            remedy=self._steps(node, "remedy", scope),
            remedy_past=self._steps(node, "remedy_past", scope),
        )
        if requires is None and readings is None and used is None:
            if len(shape.done) == 1:
                done = Test(shape.done[0], "on_or_before", Path(("as_at",)), Kind.ACT)
                text = replace(text, requires=done)
            elif judged:
                self.keys.wrong(node, 'what does it ask? "requires", "readings" or "used" is missing')
        self._check_done(node.get("shape"), shape, {**scope, **grammar.bound})
        grammar.used_judgements |= asked
        return text

    def _check_done(self, node: Node | None, shape: Shape, scope: Scope) -> None:
        """Check that what is done is an act of the subject, or of something that a quantifier names."""
        done = node.get("done") if node is not None else None
        if done is None:
            return
        for path in shape.done:
            found = self.grammar.path(Node(done.line, str(path)), scope, "value")
            if found is not None and not found[1].is_day:
                self.keys.wrong(done, f"done: {path} is no act")

    def _model_of(self, condition: Condition, scope: Scope) -> str:
        path = getattr(condition, "path", None)
        if not isinstance(path, Path):
            return "Plan"
        found = self.grammar._path(str(path), self.line, scope, form="list")
        return found[1].model if found else "Plan"

    def _arises(self, node: Node | None, scope: Scope) -> Arises | None:
        if node is None:
            return None
        bind = self.keys.text(node, "bind", needed=False)
        see = self.keys.text(node, "see", needed=False)
        plain = Node(node.line, node.value, node.key_lines)
        if isinstance(node.value, dict):
            plain = Node(node.line, {k: v for k, v in node.value.items() if k not in ("bind", "see")}, node.key_lines)
        if bind and not plain.get("some"):
            self.keys.wrong(node, "bind: only what some: finds can be bound")
            bind = ""
        return Arises(self.grammar.condition(plain, scope), bind, see)

    def _readings(self, node: Node | None, scope: Scope) -> tuple[tuple[str, Condition], ...]:
        if node is None:
            return ()
        if not isinstance(node.value, dict) or len(node.value) < 2:
            self.keys.wrong(node, "readings: expected two or more named readings of the law")
            return ()
        return tuple((name.replace("-", " "), self.grammar.condition(each, scope)) for name, each in node.value.items())

    def _exception(self, node: Node, scope: Scope) -> Excepted:
        self.keys.only(node, ("when", "provision", "words"))
        when = node.get("when")
        if when is None:
            self.keys.wrong(node, '"when" is missing')
        return Excepted(
            self.grammar.condition(when, scope) if when else ALWAYS,
            self.keys.text(node, "provision", needed=False),
            self.keys.text(node, "words", needed=False),
        )

    def _steps(self, node: Node, key: str, scope: Scope) -> tuple[Step, ...]:
        steps = []
        for each in self.keys.listed(node.get(key)):
            self.keys.only(each, ("who", "do"))
            steps.append(Step(self._sentence(each, "who", scope), self._sentence(each, "do", scope)))
        return tuple(steps)

    def _sentence(self, node: Node, key: str, scope: Scope) -> str:
        text = self.keys.text(node, key, needed=key in ("who", "do"))
        for name in _FIELD.findall(text):
            self.grammar._path(name, (node.get(key) or node).line, scope, form=None)
        return text

    def _shape(self, node: Node | None) -> Shape:
        if node is None:
            return Shape()
        self.keys.only(node, ("state", "recurs", "done", "by", "late"))
        if node.get("state"):
            return Shape("state")
        recurs = self.keys.word(node, "recurs", PERIODS, "recurs", needed=False)
        if node.get("recurs") and not recurs:
            return Shape()
        late = self.keys.word(node, "late", ("counts", "does_not_count"), "late", needed=False) != "does_not_count"
        done = node.get("done")
        each = (done.value if isinstance(done.value, list) else [done]) if done else []
        paths = tuple(Path(tuple(str(one.value).split("."))) for one in each)
        if recurs:
            by: Any = self.keys.word(node, "by", WHENS, "by") or "period_end"
            form: Any = recurs
            return Shape(form, by, done=paths, late_counts=late)
        if not paths:
            self.keys.wrong(node, "expected {state: true}, recurs: with by:, or done: the path of an act")
        return Shape("act", by=self._dues(node.get("by")), done=paths, late_counts=late)

    def _dues(self, node: Node | None) -> tuple[tuple[str, Path | Within], ...]:
        if node is None:
            return ()
        readings = node.get("readings")
        if readings is not None and isinstance(readings.value, dict):
            return tuple(
                (name.replace("-", " "), due) for name, each in readings.value.items() if (due := self._due(each))
            )
        due = self._due(node)
        return (("", due),) if due else ()

    def _due(self, node: Node) -> Path | Within | None:
        scope = self.scope(Shape())
        if isinstance(node.value, dict):
            return self.grammar.within(node, scope)
        found = self.grammar.path(node, scope, "value")
        if found is None or not found[1].is_day:
            self.keys.wrong(node, "by: expected the path of a day, or {months_from: PATH, n: 1}")
            return None
        return found[0]
