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
from eventbrief.compose.wording import wording
from eventbrief.facts.document import Document, parse


def blocks(name: str, kind: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)


def test_every_command_of_the_readme_works_as_typed(eventbrief: Command, tmp_path: Path):
    (tmp_path / "article.txt").write_text((SEEDS / "depeche.fr.txt").read_text("utf-8"), "utf-8")
    (tmp_path / "press-release.md").write_text(
        (SEEDS / "press-release.en.md").read_text("utf-8"), "utf-8"
    )
    lines = [line for block in blocks("README.md", "sh") for line in block.splitlines()]
    commands = [line.partition("#")[0].split() for line in lines]
    folder, ran = tmp_path, 0
    for command in commands:
        if command[:1] == ["cd"]:
            folder = folder / command[1]
        if command[:1] == ["eventbrief"]:
            where = folder if "seeds" in command else tmp_path
            done = eventbrief(*command[1:], cwd=where)
            assert done.returncode == 0, (command, done.stderr)
            ran += 1
    assert ran >= 8
    assert len(list((tmp_path / "briefs" / "congress").glob("*.pdf"))) == 6


def test_the_sheet_in_the_documentation_is_valid():
    (block,) = blocks("docs/fact-sheet.md", "yaml")
    sheet = parse(block, Path("f.yaml")).sheet
    assert sheet.countries.named == ("MA", "NO")


def test_the_template_in_the_documentation_works(example: Document):
    settings = blocks("docs/templates.md", "yaml")[0]
    (page,) = blocks("docs/templates.md", "jinja")
    made = TemplateSettings.model_validate(yaml.safe_load(settings))
    template = Template("docs", load_template("press").folder, made, page)
    view = SheetView(example.sheet, wording("en"))
    markdown, _ = render(template, view.context({}))
    assert "::: key-facts" in markdown


def test_every_field_that_templates_may_read_is_documented(example: Document):
    text = (ROOT / "docs" / "templates.md").read_text("utf-8")
    context = SheetView(example.sheet, wording("en")).context({})
    fields = {
        *context["event"],
        *context["organisers"][0],
        *context["countries"],
        *context["quotes"][0],
        *context["contacts"][0],
    }
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


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "docs/languages.md"])
def test_documents_name_only_files_that_exist(name: str):
    text = (ROOT / name).read_text("utf-8")
    for target in re.findall(r"\]\(([^)]+)\)", text):
        assert (ROOT / target).exists(), target


def test_the_theme_in_the_documentation_is_valid(tmp_path: Path):
    from eventbrief.layout.theme import load_theme

    (theme,) = (b for b in blocks("docs/templates.md", "yaml") if b.startswith("theme:"))
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "own.yaml").write_text(theme, "utf-8")
    assert load_theme("own", (tmp_path,)).masthead == "band"
