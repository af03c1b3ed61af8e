"""What an event is called, and which edition it is, in sentences that were once misread."""

from __future__ import annotations

import pytest

from conftest import source
from eventbrief.extract.single import extract


def found(text: str, language: str, key: str) -> object:
    """What the text states under `key`, or None."""
    fact = extract(source(text, language, "2024-06-03")).event.get(key)
    return fact.value if fact else None


NAMES = [
    (
        "fr",
        "Le président est arrivé jeudi à Paris pour le sommet pour un Nouveau pacte financier, qui "
        "ouvre ses portes aujourd'hui. Le sommet réunit une centaine de pays.\n",
        "sommet pour un Nouveau pacte financier",
    ),
    (
        "es",
        "La ministra llegó el jueves a Madrid para la Cumbre por un Nuevo Pacto Financiero, que "
        "abre hoy sus puertas. La cumbre reúne a un centenar de países.\n",
        "Cumbre por un Nuevo Pacto Financiero",
    ),
    (
        "en",
        "The City Council will host the Night of Lights festival in Porto from 3 to 5 June 2024. "
        "The festival draws thousands of visitors.\n",
        "Night of Lights festival",
    ),
    (
        "fr",
        "La mairie de Porto accueillera le festival Nuit des Lumières du 3 au 5 juin 2024. Le "
        "festival attire des milliers de visiteurs.\n",
        "festival Nuit des Lumières",
    ),
    (
        "en",
        "The 6th Cocoa Farmers' Conference will be held in Accra from 9 to 11 October 2024, its "
        "organisers said. The conference brings together 300 farmers.\n",
        "Cocoa Farmers' Conference",
    ),
    (
        "ar",
        "تنطلق غدا في الرباط فعاليات المؤتمر الدولي السادس للأمن الغذائي بمشاركة 40 دولة. ويناقش "
        "المؤتمر قضايا المياه.\n",
        "المؤتمر الدولي للأمن الغذائي",
    ),
    (
        "en",
        "PyCon Portugal returns to Porto\n\nPyCon Portugal returns to Porto from 3 to 5 October "
        "2024. PyCon Portugal brings together 400 developers.\n",
        "PyCon Portugal",
    ),
    (
        "fr",
        "VivaTech ouvre ses portes à Paris\n\nVivaTech ouvre ses portes mercredi à Paris. VivaTech "
        "réunit 2 000 exposants jusqu'au 25 mai 2024.\n",
        "VivaTech",
    ),
]


@pytest.mark.parametrize(("language", "text", "name"), NAMES)
def test_a_name_goes_as_far_as_its_words(language: str, text: str, name: str):
    assert found(text, language, "name") == name


EDITIONS = [
    (
        "en",
        "The World Congress on Rivers opens today in Porto. The congress brings together 300 "
        "experts. The 3rd congress was held in Oslo in 2019.\n",
        None,
    ),
    (
        "fr",
        "Le Congrès mondial des rivières s'ouvre aujourd'hui à Porto. Le congrès réunit 300 "
        "experts. Le 3e congrès s'était tenu à Oslo en 2019.\n",
        None,
    ),
    (
        "es",
        "El Congreso Mundial de Ríos se abre hoy en Oporto. El congreso reúne a 300 expertos. El "
        "III congreso se celebró en Oslo en 2019.\n",
        None,
    ),
    (
        "en",
        "The 12th World Congress on Rivers opens today in Porto. The congress brings together 300 "
        "experts. The 11th congress was held in Oslo in 2019.\n",
        12,
    ),
    (
        "fr",
        "Le Sommet mondial des arbres en ville s'est achevé jeudi à Melbourne, en Australie, sur "
        "un appel des maires.\n",
        None,
    ),
]


@pytest.mark.parametrize(("language", "text", "edition"), EDITIONS)
def test_an_edition_is_that_of_this_event(language: str, text: str, edition: int | None):
    assert found(text, language, "edition") == edition
