"""A new workspace: folders, settings, the shipped templates, and a dispatch to try it on."""

from __future__ import annotations

from pathlib import Path

from eventbrief.compose.template import shipped_folder
from eventbrief.facts.files import MachineError, write_whole
from eventbrief.workspace.settings import FILE

SETTINGS = """\
# What holds for every brief made below this folder. Leave a key empty to follow the templates.
workspace: 1
languages: [en, fr]
audiences:        # such as [press, executive]; all where empty
paper: a4         # or letter
theme:
mail:
  sender:         # such as Press desk <press.desk@example.org>
  reply_to:
  host:           # the mail server, for `eventbrief mail --send`
  port:           # 587 where empty, or 465 with security: tls
  security: starttls
  user:           # the password is asked for, or comes from EVENTBRIEF_SMTP_PASSWORD or a keyring
"""

EXAMPLE = """\
---
title: Lisbon hosts the second Atlantic Forum on Port Safety
date: 2024-05-10
publisher: Example News
---

LISBON - The 2nd Atlantic Forum on Port Safety will be held in Lisbon, Portugal, from 14 to 16 May
2024, bringing together delegates from 22 countries. The forum is organised by the Atlantic Ports
Association (APA).

"A safe port is a port where people talk to each other before something happens," said Maria
Example, president of the Atlantic Ports Association.

Delegations from Morocco, Spain, France and Cape Verde will attend.
"""


def new_workspace(folder: Path) -> list[Path]:
    """Make what is missing of a workspace in `folder`; gives the files that were written.

    Raises:
        MachineError: a folder or file cannot be made.
    """
    files = {FILE: SETTINGS.encode(), "seeds/example.md": EXAMPLE.encode()}
    shipped = shipped_folder()
    for path in sorted(shipped.rglob("*")):
        if path.is_file():
            files[f"templates/{path.relative_to(shipped).as_posix()}"] = path.read_bytes()
    made = []
    try:
        (folder / "briefs").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MachineError(f"{folder}: cannot be made: {error.strerror or error}") from error
    for name, data in files.items():
        target = folder / name
        if not target.exists():
            write_whole(target, data)
            made.append(target)
    return made
