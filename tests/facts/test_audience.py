"""What an audience may see of a sheet, and where the rest would show through."""

from __future__ import annotations

import pytest

from conftest import sheet
from eventbrief.check.audiences import Needs, check_audiences, check_restrictions
from eventbrief.facts.audience import for_audience
from eventbrief.facts.finding import InputError
from eventbrief.facts.texts import texts
from eventbrief.facts.writer import write
from eventbrief.workspace.trial import samples

SHEET = """\
fact_sheet: 1
language: en
event:
  name: Port Forum
  venue: {text: Maritime Station, audiences: [executive, security]}
organisers:
  - {name: Quiet Fund, role: sponsor, audiences: [executive]}
  - {name: Ports Association}
summary:
  - {text: {en: The minister signs on Thursday, fr: Le ministre signe jeudi}, audiences: [executive]}
  - The forum opens on Tuesday.
contacts:
  - {name: Duty Phone, phone: "+1", audiences: [delegation]}
sources:
  wire: {file: a.txt, sha256: "AAA", title: Signing at the Maritime Station}
  leak: {file: b.txt, sha256: "BBB"}
evidence:
  /event/venue: [{source: wire, at: [0, 5], text: at the Maritime Station}]
  /organisers/0: [{source: leak, at: [0, 5], text: Quiet Fund}]
  /organisers/1:
    - {source: wire, at: [0, 5], text: Ports Association}
    - {source: wire, at: [9, 15], text: Ports Association and Quiet Fund}
  /summary/1: [{source: wire, at: [6, 9], text: opens on Tuesday}]
left_out: [{source: wire, at: [3, 4], text: x}]
""".replace("AAA", "0" * 64).replace("BBB", "1" * 64)


def test_others_get_the_sheet_as_if_it_were_not_there():
    seen = for_audience(sheet(SHEET).sheet, "press")
    assert seen.event.venue is None
    assert [o.name for o in seen.organisers] == ["Ports Association"]
    assert seen.summary == ("The forum opens on Tuesday.",)
    assert seen.contacts == () and seen.left_out == ()


def test_evidence_follows_what_stays_and_goes_with_what_goes():
    seen = for_audience(sheet(SHEET).sheet, "press")
    assert list(seen.evidence) == ["/organisers/0", "/summary/0"]
    assert [e.text for e in seen.evidence["/organisers/0"]] == ["Ports Association"]
    assert list(seen.sources) == ["wire"] and seen.sources["wire"].title is None


def test_no_word_of_it_is_left_in_the_sheet_as_written():
    written = write(for_audience(sheet(SHEET).sheet, "press"))
    for secret in ("Maritime", "Quiet", "jeudi", "Duty", "audiences", "b.txt"):
        assert secret not in written, secret


def test_those_named_see_it_without_the_mark():
    seen = for_audience(sheet(SHEET).sheet, "executive")
    assert seen.event.venue == "Maritime Station"
    assert seen.summary[0] == {
        "en": "The minister signs on Thursday",
        "fr": "Le ministre signe jeudi",
    }
    assert seen.organisers[0].audiences == ()
    assert seen.contacts == ()


def test_languages_may_stand_beside_the_audiences():
    text = "fact_sheet: 1\nlanguage: en\nevent: {name: x}\nsummary:\n  - {en: A, fr: B, audiences: [press]}\n"
    assert for_audience(sheet(text).sheet, "press").summary == ({"en": "A", "fr": "B"},)
    assert for_audience(sheet(text).sheet, "public").summary == ()


@pytest.mark.parametrize(
    "value",
    [
        "{audiences: [press]}",
        "{text: x, audiences: }",
        "{text: x, en: y, audiences: [press]}",
        "{text: x}",
        "{text: x, audiences: press}",
    ],
)
def test_a_mark_that_says_too_little_is_an_error(value: str):
    with pytest.raises(InputError) as caught:
        sheet(f"fact_sheet: 1\nlanguage: en\nevent:\n  name: {value}\n")
    assert (caught.value.findings[0].code, caught.value.findings[0].line) == ("E205", 4)


def test_a_sheet_without_marks_is_the_same_sheet():
    full = samples()["full"]
    assert for_audience(full, "press") is full


def test_a_text_that_gives_it_away_is_a_warning():
    leaky = sheet(SHEET.replace("The forum opens", "At the maritime station the forum opens"))
    (found,) = check_restrictions(leaky, ["delegation", "executive", "press", "security"])
    assert (found.code, found.pointer) == ("W372", "/summary/1")
    assert found.message == "/summary/1 tells delegation, press what /event/venue keeps from them"
    assert "`Maritime Station`" in found.advice


def test_a_mark_that_names_nobody_tells_the_nearest():
    wrong = sheet(SHEET.replace("[delegation]", "[delegations]"))
    (found,) = check_restrictions(wrong, ["delegation", "executive", "press", "security"])
    assert (found.code, found.line) == ("W373", 13)
    assert "did you mean `delegation`?" in found.advice


def test_acronyms_on_a_plain_page_are_asked_to_be_explained():
    plain = sheet(
        "fact_sheet: 1\nlanguage: en\nevent: {name: x}\n"
        "summary: [The WTO and the Safety Board (TSB) meet, The TSB leads]\n"
    )
    found = list(check_audiences(plain, [Needs("public", plain=True)]))
    assert [(f.code, f.pointer) for f in found] == [("W374", "/summary/0")]
    assert "`WTO`" in found[0].message


def test_every_text_of_a_sheet_is_found_once():
    found = [at for at, _ in texts(samples()["full"])]
    assert len(found) == len(set(found))
    for at in ("/event/name", "/summary/2", "/asks/1/text", "/notes/0/text", "/programme/2/title",
               "/registration/how", "/prepared/marking", "/quotes/0/role", "/participants/0/kind"):  # fmt: skip
        assert at in found


def test_the_hedge_of_a_hidden_count_is_no_secret_word():
    text = """\
fact_sheet: 1
language: en
event: {name: Port Forum}
participants:
  - {count: 40, hedge: about, kind: guards, audiences: [security]}
countries: {count: 30, hedge: about}
sources:
  wire: {file: a.txt, sha256: "AAA"}
evidence:
  /countries/count: [{source: wire, at: [0, 18], text: about 30 countries}]
""".replace("AAA", "0" * 64)
    assert list(for_audience(sheet(text).sheet, "press").evidence) == ["/countries/count"]
