"""The parts of a DOCX -> one package (ECMA-376 part 2), with its fonts, the same bytes every time.

Fonts are embedded whole, obfuscated as the format asks (part 4, 2.8.1), so that a person can go on
writing in them. What never changes is compressed once.
"""

from __future__ import annotations

import functools
import hashlib
import struct
import zlib
from collections.abc import Iterable, Mapping
from uuid import UUID
from xml.sax.saxutils import escape

from eventbrief.compose.blocks import Page
from eventbrief.compose.wording import tag
from eventbrief.layout.fonts import FOLDER
from eventbrief.layout.picture import Picture
from eventbrief.render.ooxml import DECLARATION, RELATIONS, WORD

WORD_NAMES = {
    "IBMPlexSans": "IBM Plex Sans",
    "IBMPlexSerif": "IBM Plex Serif",
    "IBMPlexSansArabic": "IBM Plex Sans Arabic",
}
_EMBEDDED = {  # in the order of the schema (17.8.3.10)
    "Regular": "embedRegular",
    "SemiBold": "embedBold",
    "Italic": "embedItalic",
    "SemiBoldItalic": "embedBoldItalic",
}
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_TYPE = "application/vnd.openxmlformats-officedocument"
_PARTS = {
    "document": "document.main",
    "styles": "styles",
    "settings": "settings",
    "fontTable": "fontTable",
    "numbering": "numbering",
    "header1": "header",
    "footer1": "footer",
}
_SETTINGS = (
    f'{DECLARATION}<w:settings {WORD}><w:zoom w:percent="100"/><w:embedTrueTypeFonts/>'
    '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
    "<w:compat>"
    # The layout rules of current Word, by which a table's edge is at the margin.
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat></w:settings>'
)

Part = tuple[bytes, int, int]  # compressed bytes, length before, checksum


def package(
    page: Page,
    parts: Mapping[str, str],
    links: Iterable[str],
    faces: Iterable[str],
    logo: Picture | None = None,
) -> bytes:
    """The file.

    Args:
        page: what its properties are read from.
        parts: the XML of document, styles, numbering, header1 and footer1, by name.
        links: where its hyperlinks lead, in the order of their numbers.
        faces: the faces that it is set in.
        logo: the picture in its header, or None.
    """
    used = tuple(sorted(faces))
    files = {
        "[Content_Types].xml": _fixed("types"),
        "_rels/.rels": _fixed("relations"),
        "docProps/app.xml": _fixed("app"),
        "docProps/core.xml": _packed(_properties(page)),
        "word/_rels/document.xml.rels": _packed(_relations(links)),
        "word/_rels/fontTable.xml.rels": _packed(_font_relations(len(used))),
        "word/fontTable.xml": _packed(_font_table(used)),
        "word/settings.xml": _fixed("settings"),
    }
    files |= {f"word/{name}.xml": _packed(xml) for name, xml in parts.items()}
    files |= {f"word/fonts/font{n}.odttf": _font(name) for n, name in enumerate(used, 1)}
    if logo:
        target = f"media/logo.{logo.kind}"
        files[f"word/{target}"] = _deflated(logo.data), len(logo.data), zlib.crc32(logo.data)
        kind = f"{_OFFICE}/relationships/image"
        files["word/_rels/header1.xml.rels"] = _packed(_related([(kind, target, "")]))
    return _zipped(files, page.day)


@functools.cache
def _fixed(name: str) -> Part:
    """A part that is the same in every file."""
    if name == "settings":
        return _packed(_SETTINGS)
    made = {"types": _types, "relations": _root, "app": _application}
    return _packed(made[name]())


def _packed(xml: str) -> Part:
    data = xml.encode("utf-8")
    return _deflated(data), len(data), zlib.crc32(data)


def _deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


@functools.cache
def _font(name: str) -> Part:
    """The font's bytes, of which the first 32 are masked by its key."""
    data = (FOLDER / f"{name}.ttf").read_bytes()
    mask = bytes.fromhex(_key(name).hex)[::-1]
    data = bytes(byte ^ mask[index % 16] for index, byte in enumerate(data[:32])) + data[32:]
    return _deflated(data), len(data), zlib.crc32(data)


def _key(name: str) -> UUID:
    return UUID(bytes=hashlib.sha256(name.encode()).digest()[:16])


