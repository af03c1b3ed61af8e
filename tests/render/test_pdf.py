"""The PDF: one page, tagged, with the words of the sheet, the same bytes every time."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from conftest import EXAMPLE, composed
from eventbrief.compose.page import Options
from eventbrief.compose.template import audiences, folders, load_template
from eventbrief.facts.document import Document
from eventbrief.layout.fit import fit
from eventbrief.render.pdf import render

TOOLS = Path(sys.executable).parent


def made(
    document: Document, audience: str = "executive", language: str = "en", paper: str = "a4"
) -> bytes:
    page = composed(document.sheet, load_template(audience), language, Options(paper=paper))
    return render(fit(page, folders()))


def text_of(data: bytes) -> str:
    page = pypdfium2.PdfDocument(data)[0]
    return " ".join(page.get_textpage().get_text_bounded().split())


@pytest.mark.parametrize("audience", audiences())
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_pdf_is_one_tagged_page_with_no_accessibility_error(
    example: Document, tmp_path: Path, audience: str, language: str, paper: str
):
    path = tmp_path / "brief.pdf"
    path.write_bytes(made(example, audience, language, paper))
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 1
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == language
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
    checked = subprocess.run(
        [TOOLS / "pdfua", "check", str(path)], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout


def test_outloud_finds_nothing(example: Document, tmp_path: Path):
    paths = []
    for audience in audiences():
        paths.append(tmp_path / f"{audience}.pdf")
        paths[-1].write_bytes(made(example, audience))
    checked = subprocess.run(
        [TOOLS / "outloud", "--fail-on", "warning", *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


def test_qpdf_finds_nothing(example: Document):
    with pikepdf.open(io.BytesIO(made(example))) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_every_fact_can_be_read_from_the_page(example: Document):
    text = text_of(made(example, "executive", "en"))
    for words in (
        "World Congress on Chemical Security",
        "25–27 October 2022",
        "Marrakech, Morocco",
        "75 countries",
        "General Directorate of National Security (DGSN)",
        "Mohamed Dkhissi",
        "Gregory Hinds",
        "translated from French",
        "press.desk@example.org",
    ):
        assert words in text, words


def test_fonts_are_embedded_as_subsets(example: Document):
    with pikepdf.open(io.BytesIO(made(example))) as pdf:
        fonts = pdf.pages[0].Resources.Font
        assert len(fonts) >= 3
        for font in fonts.values():
            assert "+" in str(font.BaseFont)
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
            assert "/ToUnicode" in font


def test_metadata_says_title_author_subject_and_language(example: Document):
    with pikepdf.open(io.BytesIO(made(example, "press", "fr"))) as pdf:
        assert (
            str(pdf.docinfo["/Title"])
            == "Note à la presse – Congrès mondial sur la sécurité chimique"
        )
        assert str(pdf.docinfo["/Author"]) == "Cellule de presse"
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20221025")
        with pdf.open_metadata() as xmp:
            assert xmp["dc:title"] == str(pdf.docinfo["/Title"])
            assert xmp["pdfuaid:part"] == "1"


def test_the_same_sheet_gives_the_same_bytes(example: Document):
    assert made(example) == made(example)


def test_tags_follow_the_order_in_which_the_page_is_read(example: Document):
    def tags(element: pikepdf.Object) -> list[str]:
        kids = element.get("/K")
        kids = list(kids) if isinstance(kids, pikepdf.Array) else []
        inner = [t for kid in kids if isinstance(kid, pikepdf.Dictionary) for t in tags(kid)]
        return [str(element.S)[1:], *inner] if "/S" in element else inner

    with pikepdf.open(io.BytesIO(made(example))) as pdf:
        found = tags(pdf.Root.StructTreeRoot.K[0])
    assert found[:2] == ["Document", "Sect"]
    assert found.index("H1") < found.index("H2") < found.index("Table") < found.index("BlockQuote")
    assert found.count("TH") == found.count("TD") == 4


def test_the_committed_briefs_are_those_of_the_committed_sheet(example: Document):
    for audience in audiences():
        for language in ("en", "fr"):
            committed = (EXAMPLE.parent / f"{audience}.{language}.pdf").read_bytes()
            assert text_of(committed) == text_of(made(example, audience, language))
