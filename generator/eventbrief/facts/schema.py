"""The fact sheet's JSON Schema, for editors that complete and check YAML as it is typed."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from eventbrief.facts import pointer
from eventbrief.facts.fact import Fact, Proof, Type
from eventbrief.facts.model import FactSheet
from eventbrief.facts.table import FACTS


def fact_sheet_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of the fact sheet; lists and tables may be left empty."""
    schema = model_schema(FactSheet, "eventbrief fact sheet")
    for fact in FACTS:
        _described(schema, fact)
    return schema


def _described(schema: dict[str, Any], fact: Fact) -> None:
    """What the table knows of a key, where an editor shows it as one types."""
    node: dict[str, Any] = schema
    for part in pointer.split(fact.at):
        inner = _opened(schema, node)
        if part == "*":
            items = inner.get("items") or inner.get("additionalProperties")
            if not isinstance(items, dict):
                return
            node = items
        else:
            node = inner["properties"][part]
    if fact.key != "*":
        kind = "" if fact.holds_facts else f"{_KINDS[fact.type]}. "
        node["description"] = f"{kind}{_PROOFS[fact.proof]}".strip()


def _opened(schema: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """The node behind a reference, and without the choice of leaving it empty."""
    while "$ref" in node or "anyOf" in node:
        if "$ref" in node:
            node = schema["$defs"][node["$ref"].rpartition("/")[2]]
        else:
            node = next(n for n in node["anyOf"] if n.get("type") != "null")
    return node


_KINDS = {
    Type.TEXT: "A text that readers see: one string, or one per language",
    Type.NAME: "A name, a title or a role",
    Type.CODE: "One of a list, or made for programs",
    Type.NUMBER: "A whole number",
    Type.DAY: "A day: 2022-10-25, or 2022-10 or 2022 where no more is known",
    Type.TIME: "A time of day, or a moment with its zone",
    Type.ADDRESS: "Where to go, to call, to write or to look",
    Type.FILE: "The name of a file, or of a part of it",
    Type.FLAG: "true or false",
}
_PROOFS = {
    Proof.NONE: "",
    Proof.OWN: "Its evidence stands under its own pointer.",
    Proof.WITH: "Its evidence stands under its item's pointer, or its own.",
    Proof.COUNT: "The evidence of the count beside it proves it.",
}


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