def _zipped(files: Mapping[str, Part], day: tuple[int, int, int]) -> bytes:
    """The files as a ZIP archive (APPNOTE 6.3.10), all of one date, the list of types first."""
    year, month, date = day if 1980 <= day[0] < 2108 else (1980, 1, 1)
    stamp = (year - 1980) << 9 | month << 5 | date
    body, directory, at = [], [], 0
    for name in sorted(files, key=lambda n: (n != "[Content_Types].xml", n)):
        data, length, checksum = files[name]
        raw = name.encode("ascii")
        common = struct.pack(
            "<HHHHHIIIHH", 20, 0, 8, 0, stamp, checksum, len(data), length, len(raw), 0
        )
        body += [b"PK\3\4", common, raw, data]
        directory += [
            struct.pack("<4sH", b"PK\1\2", 20),
            common,
            struct.pack("<HHHII", 0, 0, 0, 0o600 << 16, at),
            raw,
        ]
        at += 30 + len(raw) + len(data)
    listed = b"".join(directory)
    count = len(files)
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count, count, len(listed), at, 0)
    return b"".join([*body, listed, end])


def _types() -> str:
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.wordprocessingml.{kind}+xml"/>'
        for name, kind in _PARTS.items()
    )
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        f'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="jpeg" ContentType="image/jpeg"/>'
        f'<Default Extension="odttf" ContentType="{_TYPE}.obfuscatedFont"/>{parts}'
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-'
        'package.core-properties+xml"/><Override PartName="/docProps/app.xml" '
        f'ContentType="{_TYPE}.extended-properties+xml"/></Types>'
    )


def _root() -> str:
    rows = (
        (f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        (f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml"),
    )
    return _related((kind, target, "") for kind, target in rows)


def _relations(links: Iterable[str]) -> str:
    rows = [
        (f"{_OFFICE}/relationships/{name.rstrip('1')}", f"{name}.xml", "")
        for name in _PARTS
        if name != "document"
    ]
    outside = ' TargetMode="External"'
    rows += [(f"{_OFFICE}/relationships/hyperlink", link, outside) for link in links]
    return _related(rows)


def relation_of_part(name: str) -> str:
    """The identity of the document's relation to a part."""
    return f"rId{[part for part in _PARTS if part != 'document'].index(name) + 1}"


def relation_of_link(number: int) -> str:
    """The identity of the document's relation to its hyperlink `number`, from 0."""
    return f"rId{len(_PARTS) + number}"


def _font_relations(count: int) -> str:
    kind = f"{_OFFICE}/relationships/font"
    return _related((kind, f"fonts/font{n}.odttf", "") for n in range(1, count + 1))


def _related(rows: Iterable[tuple[str, str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{escape(target, _QUOTES)}"{more}/>'
        for n, (kind, target, more) in enumerate(rows, 1)
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


_QUOTES = {'"': "&quot;"}


def _application() -> str:
    return (
        f'{DECLARATION}<Properties xmlns="{_OFFICE}/extended-properties">'
        "<Application>eventbrief</Application></Properties>"
    )


def _properties(page: Page) -> str:
    """Title, author, language and dates of the document, all from the page."""
    day = "{:04d}-{:02d}-{:02d}T00:00:00Z".format(*page.day)
    dated = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    author = escape((page.author or "eventbrief")[:255])
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(page.title[:255])}</dc:title>"
        f"<dc:subject>{escape(page.subject[:255])}</dc:subject><dc:creator>{author}</dc:creator>"
        f"<cp:lastModifiedBy>eventbrief</cp:lastModifiedBy><cp:revision>1</cp:revision>{dated}"
        f"<dc:language>{tag(page.language)}</dc:language>"
        "</cp:coreProperties>"
    )


def _font_table(used: tuple[str, ...]) -> str:
    families: dict[str, dict[str, str]] = {}
    for number, name in enumerate(used, 1):
        kind = _EMBEDDED[name.partition("-")[2]]
        key = f"{{{str(_key(name)).upper()}}}"
        families.setdefault(word_family(name), {})[kind] = f'r:id="rId{number}" w:fontKey="{key}"'
    entries = "".join(
        f'<w:font w:name="{family}"><w:charset w:val="00"/><w:family w:val="auto"/>'
        '<w:pitch w:val="variable"/>'
        + "".join(f"<w:{kind} {kinds[kind]}/>" for kind in _EMBEDDED.values() if kind in kinds)
        + "</w:font>"
        for family, kinds in sorted(families.items())
    )
    return f"{DECLARATION}<w:fonts {WORD} {RELATIONS}>{entries}</w:fonts>"


def word_family(name: str) -> str:
    """The family by which Word knows a face; SemiBold is its bold there."""
    return WORD_NAMES[name.partition("-")[0]]
