"""Does a text give away what is hidden? Compared as people would, not letter by letter."""

from __future__ import annotations

import pytest

from conftest import sheet
from eventbrief.facts.hidden import Hidden, hidden_from
from eventbrief.facts.marks import divide

HEAD = "fact_sheet: 1\nlanguage: en\n"


def hidden(body: str) -> Hidden:
    """What the press may not see of a sheet with this in it."""
    event = (
        ""
        if "event:" in body
        else "event: {name: Port Forum, start: 2024-05-14, end: 2024-05-16}\n"
    )
    return hidden_from(divide(sheet(HEAD + event + body).sheet, "press"))


def venue(name: str) -> Hidden:
    return hidden(f'event:\n  venue: {{text: "{name}", audiences: [executive]}}\n')


def contact(fields: str) -> Hidden:
    return hidden(f"contacts:\n  - {{{fields}, audiences: [executive]}}\n")


@pytest.mark.parametrize(
    ("secret", "text"),
    [
        ("Alcântara Cruise Terminal", "they meet at the ALCANTARA cruise terminal today"),
        ("Alcântara Cruise Terminal", "at the Alca\u0302ntara-Cruise Terminal"),
        ("Alcântara Cruise Terminal", "see alcantara_cruise_terminal.pdf"),
        ("Alcântara Cruise Terminal", "see AlcantaraCruiseTerminal2024.pdf"),
        ("Alcântara Cruise Terminal", "https://alcantaracruiseterminal.example.org"),
        ("Old Cruise Terminal", "the Cruise Terminal"),  # most of it
        ("Palazzo Blu", "at Palazzo-Blu"),
        ("Palazzo Blu", "at Palazzo\u00a0Blu"),
        ("Palazzo Blu", "at Palazzo\n  Blu"),
        ("Palazzo Blu", "at PalazzoBlu"),
        ("Palazzo Blu", "at “Palazzo «Blu»”"),
        ("Palazzo-Blu", "at palazzo blu"),
        ("Palazzo Blu", "at Pala\u00adzzo Blu"),
        ("Palazzo Blu", "at Palazzo\u200b Blu"),
        ("Palazzo Blu", "at the ﻿Ｐａｌａｚｚｏ Blu"),
        ("Zebra Hall of the Old Port", "guards the Zebra  Hall of the Old Port"),
        ("Zebra Hall of the Old Port", "guards the Zebra Hall\nof the Old Port"),
        ("Zebra Hall of the Old Port", "the Hall of the Old Port"),
        ("Zebra Hall of the Old Port", "Zebra Hall of the harbour"),
        ("Bunker", "l’entrée du bunker, à droite"),
        ("Bunker", "the bunker’s doors"),
        ("Straße 9 Halle", "STRASSE 9 HALLE"),
        ("Sønderborg Værft", "sonderborg vaerft"),
        ("Théâtre de l’Œuvre", "theatre de l'oeuvre"),
        ("المحطة البحرية", "يجتمعون في المَحطّة البحريّة غدا"),
        ("المحطة البحرية", "بالمحطة البحرية"),
        ("المحطة البحرية", "للمحطة البحرية"),
        ("زيبلين", "وبزيبلين"),
        ("زيبلين", "زيـــبلين"),
        ("Quai 9 Nord", "Quai ٩ Nord"),
        ("APA", "the APA hosts"),
    ],
)
def test_words_are_told_in_whatever_form_they_are_written(secret: str, text: str):
    assert venue(secret).tells(text)


@pytest.mark.parametrize(
    ("secret", "text"),
    [
        ("Bunker", "the bunkering of ships"),
        ("Art", "a party"),
        ("WHO", "those who come"),
        ("Zebra Hall of the Old Port", "the old port"),
        ("Zebra Hall of the Old Port", "of the old hall"),
        ("Alcântara Cruise Terminal", "a cruise terminal is built"),
        ("Alcântara Cruise Terminal", "Alcântara is a quarter of Lisbon"),
        ("المحطة البحرية", "المحطة الجديدة"),
        ("Rome", "chrome and rom"),
    ],
)
def test_other_words_do_not_tell(secret: str, text: str):
    assert not venue(secret).tells(text)


@pytest.mark.parametrize(
    "text",
    ["call +212 612-345-678", "06 12 34 56 78", "(0)612.345.678", "06\u00a012\u00a034\u00a056\u00a078",
     "00212612345678", "tel 0612345678 2024", "٠٦١٢٣٤٥٦٧٨", "0612/345678"],
)  # fmt: skip
def test_a_phone_number_is_told_by_its_digits(text: str):
    assert contact("name: Q, phone: +212 612 345 678").tells(text)


def test_another_phone_number_does_not_tell():
    known = contact("name: Q, phone: +351 000 000 000")
    assert not known.tells("+351 000 000 001")
    assert known.tells("000 000 000")
    assert contact("name: Q, phone: '4455'").tells("dial 4455")
    assert not contact("name: Q, phone: '4455'").tells("dial 44556")


