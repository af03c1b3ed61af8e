"""How good extraction is on real articles, each decided by weights that have not seen it.

The floors are somewhat lower than what was measured, so that noise does not fail them; whoever
makes extraction better raises them. Where the articles are not beside the project, there is nothing
to measure.
"""

from __future__ import annotations

import json

import pytest

pytest.importorskip("scipy")

from conftest import SHARED

if not (SHARED / "corpus").is_dir():
    pytest.skip("the articles are not beside this checkout", allow_module_level=True)

from learn.__main__ import WEIGHTS
from learn.articles import corpus, own_texts
from learn.measure import Measured
from learn.train import Held, train

FLOORS = {
    "name": 0.82, "edition": 0.89, "start": 0.87, "end": 0.88, "country": 0.85, "city": 0.82,
    "venue": 0.72, "country_count": 0.85, "organisers": 0.60, "countries_named": 0.90,
    "quotes": 0.91, "speaker": 0.84, "role": 0.82,
}  # fmt: skip
LANGUAGES = {"ar": 0.84, "en": 0.86, "es": 0.84, "fr": 0.81}
ALL, SURE = 0.85, 0.96


@pytest.fixture(scope="module")
def shipped() -> dict:
    return json.loads(WEIGHTS.read_text("utf-8"))


@pytest.fixture(scope="module")
def measured(shipped: dict) -> Measured:
    lines = {
        kind: {key: found[key] for key in ("least", "sure")} for kind, found in shipped.items()
    }
    held = Held([*corpus(), *own_texts()], lines)
    return Measured((a, s) for a, s in held.results if not a.own)


def test_every_field_is_as_good_as_it_was(measured: Measured):
    total = measured.total()
    low = {f: round(total.figures(f)[2], 3) for f in FLOORS if total.figures(f)[2] < FLOORS[f]}
    assert not low, f"{low}\n{measured.table()}"


def test_every_language_is_as_good_as_it_was(measured: Measured):
    figures = {name: measured.language(name).figures("ALL")[2] for name in LANGUAGES}
    assert all(figures[name] >= LANGUAGES[name] for name in LANGUAGES), figures


def test_what_is_sure_is_right(measured: Measured):
    total = measured.total()
    assert total.figures("SURE")[0] >= SURE, measured.table()
    assert total.figures("ALL")[2] >= ALL, measured.table()


def test_evidence_stands_where_it_says(measured: Measured):
    assert measured.broken == []


def test_the_weights_of_the_package_are_those_that_are_learned(shipped: dict):
    every = [*corpus(), *own_texts()]
    lines = {
        kind: {key: found[key] for key in ("least", "sure")} for kind, found in shipped.items()
    }
    learned, _ = train(every, [True] * len(every), lines)
    for kind, found in shipped.items():
        for part in ("features", "none"):
            names = {*found[part], *learned[kind][part]}
            apart = {
                name: (found[part].get(name), learned[kind][part].get(name))
                for name in names
                if abs(found[part].get(name, 0) - learned[kind][part].get(name, 0)) > 0.02
            }
            assert not apart, f"{kind}: {apart}; run `make learn`"
