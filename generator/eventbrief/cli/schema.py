"""`eventbrief schema`: JSON Schemas for editors."""

from __future__ import annotations

import click


@click.command("schema")
@click.argument(
    "kind", type=click.Choice(["fact-sheet", "template", "workspace"]), default="fact-sheet"
)
def command(kind: str) -> None:
    """Print a JSON Schema, for editors.

    Example:  eventbrief schema fact-sheet > fact-sheet.schema.json
    """
    from eventbrief.cli.schemas import schema_text

    click.echo(schema_text(kind), nl=False)
