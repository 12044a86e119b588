"""The report as JSON, and back: the model written out under its own keys, and read again from a saved result."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError, to_json

from .model import SCHEMA_VERSION, Report
from .safe_text import whole


class UnreadableReportError(Exception):
    """A saved result that is no report of this tool, with what was expected."""


def render(report: Report) -> str:
    """The report as JSON text."""
    return written(report)


def written(value: Any) -> str:
    """A part of the model, or what is made of reports, as JSON text."""
    shape = _adapter(value.__class__)
    try:
        return shape.dump_json(value, indent=2, by_alias=True).decode() + "\n"
    except PydanticSerializationError:  # half a character is somewhere, which no file of text can hold
        return to_json(_whole(shape.dump_python(value, by_alias=True)), indent=2).decode() + "\n"


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
