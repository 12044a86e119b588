"""What a rule says in plain English, as it stands in its file: its conditions as phrases, its sentences filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from ..engine.conditions import (
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
from ..engine.law import Part, Rule, Version
from ..engine.names import SUBJECTS, Name, model_named, names_of
from ..engine.sentences import small
from ..facts.days import in_words
from ..facts.fields import Entry
from ..facts.values import Kind

_FIELD = re.compile(r"\{([a-z_.]+)\}")
#: How an entry's key is told: the bodies to which a copy was sent, or which were represented.
_KEYS = {"to": "is to", "body": "is of"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A condition in words, with those of which it is made."""

    text: str
    inner: tuple[Phrase, ...] = ()
    #: The name that the rule gives it, under which it may stand in several places.
    name: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What the names in a rule's conditions are called, and the model of each."""

    called: Mapping[str, str]
    models: Mapping[str, str]
    version: Version
    part: str

    def bound(self, name: str, called: str, model: str) -> Words:
        """The words with one more name in them."""
        return replace(self, called={**self.called, name: called}, models={**self.models, name: model})


def words_of(rule: Rule, part: Part | None, version: Version) -> Words:
    """The words of one version of a rule: of its subject, and of what must exist first."""
    subject = "the area" if rule.for_each == "unit" else f"the {_spaced(rule.for_each)}"
    year = {"council year": "the council year", "quarter": "the quarter"}.get(version.text.shape.form, "the year")
    words = Words(
        {rule.for_each: subject, "period": year, "as_at": "the day of the audit"},
        {rule.for_each: SUBJECTS[rule.for_each].__name__, "period": "Period", "law": "Law"},
        version,
        part.name if part else "",
    )
    arises = version.text.arises
    if arises is None or not arises.bind or not isinstance(arises.condition, Quantified):
        return words
    called = _binding(arises.condition, words)[1]
    name = arises.condition.name
    return words.bound(arises.bind, called.called[name], called.models[name])


def sentence(text: str, words: Words) -> str:
    """A rule's sentence with what stands for the names in it: "for [area] in [year]"."""
    spoken = words.bound("period", words.called["period"].replace("council ", ""), "Period")
    return _FIELD.sub(lambda match: _blank(Path(tuple(match[1].split("."))), spoken), text)


def _blank(path: Path, words: Words) -> str:
    said = _path(path, words)
    return said if path.names == ("part",) else f"[{said.removeprefix('the ')}]"


def phrase(condition: Condition, words: Words) -> Phrase:
    """A condition in words."""
    if isinstance(condition, All | AnyOf):
        inner = tuple(phrase(each, words) for each in condition.conditions)
        if len(inner) == 1:
            return inner[0]
        return Phrase("all of these hold" if isinstance(condition, All) else "at least one of these holds", inner)
    if isinstance(condition, Not):
        denied = phrase(condition.condition, words)
        return replace(denied, text=f"it is not so that {denied.text}")
    if isinstance(condition, Named):
        return Phrase(condition.name, (phrase(condition.condition, words),), condition.name)
    if isinstance(condition, Term):
        return Phrase(f"{_path(condition.of, words)} is {_spaced(condition.name)} (rules show {condition.name})")
    if isinstance(condition, Judge):
        of = f" of {_path(condition.of, words)}" if condition.of else ""
        return Phrase(f"the answer to the judgement {condition.key}{of} is yes")
    if isinstance(condition, EveryWindow):
        return _window(condition, words)
    if isinstance(condition, Quantified):
        return _quantified(condition, words)
    return Phrase(_test(condition, words))


def due_words(due: Path | Within, words: Words) -> str:
    """By when an act is due: "by the day by which it asks for the report", "within 1 month from …"."""
    said = _operand(due, words)
    return said if isinstance(due, Within) else f"by {said}"


def day_words(path: Path, words: Words) -> str:
    """The day to which a path leads: "the day on which the person died"."""
    return _path(path, words)


# -- lists


def _binding(condition: Quantified, words: Words) -> tuple[str, Words]:
    """What a thing of a list is called, without an article, and the words in which its name is so called."""
    model = _name(condition.path, words).model
    noun = _singular(condition.path.names[-1], model)
    others = [called for name, called in words.called.items() if name != condition.name]
    if f"the {noun}" in others:
        return f"{noun} ({condition.name})", words.bound(condition.name, f"{noun} {condition.name}", model)
    return noun, words.bound(condition.name, f"the {noun}", model)


def _quantified(condition: Quantified, words: Words) -> Phrase:
    noun, bound = _binding(condition, words)
    owner = _path(Path(condition.path.names[:-1]), words)
    inner = _where(condition, bound)
    such = " such that" if inner else ""
    if condition.form == "some":
        return Phrase(f"there is {_article(noun)} {noun} of {owner}{such}", inner)
    if condition.form == "every":
        return Phrase(f"for each {noun} of {owner}", inner)
    return Phrase(f"there are at least {condition.number} {_listed(condition.path, words)} of {owner}{such}", inner)


def _window(condition: EveryWindow, words: Words) -> Phrase:
    noun, bound = _binding(condition.list, words)
    owner = _path(Path(condition.list.path.names[:-1]), words)
    inner = _where(condition.list, bound)
    day = _path(condition.dated, bound)
    text = (
        f"no {condition.months} months that end in {_span(condition.over, words)} are without {_article(noun)} {noun}"
    )
    return Phrase(f"{text} of {owner}, by {day}{', such that' if inner else ''}", inner)


