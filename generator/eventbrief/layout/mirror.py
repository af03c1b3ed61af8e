"""Placed elements -> the same ones on a page that is read from right to left.

Layout is reckoned from the left; a page for Arabic is its image in a mirror, in which each line
keeps its own order of words.
"""

from __future__ import annotations

from dataclasses import replace

from eventbrief.layout.placed import Placed


def mirrored(placed: Placed, width: float) -> Placed:
    """The element on a sheet `width` points wide, with left and right exchanged."""
    picture = placed.picture
    return replace(
        placed,
        lines=[replace(line, x=width - line.x - line.line.width) for line in placed.lines],
        children=[mirrored(child, width) for child in placed.children],
        decorations=[replace(box, x=width - box.x - box.width) for box in placed.decorations],
        picture=picture and replace(picture, x=width - picture.x - picture.width),
    )
