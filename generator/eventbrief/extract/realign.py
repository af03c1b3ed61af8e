"""An existing fact sheet, its sources as they read now -> the sheet, its evidence put right.

Between two extractions a source may change, so that words stand elsewhere or nowhere, and a person
may take an item out of a list, so that what stands below moves up. Evidence follows the words and
the items. A fact whose words are gone gets a comment above it; the evidence of an item that was
taken out is kept under `left_out`, so that no later extraction brings the item back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eventbrief.extract.lexicon import languages, lexicon
from eventbrief.extract.likeness import alike, fold
from eventbrief.facts import pointer, tree, writer
from eventbrief.facts.document import Document, parse
from eventbrief.facts.model import Evidence, Organiser, Participants, Quote
from eventbrief.facts.text import Multilingual, wordings
from eventbrief.sources.source import Source

_LISTS = ("organisers", "countries/named", "participants", "summary", "quotes")
_GONE = "# not in the source any more, check: "


@dataclass(frozen=True)
class Aligned:
    """The sheet, and what was found, one line each."""

    document: Document
    notes: tuple[str, ...]


def realign(document: Document, sources: Sequence[Source]) -> Aligned:
    """The sheet with evidence that follows its words and its items."""
    notes: list[str] = []
    for step in (_Items, _Words):
        work = step(document, sources)
        text = work.edited()
        notes += work.notes
        if text != document.tree.text:
            document = parse(text, document.path)
    return Aligned(document, tuple(notes))


class _Edits:
    """Replacements of ranges of the text, applied from the end."""

    def __init__(self, document: Document, sources: Sequence[Source]) -> None:
        self.document = document
        self.text = document.tree.text
        self.notes: list[str] = []
        self.replaced: list[tuple[int, int, str]] = []
        folder = document.path.parent.resolve()
        self.now = {
            name: source.text
            for name, record in document.sheet.sources.items()
            for source in sources
            if source.part == record.part
            and (folder / record.file).resolve() == source.path.resolve()
        }
        root = document.tree.root
        self.root = root if isinstance(root, tree.Table) else None

    def node(self, *path: str | int) -> tree.Node | None:
        """The node at `path`, or None."""
        node: tree.Node | None = self.root
        for part in path:
            if isinstance(node, tree.Table):
                node = node.values.get(str(part))
            elif isinstance(node, tree.Items) and int(part) < len(node.items):
                node = node.items[int(part)]
            else:
                return None
        return node

    def edited(self) -> str:
        """The text with every replacement made."""
        text = self.text
        for start, end, words in sorted(self.replaced, reverse=True):
            text = text[:start] + words + text[end:]
        return text

    def line_start(self, line: int) -> int:
        """The index of the first character of a line."""
        position = 0
        for _ in range(line):
            position = self.text.index("\n", position) + 1
        return position


class _Words(_Edits):
    """Evidence whose words moved is moved; a fact whose words are gone is marked."""

    def __init__(self, document: Document, sources: Sequence[Source]) -> None:
        super().__init__(document, sources)
        gone: dict[str, set[str]] = {}
        for path, item in self.places():
            words = self.now.get(item.source or "")
            if words is None or item.at is None or item.text is None:
                continue
            if words[slice(*item.at)] == item.text:
                continue
            places = [m.start() for m in re.finditer(re.escape(item.text), words)]
            if places:
                start = min(places, key=lambda place: abs(place - (item.at or (0, 0))[0]))
                self.move(path, start, start + len(item.text))
            elif path[0] == "evidence":
                gone.setdefault(str(path[1]), set()).add(item.source or "")
        self.mark(gone)

    def places(self) -> Iterator[tuple[tuple[str | int, ...], Evidence]]:
        for key, items in self.document.sheet.evidence.items():
            for index, item in enumerate(items):
                yield ("evidence", key, index), item
        for index, item in enumerate(self.document.sheet.left_out):
            yield ("left_out", index), item

    def move(self, path: tuple[str | int, ...], start: int, end: int) -> None:
        node = self.node(*path, "at")
        if isinstance(node, tree.Items) and node.flow:
            self.replaced.append((node.start.index, node.end.index, f"[{start}, {end}]"))

    def mark(self, gone: dict[str, set[str]]) -> None:
        """A comment above each fact that is not supported; none where it is again."""
        wanted: dict[int, set[str]] = {}
        for key, names in gone.items():
            supported = self.supported(key)
            if not supported:
                line = self.document.tree.locate(pointer.split(key), key=True).line
                wanted.setdefault(line, set()).update(names)
                self.notes.append(f"{key}: not in {', '.join(sorted(names))} any more")
        lines = self.text.split("\n")
        for number, text in enumerate(lines):
            comment = number > 0 and lines[number - 1].lstrip().startswith(_GONE)
            sources = wanted.get(number)
            if not sources:
                if comment:
                    start = self.line_start(number - 1)
                    self.replaced.append((start, start + len(lines[number - 1]) + 1, ""))
                continue
            pad = text[: len(text) - len(text.lstrip())]
            words = f"{pad}{_GONE}{', '.join(sorted(sources))}\n"
            start = self.line_start(number - 1 if comment else number)
            old = len(lines[number - 1]) + 1 if comment else 0
            if self.text[start : start + old] != words:
                self.replaced.append((start, start + old, words))

    def supported(self, key: str) -> bool:
        """True where other evidence of the same fact stands, or a person vouches for it."""
        for item in self.document.sheet.evidence[key]:
            words = self.now.get(item.source or "")
            if item.status != "found" or (words is None and item.source):
                return True
            if words is not None and item.text and item.text in words:
                return True
        return False


class _Items(_Edits):
    """Evidence of list items follows its item, or is kept as left out."""

    def __init__(self, document: Document, sources: Sequence[Source]) -> None:
        super().__init__(document, sources)
        self.left: list[Evidence] = []
        for part in _LISTS:
            self.part(part)
        if self.left:
            self.leave_out()

    def part(self, part: str) -> None:
        items = self.items(part)
        evidence = self.evidence_of(part)
        moved = _moved(part, items, evidence)
        for index, target in moved.items():
            for key in [k for k in self.document.sheet.evidence if _index(part, k) == index]:
                if target is None:
                    self.remove(key)
                elif target != index:
                    rest = key[len(f"/{part}/{index}") :]
                    self.rename(key, f"/{part}/{target}{rest}")

    def items(self, part: str) -> Sequence[object]:
        sheet = self.document.sheet
        return sheet.countries.named if part == "countries/named" else getattr(sheet, part)

    def evidence_of(self, part: str) -> dict[int, list[Evidence]]:
        found: dict[int, list[Evidence]] = {}
        for key, items in self.document.sheet.evidence.items():
            index = _index(part, key)
            if index is not None and (part != "quotes" or key.endswith("/text")):
                found.setdefault(index, []).extend(items)
        return found

    def rename(self, key: str, new: str) -> None:
        table = self.node("evidence")
        if isinstance(table, tree.Table):
            mark = table.keys[key]
            self.replaced.append((mark.start.index, mark.end.index, writer.scalar(new, flow=False)))

    def remove(self, key: str) -> None:
        table = self.node("evidence")
        if not isinstance(table, tree.Table):
            return
        if not key.startswith("/quotes/") or key.endswith("/text"):
            self.left += [e for e in self.document.sheet.evidence[key] if e.at]
        start = self.line_start(table.keys[key].start.line)
        last = tree.last_line(table.values[key])
        self.replaced.append((start, self.line_start(last + 1), ""))
        self.notes.append(f"{key}: taken out by hand, and left out from now on")

    def leave_out(self) -> None:
        rows = [e.model_dump(include={"source", "at", "text"}) for e in self.left]
        lines = [line for row in rows for line in writer.item("/left_out", row, 2)]
        node = self.node("left_out")
        if isinstance(node, tree.Items) and node.items and not node.flow:
            at = self.line_start(tree.last_line(node) + 1)
            self.replaced.append((at, at, "\n".join(lines) + "\n"))
            return
        lead = "" if self.text.endswith("\n") else "\n"
        end = len(self.text)
        self.replaced.append((end, end, lead + "\n".join(["left_out:", *lines]) + "\n"))


def _index(part: str, key: str) -> int | None:
    match = re.match(rf"/{re.escape(part)}/(\d+)(?:/|$)", key)
    return int(match[1]) if match else None


def _moved(
    part: str, items: Sequence[object], evidence: dict[int, list[Evidence]]
) -> dict[int, int | None]:
    """Index in the evidence -> index of the item it proves; None where the item is gone."""
    proves = {
        index: [j for j, item in enumerate(items) if _supports(part, item, found)]
        for index, found in evidence.items()
    }
    targets: dict[int, int | None] = {i: i for i, js in proves.items() if i in js}
    for index, fitting in proves.items():
        free = [j for j in fitting if j not in targets.values()]
        if index not in targets and free:
            targets[index] = free[0]
    for index in proves:
        if index not in targets:  # worded anew by hand, or taken out
            here = index < len(items) and index not in targets.values()
            targets[index] = index if here else None
    return targets


def _supports(part: str, item: object, evidence: list[Evidence]) -> bool:
    """True where the words of the evidence are the item's."""
    words = [e.text or "" for e in evidence]
    if part == "countries/named":
        return any(item in _countries(text) for text in words)
    if isinstance(item, Quote):
        whole = " ".join(words)
        return any(alike(t, whole) or any(alike(t, w) for w in words) for t in _wordings(item.text))
    if isinstance(item, Organiser):
        names = [*_wordings(item.name), *([item.acronym] if item.acronym else [])]
        return any(fold(name) in fold(text) for name in names for text in words)
    if isinstance(item, Participants):
        count = re.compile(rf"(?<!\d){item.count}(?!\d)")
        return any(count.search(re.sub(r"(?<=\d)[ .,](?=\d)", "", text)) for text in words)
    return any(alike(str(item), text) for text in words)


def _countries(words: str) -> set[str]:
    """The countries that the words may name."""
    found = set()
    for language in languages():
        words_of = lexicon(language)
        found |= {words_of.country_code(m) for m in words_of.country.finditer(words)}
        found |= {words_of.demonym_country(m["form"]) for m in words_of.demonym.finditer(words)}
    return found


def _wordings(text: Multilingual) -> list[str]:
    words = wordings(text)
    return [words] if isinstance(words, str) else list(words.values())
