"""`eventbrief extract`: seeds to one fact sheet."""

from __future__ import annotations

from pathlib import Path

import click

from eventbrief.cli.reporting import Reporter, reporting_options


@click.command("extract")
@click.argument("seeds", nargs=-1, required=True, metavar="SEED...")
@click.option("-o", "--output", metavar="FACTS.yaml", help="The sheet; stdout where not given.")
@click.option("--json", "as_json", is_flag=True, help="Print the sheet as JSON.")
@reporting_options
def command(
    seeds: tuple[str, ...],
    output: str | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
    no_color: bool,
) -> None:
    """Read seeds into one fact sheet with evidence.

    Into a sheet that exists, only what is new is added; hand edits stay.

    Example:  eventbrief extract article.txt -o facts.yaml
    """
    from eventbrief.cli.inputs import read_seeds
    from eventbrief.cli.steps import extract_into, warn_of_strangers
    from eventbrief.extract.merge import merge
    from eventbrief.extract.single import extract
    from eventbrief.facts.writer import write

    reporter = Reporter(quiet=quiet, verbose=verbose, no_color=no_color)
    sources = read_seeds(seeds)
    if output:
        document = extract_into(reporter, sources, Path(output))
        if as_json:
            click.echo(document.sheet.model_dump_json(indent=1, exclude_none=True))
        return
    stated = [extract(source) for source in sources]
    warn_of_strangers(reporter, stated)
    sheet = merge(stated, Path.cwd())
    if as_json:
        click.echo(sheet.model_dump_json(indent=1, exclude_none=True))
    else:
        click.echo(write(sheet), nl=False)
