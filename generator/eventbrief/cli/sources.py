"""`eventbrief sources`: what is read of a seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from eventbrief.sources.source import Source

_KNOWN = ("path", "part", "language", "published", "title", "publisher", "author", "sha256")


@click.command("sources")
@click.argument("seeds", nargs=-1, required=True, metavar="SEED...")
def command(seeds: tuple[str, ...]) -> None:
    """Show what is read of a seed: the text that evidence counts in, and what is known of it.

    The facts that the text states follow, each with the place of its words.

    Example:  eventbrief sources article.txt
    """
    from eventbrief.cli.seeds import read_seeds

    for source in read_seeds(seeds):
        for key in _KNOWN:
            value = getattr(source, key)
            if key != "part" or value is not None:
                click.echo(f"{key}: {value if value is not None else 'not stated'}")
        click.echo(f"code points: {len(source.text)}\n")
        click.echo(source.text)
        _recognised(source)


def _recognised(source: Source) -> None:
    """A line for each fact: its pointer, its value, where its words stand."""
    from pathlib import Path

    from eventbrief.extract.merge import merge
    from eventbrief.extract.single import extract
    from eventbrief.facts import pointer

    sheet = merge([extract(source)], Path.cwd())
    data = sheet.model_dump()
    click.echo("\nrecognised:" if sheet.evidence else "\nrecognised: nothing")
    for key, items in sheet.evidence.items():
        places = ", ".join(f"{e.at[0]}-{e.at[1]}" for e in items if e.at)
        value = pointer.follow(data, key)
        click.echo(f"  {key}: {_words(value)} [{places}]")


def _words(value: object) -> str:
    """What a person would call the fact."""
    if isinstance(value, dict):
        named = value.get("name") or value.get("kind")
        return _words(named) if named else " / ".join(str(v) for v in value.values())
    return str(value)
