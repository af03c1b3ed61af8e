"""Learning: what tells right from wrong gets the weight, and the same articles the same weights."""

from __future__ import annotations

import pytest

pytest.importorskip("scipy")

from eventbrief.extract.judge.candidate import Candidate, Question
from eventbrief.extract.judge.ranking import Weights
from eventbrief.extract.text.span import Span
from learn.fit import Labelled, fit
from learn.train import drawn


def candidate(**features: float) -> Candidate:
    return Candidate("x", (Span(0, 1),), dict(features))


def questions() -> list[Labelled]:
    """Where `good` is, that candidate is right; without it, none is."""
    items = []
    for number in range(30):
        candidates = [candidate(bias=1.0, noise=float(number % 3)), candidate(bias=1.0, good=1.0)]
        right: list[bool | None] = [False, True]
        if number % 5 == 0:
            candidates, right = candidates[:1], [False]
        items.append(Labelled(Question("start", candidates, {"bias": 1.0}), right))
    return items


def weights(data: dict) -> Weights:
    return Weights(data["features"], data["none"], 0.6, 0.9)


def test_the_right_one_is_chosen_and_none_where_there_is_none():
    found = weights(fit(questions(), choose=True))
    for item in questions():
        judged = found.choose(item.question)
        assert (judged is not None) == any(item.right)
        if judged:
            assert "good" in judged.candidate.features


def test_each_candidate_by_itself():
    found = weights(fit(questions(), choose=False))
    for item in questions():
        taken = found.each(item.question)
        assert all("good" in judged.candidate.features for judged in taken)
        assert len(taken) == sum(bool(r) for r in item.right)


def test_the_same_articles_give_the_same_weights():
    assert fit(questions(), choose=True) == fit(questions(), choose=True)


def test_what_the_gold_leaves_open_is_not_learned_from():
    item = Labelled(Question("start", [candidate(open=1.0), candidate(good=1.0)], {}), [None, True])
    found = fit([*[item] * 5], choose=True)
    assert "open" not in found["features"] and found["features"]["good"] > 0


def test_rare_features_are_not_learned():
    rare = Labelled(Question("start", [candidate(once=1.0)], {}), [True])
    assert "once" not in fit([rare, *questions()], choose=True)["features"]


def test_the_lines_are_drawn_where_enough_is_right():
    sharp = [(0.95, True, True)] * 80 + [(0.6, True, True)] * 10 + [(0.5, False, True)] * 10
    blunt = [(0.9, n % 2 == 0, True) for n in range(40)]
    lines = drawn({"sharp": sharp, "blunt": blunt})
    assert 0.5 < lines["sharp"]["sure"] <= 0.95
    assert lines["sharp"]["least"] <= lines["sharp"]["sure"]
    assert lines["blunt"]["sure"] > 0.9


def test_what_is_taken_makes_the_best_of_right_and_wrong():
    items = [(0.9, True, True)] * 60 + [(0.5, False, True)] * 60 + [(0.7, True, True)] * 5
    assert 0.5 < drawn({"start": items})["start"]["least"] <= 0.7
