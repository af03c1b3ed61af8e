"""Whether a candidate is what the article states: the labels to learn from, one module a stage.

Each label answers True, False, or None where the gold leaves it open (`maybe`). The measures are
those of the corpus, so that what is learned is what is counted.
"""

from __future__ import annotations

from learn.labels import bodies, countries, dates, names, organisers, people, places, quotes
from learn.labels.label import Label

_STAGES = (names, dates, places, people, bodies, organisers, quotes, countries)
CHOOSE: dict[str, Label] = {k: label for stage in _STAGES for k, label in stage.CHOOSE.items()}
"""Of one question at most one candidate is right."""
EACH: dict[str, Label] = {k: label for stage in _STAGES for k, label in stage.EACH.items()}
"""Each candidate is right or wrong by itself."""
PENALTY: dict[str, float] = {
    kind: weight for stage in _STAGES for kind, weight in getattr(stage, "PENALTY", {}).items()
}
"""How much large weights cost, of the kinds that have more features than articles bear."""
