"""Whole articles: what is stated is found, with the words that state it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from conftest import SEEDS, SHARED
from eventbrief.extract.merge import merge
from eventbrief.extract.single import extract
from eventbrief.facts.model import FactSheet
from eventbrief.facts.writer import write
from eventbrief.sources.reader import read


def facts_of(*paths: Path) -> FactSheet:
    return merge([extract(read(path)) for path in paths], Path.cwd())


def test_the_real_article_gives_every_fact_it_states(real_article: Path):
    sheet = facts_of(real_article)
    event, record = sheet.event, next(iter(sheet.sources.values()))
    assert event.name == "Congrès mondial sur la sécurité chimique"
    assert (event.edition, event.start, event.end) == (3, "2022-10-25", "2022-10-27")
    assert (event.city, event.country, event.venue) == ("Marrakech", "MA", None)
    assert [(o.name, o.acronym) for o in sheet.organisers] == [
        ("Direction générale de la Sûreté nationale", "DGSN"),
        ("Organisation internationale de police criminelle", "Interpol"),
    ]
    assert sheet.countries.count == 75
    assert [(q.speaker, q.role) for q in sheet.quotes] == [
        (
            "Mohamed Dkhissi",
            "directeur central de la police judiciaire et directeur d'Interpol au Maroc",
        ),
        ("Gregory Hinds", "directeur de l'antiterrorisme à l'Interpol"),
    ]
    assert (record.publisher, record.author) == ("Le360", "Ayoub Ibnou Fasih")
    text = read(real_article).text
    assert all(str(q.text) in text for q in sheet.quotes)


@pytest.mark.skipif(
    not (SHARED / "devset" / "score.py").is_file(),
    reason="the articles are not beside this checkout",
)
def test_the_development_articles_score_above_the_floor(tmp_path: Path):
    for article in (SHARED / "devset" / "articles").glob("*.txt"):
        (tmp_path / f"{article.stem}.yaml").write_text(write(facts_of(article)), encoding="utf-8")
    result = subprocess.run(
        [sys.executable, str(SHARED / "devset" / "score.py"), str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout
    overall = next(line for line in result.stdout.splitlines() if line.startswith("ALL"))
    assert float(overall.split("F1")[1].split()[0]) >= 0.95, result.stdout


def test_two_languages_make_one_sheet_worded_in_both():
    sheet = facts_of(*sorted(SEEDS.glob("*.*")))
    assert sheet.event.name == {
        "fr": "Congrès mondial sur la sécurité chimique",
        "en": "World Congress on Chemical Security",
    }
    assert [o.acronym for o in sheet.organisers] == ["DGSN", "Interpol"]
    assert (sheet.countries.count, sheet.conflicts) == (75, ())
    assert {e.source for e in sheet.evidence["/event/start"]} == set(sheet.sources)


def test_every_piece_of_evidence_stands_where_it_says():
    paths = sorted(SEEDS.glob("*.*"))
    sheet = facts_of(*paths)
    texts = {name: read(path).text for name, path in zip(sheet.sources, paths, strict=True)}
    for items in sheet.evidence.values():
        for item in items:
            assert item.at is not None
            assert texts[item.source or ""][slice(*item.at)] == item.text


def test_sources_that_disagree_are_listed(tmp_path: Path):
    text = (
        "The 3rd World Forum on Water will be held in Dakar, Senegal, from 3 to 5 May 2024, "
        "bringing together delegates from {n} countries."
    )
    for index, number in enumerate((70, 75, 75)):
        (tmp_path / f"{index}.txt").write_text(text.format(n=number), encoding="utf-8")
    sheet = facts_of(*sorted(tmp_path.glob("*.txt")))
    assert sheet.countries.count == 75
    assert [c.at for c in sheet.conflicts] == ["/countries/count"]
    assert sorted(v.value for v in sheet.conflicts[0].values) == [70, 75, 75]


def test_a_text_in_a_language_without_lexicon_states_nothing(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text("Der Kongress findet vom 3. bis 5. Mai 2024 in Berlin statt.", encoding="utf-8")
    sheet = facts_of(path)
    assert sheet.event.name is None
    assert len(sheet.sources) == 1
