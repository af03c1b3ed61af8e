"""What becomes of each message, as a table, as JSON, or counted; and what the ledger knows."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eventbrief.cli.reporting import Reporter
from eventbrief.cli.tables import table

if TYPE_CHECKING:
    from eventbrief.deliver.planned import Planned
    from eventbrief.deliver.sending import Result

_ADVICE = {
    "older sent": "they have an older version; --correction sends the new one, saying so",
    "doubt": "they may have arrived; ask, or send again with --send-doubtful",
    "refused": "the server does not take them; mend the address, or try --send-refused",
    "waiting": "the server put them off; run this again later",
}


def status(reporter: Reporter, *, as_json: bool) -> None:
    """What the ledger of the workspace knows."""
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
    head = ("state", "to", "brief", "sheet", "when", "allowed", "answer")
    cells = [
        (r.state, r.address, f"{r.audience}.{r.language}", r.facts, r.changed, r.allowed, r.reply)
        for r in rows
    ]
    click.echo(table(head, cells))


class MailReport:
    """Prints messages as a person, or as a program asks for."""

    def __init__(self, reporter: Reporter, *, as_json: bool) -> None:
        self.reporter, self.as_json = reporter, as_json

    def table(self, rows: list[tuple[Planned, str]]) -> None:
        """Who gets what, unless a program reads."""
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
        if not self.reporter.quiet and not self.as_json:
            click.echo(table(("to", "name", "brief", "files", ""), cells))

    def json(self, rows: list[tuple[Planned, str, str, str]]) -> None:
        """Message, state, reply and file, if a program reads."""
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
        if self.as_json:
            click.echo(json.dumps(told, ensure_ascii=False, indent=1))

    def results(self, results: list[Result], kept: list[Result]) -> bool:
        """What became of each; gives whether something is left to do."""
        everything = [*results, *kept]
        self.json([(r.planned, r.state, r.reply, "") for r in everything])
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
        return any(r.state in ("refused", "waiting", "doubt") for r in everything)
