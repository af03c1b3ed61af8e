"""Masthead and footer: the words around the frame, placed once for every renderer that draws."""

from __future__ import annotations

from dataclasses import dataclass

from eventbrief.compose.blocks import Page, Run
from eventbrief.layout.breaking import Fragment, Text, TextLine
from eventbrief.layout.fonts import ARABIC, face, face_name, is_joined
from eventbrief.layout.mirror import mirrored
from eventbrief.layout.picture import Picture, PlacedPicture
from eventbrief.layout.placed import FittedPage, Placed, PlacedLine, Rectangle
from eventbrief.layout.style import FOOTER_SIZE, MASTHEAD_BAND, Geometry, TextStyle
from eventbrief.layout.theme import Theme

MASTHEAD_LINE = 1.6  # points
BAND_INSET = 8.0  # points between the band's ends and its words
LOGO_HEIGHT, LOGO_WIDEST, LOGO_SPACE = 20.0, 90.0, 7.0  # points
AUDIENCE_SIZE, PREPARED_SIZE, MARKING_SIZE = 10.5, 8.5, 9.5
_ELLIPSIS = "…"


@dataclass(frozen=True)
class Frame:
    """The masthead, to be read first, and the footer, to be read last."""

    masthead: Placed
    footer: Placed


def frame(fitted: FittedPage) -> Frame:
    """Masthead and footer of the page."""
    page, geometry = fitted.page, fitted.geometry
    head = _masthead(page, fitted.theme, geometry, fitted.logo)
    foot = _footer(page, fitted.theme, geometry)
    if page.direction == "rtl":
        return Frame(mirrored(head, geometry.width), mirrored(foot, geometry.width))
    return Frame(head, foot)


def logo_width(logo: tuple[Picture, str] | None) -> float:
    """The width in points that a logo takes beside the masthead, with the space after it."""
    if logo is None:
        return 0.0
    picture = logo[0]
    return min(LOGO_WIDEST, LOGO_HEIGHT * picture.width / picture.height) + LOGO_SPACE


def shortened_to(text: str, style: TextStyle, measure: float) -> TextLine:
    """The text on one line, cut with an ellipsis where it is too long."""
    content = Text((Run(text),), style)
    lines = content.lines(style.size, measure)
    if len(lines) <= 1:
        return lines[0] if lines else TextLine((), 0.0)
    metrics = face(face_name(style.family, bold=style.bold, italic=style.italic))
    words = "".join(f.text for f in lines[0].fragments)
    while words and metrics.width(words + _ELLIPSIS) * style.size > measure:
        words = words[:-1]
    words = words.rstrip() + _ELLIPSIS
    width = metrics.width(words) * style.size
    cut = Fragment(words, metrics.name, style.size, 0.0, 0.0, "", rtl=is_joined(words))
    return TextLine((cut,), width)


def frame_style(
    theme: Theme, size: float, colour: str, *, bold: bool = False, rtl: bool = False
) -> TextStyle:
    """The style of words around the frame."""
    family = ARABIC if rtl else theme.fonts.text
    return TextStyle("frame", family, size, size * 1.3, colour, bold, rtl=rtl)


def _masthead(
    page: Page, theme: Theme, geometry: Geometry, logo: tuple[Picture, str] | None
) -> Placed:
    """A dark band with the audience and the date, and the marking below it where there is one."""
    colours, head, rtl = theme.colours, page.masthead, page.direction == "rtl"
    marked = bool(head.marking)
    top = geometry.top + 12 + MASTHEAD_BAND * (2 if marked else 1)
    placed = Placed("Sect")
    first, second = colours.masthead(theme.masthead)
    deep = MASTHEAD_BAND if theme.masthead == "band" else MASTHEAD_LINE
    inset = BAND_INSET if theme.masthead == "band" else 0.0
    start = geometry.left + logo_width(logo)
    measure = geometry.right - start
    placed.decorations.append(Rectangle(start, top - MASTHEAD_BAND, measure, deep, colours.accent))
    if logo:
        placed.children.append(_logo(logo, geometry.left, top))
    audience = frame_style(theme, AUDIENCE_SIZE, first, bold=True, rtl=rtl)
    date = frame_style(theme, PREPARED_SIZE, second, rtl=rtl)
    baseline = top - MASTHEAD_BAND / 2 - AUDIENCE_SIZE * 0.34
    right = shortened_to(head.prepared, date, measure * 0.4)
    left = shortened_to(head.name, audience, measure - right.width - 30)
    placed.children.append(
        Placed("P", [PlacedLine(start + inset, baseline, left, audience.colour)])
    )
    placed.children.append(
        Placed(
            "P", [PlacedLine(geometry.right - inset - right.width, baseline, right, date.colour)]
        )
    )
    if marked:
        style = frame_style(theme, MARKING_SIZE, colours.marking, bold=True, rtl=rtl)
        line = shortened_to(head.marking, style, geometry.measure - 10)
        x = geometry.left + (geometry.measure - line.width) / 2
        y = top - MASTHEAD_BAND * 1.5 - 4 - MARKING_SIZE * 0.34
        placed.children.append(Placed("P", [PlacedLine(x, y, line, style.colour)]))
        for edge in (top - MASTHEAD_BAND - 5, top - 2 * MASTHEAD_BAND - 4):
            placed.decorations.append(
                Rectangle(geometry.left, edge, geometry.measure, 0.8, colours.marking)
            )
    return placed


def _logo(logo: tuple[Picture, str], left: float, top: float) -> Placed:
    """The logo, in the middle of the masthead's height."""
    picture, alt = logo
    width = logo_width(logo) - LOGO_SPACE
    height = width * picture.height / picture.width
    y = top - MASTHEAD_BAND / 2 - height / 2
    return Placed("Figure", picture=PlacedPicture(picture, left, y, width, height, alt))


def _footer(page: Page, theme: Theme, geometry: Geometry) -> Placed:
    rtl = page.direction == "rtl"
    style = frame_style(theme, FOOTER_SIZE, theme.colours.muted, rtl=rtl)
    y = geometry.bottom - FOOTER_SIZE * 2.2
    left, right = page.footer
    end = shortened_to(right, style, geometry.measure * 0.4)
    begin = shortened_to(left, style, geometry.measure - end.width - 20)
    rule = Rectangle(
        geometry.left,
        geometry.bottom - FOOTER_SIZE * 0.9,
        geometry.measure,
        0.6,
        theme.colours.rule,
    )
    lines = [
        PlacedLine(geometry.left, y, begin, style.colour),
        PlacedLine(geometry.right - end.width, y, end, style.colour),
    ]
    words = [Placed("P", [line]) for line in lines if line.line.fragments]
    return Placed("Sect", [], words, [rule])
