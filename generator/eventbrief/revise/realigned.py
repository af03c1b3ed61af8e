"""An existing fact sheet, its sources as they read now -> the sheet, its evidence put right.

Between two extractions a source may change, so that words stand elsewhere or nowhere, and a person
may take an item out of a list, so that what stands below moves up. Evidence follows the words and
the items. A fact whose words are gone gets a comment above it; the evidence of an item that was
taken out is kept under `left_out`, so that no later extraction brings the item back.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from eventbrief.facts import pointer, tree
from eventbrief.facts.document import Document
from eventbrief.facts.fact import Fact
from eventbrief.facts.model import ConflictValue, Evidence, FactSheet
from eventbrief.facts.patch import Add, Edit, Note, Put, Remove, Rename, edited
from eventbrief.facts.standing import SETTLED
from eventbrief.facts.table import lists, told_at
from eventbrief.facts.texts import value_at
from eventbrief.revise.reach import index_in, list_of
from eventbrief.revise.sameness import supports
from eventbrief.sources.source import Source

_GONE = "# not in the source any more, check: "


@dataclass(frozen=True)
class Aligned:
    """The sheet, and what was found, one line each."""

    document: Document
    notes: tuple[str, ...]


def texts_now(document: Document, sources: Sequence[Source]) -> dict[str, str]:
    """What the sheet's sources say now, by their names in the sheet."""
    folder = document.path.parent.resolve()
    by_file = {(source.path.resolve(), source.part): source.text for source in sources}
    found = {}
    for name, record in document.sheet.sources.items():
        words = by_file.get(((folder / record.file).resolve(), record.part))
        if words is not None:
            found[name] = words
    return found


def realigned(document: Document, sources: Sequence[Source]) -> Aligned:
    """The sheet with evidence that follows its items and its words."""
    sheet = document.sheet
    edits: list[Edit] = []
    notes: list[str] = []
    gone: set[str] = set()
    left: list[Evidence] = []
    for fact in lists():
        targets = _targets(fact, sheet)
        for key in sheet.evidence:
            index = index_in(list_of(fact), key)
            if index is None or targets[index] == index:
                continue
            if targets[index] is not None:
                edits.append(Rename(_evidence(key), _moved(fact, key, targets)))
                continue
            gone.add(key)
            edits.append(Remove(_evidence(key)))
            notes.append(f"{key}: taken out by hand, and left out from now on")
            item = f"{list_of(fact)}/{index}"
            if not told_at(fact) or key in (item, item + told_at(fact)):
                left += [e for e in sheet.evidence[key] if e.at]
        edits += _conflicts(fact, sheet, targets)
    edits += _words_moved(sheet, texts_now(document, sources), gone)
    edits += [Add("/left_out", e.bare()) for e in left]
    return Aligned(edited(document, edits), tuple(notes))


def _evidence(key: str) -> str:
    return pointer.join(("evidence", key))


def _moved(fact: Fact, at: str, targets: Mapping[int, int | None]) -> str:
    """A pointer into a list's item, where that item stands now."""
    part = list_of(fact)
    index = index_in(part, at)
    target = None if index is None else targets.get(index)
    return at if target is None else f"{part}/{target}{at[len(f'{part}/{index}') :]}"


def _conflicts(fact: Fact, sheet: FactSheet, targets: Mapping[int, int | None]) -> Iterator[Edit]:
    """Conflicts follow their item, or go with it."""
    for number, conflict in enumerate(sheet.conflicts):
        index = index_in(list_of(fact), conflict.at)
        if index is None or index not in targets or targets[index] == index:
            continue
        here = f"/conflicts/{number}"
        if targets[index] is None:
            yield Remove(here)
        else:
            yield Put(f"{here}/at", _moved(fact, conflict.at, targets))


def _targets(fact: Fact, sheet: FactSheet) -> dict[int, int | None]:
    """Index in the evidence -> index of the item it proves; None where the item is gone."""
    part, items = list_of(fact), value_at(sheet, list_of(fact))
    proofs: dict[int, list[Evidence]] = {}
    for key, words in sheet.evidence.items():
        index = index_in(part, key)
        if index is not None:
            told = proofs.setdefault(index, [])
            told += words if not told_at(fact) or key.endswith(told_at(fact)) else ()
    targets: dict[int, int | None] = {}
    taken: set[int] = set()
    for fully, elsewhere in ((True, False), (True, True), (False, False), (False, True)):
        for index, rows in proofs.items():
            if index in targets:
                continue
            places = range(len(items)) if elsewhere else [index] if index < len(items) else []
            free = (place for place in places if place not in taken)
            fitting = (p for p in free if supports(fact.merge, items[p], rows, fully=fully))
            found = next(fitting, None)
            if found is not None:
                targets[index] = found
                taken.add(found)
    for index in proofs:
        if index not in targets:  # worded anew by hand, or taken out
            here = index < len(items) and index not in taken
            targets[index] = index if here else None
            taken.add(index)
    return targets


