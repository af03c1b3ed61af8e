"""The bytes of a TrueType file -> its metrics, and a font program with fewer glyphs.

Read are the tables that a PDF needs (OpenType 1.9, chapters `head` to `post`). A smaller program
keeps the number of every glyph, so that text written as glyph numbers stays right.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterable

_PROGRAM = ("cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep")
_ARGUMENTS_ARE_WORDS, _SCALE, _MORE, _SCALE_XY, _TWO_BY_TWO = 0x01, 0x08, 0x20, 0x40, 0x80
_CHECKSUM_MAGIC = 0xB1B0AFBA


class TrueType:
    """One font file, read once.

    Attributes:
        units: units to the em.
        ascent: of the horizontal header, in units.
        descent: of the horizontal header, in units; negative.
        cap_height: height of capitals, in units.
        box: the bounding box of all glyphs, in units.
        angle: of the italic, in degrees.
        glyphs: code point -> number of its glyph.
        advances: advance width of every glyph, in units.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        count = struct.unpack_from(">H", data, 4)[0]
        records = (struct.unpack_from(">4sIII", data, 12 + 16 * n) for n in range(count))
        self._tables = {tag.decode("latin-1"): (at, size) for tag, _, at, size in records}
        head, header = self.table("head"), self.table("hhea")
        self.units: int = struct.unpack_from(">H", head, 18)[0]
        self.box: tuple[int, int, int, int] = struct.unpack_from(">4h", head, 36)
        self._long: bool = struct.unpack_from(">h", head, 50)[0] == 1
        self.ascent, self.descent = struct.unpack_from(">hh", header, 4)
        self.count: int = struct.unpack_from(">H", self.table("maxp"), 4)[0]
        self.angle: float = struct.unpack_from(">i", self.table("post"), 4)[0] / 65536
        self.cap_height: int = struct.unpack_from(">h", self.table("OS/2"), 88)[0]
        self.advances = self._advances(struct.unpack_from(">H", header, 34)[0])
        self.glyphs = _character_map(self.table("cmap"))

    def table(self, tag: str) -> bytes:
        """The bytes of a table; none where the file lacks it."""
        at, size = self._tables.get(tag, (0, 0))
        return self.data[at : at + size]

    def _advances(self, long: int) -> array[int]:
        pairs = _numbers("H", self.table("hmtx")[: 4 * long])[::2]
        return pairs + array("H", [pairs[-1]] * (self.count - long))

    def _offsets(self) -> list[int]:
        if self._long:
            return list(_numbers("I", self.table("loca")))
        return [2 * n for n in _numbers("H", self.table("loca"))]

    def program(self, wanted: Iterable[int]) -> bytes:
        """A font program with the outlines of `wanted` glyphs, and of those they are made of."""
        outlines, offsets = self.table("glyf"), self._offsets()
        kept = self._closed({0, *wanted}, outlines, offsets)
        parts, starts, length = [], array("I"), 0
        for glyph in range(self.count):
            starts.append(length)
            if glyph in kept:
                part = outlines[offsets[glyph] : offsets[glyph + 1]]
                part += b"\0" * (-len(part) % 4)
                parts.append(part)
                length += len(part)
        starts.append(length)
        head = bytearray(self.table("head"))
        struct.pack_into(">I", head, 8, 0)
        struct.pack_into(">h", head, 50, 1)  # offsets are long
        tables = {tag: self.table(tag) for tag in _PROGRAM}
        tables |= {"glyf": b"".join(parts), "loca": _bytes(starts), "head": bytes(head)}
        return _file({tag: data for tag, data in tables.items() if data})

    def _closed(self, wanted: set[int], outlines: bytes, offsets: list[int]) -> set[int]:
        """The glyphs, with those that composite ones are made of."""
        kept: set[int] = set()
        waiting = [g for g in wanted if g < self.count]
        while waiting:
            glyph = waiting.pop()
            if glyph in kept:
                continue
            kept.add(glyph)
            waiting += _components(outlines[offsets[glyph] : offsets[glyph + 1]])
        return kept


