"""`eventbrief render`: the one-page briefs of fact sheets."""

from __future__ import annotations

from pathlib import Path

import click

from eventbrief.cli.reporting import Reporter, reporting_options


@click.command("render")
@click.argument("facts", nargs=-1, required=True, metavar="FACTS...")
@click.option("-t", "--templates", metavar="NAMES", help="Audiences, such as press,executive.")
@click.option("-l", "--languages", metavar="CODES", help="Languages of the briefs, such as fr,en.")
@click.option("--to", "formats", default="pdf,docx", metavar="KINDS", help="pdf, docx, html, txt.")
@click.option("-o", "--output", metavar="DIR", help="Folder; that of the sheet where not given.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), help="Paper size.")
@click.option("--theme", metavar="NAME", help="Theme, instead of the template's.")
@click.option("--embed-facts", is_flag=True, help="Put the fact sheet into each PDF (PDF/A-3a).")
@click.option("--fit-report", is_flag=True, help="Say what it took to fit each page.")
@click.option("--json", "as_json", is_flag=True, help="Files and fit as JSON, for programs.")
@click.option("--force", is_flag=True, help="Write over files that were changed by hand.")
@reporting_options
@click.pass_context
def command(
    ctx: click.Context,
    facts: tuple[str, ...],
    templates: str | None,
    languages: str | None,
    formats: str,
    output: str | None,
    paper: str | None,
    theme: str | None,
    embed_facts: bool,
    fit_report: bool,
    as_json: bool,
    force: bool,
    quiet: bool,
    verbose: bool,
    no_color: bool,
) -> None:
    """Make the one-page briefs of fact sheets.

    Example:  eventbrief render facts.yaml -t press -l fr,en --to pdf
    """
    import dataclasses

    from eventbrief.cli.inputs import wanted_briefs
    from eventbrief.cli.reporting import fit_as_json, measures
    from eventbrief.cli.steps import render_sheet
    from eventbrief.facts.document import load
    from eventbrief.facts.finding import has_errors

    reporter = Reporter(quiet=quiet, verbose=verbose, no_color=no_color)
    refused, made = [], []
    reporter.silent = as_json
    for name in facts:
        path = Path(name)
        document = load(path)
        folder = Path(output) if output else path.parent
        if output and len(facts) > 1:
            folder = folder / (path.parent.name if path.stem == "facts" else path.stem)
        wanted = wanted_briefs(path.parent, templates, languages, formats, paper, theme)
        if embed_facts:
            wanted = dataclasses.replace(wanted, embedded=document.tree.text.encode("utf-8"))
        findings, briefs = render_sheet(reporter, document.sheet, wanted, folder, force=force)
        refused += findings
        made += [(folder, brief) for brief in briefs]
    if as_json:
        click.echo(fit_as_json(made))
    elif fit_report:
        for _, brief in made:
            click.echo(measures(brief.name, brief.report))
    if has_errors(refused):
        ctx.exit(1)
