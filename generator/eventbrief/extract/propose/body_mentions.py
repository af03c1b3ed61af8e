"""Words -> where bodies may be named, each place with the several extents the name may have.

Where a name ends is often open: "the Ministry of Culture and the Arts Council in Tehran" is one
body, or two, with a place or without. Every end that the words allow is given, and none is chosen.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from eventbrief.extract.text.gazetteer import country_of
from eventbrief.extract.text.lexicon import UPPER as UPPER_LETTERS
from eventbrief.extract.text.lexicon import alternatives
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.tokens import (
    AND,
    ARTICLE,
    BREAK,
    CAPITAL,
    DIGIT,
    PREPOSITION,
    UPPER,
    WORD,
    Token,
)

_LONGEST = 18  # tokens of a name
_ENDS = 9  # ends of one name that are tried
_GAP = 9  # tokens between two bodies of one list
_OPEN, _CLOSE = frozenset("«“„"), frozenset("»”")
MARKS = _OPEN | _CLOSE | {'"'}  # of quotations
_NUMERALS = frozenset("ivxlc")
STOPS = frozenset(".!?;:…\n")  # what no name and no clause goes over


@dataclass(slots=True)
class Chunk:
    """A stretch of words that names a body, or several.

    Attributes:
        first: its first token; `last` is its last.
        starts: the tokens that a name in it may begin with.
        ends: the tokens that one may end with.
        head: the first token of the list that it is part of.
        tail: the last token of this list.
    """

    first: int
    last: int
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    head: int = 0
    tail: int = 0


class Words:
    """The tokens of a reading with their classes, those of phrases included."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.lexicon = reading.lexicon
        self.tokens = list(reading.tokens)
        self.masks = [token.mask for token in self.tokens]
        for phrase in reading.tokens.phrases:
            for index in range(phrase.first, phrase.last + 1):
                self.masks[index] |= phrase.mask
        bits = self.lexicon.bits
        self.heads = bits("body_heads", "organisation_words")
        self.links = bits("connectors", "determiners")
        self.joints = bits("conjunctions")
        self.places = bits("place_links")
        self.doing = bits("organise_words", "host_words", "hold_words", "announce_words")
        self.stopping = bits("name_stops", "role_ends") | self.doing
        self.stopping |= bits("speech_past", "speech_present")
        self.helping = bits("partner_words", "sponsor_words", "attending_words", "patron_nouns")
        self.small = self.links | self.joints | bits("pronouns_all", "weekdays", "of_words")
        self.events = bits("event_heads", "event_words", "edition_words")
        self.adjectives = bits("name_adjectives")
        self.roles = bits("roles")
        self._tails = self.lexicon.words("compound_tails")
        self.owning = bits("owner_words")
        self.kinds = (
            (self.joints, "joint"),
            (self.places, "place"),
            (self.links, "link"),
            (self.events, "event"),
            (self.stopping, "verb"),
            (self.helping, "help"),
            (self.heads, "head"),
        )

    @functools.cached_property
    def label(self) -> re.Pattern[str]:
        """A label such as "Vidéo" with a capital right behind it."""
        return re.compile(
            rf"{alternatives(self.lexicon.data['media_labels'])}(?=[{UPPER_LETTERS}])"
        )

    def name_like(self, token: Token) -> bool:
        """True where a letter of the word is a capital."""
        shape = token.shape
        if shape & CAPITAL:
            return not ("-" in token.low and token.low.rpartition("-")[2] in self._tails)
        return bool(shape & WORD) and self.reading.flat[token.start : token.end] != token.low

    def has_inner_capital(self, index: int) -> bool:
        """True for "UNESCO" and "rOpenSci"."""
        token = self.tokens[index]
        word = self.reading.flat[token.start : token.end]
        return bool(token.shape & WORD) and word[1:] != token.low[1:]

    def is_event(self, index: int) -> bool:
        """True for a noun that names an event and no body: a council may be either."""
        mask = self.masks[index]
        return bool(mask & self.events) and not mask & self.heads

    def is_place(self, index: int) -> bool:
        """True for the name of a city or of a country."""
        token = self.tokens[index]
        word = self.reading.flat[token.start : token.end]
        return token.low in self.lexicon.countries or country_of(word) is not None

    def start(self, index: int) -> int:
        """The code point where a name begins with the token, after what is written to its front."""
        token = self.tokens[index]
        shape = token.shape
        return token.start + bool(shape & AND) + bool(shape & PREPOSITION)


