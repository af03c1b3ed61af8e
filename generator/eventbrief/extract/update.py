"""An existing fact sheet + newly extracted facts -> the sheet's text with what is new put in.

Nothing that stands in the file is changed: empty keys are filled, list items and evidence are added
below those that are there, and every other line, comment and order stays as the person left it. A
fact whose evidence is already in the file but which no longer stands above was taken out by a
person, and stays out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from eventbrief.extract.likeness import alike, fold
from eventbrief.extract.realign import realign
from eventbrief.facts import pointer, tree, writer
from eventbrief.facts.document import Document
from eventbrief.facts.model import Evidence, FactSheet, Organiser, Participants, Quote
from eventbrief.facts.text import Multilingual, wordings
from eventbrief.sources.source import Source


@dataclass(frozen=True)
class Update:
    """The new text; what was added, and what else a person should know, one line each."""

    text: str
    added: tuple[str, ...]
    notes: tuple[str, ...] = ()


def update(document: Document, new: FactSheet, sources: Sequence[Source] = ()) -> Update:
    """The sheet in `document` with the facts of `new` that it does not have.

    Args:
        document: the sheet, as a person left it.
        new: what the sources state now.
        sources: the documents that `new` was extracted from.
    """
    aligned = realign(document, sources)
    plan = _Plan(aligned.document, new)
    plan.sources()
    plan.event()
    plan.count()
    plan.named()
    for part in ("organisers", "participants", "summary", "quotes"):
        plan.items(part)
    plan.evidence()
    plan.conflicts()
    return Update(plan.edited(), tuple(plan.added), aligned.notes)


class _Plan:
    """Gathers edits as (line, replaced lines, new lines) and applies them from the end."""

    def __init__(self, document: Document, new: FactSheet) -> None:
        self.document, self.new = document, new
        self.old = document.sheet
        self.lines = document.tree.text.split("\n")
        self.edits: list[tuple[int, int, list[str]]] = []
        self.added: list[str] = []
        self.renamed: dict[str, str] = {}  # source id in `new` -> id in the file
        self.moved: dict[str, str] = {}  # pointer in `new` -> pointer in the file
        self.known = {
            (e.source, e.at) for items in self.old.evidence.values() for e in items if e.at
        } | {(e.source, e.at) for e in self.old.left_out}
        root = document.tree.root
        assert isinstance(root, tree.Table)  # noqa: S101 - a valid sheet is one
        self.root = root

    # -- what is new --------------------------------------------------------------------------

    def sources(self) -> None:
        by_file = {(record.file, record.part): name for name, record in self.old.sources.items()}
        taken = set(self.old.sources)
        for name, record in self.new.sources.items():
            if (record.file, record.part) in by_file:
                old_name = by_file[record.file, record.part]
                self.renamed[name] = old_name
                self._refresh(old_name, record.sha256)
                continue
            own, number = name, 1
            while own in taken:
                number += 1
                own = f"{name}-{number}"
            taken.add(own)
            self.renamed[name] = own
            self._append(
                self.root, "sources", writer.entry(f"/sources/{own}", record.model_dump(), 2)
            )
            self.added.append(f"source {own}: {record.file}")

    def _refresh(self, name: str, sha256: str) -> None:
        """A source that changed gets its new checksum."""
        if self.old.sources[name].sha256 == sha256:
            return
        node = self.document.tree.locate(("sources", name, "sha256"))
        line = self.lines[node.line]
        self.edits.append((node.line, 1, [line.replace(self.old.sources[name].sha256, sha256)]))

    def event(self) -> None:
        for key, value in self.new.event:
            here = f"/event/{key}"
            if value is None:
                continue
            if getattr(self.old.event, key) is None and not self._removed(here):
                self._set("event", key, value)
                self.added.append(f"{here}: {value}")
                self.moved[here] = here
            elif getattr(self.old.event, key) == value:
                self.moved[here] = here

    def count(self) -> None:
        here, count = "/countries/count", self.new.countries.count
        if count is None:
            return
        if self.old.countries.count is None and not self._removed(here):
            self._set("countries", "count", count)
            if self.new.countries.hedge and self.old.countries.hedge is None:
                self._hedge(self.new.countries.hedge)
            self.added.append(f"{here}: {count}")
            self.moved[here] = here
        elif self.old.countries.count == count:
            self.moved[here] = here

    def _hedge(self, hedge: str) -> None:
        """The hedge of the count that was just put in, beside it."""
        line, _, lines = self.edits[-1]
        at = next(i for i, words in enumerate(lines) if "count: " in words)
        table = self._child("countries")
        if isinstance(table, tree.Table) and table.flow:
            lines[at] = re.sub(r"(count: +\d+)", rf"\1, hedge: {hedge}", lines[at], count=1)
            self.lines[line] = lines[at]
        else:
            pad = lines[at].partition("count:")[0]
            lines.insert(at + 1, f"{pad}hedge: {hedge}")

    def named(self) -> None:
        old = list(self.old.countries.named)
        fresh: list[str] = []
        for index, code in enumerate(self.new.countries.named):
            here = f"/countries/named/{index}"
            if code in old:
                self.moved[here] = f"/countries/named/{old.index(code)}"
            elif not self._removed(here):
                self.moved[here] = f"/countries/named/{len(old) + len(fresh)}"
                fresh.append(code)
        if not fresh:
            return
        self.added.append(f"countries named: {', '.join(fresh)}")
        codes = ", ".join(writer.scalar(c, flow=True) for c in fresh)
        node = self._child("countries", "named")
        if isinstance(node, tree.Items) and node.flow:
            self._splice(node.end, ("" if not old else ", ") + codes)
        elif isinstance(node, tree.Items):
            self._insert_after(node, [f"{' ' * node.start.column}- {c}" for c in codes.split(", ")])
        else:
            self._set("countries", "named", fresh)

    def items(self, part: str) -> None:
        old, new = getattr(self.old, part), getattr(self.new, part)
        kept = len(old)
        for index, item in enumerate(new):
            here = f"/{part}/{index}"
            same = next((i for i, other in enumerate(old) if _same(item, other)), None)
            if same is not None:
                self.moved[here] = f"/{part}/{same}"
            elif not self._removed(here):
                self.moved[here] = f"/{part}/{kept}"
                kept += 1
                value = item.model_dump() if hasattr(item, "model_dump") else item
                self._append_item(part, value)
                self.added.append(f"/{part}: {_words(item)}")

    def _removed(self, here: str) -> bool:
        """True where the file has the evidence, so that the fact was there and was taken out."""
        # A quotation is told by its words; its speaker may be named for another one too.
        told = f"{here}/text" if here.startswith("/quotes/") else here
        places = [e for e in self._evidence_of(told) if e.at]
        return bool(places) and all(
            (self.renamed.get(e.source or "", e.source), e.at) in self.known for e in places
        )

    def _evidence_of(self, here: str) -> list[Evidence]:
        return [
            e
            for key, items in self.new.evidence.items()
            if key == here or key.startswith(f"{here}/")
            for e in items
        ]

    def evidence(self) -> None:
        """Evidence for what was added, and further evidence for what was there."""
        for key, items in self.new.evidence.items():
            target = self._target(key)
            if target is None:
                continue
            fresh = [
                e.model_copy(update={"source": self.renamed.get(e.source or "", e.source)})
                for e in items
            ]
            known = {(e.source, e.at) for e in self.old.evidence.get(target, ())}
            fresh = [e for e in fresh if (e.source, e.at) not in known]
            if not fresh:
                continue
            rows = [e.model_dump() for e in fresh]
            holder = self._child("evidence", target)
            if isinstance(holder, tree.Items) and not holder.flow:
                pad = holder.start.column
                self._insert_after(
                    holder, [x for r in rows for x in writer.item("/evidence/x", _plain(r), pad)]
                )
            elif holder is None or isinstance(holder, tree.Scalar):
                at = pointer.join(("evidence", target))
                lines = writer.entry(at, [_plain(r) for r in rows], 2)
                self._append(self.root, "evidence", lines)

    def _target(self, key: str) -> str | None:
        for here, there in self.moved.items():
            if key == here or key.startswith(f"{here}/"):
                return there + key[len(here) :]
        return None

    def conflicts(self) -> None:
        old = {c.at for c in self.old.conflicts}
        for conflict in self.new.conflicts:
            target = self._target(conflict.at)
            if target is None or target in old:
                continue
            value = conflict.model_dump()
            value["at"] = target
            self._append_item("conflicts", value)
            self.added.append(f"conflict on {target}")

    # -- how it is written --------------------------------------------------------------------

    def _child(self, *path: str) -> tree.Node | None:
        node: tree.Node | None = self.root
        for part in path:
            node = node.values.get(part) if isinstance(node, tree.Table) else None
        return node

    def _set(self, parent: str, key: str, value: Any) -> None:
        """Fill `parent.key`, which is empty or missing."""
        table = self._child(parent)
        if isinstance(table, tree.Table) and table.flow:
            text = writer.flow(f"/{parent}/{key}", value)
            if key in table.values:
                self._splice(table.values[key].end, f" {text}")
            else:
                self._splice(table.end, f"{', ' if table.values else ''}{key}: {text}")
            return
        if isinstance(table, tree.Table) and key in table.keys:
            mark = table.keys[key].start
            lines = writer.entry(f"/{parent}/{key}", value, mark.column)
            comment = self.lines[mark.line].partition(" #")
            if comment[1] and len(lines) == 1:
                lines[0] += f"  #{comment[2]}"
            elif comment[1]:
                lines.insert(0, f"{' ' * mark.column}#{comment[2]}")
            self.edits.append((mark.line, 1, lines))
            return
        self._append(self.root, parent, writer.entry(f"/{parent}/{key}", value, 2))

    def _append_item(self, part: str, value: Any) -> None:
        node = self._child(part)
        if isinstance(node, tree.Items) and node.flow and node.items:
            self._splice(node.end, f", {writer.flow(f'/{part}/0', _plain(value))}")
            return
        pad = node.start.column if isinstance(node, tree.Items) and not node.flow else 2
        lines = writer.item(f"/{part}", _plain(value), pad)
        if isinstance(node, tree.Items) and not node.flow:
            self._insert_after(node, lines)
        else:
            self._append(self.root, part, lines)

    def _append(self, table: tree.Table, key: str, lines: list[str]) -> None:
        """Add lines at the end of what stands under a top-level key, which may be missing."""
        node = table.values.get(key)
        if node is None:
            last = len(self.lines) - 1 if not self.lines[-1] else len(self.lines)
            opened = any(new and new[0] == f"{key}:" for _, _, new in self.edits)
            self.edits.append((last, 0, lines if opened else [f"{key}:", *lines]))
        elif isinstance(node, tree.Scalar) or (isinstance(node, tree.Items) and not node.items):
            self.edits.append((table.keys[key].start.line + 1, 0, lines))
            if isinstance(node, tree.Items):
                line = self.lines[node.start.line]
                self.edits.append((node.start.line, 1, [line.replace("[]", "").rstrip()]))
        else:
            self._insert_after(node, lines)

    def _insert_after(self, node: tree.Node, lines: list[str]) -> None:
        self.edits.append((tree.last_line(node) + 1, 0, lines))

    def _splice(self, mark: tree.Mark, text: str) -> None:
        """Put text into a line, before the bracket that closes a flow collection."""
        line = self.lines[mark.line]
        at = mark.column - 1 if line[mark.column - 1 : mark.column] in "]}" else mark.column
        self.edits = [e for e in self.edits if e[:2] != (mark.line, 1)]
        self.edits.append((mark.line, 1, [line[:at] + text + line[at:]]))
        self.lines[mark.line] = line[:at] + text + line[at:]

    def edited(self) -> str:
        """The text with every edit applied."""
        lines = list(self.lines)
        order = sorted(
            enumerate(self.edits), key=lambda e: (e[1][0], e[1][1] == 0, e[0]), reverse=True
        )
        for _, (line, replaced, new) in order:
            lines[line : line + replaced] = new
        return "\n".join(lines)


def _plain(value: Any) -> Any:
    """Without what is empty, so that a row says only what is known."""
    if isinstance(value, dict):
        return {k: v for k, v in value.items() if v not in (None, False, ())}
    return value


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, Quote) and isinstance(other, Quote):
        return _any_alike(one.text, other.text)
    if isinstance(one, Organiser) and isinstance(other, Organiser):
        acronyms = one.acronym and other.acronym and fold(one.acronym) == fold(other.acronym)
        return bool(acronyms) or _any_alike(one.name, other.name)
    if isinstance(one, Participants) and isinstance(other, Participants):
        return one.count == other.count or _any_alike(one.kind, other.kind)
    return _any_alike(one, other)


def _any_alike(one: Multilingual, other: Multilingual) -> bool:
    return any(alike(a, b) for a in _wordings(one) for b in _wordings(other))


def _wordings(text: Multilingual) -> Sequence[str]:
    words = wordings(text)
    return [words] if isinstance(words, str) else list(words.values())


def _words(item: Any) -> str:
    text = getattr(item, "text", None) or getattr(item, "name", None) or getattr(item, "kind", item)
    words = _wordings(text)[0]
    return words if len(words) <= 60 else f"{words[:59]}…"
