"""A real server from Debian's packages: what arrived is what was meant, also after kills."""

from __future__ import annotations

import io
import os
import random
import signal
import sqlite3
import subprocess
import time
from collections import Counter
from pathlib import Path

import docx
import icalendar
from pypdfium2 import PdfDocument

from mail_servers import Postfix, command_line, environment, options, run_mail

AUDIENCES = ("executive", "press", "delegation", "partners", "security", "public")
TITLES = {
    ("executive", "fr"): "Note de synthèse", ("executive", "en"): "Executive brief",
    ("press", "fr"): "Note à la presse", ("press", "en"): "Press brief",
    ("delegation", "fr"): "Note à la délégation", ("delegation", "en"): "Delegation brief",
    ("partners", "fr"): "Note aux partenaires", ("partners", "en"): "Partner brief",
    ("security", "fr"): "Note de sûreté", ("security", "en"): "Security brief",
    ("public", "fr"): "En bref", ("public", "en"): "In brief",
}  # fmt: skip


def test_every_attachment_opens_and_every_address_is_right(desk: Path, postfix: Postfix):
    rows = {
        f"{audience}-{language}@example.org": (audience, language)
        for audience in AUDIENCES
        for language in ("fr", "en")
    }
    (desk / "people.csv").write_text(
        "name;email;audience;language;attach\n"
        + "".join(f"Reader of {e};{e};{a};{lang};both\n" for e, (a, lang) in rows.items()),
        "utf-8",
    )
    done = run_mail(desk, *options(postfix.port, postfix.ca, "--ics"))
    assert (done.returncode, done.stderr.strip()) == (0, "12 sent"), done.stderr
    arrived = postfix.arrived(12)
    assert len(arrived) == 12
    for made in arrived:
        (to,) = made["To"].addresses
        assert made["Delivered-To"] == to.addr_spec
        assert to.display_name == f"Reader of {to.addr_spec}"
        assert not [d for part in made.walk() for d in part.defects]
        assert made["X-Unsent"] is None
        title = TITLES[rows[to.addr_spec]]
        pdf, word, ics = made.iter_attachments()
        with PdfDocument(pdf.get_content()) as opened:
            assert len(opened) == 1
            assert opened.get_metadata_dict()["Title"].startswith(title)
        document = docx.Document(io.BytesIO(word.get_content()))
        assert document.core_properties.title.startswith(title)
        calendar = icalendar.Calendar.from_ical(ics.get_payload(decode=True))
        assert len(calendar.walk("VEVENT")) == 1
        name = f"2022-10-25 Marrakech - {TITLES[rows[to.addr_spec][0], 'en']} ({rows[to.addr_spec][1].upper()})"
        assert [p.get_filename() for p in (pdf, word)] == [f"{name}.pdf", f"{name}.docx"]


def settled(desk: Path) -> int:
    """How many messages the ledger says were taken."""
    path = desk / "ledger.sqlite3"
    if not path.is_file():
        return 0
    base = sqlite3.connect(path, timeout=10)  # not read-only: what a kill left is put right first
    try:
        return int(base.execute("SELECT count(*) FROM message WHERE state = 'sent'").fetchone()[0])
    except sqlite3.OperationalError:
        return 0  # the table is about to be made
    finally:
        base.close()


def test_a_thousand_recipients_and_ten_kills_and_each_gets_it_once(desk: Path, postfix: Postfix):
    """Killed at ten random points; what is not delivered once is reported as in doubt."""
    people = {f"p{n}@example.org": (AUDIENCES[n % 6], "fr" if n % 2 else "en") for n in range(1000)}
    (desk / "people.csv").write_text(
        "email,audience,language\n"
        + "".join(f"{e},{a},{lang}\n" for e, (a, lang) in people.items())
    )
    line = command_line(*options(postfix.port, postfix.ca, "-q"))
    chance = random.Random(20221025)
    for _ in range(10):
        run = subprocess.Popen(line, cwd=desk, env=environment(), stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        enough, end = settled(desk) + chance.randint(1, 80), time.monotonic() + 30
        while settled(desk) < enough and time.monotonic() < end:
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 0.02))  # anywhere between two messages
        os.kill(run.pid, signal.SIGKILL)
        run.wait()
    assert 10 <= settled(desk) < 1000, "it was killed while it was sending"
    last = run_mail(desk, *options(postfix.port, postfix.ca))
    base = sqlite3.connect(desk / "ledger.sqlite3")
    states = dict(base.execute("SELECT address, state FROM message"))
    base.close()
    doubtful = {address for address, state in states.items() if state == "doubt"}
    assert set(states) == set(people) and set(states.values()) <= {"sent", "doubt"}
    assert len(doubtful) <= 10
    assert (last.returncode == 1) == bool(doubtful), last.stderr
    arrived = Counter(m["Delivered-To"] for m in postfix.arrived(1000 - len(doubtful), 60))
    assert {a: n for a, n in arrived.items() if n != 1} == {}
    assert set(people) - set(arrived) <= doubtful
