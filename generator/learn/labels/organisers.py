"""Labels of the stage "organisers"."""

from __future__ import annotations

from typing import Any

from eventbrief.extract.judge.candidate import Candidate, Question
from eventbrief.extract.judge.document import Document
from learn.labels.label import Label
from learn.measure import scorer


def _organiser(
    document: Document, question: Question, candidate: Candidate, gold: dict[str, Any]
) -> bool | None:
    """A body that organises; what may be one, and another extent of one, are left open."""
    del document
    named = [o["any_of"] for o in gold["organisers"]]
    own = _likeness(candidate, named)
    if not own and _likeness(candidate, [gold.get("maybe", {}).get("organisers", [])]):
        return None
    for other in question.candidates:
        if other is not candidate and _overlap(candidate, other):
            likeness = _likeness(other, named)
            if likeness > own or (
                likeness == own and own and other.value.chance > candidate.value.chance
            ):
                return None
    return own > 0


def _likeness(candidate: Candidate, bodies: list[list[str]]) -> float:
    """How like the name is to that of one of the bodies; 0 where it is another."""
    body = candidate.value
    found = {"name": body.name, "acronym": body.acronym}
    module = scorer()
    if not any(module.same_organiser(found, names) for names in bodies):
        return 0.0
    known = {module.fold(n) for names in bodies for n in names}
    return 1.0 if {module.fold(body.name), module.fold(body.acronym)} & known else 0.5


def _overlap(one: Candidate, other: Candidate) -> bool:
    return any(a.overlaps(b) for a in one.spans for b in other.spans)


CHOOSE: dict[str, Label] = {}
EACH: dict[str, Label] = {"organiser": _organiser}
