"""The rulebook: every rule, table and statute map of the shipped folder, and of local folders beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..facts.gazetteer import Gazetteer
from ..facts.nodes import Node, read_nodes
from ..facts.problems import BadInputError, Problem, nearest
from .conditions import All, AnyOf, Condition, EveryWindow, Formula, Named, Not, Quantified, Term, formula
from .firing import Skeleton, too_large
from .grammar import Grammar
from .law import Rule, Text, Version
from .names import SUBJECTS
from .row_list import ROWS, check_row_list
from .rulefile import read_rule
from .statute_map import Coverage, Instrument, join, read_map, unaccounted

SHIPPED = Path(__file__).resolve().parent.parent / "rules"
#: Folders of the shipped rules that hold no rules: geography, and the base dossiers of cases.
TABLES, BASES = "tables", "bases"
#: What papers call the law: read only where a paper is checked.
CITATIONS = "citations.yaml"


@dataclass(frozen=True)
class Rulebook:
    """All that the tool knows of law."""

    rules: dict[str, Rule]
    instruments: tuple[Instrument, ...]
    coverage: tuple[Coverage, ...]
    gazetteer: Gazetteer
    bases: dict[str, Node]
    digest: str

    @cached_property
    def terms(self) -> dict[str, Rule]:
        """The rules that define a term, by the term's name."""
        return {rule.id.split("/")[-1]: rule for rule in self.rules.values() if rule.kind == "term"}

    @cached_property
    def lists(self) -> dict[str, Rule]:
        """The rules that derive a list, by the name that other rules read."""
        return {rule.defines: rule for rule in self.rules.values() if rule.kind == "list"}

    def skeleton(self, version: Version) -> Skeleton:
        """The propositional form of a version of one of its rules, worked out once."""
        kept = self._skeletons.get(id(version))
        if kept is None or kept[0] is not version:
            kept = self._skeletons[id(version)] = version, skeleton_of(version.text)[0]
        return kept[1]

    @cached_property
    def _skeletons(self) -> dict[int, tuple[Version, Skeleton]]:
        """By the identity of a version, which is kept with it: to compare whole versions takes longer."""
        return {}

    @cached_property
    def judged(self) -> tuple[Rule, ...]:
        """The rules that make findings, in the order of their ids."""
        return tuple(self.rules[id] for id in sorted(self.rules) if self.rules[id].judged)


def load_rulebook(local: Iterable[Path] = (), shipped: Path = SHIPPED) -> Rulebook:
    """Load the shipped rules and any local folders. Raises BadInputError with every problem of every file.

    The shipped rules alone are read once: they do not change while a process runs.
    """
    folders = tuple(local)
    return _loaded(folders, shipped) if folders or shipped != SHIPPED else _shipped_alone()


@cache
def _shipped_alone() -> Rulebook:
    return _loaded((), SHIPPED)


def _loaded(local: tuple[Path, ...], shipped: Path) -> Rulebook:
    problems: list[Problem] = []
    rules: dict[str, Rule] = {}
    grammars: list[Grammar] = []
    instruments: list[Instrument] = []
    unread: list[str] = []
    digest = hashlib.sha256()
    for path, name, is_local in _files(shipped, local, problems):
        digest.update(name.encode() + b"\0" + path.read_bytes())
        if path in (shipped / ROWS, shipped / CITATIONS) or (path.parent.name in (TABLES, BASES) and not is_local):
            continue
        try:
            if path.name == "map.yaml" and is_local:
                message = "a local folder brings no statute map: its rules are not law"
                problems.append(Problem(name, 0, "", message))
                continue
            if path.name == "map.yaml":
                instruments.append(read_map(path, name))
                continue
            rule, grammar = read_rule(path, name, local=is_local)
        except BadInputError as error:
            problems += error.problems
            if path.name == "map.yaml":
                unread.append(path.parent.name)
            continue
        if rule.id in rules:
            problems.append(Problem(name, rule.line, rule.id, f"there is a rule of this id in {rules[rule.id].file}"))
        rules[rule.id] = rule
        grammars.append(grammar)
    problems += _dangling(rules, grammars)
    problems += _cycles(rules)
    problems += [problem for rule in rules.values() for problem in _unfireable(rule)]
    coverage, unmapped = join(instruments, rules.values())
    problems += unmapped
    problems += check_row_list(shipped / ROWS, f"rules/{ROWS}", instruments, unread)
    gazetteer = _gazetteer(shipped, problems)
    bases = _bases(shipped, problems)
    for rule in rules.values():
        for case in rule.cases:
            if case.base not in bases:
                message = f'there is no base dossier "{case.base}"{nearest(case.base, bases)}'
                problems.append(Problem(rule.file, case.base_line, rule.id, message))
    if not problems:  # where a rule cannot be read, its rows only seem to have none
        problems += unaccounted(coverage)
    if problems:
        raise BadInputError(problems)
    return Rulebook(rules, tuple(instruments), tuple(coverage), gazetteer, bases, digest.hexdigest())


def _files(shipped: Path, local: Iterable[Path], problems: list[Problem]) -> Iterator[tuple[Path, str, bool]]:
    for path in sorted(shipped.rglob("*.yaml")):
        yield path, f"rules/{path.relative_to(shipped).as_posix()}", False
    for folder in local:
        found = sorted(folder.rglob("*.yaml")) if folder.is_dir() else []
        if not found:
            problems.append(
                Problem(folder.as_posix(), 0, "", "there is no folder of rules here (files that end in .yaml)")
            )
        for path in found:
            yield path, path.as_posix(), True