def _components(outline: bytes) -> list[int]:
    """The glyphs of a composite outline."""
    if len(outline) < 10 or struct.unpack_from(">h", outline)[0] >= 0:
        return []
    found, at, flags = [], 10, _MORE
    while flags & _MORE:
        flags, glyph = struct.unpack_from(">HH", outline, at)
        found.append(glyph)
        at += 8 if flags & _ARGUMENTS_ARE_WORDS else 6
        at += (
            8 * bool(flags & _TWO_BY_TWO) or 4 * bool(flags & _SCALE_XY) or 2 * bool(flags & _SCALE)
        )
    return found


def _character_map(table: bytes) -> dict[int, int]:
    """Code point -> glyph, from the subtables for Unicode in formats 4 and 12."""
    found: dict[int, int] = {}
    for number in range(struct.unpack_from(">H", table, 2)[0]):
        platform, _, at = struct.unpack_from(">HHI", table, 4 + 8 * number)
        kind = struct.unpack_from(">H", table, at)[0]
        if platform in (0, 3) and kind == 4:
            found = _segments(table, at) | found
        elif platform in (0, 3) and kind == 12:
            found |= _groups(table, at)
    return found


def _segments(table: bytes, at: int) -> dict[int, int]:
    double = struct.unpack_from(">H", table, at + 6)[0]
    numbers = _numbers("H", table[at + 14 :][: 4 * double + 2 + 2 * 65536])
    count = double // 2
    ends, starts = numbers[:count], numbers[count + 1 : 2 * count + 1]
    deltas, ranges = numbers[2 * count + 1 : 3 * count + 1], numbers[3 * count + 1 : 4 * count + 1]
    found = {}
    for index, (start, end, delta, jump) in enumerate(
        zip(starts, ends, deltas, ranges, strict=True)
    ):
        for code in range(start, end + 1):
            glyph = code
            if jump:
                glyph = numbers[3 * count + 1 + index + jump // 2 + code - start]
                if not glyph:
                    continue
            if (glyph + delta) & 0xFFFF and code != 0xFFFF:
                found[code] = (glyph + delta) & 0xFFFF
    return found


def _groups(table: bytes, at: int) -> dict[int, int]:
    found = {}
    for number in range(struct.unpack_from(">I", table, at + 12)[0]):
        start, end, glyph = struct.unpack_from(">III", table, at + 16 + 12 * number)
        found.update({code: glyph + code - start for code in range(start, end + 1)})
    return found


def _numbers(kind: str, data: bytes) -> array[int]:
    """Big-endian numbers; `kind` is H or I."""
    made = array(kind)
    made.frombytes(data[: len(data) // made.itemsize * made.itemsize])
    if sys.byteorder == "little":
        made.byteswap()
    return made


def _bytes(numbers: array[int]) -> bytes:
    swapped = array(numbers.typecode, numbers)
    if sys.byteorder == "little":
        swapped.byteswap()
    return swapped.tobytes()


def _checksum(data: bytes) -> int:
    return sum(_numbers("I", data + b"\0" * (-len(data) % 4))) & 0xFFFFFFFF


def _file(tables: dict[str, bytes]) -> bytes:
    """The tables as one file, with their checksums."""
    count = len(tables)
    power = count.bit_length() - 1
    header = struct.pack(
        ">IHHHH", 0x00010000, count, 16 << power, power, 16 * (count - (1 << power))
    )
    at = 12 + 16 * count
    records, body, places = b"", b"", {}
    for tag in sorted(tables):
        data = tables[tag]
        places[tag] = at
        records += struct.pack(">4sIII", tag.encode("latin-1"), _checksum(data), at, len(data))
        padded = data + b"\0" * (-len(data) % 4)
        body += padded
        at += len(padded)
    made = bytearray(header + records + body)
    struct.pack_into(
        ">I", made, places["head"] + 8, (_CHECKSUM_MAGIC - _checksum(bytes(made))) & 0xFFFFFFFF
    )
    return bytes(made)
