"""From facts to blocks: escaping, languages, templates and their errors."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import composed
from eventbrief.compose.blocks import Heading, Page, Paragraph, Quotation, Run, Series, plain
from eventbrief.compose.template import Template, audiences, load_template
from eventbrief.compose.wording import languages, typeset, wording
from eventbrief.facts.document import Document
from eventbrief.facts.finding import InputError
from eventbrief.facts.model import ContactKind, Event, FactSheet, NoteKind


def page_of(text: str, sheet: FactSheet, language: str = "en") -> Page:
    template = load_template("press")
    own = Template("test", template.folder, template.settings, text)
    return composed(sheet, own, language)


def words(page: Page) -> str:
    parts = []
    for section in page.sections:
        for block in section.blocks:
            if isinstance(block, (Heading, Paragraph)):
                parts.append(plain(block.content))
    return "\n".join(parts)


def named(name: str) -> FactSheet:
    return FactSheet(fact_sheet=1, language="en", event=Event(name=name))


TRICKY = [
    "*bold* _it_ **x**",
    "# heading",
    "1. one",
    "- item",
    "> quote",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "<b>&amp; & <script>",
    "::: key-facts",
    "[link](http://x)",
    "![i](x)",
    "`code`",
    "a\\*b",
    "| a | b |",
    "---",
    "&lt;",
    "https://example.org",
    "Term\n: value",
    "\\",
    "***",
    "~~~",
]


@pytest.mark.parametrize("text", TRICKY)
def test_what_looks_like_markup_in_a_fact_prints_as_it_is(text: str):
    page = page_of("# {{ event.name }}\n\nx {{ event.name }} **{{ event.name }}**\n", named(text))
    shown = typeset(text, "en")
    held = words(page).replace("\u00a0", " ")  # a short last word is held to the one before
    assert held == f"{shown}\nx {shown} {shown}".replace("\u00a0", " ")


@settings(max_examples=80, deadline=None)
@given(st.text(min_size=1, max_size=120).filter(str.strip))
def test_no_text_in_a_fact_changes_the_structure_of_the_page(text: str):
    template = "# Title\n\n::: a\n## H\n\n- {{ event.name }}\n- two\n:::\n"
    shape = [type(b).__name__ for s in page_of(template, named(text)).sections for b in s.blocks]
    assert shape[:2] == ["Heading", "Heading"]
    assert len(shape) == 3


def test_a_section_without_facts_vanishes_with_its_heading(example: Document):
    bare = example.sheet.model_copy(update={"quotes": (), "contacts": ()})
    page = composed(bare, load_template("press"), "en")
    assert {"quotes", "contacts"} & {s.name for s in page.sections} == set()


def test_untranslated_words_are_marked_with_their_language(example: Document):
    french = example.sheet.model_copy(update={"summary": ("Une phrase en français.",)})
    page = composed(french, load_template("executive"), "en")
    lead = next(s for s in page.sections if s.name == "bottom-line").blocks[1]
    assert isinstance(lead, Paragraph)
    first = lead.content[0]
    assert isinstance(first, Run)
    assert first.language == "fr"
    assert "[FR]" in plain(lead.content)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one two three four five six seven eight nine ten", "nine\u00a0ten"),
        ("a short text of few words", "few words"),
        (
            "one two three four five six seven eight internationalisation",
            "eight internationalisation",
        ),
    ],
)
def test_no_line_ends_a_paragraph_with_one_short_word(text: str, shown: str):
    page = page_of("{{ event.name }}\n", named(text))
    assert words(page).endswith(shown)


def test_a_translated_quotation_says_so(example: Document):
    page = composed(example.sheet, load_template("press"), "en")
    quotes = [b for s in page.sections for b in s.blocks if isinstance(b, Quotation)]
    told = [plain(q.attribution).replace("\u00a0", " ") for q in quotes]
    assert all("translated from French" in words for words in told)
    french = composed(example.sheet, load_template("press"), "fr")
    quotes = [b for s in french.sections for b in s.blocks if isinstance(b, Quotation)]
    assert quotes and all("traduit" not in plain(q.attribution) for q in quotes)


FIRST = {  # what each audience reads first
    "executive": "bottom-line",
    "press": "contacts",
    "delegation": "key-facts",
    "partners": "aims",
    "security": "key-facts",
    "public": "what",
}


@pytest.mark.parametrize("audience", audiences())
@pytest.mark.parametrize("language", languages())
def test_every_shipped_template_works_in_every_language(
    example: Document, audience: str, language: str
):
    page = composed(example.sheet, load_template(audience), language)
    names = {s.name for s in page.sections}
    assert FIRST[audience] == next(s.name for s in page.sections if s.name not in ("", "subtitle"))
    assert "sources" in names


def test_labels_are_complete_in_every_language():
    keys = [set(wording(language).labels) for language in languages()]
    assert all(k == keys[0] for k in keys)
    tops = [set(wording(language).data) for language in languages()]
    assert all(k == tops[0] for k in tops)
    for table in ("roles", "notes", "contacts"):
        rows = [set(wording(language).data[table]) for language in languages()]
        assert all(k == rows[0] for k in rows), table
    assert set(get_args(NoteKind)) == set(wording("en").data["notes"])
    assert set(get_args(ContactKind)) | {"general"} == set(wording("en").data["contacts"])


@pytest.mark.parametrize("language", languages())
def test_plural_forms_and_fields_are_complete(language: str):
    """Every plural form that CLDR knows for the language is worded; every field is kept."""
    words = wording(language)
    for key in ("more", "countries_count"):
        needed = {words.locale.plural_form(n) for n in range(2000)}
        assert needed <= set(words.data[key]) | {"other"}, key
    english = wording("en").labels
    for key, text in words.labels.items():
        assert set(re.findall(r"\{(\w+)\}", text)) == set(re.findall(r"\{(\w+)\}", english[key])), (
            key
        )


@pytest.mark.parametrize(
    ("language", "start", "end", "words"),
    [
        ("en", "2022-10-25", "2022-10-27", "25–27 October 2022"),
        ("fr", "2022-10-25", "2022-10-27", "25–27 octobre 2022"),
        ("en", "2022-10-30", "2022-11-02", "30 October – 2 November 2022"),
        ("en", "2022-10-25", None, "25 October 2022"),
        ("fr", "2022-10", None, "octobre 2022"),
        ("en", "2022", None, "2022"),
        ("en", None, None, ""),
    ],
)
def test_dates_are_worded_by_the_language(language, start, end, words):
    assert wording(language).dates(start, end) == words


def test_ordinals_and_lists_follow_the_language():
    assert [wording("en").ordinal(n) for n in (1, 2, 3, 4, 11, 22)] == [
        "1st",
        "2nd",
        "3rd",
        "4th",
        "11th",
        "22nd",
    ]
    assert [wording("fr").ordinal(n) for n in (1, 2, 40)] == ["1re", "2e", "40e"]
    series = wording("en").series(["A", "B", "C", "D"])
    assert isinstance(series, Series)
    assert [series.words(n) for n in (4, 2, 1)] == [
        "A, B, C and D",
        "A, B and 2 more",
        "A and 3 more",
    ]
    assert wording("fr").series(["A", "B", "C"]).words(1) == "A et 2 autres"


def test_french_spaces():
    assert typeset("Oui ! Non : « bon »; à 12:30", "fr") == (
        "Oui\u202f! Non\u00a0: «\u00a0bon\u00a0»\u202f; à 12:30"
    )
    assert typeset("https://example.org/a:b", "fr") == "https://example.org/a:b"


@pytest.mark.parametrize(
    ("template", "line", "message"),
    [
        ("# ok\n\n{{ event.nmae }}", 3, "unknown field `event.nmae`; did you mean `name`?"),
        ("# ok\n{% if %}", 2, "Expected"),
        ("{{ nothing }}", 1, "`nothing` is undefined"),
        ("a\nb\n{{ event }}", 3, "name one of its fields"),
        ("{{ event.__class__ }}", 1, "unknown field"),
        ("{{ ''.__class__.__mro__ }}", 1, "not a field"),
        ("{{ brief.items() }}", 1, "unknown field"),
        ("{% for i in range(100000) %}x{% endfor %}", 1, "too long"),
        (
            "{% for i in range(400) %}{% for j in range(400) %}xx{% endfor %}{% endfor %}",
            1,
            "20,000 turns",
        ),
        ("{{ summary.append(1) }}", 1, "not a field"),
        ("{{ ('%s' | format) }}", 1, "No filter"),
        ("{% include '../../etc/passwd' %}", 1, "may include files beside it only"),
        ("{{ 1 / 0 }}", 1, "division"),
    ],
)
def test_an_error_in_a_template_points_at_its_line(template: str, line: int, message: str):
    with pytest.raises(InputError) as caught:
        page_of(template, named("x"))
    finding = caught.value.findings[0]
    assert (finding.code, finding.line) == ("E402", line)
    assert message in finding.message
    assert finding.file.endswith("page.md.j2")


def test_an_unknown_audience_names_the_nearest(tmp_path: Path):
    with pytest.raises(InputError) as caught:
        load_template("pres")
    assert "did you mean `press`?" in caught.value.findings[0].advice


def test_a_workspace_template_shadows_the_shipped_one(tmp_path: Path):
    folder = tmp_path / "templates" / "press"
    folder.mkdir(parents=True)
    shipped = load_template("press").folder
    (folder / "template.yaml").write_text((shipped / "template.yaml").read_text("utf-8"), "utf-8")
    (folder / "page.md.j2").write_text("# Ours\n", "utf-8")
    assert load_template("press", tmp_path).page == "# Ours\n"
