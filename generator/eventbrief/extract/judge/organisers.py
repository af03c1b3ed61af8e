"""Who organises, hosts or convenes the event."""

from __future__ import annotations

from eventbrief.extract.judge.by_rule import ByRule
from eventbrief.extract.judge.document import Document
from eventbrief.extract.propose.organisers import find_organisers
from eventbrief.extract.propose.people import People


def _organisers(document: Document) -> None:
    people = document.people or People(document.reading)
    document.organisers = tuple(find_organisers(document.reading, document.event, people))


ORGANISERS = ByRule("organisers", _organisers)
