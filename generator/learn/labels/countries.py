"""Labels of the stage "countries"."""

from __future__ import annotations

from typing import Any

from eventbrief.extract.judge.candidate import Candidate, Question
from eventbrief.extract.judge.document import Document
from learn.labels.label import Label


def _named(
    document: Document, question: Question, candidate: Candidate, gold: dict[str, Any]
) -> bool | None:
    """Whether the country takes part; the host and what may be inferred are left open."""
    del document, question
    code = candidate.value.code
    if code in gold["countries_named"]:
        return True
    open_ones = {gold["country"], *gold.get("maybe", {}).get("countries_named", [])}
    return None if code in open_ones else False


def _count(
    document: Document, question: Question, candidate: Candidate, gold: dict[str, Any]
) -> bool | None:
    """The number of countries that take part."""
    del document, question
    value = candidate.value[0].value
    if value in [gold["country_count"], *gold.get("also", {}).get("country_count", [])]:
        return True
    return None if value in gold.get("maybe", {}).get("country_count", []) else False


CHOOSE: dict[str, Label] = {"country_count": _count}
EACH: dict[str, Label] = {"participant_country": _named}
