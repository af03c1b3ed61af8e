"""`eventbrief init`: a new workspace."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("init")
@click.argument("folder", default=".", metavar="[DIR]")
def command(folder: str) -> None:
    """Make a new workspace: seeds/, briefs/, templates/ and eventbrief.yaml.

    What is there already is left as it is.

    Example:  eventbrief init my-briefs
    """
    from eventbrief.workspace.new import new_workspace

    for path in new_workspace(Path(folder)):
        click.echo(str(path))
    click.echo("try: eventbrief make seeds -o briefs/first", err=True)
