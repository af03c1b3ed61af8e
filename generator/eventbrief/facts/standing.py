"""A fact sheet's evidence -> how each fact stands: unsure, or worded by a person."""

from __future__ import annotations

from collections.abc import Iterator

from eventbrief.facts.model import Conflict, Evidence, FactSheet
from eventbrief.facts.table import proving

REWORDED = frozenset({"edited", "stated"})  # a person's own words
SETTLED = frozenset({"confirmed", "edited", "stated"})  # a person answers for the value


def answering(sheet: FactSheet, at: str) -> tuple[Evidence, ...]:
    """What answers for the fact at pointer `at`.

    That is the evidence under its own pointer and under that of the item it is a part of; where
    there is none, that of the nearest list or table that holds it.
    """
    found = tuple(e for key in {at: 0, proving(at): 0} for e in sheet.evidence.get(key, ()))
    above = at.rpartition("/")[0]
    while not found and above:
        found = tuple(sheet.evidence.get(above, ()))
        above = above.rpartition("/")[0]
    return found


def is_unsure(sheet: FactSheet, at: str) -> bool:
    """True where another reading of the words is close, and no person has settled it.

    An item is unsure where a part of it is that has evidence of its own.
    """
    parts = (k for k in sheet.evidence if k.startswith(f"{at}/") and proving(k) == at)
    for key in (at, *parts):
        statuses = {item.status for item in answering(sheet, key)}
        if "unsure" in statuses and statuses.isdisjoint(SETTLED):
            return True
    return False


def is_decided(sheet: FactSheet, at: str) -> bool:
    """True where a person answers for the fact, its item or one of its parts."""
    own = {at, proving(at)}
    return any(
        item.status in SETTLED
        for key, items in sheet.evidence.items()
        if key in own or key.startswith(f"{at}/")
        for item in items
    )


def open_conflicts(sheet: FactSheet) -> Iterator[tuple[int, Conflict]]:
    """What sources disagree on and nobody decided, with its number under `conflicts`."""
    for number, conflict in enumerate(sheet.conflicts):
        if conflict.reopened or not is_decided(sheet, conflict.at):
            yield number, conflict


def is_edited(sheet: FactSheet, at: str) -> bool:
    """True where a person shortened or reworded what the source says."""
    return any(item.status == "edited" for item in answering(sheet, at))
