"""A reading -> the names that its event may have, each with every place where it stands."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, field

from eventbrief.extract.judge.candidate import Candidate as Choice
from eventbrief.extract.propose.event_mentions import Place, places
from eventbrief.extract.propose.name_bounds import Features
from eventbrief.extract.propose.name_words import KINDS, NameWords
from eventbrief.extract.text.lexicon import Lexicon
from eventbrief.extract.text.numbers import ordinal_pattern
from eventbrief.extract.text.span import Found, Span
from eventbrief.extract.text.tokens import AND, ARTICLE, PREPOSITION, WORD

_CONTENT = frozenset(
    ("cap", "acro", "vcap", "low", "adj", "def", "prepdef", "prepword", "anddef", "andword", "verb")
)
_SMALL = frozenset(("det", "prep", "conj"))
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
    """

    span: Span
    name: str
    head: str
    edition: Found[int] | None = None
    owner: Span | None = None


@dataclass
class _Pool:
    """The places of one name."""

    best: Place
    count: int = 0
    spans: list[Span] = field(default_factory=list)
    bounds: Features = field(default_factory=dict)
    features: Features = field(default_factory=dict)
    longer: set[str] = field(default_factory=set)
    shorter: set[str] = field(default_factory=set)

    def add(self, place: Place, span: Span) -> None:
        """One more place."""
        self.count += 1
        if len(self.spans) < _PLACES and span not in self.spans:
            self.spans.append(span)
        for name, strength in place.bounds.items():
            self.bounds[name] = self.bounds.get(name, 0.0) + strength
        for name, strength in place.features.items():
            self.features[name] = max(strength, self.features.get(name, 0.0))


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
        span = words.tokens.span(place.first, place.last)
        pool = pools.get(key)
        if pool is None:
            pool = pools[key] = _Pool(place)
        pool.add(place, span)
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
    return " ".join(
        words.tokens[i].bare for i in range(first, last + 1) if words.kinds[i] in _CONTENT
        or words.kinds[i] in ("year", "num", "month")
    )


def _choice(words: NameWords, pool: _Pool, counts: Counter[str], title: set[str]) -> Choice:
    place = pool.best
    features = dict(pool.features)
    for name, strength in pool.bounds.items():
        features[name] = strength / pool.count
    tokens, kinds = words.tokens, words.kinds
    inside = [i for i in range(place.first, place.last + 1) if kinds[i] in _CONTENT]
    nouns = [i for i in inside if any(words.has(i, kind) for kind in KINDS)]
    substance = [i for i in inside if i not in nouns and kinds[i] != "adj"]
    features["words"] = min(len(inside), 12) / 4
    features[f"substance_{min(len(substance), 4)}"] = 1.0
    style = "L" if words.lexicon.lowercase_names else "C"
    features[f"{style}_substance_{min(len(substance), 4)}"] = 1.0
    capitals = sum(kinds[i] in ("cap", "acro") for i in inside)
    if words.lexicon.cased and inside:
        features["capitals"] = capitals / len(inside)
        if not capitals:
            features["all_small"] = 1.0
    if inside:
        features["often"] = sum(min(counts[tokens[i].bare], 6) - 1 for i in inside) / len(inside) / 3
        features["titled"] = sum(tokens[i].bare in title for i in inside) / len(inside)
    kind = next((k for k in ("run", "quoted", "line") if k in features), "")
    kind = "noun" if place.head else kind
    features[f"{kind}_places"] = math.log2(pool.count)
    for name in ("often", "titled", "words", "in_title", "sentence_first", "late", "in_quotation"):
        if name in features:
            features[f"{kind}_{name}"] = features[name]
    if "in_title" in features and "with_holds" in features:
        features["title_held"] = 1.0
    if place.head:
        features["noun_often"] = math.log2(counts[tokens[place.head.last].bare])
        if len(inside) <= place.head.last - place.head.first + 1:
            features["noun_alone"] = 1.0
    bodies = [i for i in substance if words.has(i, "organisation_words")]
    if bodies:
        features["has_body"] = 1.0
    if any(words.has(i, "venue_heads") for i in substance):
        features["has_house"] = 1.0
    if any(words.has(i, "generic_names") for i in inside):
        features["generic"] = 1.0
    if len(nouns) > 1:
        features["nouns"] = 1.0
    if any(kinds[i] == "year" for i in range(place.first, place.last + 1)):
        features["has_year"] = 1.0
    return Choice(_value(words, pool), tuple(pool.spans), features)


def _value(words: NameWords, pool: _Pool) -> Candidate:
    place = pool.best
    head = words.tokens[place.head.last].bare if place.head else words.tokens[place.first].low
    return Candidate(pool.spans[0], worded(words, place.first, place.last), head)


def worded(words: NameWords, first: int, last: int) -> str:
    """The name's words without ordinals, brackets, marks and what is written to its front."""
    parts: list[str] = []
    skipped, depth, end = False, 0, -1
    for index in range(first, last + 1):
        kind, token = words.kinds[index], words.tokens[index]
        depth += (kind == "open") - (kind == "close")
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
