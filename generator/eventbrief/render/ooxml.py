"""Elements of WordprocessingML that python-docx has no words for, in the schema's order."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from eventbrief.layout.style import TextStyle

TWIPS = 20
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


def edge(side: str, points: float) -> Any:
    """A width on one side of a cell or table."""
    element = OxmlElement(f"w:{side}")
    element.set(qn("w:w"), str(round(points * TWIPS)))
    element.set(qn("w:type"), "dxa")
    return element


def put_in_order(properties: Any, element: Any) -> None:
    """Put the element where the schema's sequence wants it (ECMA-376 part 1, 17.3)."""
    order = PARAGRAPH_ORDER if properties.tag == qn("w:pPr") else RUN_ORDER
    names = [qn(f"w:{name}") for name in order.split()]
    _remove_tag(properties, element.tag)
    rank = names.index(element.tag)
    for index, child in enumerate(properties):
        if child.tag in names and names.index(child.tag) > rank:
            properties.insert(index, element)
            return
    properties.append(element)


def border(properties: Any, side: str, width: float, space: int, colour: str) -> None:
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
    put_in_order(properties, borders)


def flag(tag: str, on: bool) -> Any:
    """A property that is switched on or off."""
    element = OxmlElement(tag)
    if not on:
        element.set(qn("w:val"), "0")
    return element


def remove(element: Any, *tags: str) -> None:
    """Take the children with those tags out."""
    for tag in tags:
        _remove_tag(element, qn(tag))


def _remove_tag(element: Any, tag: str) -> None:
    for child in element.findall(tag):
        element.remove(child)


def numbering(document: Document, style: TextStyle, *, numbered: bool) -> int:
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
    indent.set(qn("w:left"), str(round(style.indent * TWIPS)))
    indent.set(qn("w:hanging"), str(round(style.hanging * TWIPS)))
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
