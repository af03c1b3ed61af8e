"""The HTML: semantic, inline styles, nothing from elsewhere, nothing of a fact taken for markup."""

from __future__ import annotations

import re

import lxml.html

from conftest import composed
from eventbrief.compose.template import folders, load_template
from eventbrief.facts.document import Document
from eventbrief.layout.fit import fit
from eventbrief.render import txt
from eventbrief.render.html import render


def made(sheet, audience: str = "executive", language: str = "en") -> str:
    return render(fit(composed(sheet, load_template(audience), language), folders())).decode(
        "utf-8"
    )


def test_headings_lists_tables_and_quotations_are_what_they_are_called(example: Document):
    root = lxml.html.document_fromstring(made(example.sheet))
    assert [e.tag for e in root.iter("h1")] == ["h1"]
    assert len(list(root.iter("h2"))) >= 4
    assert all(cell.get("scope") == "col" for cell in root.iter("th"))
    assert len(list(root.iter("blockquote"))) == len(example.sheet.quotes)
    assert root.get("lang") == "en"
    assert root.findtext(".//title")
    assert {e.tag for e in root.iter("header", "main", "footer")} == {"header", "main", "footer"}


def test_nothing_is_fetched_and_nothing_runs(example: Document):
    page = made(example.sheet)
    assert not re.search(r"<(script|img|link|iframe|object|style)\b", page)
    assert not re.search(r"\b(src|srcset|onload|onclick)=", page)
    assert "url(" not in page


def test_words_of_a_fact_are_never_markup(example: Document):
    event = example.sheet.event.model_copy(update={"name": '<script>alert(1)</script> & "co"'})
    page = made(example.sheet.model_copy(update={"event": event}))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_it_has_the_words_of_the_plain_text(example: Document):
    fitted = fit(composed(example.sheet, load_template("press"), "fr"), folders())
    root = lxml.html.document_fromstring(render(fitted).decode("utf-8"))
    seen = " ".join(root.body.text_content().split())
    for word in re.findall(r"\w+", txt.render(fitted).decode("utf-8")):
        assert word in seen


def test_the_same_sheet_gives_the_same_bytes(example: Document):
    assert made(example.sheet) == made(example.sheet)
