"""The documents say what the program does: their commands run, their YAML is read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from conftest import ROOT, SEEDS, Command
from eventbrief.compose.engine import render
from eventbrief.compose.template import Template, TemplateSettings, load_template
from eventbrief.compose.view import SheetView
from eventbrief.facts.document import Document, parse
from eventbrief.facts.seen import seen_by
from eventbrief.workspace.settings import load_settings
from eventbrief.workspace.trial import samples


def blocks(name: str, kind: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)


def test_every_command_of_the_readme_works_as_typed(eventbrief: Command, tmp_path: Path):
    (tmp_path / "article.txt").write_text((SEEDS / "depeche.fr.txt").read_text("utf-8"), "utf-8")
    (tmp_path / "press-release.md").write_text(
        (SEEDS / "press-release.en.md").read_text("utf-8"), "utf-8"
    )
    (tmp_path / "people.csv").write_text(blocks("README.md", "csv")[0], "utf-8")
    contacts = "contacts:\n  - {name: Desk, email: desk@example.org}\n"
    lines = [line for block in blocks("README.md", "sh") for line in block.splitlines()]
    commands = [line.partition("#")[0].split() for line in lines]
    folder, ran = tmp_path, 0
    for command in commands:
        if command[:1] == ["cd"]:
            folder = folder / command[1]
        if command[:1] == ["eventbrief"]:
            where = folder if "seeds" in command else tmp_path
            if command[1] == "mail":  # the user's own sheet names the sender
                sheet = tmp_path / "briefs" / "congress" / "facts.yaml"
                sheet.write_text(sheet.read_text("utf-8") + contacts, "utf-8")
            done = eventbrief(*command[1:], cwd=where)
            assert done.returncode == 0, (command, done.stderr)
            ran += 1
    assert ran >= 8
    assert len(list((tmp_path / "briefs" / "congress").glob("*.pdf"))) == 12


def test_the_sheet_in_the_documentation_is_valid():
    whole = [b for b in blocks("docs/fact-sheet.md", "yaml") if b.startswith("fact_sheet:")]
    sheets = [parse(block, Path("f.yaml")).sheet for block in whole]
    assert sheets[0].countries.named == ("MA", "NO")
    assert seen_by(sheets[1], "press", "en").event.venue is None
    assert [c.name for c in seen_by(sheets[1], "delegation", "en").contacts][-1] == "Duty phone"


def test_the_ten_minutes_to_an_own_audience_work_as_typed(eventbrief: Command, tmp_path: Path):
    """Every command and every file of docs/own-audience.md, in order."""
    text = (ROOT / "docs" / "own-audience.md").read_text("utf-8")
    folder = tmp_path
    for kind, block in re.findall(r"```(sh|yaml|jinja)\n(.*?)```", text, re.DOTALL):
        if kind == "yaml":
            (folder / "templates" / "mayors" / "template.yaml").write_text(block, "utf-8")
        elif kind == "jinja":
            (folder / "templates" / "mayors" / "page.md.j2").write_text(block, "utf-8")
        else:
            for line in block.splitlines():
                words = line.split()
                if words[0] == "cd":
                    folder = folder / words[1]
                    continue
                done = eventbrief(*words[1:], cwd=folder)
                assert done.returncode == 0, (line, done.stderr)
    assert "nothing to object to" in eventbrief("templates", "check", "mayors", cwd=folder).stderr
    done = eventbrief(
        "render", "briefs/forum/facts.yaml", "-t", "mayors", "-l", "fr", "--to", "txt", cwd=folder
    )
    page = (folder / "briefs" / "forum" / "mayors.fr.txt").read_text("utf-8")
    assert done.returncode == 0 and "En deux phrases".upper() in page.upper()
    assert "Maria Example" not in page


def test_the_template_in_the_documentation_works(example: Document):
    settings = blocks("docs/templates.md", "yaml")[0]
    (page,) = blocks("docs/templates.md", "jinja")
    made = TemplateSettings.model_validate(yaml.safe_load(settings))
    template = Template("docs", load_template("press").folder, made, page)
    view = SheetView(seen_by(example.sheet, "press", "en"))
    markdown, _ = render(template, view.context({}))
    assert "::: key-facts" in markdown


def test_every_field_that_templates_may_read_is_documented(example: Document):
    text = (ROOT / "docs" / "templates.md").read_text("utf-8")
    context = SheetView(seen_by(example.sheet, "press", "en")).context({})
    full = SheetView(seen_by(samples()["full"], "press", "en")).context({})
    fields = {
        *context["event"],
        *context["organisers"][0],
        *context["countries"],
        *context["quotes"][0],
        *context["contacts"][0],
        *full["asks"][0],
        *full["programme"][0],
        *full["notes"][0],
        *full["registration"],
    }
    assert [word for word in context if f"`{word}" not in text] in ([], ["comma"])
    undocumented = {f for f in fields if f".{f}" not in text} - {"place_notes"}
    assert undocumented == set()


def test_every_code_is_documented_and_every_documented_code_exists():
    documented = set(
        re.findall(
            r"^\| ([EW]\d{3}) \|", (ROOT / "docs/diagnostics.md").read_text("utf-8"), re.MULTILINE
        )
    )
    source = "".join(p.read_text("utf-8") for p in (ROOT / "generator").rglob("*.py"))
    raised = set(re.findall(r"\b([EW]\d{3})\b(?=[\":])", source))
    assert raised - documented == set()
    assert documented - raised == set()


@pytest.mark.parametrize(
    "name",
    ["README.md", "CHANGELOG.md", "docs/languages.md", "docs/mail.md", "docs/own-audience.md"],
)
def test_documents_name_only_files_that_exist(name: str):
    text = (ROOT / name).read_text("utf-8")
    for target in re.findall(r"\]\(([^)]+)\)", text):
        assert ((ROOT / name).parent / target.partition("#")[0]).exists(), target


def test_the_settings_in_the_documentation_of_mail_are_valid(tmp_path: Path):
    (block,) = blocks("docs/mail.md", "yaml")
    (tmp_path / "eventbrief.yaml").write_text(block, "utf-8")
    assert load_settings(tmp_path).mail.security == "starttls"


def test_the_theme_in_the_documentation_is_valid(tmp_path: Path):
    from eventbrief.layout.theme import load_theme

    (theme,) = (b for b in blocks("docs/templates.md", "yaml") if b.startswith("theme:"))
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "own.yaml").write_text(theme, "utf-8")
    assert load_theme("own", (tmp_path,)).masthead == "band"
