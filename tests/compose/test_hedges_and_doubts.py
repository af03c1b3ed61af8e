"""Counts as firm as the source's, facts that are to be checked, and words that a person put."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from conftest import composed
from eventbrief.compose import view
from eventbrief.compose.blocks import Paragraph, Run, Section, Series, plain
from eventbrief.compose.engine import plain_words
from eventbrief.compose.template import audiences, folders, load_template
from eventbrief.compose.view import SheetView
from eventbrief.compose.wording import languages, wording
from eventbrief.facts.fact import Fact, Type
from eventbrief.facts.model import Event, FactSheet, Text
from eventbrief.facts.seen import seen_by
from eventbrief.facts.table import inside
from eventbrief.layout.fit import fit
from eventbrief.layout.shorten import cut
from eventbrief.render import docx, html, pdf, txt

CHECK = {"en": "to be checked", "fr": "à vérifier", "es": "por verificar", "ar": "للتحقق",
         "pt": "a verificar"}  # fmt: skip


def sheet(**parts: Any) -> FactSheet:
    return FactSheet.model_validate(
        {"fact_sheet": 1, "language": "en", "event": {"name": "World Water Forum"}, **parts}
    )


def seen(made: FactSheet, language: str = "en") -> dict[str, Any]:
    return SheetView(seen_by(made, "press", language)).context({})


def printed(value: Any) -> str:
    return str(plain_words(value)).replace("\u00a0", " ")


COUNTRIES = {
    "en": ["about 30 countries", "more than 30 countries", "up to 30 countries",
           "30 countries expected"],
    "fr": ["environ 30 pays", "plus de 30 pays", "jusqu’à 30 pays", "30 pays attendus"],
    "es": ["unos 30 países", "más de 30 países", "hasta 30 países", "30 países previstos"],
    "pt": ["cerca de 30 países", "mais de 30 países", "até 30 países", "30 países esperados"],
    "ar": ["نحو 30 دولة", "أكثر من 30 دولة", "ما يصل إلى 30 دولة", "من المتوقع مشاركة 30 دولة"],
}  # fmt: skip
HEADS = {
    "en": ["about 400 guests", "more than 400 guests", "up to 400 guests", "400 guests expected"],
    "fr": ["environ 400 invités", "plus de 400 invités", "jusqu’à 400 invités",
           "400 invités (nombre attendu)"],
    "es": ["cerca de 400 invitados", "más de 400 invitados", "hasta 400 invitados",
           "400 invitados (número previsto)"],
    "pt": ["cerca de 400 convidados", "mais de 400 convidados", "até 400 convidados",
           "400 convidados (número previsto)"],
    "ar": ["نحو 400 ضيف", "أكثر من 400 ضيف", "ما يصل إلى 400 ضيف", "400 ضيف (العدد المتوقع)"],
}  # fmt: skip
HEDGES = ["about", "at_least", "at_most", "expected"]
GUESTS = {"en": "guests", "fr": "invités", "es": "invitados", "ar": "ضيف", "pt": "convidados"}


@pytest.mark.parametrize("language", languages())
def test_a_count_is_printed_as_firmly_as_the_source_says_it(language: str):
    for index, hedge in enumerate(HEDGES):
        made = sheet(
            countries={"count": 30, "hedge": hedge},
            participants=[{"count": 400, "hedge": hedge, "kind": GUESTS}],
        )
        context = seen(made, language)
        assert printed(context["countries"]["stated"]) == COUNTRIES[language][index]
        assert printed(context["participants"][0]) == HEADS[language][index]
        assert context["countries"]["hedge"] == hedge


def test_arabic_says_few_and_two_countries_in_their_own_forms():
    def said(count: int, hedge: str) -> str:
        made = sheet(countries={"count": count, "hedge": hedge})
        return printed(seen(made, "ar")["countries"]["stated"])

    assert said(2, "about") == "نحو دولتين"  # the genitive, where it stands alone as دولتان
    assert said(5, "at_least") == "أكثر من 5 دول"
    assert said(100, "expected") == "من المتوقع مشاركة 100 دولة"


def test_a_count_of_one_agrees_with_its_hedge():
    one = sheet(countries={"count": 1, "hedge": "expected"})
    assert printed(seen(one, "fr")["countries"]["stated"]) == "1 pays attendu"
    assert printed(seen(one, "es")["countries"]["stated"]) == "1 país previsto"


@pytest.mark.parametrize("audience", audiences())
def test_every_page_that_prints_a_count_hedges_it(audience: str):
    made = sheet(
        countries={"count": 30, "hedge": "about", "named": ["MA", "FR"]},
        participants=[{"count": 400, "hedge": "at_most", "kind": "guests"}],
        prepared={"marking": "For use"},
    )
    page = composed(made, load_template(audience), "en")
    text = " ".join(txt.render(fit(page, folders())).decode().split())
    assert "30 countries" not in text.replace("about 30 countries", "")
    assert "400 guests" not in text.replace("up to 400 guests", "")


ENTRY = {"status": "unsure", "rival": "x"}
UNSURE = {
    "/event/name": lambda c: c["event"]["name"],
    "/event/edition": lambda c: c["event"]["edition"],
    "/event/start": lambda c: c["event"]["dates"],
    "/event/end": lambda c: c["event"]["days"],
    "/event/city": lambda c: c["event"]["place"],
    "/event/country": lambda c: c["event"]["place"],
    "/event/venue": lambda c: c["event"]["venue"],
    "/event/theme": lambda c: c["event"]["theme"],
    "/event/website": lambda c: c["event"]["website"],
    "/countries/count": lambda c: c["countries"]["stated"],
    "/countries/named/1": lambda c: c["countries"]["names"],
    "/participants/0": lambda c: c["participants"][0],
    "/organisers/0": lambda c: c["organisers"][0]["label"],
    "/organisers/0/name": lambda c: c["organisers"][0]["name"],
    "/organisers/0/acronym": lambda c: c["organisers"][0]["short"],
    "/summary/0": lambda c: c["summary"][0],
    "/quotes/0/text": lambda c: c["quotes"][0]["text"],
    "/quotes/0/speaker": lambda c: c["quotes"][0]["attribution"],
    "/quotes/0/role": lambda c: c["people"][0],
    "/notes/0": lambda c: c["notes"][0]["text"],
    "/contacts/0": lambda c: c["contacts"][0]["line"],
}


def full(**evidence: Any) -> FactSheet:
    event = {
        "name": "World Water Forum",
        "edition": 3,
        "start": "2024-05-03",
        "end": "2024-05-04",
        "city": "Dakar",
        "country": "SN",
        "venue": "Grand Théâtre",
        "theme": "Wells",
        "website": "https://example.org",
    }
    return sheet(
        event=event,
        organisers=[{"name": "World Water Council", "acronym": "WWC"}],
        countries={"count": 30, "named": ["MA", "FR", "SN"]},
        participants=[{"count": 400, "kind": "guests"}],
        summary=["The forum opens.", "It lasts two days."],
        quotes=[{"text": "We will build ten dams", "speaker": "Ama Okafor", "role": "minister"}],
        notes=[{"text": "No cameras"}],
        contacts=[{"name": "Desk"}],
        sources={
            name: {"file": f"{name}.txt", "sha256": "0" * 64, "language": "en"} for name in "ab"
        },
        evidence={
            "/summary/0": [{"source": "a", "at": [0, 3], "text": "The"}],
            "/summary/1": [{"source": "b", "at": [0, 3], "text": "The"}],
            "/quotes/0/text": [{"source": "a", "at": [0, 3], "text": "The"}],
            **evidence,
        },
    )


@pytest.mark.parametrize("pointer", UNSURE)
def test_an_unsure_fact_is_marked_where_it_is_printed(pointer: str):
    read: Callable[[dict[str, Any]], Any] = UNSURE[pointer]
    for language in languages():
        mark = f"[{CHECK[language]}]"
        assert mark in printed(read(seen(full(**{pointer: [ENTRY]}), language)))
        settled = [ENTRY, {"status": "confirmed", "by": "Awa Diop"}]
        assert mark not in printed(read(seen(full(**{pointer: settled}), language)))


def test_a_mark_stands_behind_its_own_item_of_a_series_even_when_it_is_cut():
    names = seen(full(**{"/countries/named/1": [ENTRY]}))["countries"]["names"]
    assert isinstance(names, Series)
    assert plain((names,)) == "Morocco, France\u00a0[to be checked] and Senegal"
    assert [run.note for run in names.runs()] == [False, True, False]
    section = Section("countries", (Paragraph((names,)),))
    (block,) = cut(section, 2).blocks
    assert isinstance(block, Paragraph)
    assert plain(block.content) == "Morocco, France\u00a0[to be checked] and 1 more"
    (block,) = cut(section, 1).blocks
    assert isinstance(block, Paragraph)
    assert plain(block.content) == "Morocco and 2 more"


def test_the_mark_is_set_small_as_the_numbers_of_sources_are():
    page = composed(full(**{"/event/name": [ENTRY]}), load_template("press"), "en")
    heading = page.sections[0].blocks[0]
    assert heading.content == (  # type: ignore[union-attr]
        Run("World Water Forum"),
        Run("\u00a0[to be checked]", note=True),
    )
    assert "to be checked" not in page.title


@pytest.mark.parametrize("language", languages())
def test_every_kind_of_file_says_the_mark_in_words(language: str):
    made = full(**{"/event/name": [ENTRY]})
    page = fit(composed(made, load_template("press"), language), folders())
    mark = CHECK[language]
    assert mark in txt.render(page).decode()
    assert mark in html.render(page).decode()
    with zipfile.ZipFile(io.BytesIO(docx.render(page))) as package:
        assert mark in package.read("word/document.xml").decode()
    assert pdf.render(page)


def test_a_sentence_that_a_person_edited_has_no_number_of_a_source():
    edited = {"source": "a", "at": [0, 3], "text": "The", "status": "edited", "by": "Awa Diop"}
    summary = seen(full(**{"/summary/0": [edited]}))["summary"]
    assert [sentence.notes for sentence in summary] == [(), (2,)]


@pytest.mark.parametrize("language", languages())
def test_a_quotation_that_a_person_edited_is_a_paraphrase_without_marks(language: str):
    edited = {"source": "a", "at": [0, 3], "text": "The", "status": "edited", "by": "Awa Diop"}
    (plainly,) = seen(full(), language)["quotes"]
    (quote,) = seen(full(**{"/quotes/0/text": [edited]}), language)["quotes"]
    opening, closing = wording(language).data["quotation_marks"]
    assert printed(quote["text"]).removesuffix(" [EN]") == "We will build ten dams"
    assert str(plainly["text"]) == f"{opening}We will build ten dams{closing}"
    assert (quote["notes"], quote["paraphrased"], plainly["paraphrased"]) == ((), True, False)
    told = printed(quote["attribution"])
    assert told.startswith(printed(plainly["attribution"]))
    assert wording(language).data["paraphrased"] in told


def test_the_paraphrase_stands_without_marks_in_every_kind_of_file():
    edited = {"source": "a", "at": [0, 3], "text": "The", "status": "edited", "by": "Awa Diop"}
    made = full(**{"/quotes/0/text": [edited]})
    page = fit(composed(made, load_template("press"), "en"), folders())
    with zipfile.ZipFile(io.BytesIO(docx.render(page))) as package:
        word = package.read("word/document.xml").decode()
    for text in (txt.render(page).decode(), html.render(page).decode(), word):
        assert "We will build ten dams" in text
        assert "“We will" not in text
        assert "(paraphrased)" in text


class _Wider(Event):
    budget: Text | None = None
    seats: int | None = None
    opened: str | None = None
    code: str | None = None


def test_a_new_plain_fact_of_the_event_needs_no_change_of_the_view(
    monkeypatch: pytest.MonkeyPatch,
):
    new = (
        Fact("/event/budget", Type.TEXT, worded=True),
        Fact("/event/seats", Type.NUMBER),
        Fact("/event/opened", Type.DAY),
        Fact("/event/code", Type.CODE),
    )
    monkeypatch.setattr(view, "inside", lambda at: (*inside(at), *new))
    event = _Wider(
        name="Forum", budget={"en": "Two million"}, seats=1200, opened="2024-05-03", code="A7"
    )
    made = sheet().model_copy(
        update={"event": event, "evidence": full(**{"/event/seats": [ENTRY]}).evidence}
    )
    context = seen(made, "fr")["event"]
    assert printed(context["budget"]) == "Two million [EN]"
    assert printed(context["seats"]).replace("\u202f", " ") == "1 200 [à vérifier]"
    assert printed(context["opened"]) == "3 mai 2024"
    assert (context["code"], context["venue"]) == ("A7", "")
