"""How each kind of block looks at one setting of the measures.

Sizes are points; a setting is a place between the loosest page and the tightest.
"""

from __future__ import annotations

from dataclasses import dataclass

from eventbrief.layout.fonts import ARABIC
from eventbrief.layout.theme import Fonts, Theme

PAPERS = {"a4": (595.28, 841.89), "letter": (612.0, 792.0)}
POINTS_PER_MM = 72 / 25.4
MASTHEAD_BAND = 22.0
FOOTER_SIZE = 7.5
SMALLEST_NOTE = 7.5
_SECTION_STYLES = {"subtitle": "subtitle", "end": "end", "bottom-line": "lead", "lead": "lead"}


@dataclass(frozen=True)
class Setting:
    """What layout chose: body size, leading as a multiple of it, and spacing as a multiple."""

    size: float
    leading: float
    spacing: float


@dataclass(frozen=True)
class TextStyle:
    """One style of text: `space_before` and `space_after` in points."""

    name: str
    family: str
    size: float
    leading: float
    colour: str
    bold: bool = False
    italic: bool = False
    indent: float = 0.0
    hanging: float = 0.0
    space_before: float = 0.0
    space_after: float = 0.0
    centred: bool = False
    rtl: bool = False
    language: str = ""  # of the page, which tells how words are divided


@dataclass(frozen=True)
class Geometry:
    """The sheet and the frame for the content, in points; y runs up from the foot."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def measure(self) -> float:
        """The width of the frame."""
        return self.right - self.left

    @property
    def depth(self) -> float:
        """The height of the frame."""
        return self.top - self.bottom


def geometry(theme: Theme, paper: str, *, marked: bool) -> Geometry:
    """The frame between masthead and footer."""
    width, height = PAPERS[paper]
    margins = theme.margins
    band = MASTHEAD_BAND * (2 if marked else 1) + 12
    foot = FOOTER_SIZE * 2.4
    return Geometry(
        width,
        height,
        margins.left * POINTS_PER_MM,
        width - margins.right * POINTS_PER_MM,
        height - margins.top * POINTS_PER_MM - band,
        margins.bottom * POINTS_PER_MM + foot,
    )


def setting(theme: Theme, tightness: float) -> Setting:
    """The setting at `tightness`, from 0 (loosest) to 1 (tightest).

    Spacing gives way first, then leading and size together; both without a jump.
    """
    first = min(1.0, tightness / 0.5)
    second = max(0.0, (tightness - 0.5) / 0.5)
    spacing, leading, body = theme.spacing, theme.leading, theme.body
    return Setting(
        size=half_points(body.largest - (body.largest - body.smallest) * second),
        leading=leading.loosest
        - (leading.loosest - leading.tightest) * (0.35 * first + 0.65 * second),
        spacing=spacing.loosest
        - (spacing.loosest - spacing.tightest) * (0.7 * first + 0.3 * second),
    )


def heading_style(level: int) -> str:
    """The name of the style that a heading of the level has."""
    return "title" if level == 1 else "heading"


def paragraph_style(section: str) -> str:
    """The name of the style that running text has in a section."""
    return _SECTION_STYLES.get(section, "body")


def half_points(size: float) -> float:
    """The nearest size that Word can say: it counts in half points (ECMA-376, 17.3.2.38)."""
    return round(size * 2) / 2


def styles(
    theme: Theme, chosen: Setting, language: str, *, rtl: bool = False
) -> dict[str, TextStyle]:
    """Every style of the page, by name; one read from the right is set in Arabic's face."""
    size, lead, gap = chosen.size, chosen.leading, chosen.spacing
    fonts, colours = theme.fonts, theme.colours
    if rtl:
        fonts = Fonts(text=ARABIC, title=ARABIC, quote=ARABIC)
    note = max(SMALLEST_NOTE, half_points(size * 0.8))

    def text(name: str, scale: float = 1.0, **more: object) -> TextStyle:
        points = half_points(size * scale)
        base = {
            "family": fonts.text,
            "size": points,
            "leading": round(points * lead, 2),
            "colour": colours.ink,
            "rtl": rtl,
            "language": language,
        }
        return TextStyle(name, **{**base, **more})  # type: ignore[arg-type]

    title = half_points(size * 2.05)
    heading = half_points(size * 1.08)
    return {
        "title": text(
            "title",
            family=fonts.title,
            size=title,
            leading=round(title * 1.16, 2),
            bold=True,
            colour=colours.accent,
            space_after=3 * gap,
        ),
        "subtitle": text("subtitle", 1.08, colour=colours.muted, space_after=5 * gap),
        "heading": text(
            "heading",
            size=heading,
            leading=round(heading * 1.25, 2),
            bold=True,
            colour=colours.accent,
            space_before=9 * gap,
            space_after=2.2 * gap,
        ),
        "body": text("body", space_after=2.5 * gap),
        "lead": text("lead", 1.1, space_after=2.5 * gap),
        "item": text("item", indent=11.0, hanging=11.0, space_after=2.2 * gap),
        "quote": text(
            "quote", 1.0, family=fonts.quote, italic=not rtl, indent=13.0, space_before=2.0 * gap
        ),
        "attribution": text(
            "attribution", 0.92, colour=colours.muted, indent=13.0, space_after=4.5 * gap
        ),
        "label": text("label", 0.82, bold=True, colour=colours.muted),
        "value": text("value", 1.0, bold=True),
        "note": text(
            "note",
            size=note,
            leading=round(note * lead * 0.94, 2),
            colour=colours.muted,
            indent=14.0,
            hanging=14.0,
            space_after=0.6 * gap,
        ),
        "end": text("end", colour=colours.muted, centred=True, space_before=3 * gap),
    }
