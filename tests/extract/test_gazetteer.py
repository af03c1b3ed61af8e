"""Cities are found by halving a sorted file; what stands in it is found, and nothing else."""

from __future__ import annotations

import random
from importlib import resources

from eventbrief.extract.text.gazetteer import cities_called, countries_of, country_of, same_city

LINES = (resources.files("eventbrief.extract") / "cities.txt").read_bytes().splitlines()


def test_the_file_is_sorted_by_its_bytes_and_each_name_stands_once():
    assert sorted(LINES) == LINES
    names = [line.partition(b"\t")[0] for line in LINES]
    assert len(set(names)) == len(names)


def test_every_name_of_the_file_is_found():
    sample = random.Random(5).sample(LINES, 2_000)
    for line in (LINES[0], LINES[-1], *sample):
        name, *records = line.decode().split("\t")
        assert [f"{p},{c},{n}" for p, c, n in cities_called(name)] == records


def test_what_is_no_city_is_not_found():
    for name in ("", "Zzz", "Marrakec", "Marrakechh", "\n", "\t", "a" * 500, "PAR", "Le"):
        assert cities_called(name) == ()


def test_names_in_several_languages_are_one_city():
    assert country_of("Marrakech") == "MA" and country_of("مراكش") == "MA"
    assert same_city("Genève", "Ginebra") and same_city("Geneva", "جنيف")
    assert not same_city("Geneva", "Genoa")
    assert {"ES", "VE"} <= countries_of("Valencia")
    assert country_of("Porto", least=100_000_000) is None
