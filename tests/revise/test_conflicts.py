"""A conflict ends when a person decides it, and stays decided on every later run."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import Command
from eventbrief.extract.merge import merge
from eventbrief.extract.single import extract
from eventbrief.facts.document import parse
from eventbrief.facts.writer import write
from eventbrief.revise.revision import Revision, revise
from eventbrief.sources.reader import read

TEXT = """{place}, 2 May 2024 ({name}) - The {edition} World Water Forum will be held in {city} from {days}
May 2024. It is organised by {body}.

Delegates from {countries} countries will attend the forum. About them, {people} will take part.
"""
SAID = {
    "place": "DAKAR",
    "edition": "3rd",
    "city": "Dakar, Senegal,",
    "days": "6 to 8",
    "body": "the African Union (AU)",
    "countries": "65",
    "people": "500 delegates",
}


class Desk:
    """A folder of sources, and the sheet that is made of them, run after run."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.sheet = folder, folder / "facts.yaml"
        self.names: list[str] = []

    def says(self, name: str, before: str = "", **words: str) -> None:
        (self.folder / f"{name}.txt").write_text(
            before + TEXT.format(**{**SAID, "name": name.title(), **words}), "utf-8"
        )
        if name not in self.names:
            self.names.append(name)

    def run(self) -> Revision:
        sources = [read(self.folder / f"{name}.txt") for name in self.names]
        new = merge([extract(s) for s in sources], self.folder, "en")
        if not self.sheet.exists():
            self.sheet.write_text(write(new), "utf-8")
            return Revision(write(new), ())
        made = revise(parse(self.text, self.sheet), new, sources)
        self.sheet.write_text(made.text, "utf-8")
        return made

    @property
    def text(self) -> str:
        return self.sheet.read_text("utf-8")

    @property
    def facts(self) -> Any:
        return yaml.safe_load(self.text)

    def edit(self, old: str, new: str) -> None:
        assert self.text.count(old) == 1, self.text
        self.sheet.write_text(self.text.replace(old, new), "utf-8")

    def drop_conflicts(self) -> None:
        text = re.sub(r"^conflicts:\n(?:[ -].*\n)*", "", self.text, flags=re.MULTILINE)
        self.sheet.write_text(text, "utf-8")

    def proofs(self, key: str) -> set[str]:
        return {row["source"] for row in self.facts["evidence"].get(key, ())}

    def conflicts(self) -> list[str]:
        return [c["at"] for c in self.facts.get("conflicts") or ()]

    def settles(self) -> None:
        """Three more runs change no byte and say nothing."""
        before = self.text
        for _ in range(3):
            made = self.run()
            assert (made.text, made.added, made.notes) == (before, (), ())


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


# What is said by one and two, and by three; the pointer of the conflict and of its evidence; and
# what a person writes for the value of one and two, and for that of three.
KINDS = {
    "countries": ({}, {"countries": "70"}, "/countries/count", "/countries/count",
                  "count: 65\n", "count: 70\n"),
    "participants": ({}, {"people": "700 delegates"}, "/participants/0/count", "/participants/0",
                     "{count: 500,", "{count: 700,"),
    "start": ({}, {"days": "7 to 8"}, "/event/start", "/event/start",
              "start: 2024-05-06\n", "start: 2024-05-07\n"),
    "end": ({}, {"days": "6 to 9"}, "/event/end", "/event/end",
            "end: 2024-05-08\n", "end: 2024-05-09\n"),
    "edition": ({}, {"edition": "4th"}, "/event/edition", "/event/edition",
                "edition: 3\n", "edition: 4\n"),
    "city": ({}, {"city": "Nairobi, Kenya,"}, "/event/city", "/event/city",
             "city: Dakar\n", "city: Nairobi\n"),
    "organisers": ({}, {"body": "the World Water Council (WWC)"}, "/organisers", "/organisers/0",
                   "{name: African Union, acronym: AU,",
                   "{name: World Water Council, acronym: WWC,"),
}  # fmt: skip


