"""Fitted page -> DOCX that a person goes on editing in Word.

Headings, lists, quotations and the panel use real styles; heights of lines are exact and the fonts
are embedded (ECMA-376 part 4, 2.8.1), so that Word and LibreOffice set the lines that the PDF has.
Masthead and footer stand in the header and the footer of the section.
"""

from __future__ import annotations

import datetime
import functools
import hashlib
import io
import zipfile
from typing import Any
from uuid import UUID

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph as Para

from eventbrief.compose.blocks import (
    Block,
    BulletList,
    Heading,
    Inline,
    KeyFacts,
    Notes,
    Paragraph,
    Quotation,
    Run,
    Section,
    Series,
    plain,
)
from eventbrief.layout.breaking import NOTE_SCALE, run_face
from eventbrief.layout.flow import BAR, LEAD_SECTIONS, PANEL_COLUMNS, PANEL_PADDING
from eventbrief.layout.fonts import FOLDER, face, face_name, printable
from eventbrief.layout.frame import AUDIENCE_SIZE, MARKING_SIZE, PREPARED_SIZE
from eventbrief.layout.placed import FittedPage
from eventbrief.layout.style import FOOTER_SIZE, MASTHEAD_BAND, POINTS_PER_MM, TextStyle

# Our style -> the style of Word that it redefines or, where there is none, its own name.
_STYLES = {
    "title": "Title",
    "subtitle": "Subtitle",
    "heading": "Heading 2",
    "body": "Normal",
    "lead": "Lead",
    "item": "List Bullet",
    "quote": "Quote",
    "attribution": "Attribution",
    "label": "Fact Label",
    "value": "Fact Value",
    "note": "Source Note",
    "end": "End Mark",
}
_LOCALES = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ar": "ar-SA"}
_NAMES = {"IBMPlexSans": "IBM Plex Sans", "IBMPlexSerif": "IBM Plex Serif"}
_SEMIBOLD = " SemiBold"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def render(fitted: FittedPage) -> bytes:
    """The DOCX file."""
    document = docx.Document()
    _clear(document)
    writer = _Writer(document, fitted)
    writer.styles()
    writer.sheet()
    for section in fitted.page.sections:
        writer.section(section)
    _properties(document, fitted)
    _embed_fonts(document, writer.used)
    buffer = io.BytesIO()
    document.save(buffer)
    return _reproducible(buffer.getvalue(), fitted.page.date)


