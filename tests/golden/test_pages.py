"""The committed example's pages, as pictures and text: a change shows here first."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from conftest import composed
from eventbrief.compose.page import Options
from eventbrief.compose.template import audiences, folders, load_template
from eventbrief.facts.document import Document, load
from eventbrief.layout.fit import fit
from eventbrief.layout.placed import FittedPage
from eventbrief.render import docx, pdf, txt

PAGES = Path(__file__).parent / "pages"
CASES = [
    *((audience, language, "own") for audience in audiences() for language in ("en", "fr", "ar")),
    *(("executive", "fr", theme) for theme in ("classic", "modern")),
]
ARABIC = load(Path(__file__).parent.parent / "render" / "arabic.yaml")
OFFICE_TOLERANCE = 0.02  # another LibreOffice may set a line a little higher
TOLERANCE = 0.002  # of the pixels may differ clearly: another FreeType smooths edges otherwise


def fitted(example: Document, audience: str, language: str, theme: str) -> FittedPage:
    sheet = ARABIC.sheet if language == "ar" else example.sheet
    chosen = Options(theme=None if theme == "own" else theme)
    page = composed(sheet, load_template(audience), language, chosen)
    return fit(page, folders())


def picture(pdf_file: Path, folder: Path) -> Image.Image:
    target = folder / pdf_file.stem
    subprocess.run(
        ["pdftoppm", "-r", "60", "-gray", "-png", "-singlefile", pdf_file, target], check=True
    )
    return Image.open(f"{target}.png")


def differing(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that differ clearly."""
    assert one.size == other.size
    counts = ImageChops.difference(one.convert("L"), other.convert("L")).histogram()
    return sum(counts[96:]) / (one.width * one.height)


@pytest.mark.parametrize(("audience", "language", "theme"), CASES)
def test_the_text_of_the_page_is_as_it_was(
    example: Document, audience: str, language: str, theme: str, renew: bool
):
    if theme != "own":
        pytest.skip("a theme changes no words")
    path = PAGES / f"{audience}.{language}.txt"
    data = txt.render(fitted(example, audience, language, theme))
    if renew:
        path.write_bytes(data)
    assert data.decode() == path.read_text(encoding="utf-8"), "run `make golden` and look"


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler-utils is not installed")
@pytest.mark.parametrize(("audience", "language", "theme"), CASES)
def test_the_picture_of_the_page_is_as_it_was(
    example: Document, tmp_path: Path, audience: str, language: str, theme: str, renew: bool
):
    source = tmp_path / "page.pdf"
    source.write_bytes(pdf.render(fitted(example, audience, language, theme)))
    name = f"{audience}.{language}" + ("" if theme == "own" else f".{theme}")
    made, path = picture(source, tmp_path), PAGES / f"{name}.png"
    if renew:
        made.save(path, optimize=True)
    assert differing(made, Image.open(path)) <= TOLERANCE, "run `make golden` and look"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler-utils is not installed")
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_word_file_looks_as_it_did(
    example: Document, tmp_path: Path, language: str, renew: bool
):
    source = tmp_path / "page.docx"
    source.write_bytes(docx.render(fitted(example, "executive", language, "own")))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "pdf", "--outdir", tmp_path, source],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    made, path = picture(tmp_path / "page.pdf", tmp_path), PAGES / f"executive.{language}.docx.png"
    if renew:
        made.save(path, optimize=True)
    assert differing(made, Image.open(path)) <= OFFICE_TOLERANCE, "run `make golden` and look"
