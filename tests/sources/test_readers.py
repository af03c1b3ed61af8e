"""Web pages, PDF, Word files and e-mails: the same article, whatever it comes in."""

from __future__ import annotations

import email.policy
import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from eventbrief.facts.finding import InputError
from eventbrief.sources.reader import read, read_all

SENTENCES = (
    "The Third Harbour Safety Congress opened on Tuesday in Rotterdam, the Netherlands.",
    "Delegates from 24 countries discuss how ports can be made safer for those who work in them.",
    "“Every port is somebody's workplace,” said Ada Verhoeven, the minister of transport.",
)


def words(text: str) -> str:
    return " ".join(text.split())


def page(body: str, head: str = "") -> bytes:
    return (
        f"<html lang='en'><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"
    ).encode()


def word_file(*paragraphs: str, title: str = "") -> bytes:
    import docx

    document = docx.Document()
    if title:
        document.add_paragraph(title, style="Title")
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Countries", "24"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf_file(draw) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def test_a_web_page_gives_its_article_without_the_menus(tmp_path: Path):
    article = "".join(f"<p>{s}</p>" for s in SENTENCES)
    menu = "<nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav>"
    foot = "<footer>Accept cookies. Subscribe to our newsletter.</footer>"
    head = (
        "<title>Ports meet</title><meta property='og:site_name' content='The Quay'>"
        "<meta name='author' content='Bo Haas'>"
        "<meta property='article:published_time' content='2024-03-05T10:00:00Z'>"
    )
    path = tmp_path / "a.html"
    path.write_bytes(page(f"{menu}<article><h1>Ports meet</h1>{article}</article>{foot}", head))
    source = read(path)
    for sentence in SENTENCES:
        assert sentence in words(source.text)
    assert "cookies" not in source.text
    assert "Sport" not in source.text
    assert (source.published, source.publisher, source.author) == (
        "2024-03-05",
        "The Quay",
        "Bo Haas",
    )


def test_a_web_page_says_its_own_encoding(tmp_path: Path):
    html = (
        "<html><head><meta charset='iso-8859-2'></head><body><article>"
        "<p>Kongres odbywa się w Łodzi i gromadzi delegatów z całej Europy, żeby mówić o "
        "bezpieczeństwie.</p></article></body></html>"
    )
    path = tmp_path / "a.htm"
    path.write_bytes(html.encode("iso-8859-2"))
    assert "Łodzi" in read(path).text


def test_nothing_that_a_web_page_refers_to_is_fetched(tmp_path: Path, monkeypatch):
    import socket

    def refuse(*_: object, **__: object):
        raise AssertionError("the reader opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    path = tmp_path / "a.html"
    links = "<img src='http://127.0.0.1:9/x.png'><link rel=stylesheet href='http://127.0.0.1:9/x'>"
    path.write_bytes(page(f"{links}<article><p>{' '.join(SENTENCES)}</p></article>"))
    assert SENTENCES[0] in words(read(path).text)


def test_a_pdf_joins_lines_and_makes_divided_words_whole(tmp_path: Path):
    def draw(canvas):
        canvas.setFont("Helvetica", 11)
        lines = (
            "The Third Harbour Safety Congress opened on Tues-",
            "day in Rotterdam. Delegates from 24 countries discuss how",
            "ports can be made safer.",
        )
        for number, line in enumerate(lines):
            canvas.drawString(72, 700 - 14 * number, line)

    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_file(draw))
    assert "opened on Tuesday in Rotterdam. Delegates from 24 countries discuss how ports" in words(
        read(path).text
    )


def test_a_pdf_is_read_column_by_column(tmp_path: Path):
    def draw(canvas):
        canvas.setFont("Helvetica", 10)
        left = ("Left column begins here", "and goes on below", "and ends at the foot.")
        right = ("Right column begins here", "and goes on too", "and ends the page.")
        for number, (a, b) in enumerate(zip(left, right, strict=True)):
            canvas.drawString(60, 700 - 13 * number, a)
            canvas.drawString(330, 700 - 13 * number, b)

    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_file(draw))
    text = words(read(path).text)
    assert text.index("ends at the foot") < text.index("Right column begins")


def test_running_heads_and_page_numbers_of_a_pdf_are_left_out(tmp_path: Path):
    def draw(canvas):
        for number in (1, 2, 3):
            canvas.setFont("Helvetica", 9)
            canvas.drawString(72, 810, "Harbour Review, spring issue")
            canvas.drawString(300, 30, str(number))
            canvas.setFont("Helvetica", 11)
            for line in range(5):
                canvas.drawString(72, 740 - 14 * line, f"Page {number} says thing {line} of many.")
            canvas.showPage()

    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_file(draw))
    text = read(path).text
    assert "Harbour Review" not in text
    assert "Page 2 says thing 4" in words(text)


def test_a_word_file_gives_paragraphs_and_tables_in_order(tmp_path: Path):
    path = tmp_path / "a.docx"
    path.write_bytes(word_file(*SENTENCES, title="Ports meet"))
    source = read(path)
    assert source.title == "Ports meet"
    assert source.text.index(SENTENCES[2]) < source.text.index("Countries\t24")


def mail(*attachments: tuple[str, bytes, str]) -> bytes:
    message = EmailMessage(policy=email.policy.default)
    message["From"] = "Press Office <press@example.org>"
    message["Subject"] = "Harbour congress: press release"
    message["Date"] = "Tue, 05 Mar 2024 09:00:00 +0100"
    message.set_content(SENTENCES[0])
    for name, data, kind in attachments:
        main, _, sub = kind.partition("/")
        message.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()


def test_an_email_gives_its_message_and_its_attachments(tmp_path: Path):
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    path = tmp_path / "a.eml"
    path.write_bytes(
        mail(
            ("release.docx", word_file(SENTENCES[1]), word),
            ("note.txt", SENTENCES[2].encode(), "text/plain"),
            ("logo.png", b"\x89PNG\r\n\x1a\n", "image/png"),
        )
    )
    message, release, note = read_all(path)
    assert (message.part, message.title) == (None, "Harbour congress: press release")
    assert (message.author, message.published) == ("Press Office", "2024-03-05")
    assert (release.part, note.part) == ("release.docx", "note.txt")
    assert SENTENCES[1] in words(release.text)
    assert read(path, "note.txt").text.strip() == SENTENCES[2]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"%PDF-1.7\nnot really"),
        ("a.docx", b"PK\x03\x04 not really"),
        ("a.docx", b"just text"),
        ("a.html", b"<html><body></body></html>"),
    ],
)
def test_a_damaged_file_is_told_with_what_to_do(tmp_path: Path, name: str, data: bytes):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read(path)
    (finding,) = caught.value.findings
    assert finding.code in ("E104", "E105")


def test_a_word_file_that_unpacks_without_end_is_refused(tmp_path: Path):
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"0" * 210_000_000)
    with pytest.raises(InputError) as caught:
        read(path)
    assert "200 MB" in caught.value.findings[0].message
