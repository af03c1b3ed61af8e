"""What extraction is unsure of says so in the sheet, with the other reading."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from eventbrief.extract.merge import merge
from eventbrief.extract.single import Stated, extract
from eventbrief.extract.text.span import Found
from eventbrief.sources.reader import read

TEXT = """Energy ministers meet in Porto

The Porto Energy Summit opens in Porto, Portugal, on 3 June 2025.

“We must act now, and together,” said Ann Lee, minister of energy.
"""


def doubted(tmp_path: Path, name: str, *keys: str) -> Stated:
    path = tmp_path / f"{name}.txt"
    path.write_text(TEXT, "utf-8")
    stated = extract(read(path))
    event = {
        key: dataclasses.replace(found, sure=True, rival=None)
        for key, found in stated.event.items()
    }
    for key in set(keys) - {"speaker"}:
        event[key] = Found(event[key].value, event[key].spans, False, "another reading")
    quotes = tuple(
        dataclasses.replace(
            q, sure=True, speaker=dataclasses.replace(q.speaker, sure="speaker" not in keys)
        )
        for q in stated.quotes
        if q.speaker
    )
    return dataclasses.replace(stated, event=event, quotes=quotes)


def statuses(sheet, pointer: str) -> set[tuple[str, str | None]]:
    return {(item.status, item.rival) for item in sheet.evidence[pointer]}


def test_an_unsure_fact_bears_its_rival(tmp_path: Path):
    sheet = merge([doubted(tmp_path, "one", "start")], tmp_path)
    assert statuses(sheet, "/event/start") == {("unsure", "another reading")}
    assert statuses(sheet, "/event/city") == {("found", None)}


def test_a_speaker_may_be_unsure_where_the_words_are_sure(tmp_path: Path):
    sheet = merge([doubted(tmp_path, "one", "speaker")], tmp_path)
    assert statuses(sheet, "/quotes/0/speaker") == {("unsure", None)}
    assert statuses(sheet, "/quotes/0/text") == {("found", None)}


def test_a_source_that_is_sure_answers_for_those_that_are_not(tmp_path: Path):
    sure, unsure = doubted(tmp_path, "one"), doubted(tmp_path, "two", "start")
    sheet = merge([sure, unsure], tmp_path)
    assert statuses(sheet, "/event/start") == {("found", None)}
