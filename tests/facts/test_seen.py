"""What an audience may see of a sheet, and where the rest would show through."""

from __future__ import annotations

import importlib
import inspect
import os
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT, sheet
from eventbrief.check.audiences import Needs, check_audiences, check_restrictions
from eventbrief.compose.page import compose
from eventbrief.compose.template import load_template
from eventbrief.facts.finding import InputError
from eventbrief.facts.seen import SeenSheet, seen_by
from eventbrief.facts.standing import is_unsure
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
    seen = seen_by(sheet(SHEET).sheet, "press", "en")
    assert seen.event.venue is None
    assert [o.name for o in seen.organisers] == ["Ports Association"]
    assert seen.summary == ("The forum opens on Tuesday.",)
    assert seen.contacts == () and seen.left_out == ()


def test_evidence_follows_what_stays_and_goes_with_what_goes():
    seen = seen_by(sheet(SHEET).sheet, "press", "en")
    assert list(seen.evidence) == ["/organisers/0", "/summary/0"]
    assert [e.text for e in seen.evidence["/organisers/0"]] == ["Ports Association"]
    assert list(seen.sources) == ["wire"] and seen.sources["wire"].title is None


def test_no_word_of_it_is_left_in_the_sheet_as_written():
    written = write(seen_by(sheet(SHEET).sheet, "press", "en"))
    for secret in ("Maritime", "Quiet", "jeudi", "Duty", "audiences", "b.txt"):
        assert secret not in written, secret


def test_those_named_see_it_without_the_mark():
    seen = seen_by(sheet(SHEET).sheet, "executive", "en")
    assert seen.event.venue == "Maritime Station"
    assert seen.summary[0] == {
        "en": "The minister signs on Thursday",
        "fr": "Le ministre signe jeudi",
    }
    assert seen.organisers[0].audiences == ()
    assert seen.contacts == ()


def test_languages_may_stand_beside_the_audiences():
    text = "fact_sheet: 1\nlanguage: en\nevent: {name: x}\nsummary:\n  - {en: A, fr: B, audiences: [press]}\n"
    assert seen_by(sheet(text).sheet, "press", "en").summary == ({"en": "A", "fr": "B"},)
    assert seen_by(sheet(text).sheet, "public", "en").summary == ()


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
    seen = seen_by(full, "press", "en")
    assert seen.whole and write(seen) == write(full)


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


BASE = """\
fact_sheet: 1
language: en
event:
  name: Port Forum
  city: Lisbon
  venue: {text: Zebra Hall of the Old Port, audiences: [executive]}
organisers:
  - {name: Obelisk Foundation, audiences: [executive]}
  - {name: Ports Association}
contacts:
  - {name: Florence Nightingale, phone: +212 612 345 678, audiences: [executive]}
sources:
  wire: {file: a.txt, sha256: "AAA", title: A title, publisher: Wire}
  leak: {file: b.txt, sha256: "BBB", audiences: [executive]}
evidence:
  /event/city:
    - {source: wire, at: [0, 5], text: in Lisbon}
"""
BASE = BASE.replace("AAA", "0" * 64).replace("BBB", "1" * 64)


def press(text: str = BASE, *, more: str = "", **changes: str) -> SeenSheet:
    """What the press sees of the sheet, with parts of its text replaced."""
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    return seen_by(sheet(text + more).sheet, "press", "en")


@pytest.mark.parametrize(
    "words",
    [
        "guards the Zebra Hall of the Old Port",
        '"guards the Zebra  Hall of the Old Port"',
        '"guards the Zebra Hall\\nof the Old Port"',
        '"guards the ZEBRA-HALL of the Old\\u00a0Port"',
        "guards the Hall of the Old Port",
        "Nightingale greets",
        "call 06 12 34 56 78",
        "the obelisk foundation pays",
    ],
)
def test_evidence_that_gives_it_away_is_gone(words: str):
    seen = press(more=f"    - {{source: wire, at: [9, 14], text: {words}}}\n")
    assert [e.text for e in seen.evidence["/event/city"]] == ["in Lisbon"]
    seen = press(more=f"    - {{source: wire, at: [9, 14], text: is in Lisbon, rival: {words}}}\n")
    assert [e.rival for e in seen.evidence["/event/city"]] == [None, None]


