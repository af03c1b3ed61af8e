"""Thousands of made-up sheets, from almost empty to far too long: one sheet, or a refusal."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from conftest import composed
from eventbrief.compose.blocks import Page
from eventbrief.compose.page import Options
from eventbrief.compose.template import audiences, folders, load_template
from eventbrief.facts.finding import InputError
from eventbrief.facts.model import FactSheet
from eventbrief.layout.fit import fit
from eventbrief.layout.placed import FittedPage, Placed, PlacedLine
from eventbrief.layout.shorten import count, cut

WORDS = {
    "en": "the forum on water and peace brings ministers from many states together in the capital",
    "fr": "le congrès réunit aujourd'hui les ministres à l'initiative d'une organisation régionale",
    "es": "la cumbre reúne a los países de la región según señaló ayer el ministro de economía",
    "ar": "تنعقد القمة العالمية في العاصمة بمشاركة وزراء من دول عدة لمناقشة قضايا المناخ",
}
CODES = [
    "MA",
    "FR",
    "US",
    "CN",
    "BR",
    "ZA",
    "IN",
    "JP",
    "DE",
    "NO",
    "KE",
    "CI",
    "AE",
    "PG",
    "BA",
    "GB",
    "TT",
    "CD",
]
PAPERS = ("a4", "letter")
THEMES = ("ministry", "classic", "modern")


def sentence(language: str, longest: int) -> st.SearchStrategy[str]:
    words = [*WORDS[language].split(), "Interpol", "2024", "(ONU)", "5 %", "x" * 45]
    return st.lists(st.sampled_from(words), min_size=1, max_size=longest).map(" ".join)


@st.composite
def sheets(draw: st.DrawFn, language: str) -> FactSheet:
    """A sheet of any size: each list may be empty, and one in a few is far too long."""
    much = draw(st.sampled_from([1, 1, 2, 4, 8]))

    def some(strategy, most: int):
        return draw(st.lists(strategy, min_size=most * (much - 1) // 2, max_size=most * much))

    def text(longest: int) -> str:
        return draw(sentence(language, longest))

    return FactSheet.model_validate(
        {
            "fact_sheet": 1,
            "language": language,
            "prepared": {"by": text(4), "date": "2024-05-14", "marking": draw(st.sampled_from(["", text(3)]))},
            "event": {
                "name": text(14),
                "edition": draw(st.none() | st.integers(1, 200)),
                "start": draw(st.none() | st.just("2024-05-14")),
                "city": draw(st.none() | sentence(language, 2)),
                "country": draw(st.none() | st.sampled_from(CODES)),
                "venue": draw(st.none() | sentence(language, 8)),
                "theme": draw(st.none() | sentence(language, 12)),
            },
            "organisers": [{"name": n} for n in some(sentence(language, 9), 3)],
            "countries": {"count": draw(st.none() | st.integers(1, 190)), "named": draw(st.lists(st.sampled_from(CODES), unique=True))},
            "participants": [{"count": 12, "kind": k} for k in some(sentence(language, 2), 2)],
            "summary": some(sentence(language, 40), 4),
            "quotes": [
                {"text": q, "speaker": "Ada Verhoeven", "role": r}
                for q, r in some(st.tuples(sentence(language, 50), sentence(language, 10)), 3)
            ],
            "contacts": [{"name": n, "phone": "+31 10 555 0101"} for n in some(sentence(language, 3), 2)],
        }
    )  # fmt: skip


def lines(placed: Placed) -> Iterator[PlacedLine]:
    yield from placed.lines
    for child in placed.children:
        yield from lines(child)


def box(line: PlacedLine) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a line's letters."""
    size = max((f.size for f in line.line.fragments if not f.rise), default=9.0)
    return line.x, line.y - 0.2 * size, line.x + line.line.width, line.y + 0.7 * size


def hold(page: Page, fitted: FittedPage) -> None:
    """What must hold of any fitted page."""
    frame = fitted.geometry
    boxes = [box(line) for placed in fitted.placed for line in lines(placed) if line.line.fragments]
    for left, bottom, right, top in boxes:
        assert left >= frame.left - 0.5, "text to the left of its frame"
        assert right <= frame.right + 0.5, "text to the right of its frame"
        assert bottom >= frame.bottom, "text below its frame"
        assert top <= frame.top + 0.5, "text above its frame"
    ordered = sorted(boxes, key=lambda b: -b[3])
    for index, (left, bottom, right, _) in enumerate(ordered):
        for other in ordered[index + 1 : index + 12]:
            if other[3] > bottom + 0.05:
                apart = other[2] <= left + 0.05 or other[0] >= right - 0.05
                assert apart, "two lines lie over each other"
    reported = {item.block: item for item in fitted.report.left_out}
    kept = {section.name: section for section in fitted.page.sections}
    for section in page.sections:
        wanted = section
        if section.name in reported:
            assert reported[section.name].of == count(section)
            wanted = cut(section, reported[section.name].kept)
        if wanted.blocks:
            assert kept.pop(section.name) == wanted, f"{section.name} is shortened unreported"
    assert not kept


