"""The DOCX: one page in LibreOffice, real styles, valid XML, the same bytes every time."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from lxml import etree
from pypdfium2 import PdfDocument

from conftest import composed
from eventbrief.compose.page import Options
from eventbrief.compose.template import audiences, folders, load_template
from eventbrief.facts.document import Document, load
from eventbrief.layout.fit import fit
from eventbrief.render.docx import render

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)


def made(
    sheet,
    audience: str = "executive",
    language: str = "en",
    paper: str = "a4",
    theme: str | None = None,
) -> bytes:
    page = composed(sheet, load_template(audience), language, Options(paper=paper, theme=theme))
    return render(fit(page, folders()))


def converted(paths: list[Path], folder: Path) -> list[Path]:
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *map(str, paths),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return [folder / f"{p.stem}.pdf" for p in paths]


@needs_office
def test_every_brief_is_one_page_in_libreoffice(example: Document, tmp_path: Path):
    """Every audience in every language, theme and paper; full ones, crowded ones, marked ones."""
    sheet = example.sheet
    arabic = load(Path(__file__).parent / "arabic.yaml").sheet
    long = ("Les délégations cherchent comment mieux partager ce qu'elles savent. " * 3).strip()
    crowded = sheet.model_copy(update={"quotes": sheet.quotes * 6, "summary": (long,) * 7})
    marked = sheet.model_copy(
        update={"prepared": sheet.prepared.model_copy(update={"marking": "RESTRICTED"})}
    )
    paths = []
    for audience in audiences():
        for theme in ("ministry", "classic", "modern"):
            for language, paper in (("en", "a4"), ("fr", "letter"), ("es", "a4"), ("ar", "letter")):
                facts = arabic if language == "ar" else sheet
                made_of = [("full", facts)]
                if theme == "classic":
                    made_of.append(("crowded", crowded))
                if theme == "modern":
                    made_of.append(("marked", marked))
                for name, content in made_of:
                    path = tmp_path / f"{name}-{audience}-{theme}-{language}.docx"
                    path.write_bytes(made(content, audience, language, paper, theme))
                    paths.append(path)
    assert len(paths) == 120
    pages = {p.stem: len(PdfDocument(p)) for p in converted(paths, tmp_path)}
    assert set(pages.values()) == {1}, {name: n for name, n in pages.items() if n != 1}


def test_word_finds_real_styles(example: Document):
    document = docx.Document(io.BytesIO(made(example.sheet)))
    used = [p.style.name for p in document.paragraphs]
    assert used[0] == "Title"
    assert {"Heading 1", "List Bullet", "Quote", "Attribution", "Source Note"} <= set(used)
    assert all(p.text.strip() for p in document.paragraphs), "no empty paragraph as spacing"
    assert document.core_properties.title.startswith("Executive brief")
    assert document.core_properties.language == "en-GB"


def test_the_panel_is_a_table_with_a_header_row(example: Document):
    (table,) = docx.Document(io.BytesIO(made(example.sheet))).tables
    assert [c.text for c in table.rows[0].cells] == ["When", "Where", "Organisers", "Countries"]
    assert table.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None
    assert table._tbl.tblPr.find(f"{W}tblDescription") is not None


def test_passages_in_another_language_are_marked(example: Document):
    french = example.sheet.model_copy(update={"summary": ("Une phrase en français.",)})
    xml = zipfile.ZipFile(io.BytesIO(made(french))).read("word/document.xml").decode()
    assert '<w:lang w:val="fr-FR"/>' in xml


def test_properties_stand_in_the_order_of_the_schema(example: Document):
    from eventbrief.render.ooxml import PARAGRAPH_ORDER, RUN_ORDER

    package = zipfile.ZipFile(io.BytesIO(made(example.sheet)))
    for part in ("word/document.xml", "word/styles.xml", "word/header1.xml", "word/footer1.xml"):
        root = etree.fromstring(package.read(part))
        for tag, order in (("pPr", PARAGRAPH_ORDER.split()), ("rPr", RUN_ORDER.split())):
            for element in root.iter(f"{W}{tag}"):
                names = [etree.QName(child).localname for child in element]
                ranks = [order.index(n) for n in names if n in order]
                assert ranks == sorted(ranks), (part, names)


# The children of an element in the sequence that ECMA-376 part 1 gives (17.4, 17.6, 17.7, 17.9).
SEQUENCES = {
    "tblPr": "tblStyle bidiVisual tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook "
    "tblCaption tblDescription",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "trPr": "cantSplit tblHeader",
    "tbl": "tblPr tblGrid tr",
    "sectPr": "headerReference footerReference type pgSz pgMar cols bidi docGrid",
    "lvl": "start numFmt pStyle suff lvlText lvlJc pPr rPr",
    "abstractNum": "nsid multiLevelType tmpl lvl",
    "num": "abstractNumId lvlOverride",
    "numbering": "abstractNum num",
    "style": "name basedOn next link uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr",
    "settings": "zoom embedTrueTypeFonts defaultTabStop characterSpacingControl compat",
    "font": "charset family pitch embedRegular embedBold embedItalic embedBoldItalic",
}


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_element_stands_where_the_schema_asks_for_it(example: Document, language: str):
    facts = example.sheet
    if language == "ar":
        facts = load(Path(__file__).parent / "arabic.yaml").sheet
    package = zipfile.ZipFile(io.BytesIO(made(facts, language=language)))
    assert package.testzip() is None
    seen = set()
    for part in package.namelist():
        if not part.endswith(".xml"):
            continue
        for element in etree.fromstring(package.read(part)).iter():
            name = etree.QName(element).localname
            if name in SEQUENCES and etree.QName(element).namespace == W[1:-1]:
                seen.add(name)
                names = [etree.QName(child).localname for child in element]
                ranks = [SEQUENCES[name].split().index(n) for n in names]
                assert ranks == sorted(ranks), (part, name, names)
    assert seen == set(SEQUENCES)


def test_every_part_has_a_type_and_every_relation_a_target(example: Document):
    package = zipfile.ZipFile(io.BytesIO(made(example.sheet)))
    names = set(package.namelist())
    types = etree.fromstring(package.read("[Content_Types].xml"))
    known = {e.get("PartName", "").lstrip("/") for e in types} | {
        f".{e.get('Extension')}" for e in types
    }
    assert all(
        n in known or f".{n.rsplit('.', 1)[-1]}" in known for n in names - {"[Content_Types].xml"}
    )
    assert {e.get("PartName").lstrip("/") for e in types if e.get("PartName")} <= names
    relations = etree.fromstring(package.read("word/_rels/document.xml.rels"))
    inside = [r.get("Target") for r in relations if r.get("TargetMode") != "External"]
    assert {f"word/{target}" for target in inside} <= names
    used = set(re.findall(r'r:id="(rId\d+)"', package.read("word/document.xml").decode()))
    assert used <= {r.get("Id") for r in relations}


def test_fonts_are_embedded(example: Document):
    package = zipfile.ZipFile(io.BytesIO(made(example.sheet)))
    fonts = [n for n in package.namelist() if n.endswith(".odttf")]
    assert len(fonts) >= 3
    assert b"embedTrueTypeFonts" in package.read("word/settings.xml")
    assert b"IBM Plex Serif" in package.read("word/fontTable.xml")


def test_the_same_sheet_gives_the_same_bytes(example: Document):
    assert made(example.sheet) == made(example.sheet)


def test_pdf_and_docx_have_the_same_words(example: Document):
    from eventbrief.render import pdf

    page = fit(composed(example.sheet, load_template("press"), "fr"), folders())
    document = docx.Document(io.BytesIO(render(page)))
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    read = " ".join([*(p.text for p in document.paragraphs), *cells]).replace("\ufeff", "").split()
    drawn = PdfDocument(pdf.render(page))[0].get_textpage().get_text_bounded()
    for word in read:
        assert word in drawn.replace("\r\n", " "), word
