"""Candidates -> the one that is right, or those that are, by weights learned from articles.

The score of a candidate is the sum of its features' weights. Where one is to be chosen, their
scores and that of "none of these" give probabilities (a conditional logit: McFadden, 1974); where
each stands by itself, the logistic function of its score does.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from eventbrief.extract.judge.candidate import Candidate, Judged, Question

_HOME = "eventbrief.extract"
_COMPARED = 12  # likeliest candidates of which is asked whether they say the same

_REMEMBERED = 50_000


@dataclass(frozen=True)
class Weights:
    """What was learned about one kind of decision.

    Attributes:
        features: name -> weight.
        none: name -> weight, of what speaks for "none of these".
        least: the probability from which on a candidate is taken at all.
        sure: the probability from which on a taken one is sure.
    """

    features: Mapping[str, float]
    none: Mapping[str, float]
    least: float = 0.5
    sure: float = 0.9

    def score(self, features: Mapping[str, float]) -> float:
        """The sum of the weights of what is true."""
        weights = self.features
        return sum([weights.get(name, 0.0) * strength for name, strength in features.items()])

    def sum_of(self, names: tuple[str, ...]) -> float:
        """The score of what is wholly true; remembered, as the same few go together often."""
        known = self._sums
        found = known.get(names)
        if found is None:
            if len(known) > _REMEMBERED:
                known.clear()
            weights = self.features
            found = known[names] = sum([weights.get(name, 0.0) for name in names])
        return found

    @functools.cached_property
    def _sums(self) -> dict[tuple[str, ...], float]:
        return {}

    def score_none(self, features: Mapping[str, float]) -> float:
        """The score of "none of these"."""
        return sum(self.none.get(name, 0.0) * strength for name, strength in features.items())

    def probabilities(self, question: Question) -> list[float]:
        """For each candidate, how likely it is the right one."""
        scores = [self.score(c.features) for c in question.candidates]
        none = self.score_none(question.none)
        top = max([none, *scores])
        powers = [math.exp(score - top) for score in scores]
        total = sum(powers) + math.exp(none - top)
        return [power / total for power in powers]

    def best(self, question: Question) -> tuple[int, float, int | None] | None:
        """The likeliest candidate, its chance, and the one that is likely instead, or None.

        The chance of a candidate is that it or one that says the same is right; of those that say
        the same, the one that is likeliest by itself is taken.
        """
        if not question.candidates:
            return None
        alone = self.probabilities(question)
        order = sorted(range(len(alone)), key=lambda i: (-alone[i], i))[:_COMPARED]
        same = _same(question, order)
        chances = {i: sum(alone[k] for k in same[i]) for i in order}
        top = max(order, key=lambda i: (chances[i], alone[i], -i))
        best = max(same[top], key=lambda i: (alone[i], -i))
        rest = 1.0 - sum(alone)
        others = [i for i in order if i not in same[best] and chances[i] > rest]
        second = max(others, key=lambda i: (chances[i], alone[i], -i), default=None)
        return best, chances[best], second

    def choose(self, question: Question) -> Judged | None:
        """The likeliest candidate, where it is likely enough."""
        found = self.best(question)
        if found is None or found[1] < self.least:
            return None
        best, chance, second = found
        rival = question.candidates[second] if second is not None else None
        return Judged(question.candidates[best], chance, chance >= self.sure, rival)

    def alone(self, candidate: Candidate) -> float:
        """How likely a candidate is right that stands by itself."""
        return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, self.score(candidate.features)))))

    def each(self, question: Question) -> list[Judged]:
        """Every candidate that is likely enough by itself, in their order."""
        taken = []
        for candidate in question.candidates:
            chance = self.alone(candidate)
            if chance >= self.least:
                taken.append(Judged(candidate, chance, chance >= self.sure))
        return taken

    def reasons(self, candidate: Candidate) -> list[tuple[str, float]]:
        """What carried the score, the strongest first: feature, and what it added."""
        added = (
            (name, round(self.features.get(name, 0.0) * strength, 2))
            for name, strength in candidate.features.items()
        )
        return sorted((a for a in added if a[1]), key=lambda item: (-abs(item[1]), item[0]))


def _same(question: Question, order: Sequence[int]) -> dict[int, list[int]]:
    """For each of the candidates, those that say the same as it, itself among them."""
    found = {i: [i] for i in order}
    if question.alike is None:
        return found
    for place, i in enumerate(order):
        for k in order[place + 1 :]:
            if question.alike(question.candidates[i], question.candidates[k]):
                found[i].append(k)
                found[k].append(i)
    return found


@dataclass(frozen=True)
class Judge:
    """The weights of all kinds of decision."""

    kinds: Mapping[str, Weights]

    def of(self, kind: str) -> Weights:
        """The weights of one kind; where nothing was learned yet, nothing is taken."""
        return self.kinds.get(kind, _NOTHING)


_NOTHING = Weights({}, {}, least=2.0)


def judge_of(data: Mapping[str, Any]) -> Judge:
    """The judge whose weights `data` has, in the form of `weights.json`."""
    return Judge(
        {
            kind: Weights(found["features"], found["none"], found["least"], found["sure"])
            for kind, found in data.items()
        }
    )


@functools.cache
def learned() -> Judge:
    """The judge that the package comes with."""
    text = (resources.files(_HOME) / "weights.json").read_text("utf-8")
    return judge_of(json.loads(text))
