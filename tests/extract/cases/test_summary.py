"""Sentences of a summary: each can be printed alone, and nothing stands stuck to its front."""

from __future__ import annotations

import pytest

from conftest import source
from eventbrief.extract.judge.ranking import learned
from eventbrief.extract.propose.people import People
from eventbrief.extract.propose.standing_alone import standing_sentences
from eventbrief.extract.single import extract, read_with
from eventbrief.extract.text.lexicon import lexicon
from eventbrief.extract.text.reading import Reading

LEAD = {
    "en": "The 12th World Water Forum was held in Porto from 3 to 5 June 2025. Ann Lee, the minister of water, opened the World Water Forum.",
    "fr": "Le 12e Forum mondial de l'eau s'est tenu à Porto du 3 au 5 juin 2025. Anne Roy, ministre de l'Eau, a ouvert le Forum mondial de l'eau.",
    "es": "El XII Foro Mundial del Agua se celebró en Oporto del 3 al 5 de junio de 2025. Ana León, ministra de Agua, inauguró el Foro Mundial del Agua.",
    "ar": "عقد المنتدى العالمي الثاني عشر للمياه في بورتو من 3 إلى 5 يونيو 2025. وافتتحت وزيرة المياه المنتدى العالمي للمياه بحضور 75 دولة.",
}

LEANING = {
    "en": [
        "The summit starts tomorrow in the capital with 75 countries.",
        "He was replaced by the deputy minister of finance of the country.",
        "However, the ministers adopted a declaration on rivers and lakes.",
        "The ministers also adopted a declaration on rivers and lakes.",
        "This declaration was adopted by the ministers of 75 countries.",
        "The latter will host the exhibition on rivers and lakes in Lyon.",
        "The exhibition opened on Monday in the hall of the fair grounds.",
        "The exhibition opens next week in the hall of the fair grounds.",
        "Meanwhile, delegates of 75 countries visited the exhibition hall.",
        "Lee thanked the delegates of 75 countries for the declaration.",
        "We are pleased to welcome the delegates of more than 75 countries.",
        "For more information on the exhibition, read the programme online.",
        "The declaration can be read at www.example.org by all delegates.",
        "Delegates of 75 countries gathered here for the exhibition on rivers.",
        "At least 40 other countries will send delegates to the exhibition.",
        "As the largest fair on rivers, it welcomes thousands of visitors.",
        "The fair lasts from the 20th to the 23rd, with 300 exhibitors.",
        "The project will be presented to the delegates of 75 countries.",
        "From left to right, the ministers of water pose for the press.",
        "CONFIDENTIALITY NOTICE: this e-mail is meant for the recipient only.",
    ],
    "fr": [
        "Le sommet s'ouvrira en mai prochain dans la capitale avec 75 pays.",
        "Il a été remplacé par le vice-ministre des Finances de son pays.",
        "De son côté, le ministre a adopté une déclaration sur les fleuves.",
        "Les ministres ont également adopté une déclaration sur les fleuves.",
        "Cette déclaration a été adoptée par les ministres de 75 pays.",
        "Ces derniers ont adopté une déclaration sur les fleuves et les lacs.",
        "L'exposition s'est ouverte lundi dans le hall du parc des expositions.",
        "L'exposition s'ouvrira demain dans le hall du parc des expositions.",
        "Par ailleurs, les délégués de 75 pays ont visité l'exposition.",
        "Mme Roy a remercié les délégués de 75 pays pour la déclaration.",
        "Nous sommes heureux d'accueillir les délégués de plus de 75 pays.",
        "Pour plus d'informations sur l'exposition, lisez le programme.",
        "Le salon dure du 20 au 23, avec la participation de 300 exposants.",
        "Situé au bord du fleuve, il accueille des milliers de visiteurs.",
    ],
    "es": [
        "La cumbre comenzará mañana en la capital con delegados de 75 países.",
        "Él fue sustituido por el viceministro de Finanzas de su país.",
        "Además, los ministros aprobaron una declaración sobre los ríos.",
        "Los ministros aprobaron también una declaración sobre los ríos.",
        "Esta declaración fue aprobada por los ministros de 75 países.",
        "Por su parte, el ministro presentó una declaración sobre los ríos.",
        "La exposición se inauguró el lunes en el recinto ferial de la capital.",
        "La exposición abrirá el próximo mes en el recinto de la capital.",
        "Se celebrará en el recinto ferial de la capital con 75 países.",
        "La declaración, informó, fue aprobada por los ministros de 75 países.",
        "León agradeció a los delegados de 75 países la declaración final.",
        "Alentamos la participación de los delegados de más de 75 países.",
        "Los delegados de dicha institución visitaron la exposición de ríos.",
    ],
    "ar": [
        "كما ناقش المشاركون سبل تعزيز التعاون بين 75 دولة في مجال المياه.",
        "من جانبه قال الوزير إن 75 دولة شاركت في المعرض المقام على الهامش.",
        "تنطلق القمة غدا في العاصمة بمشاركة وفود من 75 دولة من العالم.",
        "وأضاف أن المشاركين اعتمدوا إعلانا حول الأنهار والبحيرات في العالم.",
        "هذا الإعلان اعتمده وزراء المياه في 75 دولة من مختلف دول العالم.",
        "ينطلق المعرض الأسبوع المقبل في قاعة المعارض بمشاركة 300 عارض.",
        "وهو أكبر معرض للمياه في العالم بمشاركة 300 عارض من 75 دولة.",
        "وأشار إلى أن المشاركين اعتمدوا إعلانا حول الأنهار والبحيرات.",
    ],
}

