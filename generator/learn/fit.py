"""Questions with their right answers -> weights.

The weights are those under which the right answers are likeliest, with a penalty on their squares
(L2); found by L-BFGS from zero, so that the same articles give the same weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit, logsumexp

from eventbrief.extract.judge.candidate import Question

RARE = 3  # a feature that fewer candidates have is not learned
PENALTY = 1.0
DIGITS = 3


@dataclass(frozen=True)
class Labelled:
    """A question, and for each of its candidates whether it is right; None where nobody can say.

    `weight` is how much the question counts.
    """

    question: Question
    right: Sequence[bool | None]
    weight: float = 1.0


def fit(items: Sequence[Labelled], *, choose: bool, penalty: float = PENALTY) -> dict[str, Any]:
    """The weights of one kind of decision, as `weights.json` holds them, without its lines."""
    items = [_known(item) for item in items]
    items = [item for item in items if item.right]
    names = _names(items)
    none_names = sorted({name for item in items for name in item.question.none}) if choose else []
    index = {name: i for i, name in enumerate(names)}
    candidates = [c for item in items for c in item.question.candidates]
    matrix = _matrix([c.features for c in candidates], index)
    nones = _matrix([i.question.none for i in items], {n: k for k, n in enumerate(none_names)})
    right = np.array([bool(r) for item in items for r in item.right], dtype=bool)
    group = np.repeat(np.arange(len(items)), [len(item.right) for item in items])
    weight = np.array([item.weight for item in items])
    size = len(names)
    loss = _choosing if choose else _each
    result = minimize(
        lambda w: loss(w, size, matrix, nones, right, group, weight, penalty),
        np.zeros(size + len(none_names)),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": 400},
    )
    learned = {n: round(float(w), DIGITS) for n, w in zip(names, result.x[:size], strict=True)}
    none = {n: round(float(w), DIGITS) for n, w in zip(none_names, result.x[size:], strict=True)}
    return {
        "features": {n: w for n, w in learned.items() if w},
        "none": {n: w for n, w in none.items() if w},
    }


def _known(item: Labelled) -> Labelled:
    """The question without the candidates of which nobody can say whether they are right."""
    kept = [i for i, r in enumerate(item.right) if r is not None]
    question = item.question
    candidates = [question.candidates[i] for i in kept]
    left = Question(question.kind, candidates, question.none, question.about)
    return Labelled(left, [item.right[i] for i in kept], item.weight)


def _names(items: Sequence[Labelled]) -> list[str]:
    seen = Counter(n for item in items for c in item.question.candidates for n in c.features)
    return sorted(name for name, count in seen.items() if count >= RARE)


def _matrix(rows: Sequence[dict[str, float]], index: dict[str, int]) -> Any:
    data, where, ends = [], [], [0]
    for features in rows:
        for name, strength in features.items():
            if name in index:
                data.append(strength)
                where.append(index[name])
        ends.append(len(data))
    return csr_matrix((data, where, ends), shape=(len(rows), len(index)))


def _choosing(
    w: Any, size: int, matrix: Any, nones: Any, right: Any, group: Any, weight: Any, penalty: float
) -> tuple[float, Any]:
    """The negative log likelihood of a right candidate, or of none, for each question."""
    scores, none = matrix @ w[:size], nones @ w[size:]
    count = len(weight)
    top = np.maximum(np.zeros(count), none)
    np.maximum.at(top, group, scores)
    powers = np.exp(scores - top[group])
    none_power = np.exp(none - top)
    total = none_power + np.bincount(group, powers, count)
    good = np.bincount(group, powers * right, count)
    has = np.bincount(group, right, count) > 0
    good_power = np.where(has, good, none_power)
    loss = float((weight * (np.log(total) - np.log(good_power + 1e-300))).sum())
    expected = powers / total[group]
    wanted = np.where(has[group], powers * right / (good[group] + 1e-300), 0.0)
    gradient = matrix.T @ (weight[group] * (expected - wanted))
    gradient_none = nones.T @ (weight * (none_power / total - ~has))
    loss += 0.5 * penalty * float(w @ w)
    return loss, np.concatenate([gradient, gradient_none]) + penalty * w


def _each(
    w: Any, size: int, matrix: Any, nones: Any, right: Any, group: Any, weight: Any, penalty: float
) -> tuple[float, Any]:
    """The negative log likelihood of every candidate being what it is."""
    del nones, size
    scores, heavy = matrix @ w, weight[group]
    signed = np.where(right, scores, -scores)
    loss = float((heavy * logsumexp([np.zeros_like(signed), -signed], axis=0)).sum())
    gradient = matrix.T @ (heavy * (expit(scores) - right))
    return loss + 0.5 * penalty * float(w @ w), gradient + penalty * w
