"""Where an event takes place: words that were once read wrongly, and their neighbours."""

from __future__ import annotations

import pytest

from conftest import source
from eventbrief.extract.single import extract


def place(text: str, language: str) -> tuple[object, object, object]:
    """City, country and venue that the text is read to state."""
    event = extract(source(text, language, "2025-06-03")).event
    found = (event.get(key) for key in ("city", "country", "venue"))
    city, country, venue = (f.value if f else None for f in found)
    return city, country, venue


@pytest.mark.parametrize(
    ("text", "language", "venue"),
    [
        (
            "The World Congress of Bakers opens on 4 June 2025 in Oslo. It does not take place at "
            "the Palace of Congress but at the Hotel Sol.",
            "en",
            "Hotel Sol",
        ),
        (
            "Le Congrès mondial de la boulangerie s'ouvre le 4 juin 2025 à Oslo. Il ne se tient pas "
            "au Palais des Congrès mais à l'Hôtel Soleil.",
            "fr",
            "Hôtel Soleil",
        ),
        (
            "El Congreso Mundial de Panaderos se inaugura el 4 de junio de 2025 en Oslo. No se "
            "celebra en el Palacio de Congresos sino en el Hotel Sol.",
            "es",
            "Hotel Sol",
        ),
    ],
)
def test_a_house_that_is_denied_is_not_the_venue(text: str, language: str, venue: str):
    assert place(text, language)[2] == venue


@pytest.mark.parametrize(
    ("text", "language", "city", "country"),
    [
        (
            "The Night of Lights fills the streets of what poets call the City of Seven Hills.\n\n"
            "When: 3 to 5 June 2025\nWhere: Arena, Lisbon, Portugal\n",
            "en",
            "Lisbon",
            "PT",
        ),
        (
            "La Nuit des lumières illumine la Ville des Sept Collines.\n\n"
            "Date : du 3 au 5 juin 2025\nLieu : Arena, Lisbonne, Portugal\n",
            "fr",
            "Lisbonne",
            "PT",
        ),
        (
            "La Noche de las Luces ilumina la Ciudad de las Siete Colinas.\n\n"
            "Fecha: del 3 al 5 de junio de 2025\nLugar: Arena, Lisboa, Portugal\n",
            "es",
            "Lisboa",
            "PT",
        ),
    ],
)
def test_a_byname_is_no_city_where_the_facts_name_one(
    text: str, language: str, city: str, country: str
):
    assert place(text, language)[:2] == (city, country)


@pytest.mark.parametrize(
    ("text", "language", "city"),
    [
        (
            "The singer Patti Berg sang in Montreux, where the Riviera Jazz Festival opened on "
            "3 June 2025.",
            "en",
            "Montreux",
        ),
        (
            "François Roy préside le Forum de l'eau, qui s'ouvre le 3 juin 2025 à Dakar.",
            "fr",
            "Dakar",
        ),
        (
            "Le Festival des églises, qui honore Saint-Luc et Sainte-Luce, s'ouvre le 3 juin 2025.",
            "fr",
            None,
        ),
        (
            "Santa Lucía y San Lucas presiden las imágenes del Festival de Arte Sacro, que abre el "
            "3 de junio de 2025 en Sevilla.",
            "es",
            "Sevilla",
        ),
        (
            "Florence Hudson and Paris Jackson will speak at the World Music Forum, which opens in "
            "Dakar on 3 June 2025.",
            "en",
            "Dakar",
        ),
        (
            "Santiago Rojas inauguró el Foro del Agua en Quito el 3 de junio de 2025.",
            "es",
            "Quito",
        ),
    ],
)
def test_persons_and_saints_are_no_cities(text: str, language: str, city: str | None):
    assert place(text, language)[0] == city


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le Palais de Tokyo recevra le Salon de la jeune création le 4 juin 2025.", "fr"),
        ("El Palacio de Tokio recibirá el Salón del Arte Joven el 4 de junio de 2025.", "es"),
    ],
)
def test_an_article_is_no_city(text: str, language: str):
    assert place(text, language)[0] not in ("Le", "El")


