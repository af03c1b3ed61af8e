"""Messages -> .eml files in a folder; drafts of an earlier run that are not wanted any more go."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from eventbrief.deliver.planned import Planned
from eventbrief.facts.finding import Finding
from eventbrief.workspace.written import Written

_UNSAFE = re.compile(r"[^\w.@+-]")


def draft_name(number: int, planned: Planned) -> str:
    """The file of a draft: 0001-press.fr-awa@example.org.eml."""
    recipient = planned.recipient
    address = _UNSAFE.sub("_", recipient.email)[:80]
    return f"{number:04d}-{recipient.audience}.{planned.language}-{address}.eml"


def write_drafts(
    folder: Path, planned: Iterable[tuple[Planned, bool]], *, force: bool
) -> tuple[list[Path], list[Finding]]:
    """Write a draft for each message, and take away those of an earlier run that are not wanted.

    Returns:
        The files, and why some were left as they are: a person changed them (E601).
    """
    written = Written(folder)
    files = {
        draft_name(number, one): one.message(correction=correction).draft()
        for number, (one, correction) in enumerate(planned, 1)
    }
    findings = [] if force else written.refusals(files)
    kept = {Path(f.file).name for f in findings}
    written.forget({n for n in written.sums if n.endswith(".eml") and n not in files})
    return written.write({n: d for n, d in files.items() if n not in kept}), findings
