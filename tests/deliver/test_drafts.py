"""Drafts: what a mail program reads of them is what was meant."""

from __future__ import annotations

import email
import email.policy
import io
import json
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path

import docx
import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdfium2 import PdfDocument

from conftest import Command
from eventbrief.compose.blocks import Paragraph, Run, Section
from eventbrief.compose.mail import MailText
from eventbrief.compose.page import Options
from eventbrief.deliver.calendar import calendar_file
from eventbrief.deliver.message import Envelope, Mailbox, attachment, message
from eventbrief.facts.model import Evidence
from eventbrief.facts.seen import seen_by
from eventbrief.facts.text import RestrictedText
from eventbrief.workspace.mailing import file_name
from eventbrief.workspace.trial import samples
from mail_servers import run_mail

LONG = "محمد بن عبد الرحمن بن عبد العزيز بن محمد آل سعود الفيصل الكبير"


def parsed(path: Path) -> EmailMessage:
    made = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert not [d for part in made.walk() for d in part.defects]
    return made


def people(desk: Path, text: str) -> None:
    (desk / "people.csv").write_text(text, "utf-8")


def files_of(made: EmailMessage) -> dict[str, bytes]:
    return {p.get_filename(): p.get_content() if p.get_content_maintype() != "text" else p.get_payload(decode=True)
            for p in made.iter_attachments()}  # fmt: skip


def test_each_recipient_gets_the_brief_of_their_audience_and_language(desk: Path):
    done = run_mail(desk)
    assert done.returncode == 0, done.stderr
    assert "3 drafts in outbox; nothing was sent" in done.stderr
    names = sorted(p.name for p in (desk / "outbox").glob("*.eml"))
    assert names == [
        "0001-press.fr-awa@example.org.eml",
        "0002-executive.en-ada@example.org.eml",
        "0003-public.ar-sami@example.org.eml",
    ]
    first = parsed(desk / "outbox" / names[0])
    assert (first["X-Unsent"], first["MIME-Version"], first["Bcc"]) == ("1", "1.0", None)
    assert first["From"].addresses == (
        Address("Cellule de presse", addr_spec="press.desk@example.org"),
    )
    assert first["To"].addresses == (Address("Awa Diop", addr_spec="awa@example.org"),)
    assert first["Subject"] == (
        "Pour diffusion immédiate – Congrès mondial sur la sécurité chimique, 25–27 octobre 2022"
    )
    (name, data), *rest = files_of(first).items()
    assert (name, rest) == ("2022-10-25 Marrakech - Press brief (FR).pdf", [])
    with PdfDocument(data) as pdf:
        assert len(pdf) == 1
        assert "Note à la presse" in pdf.get_metadata_dict()["Title"]
    executive = parsed(desk / "outbox" / names[1])
    with PdfDocument(next(iter(files_of(executive).values()))) as pdf:
        assert pdf.get_metadata_dict()["Title"].startswith("Executive brief")


def test_the_table_says_who_gets_what(desk: Path):
    shown = run_mail(desk).stdout
    for words in ("awa@example.org", "Awa Diop", "press.fr", "executive.en", "public.ar", "pdf"):
        assert words in shown
    rows = json.loads(run_mail(desk, "--json").stdout)
    assert [r["to"] for r in rows] == ["awa@example.org", "ada@example.org", "sami@example.org"]
    assert rows[0]["attachments"] == ["2022-10-25 Marrakech - Press brief (FR).pdf"]
    assert all((desk / r["file"]).is_file() for r in rows)


def test_the_body_is_there_as_text_and_as_html(desk: Path):
    run_mail(desk)
    made = parsed(desk / "outbox" / "0003-public.ar-sami@example.org.eml")
    text = made.get_body(("plain",)).get_content().replace("\r\n", "\n")
    html = made.get_body(("html",)).get_content()
    assert text.startswith("تحية طيبة Sami Haddad،\n")
    assert '<html lang="ar" dir="rtl">' in html and '<div lang="ar" dir="rtl"' in html
    assert "<img" not in html and "http" not in html.replace("mailto:", "")
    assert max(map(len, text.splitlines())) <= 78


def test_word_and_calendar_are_attached_when_asked(desk: Path):
    people(desk, "email,audience,language,attach\na@example.org,press,en,both\n")
    run_mail(desk, "--ics")
    made = parsed(next((desk / "outbox").glob("*.eml")))
    files = files_of(made)
    assert [n.rpartition(".")[2] for n in files] == ["pdf", "docx", "ics"]
    types = [p.get_content_type() for p in made.iter_attachments()]
    assert types == [
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "text/calendar",
    ]
    assert docx.Document(io.BytesIO(list(files.values())[1])).core_properties.language == "en-GB"
    event = icalendar.Calendar.from_ical(list(files.values())[2]).walk("VEVENT")[0]
    assert str(event["summary"]) == "World Congress on Chemical Security"
    assert event.decoded("dtstart").isoformat() == "2022-10-25"
    assert event.decoded("dtend").isoformat() == "2022-10-28"
    assert str(event["location"]) == "Marrakech, Morocco"


