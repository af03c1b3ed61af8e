"""A theme's logo: on the page, with words that stand for it, from the theme's folder alone."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from conftest import composed
from eventbrief.compose.page import Options
from eventbrief.compose.template import load_template, shipped_folder
from eventbrief.facts.document import Document
from eventbrief.facts.finding import InputError
from eventbrief.layout.fit import fit
from eventbrief.layout.picture import read_picture
from eventbrief.layout.placed import FittedPage
from eventbrief.layout.theme import load_theme
from eventbrief.render import docx, html, pdf

THEME = (shipped_folder() / "themes" / "ministry.yaml").read_text("utf-8")


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    (tmp_path / "themes").mkdir()
    return tmp_path


def themed(templates: Path, logo: str, sheet, kind: str = "PNG", mode: str = "RGBA") -> FittedPage:
    (templates / "themes" / "own.yaml").write_text(f"{THEME}\nlogo: {logo}\n", "utf-8")
    if kind:
        Image.new(mode, (120, 60)).save(templates / "themes" / "logo.png", kind)
    page = composed(sheet, load_template("press"), "fr", Options(theme="own"))
    load_theme.cache_clear()
    return fit(page, (templates, shipped_folder()))


GOOD = "{file: logo.png, alt: {fr: Logo de la cellule, en: Logo of the desk}}"


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("JPEG", "RGB")])
def test_the_logo_is_a_figure_with_words_in_the_briefs_language(
    templates: Path, example: Document, kind: str, mode: str
):
    page = themed(templates, GOOD, example.sheet, kind, mode)
    with pikepdf.open(io.BytesIO(pdf.render(page))) as opened:
        (figure,) = [
            e
            for e in opened.objects
            if isinstance(e, pikepdf.Dictionary) and e.get("/S") == "/Figure"
        ]
        assert str(figure.Alt) == "Logo de la cellule"
        assert len(figure.A.BBox) == 4
        (image,) = opened.pages[0].Resources.XObject.values()
        assert (image.Width, image.Height) == (120, 60)
        assert "/SMask" not in image
        assert pikepdf.PdfImage(image).as_pil_image().size == (120, 60)


def test_word_has_the_logo_in_its_header_with_the_same_words(templates: Path, example: Document):
    package = zipfile.ZipFile(io.BytesIO(docx.render(themed(templates, GOOD, example.sheet))))
    assert 'descr="Logo de la cellule"' in package.read("word/header1.xml").decode()
    assert "media/logo.png" in package.read("word/_rels/header1.xml.rels").decode()
    assert package.read("word/media/logo.png").startswith(b"\x89PNG")


def test_html_can_be_read_without_it(templates: Path, example: Document):
    assert b"<img" not in html.render(themed(templates, GOOD, example.sheet))


@pytest.mark.parametrize(
    ("logo", "kind", "code"),
    [
        ("{file: ../logo.png, alt: Logo}", "PNG", "E405"),
        ("{file: /etc/hostname, alt: Logo}", "PNG", "E405"),
        ("{file: logo.png, alt: Logo}", "GIF", "E405"),
        ("{file: logo.png, alt: Logo}", "", "E101"),
        ("{file: logo.png}", "PNG", "E206"),
    ],
)
def test_what_may_not_be_a_logo_is_refused(
    templates: Path, example: Document, logo: str, kind: str, code: str
):
    with pytest.raises(InputError) as caught:
        themed(templates, logo, example.sheet, kind, "RGB")
    assert caught.value.findings[0].code == code


SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
    '<rect width="40" height="20" fill="#14395b"/><circle cx="10" cy="10" r="6" fill="#fff"/></svg>'
)


def test_an_svg_is_drawn_as_a_png(tmp_path: Path):
    (tmp_path / "logo.svg").write_text(SVG, "utf-8")
    picture = read_picture(tmp_path / "logo.svg", tmp_path)
    assert (picture.kind, picture.width, picture.height) == ("png", 480, 240)
    assert picture.pixels[:3] == bytes.fromhex("14395b")


@pytest.mark.parametrize(
    ("svg", "reason"),
    [
        (SVG.replace("<rect", "<script>alert(1)</script><rect"), "<script>"),
        (SVG.replace("<rect", '<image href="file:///etc/passwd"/><rect'), "<image>"),
        (SVG.replace("<rect", '<use href="http://x/y.svg#a"/><rect'), "points elsewhere"),
        (SVG.replace("<rect", '<rect style="fill:url(http://x/y)"'), "points elsewhere"),
        (SVG.replace("<rect", '<rect onload="x()"'), "points elsewhere"),
        (SVG.replace("<rect", "<text>words</text><rect"), "<text>"),
        ('<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG, "DOCTYPE"),
        (SVG.replace("</svg>", ""), "damaged"),
        ("<svg/>", "no SVG"),
    ],
)
def test_an_svg_that_is_more_than_shapes_is_refused(tmp_path: Path, svg: str, reason: str):
    path = tmp_path / "logo.svg"
    path.write_text(svg, "utf-8")
    with pytest.raises(InputError) as caught:
        read_picture(path, tmp_path)
    assert caught.value.findings[0].code == "E405"
    assert reason in caught.value.findings[0].message
