"""Extracting again: what a person wrote stays, what is new is added."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eventbrief.extract.merge import merge
from eventbrief.extract.single import extract
from eventbrief.facts.document import parse
from eventbrief.facts.finding import InputError
from eventbrief.facts.writer import write
from eventbrief.revise.revision import revise
from eventbrief.sources.reader import read

FIRST = (
    "The 3rd World Water Forum will be held in Dakar from 3 to 5 May 2024. It is organised by the "
    "African Union (AU). “Water is the business of every village,” said Ama Okafor, minister of water."
)
SECOND = (
    "Delegates from 40 countries will attend. The 3rd World Water Forum takes place at the Palace of Congresses in "
    "Dakar, the organisers said. “We are ready for the guests who come,” said Ben Sow, mayor of Dakar."
)


@pytest.fixture
def seeds(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "first.txt", tmp_path / "second.txt"]
    for path, text in zip(paths, (FIRST, SECOND), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def sheet_text(*paths: Path) -> str:
    return write(merge([extract(read(p)) for p in paths], paths[0].parent))


def again(text: str, *paths: Path) -> tuple[str, tuple[str, ...]]:
    folder = paths[0].parent
    document = parse(text, folder / "facts.yaml")
    made = revise(document, merge([extract(read(p)) for p in paths], folder, "en"))
    parse(made.text, folder / "facts.yaml")
    return made.text, made.added


def test_the_same_sources_change_nothing(seeds: list[Path]):
    text = sheet_text(*seeds)
    assert again(text, *seeds) == (text, ())


def test_a_new_source_adds_facts_and_keeps_every_line(seeds: list[Path]):
    text = sheet_text(seeds[0])
    changed, added = again(text, *seeds)
    filled = ("  count:", "  venue:")
    kept = [line for line in text.splitlines() if line not in filled]
    remaining = iter(changed.splitlines())
    assert all(line in remaining for line in kept), "every old line, in the old order"
    sheet = parse(changed, seeds[0].parent / "facts.yaml").sheet
    assert sheet.countries.count == 40
    assert [q.speaker for q in sheet.quotes] == ["Ama Okafor", "Ben Sow"]
    assert any("count" in line for line in added)
    assert all(e.source in sheet.sources for items in sheet.evidence.values() for e in items)


def test_hand_edits_and_comments_survive(seeds: list[Path]):
    text = sheet_text(seeds[0])
    edited = text.replace(
        "  name: World Water Forum", "  name: Third World Water Forum  # as they write it"
    )
    edited = edited.replace("  theme:", "  theme: Water for all  # told on the phone")
    edited = "# checked by Awa\n" + edited
    changed, _ = again(edited, *seeds)
    assert "# checked by Awa" in changed
    assert "  name: Third World Water Forum  # as they write it" in changed
    assert "  theme: Water for all  # told on the phone" in changed


def test_a_fact_taken_out_by_hand_stays_out(seeds: list[Path]):
    text = sheet_text(*seeds)
    assert "  count: 40" in text
    changed, added = again(text.replace("  count: 40", "  count:"), *seeds)
    assert "  count:\n" in changed
    assert added == ()


def test_a_source_whose_evidence_still_stands_gets_its_new_checksum(seeds: list[Path]):
    text = sheet_text(seeds[0])
    seeds[0].write_text(FIRST + " More text.", encoding="utf-8")
    changed, _ = again(text, seeds[0])
    assert read(seeds[0]).sha256 in changed


def styled(text: str, style: str) -> str:
    """The sheet as another hand, or another editor, would leave it."""
    if style == "crlf":
        return text.replace("\n", "\r\n")
    if style == "no last line break":
        return text.rstrip("\n")
    if style == "flow":
        event = re.search(r"^event:\n((?:  .*\n)*)", text, re.MULTILINE)
        assert event
        pairs = [
            line.strip().replace("venue:", "venue: ").replace("theme:", "theme: ")
            for line in event[1].splitlines()
        ]
        text = text.replace(event[0], f"event: {{{', '.join(pairs)}}}  # all of it\n")
        return text.replace("countries:\n  count:\n", "countries: {named: }\n", 1).replace(
            "countries: {named: }\n  named:\n", "countries: {named: }\n"
        )
    if style == "empty lists":
        return text.replace("participants:\n", "participants: []  # none\n").replace(
            "  named:\n", "  named: []\n"
        )
    return re.sub(r"^(\w+:)", r"\n# about \1\n\1", text, flags=re.MULTILINE)


@pytest.mark.parametrize(
    "style", ["crlf", "no last line break", "flow", "empty lists", "comments everywhere"]
)
def test_any_hand_is_kept_when_a_source_is_added(seeds: list[Path], style: str):
    seeds[1].write_text(SECOND + " Delegates from Kenya and 300 ministers take part.", "utf-8")
    text = styled(sheet_text(seeds[0]), style)
    changed, added = again(text, *seeds)
    sheet = parse(changed, seeds[0].parent / "facts.yaml").sheet
    assert sheet.countries.count == 40 and sheet.event.venue and len(sheet.quotes) == 2
    assert sheet.countries.named
    assert added and again(changed, *seeds) == (changed, ())
    for comment in re.findall("#.*", text):
        assert comment in changed
    if style == "crlf":
        assert "\n" not in changed.replace("\r\n", "")


def test_a_hedge_comes_with_the_words_that_state_the_count(seeds: list[Path]):
    folder = seeds[0].parent
    new = merge([extract(read(p)) for p in seeds], folder, "en")
    hedged = new.model_copy(
        update={"countries": new.countries.model_copy(update={"hedge": "about"})}
    )
    document = parse(sheet_text(seeds[0]), folder / "facts.yaml")
    made = revise(document, hedged)
    assert "  count: 40\n" in made.text and "  hedge: about\n" in made.text
    without = parse(made.text.replace("  hedge: about\n", ""), folder / "facts.yaml")
    assert "hedge" not in revise(without, hedged).text, "taken out by hand, it stays out"


def test_a_list_that_is_repeated_elsewhere_is_refused_with_its_line(seeds: list[Path]):
    text = sheet_text(seeds[0]).replace("quotes:\n", "quotes: &said\n")
    text = text.replace("evidence:\n", "topics: &none []\nobjectives: *none\nevidence:\n")
    assert again(text, *seeds)[1], "an anchor that nothing repeats is no obstacle"
    text = sheet_text(seeds[0]).replace("summary:\n", "summary: &said\n")
    text += "lines_to_take: *said\n"
    with pytest.raises(InputError) as refused:
        again(text, seeds[1])
    assert refused.value.findings[0].code == "E207"
    assert refused.value.findings[0].line > 0
