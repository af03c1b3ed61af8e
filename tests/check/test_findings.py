"""What `check` says of a sheet, and where."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from eventbrief.check.audiences import Needs, check_audiences
from eventbrief.check.findings import check
from eventbrief.check.verbatim import is_verbatim, nearest
from eventbrief.facts.document import Document, parse
from eventbrief.facts.finding import Finding

SOURCE = (
    "The 3rd World Water Forum opens in Dakar on Monday 3 May 2024. “We will build ten dams, but only "
    "if we can pay for them,” said Ama Okafor, minister of water. Delegates from 40 countries came."
)
SHA = hashlib.sha256(SOURCE.encode()).hexdigest()


def at(words: str) -> str:
    start = SOURCE.index(words)
    return f"{{source: a, at: [{start}, {start + len(words)}], text: '{words}'}}"


BASE = f"""fact_sheet: 1
language: en
event:
  name: World Water Forum
  start: 2024-05-03
countries: {{count: 40, named: []}}
quotes:
  - {{text: We will build ten dams, speaker: Ama Okafor}}
sources:
  a: {{file: a.txt, sha256: {SHA}, language: en}}
evidence:
  /event/name: [{at("World Water Forum")}]
  /event/start: [{at("3 May 2024")}]
  /countries/count: [{at("40 countries")}]
  /quotes/0/text: [{at("We will build ten dams")}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(SOURCE, encoding="utf-8")
    return tmp_path


def document(folder: Path, text: str) -> Document:
    return parse(text, folder / "facts.yaml")


def found(folder: Path, text: str, *languages: str) -> list[Finding]:
    return check(document(folder, text), languages)


def codes(folder: Path, text: str, *languages: str) -> list[str]:
    return [f.code for f in found(folder, text, *languages)]


def test_a_quotation_cut_before_a_limiting_word_is_the_only_warning(folder: Path):
    (finding,) = found(folder, BASE)
    assert (finding.code, finding.line) == ("W322", 8)
    assert "but only if" in finding.message


def test_a_changed_source_is_noticed_with_where_the_words_went(folder: Path):
    (folder / "a.txt").write_text("New. " + SOURCE, encoding="utf-8")
    findings = found(folder, BASE)
    assert [f.code for f in findings if f.code != "E305"][:1] == ["E302"]
    moved = [f for f in findings if f.code == "E305"]
    assert len(moved) == 4
    assert all("the words now stand at" in f.advice for f in moved)


def test_a_missing_source_is_a_warning(folder: Path):
    (folder / "a.txt").unlink()
    assert codes(folder, BASE) == ["W301"]


def test_evidence_for_nothing_and_from_nowhere(folder: Path):
    text = BASE + "  /event/venue: [{source: a, at: [0, 3], text: The}]\n"
    assert "W306" not in codes(folder, text)
    assert "W303" in codes(folder, text)
    assert "E304" in codes(folder, BASE.replace("source: a, at", "source: b, at", 1))


def test_a_fact_without_evidence(folder: Path):
    finding = next(
        f
        for f in found(folder, BASE.replace("  start:", "  venue: Palace\n  start:"))
        if f.code == "W311"
    )
    assert (finding.pointer, finding.line) == ("/event/venue", 5)


def test_a_stated_fact_needs_a_name(folder: Path):
    text = (
        BASE.replace("  start:", "  venue: Palace\n  start:")
        + "  /event/venue: [{status: stated}]\n"
    )
    assert "W307" in codes(folder, text)
    assert "W307" not in codes(folder, text.replace("stated}", "stated, by: Awa}"))


def test_a_bent_quotation_is_shown_with_what_differs(folder: Path):
    finding = next(
        f
        for f in found(folder, BASE.replace("We will build ten", "We will build two"))
        if f.code == "E321"
    )
    assert "`two` instead of `ten`" in finding.message
    assert "We will build ten dams" in finding.advice


def test_conflicts_are_listed_until_a_person_removes_them(folder: Path):
    text = (
        BASE
        + "conflicts:\n  - {at: /countries/count, values: [{value: 40, source: a, text: x}, {value: 41, source: b, text: y}]}\n"
    )
    finding = next(f for f in found(folder, text) if f.code == "W331")
    assert "nobody decided: `40` (a); `41` (b)" in finding.message


def test_missing_translations_are_listed(folder: Path):
    wanted = [f.pointer for f in found(folder, BASE, "fr") if f.code == "W341"]
    assert wanted == ["/event/name", "/quotes/0/text"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("  start: 2024-05-03", "  start: 2024-05-03\n  end: 2024-05-01", "E351"),
        ("named: []", "named: [" + ", ".join(["MA"] * 41) + "]", "W361"),
    ],
)
def test_facts_that_contradict_each_other(folder: Path, old: str, new: str, code: str):
    assert code in codes(folder, BASE.replace(old, new))


