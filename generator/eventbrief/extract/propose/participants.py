"""A reading -> head counts other than countries: 400 delegates, 12 ministers."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from eventbrief.extract.text.hedges import with_hedge
from eventbrief.extract.text.lexicon import Lexicon, alternatives
from eventbrief.extract.text.numbers import number, number_pattern
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.span import Found, Span
from eventbrief.facts.model import Hedge

_YEAR = re.compile(r"(?:19|20)\d\d")


@functools.cache
def _counted(lexicon: Lexicon) -> re.Pattern[str]:
    kinds = alternatives(lexicon.words("participant_kinds"))
    return re.compile(
        rf"(?P<number>{number_pattern(lexicon)})(?:\s+(?:de|of))?\s+"
        rf"(?P<kind>(?:(?!and\b)[^\W\d_][\w'-]{{2,}}\s+){{0,3}}?{kinds})(?!\w)",
        re.IGNORECASE,
    )


@dataclass(frozen=True)
class HeadCount:
    """How many, of whom, and how the source hedges it."""

    number: Found[int]
    kind: str
    hedge: Hedge | None = None


def find_participants(reading: Reading) -> list[HeadCount]:
    """Counts with their kind, in the order of the text, each kind once."""
    found: dict[str, HeadCount] = {}
    for match in _counted(reading.lexicon).finditer(reading.masked):
        value = number(match["number"], reading.lexicon)
        sentence = reading.sentence_at(match.start())
        about = reading.lexicon.pattern("participation").search(
            reading.masked[sentence.start : sentence.end]
        ) or reading.lexicon.pattern("happening").search(
            reading.masked[sentence.start : sentence.end]
        )
        if not value or value < 2 or not about or sentence.end <= reading.body:
            continue
        lexicon = reading.lexicon
        if reading.is_elsewhere(match.start()):
            continue
        if lexicon.other_event.search(sentence.of(reading.flat)):
            continue
        if _YEAR.fullmatch(match["number"]):
            continue
        kind = reading.text[match.start("kind") : match.end("kind")]
        key = kind.split()[-1].lower()
        if key not in found:
            place = Span(match.start("number"), match.end("number"))
            hedge, span = with_hedge(reading, place, Span(match.start(), match.end()))
            found[key] = HeadCount(Found(value, (span,)), re.sub(r"\s+", " ", kind), hedge)
    return list(found.values())
