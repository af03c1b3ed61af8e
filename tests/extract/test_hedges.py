"""How a count is hedged, told from the words around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import source
from eventbrief.extract.merge import merge
from eventbrief.extract.single import extract
from eventbrief.extract.text.hedges import hedges_of
from eventbrief.extract.text.lexicon import Lexicon, languages, lexicon
from eventbrief.facts.document import parse
from eventbrief.facts.writer import write
from eventbrief.revise.revision import revise

HEDGED = {
    "en": {
        "more than 75 countries": "at_least",
        "over 40 member states": "at_least",
        "no fewer than 12 ministers": "at_least",
        "75 countries at least": "at_least",
        "nearly 30 countries": "about",
        "some 75 states": "about",
        "close to a hundred countries": "about",
        "up to 40 ministers": "at_most",
        "no more than 40 ministers": "at_most",
        "30 countries are expected": "expected",
        "75 countries are expected to attend": "expected",
        "is expected to bring together 400 delegates": "expected",
    },
    "fr": {
        "les représentants de plus de 75 pays": "at_least",
        "plus d’une trentaine de pays": "at_least",
        "75 pays au moins": "at_least",
        "une trentaine de pays": "about",
        "près de 400 délégués": "about",
        "quelque 3 000 participants": "about",
        "jusqu’à 40 ministres": "at_most",
        "pas plus de 40 ministres": "at_most",
        "75 pays sont attendus à Dakar": "expected",
        "on attend 400 délégués": "expected",
    },
    "es": {
        "más de 75 países": "at_least",
        "no menos de 30 países": "at_least",
        "unos 30 países": "about",
        "un centenar de países": "about",
        "cerca de 400 delegados": "about",
        "hasta 40 ministros": "at_most",
        "30 países previstos": "expected",
        "se espera la participación de 30 países": "expected",
    },
    "pt": {
        "mais de 75 países": "at_least",
        "pelo menos 30 países": "at_least",
        "não menos de 30 países": "at_least",
        "cerca de 30 países": "about",
        "uma centena de países": "about",
        "quase 400 delegados": "about",
        "até 40 ministros": "at_most",
        "não mais de 40 ministros": "at_most",
        "30 países esperados": "expected",
        "espera-se a participação de 30 países": "expected",
        "deverá receber delegações de 160 países": "expected",
    },
    "ar": {
        "بمشاركة أكثر من 75 دولة": "at_least",
        "ما لا يقل عن 40 دولة": "at_least",
        "نحو 30 دولة": "about",
        "بنحو 30 دولة": "about",
        "حوالى 30 دولة": "about",
        "ما يصل إلى 40 وزيرا": "at_most",
        "من المتوقع مشاركة 30 دولة": "expected",
    },
}
OUTRIGHT = {
    "en": [
        "representatives of 75 countries",
        "75 countries are expected to sign a treaty",
        "400 delegates, which is expected to adopt",
        "75 countries met at least twice",
    ],
    "fr": ["les représentants de 75 pays", "75 pays réunis pour un sommet très attendu"],
    "es": ["representantes de 75 países"],
    "pt": ["representantes de 75 países", "o fórum, muito esperado, reuniu 75 países"],
    "ar": ["ممثلي 75 دولة"],
}


def first_hedge(words: str, own: Lexicon, value: int | None = None) -> str | None:
    """The hedge nearest to the count."""
    return next(iter(hedges_of(words, own, value)), None)


@pytest.mark.parametrize("language", languages())
def test_words_around_a_count_tell_its_hedge(language: str):
    found = {words: first_hedge(words, lexicon(language)) for words in HEDGED[language]}
    assert found == HEDGED[language]


@pytest.mark.parametrize("language", languages())
def test_a_count_that_is_stated_outright_has_no_hedge(language: str):
    assert [w for w in OUTRIGHT[language] if first_hedge(w, lexicon(language))] == []


def test_of_two_counts_each_has_its_own_hedge():
    words = "more than 400 delegates from 75 countries"
    assert first_hedge(words, lexicon("en"), 400) == "at_least"
    assert first_hedge(words, lexicon("en"), 75) is None
    assert first_hedge(words, lexicon("en"), 12) is None


def test_of_two_hedges_the_one_beside_the_number_comes_first():
    words = "expected to attract more than 400 delegates"
    assert hedges_of(words, lexicon("en")) == ("at_least", "expected")


ARTICLE = """RABAT, 3 juin 2024 (Agence) - Le 5e Forum africain de l'eau s'est ouvert lundi à Rabat, au
Maroc, en présence des représentants de {count} pays.

Près de 400 délégués participent au forum, organisé par le Conseil africain de l'eau (CAE).
"""


def test_the_sheet_has_the_hedge_and_its_evidence_the_words():
    sheet = merge([extract(source(ARTICLE.format(count="plus de 40"), "fr"))], Path())
    assert (sheet.countries.count, sheet.countries.hedge) == (40, "at_least")
    assert "plus de 40 pays" in (sheet.evidence["/countries/count"][0].text or "")
    (heads,) = sheet.participants
    assert (heads.count, heads.hedge) == (400, "about")
    assert sheet.evidence["/participants/0"][0].text == "Près de 400 délégués"
    assert parse(write(sheet), Path("x")).sheet == sheet


def test_a_hedge_stays_unless_most_sources_state_the_count_outright():
    plain = [extract(source(ARTICLE.format(count="40"), "fr")) for _ in range(2)]
    hedged = extract(source(ARTICLE.format(count="plus de 40"), "fr"))
    assert merge([plain[0], hedged], Path()).countries.hedge == "at_least"
    assert merge([*plain, hedged], Path()).countries.hedge is None


def test_an_empty_count_is_filled_with_its_hedge():
    text = "fact_sheet: 1\nlanguage: fr\nevent:\n  name: Forum\ncountries:\n  count:\n  named: []\n"
    new = merge([extract(source(ARTICLE.format(count="plus de 40"), "fr"))], Path())
    sheet = parse(revise(parse(text, Path("x")), new).text, Path("x")).sheet
    assert (sheet.countries.count, sheet.countries.hedge) == (40, "at_least")
