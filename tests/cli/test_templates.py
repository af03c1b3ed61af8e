"""`eventbrief templates` and Word files, by the real command."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import Path

import docx
import pytest

from conftest import Command
from eventbrief.workspace.word_example import word_example

SHIPPED = ("delegation", "executive", "partners", "press", "public", "security")
FULL = Path(__file__).parents[2] / "generator" / "eventbrief" / "workspace" / "full.yaml"


@pytest.fixture
def desk(eventbrief: Command, tmp_path: Path) -> Path:
    eventbrief("init", ".")
    shutil.copy(FULL, tmp_path / "briefs" / "full.yaml")
    return tmp_path


def ours(desk: Path, page: str, settings: str = "template: 1\nextends: press\n") -> Path:
    folder = desk / "templates" / "ours"
    folder.mkdir(exist_ok=True)
    (folder / "template.yaml").write_text(settings, "utf-8")
    (folder / "page.md.j2").write_text(page, "utf-8")
    return folder


def test_the_list_says_for_whom_where_from_and_what_differs(eventbrief: Command, tmp_path: Path):
    shown = eventbrief("templates", "list").stdout
    assert all(name in shown for name in SHIPPED)
    assert "For an editor who decides whether to send someone" in shown and "shipped" in shown
    eventbrief("init", ".")
    ours(tmp_path, "::: quotes\n:::\n")
    rows = {r["name"]: r for r in json.loads(eventbrief("templates", "list", "--json").stdout)}
    assert rows["ours"]["extends"] == ["press"] and rows["ours"]["overrides"] == ["quotes"]
    assert rows["press"]["shadows"] is True
    (tmp_path / "templates" / "ours" / "template.yaml").write_text("template: 1\nextends: x\n")
    assert "cannot be used" in eventbrief("templates", "list").stdout


def test_show_gives_settings_and_page_with_what_is_inherited(eventbrief: Command, desk: Path):
    ours(desk, "::: quotes\nMine\n:::\n", "template: 1\nextends: press\ntheme: modern\n")
    shown = eventbrief("templates", "show", "ours")
    assert "theme: modern" in shown.stdout and "Mine" in shown.stdout
    assert "::: background" in shown.stdout
    assert eventbrief("templates", "show", "pres").returncode == 1


def test_new_makes_a_template_that_passes_its_check(eventbrief: Command, desk: Path):
    done = eventbrief("templates", "new", "our-press", "--from", "press")
    assert done.stdout.split() == [
        "templates/our-press/template.yaml", "templates/our-press/page.md.j2",
    ]  # fmt: skip
    done = eventbrief("templates", "check", "our-press")
    assert (done.returncode, "W413" in done.stderr) == (0, True)
    assert eventbrief("templates", "new", "our-press").returncode == 1
    assert eventbrief("templates", "new", "Our Press").returncode == 2
    assert "did you mean `press`" in eventbrief("templates", "new", "b", "--from", "pres").stderr


def test_new_needs_a_workspace(eventbrief: Command, tmp_path: Path):
    done = eventbrief("templates", "new", "ours")
    assert (done.returncode, "error E409" in done.stderr) == (1, True)


def test_all_shipped_templates_pass(eventbrief: Command, tmp_path: Path):
    done = eventbrief("templates", "check", "--strict")
    assert (done.returncode, done.stderr) == (0, "nothing to object to\n")


@pytest.mark.parametrize(
    ("page", "settings", "code", "words"),
    [
        ("::: quotes\n{{ event.nmae }}\n:::\n", "", 1,
         "ours/page.md.j2:2:10: error E402: unknown field `event.nmae`; did you mean `name`?"),
        ("::: quotes\n{% if %}\n:::\n", "", 1, "ours/page.md.j2:2:1: error E402"),
        ("::: quotes\n{{ t.no_such }}\n:::\n", "", 1, "unknown field `t.no_such`"),
        ("::: quotes\n{{ t.mine }}\n:::\n", "labels: {en: {mine: x}}\n", 1, "unknown field `t.mine`"),
        ("::: nothing\n{% if participants.x %}{% endif %}\n:::\n", "", 1, "error E402"),
        ("::: nothing\n{% if not quotes and quotes %}x{% endif %}\n:::\n", "", 0,
         "ours/page.md.j2:1:5: warning W412: the block `nothing` stays empty"),
        ("", "shorten: [{block: qoutes, keep: 1}]\n", 1, "warning W411: `shorten` names a block `qoutes`"),
        ("", "columns: [nowhere]\n", 0, "warning W411: `columns` names a block `nowhere`"),
        ("", "shorten:\n", 1, "error E501: with an over-long sheet"),
    ],
)  # fmt: skip
def test_check_says_what_is_wrong_with_file_line_and_column(
    eventbrief: Command, desk: Path, page: str, settings: str, code: int, words: str
):
    ours(desk, page, f"template: 1\nextends: press\n{settings}")
    done = eventbrief("templates", "check", "ours")
    assert words in done.stderr
    assert done.returncode == code, done.stderr
    found = json.loads(eventbrief("templates", "check", "ours", "--json").stdout)
    assert len(found) == len({json.dumps(f) for f in found}) >= 1


# -- Word files ------------------------------------------------------------------------------------


def with_word(desk: Path, data: bytes | None = None) -> Path:
    folder = ours(desk, "")
    (folder / "page.docx").write_bytes(data or word_example())
    return folder / "page.docx"


def edited(path: Path, number: int, text: str) -> None:
    document = docx.Document(path)
    document.paragraphs[number].text = text
    document.save(path)


def render(eventbrief: Command, *more: str):
    return eventbrief(
        "render",
        "briefs/full.yaml",
        "-t",
        "ours",
        "-l",
        "en,ar",
        "--to",
        "docx",
        "-o",
        "out",
        *more,
    )


def test_the_word_example_gives_the_docx(eventbrief: Command, desk: Path):
    eventbrief("templates", "new", "ours", "--word")
    done = render(eventbrief)
    assert done.returncode == 0, done.stderr
    document = docx.Document(desk / "out" / "ours.en.docx")
    words = "\n".join(p.text for p in document.paragraphs)
    assert "Atlantic Forum on Port Safety" in words and "{" not in words
    assert (
        "“A safe port is a port where people talk to each other before something happens”" in words
    )
    assert [s for s in words.split("\n") if s.startswith("Embargoed until 14 May 2024")]
    assert document.sections[0].header.paragraphs[0].text.startswith("Press desk")
    assert document.core_properties.title.startswith("Ours")
    arabic = docx.Document(desk / "out" / "ours.ar.docx")
    assert all(p._p.pPr.find(docx.oxml.ns.qn("w:bidi")) is not None for p in arabic.paragraphs)


def test_the_word_file_gives_the_same_bytes(eventbrief: Command, desk: Path):
    with_word(desk)
    render(eventbrief)
    first = (desk / "out" / "ours.en.docx").read_bytes()
    shutil.rmtree(desk / "out")
    render(eventbrief)
    assert (desk / "out" / "ours.en.docx").read_bytes() == first


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ event.nmae }}", "page.docx:1:10: error E402: unknown field `event.nmae`; did you mean `name`?"),
        ("{{ event.name }", "error E402"),
        ("{% for x in quotes %}", "error E402"),
        ("{{ nothing_here }}", "page.docx:1:4: error E402: `nothing_here` is undefined"),
        ("{{ event.__class__ }}", "error E402: unknown field"),
        ("{% include '/etc/passwd' %}", "error E402: a template may include"),
        ("{% for a in range(500) %}{% for b in range(500) %}x{% endfor %}{% endfor %}", "20,000 turns"),
    ],
)  # fmt: skip
def test_an_error_in_word_names_the_paragraph(
    eventbrief: Command, desk: Path, text: str, message: str
):
    edited(with_word(desk), 0, text)
    done = render(eventbrief)
    assert done.returncode == 1
    assert message in done.stderr and "Traceback" not in done.stderr
    assert not (desk / "out").exists() or not list((desk / "out").glob("*.docx"))


def test_check_tries_the_word_file_too(eventbrief: Command, desk: Path):
    edited(with_word(desk), 0, "{{ event.nmae }}")
    done = eventbrief("templates", "check", "ours")
    assert (done.returncode, "page.docx:1:10: error E402" in done.stderr) == (1, True)


def test_facts_are_escaped_in_word(eventbrief: Command, desk: Path):
    with_word(desk)
    path = desk / "briefs" / "full.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("en: Atlantic Forum", "en: A <w:b/> & {{ 7*7 }} Forum"), "utf-8")
    assert render(eventbrief).returncode == 0
    words = "\n".join(p.text for p in docx.Document(desk / "out" / "ours.en.docx").paragraphs)
    assert "A <w:b/> & {{ 7*7 }} Forum" in words


def repacked(change: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_example())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, change.pop(name, old.read(name)))
        for name, data in change.items():
            new.writestr(name, data)
    return out.getvalue()


def linked() -> bytes:
    with zipfile.ZipFile(io.BytesIO(word_example())) as package:
        rels = package.read("word/_rels/document.xml.rels")
    far = b'<Relationship Id="rIdX" Type="http://x/image" Target="http://x/y.png" TargetMode="External"/>'
    return repacked(
        {
            "word/_rels/document.xml.rels": rels.replace(
                b"</Relationships>", far + b"</Relationships>"
            )
        }
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"not a zip", "this is no Word file"),
        (repacked({"word/vbaProject.bin": b"x"}), "it holds macros"),
        (linked(), "it fetches something from elsewhere"),
        (b"x" * 5_000_001, "larger than 5 MB"),
    ],
    ids=["text", "macros", "linked", "large"],
)
def test_a_word_file_that_cannot_be_used_is_refused(
    eventbrief: Command, desk: Path, data: bytes, words: str
):
    with_word(desk, data)
    done = render(eventbrief)
    assert (done.returncode, words in done.stderr) == (1, True), done.stderr


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_word_page_that_runs_over_is_shortened_and_then_refused(eventbrief: Command, desk: Path):
    path = with_word(desk)
    sheet = desk / "briefs" / "full.yaml"
    text = sheet.read_text("utf-8")
    quote = (
        "  - {text: Safety is a habit and not a rule that hangs on a wall, speaker: Ana Exemplo}\n"
    )
    sheet.write_text(text.replace("quotes:\n", "quotes:\n" + quote * 30), "utf-8")
    done = eventbrief(
        "render", "briefs/full.yaml", "-t", "ours", "-l", "en", "--to", "docx", "-o", "out"
    )
    assert done.returncode == 0
    assert "W512: shortened to fit one page: quotes:" in done.stderr
    for _ in range(60):
        pass
    document = docx.Document(path)
    for _ in range(60):
        document.add_paragraph("A line that is always there.")
    document.save(path)
    done = eventbrief(
        "render", "briefs/full.yaml", "-t", "ours", "-l", "en", "--to", "docx", "-o", "out2"
    )
    assert (done.returncode, "error E502: it takes" in done.stderr) == (1, True)


def test_without_libreoffice_pages_are_not_counted_and_that_is_said(
    eventbrief: Command, desk: Path, monkeypatch: pytest.MonkeyPatch
):
    with_word(desk)
    monkeypatch.setenv("PATH", "/nowhere")
    done = render(eventbrief)
    assert (done.returncode, "warning W511" in done.stderr) == (0, True)