def test_a_wrong_weekday_in_the_source(folder: Path):
    text = BASE.replace(at("3 May 2024"), at("Monday 3 May 2024"))
    assert "W352" in codes(folder, text)  # it was a Friday


def test_what_an_audience_must_carry(folder: Path):
    made = document(folder, BASE)
    assert [
        f.code for f in check_audiences(made, [Needs("press", ("contacts", "prepared.by"))])
    ] == ["W371"] * 2
    full = document(folder, BASE + "contacts: [{name: Awa}]\nprepared: {by: Desk}\n")
    assert list(check_audiences(full, [Needs("press", ("contacts", "prepared.by"))])) == []


@pytest.mark.parametrize(
    ("quote", "same"),
    [
        ("We will build ten dams", True),
        ("We will […] if we can pay", True),
        ("We  will\nbuild ‘ten’ dams", True),
        ("We would build ten dams", False),
        ("ten dams […] We will build", False),
    ],
)
def test_what_verbatim_allows(quote: str, same: bool):
    assert is_verbatim(quote, SOURCE) is same


def test_the_nearest_passage_is_found():
    assert "We will build ten dams" in nearest("We shall build ten dams", SOURCE).passage


def test_a_field_that_several_audiences_miss_is_told_once():
    text = "fact_sheet: 1\nlanguage: en\nevent: {name: x}\ncontacts: [{name: A, kind: media}]\n"
    bare = parse(text, Path("facts.yaml"))
    needs = [
        Needs("press", ("contacts.2", "contacts.media")),
        Needs("security", ("contacts.2", "prepared.marking")),
    ]
    assert [f.message for f in check_audiences(bare, needs)] == [
        "the briefs for press, security must carry at least 2 `contacts`, which the sheet does not have",
        "the security brief must carry `prepared.marking`, which the sheet does not have",
    ]


def test_an_unsure_fact_is_told_with_both_readings(folder: Path):
    entry = at("3 May 2024")
    unsure = entry.replace("}", ", status: unsure, rival: 2024-05-02}")
    (finding,) = [f for f in found(folder, BASE.replace(entry, unsure)) if f.code == "W312"]
    assert finding.message == "`/event/start` is unsure: 2024-05-03, or 2024-05-02 (rival)"
    assert "status: confirmed, by: NAME" in finding.advice
    assert "3 May 2024" in BASE.replace(entry, unsure).split("\n")[finding.line - 1]


@pytest.mark.parametrize("status", ["confirmed", "edited", "stated"])
def test_what_a_person_answers_for_is_not_unsure(folder: Path, status: str):
    entry = at("40 countries")
    both = entry.replace("}", ", status: unsure}, {status: " + status + ", by: Awa Diop}")
    assert "W312" not in codes(folder, BASE.replace(entry, both))


def test_an_unsure_fact_is_told_in_words(folder: Path):
    entry = at("We will build ten dams")
    texts = BASE.replace("text: We will", "text: {fr: Nous bâtirons, en: We will").replace(
        "ten dams, speaker", "ten dams}, speaker"
    )
    unsure = texts.replace(entry, entry.replace("}", ", status: unsure}"))
    (finding,) = [f for f in found(folder, unsure) if f.code == "W312"]
    assert finding.message == "`/quotes/0/text` is unsure: We will build ten dams"