@pytest.mark.parametrize("language", sorted(WORDS))
@pytest.mark.parametrize("audience", audiences())
@settings(
    max_examples=84,
    phases=[Phase.generate],  # to make a page of this size small would take minutes
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(data=st.data())
def test_any_sheet_gives_one_sheet_of_paper_or_a_refusal_that_names_the_block(
    language: str, audience: str, data: st.DataObject
):
    sheet = data.draw(sheets(language))
    options = Options(
        paper=data.draw(st.sampled_from(PAPERS)), theme=data.draw(st.sampled_from(THEMES))
    )
    page = composed(sheet, load_template(audience), language, options)
    try:
        fitted = fit(page, folders())
    except InputError as error:
        (finding,) = error.findings
        assert finding.code == "E501"
        assert "block `" in finding.message
        return
    hold(page, fitted)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(data=st.data())
def test_one_more_word_changes_the_look_by_no_jump(data: st.DataObject):
    sheet = data.draw(sheets("fr"))
    if not sheet.summary:
        return
    longer = sheet.model_copy(
        update={"summary": (f"{sheet.summary[0]} encore", *sheet.summary[1:])}
    )
    template = load_template("executive")
    try:
        before, after = (
            fit(composed(s, template, "fr", Options()), folders()) for s in (sheet, longer)
        )
    except InputError:
        return
    if before.report.left_out == after.report.left_out:
        assert abs(before.report.size - after.report.size) <= 0.5
        assert abs(before.report.spacing - after.report.spacing) <= 0.25
        assert abs(before.report.leading - after.report.leading) <= 0.06
    else:
        dropped = [
            {i.block: i.kept for i in report.left_out} for report in (before.report, after.report)
        ]
        fewer = sum(
            abs(dropped[0].get(b, 99) - dropped[1].get(b, 99)) > 1
            for b in {**dropped[0], **dropped[1]}
            if b in dropped[0] and b in dropped[1]
        )
        assert fewer == 0, "one word cost more than one item of a block"


def test_an_added_fact_makes_no_unrelated_block_vanish():
    base = {
        "fact_sheet": 1,
        "language": "en",
        "event": {"name": "Forum on water", "start": "2024-05-14"},
        "organisers": [{"name": "Water Council"}],
        "summary": ["The forum brings ministers together."] * 3,
        "contacts": [{"name": "Press desk"}],
    }
    template = load_template("executive")
    seen = None
    for quotes in range(30):
        facts = {
            **base,
            "quotes": [{"text": "We act now and together. " * 3, "speaker": "A"}] * quotes,
        }
        fitted = fit(
            composed(FactSheet.model_validate(facts), template, "en", Options()), folders()
        )
        names = {s.name for s in fitted.page.sections} - {"quotes"}
        assert seen is None or names == seen, f"with {quotes} quotations"
        seen = names


def test_columns_are_balanced_and_read_one_after_the_other():
    facts = {
        "fact_sheet": 1,
        "language": "en",
        "event": {"name": "Forum on water"},
        "organisers": [{"name": f"Council number {n}"} for n in range(4)],
        "countries": {"count": 12, "named": CODES[:12]},
        "participants": [{"count": 40, "kind": "delegates"}],
    }
    page = composed(FactSheet.model_validate(facts), load_template("executive"), "en", Options())
    fitted = fit(page, folders())
    (halves,) = fitted.halves
    assert halves.names == ("organisers", "countries", "participants")
    assert halves.first == 1
    tops = {}
    for placed, section in zip(fitted.placed, fitted.page.sections, strict=True):
        tops[section.name] = next(lines(placed))
    assert tops["organisers"].y == pytest.approx(tops["countries"].y, abs=0.1)
    assert tops["countries"].x > tops["organisers"].x + 200
    plain = dataclasses.replace(page, columns=frozenset())
    assert fit(plain, folders()).report.filled > fitted.report.filled
