"""A sheet written is the sheet that is read again, for us and for any YAML 1.1 reader."""

from __future__ import annotations

from pathlib import Path

import yaml
from hypothesis import given
from hypothesis import strategies as st

from eventbrief.facts.document import Document, parse
from eventbrief.facts.model import Countries, Event, FactSheet, Participants, Quote, SourceRecord
from eventbrief.facts.writer import write

words = st.text(min_size=1, max_size=200).filter(lambda t: t.strip() and "\x00" not in t)
printable = words.filter(lambda t: not any(0xD800 <= ord(c) <= 0xDFFF for c in t))
texts = printable | st.dictionaries(
    st.sampled_from(["fr", "en", "ar"]), printable, min_size=1, max_size=3
)


def build(name: object, summary: list[object], quote: object, kind: object) -> FactSheet:
    return FactSheet(
        fact_sheet=1,
        language="fr",
        event=Event(name=name, start="2022-10", end="2022-10-27"),  # type: ignore[arg-type]
        countries=Countries(count=3, named=("NO", "MA")),
        participants=(Participants(count=4, kind=kind),),  # type: ignore[arg-type]
        summary=tuple(summary),  # type: ignore[arg-type]
        quotes=(Quote(text=quote, speaker="yes", partial=True),),  # type: ignore[arg-type]
        sources={"a": SourceRecord(file="1.10", sha256="0" * 64, published="2022-10")},
    )


@given(texts, st.lists(texts, max_size=3), texts, texts)
def test_what_is_written_is_read_again(name, summary, quote, kind):
    sheet = build(name, summary, quote, kind)
    text = write(sheet)
    assert parse(text, Path("f.yaml")).sheet == sheet
    assert write(parse(text, Path("f.yaml")).sheet) == text


@given(texts, texts)
def test_other_yaml_readers_read_the_same_words(name, quote):
    data = yaml.safe_load(write(build(name, [], quote, "x")))
    assert data["event"]["name"] == name
    assert data["quotes"][0]["text"] == quote
    assert data["countries"]["named"] == ["NO", "MA"]
    assert data["sources"]["a"]["file"] == "1.10"


def test_the_example_is_written_as_it_stands(example: Document):
    assert write(example.sheet, "../../schema/fact-sheet.schema.json") == example.tree.text
