"""Fitted page -> DOCX that a person goes on editing in Word.

Headings, lists, quotations and the panel use real styles; heights of lines are exact and the fonts
are embedded, so that Word and LibreOffice set the lines that the PDF has. Masthead and footer stand
in the header and the footer of the section.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from eventbrief.compose.blocks import (
    Block,
    BulletList,
    Fact,
    Heading,
    Inline,
    Notes,
    Paragraph,
    Quotation,
    Run,
    Section,
    as_runs,
    plain,
)
from eventbrief.compose.wording import tag
from eventbrief.layout.bidi import RIGHT_TO_LEFT
from eventbrief.layout.breaking import NOTE_RISE, NOTE_SCALE, run_face
from eventbrief.layout.flow import GUTTER, PANEL_PADDING, panel_rows
from eventbrief.layout.fonts import face, face_name, is_joined, printable
from eventbrief.layout.frame import (
    AUDIENCE_SIZE,
    BAND_INSET,
    LOGO_SPACE,
    MARKING_SIZE,
    MASTHEAD_LINE,
    PREPARED_SIZE,
    frame_style,
    logo_width,
)
from eventbrief.layout.hyphenation import softened
from eventbrief.layout.placed import FittedPage
from eventbrief.layout.style import (
    FOOTER_SIZE,
    MASTHEAD_BAND,
    POINTS_PER_MM,
    TextStyle,
    heading_style,
    paragraph_style,
)
from eventbrief.render.docx_logo import anchored
from eventbrief.render.docx_package import package, relation_of_link, relation_of_part
from eventbrief.render.docx_styles import (
    BULLETS,
    NOTES,
    NUMBERS,
    STYLES,
    look,
    numbering_xml,
    styles_xml,
)
from eventbrief.render.ooxml import (
    DECLARATION,
    RELATIONS,
    WORD,
    border,
    paragraph_properties,
    run,
    run_properties,
    shade,
    spacing,
    twips,
    val,
    width,
)

# Keeps a raised number with the word before it; our fonts have it, as a glyph without width.
_NO_BREAK = "\ufeff"
_LONGEST = 250  # characters of a description that Word shows


def render(fitted: FittedPage) -> bytes:
    """The DOCX file."""
    writer = _Writer(fitted)
    body = writer.body()
    parts = {
        "document": _document(body, writer.sheet(continued=bool(fitted.halves))),
        "header1": writer.header(),
        "footer1": writer.footer(),
        "styles": styles_xml(fitted),
        "numbering": numbering_xml(fitted, writer.lists),
    }
    for style in fitted.styles.values():
        writer.faces.add(face_name(style.family, bold=style.bold, italic=style.italic))
    picture = fitted.logo[0] if fitted.logo else None
    return package(fitted.page, parts, writer.links, writer.faces, picture)


def _document(body: str, last: str) -> str:
    # After a table Word asks for a paragraph.
    end = f"<w:p>{paragraph_properties(spacing=spacing(1))}</w:p>"
    return (
        f"{DECLARATION}<w:document {WORD} {RELATIONS}><w:body>{body}"
        f"{end if body.endswith('</w:tbl>') else ''}{last}</w:body></w:document>"
    )


class _Writer:
    """Writes blocks in the styles that layout fitted; remembers faces, links and lists."""

    def __init__(self, fitted: FittedPage) -> None:
        self.fitted = fitted
        self.rtl = fitted.page.direction == "rtl"
        self.faces: set[str] = set()
        self.links: list[str] = []
        self.lists: list[int] = []
        self.in_columns = False
        self.narrow = 0.0  # the width in points of the cell that is being written

    # -- around the frame ---------------------------------------------------------------------

    def header(self) -> str:
        """The masthead band, and the marking below it where there is one."""
        head, colours = self.fitted.page.masthead, self.fitted.theme.colours
        kind = self.fitted.theme.masthead
        first, second = colours.masthead(kind)
        inset = BAND_INSET if kind == "band" else 0.0
        end = twips(self.fitted.geometry.measure - inset)
        aside = logo_width(self.fitted.logo)
        start = twips(aside + inset)
        tabs = f'<w:tab w:val="left" w:pos="{start}"/>' if inset else ""
        tabs += f'<w:tab w:val="right" w:pos="{end}"/>'
        under = border("bottom", MASTHEAD_LINE, 1, colours.accent)
        look_of = {"shd": shade(colours.accent)} if kind == "band" else {"pBdr": under}
        logo = ""
        if self.fitted.logo:
            look_of["ind"] = f'w:left="{twips(aside)}"'
            logo = anchored(self.fitted.logo, aside - LOGO_SPACE, MASTHEAD_BAND, rtl=self.rtl)
        band = paragraph_properties(
            **look_of,
            tabs=tabs,
            spacing=spacing(MASTHEAD_BAND),
            textAlignment=val("center"),
        )
        words = "<w:r><w:tab/></w:r>".join(
            (
                *(("",) if inset else ()),
                self._framed(head.name, AUDIENCE_SIZE, first, bold=True),
                self._framed(head.prepared, PREPARED_SIZE, second),
            )
        )
        marking = ""
        if head.marking:
            edges = "".join(border(side, 0.8, 1, colours.marking) for side in ("top", "bottom"))
            form = paragraph_properties(
                pBdr=edges, spacing=spacing(MASTHEAD_BAND - 5, 4), jc=val("center")
            )
            told = self._framed(head.marking, MARKING_SIZE, colours.marking, bold=True)
            marking = f"<w:p>{form}{told}</w:p>"
        line = f"<w:p>{band}{logo}{words}</w:p>"
        return f"{DECLARATION}<w:hdr {WORD} {RELATIONS}>{line}{marking}</w:hdr>"

    def footer(self) -> str:
        """Contact and version under a rule."""
        colours = self.fitted.theme.colours
        left, right = self.fitted.page.footer
        tab = f'<w:tab w:val="right" w:pos="{twips(self.fitted.geometry.measure)}"/>'
        form = paragraph_properties(
            pBdr=border("top", 0.6, 4, colours.rule), tabs=tab, spacing=spacing(FOOTER_SIZE * 1.4)
        )
        words = self._framed(left, FOOTER_SIZE, colours.muted)
        if right:
            words += "<w:r><w:tab/></w:r>" + self._framed(right, FOOTER_SIZE, colours.muted)
        return f"{DECLARATION}<w:ftr {WORD} {RELATIONS}><w:p>{form}{words}</w:p></w:ftr>"

    def _framed(self, words: str, size: float, colour: str, *, bold: bool = False) -> str:
        if not words:
            return ""
        style = frame_style(self.fitted.theme, size, colour, bold=bold, rtl=self.rtl)
        name = face_name(style.family, bold=bold, italic=False)
        self.faces.add(name)
        properties = {
            **look(style, bold=bold, italic=False),
            "color": val(colour[1:].upper()),
            "sz": val(round(size * 2)),
            "szCs": val(round(size * 2)),
        }
        if self.rtl:
            properties["rtl"] = ""
        return run(printable(words, face(name))[0], run_properties(**properties))

    def sheet(self, *, continued: bool, columns: int = 1) -> str:
        """Paper, margins and columns of the words up to here (17.6.17)."""
        frame, margins = self.fitted.geometry, self.fitted.theme.margins
        edges = {
            "top": frame.height - frame.top,
            "right": frame.width - frame.right,
            "bottom": frame.bottom,
            "left": frame.left,
            "header": margins.top * POINTS_PER_MM,
            "footer": margins.bottom * POINTS_PER_MM,
        }
        margin = " ".join(f'w:{name}="{twips(points)}"' for name, points in edges.items())
        size = f'w:w="{twips(frame.width)}" w:h="{twips(frame.height)}"'
        goes_on = '<w:type w:val="continuous"/>' if continued else ""
        around = (
            f'<w:headerReference w:type="default" r:id="{relation_of_part("header1")}"/>'
            f'<w:footerReference w:type="default" r:id="{relation_of_part("footer1")}"/>'
        )
        return (
            f"<w:sectPr>{goes_on or around}"
            f'<w:pgSz {size}/><w:pgMar {margin} w:gutter="0"/>'
            f'<w:cols w:num="{columns}" w:space="{twips(GUTTER)}"/>'
            f"{'<w:bidi/>' if self.rtl else ''}</w:sectPr>"
        )

    # -- blocks -------------------------------------------------------------------------------

    def body(self) -> str:
        """The sections; those in two columns between breaks that go on on the same sheet."""
        made: list[str] = []
        starts = {halves.names[0]: halves for halves in self.fitted.halves}
        ends = {halves.names[-1] for halves in self.fitted.halves}
        seconds = {halves.names[halves.first] for halves in self.fitted.halves}
        for section in self.fitted.page.sections:
            if section.name in starts and made:
                made[-1] = _closed(made[-1], self.sheet(continued=len(starts) > 1))
            self.in_columns = any(section.name in h.names for h in self.fitted.halves)
            words = self.section(section)
            if section.name in seconds:
                words = words.replace("<w:r>", '<w:r><w:br w:type="column"/></w:r><w:r>', 1)
            if section.name in ends:
                words = _closed(words, self.sheet(continued=True, columns=2))
            made.append(words)
        return "".join(made)

    def section(self, section: Section) -> str:
        """The blocks of a section."""
        return "".join(self.block(block, section.name) for block in section.blocks)

    def block(self, block: Block, section: str) -> str:
        """One block."""
        if isinstance(block, Heading):
            # LibreOffice breaks the page where a heading in columns holds on to what follows.
            loose = {"keepNext": val(0)} if self.in_columns else {}
            return self.paragraph(block.content, heading_style(block.level), **loose)
        if isinstance(block, Paragraph):
            return self.paragraph(block.content, paragraph_style(section))
        if isinstance(block, (BulletList, Notes)):
            return self.items(block)
        if isinstance(block, Quotation):
            words = self.paragraph(block.content, "quote")
            if block.signature:
                words += self.paragraph(block.signature, "attribution")
            return words
        rows = panel_rows(block)
        return "".join(self.panel(row, first=index == 0) for index, row in enumerate(rows))

    def paragraph(self, content: Inline, name: str, **properties: str) -> str:
        """A paragraph in one of our styles."""
        identity = STYLES[name][0]
        if identity != "Normal":
            properties["pStyle"] = val(identity)
        form = paragraph_properties(**properties)
        return f"<w:p>{form}{self.runs(content, self.fitted.styles[name])}</w:p>"

    def runs(self, content: Inline, style: TextStyle) -> str:
        """The content as runs; each says only what its style does not."""
        return "".join(self._run(run, style) for run in as_runs(content))

    def _run(self, words_of: Run, style: TextStyle) -> str:
        name = run_face(words_of, style)
        self.faces.add(name)
        bold, italic = "SemiBold" in name, name.endswith("Italic")
        properties: dict[str, str] = {}
        if (bold, italic) != (style.bold, style.italic):
            properties |= look(style, bold=bold, italic=italic)
        if words_of.note:
            size = round(style.size * NOTE_SCALE * 2)
            properties |= {"sz": val(size), "szCs": val(size)}
            properties["position"] = val(round(style.size * NOTE_RISE * 2))
        joined = is_joined(words_of.text)
        if joined:
            properties["rtl"] = ""
        if words_of.language:
            code = tag(words_of.language)
            right = words_of.language in RIGHT_TO_LEFT
            properties["lang"] = f'w:bidi="{code}"' if right else val(code)
        words = printable(words_of.text, face(name))[0]
        if self.narrow:
            language = words_of.language or style.language
            words = softened(words, face(name), style.size, self.narrow, language)
        made = run(f"{_NO_BREAK}{words}" if words_of.note else words, run_properties(**properties))
        if not words_of.link:
            return made
        self.links.append(words_of.link)
        relation = relation_of_link(len(self.links) - 1)
        return f'<w:hyperlink r:id="{relation}">{made}</w:hyperlink>'

    def items(self, block: BulletList | Notes) -> str:
        """A list with Word's own numbering."""
        name = "note" if isinstance(block, Notes) else "item"
        kind = NOTES if isinstance(block, Notes) else NUMBERS if block.ordered else BULLETS
        self.lists.append(kind)
        number = f'<w:ilvl w:val="0"/><w:numId w:val="{len(self.lists)}"/>'
        return "".join(self.paragraph(item, name, numPr=number) for item in block.items)

    def panel(self, facts: tuple[Fact, ...], *, first: bool) -> str:
        """Key facts as a table whose first row is marked as its header."""
        frame, colours = self.fitted.geometry, self.fitted.theme.colours
        column = frame.measure / len(facts)
        told = "; ".join(f"{plain(f.label)}: {plain(f.value)}" for f in facts)
        top = f'<w:top w:val="single" w:sz="10" w:space="0" w:color="{colours.accent[1:]}"/>'
        right = "<w:bidiVisual/>" if self.rtl else ""
        properties = (
            f"{right}{width('tblW', frame.measure)}{width('tblInd', 0)}"
            f'<w:tblBorders>{top if first else ""}</w:tblBorders><w:tblLayout w:type="fixed"/>'
            f"<w:tblCellMar>{width('left', PANEL_PADDING)}{width('right', PANEL_PADDING)}"
            '</w:tblCellMar><w:tblLook w:val="0020" w:firstRow="1"/>'
            f"<w:tblCaption w:val={_quoted(plain(facts[0].label))}/>"
            f"<w:tblDescription w:val={_quoted(told)}/>"
        )
        grid = f'<w:gridCol w:w="{twips(column)}"/>' * len(facts)
        labels = "".join(self._cell(f.label, "label", column) for f in facts)
        values = "".join(self._cell(f.value, "value", column) for f in facts)
        return (
            f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
            f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{labels}</w:tr>"
            f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{values}</w:tr></w:tbl>"
        )

    def _cell(self, content: Inline, name: str, column: float) -> str:
        pad = min(1.0, self.fitted.setting.spacing) * PANEL_PADDING
        above, below = (pad, 0.0) if name == "label" else (0.0, pad)
        self.narrow = column - 2 * PANEL_PADDING
        words = self.paragraph(content, name)
        self.narrow = 0.0
        return (
            f"<w:tc><w:tcPr>{width('tcW', column)}"
            f"<w:shd {shade(self.fitted.theme.colours.panel)}/>"
            f"<w:tcMar>{width('top', above)}{width('bottom', below)}</w:tcMar></w:tcPr>"
            f"{words}</w:tc>"
        )


def _closed(words: str, sheet: str) -> str:
    """The words with the end of a section in their last paragraph (17.6.18)."""
    start = words.rfind("<w:p>")
    if words.endswith("</w:tbl>") or start < 0:
        thin = paragraph_properties(spacing=spacing(1)).replace("</w:pPr>", f"{sheet}</w:pPr>")
        return f"{words}<w:p>{thin}</w:p>"
    head, last = words[:start], words[start:]
    if last.startswith("<w:p><w:pPr>"):
        return head + last.replace("</w:pPr>", f"{sheet}</w:pPr>", 1)
    return head + last.replace("<w:p>", f"<w:p><w:pPr>{sheet}</w:pPr>", 1)


def _quoted(words: str) -> str:
    kept = printable(words, face("IBMPlexSansArabic-Regular"))[0][:_LONGEST]
    return '"' + escape(kept, {'"': "&quot;"}) + '"'
