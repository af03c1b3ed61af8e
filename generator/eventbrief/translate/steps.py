"""A sheet's file, its PO file -> both files brought up to date."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from eventbrief.facts.document import Document
from eventbrief.facts.files import write_whole
from eventbrief.facts.finding import Finding
from eventbrief.translate.catalogue import Entry, PoFile, po_bytes, po_path, read_po_file
from eventbrief.translate.exchange import Exchange, exchange


@dataclass(frozen=True)
class Outcome:
    """The files that were written, and what a person should know."""

    exchange: Exchange
    written: list[Path]
    findings: list[Finding]


def translate_sheet(document: Document, language: str, model: str | None) -> Outcome:
    """Bring the sheet and its PO file of `language` up to date.

    Raises:
        InputError: E211 the PO file cannot be read.
        MachineError: a file cannot be written, or the model's endpoint cannot be reached.
    """
    path = po_path(document.path, language)
    known = read_po_file(path) if path.is_file() else PoFile([])
    ask: Callable[[list[Entry]], dict[str, str]] | None = None
    if model:
        from eventbrief.translate.machine import translations  # noqa: PLC0415 - an extra

        ask = functools.partial(
            translations, language=language, model=model, about=str(document.path)
        )
    done = exchange(document, language, known.entries, ask, model or "")
    written = []
    if done.document.tree.text != document.tree.text:
        write_whole(document.path, done.document.tree.text.encode())
        written.append(document.path)
    if done.entries:
        day = document.sheet.prepared.date or "1970-01-01"
        data = po_bytes(replace(known, entries=done.entries), document.path, language, day)
        if not path.is_file() or path.read_bytes() != data:
            write_whole(path, data)
            written.append(path)
    findings = [
        document.finding(
            "W343",
            f"{at} is worded in `{language}` otherwise in the sheet than in {path.name}",
            at,
            "the sheet's wording stays; take it out of the sheet to have the other one",
        )
        for at in done.kept
    ]
    findings += [
        document.finding(
            "W342",
            f"the wording of {at} in `{language}` is older than its source",
            at,
            f"look at it in {path.name}, and take the fuzzy mark away",
        )
        for at in done.stale
    ]
    return Outcome(done, written, findings)
