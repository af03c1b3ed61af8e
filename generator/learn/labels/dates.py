"""Labels of the stage "dates"."""

from __future__ import annotations

from typing import Any

from eventbrief.extract.judge.candidate import Candidate, Question
from eventbrief.extract.judge.document import Document
from learn.labels.label import Label


def _dates(
    document: Document, question: Question, candidate: Candidate, gold: dict[str, Any]
) -> bool | None:
    """The first day, and the last where the mention tells one."""
    del document, question
    mention, also = candidate.value, gold.get("also", {})
    start, end = mention.start.iso(), mention.end.iso() if mention.end else None
    if start in [gold["start"], *also.get("start", [])]:
        return not (end and gold["end"] and end not in [gold["end"], *also.get("end", [])])
    return None if start in gold.get("maybe", {}).get("start", []) else False


CHOOSE: dict[str, Label] = {"dates": _dates}
EACH: dict[str, Label] = {}
