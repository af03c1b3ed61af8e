"""Documents in: encodings, and what the first lines say."""

from __future__ import annotations

import codecs
import contextlib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventbrief.facts.finding import InputError
from eventbrief.sources.decoding import decode
from eventbrief.sources.heading import read_heading
from eventbrief.sources.reader import read
from eventbrief.sources.unreadable import UnreadableError

TEXT = "L’Élysée accueille « le sommet » à Paris.\nDeuxième ligne."


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("cp1252"),
        TEXT.replace("\n", "\r\n").encode("utf-8"),
        unicodedata.normalize("NFD", TEXT).encode("utf-8"),
    ],
    ids=["utf-8", "bom", "utf-16", "be-bom", "le", "be", "cp1252", "crlf", "nfd"],
)
def test_every_encoding_gives_the_same_text(data: bytes):
    assert decode(data) == TEXT


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 x", b"\x89PNG\r\n", b"PK\x03\x04..", bytes(range(32)) * 4]
)
def test_what_is_no_text_is_refused(data: bytes):
    with pytest.raises(UnreadableError):
        decode(data)


@given(st.binary(max_size=400))
def test_no_bytes_crash_the_reader(data: bytes):
    with contextlib.suppress(UnreadableError):
        decode(data)


def test_a_copyright_line_gives_date_author_and_publisher():
    heading = read_heading(
        " date 2022-10 © Copyright : Ana Lopes / Le Journal\n\nLe texte commence."
    )
    assert (heading.published, heading.author, heading.publisher) == (
        "2022-10",
        "Ana Lopes",
        "Le Journal",
    )
    assert heading.body == len(" date 2022-10 © Copyright : Ana Lopes / Le Journal\n\n")


def test_a_date_may_stand_before_the_text_on_one_line():
    text = " date 2019-10-29 The organisation is hosting a congress."
    heading = read_heading(text)
    assert (heading.published, text[heading.body :].strip()[:3]) == ("2019-10-29", "The")


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("19 September 2005 - Media release\n\nA title\n\nText follows here.", "2005-09-19"),
        ("A title\n\n2007-04-03 17:06\nText follows here, and it is long.", "2007-04-03"),
        ("Title of it\n\nBaku/20.05.14/Agency : In Shanghai, a summit opens.", "2014-05-20"),
        ("Un texte. 21:07 9-12-2013\n\nEt encore.", "2013-12-09"),
        ("---\ndate: 3 mars 2024\n---\nTexte.", "2024-03-03"),
        ("Nothing is said about a date here.", None),
    ],
)
def test_the_day_of_publication_is_found(text: str, published: str | None):
    assert read_heading(text).published == published


def test_a_title_is_a_short_first_line_before_the_text():
    heading = read_heading("Congress opens in Rabat\n\nRABAT - The congress opened on Monday.")
    assert heading.title == "Congress opens in Rabat"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("none.txt", None, "E101"),
        ("empty.txt", b"  \n ", "E105"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n", "E104"),
        ("sheet.xlsx", b"PK", "E106"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str, data: bytes | None, code: str):
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read(path)
    assert caught.value.findings[0].code == code


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("La conférence se tiendra à Rabat la semaine prochaine.", "fr"),
        ("The conference will be held in Rabat next week.", "en"),
        ("La conferencia se celebrará en Rabat la próxima semana, dijo el ministro de Agua.", "es"),
        ("سيعقد المؤتمر في الرباط الأسبوع المقبل", "ar"),
    ],
)
def test_the_language_is_told(tmp_path: Path, text: str, language: str):
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert read(tmp_path / "a.txt").language == language