def test_a_calendar_entry_says_what_is_to_be_checked():
    full = samples()["full"]
    sure = {key: items for key, items in full.evidence.items() if key != "/event/end"}
    unsure = {**full.evidence, "/event/name": (Evidence(status="unsure"),)}
    options = Options(today="2024-05-01")

    def event(evidence: dict[str, tuple[Evidence, ...]]) -> icalendar.cal.Component:
        made = full.model_copy(update={"evidence": evidence})
        data = calendar_file(seen_by(made, "press", "en"), options)
        return icalendar.Calendar.from_ical(data or b"").walk("VEVENT")[0]

    assert str(event(unsure)["summary"]).endswith("Safety\u00a0[to be checked]")
    assert (event(unsure)["status"], event(sure).get("status")) == ("TENTATIVE", None)


def test_the_same_input_gives_the_same_bytes(desk: Path):
    def read() -> dict[str, bytes]:
        run_mail(desk, "--ics")
        return {p.name: p.read_bytes() for p in (desk / "outbox").iterdir()}

    first = read()
    for path in (desk / "outbox").iterdir():
        path.unlink()
    assert read() == first


def test_names_that_are_hard_to_write_arrive_as_they_are(desk: Path):
    names = {
        "a@example.org": "Diop, Awa",
        "b@example.org": LONG,
        "c@example.org": 'Ann "Annie" O\'Brien \\ Co.',
        "d@example.org": "Müller, Zoë (Büro)",
        "e@example.org": "=?utf-8?q?x?= <b@example.org>",
        "f@example.org": "x" * 150,
    }
    rows = [f'"{n.replace(chr(34), chr(34) * 2)}",{e},public' for e, n in names.items()]
    people(desk, "name,email,audience\n" + "\n".join(rows) + "\n")
    assert run_mail(desk).returncode == 0
    for path in sorted((desk / "outbox").glob("*.eml")):
        # The older of Python's two parsers: the newer keeps the space between encoded words.
        read = email.message_from_bytes(path.read_bytes(), policy=email.policy.compat32)
        shown, spec = parseaddr(read["To"].replace("\r\n", ""))
        assert str(make_header(decode_header(shown))) == names[spec]
        assert [a.addr_spec for a in parsed(path)["To"].addresses] == [spec]
        head = path.read_bytes().split(b"\r\n\r\n")[0].split(b"\r\n")
        assert all(len(line) <= 998 for line in head)


def test_a_name_written_family_first_is_greeted_the_other_way_round(desk: Path):
    people(
        desk,
        'name,email,audience,language\n"Diop, Awa",a@example.org,public,en\n,b@example.org,public,en\n',
    )
    run_mail(desk)
    one, two = (
        parsed(p).get_body(("plain",)).get_content()
        for p in sorted((desk / "outbox").glob("*.eml"))
    )
    assert one.startswith("Dear Awa Diop,")
    assert two.startswith("Hello,")


def test_cc_is_seen_by_all_and_there_is_no_bcc(desk: Path):
    people(desk, "email,audience,cc\na@example.org,public,b@example.org; c@exämple.org\n")
    run_mail(desk)
    made = parsed(next((desk / "outbox").glob("*.eml")))
    assert made["Cc"] == "b@example.org, c@xn--exmple-cua.org"
    assert (
        b"bcc"
        not in next((desk / "outbox").glob("*.eml")).read_bytes().lower().split(b"\r\n\r\n")[0]
    )


def test_an_event_s_name_cannot_add_a_header(desk: Path):
    sheet = desk / "facts.yaml"
    text = sheet.read_text("utf-8").replace(
        "en: World Congress on Chemical Security",
        'en: "World\\r\\nBcc: thief@example.org\\r\\n\\r\\nHello"', 1,
    )  # fmt: skip
    sheet.write_text(text, "utf-8")
    people(desk, "email,audience,language\na@example.org,public,en\n")
    assert run_mail(desk).returncode == 0
    made = parsed(next((desk / "outbox").glob("*.eml")))
    assert made["Bcc"] is None
    assert made["Subject"].startswith("World Bcc: thief@example.org Hello, 25–27 October 2022")


