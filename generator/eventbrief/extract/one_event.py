"""What seeds state, and the sheet they are to go into -> why they must not become one sheet.

Seeds that the sheet has already, unchanged, belong to it: a person saw to that when they went in.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from eventbrief.extract.identity import Told, told_by, told_in
from eventbrief.extract.same_event import grouped
from eventbrief.extract.single import Stated
from eventbrief.facts.document import Document
from eventbrief.facts.finding import Finding

_ADVICE = "make a sheet for each event, or say that it is one all the same: --same-event"


def refusals(stated: Sequence[Stated], existing: Document | None = None) -> list[Finding]:
    """Which seeds are about one event and which about others; nothing where all are about one.

    Args:
        stated: what each seed states.
        existing: the sheet that is there already, which has an event of its own.
    """
    found = _apart(stated, existing)
    if not found:
        return []
    findings = []
    if existing is not None:
        own = found.pop(0)
        about = f"; these are, too: {_named(own)}" if own else ""
        message = f"this sheet is about one event ({told_in(existing.sheet).worded}){about}"
        findings.append(Finding("E108", message, str(existing.path)))
    for group in found:
        which = "another" if findings else "one event"
        message = f"these are about {which}: {_named(group)}"
        findings.append(Finding("E108", message, str(group[0].source.path)))
    last = findings[-1]
    return [*findings[:-1], Finding(last.code, last.message, last.file, advice=_ADVICE)]


def foreign(stated: Sequence[Stated], existing: Document | None = None) -> list[Stated]:
    """The seeds that are about another event than the sheet, or than most of them."""
    return [one for group in _apart(stated, existing)[1:] for one in group]


def _apart(stated: Sequence[Stated], existing: Document | None) -> list[list[Stated]]:
    """The groups, that of the sheet first even where no seed is in it; none where all is one."""
    told = [told_by(one) for one in stated]
    if existing is None:
        found = grouped(told)
        return [[stated[i] for i in group] for group in found] if len(found) > 1 else []
    own = [n for n, one in enumerate(stated, 1) if _belongs(one, existing)]
    sheet: list[Told] = [told_in(existing.sheet)]
    found = grouped([*sheet, *told], [0, *own])
    if len(found) == 1:
        return []
    found.sort(key=lambda group: 0 not in group)
    return [[stated[i - 1] for i in group if i] for group in found]


def _belongs(one: Stated, existing: Document) -> bool:
    """True where the sheet has this very document among its sources."""
    source, folder = one.source, existing.path.parent
    return any(
        record.sha256 == source.sha256
        and record.part == source.part
        and (folder / record.file).resolve() == source.path.resolve()
        for record in existing.sheet.sources.values()
    )


def _named(group: Sequence[Stated]) -> str:
    """Each seed, with name, day and place as it has them."""
    return "; ".join(f"{_file(one)} ({told_by(one).worded})" for one in group)


def _file(one: Stated) -> str:
    path: Path = one.source.path
    return f"{path}, {one.source.part}" if one.source.part else str(path)
