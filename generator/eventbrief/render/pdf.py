"""Fitted page -> PDF, tagged for assistive technology and fit for archives.

It conforms to PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2).

The structure tree is made of the same elements that are drawn, in the same pass, so that the two
cannot tell different things. Dates come from the page, so that the same page gives the same bytes.
"""

from __future__ import annotations

import datetime
import zlib
from typing import Any

from reportlab.pdfbase import pdfdoc

from eventbrief.layout.frame import frame
from eventbrief.layout.placed import FittedPage
from eventbrief.render.pdf_content import Content, Element
from eventbrief.render.pdf_fonts import embed
from eventbrief.render.pdf_metadata import attached, output_intent, xmp
from eventbrief.render.pdf_objects import Compressed, Raw, refer, text
from eventbrief.render.pdf_structure import structure

PRODUCER = "eventbrief"


def render(fitted: FittedPage, facts: bytes | None = None) -> bytes:
    """The PDF file.

    Args:
        fitted: the page.
        facts: the fact sheet, to be embedded as the file's source (PDF/A-3a then), or None.
    """
    page = fitted.page
    document: Any = pdfdoc.PDFDocument(
        compression=1, invariant=1, pdfVersion=(1, 7), lang=page.language
    )
    document._timeStamp = _Moment(page.day)
    information = document.info
    information.title, information.subject = page.title, page.subject
    information.author, information.creator = page.author or PRODUCER, PRODUCER
    information.producer = PRODUCER
    information.invariant = 1

    content = Content(page.language)
    around = frame(fitted)
    drawn = (content.element(p) for p in (around.masthead, *fitted.placed, around.footer))
    root = [element for element in drawn if element]
    code = content.code()
    document.Catalog = _catalog(document, fitted, content, code, root, facts)
    document.updateSignature(code)
    data: bytes = document.format()
    return data


def _catalog(
    document: Any,
    fitted: FittedPage,
    content: Content,
    code: bytes,
    root: list[Element],
    facts: bytes | None,
) -> Raw:
    """The catalogue, and with it all that it leads to (ISO 32000-1, 7.7.2)."""
    page = fitted.page
    stream = refer(document, Compressed((zlib.compress(code, 6), len(code))))
    fonts: list[str] = []
    for name, label in content.fonts.items():
        fonts += [f"/{label} ", embed(document, name, content.meanings[name]), " "]
    sheet = Raw()
    sheet_reference = refer(document, sheet)
    tree, annotations = structure(document, content, root, sheet_reference)
    pages = refer(document, Raw("<< /Type /Pages /Count 1 /Kids [", sheet_reference, "] >>"))
    box = f"[0 0 {fitted.geometry.width:g} {fitted.geometry.height:g}]"
    sheet.parts = (
        "<< /Type /Page /Parent ",
        pages,
        f" /MediaBox {box} /Contents ",
        stream,
        " /Resources << /Font << ",
        *fonts,
        ">> ",
        *_pictures(document, content),
        ">> /StructParents 0 /Tabs /S ",
        *(("/Annots [", " ".join(annotations), "] ") if annotations else ()),
        ">>",
    )
    packet = xmp(page, PRODUCER, part=3 if facts else 2)
    metadata = refer(
        document,
        Raw(
            f"<< /Type /Metadata /Subtype /XML /Length {len(packet)} >>\nstream\n",
            packet.decode("latin-1"),
            "\nendstream\n",
        ),
    )
    direction = " /Direction /R2L" if page.direction == "rtl" else ""
    return Raw(
        f"<< /Type /Catalog /Lang {text(page.language)} /MarkInfo << /Marked true >> "
        f"/ViewerPreferences << /DisplayDocTitle true{direction} >> /Pages ",
        pages,
        " /StructTreeRoot ",
        tree,
        " /Metadata ",
        metadata,
        " /OutputIntents [",
        output_intent(document),
        "]",
        *(attached(document, facts, page.day) if facts else ()),
        " >>",
    )


def _pictures(document: Any, content: Content) -> list[str]:
    """The page's pictures as resources, in red, green and blue (ISO 32000-1, 8.9.5)."""
    if not content.pictures:
        return []
    found = ["/XObject << "]
    for label, picture in content.pictures.items():
        entries = (
            f" /Type /XObject /Subtype /Image /Width {picture.width} /Height {picture.height} "
            "/ColorSpace /DeviceRGB /BitsPerComponent 8"
        )
        if picture.kind == "jpeg":
            stream = Compressed((picture.data, len(picture.data)), entries, "DCTDecode")
        else:
            packed = zlib.compress(picture.pixels, 6), len(picture.pixels)
            stream = Compressed(packed, entries)
        found += [f"/{label} ", refer(document, stream), " "]
    return [*found, ">> "]


class _Moment:
    """The time stamp that ReportLab writes: midnight UTC of the day of preparation."""

    def __init__(self, day: tuple[int, int, int]) -> None:
        self.t = datetime.datetime(*day, tzinfo=datetime.UTC).timestamp()
        self.lt = (*day, 0, 0, 0)
        self.YMDhms = (*day, 0, 0, 0)
        self.dhh, self.dmm = 0, 0
