"""Labels of the stages "names" and "editions"."""

from __future__ import annotations

import functools
from typing import Any

from eventbrief.extract.judge.candidate import Candidate, Question
from eventbrief.extract.judge.document import Document
from eventbrief.extract.text.likeness import fold
from learn.labels.label import Label

_SAME = 0.7  # as the corpus compares names


def _name(
    document: Document, question: Question, candidate: Candidate, gold: dict[str, Any]
) -> bool | None:
    """Most of its words are those of an accepted wording."""
    del document, question
    name = fold(candidate.value.name)
    words = set(name.split())
    accepted = [*gold["name"], *_also(gold)]
    if any(words and _shared(words, fold(one)) >= _SAME for one in accepted):
        return True
    return None if name in map(fold, gold.get("maybe", {}).get("name", [])) else False


def _also(gold: dict[str, Any]) -> list[str]:
    also: list[Any] = gold.get("also", {}).get("name", [])
    return [one for entry in also for one in (entry if isinstance(entry, list) else [entry])]


@functools.lru_cache(maxsize=100_000)
def _known(folded: str) -> frozenset[str]:
    return frozenset(folded.split())


def _shared(words: set[str], folded: str) -> float:
    other = _known(folded)
    return len(words & other) / len(words | other)


def _edition(
    document: Document, question: Question, candidate: Candidate, gold: dict[str, Any]
) -> bool | None:
    """The number is the edition's."""
    del document, question
    if candidate.value in (gold["edition"], *gold.get("also", {}).get("edition", [])):
        return True
    return None if candidate.value in gold.get("maybe", {}).get("edition", []) else False


CHOOSE: dict[str, Label] = {"name": _name, "edition": _edition}
EACH: dict[str, Label] = {}