@pytest.mark.parametrize(
    ("hidden", "words"),
    [
        ("asks: [{text: Sign it, due: 2024-05-02, audiences: [executive]}]", "until 2 May 2024"),
        ("asks: [{text: Sign it, due: 2024-05-02, audiences: [executive]}]", "bis 2.5.2024"),
        (
            "participants: [{count: 400, kind: delegates, audiences: [executive]}]",
            "some 400 delegates",
        ),
        ("countries: {count: 75, audiences: [executive]}", "75 countries come"),
        ("registration: {how: By pigeon post, audiences: [executive]}", "by Pigeon-Post"),
    ],
)
def test_evidence_that_gives_away_a_day_or_a_number_is_gone(hidden: str, words: str):
    more = f"    - {{source: wire, at: [9, 14], text: {words}}}\n"
    assert len(press(more=more).evidence["/event/city"]) == 2
    assert len(press(more=f"{more}{hidden}\n").evidence["/event/city"]) == 1


def test_a_hidden_name_is_not_among_those_who_state():
    seen = press(more="    - {source: wire, at: [9, 14], text: is in Lisbon, by: F. Nightingale}\n")
    assert [e.by for e in seen.evidence["/event/city"]] == [None, None]
    seen = press(
        more="    - {status: stated, by: Florence Nightingale}\n    - {status: stated, by: Awa Diop}\n"
    )
    assert [e.by for e in seen.evidence["/event/city"]] == [None, "Awa Diop"]
    assert "Nightingale" not in write(seen)


@pytest.mark.parametrize("key", ["title", "publisher", "author"])
@pytest.mark.parametrize(
    "words",
    [
        "Obelisk Foundation",
        "the OBELISK-Foundation",
        "Dr. Nightingale",
        "In the Zebra Hall of the Old Port",
    ],
)
def test_a_source_loses_the_name_that_tells(key: str, words: str):
    record = f"{{file: a.txt, sha256: '{'0' * 64}', {key}: '{words}', language: en}}"
    seen = press(
        **{f'{{file: a.txt, sha256: "{"0" * 64}", title: A title, publisher: Wire}}': record}
    )
    assert getattr(seen.sources["wire"], key) is None
    assert seen.sources["wire"].file == "a.txt" and seen.sources["wire"].language == "en"


@pytest.mark.parametrize(
    "where",
    [
        "file: obelisk-foundation.pdf",
        "file: from/ObeliskFoundation/a.pdf",
        "file: nightingale_notes.eml",
        "file: a.zip, part: Zebra Hall of the Old Port.docx",
        "file: a.zip, part: tel-0612345678.txt",
    ],
)
def test_a_source_whose_file_tells_is_unnamed(where: str):
    seen = press(**{"file: a.txt": where})
    assert (seen.sources["wire"].file, seen.sources["wire"].part) == ("source-1", None)
    assert seen.evidence["/event/city"][0].source == "wire"


def test_a_source_whose_id_tells_has_its_number_for_an_id():
    conflict = (
        "conflicts:\n  - {at: /event/city, values: [{value: Lisbon, source: nightingale, text: in Lisbon},"
        " {value: Porto, source: nightingale, text: in Porto}]}\n"
    )
    seen = press(BASE.replace("wire", "nightingale"), more=conflict)
    assert list(seen.sources) == ["source-1"]
    assert [e.source for e in seen.evidence["/event/city"]] == ["source-1"]
    assert {v.source for v in seen.conflicts[0].values} == {"source-1"}


