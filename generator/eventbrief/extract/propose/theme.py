"""A reading -> the theme under which the event stands."""

from __future__ import annotations

import re

from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.span import Found, stripped


def find_theme(reading: Reading) -> Found[str] | None:
    """The words between the marks that follow "under the theme", or None."""
    cue = re.compile(rf"(?<!\w){reading.lexicon.raw('theme')}$", re.IGNORECASE)
    for quote in reading.quotes:
        start = max(0, quote.outer.start - 110)
        before = reading.masked[start : quote.outer.start]
        if cue.search(before[before.rfind("\n") + 1 :]):
            span = stripped(reading.text, quote.inner.start, quote.inner.end, " ,.\u00a0\u202f")
            return Found(re.sub(r"\s+", " ", span.of(reading.text)), (span,))
    return None
