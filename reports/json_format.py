"""The report as JSON, and back: the model written out under its own keys, and read again from a saved result."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError, to_json

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

    Each item of each of its lists is a piece, and so is each other field. None of its fields may be left out.
    """
    lead = "{"
    for each in fields(value):
        part = getattr(value, each.name)
        yield f'{lead}\n  "{key_of(each.name)}": '
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
    shape = _adapter(value.__class__)
    # What is no list of Python's own, such as questions that are kept small, is written as one.
    try:
        text = shape.dump_json(value, indent=2, by_alias=True, fallback=list).decode()
    except PydanticSerializationError:  # half a character is somewhere, which no file of text can hold
        bare = shape.dump_python(value, mode="python", by_alias=True, fallback=list)
        text = to_json(_whole(bare), indent=2, fallback=list).decode()
    return text.replace("\n", "\n" + "  " * depth) if depth else text


def _whole(value: Any) -> Any:
    """JSON's own values with every text made whole."""
    if isinstance(value, dict):
        return {name: _whole(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_whole(each) for each in value]
    return whole(value) if isinstance(value, str) else value


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
        report: Report = _adapter(Report).validate_python(raw)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(each) for each in first["loc"])
        raise UnreadableReportError(f"{place}: {first['msg']} ({error.error_count()} in all)") from error
    return report


def report_schema() -> dict[str, Any]:
    """The JSON Schema of a result."""
    schema = _adapter(Report).json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


@cache
def _adapter(shape: type) -> TypeAdapter[Any]:
    """A part of the model as pydantic reads and writes it."""
    return TypeAdapter(shape)