@pytest.mark.parametrize(
    "value",
    [
        "{value: Porto, source: leak, text: in Porto}",
        "{value: Obelisk Foundation, source: wire, text: in Porto}",
        "{value: Porto, source: wire, text: the Zebra Hall of the Old Port}",
        "{value: {phone: 0612345678}, source: wire, text: in Porto}",
    ],
)
def test_a_conflict_goes_with_a_value_that_is_hidden(value: str):
    known = (
        "{value: Lisbon, source: wire, text: in Lisbon}, {value: Faro, source: wire, text: in Faro}"
    )
    both = "conflicts:\n  - {{at: /event/city, values: [{}]}}\n"
    assert len(press(more=both.format(known)).conflicts) == 1
    assert press(more=both.format(f"{known}, {value}")).conflicts == ()


def test_a_conflict_about_what_is_hidden_is_gone():
    values = "[{value: A, source: wire, text: a}, {value: B, source: wire, text: b}]"
    for at in ("/event/venue", "/organisers/0/name", "/contacts/0", "/nothing/of/the/kind"):
        assert press(more=f"conflicts:\n  - {{at: {at}, values: {values}}}\n").conflicts == (), at
    (moved,) = press(
        more=f"conflicts:\n  - {{at: /organisers/1/name, values: {values}}}\n"
    ).conflicts
    assert moved.at == "/organisers/0/name"


def test_what_a_person_left_out_is_nobody_else_s_business():
    more = "left_out: [{source: wire, at: [3, 4], text: x, by: Awa Diop}]\n"
    assert press(more=more).left_out == ()


def test_evidence_of_no_fact_is_gone():
    seen = press(more="  /nightingale/phone: [{source: wire, at: [3, 4], text: x}]\n")
    assert list(seen.evidence) == ["/event/city"]


def test_names_of_other_audiences_are_nobody_s_business():
    text = BASE.replace(
        "sources:", "notes:\n  - {text: Come, audiences: [press, quartermasters]}\nsources:"
    )
    seen = press(
        text.replace(
            "name: Port Forum", "name: {text: Port Forum, audiences: [press, quartermasters]}"
        )
    )
    assert seen.event.name == "Port Forum" and seen.notes[0].audiences == ()
    assert "quartermasters" not in write(seen) and "executive" not in write(seen) and not seen.whole


def test_nobody_makes_one_but_for_an_audience():
    seen = press()
    for attempt in (
        lambda: SeenSheet(fact_sheet=1, language="en", event=seen.event),
        lambda: SeenSheet.model_validate(seen.model_dump()),
        lambda: SeenSheet.model_construct(language="en"),
        lambda: seen.model_copy(update={"language": "fr"}),
        lambda: seen_by(seen, "executive", "en"),
    ):
        with pytest.raises(TypeError):
            attempt()


def test_nothing_hidden_is_written_or_shown_of_it():
    seen = press()
    for text in (repr(seen), str(seen), seen.model_dump_json(), write(seen), str(dict(seen))):
        assert "Zebra" not in text and "Obelisk" not in text and "Nightingale" not in text
    assert (seen.audience, seen.read_in, seen.language) == ("press", "en", "en")


def test_a_brief_is_made_for_its_own_audience_only():
    with pytest.raises(ValueError, match="what press may see is not for executive"):
        compose(press(), load_template("executive"))


GENERATOR = ROOT / "generator" / "eventbrief"
READERS = ("compose", "deliver", "layout", "render")  # stations that make what a reader gets


def makers() -> Iterator[tuple[str, str, str]]:
    """Every function and class that is given a sheet, with the parameter and its type."""
    for station in (*READERS, "workspace"):
        for found in pkgutil.iter_modules([str(GENERATOR / station)]):
            module = importlib.import_module(f"eventbrief.{station}.{found.name}")
            for name, thing in inspect.getmembers(module, callable):
                if getattr(thing, "__module__", "") != module.__name__:
                    continue
                made = thing.__init__ if inspect.isclass(thing) else thing
                if not inspect.isfunction(made):
                    continue
                for parameter, told in inspect.signature(made).parameters.items():
                    if parameter == "seen" or told.annotation == "SeenSheet":
                        yield f"{found.name}.{name}", parameter, told.annotation


