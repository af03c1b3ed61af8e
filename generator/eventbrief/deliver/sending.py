"""Planned messages + ledger + server -> each sent once, and what became of each."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from eventbrief.deliver.ledger import Ledger, Row
from eventbrief.deliver.message import Message
from eventbrief.deliver.planned import Planned
from eventbrief.deliver.server import Answer, Fate, Server
from eventbrief.facts.files import MachineError

Decision = Literal["send", "correct", "sent", "older", "doubt", "refused"]


@dataclass(frozen=True)
class Choices:
    """What the user allows."""

    correction: bool = False
    doubtful: bool = False
    refused: bool = False


@dataclass(frozen=True)
class Result:
    """A message and what became of it."""

    planned: Planned
    state: str
    reply: str


@dataclass(frozen=True)
class Patience:
    """How often a message is tried, and how long the first pause is; each next is twice that."""

    tries: int = 5
    pause: float = 5.0


def decide(planned: Planned, rows: Iterable[Row], choices: Choices) -> Decision:
    """What to do with a message, by what the ledger knows of its reader and brief."""
    known = list(rows)
    states = {row.state for row in known}
    if any(r.state == "sent" and r.version == planned.version for r in known):
        return "sent"
    if states & {"doubt", "handed"} and not choices.doubtful:
        return "doubt"
    if any(r.state == "refused" and r.version == planned.version for r in known):
        return "send" if choices.refused else "refused"
    if "sent" in states:
        return "correct" if choices.correction else "older"
    return "send"


def send_all(
    todo: list[tuple[Planned, bool]],
    ledger: Ledger,
    server: Server,
    patience: Patience,
    told: Callable[[Result], None],
    allowed: str = "",
) -> list[Result]:
    """Send the messages; those that the server puts off are tried again after growing pauses.

    Args:
        todo: messages, and whether each is a correction.
        ledger: records each before it goes out, and after.
        server: where to.
        patience: how often and how long.
        told: called with each result as it comes.
        allowed: what a person let through the gate, for the ledger.

    Raises:
        MachineError: the server cannot be used at all.
    """
    results: dict[str, Result] = {}
    server.open()  # one that cannot be used at all stops everything here
    for turn in range(patience.tries):
        if turn:
            time.sleep(patience.pause * 2 ** (turn - 1))
        waiting, lost = [], ""
        for planned, correction in todo:
            lost = lost or _reached(server)
            if lost:  # the server went away: the rest of this turn waits with it
                answer = Answer(Fate.WAITING, lost)
            else:
                answer = _send(planned, correction, allowed, ledger, server)
            result = Result(planned, str(answer.fate), answer.reply)
            results[planned.key] = result
            if answer.fate is Fate.WAITING and turn < patience.tries - 1:
                waiting.append((planned, correction))
            else:
                told(result)
        todo = waiting
        if not todo:
            break
    server.close()
    return list(results.values())


def send_tests(messages: Iterable[Message], server: Server) -> list[Answer]:
    """Send messages that the ledger does not count.

    Raises:
        MachineError: the server cannot be used.
    """
    answers = []
    for made in messages:
        envelope = made.envelope
        data = made.sent(datetime.datetime.now(datetime.UTC))
        answers.append(
            server.deliver(envelope.sender.address, envelope.addresses, data, lambda: None)
        )
    server.close()
    return answers


def _reached(server: Server) -> str:
    """Why the server cannot be reached any more; nothing where it can."""
    try:
        server.open()
    except MachineError as error:
        return str(error)
    return ""


def row_of(planned: Planned, made: Message, allowed: str, *, correction: bool) -> Row:
    """What the ledger writes down of a message before it goes out."""
    return Row(
        key=planned.key,
        version=planned.version,
        correction=correction,
        facts=planned.facts,
        address=planned.recipient.email,
        audience=planned.recipient.audience,
        language=planned.language,
        subject=made.subject,
        message_id=made.identity,
        state="claimed",
        reply="",
        attempts=0,
        changed="",
        allowed=allowed,
    )


def _send(
    planned: Planned, correction: bool, allowed: str, ledger: Ledger, server: Server
) -> Answer:
    made = planned.message(correction=correction)
    envelope = made.envelope
    row = row_of(planned, made, allowed, correction=correction)
    ledger.claim(row)
    data = made.sent(datetime.datetime.now(datetime.UTC))
    answer = server.deliver(
        envelope.sender.address,
        envelope.addresses,
        data,
        lambda: ledger.settle(row.key, row.version, "handed"),
    )
    ledger.settle(row.key, row.version, str(answer.fate), answer.reply)
    return answer