class _Writer:
    """Puts blocks into a document, in the styles that layout fitted."""

    def __init__(self, document: Document, fitted: FittedPage) -> None:
        self.document, self.fitted = document, fitted
        self.used: set[str] = set()
        self.body: list[Any] = []

    # -- styles and sheet ---------------------------------------------------------------------

    def styles(self) -> None:
        """Redefine Word's styles and add our own."""
        known = self.document.styles
        _document_defaults(self.document, _LOCALES.get(self.fitted.page.language, "en-GB"))
        for name, style in self.fitted.styles.items():
            title = _STYLES[name]
            present = title in [s.name for s in known]
            made = known[title] if present else known.add_style(title, WD_STYLE_TYPE.PARAGRAPH)
            assert isinstance(made, ParagraphStyle)  # noqa: S101 - all of ours are
            if title != "Normal":
                made.base_style = known["Normal"]
            made.quick_style = True
            self._style(made, style)

    def _style(self, made: ParagraphStyle, style: TextStyle) -> None:
        self._font(made.element.get_or_add_rPr(), style, bold=style.bold, italic=style.italic)
        made.font.size = Pt(style.size)
        made.font.color.rgb = _colour(style.colour)
        form = made.paragraph_format
        form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        form.line_spacing = Pt(style.leading)
        form.space_before = Pt(style.space_before)
        form.space_after = Pt(style.space_after)
        form.left_indent = Pt(style.indent)
        form.first_line_indent = Pt(-style.hanging) if style.hanging else Pt(0)
        form.widow_control = False
        form.keep_with_next = style.name in ("heading", "quote")
        form.alignment = WD_ALIGN_PARAGRAPH.CENTER if style.centred else WD_ALIGN_PARAGRAPH.LEFT
        _remove(made.element, "w:contextualSpacing")
        _remove(made.element.get_or_add_pPr(), "w:pBdr", "w:numPr", "w:contextualSpacing")
        if style.name in ("quote", "attribution"):
            accent = self.fitted.theme.colours.accent
            _border(made.element.get_or_add_pPr(), "left", BAR, 8, accent)

    def _font(self, properties: Any, style: TextStyle, *, bold: bool, italic: bool) -> None:
        """Name the face; SemiBold is a family of its own in Word, and is not emboldened again."""
        self.used.add(face_name(style.family, bold=bold, italic=italic))
        name = _NAMES[style.family] + (_SEMIBOLD if bold else "")
        fonts = properties.find(qn("w:rFonts"))
        if fonts is None:
            fonts = OxmlElement("w:rFonts")
            properties.insert(0, fonts)
        for attribute in list(fonts.attrib):
            del fonts.attrib[attribute]
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), name)
        _remove(properties, "w:b", "w:i", "w:bCs", "w:iCs", "w:spacing", "w:kern", "w:caps")
        fonts.addnext(_flag("w:i", italic))
        fonts.addnext(_flag("w:b", False))

    def sheet(self) -> None:
        """Paper, margins, masthead and footer."""
        page, frame, theme = self.fitted.page, self.fitted.geometry, self.fitted.theme
        section = self.document.sections[0]
        section.page_width, section.page_height = Pt(frame.width), Pt(frame.height)
        section.left_margin, section.right_margin = Pt(frame.left), Pt(frame.width - frame.right)
        section.top_margin, section.bottom_margin = Pt(frame.height - frame.top), Pt(frame.bottom)
        section.header_distance = Pt(theme.margins.top * POINTS_PER_MM)
        section.footer_distance = Pt(theme.margins.bottom * POINTS_PER_MM)
        head = page.masthead
        band = section.header.paragraphs[0]
        name = f"{head.organisation} · {head.audience}" if head.organisation else head.audience
        self._bar(band, theme.colours.accent, MASTHEAD_BAND, frame.measure - 8)
        band.add_run("\t")
        self._framed(band, name, AUDIENCE_SIZE, theme.colours.on_accent, bold=True)
        band.add_run("\t")
        self._framed(band, head.prepared, PREPARED_SIZE, theme.colours.on_accent)
        if head.marking:
            marking = section.header.add_paragraph()
            marking.alignment = WD_ALIGN_PARAGRAPH.CENTER
            _plain_header(marking, MASTHEAD_BAND)
            self._framed(marking, head.marking, MARKING_SIZE, theme.colours.marking, bold=True)
        foot = section.footer.paragraphs[0]
        _plain_header(foot, FOOTER_SIZE * 1.4)
        _border(foot._p.get_or_add_pPr(), "top", 0.6, 4, theme.colours.rule)
        foot.paragraph_format.tab_stops.add_tab_stop(Pt(frame.measure), WD_TAB_ALIGNMENT.RIGHT)
        left, right = page.footer
        self._framed(foot, left, FOOTER_SIZE, theme.colours.muted)
        if right:
            foot.add_run("\t")
            self._framed(foot, right, FOOTER_SIZE, theme.colours.muted)

    def _bar(self, paragraph: Para, colour: str, height: float, end: float) -> None:
        _plain_header(paragraph, height)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(8), WD_TAB_ALIGNMENT.LEFT)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(end), WD_TAB_ALIGNMENT.RIGHT)
        shade = OxmlElement("w:shd")
        for key, value in (("val", "clear"), ("color", "auto"), ("fill", colour[1:])):
            shade.set(qn(f"w:{key}"), value)
        middle = OxmlElement("w:textAlignment")
        middle.set(qn("w:val"), "center")
        for element in (shade, middle):
            _ordered(paragraph._p.get_or_add_pPr(), element)

    def _framed(
        self, paragraph: Para, text: str, size: float, colour: str, *, bold: bool = False
    ) -> None:
        style = TextStyle("frame", self.fitted.theme.fonts.text, size, size, colour, bold)
        run = paragraph.add_run(
            printable(text, face(face_name(style.family, bold=bold, italic=False)))[0]
        )
        self._font(run._r.get_or_add_rPr(), style, bold=bold, italic=False)
        run.font.size, run.font.color.rgb = Pt(size), _colour(colour)

    # -- blocks -------------------------------------------------------------------------------

    def section(self, section: Section) -> None:
        """Add the blocks of a section."""
        for block in section.blocks:
            self.block(block, section.name)

    def block(self, block: Block, section: str) -> None:
        """Add one block."""
        if isinstance(block, Heading):
            self.paragraph(block.content, "title" if block.level == 1 else "heading")
        elif isinstance(block, Paragraph):
            name = {"subtitle": "subtitle", "end": "end"}.get(section, "body")
            self.paragraph(block.content, "lead" if section in LEAD_SECTIONS else name)
        elif isinstance(block, (BulletList, Notes)):
            self.items(block)
        elif isinstance(block, Quotation):
            self.paragraph(block.content, "quote")
            if block.attribution:
                self.paragraph((Run("— "), *block.attribution), "attribution")
        elif isinstance(block, KeyFacts):
            for start in range(0, len(block.facts), PANEL_COLUMNS):
                self.panel(KeyFacts(block.facts[start : start + PANEL_COLUMNS]))

    def paragraph(self, content: Inline, name: str) -> Para:
        """Add a paragraph in one of our styles."""
        return self.fill(self.document.add_paragraph(style=_STYLES[name]), content, name)

    def fill(self, paragraph: Para, content: Inline, name: str) -> Para:
        """Put the content into a paragraph."""
        style = self.fitted.styles[name]
        for part in content:
            run = Run(part.words()) if isinstance(part, Series) else part
            name = run_face(run, style)
            bold, italic = "SemiBold" in name, name.endswith("Italic")
            made = paragraph.add_run(printable(run.text, face(name))[0])
            if run.link:
                self._linked(paragraph, made._r, run.link)
            if (bold, italic) != (style.bold, style.italic):
                self._font(made._r.get_or_add_rPr(), style, bold=bold, italic=italic)
            if run.note:
                made.font.size = Pt(round(style.size * NOTE_SCALE * 2) / 2)
                position = OxmlElement("w:position")
                position.set(qn("w:val"), str(round(style.size * 0.3 * 2)))
                _ordered(made._r.get_or_add_rPr(), position)
            if run.language:
                language = OxmlElement("w:lang")
                code = _LOCALES.get(run.language, run.language)
                language.set(qn("w:val"), code)
                _ordered(made._r.get_or_add_rPr(), language)
        return paragraph

    def _linked(self, paragraph: Para, run: Any, target: str) -> None:
        """Put the run into a hyperlink."""
        link = OxmlElement("w:hyperlink")
        relation = self.document.part.relate_to(
            target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        link.set(qn("r:id"), relation)
        paragraph._p.append(link)
        link.append(run)

    def items(self, block: BulletList | Notes) -> None:
        """Add a list with Word's own numbering."""
        numbered = isinstance(block, Notes) or block.ordered
        name = "note" if isinstance(block, Notes) else "item"
        number = _numbering(self.document, self.fitted.styles[name], numbered=numbered)
        for content in block.items:
            paragraph = self.paragraph(content, name)
            properties = paragraph._p.get_or_add_pPr()
            chosen = properties._add_numPr()
            chosen._add_ilvl().val = 0
            chosen._add_numId().val = number

    def panel(self, block: KeyFacts) -> None:
        """Add the key facts as a table whose first row is marked as its header."""
        table = self.document.add_table(rows=2, cols=len(block.facts))
        _panel_look(table, self.fitted)
        for column, fact in enumerate(block.facts):
            label, value = table.cell(0, column), table.cell(1, column)
            for cell, content, name in ((label, fact.label, "label"), (value, fact.value, "value")):
                paragraph = cell.paragraphs[0]
                paragraph.style = self.document.styles[_STYLES[name]]
                self.fill(paragraph, content, name)
        description = "; ".join(f"{plain(f.label)}: {plain(f.value)}" for f in block.facts)
        properties = table._tbl.tblPr
        for tag, text in (
            ("w:tblCaption", plain(block.facts[0].label)),
            ("w:tblDescription", description),
        ):
            element = OxmlElement(tag)
            element.set(qn("w:val"), printable(text, face("IBMPlexSans-Regular"))[0][:250])
            properties.append(element)


def _panel_look(table: Table, fitted: FittedPage) -> None:
    frame, colours = fitted.geometry, fitted.theme.colours
    table.autofit = False
    width = Pt(frame.measure / len(table.columns))
    for column in table.columns:
        column.width = width
    rows = list(table.rows)
    first_row = rows[0]
    for row in rows:
        for cell in row.cells:
            cell.width = width
            properties = cell._tc.get_or_add_tcPr()
            shade = OxmlElement("w:shd")
            for key, value in (("val", "clear"), ("color", "auto"), ("fill", colours.panel[1:])):
                shade.set(qn(f"w:{key}"), value)
            properties.append(shade)
            padding = OxmlElement("w:tcMar")
            pad = min(1.0, fitted.setting.spacing) * PANEL_PADDING
            padding.append(_edge("top", pad if row is first_row else 0))
            padding.append(_edge("bottom", 0 if row is first_row else pad))
            properties.append(padding)
    header = OxmlElement("w:tblHeader")
    first = table.rows[0]._tr.get_or_add_trPr()
    split = OxmlElement("w:cantSplit")
    first.append(split)
    first.append(header)
    properties = table._tbl.tblPr
    _remove(properties, "w:tblBorders", "w:tblCellMar", "w:tblInd", "w:tblLook", "w:tblW")
    whole = OxmlElement("w:tblW")
    whole.set(qn("w:w"), str(round(frame.measure * 20)))
    whole.set(qn("w:type"), "dxa")
    indent = OxmlElement("w:tblInd")
    indent.set(qn("w:w"), "0")
    indent.set(qn("w:type"), "dxa")
    borders = OxmlElement("w:tblBorders")
    top = OxmlElement("w:top")
    for key, value in (
        ("val", "single"),
        ("sz", "10"),
        ("space", "0"),
        ("color", colours.accent[1:]),
    ):
        top.set(qn(f"w:{key}"), value)
    borders.append(top)
    layout = properties.find(qn("w:tblLayout"))
    if layout is not None:
        properties.remove(layout)
    layout = OxmlElement("w:tblLayout")
    layout.set(qn("w:type"), "fixed")
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(_edge(side, PANEL_PADDING))
    look = OxmlElement("w:tblLook")
    look.set(qn("w:val"), "0020")
    look.set(qn("w:firstRow"), "1")
    for element in (whole, indent, borders, layout, margins, look):
        properties.append(element)


_TWIPS = 20


def _edge(side: str, points: float) -> Any:
    edge = OxmlElement(f"w:{side}")
    edge.set(qn("w:w"), str(round(points * _TWIPS)))
    edge.set(qn("w:type"), "dxa")
    return edge


_ORDER_P = """
pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd
tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi
adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc
textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange
"""
_ORDER_R = """
rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof
snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd
fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath
"""


def _ordered(properties: Any, element: Any) -> None:
    """Put the element where the schema's sequence wants it (ECMA-376 part 1, 17.3)."""
    order = _ORDER_P if properties.tag == qn("w:pPr") else _ORDER_R
    names = [qn(f"w:{name}") for name in order.split()]
    _remove_tag(properties, element.tag)
    rank = names.index(element.tag)
    for index, child in enumerate(properties):
        if child.tag in names and names.index(child.tag) > rank:
            properties.insert(index, element)
            return
    properties.append(element)


def _border(properties: Any, side: str, width: float, space: int, colour: str) -> None:
    """A line beside a paragraph; `width` and `space` are points."""
    borders = OxmlElement("w:pBdr")
    edge = OxmlElement(f"w:{side}")
    size = str(max(2, round(width * 8)))
    for key, value in (
        ("val", "single"),
        ("sz", size),
        ("space", str(space)),
        ("color", colour[1:]),
    ):
        edge.set(qn(f"w:{key}"), value)
    borders.append(edge)
    _ordered(properties, borders)


def _plain_header(paragraph: Para, height: float) -> None:
    form = paragraph.paragraph_format
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = Pt(height)
    form.space_before = form.space_after = Pt(0)
    _remove(paragraph._p.get_or_add_pPr(), "w:tabs", "w:pStyle")


def _numbering(document: Document, style: TextStyle, *, numbered: bool) -> int:
    """A list of its own, so that numbers start at 1."""
    numbering = document.part.numbering_part.element
    identities = [int(n.get(qn("w:abstractNumId"))) for n in numbering.findall(qn("w:abstractNum"))]
    abstract_id = max(identities, default=-1) + 1
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), str(abstract_id))
    kind = OxmlElement("w:multiLevelType")
    kind.set(qn("w:val"), "singleLevel")
    level = OxmlElement("w:lvl")
    level.set(qn("w:ilvl"), "0")
    texts = (
        ("w:start", "1"),
        ("w:numFmt", "decimal" if numbered else "bullet"),
        ("w:lvlText", "%1." if numbered else "•"),
        ("w:lvlJc", "left"),
    )
    for tag, value in texts:
        element = OxmlElement(tag)
        element.set(qn("w:val"), value)
        level.append(element)
    form = OxmlElement("w:pPr")
    indent = OxmlElement("w:ind")
    indent.set(qn("w:left"), str(round(style.indent * _TWIPS)))
    indent.set(qn("w:hanging"), str(round(style.hanging * _TWIPS)))
    form.append(indent)
    level.append(form)
    abstract.append(kind)
    abstract.append(level)
    firsts = numbering.findall(qn("w:num"))
    if firsts:
        firsts[0].addprevious(abstract)
    else:
        numbering.append(abstract)
    return int(numbering.add_num(abstract_id).numId)


