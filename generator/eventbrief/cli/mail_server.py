"""The options of `eventbrief mail` and the workspace's settings -> the mail server."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from eventbrief.cli.passwords import password
from eventbrief.deliver.server import Server
from eventbrief.workspace.settings import MailSettings


def mail_server(given: Mapping[str, Any], settings: MailSettings) -> Server:
    """The server that messages go to; the password is asked for where nothing has it.

    Raises:
        click.UsageError: there is none, its certificates are missing, or nobody has the password.
    """
    host = given["host"] or settings.host
    if not host:
        raise click.UsageError("no mail server; give --host, or `host:` in eventbrief.yaml")
    security = given["security"] or settings.security
    port = given["port"] or settings.port or (465 if security == "tls" else 587)
    user = given["user"] or settings.user or ""
    ca_file = given["ca_file"] or settings.ca_file
    if ca_file and not Path(ca_file).is_file():
        raise click.UsageError(f"--ca-file: there is no file {ca_file}")
    secret = password(host, user) if user else ""
    return Server(host, port, security, user, secret, ca_file, given["timeout"])
