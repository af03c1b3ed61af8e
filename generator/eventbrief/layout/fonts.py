"""The fonts that are shipped: widths of their glyphs, and which characters they have."""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "fonts"
MISSING = "\ufffd"
_STYLES = {
    (False, False): "Regular",
    (True, False): "SemiBold",
    (False, True): "Italic",
    (True, True): "SemiBoldItalic",
}


@dataclass(frozen=True, eq=False)
class Face:
    """One font file; all measures are for a size of 1 point.

    Attributes:
        name: PostScript-like name, such as IBMPlexSans-Regular.
        ascent: above the baseline.
        descent: below the baseline, positive.
        widths: advance width of each code point.
    """

    name: str
    ascent: float
    descent: float
    widths: dict[int, float]

    def width(self, text: str) -> float:
        """The width of `text` at 1 point."""
        return _width(self, text)


@functools.lru_cache(maxsize=50_000)
def _width(face: Face, text: str) -> float:
    widths = face.widths
    return sum(widths[ord(c)] for c in text)


def face_name(family: str, *, bold: bool, italic: bool) -> str:
    """The name of the face of `family` in that style."""
    return f"{family}-{_STYLES[bold, italic]}"


@functools.cache
def face(name: str) -> Face:
    """The face called `name`; its file is read once."""
    font = reportlab_font(name)
    metrics = font.face
    widths = {code: width / 1000 for code, width in metrics.charWidths.items()}
    return Face(name, metrics.ascent / 1000, -metrics.descent / 1000, widths)


@functools.cache
def reportlab_font(name: str):  # type: ignore[no-untyped-def]  # noqa: ANN201
    """ReportLab's font object for the face, registered with it under the same name."""
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415 - heavy, and not for every verb
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415

    font = TTFont(name, str(FOLDER / f"{name}.ttf"))
    pdfmetrics.registerFont(font)
    return font


def printable(text: str, metrics: Face) -> tuple[str, frozenset[str]]:
    """The text as the face can print it, and the characters that it cannot.

    What has no glyph becomes U+FFFD, visibly; marks without width that only steer other software
    are dropped.
    """
    if all(ord(c) in metrics.widths and c not in _INVISIBLE for c in text):
        return text, frozenset()
    kept, missing = [], set()
    for character in unicodedata.normalize("NFC", text):
        if character in _INVISIBLE or unicodedata.category(character) == "Cf":
            continue
        if ord(character) in metrics.widths:
            kept.append(character)
        else:
            missing.add(character)
            kept.append(MISSING)
    return "".join(kept), frozenset(missing)


_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
