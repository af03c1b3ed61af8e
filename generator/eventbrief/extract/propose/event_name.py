"""A reading -> the names that its event may have, each with every place where it stands."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, field

from eventbrief.extract.judge.candidate import Candidate as Choice
from eventbrief.extract.propose.event_mentions import Place, places
from eventbrief.extract.propose.name_words import NameWords
from eventbrief.extract.text.lexicon import Lexicon
from eventbrief.extract.text.numbers import ordinal_pattern
from eventbrief.extract.text.span import Found, Span
from eventbrief.extract.text.tokens import AND, ARTICLE, PREPOSITION, WORD

_CONTENT = frozenset(
    ("cap", "acro", "vcap", "low", "adj", "def", "prepdef", "prepword", "anddef", "andword", "verb")
)
_SUBSTANCE = frozenset(("cap", "acro", "low", "def", "prepdef", "prepword", "anddef", "andword"))
_TELLING = _CONTENT | {"year", "num", "month"}
_BY_KIND = ("often", "titled", "words", "in_title", "sentence_first", "late", "in_quotation")
_PLACES = 4  # of one name that are told


@dataclass(frozen=True)
class Candidate:
    """A name that the event may have.

    Attributes:
        span: where it stands, the best place.
        name: its words, without the number of the edition.
        head: the noun that tells what it is, or its first word.
        edition: the edition said with it.
        owner: the body whose event it is: "INTERPOL's 74th General Assembly".
        words: all its words in lower case, to compare it with others.
    """

    span: Span
    name: str
    head: str
    edition: Found[int] | None = None
    owner: Span | None = None
    words: frozenset[str] = frozenset()


@dataclass
class _Pool:
    """The places of one name; `numbered` is one with its ordinal, where that tells which it is."""

    best: Place
    count: int = 0
    spans: list[Span] = field(default_factory=list)
    bounds: dict[str, int] = field(default_factory=dict)
    features: dict[str, float] = field(default_factory=dict)
    longer: set[str] = field(default_factory=set)
    shorter: set[str] = field(default_factory=set)
    numbered: tuple[int, int] | None = None

    def add(self, place: Place, span: Span) -> None:
        """One more place."""
        self.count += 1
        if len(self.spans) < _PLACES and span not in self.spans:
            self.spans.append(span)
        bounds = self.bounds
        for name in place.bounds:
            bounds[name] = bounds.get(name, 0) + 1
        for name in place.features:
            self.features[name] = 1.0


def find_names(words: NameWords) -> list[Choice]:
    """The names, in the order in which they stand first; their values are `Candidate`s."""
    pools: dict[str, _Pool] = {}
    before: Place | None = None
    last_key = ""
    for place in places(words):
        key = _key(words, place.first, place.last)
        if not key:
            continue
        goes_on = before and before.head and before.first == place.first and key != last_key
        if goes_on and before.head == place.head:
            pools[last_key].longer.add(key)
        before, previous, last_key = place, last_key, key
        span = words.reading.tokens.span(place.first, place.last)
        pool = pools.get(key)
        if pool is None:
            pool = pools[key] = _Pool(place)
        pool.add(place, span)
        if place.head and not pool.numbered and not _substance(words, place):
            number = next((i for i in (place.first - 1, place.first - 2) if i in words.ordinals), None)
            pool.numbered = None if number is None else (number, place.last)
        if goes_on:
            pool.shorter.add(previous)
    for key, pool in pools.items():
        _compared(pool, pools)
    counts = Counter(token.bare for token in words.tokens if token.shape & WORD)
    title = {t.bare for t in words.tokens if t.start < _title_end(words) and t.shape & WORD}
    return [_choice(words, pool, counts, title) for pool in pools.values()]


def _compared(pool: _Pool, pools: dict[str, _Pool]) -> None:
    """How often the name stands with one word more, and with fewer."""
    own = pool.count
    more = max((pools[key].count for key in pool.longer), default=0)
    if own > 1 and more > 1:
        pool.features["goes_on"] = more / own
    if own > 1 and more == own:
        pool.features["always_goes_on"] = 1.0
    seen, ahead = set(pool.shorter), list(pool.shorter)
    while ahead:
        new = [key for key in pools[ahead.pop()].shorter if key not in seen]
        seen.update(new)
        ahead += new
    less = max((pools[key].count for key in seen if " " in key), default=0)
    if less > own:
        pool.features["shorter_elsewhere"] = math.log2(less / own)


def _title_end(words: NameWords) -> int:
    return max(words.reading.body, words.reading.sentences[0].end)


def _key(words: NameWords, first: int, last: int) -> str:
    """The words that tell this name from others."""
    kinds, tokens = words.kinds, words.tokens
    return " ".join([tokens[i].bare for i in range(first, last + 1) if kinds[i] in _TELLING])


def _choice(words: NameWords, pool: _Pool, counts: Counter[str], title: set[str]) -> Choice:
    place, kinds, masks, bits = pool.best, words.kinds, words.masks, words.bits
    features = pool.features
    for name, count in pool.bounds.items():
        features[name] = count / pool.count
    inside = [i for i in range(place.first, place.last + 1) if kinds[i] in _CONTENT]
    nouns = [i for i in inside if masks[i] & bits.nouns]
    substance = [i for i in inside if not masks[i] & bits.nouns and kinds[i] != "adj"]
    size = len(inside) or 1
    capitals = sum([kinds[i] in ("cap", "acro") for i in inside])
    bare = [words.tokens[i].bare for i in inside]
    features["often"] = sum([min(counts[w], 6) - 1 for w in bare]) / size / 3
    features["titled"] = sum([w in title for w in bare]) / size
    features["words"] = min(len(inside), 12) / 4
    features[f"substance_{min(len(substance), 4)}"] = 1.0
    style = "L" if words.lexicon.lowercase_names else "C"
    features[f"{style}_substance_{min(len(substance), 4)}"] = 1.0
    if words.lexicon.cased:
        features["capitals"] = capitals / size
        features["all_small"] = float(not capitals)
    kind = "noun" if place.head else next(k for k in ("run", "quoted", "line") if k in features)
    features[f"{kind}_places"] = math.log2(pool.count)
    for name in _BY_KIND:
        if name in features:
            features[f"{kind}_{name}"] = features[name]
    if "in_title" in features and "with_holds" in features:
        features["title_held"] = 1.0
    if place.head:
        features["noun_often"] = math.log2(counts[words.tokens[place.head.last].bare])
        if len(inside) <= place.head.last - place.head.first + 1:
            features["noun_alone"] = 1.0
    features["has_body"] = float(any([masks[i] & bits.bodies for i in substance]))
    features["has_house"] = float(any([masks[i] & bits.houses for i in substance]))
    features["generic"] = float(any([masks[i] & bits.generic for i in inside]))
    features["nouns"] = float(len(nouns) > 1)
    features["has_year"] = float(_has_year(kinds, place))
    if kind == "run":
        features["run_first_often"] = math.log2(counts[words.tokens[place.first].bare] or 1)
    value = _value(words, pool)
    spans = tuple(dict.fromkeys((value.span, *pool.spans)))
    return Choice(value, spans, {n: s for n, s in features.items() if s})


def _substance(words: NameWords, place: Place) -> bool:
    """True where a word tells which of all events of its kind it is."""
    nouns = words.bits.nouns
    return any(
        words.kinds[i] in _SUBSTANCE and not words.masks[i] & (nouns | words.bits.adjectives)
        for i in range(place.first, place.last + 1)
    )


def _has_year(kinds: list[str], place: Place) -> bool:
    """True for "Expo 2025", not for "the fair in May 2025"."""
    return any(
        kinds[i] == "year" and kinds[i - 1] not in ("month", "prep", "det")
        for i in range(place.first, place.last + 1)
    )


def _value(words: NameWords, pool: _Pool) -> Candidate:
    place = pool.best
    head = words.tokens[place.head.last].bare if place.head else words.tokens[place.first].low
    first, last = pool.numbered if pool.numbered else (place.first, place.last)
    name = worded(words, first, last, numbered=pool.numbered is not None)
    span = words.reading.tokens.span(first, last)
    return Candidate(span, name, head, words=frozenset(name.lower().split()))


def worded(words: NameWords, first: int, last: int, *, numbered: bool = False) -> str:
    """The name's words without ordinals, brackets, marks and what is written to its front.

    Where it is but a noun, its number tells which one: "39th Annual Conference".
    """
    parts: list[str] = []
    skipped, depth, end = False, 0, -1
    for index in range(first, last + 1):
        kind, token = words.kinds[index], words.tokens[index]
        depth += (kind == "open") - (kind == "close")
        if kind == "ord" and numbered:
            kind = "cap"
        if kind in ("ord", "open", "close", "quote", "hash", "under") or depth > 0:
            skipped = True
            continue
        if kind == "poss" and words.kinds[index + 1] == "ord":
            continue
        text = words.text(index)
        if not parts:
            text = _without_front(text, token.low, token.bare, token.shape)
        elif skipped or token.start > end:
            text = f" {text}"
        parts.append(text)
        skipped, end = False, token.end
    return re.sub(r"\s+", " ", "".join(parts)).strip(" ,-–—:")


def _without_front(text: str, low: str, bare: str, shape: int) -> str:
    """The first word without "and" and "in": "the" stays."""
    front = len(low) - len(bare)
    if not front or not shape & (AND | PREPOSITION):
        return text
    return ("ال" if shape & ARTICLE else "") + text[front:]


def clean_name(words: str, lexicon: Lexicon) -> str:
    """An event's name without ordinals, possessives, and what stands in brackets."""
    words = re.sub(r"\([^)]*\)\s*|[«“\"]", " ", words)
    words = re.sub(ordinal_pattern(lexicon) + r"(?:\s|$)", " ", words, flags=re.IGNORECASE)
    words = re.sub(rf"^{lexicon.determiner}", "", words)
    return re.sub(r"\s+", " ", words).strip(" ,-–—")
