"""What was sent to whom, in SQLite: written before a message goes out, and after.

A message goes through these states. A run that dies leaves one of the first two behind:

    claimed    it is about to go out; nothing of it has reached the server's queue
    handed     its last line is being given to the server, whose answer is not here yet
    sent       the server took it
    waiting    the server asked to try again later
    refused    the server refused it for good
    doubt      its last line was given, and the answer never came

A draft that a person let through the gate is remembered as `draft`, with what was allowed; to a
later run it is as good as nothing.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from eventbrief.facts.files import MachineError
from eventbrief.facts.finding import Finding, InputError

FILE = "ledger.sqlite3"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS message (
    key TEXT NOT NULL, version TEXT NOT NULL, correction INTEGER NOT NULL DEFAULT 0,
    facts TEXT NOT NULL, address TEXT NOT NULL, audience TEXT NOT NULL, language TEXT NOT NULL,
    subject TEXT NOT NULL, message_id TEXT NOT NULL, state TEXT NOT NULL,
    reply TEXT NOT NULL DEFAULT '', attempts INTEGER NOT NULL DEFAULT 0,
    changed TEXT NOT NULL, allowed TEXT NOT NULL DEFAULT '', PRIMARY KEY (key, version)
)
"""
_INSERT = """
INSERT INTO message (key, version, correction, facts, address, audience, language, subject,
    message_id, state, attempts, changed, allowed)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (key, version) DO UPDATE
"""
# Ledgers made before people could allow something lack the column; nothing was allowed then.
_ALLOWED = "ALTER TABLE message ADD COLUMN allowed TEXT NOT NULL DEFAULT ''"


@dataclass(frozen=True)
class Row:
    """One message as the ledger knows it; `allowed` is what a person let through, by commas."""

    key: str
    version: str
    correction: bool
    facts: str
    address: str
    audience: str
    language: str
    subject: str
    message_id: str
    state: str
    reply: str
    attempts: int
    changed: str
    allowed: str = ""


class Ledger:
    """The ledger of one workspace."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(path, isolation_level=None, timeout=30)
            self._base.execute("PRAGMA synchronous=FULL")
            self._base.execute(_SCHEMA)
            self._migrate()
        except (sqlite3.Error, OSError) as error:
            raise MachineError(f"{path}: the ledger cannot be used: {error}") from error

    def _migrate(self) -> None:
        columns = {row[1] for row in self._base.execute("PRAGMA table_info(message)")}
        if "allowed" in columns:
            return
        try:
            self._base.execute(_ALLOWED)
        except sqlite3.OperationalError as error:
            if "duplicate column" not in str(error):  # another run was as quick
                raise

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def rows(self, key: str | None = None) -> list[Row]:
        """The messages of one key, or all, the oldest first."""
        where, values = ("WHERE key = ?", (key,)) if key is not None else ("", ())
        found = self._base.execute(
            f"SELECT key, version, correction, facts, address, audience, language, subject, "  # noqa: S608 - no input
            f"message_id, state, reply, attempts, changed, allowed FROM message {where} "
            "ORDER BY rowid",
            values,
        )
        return [Row(r[0], r[1], bool(r[2]), *r[3:]) for r in found]

    def recover(self) -> int:
        """What a run that died left behind: claimed is free again, handed is in doubt.

        Call it only while no other run can be sending. Gives how many are newly in doubt.
        """
        self._base.execute("UPDATE message SET state = 'waiting' WHERE state = 'claimed'")
        reply = "the run stopped before the server's answer came"
        made = self._base.execute(
            "UPDATE message SET state = 'doubt', reply = ? WHERE state = 'handed'", (reply,)
        )
        return made.rowcount

    def claim(self, row: Row) -> None:
        """Write down that the message is about to go out."""
        self._base.execute(
            f"{_INSERT} SET state = 'claimed', correction = excluded.correction, "
            "attempts = attempts + 1, message_id = excluded.message_id, "
            "changed = excluded.changed, allowed = excluded.allowed",
            _values(row, "claimed", 1),
        )

    def drafted(self, row: Row) -> None:
        """Write down that a person let a draft through; what was sent meanwhile stays as it is."""
        self._base.execute(
            f"{_INSERT} SET changed = excluded.changed, allowed = excluded.allowed "
            "WHERE state = 'draft'",
            _values(row, "draft", 0),
        )

    def settle(self, key: str, version: str, state: str, reply: str = "") -> None:
        """Write down what became of the message."""
        self._base.execute(
            "UPDATE message SET state = ?, reply = ?, changed = ? WHERE key = ? AND version = ?",
            (state, reply[:500], _now(), key, version),
        )


def _values(row: Row, state: str, attempts: int) -> tuple[object, ...]:
    return (
        *(row.key, row.version, int(row.correction), row.facts, row.address, row.audience),
        *(row.language, row.subject, row.message_id, state, attempts, _now(), row.allowed),
    )


@contextmanager
def sending_alone(path: Path) -> Iterator[None]:
    """Only one run sends at a time; the lock goes when its process does, however it ends.

    Raises:
        InputError: E720 another run is sending.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(f".{path.name}.lock").open("a+b") as file:
        if not _locked(file.fileno()):
            message = "another run is sending at this moment"
            advice = "wait until it ends; `eventbrief mail status` shows how far it is"
            raise InputError([Finding("E720", message, str(path), advice=advice)])
        yield


def _locked(descriptor: int) -> bool:
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:
        import msvcrt  # noqa: PLC0415

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
