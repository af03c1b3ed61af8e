"""Arabic: shaped, in the order in which it is read, the page mirrored; the same words everywhere."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import docx
import pytest
from pypdfium2 import PdfDocument

from conftest import composed
from eventbrief.compose.blocks import Run
from eventbrief.compose.page import Options
from eventbrief.compose.template import audiences, folders, load_template
from eventbrief.facts.document import load
from eventbrief.layout.bidi import levels, visual_order
from eventbrief.layout.breaking import Text
from eventbrief.layout.fit import fit
from eventbrief.layout.fonts import face
from eventbrief.layout.placed import FittedPage
from eventbrief.layout.style import TextStyle
from eventbrief.render import docx as word
from eventbrief.render import html, pdf, txt

SHEET = load(Path(__file__).parent / "arabic.yaml").sheet
STYLE = TextStyle("body", "IBMPlexSansArabic", 10, 14, "#000000", rtl=True)


def fitted(audience: str = "executive", language: str = "ar") -> FittedPage:
    return fit(composed(SHEET, load_template(audience), language, Options()), folders())


def words(text: str) -> list[str]:
    """Words alone: letters and digits, presentation forms taken back to letters."""
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text))


def read_from_docx(data: bytes) -> list[str]:
    def inner(holder) -> list[str]:
        found = []
        for block in holder.iter_inner_content():
            if hasattr(block, "rows"):
                for row in block.rows:
                    for cell in row.cells:
                        found += inner(cell)
            else:
                found += words(block.text)
        return found

    return inner(docx.Document(io.BytesIO(data)))


def by_poppler(data: bytes, folder: Path) -> str:
    (folder / "page.pdf").write_bytes(data)
    command = ["pdftotext", "-enc", "UTF-8", str(folder / "page.pdf"), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
@pytest.mark.parametrize("audience", audiences())
@pytest.mark.parametrize("language", ["ar", "en"])
def test_pdf_docx_and_text_give_the_same_words(audience: str, language: str, tmp_path: Path):
    page = fitted(audience, language)
    drawn = words(by_poppler(pdf.render(page), tmp_path))
    written = read_from_docx(word.render(page))
    plain = words(txt.render(page).decode("utf-8"))
    assert sorted(set(written)) == sorted(set(written) & set(plain))
    missing = [w for w in written if w not in drawn]
    assert missing == []


def test_words_copied_from_the_pdf_stand_in_the_order_in_which_they_are_read():
    page = fitted()
    drawn = " ".join(words(PdfDocument(pdf.render(page))[0].get_textpage().get_text_bounded()))
    for phrase in (
        "القمة العالمية للذكاء الاصطناعي",
        "انطلقت اليوم في العاصمة السعودية الرياض أعمال القمة",
        "المملكة ماضية في بناء قدراتها الوطنية في الذكاء الاصطناعي",
        "للاستعمال الرسمي",
    ):
        assert phrase in drawn, phrase


def test_letters_join():
    glyphs = face("IBMPlexSansArabic-Regular").glyphs("سلام", rtl=True)
    alone = [face("IBMPlexSansArabic-Regular").font.glyphs[ord(c)] for c in "سلام"]
    assert len({g.number for g in glyphs} - set(alone)) >= 2
    assert "".join(g.text for g in reversed(glyphs)) == "سلام"


def test_a_bracket_is_turned_round_where_words_run_from_the_right():
    metrics = face("IBMPlexSansArabic-Regular")
    opened, closed = metrics.glyphs("(", rtl=False), metrics.glyphs("(", rtl=True)
    assert metrics.font.glyphs[ord(")")] == closed[0].number != opened[0].number


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("في 25 مايو", ["مايو", "25", "في"]),
        ("منظمة Interpol الدولية", ["الدولية", "Interpol", "منظمة"]),
        ("هاتف +966 11 000 0000", ["+966 11 000 0000", "هاتف"]),
    ],
)
def test_words_of_both_directions_stand_where_they_are_read(text: str, shown: list[str]):
    (line,) = Text((Run(text),), STYLE).lines(10, 400)
    ordered = sorted(line.fragments, key=lambda f: f.x)
    assert [f.text.strip() for f in ordered] == shown


def test_the_order_of_runs_is_that_of_the_standard():
    assert visual_order([0, 1, 1, 0]) == [0, 2, 1, 3]
    assert visual_order([1, 2, 1]) == [2, 1, 0]
    assert levels("abc", 0) == (0, 0, 0)
    assert levels("ا 1", 1) == (1, 1, 2)


def test_the_page_is_mirrored():
    page, other = fitted(), fitted(language="en")
    frame = page.geometry

    def title(found: FittedPage):
        return found.placed[0].children[0].lines[0]

    right = title(page).x + title(page).line.width
    assert right == pytest.approx(frame.right, abs=0.5)
    assert title(other).x == pytest.approx(other.geometry.left, abs=0.5)


def test_word_is_told_the_direction():
    import zipfile

    package = zipfile.ZipFile(io.BytesIO(word.render(fitted())))
    document = package.read("word/document.xml").decode()
    assert "<w:bidiVisual/>" in document
    assert "<w:bidi/></w:sectPr>" in document
    assert "<w:rtl/>" in document
    assert (
        "<w:pPrDefault><w:pPr><w:bidi/></w:pPr></w:pPrDefault>"
        in package.read("word/styles.xml").decode()
    )


def test_html_is_told_the_direction():
    page = html.render(fitted()).decode("utf-8")
    assert '<html lang="ar" dir="rtl">' in page
    assert '<span lang="en" dir="ltr">' in page
