"""A value changed under untouched evidence is an error that shows both; each line a kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventbrief.check.findings import check
from eventbrief.extract.merge import merge
from eventbrief.extract.says.readers import READERS
from eventbrief.extract.single import extract
from eventbrief.facts.document import Document, parse
from eventbrief.facts.fact import Says
from eventbrief.facts.finding import Finding
from eventbrief.facts.writer import write
from eventbrief.sources.reader import read

FRENCH = """Congrès mondial sur la sécurité portuaire

RABAT (MAP) - La 3e édition du Congrès mondial sur la sécurité portuaire se tient à Marrakech du 25 au
27 octobre 2022, avec la participation des représentants de 75 pays. Le congrès est organisé par la
Direction générale de la Sûreté nationale (DGSN). Quelque 400 délégués sont attendus, et le Sénégal
et la France participent aux travaux.

« Les ports doivent parler entre eux avant que le danger arrive », a affirmé Ana Roy, directrice du
port de Tanger.
"""
ENGLISH = """Ports meet in Lisbon

The 3rd World Forum on Port Power will be held in Lisbon, Portugal, from 14 to 16 May 2024. It is
organised by the National Police. Representatives of 75 countries will attend, with 400 delegates.

"A safe port is a port where people talk to each other," said Ana Roy, director of the port.
"""


def clean(folder: Path, text: str, name: str = "a.txt") -> str:
    """The sheet that is extracted from the text, as a file's words."""
    (folder / name).write_text(text, encoding="utf-8")
    return write(merge([extract(read(folder / name))], folder))


def document(folder: Path, sheet: str) -> Document:
    return parse(sheet, folder / "facts.yaml")


def errors(folder: Path, sheet: str) -> list[Finding]:
    return [f for f in check(document(folder, sheet)) if f.severity == "error"]


def swapped(sheet: str, old: str, new: str) -> str:
    """The facts changed once; the evidence below stays as it is."""
    head, mark, rest = sheet.partition("evidence:\n")
    assert old in head, (old, head)
    return head.replace(old, new, 1) + mark + rest


