"""A reading's words -> what each can be where people are named: a bit for each kind.

The kinds join lists of the lexicon with what is known of names in general: first names, family
names, cities and countries.
"""

from __future__ import annotations

import functools
import unicodedata
from importlib import resources

from eventbrief.extract.text.gazetteer import country_of
from eventbrief.extract.text.lexicon import Lexicon
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.tokens import AND as AND_FRONT
from eventbrief.extract.text.tokens import (
    ARTICLE,
    BREAK,
    CAPITAL,
    PREPOSITION,
    UPPER,
    WORD,
    Phrase,
    Token,
)
from eventbrief.facts.datestamp import months_of

TITLE, ROLE, MODIFIER, PORTFOLIO, BODY, EVENT, STOP, SPEECH = (1 << n for n in range(8))
DAY, DEMONYM, COUNTRY, SUFFIX, PARTICLE, NAMED, PLACE, GIVEN = (1 << n for n in range(8, 16))
FAMILY, CITY, ADJECTIVE, OF, DETERMINER, AND, ENDS, VERB = (1 << n for n in range(16, 24))
SEVERAL, LATER, COURTESY, FRONTED, INTRODUCES, KEPT = (1 << n for n in range(24, 30))
WHO, IN, ACCORDING = 1 << 30, 1 << 31, 1 << 32

# What stands before a name and is no part of it.
FRONT = TITLE | ROLE | MODIFIER | PORTFOLIO | STOP | DEMONYM | COUNTRY | BODY | EVENT | DAY
FRONT |= DETERMINER | OF | AND | SPEECH | ADJECTIVE | NAMED | SEVERAL | VERB | ENDS
SMALL = OF | DETERMINER | AND | STOP  # words of the grammar
# What no name has inside.
STRANGE = BODY | EVENT | DAY | STOP | NAMED | SPEECH | DETERMINER | VERB

_LISTS = {
    TITLE: ("courtesy", "honorifics"),
    ROLE: ("roles", "role_nouns"),
    MODIFIER: ("role_modifiers",),
    PORTFOLIO: ("portfolio",),
    BODY: ("organisation_words",),
    EVENT: ("event_heads", "edition_words"),
    STOP: (
        "title_nouns", "demonstratives", "pronouns_all", "common", "according",
        "according_first", "that", "indefinites", "possessives", "country_words",
    ),
    SPEECH: ("speech_past", "speech_present", "speech_gerund"),
    SUFFIX: ("name_suffixes",),
    PARTICLE: ("particles",),
    NAMED: ("named_after", "venue_heads"),
    PLACE: ("place_heads",),
    GIVEN: ("given_names",),
    ADJECTIVE: ("name_adjectives",),
    OF: ("of_words", "name_links", "place_links"),
    DETERMINER: ("determiners",),
    AND: ("conjunctions",),
    ENDS: ("role_ends", "relatives"),
    VERB: ("name_stops",),
    DAY: ("weekdays",),
    COURTESY: ("courtesy",),
    INTRODUCES: ("introduces",),
    KEPT: ("kept_titles",),
    WHO: ("who_is",),
    IN: ("place_links",),
    ACCORDING: ("according",),
}  # fmt: skip
_PHRASES = (
    TITLE,
    ROLE,
    NAMED,
    COURTESY,
    INTRODUCES,
    WHO,
    ACCORDING,
)  # kinds that several words can be together
_KNOWN_CITY = 100_000  # inhabitants of a city that people are not named after
_SHORTEST_CITY = 4
_SIGNATURE = 4  # lines of a name with its role and house
_MOST_KNOWN = 50_000
_STEM = 3  # letters by which most words are told to be no demonym
_NAME_KINDS = GIVEN | FAMILY
_FUNCTION = OF | STOP | ENDS | DETERMINER | AND | VERB


