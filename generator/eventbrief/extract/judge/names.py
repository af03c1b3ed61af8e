"""What the event is called, and which edition of it this is."""

from __future__ import annotations

from eventbrief.extract.judge.by_rule import ByRule
from eventbrief.extract.judge.document import Document
from eventbrief.extract.propose.event_name import (
    described,
    find_edition,
    find_events,
    other_editions,
)
from eventbrief.extract.text.span import Found

_NAMED, _SPOKEN_OF = 1.0, -1.0  # scores of an event's name, and of one that is but spoken of


def _name(document: Document) -> None:
    reading = document.reading
    candidates = find_events(reading)
    best = candidates[0] if candidates else None
    if best and best.score <= (_NAMED if " " in best.name else _SPOKEN_OF):
        best = None
    best = described(reading, best) if best else None
    reading.elsewhere = other_editions(reading, candidates, best)
    document.event = best
    document.name = Found(best.name, (best.span,)) if best and " " in best.name else None
    document.edition = find_edition(reading, candidates, best) if best else None


NAMES = ByRule("names", _name)
