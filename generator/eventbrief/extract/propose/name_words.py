"""A reading -> what each of its words can be in the name of an event.

Every token gets a kind: a word with a capital, an acronym, a link, a word that no name goes on
through. Ordinals and the nouns that name a kind of event are found once for all.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from dataclasses import dataclass, field

from eventbrief.extract.propose.name_ordinals import may_count, ordinals
from eventbrief.extract.text.gazetteer import country_of
from eventbrief.extract.text.lexicon import Lexicon
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
from eventbrief.facts.datestamp import months

_SIGNS = {
    **dict.fromkeys(".!?…", "stop"),
    **dict.fromkeys("-–—―", "dash"),
    **dict.fromkeys("([", "open"),
    **dict.fromkeys(")]", "close"),
    **dict.fromkeys("«»“”„\"'", "quote"),
    **dict.fromkeys("/|•", "bar"),
    ",": "comma",
    ":": "colon",
    ";": "semi",
    "&": "conj",
    "#": "hash",
    "_": "under",
}
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHOUTED = 4  # words in capitals that make a headline
_ACRONYM = 6  # letters
_KNOWN = 50_000  # words that are remembered
_BEYOND = 8  # entries behind the last token, so that looking ahead needs no care
CONTENT = frozenset(
    ("cap", "acro", "vcap", "low", "adj", "def", "prepdef", "prepword", "anddef", "andword", "verb")
)
TELLING = CONTENT | {"year", "num", "month"}
_LOUD, _JOINT, _COUNTS = 1, 2, 4
KINDS = ("gatherings", "shows", "occasions")


@dataclass(frozen=True)
class _Bits:
    """The masks of one lexicon."""

    never: int
    links: int
    articles: int
    conjunctions: int
    adjectives: int
    ordinals: int
    weekdays: int
    nouns: int
    holds: int
    openings: int
    editions: int
    other: int
    bodies: int
    houses: int
    roles: int
    speech: int
    generic: int


@functools.cache
def _bits(lexicon: Lexicon) -> _Bits:
    bits = lexicon.bits
    never = bits("never_named", "name_stops", "relatives", "speech_past", "speech_present")
    return _Bits(
        never=never,
        links=bits("name_links"),
        articles=bits("determiners"),
        conjunctions=bits("conjunctions"),
        adjectives=bits("name_adjectives"),
        ordinals=bits("ordinals"),
        weekdays=bits("weekdays"),
        nouns=bits(*KINDS),
        holds=bits("holds"),
        openings=bits("openings"),
        editions=bits("edition_words"),
        other=bits("other_event", "other_adjectives"),
        bodies=bits("organisation_words"),
        houses=bits("venue_heads"),
        roles=bits("roles"),
        speech=bits("speech_past", "speech_present"),
        generic=bits("generic_names"),
    )


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that names a kind of event: its tokens, and the list that has it."""

    first: int
    last: int
    kind: str


