"""The page of a template and the page of one that extends it -> one page, line by line.

Pages are made of named blocks (`::: name` to `:::`). A block of the extending page stands where the
one of its name stood; a new one follows the block that it follows in its own page; an empty one
takes its namesake away. Each line remembers its file and number, so that errors point there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

_OPEN = re.compile(r":::\s*(?P<name>[a-z][a-z0-9-]*)\s*$")
_CLOSE = re.compile(r":::\s*$")


class Origin(NamedTuple):
    """A line of a file, counted from 1."""

    path: Path
    line: int


Line = tuple[str, Origin]


@dataclass
class _Block:
    """Lines under one name; empty for what stands between blocks."""

    name: str
    lines: list[Line]

    @property
    def empty(self) -> bool:
        return all(not text.strip() for text, _ in self.lines[1:-1])


def numbered(path: Path, text: str) -> list[Line]:
    """The lines of a file with where they stand."""
    return [(line, Origin(path, n)) for n, line in enumerate(text.split("\n"), 1)]


def block_names(lines: list[Line]) -> dict[str, Origin]:
    """The names of a page's blocks, and where each opens."""
    return {b.name: b.lines[0][1] for b in _blocks(lines) if b.name}


def merged(parent: list[Line], own: list[Line]) -> tuple[list[Line], tuple[str, ...]]:
    """The parent's page with the own blocks in it, and the names of the own ones."""
    page, before = _blocks(parent), 0
    named = []
    for block in _blocks(own):
        if not block.name:
            before = _between(page, block, before)
            continue
        named.append(block.name)
        place = next((i for i, b in enumerate(page) if b.name == block.name), None)
        if place is None:
            page.insert(before, block)
            page.insert(before + 1, _Block("", [("", block.lines[-1][1])]))
            before += 2
        elif block.empty:
            page[place] = _Block("", [])
            before = place
        else:
            page[place] = block
            before = place + 1
    return [line for block in page for line in block.lines], tuple(named)


def _between(page: list[_Block], block: _Block, before: int) -> int:
    """Own lines outside of blocks: a title replaces the parent's, all else goes to the top."""
    if not any(text.strip() for text, _ in block.lines):
        return before
    titled = any(text.startswith("# ") for text, _ in block.lines)
    if titled and page and not page[0].name:
        page[0] = block
        return max(before, 1)
    page.insert(0, block)
    return before + 1


def _blocks(lines: list[Line]) -> list[_Block]:
    blocks = [_Block("", [])]
    for text, origin in lines:
        opened = _OPEN.match(text) if not blocks[-1].name else None
        if opened:
            blocks.append(_Block(opened["name"], [(text, origin)]))
            continue
        blocks[-1].lines.append((text, origin))
        if blocks[-1].name and _CLOSE.match(text):
            blocks.append(_Block("", []))
    return blocks
