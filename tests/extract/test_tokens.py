"""Words are made once: every letter of the text is in one of them, and classes are the lexicon's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import source
from eventbrief.extract.text.lexicon import languages, lexicon
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.tokens import ARTICLE, CAPITAL, DIGIT, UPPER, Tokens


def tokens(text: str, language: str) -> Tokens:
    return Reading(source(text, language), lexicon(language)).tokens


def words(text: str, language: str) -> list[str]:
    return [text[t.start : t.end] for t in tokens(text, language) if text[t.start] != "\n"]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "Singapore's U.N. envoy met 1,200 R&D staff.",
         ["Singapore", "'s", "U.N.", "envoy", "met", "1,200", "R&D", "staff", "."]),
        ("fr", "L'Agence d'État qu'il dirige, aujourd'hui à N'Djamena",
         ["L'", "Agence", "d'", "État", "qu'", "il", "dirige", ",", "aujourd'hui", "à", "N'", "Djamena"]),
        ("es", "La vice-ministra de I+D", ["La", "vice-ministra", "de", "I", "+", "D"]),
        ("ar", "وقال الوزير: نعم", ["وقال", "الوزير", ":", "نعم"]),
    ],
)  # fmt: skip
def test_a_text_is_cut_into_its_words(language: str, text: str, wanted: list[str]):
    assert words(text, language) == wanted


def test_how_a_word_is_written():
    made = tokens("The WHO met in Rome on 3 May", "en")
    shapes = {t.low: t.shape for t in made}
    assert shapes["the"] & CAPITAL and not shapes["the"] & UPPER
    assert shapes["who"] & CAPITAL and shapes["who"] & UPPER
    assert shapes["3"] & DIGIT and not shapes["met"] & CAPITAL


def test_what_is_written_to_the_front_is_told_apart():
    said, minister, name = tokens("وقال الوزير محمد", "ar")
    assert said.bare == "قال"
    assert minister.bare == "وزير" and minister.shape & ARTICLE
    assert name.bare == "محمد"


@pytest.mark.parametrize("language", languages())
def test_every_word_of_a_list_is_of_its_class(language: str):
    own = lexicon(language)
    for key in ("event_heads", "organisation_words", "roles"):
        for form in sorted(own.words(key)):
            made = tokens(f"x {form} x", language)
            spans = [(made[a].start, made[b].end) for a, b in made.of_class(key)]
            assert any(start <= 2 + 2 and end == 2 + len(form) for start, end in spans), (key, form)


@given(st.text(alphabet="aÀb C.,'’-\n1«»و ال٣", max_size=60), st.sampled_from(sorted(languages())))
def test_tokens_are_in_order_and_hold_every_letter(text: str, language: str):
    reading = Reading(source(text, language), lexicon(language))
    made, end = reading.tokens, 0
    for token in made:
        assert token.start >= end and token.end > token.start
        assert not any(c.isalnum() for c in reading.flat[end : token.start])
        end = token.end
    assert not any(c.isalnum() for c in reading.flat[end:])
    for index, token in enumerate(made):
        assert made.at(token.start) == index