def _gazetteer(shipped: Path, problems: list[Problem]) -> Gazetteer:
    content: dict[str, Any] = {}
    for path in sorted((shipped / TABLES).glob("*.yaml")):
        [node] = read_nodes(path, path.name)
        plain: Any = node.plain()
        content |= {key: value for key, value in plain.items() if key != "review"}
    try:
        return Gazetteer.model_validate(content)
    except ValidationError as error:
        for each in error.errors():
            where = ".".join(str(part) for part in each["loc"])
            problems.append(Problem(f"rules/{TABLES}", 0, where, each["msg"]))
        return Gazetteer()


def _bases(shipped: Path, problems: list[Problem]) -> dict[str, Node]:
    bases = {}
    for path in sorted((shipped / BASES).glob("*.yaml")):
        try:
            [bases[path.stem]] = read_nodes(path, f"rules/{BASES}/{path.name}")
        except BadInputError as error:
            problems += error.problems
    return bases


# -- checks over all rules


def _dangling(rules: dict[str, Rule], grammars: Iterable[Grammar]) -> Iterator[Problem]:
    terms: dict[str, Rule] = {}
    for rule in rules.values():
        if rule.kind == "term" and terms.setdefault(rule.id.split("/")[-1], rule) is not rule:
            name = rule.id.split("/")[-1]
            yield Problem(rule.file, rule.line, rule.id, f'two rules define the term "{name}"')
    for grammar in grammars:
        for name, model, line in grammar.terms:
            subject = terms[name].for_each if name in terms else ""
            if subject and SUBJECTS[subject].__name__ != model:
                message = f'the term "{name}" is of a {subject}, and is asked here of another kind of thing'
                yield Problem(grammar.file, line, grammar.rule, message)
            if name not in terms:
                yield Problem(
                    grammar.file, line, grammar.rule, f'no rule defines the term "{name}"{nearest(name, terms)}'
                )
    for rule in rules.values():
        for text in _texts(rule):
            if text.arises and text.arises.see and text.arises.see not in rules:
                hint = nearest(text.arises.see, rules)
                yield Problem(rule.file, rule.line, rule.id, f'see: there is no rule "{text.arises.see}"{hint}')
    defined = [rule.defines for rule in rules.values() if rule.kind == "list"]
    for rule in rules.values():
        if rule.kind == "list" and defined.count(rule.defines) > 1:
            yield Problem(rule.file, rule.line, rule.id, f'two rules define the list "{rule.defines}"')


def _texts(rule: Rule) -> Iterator[Text]:
    for version in rule.versions:
        yield version.text


def conditions_of(text: Text) -> Iterator[Condition]:
    """Every condition of a version's text."""
    if text.arises:
        yield text.arises.condition
    yield text.applies
    for each in text.exceptions:
        yield each.when
    for _, reading in text.readings:
        yield reading
    if text.requires is not None:
        yield text.requires
    if text.used is not None:
        yield text.used


def _terms_in(condition: Condition) -> Iterator[str]:
    if isinstance(condition, Term):
        yield condition.name
    elif isinstance(condition, All | AnyOf):
        for each in condition.conditions:
            yield from _terms_in(each)
    elif isinstance(condition, Not | Named):
        yield from _terms_in(condition.condition)
    elif isinstance(condition, Quantified):
        yield from _terms_in(condition.where)
    elif isinstance(condition, EveryWindow):
        yield from _terms_in(condition.list.where)


def _cycles(rules: dict[str, Rule]) -> Iterator[Problem]:
    """Terms that are defined by themselves."""
    uses = {
        rule.id.split("/")[-1]: {
            name for text in _texts(rule) for each in conditions_of(text) for name in _terms_in(each)
        }
        for rule in rules.values()
        if rule.kind == "term"
    }
    for start in uses:
        trail, todo = {start}, list(uses[start])
        while todo:
            name = todo.pop()
            if name == start:
                rule = next(each for each in rules.values() if each.id.endswith(f"/{start}"))
                yield Problem(rule.file, rule.line, rule.id, f'the term "{start}" is defined by itself')
                break
            if name not in trail:
                trail.add(name)
                todo += uses.get(name, ())


def skeleton_of(text: Text) -> tuple[Skeleton, list[Condition]]:
    """The propositional form of a version, and its atoms in their order. Readings are one atom: what all say."""
    atoms: list[Condition] = []
    arises = formula(text.arises.condition, atoms) if text.arises else Formula("all")
    applies = formula(text.applies, atoms)
    exceptions = tuple(formula(each.when, atoms) for each in text.exceptions)
    if text.readings or text.requires is None:
        atoms.append(All(()))
        requires = Formula("atom", atom=len(atoms) - 1)
    else:
        requires = formula(text.requires, atoms)
    return Skeleton(arises, applies, exceptions, requires, len(atoms)), atoms


def _unfireable(rule: Rule) -> Iterator[Problem]:
    if rule.kind not in ("duty", "condition"):
        return
    for version in rule.versions:
        why = too_large(skeleton_of(version.text)[0])
        if why:
            yield Problem(rule.file, version.line, rule.id, why)


def in_force(rule: Rule, day: date) -> bool:
    """Whether any version of a rule is in force anywhere on a day."""
    return any(version.on(day) for version in rule.versions)
