"""Fact-sheet YAML: what is read, and what is said of what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import sheet
from eventbrief.facts.document import load, parse
from eventbrief.facts.finding import Finding, InputError

MINIMAL = "fact_sheet: 1\nlanguage: en\nevent:\n  name: Congress\n"


def findings(text: str) -> list[Finding]:
    with pytest.raises(InputError) as caught:
        parse(text, Path("f.yaml"))
    return caught.value.findings


def only(text: str) -> Finding:
    found = findings(text)
    assert len(found) == 1
    return found[0]


def test_norway_in_a_country_list_is_norway():
    assert sheet(MINIMAL + "countries: {named: [MA, NO, FR]}").sheet.countries.named == (
        "MA",
        "NO",
        "FR",
    )


def test_a_time_a_version_and_a_number_stay_the_text_they_are():
    made = sheet(MINIMAL + "prepared: {version: 1.10}\ntheme: x".replace("theme: x", ""))
    assert made.sheet.prepared.version == "1.10"
    assert sheet("fact_sheet: 1\nlanguage: en\nevent: {name: 12:30}").sheet.event.name == "12:30"
    assert sheet("fact_sheet: 1\nlanguage: en\nevent: {name: 2022}").sheet.event.name == "2022"


def test_an_empty_key_is_a_fact_that_is_not_stated():
    made = sheet(MINIMAL + "organisers:\nquotes: []\ncountries:\n").sheet
    assert (made.organisers, made.quotes, made.countries.count) == ((), (), None)


def test_an_unknown_key_names_its_place_and_the_key_that_was_meant():
    found = only(MINIMAL + "  venu: Palace\n")
    assert (found.code, found.line, found.column) == ("E203", 5, 3)
    assert found.pointer == "/event/venu"
    assert found.advice == "did you mean `venue`?"


def test_a_text_that_is_none_says_what_was_expected():
    assert (
        "such as {fr: ..., en: ...} at /event/name"
        in only(MINIMAL.replace("Congress", "[1]")).message
    )


def test_every_error_is_told_at_once_in_the_order_of_the_file():
    found = findings(
        "fact_sheet: 1\nlanguage: en\nevent:\n  edition: many\n  start: 2022-13-01\n"
        "countries: {count: x, named: [Morocco]}\n"
    )
    assert [(f.code, f.line) for f in found] == [
        ("E205", 4),
        ("E205", 5),
        ("E205", 6),
        ("E205", 6),
    ]


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("a: b: c", "E201", "mapping values"),
        ("a: [1", "E201", "not YAML"),
        ("[" * 5000, "E202", "nested deeper"),
        ("a: &a [*a]", "E202", "contains itself"),
        ("x: &x [1]\n" + "y: [" + "*x, " * 200 + "]", "E202", "aliases"),
        ("a: !!python/object:os.system x", "E201", "not allowed"),
        ("event: {}\nevent: {}", "E204", "stands twice"),
        ("- a\n- b", "E205", "a fact sheet is a table"),
        ("a: \x07", "E201", "U+0007"),
        ("a: 1\n---\nb: 2", "E201", "second document"),
    ],
)
def test_broken_yaml_is_told_with_its_place(text: str, code: str, words: str):
    found = next(f for f in findings(text) if f.code == code)
    assert words in found.message
    assert found.line >= 1


def test_a_doubling_of_aliases_is_stopped_before_it_grows():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 10)]
    assert findings("\n".join(lines))[0].code == "E202"


def test_a_missing_file_a_folder_and_other_encodings_are_told(tmp_path: Path):
    cases = {"none.yaml": "E101", "folder": "E102", "latin.yaml": "E201"}
    (tmp_path / "folder").mkdir()
    (tmp_path / "latin.yaml").write_bytes("event: é".encode("latin-1"))
    for name, code in cases.items():
        with pytest.raises(InputError) as caught:
            load(tmp_path / name)
        assert caught.value.findings[0].code == code


@given(st.text(max_size=300))
def test_no_text_breaks_the_parser(text: str):
    try:
        parse(text, Path("f.yaml"))
    except InputError as error:
        assert error.findings


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize("wrong", ["language: en: fr", "event: {name: \x07}", "evnt: {}"])
def test_a_finding_shows_the_line_that_it_counts_as_yaml_does(end: str, wrong: str):
    found = findings(f"# first{end}# second{end}fact_sheet: 1\n{wrong}\n")
    assert (4, wrong) in [(one.line, one.excerpt) for one in found]
