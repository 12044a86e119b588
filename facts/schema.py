"""The JSON Schema of a dossier, made from the models."""

from __future__ import annotations

import json
from typing import Any

from .dossier import Dossier


def dossier_schema() -> dict[str, Any]:
    """The schema by which an editor can check and complete a dossier, under readable names."""
    schema = Dossier.model_json_schema(by_alias=True)
    names: dict[str, str] = {}
    for key, definition in schema["$defs"].items():
        name = definition.get("title", key)
        taken = sum(1 for each in names.values() if each == name or each.startswith(f"{name} ("))
        names[key] = f"{name} ({taken + 1})" if taken else name
    text = json.dumps(schema)
    for key, name in sorted(names.items(), key=lambda pair: -len(pair[0])):
        text = text.replace(f'"#/$defs/{key}"', json.dumps(f"#/$defs/{name}"))
    renamed: dict[str, Any] = json.loads(text)
    renamed["$defs"] = {names[key]: definition for key, definition in renamed["$defs"].items()}
    renamed["required"] = []  # the header stands in one of the files, not in each
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **renamed}
