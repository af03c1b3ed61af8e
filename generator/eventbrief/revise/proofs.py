"""The evidence of a sheet, as it is changed; and the edits that bring the file there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from eventbrief.extract.text.likeness import fold
from eventbrief.facts import pointer
from eventbrief.facts.model import ConflictValue, Evidence, FactSheet
from eventbrief.facts.patch import Add, Edit, Remove

Words = Evidence | ConflictValue


class Seen:
    """Words of sources that are known, wherever in their source they stand now."""

    def __init__(self, items: Iterable[Words] = ()) -> None:
        self.places: set[tuple[str | None, Any]] = set()
        self.add(items)

    def add(self, items: Iterable[Words]) -> None:
        """Take in more."""
        for item in items:
            self.places |= set(_marks(item))

    def has(self, item: Words) -> bool:
        """True where the words, or their place, are known of the same source."""
        return any(mark in self.places for mark in _marks(item))


def _marks(item: Words) -> list[tuple[str | None, Any]]:
    """What words are known by: themselves, for at their place a source may say something else."""
    if not item.source:
        return []
    if item.text:
        return [(item.source, fold(item.text))]
    return [(item.source, item.at)] if item.at else []


def place(row: Evidence) -> tuple[str | None, Any, str]:
    """The words of a row at their place."""
    return row.source, row.at, fold(row.text or "")


class Proofs:
    """The rows under `evidence` and `left_out`, with what is added and taken."""

    def __init__(self, sheet: FactSheet, now: Mapping[str, str]) -> None:
        self.sheet = sheet
        self.now = now  # what the sources say, by their names
        self.stated: dict[tuple[str | None, Any, str], Evidence] = {}  # what extraction gives
        self.taken: dict[str, set[int]] = {}
        self.added: dict[str, list[Evidence]] = {}
        self.dropped: set[int] = set()
        self.more_left: list[Evidence] = []

    def at(self, key: str) -> list[Evidence]:
        """The rows that prove the fact at a pointer."""
        gone = self.taken.get(key, set())
        old = self.sheet.evidence.get(key, ())
        return [e for i, e in enumerate(old) if i not in gone] + self.added.get(key, [])

    @property
    def left(self) -> list[Evidence]:
        """The rows of words that were seen and are not used."""
        old = [e for i, e in enumerate(self.sheet.left_out) if i not in self.dropped]
        return old + self.more_left

    def stands(self, row: Evidence) -> bool:
        """True where the words of a row are still in its source, as far as it was read."""
        return (row.text or "") in self.now.get(row.source or "", row.text or "")

    def located(self, value: ConflictValue) -> Evidence:
        """The words of a value as evidence; where they stand is looked up, if nobody said it."""
        start = self.now.get(value.source, "").find(value.text)
        found = (start, start + len(value.text)) if start >= 0 else None
        row = Evidence(source=value.source, at=value.at or found, text=value.text)
        return self.stated.get(place(row), row)

    def add(self, key: str, row: Evidence) -> None:
        """One more row for a fact."""
        self.added.setdefault(key, []).append(row)

    def take(self, key: str, row: Evidence) -> None:
        """A row that proves its fact no longer; its words are kept as left out."""
        for index, item in enumerate(self.sheet.evidence.get(key, ())):
            if item is row:
                self.taken.setdefault(key, set()).add(index)
                self.keep(row)

    def keep(self, words: Words) -> None:
        """Words that were seen and are not used."""
        if not Seen(self.left).has(words):
            self.more_left.append(Evidence(source=words.source, at=words.at, text=words.text))

    def leave_out(self, lost: Iterable[Words], won: Iterable[Words]) -> None:
        """Keep the words of what lost; those of what won are used, and need not be kept."""
        lost = list(lost)
        for words in lost:
            self.keep(words)
        used, kept = Seen(won), Seen(lost)
        for index, row in enumerate(self.sheet.left_out):
            if used.has(row) and not kept.has(row):
                self.dropped.add(index)

    def edits(self) -> list[Edit]:
        """What brings the file to these rows."""
        made: list[Edit] = []
        for key, gone in self.taken.items():
            at = pointer.join(("evidence", key))
            whole = len(gone) == len(self.sheet.evidence[key]) and key not in self.added
            made += [Remove(at)] if whole else [Remove(f"{at}/{i}") for i in sorted(gone)]
        for key, rows in self.added.items():
            made += [Add(pointer.join(("evidence", key)), row.model_dump()) for row in rows]
        left = len(self.sheet.left_out)
        if self.dropped and len(self.dropped) == left and not self.more_left:
            made.append(Remove("/left_out"))
        else:
            made += [Remove(f"/left_out/{i}") for i in sorted(self.dropped)]
        return made + [Add("/left_out", row.bare()) for row in self.more_left]
