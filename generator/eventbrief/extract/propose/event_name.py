"""A reading -> the names that its event may have, each with every place where it stands."""

from __future__ import annotations

import functools
import math
import re
from dataclasses import dataclass, field

from eventbrief.extract.judge.candidate import Candidate as Choice
from eventbrief.extract.judge.ranking import Weights
from eventbrief.extract.propose.event_mentions import Place, places
from eventbrief.extract.propose.name_words import CONTENT, NameWords
from eventbrief.extract.text.lexicon import Lexicon
from eventbrief.extract.text.numbers import ordinal_pattern
from eventbrief.extract.text.span import Found, Span
from eventbrief.extract.text.tokens import AND, ARTICLE, PREPOSITION

_LEFT_OUT = frozenset(("open", "close", "quote", "hash", "under"))
_BY_KIND = ("often", "titled", "words", "in_title", "sentence_first", "late", "in_quotation")
_PLACES = 4  # of one name that are told
_OFTEN = 6  # times that a word stands in the text; more says no more
_TOLD_WITHOUT_YEAR = 2  # words that tell an event from others
_BODY = frozenset(("sentence_first", "sentence_second", "sentence_third", "sentence_later"))
_LOOKED_AT = 16  # names of a text that are looked at closely
_MANY = 4  # words beside the noun; more says no more


@dataclass(frozen=True)
class Candidate:
    """A name of the event.

    Attributes:
        span: where it stands, the best place.
        name: its words, without the number of the edition.
        head: the noun that tells what it is, or its first word.
        edition: the edition.
        owner: the body whose event it is: "INTERPOL's 74th General Assembly".
    """

    span: Span
    name: str
    head: str
    edition: Found[int] | None = None
    owner: Span | None = None


class Wording:
    """Tokens that may be the event's name; what they say is put together when it is asked for.

    Attributes:
        first: the first token; its ordinal, where nothing else tells which of all it is.
        last: the last token.
    """

    def __init__(self, words: NameWords, place: Place, numbered: tuple[int, int] | None) -> None:
        self._words, self._place, self._numbered = words, place, numbered
        self.first, self.last = numbered or without_year(words, place.first, place.last)

    @functools.cached_property
    def name(self) -> str:
        """The name as it is printed."""
        numbered = self._numbered is not None
        return worded(self._words, self.first, self.last, numbered=numbered)

    @functools.cached_property
    def all_words(self) -> frozenset[str]:
        """The name's words in lower case, to compare it with others."""
        return frozenset(self.name.lower().split())

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self._words.reading.tokens.span(self.first, self.last)

    @property
    def head(self) -> str:
        """The noun that tells what it is, or its first word."""
        head = self._place.head
        return self._words.tokens[head.last if head else self._place.first].bare


@dataclass(slots=True)
class _Pool:
    """The places of one name.

    Attributes:
        places: all of them, in order.
        rough: how likely its places and bounds make it, where that is known.
        numbered: a place with its ordinal, where nothing else tells which of all events it is.
    """

    places: list[Place] = field(default_factory=list)
    rough: float = 0.0
    numbered: tuple[int, int] | None = None

    @property
    def best(self) -> Place:
        """The first of its places."""
        return self.places[0]

    def features(self) -> dict[str, float]:
        """What is true of any place, and of how many of them each bound is true."""
        count = len(self.places)
        if count == 1:
            place = self.places[0]
            return dict.fromkeys(place.features + place.start + place.end, 1.0)
        found: dict[str, float] = {}
        for place in self.places:
            for name in place.start + place.end:
                found[name] = found.get(name, 0.0) + 1 / count
        for place in self.places:
            found.update(dict.fromkeys(place.features, 1.0))
        return found


def find_names(words: NameWords, weights: Weights) -> list[Choice]:
    """The names, in the order in which they stand first; their values are `Wording`s.

    Where there are weights, only names that stand where names do are looked at closely.
    """
    pools: dict[str, _Pool] = {}
    for place in places(words):
        pool = pools.get(place.key)
        if pool is None:
            pool = pools[place.key] = _Pool()
        pool.places.append(place)
    pools.pop("", None)
    counted = _Counted(words)
    return [_choice(words, pool, counted) for pool in _likeliest(list(pools.values()), weights)]


def _likeliest(pools: list[_Pool], weights: Weights) -> list[_Pool]:
    """The pools whose places and bounds speak for them most."""
    if not weights.features or len(pools) <= _LOOKED_AT:
        return pools
    score = weights.sum_of
    for pool in pools:
        scores = [score(p.start) + score(p.end) + score(p.features) for p in pool.places]
        pool.rough = sum(scores) / len(scores)
    least = sorted([pool.rough for pool in pools])[-_LOOKED_AT]
    return [pool for pool in pools if pool.rough >= least]


