"""Faces and the glyphs used of them -> embedded fonts (ISO 32000-1, 9.7 and 9.9).

Text is written as glyph numbers (Identity-H), so that shaped Arabic and plain Latin go one way. A
font program holds the outlines of the glyphs that are used, and ToUnicode says what they mean
(ISO 14289-1, 7.21.7; ISO 19005-2, 6.2.11).
"""

from __future__ import annotations

import functools
import hashlib
import zlib
from collections.abc import Mapping
from typing import Any

from eventbrief.layout.fonts import face
from eventbrief.render.pdf_objects import Compressed, Raw, refer

_SYMBOLIC, _ITALIC, _SERIF = 4, 64, 2


def embed(document: Any, name: str, meanings: Mapping[int, str]) -> str:
    """A reference to the font `name` with the glyphs in `meanings`, each with its characters."""
    font = face(name).font
    used = tuple(sorted(meanings.items()))
    tag = _tag(name, used)
    scale = 1000 / font.units
    program = refer(document, Compressed(_program(name, tuple(sorted(meanings)))))
    flags = _SYMBOLIC | (_ITALIC if font.angle else 0) | (_SERIF if "Serif" in name else 0)
    box = " ".join(str(round(edge * scale)) for edge in font.box)
    descriptor = refer(
        document,
        Raw(
            f"<< /Type /FontDescriptor /FontName /{tag} /Flags {flags} /FontBBox [{box}] "
            f"/ItalicAngle {font.angle:g} /Ascent {round(font.ascent * scale)} "
            f"/Descent {round(font.descent * scale)} /CapHeight {round(font.cap_height * scale)} "
            f"/StemV {120 if 'Bold' in name else 80} /FontFile2 ",
            program,
            " >>",
        ),
    )
    widths = " ".join(f"{g} [{round(font.advances[g] * scale)}]" for g, _ in used)
    descendant = refer(
        document,
        Raw(
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{tag} /CIDSystemInfo "
            "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            f"/CIDToGIDMap /Identity /DW 0 /W [{widths}] /FontDescriptor ",
            descriptor,
            " >>",
        ),
    )
    unicode = refer(document, Compressed(_to_unicode(used)))
    return refer(
        document,
        Raw(
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{tag} /Encoding /Identity-H "
            "/DescendantFonts [",
            descendant,
            "] /ToUnicode ",
            unicode,
            " >>",
        ),
    )


def _tag(name: str, used: tuple[tuple[int, str], ...]) -> str:
    """The name of a subset: six letters, told by its glyphs (ISO 32000-1, 9.6.4)."""
    digest = hashlib.sha256(f"{name}{used}".encode()).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6]) + f"+{name}"


@functools.lru_cache(maxsize=256)
def _program(name: str, glyphs: tuple[int, ...]) -> tuple[bytes, int]:
    """The compressed font program, and its length before."""
    program = face(name).font.program(glyphs)
    return zlib.compress(program, 6), len(program)


@functools.lru_cache(maxsize=256)
def _to_unicode(used: tuple[tuple[int, str], ...]) -> tuple[bytes, int]:
    """The character map from glyphs to what they mean (ISO 32000-1, 9.10.3)."""
    rows = [f"<{glyph:04x}> <{words.encode('utf-16-be').hex()}>" for glyph, words in used if words]
    groups = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    body = "\n".join(
        f"{len(group)} beginbfchar\n" + "\n".join(group) + "\nendbfchar" for group in groups
    )
    text = (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
    return zlib.compress(text, 6), len(text)
