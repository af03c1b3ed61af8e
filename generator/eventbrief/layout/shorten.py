"""Sections made shorter, one item at a time, in the order the template gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from eventbrief.compose.blocks import (
    Block,
    BulletList,
    Heading,
    Inline,
    KeyFacts,
    Notes,
    Paragraph,
    Quotation,
    Section,
    Series,
    Shortening,
)
from eventbrief.layout.placed import LeftOut


@dataclass(frozen=True)
class State:
    """The sections at one step of shortening: how many items each shortened block keeps."""

    keep: tuple[tuple[str, int], ...]

    def apply(self, sections: tuple[Section, ...]) -> tuple[Section, ...]:
        """The sections as this step leaves them; one that keeps nothing is gone."""
        limits = dict(self.keep)
        shortened = (
            cut(section, limits[section.name]) if section.name in limits else section
            for section in sections
        )
        return tuple(s for s in shortened if s.blocks)

    def left_out(self, sections: tuple[Section, ...]) -> tuple[LeftOut, ...]:
        """What is missing of the whole."""
        totals = {s.name: count(s) for s in sections}
        return tuple(LeftOut(name, kept, totals[name]) for name, kept in self.keep)


def states(sections: tuple[Section, ...], steps: tuple[Shortening, ...]) -> list[State]:
    """Every step from the whole page to the shortest, each one item shorter."""
    return list(_states(sections, steps))


def _states(sections: tuple[Section, ...], steps: tuple[Shortening, ...]) -> Iterator[State]:
    kept = {s.name: count(s) for s in sections}
    changed: dict[str, int] = {}
    yield State(())
    for step in steps:
        while kept.get(step.block, 0) > step.keep:
            kept[step.block] -= 1
            changed[step.block] = kept[step.block]
            yield State(tuple(changed.items()))


def count(section: Section) -> int:
    """How many items the section has that can go one by one."""
    series = _series(section)
    if series is not None:
        return len(series.items)
    return sum(_size(block) for block in section.blocks)


def cut(section: Section, keep: int) -> Section:
    """The section with its first `keep` items; without any, it is empty."""
    if keep == 0:
        return Section(section.name, ())
    series = _series(section)
    if series is not None:
        return Section(section.name, tuple(_cut_series(b, keep) for b in section.blocks))
    blocks: list[Block] = []
    for block in section.blocks:
        if isinstance(block, Heading):
            blocks.append(block)
        elif keep > 0:
            blocks.append(_first(block, keep))
            keep -= _size(block)
    return Section(section.name, tuple(blocks))


def _series(section: Section) -> Series | None:
    for block in section.blocks:
        if isinstance(block, Paragraph):
            for part in block.content:
                if isinstance(part, Series) and len(part.items) > 1:
                    return part
    return None


def _cut_series(block: Block, keep: int) -> Block:
    if not isinstance(block, Paragraph):
        return block
    content: Inline = tuple(
        run
        for part in block.content
        for run in (part.runs(keep) if isinstance(part, Series) else (part,))
    )
    return Paragraph(content)


def _size(block: Block) -> int:
    if isinstance(block, (BulletList, Notes)):
        return len(block.items)
    if isinstance(block, KeyFacts):
        return len(block.facts)
    return int(isinstance(block, (Paragraph, Quotation)))


def _first(block: Block, keep: int) -> Block:
    if isinstance(block, (BulletList, Notes)):
        return replace(block, items=block.items[:keep])
    if isinstance(block, KeyFacts):
        return replace(block, facts=block.facts[:keep])
    return block
