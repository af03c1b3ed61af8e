"""Who said what: marks, attribution, and what is no speech."""

from __future__ import annotations

import pytest

from conftest import source
from eventbrief.extract.single import StatedQuote, extract


def quotes(text: str, language: str) -> list[StatedQuote]:
    return list(extract(source(text, language)).quotes)


def said(text: str, language: str = "fr") -> list[tuple[str, str | None]]:
    return [(q.text, q.speaker.value if q.speaker else None) for q in quotes(text, language)]


MARKS = [
    "« Nous allons renforcer la coopération entre nos États », a déclaré Awa Diop, ministre de l'Eau.",
    "«Nous allons renforcer la coopération entre nos États», a déclaré Awa Diop, ministre de l'Eau.",
    '"Nous allons renforcer la coopération entre nos États", a déclaré Awa Diop, ministre de l\'Eau.',
    "“Nous allons renforcer la coopération entre nos États”, a déclaré Awa Diop, ministre de l’Eau.",
]


@pytest.mark.parametrize("text", MARKS)
def test_every_kind_of_mark_is_read(text: str):
    assert said(text) == [("Nous allons renforcer la coopération entre nos États", "Awa Diop")]


def test_the_whole_role_is_kept():
    (quote,) = quotes(
        "« Nous avançons ensemble vers la paix », affirme Jean Durand, directeur central de la "
        "police judiciaire et directeur du bureau régional, dans une allocution.",
        "fr",
    )
    assert quote.role is not None
    assert quote.role.value == (
        "directeur central de la police judiciaire et directeur du bureau régional"
    )


def test_an_inserted_clause_is_cut_out_of_the_quotation():
    (quote,) = quotes(
        "Awa Diop, ministre de l'Eau, est venue. « Nous voulons, a souligné Awa Diop, que chaque "
        "village ait de l'eau potable ».",
        "fr",
    )
    assert quote.text == "Nous voulons que chaque village ait de l'eau potable"
    assert quote.speaker is not None
    assert quote.speaker.value == "Awa Diop"
    assert len(quote.pieces) == 2


def test_an_apostrophe_opens_no_quotation():
    assert (
        quotes("L'eau d'Afrique n'est pas qu'un bien, c'est l'affaire d'aujourd'hui.", "fr") == []
    )


def test_a_missing_closing_mark_ends_with_the_paragraph():
    text = (
        "« Nous allons renforcer la coopération, a déclaré le ministre de l'Eau, Awa Diop.\n\n"
        "Le forum se poursuit mardi."
    )
    assert len(quotes(text, "fr")) == 1


def test_a_theme_and_a_title_are_no_speech():
    text = (
        "Le forum, placé sous le thème « L'eau pour tous et partout en Afrique », s'ouvre lundi. "
        'Le film intitulé "La longue marche des gens du fleuve" sera montré.'
    )
    assert quotes(text, "fr") == []


def test_words_held_at_arms_length_are_no_speech():
    assert quotes("The forum is about “green growth” and nothing else.", "en") == []


@pytest.mark.parametrize(
    "text",
    [
        "The Minister of Water, Ama Okafor, spoke first. “We will build ten dams in ten years,” {who}.",
    ],
)
@pytest.mark.parametrize("who", ["the minister said", "Ms Okafor said", "she added", "said Okafor"])
def test_later_mentions_lead_back_to_the_full_name(text: str, who: str):
    assert said(text.format(who=who), "en") == [
        ("We will build ten dams in ten years", "Ama Okafor")
    ]


def test_who_is_unclear_stays_empty():
    text = "Delegates “will share experiences and best practices for improving water supply.”"
    ((_, speaker),) = said(text, "en")
    assert speaker is None
    assert quotes(text, "en")[0].partial


def test_an_organisation_speaks():
    assert said(
        "“The congress is unique in bringing all sides together,” noted Interpol.", "en"
    ) == [("The congress is unique in bringing all sides together", "Interpol")]


def test_a_quotation_over_two_paragraphs_is_one():
    text = (
        "“We have worked on this for many years and we shall go on.\n\n"
        "“The forum is where it comes together,” said Ama Okafor, minister of water."
    )
    ((words, speaker),) = said(text, "en")
    assert words.startswith("We have worked")
    assert words.endswith("comes together")
    assert speaker == "Ama Okafor"
