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
    if _is_one_of(candidate, [o["any_of"] for o in gold["organisers"]]):
        return True
    if _is_one_of(candidate, [gold.get("maybe", {}).get("organisers", [])]):
        return None
    for other in question.candidates:
        if other is not candidate and _overlap(candidate, other):
            if _is_one_of(other, [o["any_of"] for o in gold["organisers"]]):
                return None
    return False


def _is_one_of(candidate: Candidate, bodies: list[list[str]]) -> bool:
    body = candidate.value
    found = {"name": body.name, "acronym": body.acronym}
    return any(scorer().same_organiser(found, names) for names in bodies)


def _overlap(one: Candidate, other: Candidate) -> bool:
    return any(a.overlaps(b) for a in one.spans for b in other.spans)


CHOOSE: dict[str, Label] = {}
EACH: dict[str, Label] = {"organiser": _organiser}