@dataclass
class NameWords:
    """The tokens of a reading with their kinds.

    Attributes:
        kinds: what each token can be.
        masks: the classes of each token.
        ordinals: first token of an ordinal -> its last token and its number.
        heads: the nouns that name a kind of event, in order.
        breaks: the last tokens of headlines in capitals.
    """

    reading: Reading
    kinds: list[str] = field(init=False)
    masks: list[int] = field(init=False)
    ordinals: dict[int, tuple[int, int]] = field(init=False)
    heads: list[Head] = field(init=False)
    breaks: set[int] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        reading = self.reading
        self.tokens = list(reading.tokens)
        self.lexicon = reading.lexicon
        self.bits = _bits(self.lexicon)
        self.kinds, marked = _kinds(self.tokens, self.lexicon)
        self._calm([i for i, marks in marked if marks & _LOUD])
        self._glue([i for i, marks in marked if marks & _JOINT])
        self.kinds += ["nl"] * _BEYOND
        self.masks = [token.mask for token in self.tokens] + [0] * _BEYOND
        self.heads = _heads(self)
        self._led: dict[int, str] = {}
        counting = [i for i, marks in marked if marks & _COUNTS]
        self.ordinals = dict(ordinals(self.reading, self.kinds, counting))
        for first, (last, _) in self.ordinals.items():
            for index in range(first, last + 1):
                self.kinds[index] = "ord"

    def _calm(self, capitals: list[int]) -> None:
        """In a line of capitals alone, a capital says nothing; the line ends where they end."""
        if len(capitals) < _SHOUTED:
            return
        tokens = self.tokens
        loud: list[int] = []
        for index in capitals:
            between = tokens[loud[-1] + 1 : index] if loud else ()
            if any(t.shape & BREAK or (t.shape & WORD and t.end - t.start > 1) for t in between):
                self._quieten(loud)
                loud = []
            loud.append(index)
        self._quieten(loud)

    def _quieten(self, loud: list[int]) -> None:
        if len(loud) < _SHOUTED:
            return
        for index in loud:
            token = self.tokens[index]
            self.kinds[index] = _word_kind(
                token.low, token.shape & ~UPPER, token.mask, self.lexicon
            )
        self.breaks.add(loud[-1])

    def _glue(self, signs: list[int]) -> None:
        """Signs that are part of a word: "EDUC@TECH", "Farmers' Conference"."""
        tokens = self.tokens
        for index in signs:
            if not 0 < index < len(tokens) - 1:
                continue
            if self.kinds[index] in ("sign", "bar"):
                before, token, following = tokens[index - 1 : index + 2]
                if before.end == token.start and token.end == following.start:
                    self.kinds[index] = "glue"
            elif tokens[index - 1].low.endswith("s"):
                close = tokens[index - 1].end == tokens[index].start
                if close and not self.reading.in_quotation(tokens[index].start):
                    self.kinds[index] = "poss"

    @functools.cached_property
    def this_year(self) -> int:
        """The year of the text, or else the latest that it speaks of; 0 where it has none."""
        if published := self.reading.source.published:
            return int(published[:4])
        kinds = zip(self.tokens, self.kinds, strict=False)
        return max((int(token.low) for token, kind in kinds if kind == "year"), default=0)

    @functools.cached_property
    def counts(self) -> Counter[str]:
        """How often each word stands in the text."""
        return Counter([token.bare for token in self.tokens])

    @functools.cached_property
    def names_a_kind(self) -> bool:
        """True where a noun for a kind of event stands with a capital, as names do."""
        return any(self.tokens[head.first].shape & CAPITAL for head in self.heads)

    @functools.cached_property
    def endings(self) -> tuple[str, ...]:
        """How the name of an event may end that is one word with its kind."""
        return tuple(self.lexicon.words("event_endings"))

    def joined(self, first: int, last: int) -> int:
        """The classes that any of the tokens belongs to."""
        found = 0
        for mask in self.masks[first : last + 1]:
            found |= mask
        return found

    def text(self, index: int) -> str:
        """The word as written."""
        token = self.tokens[index]
        return self.reading.flat[token.start : token.end]

    def key(self, first: int, last: int) -> str:
        """The words that tell a name from others, each with a space before it."""
        kinds, tokens = self.kinds, self.tokens
        telling = [tokens[i].bare for i in range(first, last + 1) if kinds[i] in TELLING]
        return f" {' '.join(telling)}" if telling else ""

    def has(self, index: int, name: str) -> bool:
        """True where the token belongs to the class; of what lies beyond the text, never."""
        return bool(self.masks[index] & self.lexicon.bit(name))

    def place_at(self, index: int) -> bool:
        """True where the name of a country or a city stands at the token."""
        tokens, kinds = self.tokens, self.kinds
        if index >= len(tokens):
            return False
        words: list[str] = []
        for place in range(index, min(index + 3, len(tokens))):
            if kinds[place] in ("nl", "stop", "comma"):
                break
            words.append(self.text(place))
            if is_place(" ".join(words), self.lexicon):
                return True
        return False

    def after_link(self, index: int) -> str:
        """What a link leads to: "place", "date", "cap" or "low"."""
        led = self._led.get(index)
        if led is None:
            led = self._led[index] = self._leads_to(index)
        return led

    def _leads_to(self, index: int) -> str:
        kinds, size = self.kinds, len(self.tokens)
        place = self.has(index, "place_links")
        at = index + 1
        while at < size and kinds[at] in ("det", "prep"):
            place = place or self.has(at, "place_links")
            at += 1
        if at >= size:
            return "low"
        if kinds[at] in ("num", "year", "month", "day"):
            return "date"
        if place and (kinds[at] != "low" or not self.lexicon.cased) and self.place_at(at):
            return "place"
        kind = "cap" if kinds[at] in ("cap", "acro") else "low"
        return f"in_{kind}" if place else kind


@functools.lru_cache(maxsize=20_000)
def _is_place(name: str, lexicon: Lexicon) -> bool:
    return name.casefold() in lexicon.countries or country_of(name) is not None


