"""Who is named, and as what."""

from __future__ import annotations

from eventbrief.extract.judge.by_rule import ByRule
from eventbrief.extract.judge.document import Document
from eventbrief.extract.propose.people import People


def _people(document: Document) -> None:
    document.people = People(document.reading)


PEOPLE = ByRule("people", _people)
