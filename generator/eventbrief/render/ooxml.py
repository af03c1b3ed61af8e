"""Elements of WordprocessingML as text, their properties in the schema's order (ECMA-376, 17.3)."""

from __future__ import annotations

from xml.sax.saxutils import escape

TWIPS = 20
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
PARAGRAPH_ORDER = """
pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd
tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi
adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc
textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange
"""
RUN_ORDER = """
rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof
snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd
fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath
"""
_RANKS = {
    kind: {name: rank for rank, name in enumerate(order.split())}
    for kind, order in (("p", PARAGRAPH_ORDER), ("r", RUN_ORDER))
}


def twips(points: float) -> int:
    """Twentieths of a point."""
    return round(points * TWIPS)


def paragraph_properties(**properties: str) -> str:
    """`w:pPr` with the given elements; a value is the element's attributes or content."""
    return _properties("p", properties)


def run_properties(**properties: str) -> str:
    """`w:rPr` with the given elements."""
    return _properties("r", properties)


def _properties(kind: str, properties: dict[str, str]) -> str:
    if not properties:
        return ""
    ranks = _RANKS[kind]
    inner = "".join(
        element(name, value)
        for name, value in sorted(properties.items(), key=lambda p: ranks[p[0]])
    )
    return f"<w:{kind}Pr>{inner}</w:{kind}Pr>"


def element(name: str, value: str) -> str:
    """One element: of content where `value` begins with `<`, else of attributes."""
    if value.startswith("<"):
        return f"<w:{name}>{value}</w:{name}>"
    return f"<w:{name} {value}/>" if value else f"<w:{name}/>"


def val(value: object) -> str:
    """The attribute that most elements have."""
    return f'w:val="{value}"'


def run(words: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def spacing(line: float, before: float = 0.0, after: float = 0.0) -> str:
    """Attributes of an exact height of lines, in points."""
    return (
        f'w:before="{twips(before)}" w:after="{twips(after)}" '
        f'w:line="{twips(line)}" w:lineRule="exact"'
    )


def border(side: str, width: float, space: int, colour: str) -> str:
    """A line beside a paragraph; `width` and `space` are points."""
    size = max(2, round(width * 8))
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour[1:]}"/>'


def shade(colour: str) -> str:
    """Attributes of a filled background."""
    return f'w:val="clear" w:color="auto" w:fill="{colour[1:]}"'


def width(name: str, points: float) -> str:
    """An element that holds a width, in twentieths of a point."""
    return f'<w:{name} w:w="{twips(points)}" w:type="dxa"/>'