@pytest.fixture(params=list(KINDS))
def kind(request: pytest.FixtureRequest, desk: Desk) -> tuple[str, ...]:
    common, other, at, key, old, new = KINDS[request.param]
    desk.says("one", **common)
    desk.says("two", **common)
    desk.says("three", **{**common, **other})
    desk.run()
    assert at in desk.conflicts()
    assert desk.proofs(key) == {"one", "two"}
    return at, key, old, new


def test_the_words_of_the_values_not_chosen_are_kept_as_left_out(desk: Desk, kind):
    assert {row["source"] for row in desk.facts["left_out"]} == {"three"}
    assert all(set(row) == {"source", "at", "text"} for row in desk.facts["left_out"])
    desk.settles()


def test_a_conflict_that_was_taken_out_is_decided_for_good(desk: Desk, kind):
    _, key, _, _ = kind
    desk.drop_conflicts()
    desk.settles()
    assert desk.conflicts() == [] and desk.proofs(key) == {"one", "two"}


@pytest.mark.parametrize("dropped", [True, False])
def test_another_value_chosen_by_hand_is_proved_by_the_words_that_state_it(
    desk: Desk, kind, dropped
):
    at, key, old, new = kind
    desk.edit(old, new)
    if dropped:
        desk.drop_conflicts()
    desk.run()
    assert at not in desk.conflicts()
    assert desk.proofs(key) == {"three"}
    assert {row["source"] for row in desk.facts["left_out"]} >= {"one", "two"}
    assert new in desk.text and old not in desk.text
    desk.settles()
    assert at not in desk.conflicts()


def test_a_person_who_changes_value_evidence_and_conflict_has_decided(desk: Desk, kind):
    at, key, old, new = kind
    desk.edit(old, new)
    desk.drop_conflicts()
    left = next(line for line in desk.text.splitlines() if line.startswith("  - {source: three"))
    head, start = desk.text.split("\nevidence:\n")
    block = re.search(rf"^  {key}:\n((?:    .*\n)*)", start, re.MULTILINE)
    assert block
    start = start.replace(block[1], f"  {left}\n")
    desk.sheet.write_text(f"{head}\nevidence:\n{start}", "utf-8")
    desk.run()
    assert at not in desk.conflicts() and desk.proofs(key) == {"three"}
    desk.settles()


def test_a_value_changed_by_hand_is_decided_though_one_source_only_is_read(desk: Desk, kind):
    at, key, old, new = kind
    desk.edit(old, new)
    desk.names = ["two"]
    desk.run()
    assert at not in desk.conflicts() and desk.proofs(key) == {"three"}
    desk.settles()
    desk.names = ["one", "two", "three"]
    desk.run()
    assert at not in desk.conflicts() and desk.proofs(key) == {"three"}
    desk.settles()


def test_a_listed_conflict_ends_when_its_value_is_confirmed(desk: Desk, kind):
    at, key, _, _ = kind
    start = desk.text.index("\nevidence:")
    place = re.compile("status: (?:found|unsure)").search(
        desk.text, desk.text.index(f"  {key}:", start)
    )
    text = desk.text[: place.start()] + "status: confirmed" + desk.text[place.end() :]
    desk.sheet.write_text(text, "utf-8")
    made = desk.run()
    assert at not in desk.conflicts()
    assert f"{at}: the conflict is decided, and closed" in made.notes
    desk.settles()


def test_a_decision_holds_when_the_words_have_moved(desk: Desk, kind):
    at, key, old, new = kind
    desk.edit(old, new)
    desk.drop_conflicts()
    desk.run()
    for name in desk.names:
        path = desk.folder / f"{name}.txt"
        path.write_text(
            "A word from the editor comes first now.\n\n" + path.read_text("utf-8"), "utf-8"
        )
    desk.run()
    assert at not in desk.conflicts() and desk.proofs(key) == {"three"}
    for row in [*desk.facts["evidence"][key], *desk.facts["left_out"]]:
        words = read(desk.folder / f"{row['source']}.txt").text
        assert words[slice(*row["at"])] == row["text"]
    desk.settles()


