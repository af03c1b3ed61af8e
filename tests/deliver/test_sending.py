"""Sending against a server that refuses, stalls, drops and offers no TLS: once, or said why not."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

from conftest import Command
from eventbrief.deliver.ledger import Row
from eventbrief.deliver.sending import Choices, decide
from mail_servers import (
    PASSWORD,
    Certificate,
    certificate,
    command_line,
    environment,
    free_port,
    options,
    run_mail,
)

AWA, ADA, SAMI = "awa@example.org", "ada@example.org", "sami@example.org"


def states(desk: Path) -> dict[str, str]:
    base = sqlite3.connect(desk / "ledger.sqlite3")
    found = dict(base.execute("SELECT address, state FROM message ORDER BY rowid"))
    base.close()
    return found


def test_each_gets_theirs_once_and_a_second_run_sends_nothing(desk, scripted, localhost):
    server = scripted()
    done = run_mail(desk, *options(server.port, localhost.cert))
    assert (done.returncode, done.stderr.strip()) == (0, "3 sent"), done.stderr
    assert server.addresses == [AWA, ADA, SAMI]
    assert server.logins == [True]
    again = run_mail(desk, *options(server.port, localhost.cert))
    assert (again.returncode, again.stderr.strip()) == (0, "3 sent before")
    assert len(server.taken) == 3
    assert {m["X-Unsent"] for _, m in server.taken} == {None}
    assert len({m["Message-ID"] for _, m in server.taken}) == 3


def test_what_arrives_is_what_was_drafted(desk, scripted, localhost):
    server = scripted()
    run_mail(desk, *options(server.port, localhost.cert))
    run_mail(desk)
    for (_, made), draft in zip(server.taken, sorted((desk / "outbox").glob("*.eml")), strict=True):
        lines = draft.read_bytes().split(b"\r\n\r\n", 1)[1]
        raw = server.raw[server.addresses.index(str(made["To"].addresses[0].addr_spec))]
        assert raw.split(b"\r\n\r\n", 1)[1].rstrip(b"\r\n") == lines.rstrip(b"\r\n")


def test_a_line_that_begins_with_a_dot_arrives(desk, scripted, localhost):
    sheet = desk / "facts.yaml"
    text = sheet.read_text("utf-8").replace(
        "en: World Congress on Chemical Security", "en: .hidden"
    )
    sheet.write_text(text, "utf-8")
    (desk / "people.csv").write_text(f"email,audience,language\n{ADA},public,en\n")
    server = scripted()
    run_mail(desk, *options(server.port, localhost.cert, "--despite-errors"))
    assert server.taken[0][1]["Subject"].startswith(".hidden")


def test_temporary_refusals_are_tried_again_and_the_rest_goes_on(desk, scripted, localhost):
    server = scripted(rcpt=lambda a, n: "451 later" if a == AWA and n < 3 else "250 OK")
    done = run_mail(desk, *options(server.port, localhost.cert))
    assert (done.returncode, done.stderr.strip()) == (0, "3 sent")
    assert server.addresses == [ADA, SAMI, AWA]
    assert server.tried["rcpt", AWA] == 3


def test_a_server_that_puts_off_for_ever_is_left_for_the_next_run(desk, scripted, localhost):
    patient = {"on": True}
    server = scripted(data=lambda a, n: "452 full" if a == ADA and patient["on"] else "250 OK")
    done = run_mail(desk, *options(server.port, localhost.cert, "--tries", 2))
    assert done.returncode == 1
    assert f"{ADA}: waiting: 452 full" in done.stderr
    assert "2 sent, 1 waiting" in done.stderr
    patient["on"] = False
    done = run_mail(desk, *options(server.port, localhost.cert))
    assert (done.returncode, done.stderr.strip()) == (0, "1 sent, 2 sent before")
    assert sorted(server.addresses) == sorted([AWA, ADA, SAMI])


@pytest.mark.parametrize("where", ["rcpt", "data"])
def test_final_refusals_are_reported_and_the_rest_goes_on(desk, scripted, localhost, where):
    server = scripted(**{where: lambda a, n: "550 no such user" if a == AWA else "250 OK"})
    done = run_mail(desk, *options(server.port, localhost.cert))
    assert done.returncode == 1
    assert f"{AWA}: refused: 550 no such user" in done.stderr
    assert server.addresses == [ADA, SAMI]
    again = run_mail(desk, *options(server.port, localhost.cert))
    assert "1 refused" in again.stderr and server.tried[where, AWA] == 1
    run_mail(desk, *options(server.port, localhost.cert, "--send-refused"))
    assert server.tried[where, AWA] == 2


def test_a_connection_lost_after_the_last_line_is_in_doubt_and_not_sent_again(
    desk, scripted, localhost
):
    server = scripted(data=lambda a, n: "drop after" if a == AWA and n == 1 else "250 OK")
    done = run_mail(desk, *options(server.port, localhost.cert))
    assert done.returncode == 1
    assert f"{AWA}: doubt:" in done.stderr
    assert "they may have arrived; ask, or send again with --send-doubtful" in done.stderr
    assert server.addresses == [AWA, ADA, SAMI]
    again = run_mail(desk, *options(server.port, localhost.cert))
    assert (again.returncode, server.addresses.count(AWA)) == (1, 1)
    told = run_mail(desk, *options(server.port, localhost.cert, "--send-doubtful"))
    assert (told.returncode, server.addresses.count(AWA)) == (0, 2)


def test_a_server_that_stalls_leaves_doubt_and_the_rest_goes_on(desk, scripted, localhost):
    server = scripted(data=lambda a, n: "stall" if a == AWA else "250 OK")
    done = run_mail(desk, *options(server.port, localhost.cert, "--timeout", 2))
    assert f"{AWA}: doubt: no answer in time" in done.stderr
    assert server.addresses[:2] == [ADA, SAMI]


def test_a_connection_lost_before_the_message_is_no_doubt(desk, scripted, localhost):
    server = scripted(rcpt=lambda a, n: "421 closing" if a == AWA and n == 1 else "250 OK")
    done = run_mail(desk, *options(server.port, localhost.cert))
    assert (done.returncode, sorted(server.addresses)) == (0, sorted([AWA, ADA, SAMI]))


def test_a_server_that_goes_away_in_the_middle_leaves_the_rest_for_later(desk, scripted, localhost):
    server = scripted(rcpt=lambda a, n: "250 OK" if a == AWA else "421 closing for the night")
    done = run_mail(desk, *options(server.port, localhost.cert, "--tries", 2))
    assert (done.returncode, server.addresses) == (1, [AWA])
    assert "1 sent, 2 waiting" in done.stderr
    assert "waiting: the server put them off; run this again later" in done.stderr


def test_without_tls_nothing_is_said_that_matters(desk, scripted, localhost):
    server = scripted(tls=False)
    done = run_mail(desk, *options(server.port, localhost.cert))
    assert done.returncode == 3
    assert "the server offers no encryption (STARTTLS); nothing was sent" in done.stderr
    assert (server.taken, server.logins) == ([], [])
    assert PASSWORD not in done.stderr + done.stdout


def test_a_certificate_of_another_is_not_trusted(desk, scripted, localhost, tmp_path):
    other = certificate(tmp_path, "elsewhere.example")
    server = scripted(secured=other)
    for ca in (localhost.cert, other.cert):
        done = run_mail(desk, *options(server.port, ca))
        assert done.returncode == 3
        assert "the server's certificate is not to be trusted" in done.stderr
    assert (server.taken, server.logins) == ([], [])


def test_a_wrong_password_is_told_and_never_shown(desk, scripted, localhost):
    server = scripted()
    done = run_mail(desk, *options(server.port, localhost.cert), password="wrong-and-private")
    assert done.returncode == 3
    assert "the server does not accept this user and password (535)" in done.stderr
    assert "wrong-and-private" not in done.stderr + done.stdout
    assert server.taken == [] and states(desk) == {}
    for path in desk.rglob("*"):
        assert path.is_dir() or b"wrong-and-private" not in path.read_bytes()


def test_without_a_password_and_a_person_nothing_is_sent(desk, scripted, localhost):
    server = scripted()
    done = run_mail(desk, *options(server.port, localhost.cert), password=None)
    assert (done.returncode, "EVENTBRIEF_SMTP_PASSWORD" in done.stderr) == (2, True)


def test_a_server_that_is_not_there_is_the_machine_s_failure(desk, localhost: Certificate):
    done = run_mail(desk, *options(free_port(), localhost.cert))
    assert (done.returncode, "error E901: localhost:" in done.stderr) == (3, True)
    assert states(desk) == {}


def test_copies_go_out_with_the_message(desk, scripted, localhost):
    (desk / "people.csv").write_text(f"email,audience,cc\n{AWA},press,{ADA}\n")
    server = scripted()
    run_mail(desk, *options(server.port, localhost.cert))
    assert server.addresses == [AWA, ADA]


def test_all_to_me_is_marked_and_not_counted(desk, scripted, localhost):
    server = scripted()
    done = run_mail(desk, *options(server.port, localhost.cert, "--test-to", "me@example.org"))
    assert (done.returncode, set(server.addresses)) == (0, {"me@example.org"})
    assert server.taken[0][1]["Subject"].partition(" : ")[0] == f"TEST – irait à {AWA}"
    assert all(m["Cc"] is None for _, m in server.taken)
    run_mail(desk, *options(server.port, localhost.cert))
    assert server.addresses[3:] == [AWA, ADA, SAMI]


def test_only_and_limit_send_a_part_and_the_next_run_the_rest(desk, scripted, localhost):
    server = scripted()
    run_mail(desk, *options(server.port, localhost.cert, "--only", SAMI))
    run_mail(desk, *options(server.port, localhost.cert, "--limit", 1))
    assert server.addresses == [SAMI, AWA]
    done = run_mail(desk, *options(server.port, localhost.cert))
    assert done.stderr.strip() == "1 sent, 2 sent before"


def test_a_changed_brief_is_a_correction_and_says_so(desk, scripted, localhost):
    server = scripted()
    run_mail(desk, *options(server.port, localhost.cert))
    sheet = desk / "facts.yaml"
    sheet.write_text(sheet.read_text("utf-8").replace('version: "1"', 'version: "2"'), "utf-8")
    done = run_mail(desk, *options(server.port, localhost.cert))
    assert (done.returncode, len(server.taken)) == (0, 3)
    assert "older sent: they have an older version; --correction sends the new one" in done.stderr
    done = run_mail(desk, *options(server.port, localhost.cert, "--correction"))
    assert (done.returncode, len(server.taken)) == (0, 6)
    made = server.taken[4][1]
    assert made["Subject"].startswith("Correction: ")
    body = made.get_body(("plain",)).get_content().replace("\u00a0", " ")
    assert "This corrects the version that you were sent before." in body
    assert (
        run_mail(desk, *options(server.port, localhost.cert, "--correction")).stderr.strip()
        == "3 sent before"
    )
    rows = json.loads(status(desk, "--json"))
    assert [r["correction"] for r in rows] == [False] * 3 + [True] * 3


def status(desk: Path, *more: str) -> str:
    line = [*command_line()[:4], "status", *more]
    return subprocess.run(
        line, cwd=desk, capture_output=True, text=True, check=True, env=environment()
    ).stdout


def test_status_shows_the_ledger(desk, scripted, localhost):
    assert status(desk) == ""
    server = scripted(rcpt=lambda a, n: "550 no" if a == AWA else "250 OK")
    run_mail(desk, *options(server.port, localhost.cert))
    shown = status(desk)
    assert "refused  awa@example.org   press.fr      facts.yaml" in shown
    assert "sent     ada@example.org" in shown and "550 no" in shown


def test_two_runs_at_once_do_not_send_twice(desk, scripted, localhost):
    server = scripted(data=lambda a, n: (time.sleep(0.5), "250 OK")[1])
    line = command_line(*options(server.port, localhost.cert))
    runs = [
        subprocess.Popen(line, cwd=desk, env=environment(), stderr=subprocess.PIPE, text=True,
                         stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        for _ in range(3)
    ]  # fmt: skip
    told = [run.communicate(timeout=60)[1] for run in runs]
    assert sorted(server.addresses) == sorted([AWA, ADA, SAMI])
    assert sum("3 sent\n" in t for t in told) == 1
    assert all("E720: another run is sending" in t or "sent" in t for t in told)


@pytest.mark.parametrize(
    ("prepared", "flag", "code"),
    [
        ("embargo: 2999-01-01T00:00+01:00", "--before-embargo", "E730"),
        ("embargo: 2022-01-01T00:00+01:00", None, ""),
    ],
)
def test_nothing_goes_out_before_the_embargo_ends(desk, scripted, localhost, prepared, flag, code):
    sheet = desk / "facts.yaml"
    sheet.write_text(sheet.read_text("utf-8").replace("  marking:\n", f"  {prepared}\n"), "utf-8")
    server = scripted()
    done = run_mail(desk, *options(server.port, localhost.cert))
    if not code:
        assert len(server.taken) == 3
        return
    assert (done.returncode, server.taken) == (1, [])
    assert f"facts.yaml:7:12: error {code}: this is embargoed until 2999-01-01" in done.stderr
    assert run_mail(desk).returncode == 0, "drafts are made all the same"
    run_mail(desk, *options(server.port, localhost.cert, flag))
    assert len(server.taken) == 3


def test_a_sheet_with_errors_is_not_sent(desk, scripted, localhost):
    sheet = desk / "facts.yaml"
    sheet.write_text(
        sheet.read_text("utf-8").replace("end: 2022-10-27", "end: 2022-10-20"), "utf-8"
    )
    server = scripted()
    done = run_mail(desk, *options(server.port, localhost.cert))
    assert (
        done.returncode,
        "error E731: `check` finds 1 error in" in done.stderr,
        server.taken,
    ) == (
        1,
        True,
        [],
    )
    run_mail(desk, *options(server.port, localhost.cert, "--despite-errors"))
    assert len(server.taken) == 3


def test_what_is_too_large_is_not_sent(desk, scripted, localhost):
    server = scripted()
    done = run_mail(desk, *options(server.port, localhost.cert, "--max-mb", 0.01))
    assert (
        done.returncode,
        "error E733: the message to awa@example.org carries 0.1 MB" in done.stderr,
    ) == (1, True)
    assert server.taken == []


def test_a_brief_of_another_audience_is_never_sent(desk: Path):
    import dataclasses
    import datetime

    from eventbrief.deliver.guards import Overrides, guards
    from eventbrief.deliver.recipients import read_recipients
    from eventbrief.facts.document import load
    from eventbrief.workspace.mailing import plan
    from eventbrief.workspace.settings import Settings

    people, _ = read_recipients(
        desk / "people.csv", ("press", "executive", "public"), ("fr", "en", "ar")
    )
    planned = plan([load(desk / "facts.yaml")], people, None, Settings())
    mixed = [dataclasses.replace(planned[0], desk=planned[1].desk)]
    now = datetime.datetime.now(datetime.UTC)
    (found,) = guards([], mixed, Overrides(True), 10, now)
    assert (found.code, found.message) == (
        "E732", "awa@example.org is of `press`, the brief of `executive`",
    )  # fmt: skip


def test_the_workspace_says_how_mail_goes_out(eventbrief: Command, desk, scripted, localhost):
    server = scripted()
    (desk / "eventbrief.yaml").write_text(
        "workspace: 1\nmail:\n  sender: Desk <desk@example.org>\n  reply_to: answers@example.org\n"
        f"  host: localhost\n  port: {server.port}\n  user: desk@localhost\n  ca_file: {localhost.cert}\n"
    )
    done = run_mail(desk, "--send", "--yes")
    assert done.returncode == 0, done.stderr
    assert server.taken[0][1]["Reply-To"] == "answers@example.org"
    assert (desk / "ledger.sqlite3").is_file()


def test_an_address_beyond_ascii_needs_a_server_that_knows_them(desk, scripted, localhost):
    (desk / "people.csv").write_text("email,audience\nδοκιμή@example.org,public\n", "utf-8")
    server = scripted()
    done = run_mail(desk, *options(server.port, localhost.cert))
    assert "the server knows no addresses beyond ASCII (SMTPUTF8)" in done.stderr
    assert (done.returncode, server.taken) == (1, [])
    server = scripted(utf8=True)
    done = run_mail(desk, *options(server.port, localhost.cert, "--send-refused"))
    assert (done.returncode, server.addresses) == (0, ["δοκιμή@example.org"]), done.stderr


def row(state: str, version: str) -> Row:
    return Row("k", version, False, "f", "a", "press", "fr", "s", "i", state, "", 1, "")


@pytest.mark.parametrize(
    ("rows", "choices", "decision"),
    [
        ([], Choices(), "send"),
        ([row("sent", "v")], Choices(correction=True, doubtful=True, refused=True), "sent"),
        ([row("sent", "old")], Choices(), "older"),
        ([row("sent", "old")], Choices(correction=True), "correct"),
        ([row("doubt", "v")], Choices(), "doubt"),
        ([row("doubt", "old")], Choices(correction=True), "doubt"),
        ([row("doubt", "v")], Choices(doubtful=True), "send"),
        ([row("refused", "v")], Choices(), "refused"),
        ([row("refused", "v")], Choices(refused=True), "send"),
        ([row("refused", "old")], Choices(), "send"),
        ([row("waiting", "v")], Choices(), "send"),
        ([row("sent", "old"), row("waiting", "v")], Choices(), "older"),
        ([row("sent", "old"), row("sent", "v")], Choices(correction=True), "sent"),
    ],
)
def test_what_the_ledger_says_decides(rows, choices, decision):
    class Planned:
        version = "v"

    assert decide(Planned(), rows, choices) == decision  # type: ignore[arg-type]


def test_a_run_that_is_killed_while_it_waits_for_the_answer_leaves_doubt(desk, scripted, localhost):
    server = scripted(data=lambda a, n: "stall" if a == ADA else "250 OK")
    line = command_line(*options(server.port, localhost.cert))
    run = subprocess.Popen(line, cwd=desk, env=environment(), stdin=subprocess.DEVNULL,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    end = time.monotonic() + 30
    while ("data", ADA) not in server.tried and time.monotonic() < end:
        time.sleep(0.02)
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    done = run_mail(desk, *options(server.port, localhost.cert))
    assert "1 messages of a run that stopped are in doubt" in done.stderr
    assert (done.returncode, states(desk)) == (1, {AWA: "sent", ADA: "doubt", SAMI: "sent"})
