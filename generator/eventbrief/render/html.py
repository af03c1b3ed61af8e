"""Fitted page -> HTML for the body of an e-mail and for a look in the browser.

It is one file without images, scripts or links to anything; every style is inline, as many mail
programs read no other. Sections, headings, lists, quotations and the panel are what they are
called. What the page has in two columns stands here one below the other.
"""

from __future__ import annotations

from html import escape

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
)
from eventbrief.layout.bidi import RIGHT_TO_LEFT
from eventbrief.layout.flow import BAR, PANEL_PADDING, panel_rows
from eventbrief.layout.placed import FittedPage
from eventbrief.layout.style import TextStyle, heading_style, paragraph_style

_FAMILIES = {
    "IBMPlexSans": "'IBM Plex Sans', 'Segoe UI', Helvetica, Arial, sans-serif",
    "IBMPlexSerif": "'IBM Plex Serif', Georgia, 'Times New Roman', serif",
    "IBMPlexSansArabic": "'IBM Plex Sans Arabic', 'Segoe UI', Tahoma, Arial, sans-serif",
}
_WIDEST = 680  # pixels; longer lines are hard to read


def render(fitted: FittedPage) -> bytes:
    """The page as UTF-8."""
    page, colours = fitted.page, fitted.theme.colours
    writer = _Writer(fitted)
    body = "\n".join(writer.section(section) for section in page.sections)
    look = f"{_font(fitted.styles['body'])};margin:0;background:#ffffff"
    column = f"max-width:{_WIDEST}px;margin:0 auto;padding:16px"
    return (
        f'<!DOCTYPE html>\n<html lang="{page.language}" dir="{page.direction}">\n<head>\n'
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(page.title)}</title>\n</head>\n"
        f'<body style="{look}">\n<div style="{column}">\n{writer.masthead()}\n<main>\n{body}\n'
        f"</main>\n{writer.foot(colours.muted, colours.rule)}</div>\n</body>\n</html>\n"
    ).encode()


class _Writer:
    """Writes blocks in the styles that layout fitted."""

    def __init__(self, fitted: FittedPage) -> None:
        self.fitted, self.page, self.styles = fitted, fitted.page, fitted.styles
        self.start = "right" if fitted.page.direction == "rtl" else "left"

    def masthead(self) -> str:
        """Whose brief it is and for whom, its day, and its marking."""
        head, colours = self.page.masthead, self.fitted.theme.colours
        kind = self.fitted.theme.masthead
        first, second = colours.masthead(kind)
        filled = f"background:{colours.accent};color:{first};padding:8px 12px"
        lined = f"color:{first};border-bottom:2px solid {colours.accent};padding:4px 0"
        band = filled if kind == "band" else lined
        end = "left" if self.start == "right" else "right"
        lines = [
            f'<header style="{band}"><strong>{escape(head.name)}</strong>'
            f'<span style="float:{end};font-size:85%;color:{second}">'
            f"{escape(head.prepared)}</span></header>"
        ]
        if head.marking:
            look = f"color:{colours.marking};text-align:center;font-weight:600;margin:8px 0"
            lines.append(f'<p style="{look}">{escape(head.marking)}</p>')
        return "\n".join(lines)

    def foot(self, colour: str, rule: str) -> str:
        """Contact and version."""
        words = " · ".join(escape(part) for part in self.page.footer if part)
        look = f"color:{colour};font-size:75%;border-top:1px solid {rule};padding-top:6px"
        return f'<footer style="{look}">{words}</footer>\n' if words else ""

    def section(self, section: Section) -> str:
        """A section and what is in it."""
        inner = "\n".join(self.block(block, section.name) for block in section.blocks)
        return f"<section>\n{inner}\n</section>"

    def block(self, block: Block, section: str) -> str:
        """One block."""
        if isinstance(block, Heading):
            tag = "h1" if block.level == 1 else "h2"
            return self.element(tag, heading_style(block.level), block.content)
        if isinstance(block, Paragraph):
            return self.element("p", paragraph_style(section), block.content)
        if isinstance(block, (BulletList, Notes)):
            return self.items(block)
        if isinstance(block, Quotation):
            return self.quotation(block)
        return "\n".join(self.panel(row) for row in panel_rows(block))

    def element(self, tag: str, name: str, content: Inline) -> str:
        """A heading, paragraph or item."""
        style = self.styles[name]
        gap = f"margin:{style.space_before:.0f}pt 0 {max(style.space_after, 2):.0f}pt"
        centred = ";text-align:center" if style.centred else ""
        return f'<{tag} style="{_font(style)};{gap}{centred}">{self.inline(content)}</{tag}>'

    def items(self, block: BulletList | Notes) -> str:
        """A list."""
        ordered = isinstance(block, Notes) or block.ordered
        name = "note" if isinstance(block, Notes) else "item"
        tag = "ol" if ordered else "ul"
        rows = "\n".join(self.element("li", name, item) for item in block.items)
        return f'<{tag} style="margin:0;padding-{self.start}:20px">\n{rows}\n</{tag}>'

    def quotation(self, block: Quotation) -> str:
        """A quotation with its speaker below."""
        accent = self.fitted.theme.colours.accent
        look = f"margin:6pt 0;padding-{self.start}:10px;border-{self.start}:{BAR}pt solid {accent}"
        words = self.element("p", "quote", block.content)
        if block.signature:
            words += "\n" + self.element("p", "attribution", block.signature)
        return f'<blockquote style="{look}">\n{words}\n</blockquote>'

    def panel(self, facts: tuple[Fact, ...]) -> str:
        """Key facts as a table with a header row."""
        colours = self.fitted.theme.colours
        look = f"width:100%;border-collapse:collapse;background:{colours.panel};"
        look += f"border-top:2px solid {colours.accent};table-layout:fixed"
        pad = f"text-align:{self.start};vertical-align:top;padding:{PANEL_PADDING:.0f}pt"
        label, value = self.styles["label"], self.styles["value"]
        labels = "".join(
            f'<th scope="col" style="{_font(label)};{pad} {PANEL_PADDING:.0f}pt 0">'
            f"{self.inline(fact.label)}</th>"
            for fact in facts
        )
        values = "".join(
            f'<td style="{_font(value)};{pad};padding-top:2pt">{self.inline(fact.value)}</td>'
            for fact in facts
        )
        return f'<table style="{look}">\n<tr>{labels}</tr>\n<tr>{values}</tr>\n</table>'

    def inline(self, content: Inline) -> str:
        """Words with their style and language."""
        return inline_html(content)


def inline_html(content: Inline) -> str:
    """The words as HTML, escaped, with what they look like, their language and their links."""
    return "".join(map(_run, as_runs(content)))


def _run(run: Run) -> str:
    words = escape(run.text)
    if run.bold:
        words = f"<strong>{words}</strong>"
    if run.italic:
        words = f"<em>{words}</em>"
    if run.note:
        words = f'<sup style="font-size:70%;line-height:0">{words}</sup>'
    if run.link:
        words = f'<a href="{escape(run.link)}" style="color:inherit">{words}</a>'
    if run.language:
        direction = "rtl" if run.language in RIGHT_TO_LEFT else "ltr"
        words = f'<span lang="{escape(run.language)}" dir="{direction}">{words}</span>'
    return words


def _font(style: TextStyle) -> str:
    weight = "600" if style.bold else "400"
    slant = ";font-style:italic" if style.italic else ""
    return (
        f"font-family:{_FAMILIES[style.family]};font-size:{style.size:g}pt;"
        f"line-height:{style.leading / style.size:.2f};font-weight:{weight};"
        f"color:{style.colour}{slant}"
    )
