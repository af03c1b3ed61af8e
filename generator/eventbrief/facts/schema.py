"""The fact sheet's JSON Schema, for editors that complete and check YAML as it is typed."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from eventbrief.facts.model import FactSheet


def fact_sheet_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of the fact sheet; lists and tables may be left empty."""
    return model_schema(FactSheet, "eventbrief fact sheet")


def model_schema(model: type[BaseModel], title: str) -> dict[str, Any]:
    """JSON Schema of a model; lists and tables may be left empty."""
    schema = model.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = title
    _allow_empty(schema)
    for definition in schema.get("$defs", {}).values():
        _allow_empty(definition)
    return schema


def as_text(schema: dict[str, Any]) -> str:
    """The schema as a file's text, the same every time."""
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def _allow_empty(definition: dict[str, Any]) -> None:
    """YAML writes an empty list or table as nothing at all, which is null."""
    for name, prop in definition.get("properties", {}).items():
        empty = prop.get("type") in ("array", "object") or "$ref" in prop
        if empty and name not in definition.get("required", ()):
            definition["properties"][name] = {"anyOf": [prop, {"type": "null"}]}