def chunks(words: Words) -> list[Chunk]:
    """Every stretch that may name a body, in order; those of one list know of each other."""
    found = list(_cased(words) if words.lexicon.cased else _uncased(words))
    for chunk in found:
        chunk.head = chunk.first
    outer: dict[int, Chunk] = {}
    lists: dict[int, int] = {}
    before: Chunk | None = None
    for chunk in found:
        if before is not None and (
            _bracketed(words, before, chunk) or _listed(words, before.last + 1, chunk.first)
        ):
            chunk.head = outer[before.last].head
        outer.setdefault(chunk.last, chunk)
        lists[chunk.head] = max(lists.get(chunk.head, 0), chunk.last)
        before = chunk
    for chunk in found:
        chunk.tail = lists[chunk.head]
    return found


def _bracketed(words: Words, before: Chunk, chunk: Chunk) -> bool:
    """True for the acronym in brackets after a name: what is said of one is said of both."""
    return (
        chunk.first == before.last + 2
        and words.tokens[before.last + 1].low == "("
        and chunk.last + 1 < len(words.tokens)
        and words.tokens[chunk.last + 1].low == ")"
    )


def _listed(words: Words, first: int, last: int) -> bool:
    """True where the tokens between two bodies only join them."""
    tokens, masks = words.tokens, words.masks
    if last - first > _GAP:
        return False
    joined = bool(tokens[last].shape & AND)
    depth = 0
    first += first < last and tokens[first].low == ")"
    for index in range(first, last):
        low = tokens[index].low
        if low == "(":
            depth += 1
        elif low == ")":
            depth -= 1
        elif depth:
            continue
        elif low in ",&" or masks[index] & words.joints:
            joined = True
        elif low not in MARKS and not masks[index] & words.links:
            return False
    return joined


def _cased(words: Words) -> Iterator[Chunk]:
    """Stretches of words with capitals, or that begin with a noun for a body."""
    tokens, masks, small = words.tokens, words.masks, words.small
    index, size = 0, len(tokens)
    lower_names = words.lexicon.lowercase_names
    while index < size:
        token, mask = tokens[index], masks[index]
        shape = token.shape
        begins = shape & WORD and (
            (words.name_like(token) and not mask & small and not _is_numeral(words, token))
            or (lower_names and mask & words.heads and not mask & words.stopping)
        )
        if not begins:
            index += 1
            continue
        if words.label.match(words.reading.flat, token.start, token.end):
            index += 1  # "VidéoMarrakech": a label that was stuck to the first word
            continue
        chunk = _grown(words, index)
        if index and tokens[index - 1].shape & CAPITAL and masks[index - 1] & words.links:
            chunk.starts.insert(0, index - 1)  # "El Cronista"
        yield chunk
        index = chunk.last + 1


def _is_numeral(words: Words, token: Token) -> bool:
    """True for "IV", and for an article before a vowel."""
    low = token.low
    return (bool(token.shape & UPPER) and set(low) <= _NUMERALS) or low.endswith("'")


def _grown(words: Words, first: int) -> Chunk:
    """The chunk that begins with token `first`, as far as it goes."""
    chunk = Chunk(first, first, [first])
    institution = bool(words.masks[first] & words.heads)
    lower = 0 if words.name_like(words.tokens[first]) else 1
    while chunk.last - first < _LONGEST:
        step = _step(words, chunk, institution, lower)
        if step is None:
            break
        following, splits, starts, plain = step
        if splits:
            chunk.ends.append(chunk.last)
        if starts:
            chunk.starts.append(following)
        institution = institution or bool(words.masks[following] & words.heads)
        lower = lower + 1 if plain else 0
        chunk.last = following
    chunk.ends.append(chunk.last)
    chunk.ends = chunk.ends[: _ENDS - 1] + chunk.ends[_ENDS - 1 :][-1:]
    return chunk


