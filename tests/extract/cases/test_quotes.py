"""Who said it: what real articles taught about quotations and their speakers."""

from __future__ import annotations

import pytest

from conftest import source
from eventbrief.extract.single import StatedQuote, extract

EN = "The harbour will be open to all ships again next year"
FR = "Le port sera de nouveau ouvert à tous les navires"
ES = "El puerto estará abierto de nuevo a todos los barcos"
AR = "نحن انتظرنا هذا الجسر طويلا ولن ننتظر بعد اليوم"


def quotes(text: str, language: str) -> list[StatedQuote]:
    return list(extract(source(text, language)).quotes)


def speaker(text: str, language: str) -> str | None:
    (quote,) = quotes(text, language)
    return quote.speaker.value if quote.speaker else None


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        ("en", f"“{EN},” Ann Lee, an adviser to Minister Tom Reed, said.", "Ann Lee"),
        (
            "fr",
            f"« {FR} », a dit Anne Leroy, conseillère du ministre Thomas Roche.",
            "Anne Leroy",
        ),
        ("es", f"«{ES}», dijo Ana León, asesora del ministro Tomás Reyes.", "Ana León"),
        ("en", f"Ann Lee, who succeeded Tom Reed in May, said: “{EN}.”", "Ann Lee"),
        (
            "fr",
            f"Anne Leroy, qui a succédé à Thomas Roche en mai, a déclaré : « {FR}. »",
            "Anne Leroy",
        ),
        ("es", f"Ana León, que sucedió a Tomás Reyes en mayo, dijo: «{ES}».", "Ana León"),
        ("en", f"Ann Lee met Tom Reed and said: “{EN}.”", "Ann Lee"),
        ("fr", f"Anne Leroy a rencontré Thomas Roche et a dit : « {FR}. »", "Anne Leroy"),
        ("es", f"Ana León se reunió con Tomás Reyes y dijo: «{ES}».", "Ana León"),
    ],
)
def test_who_stands_beside_the_speaker_is_not_the_speaker(language: str, text: str, who: str):
    assert speaker(text, language) == who


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", f"“{EN},” said a spokesman for Ann Lee."),
        ("en", f"“{EN},” Ann Lee's deputy said."),
        ("fr", f"« {FR} », a déclaré un porte-parole d'Anne Leroy."),
        ("es", f"«{ES}», dijo un portavoz de Ana León."),
    ],
)
def test_somebodys_deputy_is_somebody_without_a_name(language: str, text: str):
    assert speaker(text, language) is None


@pytest.mark.parametrize(
    ("language", "text", "who", "role"),
    [
        ("en", f"“{EN}.” – Commissioner Helen Marsh", "Helen Marsh", "Commissioner"),
        (
            "en",
            f"The talks ended.\n\n“{EN}.”\n-Helen Marsh, Commissioner\n\nMore follows.",
            "Helen Marsh",
            "Commissioner",
        ),
        (
            "fr",
            f"Le forum est clos.\n\n« {FR}. »\n– Hélène Marche, commissaire européenne\n\nÀ suivre.",
            "Hélène Marche",
            "commissaire européenne",
        ),
    ],
)
def test_a_name_behind_a_dash_signs(language: str, text: str, who: str, role: str):
    (quote,) = quotes(text, language)
    assert quote.speaker is not None
    assert quote.role is not None
    assert (quote.speaker.value, quote.role.value) == (who, role)


def test_a_clause_between_dashes_is_cut_out():
    text = "«El canal —recordó Ana León, ministra de Transporte— es nuestra ruta»."
    (quote,) = quotes(text, "es")
    assert quote.text == "El canal es nuestra ruta"
    assert quote.speaker is not None
    assert quote.speaker.value == "Ana León"


