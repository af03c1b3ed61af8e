"""Inputs that passed and must not, and right ones that were refused: small texts, one fact each."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from check.releases import put
from eventbrief.check.findings import check
from eventbrief.facts import pointer
from eventbrief.facts.document import parse
from eventbrief.facts.finding import Finding
from eventbrief.facts.model import FactSheet
from eventbrief.facts.writer import write

SENTENCE = "The Forum is organised by the Port Authority of Lisbon (APL) in partnership with Lisnave (LSN)."
HEADS = "Some 400 delegates and 12 ministers from 31 countries came to the Forum in Lisbon."
LINES = "Programme\n\n09:30-10:15 Opening, Hall A, Ana Roy\n10:15-11:00 Debate, Hall B, Jon Hale\n"
DESK = "Contact: Maria Example, +351 210 000 111, maria@example.org; Rui Santos, +351 213 456 789, rui@example.org\n"
CLOSED = "The court denied that the port is closed. The works go on.\n"
TREATY = "Ports\n\n“Unless the ports are heard, we will sign the treaty,” said Ana Roy, minister of ports.\n"
PART = "Ports\n\n“We support the treaty only if the ports are heard,” said Ana Roy, minister of ports.\n"
THREE = "Ports\n\nAna Roy is mayor. Jon Hale is judge.\n\n“The port is closed and it stays so.” The crowd left.\n"


def found(
    folder: Path, text: str, facts: dict[str, Any], evidence: dict[str, Any]
) -> list[Finding]:
    """What `check` says of facts whose evidence is these words of the text."""
    (folder / "a.txt").write_text(text, encoding="utf-8")
    data: dict[str, Any] = {
        "fact_sheet": 1,
        "language": "en",
        "event": {},
        "sources": {
            "a": {
                "file": "a.txt",
                "sha256": hashlib.sha256(text.encode()).hexdigest(),
                "language": "en",
            }
        },
        "evidence": {},
    }
    for at, value in facts.items():
        put(data, pointer.split(at), value)
    for at, words in evidence.items():
        rows = []
        for one in [words] if isinstance(words, str) else words:
            start = text.index(one)
            rows.append({"source": "a", "at": [start, start + len(one)], "text": one})
        data["evidence"][at] = rows
    return check(parse(write(FactSheet.model_validate(data)), folder / "facts.yaml"))


ORGANISER = "/organisers/0"
QUOTE = "/quotes/0/text"
WRONG = [
    ("E313", SENTENCE, {ORGANISER: {"name": "Lisnave", "role": "organiser"}}, {ORGANISER: SENTENCE}),
    ("E313", SENTENCE, {ORGANISER: {"name": "Port Authority of Lisbon", "role": "partner"}}, {ORGANISER: SENTENCE}),
    ("E313", SENTENCE, {ORGANISER: {"name": "Lisnave", "acronym": "APL", "role": "partner"}}, {ORGANISER: SENTENCE}),
    ("E313", HEADS, {"/participants/0": {"count": 12, "kind": "delegates"}}, {"/participants/0": HEADS}),
    ("E313", HEADS, {"/participants/0": {"count": 400, "kind": "ministers"}}, {"/participants/0": HEADS}),
    ("E313", HEADS, {"/countries/count": 12}, {"/countries/count": "12 ministers"}),
    ("E313", HEADS, {"/countries/count": 400}, {"/countries/count": "Some 400 delegates"}),
    ("E313", "It runs from 3 to 5 June 2024.", {"/event/edition": 5}, {"/event/edition": "from 3 to 5 June 2024"}),
    ("E313", "All 53 African states came.", {"/event/edition": 53}, {"/event/edition": "All 53 African states"}),
    ("E313", LINES, {"/programme/0": {"day": "2024-06-03", "start": "10:15", "title": "Opening"}}, {"/programme/0": LINES[11:-1]}),
    ("E313", "On 3 June 2024: Opening", {"/programme/0": {"day": "2024-06-03", "start": "03:00", "title": "Opening"}}, {"/programme/0": "On 3 June 2024: Opening"}),
    ("E313", DESK, {"/contacts/0": {"name": "Maria Example", "phone": "+351 213 456 789"}}, {"/contacts/0": DESK[:-1]}),
    ("E313", DESK, {"/contacts/0": {"name": "Maria Example", "email": "rui@example.org"}}, {"/contacts/0": DESK[:-1]}),
    ("E313", DESK, {"/contacts/0": {"name": "Rui Santos", "phone": "789"}}, {"/contacts/0": DESK[:-1]}),
    ("W311", "Those who attend may speak.", {ORGANISER: {"name": "who attend", "acronym": "WHO"}}, {ORGANISER: "Those who attend may speak"}),
    ("E316", "Some 1,500 people came.", {"/participants/0": {"count": 500, "kind": "people"}}, {"/participants/0": "500 people"}),
    ("E316", "The Parisian fair opens.", {"/event/city": "Paris"}, {"/event/city": "Paris"}),
    ("E316", "Guests from Nigeria take part.", {"/countries/named/0": "NE"}, {"/countries/named/0": "Niger"}),
    ("E315", CLOSED, {"/summary/0": "the port is closed."}, {"/summary/0": "the port is closed."}),
    ("E315", CLOSED, {"/lines_to_take/0": "the port is closed"}, {"/lines_to_take/0": "the port is closed"}),
    ("E315", "We hope that the port reopens.", {"/objectives/0": "the port reopens"}, {"/objectives/0": "the port reopens"}),
    ("E315", "The port opens only if it pays.", {"/topics/0": "The port opens"}, {"/topics/0": "The port opens"}),
    ("E327", TREATY, {QUOTE: "[…] we will sign the treaty"}, {QUOTE: "we will sign the treaty"}),
    ("E327", PART, {"/quotes/0": {"text": "We support the treaty", "partial": True}}, {QUOTE: "We support the treaty"}),
    ("E328", "“The plan says nothing of ports,” said Ana Roy.\n", {QUOTE: "The plan"}, {QUOTE: "The plan"}),
    ("E329", "“Minister Jon Hale lied,” said the mayor.\n", {"/quotes/0": {"text": "Minister Jon Hale lied", "speaker": "Jon Hale"}}, {QUOTE: "Minister Jon Hale lied", "/quotes/0/speaker": "Jon Hale"}),
    ("W330", THREE, {"/quotes/0": {"text": "The port is closed and it stays so.", "speaker": "Jon Hale"}}, {QUOTE: "The port is closed and it stays so.", "/quotes/0/speaker": "Jon Hale"}),
    ("W311", THREE, {"/quotes/0": {"text": "The port is closed and it stays so.", "speaker": "Pope"}}, {QUOTE: "The port is closed and it stays so."}),
    ("W311", THREE, {"/quotes/0": {"text": "The port must burn.", "speaker": "Jon Hale"}}, {"/quotes/0/speaker": "Jon Hale"}),
    ("W311", SENTENCE, {ORGANISER: {"name": "Lisnave", "acronym": "XYZ", "role": "sponsor"}}, {f"{ORGANISER}/name": "Lisnave"}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "facts", "evidence"), WRONG)
def test_what_the_words_do_not_say_is_told(
    tmp_path: Path, code: str, text: str, facts: dict[str, Any], evidence: dict[str, Any]
):
    assert code in {f.code for f in found(tmp_path, text, facts, evidence)}


RIGHT = [
    (SENTENCE, {ORGANISER: {"name": "Lisnave", "acronym": "LSN", "role": "partner"}}, {ORGANISER: SENTENCE}),
    (SENTENCE, {ORGANISER: {"name": "Port Authority of Lisbon", "acronym": "APL"}}, {ORGANISER: SENTENCE}),
    (HEADS, {"/participants/0": {"count": 12, "kind": "ministers"}}, {"/participants/0": HEADS}),
    (HEADS, {"/participants/0": {"count": 400, "hedge": "about", "kind": "delegates"}}, {"/participants/0": HEADS}),
    (DESK, {"/contacts/0": {"name": "Rui Santos", "phone": "+351 213 456 789", "email": "rui@example.org"}}, {"/contacts/0": DESK[:-1]}),
    (LINES, {"/programme/0": {"day": "2024-06-03", "start": "10:15", "end": "11:00", "title": "Debate", "place": "Hall B"}}, {"/programme/0": LINES[11:-1], "/programme/0/day": []}),
    ("It takes place at Feria Valencia.", {"/event/venue": "Feria Valencia"}, {"/event/venue": "at Feria Valencia"}),
    ("See www.forum.org for more.", {"/event/website": "https://www.forum.org"}, {"/event/website": "www.forum.org"}),
    ("Some 1.5 million visitors came.", {"/participants/0": {"count": 1500000, "hedge": "about", "kind": "visitors"}}, {"/participants/0": "Some 1.5 million visitors"}),
    ("Two dozen experts came.", {"/participants/0": {"count": 24, "kind": "experts"}}, {"/participants/0": "Two dozen experts"}),
    ("“We sign,” said Ana Roy, the mayor.\n", {QUOTE: "We sign."}, {QUOTE: "We sign"}),
    ("“No doubt, the ports must talk,” said Ana Roy, the mayor.\n", {QUOTE: "[…] the ports must talk"}, {QUOTE: "the ports must talk"}),
    ("Ports\n\n— We will sign the treaty —said Ana Roy.\n", {QUOTE: "We will sign the treaty"}, {QUOTE: "We will sign the treaty"}),
    ("Interview\n\nAna Roy: We will sign the treaty.\n", {QUOTE: "We will sign the treaty."}, {QUOTE: "We will sign the treaty."}),
    ("Ana Roy said:\n\n> We will sign the treaty.\n", {QUOTE: "We will sign the treaty."}, {QUOTE: "We will sign the treaty."}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "facts", "evidence"), RIGHT)
def test_what_the_words_say_is_let_pass(
    tmp_path: Path, text: str, facts: dict[str, Any], evidence: dict[str, Any]
):
    findings = found(tmp_path, text, facts, {k: v for k, v in evidence.items() if v})
    about = [f for f in findings if f.severity == "error" and not f.pointer.endswith("/day")]
    assert [f.message for f in about] == []
