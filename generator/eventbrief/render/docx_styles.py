"""The fitted page's styles -> styles.xml and numbering.xml, under the names that Word knows."""

from __future__ import annotations

from eventbrief.compose.wording import tag
from eventbrief.layout.flow import BAR
from eventbrief.layout.fonts import ARABIC, face_name
from eventbrief.layout.placed import FittedPage
from eventbrief.layout.style import TextStyle
from eventbrief.render.docx_package import WORD_NAMES, word_family
from eventbrief.render.ooxml import (
    DECLARATION,
    WORD,
    border,
    element,
    paragraph_properties,
    run_properties,
    spacing,
    twips,
    val,
)

# Our style -> the identity and the name of the style of Word that it is.
STYLES = {
    "body": ("Normal", "Normal"),
    "title": ("Title", "Title"),
    "subtitle": ("Subtitle", "Subtitle"),
    "heading": ("Heading1", "heading 1"),
    "lead": ("Lead", "Lead"),
    "item": ("ListBullet", "List Bullet"),
    "quote": ("Quote", "Quote"),
    "attribution": ("Attribution", "Attribution"),
    "label": ("FactLabel", "Fact Label"),
    "value": ("FactValue", "Fact Value"),
    "note": ("SourceNote", "Source Note"),
    "end": ("EndMark", "End Mark"),
}
_DEFAULTS = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '</w:style><w:style w:type="numbering" w:default="1" w:styleId="NoList">'
    '<w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
)
BULLETS, NUMBERS, NOTES = 1, 2, 3  # kinds of lists


def styles_xml(fitted: FittedPage) -> str:
    """Every style of the page, exact in its heights."""
    language = tag(fitted.page.language)
    fonts = fonts_of(fitted.styles["body"], bold=False, italic=False)
    told = val(language) + f' w:eastAsia="{language}" w:bidi="ar-SA"'
    defaults = run_properties(rFonts=fonts, lang=told)
    bidi = paragraph_properties(bidi="") if fitted.styles["body"].rtl else ""
    accent = fitted.theme.colours.accent
    made = "".join(
        _style(name, fitted.styles[name], accent) for name in STYLES if name in fitted.styles
    )
    return (
        f"{DECLARATION}<w:styles {WORD}><w:docDefaults><w:rPrDefault>{defaults}</w:rPrDefault>"
        f"<w:pPrDefault>{bidi}</w:pPrDefault></w:docDefaults>{_DEFAULTS}{made}</w:styles>"
    )


def fonts_of(style: TextStyle, *, bold: bool, italic: bool) -> str:
    """Attributes of `w:rFonts`; Arabic is set in its own family everywhere."""
    latin = word_family(face_name(style.family, bold=bold, italic=italic))
    arabic = word_family(face_name(ARABIC, bold=bold, italic=False))
    return (
        f'w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{latin}" w:cs="{arabic}"'
        if style.family in WORD_NAMES
        else ""
    )


def look(style: TextStyle, *, bold: bool, italic: bool) -> dict[str, str]:
    """Properties that name a face; SemiBold is the family's bold."""
    return {
        "rFonts": fonts_of(style, bold=bold, italic=italic),
        "b": "" if bold else val(0),
        "bCs": "" if bold else val(0),
        "i": "" if italic else val(0),
    }


def _style(name: str, style: TextStyle, accent: str) -> str:
    identity, title = STYLES[name]
    ind = f'w:left="{twips(style.indent)}" '
    ind += f'w:hanging="{twips(style.hanging)}"' if style.hanging else 'w:firstLine="0"'
    paragraph = {
        "widowControl": val(0),
        "spacing": spacing(style.leading, style.space_before, style.space_after),
        "ind": ind,
    }
    if name in ("heading", "quote"):
        paragraph["keepNext"] = ""
    if style.centred:
        paragraph["jc"] = val("center")
    if name in ("title", "heading"):
        paragraph["outlineLvl"] = val(0 if name == "title" else 1)
    if name in ("quote", "attribution"):
        paragraph["pBdr"] = border("right" if style.rtl else "left", BAR, 8, accent)
    words = {
        **look(style, bold=style.bold, italic=style.italic),
        "color": val(style.colour[1:].upper()),
        "sz": val(round(style.size * 2)),
        "szCs": val(round(style.size * 2)),
    }
    first = identity == "Normal"
    based = "" if first else element("basedOn", val("Normal"))
    kind = 'w:type="paragraph"' + (' w:default="1"' if first else "")
    return (
        f'<w:style {kind} w:styleId="{identity}">{element("name", val(title))}{based}'
        f"<w:qFormat/>{paragraph_properties(**paragraph)}{run_properties(**words)}</w:style>"
    )


def numbering_xml(fitted: FittedPage, lists: list[int]) -> str:
    """The kinds of lists, and each list of the page, which begins at 1 (17.9)."""
    item, note = fitted.styles["item"], fitted.styles["note"]
    kinds = (
        _kind(BULLETS, item, "bullet", "•")
        + _kind(NUMBERS, item, "decimal", "%1.")
        + _kind(NOTES, note, "decimal", "%1.")
    )
    made = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for number, kind in enumerate(lists, 1)
    )
    return f"{DECLARATION}<w:numbering {WORD}>{kinds}{made}</w:numbering>"


def _kind(number: int, style: TextStyle, form: str, text: str) -> str:
    indent = f'w:left="{twips(style.indent)}" w:hanging="{twips(style.hanging)}"'
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="{"right" if style.rtl else "left"}"/>'
        f"{paragraph_properties(ind=indent)}</w:lvl></w:abstractNum>"
    )
