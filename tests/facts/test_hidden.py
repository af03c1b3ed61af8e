"""Does a text give away what is hidden? Compared as people would, not letter by letter."""

from __future__ import annotations

import pytest

from conftest import sheet
from eventbrief.facts.fact import Type
from eventbrief.facts.hidden import Hidden, hidden_from, secrets_of
from eventbrief.facts.marks import divide
from eventbrief.facts.signs import Reading, count_signs, day_signs, signs
from eventbrief.facts.table import FACTS, fact_at

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


NAMED = "countries: {named: [KE, BA, US, CI], audiences: [executive]}\n"


@pytest.mark.parametrize(
    "text",
    ["Kenya takes part", "avec le KENYA", "la delegación de Kenia", "وفد كينيا", "code KE", "['KE', 'MA']",
     "Bosnia and Herzegovina", "la Bosnie-Herzégovine", "the United  States", "les États-Unis",
     "Côte d'Ivoire", "cote-d’ivoire"],
)  # fmt: skip
def test_a_country_is_told_by_its_names_in_four_languages(text: str):
    assert hidden(NAMED).tells(text)


@pytest.mark.parametrize("text", ["Kenyatta Avenue", "the United Nations", "ke", "Uganda", "us"])
def test_another_name_does_not_tell_a_country(text: str):
    assert not hidden(NAMED).tells(text)


@pytest.mark.parametrize(
    "seen",
    ["event: {name: Port Forum, country: KE}\n",
     "organisers: [{name: Ports Union, country: KE}]\n"],
)  # fmt: skip
def test_a_country_that_is_seen_elsewhere_is_no_secret(seen: str):
    known = hidden(NAMED + seen)
    assert not known.tells("Kenya") and known.tells("the United States")


def test_the_country_of_a_hidden_body_does_not_tell_the_body():
    known = hidden("organisers: [{name: Quiet Fund, country: KE, audiences: [executive]}]\n")
    assert known.tells("Quiet Fund") and not known.tells("Kenya")


def row(start: str) -> Hidden:
    return hidden(
        f"programme: [{{day: 2024-05-14, start: '{start}', title: Quagmire, audiences: [executive]}}]\n"
    )


@pytest.mark.parametrize(
    ("start", "text"),
    [
        *(("09:30", t) for t in ("at 09:30", "9:30", "9:30 am", "à 9h30", "9 h 30", "9.30 a.m.",
                                 "9.30 horas", "٩:٣٠ صباحا", "9:30 de la mañana", "T09:30:00")),
        *(("21:00", t) for t in ("at 21:00", "9 p.m.", "9pm", "9:00 PM", "à 21 h", "21 heures",
                                 "9 de la noche", "9 مساء")),
        *(("12:00", t) for t in ("12:00", "12 p.m.", "12 h")),
        *(("00:15", t) for t in ("00:15", "12:15 a.m.", "0h15")),
    ],
)  # fmt: skip
def test_an_hour_is_told_by_the_forms_of_clocks(start: str, text: str):
    assert row(start).tells(text)


@pytest.mark.parametrize(
    ("start", "text"),
    [
        ("09:30", "9 October"), ("09:30", "9:30 pm"), ("09:30", "19:30"), ("09:30", "9:305"),
        ("09:30", "9.30 million"), ("21:00", "21 countries"), ("21:00", "9 am"), ("21:00", "9:00"),
        ("09:00", "9 hotels"), ("09:00", "9 h 45"), ("09:00", "page 9"),
    ],
)  # fmt: skip
def test_another_number_does_not_tell_an_hour(start: str, text: str):
    assert not row(start).tells(text)


def test_an_hour_that_is_seen_elsewhere_is_no_secret():
    text = (
        "programme:\n  - {day: 2024-05-14, start: '09:30', title: Quagmire, audiences: [executive]}\n"
        "  - {day: 2024-05-15, start: '08:00', end: '09:30', title: Doors}\n"
    )
    assert not hidden(text).tells("at 9:30")


def test_a_number_of_what_has_no_name_is_not_taken_for_one_of_countries():
    fact = fact_at("/event/edition")
    assert fact is not None and list(count_signs(fact, 40, ())) == []


# What a form or a program needs, and what gives nobody away by itself.
NO_SECRET = {
    "/organisers/*/role", "/organisers/*/country", "/countries/hedge", "/countries/counted",
    "/participants/*/hedge", "/quotes/*/partial", "/asks/*/kind", "/notes/*/kind",
    "/contacts/*/kind", "/sources/*/sha256", "/sources/*/language",
}  # fmt: skip
VALUES = {
    Type.TEXT: "Quagmire Obelisk", Type.NAME: "Quagmire Obelisk", Type.ADDRESS: "quagmire 4455667",
    Type.FILE: "quagmire.txt", Type.NUMBER: 417, Type.DAY: "2031-03-04", Type.TIME: "03:17",
    Type.CODE: "KE", Type.FLAG: True,
}  # fmt: skip


def test_every_fact_that_can_be_hidden_is_a_secret_or_is_known_to_be_none():
    silent = set()
    for fact in FACTS:
        holder = next((f for f in FACTS if f.kept and fact.at.startswith(f"{f.at}/")), None)
        if fact.holds_facts or fact.key == "audiences" or not (fact.worded or holder):
            continue
        at, value = fact.at.replace("*", "0"), VALUES[fact.type]
        kind = fact_at("/participants/0/kind")
        inside = [("/participants/0/kind", kind, "delegates")] if kind else []
        if not any(s.signs for s in secrets_of(at, fact, str(value), inside)):
            silent.add(fact.at)
    assert silent == NO_SECRET


@pytest.mark.parametrize(
    "text",
    [
        "The ministers meet again on 14 February.",
        "by the 14th of February",
        "February 14",
        "Ils se retrouvent le 14 février.",
        "14 au 16 février 2027",
        "14, 15 and 16 February 2027",
        "del 14 al 16 de febrero",
        "قبل 14 فبراير",
        "14-Feb-2027",
    ],
)
def test_a_day_is_told_without_its_year_and_within_a_range(text: str):
    reading = Reading(text)
    assert any(sign.told_by(reading) for sign in day_signs("2027-02-14"))


@pytest.mark.parametrize(
    "text", ["14 February 2026", "4 February", "14 March", "114 February", "le 14 février 2025"]
)
def test_another_day_tells_nothing(text: str):
    reading = Reading(text)
    assert not any(sign.told_by(reading) for sign in day_signs("2027-02-14"))


def test_a_short_surname_and_an_acronym_with_dots_tell():
    person = fact_at("/quotes/0/speaker")
    acronym = fact_at("/organisers/0/acronym")
    assert person is not None
    assert acronym is not None
    for fact, hidden, text, told in (
        (person, "Ana Roy", "Minister Roy comes", True),
        (person, "Ana Roy", "a royal visit", False),
        (acronym, "WCQ", "The W.C.Q. pays", True),
        (acronym, "WHO", "those who pay", False),
    ):
        reading = Reading(text)
        assert any(sign.told_by(reading) for sign in signs(fact, hidden)) is told, text
