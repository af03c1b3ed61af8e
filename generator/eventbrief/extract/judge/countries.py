"""Which countries take part, how many, and how many people."""

from __future__ import annotations

from eventbrief.extract.judge.by_rule import ByRule
from eventbrief.extract.judge.document import Document
from eventbrief.extract.propose.countries import find_count, find_named
from eventbrief.extract.propose.participants import find_participants


def _countries(document: Document) -> None:
    document.count = find_count(document.reading)
    document.named = tuple(find_named(document.reading))
    document.participants = tuple(find_participants(document.reading))


COUNTRIES = ByRule("countries", _countries)
