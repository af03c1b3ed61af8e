"""Sheet and PO file brought together, as a translator works."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po
from hypothesis import given
from hypothesis import strategies as st

from conftest import EXAMPLE, Command, sheet
from eventbrief.facts.document import Document, load, parse
from eventbrief.facts.finding import InputError
from eventbrief.facts.text import RestrictedText, in_language, wordings
from eventbrief.facts.texts import texts
from eventbrief.translate.catalogue import Entry, PoFile, po_bytes, read_po_file
from eventbrief.translate.exchange import exchange
from eventbrief.translate.worded import Wording, with_wordings

SHEET = """\
# ours
fact_sheet: 1
language: fr
event:
  name: Forum des ports  # officiel
  venue: {text: Gare maritime, audiences: [executive]}
organisers:
  - {name: Association des ports, acronym: ADP}  # vérifié
summary:
  - Le forum s'ouvre mardi.
  - >-
    Il réunit vingt-deux pays autour d'une même table, pendant trois jours, pour parler de la
    sécurité à quai.
  - {fr: Une phrase., en: A sentence.}
objectives:
  - {fr: Un but., audiences: [executive]}
  - fr: Un autre but.
    audiences: [executive]
quotes:
  - text: Un port sûr est un port où l'on se parle
    speaker: Maria Example
"""
EDITED = """\
# ours
fact_sheet: 1
language: fr
event:
  name: {fr: Forum des ports, en: Port Forum}  # officiel
  venue: {text: {fr: Gare maritime, en: Maritime Station}, audiences: [executive]}
organisers:
  - {name: {fr: Association des ports, en: Ports Association}, acronym: ADP}  # vérifié
summary:
  - fr: Le forum s'ouvre mardi.
    en: The forum opens on Tuesday.
  - fr: >-
      Il réunit vingt-deux pays autour d'une même table, pendant trois jours, pour parler de la
      sécurité à quai.
    en: It brings twenty-two countries together.
  - {fr: Une phrase., en: A sentence.}
objectives:
  - {fr: Un but., en: A purpose., audiences: [executive]}
  - {fr: Un autre but., en: Another purpose., audiences: [executive]}
quotes:
  - text:
      fr: Un port sûr est un port où l'on se parle
      en: A safe port is a port where people talk
    speaker: Maria Example