@pytest.mark.parametrize(
    ("words", "language", "country"),
    [
        ("will be held in Atlanta, Georgia, on 3 June 2025", "en", "US"),
        ("will be held in Tbilisi, Georgia, on 3 June 2025", "en", "GE"),
        ("will be held at Georgia Tech on 3 June 2025", "en", None),
        ("will be held in New Mexico on 3 June 2025", "en", None),
        ("will be held in New Jersey on 3 June 2025", "en", None),
        ("will be held in Mexico on 3 June 2025", "en", "MX"),
        ("will be held in Belfast, Northern Ireland, on 3 June 2025", "en", "GB"),
        ("will be held in Cork, Ireland, on 3 June 2025", "en", "IE"),
        ("will be held in Praia, Cabo Verde, on 3 June 2025", "en", "CV"),
        ("will be held in Isfahan, Islamic Republic of Iran, on 3 June 2025", "en", "IR"),
        ("will be held in Kazan, Russian Federation, on 3 June 2025", "en", "RU"),
        ("se tiendra à Malabo, en Guinée équatoriale, le 3 juin 2025", "fr", "GQ"),
        ("se tiendra à Conakry, en Guinée, le 3 juin 2025", "fr", "GN"),
        ("se tiendra au Nouveau-Mexique le 3 juin 2025", "fr", None),
        ("se celebrará en Malabo, Guinea Ecuatorial, el 3 de junio de 2025", "es", "GQ"),
        ("se celebrará en Nuevo México el 3 de junio de 2025", "es", None),
    ],
)
def test_a_region_that_shares_a_countrys_name_is_not_it(
    words: str, language: str, country: str | None
):
    lead = {
        "en": "The World Water Forum",
        "fr": "Le Forum mondial de l'eau",
        "es": "El Foro Mundial del Agua",
    }[language]
    assert place(f"{lead} {words}.", language)[1] == country


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Le 4e Forum de l'eau s'est ouvert mardi au Caire, dans la salle des fêtes.",
            "fr",
            ("Le Caire", "EG"),
        ),
        (
            "انطلقت اليوم بتطوان فعاليات المهرجان الدولي للنحت.",
            "ar",
            ("تطوان", "MA"),
        ),
        (
            "يعقد المؤتمر الدولي للمياه في العاصمة الرباط يوم 3 يونيو 2025.",
            "ar",
            ("الرباط", "MA"),
        ),
    ],
)
def test_what_a_preposition_swallows_or_is_written_to_is_told_apart(
    text: str, language: str, expected: tuple[str, str]
):
    assert place(text, language)[:2] == expected


@pytest.mark.parametrize(
    ("text", "language", "venue"),
    [
        (
            "The World Water Forum opened on Tuesday at the King Abdulaziz Conference Center in "
            "Riyadh.",
            "en",
            "King Abdulaziz Conference Center",
        ),
        (
            "Le Forum mondial de l'eau se tient au Centre de conférences internationales d'El "
            "Aouina, à Tunis.",
            "fr",
            "Centre de conférences internationales d'El Aouina",
        ),
        (
            "El Foro Mundial del Agua se celebra en el Hotel Hilton de Rabat.",
            "es",
            "Hotel Hilton de Rabat",
        ),
        (
            "يعقد المنتدى العالمي للماء في قصر المؤتمرات بمراكش يوم 3 يونيو 2025.",
            "ar",
            "قصر المؤتمرات",
        ),
    ],
)
def test_a_venue_is_given_with_its_whole_name(text: str, language: str, venue: str):
    assert place(text, language)[2] == venue


@pytest.mark.parametrize(
    ("text", "language", "venue"),
    [
        ("The Forum of Weavers opens on 3 June 2025 at the Ashgrove Guildhall in Leeds.", "en",
         "Ashgrove Guildhall"),
        ("The Forum of Weavers takes place on 3 June 2025 at Lakeside Studios in Leeds.", "en",
         "Lakeside Studios"),
        ("Le Forum des tisserands s'ouvre le 3 juin 2025 au Kursaal Albert à Ostende.", "fr",
         "Kursaal Albert"),
        ("Le Forum des tisserands se tient le 3 juin 2025 à la Corderie Vauban à Nantes.", "fr",
         "Corderie Vauban"),
        ("El Foro de Tejedores se celebra el 3 de junio de 2025 en el Kursaal Mirador de Oviedo.",
         "es", "Kursaal Mirador"),
        ("El Foro de Tejedores se inaugura el 3 de junio de 2025 en la Alhóndiga Norte de León.",
         "es", "Alhóndiga Norte"),
        ("ينعقد منتدى النساجين الدولي يوم 3 يونيو 2025 في قصر الثقافة بمدينة الرباط.", "ar",
         "قصر الثقافة"),
    ],
)  # fmt: skip
def test_houses_of_many_kinds_are_venues(text: str, language: str, venue: str):
    assert venue in str(place(text, language)[2])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Congress of Teachers was held in Oslo on 3 June 2025 with the Union of Nordic "
         "Universities.", "en"),
        ("Le Congrès des enseignants s'est tenu à Oslo le 3 juin 2025 avec les Universités du "
         "Nord.", "fr"),
        ("El Congreso de Docentes se celebró en Oslo el 3 de junio de 2025 con las Universidades "
         "del Norte.", "es"),
        ("انعقد مؤتمر المعلمين في أوسلو يوم 3 يونيو 2025 بمشاركة جامعات الشمال.", "ar"),
    ],
)  # fmt: skip
def test_several_houses_are_no_venue(text: str, language: str):
    city, _, venue = place(text, language)
    assert (city in ("Oslo", "أوسلو"), venue) == (True, None)


@pytest.mark.parametrize(
    ("text", "language", "city"),
    [
        ("The Forum of Weavers was held in Castleford, Leeds, on 3 June 2025.", "en", "Castleford"),
        ("Le Forum des tisserands s'est tenu à Pantin, Paris, le 3 juin 2025.", "fr", "Pantin"),
        ("El Foro de Tejedores se celebró en Getafe, Madrid, el 3 de junio de 2025.", "es",
         "Getafe"),
    ],
)  # fmt: skip
def test_a_town_comes_before_the_larger_one_that_tells_where_it_is(
    text: str, language: str, city: str
):
    assert place(text, language)[0] == city
