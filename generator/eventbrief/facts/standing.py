"""A fact sheet's evidence -> how each fact stands: who answers for it, and what is undecided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eventbrief.facts.fact import Type
from eventbrief.facts.model import Conflict, Evidence, FactSheet
from eventbrief.facts.table import fact_at, proved_with, proving

REWORDED = frozenset({"edited", "stated"})  # a person's own words
SETTLED = frozenset({"confirmed", "edited", "stated"})  # a person looked at the value

# What a person is told to do about each, in whatever finding tells of it.
SETTLE = "put the right value, then `status: confirmed, by: NAME` into its evidence"
DECIDE = f"{SETTLE}, or remove the entry under `conflicts`"


@dataclass(frozen=True)
class Unsure:
    """A fact that extraction is unsure of, and that nobody has settled.

    Attributes:
        at: its pointer.
        index: which of the entries of its evidence says so first.
        rivals: the other readings of the words, each once.
    """

    at: str
    index: int
    rivals: tuple[str, ...]


def answers_for(item: Evidence) -> bool:
    """True where a person answers for the value by name; who gives no name answers for nothing."""
    return item.status in SETTLED and bool(item.by)


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
    parts = (part for part in proved_with(at) if part in sheet.evidence)
    return any(_is_doubted(answering(sheet, key)) for key in (at, *parts))


def _is_doubted(items: tuple[Evidence, ...]) -> bool:
    return any(e.status == "unsure" for e in items) and not any(map(answers_for, items))


def unsure_facts(sheet: FactSheet) -> Iterator[Unsure]:
    """Every fact that pages mark as to be checked, in the order of the evidence."""
    for key, items in sheet.evidence.items():
        doubts = [index for index, item in enumerate(items) if item.status == "unsure"]
        if doubts and is_unsure(sheet, key):
            rivals = dict.fromkeys(rival for n in doubts if (rival := items[n].rival))
            yield Unsure(key, doubts[0], tuple(rivals))


def is_decided(sheet: FactSheet, at: str) -> bool:
    """True where a person answers for the fact, its item or one of its parts.

    Who answers for a part of an item does not answer for which items a list has.
    """
    own, fact = {at, proving(at)}, fact_at(at)
    deepest = at.count("/") + 1 if fact and fact.type is Type.LIST else None
    return any(
        answers_for(item)
        for key, items in sheet.evidence.items()
        if key in own
        or (key.startswith(f"{at}/") and (deepest is None or key.count("/") <= deepest))
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
