"""`eventbrief mail`: the right brief to the right person, once."""

from __future__ import annotations

from typing import Any

import click

from eventbrief.cli.reporting import Reporter, reporting_options


@click.command("mail")
@click.argument("facts", nargs=-1, required=True, metavar="FACTS...")
@click.option("--recipients", metavar="CSV", help="Who gets what: name, email, audience, ...")
@click.option("-o", "--outbox", metavar="DIR", help="Folder of the drafts.")
@click.option("--from", "sender", metavar="ADDRESS", help="The sender, such as 'Desk <a@b.org>'.")
@click.option("--ics", is_flag=True, help="Attach a calendar file of the event.")
@click.option("--send", is_flag=True, help="Send them; without it, drafts are written.")
@click.option("--yes", is_flag=True, help="Send without asking.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="The first N that are due.")
@click.option("--only", metavar="ADDRESS", help="This recipient alone.")
@click.option("--test-to", metavar="ME", help="Send all to this address, marked as a test.")
@click.option("--correction", is_flag=True, help="Send a changed brief to who had the older one.")
@click.option("--send-doubtful", is_flag=True, help="Send again what may have arrived.")
@click.option("--send-refused", is_flag=True, help="Send again what a server refused.")
@click.option("--before-embargo", is_flag=True, help="Send although the embargo holds.")
@click.option("--allow", metavar="KINDS", help="Mail despite conflicts,unsure,sources,errors.")
@click.option("--despite-errors", is_flag=True, help="The same as --allow errors.")
@click.option("--max-mb", type=float, metavar="N", help="Megabytes that a message may carry.")
@click.option("--host", metavar="NAME", help="Mail server.")
@click.option("--port", type=click.IntRange(1, 65535), help="Its port.")
@click.option("--security", type=click.Choice(["starttls", "tls"]), help="How it encrypts.")
@click.option("--user", metavar="NAME", help="Its user; the password is never an option.")
@click.option("--ca-file", metavar="PEM", help="Certificates to trust instead of the system's.")
@click.option("--tries", type=click.IntRange(1, 20), default=5, help="When the server puts off.")
@click.option("--pause", type=float, default=5.0, help="Seconds before the second try.")
@click.option("--timeout", type=float, default=60.0, help="Seconds to wait for an answer.")
@click.option("--force", is_flag=True, help="Write over drafts that were changed by hand.")
@click.option("--json", "as_json", is_flag=True, help="Print what becomes of each as JSON.")
@reporting_options
@click.pass_context
def command(ctx: click.Context, /, facts: tuple[str, ...], **given: Any) -> None:
    """E-mails with the right brief attached: drafts, or sent when told.

    Each recipient gets the brief of their audience and language. Drafts (.eml) go to the
    outbox and open in any mail program. `eventbrief mail status` shows what was sent.

    A sheet with undecided conflicts, unsure facts, changed sources or errors is not mailed, not
    even as drafts, to those who would see them. --allow lets a kind of these through; the
    ledger remembers it.

    With --send, a ledger in the workspace sees to it that nobody gets a message twice. The
    password comes from EVENTBRIEF_SMTP_PASSWORD, a keyring, or a prompt.

    Example:  eventbrief mail briefs/congress/facts.yaml --recipients people.csv
    """
    from eventbrief.cli.mail_report import status
    from eventbrief.cli.mail_work import Work

    reporter = Reporter(quiet=given["quiet"], verbose=given["verbose"], no_color=given["no_color"])
    reporter.silent = given["as_json"]
    if facts == ("status",):
        status(reporter, as_json=given["as_json"])
        return
    if not given["recipients"]:
        raise click.UsageError("say who gets what: --recipients people.csv")
    work = Work(reporter, facts, given)
    ctx.exit(work.send() if given["send"] or given["test_to"] else work.drafts())
