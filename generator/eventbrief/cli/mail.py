"""`eventbrief mail`: the right brief to the right person, once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from eventbrief.cli.reporting import Reporter, reporting_options

if TYPE_CHECKING:
    from eventbrief.deliver.planned import Planned
    from eventbrief.deliver.sending import Result
    from eventbrief.workspace.settings import MailSettings


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
@click.option("--despite-errors", is_flag=True, help="Send although `check` finds errors.")
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

    With --send, a ledger in the workspace sees to it that nobody gets a message twice. The
    password comes from EVENTBRIEF_SMTP_PASSWORD, a keyring, or a prompt.

    Example:  eventbrief mail briefs/congress/facts.yaml --recipients people.csv
    """
    reporter = Reporter(quiet=given["quiet"], verbose=given["verbose"], no_color=given["no_color"])
    reporter.silent = given["as_json"]
    if facts == ("status",):
        _status(reporter, as_json=given["as_json"])
        return
    if not given["recipients"]:
        raise click.UsageError("say who gets what: --recipients people.csv")
    work = _Work(reporter, facts, given)
    ctx.exit(work.send() if given["send"] or given["test_to"] else work.drafts())


def _status(reporter: Reporter, *, as_json: bool) -> None:
    import dataclasses
    import json

    from eventbrief.cli.tables import table
    from eventbrief.deliver.ledger import FILE, Ledger
    from eventbrief.workspace.settings import find_workspace

    path = (find_workspace(Path.cwd()) or Path.cwd()) / FILE
    rows = []
    if path.is_file():
        ledger = Ledger(path)
        rows = ledger.rows()
        ledger.close()
    if as_json:
        told = [dataclasses.asdict(row) for row in rows]
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    if not rows:
        reporter.note("nothing was sent from here yet")
        return
    head = ("state", "to", "brief", "sheet", "when", "answer")
    cells = [
        (r.state, r.address, f"{r.audience}.{r.language}", r.facts, r.changed, r.reply)
        for r in rows
    ]
    click.echo(table(head, cells))


