"""Labels of the stage "quotes"."""

from __future__ import annotations

import functools
from typing import Any

from eventbrief.extract.judge.candidate import Candidate, Question
from eventbrief.extract.judge.document import Document
from eventbrief.extract.propose.attribution import Speaker
from eventbrief.extract.propose.quotations import Stretch, printed
from learn.labels.label import Label
from learn.measure import scorer

_SAME_WORDS = 0.9
_SAME_NAME = 0.8
_SAME_ROLE = 0.7


def _quote(
    document: Document, question: Question, candidate: Candidate, gold: dict[str, Any]
) -> bool | None:
    """Whether the article's speech has these words."""
    del question
    words = printed(candidate.value.pieces, document.reading.text)
    if _stated(words, gold) is not None:
        return True
    maybe = gold.get("maybe", {}).get("quotes", [])
    return None if any(_alike(words, m, _SAME_WORDS) for m in maybe) else False


def _speaker(
    document: Document, question: Question, candidate: Candidate, gold: dict[str, Any]
) -> bool | None:
    """Whether he says it; nobody knows of what is no speech."""
    stretch: Stretch = question.about
    said = _stated(printed(stretch.pieces, document.reading.text), gold)
    if said is None:
        return None
    speaker: Speaker = candidate.value
    name = speaker.name(document.reading.text)
    if said["speaker"]:
        return speaker.role is None and _alike(name, said["speaker"], _SAME_NAME)
    role = scorer().fold(said.get("role"))
    told = scorer().fold(name)
    return bool(speaker.role and role) and (told in role or _alike(told, role, _SAME_ROLE))


def _stated(words: str, gold: dict[str, Any]) -> dict[str, Any] | None:
    return next((q for q in gold["quotes"] if _alike(words, q["text"], _SAME_WORDS)), None)


@functools.lru_cache(maxsize=100_000)
def _alike(one: str, other: str, least: float) -> bool:
    if not one or not other:
        return False
    short, long = sorted((len(one), len(other)))
    if 2 * short / (short + long) < least - 0.15:  # no need to compare
        return False
    return bool(scorer().alike(one, other) >= least)


CHOOSE: dict[str, Label] = {"speaker": _speaker}
EACH: dict[str, Label] = {"quote": _quote}
