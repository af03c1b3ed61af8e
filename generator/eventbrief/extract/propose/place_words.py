"""A mention of a place, and the classes of words that tell what is said of it."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from eventbrief.extract.text.lexicon import Lexicon
from eventbrief.extract.text.span import Span


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A city, a country or a house that the words name.

    Attributes:
        first: its first token; `last` is its last, included.
        span: its code points.
        name: the city or house as it is to be called, or the country's code.
        kind: how it is told; each proposer has its own kinds.
    """

    first: int
    last: int
    span: Span
    name: str
    kind: str


class Classes:
    """The bits of the classes that are asked for, of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        bits = lexicon.bits
        self.links = bits("place_links")
        self.on = bits("venue_prepositions")
        self.regions = bits("region_nouns")
        self.houses = bits("venue_heads")
        self.of = bits("of_words")
        self.away = bits("away_prepositions", "of_words")
        self.toward = bits("toward_prepositions")
        self.determiners = bits("determiners")
        self.nouns = bits("place_nouns")
        self.taking = bits("taking_place")
        self.hosting = bits("hosting")
        self.labels = bits("where_labels")
        self.tied = bits("away_words")
        self.roles = bits("roles", "honorifics")
        self.bodies = bits("organisation_words", "territorial")
        self.speech = bits("speech_past", "speech_present", "speech_gerund")
        self.other_times = bits("other_times", "other_event", "other_adjectives")
        self.heads = bits("event_heads")
        self.words = bits("event_words")
        self.stops = self.taking | self.hosting
        self.joints = bits("of_words", "particles")
        self.denials = bits("place_denials")
        self.corrections = bits("place_corrections")
        self.instead = bits("place_instead")


@functools.cache
def classes_of(lexicon: Lexicon) -> Classes:
    """The bits of a lexicon, made once."""
    return Classes(lexicon)
