"""What is quoted, and who says it."""

from __future__ import annotations

from eventbrief.extract.judge.by_rule import ByRule
from eventbrief.extract.judge.document import Document
from eventbrief.extract.propose.people import People
from eventbrief.extract.propose.quotations import find_quotes


def _quotes(document: Document) -> None:
    people = document.people or People(document.reading)
    document.quotes = tuple(find_quotes(document.reading, people))


QUOTES = ByRule("quotes", _quotes)
