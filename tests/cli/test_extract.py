"""`eventbrief extract` and what it says of seeds that it cannot read for facts."""

from __future__ import annotations

import json
from pathlib import Path

from conftest import SEEDS, Command

GERMAN = "Die Konferenz wurde am Montag in Berlin eröffnet. Es nehmen 300 Delegierte aus 40 Ländern teil.\n"
ENGLISH = "The Porto Energy Summit opens in Porto, Portugal, on 3 June 2025.\n\nIt is organised by the Ministry of Energy.\n"


def test_a_seed_in_a_language_that_is_not_read_is_an_error_and_nothing_is_written(
    eventbrief: Command, tmp_path: Path
):
    (tmp_path / "seed.txt").write_text(GERMAN, "utf-8")
    for verb in (["make", "seed.txt", "-o", "out"], ["extract", "seed.txt", "-o", "facts.yaml"]):
        result = eventbrief(*verb, cwd=tmp_path)
        assert result.returncode == 1
        assert "seed.txt: error E107" in result.stderr
        assert "ar, en, es, fr" in result.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["seed.txt"]


def test_what_the_other_seeds_say_is_written_all_the_same(eventbrief: Command, tmp_path: Path):
    (tmp_path / "de.txt").write_text(GERMAN, "utf-8")
    (tmp_path / "en.txt").write_text(ENGLISH, "utf-8")
    result = eventbrief("extract", "de.txt", "en.txt", "--json", cwd=tmp_path)
    assert result.returncode == 1
    assert "de.txt: error E107" in result.stderr
    assert json.loads(result.stdout)["event"]["start"] == "2025-06-03"


def test_each_decision_tells_what_carried_it(eventbrief: Command):
    seed = next(iter(sorted(SEEDS.glob("*.txt"))))
    result = eventbrief("extract", str(seed), "--explain", "--json")
    assert result.returncode == 0
    lines = result.stderr.splitlines()
    assert "first_day:" in lines
    chosen = lines[lines.index("first_day:") + 1]
    assert chosen.strip()[0] in "*?"
    assert "+" in chosen.rpartition("]")[2]


def test_every_decision_about_any_text_can_be_told():
    from pathlib import Path

    from eventbrief.extract.judge.reasons import explained
    from eventbrief.sources.reader import read

    for path in sorted((Path(__file__).parent.parent / "extract" / "corpus").glob("*.txt")):
        assert len(explained(read(path)).splitlines()) > 1, path.name