def test_a_forgotten_mark_joins_no_two_speakers():
    text = (
        "“Shall we wait? asked Helen Marsh.\n\n"
        "“We dredge the river because the ships ask for it,” said Tom Reyes."
    )
    (quote,) = quotes(text, "en")
    assert quote.text == "We dredge the river because the ships ask for it"
    assert quote.speaker is not None
    assert quote.speaker.value == "Tom Reyes"


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        ("en", f"“{EN},” sighed Ann Lee, minister of transport.", "Ann Lee"),
        ("en", f"“{EN},” countered Ann Lee, minister of transport.", "Ann Lee"),
        ("fr", f"« {FR} », a avoué Anne Leroy, ministre des Transports.", "Anne Leroy"),
        ("fr", f"« {FR} », a martelé Anne Leroy, ministre des Transports.", "Anne Leroy"),
        ("es", f"«{ES}», ha subrayado Ana León, ministra de Transporte.", "Ana León"),
        ("ar", f'قال وزير النقل أحمد سالم إن العمل بدأ. وأضاف: "{AR}".', "أحمد سالم"),
        ("ar", f'قال وزير النقل أحمد سالم إن العمل بدأ. وأردف قائلا "{AR}".', "أحمد سالم"),
    ],
)
def test_every_verb_of_speech_tells_who_speaks(language: str, text: str, who: str):
    assert speaker(text, language) == who


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", f"Minister Tom Reed was welcomed by Governor Carl Stone. “{EN},” he said."),
        (
            "fr",
            f"Le ministre Jean Roche a accueilli le préfet Charles Pierre. « {FR} », a-t-il dit.",
        ),
    ],
)
def test_he_of_whom_two_may_be_meant_is_not_sure(language: str, text: str):
    (quote,) = quotes(text, language)
    assert quote.speaker is None or not quote.speaker.sure


@pytest.mark.parametrize(
    ("language", "text", "who", "role"),
    [
        (
            "fr",
            f"Jean Roy, maire de Lens, a ouvert la foire. « {FR} », a ajouté M. Roy.",
            "Jean Roy",
            "maire de Lens",
        ),
        (
            "fr",
            f"Jean Roy, maire de Lens, a ouvert la foire. « {FR} », a ajouté Roy.",
            "Jean Roy",
            "maire de Lens",
        ),
        (
            "en",
            f"John Roy, mayor of Lens, opened the fair. “{EN},” Roy said.",
            "John Roy",
            "mayor of Lens",
        ),
    ],
)
def test_a_surname_leads_back_to_the_full_name(language: str, text: str, who: str, role: str):
    (quote,) = quotes(text, language)
    assert quote.speaker is not None
    assert quote.role is not None
    assert (quote.speaker.value, quote.role.value) == (who, role)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The company denied saying “the water of the river is poisoned”."),
        ("en", "Ann Lee never said “the river of our fathers is dead”."),
        ("en", "Ann Lee did not say that “the river of our fathers is dead”."),
        ("fr", "Anne Leroy a nié avoir dit que « le fleuve de nos pères est mort »."),
        ("fr", "Anne Leroy n'a jamais dit : « le fleuve de nos pères est mort »."),
        ("es", "Ana León negó haber dicho que «el río de nuestros padres está muerto»."),
        ("es", "Ana León nunca dijo que «el río de nuestros padres está muerto»."),
        ("ar", 'نفى الوزير أن يكون قال إن "نهر آبائنا قد مات ولن يعود أبدا".'),
        ("ar", 'لم يقل الوزير إن "نهر آبائنا قد مات ولن يعود أبدا".'),
    ],
)
def test_what_was_not_said_is_no_quotation(language: str, text: str):
    assert quotes(text, language) == []


def test_what_goes_on_after_he_said_is_one_quotation():
    text = "“We have worked for many years,” said Ann Lee, minister of water. “We shall go on.”"
    (quote,) = quotes(text, "en")
    assert len(quote.pieces) == 2


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", f"“{EN},” the conference in Porto Alegre said."),
        ("en", f"The conference in Porto Alegre said: “{EN}.”"),
        ("fr", f"« {FR} », a déclaré la conférence de Porto Alegre."),
    ],
)
def test_neither_an_event_nor_a_town_is_heard(language: str, text: str):
    assert all(quote.speaker is None for quote in quotes(text, language))


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        ("es", f"«{ES}», cerró el secretario de Economía, Emilio León.", "Emilio León"),
        ("es", f"«{ES}», ha avanzado Ana León, ministra de Transporte.", "Ana León"),
        ("en", f"“{EN},” enthused Ann Lee, minister of transport.", "Ann Lee"),
        ("fr", f"« {FR} », se réjouit Anne Leroy, ministre des Transports.", "Anne Leroy"),
    ],
)
def test_the_word_between_quotation_and_name_is_a_verb_of_speech(language, text, who):
    assert speaker(text, language) == who