def is_place(name: str, lexicon: Lexicon) -> bool:
    """True for the name of a country or a city."""
    return len(name) > 1 and _is_place(name, lexicon)


@functools.cache
def _months() -> frozenset[str]:
    return frozenset(months())


def _kinds(tokens: list[Token], lexicon: Lexicon) -> tuple[list[str], list[tuple[int, int]]]:
    """The kind of each token, and the tokens that are to be looked at again, with why."""
    known = _kinds_of(lexicon)
    found, marked = [], []
    for index, token in enumerate(tokens):
        key = (token.low, token.shape)
        entry = known.get(key)
        if entry is None:
            entry = _read_kind(token, lexicon), _marks(token, lexicon)
            if len(known) < _KNOWN:
                known[key] = entry
        found.append(entry[0])
        if entry[1]:
            marked.append((index, entry[1]))
    return found, marked


@functools.cache
def _kinds_of(lexicon: Lexicon) -> dict[tuple[str, int], tuple[str, int]]:
    """What was said of the words that were read before; all texts of a language share it."""
    del lexicon
    return {}


def _marks(token: Token, lexicon: Lexicon) -> int:
    """Whether the token may be in a headline of capitals, join two words, or be an ordinal."""
    marks = _LOUD if token.shape & UPPER and len(token.low) > 1 else 0
    marks |= _JOINT if token.low == "'" or _read_kind(token, lexicon) in ("sign", "bar") else 0
    return marks | (_COUNTS if may_count(token, lexicon) else 0)


def _read_kind(token: Token, lexicon: Lexicon) -> str:
    shape, low, mask = token.shape, token.low, token.mask
    if shape & BREAK:
        return "nl"
    if low == "'s":
        return "poss"
    if shape & DIGIT:
        return "year" if _YEAR.fullmatch(low) else "num"
    if not shape & WORD:
        return _SIGNS.get(low, "sign")
    return _word_kind(low, shape, mask, lexicon)


def _word_kind(low: str, shape: int, mask: int, lexicon: Lexicon) -> str:  # noqa: PLR0911 - a kind each
    bits = _bits(lexicon)
    if mask & bits.weekdays:
        return "day"
    if low in _months():
        return "month"
    if not lexicon.cased:
        return _uncased_kind(low, shape, mask, lexicon)
    acronym = shape & UPPER and 1 < len(low) <= _ACRONYM
    if mask & bits.articles and not acronym:
        return "det"
    if mask & bits.links and not acronym:
        return "conj" if mask & bits.conjunctions else "prep"
    if mask & bits.never and not mask & bits.nouns and not acronym:
        return "vcap" if shape & CAPITAL else "verb"
    if shape & CAPITAL:
        return "acro" if acronym else "cap"
    if mask & bits.nouns:
        return "low"
    if mask & bits.adjectives:
        return "adj"
    return "verb" if lexicon.pattern("finite_verb").fullmatch(low) else "low"


def _uncased_kind(low: str, shape: int, mask: int, lexicon: Lexicon) -> str:
    """The kind of a word that may have "and", "in" or "the" written to its front."""
    bits = _bits(lexicon)
    own = lexicon.mask(low)
    if own & bits.links:
        return "conj" if own & bits.conjunctions else "prep"
    if mask & bits.never and not (mask & bits.nouns and shape & (ARTICLE | PREPOSITION)):
        return "verb"
    if shape & PREPOSITION:
        return "prepdef" if shape & ARTICLE else "prepword"
    if shape & AND:
        return "anddef" if shape & ARTICLE else "andword"
    return "def" if shape & ARTICLE else "low"


def _heads(words: NameWords) -> list[Head]:
    """Every noun that names a kind of event; a phrase hides the words in it."""
    lexicon = words.lexicon
    found: dict[int, Head] = {}
    hidden: set[int] = set()
    masks = [(kind, lexicon.bit(kind)) for kind in KINDS]
    for phrase in words.reading.tokens.phrases:
        kind = next((kind for kind, bit in masks if phrase.mask & bit), None)
        if kind and phrase.first not in hidden:
            found[phrase.first] = Head(phrase.first, phrase.last, kind)
            hidden.update(range(phrase.first, phrase.last + 1))
    nouns = _bits(lexicon).nouns
    for index, mask in enumerate(words.masks):
        if mask & nouns and index not in hidden:
            kind = next(kind for kind, bit in masks if mask & bit)
            found[index] = Head(index, index, kind)
    return [found[index] for index in sorted(found)]
