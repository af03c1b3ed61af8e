"""The committed example's pages, as pictures and text: a change shows here first."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from eventbrief.compose.page import compose
from eventbrief.compose.template import audiences, folders, load_template
from eventbrief.facts.document import Document
from eventbrief.layout.fit import fit
from eventbrief.render import pdf, txt

PAGES = Path(__file__).parent / "pages"
CASES = [(a, language) for a in audiences() for language in ("en", "fr")]
TOLERANCE = 0.002  # of the pixels may differ clearly: another FreeType smooths edges otherwise


@pytest.mark.parametrize(("audience", "language"), CASES)
def test_the_text_of_the_page_is_as_it_was(
    example: Document, audience: str, language: str, renew: bool
):
    path = PAGES / f"{audience}.{language}.txt"
    data = txt.render(fit(compose(example.sheet, load_template(audience), language), folders()))
    if renew:
        path.write_bytes(data)
    assert data.decode() == path.read_text(encoding="utf-8"), "run `make golden` and look"


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler-utils is not installed")
@pytest.mark.parametrize(("audience", "language"), CASES)
def test_the_picture_of_the_page_is_as_it_was(
    example: Document, tmp_path: Path, audience: str, language: str, renew: bool
):
    source = tmp_path / "page.pdf"
    source.write_bytes(
        pdf.render(fit(compose(example.sheet, load_template(audience), language), folders()))
    )
    subprocess.run(
        ["pdftoppm", "-r", "60", "-gray", "-png", "-singlefile", source, tmp_path / "page"],
        check=True,
    )
    made, path = Image.open(tmp_path / "page.png"), PAGES / f"{audience}.{language}.png"
    if renew:
        made.save(path, optimize=True)
    wanted = Image.open(path)
    assert made.size == wanted.size
    differing = sum(ImageChops.difference(made.convert("L"), wanted.convert("L")).histogram()[96:])
    assert differing / (made.width * made.height) <= TOLERANCE, "run `make golden` and look"
