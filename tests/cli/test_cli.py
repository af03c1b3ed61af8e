"""The real command: what it writes, what it says, how it leaves."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdfium2 import PdfDocument

from conftest import EXAMPLE, ROOT, SEEDS, Command
from eventbrief.cli.app import VERBS, app

AUDIENCES = ("executive", "press", "delegation", "partners", "security", "public")


def seed(folder: Path, name: str = "a.txt", text: str | None = None) -> Path:
    path = folder / name
    path.write_text(text or (SEEDS / "depeche.fr.txt").read_text("utf-8"), encoding="utf-8")
    return path


def test_make_goes_from_an_article_to_attachments(eventbrief: Command, tmp_path: Path):
    seed(tmp_path)
    done = eventbrief("make", "a.txt", "-o", "out")
    assert done.returncode == 0, done.stderr
    names = {
        f"{a}.{lang}.{kind}" for a in AUDIENCES for lang in ("fr", "en") for kind in ("pdf", "docx")
    }
    assert {p.name for p in (tmp_path / "out").iterdir()} == names | {
        "facts.yaml",
        ".eventbrief.json",
    }
    assert set(done.stdout.split()) == {f"out/{n}" for n in names | {"facts.yaml"}}
    assert all(len(PdfDocument(p)) == 1 for p in (tmp_path / "out").glob("*.pdf"))
    assert "Traceback" not in done.stderr


def test_the_same_run_twice_gives_the_same_bytes(eventbrief: Command, tmp_path: Path):
    seed(tmp_path)

    def sums() -> dict[str, str]:
        return {
            p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in (tmp_path / "out").iterdir()
        }

    eventbrief("make", "a.txt", "-o", "out")
    first = sums()
    eventbrief("make", "a.txt", "-o", "out")
    assert sums() == first
    shutil.rmtree(tmp_path / "out")
    eventbrief("make", "a.txt", "-o", "out")
    assert sums() == first


def test_the_real_article_makes_one_page_each(
    eventbrief: Command, tmp_path: Path, real_article: Path
):
    done = eventbrief("make", real_article, "-o", "out", "--to", "pdf,docx,txt")
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "out" / "executive.fr.txt").read_text("utf-8")
    for words in ("DGSN", "75 pays", "Mohamed Dkhissi", "Gregory Hinds", "25–27 octobre 2022"):
        assert words in text
    assert "[FR]" in (tmp_path / "out" / "executive.en.txt").read_text("utf-8")


def test_hand_edits_in_the_sheet_survive_another_run(eventbrief: Command, tmp_path: Path):
    seed(tmp_path)
    eventbrief("make", "a.txt", "-o", "out", "--to", "txt")
    path = tmp_path / "out" / "facts.yaml"
    edited = path.read_text("utf-8").replace(
        "  venue:", "  venue: Palais des Congrès  # vu sur place"
    )
    path.write_text(edited, "utf-8")
    done = eventbrief("make", "a.txt", "-o", "out", "--to", "txt")
    assert path.read_text("utf-8") == edited
    assert "W311" in done.stderr
    assert "Palais des Congrès" in (tmp_path / "out" / "press.fr.txt").read_text("utf-8")


def test_a_brief_changed_by_hand_is_left_alone_without_force(eventbrief: Command, tmp_path: Path):
    seed(tmp_path)
    eventbrief("make", "a.txt", "-o", "out", "--to", "txt")
    path = tmp_path / "out" / "press.fr.txt"
    path.write_text("mine", "utf-8")
    done = eventbrief("make", "a.txt", "-o", "out", "--to", "txt")
    assert (done.returncode, path.read_text("utf-8")) == (1, "mine")
    assert "E601" in done.stderr
    assert eventbrief("make", "a.txt", "-o", "out", "--to", "txt", "--force").returncode == 0
    assert path.read_text("utf-8") != "mine"


BAD = [
    (["make", "none.txt"], 1, "none.txt: error E101: no such seed"),
    (["make", "empty.txt"], 1, "empty.txt: error E105: the seed is empty"),
    (["make", "binary.txt"], 1, "binary.txt: error E104"),
    (["make", "empty"], 1, "error E105: no seed was found there"),
    (["make"], 2, "Missing argument"),
    (["make", "good.txt", "-t", "pres"], 1, "did you mean `press`?"),
    (["make", "good.txt", "-l", "xx"], 1, "error E403"),
    (["make", "good.txt", "--to", "odt"], 2, "no format `odt`"),
    (["make", "good.txt", "--theme", "x"], 1, "error E404"),
    (["fly"], 2, "No such command"),
    (["check", "none.yaml"], 1, "none.yaml: error E101: no such fact sheet"),
    (["check", "unknown.yaml"], 1, "unknown.yaml:4:3: error E203: unknown key `venu`"),
    (["check", "broken.yaml"], 1, "broken.yaml:2:1: error E201"),
    (["render", "wrong.yaml"], 1, "wrong.yaml:3:18: error E205: a whole number was expected"),
    (["extract", "none.txt", "binary.txt"], 1, "binary.txt: error E104"),
]


@pytest.mark.parametrize(("arguments", "code", "words"), BAD)
def test_bad_input_gets_a_message_and_writes_nothing(
    eventbrief: Command, tmp_path: Path, arguments, code, words
):
    seed(tmp_path, "good.txt")
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)))
    (tmp_path / "unknown.yaml").write_text("fact_sheet: 1\nlanguage: en\nevent:\n  venu: x\n")
    (tmp_path / "broken.yaml").write_text("event: [1\n")
    (tmp_path / "wrong.yaml").write_text("fact_sheet: 1\nlanguage: en\nevent: {edition: x}\n")
    before = {p for p in tmp_path.rglob("*") if p.is_file()}
    done = eventbrief(*arguments)
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    written = {p.name for p in tmp_path.rglob("*") if p.is_file()} - {p.name for p in before}
    assert written <= {"facts.yaml", ".eventbrief.json"}


def test_a_finding_shows_its_line_a_caret_and_what_to_do(eventbrief: Command, tmp_path: Path):
    (tmp_path / "f.yaml").write_text("fact_sheet: 1\nlanguage: en\nevent:\n  venu: x\n")
    shown = eventbrief("check", "f.yaml").stderr
    assert "  4 |   venu: x\n    |   ^\n  = did you mean `venue`?" in shown


def test_a_template_error_points_into_the_workspace_template(eventbrief: Command, tmp_path: Path):
    eventbrief("init", ".")
    page = tmp_path / "templates" / "press" / "page.md.j2"
    page.write_text("# {{ event.name }}\n\n{{ event.dats }}\n", "utf-8")
    done = eventbrief("make", "seeds", "-o", "briefs/x", "-t", "press", "-l", "en")
    assert done.returncode == 1
    assert "templates/press/page.md.j2:3:10: error E402" in done.stderr
    assert "did you mean `dates`?" in done.stderr
    assert not list((tmp_path / "briefs" / "x").glob("*.pdf"))


@pytest.mark.skipif(
    os.geteuid() == 0 and not Path("/proc").is_dir(), reason="root may write anywhere"
)
def test_a_folder_that_cannot_be_written_is_the_machine_s_failure(
    eventbrief: Command, tmp_path: Path
):
    seed(tmp_path)
    done = eventbrief("make", "a.txt", "-o", "/proc/no-such-place")
    assert done.returncode == 3
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_where_a_folder_should_be_is_the_machine_s_failure(
    eventbrief: Command, tmp_path: Path
):
    seed(tmp_path)
    (tmp_path / "out").write_text("x")
    assert eventbrief("make", "a.txt", "-o", "out").returncode == 3


def test_init_makes_a_workspace_ready_to_make(eventbrief: Command, tmp_path: Path):
    done = eventbrief("init", "desk")
    assert done.returncode == 0
    desk = tmp_path / "desk"
    assert (desk / "templates" / "press" / "page.md.j2").is_file()
    done = eventbrief("make", "seeds", "-o", "briefs/first", cwd=desk)
    assert done.returncode == 0, done.stderr
    facts = (desk / "briefs" / "first" / "facts.yaml").read_text("utf-8")
    for words in (
        "Atlantic Forum on Port Safety",
        "edition: 2",
        "2024-05-14",
        "city: Lisbon",
        "APA",
        "count: 22",
        "Maria Example",
    ):
        assert words in facts, words
    (desk / "eventbrief.yaml").write_text("workspace: 1\nlanguages: [fr]\n")
    done = eventbrief("render", "briefs/first/facts.yaml", "--to", "txt", "-o", "t", cwd=desk)
    assert {p.name for p in (desk / "t").glob("*.txt")} == {f"{a}.fr.txt" for a in AUDIENCES}


def test_extract_prints_a_sheet_and_json(eventbrief: Command, tmp_path: Path):
    seed(tmp_path)
    assert eventbrief("extract", "a.txt").stdout.startswith("fact_sheet: 1\nlanguage: fr\n")
    data = json.loads(eventbrief("extract", "a.txt", "--json").stdout)
    assert data["event"]["start"] == "2022-10-25"


def test_check_gives_json_and_fails_on_warnings_only_when_strict(
    eventbrief: Command, tmp_path: Path
):
    shutil.copytree(EXAMPLE.parent, tmp_path / "briefs" / "m")
    done = eventbrief("check", "briefs/m/facts.yaml", "--json")
    assert done.returncode == 0
    assert {f["code"] for f in json.loads(done.stdout)} == {"W301"}
    assert eventbrief("check", "briefs/m/facts.yaml", "--strict").returncode == 1


def test_the_committed_example_has_nothing_to_object_to(eventbrief: Command):
    done = eventbrief("check", "--strict", EXAMPLE.relative_to(ROOT), cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "nothing to object to\n")


def test_sources_shows_what_is_read(eventbrief: Command, tmp_path: Path):
    seed(tmp_path)
    shown = eventbrief("sources", "a.txt").stdout
    assert "language: fr\npublished: 2022-10-25\n" in shown


def test_the_short_help_is_the_command_s_own():
    own = CliRunner().invoke(app, ["--help"], prog_name="eventbrief").output
    assert (ROOT / "generator" / "eventbrief" / "cli" / "help.txt").read_text("utf-8") == own


@pytest.mark.parametrize("verb", list(VERBS))
def test_every_verb_has_help_with_an_example(eventbrief: Command, verb: str):
    done = eventbrief(verb, "--help")
    assert done.returncode == 0
    assert f"Example:  eventbrief {verb}" in done.stdout


@pytest.mark.parametrize("name", ["list", "show", "new", "check"])
def test_every_verb_of_templates_has_help_with_an_example(eventbrief: Command, name: str):
    done = eventbrief("templates", name, "--help")
    assert f"Example:  eventbrief templates {name}" in done.stdout


def test_help_loads_neither_reportlab_nor_click(eventbrief: Command, tmp_path: Path):
    import subprocess
    import sys

    code = (
        "import sys; sys.argv = ['eventbrief', '--help']\n"
        "import eventbrief.__main__ as m\n"
        "try: m.main()\nexcept SystemExit: pass\n"
        "assert not {'reportlab', 'click', 'pydantic', 'yaml'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_render_says_what_it_took_to_fit(eventbrief: Command, tmp_path: Path):
    done = eventbrief("render", EXAMPLE, "-t", "press", "-l", "fr", "--fit-report", "-o", tmp_path)
    assert done.returncode == 0
    assert re.search(r"press\.fr: body \d+(\.\d)? pt, .* page filled to \d+%", done.stdout)


def test_render_tells_programs_in_json(eventbrief: Command, tmp_path: Path):
    done = eventbrief("render", EXAMPLE, "-t", "press", "-l", "en,ar", "--json", "-o", tmp_path)
    rows = json.loads(done.stdout)
    assert [row["brief"] for row in rows] == ["press.en", "press.ar"]
    assert all(Path(name).is_file() for row in rows for name in row["files"])
    assert set(rows[0]["fit"]) >= {"size", "leading", "spacing", "filled", "left_out"}


def test_render_writes_html_and_puts_the_sheet_into_the_pdf_when_asked(
    eventbrief: Command, tmp_path: Path
):
    done = eventbrief(
        "render", EXAMPLE, "-t", "press", "-l", "en", "--to", "html,pdf", "--embed-facts", "-o", tmp_path
    )  # fmt: skip
    assert done.returncode == 0
    assert (tmp_path / "press.en.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert b"/AFRelationship /Source" in (tmp_path / "press.en.pdf").read_bytes()


def test_copies_of_one_seed_are_one_source(eventbrief: Command, tmp_path: Path):
    text = "Ports\n\nThe 3rd World Forum on Port Power opens in Lisbon, Portugal, on 14 May 2024.\n"
    for name in ("a.txt", "b.txt", "copy.txt"):
        (tmp_path / name).write_text(text.replace("Ports", "Boats") if name == "b.txt" else text)
    done = eventbrief("extract", "a.txt", "b.txt", "copy.txt", "--json")
    files = [s["file"] for s in json.loads(done.stdout)["sources"].values()]
    assert files == ["a.txt", "b.txt"]
