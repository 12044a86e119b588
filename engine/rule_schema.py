"""The JSON Schema of a rule file, with every name that rules can read."""

from __future__ import annotations

from typing import Any

from .grammar import GROUPS, SPANS, TESTS, WITHIN
from .law import EXTENTS, FORCES, KINDS, SURE
from .names import LISTS, SUBJECTS, Name, names_of
from .rulefile import ALSO_KEYS, CASE_KEYS, KEYS, PART_KEYS, VERSION_KEYS
from .statuses import Status

TEXT = {"type": "string"}


def rule_schema() -> dict[str, Any]:
    """The schema by which an editor can check a rule, and under ``x-names`` the typed names in scope."""
    condition = {"$ref": "#/$defs/condition"}
    steps = {"type": "array", "items": _closed({"who": TEXT, "do": TEXT})}
    version = _closed(
        dict.fromkeys(VERSION_KEYS, TEXT)
        | {
            "extent": {"enum": list(EXTENTS)},
            "sure": {"enum": list(SURE)},
            "also": {"type": "array", "items": _closed(dict.fromkeys(ALSO_KEYS, TEXT))},
            "with": {"type": "object"},
        }
    )
    arises = {
        "description": "A condition; where it is some:, bind: names what it finds and see: the rule that asks for it.",
        "anyOf": [{"type": "object"}, TEXT],
    }
    properties: dict[str, Any] = dict.fromkeys(KEYS, TEXT) | {
        "kind": {"enum": list(KINDS)},
        "force": {"enum": list(FORCES)},
        "bound": _closed({"acts": TEXT, "for": TEXT}),
        "for_each": {"enum": list(SUBJECTS)},
        "defines": {"enum": list(LISTS)},
        "shape": {"type": "object"},
        "law_of": {"anyOf": [{"enum": ["due", "as_at"]}, _closed({"event": TEXT})]},
        "versions": {"type": "array", "items": version},
        "conditions": {"type": "object", "additionalProperties": condition},
        "arises": arises,
        "applies": condition,
        "exceptions": {"type": "array", "items": _closed({"when": condition, "provision": TEXT, "words": TEXT})},
        "requires": condition,
        "readings": {"type": "object", "additionalProperties": condition},
        "used": condition,
        "rows": {"type": "array", "items": {"type": "object"}},
        "parts": {"type": "array", "items": _closed({key: {} for key in PART_KEYS})},
        "remedy": steps,
        "remedy_past": steps,
        "judgements": {"type": "object", "additionalProperties": TEXT},
        "cases": {"type": "array", "items": _closed({key: {} for key in CASE_KEYS})},
        "no_case": {"type": "object", "additionalProperties": TEXT},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Rule",
        **_closed(properties),
        "required": ["rule", "title", "kind", "for_each", "why", "cases"],
        "$defs": {"condition": _condition()},
        "x-tests": {kind.value: list(tests) for kind, tests in TESTS.items()},
        "x-spans": list(SPANS),
        "x-within": list(WITHIN),
        "x-statuses": [status.value for status in Status],
        "x-names": {model: _names(model) for model in _models()},
    }


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _condition() -> dict[str, Any]:
    return {
        "description": f"The name of a condition; one of {', '.join(GROUPS)}; or one path with its test.",
        "anyOf": [TEXT, {"type": "object", "minProperties": 1}],
    }


def _models() -> list[str]:
    """Every model that a path can reach, from the subjects down."""
    found: list[str] = ["Period", "Law"]
    todo = [model.__name__ for model in SUBJECTS.values()]
    while todo:
        model = todo.pop(0)
        if model not in found:
            found.append(model)
            todo += [name.model for name in names_of(model).values() if name.model]
    return found


def _names(model: str) -> dict[str, str]:
    return {name: _type(each) for name, each in sorted(names_of(model).items())}


def _type(name: Name) -> str:
    if name.form == "value":
        kind = name.kind.value if name.kind else "value"
        options = f": {' | '.join(name.options)}" if name.options else ""
        return f"{kind}{options}. {name.description}"
    return f"{'list of ' if name.form == 'list' else ''}{name.model}. {name.description}"
