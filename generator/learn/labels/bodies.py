"""Labels of the stage "bodies"."""

from __future__ import annotations

import functools
from typing import Any

from eventbrief.extract.judge.candidate import Candidate, Question
from eventbrief.extract.judge.document import Document
from learn.labels.label import Label
from learn.measure import scorer


@functools.lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    return str(scorer().fold(name))


def _known(gold: dict[str, Any]) -> set[str]:
    """The names of bodies that are known, as they are compared; "Peru" stands in other names."""
    names = [n for o in gold["organisers"] for n in o["any_of"]]
    maybe = [n for n in gold.get("maybe", {}).get("organisers", []) if " " in n or n.isupper()]
    return {_folded(n) for n in (*names, *maybe)}


def _body(
    document: Document, question: Question, candidate: Candidate, gold: dict[str, Any]
) -> bool | None:
    """The extent of a name that is known; nobody can say of the others where they end."""
    known = _known(gold)
    names = question.about
    wordings = [_folded(_wording(names, c)) for c in question.candidates]
    if not any(w in known for w in wordings):
        return None
    return _folded(_wording(names, candidate)) in known


def _wording(names: Any, candidate: Candidate) -> str:
    extent, words = candidate.value, names.words
    end = words.tokens[extent.last].end
    return str(words.reading.text[words.start(extent.first) : end])


CHOOSE: dict[str, Label] = {"body": _body}
EACH: dict[str, Label] = {}