def _document_defaults(document: Document, language: str) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    _remove(properties, "w:lang")
    element = OxmlElement("w:lang")
    for key in ("val", "eastAsia", "bidi"):
        element.set(qn(f"w:{key}"), "ar-SA" if key == "bidi" else language)
    _ordered(properties, element)
    themed = defaults.find(qn("w:pPrDefault"))
    if themed is not None:
        for child in list(themed):
            themed.remove(child)


def _flag(tag: str, on: bool) -> Any:
    element = OxmlElement(tag)
    if not on:
        element.set(qn("w:val"), "0")
    return element


def _remove(element: Any, *tags: str) -> None:
    for tag in tags:
        _remove_tag(element, qn(tag))


def _remove_tag(element: Any, tag: str) -> None:
    for child in element.findall(tag):
        element.remove(child)


def _colour(value: str) -> RGBColor:
    return RGBColor.from_string(value[1:].upper())


def _clear(document: Document) -> None:
    for paragraph in list(document.paragraphs):
        paragraph._p.getparent().remove(paragraph._p)


def _properties(document: Document, fitted: FittedPage) -> None:
    page, core = fitted.page, document.core_properties
    core.title, core.subject = page.title[:255], page.subject[:255]
    core.author = (page.author or "eventbrief")[:255]
    core.last_modified_by = "eventbrief"
    core.language = _LOCALES.get(page.language, page.language)
    core.comments, core.keywords = "", ""
    day = [int(p) for p in f"{page.date}-01-01".split("-")[:3]]
    core.created = core.modified = datetime.datetime(day[0], day[1], day[2], tzinfo=datetime.UTC)
    core.revision = 1


# -- fonts ------------------------------------------------------------------------------------


def _embed_fonts(document: Document, used: set[str]) -> None:
    """Embed the faces that the page uses, obfuscated as the format asks."""
    package = document.part.package
    table = next(p for p in package.iter_parts() if str(p.partname) == "/word/fontTable.xml")
    families: dict[str, dict[str, str]] = {}
    for index, name in enumerate(sorted(used), 1):
        family, _, style = name.partition("-")
        word = _NAMES[family] + (_SEMIBOLD if style.startswith("SemiBold") else "")
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


# -- the same bytes every time ----------------------------------------------------------------


def _reproducible(data: bytes, date: str) -> bytes:
    """The package with its parts in one order and with one date."""
    year, month, day = [int(p) for p in f"{date}-01-01".split("-")[:3]]
    moment = (year, month, day, 0, 0, 0) if 1980 <= year < 2108 else _EPOCH
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as made:
        names = sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n))
        for name in names:
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            made.writestr(entry, source.read(name), compresslevel=6)
    return target.getvalue()
