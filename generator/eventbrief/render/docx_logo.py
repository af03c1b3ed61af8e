"""A logo -> the drawing that Word anchors to the masthead (ECMA-376, 20.4.2.3), with its words."""

from __future__ import annotations

from xml.sax.saxutils import escape

from eventbrief.layout.picture import Picture

RELATION = "rId1"
_EMU = 12_700  # English metric units to the point
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_SPACES = (
    f'xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main" '
    f'xmlns:pic="{_DRAWING}/picture"'
)


def anchored(logo: tuple[Picture, str], width: float, band: float, *, rtl: bool) -> str:
    """A run with the logo at the start of the line, in the middle of a band of that height."""
    picture, words = logo
    height = width * picture.height / picture.width
    extent = f'cx="{round(width * _EMU)}" cy="{round(height * _EMU)}"'
    told = escape(words, {'"': "&quot;"})
    place = f"<wp:align>{'right' if rtl else 'left'}</wp:align>"
    above = round((band - height) / 2 * _EMU)
    return (
        f'<w:r><w:drawing><wp:anchor {_SPACES} distT="0" distB="0" distL="0" distR="0" '
        'simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" '
        'allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="margin">{place}</wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{above}</wp:posOffset>'
        "</wp:positionV>"
        f'<wp:extent {extent}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="1" name="Logo" descr="{told}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_DRAWING}/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="1" name="Logo" descr="{told}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{RELATION}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:anchor></w:drawing></w:r>"
    )