def decided(desk: Desk, count: int) -> None:
    """A person keeps, or chooses, the count of countries, and takes the conflict out."""
    for name in ("one", "two"):
        desk.says(name)
    desk.says("three", countries="70")
    desk.run()
    if count != 65:
        desk.edit("count: 65\n", f"count: {count}\n")
    desk.drop_conflicts()
    desk.run()
    desk.settles()


@pytest.mark.parametrize("chosen", [65, 70])
def test_a_new_source_with_a_new_value_is_a_new_conflict(desk: Desk, chosen: int):
    decided(desk, chosen)
    desk.says("four", countries="80")
    made = desk.run()
    assert "conflict on /countries/count" in made.added
    assert desk.conflicts() == ["/countries/count"]
    assert desk.facts["countries"]["count"] == chosen
    assert "four" not in desk.proofs("/countries/count")
    desk.settles()
    desk.drop_conflicts()
    desk.settles()


def test_a_new_value_goes_into_the_conflict_that_is_listed(desk: Desk):
    desk.says("one")
    desk.says("two", countries="70")
    desk.run()
    desk.says("three", countries="80")
    made = desk.run()
    assert "conflict on /countries/count" in made.added
    (conflict,) = desk.facts["conflicts"]
    assert {v["value"] for v in conflict["values"]} == {65, 70, 80}
    desk.settles()


def test_a_new_source_that_agrees_with_the_sheet_is_no_conflict(desk: Desk):
    desk.says("one")
    desk.says("two", countries="70")
    desk.run()
    desk.drop_conflicts()
    desk.says("three")
    desk.run()
    assert desk.conflicts() == []
    assert desk.proofs("/countries/count") == {"one", "three"}
    desk.settles()


def test_a_conflict_that_comes_after_a_confirmation_waits_for_a_person(desk: Desk):
    desk.says("one")
    desk.run()
    text = desk.text
    place = text.index("status: found", text.index("  /countries/count:"))
    desk.sheet.write_text(text[:place] + "status: confirmed" + text[place + 13 :], "utf-8")
    desk.says("two", countries="70")
    desk.run()
    assert desk.facts["conflicts"][0]["reopened"] is True
    desk.settles()
    assert desk.conflicts() == ["/countries/count"]
    desk.drop_conflicts()
    desk.settles()


def test_a_source_that_changes_its_mind_is_a_new_conflict(desk: Desk):
    desk.says("one")
    desk.says("two")
    desk.run()
    desk.says("two", countries="70")
    desk.run()
    assert desk.conflicts() == ["/countries/count"]
    assert desk.facts["countries"]["count"] == 65
    desk.settles()


def test_a_value_that_no_source_states_keeps_its_old_evidence(desk: Desk):
    desk.says("one")
    desk.says("two", countries="70")
    desk.run()
    before = desk.facts["evidence"]
    desk.edit("count: 65\n", "count: 68\n")
    desk.run()
    assert desk.facts["evidence"] == before
    assert desk.facts["countries"]["count"] == 68
    desk.settles()


def test_new_words_for_a_losing_value_never_stand_under_the_printed_one(desk: Desk):
    desk.says("one", people="700 delegates")
    desk.run()
    desk.says("two")
    desk.says("three")
    desk.run()
    assert desk.facts["participants"][0]["count"] == 700
    assert desk.proofs("/participants/0") == {"one"}
    assert "/participants/0/count" in desk.conflicts()
    desk.settles()


def test_a_rival_organiser_is_listed_and_not_added(desk: Desk):
    desk.says("one")
    desk.run()
    desk.says("two", body="the World Water Council (WWC)")
    desk.says("three", body="the World Water Council (WWC)")
    desk.run()
    assert [o["acronym"] for o in desk.facts["organisers"]] == ["AU"]
    assert "/organisers" in desk.conflicts()
    desk.settles()