def test_one_module_alone_makes_what_is_seen():
    forms = re.compile(r"SeenSheet\(|SeenSheet\.model_|model_construct|super\(SeenSheet|\._view\b")
    for path in GENERATOR.rglob("*.py"):
        if path != GENERATOR / "facts" / "seen.py":
            assert not forms.search(path.read_text("utf-8")), path


def test_what_is_made_for_a_reader_is_made_of_nothing_else():
    stations = [
        p
        for name in ("compose", "deliver", "render", "layout")
        for p in (GENERATOR / name).rglob("*.py")
    ]
    assert len(stations) > 40
    for path in (
        *stations,
        *(GENERATOR / "workspace" / n for n in ("mailing.py", "word_brief.py")),
    ):
        assert not re.search(r"\bFactSheet\b", path.read_text("utf-8")), path
    found = list(makers())
    names = {name for name, _, _ in found}
    assert {"page.compose", "page.context_of", "view.SheetView", "mail.MailComposer", "briefs.make_brief",
            "calendar.calendar_file", "sender.sender_of", "word_brief.word_brief"} <= names  # fmt: skip
    assert [one for one in found if one[2] != "SeenSheet"] == []


def test_the_sheet_alone_is_a_type_error(tmp_path: Path):
    (tmp_path / "wrong.py").write_text(
        "from eventbrief.compose.page import compose\n"
        "from eventbrief.compose.template import Template\n"
        "from eventbrief.facts.model import FactSheet\n\n\n"
        "def page(sheet: FactSheet, template: Template) -> object:\n"
        "    return compose(sheet, template)\n",
        "utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", ROOT / "pyproject.toml", "--follow-imports=silent",
         tmp_path / "wrong.py"],
        cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, "MYPYPATH": str(ROOT / "generator")},
    )  # fmt: skip
    if "No module named mypy" in done.stderr:
        pytest.skip("mypy is not installed")
    assert (
        'Argument 1 to "compose" has incompatible type "FactSheet"; expected "SeenSheet"'
        in done.stdout
    )


def _leaks(text: str) -> list[tuple[str, str]]:
    found = check_restrictions(sheet(text), ["executive", "press"])
    return [(f.code, f.pointer) for f in found]


@pytest.mark.parametrize(
    ("told", "at"),
    [
        ("summary: [They meet in ZEBRA-HALL of the old port]", "/summary/0"),
        ('summary: [{fr: "Dans le Zebra Hall of\\u00a0the Old Port", en: Inside}]', "/summary/0"),
        ("notes: [{text: Call 0612 345 678}]", "/notes/0/text"),
        ("quotes: [{text: Come, speaker: Florence Nightingale}]", "/quotes/0/speaker"),
        ("quotes: [{text: Come, organisation: Obelisk Foundation}]", "/quotes/0/organisation"),
        (
            "programme: [{day: 2024-05-14, title: Dinner, place: Zebra Hall of the Old Port}]",
            "/programme/0/place",
        ),
        ("registration: {link: 'https://obeliskfoundation.example.org'}", "/registration/link"),
        ("prepared: {by: The Obelisk Foundation}", "/prepared/by"),
        ("prepared: {marking: Nightingale only}", "/prepared/marking"),
        ("lines_to_take: [Thank the Obelisk Foundation]", "/lines_to_take/0"),
        (
            "participants: [{count: 3, kind: friends of the Obelisk Foundation}]",
            "/participants/0/kind",
        ),
    ],
)
def test_check_says_which_text_gives_it_away(told: str, at: str):
    assert _leaks(BASE) == []
    assert _leaks(f"{BASE}{told}\n") == [("W372", at)]


@pytest.mark.parametrize(
    ("hidden", "told"),
    [
        ("Alcântara Cruise Terminal", "The ALCANTARA cruise terminal opens"),
        ("Palazzo Blu", "At Palazzo-Blu"),
        ("Palazzo Blu", "At Palazzo\u00a0Blu"),
        ("Palazzo-Blu", "At palazzo blu"),
        ("Palazzo Blu", "At PalazzoBlu"),
        ("المحطة البحرية", "في المحطّة البحريّة"),
    ],
)
def test_check_compares_without_case_accents_spaces_and_hyphens(hidden: str, told: str):
    text = f'{BASE.replace("Zebra Hall of the Old Port", hidden)}summary: ["{told}"]\n'
    assert _leaks(text) == [("W372", "/summary/0")]