def test_a_restricted_contact_is_not_in_the_mail_of_others(desk: Path):
    sheet = desk / "facts.yaml"
    text = sheet.read_text("utf-8").replace(
        "contacts:\n  - {name: Press desk,",
        "contacts:\n  - {name: Nightingale, email: n@example.org, audiences: [executive]}\n  - {name: Press desk,",
        1,
    )
    sheet.write_text(text, "utf-8")
    run_mail(desk)
    text = sheet.read_text("utf-8").replace(
        "  city: Marrakech", "  city: {text: Quagmire, audiences: [executive]}"
    )
    sheet.write_text(text, "utf-8")
    run_mail(desk, "--ics")
    for path in (desk / "outbox").glob("*.eml"):
        names = " ".join(files_of(parsed(path)))
        calendar = list(files_of(parsed(path)).values())[-1]
        known = "executive" in path.name
        assert ("Quagmire" in names, b"Quagmire" in calendar) == (known, known), path.name
    bodies = {
        p.name.split("-")[1]: parsed(p).get_body(("plain",)).get_content()
        for p in (desk / "outbox").glob("*.eml")
    }
    assert "Nightingale" in bodies["executive.en"]
    assert "Nightingale" not in bodies["press.fr"] + bodies["public.ar"]


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ([], "Press desk"),
        (["--from", "KIWI Desk <kiwi@example.org>"], ""),
        (["--from", "The Kiwi-Desk <kiwi@example.org>"], ""),
        (["--from", "Our desk <desk@example.org>"], "Our desk"),
    ],
)
def test_the_sender_has_no_name_that_is_hidden_from_the_reader(
    desk: Path, told: list[str], shown: str
):
    sheet = desk / "facts.yaml"
    text = sheet.read_text("utf-8")
    start, end = text.index("  by:"), text.index("\n", text.index("  by:"))
    text = f"{text[:start]}  by: {{text: KIWI Desk, audiences: [executive]}}{text[end:]}"
    sheet.write_text(text, "utf-8")
    assert run_mail(desk, *told).returncode == 0
    for path in (desk / "outbox").glob("*.eml"):
        made = parsed(path)
        name = made["From"].addresses[0].display_name
        if "executive" in path.name:
            assert name == (parseaddr(told[1])[0] if told else "KIWI Desk")
        else:
            assert name == shown and "kiwi desk" not in made.as_string().lower(), path.name


def test_all_get_their_mail_from_one_address_that_is_hidden_from_nobody(desk: Path):
    sheet = desk / "facts.yaml"
    text = sheet.read_text("utf-8").replace(
        "contacts:\n",
        "contacts:\n  - {name: Boss, email: boss@example.org, audiences: [executive]}\n",
        1,
    )
    sheet.write_text(text, "utf-8")
    run_mail(desk)
    senders = {parsed(p)["From"].addresses[0].addr_spec for p in (desk / "outbox").glob("*.eml")}
    assert senders == {"press.desk@example.org"}


def test_the_calendar_s_identity_is_not_made_of_a_hidden_name():
    sheet = samples()["full"]
    named = sheet.event.model_copy(update={"name": "Quagmire"})
    hidden = sheet.event.model_copy(update={"name": RestrictedText("Quagmire", ("executive",))})
    made = {}
    for kind, event in (("named", named), ("hidden", hidden)):
        for audience in ("executive", "press"):
            seen = seen_by(sheet.model_copy(update={"event": event}), audience, "en")
            data = calendar_file(seen, Options()) or b""
            made[kind, audience] = icalendar.Calendar.from_ical(data).walk("VEVENT")[0]
    assert made["named", "press"]["uid"] == made["hidden", "executive"]["uid"]
    assert made["hidden", "press"]["uid"] != made["hidden", "executive"]["uid"]
    assert made["hidden", "press"]["summary"] == ""


def test_drafts_that_are_not_wanted_any_more_go_and_those_changed_by_hand_stay(desk: Path):
    run_mail(desk)
    (first, second, third) = sorted((desk / "outbox").glob("*.eml"))
    second.write_bytes(second.read_bytes() + b"mine\r\n")
    people(desk, "name,email,audience,language\nAwa Diop,awa@example.org,press,fr\n")
    assert run_mail(desk).returncode == 0
    assert first.exists() and second.exists() and not third.exists()
    first.write_bytes(b"changed")
    done = run_mail(desk)
    assert (done.returncode, "E601" in done.stderr, first.read_bytes()) == (1, True, b"changed")