def test_an_old_sheet_that_keeps_no_losing_words_learns_them(desk: Desk):
    desk.says("one")
    desk.says("two", countries="70")
    desk.run()
    text = re.sub(r"^left_out:\n(?:[ -].*\n)*", "", desk.text, flags=re.MULTILINE)
    desk.sheet.write_text(text, "utf-8")
    assert "left_out" not in desk.text
    desk.run()
    assert [row["source"] for row in desk.facts["left_out"]] == ["two"]
    desk.drop_conflicts()
    desk.settles()


def test_a_conflict_written_by_hand_is_decided_by_the_value_alone(desk: Desk):
    """Its values tell no places; they are looked up."""
    desk.says("one")
    desk.says("two", countries="70")
    desk.run()
    text = re.sub(r", at: \[\d+, \d+\]\}", "}", desk.text)
    desk.sheet.write_text(text.replace("count: 65\n", "count: 70\n"), "utf-8")
    desk.run()
    (row,) = desk.facts["evidence"]["/countries/count"]
    assert row["source"] == "two" and len(row["at"]) == 2
    assert desk.conflicts() == []
    desk.settles()


def test_an_item_taken_out_takes_its_conflict_with_it(desk: Desk):
    desk.says("one")
    desk.says("two", people="700 delegates")
    desk.run()
    text = re.sub(
        r"^participants:\n(?:[ -].*\n)*", "participants:\n", desk.text, flags=re.MULTILINE
    )
    desk.sheet.write_text(text, "utf-8")
    desk.run()
    assert desk.conflicts() == []
    assert not desk.facts["participants"]
    desk.settles()


def test_the_page_names_the_source_of_the_value_that_was_chosen(
    eventbrief: Command, tmp_path: Path
):
    desk = Desk(tmp_path)
    desk.says("one")
    desk.says("two")
    desk.says("three", countries="70")
    run = ("make", "one.txt", "two.txt", "three.txt", "-o", ".", "--to", "txt", "-t", "press")
    done = eventbrief(*run)
    assert done.returncode == 0, done.stderr
    page = next(tmp_path.glob("press.*.txt"))
    assert re.search(r"65 countries ?\[1, ?2\]", page.read_text("utf-8"))
    desk.edit("count: 65\n", "count: 70\n")
    for _ in range(2):
        done = eventbrief(*run)
        assert done.returncode == 0, done.stderr
        assert re.search(r"70 countries ?\[3\]", page.read_text("utf-8"))


@pytest.mark.parametrize(
    "key",
    [
        "/summary/99999999999999999999", "/summary/-1", "/summary/٣", "/nothing/0", "summary/0",
        "", "/", "//x", "/summary/00", "/quotes/²/text", "/event/name/x", "/organisers/0~2",
        "/topics", "/topics/0", "/contacts", "/contacts/0/name", "/sources", "/sources/one",
        "/organisers", "/participants", "/event", "/evidence", "/conflicts", "/language",
    ],
)  # fmt: skip
def test_evidence_that_leads_nowhere_breaks_nothing(desk: Desk, key):
    desk.says("one")
    desk.run()
    row = '    - {source: one, at: [0, 5], text: "DAKAR", status: found}\n'
    more = "topics: [ports]\ncontacts: [{name: Ana}]\n"
    desk.edit("\nevidence:\n", f'\n{more}evidence:\n  "{key}":\n{row}')
    at = key or "x"
    text = (
        desk.text
        + f'conflicts:\n  - {{at: "{at}", values: [{{value: x, source: one, text: y}}]}}\n'
    )
    desk.sheet.write_text(text, "utf-8")
    desk.says("two", countries="70")
    desk.run()
    desk.says("one", before="Moved.\n\n")
    desk.run()
    desk.settles()
