"""Where the event takes place: city, country, venue."""

from __future__ import annotations

from eventbrief.extract.judge.by_rule import ByRule
from eventbrief.extract.judge.document import Document
from eventbrief.extract.propose.place import find_place


def _place(document: Document) -> None:
    event = document.event
    span, head = (event.span, event.head) if event else (None, "")
    document.place = find_place(document.reading, span, head)


PLACES = ByRule("places", _place)
