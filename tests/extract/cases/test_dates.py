"""When an event is: every form of a day, and which of several days is the event's."""

from __future__ import annotations

import pytest

from conftest import source
from eventbrief.extract.single import extract
from eventbrief.extract.text.span import Found

_SENTENCES = {
    "en": "The World Water Forum will be held {} in Dakar.",
    "fr": "Le Forum mondial de l'eau se tiendra {} à Dakar.",
    "es": "El Foro Mundial del Agua se celebrará {} en Dakar.",
    "ar": "يعقد المنتدى العالمي للمياه {} في داكار.",
}


def days(text: str, language: str, published: str | None = None) -> tuple[str | None, str | None]:
    """The first and the last day that the text states."""
    event = extract(source(text, language, published)).event
    found = {key: str(event[key].value) for key in ("start", "end") if key in event}
    return found.get("start"), found.get("end")


def start(text: str, language: str, published: str | None = None) -> Found[str]:
    """The first day, with how sure it is."""
    found = extract(source(text, language, published)).event["start"]
    assert isinstance(found.value, str)
    return Found(found.value, found.spans, found.sure, found.rival)


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        ("en", "from 25/10/2022 to 27/10/2022", ("2022-10-25", "2022-10-27")),
        ("fr", "du 25/10/2022 au 27/10/2022", ("2022-10-25", "2022-10-27")),
        ("es", "del 25/10/2022 al 27/10/2022", ("2022-10-25", "2022-10-27")),
        ("ar", "من 25/10/2022 إلى 27/10/2022", ("2022-10-25", "2022-10-27")),
        ("fr", "du 25.10.2022 au 27.10.2022", ("2022-10-25", "2022-10-27")),
        ("en", "from 2024-06-03 to 2024-06-05", ("2024-06-03", "2024-06-05")),
        ("en", "from 3 June 2024 at 9:00 to 5 June 2024 at 17:00", ("2024-06-03", "2024-06-05")),
        ("en", "June 3, 2024, 9 am to June 5, 2024, 5 pm", ("2024-06-03", "2024-06-05")),
        ("fr", "du lundi 3 juin 2024 à 9h au mercredi 5 juin 2024", ("2024-06-03", "2024-06-05")),
        ("es", "del 3 de junio a las 9:00 al 5 de junio de 2024", ("2024-06-03", "2024-06-05")),
        ("en", "on 3/4 June 2024", ("2024-06-03", "2024-06-04")),
        ("fr", "les 3/4 juin 2024", ("2024-06-03", "2024-06-04")),
        ("fr", "du 03 au 05/06/2024", ("2024-06-03", "2024-06-05")),
        ("es", "del 03 al 05/06/2024", ("2024-06-03", "2024-06-05")),
        ("ar", "من 20 إلى 21/4/2025", ("2025-04-20", "2025-04-21")),
        ("fr", "les 12,13 et 14 octobre 2023", ("2023-10-12", "2023-10-14")),
        ("es", "el 16, 17 y 18 de octubre de 2023", ("2023-10-16", "2023-10-18")),
        ("fr", "les 30 novembre, 1er et 2 décembre 2022", ("2022-11-30", "2022-12-02")),
        ("ar", "من ٣ إلى ٥ يونيو ٢٠٢٤", ("2024-06-03", "2024-06-05")),
        ("ar", "خلال الفترة من 27-28 تشرين ثاني/ نوفمبر 2022", ("2022-11-27", "2022-11-28")),
        ("ar", "يومي الأحد والإثنين الموافقين 20 و21 من نيسان/أبريل 2025",
         ("2025-04-20", "2025-04-21")),
        ("ar", "من الرابع إلى السادس من غشت 2024", ("2024-08-04", "2024-08-06")),
        ("ar", "ما بين الخامس والعشرين والتاسع والعشرين من جويلية 2024",
         ("2024-07-25", "2024-07-29")),
        ("es", "el primero de mayo de 2025", ("2025-05-01", None)),
        ("fr", "le premier mai 2025", ("2025-05-01", None)),
        ("en", "on the first of May 2025", ("2025-05-01", None)),
        ("es", "entre el miércoles 26 y el domingo 30 de octubre de 2022",
         ("2022-10-26", "2022-10-30")),
        ("en", "from Tuesday the 29th to Wednesday the 30th of April 2025",
         ("2025-04-29", "2025-04-30")),
        ("en", "from 30 December to 2 January 2025", ("2024-12-30", "2025-01-02")),
        ("en", "in February 2025", ("2025-02", None)),
        ("fr", "en février 2025", ("2025-02", None)),
    ],
)  # fmt: skip
def test_every_form_of_a_day_is_read(
    language: str, words: str, expected: tuple[str | None, str | None]
):
    assert days(_SENTENCES[language].format(words), language) == expected


