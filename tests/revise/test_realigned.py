"""Sources that change and items that people take out, through the real command."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from conftest import Command, source
from eventbrief.facts.document import parse
from eventbrief.revise.realigned import marked

FIRST = """GENEVA, 2 May 2024 (Wire) - The 7th Lake Forum will be held in Geneva, Switzerland, from 6 to
8 May 2024. It is organised by the Lake Commission (LC) and the City of Geneva.

Delegates from Kenya, Chile, Japan and Norway will attend.

“Lakes remember what rivers forget,” said Ines Moreau, president of the Lake Commission. “We meet to
listen,” she added.
"""


@pytest.fixture
def desk(eventbrief: Command, tmp_path: Path):
    (tmp_path / "a.txt").write_text(FIRST, "utf-8")

    class Desk:
        sheet = tmp_path / "facts.yaml"
        seed = tmp_path / "a.txt"

        def extract(self) -> str:
            done = eventbrief("extract", "a.txt", "-o", "facts.yaml")
            assert done.returncode == 0, done.stderr
            return done.stderr

        def check(self) -> str:
            return eventbrief("check", "facts.yaml").stderr

        def facts(self):
            return yaml.safe_load(self.sheet.read_text("utf-8"))

    made = Desk()
    made.extract()
    return made


def test_evidence_follows_words_that_moved(desk):
    desk.seed.write_text("A word from the editor comes first now.\n\n" + FIRST, "utf-8")
    desk.extract()
    text = desk.seed.read_text("utf-8")
    for items in desk.facts()["evidence"].values():
        for item in items:
            start, end = item["at"]
            assert text[start:end] == item["text"]
    assert "error" not in desk.check()


def test_what_the_source_no_longer_says_is_marked_and_kept(desk):
    desk.seed.write_text(FIRST.replace(" and the City of Geneva", ""), "utf-8")
    said = desk.extract()
    sheet = desk.sheet.read_text("utf-8")
    assert "City of Geneva" in sheet
    assert "# not in the source any more, check: " in sheet
    assert "not in" in said


def test_a_mark_stands_above_brackets_that_go_over_several_lines(desk):
    text = desk.sheet.read_text("utf-8")
    flow = re.sub(
        r"^organisers:\n  - (.*)\n  - (.*)\n", r"organisers: [\n  \1,\n  \2]\n", text, flags=re.M
    )
    assert flow != text
    desk.sheet.write_text(flow, "utf-8")
    desk.seed.write_text(FIRST.replace(" and the City of Geneva", ""), "utf-8")
    for _ in range(3):
        desk.extract()
        marked = desk.sheet.read_text("utf-8")
        assert marked.count("\n# not in the source any more, check: ") == 1
        assert "\norganisers: [" in marked
    desk.seed.write_text(FIRST, "utf-8")
    desk.extract()
    assert "not in the source" not in desk.sheet.read_text("utf-8")


def test_the_mark_goes_when_the_words_come_back(desk):
    before = desk.sheet.read_text("utf-8")
    desk.seed.write_text(FIRST.replace(" and the City of Geneva", ""), "utf-8")
    desk.extract()
    desk.seed.write_text(FIRST, "utf-8")
    desk.extract()
    assert "not in the source any more" not in desk.sheet.read_text("utf-8")
    after = desk.facts()
    assert {k: v for k, v in after.items() if k != "evidence"} == {
        k: v for k, v in yaml.safe_load(before).items() if k != "evidence"
    }


def test_an_item_taken_out_by_hand_stays_out_and_the_rest_keeps_its_evidence(desk):
    lines = desk.sheet.read_text("utf-8").splitlines(keepends=True)
    quotes = lines.index("quotes:\n")
    first = next(i for i in range(quotes, len(lines)) if "Lakes remember" in lines[i])
    last = next(i for i in range(first + 1, len(lines)) if lines[i].startswith("  - "))
    desk.sheet.write_text("".join(lines[:first] + lines[last:]), "utf-8")
    desk.extract()
    facts = desk.facts()
    assert [q["text"] for q in facts["quotes"]] == ["We meet to listen"]
    (evidence,) = facts["evidence"]["/quotes/0/text"]
    assert evidence["text"].split() == ["We", "meet", "to", "listen"]
    assert facts["left_out"][0]["text"].startswith("Lakes remember")
    desk.extract()
    assert len(desk.facts()["quotes"]) == 1
    assert "error" not in desk.check()


def test_extracting_again_without_a_change_changes_no_byte(desk):
    before = desk.sheet.read_bytes()
    desk.extract()
    assert desk.sheet.read_bytes() == before


def test_new_evidence_stands_under_its_own_fact(desk, eventbrief: Command, tmp_path: Path):
    """A fact whose evidence is long, followed by another's, gets a second source's below it."""
    second = FIRST.replace("GENEVA, 2 May 2024 (Wire)", "GENEVA, 3 May 2024 (Other)")
    (tmp_path / "b.txt").write_text(second.replace("forum", "meeting"), "utf-8")
    done = eventbrief("extract", "a.txt", "b.txt", "-o", "facts.yaml")
    assert done.returncode == 0, done.stderr
    for name in ("a.txt", "b.txt"):
        text = (tmp_path / name).read_text("utf-8")
        for key, items in desk.facts()["evidence"].items():
            if not key.startswith("/summary"):
                assert len({i["source"] for i in items}) == 2, key
            for item in items:
                if desk.facts()["sources"][item["source"]]["file"] == name:
                    assert text[slice(*item["at"])] == item["text"]
                    assert len(item["text"]) < 400
    assert "error" not in desk.check()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_the_mark_comes_and_goes_whatever_ends_the_lines_above(end: str):
    text = (
        f"# first{end}# second{end}fact_sheet: 1\nlanguage: en\nevent: {{name: x}}\n"
        f"sources:\n  a: {{file: seed.txt, sha256: {'a' * 64}}}\nevidence:\n  /event/name:\n"
        "    - {source: a, at: [0, 5], text: Ports}\n"
    )
    document = parse(text, Path("facts.yaml"))
    gone = marked(document, [source("Something else.")])
    assert gone.document.tree.text.count("# not in the source any more, check: a") == 1
    back = marked(gone.document, [source("Ports once more.")])
    assert back.document.tree.text == text