def _where(condition: Quantified, bound: Words) -> tuple[Phrase, ...]:
    where = condition.where
    return tuple(phrase(each, bound) for each in (where.conditions if isinstance(where, All) else (where,)))


def _singular(listed: str, model: str) -> str:
    """A thing of a list: by the list's name where that is a plural, and otherwise by its model."""
    if listed.endswith("ies"):
        return f"{_spaced(listed)[:-3]}y"
    return _spaced(listed)[:-1] if listed.endswith("s") else model.lower()


def _listed(path: Path, words: Words) -> str:
    last = path.names[-1]
    return _spaced(last) if last.endswith("s") else f"{_singular(last, _name(path, words).model)}s"


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"


# -- tests


def _test(test: Test, words: Words) -> str:
    if len(test.path.names) == 1:
        return f"{_path(test.path, words)} is {_compared(test, words)}"
    holder, last = _path(Path(test.path.names[:-1]), words), test.path.names[-1]
    name, clause = _name(test.path, words), _clause(_name(test.path, words))
    model = model_named(_model(test.path.names[:-1], words)) if holder != words.called.get("period") else None
    if model is not None and issubclass(model, Entry) and last == model.key:
        return f"{holder} {_KEYS.get(last, 'is')} {_compared(test, words)}"
    if test.operator == "includes":
        verb = "includes" if clause.startswith("what ") else "include"
        return f"{holder}: {clause} {verb} {_operand(test.operand, words)}"
    if test.kind is Kind.YES_NO:
        return f"{holder}: {'' if test.operand else 'it is not so that '}{clause}"
    if test.kind is Kind.TIME:
        return f"{holder}: {clause} {_over_time(test, words, when=name.description.startswith('When '))}"
    if test.kind in (Kind.DAY, Kind.ACT):
        verb = "" if name.description.startswith("When ") else "is "
        return f"{holder}: {clause} {verb}{_compared(test, words)}"
    if last == "kind":
        return f"{holder} is of the kind {_compared(test, words)}"
    return f"{holder}: {clause}{' is' if name.description.startswith('The ') else ':'} {_compared(test, words)}"


def _clause(name: Name) -> str:
    """What a value is, from its description: "When it was sent; yes or no." is "it was sent"."""
    first = re.split(r"[;:]", name.description)[0].rstrip(".")
    for opening in ("When ", "Whether "):
        if first.startswith(opening):
            return first.removeprefix(opening)
    return small(first)


def _over_time(test: Test, words: Words, *, when: bool) -> str:
    operand = _operand(test.operand, words)
    if not when:
        return f"{test.operator} {operand}"
    if test.operator == "overlaps":
        return f"at some time in {operand}"
    return f"throughout {operand}" if isinstance(test.operand, SpanOf) else f"on {operand}"


_STARTS = {"from": "from", "beginning": "beginning on"}
_OPERATORS = {"is": "", "one_of": "", "during": "in", "within": ""}


def _compared(test: Test, words: Words) -> str:
    operator = _OPERATORS.get(test.operator, _spaced(test.operator))
    of_list = test.operator == "one_of" and isinstance(test.operand, Path)
    return f"{operator} {'one of ' if of_list else ''}{_operand(test.operand, words)}".strip()


def _operand(operand: Operand, words: Words) -> str:
    if isinstance(operand, Path):
        return _path(operand, words)
    if isinstance(operand, SpanOf):
        return _span(operand, words)
    if isinstance(operand, Within):
        unit, _, start = operand.form.partition("_")
        counted = f"{operand.number} {unit if operand.number > 1 else unit.rstrip('s')}"
        return f"within {counted} {_STARTS[start]} {_path(operand.path, words)}"
    if isinstance(operand, date):
        return in_words(operand)
    if isinstance(operand, tuple):
        return " or ".join(operand)
    return {True: "yes", False: "no"}[operand] if isinstance(operand, bool) else str(operand)


def _span(span: SpanOf, words: Words) -> str:
    if span.ends:
        first, last = (_operand(end, words) for end in span.ends)
        return f"the days from {first} to {last}"
    if span.form == "until_as_at":
        return "any time up to the day of the audit"
    if span.form == "period" or span.path is None:
        return words.called["period"]
    start = _path(span.path, words)
    if span.form == "year_before":
        return "the year before"
    if span.form == "year_of":
        return f"the year from 1 April with {start} in it"
    return f"the year from an anniversary of {start} that ends in {words.called['period']}"


# -- names


def _path(path: Path, words: Words) -> str:
    """What a path leads to, in words."""
    *holders, last = path.names
    if path.names == ("law", "from"):
        return in_words(words.version.first)
    if path.names == ("part",):
        return words.part
    if not holders:
        return words.called.get(last, _spaced(last))
    holder = _path(Path(tuple(holders)), words)
    name = _name(path, words)
    if _model(tuple(holders), words) == "Period":
        return {"start": f"the first day of {holder}", "end": f"the last day of {holder}"}.get(last, "the year before")
    if name.form == "list":
        return f"the {_listed(path, words)} of {holder}"
    if last in ("id", "title"):
        return holder
    clause = _clause(name)
    whose = f" ({holder})" if clause.startswith("it ") else ""
    return f"the day on which {clause}{whose}" if name.description.startswith("When ") else clause


def _model(names: tuple[str, ...], words: Words) -> str:
    model = words.models.get(names[0], "")
    for name in names[1:]:
        model = names_of(model)[name].model
    return model


def _name(path: Path, words: Words) -> Name:
    return names_of(_model(path.names[:-1], words))[path.names[-1]]


def _spaced(word: str) -> str:
    return word.replace("_", " ").replace("-", " ")
