"""`eventbrief extract`: seeds to one fact sheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from eventbrief.cli.reporting import Reporter, reporting_options

if TYPE_CHECKING:
    from eventbrief.facts.finding import Finding


@click.command("extract")
@click.argument("seeds", nargs=-1, required=True, metavar="SEED...")
@click.option("-o", "--output", metavar="FACTS.yaml", help="The sheet; stdout where not given.")
@click.option("--json", "as_json", is_flag=True, help="Print the sheet as JSON.")
@click.option("--with-model", "model", metavar="NAME", help="Ask this language model too.")
@click.option("--explain", is_flag=True, help="Tell on stderr what carried each decision.")
@click.option("--same-event", is_flag=True, help="The seeds are about one event all the same.")
@reporting_options
@click.pass_context
def command(
    ctx: click.Context,
    seeds: tuple[str, ...],
    output: str | None,
    as_json: bool,
    model: str | None,
    explain: bool,
    same_event: bool,
    quiet: bool,
    verbose: bool,
    no_color: bool,
) -> None:
    """Read seeds into one fact sheet with evidence.

    Into a sheet that exists, only what is new is added; hand edits stay. Seeds about
    several events are refused; so are those about another event than the sheet's.

    With --with-model, the text goes to the endpoint that OPENAI_BASE_URL names, and what
    the model finds is kept where the seed's own words prove it. Without it, nothing is sent.

    With --explain, each decision is told on stderr: what was considered, what spoke for it
    and against it, and what was taken.

    Example:  eventbrief extract article.txt -o facts.yaml
    """
    from eventbrief.cli.extracting import extract_into, require_one_event, stated_by, supplemented
    from eventbrief.cli.seeds import read_seeds
    from eventbrief.extract.merge import merge
    from eventbrief.facts.writer import write

    reporter = Reporter(quiet=quiet, verbose=verbose, no_color=no_color)
    sources = read_seeds(seeds)
    stated, unread = stated_by(reporter, sources, model)
    if explain:
        from eventbrief.extract.judge.reasons import explained

        for source in sources:
            reporter.line(explained(source))
    if output:
        document = extract_into(reporter, stated, Path(output), model, same_event=same_event)
        if as_json:
            click.echo(document.sheet.model_dump_json(indent=1, exclude_none=True))
        ctx.exit(_code(unread))
    require_one_event(reporter, stated, None, same_event=same_event)
    sheet = merge(supplemented(reporter, stated, model), Path.cwd())
    if as_json:
        click.echo(sheet.model_dump_json(indent=1, exclude_none=True))
    else:
        click.echo(write(sheet), nl=False)
    ctx.exit(_code(unread))


def _code(findings: list[Finding]) -> int:
    """1 where a seed could not be read for facts."""
    return int(any(finding.severity == "error" for finding in findings))