@pytest.mark.parametrize("text", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_a_clean_sheet_has_no_error(tmp_path: Path, text: str):
    assert errors(tmp_path, clean(tmp_path, text)) == []


CHANGES = [
    ("/event/name", "Congrès mondial sur la sécurité portuaire", "Forum mondial de l'eau"),
    ("/event/name", "Congrès mondial sur la sécurité portuaire", "Congrès mondial"),
    ("/event/edition", "edition: 3", "edition: 4"),
    ("/event/edition", "edition: 3", "edition: 33"),
    ("/event/start", "start: 2022-10-25", "start: 2022-10-24"),
    ("/event/start", "start: 2022-10-25", "start: 2022-10"),
    ("/event/end", "end: 2022-10-27", "end: 2023-10-27"),
    ("/event/end", "end: 2022-10-27", "end: 2022-10-28"),
    ("/event/end", "end: 2022-10-27", "end: 2022-10-25"),
    ("/event/end", "end: 2022-10-27", "end: 2022-11-27"),
    ("/event/city", "city: Marrakech", "city: Paris"),
    ("/event/city", "city: Marrakech", "city: Rabat"),
    ("/event/city", "city: Marrakech", "city: Tanger"),
    ("/event/country", "country: MA", "country: FR"),
    ("/event/country", "country: MA", "country: SN"),
    ("/event/country", "country: MA", "country: DZ"),
    ("/countries/count", "count: 75", "count: 195"),
    ("/countries/count", "count: 75", "count: 7"),
    ("/countries/count", "count: 75", "count: 400"),
    ("/countries/named/0", "named: [SN, FR]", "named: [ML, FR]"),
    ("/countries/named/1", "named: [SN, FR]", "named: [SN, MA]"),
    ("/organisers/0/name", "Direction générale de la Sûreté nationale", "Interpol"),
    ("/organisers/0/name", "Direction générale de la Sûreté nationale", "Direction générale"),
    ("/organisers/0/name", "Direction générale de la Sûreté", "Direction générale de la Police"),
    ("/organisers/0/acronym", "acronym: DGSN", "acronym: FBI"),
    ("/organisers/0/role", "role: organiser", "role: sponsor"),
    ("/organisers/0/role", "role: organiser", "role: host"),
    ("/participants/0/count", "count: 400", "count: 500"),
    ("/participants/0/count", "count: 400", "count: 40"),
    ("/participants/0/kind", "kind: délégués", "kind: ministres"),
    ("/quotes/0/speaker", "speaker: Ana Roy", "speaker: Jon Hale"),
    ("/quotes/0/speaker", "speaker: Ana Roy", "speaker: Anna Roy"),
    ("/quotes/0/speaker", "speaker: Ana Roy", "speaker: Direction générale de la Sûreté nationale"),
    ("/quotes/0/role", "role: directrice du port de Tanger", "role: présidente du port de Tanger"),
    ("/quotes/0/role", "role: directrice du port de Tanger", "role: directrice du port de Rabat"),
    ("/summary/0", "avec la participation", "sans la participation"),
    ("/summary/0", "des représentants de 75 pays", "des représentants de 57 pays"),
    ("/summary/0", "sécurité portuaire se tient", "sûreté portuaire se tient"),
]


@pytest.mark.parametrize(("at", "old", "new"), CHANGES, ids=[f"{a}: {n}" for a, _, n in CHANGES])
def test_a_changed_value_is_an_error_at_its_line(tmp_path: Path, at: str, old: str, new: str):
    sheet = clean(tmp_path, FRENCH)
    found = errors(tmp_path, swapped(sheet, old, new))
    assert at in {f.pointer for f in found}, [f.message for f in found]
    assert all(f.line for f in found)


def test_the_message_shows_what_the_sheet_and_what_the_words_say(tmp_path: Path):
    sheet = clean(tmp_path, FRENCH)
    (count,) = errors(tmp_path, swapped(sheet, "count: 75", "count: 195"))
    assert count.code == "E313"
    assert "the sheet says `195`, the words say `75`" in count.message
    (end,) = errors(tmp_path, swapped(sheet, "end: 2022-10-27", "end: 2023-10-27"))
    assert "`2023-10-27`, the words say `2022-10-27`" in end.message
    (speaker,) = [
        f
        for f in errors(tmp_path, swapped(sheet, "speaker: Ana Roy", "speaker: Jon Hale"))
        if f.code == "E329"
    ]
    assert "gives these words to `Ana Roy`" in speaker.message


def test_a_word_of_a_summary_sentence_is_the_source_s(tmp_path: Path):
    sheet = clean(tmp_path, ENGLISH)
    changed = swapped(sheet, "Port Power will be held", "Port Weapons will be held")
    assert [f.code for f in errors(tmp_path, changed)] == ["E313"]


def restated(sheet: str, at: str, rows: str) -> str:
    """The sheet with other evidence for one fact."""
    lines = sheet.split("\n")
    begin = lines.index(f"  {at}:")
    end = next(
        n for n in range(begin + 1, len(lines) + 1) if n == len(lines) or lines[n][:3] != "   "
    )
    return "\n".join([*lines[:begin], f"  {at}: [{rows}]", *lines[end:]])


def words(at: str, text: str, **more: str) -> str:
    start = FRENCH.index(text, FRENCH.index(at) if at else 0)
    rest = "".join(f", {k}: {v}" for k, v in more.items())
    return f"{{source: map, at: [{start}, {start + len(text)}], text: '{text}'{rest}}}"


@pytest.mark.parametrize("letters", ["s", "Marrakech", "participation", "400 délégués", "25"])
def test_other_words_are_no_evidence_of_the_count(tmp_path: Path, letters: str):
    sheet = restated(clean(tmp_path, FRENCH), "/countries/count", words("", letters))
    assert "/countries/count" in {f.pointer for f in errors(tmp_path, sheet)}


@pytest.mark.parametrize("letters", ["d", "participation", "a", "de"])
@pytest.mark.parametrize("at", ["/event/start", "/event/city", "/event/edition", "/summary/0"])
def test_one_letter_or_another_word_proves_nothing(tmp_path: Path, at: str, letters: str):
    sheet = restated(clean(tmp_path, FRENCH), at, words("", letters))
    assert at in {f.pointer for f in errors(tmp_path, sheet)}


def test_the_words_of_the_losing_value_are_no_evidence_of_the_one_that_is_printed(tmp_path: Path):
    sheet = clean(tmp_path, FRENCH)
    rows = f"{words('', '75 pays')}, {words('', '400 délégués')}"
    (found,) = errors(tmp_path, restated(sheet, "/countries/count", rows))
    assert (found.code, found.pointer) == ("E314", "/evidence/~1countries~1count/1")


@pytest.mark.parametrize("at", ["/event", "/quotes", '""', "/summary", "/countries", "/organisers"])
def test_evidence_stands_at_facts_and_not_at_what_holds_them(tmp_path: Path, at: str):
    sheet = clean(tmp_path, FRENCH) + f"  {at}: [{words('', 's')}]\n"
    assert "E309" in {f.code for f in errors(tmp_path, sheet)}


def test_a_person_may_state_a_whole_list(tmp_path: Path):
    sheet = swapped(clean(tmp_path, FRENCH), "summary:\n", "topics: [Ports]\nsummary:\n")
    assert "W311" in {f.code for f in check(document(tmp_path, sheet))}
    stated = sheet + "  /topics: [{status: stated, by: Awa Diop}]\n"
    assert "W311" not in {f.code for f in check(document(tmp_path, stated))}
    assert errors(tmp_path, stated) == []


@pytest.mark.parametrize("status", ["confirmed", "edited", "stated"])
def test_a_person_who_answers_for_a_value_bears_it(tmp_path: Path, status: str):
    sheet = swapped(clean(tmp_path, FRENCH), "count: 75", "count: 76")
    row = words("", "75 pays", status=status, by="Awa Diop")
    assert errors(tmp_path, restated(sheet, "/countries/count", row)) == []


@pytest.mark.parametrize("status", ["confirmed", "edited"])
def test_nobody_bears_a_value_without_a_name(tmp_path: Path, status: str):
    sheet = swapped(clean(tmp_path, FRENCH), "count: 75", "count: 76")
    row = words("", "75 pays", status=status)
    assert [f.code for f in errors(tmp_path, restated(sheet, "/countries/count", row))] == ["E313"]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("publisher", "Reuters"),
        ("title", "Congrès mondial sur la paix"),
        ("published", "2021-10-25"),
    ],
)
def test_what_a_source_is_called_is_what_its_file_says(tmp_path: Path, key: str, said: str):
    front = "---\ntitle: Les ports\npublisher: MAP\ndate: 2022-10-25\n---\n"
    sheet = clean(tmp_path, front + FRENCH)
    name = sheet.partition("sources:\n")[2].split(":")[0].strip()
    assert "W308" not in {f.code for f in check(document(tmp_path, sheet))}
    head, _, tail = sheet.partition(f"    {key}: ")
    changed = f"{head}    {key}: {said}\n{tail.partition(chr(10))[2]}"
    found = [f for f in check(document(tmp_path, changed)) if f.code == "W308"]
    assert [f.pointer for f in found] == [f"/sources/{name}/{key}"]
    assert said in found[0].message


