"""Fitted page -> plain text, 78 columns wide, for the body of an e-mail or a terminal."""

from __future__ import annotations

import textwrap

from eventbrief.compose.blocks import (
    Block,
    BulletList,
    Heading,
    Inline,
    KeyFacts,
    Notes,
    Paragraph,
    Quotation,
    plain,
)
from eventbrief.layout.placed import FittedPage

WIDTH = 78


def render(fitted: FittedPage) -> bytes:
    """The text as UTF-8, lines ended by LF."""
    page = fitted.page
    lines = [page.masthead.name, page.masthead.prepared]
    if page.masthead.marking:
        lines.append(page.masthead.marking)
    blocks = [
        line for section in page.sections for b in section.blocks for line in ("", *_block(b))
    ]
    foot = " · ".join(p for p in page.footer if p)
    return "\n".join([*lines, *blocks, *(["", foot] if foot else []), ""]).encode("utf-8")


def _block(block: Block) -> list[str]:
    if isinstance(block, Heading):
        words = _wrap(block.content)
        rule = ("=" if block.level == 1 else "-") * min(WIDTH, max(map(len, words), default=0))
        return [*words, rule]
    if isinstance(block, Paragraph):
        return _wrap(block.content)
    if isinstance(block, BulletList):
        marks = [f"{n}. " if block.ordered else "- " for n in range(1, len(block.items) + 1)]
        return _items(block.items, marks)
    if isinstance(block, Notes):
        return _items(block.items, [f"[{n}] " for n in range(1, len(block.items) + 1)])
    if isinstance(block, Quotation):
        words = _wrap(block.content, "  ", "  ")
        return [*words, *_wrap(block.attribution, "  — ", "    ")] if block.attribution else words
    return _facts(block)


def _facts(block: KeyFacts) -> list[str]:
    width = max(len(plain(f.label)) for f in block.facts) + 2
    lines: list[str] = []
    for fact in block.facts:
        label = f"{plain(fact.label)}:".ljust(width)
        lines += _wrap(fact.value, label, " " * width)
    return lines


def _items(items: tuple[Inline, ...], marks: list[str]) -> list[str]:
    lines: list[str] = []
    for item, mark in zip(items, marks, strict=True):
        lines += _wrap(item, mark, " " * len(mark))
    return lines


def _wrap(content: Inline, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(
        plain(content),
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=True,
        break_on_hyphens=False,
    )
