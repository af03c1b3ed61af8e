"""One call of `eventbrief mail`: what was read, and what becomes of it."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from eventbrief.cli.inputs import choices
from eventbrief.cli.mail_report import MailReport
from eventbrief.cli.reporting import Reporter
from eventbrief.deliver.gate import KINDS
from eventbrief.deliver.guards import Overrides, as_warnings, gate, guards
from eventbrief.deliver.ledger import FILE, Ledger, sending_alone
from eventbrief.facts.document import load
from eventbrief.facts.finding import InputError

if TYPE_CHECKING:
    from eventbrief.deliver.gate import Checked
    from eventbrief.deliver.planned import Planned

_KEPT = {"sent": "sent before", "older": "older sent", "doubt": "doubt", "refused": "refused"}


def allowed_kinds(allow: str | None, *, despite_errors: bool) -> frozenset[str]:
    """What a person lets through the gate.

    Raises:
        click.UsageError: a word that is none of the kinds.
    """
    named = choices(allow)
    if unknown := [word for word in named if word not in KINDS]:
        known = "; ".join(f"{kind}: {what}" for kind, what in KINDS.items())
        raise click.UsageError(f"--allow: there is no `{unknown[0]}`; there are: {known}")
    return frozenset((*named, "errors") if despite_errors else named)


class Work:
    """What was read, and what is to be done with it."""

    def __init__(self, reporter: Reporter, facts: tuple[str, ...], given: dict[str, Any]) -> None:
        from eventbrief.compose.template import audiences
        from eventbrief.compose.wording import languages
        from eventbrief.deliver.recipients import read_recipients
        from eventbrief.workspace.settings import find_workspace, load_settings

        self.reporter, self.given = reporter, given
        self.report = MailReport(reporter, as_json=given["as_json"])
        allowed = allowed_kinds(given["allow"], despite_errors=given["despite_errors"])
        self.overrides = Overrides(given["before_embargo"], allowed)
        self.documents = [load(Path(name)) for name in facts]
        folder = self.documents[0].path.parent
        self.workspace = find_workspace(folder)
        self.settings = load_settings(self.workspace)
        self.people, warnings = read_recipients(
            Path(given["recipients"]), audiences(self.workspace), languages()
        )
        reporter.findings(warnings)
        only = (given["only"] or "").casefold()
        if only:
            self.people = [r for r in self.people if r.email.casefold() == only]
            if not self.people:
                raise click.UsageError(f"`{given['only']}` is not among the recipients")
        base = self.workspace or folder
        self.outbox = Path(given["outbox"]) if given["outbox"] else base / "outbox"
        self.ledger = base / FILE

    @property
    def allowed(self) -> str:
        """What a person lets through, as the ledger writes it."""
        return ",".join(kind for kind in KINDS if kind in self.overrides.allowed)

    def planned(self) -> list[Planned]:
        """The messages, once the gate has let their sheets through.

        Raises:
            InputError: what holds them back, all at once; for a test, it is a warning.
        """
        from eventbrief.workspace.mailing import plan

        names = {r.audience for r in self.people}
        found = list(gate(self._checked(names), names, self.overrides))
        if found and not self.given["test_to"]:
            raise InputError(found)
        self.reporter.findings(as_warnings(found))
        return plan(
            self.documents,
            self.people,
            self.workspace,
            self.settings,
            sender=self.given["sender"],
            calendar=self.given["ics"],
        )

    def _checked(self, names: set[str]) -> list[Checked]:
        from eventbrief.check.findings import check
        from eventbrief.compose.release import contradictions
        from eventbrief.compose.template import load_template
        from eventbrief.deliver.gate import Checked

        templates = [load_template(name, self.workspace) for name in sorted(names)]
        return [
            Checked(one, tuple(check(one)), tuple(contradictions(one, templates)))
            for one in self.documents
        ]

    # -- drafts -------------------------------------------------------------------------------

    def drafts(self) -> int:
        """Write the drafts; gives the exit code."""
        from eventbrief.workspace.outbox import draft_name, write_drafts

        due = self.planned()[: self.given["limit"]]
        rows = [(one, draft_name(n, one)) for n, one in enumerate(due, 1)]
        paths, findings = write_drafts(
            self.outbox,
            [(one, self.given["correction"]) for one in due],
            force=self.given["force"],
        )
        self._remember_drafts(due)
        self.reporter.findings(findings)
        self.report.json([(one, "draft", "", str(self.outbox / name)) for one, name in rows])
        self.report.table(list(rows))
        self.reporter.note(f"{len(paths)} drafts in {self.outbox}; nothing was sent")
        return 1 if findings else 0

    def _remember_drafts(self, due: list[Planned]) -> None:
        """A person's decision is written down; drafts without one are not."""
        from eventbrief.deliver.sending import row_of

        if not self.allowed:
            return
        correction = self.given["correction"]
        ledger = Ledger(self.ledger)
        try:
            for one in due:
                made = one.message(correction=correction)
                ledger.drafted(row_of(one, made, self.allowed, correction=correction))
        finally:
            ledger.close()

    # -- sending ------------------------------------------------------------------------------

    def send(self) -> int:
        """Send what is due, or all as a test; gives the exit code."""
        planned = self.planned()
        megabytes = self.given["max_mb"] or self.settings.mail.max_megabytes
        now = datetime.datetime.now(datetime.UTC)
        found = list(guards(self.documents, planned, self.overrides, megabytes, now))
        if found:
            raise InputError(found)
        if self.given["test_to"]:
            return self._test(planned)
        with sending_alone(self.ledger):
            ledger = Ledger(self.ledger)
            try:
                return self._send(planned, ledger)
            finally:
                ledger.close()

    def _send(self, planned: list[Planned], ledger: Ledger) -> int:
        from eventbrief.cli.mail_server import mail_server
        from eventbrief.cli.progress import progress
        from eventbrief.deliver.sending import Choices, Patience, Result, decide, send_all

        doubts = ledger.recover()
        if doubts:
            self.reporter.note(f"{doubts} messages of a run that stopped are in doubt")
        given = self.given
        wanted = Choices(given["correction"], given["send_doubtful"], given["send_refused"])
        decided = [(one, decide(one, ledger.rows(one.key), wanted)) for one in planned]
        due = [(one, what == "correct") for one, what in decided if what in ("send", "correct")]
        due = due[: given["limit"]]
        chosen = {one.key for one, _ in due}
        kept = [
            Result(one, _KEPT.get(what, "not now"), "")
            for one, what in decided
            if one.key not in chosen
        ]
        rows = [(one, "correction" if correction else "to send") for one, correction in due]
        self.report.table(rows + [(result.planned, result.state) for result in kept])
        results: list[Result] = []
        if due:
            self._ask(len(due))
            patience = Patience(given["tries"], given["pause"])
            server = mail_server(given, self.settings.mail)
            with progress(len(due), quiet=self.reporter.quiet) as step:
                results = send_all(due, ledger, server, patience, lambda _: step(), self.allowed)
        return 1 if self.report.results(results, kept) else 0

    def _test(self, planned: list[Planned]) -> int:
        from eventbrief.cli.mail_server import mail_server
        from eventbrief.deliver.address import valid_address
        from eventbrief.deliver.sending import send_tests
        from eventbrief.deliver.server import Fate

        try:
            address = valid_address(self.given["test_to"])
        except ValueError as error:
            raise click.UsageError(f"--test-to: {error}") from error
        due = planned[: self.given["limit"]]
        self.report.table([(one, f"test to {address}") for one in due])
        self._ask(len(due))
        messages = [
            one.message(correction=self.given["correction"], test_to=address) for one in due
        ]
        answers = send_tests(messages, mail_server(self.given, self.settings.mail))
        self.report.json(
            [
                (one, f"test {answer.fate}", answer.reply, "")
                for one, answer in zip(due, answers, strict=True)
            ]
        )
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
