"""The JSON Schema of a dossier, made from the models."""

from __future__ import annotations

import json
import re
from typing import Any

from .dossier import Dossier

#: What ends the key of a definition that pydantic calls as it calls another.
_NUMBER = re.compile(r"__[0-9]+$")


def dossier_schema() -> dict[str, Any]:
    """The schema by which an editor can check and complete a dossier, under readable names."""
    schema = Dossier.model_json_schema(by_alias=True)
    names: dict[str, str] = {}
    for key in _ordered(schema["$defs"]):
        name = schema["$defs"][key].get("title", key)
        taken = sum(1 for each in names.values() if each == name or each.startswith(f"{name} ("))
        names[key] = f"{name} ({taken + 1})" if taken else name
    text = json.dumps(schema)
    for key, name in sorted(names.items(), key=lambda pair: -len(pair[0])):
        text = text.replace(f'"#/$defs/{key}"', json.dumps(f"#/$defs/{name}"))
    renamed: dict[str, Any] = json.loads(text)
    renamed["$defs"] = {name: renamed["$defs"][key] for key, name in names.items()}
    renamed["required"] = []  # the header stands in one of the files, not in each
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **renamed}


def _ordered(definitions: dict[str, Any]) -> list[str]:
    """The keys of the definitions in their order, which does not hang on what was built first.

    pydantic numbers types that it calls alike as it comes by them: those stand by their titles.
    """
    return sorted(definitions, key=lambda key: (_NUMBER.sub("", key), definitions[key].get("title", "")))
