"""A stretch that names bodies -> every extent a name in it may have, with what speaks for each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from eventbrief.extract.propose.bodies import acronym_pairs
from eventbrief.extract.propose.body_mentions import STOPS, Chunk, Words
from eventbrief.extract.propose.organising_cues import Cues
from eventbrief.extract.text.span import Span
from eventbrief.extract.text.tokens import AND, ARTICLE, BREAK, CAPITAL, DIGIT, UPPER, WORD

_SHORTEST = 2  # letters of a name
_SIDES = {",": "comma", "(": "open", ")": "close", "'s": "owner", ":": "colon"}


@dataclass(slots=True, eq=False)
class Extent:
    """Tokens `first` to `last` of a chunk, as the name of one body.

    Attributes:
        key: what all its wordings share, the long name's where it is an acronym.
        chance: how likely it is where the name begins and ends.
    """

    chunk: Chunk
    first: int
    last: int
    key: str
    chance: float = 1.0

    def overlaps(self, other: Extent) -> bool:
        """True where the two share a word."""
        return self.first <= other.last and other.first <= self.last


@dataclass(slots=True)
class NamedBody:
    """A body that the text names, and every place where it does.

    Attributes:
        name: its longest name.
        span: where that stands.
        places: all places, those of its acronym included, in order.
        acronym: what it is shortened to, or None.
        pair: where both names stand together.
        chance: how likely the name has this extent, at the place where that is clearest.
    """

    name: str
    span: Span
    places: list[Extent] = field(default_factory=list)
    acronym: str | None = None
    pair: Span | None = None
    chance: float = 0.0


class Names:
    """The names that bodies may have in a text, and which of them are two names of one."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.cues: Cues
        self.pairs = acronym_pairs(words.reading)
        self._long = {key(long): short for short, (long, _) in self.pairs.items()}
        self._short = {key(short): key(long) for short, (long, _) in self.pairs.items()}
        self._seen: Counter[str] = Counter()
        self._whole: Counter[str] = Counter()

    def extents(self, chunk: Chunk) -> list[Extent]:
        """The extents that a name in the chunk may have."""
        words, flat = self.words, self.words.reading.flat
        found = []
        for first in chunk.starts:
            start = words.start(first)
            for last in chunk.ends:
                end = words.tokens[last].end
                if last < first or end - start < _SHORTEST:
                    continue
                name = key(flat[start:end])
                found.append(Extent(chunk, first, last, self._short.get(name, name)))
        for extent in found:
            self._seen[extent.key] += 1
            self._whole[extent.key] += extent.first == chunk.first and extent.last == chunk.last
        return found

    def body(self, places: list[Extent]) -> NamedBody:
        """The body that is named at these places."""
        words, text = self.words, self.words.reading.text
        best = max(places, key=lambda e: (e.chance, -e.first))
        span = Span(words.start(best.first), words.tokens[best.last].end)
        body = NamedBody(span.of(text), span, places, chance=best.chance)
        if (short := self._long.get(best.key)) is not None:
            body.name, body.pair = self.pairs[short]
            body.acronym = short
        else:
            for extent in places:
                if self._bracketed(body, extent):
                    break
        return body

    def _bracketed(self, body: NamedBody, extent: Extent) -> bool:
        """Note the acronym that stands in brackets after the name."""
        tokens, last = self.words.tokens, extent.last
        if last + 3 >= len(tokens) or tokens[last + 1].low != "(" or tokens[last + 3].low != ")":
            return False
        token = tokens[last + 2]
        word = self.words.reading.text[token.start : token.end]
        capitals = sum(letter.isupper() for letter in word)
        if not token.shape & WORD or (self.words.lexicon.cased and capitals < _SHORTEST):
            return False
        inside = range(extent.first, last + 1)
        heads = any(self.words.masks[i] & self.words.heads for i in inside)
        if not heads and word[0].lower() not in {tokens[i].low[0] for i in inside}:
            return False
        body.acronym = word
        body.pair = Span(tokens[extent.first].start, tokens[last + 3].end)
        return True

    def _after_joint(self, joint: int) -> str:
        """What follows the "and" at a token: a noun for a body, "of the", an article, a name."""
        words = self.words
        tokens, masks = words.tokens, words.masks
        index = joint if tokens[joint].shape & AND else joint + 1
        kind = ""
        while index < min(joint + 5, len(tokens)) and masks[index] & words.links:
            if not kind:
                kind = "of" if masks[index] & words.owning else "article"
            index += 1
        if index < len(tokens) and masks[index] & words.heads:
            return f"{kind}_head" if kind else "head"
        if kind:
            return kind
        return "capital" if index < len(tokens) and tokens[index].shape & CAPITAL else "lower"

    def features(self, extent: Extent) -> dict[str, float]:  # noqa: PLR0912, PLR0915 - one list
        """What speaks for this extent, and against it."""
        words, chunk = self.words, extent.chunk
        tokens, masks = words.tokens, words.masks
        first, last = extent.first, extent.last
        after, before = _kind(words, last + 1), _kind(words, first - 1)
        features = {f"N_{after}": 1.0, f"P_{before}": 1.0}
        inside = range(first, last + 1)
        heads = [i for i in inside if masks[i] & words.heads]
        if first == chunk.first:
            features["from_first"] = 1.0
        if last == chunk.last:
            features["to_last"] = 1.0
        if after == "joint" or (last + 1 < len(tokens) and tokens[last + 1].shape & AND):
            following = self._after_joint(last + 1)
            features[f"cut_{following}"] = 1.0
            features[f"cut_{following}_{'head' if heads else 'none'}"] = 1.0
            if chunk.head != chunk.first:
                features["cut_in_list"] = 1.0
        if heads:
            features["head_inside"] = 1.0
            if heads[0] == first:
                features["head_first"] = 1.0
            if heads[-1] == last:
                features["head_last"] = 1.0
            if len(heads) > 1:
                features["heads"] = 1.0
        joints = [
            i for i in inside if masks[i] & words.joints or (i > first and tokens[i].shape & AND)
        ]
        if joints:
            features["joint_inside"] = 1.0
            if heads and joints[-1] < heads[-1]:
                features["joint_before_head"] = 1.0
            following = self._after_joint(joints[-1])
            known = "head" if heads and heads[0] < joints[-1] else "none"
            features[f"over_{following}"] = 1.0
            features[f"over_{following}_{known}"] = 1.0
            if chunk.head != chunk.first:
                features["over_in_list"] = 1.0
        if any(masks[i] & words.places for i in inside):
            features["place_inside"] = 1.0
        if any(tokens[i].low == "," for i in inside):
            features["comma_inside"] = 1.0
        if any(masks[i] & words.stopping for i in inside):
            features["verb_inside"] = 1.0
        if masks[last] & words.events:
            features["event_last"] = 1.0
        if masks[first] & words.events:
            features["event_first"] = 1.0
        if masks[first] & words.roles:
            features["role_first"] = 1.0
        if masks[first] & words.helping:
            features["help_first"] = 1.0
        if last + 1 < len(tokens) and masks[last + 1] & words.adjectives:
            features["N_adjective"] = 1.0
        shape = tokens[last].shape
        if shape & DIGIT:
            features["digit_last"] = 1.0
        elif not shape & CAPITAL:
            features["lower_last"] = 1.0
            if shape & ARTICLE:
                features["article_last"] = 1.0
            if masks[last] & words.adjectives:
                features["adjective_last"] = 1.0
        if shape & UPPER:
            features["acronym_last"] = 1.0
        if not tokens[first].shape & CAPITAL:
            features["lower_first"] = 1.0
        if last + 1 < len(tokens) and tokens[last + 1].shape & ARTICLE:
            features["N_article"] = 1.0
        words_inside = last - first + 1
        features[f"length_{_size(words_inside)}"] = 1.0
        if extent.key in self._long:
            features["pair"] = 1.0
        if self._whole[extent.key]:
            features["whole"] = 1.0
        if self._seen[extent.key] > 1:
            features["again"] = 1.0
            if self._whole[extent.key] > (first == chunk.first and last == chunk.last):
                features["whole_elsewhere"] = 1.0
        return features


def key(name: str) -> str:
    """What two wordings of one name share."""
    return name.casefold()


def _size(words: int) -> str:
    """The length of a name, roughly."""
    return str(words) if words <= 3 else "5" if words <= 5 else "9" if words <= 9 else "more"


def _kind(words: Words, index: int) -> str:
    """What a neighbour of the name is."""
    if not 0 <= index < len(words.tokens):
        return "edge"
    token, mask = words.tokens[index], words.masks[index]
    shape = token.shape
    if shape & BREAK:
        return "edge"
    if not shape & (WORD | DIGIT):
        return "stop" if token.low in STOPS else _SIDES.get(token.low, "mark")
    for bits, name in words.kinds:
        if mask & bits:
            return name
    if shape & DIGIT:
        return "digit"
    return "capital" if shape & CAPITAL else "word"