@pytest.mark.parametrize(
    "text",
    ["by 2 May 2024", "avant le 2 mai 2024", "2024-05-02", "02/05/2024", "2.5.24", "May 2, 2024", "del 2 de mayo de 2024",
     "plan-20240502.pdf", "قبل 2 مايو 2024", "٢ أيار ٢٠٢٤", "2\u00a0May\u00a02024"],
)  # fmt: skip
def test_a_day_is_told_in_every_form_in_which_days_are_read(text: str):
    known = hidden("asks:\n  - {text: Sign it, due: 2024-05-02, audiences: [executive]}\n")
    assert known.tells(text)


def test_a_day_of_the_event_itself_or_seen_elsewhere_is_no_secret():
    row = "programme:\n  - {day: 2024-05-15, title: Dinner with X, audiences: [executive]}\n"
    assert not hidden(row).tells("on 15 May 2024")
    row = "asks:\n  - {text: Sign it, due: 2024-05-02, audiences: [executive]}\n  - {text: Come, due: 2024-05-02}\n"
    assert not hidden(row).tells("by 2 May 2024")
    assert hidden(row.replace("Come, due: 2024-05-02", "Come")).tells("by 2 May 2024")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Florence Nightingale", "Ms Nightingale greets"),
        ("Florence Nightingale", "NIGHTINGALE, Florence"),
        ("Florence Nightingale", "nightingale@example.org"),
        ("Nightingale, Florence", "Dr. Nightingale"),
        ("NIGHTINGALE Florence", "Dr. Nightingale"),
        ("José Ibáñez", "señor Ibanez"),
        ("محمد الأمين", "قال الامين"),
    ],
)
def test_a_person_is_told_by_the_surname(name: str, text: str):
    assert contact(f'name: "{name}"').tells(text)


def test_a_given_name_or_a_service_does_not_tell():
    assert not contact("name: Florence Nightingale").tells("the city of Florence")
    assert not contact("name: Duty phone").tells("by phone")
    assert contact("name: Duty phone").tells("the duty-phone")


@pytest.mark.parametrize(
    "text",
    ["400 delegates", "some 400 accredited delegates", "Delegates: 400", "a delegate of the 400", "٤٠٠ delegates", "les 400 délégués"],
)  # fmt: skip
def test_a_count_is_told_by_the_number_beside_what_is_counted(text: str):
    row = "participants:\n  - {count: 400, kind: {en: delegates, fr: délégués}, audiences: [executive]}\n"
    assert hidden(row).tells(text)


def test_a_number_or_a_kind_alone_does_not_tell():
    row = "participants:\n  - {count: 1200, kind: delegates, audiences: [executive]}\n"
    for text in (
        "1200 meals",
        "delegates enter here",
        "12 delegates",
        "in 1200 ports of the whole coast, delegates",
    ):
        assert not hidden(row).tells(text), text
    for text in ("1,200 delegates", "1 200 delegates", "1.200 delegates", "2024 1200 delegates"):
        assert hidden(row).tells(text), text
    two = row.replace("kind: delegates", "kind: agents of the Wolfsbane")
    assert hidden(two).tells("agents of the Wolfsbane")


@pytest.mark.parametrize(
    "text", ["75 countries", "75 pays", "de 75 países", "75 دولة", "75 nations"]
)
def test_a_hidden_number_of_countries_is_told_beside_their_name(text: str):
    known = hidden("countries: {count: 75, audiences: [executive]}\n")
    assert known.tells(text) and not known.tells("75 delegates")


def test_of_an_address_on_the_net_no_part_tells():
    known = contact("name: Q, email: desk@example.org")
    assert known.tells("DESK@example.org") and known.tells("mailto:desk@example.org")
    assert not known.tells("media@example.org") and not known.tells("https://example.org")
    link = hidden(
        "registration: {how: Write, link: 'https://www.forum.example.org/join/', audiences: [executive]}\n"
    )
    assert link.tells("forum.example.org/join") and not link.tells("https://forum.example.org")


def test_what_is_seen_as_the_same_kind_of_fact_is_no_secret():
    known = hidden(
        "contacts:\n  - {name: Quentin, role: media officer, audiences: [executive]}\n"
        "  - {name: Rui, role: Media officer}\n"
    )
    assert not known.tells("the media officer") and known.tells("Quentin")


def test_every_wording_and_every_part_of_a_hidden_item_is_hidden():
    known = hidden(
        "quotes:\n  - {text: {en: We will sign nothing, fr: Nous ne signerons rien}, speaker: Ana Quagmire,"
        " role: harbour wizard, organisation: Obelisk, audiences: [executive]}\n"
    )
    for text in (
        "we will sign nothing",
        "nous ne signerons rien",
        "Quagmire",
        "a Harbour Wizard",
        "OBELISK",
    ):
        assert known.tells(text), text


def test_an_item_whose_name_is_hidden_is_hidden_as_a_whole():
    known = hidden(
        "organisers:\n  - {name: {text: Quiet Fund, audiences: [executive]}, acronym: QUIF}\n"
    )
    assert known.tells("Quiet Fund") and known.tells("the QUIF")
