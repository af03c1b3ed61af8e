"""No text crashes extraction, every span holds, and line breaks change nothing."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import source
from eventbrief.extract.single import Stated, extract
from eventbrief.extract.text.lexicon import languages
from eventbrief.extract.text.span import Span
from eventbrief.sources.reader import read

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.txt"))
ARTICLES = {path.stem: path.read_text("utf-8") for path in CORPUS}

# Pieces that extraction looks for, put together at random, find more than random letters do.
PIECES = st.sampled_from(
    [
        *(w for text in list(ARTICLES.values())[::4] for w in text.split()[:60]),
        *(
            [
                "«",
                "»",
                "“",
                "”",
                '"',
                "'",
                "‘",
                "’",
                "(",
                ")",
                "–",
                ",",
                ".",
                ":",
                ";",
                "12",
                "2024",
                "31",
                "3rd",
                "XVIIIe",
                "said",
                "dijo",
                "قال",
            ]
        ),
        *("a déclaré", "\n", "\n\n", "\u00a0", "\u200f"),
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=80).map(" ".join))
RELAXED = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def spans(stated: Stated) -> Iterator[Span]:
    for fact in stated.event.values():
        yield from fact.spans
    for organiser in stated.organisers:
        yield from organiser.spans
    if stated.count:
        yield from stated.count.number.spans
    for found in (*stated.named, *stated.summary):
        yield from found.spans
    for number in (head.number for head in stated.participants):
        yield from number.spans
    for quote in stated.quotes:
        yield from quote.pieces
        for part in (quote.speaker, quote.role):
            yield from part.spans if part else ()


@pytest.mark.parametrize("language", languages())
@RELAXED
@given(text=TEXTS)
def test_no_text_crashes_it_and_every_span_lies_in_the_text(language: str, text: str):
    if not text.strip():
        return
    made = source(text, language, "2024-05-14")
    for span in spans(extract(made)):
        assert 0 <= span.start < span.end <= len(made.text)


@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_a_quotation_is_made_of_the_words_at_its_spans(name: str):
    stated = extract(source(ARTICLES[name]))
    for quote in stated.quotes:
        pieces = " ".join(piece.of(stated.source.text) for piece in quote.pieces)
        assert re.sub(r"\W+", " ", pieces).strip() == re.sub(r"\W+", " ", quote.text).strip()


def facts(stated: Stated) -> object:
    def flat(text: object) -> str:
        return re.sub(r"\s+", " ", str(text))

    return (
        {key: flat(fact.value) for key, fact in stated.event.items()},
        [(flat(o.name), o.acronym, o.role) for o in stated.organisers],
        stated.count.number.value if stated.count else None,
        [found.value for found in stated.named],
        [(flat(q.text), flat(q.speaker.value) if q.speaker else None) for q in stated.quotes],
    )


def rewrapped(text: str, body: int, width: int) -> str:
    """The text with each paragraph of its body broken into lines of `width` words."""
    paragraphs = re.split(r"\n\s*\n", text[body:])
    lines = []
    for paragraph in paragraphs:
        words = paragraph.split()
        cut = [" ".join(words[i : i + width]) for i in range(0, len(words), width)]
        lines.append("\n".join(cut))
    return text[:body] + "\n\n".join(lines)


@pytest.mark.parametrize("width", [7, 1000])
@pytest.mark.parametrize("path", CORPUS, ids=lambda p: p.stem)
def test_facts_are_the_same_whatever_the_line_breaks(path: Path, width: int):
    whole = read(path)
    joined = dataclasses.replace(whole, text=rewrapped(whole.text, whole.body, 1000))
    broken = dataclasses.replace(whole, text=rewrapped(whole.text, whole.body, width))
    assert facts(extract(broken)) == facts(extract(joined))
