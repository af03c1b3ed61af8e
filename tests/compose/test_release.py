"""A marking that forbids to publish, on a page that announces it, is an error for those who get it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import EXAMPLE, Command, sheet
from eventbrief.compose.release import contradictions, restricts, tells_release
from eventbrief.compose.template import audiences, load_template
from mail_servers import options, run_mail

FORBID = (
    *("Internal use", "INTERNAL USE ONLY", "Confidential", "Restricted", "For official use only"),
    *("Not for publication", "Do not distribute", "Usage interne", "Diffusion restreinte"),
    *("CONFIDENTIEL", "Ne pas diffuser", "Non destinée à la publication", "Réservé au service"),
    *("Uso interno", "Confidencial", "Difusión restringida", "No publicar", "Reservado"),
    *("للاستعمال الداخلي", "للاستخدام الداخلي فقط", "سرّي للغاية", "غير مخصص للنشر", "توزيع محدود"),
    "للاستعمال الرسمي فقط",
)
ALLOW = (
    *("Public", "For publication", "For immediate publication", "Unclassified", "Not confidential"),
    *("For the international press", "Pour publication", "Public – libre de droits", "À diffuser"),
    *("Non confidentiel", "Para publicación", "Público", "No confidencial", "للنشر", "للعموم"),
    *("غير سري", "For the delegation", "وزارة الداخلية"),
)


@pytest.mark.parametrize("marking", FORBID)
def test_a_marking_that_forbids_to_publish_is_known_in_four_languages(marking: str):
    assert restricts([marking])
    assert restricts(["Public", marking]), "one wording is enough"


@pytest.mark.parametrize("marking", ALLOW)
def test_any_other_marking_forbids_nothing(marking: str):
    assert not restricts([marking])


def test_of_the_shipped_pages_that_for_the_press_alone_announces_a_publication():
    assert [a for a in audiences() if tells_release(load_template(a))] == ["press"]


def found(prepared: str, *names: str) -> list[tuple[str, str, str]]:
    text = f"fact_sheet: 1\nlanguage: en\nevent: {{name: x}}\nprepared: {{by: Desk, {prepared}}}\n"
    made = contradictions(sheet(text), map(load_template, names or ("press", "executive")))
    return [(f.code, f.message, f.pointer) for f in made]


def test_internal_use_above_for_immediate_release_is_an_error():
    message = "the press brief says `For immediate release` under the marking `Internal use`"
    assert found("marking: Internal use") == [("E375", message, "/prepared/marking")]


@pytest.mark.parametrize(
    ("prepared", "count"),
    [
        ("marking: {en: Internal use, fr: Usage interne}", 1),
        ("marking: {en: For use, fr: Usage interne}", 1),
        ("marking: Internal use, embargo: '2999-01-01T00:00+01:00'", 1),
        ("marking: {text: Internal use, audiences: [press]}", 1),
        ("marking: {text: Internal use, audiences: [executive]}", 0),
        ("marking: Public", 0),
        ("marking: ", 0),
    ],
)
def test_what_the_press_sees_decides(prepared: str, count: int):
    assert len(found(prepared)) == count
    assert found(prepared, "executive", "security", "public") == []


def test_an_embargo_is_a_release_too():
    ((_, message, _),) = found("marking: Internal use, embargo: '2999-01-01T10:00+01:00'")
    assert message.startswith(
        "the press brief says `Embargoed until 1 January 2999, 10:00 (UTC+01:00)` under"
    )


# -- templates of one's own ------------------------------------------------------------------------


def template(workspace: Path, name: str, page: str, settings: str = "") -> None:
    folder = workspace / "templates" / name
    folder.mkdir(parents=True)
    (folder / "template.yaml").write_text(f"template: 1\nname: X\npurpose: Y\n{settings}", "utf-8")
    (folder / "page.md.j2").write_text(page, "utf-8")


@pytest.mark.parametrize(
    ("page", "tells"),
    [
        ("# x\n\n{{ brief.release }}\n", True),
        ("# x\n\n{% if brief['release'] %}now{% endif %}\n", True),
        ("# x\n\n{% set b = brief %}{{ [b.release] | joined }}\n", True),
        ('# x\n\n{% include "line.md.j2" %}\n', True),
        ("# x\n\n{{ brief.marking }} {# brief.release #}\n", False),
        ("# x\n\nrelease {{ brief.embargo }}\n", False),
        ("# x\n\n{{ brief.release\n", False),
    ],
)
def test_a_page_of_ones_own_is_known_by_the_field_that_it_names(
    tmp_path: Path, page: str, tells: bool
):
    template(tmp_path, "own", page)
    (tmp_path / "templates" / "own" / "line.md.j2").write_text("{{ brief.release }}", "utf-8")
    assert tells_release(load_template("own", tmp_path)) is tells


def test_a_template_that_extends_the_press_announces_what_it_does(tmp_path: Path):
    folder = tmp_path / "templates" / "own"
    folder.mkdir(parents=True)
    (folder / "template.yaml").write_text("template: 1\nextends: press\n", "utf-8")
    assert tells_release(load_template("own", tmp_path))


def test_a_word_file_announces_too(eventbrief: Command, tmp_path: Path):
    pytest.importorskip("docxtpl")
    eventbrief("init", ".")
    eventbrief("templates", "new", "own", "--from", "public", "--word")
    made = load_template("own", tmp_path)
    assert made.word and tells_release(made)


def test_a_marking_of_the_template_s_own_contradicts_as_well(tmp_path: Path):
    template(tmp_path, "own", "# x\n\n{{ brief.release }}\n", "default_marking: Internal use\n")
    bare = "fact_sheet: 1\nlanguage: en\nevent: {name: x}\nprepared: {by: Desk, marking: %s}\n"
    own = load_template("own", tmp_path)
    assert [f.code for f in contradictions(sheet(bare % ""), [own])] == ["E375"]
    assert list(contradictions(sheet(bare % "Public"), [own])) == []
    hidden = "{text: Public, audiences: [press]}"
    assert [f.code for f in contradictions(sheet(bare % hidden), [own])] == ["E375"]


# -- by the real command ---------------------------------------------------------------------------


@pytest.fixture
def marked(desk: Path) -> Path:
    path = desk / "facts.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("  marking:\n", "  marking: Internal use\n", 1), "utf-8")
    return desk


TOLD = "facts.yaml:7:12: error E375: the press brief says `For immediate release` under the marking `Internal use`"  # fmt: skip


def test_check_finds_the_contradiction_for_the_audiences_that_are_made(
    eventbrief: Command, marked: Path
):
    done = eventbrief("check", "facts.yaml")
    assert (done.returncode, TOLD in done.stderr) == (1, True), done.stderr
    assert eventbrief("check", "facts.yaml", "-t", "press").returncode == 1
    assert eventbrief("check", "facts.yaml", "-t", "executive").returncode == 0
    (marked / "eventbrief.yaml").write_text("workspace: 1\naudiences: [executive]\n", "utf-8")
    assert eventbrief("check", "facts.yaml").returncode == 0


def test_make_fails_where_the_page_contradicts_itself(eventbrief: Command, tmp_path: Path):
    folder = tmp_path / "out"
    folder.mkdir()
    shutil.copy(EXAMPLE, folder / "facts.yaml")
    path = folder / "facts.yaml"
    seeds = (EXAMPLE.parent / "../../seeds/marrakech-2022").resolve()
    text = path.read_text("utf-8").replace("../../seeds/marrakech-2022", str(seeds))
    path.write_text(text.replace("  marking:\n", "  marking: Internal use\n", 1), "utf-8")
    done = eventbrief(
        "make", seeds, "-o", "out", "-t", "press,executive", "-l", "en", "--to", "txt"
    )
    assert (done.returncode, "error E375" in done.stderr) == (1, True)
    done = eventbrief("make", seeds, "-o", "out", "-t", "executive", "-l", "en", "--to", "txt")
    assert (done.returncode, "E375" in done.stderr) == (0, False), done.stderr


def test_mail_to_the_press_is_stopped_and_mail_to_others_is_not(marked: Path, scripted, localhost):
    server = scripted()
    for more in ([], options(server.port, localhost.cert)):
        done = run_mail(marked, *more)
        assert (done.returncode, TOLD in done.stderr, server.taken) == (1, True, [])
        assert not (marked / "outbox").exists()
    assert run_mail(marked, "--only", "ada@example.org").returncode == 0
    assert run_mail(marked, "--allow", "errors").returncode == 0
    text = (marked / "facts.yaml").read_text("utf-8")
    kept = "marking: {text: Internal use, audiences: [executive]}"
    (marked / "facts.yaml").write_text(text.replace("marking: Internal use", kept), "utf-8")
    assert run_mail(marked).returncode == 0
