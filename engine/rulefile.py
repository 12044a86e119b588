"""From a rule file to a rule: keys in their order, versions, parts, wording and cases, every error at its line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path as FilePath
from typing import Any

from ..facts.nodes import Node, read_nodes
from ..facts.problems import BadInputError, Problem
from .conditions import ALWAYS
from .grammar import Grammar
from .keys import Keys
from .law import (
    CHOOSING,
    EXPECTABLE,
    EXPECTED,
    EXTENTS,
    FORCES,
    KINDS,
    SURE,
    SURE_ENOUGH,
    Case,
    LawOf,
    Part,
    Provision,
    Row,
    Rule,
    Shape,
    Version,
)
from .names import LISTS, SUBJECTS, lists_descriptions
from .ruletext import TextReader
from .statuses import Status

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
VERSION_KEYS = ("instrument", "provision", "also", "extent", "from", "to", "by", "sure", "link", "with")
ALSO_KEYS = ("instrument", "provision")
PART_KEYS = ("part", "words", "versions", *REPLACEABLE)
CASE_KEYS = ("name", "base", "as_at", "given", "expect")
#: How many bodies of a kind a derived list expects in an area.
NUMBERS = ("exactly one", "at least one", "any number")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_rule(path: FilePath, name: str, *, local: bool = False) -> tuple[Rule, Grammar]:
    """Read one rule file. Raises BadInputError with every problem in it."""
    documents = read_nodes(path, name)
    if len(documents) != 1:
        line = documents[1].line if documents else 0
        raise BadInputError([Problem(name, line, "", "expected one rule in the file")])
    return rule_of(documents[0], path, name, local=local)


def rule_of(root: Node, path: FilePath, name: str, *, local: bool = False) -> tuple[Rule, Grammar]:
    """The rule that stands in a file, from what was read of it. Raises BadInputError with every problem in it."""
    reader = _RuleReader(root, name, path, local)
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
        self.keys = Keys(self.grammar)
        self.instrument = self.path.resolve().parent.name
        self.for_each = self.keys.word(self.root, "for_each", tuple(SUBJECTS), "for_each")
        has_parts = self.root.get("parts") is not None
        self.texts = TextReader(self.grammar, self.keys, self.for_each, has_parts, self.root.line)

    # -- the rule

    def rule(self) -> Rule:
        root = self.root
        self.keys.only(root, KEYS, ordered=True)
        name = self.keys.text(root, "rule")
        if name and (name != self.path.stem or not _ID.fullmatch(name)):
            self.keys.wrong(root.get("rule") or root, f'the rule is called "{name}" but its file is {self.path.name}')
        kind: Any = self.keys.word(root, "kind", KINDS, "kind") or "duty"
        judged = kind in ("duty", "power", "condition")
        force = self.keys.word(root, "force", FORCES, "force", needed=kind in ("duty", "power"))
        if kind == "condition":
            force = "condition"
        bound = root.get("bound")
        if bound is not None:
            self.keys.only(bound, ("acts", "for"))
        elif kind in ("duty", "power"):
            self.keys.wrong(root, '"bound" is missing: who acts, and for whom')
        parts = self._parts(root, judged)
        rows = tuple(self._row(each) for each in self.keys.listed(root.get("rows")))
        if kind == "list" and not rows:
            self.keys.wrong(root, "a list needs rows")
        judgements = self._judgements()
        review = self.keys.text(root, "review", needed=False)
        rule = Rule(
            id=f"{self.instrument}/{self.path.stem}",
            instrument=self.instrument,
            title=self.keys.text(root, "title"),
            kind=kind,
            force=force,
            acts=self.keys.text(bound, "acts") if bound else "",
            owes=self.keys.text(bound, "for") if bound else "",
            for_each=self.for_each,
            law_of=self._law_of(),
            why=self.keys.text(root, "why"),
            parts=parts,
            judgements=judgements,
            review=review,
            defines=self.keys.word(root, "defines", tuple(LISTS), "defines", needed=kind == "list"),
            rows=rows,
            cases=tuple(self._case(each, kind) for each in self.keys.listed(root.get("cases"))),
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
            self.keys.wrong(
                unsure[0].line, f'the law here is only "{unsure[0].sure}": a review note must say what to check'
            )
        for key in rule.judgements:
            if key not in self.grammar.used_judgements:
                self.keys.wrong(self.root.get("judgements") or self.root, f'the judgement "{key}" is never asked for')
        conditions = self.root.get("conditions")
        if conditions is not None and isinstance(conditions.value, dict):
            for name in conditions.value:
                if name not in self.grammar.used_names:
                    self.keys.wrong(conditions.key_lines[name], f'the condition "{name}" is never used')
        if not rule.cases:
            self.keys.wrong(self.root, "a rule needs cases that show what it means")
        names = [case.name for case in rule.cases]
        for case in rule.cases:
            if names.count(case.name) > 1:
                self.keys.wrong(case.line, f'two cases are called "{case.name}"')

    def _judgements(self) -> dict[str, str]:
        node = self.root.get("judgements")
        if node is None:
            return {}
        self.keys.only(node, tuple(node.value) if isinstance(node.value, dict) else ())
        return {key: self.keys.text(node, key) for key in node.value} if isinstance(node.value, dict) else {}

    def _no_case(self) -> dict[str, str]:
        node = self.root.get("no_case")
        return {key: self.keys.text(node, key) for key in node.value} if node and isinstance(node.value, dict) else {}

    def _law_of(self) -> LawOf:
        node = self.root.get("law_of")
        if node is None:
            return LawOf()
        if isinstance(node.value, dict):
            self.keys.only(node, ("event",))
            event = node.get("event")
            found = self.grammar.path(event, self.texts.scope(Shape()), "value") if event else None
            if event is None or (found is not None and not found[1].is_day):
                self.keys.wrong(node, "law_of: expected {event: the path of a day}")
            if found is None or not found[1].is_day:
                return LawOf()
            return LawOf("event", found[0])
        form: Any = self.keys.word(self.root, "law_of", ("due", "as_at"), "law_of")
        return LawOf(form or "as_at")

    # -- versions and parts

    def _versions(self, node: Node, base: Node, judged: bool, part: Node | None = None) -> tuple[Version, ...]:
        versions = tuple(self._version(each, base, judged, part) for each in self.keys.listed(node.get("versions")))
        for index, one in enumerate(versions):
            for other in versions[index + 1 :]:
                shared = set(one.extents) & set(other.extents)
                if shared and one.first <= other.last and other.first <= one.last:
                    self.keys.wrong(other.line, f"two versions are in force at once in {' and '.join(sorted(shared))}")
        return versions

    def _version(self, node: Node, base: Node, judged: bool, part: Node | None) -> Version:
        self.keys.only(node, VERSION_KEYS, ordered=True)
        extent = self.keys.word(node, "extent", tuple(EXTENTS), "extent") or "england"
        first, last = self.keys.day(node, "from"), self.keys.day(node, "to")
        if first and last and last < first:
            self.keys.wrong(node, "the version ends before it begins")
        replaced = node.get("with")
        if replaced is not None:
            self.keys.only(replaced, REPLACEABLE)
        text = self.texts.content(_laid_over(base, part, replaced), judged)
        link = self.keys.text(node, "link")
        if link and not link.startswith("https://") and not link.startswith("http://"):
            self.keys.wrong(node.get("link") or node, "link: expected an address that starts with https://")
        instrument = self.keys.text(node, "instrument", needed=False) or self.instrument
        provision = self.keys.text(node, "provision")
        return Version(
            instrument=instrument,
            provision=provision,
            extents=EXTENTS[extent],
            first=first or date.min,
            last=last or date.max,
            by=self.keys.text(node, "by"),
            sure=self.keys.word(node, "sure", SURE, "sure") or "seen",
            link=link,
            text=text,
            also=self._also(node, Provision(instrument, provision)),
            line=node.line,
        )

    def _also(self, node: Node, cited: Provision) -> tuple[Provision, ...]:
        """What a version encodes beside the provision that it cites, each named once."""
        found: list[Provision] = []
        named = {(cited.instrument, cited.provision)}
        for each in self.keys.listed(node.get("also")):
            self.keys.only(each, ALSO_KEYS, ordered=True)
            if not isinstance(each.value, dict):
                continue
            instrument = self.keys.text(each, "instrument", needed=False) or cited.instrument
            provision = self.keys.text(each, "provision")
            if (instrument, provision) in named:
                self.keys.wrong(each, f'also: "{provision}" is named twice')
            named.add((instrument, provision))
            found.append(Provision(instrument, provision, each.line))
        return tuple(found)

    def _parts(self, root: Node, judged: bool) -> tuple[Part, ...]:
        """The parts of a rule, each with its own versions or the rule's; one without a name where there are none."""
        nodes = self.keys.listed(root.get("parts"))
        if not nodes:
            versions = self._versions(root, root, judged)
            if not versions and not root.get("rows"):
                self.keys.wrong(root, '"versions" is missing: where the law stands, and from when to when')
            return (Part("", "", versions),) if versions else ()
        parts = []
        for node in nodes:
            self.keys.only(node, PART_KEYS)
            source = node if node.get("versions") else root
            parts.append(
                Part(
                    self.keys.text(node, "part"),
                    self.keys.text(node, "words"),
                    self._versions(source, root, judged, node),
                )
            )
            if not parts[-1].versions:
                self.keys.wrong(node, "the part has no versions, and the rule has none either")
        return tuple(parts)

    def _row(self, node: Node) -> Row:
        self.keys.only(node, ("kind", "expect", "where", "versions"))
        where = node.get("where")
        described = lists_descriptions(self.keys.text(self.root, "defines", needed=False))
        expect: Any = self.keys.word(node, "expect", NUMBERS, "expect", needed=not described)
        if described and expect:
            self.keys.wrong(node.get("expect") or node, "expect: a description is no body: leave it out")
        return Row(
            kind=self.keys.text(node, "kind"),
            expect=expect or ("" if described else "any number"),
            where=self.grammar.condition(where, self.texts.scope(Shape())) if where else ALWAYS,
            versions=self._versions(node, self.root, False),
        )

    # -- cases

    def _case(self, node: Node, kind: str) -> Case:
        self.keys.only(node, CASE_KEYS)
        expect = node.get("expect")
        expected: dict[str, str | tuple[str, ...]] = {}
        if expect is None or not isinstance(expect.value, dict):
            self.keys.wrong(node, "expect: what must come out is missing")
        else:
            self.keys.only(expect, EXPECTABLE.get(kind, (*CHOOSING, *EXPECTED)))
            self.keys.word(expect, "status", [each.value for each in Status], "status", needed=False)
            for key, value in expect.value.items():
                if isinstance(value.value, list):
                    expected[key] = tuple(str(each.value) for each in value.value)
                else:
                    expected[key] = str(value.value)
        as_at = self.keys.day(node, "as_at")
        return Case(
            name=self.keys.text(node, "name"),
            line=node.line,
            base=self.keys.text(node, "base"),
            as_at=as_at or date.max,
            given=node.get("given"),
            expect=expected,
            base_line=node.key_lines.get("base", node.line),
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
