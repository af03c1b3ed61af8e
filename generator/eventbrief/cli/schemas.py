"""The JSON Schema of each kind of file."""

from __future__ import annotations

from eventbrief.compose.template import TemplateSettings
from eventbrief.facts.schema import as_text, fact_sheet_schema, model_schema
from eventbrief.workspace.settings import Settings


def schema_text(kind: str) -> str:
    """The schema of `fact-sheet`, `template` or `workspace` as a file's text."""
    if kind == "template":
        return as_text(model_schema(TemplateSettings, "eventbrief template"))
    if kind == "workspace":
        return as_text(model_schema(Settings, "eventbrief workspace"))
    return as_text(fact_sheet_schema())
