"""From a rule file to a rule: keys in their order, versions, parts, wording and cases, every error at its line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path as FilePath
from typing import Any

from ..facts.nodes import Node, read_nodes
from ..facts.problems import BadInputError, Problem, nearest, short
from ..facts.values import Kind as ValueKind
from .conditions import ALWAYS, Condition, Path, Test, Within
from .grammar import AS_AT, LAW, PART, PERIOD, Grammar, Scope
from .law import (
    EXTENTS,
    FORCES,
    KINDS,
    SURE,
    SURE_ENOUGH,
    Arises,
    Case,
    Excepted,
    LawOf,
    Part,
    Row,
    Rule,
    Shape,
    Step,
    Text,
    Version,
)
from .names import LISTS, SUBJECTS, Name

KEYS = (
    "rule",
    "title",
    "kind",
    "force",
    "bound",
    "for_each",
    "defines",
    "shape",
    "law_of",
    "versions",
    "why",
    "conditions",
    "arises",
    "applies",
    "exceptions",
    "requires",
    "readings",
    "used",
    "rows",
    "parts",
    "gap",
    "remedy",
    "remedy_past",
    "judgements",
    "review",
    "cases",
    "no_case",
)
#: What a version or part may replace.
REPLACEABLE = (
    "title",
    "conditions",
    "arises",
    "applies",
    "exceptions",
    "requires",
    "readings",
    "used",
    "shape",
    "gap",
    "remedy",
    "remedy_past",
)
VERSION_KEYS = ("instrument", "provision", "extent", "from", "to", "by", "sure", "link", "with")
PART_KEYS = ("part", "words", "versions", *REPLACEABLE)
CASE_KEYS = ("name", "base", "as_at", "given", "expect")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FIELD = re.compile(r"\{([a-z_.]+)\}")


def read_rule(path: FilePath, name: str, *, local: bool = False) -> tuple[Rule, Grammar]:
    """Read one rule file. Raises BadInputError with every problem in it."""
    documents = read_nodes(path, name)
    if len(documents) != 1:
        raise BadInputError([Problem(name, 0, "", "expected one rule in the file")])
    reader = _RuleReader(documents[0], name, path, local)
    rule = reader.rule()
    if reader.grammar.problems:
        raise BadInputError(reader.grammar.problems)
    return rule, reader.grammar


@dataclass
class _RuleReader:
    root: Node
    file: str
    path: FilePath
    local: bool

    def __post_init__(self) -> None:
        judgements = self.root.get("judgements")
        keys = frozenset(judgements.value) if judgements and isinstance(judgements.value, dict) else frozenset()
        self.grammar = Grammar(self.file, self.path.stem, judgements=keys)
        self.instrument = self.path.parent.name
        self.for_each = self._word(self.root, "for_each", tuple(SUBJECTS), "for_each")

    # -- small readers

    def _wrong(self, node: Node | int, message: str) -> None:
        self.grammar.wrong(node, message)

    def _text(self, node: Node, key: str, *, needed: bool = True) -> str:
        child = node.get(key)
        if child is None:
            if needed:
                self._wrong(node, f'"{key}" is missing')
            return ""
        if not isinstance(child.value, str):
            self._wrong(child, f"{key}: expected text")
            return ""
        return " ".join(child.value.split())

    def _word(self, node: Node, key: str, words: Sequence[str], what: str, *, needed: bool = True) -> str:
        text = self._text(node, key, needed=needed)
        if text and text not in words:
            child = node.get(key) or node
            self._wrong(child, f"{what}: expected one of {', '.join(words)}; found {short(text)}{nearest(text, words)}")
            return ""
        return text

    def _keys(self, node: Node, known: Sequence[str], *, ordered: bool = False) -> None:
        if not isinstance(node.value, dict):
            self._wrong(node, "expected a mapping of keys to values")
            return
        last = -1
        for key in node.value:
            line = node.key_lines.get(key, node.line)
            if key not in known:
                self._wrong(line, f'unknown key "{key}"{nearest(key, known)}')
                continue
            place = known.index(key)
            if ordered and place < last:
                self._wrong(line, f'"{key}" stands too late: expected it before "{known[last]}"')
            last = max(last, place)

    def _list(self, node: Node | None) -> list[Node]:
        if node is None:
            return []
        if not isinstance(node.value, list):
            self._wrong(node, "expected a list")
            return []
        return node.value

    # -- the rule

    def rule(self) -> Rule:
        root = self.root
        self._keys(root, KEYS, ordered=True)
        name = self._text(root, "rule")
        if name and (name != self.path.stem or not _ID.fullmatch(name)):
            self._wrong(root.get("rule") or root, f'the rule is called "{name}" but its file is {self.path.name}')
        kind: Any = self._word(root, "kind", KINDS, "kind") or "duty"
        judged = kind in ("duty", "power", "condition")
        force = self._word(root, "force", FORCES, "force", needed=kind in ("duty", "power"))
        if kind == "condition":
            force = "condition"
        bound = root.get("bound")
        if bound is not None:
            self._keys(bound, ("acts", "for"))
        elif kind in ("duty", "power"):
            self._wrong(root, '"bound" is missing: who acts, and for whom')
        versions = self._versions(root, root, judged)
        parts = self._parts(root, versions, judged)
        rows = tuple(self._row(each) for each in self._list(root.get("rows")))
        if kind == "list" and not rows:
            self._wrong(root, "a list needs rows")
        judgements = self._judgements()
        review = self._text(root, "review", needed=False)
        rule = Rule(
            id=f"{self.instrument}/{self.path.stem}",
            instrument=self.instrument,
            title=self._text(root, "title"),
            kind=kind,
            force=force,
            acts=self._text(bound, "acts") if bound else "",
            owes=self._text(bound, "for") if bound else "",
            for_each=self.for_each,
            law_of=self._law_of(),
            why=self._text(root, "why"),
            parts=parts,
            judgements=judgements,
            review=review,
            defines=self._word(root, "defines", tuple(LISTS), "defines", needed=kind == "list"),
            rows=rows,
            cases=tuple(self._case(each) for each in self._list(root.get("cases"))),
            no_case=self._no_case(),
            local=self.local,
            file=self.file,
            line=root.line,
        )
        self._check_whole(rule)
        return rule

    def _check_whole(self, rule: Rule) -> None:
        unsure = [each for each in rule.versions if each.sure not in SURE_ENOUGH]
        if unsure and not rule.review:
            self._wrong(
                unsure[0].line, f'the law here is only "{unsure[0].sure}": a review note must say what to check'
            )
        for key in rule.judgements:
            if key not in self.grammar.used_judgements:
                self._wrong(self.root.get("judgements") or self.root, f'the judgement "{key}" is never asked for')
        conditions = self.root.get("conditions")
        if conditions is not None and isinstance(conditions.value, dict):
            for name in conditions.value:
                if name not in self.grammar.used_names:
                    self._wrong(conditions.key_lines[name], f'the condition "{name}" is never used')
        if not rule.cases:
            self._wrong(self.root, "a rule needs cases that show what it means")
        names = [case.name for case in rule.cases]
        for case in rule.cases:
            if names.count(case.name) > 1:
                self._wrong(case.line, f'two cases are called "{case.name}"')

    def _judgements(self) -> dict[str, str]:
        node = self.root.get("judgements")
        if node is None:
            return {}
        self._keys(node, tuple(node.value) if isinstance(node.value, dict) else ())
        return {key: self._text(node, key) for key in node.value} if isinstance(node.value, dict) else {}

    def _no_case(self) -> dict[str, str]:
        node = self.root.get("no_case")
        return {key: self._text(node, key) for key in node.value} if node and isinstance(node.value, dict) else {}

    def _law_of(self) -> LawOf:
        node = self.root.get("law_of")
        if node is None:
            return LawOf()
        if isinstance(node.value, dict):
            self._keys(node, ("event",))
            event = node.get("event")
            found = self.grammar.path(event, self._scope(Shape()), "value") if event else None
            if found is None or not found[1].is_day:
                self._wrong(node, "law_of: expected {event: the path of a day}")
                return LawOf()
            return LawOf("event", found[0])
        form: Any = self._word(self.root, "law_of", ("due", "as_at"), "law_of")
        return LawOf(form or "as_at")

    # -- versions and parts

    def _versions(self, node: Node, base: Node, judged: bool, part: Node | None = None) -> tuple[Version, ...]:
        versions = tuple(self._version(each, base, judged, part) for each in self._list(node.get("versions")))
        for index, one in enumerate(versions):
            for other in versions[index + 1 :]:
                shared = set(one.extents) & set(other.extents)
                if shared and one.first <= other.last and other.first <= one.last:
                    self._wrong(other.line, f"two versions are in force at once in {' and '.join(sorted(shared))}")
        return versions

    def _version(self, node: Node, base: Node, judged: bool, part: Node | None) -> Version:
        self._keys(node, VERSION_KEYS, ordered=True)
        extent = self._word(node, "extent", tuple(EXTENTS), "extent") or "england"
        first, last = self._day(node, "from"), self._day(node, "to")
        if first and last and last < first:
            self._wrong(node, "the version ends before it begins")
        replaced = node.get("with")
        if replaced is not None:
            self._keys(replaced, REPLACEABLE)
        text = self._content(_laid_over(base, part, replaced), judged)
        link = self._text(node, "link")
        if link and not link.startswith("https://") and not link.startswith("http://"):
            self._wrong(node.get("link") or node, "link: expected an address that starts with https://")
        return Version(
            instrument=self._text(node, "instrument", needed=False) or self.instrument,
            provision=self._text(node, "provision"),
            extents=EXTENTS[extent],
            first=first or date.min,
            last=last or date.max,
            by=self._text(node, "by"),
            sure=self._word(node, "sure", SURE, "sure") or "seen",
            link=link,
            text=text,
            line=node.line,
        )

    def _day(self, node: Node, key: str) -> date | None:
        text = self._text(node, key)
        if text == "open" and key == "to":
            return date.max
        try:
            return date.fromisoformat(text)
        except ValueError:
            if text:
                self._wrong(
                    node.get(key) or node,
                    f"{key}: expected a day such as 2007-08-01{' or open' if key == 'to' else ''}, found {short(text)}",
                )
            return None

    def _parts(self, root: Node, versions: tuple[Version, ...], judged: bool) -> tuple[Part, ...]:
        nodes = self._list(root.get("parts"))
        if not nodes:
            if not versions and not root.get("rows"):
                self._wrong(root, '"versions" is missing: where the law stands, and from when to when')
            return (Part("", "", versions),) if versions else ()
        parts = []
        for node in nodes:
            self._keys(node, PART_KEYS)
            source = node if node.get("versions") else root
            parts.append(
                Part(self._text(node, "part"), self._text(node, "words"), self._versions(source, root, judged, node))
            )
            if not parts[-1].versions:
                self._wrong(node, "the part has no versions, and the rule has none either")
        return tuple(parts)

    def _row(self, node: Node) -> Row:
        self._keys(node, ("kind", "expect", "where", "versions"))
        where = node.get("where")
        expect: Any = self._word(node, "expect", ("exactly one", "at least one", "any number"), "expect")
        return Row(
            kind=self._text(node, "kind"),
            expect=expect or "any number",
            where=self.grammar.condition(where, self._scope(Shape())) if where else ALWAYS,
            versions=self._versions(node, self.root, False),
        )

    # -- what a version says

    def _scope(self, shape: Shape, *, part: bool = False) -> dict[str, Name]:
        scope: dict[str, Name] = {}
        if self.for_each:
            scope[self.for_each] = Name("thing", model=SUBJECTS[self.for_each].__name__)
        scope |= {"as_at": AS_AT, "law": LAW}
        if shape.recurs:
            scope["period"] = PERIOD
        if part or self.root.get("parts"):
            scope["part"] = PART
        return scope

    def _content(self, node: Node, judged: bool) -> Text:
        grammar = self.grammar
        conditions = node.get("conditions")
        grammar.named = conditions.value if conditions and isinstance(conditions.value, dict) else {}
        asked, grammar.used_judgements = grammar.used_judgements, set()
        shape = self._shape(node.get("shape"))
        scope = self._scope(shape)
        arises = self._arises(node.get("arises"), scope)
        if arises and arises.bind:
            bound = arises.condition
            scope = {**scope, arises.bind: Name("thing", model=self._model_of(bound, scope))}
        applies = node.get("applies")
        requires, readings, used = node.get("requires"), node.get("readings"), node.get("used")
        text = Text(
            title=self._text(node, "title"),
            requires=grammar.condition(requires, scope) if requires else None,
            readings=self._readings(readings, scope),
            used=grammar.condition(used, scope) if used else None,
            arises=arises,
            applies=grammar.condition(applies, scope) if applies else ALWAYS,
            exceptions=tuple(self._exception(each, scope) for each in self._list(node.get("exceptions"))),
            shape=shape,
            gap=self._sentence(node, "gap", scope),
            remedy=self._steps(node, "remedy", scope),
            remedy_past=self._steps(node, "remedy_past", scope),
        )
        if requires is None and readings is None and used is None:
            if len(shape.done) == 1:
                done = Test(shape.done[0], "on_or_before", Path(("as_at",)), ValueKind.ACT)
                text = replace(text, requires=done)
            elif judged:
                self._wrong(node, 'what does it ask? "requires", "readings" or "used" is missing')
        grammar.used_judgements |= asked
        return text

    def _model_of(self, condition: Condition, scope: Scope) -> str:
        path = getattr(condition, "path", None)
        if not isinstance(path, Path):
            return "Plan"
        found = self.grammar._path(str(path), self.root.line, scope, form="list")
        return found[1].model if found else "Plan"

    def _arises(self, node: Node | None, scope: Scope) -> Arises | None:
        if node is None:
            return None
        bind = self._text(node, "bind", needed=False)
        see = self._text(node, "see", needed=False)
        plain = Node(node.line, node.value, node.key_lines)
        if isinstance(node.value, dict):
            plain = Node(node.line, {k: v for k, v in node.value.items() if k not in ("bind", "see")}, node.key_lines)
        if bind and not plain.get("some"):
            self._wrong(node, "bind: only what some: finds can be bound")
            bind = ""
        return Arises(self.grammar.condition(plain, scope), bind, see)

    def _readings(self, node: Node | None, scope: Scope) -> tuple[tuple[str, Condition], ...]:
        if node is None:
            return ()
        if not isinstance(node.value, dict) or len(node.value) < 2:
            self._wrong(node, "readings: expected two or more named readings of the law")
            return ()
        return tuple((name.replace("-", " "), self.grammar.condition(each, scope)) for name, each in node.value.items())

    def _exception(self, node: Node, scope: Scope) -> Excepted:
        self._keys(node, ("when", "provision", "words"))
        when = node.get("when")
        if when is None:
            self._wrong(node, '"when" is missing')
        return Excepted(
            self.grammar.condition(when, scope) if when else ALWAYS,
            self._text(node, "provision", needed=False),
            self._text(node, "words", needed=False),
        )

    def _steps(self, node: Node, key: str, scope: Scope) -> tuple[Step, ...]:
        steps = []
        for each in self._list(node.get(key)):
            self._keys(each, ("who", "do"))
            steps.append(Step(self._sentence(each, "who", scope), self._sentence(each, "do", scope)))
        return tuple(steps)

    def _sentence(self, node: Node, key: str, scope: Scope) -> str:
        text = self._text(node, key, needed=key in ("who", "do"))
        for name in _FIELD.findall(text):
            self.grammar._path(name, (node.get(key) or node).line, scope, form=None)
        return text

    # -- shape

    def _shape(self, node: Node | None) -> Shape:
        if node is None:
            return Shape()
        self._keys(node, ("state", "recurs", "done", "by", "late"))
        if node.get("state"):
            return Shape("state")
        recurs = self._word(node, "recurs", ("year", "council year"), "recurs", needed=False)
        late = self._word(node, "late", ("counts", "does_not_count"), "late", needed=False) != "does_not_count"
        done = node.get("done")
        each = (done.value if isinstance(done.value, list) else [done]) if done else []
        paths = tuple(Path(tuple(str(one.value).split("."))) for one in each)
        if recurs:
            by = self._word(node, "by", ("period_end", "day_before_period"), "by")
            form: Any = recurs
            return Shape(form, by == "day_before_period", done=paths, late_counts=late)
        if not paths:
            self._wrong(node, "expected {state: true}, recurs: with by:, or done: the path of an act")
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
        scope = self._scope(Shape())
        if isinstance(node.value, dict):
            return self.grammar.within(node, scope)
        found = self.grammar.path(node, scope, "value")
        if found is None or not found[1].is_day:
            self._wrong(node, "by: expected the path of a day, or {months_from: PATH, n: 1}")
            return None
        return found[0]

    # -- cases

    def _case(self, node: Node) -> Case:
        self._keys(node, CASE_KEYS)
        expect = node.get("expect")
        expected: dict[str, str | tuple[str, ...]] = {}
        if expect is None or not isinstance(expect.value, dict):
            self._wrong(node, "expect: what must come out is missing")
        else:
            for key, value in expect.value.items():
                if isinstance(value.value, list):
                    expected[key] = tuple(str(each.value) for each in value.value)
                else:
                    expected[key] = str(value.value)
        as_at = self._day(node, "as_at")
        return Case(
            name=self._text(node, "name"),
            line=node.line,
            base=self._text(node, "base"),
            as_at=as_at or date.max,
            given=node.get("given"),
            expect=expected,
        )


def _laid_over(base: Node, part: Node | None, replaced: Node | None) -> Node:
    """The keys of a rule, with those of its part and of its version laid over them."""
    value: dict[str, Node] = dict(base.value) if isinstance(base.value, dict) else {}
    for over in (part, replaced):
        if over is not None and isinstance(over.value, dict):
            for key in REPLACEABLE:
                if key in over.value:
                    value[key] = over.value[key]
                    if key == "readings":
                        value.pop("requires", None)
                    if key == "requires":
                        value.pop("readings", None)
    return Node(base.line, value, base.key_lines)
