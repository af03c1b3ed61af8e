"""What a sheet has already is not added again, and what it has not is not taken for it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from eventbrief.facts.document import parse
from eventbrief.facts.fact import Merge
from eventbrief.facts.model import Evidence, FactSheet, Organiser
from eventbrief.facts.text import Multilingual
from eventbrief.revise.revision import Revision, revise
from eventbrief.revise.sameness import named, supports

SHA = "a" * 64


def sheet(text: str, **facts: Any) -> FactSheet:
    """A sheet of one source, whose facts are told by the words `text`."""
    evidence: dict[str, list[dict[str, Any]]] = {}
    for words in re.findall(r"\[(/[^|\]]+)\|([^\]]+)\]", text):
        start = text.index(words[1])
        row = {"source": "a", "at": (start, start + len(words[1])), "text": words[1]}
        evidence.setdefault(words[0], []).append(row)
    record = {"a": {"file": "a.txt", "sha256": SHA}}
    made = {"fact_sheet": 1, "language": "en", "event": {"name": "x"}, "sources": record}
    return FactSheet.model_validate({**made, "evidence": evidence, **facts})


def revised(body: str, new: FactSheet) -> Revision:
    text = f"fact_sheet: 1\nlanguage: en\nevent: {{name: x}}\n{body}"
    if "sources:" not in body:
        text += f"sources:\n  a: {{file: a.txt, sha256: {SHA}}}\n"
    return revise(parse(text, Path("facts.yaml")), new)


def facts_of(made: Revision) -> FactSheet:
    return parse(made.text, Path("facts.yaml")).sheet


MINISTERS = """participants:
  - {count: 30, kind: ministers}
evidence:
  /participants/0: [{source: a, at: [16, 28], text: 30 ministers}]
"""
TWO = "[/participants/0|30 ministers] [/participants/1|30 exhibitors]"


def test_as_many_of_another_kind_are_another_head_count():
    counts = [{"count": 30, "kind": "ministers"}, {"count": 30, "kind": "exhibitors"}]
    made = revised(MINISTERS, sheet(TWO, participants=counts))
    assert [h.kind for h in facts_of(made).participants] == ["ministers", "exhibitors"]
    assert made.added == ("/participants: 30 exhibitors",)
    rows = facts_of(made).evidence
    assert {e.text for e in rows["/participants/0"]} == {"30 ministers"}
    assert {e.text for e in rows["/participants/1"]} == {"30 exhibitors"}


def test_one_kind_in_two_languages_is_one_head_count():
    new = sheet(
        "[/participants/0|30 ministres]",
        participants=[{"count": 30, "kind": {"fr": "ministres"}}],
    )
    made = revised(MINISTERS, new)
    assert [h.kind for h in facts_of(made).participants] == ["ministers"]
    texts = [e.text for e in facts_of(made).evidence["/participants/0"]]
    assert texts == ["30 ministers", "30 ministres"]


def test_a_kind_that_a_person_worded_anew_is_known_by_number_and_words():
    body = MINISTERS.replace("kind: ministers", "kind: heads of ministries")
    again = "now [/participants/0|over 30 ministers]"
    made = revised(body, sheet(again, participants=[{"count": 30, "kind": "ministers"}]))
    assert len(facts_of(made).participants) == 1
    other = "[/participants/0|30 exhibitors]"
    made = revised(body, sheet(other, participants=[{"count": 30, "kind": "exhibitors"}]))
    assert len(facts_of(made).participants) == 2


def test_two_new_items_never_become_one_old_item():
    body = "organisers:\n  - {name: Ministry of Water}\n"
    text = (
        "[/organisers/0|Ministry of Water and Forests] [/organisers/1|Ministry of Water and Roads]"
    )
    names = ["Ministry of Water and Forests", "Ministry of Water and Roads"]
    made = revised(body, sheet(text, organisers=[{"name": n} for n in names]))
    assert [o.name for o in facts_of(made).organisers] == ["Ministry of Water", names[1]]


def test_a_body_that_a_person_worded_in_two_languages_stays_one():
    body = "organisers:\n  - name: {en: Port League, fr: Ligue des ports}\n"
    text = "[/organisers/0|Port League] [/organisers/1|Ligue des ports]"
    bodies = [{"name": "Port League"}, {"name": {"fr": "Ligue des ports"}}]
    made = revised(body, sheet(text, organisers=bodies))
    assert len(facts_of(made).organisers) == 1
    assert len(facts_of(made).evidence["/organisers/0"]) == 2


def test_a_body_is_known_by_the_initials_of_its_name():
    body = "organisers:\n  - {name: World Federation of Geology Unions}\n"
    new = sheet("[/organisers/0|WFGU]", organisers=[{"name": "WFGU", "acronym": "WFGU"}])
    assert len(facts_of(revised(body, new)).organisers) == 1


@pytest.mark.parametrize(
    ("name", "acronym", "words", "tells"),
    [
        ("World Health Organization", "WHO", "the whole city", False),
        ("World Health Organization", "WHO", "the minister who came", False),
        ("World Health Organization", "WHO", "opened by the WHO.", True),
        ("World Health Organization", None, "opened by the WHO.", True),
        ("World Health Organization", None, "by the World  Health Organization", True),
        ("Art Union", None, "the Smart Union", False),
        ({"en": "x y", "fr": "Union de l'eau"}, None, "par l'Union de l’eau", True),
        ("الاتحاد الأفريقي", None, "نظمه للاتحاد الأفريقي", True),
    ],
)
def test_words_tell_a_body_by_whole_words(
    name: Multilingual, acronym: str | None, words: str, tells: bool
):
    body = Organiser(name=name, acronym=acronym)
    assert supports(Merge.BODIES, body, [Evidence(source="a", text=words)]) is tells
    assert named(body, f"Others, {words}") is tells


@pytest.mark.parametrize(
    ("at", "body"),
    [
        ("/objectives", "objectives: [Write a book]\n"),
        ("/topics", "topics: [ab]\n"),
        ("/contacts", "contacts: [{name: Ana}]\n"),
        ("/programme", "programme: [{day: 2024-05-03, title: Tea}]\n"),
        ("/sources", ""),
    ],
)
def test_a_conflict_about_any_list_breaks_nothing(at: str, body: str):
    values = "{value: x, source: a, text: y}, {value: z, source: a, text: w}"
    made = revised(f"{body}conflicts:\n  - {{at: {at}, values: [{values}]}}\n", sheet(""))
    assert [c.at for c in facts_of(made).conflicts] == [at]


def test_a_source_is_added_to_sources_on_one_line():
    more = {"a": {"file": "a.txt", "sha256": SHA}, "b": {"file": "b.txt", "sha256": SHA}}
    made = revised(f"sources: {{a: {{file: a.txt, sha256: {SHA}}}}}\n", sheet("", sources=more))
    assert list(facts_of(made).sources) == ["a", "b"]
    assert f"b: {{file: b.txt, sha256: {SHA}}}}}" in made.text
