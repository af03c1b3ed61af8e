"""The gate: a sheet that waits for a person's word is not mailed to those who would see it."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from conftest import SEEDS, Command
from eventbrief.check.undecided import undecided
from eventbrief.deliver.gate import KINDS, Checked, held
from eventbrief.deliver.ledger import Ledger
from eventbrief.facts.document import Document, parse
from mail_servers import command_line, environment, options, run_mail

COUNT = """\
conflicts:
  - at: /countries/count
    values:
      - {value: 75, source: depeche, text: 75 pays}
      - {value: 70, source: release, text: 70 countries}
      - {value: 70, source: wire, text: 70}
"""


def add(desk: Path, text: str) -> None:
    """Put a top-level key at the end of the sheet, in place of an empty one."""
    sheet = desk / "facts.yaml"
    key = text.partition(":")[0]
    kept = [line for line in sheet.read_text("utf-8").splitlines() if line != f"{key}:"]
    sheet.write_text("\n".join(kept) + "\n" + text, "utf-8")


def change(desk: Path, old: str, new: str) -> None:
    sheet = desk / "facts.yaml"
    text = sheet.read_text("utf-8")
    assert old in text
    sheet.write_text(text.replace(old, new, 1), "utf-8")


def status_of(desk: Path, pointer: str, status: str, more: str = "") -> None:
    """Give the first evidence of a fact another status."""
    told = f"status: {status}, {more}" if more else f"status: {status}"
    lines = (desk / "facts.yaml").read_text("utf-8").splitlines()
    first = lines.index(f"  {pointer}:") + 1
    lines[first] = re.sub(r"status: found", told, lines[first])
    assert told in lines[first]
    (desk / "facts.yaml").write_text("\n".join(lines) + "\n", "utf-8")


def outbox(desk: Path) -> list[str]:
    return sorted(p.name for p in (desk / "outbox").glob("*.eml"))


def states(desk: Path) -> list[tuple[str, str, str]]:
    line = [*command_line()[:4], "status", "--json"]
    done = subprocess.run(
        line, cwd=desk, capture_output=True, text=True, check=True, env=environment()
    )
    return [(r["address"], r["state"], r["allowed"]) for r in json.loads(done.stdout or "[]")]


# -- conflicts -------------------------------------------------------------------------------------


def test_drafts_of_a_sheet_with_an_open_conflict_are_refused(desk: Path):
    add(desk, COUNT)
    line = (desk / "facts.yaml").read_text("utf-8").splitlines().index(
        "  - at: /countries/count"
    ) + 1
    done = run_mail(desk)
    assert (done.returncode, done.stdout) == (1, "")
    assert (
        f"facts.yaml:{line}:5: error E734: the sources disagree on /countries/count, and nobody "
        "decided: `75` (depeche); `70` (release, wire)"
    ) in done.stderr
    assert "--allow conflicts" in done.stderr
    assert not (desk / "outbox").exists() and not (desk / "ledger.sqlite3").exists()


def test_five_open_conflicts_are_told_at_once(desk: Path):
    pointers = ("/event/name", "/event/start", "/event/city", "/organisers/0", "/quotes/0/speaker")
    values = "values: [{value: a, source: x, text: a}, {value: b, source: y, text: b}]"
    add(desk, "conflicts:\n" + "".join(f"  - {{at: {p}, {values}}}\n" for p in pointers))
    done = run_mail(desk)
    assert (done.returncode, done.stderr.count("error E734")) == (1, 5)
    assert all(f"disagree on {p}, " in done.stderr for p in pointers)
    assert run_mail(desk, "--allow", "conflicts").returncode == 0
    assert len(outbox(desk)) == 3


@pytest.mark.parametrize("status", ["confirmed", "edited"])
def test_a_conflict_that_a_person_decided_stops_nothing(desk: Path, status: str):
    add(desk, COUNT)
    status_of(desk, "/countries/count", status, "by: Awa")
    assert run_mail(desk).returncode == 0


def test_a_conflict_about_a_part_is_decided_by_the_item_s_evidence(desk: Path):
    add(desk, COUNT.replace("/countries/count", "/organisers/0/name"))
    assert run_mail(desk).returncode == 1
    word = "    - {status: stated, by: Awa}\n"
    change(desk, "  /organisers/0:\n", f"  /organisers/0:\n{word}")
    assert run_mail(desk).returncode == 0


def test_a_word_of_a_person_on_another_fact_decides_nothing(desk: Path):
    add(desk, COUNT)
    status_of(desk, "/event/city", "confirmed", "by: Awa")
    assert run_mail(desk).returncode == 1


def test_sending_is_refused_like_drafts(desk, scripted, localhost):
    add(desk, COUNT)
    server = scripted()
    done = run_mail(desk, *options(server.port, localhost.cert))
    assert (done.returncode, "E734" in done.stderr, server.taken) == (1, True, [])
    assert not (desk / "ledger.sqlite3").exists()


def test_a_conflict_that_an_audience_does_not_see_does_not_stop_its_mails(desk: Path):
    change(desk, "  venue:\n", "  venue: {text: Zebra Hall, audiences: [executive]}\n")
    add(desk, COUNT.replace("/countries/count", "/event/venue"))
    assert run_mail(desk, "--only", "awa@example.org").returncode == 0
    assert run_mail(desk, "--only", "sami@example.org").returncode == 0
    for more in (["--only", "ada@example.org"], []):
        done = run_mail(desk, *more)
        assert (done.returncode, "disagree on /event/venue" in done.stderr) == (1, True)


# -- unsure ----------------------------------------------------------------------------------------


def test_an_unsure_fact_is_told_with_its_value_and_its_rival(desk: Path):
    status_of(desk, "/event/city", "unsure", "rival: Rabat")
    status_of(desk, "/countries/count", "unsure")
    lines = (desk / "facts.yaml").read_text("utf-8").splitlines()
    place = f"facts.yaml:{lines.index('  city: Marrakech') + 1}:9"
    done = run_mail(desk)
    assert done.returncode == 1
    assert (
        f"{place}: error E735: `/event/city` is unsure: Marrakech, or Rabat (rival)" in done.stderr
    )
    assert "`/countries/count` is unsure: 75" in done.stderr
    assert not (desk / "outbox").exists()
    assert run_mail(desk, "--allow", "unsure").returncode == 0


def test_an_unsure_fact_that_a_person_confirmed_stops_nothing(desk: Path):
    status_of(desk, "/event/city", "unsure", "rival: Rabat")
    change(desk, "  /event/city:\n", "  /event/city:\n    - {status: stated, by: Awa}\n")
    assert run_mail(desk).returncode == 0


def test_an_unsure_fact_stops_only_those_who_see_it(desk: Path):
    change(desk, "  city: Marrakech", "  city: {text: Marrakech, audiences: [executive]}")
    status_of(desk, "/event/city", "unsure", "rival: Rabat")
    assert run_mail(desk, "--only", "awa@example.org").returncode == 0
    assert "E735" in run_mail(desk, "--only", "ada@example.org").stderr


# -- sources and errors ----------------------------------------------------------------------------


@pytest.fixture
def seeded(desk: Path) -> Path:
    """The sheet beside its seeds, one of which a person changes after extraction."""
    (desk / "seeds").mkdir()
    for path in SEEDS.iterdir():
        shutil.copy(path, desk / "seeds")
    sheet = desk / "facts.yaml"
    text = sheet.read_text("utf-8").replace("../../seeds/marrakech-2022/", "seeds/")
    sheet.write_text(text, "utf-8")
    assert run_mail(desk).returncode == 0
    return desk


def test_a_source_that_changed_stops_the_mails(seeded: Path):
    seed = seeded / "seeds" / "depeche.fr.txt"
    seed.write_text(seed.read_text("utf-8") + "\nUne phrase de plus.\n", "utf-8")
    shutil.rmtree(seeded / "outbox")
    done = run_mail(seeded)
    assert (done.returncode, "error E302" in done.stderr) == (1, True)
    assert "--allow sources" in done.stderr and "E731" not in done.stderr
    assert run_mail(seeded, "--despite-errors").returncode == 1
    assert not (seeded / "outbox").exists()
    assert run_mail(seeded, "--allow", "sources").returncode == 0


def test_errors_of_check_are_told_one_by_one(desk: Path):
    change(desk, "end: 2022-10-27", "end: 2022-10-20")
    done = run_mail(desk)
    assert (done.returncode, outbox(desk)) == (1, [])
    assert "error E731: `check` finds 1 error in" in done.stderr
    assert "error E351: the event ends (2022-10-20) before it starts" in done.stderr
    for more in (["--allow", "errors"], ["--despite-errors"]):
        assert run_mail(desk, *more).returncode == 0
    assert {allowed for _, _, allowed in states(desk)} == {"errors"}


def test_all_that_stops_is_told_at_once_and_each_needs_its_own_word(desk: Path):
    add(desk, COUNT)
    status_of(desk, "/event/city", "unsure", "rival: Rabat")
    change(desk, "end: 2022-10-27", "end: 2022-10-20")
    told = run_mail(desk).stderr
    assert all(code in told for code in ("E351", "E731", "E734", "E735"))
    left = run_mail(desk, "--allow", "conflicts,unsure").stderr
    assert ("E734" in left, "E735" in left, "E351" in left) == (False, False, True)
    assert run_mail(desk, "--allow", "conflicts, unsure,errors").returncode == 0


@pytest.mark.parametrize("words", ["conflict", "conflicts,all", "E734"])
def test_an_unknown_word_to_allow_is_wrong_usage(desk: Path, words: str):
    done = run_mail(desk, "--allow", words)
    assert done.returncode == 2
    assert "--allow: there is no `" in done.stderr
    assert all(kind in done.stderr for kind in KINDS)


# -- tests, and the embargo ------------------------------------------------------------------------


def test_a_test_to_oneself_goes_out_with_a_warning(desk, scripted, localhost):
    add(desk, COUNT)
    server = scripted()
    done = run_mail(desk, *options(server.port, localhost.cert, "--test-to", "me@example.org"))
    assert (done.returncode, set(server.addresses)) == (0, {"me@example.org"})
    assert (
        "warning W737: this stops all but a test: the sources disagree on /countries" in done.stderr
    )
    assert not (desk / "ledger.sqlite3").exists()


def test_allowing_everything_does_not_lift_the_embargo(desk, scripted, localhost):
    change(desk, "  marking:\n", "  embargo: 2999-01-01T00:00+01:00\n")
    server = scripted()
    for more in (["--allow", ",".join(KINDS)], ["--test-to", "me@example.org"]):
        done = run_mail(desk, *options(server.port, localhost.cert, *more))
        assert (done.returncode, "E730" in done.stderr, server.taken) == (1, True, [])


# -- what the ledger remembers ---------------------------------------------------------------------


def test_the_ledger_remembers_what_was_allowed(desk, scripted, localhost):
    add(desk, COUNT)
    server = scripted()
    allow = ["--allow", "unsure,conflicts"]
    done = run_mail(desk, *options(server.port, localhost.cert, *allow, "--limit", 2))
    assert done.returncode == 0, done.stderr
    status_of(desk, "/countries/count", "confirmed", "by: Awa")
    run_mail(desk, *options(server.port, localhost.cert))
    assert states(desk) == [
        ("awa@example.org", "sent", "conflicts,unsure"),
        ("ada@example.org", "sent", "conflicts,unsure"),
        ("sami@example.org", "sent", ""),
    ]
    line = [*command_line()[:4], "status"]
    shown = subprocess.run(
        line, cwd=desk, capture_output=True, text=True, check=True, env=environment()
    )
    assert "allowed" in shown.stdout and "conflicts,unsure" in shown.stdout


def test_drafts_that_were_allowed_are_remembered_and_sent_all_the_same(desk, scripted, localhost):
    run_mail(desk)
    assert not (desk / "ledger.sqlite3").exists(), "nothing was allowed"
    add(desk, COUNT)
    run_mail(desk, "--allow", "conflicts")
    assert [(s, a) for _, s, a in states(desk)] == [("draft", "conflicts")] * 3
    status_of(desk, "/countries/count", "confirmed", "by: Awa")
    server = scripted()
    done = run_mail(desk, *options(server.port, localhost.cert))
    assert (done.returncode, done.stderr.strip(), len(server.taken)) == (0, "3 sent", 3)
    assert [(s, a) for _, s, a in states(desk)] == [("sent", "")] * 3
    run_mail(desk, "--allow", "conflicts")
    assert [(s, a) for _, s, a in states(desk)] == [("sent", "")] * 3, (
        "what was sent stays as it was"
    )


OLD = """
CREATE TABLE message (
    key TEXT NOT NULL, version TEXT NOT NULL, correction INTEGER NOT NULL DEFAULT 0,
    facts TEXT NOT NULL, address TEXT NOT NULL, audience TEXT NOT NULL, language TEXT NOT NULL,
    subject TEXT NOT NULL, message_id TEXT NOT NULL, state TEXT NOT NULL,
    reply TEXT NOT NULL DEFAULT '', attempts INTEGER NOT NULL DEFAULT 0,
    changed TEXT NOT NULL, PRIMARY KEY (key, version)
);
INSERT INTO message VALUES ('facts.yaml|awa@example.org|press|fr', 'v', 0, 'facts.yaml',
    'awa@example.org', 'press', 'fr', 'S', 'i', 'sent', '', 1, '2024-01-01T00:00:00+00:00');
