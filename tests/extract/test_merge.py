"""Several sources, one event: what agrees is one fact, what disagrees is listed."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from conftest import source
from eventbrief.extract.merge import merge
from eventbrief.extract.same_event import strangers
from eventbrief.extract.single import Stated, extract
from eventbrief.facts.model import FactSheet

AGENCY_FR = """RABAT, 3 juin 2024 (Agence) - Le 5e Forum africain de l'eau s'est ouvert lundi à Rabat, au
Maroc, en présence des représentants de 40 pays.

Organisé par le Conseil africain de l'eau (CAE), le forum se tient du 3 au 6 juin 2024.

« L'eau est un bien commun et personne ne doit en être privé », a déclaré la ministre de l'Eau,
Salima Bennani.
"""
NEWSPAPER_FR = """Date: 4 juin 2024

Le forum de l'eau s'ouvre à Rabat

Le 5e Forum africain de l'eau se tient à Rabat, au Maroc, du 3 au 6 juin 2024. Il est organisé par
le CAE. Des délégués venus de 40 pays y participent.

"L'eau est un bien commun et personne ne doit en être privé", a affirmé Mme Bennani, ministre de
l'Eau.
"""
AGENCY_EN = """RABAT, Morocco, June 4, 2024 (Wire) - The 5th African Water Forum opened in Rabat on Monday,
bringing together delegates from 38 countries.

The forum, held from 3 to 6 June 2024, is organised by the African Water Council (CAE).

"Water knows no border," said Kofi Mensah, president of the African Water Council.
"""
RELEASE_EN = """4 June 2024

Forum on water opens in Rabat

The African Water Forum, held in Rabat, Morocco, from 4 to 6 June 2024, is organised by the African
Water Council (CAE). Delegations from 40 countries attend.

“Water knows no border”, Kofi Mensah, president of the African Water Council, said.
"""


def stated(**texts: str) -> list[Stated]:
    found = []
    for name, text in texts.items():
        made = source(text, name[-2:])
        found.append(extract(dataclasses.replace(made, path=Path(f"{name}.txt"))))
    return found


def merged(**texts: str) -> FactSheet:
    return merge(stated(**texts), Path.cwd())


def four() -> FactSheet:
    return merged(
        agency_fr=AGENCY_FR, paper_fr=NEWSPAPER_FR, agency_en=AGENCY_EN, office_en=RELEASE_EN
    )


def test_four_sources_in_two_languages_give_one_event():
    event = four().event
    assert (event.edition, event.city, event.country) == (5, "Rabat", "MA")
    assert str(event.end) == "2024-06-06"


def test_each_fact_has_the_evidence_of_every_source_that_states_it():
    sheet = four()
    assert {e.source for e in sheet.evidence["/event/end"]} == set(sheet.sources)
    assert len(sheet.sources) == 4


def test_an_acronym_and_its_long_names_in_two_languages_are_one_organiser():
    (organiser,) = four().organisers
    assert organiser.acronym == "CAE"


def test_the_same_quotation_with_other_marks_is_one_with_two_evidences():
    sheet = four()
    texts = [q.text for q in sheet.quotes]
    assert texts == [
        "L'eau est un bien commun et personne ne doit en être privé",
        {"en": "Water knows no border"},
    ]
    assert [q.speaker for q in sheet.quotes] == ["Salima Bennani", "Kofi Mensah"]
    for index in (0, 1):
        assert len({e.source for e in sheet.evidence[f"/quotes/{index}/text"]}) == 2


def test_what_sources_disagree_on_is_listed_with_every_value_and_the_majority_kept():
    sheet = four()
    assert sheet.countries.count == 40
    assert str(sheet.event.start) == "2024-06-03"
    conflicts = {c.at: c for c in sheet.conflicts}
    counts = {(str(v.value), v.source) for v in conflicts["/countries/count"].values}
    assert {value for value, _ in counts} == {"40", "38"}
    assert len(counts) == 4
    starts = {str(v.value) for v in conflicts["/event/start"].values}
    assert starts == {"2024-06-03", "2024-06-04"}


def test_different_organisers_are_a_conflict():
    other = AGENCY_EN.replace("African Water Council (CAE)", "Union of River Basins (URB)")
    sheet = merged(one_en=AGENCY_EN, two_en=other)
    named = [c for c in sheet.conflicts if c.at.startswith("/organisers")]
    assert len(named) == 1
    assert {str(v.value) for v in named[0].values} == {"CAE", "URB"}


def test_a_name_written_in_two_ways_is_one_person():
    sheet = merged(
        one_fr="Le forum s'ouvre à Rabat. « Nous irons plus loin ensemble, sans crainte », a dit "
        "le directeur général, Abdellatif Hammouchi.",
        two_fr="Le forum s'ouvre à Rabat. « Nous irons plus loin ensemble, sans crainte », a dit "
        "le directeur général, Abdelatif El Hammouchi.",
    )
    assert len(sheet.quotes) == 1
    assert sheet.conflicts == ()


def test_a_short_and_a_long_first_name_are_one_person():
    sheet = merged(
        one_en='The forum opens in Rabat. "We will go further together," said A. Mensah, the '
        "minister of water.",
        two_en='The forum opens in Rabat. "We will go further together," said Ama Mensah, the '
        "minister of water.",
    )
    (quote,) = sheet.quotes
    assert quote.speaker == "Ama Mensah"


def test_a_spelling_corrected_in_one_source_leaves_one_quotation():
    sheet = merged(
        one_en='"The harbor is where the city begins and ends," said Ama Mensah, the mayor. '
        "The forum opened in Rabat.",
        two_en='"The harbour is where the city begins and ends," said Ama Mensah, the mayor. '
        "The forum opened in Rabat.",
    )
    assert len(sheet.quotes) == 1
    assert len(sheet.evidence["/quotes/0/text"]) == 2


STRANGER = """TOKYO, 10 March 2019 (Wire) - The 12th World Tea Fair opened in Tokyo, Japan, on 10 March 2019.
It is organised by the Tea Board (TB). Growers from 12 countries take part.
"""


def test_a_source_about_another_event_is_told_apart():
    found = strangers(stated(agency_fr=AGENCY_FR, agency_en=AGENCY_EN, tea_en=STRANGER))
    assert [str(s.source.path) for s in found] == ["tea_en.txt"]


def test_the_order_of_sources_changes_no_value():
    one = four()
    other = merged(
        office_en=RELEASE_EN, agency_en=AGENCY_EN, paper_fr=NEWSPAPER_FR, agency_fr=AGENCY_FR
    )
    for field in ("edition", "start", "end", "city", "country"):
        assert getattr(one.event, field) == getattr(other.event, field)
    assert one.countries.count == other.countries.count
    assert {q.speaker for q in one.quotes} == {q.speaker for q in other.quotes}


def test_a_city_that_lost_to_another_language_s_does_not_prove_it():
    sheet = merged(
        agency_fr=AGENCY_FR,
        paper_fr=NEWSPAPER_FR,
        agency_en=AGENCY_EN.replace("RABAT, Morocco", "NAIROBI, Kenya").replace("Rabat", "Nairobi"),
    )
    assert "/event/city" in {c.at for c in sheet.conflicts}
    assert {(e.text or "").lower() for e in sheet.evidence["/event/city"]} == {"rabat"}
    assert "nairobi" in {(e.text or "").lower() for e in sheet.left_out}
