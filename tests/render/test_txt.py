"""Plain text: every line within 78 columns, every fact there."""

from __future__ import annotations

from conftest import composed
from eventbrief.compose.template import folders, load_template
from eventbrief.facts.document import Document
from eventbrief.layout.fit import fit
from eventbrief.render.txt import render


def test_text_is_narrow_and_whole(example: Document):
    text = render(fit(composed(example.sheet, load_template("press"), "en"), folders())).decode()
    assert all(len(line) <= 78 for line in text.splitlines())
    for words in (
        "World Congress on Chemical Security\n===",
        "  — Gregory Hinds",
        "[1] ",
        "When:  ",
        "###",
    ):
        assert words in text
