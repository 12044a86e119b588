"""The report as JSON, and back: the model written out under its own keys, and read again from a saved result."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import Field, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json

from .model import SCHEMA_VERSION, Report, key_of
from .safe_text import whole


class UnreadableReportError(Exception):
    """A saved result that is no report of this tool, with what was expected."""


def render(report: Report) -> str:
    """The report as JSON text."""
    return written(report)


def written(value: Any) -> str:
    """A part of the model, or what is made of reports, as JSON text."""
    return _text(value) + "\n"


def pieces(value: Any) -> Iterator[str]:
    """The text of ``written``, of a part of the model that is too large to be held as one text.

    Each item of each of its lists is a piece, and so is each other field.
    """
    lead = "{"
    for name, key, left_out in _keys(value.__class__):
        part = getattr(value, name)
        if part or not left_out:
            yield f'{lead}\n  "{key}": '
            yield from _items(part) if part and isinstance(part, tuple) else (_text(part, 1),)
            lead = ","
    yield "\n}\n"


def _items(values: tuple[Any, ...]) -> Iterator[str]:
    lead = "["
    for each in values:
        yield f"{lead}\n    {_text(each, 2)}"
        lead = ","
    yield "\n  ]"


def _text(value: Any, depth: int = 0) -> str:
    """A value as JSON text that stands so deep in another. A text in JSON has no line breaks of its own."""
    # The same bytes as those of the standard library's encoder, which indents six times more slowly.
    text = to_json(as_object(value), indent=2, fallback=_listed).decode()
    return text.replace("\n", "\n" + "  " * depth) if depth else text


def _listed(values: Sequence[Any]) -> Any:
    """A list that is kept in a shape of its own."""
    return as_object(tuple(values))


def as_object(value: Any) -> Any:
    """A part of the model as JSON's own values."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            key: as_object(part)
            for name, key, left_out in _keys(type(value))
            if (part := getattr(value, name)) or not left_out
        }
    if isinstance(value, tuple):
        return [as_object(each) for each in value]
    if isinstance(value, dict):
        return {name: as_object(each) for name, each in value.items()}
    if isinstance(value, str):
        return whole(value)
    return value.isoformat() if isinstance(value, date) else value


@cache
def _keys(shape: type) -> tuple[tuple[str, str, bool], ...]:
    """The fields of a shape: name, key, and whether it is left out where there is nothing to say."""
    every: tuple[Field[Any], ...] = fields(shape)
    return tuple((each.name, key_of(each.name), bool(each.metadata.get("left_out"))) for each in every)


def read_report(text: str) -> Report:
    """A report from its JSON. Raises UnreadableReportError."""
    try:
        raw = json.loads(text)
    except ValueError as error:
        raise UnreadableReportError(f"this is not JSON ({error})") from error
    found = raw.get("schema_version") if isinstance(raw, dict) else None
    if found != SCHEMA_VERSION:
        raise UnreadableReportError(
            f'expected a result of dutybound audit --format json with "schema_version": {SCHEMA_VERSION}, '
            f"found {'none' if found is None else found}"
        )
    try:
        return _adapter().validate_python(raw)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(each) for each in first["loc"])
        raise UnreadableReportError(f"{place}: {first['msg']} ({error.error_count()} in all)") from error


def report_schema() -> dict[str, Any]:
    """The JSON Schema of a result."""
    schema = _adapter().json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


@cache
def _adapter() -> TypeAdapter[Report]:
    return TypeAdapter(Report)