STANDING = {
    "en": [
        "The ministers adopted a declaration on rivers and lakes in Porto.",
        "The forum not only brought ministers together but also mayors.",
        "On Monday, 3 June 2025, delegates of 75 countries adopted a treaty.",
        "His Majesty King Carl opened the exhibition on rivers and lakes.",
        "Minister Ann Lee said that she would sign the declaration on rivers.",
    ],
    "fr": [
        "Les ministres ont adopté une déclaration sur les fleuves à Porto.",
        "Le forum réunit non seulement des ministres mais aussi des maires.",
        "Le lundi 3 juin 2025, les délégués de 75 pays ont adopté un traité.",
        "Sa Majesté le roi Carl a ouvert l'exposition sur les fleuves.",
    ],
    "es": [
        "Los ministros aprobaron en Oporto una declaración sobre los ríos.",
        "El foro reúne no solo a ministros sino también a alcaldes de ríos.",
        "El lunes 3 de junio de 2025 los delegados de 75 países firmaron.",
        "Su Majestad el rey Carlos inauguró la exposición sobre los ríos.",
    ],
    "ar": [
        "اعتمد الوزراء في بورتو إعلانا حول الأنهار والبحيرات في العالم.",
        "يهدف المنتدى إلى تعزيز التعاون بين 75 دولة في مجال المياه.",
        "احتفل المشاركون في المنتدى باليوم العالمي للمياه بحضور 75 وفدا.",
    ],
}


def pairs(by_language: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(language, s) for language, sentences in by_language.items() for s in sentences]


def needs_of(sentence: str, language: str) -> list[str]:
    text = f"{LEAD[language]} {sentence}"
    document = read_with(source(text, language, "2025-06-03"), learned())
    reading = document.reading
    found = list(standing_sentences(reading, document.people or People(reading)))
    assert sentence.endswith(found[-1].span.of(reading.text))
    return found[-1].needs


@pytest.mark.parametrize(("language", "sentence"), pairs(LEANING))
def test_a_sentence_that_needs_another_or_a_day_does_not_stand_alone(language, sentence):
    assert needs_of(sentence, language) != []


@pytest.mark.parametrize(("language", "sentence"), pairs(STANDING))
def test_a_sentence_that_needs_nothing_stands_alone(language, sentence):
    assert needs_of(sentence, language) == []


@pytest.mark.parametrize(
    ("language", "front"),
    [
        ("en", "Baku/20.05.14/Agency: "),
        ("en", "Porto, 3 June 2025 – "),
        ("en", "PORTO, June 3 (Reuters) - "),
        ("en", "PORTO, Portugal — "),
        ("en", "Porto: "),
        ("en", "(AP) -- "),
        ("fr", "Porto, le 3 juin 2025 – "),
        ("fr", "PORTO (AFP) – "),
        ("fr", "3 juin 2025. - "),
        ("es", "Oporto, 3 jun (EFE).- "),
        ("es", "Oporto, 3 de junio de 2025.- "),
        ("ar", "بورتو (واس) - "),
        ("ar", "بورتو، البرتغال (رويترز) -- "),
    ],
)
def test_a_dateline_is_no_part_of_the_sentence(language, front):
    sentence = LEAD[language].split(". ")[0] + "."
    reading = Reading(source(front + sentence, language), lexicon(language))
    printed = [s.span.of(reading.text) for s in standing_sentences(reading, People(reading))]
    assert printed[-1] == sentence


@pytest.mark.parametrize(("language", "sentence"), pairs(LEANING))
def test_no_leaning_sentence_is_printed(language, sentence):
    text = f"{LEAD[language]} {sentence}"
    printed = [s.value for s in extract(source(text, language, "2025-06-03")).summary]
    assert sentence not in printed


@pytest.mark.parametrize("language", LEAD)
def test_the_first_sentence_says_what_when_and_where(language):
    first, _, second = LEAD[language].partition(". ")
    text = f"{STANDING[language][0]} {second} {first}."
    printed = [s.value for s in extract(source(text, language, "2025-06-03")).summary]
    assert printed[0] == f"{first}."


def test_what_a_body_says_of_itself_is_no_summary():
    text = (
        f"{LEAD['en']}\n\nAbout the Water Council\n\n"
        "The Water Council brings together ministers of 75 countries in Porto.\n"
    )
    printed = [s.value for s in extract(source(text, "en", "2025-06-03")).summary]
    assert printed
    assert not any("Water Council" in sentence for sentence in printed)


def test_of_two_sentences_that_say_the_same_one_is_printed():
    text = (
        f"{LEAD['en']} Delegates of 75 countries adopted a declaration on clean rivers and lakes. "
        "A declaration on clean rivers and lakes was adopted by delegates of 75 countries."
    )
    printed = [s.value for s in extract(source(text, "en", "2025-06-03")).summary]
    assert sum("declaration on clean rivers" in sentence for sentence in printed) == 1


def test_another_edition_begins_no_summary():
    text = (
        "The previous World Water Forum was held in Oslo in 2022 with 60 countries. "
        "The World Water Forum was held in Porto from 3 to 5 June 2025."
    )
    printed = [s.value for s in extract(source(text, "en", "2025-06-03")).summary]
    assert "Porto" in printed[0]
