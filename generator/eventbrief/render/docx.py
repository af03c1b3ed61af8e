"""Fitted page -> DOCX that a person goes on editing in Word.

Headings, lists, quotations and the panel use real styles; heights of lines are exact and the fonts
are embedded (ECMA-376 part 4, 2.8.1), so that Word and LibreOffice set the lines that the PDF has.
Masthead and footer stand in the header and the footer of the section.
"""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
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
from eventbrief.layout.flow import BAR, PANEL_COLUMNS, PANEL_PADDING
from eventbrief.layout.fonts import face, face_name, printable
from eventbrief.layout.frame import AUDIENCE_SIZE, MARKING_SIZE, PREPARED_SIZE
from eventbrief.layout.placed import FittedPage
from eventbrief.layout.style import (
    FOOTER_SIZE,
    MASTHEAD_BAND,
    POINTS_PER_MM,
    TextStyle,
    paragraph_style,
)
from eventbrief.render.docx_package import (
    LOCALES,
    SEMIBOLD,
    WORD_NAMES,
    embed_fonts,
    reproducible,
    set_properties,
)
from eventbrief.render.ooxml import border, edge, flag, numbering, put_in_order, remove

# Keeps a raised number with the word before it; our fonts have it, as a glyph without width.
_NO_BREAK = "\ufeff"

# Our style -> the style of Word that it redefines or, where there is none, its own name.
_STYLES = {
    "title": "Title",
    "subtitle": "Subtitle",
    "heading": "Heading 1",
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


def render(fitted: FittedPage) -> bytes:
    """The DOCX file."""
    document = docx.Document()
    _clear(document)
    writer = _Writer(document, fitted)
    writer.styles()
    writer.sheet()
    for section in fitted.page.sections:
        writer.section(section)
    set_properties(document, fitted)
    embed_fonts(document, writer.used)
    buffer = io.BytesIO()
    document.save(buffer)
    return reproducible(buffer.getvalue(), fitted.page.day)


class _Writer:
    """Puts blocks into a document, in the styles that layout fitted."""

    def __init__(self, document: Document, fitted: FittedPage) -> None:
        self.document, self.fitted = document, fitted
        self.used: set[str] = set()

    # -- styles and sheet ---------------------------------------------------------------------

    def styles(self) -> None:
        """Redefine Word's styles and add our own."""
        known = self.document.styles
        _document_defaults(self.document, LOCALES.get(self.fitted.page.language, "en-GB"))
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
        remove(made.element, "w:contextualSpacing")
        remove(made.element.get_or_add_pPr(), "w:pBdr", "w:numPr", "w:contextualSpacing")
        if style.name in ("quote", "attribution"):
            accent = self.fitted.theme.colours.accent
            border(made.element.get_or_add_pPr(), "left", BAR, 8, accent)

    def _font(self, properties: Any, style: TextStyle, *, bold: bool, italic: bool) -> None:
        """Name the face; SemiBold is a family of its own in Word, and is not emboldened again."""
        self.used.add(face_name(style.family, bold=bold, italic=italic))
        name = WORD_NAMES[style.family] + (SEMIBOLD if bold else "")
        fonts = properties.find(qn("w:rFonts"))
        if fonts is None:
            fonts = OxmlElement("w:rFonts")
            properties.insert(0, fonts)
        for attribute in list(fonts.attrib):
            del fonts.attrib[attribute]
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), name)
        remove(properties, "w:b", "w:i", "w:bCs", "w:iCs", "w:spacing", "w:kern", "w:caps")
        fonts.addnext(flag("w:i", italic))
        fonts.addnext(flag("w:b", False))

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
        self._bar(band, theme.colours.accent, MASTHEAD_BAND, frame.measure - 8)
        band.add_run("\t")
        self._framed(band, head.name, AUDIENCE_SIZE, theme.colours.on_accent, bold=True)
        band.add_run("\t")
        self._framed(band, head.prepared, PREPARED_SIZE, theme.colours.on_accent)
        if head.marking:
            marking = section.header.add_paragraph()
            marking.alignment = WD_ALIGN_PARAGRAPH.CENTER
            _plain_header(marking, MASTHEAD_BAND)
            self._framed(marking, head.marking, MARKING_SIZE, theme.colours.marking, bold=True)
        foot = section.footer.paragraphs[0]
        _plain_header(foot, FOOTER_SIZE * 1.4)
        border(foot._p.get_or_add_pPr(), "top", 0.6, 4, theme.colours.rule)
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
            put_in_order(paragraph._p.get_or_add_pPr(), element)

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
            self.paragraph(block.content, paragraph_style(section))
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
            words = printable(run.text, face(name))[0]
            made = paragraph.add_run(f"{_NO_BREAK}{words}" if run.note else words)
            if run.link:
                self._linked(paragraph, made._r, run.link)
            if (bold, italic) != (style.bold, style.italic):
                self._font(made._r.get_or_add_rPr(), style, bold=bold, italic=italic)
            if run.note:
                made.font.size = Pt(round(style.size * NOTE_SCALE * 2) / 2)
                position = OxmlElement("w:position")
                position.set(qn("w:val"), str(round(style.size * 0.3 * 2)))
                put_in_order(made._r.get_or_add_rPr(), position)
            if run.language:
                language = OxmlElement("w:lang")
                code = LOCALES.get(run.language, run.language)
                language.set(qn("w:val"), code)
                put_in_order(made._r.get_or_add_rPr(), language)
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
        number = numbering(self.document, self.fitted.styles[name], numbered=numbered)
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
            padding.append(edge("top", pad if row is first_row else 0))
            padding.append(edge("bottom", 0 if row is first_row else pad))
            properties.append(padding)
    header = OxmlElement("w:tblHeader")
    first = table.rows[0]._tr.get_or_add_trPr()
    split = OxmlElement("w:cantSplit")
    first.append(split)
    first.append(header)
    properties = table._tbl.tblPr
    remove(properties, "w:tblBorders", "w:tblCellMar", "w:tblInd", "w:tblLook", "w:tblW")
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
        margins.append(edge(side, PANEL_PADDING))
    look = OxmlElement("w:tblLook")
    look.set(qn("w:val"), "0020")
    look.set(qn("w:firstRow"), "1")
    for element in (whole, indent, borders, layout, margins, look):
        properties.append(element)


def _plain_header(paragraph: Para, height: float) -> None:
    form = paragraph.paragraph_format
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = Pt(height)
    form.space_before = form.space_after = Pt(0)
    remove(paragraph._p.get_or_add_pPr(), "w:tabs", "w:pStyle")


def _document_defaults(document: Document, language: str) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    remove(properties, "w:lang")
    element = OxmlElement("w:lang")
    for key in ("val", "eastAsia", "bidi"):
        element.set(qn(f"w:{key}"), "ar-SA" if key == "bidi" else language)
    put_in_order(properties, element)
    themed = defaults.find(qn("w:pPrDefault"))
    if themed is not None:
        for child in list(themed):
            themed.remove(child)


def _colour(value: str) -> RGBColor:
    return RGBColor.from_string(value[1:].upper())


def _clear(document: Document) -> None:
    for paragraph in list(document.paragraphs):
        paragraph._p.getparent().remove(paragraph._p)
