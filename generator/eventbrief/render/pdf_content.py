"""Placed elements -> the page's content, each leaf a marked sequence, and elements that name them.

Words stand in the content in the order in which they are read (ISO 14289-1, 7.2).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from eventbrief.layout.breaking import Fragment
from eventbrief.layout.fonts import Face, face
from eventbrief.layout.picture import Picture, PlacedPicture
from eventbrief.layout.placed import Placed, PlacedLine, Rectangle
from eventbrief.render.pdf_objects import text

Box = tuple[float, float, float, float]  # left, bottom, right and top, in points
Area = tuple[Box, str, str]  # where a link can be clicked, its words, and where it leads
_WORDS = re.compile(r"\S+\s*|\s+")
_LEAVES = frozenset({"P", "H1", "H2", "TH", "TD", "Lbl", "LBody"})


@dataclass
class Element:
    """A structure element on its way to the file.

    Attributes:
        tag: its type (ISO 32000-1, 14.8.4).
        content: numbers of marked sequences, and elements between them.
        children: elements inside.
        numbering: of a list, Disc or Decimal.
        areas: of a link, one for each line that it is on.
        alt: of a figure: the words that stand for it.
        box: of a figure: where it stands.
    """

    tag: str
    content: Sequence[int | Element] = ()
    children: Sequence[Element] = ()
    numbering: str = ""
    areas: list[Area] = field(default_factory=list)
    alt: str = ""
    box: Box | None = None


class Content:
    """Draws placed elements and remembers which fonts and glyphs they took."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.marked = 0
        self.fonts: dict[str, str] = {}
        self.meanings: dict[str, dict[int, str]] = {}
        self.pictures: dict[str, Picture] = {}
        self._code: list[str] = []
        self._colour = ""

    def code(self) -> bytes:
        """The content stream."""
        return "\n".join(self._code).encode("latin-1")

    def element(self, placed: Placed) -> Element | None:
        """Draw the element and everything in it; None where it holds nothing."""
        for rectangle in placed.decorations:
            self._rectangle(rectangle)
        if placed.picture:
            return self._picture(placed.tag, placed.picture)
        if placed.tag in _LEAVES:
            if not placed.lines:
                return None
            return Element(placed.tag, self._lines(placed.tag, placed.lines))
        children = [e for e in map(self.element, placed.children) if e]
        return Element(placed.tag, (), children, placed.numbering) if children else None

    def _picture(self, tag: str, placed: PlacedPicture) -> Element:
        """Draw a picture; it has words that stand for it (ISO 14289-1, 7.3)."""
        number = self._begin(tag)
        label = f"Im{len(self.pictures) + 1}"
        self.pictures[label] = placed.picture
        size = f"{placed.width:.2f} 0 0 {placed.height:.2f} {placed.x:.2f} {placed.y:.2f}"
        self._code += [f"q {size} cm /{label} Do Q", "EMC"]
        box = (placed.x, placed.y, placed.x + placed.width, placed.y + placed.height)
        return Element(tag, [number], alt=placed.alt, box=box)

    def _lines(self, tag: str, lines: list[PlacedLine]) -> list[int | Element]:
        """Draw the lines; the words of a link are an element of their own (14.8.4.4.2)."""
        content: list[int | Element] = []
        open_link: str | None = None
        for index, line in enumerate(lines):
            fragments = line.line.fragments
            for position, fragment in enumerate(fragments):
                if fragment.link != open_link:
                    if open_link is not None:
                        self._code.append("EMC")
                    open_link = fragment.link
                    number = self._begin("Link" if open_link else tag)
                    content.append(Element("Link", [number]) if open_link else number)
                # A line's end parts two words; the space is drawn so that it is read out.
                ends = position == len(fragments) - 1 and index < len(lines) - 1
                self._fragment(line, fragment, spaced=ends and not fragment.text.endswith("-"))
                last = content[-1]
                if isinstance(last, Element):
                    last.areas.append(_area(line, fragment))
        self._code.append("EMC")
        return content

    def _begin(self, tag: str) -> int:
        number = self.marked
        self.marked += 1
        self._code.append(f"/{tag} <</MCID {number}>> BDC")
        return number

    def _fragment(self, line: PlacedLine, fragment: Fragment, *, spaced: bool) -> None:
        foreign = bool(fragment.language) and fragment.language != self.language
        if foreign:
            self._code.append(f"/Span <</Lang {text(fragment.language)}>> BDC")
        self._fill(line.colour)
        words = fragment.text + (" " if spaced else "")
        if fragment.rtl:
            self._from_right(line, fragment, words)
        else:
            self._words(line.x + fragment.x, line, fragment, words)
        if foreign:
            self._code.append("EMC")

    def _from_right(self, line: PlacedLine, fragment: Fragment, words: str) -> None:
        """Words in the order in which they are read, each with its glyphs from the left.

        Readers put such glyphs in order by themselves; ReversedChars tells those that do not
        (14.8.2.3.3).
        """
        metrics = face(fragment.face)
        x = line.x + fragment.x + metrics.width(fragment.text) * fragment.size
        self._code.append("/ReversedChars BMC")
        for word in _WORDS.findall(words):
            x -= metrics.width(word) * fragment.size
            self._words(x, line, fragment, word)
        self._code.append("EMC")

    def _words(self, x: float, line: PlacedLine, fragment: Fragment, words: str) -> None:
        label, y = self._font(fragment.face), line.y + fragment.rise
        shown = self._shown(face(fragment.face), words, fragment)
        self._code.append(f"BT /{label} {fragment.size:g} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm {shown} ET")

    def _font(self, name: str) -> str:
        if name not in self.fonts:
            self.fonts[name] = f"F{len(self.fonts) + 1}"
            self.meanings[name] = {}
        return self.fonts[name]

    def _shown(self, metrics: Face, words: str, fragment: Fragment) -> str:
        """The operators that show the words; moved glyphs are set apart (9.3.7 and 9.4.3)."""
        meanings = self.meanings[fragment.face]
        if not fragment.rtl:
            shown, meant = _plain(metrics, words)
            meanings.update(meant)
            return shown
        glyphs, advances = metrics.glyphs(words, rtl=True), metrics.font.advances
        for glyph in glyphs:
            meanings.setdefault(glyph.number, glyph.text[::-1])
        if all(not (g.right or g.up) and g.advance == advances[g.number] for g in glyphs):
            return f"<{''.join([f'{g.number:04x}' for g in glyphs])}> Tj"
        units, parts, rise = metrics.font.units, [], 0
        for glyph in glyphs:
            right, own = round(glyph.right * 1000 / units), advances[glyph.number]
            after = round((glyph.advance - own) * 1000 / units) - right
            if glyph.up != rise:
                rise = glyph.up
                parts.append(f"{rise * fragment.size / units:.2f} Ts")
            parts.append(f"[{-right}<{glyph.number:04x}>{-after}] TJ")
        return " ".join([*parts, "0 Ts"] if rise else parts)

    def _fill(self, colour: str) -> None:
        if colour != self._colour:
            self._colour = colour
            shares = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
            self._code.append(" ".join(f"{share:.3g}" for share in shares) + " rg")

    def _rectangle(self, box: Rectangle) -> None:
        self._code.append("/Artifact BMC")
        self._fill(box.colour)
        self._code.append(f"{box.x:.2f} {box.y:.2f} {box.width:.2f} {box.height:.2f} re f")
        self._code.append("EMC")


@functools.lru_cache(maxsize=20_000)
def _plain(metrics: Face, words: str) -> tuple[str, dict[int, str]]:
    """The operator that shows words a glyph for each character, and what the glyphs mean."""
    glyphs = metrics.glyphs(words)
    shown = "".join([f"{glyph.number:04x}" for glyph in glyphs])
    # A space that does not break has the glyph of one that does: it means the plain one.
    meant = {glyph.number: glyph.text for glyph in glyphs if glyph.text != "\u00a0"}
    return f"<{shown}> Tj", {g.number: g.text for g in glyphs} | meant


def _area(line: PlacedLine, fragment: Fragment) -> Area:
    """The area of a link's words, the words, and where they lead."""
    width = face(fragment.face).width(fragment.text.rstrip()) * fragment.size
    x, y = line.x + fragment.x, line.y
    box = (x, y - fragment.size * 0.25, x + width, y + fragment.size * 0.85)
    return box, fragment.text.strip(), fragment.link
