"""`eventbrief sources`: what is read of a seed."""

from __future__ import annotations

import click


@click.command("sources")
@click.argument("seeds", nargs=-1, required=True, metavar="SEED...")
def command(seeds: tuple[str, ...]) -> None:
    """Show what is read of a seed: the text that evidence counts in, and what is known of it.

    Example:  eventbrief sources article.txt
    """
    from eventbrief.cli.inputs import read_seeds

    for source in read_seeds(seeds):
        for key in ("path", "language", "published", "title", "publisher", "author", "sha256"):
            value = getattr(source, key)
            click.echo(f"{key}: {value if value is not None else 'not stated'}")
        click.echo(f"code points: {len(source.text)}\n")
        click.echo(source.text)