class _Counted:
    """What the words of a name are and how often they stand in the text, added up."""

    def __init__(self, words: NameWords) -> None:
        self.words = words
        reading, tokens = words.reading, words.tokens
        title = reading.tokens.within(0, max(reading.body, reading.sentences[0].end))
        self.title = {t.bare for t in tokens[: title.stop]}
        self._known: dict[int, tuple[int, ...]] = {}

    def within(self, first: int, last: int) -> list[int]:
        """The sums over the tokens `first` to `last`."""
        known = self._known
        columns = []
        for index in range(first, last + 1):
            one = known.get(index)
            if one is None:
                one = known[index] = self._of(index)
            columns.append(one)
        return list(map(sum, zip(*columns, strict=True)))

    def _of(self, index: int) -> tuple[int, ...]:
        kind = self.words.kinds[index]
        if kind not in CONTENT:
            return _NOTHING
        bits, mask, bare = self.words.bits, self.words.masks[index], self.words.tokens[index].bare
        noun, often = bool(mask & bits.nouns), min(self.words.counts[bare], _OFTEN) - 1
        own, titled = not noun and not mask & bits.adjectives, bare in self.title
        return (
            1,
            noun,
            own,
            often,
            titled,
            often if own else 0,
            titled and own,
            own and bool(mask & bits.bodies),
            own and bool(mask & bits.houses),
            bool(mask & bits.generic),
        )


_NOTHING = (0,) * 10


def _choice(words: NameWords, pool: _Pool, counted: _Counted) -> Choice:
    place, kinds = pool.best, words.kinds
    features = pool.features()
    kind = "noun" if place.head else next(k for k in ("run", "quoted", "line") if k in features)
    sums = counted.within(place.first, place.last)
    size, nouns, own, often, titled, own_often, own_titled = sums[:7]
    size, most = size or 1, own or 1
    features["often"] = often / size / 3
    features["titled"] = titled / size
    features["words"] = min(size, 12) / 4
    beside = min(own, _MANY)
    features[_STYLED["L" if words.lexicon.lowercase_names else "C"][beside]] = 1.0
    features["substance_often"] = own_often / most / 3
    features["substance_titled"] = own_titled / most
    if kind != "noun":
        for name in _BY_KIND:
            if name in features:
                features[f"{kind}_{name}"] = features[name]
    features[f"{kind}_places"] = math.log2(len(pool.places))
    if "in_title" in features and len(features.keys() & _BODY):
        features["title_and_body"] = 1.0
    if "in_title" in features and "with_holds" in features:
        features["title_held"] = 1.0
    if place.head:
        _of_noun(words, pool, counted, features, own)
    true = (*sums[7:], nouns > 1, _has_year(kinds, place))
    features.update({name: 1.0 for name, holds in zip(_TRUE, true, strict=True) if holds})
    behind = place.last + 1
    if kinds[behind] == "open" and kinds[behind + 1] in ("acro", "cap"):
        acronym = words.tokens[behind + 1].bare
        features["acronym_often"] = math.log2(words.counts[acronym])
    if kind == "run":
        first = words.tokens[place.first].bare
        if not words.names_a_kind:
            features["run_only"] = 1.0
        features["run_first_often"] = math.log2(words.counts[first] or 1)
    span = words.reading.tokens.span
    wording = Wording(words, place, pool.numbered)
    told = dict.fromkeys((p.first, p.last) for p in pool.places)
    own_spans = [span(*without_year(words, *where)) for where in list(told)[:_PLACES]]
    spans = (wording.span, *own_spans) if pool.numbered else tuple(own_spans)
    return Choice(wording, spans, features)


_STYLED = {style: tuple(f"{style}_substance_{n}" for n in range(_MANY + 1)) for style in "LC"}
_TRUE = ("has_body", "has_house", "generic", "nouns", "has_year")


def _of_noun(
    words: NameWords, pool: _Pool, counted: _Counted, features: dict[str, float], own: int
) -> None:
    """What is true of a name with a noun that tells what it is."""
    place = pool.best
    head = place.head
    if head is None:
        return
    features["noun_often"] = math.log2(words.counts[words.tokens[head.last].bare])
    if place.last - place.first == head.last - head.first:
        features["noun_alone"] = 1.0
    if not own:
        for one in pool.places:
            before = (one.first - 1, one.first - 2)
            number = next((i for i in before if i in words.ordinals), None)
            if number is not None:
                pool.numbered = (number, one.last)
                return


def without_year(words: NameWords, first: int, last: int) -> tuple[int, int]:
    """The name without its year: "World Tea Fair 2019"; "Expo 2030" is told by it from others."""
    kinds = words.kinds
    content = sum([kind in CONTENT for kind in kinds[first : last + 1]])
    if content < _TOLD_WITHOUT_YEAR:
        return first, last
    if kinds[first] == "year":
        first += 1
    if kinds[last] == "year":
        last -= 1
        while kinds[last] in ("prep", "det", "comma", "dash"):
            last -= 1
    return first, last


def _has_year(kinds: list[str], place: Place) -> bool:
    """True for "Expo 2025", not for "the fair in May 2025"."""
    inside = kinds[place.first : place.last + 1]
    return "year" in inside and any(
        kind == "year" and kinds[place.first + i - 1] not in ("month", "prep", "det")
        for i, kind in enumerate(inside)
    )


def worded(words: NameWords, first: int, last: int, *, numbered: bool = False) -> str:
    """The name's words without ordinals, brackets, marks and what is written to its front.

    Where it is but a noun, its number tells which one: "39th Annual Conference".
    """
    parts: list[str] = []
    skipped, depth, end = False, 0, -1
    for index in range(first, last + 1):
        kind, token = words.kinds[index], words.tokens[index]
        depth += (kind == "open") - (kind == "close")
        if kind in _LEFT_OUT or (kind == "ord" and not numbered) or depth > 0:
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
