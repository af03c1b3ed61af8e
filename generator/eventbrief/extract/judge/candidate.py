"""A value that a source might state, with what speaks for it and against it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from eventbrief.extract.text.span import Span


@dataclass(slots=True, eq=False)
class Candidate:
    """One possible reading of the words.

    Attributes:
        value: what it would say; each kind has its own type.
        spans: the words that say it, the best place first.
        features: what is true of it, by name; 1.0 for yes, or how much. What is not true is left
            out. A name is letters, digits and underscores: it stands in `weights.json` and in what
            `extract --explain` prints.
    """

    value: Any
    spans: tuple[Span, ...]
    features: dict[str, float] = field(default_factory=dict)

    def mark(self, *names: str) -> None:
        """These features are true of it."""
        for name in names:
            self.features[name] = 1.0


@dataclass(slots=True, eq=False)
class Question:
    """What is to be decided: which of the candidates is right, if any.

    Attributes:
        kind: the name of the decision in `weights.json`: "name", "speaker".
        candidates: the readings; of one `choose` question at most one is taken.
        none: what speaks for "none of these", as a candidate's features do.
        about: what the question is about, such as the quotation whose speaker is asked for.
        alike: whether two candidates say the same in other words; their chances are then added.
    """

    kind: str
    candidates: Sequence[Candidate]
    none: dict[str, float] = field(default_factory=dict)
    about: Any = None
    alike: Callable[[Candidate, Candidate], bool] | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate that was taken, how likely it is right, and what comes next.

    Attributes:
        candidate: the one that was taken.
        probability: between 0 and 1.
        sure: True where the probability is over the line that was drawn on articles the weights
            had not seen.
        rival: the next likely candidate; None where none of them is the likeliest alternative.
    """

    candidate: Candidate
    probability: float
    sure: bool
    rival: Candidate | None = None
