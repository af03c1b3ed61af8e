"""A sheet's tree + edits grouped by place -> the new text, every range of it replaced in one join.

Each place is visited once. What is written new is the writer's; what is around it stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from eventbrief.facts import pointer, writer
from eventbrief.facts.edits import Branch, Note
from eventbrief.facts.places import Child, Places, refusal, void
from eventbrief.facts.tree import Items, Scalar, Table, Tree

# What comes first where several texts go to one index: what ends above, a note, what replaces.
_ABOVE, _NOTE, _HERE, _BEHIND = range(4)


@dataclass(frozen=True)
class _Place:
    """A container that is visited: its pointer, and where the flow style around it begins."""

    at: str
    depth: int
    flow_from: int | None


def rewritten(parsed: Tree, edits: Branch) -> str:
    """The text of the file with the edits made.

    Raises:
        InputError: E207, at a place that cannot be changed.
    """
    work = _Ranges(parsed)
    root = parsed.root
    if edits.whole or edits.added or void(root) or isinstance(root, Scalar):
        raise refusal(parsed, "")
    start = root.start.index if root.flow else None
    work.container(root, edits, _Place("", 0, start))
    return work.joined()


class _Ranges(Places):
    """Gathers what takes the place of which range of the text."""

    def __init__(self, parsed: Tree) -> None:
        super().__init__(parsed)
        self.found: list[tuple[int, int, int, int, int, str]] = []
        self.notes: dict[int, Note] = {}  # by line

    def replace(self, start: int, end: int, text: str, order: int = _HERE, depth: int = 0) -> None:
        """Note that `text` takes the place of a range; deeper things come first."""
        self.found.append((start, order, -depth, len(self.found), end, text))

    def joined(self) -> str:
        """The text with every range replaced."""
        for line, note in self.notes.items():
            self.comment_above(line, note)
        parts: list[str] = []
        position = 0
        for start, _, _, _, end, text in sorted(self.found):
            if start < position:
                raise refusal(self.parsed, "")
            parts += (self.text[position:start], text)
            position = end
        return "".join((*parts, self.text[position:]))

    # -- edits --------------------------------------------------------------------------------

    def container(self, node: Items | Table, edits: Branch, place: _Place) -> None:
        """The edits of what stands in a container that is not empty."""
        if node.alias or (edits.added and isinstance(node, Table)):
            raise refusal(self.parsed, place.at)
        children = self.children(node)
        known = {child.name: child for child in children}
        for name, branch in edits.below.items():
            if name in known and not branch.removed:
                self.child(node, known[name], branch, place)
        kept = [c for c in children if not (c.name in edits.below and edits.below[c.name].removed)]
        if isinstance(node, Items):
            if any(branch.fills for name, branch in edits.below.items() if name not in known):
                raise refusal(self.parsed, place.at)
            fresh: list[tuple[str, Any]] = [("", value) for value in edits.added]
        else:
            missing = ((n, b) for n, b in edits.below.items() if n not in known and b.fills)
            fresh = [(name, branch.built()) for name, branch in missing]
        if node.flow:
            self.flow(node, children, kept, fresh, place)
            return
        self.removed_lines(children, kept)
        if fresh:
            self.appended(node, children, fresh, place)

    def child(self, holder: Items | Table, child: Child, branch: Branch, place: _Place) -> None:
        """The edits of one key or item."""
        at = place.at + pointer.join((child.name,))
        if branch.key is not None and isinstance(holder, Table):
            self.renamed(holder, holder.keys[child.name], branch.key)
        if branch.note is not None:
            top = child.start if place.flow_from is None else place.flow_from
            self.notes[self.line(top)] = branch.note
        if branch.whole or (branch.fills and void(child.node)):
            self.put(holder, child, branch.built(), at)
        elif branch.fills and isinstance(child.node, Scalar):
            raise refusal(self.parsed, at)
        elif branch.changes or any(below.noted for below in branch.below.values()):
            self.inside(child, branch, at, place)

    def inside(self, child: Child, branch: Branch, at: str, place: _Place) -> None:
        """The edits of what stands in the value of a key or in an item."""
        node = child.node
        if isinstance(node, Scalar) or void(node) or (node.alias and not branch.changes):
            return
        top = place.flow_from
        if top is None and node.flow:
            top = child.start
        self.container(node, branch, _Place(at, place.depth + 1, top))

    def renamed(self, holder: Table, key: Scalar, name: str) -> None:
        words = writer.scalar(name, flow=holder.flow)
        behind = self.text[key.end.index : key.end.index + 2]
        if holder.flow and not key.plain and len(behind) == 2 and not behind[1].isspace():
            words += " "  # a quoted key may touch its value, a plain one may not
            self.replace(key.end.index + 1, key.end.index + 1, " ")
        self.replace(key.start.index, key.end.index, words)

    def put(self, holder: Items | Table, child: Child, value: Any, at: str) -> None:
        """A value in the place of the one there is, or of none."""
        above = at.rpartition("/")[0]
        if isinstance(holder, Table):
            key = holder.keys[child.name]
            if holder.flow:
                self.put_flow(key, child, writer.flow(at, value))
                return
            column = self.column(child.start)
            lines = writer.entry(at, value, column)
            head = len(" " * column + writer.scalar(child.name, flow=False))
            own = self.text[child.start : key.end.index]
            lines[0] = own + lines[0][head:]
        elif holder.flow:
            self.put_flow(None, child, writer.flow(at, value))
            return
        else:
            column = self.column(child.start)
            lines = writer.item(above, value, column)
            lines[0] = lines[0][column:]
        self.put_lines(child, lines)

    def put_flow(self, key: Scalar | None, child: Child, words: str) -> None:
        start, end = child.node.start.index, child.node.end.index
        if key is not None and start == end:  # nothing stands there
            colon = self.colon(key, child.node)
            self.replace(child.end, child.end, f" {words}" if colon is not None else f": {words}")
            return
        comments = self.comments(start, end, [child.node])
        pad = self.newline + " " * self.column(start)
        self.replace(start, end, "".join(f" {c.text}{pad}" for c in comments) + words)

    def put_lines(self, child: Child, lines: list[str]) -> None:
        """Lines in the place of a key or an item; the comments of the old one are kept."""
        start, end = child.start, child.end
        comments = self.comments(start, end, [child.node])
        above = [c.text for c in comments if c.alone]
        beside = [c.text for c in comments if not c.alone]
        tail = self.text[end : self.stop(end)].rstrip()
        commented, bare = tail.lstrip().startswith("#"), lines[0].endswith(":")
        if commented and len(lines) > 1:
            end = self.stop(end)
            if bare:
                lines[0] += tail
            else:
                beside.append(tail.lstrip())
        elif beside and not commented and (len(lines) == 1 or bare):
            lines[0] += f"  {beside.pop(0)}"
        pad = " " * self.column(start)
        first = [*above, *beside, lines[0]]
        rest = [pad + line for line in first[1:]]
        self.replace(start, end, self.newline.join((first[0], *rest, *lines[1:])))

    def removed_lines(self, children: list[Child], kept: list[Child]) -> None:
        """Take out whole lines; what shares its line with a dash above gives way to the next."""
        for run, following in _runs(children, {c.name for c in kept}):
            start, end = run[0].start, run[-1].end
            first = self.starts[self.line(start)]
            comments = self.comments(start, end, [child.node for child in run])
            pad = " " * self.column(start)
            words = [c.text for c in comments if c.alone]
            if not self.text[first:start].strip():
                lines = "".join(pad + text + self.newline for text in words)
                self.replace(first, self.below(end), lines)
            elif following is not None:
                between = self.comments(end, following.start, ())
                words += [c.text for c in between if c.alone]
                lines = "".join(text + self.newline + pad for text in words)
                self.replace(start, following.start, lines)
            else:
                self.replace(start, end, (self.newline + pad).join(words))

    def appended(
        self,
        node: Items | Table,
        children: list[Child],
        fresh: list[tuple[str, Any]],
        place: _Place,
    ) -> None:
        """New keys or items below the last one."""
        column, end = self.column(children[0].start), children[-1].end
        lines: list[str] = []
        for name, value in fresh:
            if isinstance(node, Table):
                lines += writer.entry(place.at + pointer.join((name,)), value, column)
            else:
                lines += writer.item(place.at, value, column)
        below = self.below(end)
        if below == self.stop(end):  # the last line has no line break
            text = "".join(self.newline + line for line in lines)
            self.replace(below, below, text, _BEHIND, place.depth)
        else:
            text = "".join(line + self.newline for line in lines)
            self.replace(below, below, text, _ABOVE, place.depth)

    def flow(
        self,
        node: Items | Table,
        children: list[Child],
        kept: list[Child],
        fresh: list[tuple[str, Any]],
        place: _Place,
    ) -> None:
        """What is taken out of, and added to, a container on one line."""
        words = []
        for name, value in fresh:
            at = place.at + pointer.join((name or "0",))
            key = f"{writer.scalar(name, flow=True)}: " if isinstance(node, Table) else ""
            words.append(key + writer.flow(at, value))
        if not kept:
            opened = re.compile(r"[\[{]").search(self.text, node.start.index, node.end.index)
            if opened is None or self.text[node.end.index - 1] not in "]}":
                raise refusal(self.parsed, place.at)
            start, end = opened.end(), node.end.index - 1
            self.replace(start, end, self.kept(start, end, children) + ", ".join(words))
            return
        for run, following in _runs(children, {c.name for c in kept}):
            start, end = run[0].start, run[-1].end
            if following is not None:
                end = following.start
            else:
                start = kept[-1].end
            self.replace(start, end, self.kept(start, end, run))
        if words:
            end = children[-1].end
            lead = " , " if self.text[kept[-1].end - 1] == ":" else ", "
            self.replace(end, end, lead + ", ".join(words), _BEHIND)

    def kept(self, start: int, end: int, children: list[Child]) -> str:
        """The comments of a range that is taken out of a flow container, each on its line."""
        comments = self.comments(start, end, [child.node for child in children])
        pad = self.newline + " " * max(1, self.column(start))
        return "".join(f" {comment.text}{pad}" for comment in comments if comment.alone)

    def comment_above(self, line: int, note: Note) -> None:
        """The comment line above a line: written, written anew, or taken away."""
        start = self.starts[line]
        old = self.text[self.starts[line - 1] : start] if line else ""
        words = old.strip()
        there = words.startswith(note.like or "#")
        if there and words == note.comment:
            return
        indent = re.compile(r"[ \t]*").match(self.text, start)
        pad = indent[0] if indent else ""
        text = "" if note.comment is None else pad + note.comment + self.newline
        replaces = there and (note.like or note.comment is None)
        if text or replaces:
            self.replace(start - len(old) if replaces else start, start, text, _NOTE)


def _runs(children: list[Child], kept: set[str]) -> Iterator[tuple[list[Child], Child | None]]:
    """Children beside each other that are taken out, with the one that follows them."""
    run: list[Child] = []
    for child in children:
        if child.name not in kept:
            run.append(child)
            continue
        if run:
            yield run, child
        run = []
    if run:
        yield run, None
