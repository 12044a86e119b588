"""The grammar of conditions: from YAML to checked conditions, with every error at its line.

The grammar is closed: what is not here is refused. Types are checked against the fact models, so that a rule
that loads can be evaluated on any dossier.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ..facts.days import read_day
from ..facts.nodes import Node
from ..facts.problems import Problem, nearest, short
from ..facts.values import Kind
from .conditions import (
    ALWAYS,
    All,
    AnyOf,
    Condition,
    EveryWindow,
    Judge,
    Named,
    Not,
    Operand,
    Path,
    Quantified,
    SpanOf,
    Term,
    Test,
    Within,
)
from .names import Name, names_of

MOST_QUANTIFIERS = 2
MOST_LEVELS = 4
GROUPS = ("all", "any", "not", "term", "judgement", "some", "every", "at_least", "every_window")
DAY_TESTS = ("before", "on_or_before", "after", "on_or_after", "during", "within")
TIME_TESTS = ("covers", "overlaps")
TESTS: dict[Kind, tuple[str, ...]] = {
    Kind.DAY: DAY_TESTS,
    Kind.ACT: DAY_TESTS,
    Kind.TIME: TIME_TESTS,
    Kind.NUMBER: ("is", "at_least", "at_most"),
    Kind.YES_NO: ("is",),
    Kind.TEXT: ("is", "one_of"),
    Kind.CHOICE: ("is", "one_of"),
    Kind.ID: ("is", "one_of"),
}
SPANS = ("period", "until_as_at", "year_before(period)", "year_of(PATH)", "anniversary_of(PATH)", "[DAY, DAY]")
_QUANTIFIER = re.compile(r"([a-z_]+) in ([a-z_.]+)")
_PATH = re.compile(r"[a-z_]+(?:\.[a-z_]+)*")
_SPAN_OF = re.compile(r"(year_before|year_of|anniversary_of)\(([a-z_.]+)\)")
WITHIN = ("months_from", "days_from", "days_beginning")

PERIOD = Name("thing", "The year that is judged.", model="Period")
LAW = Name("thing", "The version of the law that is applied.", model="Law")
AS_AT = Name("value", "The day as at which the audit is made.", Kind.DAY)
PART = Name("value", "The part of the rule that is judged.", Kind.TEXT)

Scope = Mapping[str, Name]


@dataclass
class Grammar:
    """Reads the conditions of one rule, and collects what is wrong with them."""

    file: str
    rule: str
    judgements: frozenset[str] = frozenset()
    #: The rule's named conditions as they stand in its file.
    named: dict[str, Node] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    used_names: set[str] = field(default_factory=set)
    used_judgements: set[str] = field(default_factory=set)
    #: Terms used, with the model of what they are asked of and their line, to be looked up when all rules are loaded.
    terms: list[tuple[str, str, int]] = field(default_factory=list)
    #: The names that quantifiers bind, with what each names.
    bound: dict[str, Name] = field(default_factory=dict)
    _opening: list[str] = field(default_factory=list)

    def wrong(self, node: Node | int, message: str) -> None:
        """Note a problem at a node or line."""
        line = node if isinstance(node, int) else node.line
        self.problems.append(Problem(self.file, line, self.rule, message))

    # -- conditions

    def condition(self, node: Node, scope: Scope, depth: int = 0, level: int = 0) -> Condition:
        """A condition; ALWAYS where it is wrong (the problem is noted)."""
        if isinstance(node.value, str):
            return self._named(node, scope, depth)
        if not isinstance(node.value, dict):
            self.wrong(node, "expected one condition, found a list: write all: or any: above it")
            return ALWAYS
        keys = list(node.value)
        if level >= MOST_LEVELS:
            self.wrong(node, f"nested more than {MOST_LEVELS} levels deep: name a part of it under conditions")
            return ALWAYS
        form = next((key for key in keys if key in GROUPS), None)
        if form is None:
            if len(keys) != 1:
                self.wrong(node, f"expected one test, found {len(keys)}: join them with all: or any:")
                return ALWAYS
            return self._test(keys[0], node.value[keys[0]], node.key_lines.get(keys[0], node.line), scope)
        body = node.value[form]
        if form in ("all", "any"):
            self._only(node, (form,))
            if not isinstance(body.value, list):
                self.wrong(body, f"{form}: expected a list of conditions")
                return ALWAYS
            parts = tuple(self.condition(each, scope, depth, level + 1) for each in body.value)
            return All(parts) if form == "all" else AnyOf(parts)
        if form == "not":
            self._only(node, (form,))
            return Not(self.condition(body, scope, depth, level + 1))
        if form == "term":
            self._only(node, (form,))
            return self._term(body, scope)
        if form == "judgement":
            self._only(node, (form,))
            return self._judgement(body, scope)
        if form == "every_window":
            return self._every_window(node, scope, depth)
        return self._quantified(form, node, scope, depth)

    def _only(self, node: Node, keys: tuple[str, ...]) -> None:
        assert isinstance(node.value, dict)
        for key in node.value:
            if key not in keys:
                self.wrong(node.key_lines.get(key, node.line), f'"{key}" cannot stand here{nearest(key, keys)}')

    def _named(self, node: Node, scope: Scope, depth: int) -> Condition:
        name = str(node.value)
        body = self.named.get(name)
        if body is None:
            self.wrong(node, f'there is no condition "{name}"{nearest(name, self.named)}')
            return ALWAYS
        if name in self._opening:
            self.wrong(node, f'the condition "{name}" refers to itself')
            return ALWAYS
        self.used_names.add(name)
        self._opening.append(name)
        condition = self.condition(body, scope, depth)
        self._opening.pop()
        return Named(name.replace("-", " "), condition)

    def _term(self, node: Node, scope: Scope) -> Condition:
        if isinstance(node.value, dict) and len(node.value) == 1:
            [(name, of)] = node.value.items()
            found = self._path(str(of.value), of.line, scope, form="thing")
        else:
            name, subject = str(node.value), next(iter(scope))
            found = Path((subject,)), scope[subject]
        if found is None:
            return ALWAYS
        self.terms.append((name, found[1].model, node.line))
        return Term(name, found[0])

    def _judgement(self, node: Node, scope: Scope) -> Condition:
        key, of = str(node.value), None
        if isinstance(node.value, dict) and len(node.value) == 1:
            [(key, thing)] = node.value.items()
            found = self._path(str(thing.value), thing.line, scope, form="thing")
            of = found[0] if found else None
        if key not in self.judgements:
            self.wrong(node, f'there is no judgement "{key}"{nearest(key, self.judgements)}')
        if key in self.used_judgements and not self._opening:
            self.wrong(node, f'the judgement "{key}" is used twice: name one condition that holds it')
        self.used_judgements.add(key)
        return Judge(key, of)

    # -- quantifiers

    def _quantified(self, form: str, node: Node, scope: Scope, depth: int) -> Condition:
        assert isinstance(node.value, dict)
        number = 1
        if form == "at_least":
            self._only(node, ("at_least", "of", "where", "over"))
            count = node.value["at_least"]
            number = int(count.value) if isinstance(count.value, str) and count.value.isdigit() else 0
            if number < 1:
                self.wrong(count, "at_least: expected a whole number of 1 or more")
            head = node.value.get("of")
        else:
            self._only(node, (form, "where", "over", "bind", "see"))
            head = node.value[form]
        listed = self._head(head or node, scope)
        if listed is None:
            return ALWAYS
        name, path, what = listed
        if depth >= MOST_QUANTIFIERS:
            self.wrong(node, f"quantifiers are nested more than {MOST_QUANTIFIERS} deep: make the inner one a term")
            return ALWAYS
        inside = {**scope, name: Name("thing", model=what.model)}
        self.bound[name] = inside[name]
        where_node = node.value.get("where")
        where = self.condition(where_node, inside, depth + 1) if where_node else ALWAYS
        over = node.value.get("over")
        span = self._span(over, scope) if over else None
        dates, narrowed, countable = self._closable(name, where)
        if what.series and over is None and not dates:
            self.wrong(
                node,
                f"over which span must {path} be known? test its date, or write over: with one of {', '.join(SPANS)}",
            )
        return Quantified(form, name, path, where, span, number, dates, narrowed, countable)

    def _head(self, node: Node, scope: Scope) -> tuple[str, Path, Name] | None:
        match = _QUANTIFIER.fullmatch(node.value) if isinstance(node.value, str) else None
        if not match:
            self.wrong(node, f"expected a name in a list, such as p in unit.plans; found {short(node.value)}")
            return None
        name, text = match.groups()
        if name in scope:
            self.wrong(node, f'"{name}" already names something here: choose another name')
        found = self._path(text, node.line, scope, form="list")
        return (name, *found) if found else None

    def _closable(
        self, name: str, where: Condition
    ) -> tuple[tuple[tuple[str, str, SpanOf], ...], tuple[tuple[str, str | Path], ...], bool]:
        """How ``where`` dates and narrows a list: only what it requires of every thing counts."""
        dates: list[tuple[str, str, SpanOf]] = []
        narrowed: list[tuple[str, str | Path]] = []
        countable = True
        for each in required(where):
            if isinstance(each, Test) and each.path.names[0] == name and len(each.path.names) == 2:
                last = each.path.names[1]
                if each.operator in ("during", "covers", "overlaps"):
                    operand = each.operand
                    span = SpanOf("days", ends=(operand, operand)) if isinstance(operand, Path | date) else operand
                    if isinstance(span, SpanOf):
                        dates.append((last, each.operator, span))
                        continue
                if each.operator == "is" and isinstance(each.operand, str | Path):
                    narrowed.append((last, each.operand))
                    continue
            countable = False
        return tuple(dates), tuple(narrowed), countable

    def _every_window(self, node: Node, scope: Scope, depth: int) -> Condition:
        assert isinstance(node.value, dict)
        self._only(node, ("every_window", "has", "where", "dated", "over"))
        months = node.value["every_window"].get("months")
        number = int(months.value) if months and isinstance(months.value, str) and months.value.isdigit() else 0
        missing = [key for key in ("has", "dated", "over") if key not in node.value]
        if not number or missing:
            self.wrong(node, "expected every_window: {months: 12} with has:, dated: and over:")
            return ALWAYS
        listed = self._head(node.value["has"], scope)
        span = self._span(node.value["over"], scope)
        if listed is None or span is None:
            return ALWAYS
        name, path, what = listed
        inside = {**scope, name: Name("thing", model=what.model)}
        where_node = node.value.get("where")
        where = self.condition(where_node, inside, depth + 1) if where_node else ALWAYS
        dated = self._path(str(node.value["dated"].value), node.value["dated"].line, inside, form="value")
        if dated is None or not dated[1].is_day:
            self.wrong(node.value["dated"], "dated: expected a day of the thing that each window has")
            return ALWAYS
        _, narrowed, _ = self._closable(name, where)
        listing = Quantified("some", name, path, where, span, narrowed=narrowed)
        return EveryWindow(number, listing, dated[0], span)

    # -- tests

    def _test(self, text: str, node: Node, line: int, scope: Scope) -> Condition:
        found = self._path(text, line, scope, form=None)
        if found is None:
            return ALWAYS
        path, name = found
        if name.form == "list":
            return self._includes(path, name, node, scope)
        if name.form == "thing" or name.kind is None:
            self.wrong(line, f"{text} is a thing, not a value: read one of its fields{self._fields(name.model)}")
            return ALWAYS
        if isinstance(node.value, str):
            operator, operand_node = "is", node
        elif isinstance(node.value, dict) and len(node.value) == 1:
            [(operator, operand_node)] = node.value.items()
        else:
            self.wrong(node, f"expected one test of {text}: one of {', '.join(TESTS[name.kind])}")
            return ALWAYS
        if operator not in TESTS[name.kind]:
            self.wrong(
                node,
                f"{text} is {_a(name.kind.value)}: it cannot be tested with {operator}"
                f"; expected one of: {', '.join(TESTS[name.kind])}",
            )
            return ALWAYS
        operand = self._operand(operator, operand_node, name, scope)
        return ALWAYS if operand is None else Test(path, operator, operand, name.kind)

    def _includes(self, path: Path, name: Name, node: Node, scope: Scope) -> Condition:
        operand = node.get("includes") if isinstance(node.value, dict) and len(node.value) == 1 else None
        if name.model != "Contained" or operand is None or not isinstance(operand.value, str):
            self.wrong(node, f"{path} is a list: write some: x in {path}, or for contents includes: a part")
            return ALWAYS
        word = operand.value
        return Test(path, "includes", Path((word,)) if word in scope else word, None)

    def _operand(self, operator: str, node: Node, name: Name, scope: Scope) -> Operand | None:
        assert name.kind is not None
        if operator == "within":
            return self.within(node, scope)
        if operator in ("during", "overlaps"):
            return self._span(node, scope)
        if operator == "covers":
            if isinstance(node.value, str) and not _looks_like_span(node.value):
                return self._day(node, scope)
            return self._span(node, scope)
        if name.is_day:
            return self._day(node, scope)
        if operator == "one_of":
            return self._one_of(node, name, scope)
        if not isinstance(node.value, str):
            self.wrong(node, "expected one value")
            return None
        return self._literal(node, node.value, name, scope)

    def _literal(self, node: Node, text: str, name: Name, scope: Scope) -> Operand | None:
        if name.kind is Kind.YES_NO:
            if text not in ("yes", "no", "true", "false"):
                self.wrong(node, f"expected yes or no, found {short(text)}")
                return None
            return text in ("yes", "true")
        if name.kind is Kind.NUMBER:
            if not text.isdigit():
                self.wrong(node, f"expected a whole number, found {short(text)}")
                return None
            return int(text)
        first = text.partition(".")[0]
        if first in scope and name.kind in (Kind.ID, Kind.TEXT):
            found = self._path(text, node.line, scope, form=None)
            return found[0] if found else None
        if name.options and text not in name.options:
            self.wrong(node, f"expected one of: {', '.join(name.options)}; found {short(text)}")
            return None
        if name.kind is Kind.ID:
            self.wrong(node, f"expected a name in scope, found {short(text)}: rules name no body of a dossier")
            return None
        return text

    def _one_of(self, node: Node, name: Name, scope: Scope) -> Operand | None:
        if isinstance(node.value, str):
            found = self._path(node.value, node.line, scope, form="list")
            return found[0] if found else None
        if not isinstance(node.value, list):
            self.wrong(node, "one_of: expected a list of values or the path of a list")
            return None
        values = [self._literal(each, str(each.value), name, scope) for each in node.value]
        return tuple(value for value in values if isinstance(value, str))

    def _day(self, node: Node, scope: Scope) -> Path | date | None:
        text = node.value if isinstance(node.value, str) else ""
        if text[:1].isdigit():
            try:
                day = read_day(text)
            except ValueError as error:
                self.wrong(node, str(error))
                return None
            if not day.exact:
                self.wrong(node, f"expected one day such as 2008-04-01, found {text}")
            return day.earliest
        found = self._path(text, node.line, scope, form="value") if text else None
        if found is None or not found[1].is_day:
            self.wrong(node, f"expected a day, found {short(node.value)}")
            return None
        return found[0]

    def within(self, node: Node, scope: Scope) -> Within | None:
        """``{months_from: PATH, n: 1}`` and its like."""
        form = next((key for key in WITHIN if node.get(key)), None)
        number = node.get("n")
        if form is None or number is None or not isinstance(number.value, str) or not number.value.isdigit():
            self.wrong(node, f"expected {{{WITHIN[0]}: PATH, n: 1}}, or the same with {WITHIN[1]} or {WITHIN[2]}")
            return None
        self._only(node, (form, "n"))
        start = node.get(form)
        found = self._path(str(start.value), start.line, scope, form="value") if start else None
        if found is None or not found[1].is_day:
            self.wrong(node, f"{form}: expected the path of a day")
            return None
        return Within(form, found[0], int(number.value))

    def _span(self, node: Node, scope: Scope) -> SpanOf | None:
        if isinstance(node.value, list):
            ends = [self._day(each, scope) for each in node.value]
            if len(ends) != 2 or ends[0] is None or ends[1] is None:
                self.wrong(node, "expected a span of two days: [DAY, DAY]")
                return None
            return SpanOf("days", ends=(ends[0], ends[1]))
        text = node.value if isinstance(node.value, str) else ""
        if text == "until_as_at" or (text == "period" and "period" in scope):
            return SpanOf(text)
        match = _SPAN_OF.fullmatch(text)
        if match:
            form, inside = match.groups()
            if form == "year_before":
                if inside == "period" and "period" in scope:
                    return SpanOf(form, Path(("period",)))
            else:
                found = self._path(inside, node.line, scope, form="value")
                if found and found[1].is_day:
                    return SpanOf(form, found[0])
        self.wrong(node, f"expected a span: one of {', '.join(SPANS)}; found {short(node.value)}")
        return None

    # -- paths

    def path(self, node: Node, scope: Scope, form: str | None) -> tuple[Path, Name] | None:
        """A path that stands alone, with what it yields."""
        if not isinstance(node.value, str):
            self.wrong(node, "expected a path such as plan.adopted")
            return None
        return self._path(node.value, node.line, scope, form=form)

    def _path(self, text: str, line: int, scope: Scope, *, form: str | None) -> tuple[Path, Name] | None:
        if not _PATH.fullmatch(text):
            self.wrong(line, f"expected a path such as plan.adopted, found {short(text)}{nearest(text, GROUPS)}")
            return None
        first, *rest = text.split(".")
        name = scope.get(first)
        if name is None:
            self.wrong(line, f'there is no "{first}" in scope{nearest(first, [*scope, *GROUPS])}')
            return None
        for field_name in rest:
            if name.form != "thing":
                self.wrong(line, f'nothing can be read from "{text}" after a {name.form}')
                return None
            fields = names_of(name.model)
            if field_name not in fields:
                self.wrong(line, f'{_a(name.model)} has no "{field_name}"{nearest(field_name, fields)}')
                return None
            name = fields[field_name]
        if form is not None and name.form != form:
            self.wrong(line, f"{text} is a {name.form}; expected a {form} here")
            return None
        return Path(tuple(text.split("."))), name

    @staticmethod
    def _fields(model: str) -> str:
        return f" ({', '.join(sorted(names_of(model)))})" if model else ""


def required(condition: Condition) -> list[Condition]:
    """The conditions that every thing must meet: those joined by ``all``."""
    if isinstance(condition, All):
        return [each for part in condition.conditions for each in required(part)]
    if isinstance(condition, Named):
        return required(condition.condition)
    return [condition]


def _looks_like_span(text: str) -> bool:
    return text in ("period", "until_as_at") or "(" in text


def _a(word: str) -> str:
    """A type or model with its article, in words: a unit, an area."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", word).lower().removesuffix(" subject")
    vowel = words[:1] in "aeiou" and not words.startswith("uni")
    return f"{'an' if vowel else 'a'} {words}"