"""


def test_a_ledger_made_before_still_opens(desk, scripted, localhost):
    path = desk / "ledger.sqlite3"
    base = sqlite3.connect(path)
    base.executescript(OLD)
    base.close()
    assert states(desk) == [("awa@example.org", "sent", "")]
    server = scripted()
    done = run_mail(desk, *options(server.port, localhost.cert, "--allow", "conflicts"))
    assert "2 sent, 1 older sent" in done.stderr, "it knows what went out before"
    assert [a for _, _, a in states(desk)] == ["", "conflicts", "conflicts"]
    for _ in range(2):  # opening it again changes nothing
        ledger = Ledger(path)
        assert len(ledger.rows()) == 3
        ledger.close()


# -- the logic alone -------------------------------------------------------------------------------


def gated(text: str, *audiences: str) -> list[str]:
    document: Document = parse("fact_sheet: 1\nlanguage: en\n" + text, Path("f.yaml"))
    return [h.kind for h in held(Checked(document, ()), audiences)]


READINGS = "values: [{value: a, source: x, text: a}, {value: b, source: y, text: b}]"


@pytest.mark.parametrize(
    ("audiences", "stopped"),
    [(["press"], False), (["executive"], True), (["press", "executive"], True)],
)
def test_pointers_follow_what_an_audience_sees(audiences: list[str], stopped: bool):
    """Of two contacts the first is hidden: the conflict about it is not taken for one on the other."""
    text = (
        "event: {name: x}\ncontacts:\n  - {name: A, audiences: [executive]}\n  - {name: B}\n"
        f"conflicts:\n  - {{at: /contacts/0/name, {READINGS}}}\n"
    )
    assert bool(gated(text, *audiences)) is stopped
    assert gated(text.replace("/contacts/0", "/contacts/1"), *audiences) == ["conflicts"]


DOUBTED = (
    "event: {name: {fr: Congrès, en: Congress}}\norganisers: [{name: Ports Union, role: host}]\n"
    "participants: [{count: 400, kind: delegates}]\n"
    f"conflicts: [{{at: /event/name, {READINGS}}}, {{at: /organisers, {READINGS}}}]\n"
    "evidence:\n"
    "  /event/name: [{source: a, at: [0, 3], text: abc, status: unsure, rival: Congres}]\n"
    "  /organisers/0: [{source: a, at: [0, 3], text: abc, status: unsure}]\n"
    "  /organisers/0/name: [{source: a, at: [0, 3], text: abc, status: confirmed, by: Awa}]\n"
    "  /organisers/0/role: [{source: a, at: [0, 3], text: abc, status: confirmed, by: Awa}]\n"
    "  /participants/0: [{source: a, at: [0, 3], text: abc, status: unsure}, {status: stated}]\n"
    "  /event/city: [{status: unsure}]\n"
)


def test_check_and_the_gate_tell_the_same_in_the_same_words():
    document = parse("fact_sheet: 1\nlanguage: en\n" + DOUBTED, Path("f.yaml"))
    told = list(undecided(document))
    stopped = [h.finding for h in held(Checked(document, ()), ["press"])]
    assert sorted(f.message for f in told) == sorted(f.message for f in stopped)
    assert len(told) == 5
    assert "`/participants/0` is unsure: 400 delegates" in [f.message for f in told]
    assert "`/event/name` is unsure: Congress, or Congres (rival)" in [f.message for f in told]
    for finding in told:
        (twin,) = [f for f in stopped if f.message == finding.message]
        kind = "conflicts" if finding.code == "W331" else "unsure"
        assert twin.advice == f"{finding.advice}, or mail it all the same: --allow {kind}"


@pytest.mark.parametrize("status", ["confirmed", "edited", "stated"])
def test_who_gives_no_name_lets_nothing_through(status: str):
    text = (
        f"event: {{city: Rabat}}\nconflicts: [{{at: /event/city, {READINGS}}}]\n"
        "evidence:\n  /event/city: [{source: a, at: [0, 3], text: abc, status: unsure}, "
        f"{{status: {status}, by: Awa}}]\n"
    )
    assert gated(text, "press") == []
    assert sorted(gated(text.replace(", by: Awa", ""), "press")) == ["conflicts", "unsure"]


def test_a_changed_source_stops_those_who_see_a_fact_that_it_states(tmp_path: Path):
    from eventbrief.check.findings import check

    (tmp_path / "a.txt").write_text("It is in Rabat.\n", "utf-8")
    old = hashlib.sha256(b"other").hexdigest()
    text = (
        "fact_sheet: 1\nlanguage: en\nevent: {city: {text: Rabat, audiences: [executive]}}\n"
        f"sources:\n  a: {{file: a.txt, sha256: {old}, audiences: [executive]}}\n"
        "evidence:\n  /event/city:\n    - {source: a, at: [9, 14], text: Rabat}\n"
    )
    document = parse(text, tmp_path / "f.yaml")
    checked = Checked(document, tuple(check(document)))
    assert [h.kind for h in held(checked, ["press"])] == []
    assert [h.kind for h in held(checked, ["executive", "press"])] == ["sources"]


def test_the_gate_stops_no_verb_but_mail(eventbrief: Command, desk: Path):
    add(desk, COUNT)
    assert eventbrief("render", "facts.yaml", "-t", "press", "--to", "txt").returncode == 0
