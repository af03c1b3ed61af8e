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
    """A name of a body that organises; what may be one is left open."""
    del document, question
    body = candidate.value
    found = {"name": body.name, "acronym": body.acronym}
    same = scorer().same_organiser
    if any(same(found, organiser["any_of"]) for organiser in gold["organisers"]):
        return True
    return None if same(found, gold.get("maybe", {}).get("organisers", [])) else False


CHOOSE: dict[str, Label] = {}
EACH: dict[str, Label] = {"organiser": _organiser}
