"""Two events are never fused, and one event is never parted, whatever its sources differ in."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from one_event_texts import ONE, TWO, unwrapped
from test_merge import AGENCY_EN, AGENCY_FR, NEWSPAPER_FR, RELEASE_EN, STRANGER, stated

from conftest import SEEDS, Command, source
from eventbrief.extract import same_event
from eventbrief.extract.identity import Told, told_by
from eventbrief.extract.merge import merge
from eventbrief.extract.same_event import agreement, groups, strangers
from eventbrief.extract.single import Stated, StatedQuote, extract
from eventbrief.extract.text.span import Span
from eventbrief.facts.document import load
from eventbrief.facts.model import Event, FactSheet
from eventbrief.facts.writer import write
from eventbrief.sources.reader import read

CORPUS = Path(__file__).parent / "corpus"
SILENT = """Water in the region

Wells run dry earlier each summer, and farmers wait for rain. "We have to share what is left," an
engineer said.
"""
LAST_YEAR = """RABAT, Morocco, June 6, 2023 (Wire) - The 4th African Water Forum opened in Rabat on Monday,
bringing together delegates from 38 countries. It is held from 5 to 8 June 2023.
"""
AGENCY_ES = """RABAT, 3 de junio de 2024 (Agencia) - El V Foro Africano del Agua se inauguró el lunes en Rabat,
Marruecos, con delegados de 40 países. El foro se celebra del 3 al 6 de junio de 2024.
"""
AGENCY_AR = "الرباط، 3 يونيو 2024 - انطلقت الاثنين بالرباط، المغرب، الدورة الخامسة للمنتدى الأفريقي للمياه بحضور ممثلي 40 دولة. ويستمر المنتدى من 3 إلى 6 يونيو 2024.\n"


def parted(**texts: str) -> list[list[str]]:
    return [[str(s.source.path) for s in group] for group in groups(stated(**texts))]


def test_sources_of_one_event_in_two_languages_are_one_group():
    assert len(parted(a_fr=AGENCY_FR, b_fr=NEWSPAPER_FR, c_en=AGENCY_EN, d_en=RELEASE_EN)) == 1


def test_the_project_s_own_seeds_are_one_event():
    found = [extract(read(p)) for p in sorted(SEEDS.iterdir())]
    assert len(found) == 2 and len(groups(found)) == 1


@pytest.mark.parametrize("other", [{"x_es": AGENCY_ES}, {"x_ar": AGENCY_AR}, {"x_en": AGENCY_EN}])
def test_a_dispatch_in_another_language_is_about_the_same_event(other: dict[str, str]):
    assert len(parted(a_fr=AGENCY_FR, **other)) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("38 countries", "95 countries"),  # another count
        ("from 3 to 6 June 2024", "from 4 to 7 June 2024"),  # a day off
        ("from 3 to 6 June 2024", "from 3 to 6 June 2014"),  # a year mistyped
        ("from 3 to 6 June 2024", "from 3 to 6 June 2025"),
        ("from 3 to 6 June 2024", "on 3 June 2024"),
        ("The 5th African", "The 6th African"),  # an edition mistyped
        ("in Rabat on", "at the Palace of Congresses in Rabat on"),  # a venue more
        ("African Water Council (CAE)", "Union of River Basins (URB)"),  # another organiser
        ("African Water Forum", "African Forum on Water"),
        ("The 5th African Water Forum", "The AWF"),
    ],
)
def test_one_event_told_in_two_ways_stays_one(old: str, new: str):
    other = AGENCY_EN.replace(old, new)
    assert other != AGENCY_EN
    assert len(parted(a_en=AGENCY_EN, b_en=other)) == 1
    assert len(parted(a_en=AGENCY_EN, b_fr=AGENCY_FR, c_en=other)) == 1


def test_a_source_that_says_neither_name_nor_day_nor_place_agrees_with_all():
    (alone,) = groups(stated(silent_en=SILENT))
    assert told_by(alone[0]).worded == "it says neither name nor day nor place"
    assert len(parted(a_en=AGENCY_EN, silent_en=SILENT)) == 1
    assert len(parted(silent_en=SILENT, tea_en=STRANGER)) == 1
    assert len(parted(silent_en=SILENT, tea_en=STRANGER, a_en=AGENCY_EN)) == 2


def test_sources_of_two_events_are_grouped_by_event():
    found = parted(tea_en=STRANGER, a_fr=AGENCY_FR, b_en=AGENCY_EN, c_en=RELEASE_EN)
    assert found == [["a_fr.txt", "b_en.txt", "c_en.txt"], ["tea_en.txt"]]


def test_two_editions_of_one_series_are_two_events():
    assert len(parted(a_en=AGENCY_EN, b_en=LAST_YEAR)) == 2
    assert (
        len(parted(a_en=AGENCY_EN, b_en=LAST_YEAR.replace("The 4th African", "The African"))) == 2
    )
    told = AGENCY_EN + "\nThe 4th forum was held from 5 to 8 June 2023.\n"
    assert len(parted(a_en=told, b_en=LAST_YEAR)) == 2


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Told(cities=("Rabat",)), Told(cities=("الرباط",)), True),
        (Told(cities=("Rabat",)), Told(cities=("Tokyo",)), False),
        (Told(days=("2024-06", "2024-06")), Told(days=("2024-06-03", "2024-06-06")), True),
        (Told(days=("2024", "2024")), Told(days=("2024-06-03", "2024-06-06")), True),
        (Told(days=("2024-06-03", "2024-06-06")), Told(days=("2019-03-10",) * 2), False),
        (Told(country="MA"), Told(country="JP"), False),
        (Told(edition=5), Told(cities=("Tokyo",)), True),
        (Told(names=(("en", "Water Forum"),)), Told(names=(("en", "World Tea Fair"),)), False),
        (Told(names=(("fr", "Forum de l'eau"),)), Told(names=(("en", "World Tea Fair"),)), True),
    ],
)
def test_what_only_one_of_two_says_never_parts_them(one: Told, other: Told, same: bool):
    assert (agreement(one, other) >= 0, agreement(other, one) >= 0) == (same, same)


@pytest.mark.parametrize("case", ONE)
def test_texts_of_one_event_that_differ_in_detail_are_one_group(case: str):
    texts = {name: unwrapped(text) for name, text in ONE[case].items()}
    assert len(parted(**texts)) == 1
    for pair in itertools.permutations(texts, 2):
        assert len(parted(**{name: texts[name] for name in pair})) == 1, pair


@pytest.mark.parametrize("case", TWO)
def test_texts_of_two_events_are_never_one_group(case: str):
    texts = {name: unwrapped(text) for name, text in TWO[case]}
    assert len(parted(**texts)) == 2
    assert len(parted(**dict(reversed(texts.items())))) == 2


NAMED = Told(
    names=(("en", "African Water Forum"),),
    days=("2024-06-03", "2024-06-06"),
    cities=("Rabat",),
    country="MA",
    edition=5,
)


@pytest.mark.parametrize(
    ("told", "same"),
    [
        (Told(cities=("Tokyo",)), True),  # where a speaker is from, where it is held next
        (Told(edition=6), True),
        (Told(days=("2016-01-31", "2016-01-31")), True),
        (Told(cities=("Tokyo",), days=("2024-06-04", "2024-06-04")), True),
        (Told(cities=("Tokyo",), published="2024-06-05"), True),
        (Told(cities=("Tokyo",), published="2019-03-10"), False),
        (Told(cities=("Tokyo",), days=("2019-03-10", "2019-03-10")), False),
        (Told(cities=("Rabat",), days=("2024-10-14", "2024-10-16")), False),
        (Told(cities=("Tokyo",), edition=4), False),
    ],
)
def test_a_source_that_names_no_event_is_parted_by_two_witnesses(told: Told, same: bool):
    assert (agreement(told, NAMED) >= 0, agreement(NAMED, told) >= 0) == (same, same)


def test_what_need_not_be_the_event_s_name_and_place_parts_nothing_alone():
    doubt = frozenset(("name", "city", "country"))
    passing = Told(names=(("en", "Sustaining Efforts"),), cities=("Tokyo",), unsure=doubt)
    assert agreement(passing, NAMED) >= 0
    assert agreement(NAMED, passing) >= 0
    assert agreement(replace(passing, unsure=frozenset()), NAMED) < 0
    assert agreement(replace(passing, days=("2019-03-10", "2019-03-10")), NAMED) < 0


def test_an_unnamed_source_s_other_month_parts_it_from_nothing():
    told = Told(days=("2019-08", "2019-08"), said=("august 2019",), cities=("Toronto",))
    assert agreement(told, Told(days=("2024-06-18", "2024-06-21"), cities=("Toronto",))) > 0
    whole = Told(days=("2019-08-10", "2019-08-10"), said=("10 august",), cities=("Toronto",))
    assert agreement(whole, Told(days=("2024-06-18", "2024-06-21"), cities=("Toronto",))) < 0


def test_grouping_takes_each_pair_s_agreement_once(monkeypatch: pytest.MonkeyPatch):
    asked: list[tuple[Told, Told]] = []
    monkeypatch.setattr(
        same_event, "agreement", lambda a, b: asked.append((a, b)) or agreement(a, b)
    )
    tea = Told(names=(("en", "World Tea Fair"),), cities=("Tokyo",))
    water = Told(names=(("en", "African Water Forum"),), cities=("Rabat",))
    told = [tea if n % 3 == 0 else water for n in range(90)]
    found = same_event.grouped(told)
    assert [len(group) for group in found] == [60, 30]
    assert len(asked) == 90 * 89 / 2


def test_a_sheet_s_own_seeds_are_one_group_before_any_agree():
    tea = Told(names=(("en", "World Tea Fair"),), cities=("Tokyo",), country="JP")
    water = Told(names=(("en", "African Water Forum"),), cities=("Rabat",), country="MA")
    assert same_event.grouped([tea, water, water], [0, 1]) in ([[0, 1, 2]], [[0, 1], [2]])
    assert same_event.grouped([tea, water, water]) == [[1, 2], [0]]


FOREIGN = """African Congress on Desert Locusts opens

