"""A sheet's tree -> where its lines, items, dashes, ends and comments stand in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from eventbrief.facts import pointer
from eventbrief.facts.finding import InputError
from eventbrief.facts.tree import BREAK, Items, Node, Scalar, Table, Tree

_COMMENT = re.compile("#[^\r\n\x85\u2028\u2029]*")


@dataclass(frozen=True)
class Child:
    """A key with its value, or an item; `start` is where the key or the dash stands."""

    name: str
    start: int
    end: int
    node: Node


@dataclass(frozen=True)
class Comment:
    """A comment, and whether it has its line for itself."""

    text: str
    alone: bool


def refusal(parsed: Tree, at: str) -> InputError:
    """The error for a place that cannot be changed."""
    message = f"{at or 'the sheet'} is written in a way that cannot be changed by itself"
    advice = "write `key: value` on lines of their own there, without & and *"
    return InputError([parsed.finding("E207", message, parsed.locate(pointer.split(at)), advice)])


class Places:
    """Where things stand in the text of one tree."""

    def __init__(self, parsed: Tree) -> None:
        self.parsed, self.text = parsed, parsed.text
        breaks = [match.span() for match in BREAK.finditer(self.text)]
        self.starts = [0, *(end for _, end in breaks)]
        self.stops = [*(start for start, _ in breaks), len(self.text)]
        crlf = bool(breaks) and self.text[slice(*breaks[0])] == "\r\n"
        self.newline = "\r\n" if crlf else "\n"

    # -- lines --------------------------------------------------------------------------------

    def line(self, index: int) -> int:
        """The number of the line that the index stands on."""
        return bisect_right(self.starts, index) - 1

    def column(self, index: int) -> int:
        """How far the index stands from the start of its line."""
        return index - self.starts[self.line(index)]

    def stop(self, index: int) -> int:
        """Where the index's line ends, without its line break."""
        return self.stops[self.line(index)]

    def below(self, index: int) -> int:
        """Where the line after the index's begins."""
        line = self.line(index) + 1
        return self.starts[line] if line < len(self.starts) else len(self.text)

    # -- what stands where --------------------------------------------------------------------

    def children(self, node: Items | Table) -> list[Child]:
        """The keys or the items of a container, in the order of the file."""
        if isinstance(node, Table):
            return [
                Child(name, key.start.index, self.end(node.values[name], key), node.values[name])
                for name, key in node.keys.items()
            ]
        found: list[Child] = []
        position = node.start.index
        for number, item in enumerate(node.items):
            start = item.start.index if node.flow else self.dash(position, item.start.index)
            position = self.end(item)
            found.append(Child(str(number), start, position, item))
        return found

    def dash(self, start: int, end: int) -> int:
        """The dash of an item that begins at `end`, after what ends at `start`."""
        while start < end:
            character = self.text[start]
            if character == "-":
                return start
            # Comments, and the anchor of a list, may hold dashes too.
            start = self.stop(start) if character in "#&!" else start + 1
        raise refusal(self.parsed, "")

    def end(self, node: Node, key: Scalar | None = None) -> int:
        """Where the words of a node end; those of its key, where it has none itself."""
        while not isinstance(node, Scalar) and not node.flow:
            if isinstance(node, Items):
                node, key = node.items[-1], None
            else:
                name, key = next(reversed(node.keys.items()))
                node = node.values[name]
        if not isinstance(node, Scalar):
            return node.end.index
        if node.block:
            return self.block_end(node)
        if key is not None and node.start.index == node.end.index:
            colon = self.colon(key, node)
            return key.end.index if colon is None else colon + 1
        return node.end.index

    def colon(self, key: Scalar, node: Node) -> int | None:
        """The colon of a key without a value, if there is one."""
        start = key.end.index
        while start < node.start.index and self.text[start].isspace():
            start += 1
        return start if self.text[start : start + 1] == ":" else None

    def block_end(self, node: Scalar) -> int:
        """Where the words below a block sign end; empty lines count where the sign keeps them."""
        start, end = node.start.index, node.end.index
        head = self.text[start : self.stop(start)].partition("#")[0]
        words = self.text[start:end]
        if "+" not in head:
            return start + len(words.rstrip())
        last = self.line(end)
        return self.stops[last - 1] if end == self.starts[last] and last else end

    def comments(self, start: int, end: int, nodes: Iterable[Node]) -> list[Comment]:
        """The comments in a range that holds these keys and values."""
        spans = sorted(span for node in nodes for span in _spans(node, self))
        opened = [first for first, _ in spans]
        found: list[Comment] = []
        while match := _COMMENT.search(self.text, start, end):
            at = match.start()
            near = bisect_right(opened, at) - 1
            if near >= 0 and at < spans[near][1]:
                start = spans[near][1]
                continue
            before = self.text[self.starts[self.line(at)] : at]
            found.append(Comment(match[0].rstrip(), not before.strip()))
            start = match.end()
        return found


def void(node: Node) -> bool:
    """True for an empty value and an empty container, which anything may fill."""
    if node.alias:
        return False
    if isinstance(node, Scalar):
        return node.null
    return not (node.items if isinstance(node, Items) else node.keys)


def _spans(node: Node, places: Places) -> Iterator[tuple[int, int]]:
    """Where the words of keys and values stand in a node; there, `#` begins no comment."""
    stack = [node]
    while stack:
        here = stack.pop()
        if here.alias:
            continue
        if isinstance(here, Scalar):
            start = here.start.index
            yield (places.below(start) if here.block else start), here.end.index
        elif isinstance(here, Items):
            stack.extend(here.items)
        else:
            stack.extend(here.keys.values())
            stack.extend(here.values.values())
