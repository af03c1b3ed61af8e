"""A template that extends another: its settings, its blocks, and where its errors point."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import composed
from eventbrief.compose.template import Template, load_template
from eventbrief.facts.document import Document
from eventbrief.facts.finding import Finding, InputError


def own(
    workspace: Path, name: str, settings: str, page: str | None = None, *, base: str = "press"
) -> Path:
    folder = workspace / "templates" / name
    folder.mkdir(parents=True)
    (folder / "template.yaml").write_text(f"template: 1\nextends: {base}\n{settings}", "utf-8")
    if page is not None:
        (folder / "page.md.j2").write_text(page, "utf-8")
    return folder


def names(template: Template, example: Document) -> list[str]:
    return [s.name for s in composed(example.sheet, template, "en").sections]


def refusal(name: str, workspace: Path, example: Document | None = None) -> Finding:
    with pytest.raises(InputError) as caught:
        template = load_template(name, workspace)
        assert example is not None
        composed(example.sheet, template, "en")
    return caught.value.findings[0]


def test_what_is_not_said_is_inherited(tmp_path: Path, example: Document):
    own(tmp_path, "ours", "name: {en: Ours}\n")
    made, base = load_template("ours", tmp_path), load_template("press", tmp_path)
    assert made.page == base.page
    assert made.settings.shorten == base.settings.shorten
    assert composed(example.sheet, made, "en").title.startswith("Ours")


def test_settings_and_labels_override(tmp_path: Path, example: Document):
    own(
        tmp_path, "ours",
        "theme: modern\nshorten: [{block: quotes, keep: 0}]\nlabels: {en: {quotes_for_use: Said}}\n",
    )  # fmt: skip
    page = composed(example.sheet, load_template("ours", tmp_path), "en")
    assert page.theme == "modern" and len(page.shorten) == 1
    headings = [
        b.content[0].text for s in page.sections for b in s.blocks[:1] if s.name == "quotes"
    ]
    assert headings == ["Said"]


def test_a_block_takes_the_place_of_its_namesake(tmp_path: Path, example: Document):
    own(tmp_path, "ours", "", "::: quotes\n## Mine\n\n- {{ event.name }}\n:::\n")
    made = load_template("ours", tmp_path)
    assert made.overrides == ("quotes",)
    assert names(made, example) == names(load_template("press"), example)


def test_a_new_block_follows_the_one_it_was_written_after(tmp_path: Path, example: Document):
    page = "::: summary\n{{ event.name }}\n:::\n\n::: extra\n{{ event.city }}\n:::\n"
    own(tmp_path, "ours", "", page)
    found = names(load_template("ours", tmp_path), example)
    assert found[found.index("summary") + 1] == "extra"


def test_an_empty_block_takes_its_namesake_away(tmp_path: Path, example: Document):
    own(tmp_path, "ours", "", "::: quotes\n:::\n")
    assert "quotes" not in names(load_template("ours", tmp_path), example)


def test_a_title_replaces_the_title(tmp_path: Path, example: Document):
    own(tmp_path, "ours", "", "# Our note\n\n::: quotes\n:::\n")
    page = composed(example.sheet, load_template("ours", tmp_path), "en")
    assert page.sections[0].blocks[0].content[0].text == "Our note"


def test_three_generations(tmp_path: Path, example: Document):
    own(tmp_path, "mid", "theme: classic\n", "::: background\n:::\n")
    own(tmp_path, "leaf", "paper: letter\n", "::: quotes\n:::\n", base="mid")
    made = load_template("leaf", tmp_path)
    page = composed(example.sheet, made, "en")
    assert (page.theme, page.paper) == ("classic", "letter")
    assert not {"background", "quotes"} & {s.name for s in page.sections}
    assert [f.name for f in made.chain] == ["leaf", "mid", "press"]


def test_a_workspace_template_may_extend_its_shipped_namesake(tmp_path: Path, example: Document):
    own(tmp_path, "press", "", "::: quotes\n:::\n")
    assert "quotes" not in names(load_template("press", tmp_path), example)


def test_an_error_points_into_the_file_that_has_it(tmp_path: Path, example: Document):
    folder = own(tmp_path, "ours", "", "{# mine #}\n::: quotes\n{{ event.nmae }}\n:::\n")
    found = refusal("ours", tmp_path, example)
    assert (found.code, found.file, found.line, found.column) == (
        "E402", str(folder / "page.md.j2"), 3, 10,
    )  # fmt: skip
    assert found.excerpt == "{{ event.nmae }}"


def test_an_error_in_what_is_inherited_points_there(tmp_path: Path, example: Document):
    mid = own(tmp_path, "mid", "", "::: quotes\nok\n\n{{ nothing }}\n:::\n")
    own(tmp_path, "leaf", "", "::: summary\nx\n:::\n", base="mid")
    found = refusal("leaf", tmp_path, example)
    assert (found.file, found.line) == (str(mid / "page.md.j2"), 4)


def test_a_file_of_the_chain_may_be_included_and_its_errors_point_there(
    tmp_path: Path, example: Document
):
    folder = own(tmp_path, "ours", "", '::: quotes\n{% include "bits.md.j2" %}\n:::\n')
    bits = folder / "bits.md.j2"
    bits.write_text("\n- {{ event.city }}\n", "utf-8")
    assert "quotes" in names(load_template("ours", tmp_path), example)
    own(tmp_path, "child", "", None, base="ours")
    assert "quotes" in names(load_template("child", tmp_path), example)
    bits.write_text("\n\n- {{ event.ctiy }}\n", "utf-8")
    found = refusal("ours", tmp_path, example)
    assert (found.file, found.line) == (str(bits), 3)


@pytest.mark.parametrize(
    ("settings", "base", "code", "words"),
    [
        ("", "nobody", "E401", "no template `nobody`"),
        ("", "prss", "E401", "no template `prss`"),
        ("", "ours", "E407", "extends itself"),
        ("themes: x\n", "press", "E203", "unknown key `themes`"),
        ("body: {largest: 30, smallest: 9}\n", "press", "E205", "less than or equal to 14"),
    ],
)
def test_what_cannot_be_is_told_at_its_line(tmp_path: Path, settings, base, code, words):
    own(tmp_path, "ours", settings, base=base)
    found = refusal("ours", tmp_path)
    assert (found.code, found.line >= 2) == (code, True)
    assert words in found.message


def test_a_circle_is_told(tmp_path: Path):
    own(tmp_path, "a", "", base="b")
    own(tmp_path, "b", "", base="a")
    assert refusal("a", tmp_path).code == "E407"


def test_a_template_that_extends_none_must_say_what_it_is(tmp_path: Path):
    folder = own(tmp_path, "ours", "")
    (folder / "template.yaml").write_text("template: 1\n", "utf-8")
    (folder / "page.md.j2").write_text("# x\n", "utf-8")
    found = refusal("ours", tmp_path)
    assert (found.code, found.message) == ("E206", "the key `name` is missing")


def test_a_mandatory_marking_is_missed(tmp_path: Path, example: Document):
    own(tmp_path, "ours", "marking: mandatory\n")
    assert refusal("ours", tmp_path, example).code == "E406"
    own(tmp_path, "safe", "marking: mandatory\ndefault_marking: Internal\n")
    assert (
        composed(example.sheet, load_template("safe", tmp_path), "en").masthead.marking
        == "Internal"
    )
