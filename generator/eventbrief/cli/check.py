"""`eventbrief check`: fact sheets against their sources."""

from __future__ import annotations

from pathlib import Path

import click

from eventbrief.cli.reporting import Reporter, reporting_options


@click.command("check")
@click.argument("facts", nargs=-1, required=True, metavar="FACTS...")
@click.option(
    "-l", "--languages", metavar="CODES", help="Languages that texts should be worded in."
)
@click.option("-t", "--templates", metavar="NAMES", help="Audiences whose needs to check too.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.option("--strict", is_flag=True, help="Warnings fail the run.")
@reporting_options
@click.pass_context
def command(
    ctx: click.Context,
    facts: tuple[str, ...],
    languages: str | None,
    templates: str | None,
    as_json: bool,
    strict: bool,
    quiet: bool,
    verbose: bool,
    no_color: bool,
) -> None:
    """Hold fact sheets against their sources.

    Example:  eventbrief check briefs/congress/facts.yaml
    """
    from eventbrief.check.audiences import check_audiences, check_restrictions
    from eventbrief.check.findings import check
    from eventbrief.cli.inputs import choices, usual_templates
    from eventbrief.cli.steps import needs_of
    from eventbrief.compose.release import contradictions
    from eventbrief.compose.template import audiences, load_template
    from eventbrief.facts.document import load
    from eventbrief.facts.finding import InputError, has_errors
    from eventbrief.translate.catalogue import po_languages
    from eventbrief.translate.exchange import stale_findings
    from eventbrief.workspace.settings import find_workspace

    reporter = Reporter(quiet=quiet, verbose=verbose, no_color=no_color)
    findings = []
    for name in facts:
        try:
            document = load(Path(name))
            findings += check(document, choices(languages))
            workspace = find_workspace(document.path.parent)
            findings += check_restrictions(document, audiences(workspace))
            chosen = [load_template(name, workspace) for name in choices(templates)]
            findings += check_audiences(document, map(needs_of, chosen))
            findings += contradictions(document, chosen or usual_templates(workspace))
            findings += stale_findings(document, po_languages(document.path))
        except InputError as error:
            findings += error.findings
    reporter.results(findings, as_json=as_json)
    if has_errors(findings) or (strict and findings):
        ctx.exit(1)
