"""What a press release says of contacts, programme, registration and dress is read from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Command, source
from eventbrief.check.findings import check
from eventbrief.extract.merge import merge
from eventbrief.extract.single import extract, reread
from eventbrief.facts.document import parse
from eventbrief.facts.writer import write

EN = """PRESS RELEASE
EMBARGOED UNTIL 10:00 CET, 2 June 2025

Porto Energy Summit opens on 3 June

PORTO, 28 May 2025 – The 4th Porto Energy Summit will be held at the Alfândega Congress Centre in Porto, Portugal, on 3 and 4 June 2025, organised by the Ministry of Energy.

Programme

Tuesday 3 June 2025
09:00 – 09:30 Registration and coffee
09:30 Opening ceremony
10.15 am – 11 am: Panel on grids
Wednesday 4 June 2025
9:00\tMinisterial round table\tHall B
17h30 Press conference

Media accreditation: journalists must apply by 30 May 2025 at https://portoenergy.example/media.
Register before 1 June 2025 at https://portoenergy.example/register.
Dress code: business attire
Working languages: English, French and Portuguese, with simultaneous interpretation

More information: www.portoenergy.example

Press contact:
Maria Silva, press officer, Ministry of Energy
Tel. +351 22 123 45 67
maria.silva@energy.example

Protocol: João Costa, +351 22 987 65 43
"""
FR = """COMMUNIQUÉ DE PRESSE

Dakar, le 12 mars 2024

Le 3e Forum des villes d'Afrique se tiendra du 18 au 20 avril 2024 à Dakar (Sénégal), à l'initiative du ministère de l'Urbanisme.

Programme
Jeudi 18 avril 2024
8h30 : accueil des participants
9h – 10h30 : cérémonie d'ouverture
Vendredi 19 avril 2024
10h Visite de terrain

Les inscriptions sont ouvertes jusqu'au 5 avril 2024 sur https://forumvilles.example/inscription.
Les journalistes doivent demander leur accréditation avant le 10 avril 2024.
Tenue : tenue de ville
Langues de travail : français et anglais

Contact presse : Awa Diop, chargée de communication – 33 821 00 00 – presse@forumvilles.example
Site web : www.forumvilles.example
"""
ES = """NOTA DE PRENSA

Quito, 3 de mayo de 2024.- El II Congreso Andino del Agua se celebrará el 20 de mayo de 2024 en el Centro de Convenciones Metropolitano de Quito, Ecuador, organizado por el Ministerio de Ambiente.

Agenda del 20 de mayo de 2024
08h00 – Registro
09h00 – Inauguración
De 10:30 a 12:00 – Mesa de ministros

Las inscripciones están abiertas hasta el 15 de mayo en www.congresoagua.example/inscripcion.
Idiomas: español y quechua, con interpretación simultánea

Contacto de prensa
Rosa Andrade
Jefa de Comunicación
Teléfono: (02) 234-5678
prensa@agua.example
"""
AR = """بيان صحفي

مسقط، 2 فبراير 2025 - تنظم وزارة الثقافة مهرجان مسقط الدولي للشعر يوم 10 فبراير 2025 في مركز عمان للمؤتمرات بمسقط.

برنامج يوم 10 فبراير 2025
09:00 تسجيل الحضور
10:00 حفل الافتتاح
12:30 جلسة شعرية

للتسجيل قبل 8 فبراير 2025 عبر الرابط https://poetry.example/register.
لغة العمل: العربية

