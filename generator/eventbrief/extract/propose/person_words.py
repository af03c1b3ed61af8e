"""A reading's words -> what each can be where people are named: a bit for each kind.

The kinds join lists of the lexicon with what is known of names in general: first names, family
names, cities and countries.
"""

from __future__ import annotations

import functools
from importlib import resources

from eventbrief.extract.text.gazetteer import country_of
from eventbrief.extract.text.lexicon import Lexicon
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.tokens import Token
from eventbrief.facts.datestamp import month_number

TITLE, ROLE, MODIFIER, PORTFOLIO, BODY, EVENT, STOP, SPEECH = (1 << n for n in range(8))
DAY, DEMONYM, COUNTRY, SUFFIX, PARTICLE, NAMED, PLACE, GIVEN = (1 << n for n in range(8, 16))
FAMILY, CITY, ADJECTIVE, OF, DETERMINER, AND, ENDS, WHO = (1 << n for n in range(16, 24))
OFFICE = 1 << 24  # a title that says what somebody is: "General", "Ambassador"

# What stands before a name and is no part of it.
FRONT = TITLE | ROLE | MODIFIER | PORTFOLIO | STOP | DEMONYM | COUNTRY | BODY | EVENT | DAY
FRONT |= DETERMINER | OF | AND | SPEECH | ADJECTIVE | NAMED
# What no name has inside.
STRANGE = BODY | EVENT | DAY | STOP | NAMED | SPEECH | DETERMINER

_LISTS = {
    TITLE: ("courtesy", "honorifics"),
    ROLE: ("roles", "role_nouns"),
    MODIFIER: ("role_modifiers",),
    PORTFOLIO: ("portfolio",),
    BODY: ("organisation_words",),
    EVENT: ("event_heads", "edition_words"),
    STOP: (
        "name_stops", "name_links", "title_nouns", "demonstratives", "pronouns_all", "common",
        "according", "according_first", "that", "relatives", "indefinites", "possessives",
        "country_words", "place_links",
    ),
    SPEECH: ("speech_past", "speech_present", "speech_gerund"),
    SUFFIX: ("name_suffixes",),
    PARTICLE: ("particles",),
    NAMED: ("named_after", "venue_heads"),
    PLACE: ("place_heads",),
    GIVEN: ("given_names",),
    ADJECTIVE: ("name_adjectives",),
    OF: ("of_words",),
    DETERMINER: ("determiners",),
    AND: ("conjunctions",),
    ENDS: ("role_ends",),
    DAY: ("weekdays",),
}  # fmt: skip
_PHRASES = (TITLE, ROLE, NAMED, EVENT)  # kinds that several words can be together
_KNOWN_CITY = 100_000  # inhabitants of a city that people are not named after
_SHORTEST_CITY = 4
_NAME_KINDS = GIVEN | FAMILY


class PersonWords:
    """The kinds of all words of a reading, by the index of the token.

    Attributes:
        kinds: for each token what it can be.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.tokens = reading.tokens
        table = _tables(reading.lexicon)
        known = table.known
        kinds = []
        for token in self.tokens:
            kind = known.get(token.low)
            if kind is None:
                kind = known[token.low] = table.kind(token)
            kinds.append(kind)
        for phrase in self.tokens.phrases:
            for kind, mask in table.phrases:
                if phrase.mask & mask:
                    for index in range(phrase.first, phrase.last + 1):
                        kinds[index] |= kind
                        if kind is not TITLE:
                            kinds[index] &= ~_NAME_KINDS
        self.kinds = kinds


class _Tables:
    """What the lexicon says of words, and what was found out about those seen."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.known: dict[str, int] = {}
        self.masks = [
            (kind, functools.reduce(int.__or__, (_bit(lexicon, name) for name in names)))
            for kind, names in _LISTS.items()
        ]
        self.phrases = [(kind, mask) for kind, mask in self.masks if kind in _PHRASES]
        self.countries = frozenset(name for name in lexicon.countries if " " not in name)

    def kind(self, token: Token) -> int:
        """What the word can be."""
        if len(self.known) > 50_000:
            self.known.clear()
        if not token.is_word():
            return 0 if token.low != "'s" else ENDS
        found = 0
        for kind, mask in self.masks:
            if token.mask & mask:
                found |= kind
        low, lexicon = token.low, self.lexicon
        head = low.split("-")[0]
        if "-" in low and lexicon.mask(head) & (self.masks[1][1] | self.masks[2][1]):
            found |= ROLE  # "director-general"
        if low in self.countries or token.bare in self.countries:
            found |= COUNTRY
        if lexicon.demonym.fullmatch(low):
            found |= DEMONYM
        if month_number(low):
            found |= DAY
        if not lexicon.cased:
            return found & ~GIVEN if token.bare != low and _is_role(found) else found
        if not found & (OF | DETERMINER | AND | PARTICLE):
            if low in given_names() or head in given_names():
                found |= GIVEN
            if low in family_names():
                found |= FAMILY
        if len(low) >= _SHORTEST_CITY and not found & GIVEN:
            found |= CITY if country_of(low.title(), least=_KNOWN_CITY) else 0
        return found


def _is_role(found: int) -> bool:
    return bool(found & (ROLE | MODIFIER | PORTFOLIO))


def _bit(lexicon: Lexicon, name: str) -> int:
    """The bit of a list that holds words in some languages and a pattern in others."""
    try:
        return lexicon.bit(name)
    except KeyError:
        return 0


@functools.cache
def _tables(lexicon: Lexicon) -> _Tables:
    return _Tables(lexicon)


@functools.cache
def given_names() -> frozenset[str]:
    """First names in Latin letters, in lower case."""
    return _listed("given_names.txt")


@functools.cache
def family_names() -> frozenset[str]:
    """Family names in Latin letters, in lower case."""
    return _listed("family_names.txt")


def _listed(name: str) -> frozenset[str]:
    text = (resources.files("eventbrief.extract") / name).read_text("utf-8")
    return frozenset(text.split())
