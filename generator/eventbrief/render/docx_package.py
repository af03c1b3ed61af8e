"""The package around a DOCX's words: properties, embedded fonts, and the same bytes every time."""

from __future__ import annotations

import datetime
import functools
import hashlib
import io
import zipfile
from typing import Any
from uuid import UUID

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from eventbrief.layout.fonts import FOLDER
from eventbrief.layout.placed import FittedPage

LOCALES = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ar": "ar-SA"}
WORD_NAMES = {"IBMPlexSans": "IBM Plex Sans", "IBMPlexSerif": "IBM Plex Serif"}
SEMIBOLD = " SemiBold"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def set_properties(document: Document, fitted: FittedPage) -> None:
    """Title, author, language and dates of the document, all from the page."""
    page, core = fitted.page, document.core_properties
    core.title, core.subject = page.title[:255], page.subject[:255]
    core.author = (page.author or "eventbrief")[:255]
    core.last_modified_by = "eventbrief"
    core.language = LOCALES.get(page.language, page.language)
    core.comments, core.keywords = "", ""
    core.created = core.modified = datetime.datetime(*page.day, tzinfo=datetime.UTC)
    core.revision = 1


def embed_fonts(document: Document, used: set[str]) -> None:
    """Embed the faces that the page uses, obfuscated as the format asks."""
    package = document.part.package
    table = next(p for p in package.iter_parts() if str(p.partname) == "/word/fontTable.xml")
    families: dict[str, dict[str, str]] = {}
    for index, name in enumerate(sorted(used), 1):
        family, _, style = name.partition("-")
        word = WORD_NAMES[family] + (SEMIBOLD if style.startswith("SemiBold") else "")
        kind = "embedItalic" if style.endswith("Italic") else "embedRegular"
        key, data = _obfuscated(name)
        part = Part(
            PackURI(f"/word/fonts/font{index}.odttf"),
            "application/vnd.openxmlformats-officedocument.obfuscatedFont",
            data,
            package,
        )
        relation = table.relate_to(part, RELATIONSHIP_TYPE.FONT)
        families.setdefault(word, {})[kind] = f'r:id="{relation}" w:fontKey="{key}"'
    table._blob = _font_table(families)
    settings = document.settings.element
    _current_word(settings)
    embed = OxmlElement("w:embedTrueTypeFonts")
    zoom = settings.find(qn("w:zoom"))
    if zoom is not None:
        zoom.set(qn("w:percent"), "100")
        zoom.addnext(embed)
    else:
        settings.insert(0, embed)


def _current_word(settings: Any) -> None:
    """Ask for the layout rules of current Word, by which a table's edge is at the margin."""
    compat = settings.find(qn("w:compat"))
    if compat is None:
        compat = OxmlElement("w:compat")
        settings.append(compat)
    for child in list(compat):
        compat.remove(child)
    mode = OxmlElement("w:compatSetting")
    values = ("compatibilityMode", "http://schemas.microsoft.com/office/word", "15")
    for key, value in zip(("name", "uri", "val"), values, strict=True):
        mode.set(qn(f"w:{key}"), value)
    compat.append(mode)


def _font_table(families: dict[str, dict[str, str]]) -> bytes:
    entries = "".join(
        f'<w:font w:name="{name}"><w:charset w:val="00"/><w:family w:val="auto"/>'
        f'<w:pitch w:val="variable"/>'
        + "".join(
            f"<w:{k} {families[name][k]}/>"
            for k in ("embedRegular", "embedItalic")
            if k in families[name]
        )
        + "</w:font>"
        for name in sorted(families)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f"{entries}</w:fonts>"
    ).encode()


@functools.cache
def _obfuscated(name: str) -> tuple[str, bytes]:
    """A key and the font's bytes, of which the first 32 are masked by the key."""
    data = (FOLDER / f"{name}.ttf").read_bytes()
    key = UUID(bytes=hashlib.sha256(name.encode()).digest()[:16])
    mask = bytes.fromhex(key.hex)[::-1]
    head = bytes(byte ^ mask[index % 16] for index, byte in enumerate(data[:32]))
    return f"{{{str(key).upper()}}}", head + data[32:]


def reproducible(data: bytes, day: tuple[int, int, int]) -> bytes:
    """The package with its parts in one order and with one date."""
    moment = (*day, 0, 0, 0) if 1980 <= day[0] < 2108 else _EPOCH
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as made:
        names = sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n))
        for name in names:
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            made.writestr(entry, source.read(name), compresslevel=6)
    return target.getvalue()