def _step(  # noqa: PLR0911 - one list
    words: Words, chunk: Chunk, institution: bool, lower: int
) -> tuple[int, bool, bool, bool] | None:
    """The next word of the name; whether one may end before it, begin with it; if it is plain."""
    tokens, masks = words.tokens, words.masks
    index = chunk.last + 1
    if index >= len(tokens):
        return None
    token, mask = tokens[index], masks[index]
    shape = token.shape
    if shape & BREAK:
        return None
    small = mask & (words.links | words.joints) or token.low in "&,"
    if shape & WORD and not small:
        if words.name_like(token):
            parted = mask & (words.events | words.stopping | words.heads)
            acronym = token.low.upper() == words.reading.flat[token.start : token.end]
            return index, bool(parted or acronym), acronym or bool(mask & words.heads), False
        if mask & words.heads and lower == 0 and not mask & words.doing:
            return index, True, False, True
        if institution and lower < 3 and _plain(words, index):
            return index, True, False, True
        return None
    if shape & DIGIT:
        return (index, True, False, False) if lower == 0 else None
    if token.low in MARKS:
        opens = token.low in _OPEN or token.low == '"'
        named = index + 1 < len(tokens) and words.name_like(tokens[index + 1])
        if institution and opens and named:
            return index + 1, True, True, False
        return None
    if not small:
        return None
    return _over_links(words, index, institution)


def _over_links(words: Words, index: int, institution: bool) -> tuple[int, bool, bool, bool] | None:  # noqa: PLR0911 - one list
    """The word after "of the", "and", a comma, where the name may go on with it."""
    tokens, masks = words.tokens, words.masks
    size = len(tokens)
    comma = tokens[index].low == ","
    if comma and not (institution and _joint_follows(words, index)):
        return None
    following = index + 1
    while (
        following < size
        and following - index < 4
        and (masks[following] & words.links and not tokens[following].shape & BREAK)
    ):
        following += 1
    if following >= size or not tokens[following].shape & (WORD | DIGIT):
        return None
    if words.name_like(tokens[following]):
        if masks[index] & words.places and words.is_place(following):
            return None  # "the Foreign Ministry in Tehran"
        return following, True, True, False
    if tokens[following].shape & DIGIT:
        return (following, True, False, False) if institution else None
    if words.lexicon.lowercase_names and _plain(words, following):
        joint = masks[index] & words.joints
        if institution or (joint and following == index + 1):
            return following, True, bool(masks[following] & words.heads), True
    return None


def _joint_follows(words: Words, index: int) -> bool:
    """True where "and" ends a list soon that the comma begins: "of Trade, Industry and"."""
    for after in range(index + 1, min(index + 9, len(words.tokens))):
        if words.tokens[after].low in STOPS:
            return False
        if words.masks[after] & words.joints:
            return True
    return False


def _plain(words: Words, index: int) -> bool:
    """True for a word in lower case that may stand in a name."""
    token, mask = words.tokens[index], words.masks[index]
    return (
        bool(token.shape & WORD)
        and words.lexicon.lowercase_names
        and not mask & (words.stopping | words.small | words.helping)
        and len(token.low) > 2
    )


def _uncased(words: Words) -> Iterator[Chunk]:
    """Stretches that begin with a noun for a body, a foreign name, or what follows a cue."""
    tokens, masks = words.tokens, words.masks
    lead = words.doing | words.lexicon.bits("by_words", "organiser_nouns")
    covered = -1
    for index, token in enumerate(tokens):
        if not token.shape & WORD:
            continue
        mask = masks[index]
        led = index and masks[index - 1] & lead and not masks[index - 1] & words.events
        led = led and not mask & words.events
        begins = mask & words.heads or token.shape & CAPITAL or led
        if not begins or mask & (words.stopping & ~words.heads) or mask & words.links:
            continue
        if index <= covered and not mask & words.heads:
            continue
        chunk = _grown_uncased(words, index)
        covered = max(covered, chunk.last)
        yield chunk


def _grown_uncased(words: Words, first: int) -> Chunk:
    """The chunk that begins with token `first`: a name may end with any of its words."""
    tokens, masks = words.tokens, words.masks
    chunk = Chunk(first, first, [first], [first])
    index = first
    while len(chunk.ends) < _ENDS + 1:
        index += 1
        if index >= len(tokens):
            break
        token, mask = tokens[index], masks[index]
        if token.low in MARKS and index + 1 < len(tokens) and index - 1 == chunk.last:
            continue
        if not token.shape & WORD or mask & words.stopping:
            break
        if mask & words.helping and token.shape & (ARTICLE | PREPOSITION) != ARTICLE:
            break  # "in cooperation with", but "the Organisation of Cooperation"
        if token.shape & AND and mask & (words.heads | words.roles):
            break
        if mask & words.links:
            if not mask & words.places:
                break
            continue
        chunk.last = index
        chunk.ends.append(index)
    return chunk