للتواصل الإعلامي:
سالم الحارثي، مدير الإعلام
هاتف: +968 2412 3456
media@poetry.example
"""


def read(text: str, language: str) -> dict[str, str]:
    return {at: found.value for at, found in extract(source(text, language)).release.parts()}


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        (
            EN,
            "en",
            {
                "/contacts/0/name": "Maria Silva",
                "/contacts/0/phone": "+351 22 123 45 67",
                "/contacts/0/email": "maria.silva@energy.example",
                "/contacts/1/name": "João Costa",
                "/contacts/1/phone": "+351 22 987 65 43",
            },
        ),
        (
            FR,
            "fr",
            {
                "/contacts/0/name": "Awa Diop",
                "/contacts/0/role": "chargée de communication",
                "/contacts/0/phone": "33 821 00 00",
                "/contacts/0/email": "presse@forumvilles.example",
            },
        ),
        (
            ES,
            "es",
            {
                "/contacts/0/name": "Rosa Andrade",
                "/contacts/0/role": "Jefa de Comunicación",
                "/contacts/0/phone": "(02) 234-5678",
                "/contacts/0/email": "prensa@agua.example",
            },
        ),
        (
            AR,
            "ar",
            {
                "/contacts/0/name": "سالم الحارثي",
                "/contacts/0/role": "مدير الإعلام",
                "/contacts/0/phone": "+968 2412 3456",
                "/contacts/0/email": "media@poetry.example",
            },
        ),
    ],
)
def test_whom_the_press_may_call(text: str, language: str, wanted: dict[str, str]):
    found = {at: value for at, value in read(text, language).items() if at.startswith("/contacts")}
    assert {at: found.get(at) for at in wanted} == wanted
    kinds = [c.kind for c in extract(source(text, language)).release.contacts]
    assert kinds == (["media", "protocol"] if language == "en" else ["media"])


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        (
            EN,
            "en",
            [
                ("2025-06-03", "09:00", "09:30", "Registration and coffee", None),
                ("2025-06-03", "09:30", None, "Opening ceremony", None),
                ("2025-06-03", "10:15", "11:00", "Panel on grids", None),
                ("2025-06-04", "09:00", None, "Ministerial round table", "Hall B"),
                ("2025-06-04", "17:30", None, "Press conference", None),
            ],
        ),
        (
            FR,
            "fr",
            [
                ("2024-04-18", "08:30", None, "accueil des participants", None),
                ("2024-04-18", "09:00", "10:30", "cérémonie d'ouverture", None),
                ("2024-04-19", "10:00", None, "Visite de terrain", None),
            ],
        ),
        (
            ES,
            "es",
            [
                ("2024-05-20", "08:00", None, "Registro", None),
                ("2024-05-20", "09:00", None, "Inauguración", None),
                ("2024-05-20", "10:30", "12:00", "Mesa de ministros", None),
            ],
        ),
        (
            AR,
            "ar",
            [
                ("2025-02-10", "09:00", None, "تسجيل الحضور", None),
                ("2025-02-10", "10:00", None, "حفل الافتتاح", None),
                ("2025-02-10", "12:30", None, "جلسة شعرية", None),
            ],
        ),
    ],
)
def test_what_happens_when(text: str, language: str, wanted: list[tuple[str | None, ...]]):
    sessions = extract(source(text, language)).release.programme
    assert [
        (
            s.day.value,
            s.start.value,
            s.end.value if s.end else None,
            s.title.value,
            s.place.value if s.place else None,
        )
        for s in sessions
    ] == wanted


@pytest.mark.parametrize(
    ("text", "language", "deadline", "link"),
    [
        (EN, "en", "2025-06-01", "https://portoenergy.example/register"),
        (FR, "fr", "2024-04-05", "https://forumvilles.example/inscription"),
        (ES, "es", "2024-05-15", "www.congresoagua.example/inscripcion"),
        (AR, "ar", "2025-02-08", "https://poetry.example/register"),
    ],
)
def test_how_to_take_part_until_when_and_where(text: str, language: str, deadline: str, link: str):
    found = read(text, language)
    assert found["/registration/deadline"] == deadline
    assert found["/registration/link"] == link
    assert link in found["/registration/how"]


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        (
            EN,
            "en",
            {
                "accreditation": "journalists must apply by 30 May 2025 at https://portoenergy.example/media.",
                "dress": "business attire",
                "languages": "English, French and Portuguese, with simultaneous interpretation",
            },
        ),
        (
            FR,
            "fr",
            {
                "accreditation": "Les journalistes doivent demander leur accréditation avant le 10 avril 2024.",
                "dress": "tenue de ville",
                "languages": "français et anglais",
            },
        ),
        (ES, "es", {"languages": "español y quechua, con interpretación simultánea"}),
        (AR, "ar", {"languages": "العربية"}),
    ],
)
def test_how_to_get_in_what_to_wear_in_which_languages(
    text: str, language: str, wanted: dict[str, str]
):
    notes = extract(source(text, language)).release.notes
    assert {note.kind: note.text.value for note in notes} == wanted


def test_website_and_embargo():
    found = read(EN, "en")
    assert found["/event/website"] == "www.portoenergy.example"
    assert found["/prepared/embargo"] == "2025-06-02T10:00+01:00"
    assert read(FR, "fr")["/event/website"] == "www.forumvilles.example"


@pytest.mark.parametrize(
    "text",
    [
        "The summit opens at 9:30 on 3 June 2025 in Porto. It ends at 17:00.",
        "In 2019, 1,234,567 visitors came. The fair has 120 stands on 45 000 m2.",
        "Contact between the two countries is rare, the press said.",
        "He told the press: “Register me as a friend.”",
    ],
)
def test_an_article_that_is_no_release_gives_none_of_these(text: str):
    assert read(text, "en") == {}


@pytest.mark.parametrize(("text", "language"), [(EN, "en"), (FR, "fr"), (ES, "es"), (AR, "ar")])
def test_every_part_is_proved_by_its_words(text: str, language: str, tmp_path: Path):
    path = tmp_path / f"seed.{language}.txt"
    path.write_text(text, "utf-8")
    from eventbrief.sources.reader import read as read_file

    stated = extract(read_file(path))
    reread.cache_clear()
    document = parse(write(merge([stated], tmp_path)), tmp_path / "facts.yaml")
    assert document.sheet.contacts
    assert document.sheet.programme
    assert [f.message for f in check(document, ()) if f.severity == "error"] == []


def test_a_release_that_says_them_misses_nothing_of_the_press_page(
    eventbrief: Command, tmp_path: Path
):
    (tmp_path / "seed.txt").write_text(EN, "utf-8")
    made = eventbrief("make", "seed.txt", "-t", "press", "-l", "en", "-o", "out")
    missing = [line for line in made.stderr.splitlines() if "W371" in line]
    assert not [line for line in missing if "prepared" not in line]


def test_rows_of_a_word_table_and_items_of_a_web_page_are_sessions(tmp_path: Path):
    import docx

    from eventbrief.sources.reader import read as read_file

    document = docx.Document()
    document.add_paragraph(EN.partition("Programme")[0])
    document.add_paragraph("Programme of 3 June 2025")
    table = document.add_table(rows=2, cols=3)
    rows = [("09:30", "Opening ceremony", "Hall A"), ("11:00 – 12:00", "Panel on grids", "Hall B")]
    for cells, row in zip(rows, table.rows, strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    document.save(str(tmp_path / "release.docx"))
    page = (
        f"<html><body><article><h1>Porto Energy Summit</h1><p>{EN.partition('PORTO')[2]}</p>".replace(
            "\n", " "
        ).partition("Programme")[0]
        + "</p><h2>Programme of 3 June 2025</h2><ul><li>09:30 Opening ceremony</li>"
        "<li>11:00 – 12:00 Panel on grids</li></ul></article></body></html>"
    )
    (tmp_path / "release.html").write_text(page, "utf-8")
    for name, places in (("release.docx", ["Hall A", "Hall B"]), ("release.html", [None, None])):
        sessions = extract(read_file(tmp_path / name)).release.programme
        told = [(s.start.value, s.title.value) for s in sessions]
        assert told == [("09:30", "Opening ceremony"), ("11:00", "Panel on grids")], name
        assert [s.place.value if s.place else None for s in sessions] == places
