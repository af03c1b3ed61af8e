"""Where a mail server's password comes from: never the command line, never a file of ours."""

from __future__ import annotations

import os
import sys

import click

VARIABLE = "EVENTBRIEF_SMTP_PASSWORD"


def password(host: str, user: str) -> str:
    """The password from the environment, a keyring, or a prompt; in that order.

    Raises:
        click.UsageError: there is none, and nobody to ask.
    """
    if VARIABLE in os.environ:
        return os.environ[VARIABLE]
    if found := _kept(host, user):
        return found
    if not sys.stdin.isatty():
        raise click.UsageError(
            f"no password for {user} on {host}; set {VARIABLE}, or use a keyring"
        )
    return str(click.prompt(f"Password of {user} on {host}", hide_input=True, err=True))


def _kept(host: str, user: str) -> str:
    """What the keyring has under `eventbrief:HOST`; nothing where there is no keyring."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return ""
    try:
        return keyring.get_password(f"eventbrief:{host}", user) or ""
    except (KeyringError, RuntimeError):
        return ""
