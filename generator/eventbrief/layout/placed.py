"""The fitted page: what stands where, as a tree that renderers only have to draw.

The tree's tags are those of ISO 32000-1, 14.8.4, so that what is drawn and what is read out come
from the same place. Coordinates are points from the sheet's lower left corner.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from eventbrief.compose.blocks import Page
from eventbrief.layout.breaking import TextLine
from eventbrief.layout.picture import Picture, PlacedPicture
from eventbrief.layout.style import Geometry, Setting, TextStyle
from eventbrief.layout.theme import Theme


@dataclass(frozen=True)
class Rectangle:
    """Decoration: a filled box."""

    x: float
    y: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True)
class PlacedLine:
    """A line of text at its baseline."""

    x: float
    y: float
    line: TextLine
    colour: str


@dataclass
class Placed:
    """An element of the page: its structure tag, its lines, and the elements inside it."""

    tag: str
    lines: list[PlacedLine] = field(default_factory=list)
    children: list[Placed] = field(default_factory=list)
    decorations: list[Rectangle] = field(default_factory=list)
    numbering: str = ""  # of a list: Disc or Decimal (ISO 32000-1, table 347)
    picture: PlacedPicture | None = None


@dataclass(frozen=True)
class LeftOut:
    """A block that was shortened: how many of its items stay, of how many."""

    block: str
    kept: int
    of: int


@dataclass(frozen=True)
class FitReport:
    """What it took to fit the page.

    Attributes:
        size: body size in points.
        leading: as a multiple of the size.
        spacing: as a multiple of the natural spacing.
        filled: the part of the frame that is used, from 0 to 1.
        left_out: blocks that were shortened, in the template's order.
        missing: characters that the fonts do not have, printed as U+FFFD.
    """

    size: float
    leading: float
    spacing: float
    filled: float
    left_out: tuple[LeftOut, ...]
    missing: frozenset[str]


@dataclass(frozen=True)
class Halves:
    """Sections set in two columns: their names, and how many of them stand in the first."""

    names: tuple[str, ...]
    first: int


@dataclass(frozen=True)
class FittedPage:
    """A page that stands on one sheet."""

    page: Page
    theme: Theme
    geometry: Geometry
    setting: Setting
    styles: dict[str, TextStyle]
    placed: tuple[Placed, ...]
    report: FitReport
    halves: tuple[Halves, ...] = ()
    logo: tuple[Picture, str] | None = None
