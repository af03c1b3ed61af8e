"""Which countries take part, and how many: what articles say, and what they seem to say."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import source
from eventbrief.extract.merge import merge
from eventbrief.extract.single import extract

HEADS = {
    "en": "GENEVA, 3 June 2024 (Agency) - The 5th World Water Forum opened on Monday in Geneva.\n\n",
    "fr": "GENÈVE, 3 juin 2024 (Agence) - Le 5e Forum mondial de l'eau s'est ouvert lundi à Genève.\n\n",
    "es": "GINEBRA, 3 de junio de 2024 (Agencia) - El V Foro Mundial del Agua se inauguró el lunes en "
    "Ginebra.\n\n",
    "ar": "جنيف، 3 يونيو 2024 (وكالة) - افتتح المنتدى العالمي الخامس للمياه يوم الاثنين في جنيف.\n\n",
}


def sheet_of(language: str, words: str):
    """The fact sheet of an article about a forum that says these words."""
    return merge([extract(source(HEADS[language] + words + "\n", language))], Path())


NAMED = [
    ("en", "Delegations from France, Germany and Viet Nam are taking part in the forum.", "FR DE VN"),
    ("en", "The Islamic Republic of Iran, the Russian Federation and the Lao People's Democratic "
     "Republic sent delegations.", "IR RU LA"),
    ("en", "The forum brings together experts from Cabo Verde, the Republic of Korea and "
     "Papua New Guinea.", "CV KR PG"),
    ("en", "The participating artists are Ana Lima (Brazil), Pierre Roux (France) and Liu Wei (China).",
     "BR FR CN"),
    ("fr", "Des délégations de la Guinée équatoriale, du Cap-Vert et de la Fédération de Russie "
     "participent au forum.", "GQ CV RU"),
    ("fr", "Le Sénégal, le Mali et la Côte d'Ivoire y prennent part.", "SN ML CI"),
    ("es", "Participan delegaciones de Países Bajos, Corea del Sur y República Dominicana.", "NL KR DO"),
    ("es", "Al foro asisten los ministros de Chile, Perú y Nueva Zelanda.", "CL PE NZ"),
    ("ar", "ويشارك في المنتدى وفود من المملكة العربية السعودية ومصر والاتحاد الروسي.", "SA EG RU"),
    ("ar", "بمشاركة خبراء من جنوب إفريقيا والكاميرون وكوت ديفوار.", "ZA CM CI"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "words", "codes"), NAMED)
def test_countries_of_a_list_take_part(language: str, words: str, codes: str):
    assert set(codes.split()) <= set(sheet_of(language, words).countries.named)


ABSENT = [
    ("en", "Neither Germany nor Austria will attend the forum."),
    ("en", "All neighbouring states except Germany and Austria take part."),
    ("en", "Germany and Austria boycotted the forum."),
    ("fr", "Ni l'Allemagne ni l'Autriche n'y participent."),
    ("fr", "Tous les pays voisins y participent, sauf l'Allemagne et l'Autriche."),
    ("fr", "L'Allemagne et l'Autriche ne participent pas au forum."),
    ("es", "Ni Alemania ni Austria participan en el foro."),
    ("es", "Asisten todos los países vecinos, excepto Alemania y Austria."),
    ("ar", "لم تشارك ألمانيا والنمسا في المنتدى."),
    ("ar", "وشاركت جميع دول الجوار باستثناء ألمانيا والنمسا."),
]


@pytest.mark.parametrize(("language", "words"), ABSENT)
def test_countries_that_stay_away_do_not_take_part(language: str, words: str):
    assert not {"DE", "AT"} & set(sheet_of(language, words).countries.named)


OTHERS = [
    ("en", "The University of New Mexico and Georgia Tech presented the results.", "MX GE"),
    ("en", "The next forum will be held in Peru in 2026.", "PE"),
    ("fr", "Radio France et l'Agence France-Presse rendent compte des débats.", "FR"),
    ("es", "América Latina sufre la sequía, según el Estado de México.", "MX"),
    ("ar", "وقال وزير المالية إن أسعار المياه ترتفع في أمريكا اللاتينية.", "ML US"),
]


@pytest.mark.parametrize(("language", "words", "codes"), OTHERS)
def test_a_name_that_holds_a_country_names_none(language: str, words: str, codes: str):
    assert not set(codes.split()) & set(sheet_of(language, words).countries.named)


COUNTS = [
    ("en", "Fewer than 75 countries take part in the forum.", 75, "at_most"),
    ("en", "Around 30 countries take part in the forum.", 30, "about"),
    ("en", "More than 60 countries are represented at the forum.", 60, "at_least"),
    ("en", "Delegates from sixteen Belt and Road countries attend.", 16, None),
    ("en", "The forum is expected to bring together 40 countries.", 40, "expected"),
    ("en", "Delegates from 157 of the body's 181 member countries attend the forum.", 157, None),
    ("fr", "Moins de 75 pays participent au forum.", 75, "at_most"),
    ("fr", "Une trentaine de pays participent au forum.", 30, "about"),
    ("fr", "Des experts de 40 nationalités participent au forum.", 40, None),
    ("es", "Más de 60 países participan en el foro.", 60, "at_least"),
    ("es", "Asisten delegados de unos 30 países.", 30, "about"),
    ("ar", "بمشاركة أكثر من 60 دولة.", 60, "at_least"),
    ("ar", "ويشارك في المنتدى خبراء من نحو 30 دولة.", 30, "about"),
]


@pytest.mark.parametrize(("language", "words", "count", "hedge"), COUNTS)
def test_the_count_keeps_its_hedge(language: str, words: str, count: int, hedge: str | None):
    countries = sheet_of(language, words).countries
    assert (countries.count, countries.hedge) == (count, hedge)


NO_COUNTS = [
    ("en", "75 countries will not take part in the forum."),
    ("en", "75 countries did not attend."),
    ("en", "The company has offices in 75 countries."),
    ("fr", "75 pays n'y participent pas."),
    ("fr", "L'édition précédente avait réuni 75 pays."),
    ("es", "75 países no participarán en el foro."),
    ("es", "La empresa tiene oficinas en 75 países."),
    ("ar", "ولن تشارك 75 دولة في المنتدى."),
    ("ar", "وشاركت في الدورة السابقة 75 دولة."),
    ("fr", "Fondée en 2001, l'organisation compte 75 pays membres."),
    ("en", "The organisation comprises 75 member countries."),
]


@pytest.mark.parametrize(("language", "words"), NO_COUNTS)
def test_a_number_of_those_who_do_not_come_is_no_count(language: str, words: str):
    assert sheet_of(language, words).countries.count is None


HEADS_EXPECTED = [
    ("en", "The forum should welcome 900,000 visitors.", 900_000),
    ("en", "The forum is due to host 1,500 delegates.", 1500),
    ("fr", "Le forum devrait accueillir 900 000 visiteurs.", 900_000),
    ("es", "El foro debería recibir 900.000 visitantes.", 900_000),
    ("ar", "ومن المنتظر أن يستقبل المنتدى 900 ألف زائر.", 900_000),
]


@pytest.mark.parametrize(("language", "words", "count"), HEADS_EXPECTED)
def test_those_who_should_come_are_expected(language: str, words: str, count: int):
    (heads,) = sheet_of(language, words).participants
    assert (heads.count, heads.hedge) == (count, "expected")


HEADS_BEFORE = [
    ("en", "The 2022 edition had drawn 12,000 visitors."),
    ("en", "Last year's forum welcomed 12,000 visitors."),
    ("fr", "L'édition 2022 avait attiré 12 000 visiteurs."),
    ("fr", "L'édition précédente a accueilli 12 000 visiteurs."),
    ("es", "La edición de 2022 había recibido a 12.000 visitantes."),
    ("ar", "واستقبلت الدورة السابقة 12 ألف زائر."),
]


@pytest.mark.parametrize(("language", "words"), HEADS_BEFORE)
def test_those_who_came_in_another_year_are_left_out(language: str, words: str):
    assert sheet_of(language, words).participants == ()
