"""`eventbrief templates`: what audiences there are, and templates of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from eventbrief.cli.reporting import Reporter, reporting_options


@click.group("templates")
def command() -> None:
    """Audience templates: list them, show one, make one's own, check it.

    Example:  eventbrief templates list
    """


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
def list_templates(as_json: bool) -> None:
    """List the audiences: for whom, where from, and what they override.

    Example:  eventbrief templates list
    """
    import json

    from eventbrief.workspace.catalogue import catalogue
    from eventbrief.workspace.settings import find_workspace

    rows = catalogue(find_workspace(Path.cwd()))
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    width = max(len(str(row["name"])) for row in rows)
    for row in rows:
        click.echo(f"{row['name']:{width}}  {row['purpose']}")
        click.echo(f"{'':{width}}  {row['told']}")


@command.command("show")
@click.argument("name")
def show(name: str) -> None:
    """Show a template: its settings and its page, with what it inherits.

    Example:  eventbrief templates show press
    """
    from eventbrief.compose.template import load_template
    from eventbrief.workspace.catalogue import settings_text
    from eventbrief.workspace.settings import find_workspace

    template = load_template(name, find_workspace(Path.cwd()))
    for folder in template.chain:
        click.echo(f"# from {folder}", err=True)
    click.echo(settings_text(template), nl=False)
    click.echo("---")
    click.echo(template.page, nl=False)


@command.command("new")
@click.argument("name")
@click.option("--from", "parent", default="press", metavar="NAME", help="What it extends.")
@click.option("--word", is_flag=True, help="With a page.docx to design in Word.")
def new(name: str, parent: str, word: bool) -> None:
    """Make a template of one's own that extends another, in the workspace's templates/.

    Example:  eventbrief templates new our-press --from press
    """
    import re

    from eventbrief.compose.template import load_template
    from eventbrief.facts.finding import Finding, InputError
    from eventbrief.workspace.own_template import new_template
    from eventbrief.workspace.settings import find_workspace

    if not re.fullmatch(r"[a-z][a-z0-9_-]*", name):
        raise click.UsageError("a name is small letters, digits and hyphens, such as our-press")
    workspace = find_workspace(Path.cwd())
    if workspace is None:
        advice = "make one with `eventbrief init`, and go there"
        raise InputError([Finding("E409", "there is no workspace here", ".", advice=advice)])
    base = load_template(parent, workspace)
    for path in new_template(name, base, workspace / "templates", word=word):
        click.echo(str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path))


@command.command("check")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.option("--strict", is_flag=True, help="Warnings fail the run.")
@reporting_options
@click.pass_context
def check(
    ctx: click.Context,
    names: tuple[str, ...],
    as_json: bool,
    strict: bool,
    quiet: bool,
    verbose: bool,
    no_color: bool,
) -> None:
    """Try templates with a full, an empty and an over-long sheet, in every language.

    Without a name, all of them.

    Example:  eventbrief templates check press
    """
    from eventbrief.compose.template import audiences, load_template
    from eventbrief.facts.finding import Finding, InputError, has_errors
    from eventbrief.workspace.settings import find_workspace
    from eventbrief.workspace.trial import trial

    reporter = Reporter(quiet=quiet, verbose=verbose, no_color=no_color)
    workspace = find_workspace(Path.cwd())
    findings: list[Finding] = []
    for name in names or audiences(workspace):
        try:
            findings += trial(load_template(name, workspace), workspace)
        except InputError as error:
            findings += error.findings
    reporter.results(findings, as_json=as_json)
    if has_errors(findings) or (strict and findings):
        ctx.exit(1)
