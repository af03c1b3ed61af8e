"""One sheet, whatever the facts: what gives way, in what order, and what is said of it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import composed
from eventbrief.compose.blocks import Page, Run, Section
from eventbrief.compose.page import Options
from eventbrief.compose.template import folders, load_template
from eventbrief.facts.document import Document
from eventbrief.facts.finding import InputError
from eventbrief.facts.model import Contact, Countries, Event, FactSheet, Organiser, Quote
from eventbrief.layout.breaking import Text
from eventbrief.layout.fit import fit
from eventbrief.layout.fonts import face
from eventbrief.layout.hyphenation import places, softened
from eventbrief.layout.placed import FittedPage, Placed, PlacedLine
from eventbrief.layout.shorten import count, states
from eventbrief.layout.style import TextStyle

CODES = ["MA", "FR", "ES", "SN", "TR", "US", "JP", "CN", "BR", "DE", "IT", "GB", "IN", "NO", "CI"]
words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=400
)
ordinary = st.lists(
    st.text(st.characters(min_codepoint=97, max_codepoint=122), min_size=1, max_size=14),
    min_size=1,
    max_size=60,
).map(" ".join)
texts = ordinary | words.filter(str.strip)

sheets = st.builds(
    lambda language, name, organisers, codes, summary, quotes, marking: FactSheet(
        fact_sheet=1,
        language=language,
        event=Event(
            name=name, edition=3, start="2022-10-25", end="2022-10-27", city=name[:30], country="MA"
        ),
        organisers=tuple(Organiser(name=o) for o in organisers),
        countries=Countries(count=len(codes) or None, named=tuple(codes)),
        summary=tuple(summary),
        quotes=tuple(Quote(text=t, speaker=s, role=s) for t, s in quotes),
        contacts=(Contact(name="Desk", phone="1"),),
        prepared={"marking": marking, "date": "2022-10-24"},
    ),
    st.sampled_from(["en", "fr"]),
    texts.map(lambda t: t[:120]).filter(str.strip),
    st.lists(texts, max_size=8),
    st.lists(st.sampled_from(CODES), max_size=80),
    st.lists(texts, max_size=8),
    st.lists(st.tuples(texts, texts), max_size=8),
    st.none() | st.just("RESTRICTED"),
)


def lines(placed: Placed) -> list[PlacedLine]:
    return [*placed.lines, *(line for child in placed.children for line in lines(child))]


def every_line(fitted: FittedPage) -> list[PlacedLine]:
    return [line for placed in fitted.placed for line in lines(placed)]


def page(sheet: FactSheet, audience: str, language: str, paper: str = "a4") -> Page:
    return composed(sheet, load_template(audience), language, Options(paper=paper))


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    sheets,
    st.sampled_from(["executive", "press", "delegation"]),
    st.sampled_from(["en", "fr"]),
    st.sampled_from(["a4", "letter"]),
)
def test_any_sheet_fits_one_page_or_is_refused_by_name(sheet, audience, language, paper):
    made = page(sheet, audience, language, paper)
    try:
        fitted = fit(made, folders())
    except InputError as error:
        assert error.findings[0].code == "E501"
        assert "block `" in error.findings[0].message
        return
    frame = fitted.geometry
    for line in every_line(fitted):
        assert frame.bottom <= line.y <= frame.top
        assert line.x >= frame.left - 0.01
        assert line.x + line.line.width <= frame.right + 0.01
    assert fitted.setting.size >= 9
    kept = {s.name: count(s) for s in fitted.page.sections}
    for section in made.sections:
        gone = count(section) - kept.get(section.name, 0)
        reported = any(item.block == section.name for item in fitted.report.left_out)
        assert gone <= 0 or reported or section.name == "countries"


def test_a_short_page_breathes_and_a_long_one_tightens(example: Document):
    short = example.sheet.model_copy(update={"quotes": ()})
    long = example.sheet.model_copy(update={"summary": example.sheet.summary * 3})
    loose, tight = (fit(page(s, "press", "en"), folders()) for s in (short, long))
    assert loose.setting.spacing > tight.setting.spacing
    assert loose.setting.size >= tight.setting.size >= 9


def test_what_goes_first_is_what_the_template_says_and_it_is_reported(example: Document):
    many = example.sheet.model_copy(update={"quotes": example.sheet.quotes * 10})
    fitted = fit(page(many, "delegation", "en"), folders())
    (item,) = fitted.report.left_out
    assert item.block == "quotes"
    assert 1 <= item.kept < item.of == 20


def test_a_long_list_of_countries_becomes_and_so_many_more(example: Document):
    sheet = example.sheet.model_copy(
        update={
            "countries": Countries(count=195, named=tuple(CODES * 13)),
            "summary": example.sheet.summary * 3,
        }
    )
    fitted = fit(page(sheet, "executive", "en"), folders())
    text = " ".join(f.text for line in every_line(fitted) for f in line.line.fragments)
    assert " more" in text
    assert any(item.block == "countries" and item.kept >= 12 for item in fitted.report.left_out)


def test_what_cannot_fit_is_refused_with_the_block_that_is_too_long(example: Document):
    huge = example.sheet.model_copy(update={"summary": ("word " * 4000,)})
    with pytest.raises(InputError) as caught:
        fit(page(huge, "executive", "en"), folders())
    assert "block `bottom-line`" in caught.value.findings[0].message


def test_one_more_word_never_changes_the_look_by_a_jump(example: Document):
    sizes, spacings = [], []
    for extra in range(0, 160, 4):
        longer = ("word " * extra).strip()
        summary = (*example.sheet.summary, *([longer] if longer else []))
        fitted = fit(
            page(example.sheet.model_copy(update={"summary": summary}), "executive", "en"),
            folders(),
        )
        sizes.append(fitted.setting.size)
        spacings.append(fitted.setting.spacing)
    assert all(a - b <= 0.5 for a, b in pairwise(sizes))
    assert all(abs(a - b) <= 0.3 for a, b in pairwise(spacings))


def test_shortening_takes_one_item_at_a_time(example: Document):
    made = page(example.sheet, "executive", "en")
    steps = states(made.sections, made.shorten)
    totals = [sum(map(count, s.apply(made.sections))) for s in steps]
    assert all(a >= b for a, b in pairwise(totals))


def test_characters_without_a_glyph_are_reported(example: Document):
    odd = example.sheet.model_copy(update={"event": Event(name="Forum 水 Dakar")})
    assert fit(page(odd, "press", "en"), folders()).report.missing == {"水"}


def test_an_unknown_theme_is_refused(example: Document):
    made = composed(example.sheet, load_template("press"), "en", Options(theme="minstry"))
    with pytest.raises(InputError) as caught:
        fit(made, folders())
    assert "did you mean `ministry`?" in caught.value.findings[0].advice


def test_an_empty_page_is_a_page():
    sheet = FactSheet(fact_sheet=1, language="en", event=Event())
    fitted = fit(page(sheet, "press", "en"), folders())
    assert isinstance(fitted.page.sections, tuple)
    assert all(isinstance(s, Section) for s in fitted.page.sections)


def test_a_word_wider_than_its_column_is_divided_as_its_language_does():
    style = TextStyle("value", "IBMPlexSans", 10, 14, "#000000", language="fr")
    lines = Text((Run("anticonstitutionnellement"),), style).lines(10, 60)
    words = ["".join(f.text for f in line.fragments) for line in lines]
    assert len(words) >= 2
    assert all(word.endswith("-") for word in words[:-1])
    assert "".join(words).replace("-", "") == "anticonstitutionnellement"
    allowed = {"anticonstitutionnellement"[:n] for n in places("anticonstitutionnellement", "fr")}
    assert words[0].rstrip("-") in allowed


def test_a_word_without_a_place_to_divide_it_still_stays_in_its_column():
    style = TextStyle("value", "IBMPlexSans", 10, 14, "#000000", language="en")
    for line in Text((Run("x" * 80),), style).lines(10, 60):
        assert line.width <= 60


def test_word_is_told_the_same_places():
    word = softened("anticonstitutionnellement", face("IBMPlexSans-Regular"), 10, 60, "fr")
    assert word.replace("\u00ad", "") == "anticonstitutionnellement"
    assert word.count("\u00ad") >= 4
    assert softened("court", face("IBMPlexSans-Regular"), 10, 60, "fr") == "court"
