"""What a PDF says of itself: XMP, the meaning of its colours, and the file it was made from."""

from __future__ import annotations

import functools
import struct
import zlib
from typing import Any
from xml.sax.saxutils import escape

from eventbrief.compose.blocks import Page
from eventbrief.render.pdf_objects import Compressed, Raw, refer

FACTS_NAME = "facts.yaml"
# The primaries and white of IEC 61966-2-1, adapted to D50 as a profile's connection space asks.
_PRIMARIES = {
    "rXYZ": (0.4360747, 0.2225045, 0.0139322),
    "gXYZ": (0.3850649, 0.7168786, 0.0971045),
    "bXYZ": (0.1430804, 0.0606169, 0.7141733),
}
_D50 = (0.9642, 1.0, 0.8249)
_CURVE = 1024


def xmp(page: Page, producer: str, *, part: int) -> bytes:
    """The packet (ISO 14289-1, 5; ISO 19005-2, 6.6), which says what the information does."""
    packet = _XMP.format(
        title=escape(page.title),
        author=escape(page.author or producer),
        subject=escape(page.subject),
        language=escape(page.language),
        date="{:04d}-{:02d}-{:02d}T00:00:00+00:00".format(*page.day),
        producer=producer,
        part=part,
    )
    return packet.encode("utf-8")


def output_intent(document: Any) -> str:
    """A reference to what device colours mean: sRGB (ISO 19005-2, 6.2.3)."""
    profile = refer(document, Compressed(_profile(), " /N 3"))
    return refer(
        document,
        Raw(
            "<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) "
            "/RegistryName (http://www.color.org) /Info (sRGB IEC 61966-2-1) /DestOutputProfile ",
            profile,
            " >>",
        ),
    )


def attached(document: Any, facts: bytes, day: tuple[int, int, int]) -> tuple[str, ...]:
    """Entries of the catalogue that tie the fact sheet to the page (ISO 19005-3, 6.8)."""
    date = "(D:{:04d}{:02d}{:02d}000000+00'00')".format(*day)
    stream = refer(
        document,
        Compressed(
            (zlib.compress(facts, 6), len(facts)),
            " /Type /EmbeddedFile /Subtype /application#2Fyaml "
            f"/Params << /Size {len(facts)} /ModDate {date} >>",
        ),
    )
    specification = refer(
        document,
        Raw(
            f"<< /Type /Filespec /F ({FACTS_NAME}) /UF ({FACTS_NAME}) /AFRelationship /Source "
            "/Desc (The fact sheet that this page was made from) /EF << /F ",
            stream,
            " /UF ",
            stream,
            " >> >>",
        ),
    )
    return (
        " /AF [",
        specification,
        f"] /Names << /EmbeddedFiles << /Names [({FACTS_NAME}) ",
        specification,
        "] >> >>",
    )


@functools.cache
def _profile() -> tuple[bytes, int]:
    """The compressed ICC profile of sRGB (ICC.1:2001-04, version 2.4), and its length before."""
    curve = struct.pack(">4s4xI", b"curv", _CURVE)
    curve += struct.pack(
        f">{_CURVE}H", *(round(_linear(n / (_CURVE - 1)) * 65535) for n in range(_CURVE))
    )
    name = b"sRGB\0"
    tags = {
        "desc": struct.pack(">4s4xI", b"desc", len(name)) + name + bytes(78),
        "cprt": b"text\0\0\0\0" + b"No rights reserved\0",
        "wtpt": _xyz(_D50),
        **{tag: _xyz(values) for tag, values in _PRIMARIES.items()},
        "rTRC": curve,
    }
    names = [*tags, "gTRC", "bTRC"]
    at = 128 + 4 + 12 * len(names)
    records, body, places = b"", b"", {}
    for tag, data in tags.items():
        places[tag] = (at, len(data))
        padded = data + bytes(-len(data) % 4)
        body += padded
        at += len(padded)
    places |= dict.fromkeys(("gTRC", "bTRC"), places["rTRC"])
    for tag in names:
        records += struct.pack(">4sII", tag.encode(), *places[tag])
    header = struct.pack(
        ">I4xI4s4s4s6H4s24xI3i48x",
        at,
        0x02400000,
        b"mntr",
        b"RGB ",
        b"XYZ ",
        *(2000, 1, 1, 0, 0, 0),
        b"acsp",
        0,
        *(round(value * 65536) for value in _D50),
    )
    profile = header + struct.pack(">I", len(names)) + records + body
    return zlib.compress(profile, 9), len(profile)


def _linear(value: float) -> float:
    """The share of light that a coded value means (IEC 61966-2-1, 5.2)."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _xyz(values: tuple[float, float, float]) -> bytes:
    return struct.pack(">4s4x3i", b"XYZ ", *(round(value * 65536) for value in values))


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>{part}</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that is conformed to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