def _words_moved(sheet: FactSheet, now: Mapping[str, str], gone: set[str]) -> Iterator[Edit]:
    """New places for words that stand elsewhere now."""
    for at, item in _places(sheet, gone):
        words = now.get(item.source or "")
        if words is None or item.at is None or not item.text:
            continue
        if words[slice(*item.at)] == item.text:
            continue
        places = [m.start() for m in re.finditer(re.escape(item.text), words)]
        if places:
            old = item.at[0]
            start = min(places, key=lambda place: abs(place - old))
            yield Put(f"{at}/at", [start, start + len(item.text)])


def _places(sheet: FactSheet, gone: set[str]) -> Iterator[tuple[str, Evidence | ConflictValue]]:
    for key, items in sheet.evidence.items():
        if key not in gone:
            yield from ((f"{_evidence(key)}/{i}", item) for i, item in enumerate(items))
    yield from ((f"/left_out/{i}", item) for i, item in enumerate(sheet.left_out))
    for number, conflict in enumerate(sheet.conflicts):
        here = f"/conflicts/{number}/values"
        yield from ((f"{here}/{i}", value) for i, value in enumerate(conflict.values))


def marked(document: Document, sources: Sequence[Source]) -> Aligned:
    """The sheet with a comment above each fact whose words are gone; none where they are back."""
    now, notes = texts_now(document, sources), []
    wanted: dict[int, set[str]] = defaultdict(set)
    places, inside = _lines(document.tree.root)
    for key, rows in document.sheet.evidence.items():
        names = {e.source or "" for e in rows if _is_gone(e, now)}
        if names and not _supported(rows, now):
            line = document.tree.locate(pointer.split(key), key=True).line
            wanted[inside.get(line, line)] |= names
            notes.append(f"{key}: not in {', '.join(sorted(names))} any more")
    lines = tree.BREAK.split(document.tree.text)
    marks = {n + 1 for n, words in enumerate(lines) if words.lstrip().startswith(_GONE)}
    edits: list[Edit] = []
    for line in sorted(wanted.keys() | marks):
        names = wanted.get(line, set())
        comment = f"{_GONE}{', '.join(sorted(names))}" if names else None
        if line in places:
            edits.append(Note(places[line], comment, _GONE))
    return Aligned(edited(document, edits), tuple(notes))


def _is_gone(item: Evidence, now: Mapping[str, str]) -> bool:
    words = now.get(item.source or "")
    return words is not None and bool(item.at and item.text) and (item.text or "") not in words


def _supported(items: Sequence[Evidence], now: Mapping[str, str]) -> bool:
    """True where other evidence of the same fact stands, or a person vouches for it."""
    for item in items:
        words = now.get(item.source or "")
        if item.status in SETTLED or (words is None and item.source):
            return True
        if words is not None and item.text and item.text in words:
            return True
    return False


def _lines(root: tree.Node) -> tuple[dict[int, str], dict[int, int]]:
    """Where a comment can stand: above which lines, and above which one for lines inside brackets.

    Returns:
        The line of each key and item -> its pointer, of several on one line the first; a line amid
        brackets -> the line on which the outermost ones open.
    """
    found: dict[int, str] = {}
    inside: dict[int, int] = {}
    stack: list[tuple[tree.Node, str, int | None]] = [(root, "", None)]
    while stack:
        node, here, top = stack.pop()
        if node.alias or isinstance(node, tree.Scalar):
            continue
        below: list[tuple[int, str, tree.Node]] = []
        if isinstance(node, tree.Table):
            for name, key in node.keys.items():
                below.append((key.start.line, here + pointer.join((name,)), node.values[name]))
        else:
            below += [(n.start.line, f"{here}/{i}", n) for i, n in enumerate(node.items)]
        for line, at, inner in below:
            if top is None:
                found.setdefault(line, at)
            else:
                inside[line] = top
            opens = not isinstance(inner, tree.Scalar) and inner.flow
            stack.append((inner, at, line if top is None and opens else top))
    return found, inside
