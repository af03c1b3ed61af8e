"""Labels of the stage "places"."""

from __future__ import annotations

from typing import Any

from eventbrief.extract.judge.candidate import Candidate, Question
from eventbrief.extract.judge.document import Document
from learn.labels.label import Label
from learn.measure import scorer


def _of(field: str) -> Label:
    """The label of one part of the place."""

    def label(
        document: Document, question: Question, candidate: Candidate, gold: dict[str, Any]
    ) -> bool | None:
        del document, question
        score = scorer()
        value, fold = str(candidate.value.value), score.fold
        wants = [w for w in (gold[field], *gold.get("also", {}).get(field, [])) if w]
        if field == "country":
            right = value in wants
        else:
            right = any(score.alike(value, w) >= 0.8 or fold(w) in fold(value) for w in wants)
        if right:
            return True
        open_ = gold.get("maybe", {}).get(field, [])
        return None if any(fold(m) in fold(value) for m in open_) else False

    return label


CHOOSE: dict[str, Label] = {field: _of(field) for field in ("city", "country", "venue")}
EACH: dict[str, Label] = {}
PENALTY = {"city": 4.0, "country": 4.0, "venue": 4.0}
