"""Weights decide, and say how likely and why."""

from __future__ import annotations

import json
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventbrief.extract.judge.candidate import Candidate, Question
from eventbrief.extract.judge.ranking import Weights, judge_of, learned
from eventbrief.extract.judge.stages import STAGES
from eventbrief.extract.text.span import Span

WEIGHTS = Weights({"near": 2.0, "far": -2.0}, {"empty": 3.0}, least=0.4, sure=0.8)


def candidate(value: str, **features: float) -> Candidate:
    return Candidate(value, (Span(0, 1),), dict(features))


def question(*candidates: Candidate, **none: float) -> Question:
    return Question("start", candidates, dict(none))


def test_the_likeliest_is_chosen_and_the_next_is_its_rival():
    a, b = candidate("a", near=1.0), candidate("b", near=0.9)
    judged = WEIGHTS.choose(question(b, a))
    assert judged and judged.candidate is a and judged.rival is b
    assert not judged.sure


def test_one_that_stands_out_is_sure():
    judged = WEIGHTS.choose(question(candidate("a", near=1.5), candidate("b", far=1.0)))
    assert judged and judged.sure and judged.rival is None


def test_none_of_these_may_win():
    assert WEIGHTS.choose(question(candidate("a", near=0.5), empty=1.0)) is None
    assert WEIGHTS.choose(question()) is None


def test_each_by_itself():
    a, b = candidate("a", near=1.0), candidate("b", far=1.0)
    assert [judged.candidate for judged in WEIGHTS.each(question(a, b))] == [a]


def test_what_is_not_learned_takes_nothing():
    assert judge_of({}).of("start").choose(question(candidate("a", near=1.0))) is None


def test_reasons_are_what_added_to_the_score_the_strongest_first():
    reasons = WEIGHTS.reasons(candidate("a", near=1.0, far=2.0, unknown=9.0))
    assert reasons == [("far", -4.0), ("near", 2.0)]


@given(
    st.lists(st.dictionaries(st.sampled_from(["near", "far"]), st.floats(-500, 500)), max_size=6),
    st.floats(-500, 500),
)
def test_probabilities_are_probabilities_however_large_the_scores(rows, none):
    asked = question(*(candidate(str(i), **row) for i, row in enumerate(rows)), empty=none)
    chances = WEIGHTS.probabilities(asked)
    assert all(0.0 <= chance <= 1.0 for chance in chances)
    assert sum(chances) <= 1.0 + 1e-9
    WEIGHTS.each(asked)


def test_the_weights_of_the_package_are_small_rounded_and_of_known_decisions():
    data = (resources.files("eventbrief.extract") / "weights.json").read_bytes()
    assert len(data) < 200_000
    kinds = json.loads(data)
    assert set(kinds) == {kind for stage in STAGES for kind in stage.kinds}
    for kind, found in kinds.items():
        numbers = [*found["features"].values(), *found["none"].values()]
        assert numbers == [round(n, 3) for n in numbers]
        assert 0 <= found["least"] <= found["sure"]
        assert learned().of(kind).features == found["features"]


@pytest.mark.parametrize("kind", sorted(learned().kinds))
def test_features_have_names_that_a_person_can_read(kind: str):
    for name in learned().of(kind).features:
        assert name.isprintable() and " " not in name and len(name) < 60, name