def test_a_template_of_ones_own_words_the_mail(eventbrief: Command, desk: Path):
    eventbrief("init", ".")
    press = desk / "templates" / "press" / "mail.md.j2"
    press.write_text(
        "---\nsubject: 'Hi: {{ event.city }}'\n---\nHello {{ mail.name }}, *look*.\n", "utf-8"
    )
    people(desk, "name,email,audience,language\nAwa,a@example.org,press,en\n")
    assert run_mail(desk).returncode == 0
    made = parsed(next((desk / "outbox").glob("*.eml")))
    assert made["Subject"] == "Hi: Marrakech"
    assert "Hello Awa, <em>look</em>." in made.get_body(("html",)).get_content()
    for text, told in (
        ("no front matter", "templates/press/mail.md.j2:1:1: error E412"),
        ("---\nsubject: '{{ event.ctiy }}'\n---\nx", "templates/press/mail.md.j2:2:20: error E402"),
        (
            "---\nsubjekt: x\n---\nx",
            "templates/press/mail.md.j2:2:1: error E203: unknown key `subjekt`",
        ),
        ("---\nsubject: x\n---\n\n{{ mail.nmae }}", "templates/press/mail.md.j2:5:9: error E402"),
    ):
        press.write_text(text, "utf-8")
        done = run_mail(desk)
        assert (done.returncode, told in done.stderr) == (1, True), done.stderr


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        (["--only", "nobody@example.org"], 2, "is not among the recipients"),
        (["--from", "no address"], 1, "error E706"),
        (["--send"], 2, "nobody is here to say yes"),
        (["--send", "--yes"], 2, "no mail server"),
        (
            ["--send", "--yes", "--host", "localhost", "--ca-file", "none.pem"],
            2,
            "there is no file",
        ),
        (["--test-to", "nonsense", "--yes", "--host", "localhost"], 2, "--test-to"),
    ],
)
def test_what_cannot_be_done_is_told(desk: Path, more: list[str], code: int, words: str):
    done = run_mail(desk, *more)
    assert (done.returncode, words in done.stderr) == (code, True), done.stderr
    assert "Traceback" not in done.stderr


def test_only_and_limit_narrow_what_is_made(desk: Path):
    run_mail(desk, "--only", "Ada@example.org")
    assert [p.name for p in (desk / "outbox").glob("*.eml")] == [
        "0001-executive.en-ada@example.org.eml"
    ]
    run_mail(desk, "--limit", "2")
    assert len(list((desk / "outbox").glob("*.eml"))) == 2


def test_a_sheet_without_a_sender_says_so(desk: Path):
    (desk / "facts.yaml").write_text(
        "fact_sheet: 1\nlanguage: en\nevent: {name: Port Forum, start: 2024-05-14, city: Lisbon}\n",
        "utf-8",
    )
    assert "error E706: there is no sender" in run_mail(desk).stderr
    assert run_mail(desk, "--from", "Desk <desk@example.org>").returncode == 0


def test_the_name_of_a_file_can_be_filed():
    sheet = samples()["full"]
    french = seen_by(sheet, "press", "fr")
    assert file_name(french, "Press brief", "pdf") == "2024-05-14 Lisbon - Press brief (FR).pdf"
    event = sheet.event.model_copy(update={"city": 'A/B: "C"?\n*', "start": None})
    odd = sheet.model_copy(update={"event": event})
    odd = seen_by(odd, "press", "en")
    assert file_name(odd, "Press brief", "pdf") == "A B C - Press brief (EN).pdf"
    long = sheet.model_copy(update={"event": sheet.event.model_copy(update={"city": "x" * 400})})
    assert len(file_name(seen_by(long, "press", "en"), "Press brief", "pdf")) <= 130


words = st.text(min_size=1, max_size=120).filter(
    lambda t: t.strip() == t and " ".join(t.split()) == t
    and not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or 0xD800 <= ord(c) <= 0xDFFF or c in "\u2028\u2029" for c in t)
)  # fmt: skip


@given(words, words)
def test_any_name_and_any_subject_arrive_as_they_are(name: str, subject: str):
    mail = MailText(subject, (Section("", (Paragraph((Run(name),)),)),), "en", "ltr")
    envelope = Envelope(Mailbox("Desk", "d@example.org"), Mailbox(name, "a@example.org"))
    made = message(envelope, mail, [attachment("ä b.pdf", b"%PDF")], "2024-05-14")
    head, _, _ = made.draft().partition(b"\r\n\r\n")
    read = email.message_from_bytes(made.draft(), policy=email.policy.compat32)
    assert str(make_header(decode_header(read["Subject"].replace("\r\n", "")))) == subject
    shown, spec = parseaddr(read["To"].replace("\r\n", ""))
    assert spec == "a@example.org"
    assert str(make_header(decode_header(shown))) == name
    names = [line.split(b":")[0] for line in head.split(b"\r\n") if line[:1] not in b" \t"]
    assert names == [
        b"From", b"To", b"Subject", b"Date", b"Message-ID", b"X-Unsent", b"MIME-Version", b"Content-Type",
    ]  # fmt: skip
