"""Fitted page -> PDF, tagged for assistive technology (PDF/UA-1, ISO 14289-1).

The structure tree is made of the same elements that are drawn, in the same pass, so that the two
cannot tell different things. Fonts are embedded as subsets; dates come from the page, so that the
same page gives the same bytes.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from eventbrief.layout.breaking import Fragment
from eventbrief.layout.fonts import reportlab_font
from eventbrief.layout.frame import frame
from eventbrief.layout.placed import FittedPage, Placed, PlacedLine, Rectangle

PRODUCER = "eventbrief"
_LEAVES = frozenset({"P", "H1", "H2", "TH", "TD", "Lbl", "LBody"})


def render(fitted: FittedPage) -> bytes:
    """The PDF file."""
    page, geometry = fitted.page, fitted.geometry
    buffer = io.BytesIO()
    canvas: Any = Canvas(
        buffer,
        pagesize=(geometry.width, geometry.height),
        invariant=1,
        pageCompression=1,
        lang=page.language,
        initialFontName=_first_face(fitted),  # type: ignore[arg-type] # it is a name
        pdfVersion=(1, 7),
    )
    canvas._doc._timeStamp = _Moment(page.day)
    canvas.setTitle(page.title)
    canvas.setAuthor(page.author or PRODUCER)
    canvas.setSubject(page.subject)
    canvas.setCreator(PRODUCER)
    canvas.setProducer(PRODUCER)
    around = frame(page, fitted.theme, geometry)
    writer = _TaggedWriter(canvas, page.language)
    root = [writer.element(p) for p in (around.masthead, *fitted.placed, around.footer)]
    canvas.showPage()
    _structure(canvas, writer, [element for element in root if element])
    _metadata(canvas, fitted)
    canvas.save()
    return buffer.getvalue()


class _Moment:
    """The time stamp that ReportLab writes: midnight UTC of the day of preparation."""

    def __init__(self, day: tuple[int, int, int]) -> None:
        self.t = datetime.datetime(*day, tzinfo=datetime.UTC).timestamp()
        self.lt = (*day, 0, 0, 0)
        self.YMDhms = (*day, 0, 0, 0)
        self.dhh, self.dmm = 0, 0


class _Element:
    """A structure element on its way to the file: its tag, and content or elements inside."""

    def __init__(
        self,
        tag: str,
        content: Sequence[int | _Element],
        children: list[_Element],
        numbering: str = "",
    ) -> None:
        self.tag, self.content, self.children = tag, content, children
        self.numbering = numbering
        self.annotations: list[Any] = []


class _TaggedWriter:
    """Draws placed elements; each leaf is one marked-content sequence."""

    def __init__(self, canvas: Any, language: str) -> None:
        self.canvas, self.language = canvas, language
        self.marked = 0

    def element(self, placed: Placed) -> _Element | None:
        """Draw the element and everything in it."""
        for rectangle in placed.decorations:
            self._rectangle(rectangle)
        if placed.tag in _LEAVES:
            if not placed.lines:
                return None
            return _Element(placed.tag, self._content(placed.tag, placed.lines), [])
        children = [e for e in map(self.element, placed.children) if e]
        return _Element(placed.tag, [], children, placed.numbering) if children else None

    def _content(self, tag: str, lines: list[PlacedLine]) -> list[int | _Element]:
        """Draw the lines; the words of a link are an element of their own (14.8.4.4.2)."""
        content: list[int | _Element] = []
        open_link: str | None = None
        for index, line in enumerate(lines):
            fragments = line.line.fragments
            for position, fragment in enumerate(fragments):
                if fragment.link != open_link:
                    if open_link is not None:
                        self._code("EMC")
                    open_link = fragment.link
                    number = self._begin("Link" if open_link else tag)
                    content.append(_Element("Link", [number], []) if open_link else number)
                # A line's end parts two words; the space is drawn so that it is read out.
                ends = position == len(fragments) - 1 and index < len(lines) - 1
                self._fragment(line, fragment, spaced=ends and not fragment.text.endswith("-"))
                last = content[-1]
                if isinstance(last, _Element):
                    last.annotations.append(self._annotation(line, fragment))
        self._code("EMC")
        return content

    def _begin(self, tag: str) -> int:
        number = self.marked
        self.marked += 1
        self._code(f"/{tag} <</MCID {number}>> BDC")
        return number

    def _annotation(self, line: PlacedLine, fragment: Fragment) -> Any:
        """The area of a link (ISO 32000-1, 12.5.6.5), with its words as description."""
        width = reportlab_font(fragment.face).stringWidth(fragment.text.rstrip(), fragment.size)
        x, y = line.x + fragment.x, line.y
        box = [x, y - fragment.size * 0.25, x + width, y + fragment.size * 0.85]
        action = _dictionary(S="/URI", URI=pdfdoc.PDFString(fragment.link))
        return _dictionary(
            Type="/Annot",
            Subtype="/Link",
            Rect=pdfdoc.PDFArray([round(value, 2) for value in box]),
            Border=pdfdoc.PDFArray([0, 0, 0]),
            F=4,
            A=action,
            Contents=pdfdoc.PDFString(fragment.text.strip()),
        )

    def _fragment(self, line: PlacedLine, fragment: Fragment, *, spaced: bool) -> None:
        reportlab_font(fragment.face)
        foreign = fragment.language and fragment.language != self.language
        if foreign:
            self._code(f"/Span <</Lang ({fragment.language})>> BDC")
        self.canvas.setFillColor(line.colour)
        text = self.canvas.beginText(line.x + fragment.x, line.y + fragment.rise)
        text.setFont(fragment.face, fragment.size)
        text.textOut(fragment.text + (" " if spaced else ""))
        self.canvas.drawText(text)
        if foreign:
            self._code("EMC")

    def _rectangle(self, rectangle: Rectangle) -> None:
        self._code("/Artifact BMC")
        self.canvas.setFillColor(rectangle.colour)
        self.canvas.rect(
            rectangle.x, rectangle.y, rectangle.width, rectangle.height, stroke=0, fill=1
        )
        self._code("EMC")

    def _code(self, operator: str) -> None:
        self.canvas._code.append(operator)


def _first_face(fitted: FittedPage) -> str:
    name = f"{fitted.theme.fonts.text}-Regular"
    reportlab_font(name)
    return name


def _structure(canvas: Any, writer: _TaggedWriter, root: list[_Element]) -> None:
    """The structure tree (ISO 32000-1, 14.7.2) and the page's way back to it (14.7.4.4)."""
    document = canvas._doc
    page = document.Pages.pages[-1]
    page_reference = document.Reference(page)
    parents: list[Any] = [None] * writer.marked
    tree = _dictionary(Type="/StructTreeRoot")
    tree_reference = document.Reference(tree)

    annotations: list[Any] = []
    nums: list[Any] = []

    def annotate(annotation: Any, parent: Any) -> Any:
        """Tie an annotation to its element (ISO 32000-1, 14.7.4.3 and 14.7.4.4)."""
        key = len(annotations) + 1
        annotation.dict["StructParent"] = key
        reference = document.Reference(annotation)
        annotations.append(reference)
        nums.extend([key, parent])
        return _dictionary(Type="/OBJR", Obj=reference, Pg=page_reference)

    def build(element: _Element, parent: Any) -> Any:
        node = _dictionary(Type="/StructElem", S=f"/{element.tag}")
        reference = document.Reference(node)
        node.dict["P"] = parent
        if element.tag == "TH":
            node.dict["A"] = _dictionary(O="/Table", Scope="/Column")
        if element.tag == "L":
            node.dict["A"] = _dictionary(O="/List", ListNumbering=f"/{element.numbering}")
        if element.content:
            node.dict["Pg"] = page_reference
            kids: list[Any] = []
            for item in element.content:
                if isinstance(item, _Element):
                    kids.append(build(item, reference))
                else:
                    parents[item] = reference
                    kids.append(item)
            kids += [annotate(annotation, reference) for annotation in element.annotations]
            node.dict["K"] = pdfdoc.PDFArray(kids)
        else:
            node.dict["K"] = pdfdoc.PDFArray([build(c, reference) for c in element.children])
        return reference

    whole = _Element("Document", [], root)
    tree.dict["K"] = pdfdoc.PDFArray([build(whole, tree_reference)])
    numbers = _dictionary(Nums=pdfdoc.PDFArray([0, pdfdoc.PDFArray(parents), *nums]))
    tree.dict["ParentTree"] = document.Reference(numbers)
    tree.dict["ParentTreeNextKey"] = len(annotations) + 1
    catalog = document.Catalog
    catalog.StructTreeRoot = tree
    catalog.MarkInfo = _dictionary(Marked="true")
    catalog.ViewerPreferences = _dictionary(DisplayDocTitle="true")
    page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
    page.StructParents = 0
    if annotations:
        page.Annots = pdfdoc.PDFArray(annotations)
    page.Tabs = pdfdoc.PDFName("S")


def _dictionary(**entries: Any) -> Any:
    """A PDF dictionary; text with a leading slash is a name, true is true."""
    made: dict[str, Any] = {}
    for key, value in entries.items():
        if isinstance(value, str) and value.startswith("/"):
            made[key] = pdfdoc.PDFName(value[1:])
        elif value == "true":
            made[key] = _True()
        else:
            made[key] = value
    return pdfdoc.PDFDictionary(made)


class _True(pdfdoc.PDFObject):
    """The PDF keyword `true`."""

    def format(self, _document: Any) -> bytes:
        return b"true"


def _metadata(canvas: Any, fitted: FittedPage) -> None:
    """XMP that says the same as the document information (ISO 14289-1, 7.1 and 5)."""
    page = fitted.page
    packet = _XMP.format(
        title=escape(page.title),
        author=escape(page.author or PRODUCER),
        subject=escape(page.subject),
        language=escape(page.language),
        date="{:04d}-{:02d}-{:02d}T00:00:00+00:00".format(*page.day),
        producer=PRODUCER,
    )
    data = packet.encode("utf-8")
    canvas._doc.Catalog.Metadata = pdfdoc.XMP(creator=lambda _document: data)


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