class _Work:
    """One call of the verb: what was read, and what is to be done."""

    def __init__(self, reporter: Reporter, facts: tuple[str, ...], given: dict[str, Any]) -> None:
        from eventbrief.compose.template import audiences
        from eventbrief.compose.wording import languages
        from eventbrief.deliver.ledger import FILE
        from eventbrief.deliver.recipients import read_recipients
        from eventbrief.facts.document import load
        from eventbrief.workspace.mailing import plan
        from eventbrief.workspace.settings import find_workspace, load_settings

        self.reporter, self.given = reporter, given
        self.documents = [load(Path(name)) for name in facts]
        folder = self.documents[0].path.parent
        self.workspace = find_workspace(folder)
        self.settings = load_settings(self.workspace)
        people, warnings = read_recipients(
            Path(given["recipients"]), audiences(self.workspace), languages()
        )
        reporter.findings(warnings)
        only = (given["only"] or "").casefold()
        if only:
            people = [r for r in people if r.email.casefold() == only]
            if not people:
                raise click.UsageError(f"`{given['only']}` is not among the recipients")
        self.planned = plan(
            self.documents,
            people,
            self.workspace,
            self.settings,
            sender=given["sender"],
            calendar=given["ics"],
        )
        base = self.workspace or folder
        self.outbox = Path(given["outbox"]) if given["outbox"] else base / "outbox"
        self.ledger = base / FILE

    # -- drafts -------------------------------------------------------------------------------

    def drafts(self) -> int:
        from eventbrief.workspace.outbox import draft_name, write_drafts

        due = self.planned[: self.given["limit"]]
        rows = [(one, draft_name(n, one)) for n, one in enumerate(due, 1)]
        paths, findings = write_drafts(
            self.outbox,
            [(one, self.given["correction"]) for one in due],
            force=self.given["force"],
        )
        self.reporter.findings(findings)
        if self.given["as_json"]:
            self._json([(one, "draft", "", str(self.outbox / name)) for one, name in rows])
        else:
            self._table([(one, name) for one, name in rows])
        self.reporter.note(f"{len(paths)} drafts in {self.outbox}; nothing was sent")
        return 1 if findings else 0

    # -- sending ------------------------------------------------------------------------------

    def send(self) -> int:
        from eventbrief.deliver.ledger import Ledger, sending_alone

        self._guard()
        if self.given["test_to"]:
            return self._test()
        with sending_alone(self.ledger):
            ledger = Ledger(self.ledger)
            try:
                return self._send(ledger)
            finally:
                ledger.close()

    def _guard(self) -> None:
        """Stop where something must not be sent."""
        import datetime

        from eventbrief.check.findings import check
        from eventbrief.deliver.guards import Overrides, guards
        from eventbrief.facts.finding import InputError

        overrides = Overrides(self.given["before_embargo"], self.given["despite_errors"])
        checked = [(document, check(document)) for document in self.documents]
        megabytes = self.given["max_mb"] or self.settings.mail.max_megabytes
        now = datetime.datetime.now(datetime.UTC)
        found = list(guards(checked, self.planned, overrides, megabytes, now))
        if found:
            raise InputError(found)

    def _send(self, ledger: Any) -> int:
        from eventbrief.cli.progress import progress
        from eventbrief.deliver.sending import Choices, Patience, Result, decide, send_all

        doubts = ledger.recover()
        if doubts:
            self.reporter.note(f"{doubts} messages of a run that stopped are in doubt")
        choices = Choices(
            self.given["correction"], self.given["send_doubtful"], self.given["send_refused"]
        )
        decided = [(one, decide(one, ledger.rows(one.key), choices)) for one in self.planned]
        due = [(one, what == "correct") for one, what in decided if what in ("send", "correct")]
        due = due[: self.given["limit"]]
        chosen = {one.key for one, _ in due}
        kept = [
            Result(one, _KEPT.get(what, "not now"), "")
            for one, what in decided
            if one.key not in chosen
        ]
        rows = [(one, "correction" if correction else "to send") for one, correction in due]
        rows += [(result.planned, result.state) for result in kept]
        if not self.given["as_json"]:
            self._table(rows)
        results: list[Result] = []
        if due:
            self._ask(len(due))
            patience = Patience(self.given["tries"], self.given["pause"])
            with progress(len(due), quiet=self.reporter.quiet) as step:
                results = send_all(due, ledger, self._server(), patience, lambda _: step())
        return self._report(results, kept)

    def _test(self) -> int:
        from eventbrief.deliver.address import valid_address
        from eventbrief.deliver.sending import send_tests
        from eventbrief.deliver.server import Fate

        try:
            address = valid_address(self.given["test_to"])
        except ValueError as error:
            raise click.UsageError(f"--test-to: {error}") from error
        due = self.planned[: self.given["limit"]]
        if not self.given["as_json"]:
            self._table([(one, f"test to {address}") for one in due])
        self._ask(len(due))
        messages = [
            one.message(correction=self.given["correction"], test_to=address) for one in due
        ]
        answers = send_tests(messages, self._server())
        rows = [
            (one, f"test {answer.fate}", answer.reply, "")
            for one, answer in zip(due, answers, strict=True)
        ]
        if self.given["as_json"]:
            self._json(rows)
        failed = [a for a in answers if a.fate is not Fate.SENT]
        for answer in failed:
            self.reporter.line(f"{address}: {answer.fate}: {answer.reply}", "bold red")
        self.reporter.note(
            f"{len(answers) - len(failed)} of {len(answers)} tests sent to {address}"
        )
        return 1 if failed else 0

    def _ask(self, count: int) -> None:
        """A person says yes, or nothing is sent."""
        if self.given["yes"]:
            return
        if not sys.stdin.isatty():
            raise click.UsageError("nobody is here to say yes; add --yes to send")
        click.confirm(f"Send {count} messages?", abort=True, err=True)

    def _server(self) -> Any:
        from eventbrief.cli.passwords import password
        from eventbrief.deliver.server import Server

        settings: MailSettings = self.settings.mail
        host = self.given["host"] or settings.host
        if not host:
            raise click.UsageError("no mail server; give --host, or `host:` in eventbrief.yaml")
        security = self.given["security"] or settings.security
        port = self.given["port"] or settings.port or (465 if security == "tls" else 587)
        user = self.given["user"] or settings.user or ""
        ca_file = self.given["ca_file"] or settings.ca_file
        if ca_file and not Path(ca_file).is_file():
            raise click.UsageError(f"--ca-file: there is no file {ca_file}")
        return Server(
            host,
            port,
            security,
            user,
            password(host, user) if user else "",
            ca_file,
            self.given["timeout"],
        )

    # -- reports ------------------------------------------------------------------------------

    def _report(self, results: list[Result], kept: list[Result]) -> int:
        everything = [*results, *kept]
        if self.given["as_json"]:
            self._json([(r.planned, r.state, r.reply, "") for r in everything])
        for result in results:
            if result.state != "sent":
                style = "bold red" if result.state == "refused" else "yellow"
                who = result.planned.recipient.email
                self.reporter.line(f"{who}: {result.state}: {result.reply}", style)
        counts: dict[str, int] = {}
        for result in everything:
            counts[result.state] = counts.get(result.state, 0) + 1
        told = ", ".join(f"{count} {state}" for state, count in counts.items())
        self.reporter.note(told or "nothing to send")
        for state, advice in _ADVICE.items():
            if counts.get(state):
                self.reporter.note(f"{state}: {advice}")
        failed = any(r.state in ("refused", "waiting", "doubt") for r in everything)
        return 1 if failed else 0

    def _table(self, rows: list[tuple[Planned, str]]) -> None:
        from eventbrief.cli.tables import table

        cells = [
            (
                one.recipient.email,
                one.recipient.name,
                f"{one.recipient.audience}.{one.language}",
                " + ".join(a.name.rpartition(".")[2] for a in one.attachments),
                what,
            )
            for one, what in rows
        ]
        if not self.reporter.quiet:
            click.echo(table(("to", "name", "brief", "files", ""), cells))

    def _json(self, rows: list[tuple[Planned, str, str, str]]) -> None:
        import json

        told = [
            {
                "to": one.recipient.email,
                "name": one.recipient.name,
                "audience": one.recipient.audience,
                "language": one.language,
                "cc": list(one.recipient.cc),
                "facts": one.facts,
                "attachments": [a.name for a in one.attachments],
                "state": state,
                "reply": reply,
                "file": file,
            }
            for one, state, reply, file in rows
        ]
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))


_KEPT = {"sent": "sent before", "older": "older sent", "doubt": "doubt", "refused": "refused"}
_ADVICE = {
    "older sent": "they have an older version; --correction sends the new one, saying so",
    "doubt": "they may have arrived; ask, or send again with --send-doubtful",
    "refused": "the server does not take them; mend the address, or try --send-refused",
    "waiting": "the server put them off; run this again later",
}
