"""`eventbrief translate`: PO files for translators, and back."""

from __future__ import annotations

from pathlib import Path

import click

from eventbrief.cli.reporting import Reporter, reporting_options


@click.command("translate")
@click.argument("facts", metavar="FACTS")
@click.option("--to", "languages", required=True, metavar="CODES", help="Languages, such as en,ar.")
@click.option("--with-model", "model", metavar="NAME", help="Let this language model propose.")
@reporting_options
def command(
    facts: str,
    languages: str,
    model: str | None,
    quiet: bool,
    verbose: bool,
    no_color: bool,
) -> None:
    """Write what lacks a translation into a PO file, and take in what was translated.

    FACTS.CODE.po stands beside the sheet. Fill it in with any PO editor, and run this again: the
    sheet gets the wordings. Where the source text has changed since, the entry becomes fuzzy.

    With --with-model, the endpoint that OPENAI_BASE_URL names proposes wordings. They stay fuzzy,
    and out of the sheet, until a person takes the mark away. Without it, nothing is sent.

    Example:  eventbrief translate briefs/congress/facts.yaml --to es
    """
    import re

    from eventbrief.cli.inputs import choices
    from eventbrief.facts.document import load
    from eventbrief.facts.text import LANGUAGE
    from eventbrief.translate.steps import translate_sheet

    reporter = Reporter(quiet=quiet, verbose=verbose, no_color=no_color)
    path = Path(facts)
    for code in choices(languages):
        if not re.fullmatch(LANGUAGE, code):
            raise click.UsageError(f"`{code}` is not a language code such as fr, en or ar")
    for code in choices(languages):
        outcome = translate_sheet(load(path), code, model)
        reporter.written(outcome.written)
        reporter.findings(outcome.findings)
        for at in outcome.exchange.taken:
            reporter.detail(f"{code}: {at}")
        reporter.note(
            f"{code}: {len(outcome.exchange.taken)} taken into the sheet, "
            f"{outcome.exchange.open} open, {len(outcome.exchange.stale)} to look at again"
        )
