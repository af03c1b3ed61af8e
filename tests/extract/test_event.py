"""Name, edition, dates, place, organisers, countries: one sentence at a time."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import source
from eventbrief.extract.single import Stated, extract


def stated(text: str, language: str, published: str | None = None) -> Stated:
    return extract(source(text, language, published))


def event(text: str, language: str, published: str | None = None) -> dict[str, object]:
    return {k: f.value for k, f in stated(text, language, published).event.items()}


@pytest.mark.parametrize(
    ("language", "words", "start", "end"),
    [
        ("fr", "du 25 au 27 octobre 2022", "2022-10-25", "2022-10-27"),
        ("fr", "du 30 octobre au 2 novembre 2022", "2022-10-30", "2022-11-02"),
        ("fr", "les 5 et 6 mai 2023", "2023-05-05", "2023-05-06"),
        ("fr", "le 1er juin 2023", "2023-06-01", None),
        ("en", "from 25 to 27 October 2022", "2022-10-25", "2022-10-27"),
        ("en", "from October 25-27, 2022", "2022-10-25", "2022-10-27"),
        ("en", "on 5 and 6 May 2023", "2023-05-05", "2023-05-06"),
        ("en", "from October 30 to November 2, 2022", "2022-10-30", "2022-11-02"),
        ("en", "on June 1, 2023", "2023-06-01", None),
    ],
)
def test_usual_forms_of_dates(language: str, words: str, start: str, end: str | None):
    text = {
        "fr": f"Le Forum mondial de l'eau se tiendra {words} à Dakar.",
        "en": f"The World Water Forum will be held {words} in Dakar.",
    }[language]
    found = event(text, language)
    assert (found.get("start"), found.get("end")) == (start, end)


def test_a_weekday_is_told_from_the_day_of_publication():
    found = event(
        "The World Water Forum opened in Dakar on Monday and will last till Oct. 31.",
        "en",
        "2019-10-29",
    )
    assert (found["start"], found["end"]) == ("2019-10-28", "2019-10-31")


def test_the_year_comes_from_the_publication():
    found = event("Dakar accueille du 5 au 8 août le Forum mondial de l'eau.", "fr", "2025-08")
    assert (found["start"], found["end"]) == ("2025-08-05", "2025-08-08")


def test_without_any_year_no_date_is_guessed():
    assert "start" not in event("Le Forum de l'eau se tiendra le 5 août à Dakar.", "fr")


@pytest.mark.parametrize(
    ("text", "language", "name", "edition"),
    [
        (
            "La 3e édition du Congrès mondial sur l'eau s'ouvre à Dakar.",
            "fr",
            "Congrès mondial sur l'eau",
            3,
        ),
        (
            "La troisième édition de la Conférence internationale sur la paix, tenue à Dakar, finit.",
            "fr",
            "Conférence internationale sur la paix",
            3,
        ),
        (
            "Le XVIIIe Sommet de la Francophonie se tient à Djerba.",
            "fr",
            "Sommet de la Francophonie",
            18,
        ),
        (
            "INTERPOL’s 74th General Assembly opened in Berlin.",
            "en",
            "INTERPOL General Assembly",
            74,
        ),
        (
            "The Global Congress on Chemical Security and Emerging Threats started in Lyon.",
            "en",
            "Global Congress on Chemical Security and Emerging Threats",
            None,
        ),
    ],
)
def test_names_and_editions(text: str, language: str, name: str, edition: int | None):
    found = event(text, language)
    assert (found["name"], found.get("edition")) == (name, edition)


def test_the_country_is_told_from_the_city():
    assert (
        event("The World Water Forum will be held in Dakar on 3 May 2024.", "en")["country"] == "SN"
    )


def test_the_country_beside_the_city_wins():
    found = event("The Water Forum will be held in Birmingham, United States, on 3 May 2024.", "en")
    assert (found["city"], found["country"]) == ("Birmingham", "US")


def test_organisers_are_paired_with_their_acronyms():
    found = stated(
        "Le Forum mondial de l'eau, organisé conjointement par l'Union africaine (UA) et le "
        "ministère de l'Eau et de l'Assainissement, s'ouvre à Dakar.",
        "fr",
    ).organisers
    assert [(o.name, o.acronym) for o in found] == [
        ("Union africaine", "UA"),
        ("ministère de l'Eau et de l'Assainissement", None),
    ]


def test_countries_that_take_part_are_told_from_others():
    found = stated(
        "Delegations from Morocco, Spain and Senegal will attend the forum. It was first proposed "
        "after a crisis in Iraq.",
        "en",
    )
    assert [c.value for c in found.named] == ["MA", "ES", "SN"]


def test_officials_who_attend_stand_for_their_countries():
    found = stated("The Turkish Foreign Minister Ahmet Davutoglu will attend the summit too.", "en")
    assert [c.value for c in found.named] == ["TR"]


def test_a_number_in_words_counts_countries():
    assert (
        stated(
            "The forum brings together delegates from fifty-seven countries.", "en"
        ).count.number.value
        == 57
    )


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["fr", "en"]))
def test_no_text_crashes_extraction_and_every_span_holds(text: str, language: str):
    made = source("Le Forum, " + text, language, "2022-10-25")
    found = extract(made)
    spans = [s for f in found.event.values() for s in f.spans]
    spans += [s for q in found.quotes for s in q.pieces]
    assert all(0 <= s.start < s.end <= len(made.text) for s in spans)


def test_line_breaks_inside_a_paragraph_change_nothing():
    text = (
        "La 3e édition du Congrès mondial sur l'eau se tient du 25 au 27 octobre 2022 à Dakar, "
        "organisée par l'Union africaine (UA). « Nous allons renforcer la coopération », a déclaré "
        "Awa Diop, ministre de l'Eau."
    )
    wrapped = text.replace(" ", "\n")
    one, other = stated(text, "fr"), stated(wrapped, "fr")
    assert {k: str(f.value).split() for k, f in one.event.items()} == {
        k: str(f.value).split() for k, f in other.event.items()
    }
    assert [q.text for q in one.quotes] == [q.text for q in other.quotes]