"""
WORDS = {
    "/event/name": "Port Forum",
    "/event/venue": "Maritime Station",
    "/organisers/0/name": "Ports Association",
    "/summary/0": "The forum opens on Tuesday.",
    "/summary/1": "It brings twenty-two countries together.",
    "/quotes/0/text": "A safe port is a port where people talk",
    "/objectives/0": "A purpose.",
    "/objectives/1": "Another purpose.",
}


def filled(entries: list[Entry], words: dict[str, str]) -> list[Entry]:
    import dataclasses

    return [dataclasses.replace(e, words=words.get(e.at, e.words)) for e in entries]


def translated() -> tuple[Document, list[Entry]]:
    first = exchange(sheet(SHEET), "en", [])
    done = exchange(sheet(SHEET), "en", filled(first.entries, WORDS))
    return done.document, done.entries


def test_what_lacks_a_wording_becomes_an_entry_with_its_context():
    found = exchange(sheet(SHEET), "en", []).entries
    assert [e.at for e in found] == list(WORDS)
    by = {e.at: e for e in found}
    assert by["/summary/0"].source == "Le forum s'ouvre mardi."
    assert by["/quotes/0/text"].about[0].startswith("quotation of Maria Example")
    assert "only for: executive" in by["/event/venue"].about
    assert by["/event/name"].line == 5


def test_what_was_filled_in_goes_into_the_sheet_and_nothing_else_changes():
    document, entries = translated()
    changed = [
        (a, b) for a, b in zip(document.tree.text.split("\n"), EDITED.split("\n"), strict=False) if a != b
    ]  # fmt: skip
    assert changed == []
    again = exchange(document, "en", entries)
    assert (again.taken, again.stale, again.kept, again.open) == ((), (), (), 0)
    assert again.document.tree.text == document.tree.text


def test_a_sheet_keeps_its_line_breaks_and_a_missing_last_one():
    for style in (lambda t: t.replace("\n", "\r\n"), lambda t: t.rstrip("\n")):
        first = exchange(sheet(style(SHEET)), "en", [])
        done = exchange(sheet(style(SHEET)), "en", filled(first.entries, WORDS))
        assert done.document.tree.text == style(EDITED)


def test_fuzzy_entries_stay_out_of_the_sheet():
    import dataclasses

    first = exchange(sheet(SHEET), "en", [])
    unsure = [dataclasses.replace(e, fuzzy=True) for e in filled(first.entries, WORDS)]
    done = exchange(sheet(SHEET), "en", unsure)
    assert done.taken == () and done.open == len(WORDS)


def test_a_translation_older_than_its_source_is_marked():
    document, entries = translated()
    later = parse(document.tree.text.replace("s'ouvre mardi", "s'ouvre mercredi"), document.path)
    done = exchange(later, "en", entries)
    assert done.stale == ("/summary/0",)
    (entry,) = (e for e in done.entries if e.at == "/summary/0")
    assert entry.fuzzy and entry.previous == "Le forum s'ouvre mardi."
    assert entry.source == "Le forum s'ouvre mercredi."
    once_more = exchange(later, "en", done.entries)
    assert [e.fuzzy for e in once_more.entries if e.at == "/summary/0"] == [True]


def test_the_corrected_translation_replaces_the_one_in_the_sheet():
    import dataclasses

    document, entries = translated()
    later = parse(document.tree.text.replace("s'ouvre mardi", "s'ouvre mercredi"), document.path)
    stale = exchange(later, "en", entries).entries
    mended = [
        dataclasses.replace(e, words="The forum opens on Wednesday.", fuzzy=False, previous="")
        if e.at == "/summary/0" else e for e in stale
    ]  # fmt: skip
    done = exchange(later, "en", mended)
    assert done.taken == ("/summary/0",)
    assert "on Wednesday" in done.document.tree.text and "on Tuesday" not in done.document.tree.text


def test_a_wording_changed_in_the_sheet_stays_and_is_told():
    import dataclasses

    document, entries = translated()
    mine = parse(document.tree.text.replace("opens on Tuesday", "starts Tuesday"), document.path)
    theirs = [
        dataclasses.replace(e, words="Tuesday it is.") if e.at == "/summary/0" else e
        for e in entries
    ]
    done = exchange(mine, "en", theirs)
    assert (done.taken, done.kept) == ((), ("/summary/0",))


def test_entries_follow_items_that_move():
    document, entries = translated()
    text = document.tree.text.replace("summary:\n", "summary:\n  - Une phrase nouvelle.\n")
    done = exchange(parse(text, document.path), "en", entries)
    assert done.stale == ()
    assert {e.at: e.words for e in done.entries}["/summary/1"] == "The forum opens on Tuesday."
    assert {e.at: e.words for e in done.entries}["/summary/0"] == ""


def test_a_po_file_says_what_its_entries_say(tmp_path: Path):
    _, entries = translated()
    odd = Entry(
        "/summary/9",
        'Tabs\tand "quotes" \\ and\nlines',
        "«ما»",
        True,
        ("a", "b"),
        ("mine",),
        "old",
        "",
        3,
    )
    path = tmp_path / "facts.en.po"
    path.write_bytes(po_bytes(PoFile([*entries, odd]), Path("facts.yaml"), "en", "2022-10-25"))
    read = read_po_file(path).entries
    import dataclasses

    assert [dataclasses.replace(e, line=0) for e in (*entries, odd)] == read


def test_what_is_no_po_file_is_told(tmp_path: Path):
    path = tmp_path / "facts.en.po"
    path.write_text('msgid "a\n')
    with pytest.raises(InputError) as caught:
        read_po_file(path)
    assert caught.value.findings[0].code == "E211"
    path.write_bytes(b'msgid "\xff\xfe"\nmsgstr ""\n')
    with pytest.raises(InputError) as caught:
        read_po_file(path)
    assert caught.value.findings[0].code == "E211"


words = st.text(min_size=1, max_size=150).filter(
    lambda t: (
        t.strip() == t
        and t
        and not any(0xD800 <= ord(c) <= 0xDFFF or c in "\x00\r\x85\u2028\u2029" for c in t)
    )
)


@given(words, st.sampled_from(list(WORDS)))
def test_any_words_can_be_put_into_a_sheet(text: str, at: str):
    made = with_wordings(sheet(SHEET), [Wording(at, "en", text), Wording(at, "ar", text)])
    found = dict(texts(made.sheet))
    assert in_language(found[at], "en", "fr") == (text, "en")
    before = dict(texts(sheet(SHEET).sheet))
    restricted = {p: t.audiences for p, t in before.items() if isinstance(t, RestrictedText)}
    assert restricted == {p: t.audiences for p, t in found.items() if isinstance(t, RestrictedText)}
    for pointer, old in before.items():
        if pointer != at:
            assert wordings(found[pointer]) == wordings(old)


# -- by the real command ---------------------------------------------------------------------------


def fill(path: Path, words: str) -> None:
    catalog = read_po(io.BytesIO(path.read_bytes()))
    for message in catalog:
        if message.id and not message.string:
            message.string = f"{words} {message.id}"
    with path.open("wb") as file:
        write_po(file, catalog)


def test_a_translator_s_day_by_the_real_command(eventbrief: Command, tmp_path: Path):
    (tmp_path / "facts.yaml").write_text(SHEET, "utf-8")
    done = eventbrief("translate", "facts.yaml", "--to", "en,es")
    assert (done.returncode, done.stdout) == (0, "facts.en.po\nfacts.es.po\n"), done.stderr
    assert "8 open" in done.stderr
    po = tmp_path / "facts.es.po"
    fill(po, "ES:")
    done = eventbrief("translate", "facts.yaml", "--to", "es")
    assert "9 taken into the sheet, 0 open" in done.stderr
    text = (tmp_path / "facts.yaml").read_text("utf-8")
    assert "es: 'ES: Le forum s''ouvre mardi.'" in text or "ES: Le forum s'ouvre mardi." in text
    (tmp_path / "facts.yaml").write_text(
        text.replace("fr: Le forum s'ouvre", "fr: Le forum commence"), "utf-8"
    )
    done = eventbrief("check", "facts.yaml")
    assert "W342: the wording of /summary/0 in `es` is older than its source" in done.stderr
    done = eventbrief("translate", "facts.yaml", "--to", "es")
    assert "1 to look at again" in done.stderr
    assert "#, fuzzy" in po.read_text("utf-8")
    assert "#| msgid" in po.read_text("utf-8")
    before = po.read_bytes()
    assert eventbrief("translate", "facts.yaml", "--to", "es").stdout == ""
    assert po.read_bytes() == before


def test_bad_input_gets_a_message(eventbrief: Command, tmp_path: Path):
    (tmp_path / "facts.yaml").write_text(SHEET, "utf-8")
    assert eventbrief("translate", "facts.yaml", "--to", "English").returncode == 2
    assert eventbrief("translate", "none.yaml", "--to", "en").returncode == 1
    (tmp_path / "facts.en.po").write_text('msgid "a\n')
    done = eventbrief("translate", "facts.yaml", "--to", "en")
    assert (done.returncode, "error E211" in done.stderr) == (1, True)
    assert (tmp_path / "facts.yaml").read_text("utf-8") == SHEET


def test_the_committed_translations_are_up_to_date(eventbrief: Command, tmp_path: Path):
    for path in EXAMPLE.parent.glob("facts.*"):
        shutil.copy(path, tmp_path)
    done = eventbrief("translate", "facts.yaml", "--to", "es,ar")
    assert (done.returncode, done.stdout) == (0, "")
    assert {e.fuzzy for e in read_po_file(tmp_path / "facts.ar.po").entries} == {False}
    assert load(tmp_path / "facts.yaml").tree.text == EXAMPLE.read_text("utf-8")


def test_a_machine_s_translation_stays_out_until_a_person_confirms_it(
    eventbrief: Command, tmp_path: Path, endpoint
):
    (tmp_path / "facts.yaml").write_text(SHEET, "utf-8")
    asked = endpoint(
        {**{at: f"EN {words}" for at, words in WORDS.items()}, "/made/up": "x", "/summary/1": 3}
    )
    done = eventbrief("translate", "facts.yaml", "--to", "en", "--with-model", "tester")
    assert done.returncode == 0, done.stderr
    assert "0 taken into the sheet, 8 open" in done.stderr
    assert (tmp_path / "facts.yaml").read_text("utf-8") == SHEET
    sent = asked.asked[0]["messages"][1]["content"]
    assert "Le forum s'ouvre mardi." in sent and "Maria Example" not in sent
    po = tmp_path / "facts.en.po"
    entries = read_po_file(po).entries
    assert [e.fuzzy for e in entries if e.words] == [True] * 7
    assert any("machine translation by tester, not confirmed" in a for a in entries[0].about)
    po.write_text(po.read_text("utf-8").replace("#, fuzzy\n", ""), "utf-8")
    done = eventbrief("translate", "facts.yaml", "--to", "en")
    assert "7 taken into the sheet, 1 open" in done.stderr
    assert "machine translation" not in po.read_text("utf-8")
    assert len(asked.asked) == 1


def test_without_a_model_nothing_is_sent(eventbrief: Command, tmp_path: Path, endpoint):
    (tmp_path / "facts.yaml").write_text(SHEET, "utf-8")
    asked = endpoint({})
    eventbrief("translate", "facts.yaml", "--to", "en")
    assert asked.asked == []


def test_an_endpoint_that_fails_is_the_machine_s_failure(
    eventbrief: Command, tmp_path: Path, endpoint
):
    (tmp_path / "facts.yaml").write_text(SHEET, "utf-8")
    endpoint("no JSON")
    done = eventbrief("translate", "facts.yaml", "--to", "en", "--with-model", "tester")
    assert (done.returncode, "did not answer in JSON" in done.stderr) == (3, True)
    assert not (tmp_path / "facts.en.po").exists()
