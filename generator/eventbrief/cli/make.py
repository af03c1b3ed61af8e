"""`eventbrief make`: extract, check and render every audience."""

from __future__ import annotations

from pathlib import Path

import click

from eventbrief.cli.reporting import Reporter, reporting_options


@click.command("make")
@click.argument("seeds", nargs=-1, required=True, metavar="SEED...")
@click.option("-o", "--output", metavar="DIR", help="Folder; briefs/EVENT where not given.")
@click.option("-t", "--templates", metavar="NAMES", help="Audiences, such as press,executive.")
@click.option("-l", "--languages", metavar="CODES", help="Languages of the briefs, such as fr,en.")
@click.option("--to", "formats", default="pdf,docx", metavar="KINDS", help="pdf, docx, html, txt.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), help="Paper size.")
@click.option("--theme", metavar="NAME", help="Theme, instead of the template's.")
@click.option("--same-event", is_flag=True, help="The seeds are about one event all the same.")
@click.option("--force", is_flag=True, help="Write over files that were changed by hand.")
@click.option("--strict", is_flag=True, help="Warnings fail the run.")
@reporting_options
@click.pass_context
def command(
    ctx: click.Context,
    seeds: tuple[str, ...],
    output: str | None,
    templates: str | None,
    languages: str | None,
    formats: str,
    paper: str | None,
    theme: str | None,
    same_event: bool,
    force: bool,
    strict: bool,
    quiet: bool,
    verbose: bool,
    no_color: bool,
) -> None:
    """From articles to attachments: extract, check and render in one go.

    Writes DIR/facts.yaml and, per audience and language, DIR/AUDIENCE.LANGUAGE.pdf and .docx. What
    you changed in facts.yaml by hand stays as it is. Where no DIR is given, it is named after the
    folder of seeds or the event, such as briefs/marrakech-2022. Seeds about several events are
    refused.

    Example:  eventbrief make article.txt -o briefs/congress
    """
    from eventbrief.cli.extracting import extract_into, stated_by
    from eventbrief.cli.inputs import wanted_briefs
    from eventbrief.cli.seeds import read_seeds
    from eventbrief.cli.steps import check_sheet, render_sheet
    from eventbrief.workspace.event_folder import event_folder

    reporter = Reporter(quiet=quiet, verbose=verbose, no_color=no_color)
    place = Path(output) if output else Path("briefs")
    wanted = wanted_briefs(place, templates, languages, formats, paper, theme)
    stated, unread = stated_by(reporter, read_seeds(seeds))
    folder = place if output else event_folder(place, seeds, stated)
    document = extract_into(reporter, stated, folder / "facts.yaml", same_event=same_event)
    findings = check_sheet(reporter, document, wanted)
    refused, _ = render_sheet(reporter, document.sheet, wanted, folder, force=force)
    failed = any(f.severity == "error" for f in (*unread, *findings, *refused))
    if failed or (strict and (findings or refused)):
        ctx.exit(1)