def test_a_file_called_article_does_not_make_articles_a_secret():
    text = BASE.replace("b.txt", "article.txt") + "summary: [The article says so]\n"
    assert _leaks(text) == []


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
    seen = seen_by(sheet(text).sheet, "press", "en")
    assert list(seen.evidence) == ["/countries/count"]


def test_that_a_fact_is_unsure_is_told_though_its_words_are_kept_back():
    text = """\
fact_sheet: 1
language: en
event:
  name: Port Forum
  city: Lisbon
  venue: {text: Zebra Hall, audiences: [security]}
sources:
  wire: {file: a.txt, sha256: "AAA"}
evidence:
  /event/city: [{source: wire, at: [0, 20], text: Zebra Hall in Lisbon, status: unsure}]
""".replace("AAA", "0" * 64)
    seen = seen_by(sheet(text).sheet, "press", "en")
    (item,) = seen.evidence["/event/city"]
    assert (item.status, item.text, item.source) == ("unsure", None, None)
    assert is_unsure(seen, "/event/city")


def test_a_doubt_that_somebody_settled_is_none_though_the_name_is_kept_back():
    text = """\
fact_sheet: 1
language: en
event: {name: Port Forum, city: Lisbon}
contacts:
  - {name: Florence Nightingale, audiences: [security]}
sources:
  wire: {file: a.txt, sha256: "AAA"}
evidence:
  /event/city:
    - {source: wire, at: [0, 9], text: in Lisbon, status: unsure, rival: Porto}
    - {STATUS, by: Florence Nightingale}
""".replace("AAA", "0" * 64)
    for status in (
        "status: stated",
        "source: wire, at: [0, 9], text: in Lisbon, status: confirmed",
    ):
        seen = seen_by(sheet(text.replace("STATUS", status)).sheet, "press", "en")
        first, *_ = seen.evidence["/event/city"]
        assert (first.status, first.rival, first.text) == ("found", None, "in Lisbon")
        assert not is_unsure(seen, "/event/city") and "Nightingale" not in write(seen)


def test_what_is_kept_for_some_is_not_open_to_those_who_see_it():
    text = """\
fact_sheet: 1
language: en
event: {name: {text: Port Forum, audiences: [press]}}
contacts:
  - {name: A, audiences: [security]}
  - {name: B, audiences: [press, security]}
  - {name: C, role: {text: Guard, audiences: [press]}}
"""
    seen = seen_by(sheet(text).sheet, "press", "en")
    assert [c.name for c in seen.contacts] == ["B", "C"]
    assert [seen.is_open(f"/contacts/{i}") for i in range(2)] == [False, True]
    assert [seen.is_open(at) for at in ("/contacts/0/name", "/contacts/1/role", "/event/name")] == [
        False, False, False]  # fmt: skip
    assert seen.is_open("/contacts/1/name") and seen.is_open("/contacts")


def test_check_tells_of_hidden_countries_and_hours():
    text = (
        "fact_sheet: 1\nlanguage: en\nevent: {name: Port Forum}\n"
        "countries: {named: [KE, IT], audiences: [executive]}\n"
        "programme: [{day: 2024-05-14, start: '09:30', title: Quagmire, audiences: [executive]}]\n"
    )
    (found,) = check_restrictions(
        sheet(f"{text}summary: [Kenya takes part.]\n"), ["executive", "press"]
    )
    assert (found.code, found.pointer) == ("W372", "/summary/0")
    assert "it has `Kenya`" in found.advice
    assert _leaks(f"{text}summary: [Doors open at 9.30 a.m.]\n") == [("W372", "/summary/0")]
    assert _leaks(f"{text}summary: [The IT desk is on floor 9]\n") == []
