"""The fonts that are shipped: which characters they have, and the glyphs that words are set in.

Latin is set a glyph for each character. Arabic is shaped by HarfBuzz, as its letters join; glyphs
then come in the order in which they stand on the page, from left to right.
"""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eventbrief.layout.truetype import TrueType

FOLDER = Path(__file__).resolve().parent.parent / "fonts"
MISSING = "\ufffd"
ARABIC = "IBMPlexSansArabic"
_JOINED = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_STYLES = {
    (False, False): "Regular",
    (True, False): "SemiBold",
    (False, True): "Italic",
    (True, True): "SemiBoldItalic",
}


@dataclass(frozen=True)
class Glyph:
    """A glyph of a font: its number, its advance, and how far it is moved, in units of the em.

    `text` is what it stands for: one character, or the several that a ligature joins.
    """

    number: int
    advance: int
    text: str
    right: int = 0
    up: int = 0


@dataclass(frozen=True, eq=False)
class Face:
    """One font file; measures are for a size of 1 point.

    Attributes:
        name: PostScript-like name, such as IBMPlexSans-Regular.
        font: the file's tables.
        ascent: above the baseline.
        descent: below the baseline, positive.
    """

    name: str
    font: TrueType
    ascent: float
    descent: float

    def has(self, character: str) -> bool:
        """True where the font has a glyph for the character."""
        return ord(character) in self.font.glyphs

    def width(self, text: str) -> float:
        """The width of `text` at 1 point."""
        return _width(self, text)

    def glyphs(self, text: str, *, rtl: bool = False) -> tuple[Glyph, ...]:
        """The glyphs of `text`, all of one direction, from left to right.

        What is read from the right and does not join, such as a bracket, is turned round.
        """
        if not rtl:
            return _plain(self, text)
        return _glyphs(self, text) if _JOINED.search(text) else _plain(self, _turned(text))


def _turned(text: str) -> str:
    from bidi.mirror import MIRRORED  # noqa: PLC0415 - only where words run both ways

    return "".join(MIRRORED.get(character, character) for character in reversed(text))


@functools.lru_cache(maxsize=50_000)
def _width(face: Face, text: str) -> float:
    if _JOINED.search(text):
        return sum(glyph.advance for glyph in _glyphs(face, text)) / face.font.units
    glyphs, advances = face.font.glyphs, face.font.advances
    return sum([advances[glyphs[ord(c)]] for c in text]) / face.font.units


@functools.lru_cache(maxsize=20_000)
def _plain(face: Face, text: str) -> tuple[Glyph, ...]:
    numbers, advances = face.font.glyphs, face.font.advances
    found = [(numbers[ord(c)], c) for c in text]
    return tuple(Glyph(number, advances[number], c) for number, c in found)


@functools.lru_cache(maxsize=20_000)
def _glyphs(face: Face, text: str) -> tuple[Glyph, ...]:
    """The glyphs of words that join, as HarfBuzz shapes them."""
    import uharfbuzz  # noqa: PLC0415 - only where letters join

    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl"
    # Ligatures that joining asks for are kept; those for looks, and pairs set apart, would make
    # words hard to copy: some readers take a gap for a space.
    uharfbuzz.shape(_harfbuzz(face.name), buffer, {"liga": False, "dlig": False, "kern": False})
    infos, places = buffer.glyph_infos, buffer.glyph_positions
    starts = [*sorted({info.cluster for info in infos}), len(text)]
    ends = dict(itertools.pairwise(starts))
    return tuple(
        Glyph(
            info.codepoint,
            place.x_advance,
            text[info.cluster : ends[info.cluster]],
            place.x_offset,
            place.y_offset,
        )
        for info, place in zip(infos, places, strict=True)
    )


@functools.cache
def _harfbuzz(name: str) -> Any:
    import uharfbuzz  # noqa: PLC0415 - only where letters join

    return uharfbuzz.Font(uharfbuzz.Face((FOLDER / f"{name}.ttf").read_bytes()))


def face_name(family: str, *, bold: bool, italic: bool) -> str:
    """The name of the face of `family` in that style; Arabic has no italic."""
    return f"{family}-{_STYLES[bold, italic and family != ARABIC]}"


def is_joined(text: str) -> bool:
    """True where the text has letters of a script that is written from right to left."""
    return bool(_JOINED.search(text))


@functools.cache
def face(name: str) -> Face:
    """The face called `name`; its file is read once."""
    font = TrueType((FOLDER / f"{name}.ttf").read_bytes())
    return Face(name, font, font.ascent / font.units, -font.descent / font.units)


def printable(text: str, metrics: Face) -> tuple[str, frozenset[str]]:
    """The text as the face can print it, and the characters that it cannot.

    What has no glyph becomes U+FFFD, or a question mark where the font lacks that too; marks
    without width that only steer other software are dropped.
    """
    known = metrics.font.glyphs
    if all(ord(c) in known and c not in _INVISIBLE for c in text):
        return text, frozenset()
    kept, missing = [], set()
    for character in unicodedata.normalize("NFC", text):
        if character in _INVISIBLE or unicodedata.category(character) == "Cf":
            continue
        if ord(character) in known:
            kept.append(character)
        else:
            missing.add(character)
            kept.append(MISSING if metrics.has(MISSING) else "?")
    return "".join(kept), frozenset(missing)


_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