@pytest.mark.parametrize(
    ("at", "old", "new"),
    [
        ("/participants/1", "summary:\n", "  - {count: 12, kind: ministres}\nsummary:\n"),
        ("/countries/named/2", "named: [SN, FR]", "named: [SN, FR, ML]"),
        ("/organisers/1", "countries:\n", "  - {name: Interpol}\ncountries:\n"),
        ("/event/venue", "venue:", "venue: Palais des congrès"),
        ("/summary/4", "quotes:\n", "  - Une autre phrase.\nquotes:\n"),
    ],
)
def test_what_is_added_by_hand_has_no_evidence(tmp_path: Path, at: str, old: str, new: str):
    sheet = clean(tmp_path, FRENCH)
    number = sheet.partition("summary:\n")[2].partition("quotes:")[0].count("\n  - ") + 1
    at = f"/summary/{number}" if at == "/summary/4" else at
    found = {(f.code, f.pointer) for f in check(document(tmp_path, swapped(sheet, old, new)))}
    assert ("W311", at) in found


def test_an_acronym_or_a_country_that_no_words_give_has_no_evidence(tmp_path: Path):
    sheet = clean(tmp_path, ENGLISH)
    name = "{name: National Police, role: organiser}"
    added = "{name: National Police, acronym: PNP, country: PT, role: organiser}"
    found = {(f.code, f.pointer) for f in check(document(tmp_path, swapped(sheet, name, added)))}
    assert {("W311", "/organisers/0/acronym"), ("W311", "/organisers/0/country")} <= found


def test_every_way_of_saying_has_its_reader():
    read = set(READERS)
    elsewhere = {Says.QUOTATION, Says.BODY, Says.FILE}
    assert read | elsewhere == set(Says)
    assert not read & elsewhere


def test_a_hedge_is_the_words_own(tmp_path: Path):
    sheet = clean(tmp_path, FRENCH)
    assert "hedge: about" in sheet
    changed = swapped(sheet, "hedge: about", "hedge: at_least")
    assert [f.pointer for f in errors(tmp_path, changed)] == ["/participants/0/hedge"]
    left_out = swapped(sheet, ", hedge: about", "")
    found = check(document(tmp_path, left_out))
    assert ("W313", "/participants/0/count") in {(f.code, f.pointer) for f in found}