The 9th African Congress on Desert Locusts will be held in Nairobi, Kenya, from 2 to 4 October 2024.
"{words}," said Ana Hale, director of the Locust Society.
"""
LOCUSTS = "Locusts will eat every field unless we spray this very week"


def test_what_a_model_finds_in_a_seed_goes_with_the_seed():
    found = stated(a_en=AGENCY_EN, b_en=RELEASE_EN, c_en=FOREIGN.format(words=LOCUSTS))
    one, other, odd = found
    start = odd.source.text.index(LOCUSTS)
    quote = StatedQuote(LOCUSTS, (Span(start, start + 28),), False, None, None, None)
    twin = Stated(odd.source, {}, quotes=(quote,), by="model")
    near = Stated(one.source, {}, by="model")
    for order in ([*found, twin, near], [near, twin, *found], [twin, odd, one, near, other]):
        assert {id(s) for s in strangers(order)} == {id(odd), id(twin)}
        quotes = merge(order, Path.cwd()).quotes
        assert quotes and not any("Locusts" in str(q.text) for q in quotes)


def test_articles_about_different_events_are_parted():
    told = [told_by(extract(read(path))) for path in sorted(CORPUS.glob("*.txt"))]
    pairs = list(itertools.combinations(told, 2))
    refused = sum(agreement(a, b) < 0 for a, b in pairs)
    assert refused / len(pairs) >= 0.99


def halves() -> Iterator[tuple[str, Told, Told]]:
    """Parts of articles, and each with the whole."""
    for path in sorted(CORPUS.glob("*.txt")):
        whole = read(path)
        paragraphs = whole.text.split("\n\n")
        for cut in {len(paragraphs) // 3, len(paragraphs) // 2} - {0}:
            texts = ["\n\n".join(p) for p in (paragraphs[:cut], paragraphs[cut:])]
            parts = [source(text, whole.language) for text in texts]
            told = [told_by(extract(s)) for s in (whole, *parts)]
            yield from ((path.name, *pair) for pair in itertools.combinations(told, 2))


def test_an_article_and_any_part_of_it_are_about_one_event():
    found = list(halves())
    parted = {name for name, one, other in found if agreement(one, other) < 0}
    assert len(found) > 400
    # Those whose ends tell but of another edition, of its day and its place.
    assert len(parted) <= 8
    assert len([pair for pair in found if agreement(*pair[1:]) < 0]) < len(found) / 20


# -- by the real command ---------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = {"a": AGENCY_EN, "b": RELEASE_EN, "fr": AGENCY_FR, "tea": STRANGER, "old": LAST_YEAR}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize("verb", ["make", "extract"])
def test_seeds_of_two_events_are_refused_and_named(eventbrief: Command, folder: Path, verb: str):
    before = set(folder.rglob("*"))
    for out in (["-o", "out"], []):
        done = eventbrief(verb, "a.txt", "tea.txt", "b.txt", *out)
        assert (done.returncode, done.stdout) == (1, "")
        assert (
            "a.txt: error E108: these are about one event: a.txt (African Water Forum, 2024-06-03, "
            "Rabat); b.txt (African Water Forum, 2024-06-04, Rabat)"
        ) in done.stderr
        assert (
            "tea.txt: error E108: these are about another: tea.txt (World Tea Fair, 2019-03-10, "
            "Tokyo)\n  = make a sheet for each event"
        ) in done.stderr
        assert "--same-event" in done.stderr
    assert set(folder.rglob("*")) == before


def test_a_person_may_say_that_it_is_one_event(eventbrief: Command, folder: Path):
    done = eventbrief("extract", "a.txt", "b.txt", "tea.txt", "-o", "facts.yaml", "--same-event")
    assert done.returncode == 0, done.stderr
    assert "tea.txt: warning W108" in done.stderr
    assert len(load(folder / "facts.yaml").sheet.sources) == 3
    again = eventbrief("extract", "a.txt", "b.txt", "tea.txt", "-o", "facts.yaml")
    assert again.returncode == 0, "what went in by a person's word stays in"
    done = eventbrief("make", "a.txt", "tea.txt", "-o", "m", "--to", "txt", "--same-event")
    assert (done.returncode, "W108" in done.stderr) == (0, True)


@pytest.mark.parametrize("other", ["tea.txt", "old.txt"])
def test_a_sheet_takes_no_seed_about_another_event(eventbrief: Command, folder: Path, other: str):
    eventbrief("extract", "a.txt", "-o", "facts.yaml")
    before = (folder / "facts.yaml").read_bytes()
    for seeds in ([other], ["a.txt", other]):
        done = eventbrief("extract", *seeds, "-o", "facts.yaml")
        assert done.returncode == 1
        place = "facts.yaml: error E108: this sheet is about one event (African Water Forum, "
        assert f"{place}2024-06-03, Rabat)" in done.stderr
        assert f"{other}: error E108: these are about another: {other} (" in done.stderr
        assert ("these are, too: a.txt (" in done.stderr) == (len(seeds) > 1)
        assert (folder / "facts.yaml").read_bytes() == before
    assert eventbrief("extract", "a.txt", "b.txt", "fr.txt", "-o", "facts.yaml").returncode == 0
    assert eventbrief("extract", other, "-o", "facts.yaml", "--same-event").returncode == 0


def test_a_seed_that_was_written_over_with_another_event_is_refused(
    eventbrief: Command, folder: Path
):
    eventbrief("make", "a.txt", "-o", "out", "--to", "txt")
    (folder / "a.txt").write_text(STRANGER, "utf-8")
    done = eventbrief("make", "a.txt", "-o", "out", "--to", "txt")
    assert (done.returncode, "error E108" in done.stderr) == (1, True)


def test_a_sheet_that_a_person_corrected_still_takes_its_own_seeds(
    eventbrief: Command, folder: Path
):
    eventbrief("extract", "a.txt", "-o", "facts.yaml")
    sheet = folder / "facts.yaml"
    text = (
        sheet.read_text("utf-8").replace("city: Rabat", "city: Tokyo").replace("2024-06", "2021-01")
    )
    sheet.write_text(text, "utf-8")
    assert eventbrief("extract", "a.txt", "b.txt", "-o", "facts.yaml").returncode == 0


def test_an_empty_sheet_takes_any_event(eventbrief: Command, folder: Path):
    empty = FactSheet(fact_sheet=1, language="en", event=Event())
    (folder / "facts.yaml").write_text(write(empty), "utf-8")
    assert eventbrief("extract", "tea.txt", "-o", "facts.yaml").returncode == 0


# -- make without -o -------------------------------------------------------------------------------


def made(eventbrief: Command, *arguments: str) -> str:
    done = eventbrief("make", *arguments, "-t", "press", "-l", "en", "--to", "txt")
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_make_names_the_folder_after_the_event(eventbrief: Command, folder: Path):
    told = made(eventbrief, "a.txt").split()
    assert told == ["briefs/rabat-2024/facts.yaml", "briefs/rabat-2024/press.en.txt"]
    assert made(eventbrief, "a.txt").split() == told[1:], "a second run finds the folder again"
    assert "briefs/rabat-2024/" in made(eventbrief, "a.txt", "b.txt", "fr.txt")
    assert sorted(p.name for p in (folder / "briefs").iterdir()) == ["rabat-2024"]


def test_another_event_of_that_city_and_year_gets_a_number(eventbrief: Command, folder: Path):
    tea = STRANGER.replace("TOKYO", "RABAT").replace("Tokyo, Japan", "Rabat, Morocco")
    (folder / "tea.txt").write_text(tea.replace("2019", "2024"), "utf-8")
    made(eventbrief, "a.txt")
    for _ in range(2):
        assert "briefs/rabat-2024-2/press.en.txt" in made(eventbrief, "tea.txt")
    assert "briefs/rabat-2024/press.en.txt" in made(eventbrief, "b.txt")
    assert sorted(p.name for p in (folder / "briefs").iterdir()) == ["rabat-2024", "rabat-2024-2"]


def test_make_names_the_folder_after_that_of_the_seeds(eventbrief: Command, folder: Path):
    (folder / "seeds" / "Water Forum").mkdir(parents=True)
    (folder / "a.txt").rename(folder / "seeds" / "Water Forum" / "a.txt")
    (folder / "b.txt").rename(folder / "seeds" / "b.txt")
    assert "briefs/Water Forum/press.en.txt" in made(eventbrief, "seeds/Water Forum/")
    assert "briefs/rabat-2024/press.en.txt" in made(eventbrief, "seeds")


@pytest.mark.parametrize(
    ("file", "text", "name"),
    [
        ("Notes du 3.txt", SILENT, "notes-du-3"),
        ("x.txt", "The World Tea Fair was a success, its organisers said.\n", "world-tea-fair"),
        (
            "x.txt",
            "The World Tea Fair 2019 was a success, its organisers said.\n",
            "world-tea-fair-2019",
        ),
        ("x.txt", AGENCY_AR, "الرباط-2024"),
        ("x.txt", AGENCY_FR.replace("Rabat", "Fès").replace("RABAT", "FÈS"), "fes-2024"),
    ],
)  # fmt: skip
def test_what_is_known_names_the_folder(
    eventbrief: Command, tmp_path: Path, file: str, text: str, name: str
):
    (tmp_path / file).write_text(text, "utf-8")
    made(eventbrief, file)
    assert [p.name for p in (tmp_path / "briefs").iterdir()] == [name]
