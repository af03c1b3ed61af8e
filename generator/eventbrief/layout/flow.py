"""Sections -> placed elements, from the top of the frame down, at one setting."""

from __future__ import annotations

import functools
import itertools
from dataclasses import dataclass, field, replace

from eventbrief.compose.blocks import (
    Block,
    BulletList,
    Fact,
    Heading,
    Inline,
    KeyFacts,
    Notes,
    Page,
    Paragraph,
    Quotation,
    Run,
    Section,
)
from eventbrief.layout.breaking import Text, TextLine
from eventbrief.layout.placed import Halves, Placed, PlacedLine, Rectangle
from eventbrief.layout.style import (
    Geometry,
    Setting,
    TextStyle,
    heading_style,
    paragraph_style,
    styles,
)
from eventbrief.layout.theme import Theme

PANEL_COLUMNS = 4
PANEL_PADDING = 7.0
BAR = 2.2
GUTTER = 18.0


@functools.lru_cache(maxsize=4096)
def measured(content: Inline, style: TextStyle) -> Text:
    """Content measured in a style; size and spacing of the style do not matter."""
    return Text(content, style)


@dataclass
class Flow:
    """The cursor that walks down the frame; `y` is the upper edge of what comes next."""

    theme: Theme
    geometry: Geometry
    setting: Setting
    styles: dict[str, TextStyle]
    y: float = 0.0
    pending: float = 0.0  # the space after the last block, which the next one may share
    missing: set[str] = field(default_factory=set)
    heights: dict[str, float] = field(default_factory=dict)
    halves: list[Halves] = field(default_factory=list)

    def sections(self, sections: tuple[Section, ...], columns: frozenset[str]) -> list[Placed]:
        """Place the sections one below the other, or in two columns where the template asks."""
        placed: list[Placed] = []
        for narrow, group in itertools.groupby(sections, lambda s: s.name in columns):
            together = tuple(group)
            if narrow and len(together) > 1:
                placed += self.side_by_side(together)
            else:
                placed += [self.section(section) for section in together]
        return placed

    def section(self, section: Section) -> Placed:
        """Place the blocks of a section."""
        top = self.y
        blocks = [p for b in section.blocks for p in self.block(b, section.name)]
        self.heights[section.name] = self.heights.get(section.name, 0.0) + top - self.y
        return Placed("Sect", children=blocks)

    def side_by_side(self, sections: tuple[Section, ...]) -> list[Placed]:
        """Place sections in two columns, parted where the taller column is shortest."""
        whole, top, pending = self.geometry, self.y, self.pending
        width = (whole.measure - GUTTER) / 2
        sides = (
            replace(whole, right=whole.left + width),
            replace(whole, left=whole.right - width),
        )

        def column(side: int, part: tuple[Section, ...]) -> tuple[list[Placed], Flow]:
            walker = replace(
                self, geometry=sides[side], y=top, pending=pending, missing=set(), heights={}
            )
            return [walker.section(section) for section in part], walker

        splits = [
            (column(0, sections[:n]), column(1, sections[n:])) for n in range(1, len(sections))
        ]
        chosen = max(splits, key=lambda pair: min(walker.y for _, walker in pair))
        cut = splits.index(chosen) + 1
        self.halves.append(Halves(tuple(s.name for s in sections), cut))
        for _, walker in chosen:
            self.missing |= walker.missing
            self.heights |= walker.heights
        lowest = min((walker for _, walker in chosen), key=lambda w: w.y - w.pending)
        self.y, self.pending = min(w.y for _, w in chosen), lowest.pending
        return [placed for side, _ in chosen for placed in side]

    def block(self, block: Block, section: str) -> list[Placed]:
        """Place one block."""
        if isinstance(block, Heading):
            style = self.styles[heading_style(block.level)]
            return [self.text("H1" if block.level == 1 else "H2", block.content, style)]
        if isinstance(block, Paragraph):
            return [self.text("P", block.content, self.styles[paragraph_style(section)])]
        if isinstance(block, BulletList):
            return [self.items(block.items, "item", numbered=block.ordered)]
        if isinstance(block, Notes):
            return [self.items(block.items, "note", numbered=True)]
        if isinstance(block, Quotation):
            return [self.quotation(block)]
        rows = panel_rows(block)
        return [self.panel(row, first=index == 0) for index, row in enumerate(rows)]

    def space(self, before: float) -> None:
        """Leave the larger of the space after the last block and before the next."""
        self.y -= max(self.pending, before)
        self.pending = 0.0

    def text(self, tag: str, content: Inline, style: TextStyle) -> Placed:
        """Place a paragraph."""
        self.space(style.space_before)
        placed = Placed(tag, self.lines(content, style, self.geometry.left, self.geometry.measure))
        self.pending = style.space_after
        return placed

    def lines(
        self, content: Inline, style: TextStyle, left: float, measure: float
    ) -> list[PlacedLine]:
        """Break and place lines; moves down by a leading for each."""
        placed = []
        for line in self.broken(content, style, measure - style.indent):
            x = left + style.indent
            if style.centred:
                x += (measure - style.indent - line.width) / 2
            placed.append(PlacedLine(x, self.baseline(style), line, style.colour))
            self.y -= style.leading
        return placed

    def broken(self, content: Inline, style: TextStyle, measure: float) -> list[TextLine]:
        """The content's lines in a column of that width."""
        text = measured(content, _unsized(style))
        self.missing |= text.missing
        return text.lines(style.size, measure)

    def baseline(self, style: TextStyle) -> float:
        """Text sits in the middle of its leading, as Word and LibreOffice set exact heights."""
        from eventbrief.layout.fonts import face, face_name  # noqa: PLC0415

        metrics = face(face_name(style.family, bold=style.bold, italic=style.italic))
        extra = style.leading - (metrics.ascent + metrics.descent) * style.size
        return self.y - extra / 2 - metrics.ascent * style.size

    def items(self, items: tuple[Inline, ...], name: str, *, numbered: bool) -> Placed:
        """Place a list; numbers and bullets stand in the indent."""
        style = self.styles[name]
        whole = Placed("L", numbering="Decimal" if numbered else "Disc")
        for index, content in enumerate(items, 1):
            self.space(style.space_before)
            label = f"{index}." if numbered else "•"
            mark = self.broken((Run(label),), style, self.geometry.measure)[0]
            first = PlacedLine(
                self.geometry.left + style.indent - style.hanging + 1.5,
                self.baseline(style),
                mark,
                style.colour,
            )
            body = self.lines(content, style, self.geometry.left, self.geometry.measure)
            whole.children.append(
                Placed("LI", children=[Placed("Lbl", [first]), Placed("LBody", body)])
            )
            self.pending = style.space_after
        return whole

    def quotation(self, block: Quotation) -> Placed:
        """Place a quotation with a bar beside it and its speaker below."""
        style, under = self.styles["quote"], self.styles["attribution"]
        self.space(style.space_before)
        top = self.y
        left, measure = self.geometry.left, self.geometry.measure
        whole = Placed("BlockQuote")
        whole.children.append(Placed("P", self.lines(block.content, style, left, measure)))
        if block.signature:
            signed = self.lines(block.signature, under, left, measure)
            whole.children.append(Placed("P", signed))
        whole.decorations.append(
            Rectangle(left + 2, self.y + 1.5, BAR, top - self.y - 3, self.theme.colours.accent)
        )
        self.pending = under.space_after
        return whole

    def panel(self, facts: tuple[Fact, ...], *, first: bool) -> Placed:
        """Place facts side by side: a row of labels above a row of values."""
        label, value = self.styles["label"], self.styles["value"]
        if first:
            self.space(5 * self.setting.spacing)
        else:
            self.pending = 0.0  # the rows of one panel touch
        top, left = self.y, self.geometry.left
        width = self.geometry.measure / len(facts)
        inner = width - 2 * PANEL_PADDING
        self.y -= PANEL_PADDING * min(1.0, self.setting.spacing)
        rows = [("TH", [f.label for f in facts], label), ("TD", [f.value for f in facts], value)]
        table = Placed("Table")
        for tag, contents, style in rows:
            begin, lowest, row = self.y, self.y, Placed("TR")
            for column, content in enumerate(contents):
                self.y = begin
                x = left + column * width + PANEL_PADDING
                row.children.append(Placed(tag, self.lines(content, style, x, inner)))
                lowest = min(lowest, self.y)
            self.y = lowest
            table.children.append(row)
        self.y -= PANEL_PADDING * min(1.0, self.setting.spacing)
        table.decorations += [
            Rectangle(left, self.y, self.geometry.measure, top - self.y, self.theme.colours.panel),
        ]
        if first:
            rule = Rectangle(left, top - 1.2, self.geometry.measure, 1.2, self.theme.colours.accent)
            table.decorations.append(rule)
        self.pending = 4 * self.setting.spacing
        return table


def panel_rows(block: KeyFacts) -> list[tuple[Fact, ...]]:
    """The facts in rows of four at most, as even as they can be: five are three and two."""
    count = len(block.facts)
    rows = -(-count // PANEL_COLUMNS)
    longer = count - (count // rows) * rows  # rows that have one fact more
    found, start = [], 0
    for row in range(rows):
        end = start + count // rows + (row < longer)
        found.append(block.facts[start:end])
        start = end
    return found


def _unsized(style: TextStyle) -> TextStyle:
    """The style reduced to what decides widths, so that measuring is shared between sizes."""
    return TextStyle(
        "",
        style.family,
        1.0,
        1.0,
        "",
        style.bold,
        style.italic,
        rtl=style.rtl,
        language=style.language,
    )


def flow(
    theme: Theme, frame: Geometry, chosen: Setting, page: Page, sections: tuple[Section, ...]
) -> tuple[list[Placed], Flow]:
    """The sections of the page placed, and the cursor below the last."""
    made = styles(theme, chosen, page.language, rtl=page.direction == "rtl")
    walker = Flow(theme, frame, chosen, made, frame.top)
    return walker.sections(sections, page.columns), walker
