"""The committed schemas say what the program reads."""

from __future__ import annotations

import json

import jsonschema
import pytest
import yaml

from conftest import EXAMPLE, ROOT
from eventbrief.cli.schemas import schema_text


@pytest.mark.parametrize("kind", ["fact-sheet", "template", "workspace"])
def test_the_committed_schema_is_the_program_s(kind: str):
    committed = (ROOT / "schema" / f"{kind}.schema.json").read_text(encoding="utf-8")
    assert committed == schema_text(kind), "run `make schema`"


def test_the_example_sheet_is_valid_by_the_schema():
    schema = json.loads(schema_text("fact-sheet"))
    jsonschema.Draft202012Validator.check_schema(schema)
    loader = yaml.BaseLoader  # dates as text
    data = yaml.load(EXAMPLE.read_text(encoding="utf-8"), Loader=loader)
    data["fact_sheet"], data["event"]["edition"] = 1, 3
    data["countries"]["count"] = 75
    for items in data["evidence"].values():
        for item in items:
            if "at" in item:
                item["at"] = [int(n) for n in item["at"]]
    data["event"] = {k: v or None for k, v in data["event"].items()}
    data = {k: v or None for k, v in data.items()}
    data["countries"]["named"] = None
    data["prepared"] = {k: v or None for k, v in data["prepared"].items()}
    errors = list(jsonschema.Draft202012Validator(schema).iter_errors(data))
    assert errors == []


@pytest.mark.parametrize("audience", ["executive", "press", "delegation"])
def test_the_shipped_templates_are_valid_by_the_schema(audience: str):
    schema = json.loads(schema_text("template"))
    data = yaml.safe_load((ROOT / "templates" / audience / "template.yaml").read_text("utf-8"))
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(data)) == []


def test_an_editor_shows_what_the_table_knows_of_each_key():
    from eventbrief.facts.schema import fact_sheet_schema

    schema = fact_sheet_schema()
    event = schema["$defs"]["Event"]["properties"]
    assert event["start"]["description"] == (
        "A day: 2022-10-25, or 2022-10 or 2022 where no more is known. "
        "Its evidence stands under its own pointer."
    )
    for name, definition in schema["$defs"].items():
        for key, held in definition.get("properties", {}).items():
            assert "description" in held, (name, key)