@pytest.mark.parametrize(
    ("language", "text", "published", "expected"),
    [
        ("en", "The World Water Forum opened Tuesday in Dakar.", "2019-10-30",
         ("2019-10-29", None)),
        ("en", "The World Water Forum closes its doors on Sunday in Dakar.", "2019-10-30",
         (None, "2019-11-03")),
        ("en", "The World Water Forum opened in Dakar today. It runs through 9 May.", "2024-05-06",
         ("2024-05-06", "2024-05-09")),
        ("en", "The World Water Forum takes place from Tuesday to Thursday in Dakar.",
         "2024-05-06", ("2024-05-07", "2024-05-09")),
        ("fr", "Le Forum mondial de l'eau s'est ouvert mardi à Dakar.", "2019-10-30",
         ("2019-10-29", None)),
        ("fr", "Le Forum mondial de l'eau s'ouvre demain à Dakar et dure jusqu'au 9 mai.",
         "2024-05-06", ("2024-05-07", "2024-05-09")),
        ("es", "El Foro Mundial del Agua arranca este miércoles en Dakar y se extiende hasta el "
         "domingo.", "2022-10-25", ("2022-10-26", "2022-10-30")),
        ("es", "El Foro Mundial del Agua se inauguró ayer en Dakar.", "2024-05-06",
         ("2024-05-05", None)),
        ("ar", "انطلقت أمس في داكار أعمال المنتدى العالمي للمياه.", "2024-05-06",
         ("2024-05-05", None)),
        ("ar", "يعقد المنتدى العالمي للمياه في داكار من 4 إلى 6 أغسطس المقبل.", "2015-07-25",
         ("2015-08-04", "2015-08-06")),
    ],
)  # fmt: skip
def test_a_day_is_told_from_the_day_of_publication(
    language: str, text: str, published: str, expected: tuple[str | None, str | None]
):
    assert days(text, language, published) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "GENEVA, March 5, 2018 - The World Water Forum opened here today.",
         ("2018-03-05", None)),
        ("en", "SEOUL, KOREA, November 20, 2024 /Newswire/ -- The World Water Forum opens today.",
         ("2024-11-20", None)),
        ("fr", "Le Forum mondial de l'eau a ouvert ses portes\n\n3 août 2012. - Le Forum mondial "
         "de l'eau a débuté vendredi à Dakar.", ("2012-08-03", None)),
    ],
)  # fmt: skip
def test_the_day_of_publication_is_found_in_a_dateline(
    language: str, text: str, expected: tuple[str | None, str | None]
):
    assert days(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The World Water Forum, scheduled for 21 March 2024, was postponed to 4 April 2024.",
         ("2024-04-04", None)),
        ("en", "The World Water Forum, initially planned for May 2024, will now be held 5 to 7 "
         "September 2024.", ("2024-09-05", "2024-09-07")),
        ("fr", "Le Forum mondial de l'eau, initialement prévu le 21 mars 2024, est reporté au 4 "
         "avril 2024.", ("2024-04-04", None)),
        ("es", "El Foro Mundial del Agua, previsto inicialmente para el 21 de marzo de 2024, se "
         "aplazó hasta el 4 de abril de 2024.", ("2024-04-04", None)),
    ],
)  # fmt: skip
def test_of_a_moved_event_the_new_day_counts(
    language: str, text: str, expected: tuple[str | None, str | None]
):
    assert days(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The World Water Forum opened in Dakar on 3 June.\n\n© 2019 Water Council"),
        ("fr", "Le Forum mondial de l'eau a ouvert à Dakar le 3 juin.\n\n© 2019 Conseil de l'eau"),
        ("es", "El Foro Mundial del Agua abrió en Dakar el 3 de junio.\n\nCopyright 2019"),
        ("ar", "افتتح المنتدى العالمي للمياه في داكار يوم 3 يونيو الجاري."),
    ],
)
def test_without_its_year_no_day_is_stated(language: str, text: str):
    assert days(text, language) == (None, None)


def test_figures_that_read_two_ways_are_not_sure():
    found = start("The World Water Forum opened in Dakar on 3/4/2024.", "en")
    assert {found.value, found.rival} == {"2024-04-03", "2024-03-04"}
    assert not found.sure


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le Forum mondial de l'eau a ouvert à Dakar le 3/4/2024."),
        ("es", "El Foro Mundial del Agua abrió en Dakar el 3/4/2024."),
        ("en", "The World Water Forum opened in Dakar on 3/4/2024. Sign up before 25/3/2024."),
        ("en", "The World Water Forum opened in Dakar on Wednesday, 3/4/2024."),
    ],
)
def test_figures_read_one_way_where_the_language_or_the_text_says_how(language: str, text: str):
    found = start(text, language)
    assert (found.value, found.rival != "2024-03-04") == ("2024-04-03", True)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("The 3rd Water Congress, hosted by the city, welcomed Ann Lee, who flew in on Monday "
         "evening. The congress opened Tuesday in Dakar.", "2019-10-30"),
    ],
)  # fmt: skip
def test_the_day_of_an_arrival_is_not_the_first_day(text: str, published: str):
    assert days(text, "en", published) == ("2019-10-29", None)


def test_every_place_that_says_the_day_is_kept():
    text = "The World Water Forum opens in Dakar on 3 June 2024. Doors open on 3 June 2024."
    found = start(text, "en")
    assert [span.of(text) for span in found.spans] == ["on 3 June 2024", "on 3 June 2024"]


def test_a_vowel_sign_that_stands_alone_is_no_word():
    assert days("افتتح المنتدى العالمي للمياه في داكار \u064b يوم 3 يونيو 2024.", "ar") == (
        "2024-06-03",
        None,
    )