class PersonWords:
    """The kinds of all words of a reading, by the index of the token.

    Attributes:
        kinds: for each token what it can be.
        items: the tokens.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.tokens = reading.tokens
        self.items = list(reading.tokens)
        self.cased = reading.lexicon.cased
        table = _tables(reading.lexicon)
        small, capital, find = table.small, table.capital, table.kind
        kinds: list[int] = []
        for token in self.items:
            # Of a word's shape the letters tell all but the capitals.
            loud = token.shape & CAPITAL
            known = capital if loud else small
            key: str | tuple[str, int] = (token.low, token.shape) if loud else token.low
            kind = known.get(key)
            if kind is None:
                kind = known[key] = find(token)
            kinds.append(kind)
        self.kinds = kinds
        for phrase in self.tokens.phrases:
            if phrase.mask & table.phrased:
                self._take(phrase, table)
        self._settle()

    def _take(self, phrase: Phrase, table: _Tables) -> None:
        """The words of a phrase are what it is."""
        for kind, mask in table.phrases:
            if phrase.mask & mask:
                for index in range(phrase.first, phrase.last + 1):
                    self.kinds[index] |= kind
                    if kind not in (INTRODUCES, WHO, ACCORDING):
                        self.kinds[index] |= LATER if index > phrase.first else 0
                        self.kinds[index] &= ~_NAME_KINDS

    @functools.cached_property
    def small(self) -> frozenset[str]:
        """The words that the text has with a small first letter."""
        if not self.cased:
            return frozenset()
        return frozenset(t.low for t in self.items if t.shape & (WORD | CAPITAL) == WORD)

    @functools.cached_property
    def hidden(self) -> frozenset[int]:
        """Where words like "al-Sisi" stand: names whose article is written small."""
        particles, flat = self.reading.lexicon.words("particles"), self.reading.flat
        found = []
        if "-" not in flat:
            return frozenset()
        for index, token in enumerate(self.items):
            if token.shape == WORD and "-" in token.low:
                head, _, rest = flat[token.start : token.end].partition("-")
                if rest[:1].isupper() and head in particles:
                    found.append(index)
        return frozenset(found)

    def breaks_after(self, index: int) -> bool:
        """True where the word is the last of its line, and the line ends there by intent.

        A paragraph of a few lines is a signature; in a longer one lines end by their width.
        """
        items = self.items
        if index + 1 >= len(items) or items[index + 1].shape & BREAK:
            return True
        text, end = self.reading.text, items[index].end
        if "\n" not in text[end : items[index + 1].start]:
            return False
        begin = text.rfind("\n\n", 0, end) + 2
        close = text.find("\n\n", end)
        return text.count("\n", begin, close if close >= 0 else len(text)) < _SIGNATURE

    def _settle(self) -> None:
        """Words that may be a name or something else are what their neighbours make of them."""
        kinds, tokens, cased = self.kinds, self.items, self.cased
        for index, kind in enumerate(kinds):
            if not kind & (TITLE | GIVEN):
                continue
            if kind & TITLE and tokens[index].end - tokens[index].start == 1:
                following = tokens[index + 1].low if index + 1 < len(tokens) else ""
                if following not in (".", "/"):
                    kinds[index] &= ~(TITLE | COURTESY)  # "M" alone is nobody's title
            if not cased and kind & GIVEN and kind & _FUNCTION:
                before = kinds[index - 1] if index else 0
                after = kinds[index + 1] if index + 1 < len(kinds) else 0
                named = before & (TITLE | GIVEN | PARTICLE)
                named = named or (after & GIVEN and not after & _FUNCTION)
                kinds[index] &= ~(_FUNCTION if named else GIVEN)


class _Tables:
    """What the lexicon says of words, and what was found out about those seen."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.small: dict[str | tuple[str, int], int] = {}
        self.capital: dict[str | tuple[str, int], int] = {}
        self.joined: dict[int, int] = {}  # classes of the lexicon -> kinds
        self.masks = [
            (kind, functools.reduce(int.__or__, (_bit(lexicon, name) for name in names)))
            for kind, names in _LISTS.items()
        ]
        self.bits = dict(self.masks)
        self.phrases = [(kind, mask) for kind, mask in self.masks if kind in _PHRASES]
        self.phrased = functools.reduce(int.__or__, (mask for _, mask in self.phrases))
        forms = (form for forms in lexicon.data["demonyms"].values() for form in forms)
        self.stems = frozenset(lexicon.without_front(str(f).lower())[0][:_STEM] for f in forms)
        self.verbs = tuple(lexicon.words("verb_fronts"))
        self.months = months_of(lexicon.language)
        self.countries = frozenset(name for name in lexicon.countries if " " not in name)

    def kind(self, token: Token) -> int:
        """What the word can be."""
        for known in (self.small, self.capital):
            if len(known) > _MOST_KNOWN:
                known.clear()
        if not token.is_word():
            return 0
        found = self.joined.get(token.mask, -1)
        if found < 0:
            found = sum(kind for kind, mask in self.masks if token.mask & mask)
            self.joined[token.mask] = found
        low, lexicon = token.low, self.lexicon
        if low in self.countries or token.bare in self.countries:
            found |= COUNTRY
        if token.bare[:_STEM] in self.stems and lexicon.demonym.fullmatch(low):
            found |= DEMONYM
        if low in self.months:
            found |= DAY
        return self._cased(token, found) if lexicon.cased else self._uncased(token, found)

    def _cased(self, token: Token, found: int) -> int:
        low, role = token.low, self.bits[ROLE]
        if low.endswith(".") and self.lexicon.mask(low[:-1]) & self.bits[COURTESY]:
            found |= TITLE | COURTESY  # "H.E."
        head = low.partition("-")[0]
        if head != low and self.lexicon.mask(head) & (role | self.bits[MODIFIER]):
            found |= ROLE  # "director-general"
        if (
            low[-1] == "s"
            and not found & ROLE
            and (
                self.lexicon.mask(low.removesuffix("s")) & role
                or self.lexicon.mask(low.removesuffix("es")) & role
            )
        ):
            found |= SEVERAL
        acronym = token.shape & UPPER and len(low) < _SHORTEST_CITY and low.isascii()
        if found & (DEMONYM | BODY | EVENT) or acronym:
            found &= ~GIVEN
        elif token.shape & CAPITAL and not found & (OF | DETERMINER | AND | PARTICLE):
            if low in given_names() or head in given_names() or _plain(low) in given_names():
                found |= GIVEN
            if low in family_names():
                found |= FAMILY
        if token.shape & CAPITAL:
            found &= ~(ENDS | VERB)  # "Women Who Win Africa"
            if found & FAMILY:
                found &= ~SEVERAL  # "Reis" and "Reyes" are kings, and names
            if not found and len(low) >= _SHORTEST_CITY:
                found |= CITY if country_of(low.title(), least=_KNOWN_CITY) else 0
        return found

    def _uncased(self, token: Token, found: int) -> int:
        """The words of a script without capitals, where what is written to the front counts."""
        own = self.lexicon.mask(token.low)
        plain = self.lexicon.mask(token.bare) if token.bare != token.low else 0
        named = self.bits[GIVEN]
        fronted = bool(token.shape & (ARTICLE | AND_FRONT | PREPOSITION))
        if found & GIVEN and not own & named:
            if fronted and plain & named and not token.shape & ARTICLE:
                found |= FRONTED  # "and Henry"
            else:
                found &= ~GIVEN
        if token.shape & ARTICLE:
            found &= ~(SPEECH | VERB | PARTICLE)  # no verb has an article
            if not own & self.bits[TITLE]:
                found &= ~(TITLE | COURTESY)
        if found & GIVEN:
            found &= ~DAY  # "Ramadan" and "Rajab" are months as well
        if (
            not found & GIVEN
            and len(token.low) > _SHORTEST_CITY
            and token.low.startswith(self.verbs)
        ):
            found |= VERB
        return found


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


def _plain(word: str) -> str:
    """Without accents: the list may have "Segolene" alone."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


@functools.cache
def family_names() -> frozenset[str]:
    """Family names in Latin letters, in lower case."""
    return _listed("family_names.txt")


def _listed(name: str) -> frozenset[str]:
    text = (resources.files("eventbrief.extract") / name).read_text("utf-8")
    return frozenset(text.split())


def labels(kind: int, table: tuple[tuple[int, str], ...], prefix: str) -> tuple[str, ...]:
    """The names of the kinds of `table` that a word has, each after `prefix`."""
    key = (kind, prefix)
    found = _LABELS.get(key)
    if found is None:
        found = tuple(f"{prefix}{name}" for bit, name in table if kind & bit)
        if len(_LABELS) < 50_000:
            _LABELS[key] = found
    return found


_LABELS: dict[tuple[int, str], tuple[str, ...]] = {}
