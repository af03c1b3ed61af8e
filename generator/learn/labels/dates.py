"""Labels of the stage "dates"."""

from __future__ import annotations

from typing import Any

from eventbrief.extract.judge.candidate import Candidate, Question
from eventbrief.extract.judge.document import Document
from learn.labels.label import Label


def _said(gold: dict[str, Any], key: str, value: str) -> bool | None:
    """Whether the gold has the day; None where it leaves it open."""
    if value in [gold[key], *gold.get("also", {}).get(key, [])]:
        return True
    return None if value in gold.get("maybe", {}).get(key, []) else False


def _first_day(
    document: Document, question: Question, candidate: Candidate, gold: dict[str, Any]
) -> bool | None:
    del document, question
    return _said(gold, "start", candidate.value.day.iso())


def _last_day(
    document: Document, question: Question, candidate: Candidate, gold: dict[str, Any]
) -> bool | None:
    """Asked only where the first day is the right one, or none is said."""
    del document
    first = question.about
    fits = _said(gold, "start", first.iso()) is not False if first else gold["start"] is None
    return _said(gold, "end", candidate.value.day.iso()) if fits else None


CHOOSE: dict[str, Label] = {"first_day": _first_day, "last_day": _last_day}
EACH: dict[str, Label] = {}
