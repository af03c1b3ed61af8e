"""`eventbrief make`: extract, check and render every audience."""

from __future__ import annotations

from pathlib import Path

import click

from eventbrief.cli.reporting import Reporter, reporting_options


@click.command("make")
@click.argument("seeds", nargs=-1, required=True, metavar="SEED...")
@click.option(
    "-o", "--output", default="briefs", metavar="DIR", help="Folder for sheet and briefs."
)
@click.option("-t", "--templates", metavar="NAMES", help="Audiences, such as press,executive.")
@click.option("-l", "--languages", metavar="CODES", help="Languages of the briefs, such as fr,en.")
@click.option("--to", "formats", default="pdf,docx", metavar="KINDS", help="pdf, docx, html, txt.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), help="Paper size.")
@click.option("--theme", metavar="NAME", help="Theme, instead of the template's.")
@click.option("--force", is_flag=True, help="Write over files that were changed by hand.")
@click.option("--strict", is_flag=True, help="Warnings fail the run.")
@reporting_options
@click.pass_context
def command(
    ctx: click.Context,
    seeds: tuple[str, ...],
    output: str,
    templates: str | None,
    languages: str | None,
    formats: str,
    paper: str | None,
    theme: str | None,
    force: bool,
    strict: bool,
    quiet: bool,
    verbose: bool,
    no_color: bool,
) -> None:
    """From articles to attachments: extract, check and render in one go.

    Writes DIR/facts.yaml and, per audience and language, DIR/AUDIENCE.LANGUAGE.pdf and .docx. What
    you changed in facts.yaml by hand stays as it is.

    Example:  eventbrief make article.txt -o briefs/congress
    """
    from eventbrief.cli.inputs import read_seeds, wanted_briefs
    from eventbrief.cli.steps import check_sheet, extract_into, render_sheet

    reporter = Reporter(quiet=quiet, verbose=verbose, no_color=no_color)
    folder = Path(output)
    wanted = wanted_briefs(folder, templates, languages, formats, paper, theme)
    sources = read_seeds(seeds)
    document = extract_into(reporter, sources, folder / "facts.yaml")
    findings = check_sheet(reporter, document, wanted)
    refused, _ = render_sheet(reporter, document.sheet, wanted, folder, force=force)
    failed = any(f.severity == "error" for f in (*findings, *refused))
    if failed or (strict and (findings or refused)):
        ctx.exit(1)
