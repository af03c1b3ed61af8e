"""A person at a terminal: asked before anything is sent, and for a password that is never shown."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import time
import types
from pathlib import Path

import pytest

from eventbrief.cli.passwords import password
from mail_servers import PASSWORD, command_line, environment, options


def at_terminal(
    desk: Path, arguments: list[object], answers: list[tuple[str, str]]
) -> tuple[int, str]:
    """Run the command with a terminal, answering what it asks; its exit code and what was shown."""
    parent, child = pty.openpty()
    line = [word for word in command_line(*arguments) if word != "--yes"]
    run = subprocess.Popen(
        line, cwd=desk, env={**environment(None), "TERM": "xterm"}, stdin=child, stdout=child, stderr=child,
        start_new_session=True,
    )  # fmt: skip
    os.close(child)
    shown, end = "", time.monotonic() + 60
    waiting = list(answers)
    while time.monotonic() < end:
        try:
            data = os.read(parent, 65536)
        except OSError:
            break
        if not data:
            break
        shown += data.decode("utf-8", "replace")
        if waiting and waiting[0][0] in shown:
            os.write(parent, waiting.pop(0)[1].encode() + b"\n")
    os.close(parent)
    return run.wait(timeout=30), shown


def test_no_sends_nothing(desk, scripted, localhost):
    server = scripted()
    code, shown = at_terminal(
        desk, options(server.port, localhost.cert), [("Send 3 messages?", "n")]
    )
    assert (code, server.taken, server.logins) == (1, [], [])
    assert "awa@example.org" in shown and "Traceback" not in shown


def test_yes_asks_for_the_password_and_sends(desk, scripted, localhost):
    server = scripted()
    code, shown = at_terminal(
        desk,
        options(server.port, localhost.cert),
        [("Send 3 messages?", "y"), ("Password of desk@localhost on localhost", PASSWORD)],
    )
    assert (code, len(server.taken)) == (0, 3), shown
    assert PASSWORD not in shown
    assert "3 sent" in shown


def test_a_keyring_is_asked_after_the_environment(monkeypatch: pytest.MonkeyPatch):
    kept = types.ModuleType("keyring")
    kept.get_password = lambda service, user: f"{service} of {user}"  # type: ignore[attr-defined]
    errors = types.ModuleType("keyring.errors")
    errors.KeyringError = RuntimeError  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", kept)
    monkeypatch.setitem(sys.modules, "keyring.errors", errors)
    monkeypatch.delenv("EVENTBRIEF_SMTP_PASSWORD", raising=False)
    assert password("mail.example.org", "desk") == "eventbrief:mail.example.org of desk"
    monkeypatch.setenv("EVENTBRIEF_SMTP_PASSWORD", "from the environment")
    assert password("mail.example.org", "desk") == "from the environment"
