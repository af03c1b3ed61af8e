"""A reading -> what the words around a country, or around a number of countries, speak of.

Told by classes of words: those of taking part, of bringing together, of staying away, of matches.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from eventbrief.extract.text.lexicon import Lexicon
from eventbrief.extract.text.numbers import number
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.tokens import BREAK, CAPITAL, DIGIT, Tokens

BACK, FORTH = 9, 9  # tokens before and behind in which a noun and a verb stand
_STAYING = 5  # tokens behind a country in which it is said that it does not come
_EARLY = 3  # sentences
_MEMBERS = 7  # tokens from "comprises" to "members", and from its subject
_STOP = 1 << 400  # where a clause ends, above the bits of all classes
_STOPS = frozenset(";.\n")
_NEAR = {
    "attending": ("attending_verbs",),
    "gathering": ("gathering_verbs",),
    "presence": ("presence_nouns",),
    "delegate": ("delegate_nouns", "participant_kinds"),
    "official": ("roles",),
    "acts": ("state_acts",),
    "contest": ("contest_words",),
    "including": ("including_words",),
    "honour": ("honour_phrases",),
    "absence": ("absence_words",),
    "topic": ("topic_words",),
    "elsewhere": ("elsewhere_words",),
    "negation": ("coming_denied",),
    "body": ("organisation_words", "venue_heads"),
    "event": ("event_heads", "event_words"),
    "speech": ("speech_past", "speech_present"),
    "countries": ("country_words", "nationality_words"),
}
_SMALL = {
    "origin": ("from_words",),
    "location": ("location_words",),
    "company": ("company_words",),
    "between": ("between_words",),
    "including": ("including_words",),
    "negation": ("coming_denied",),
    "conjunction": ("conjunctions",),
}
_SIGNS = {",": "comma", "(": "bracket", "[": "bracket", ":": "colon", "-": "dash", "–": "dash"}


@dataclass(frozen=True)
class Bits:
    """The bits of the classes that are asked for, in one language."""

    near: tuple[tuple[str, int], ...]
    small: tuple[tuple[str, int], ...]
    near_any: int
    small_any: int
    steps: int
    other: int
    other_adjective: int
    event: int
    absence: int
    negation: int
    attending: int
    numbers: int
    placing: int
    comprising: int
    member: int
    near_names: dict[int, frozenset[str]] = field(default_factory=dict, compare=False)

    def named(self, mask: int) -> frozenset[str]:
        """The names of the near classes in a mask, none of which are asked for twice."""
        found = self.near_names.get(mask)
        if found is None:
            found = frozenset(name for name, bits in self.near if mask & bits)
            self.near_names[mask] = found
        return found

    @staticmethod
    @functools.cache
    def of(lexicon: Lexicon) -> Bits:
        """Those of the lexicon."""
        near = tuple((name, lexicon.bits(*keys)) for name, keys in _NEAR.items())
        small = tuple((name, lexicon.bits(*keys)) for name, keys in _SMALL.items())
        return Bits(
            near,
            small,
            joined(bits for _, bits in near),
            joined(bits for _, bits in small),
            lexicon.bits("determiners", "of_words", "before_names"),
            lexicon.bit("other_event"),
            lexicon.bit("other_adjectives"),
            lexicon.bits("event_heads", "event_words", "edition_nouns"),
            lexicon.bit("absence_words"),
            lexicon.bit("coming_denied"),
            lexicon.bits("attending_verbs", "presence_nouns"),
            lexicon.bits("numbers", "hundred", "thousand"),
            lexicon.bits("from_words", "location_words", "between_words"),
            lexicon.bit("comprising_verbs"),
            lexicon.bit("member_words"),
        )


class Surroundings:
    """The words of one text, to be asked what stands around a place in it.

    Args:
        reading: the text.
        taken: tokens that are themselves what is asked about.
    """

    def __init__(self, reading: Reading, taken: frozenset[int] = frozenset()) -> None:
        self.reading, self.taken = reading, taken
        self.tokens: Tokens = reading.tokens
        self.bits = Bits.of(reading.lexicon)
        self.masks = self.tokens.masks.copy()
        """The classes of each token, with those of the phrases that it is part of."""
        for index, token in enumerate(self.tokens):
            if token.low in _STOPS and not token.mask:
                self.masks[index] |= _STOP
        self._sentences: dict[int, frozenset[str]] = {}

    def look(self, index: int, step: int, reach: int) -> frozenset[str]:
        """The classes of the nearest word that has one, to one side, within the clause."""
        wanted, taken, masks = self.bits.near_any, self.taken, self.masks
        end = min(index + reach, len(masks)) if step > 0 else max(index - reach, -1)
        for at in range(index, end, step):
            mask = masks[at]
            if mask == _STOP:
                break
            if mask & wanted and at not in taken:
                return self.bits.named(mask & wanted)
        return frozenset()

    def is_number(self, index: int) -> bool:
        """True for a number, in figures or in words."""
        token = self.tokens[index]
        if token.shape & DIGIT or self.masks[index] & self.bits.numbers:
            return True
        return "-" in token.low[1:] and number(token.low, self.reading.lexicon) is not None

    def clause(self, index: int, step: int, reach: int) -> list[int]:
        """The tokens to one side, as far as the clause goes."""
        masks = self.masks
        end = min(index + reach, len(masks)) if step > 0 else max(index - reach, -1)
        inside = []
        for at in range(index, end, step):
            if masks[at] == _STOP:
                break
            inside.append(at)
        return inside

    def before(self, index: int) -> tuple[int, set[str]]:
        """The nearest token before `index` that is more than an article, and what kind it is."""
        index -= 1
        while index >= 0 and (mask := self.masks[index]) & self.bits.steps:
            if mask & self.bits.small_any:
                break
            index -= 1
        return index, self.kind(index)

    def kind(self, index: int) -> set[str]:
        """What kind of small word or sign a token is."""
        if index < 0 or self.tokens[index].shape & BREAK:
            return {"start"}
        token, mask = self.tokens[index], self.masks[index]
        if token.low in _SIGNS:
            return {_SIGNS[token.low]}
        found = {name for name, bits in self.bits.small if mask & bits}
        if token.shape & CAPITAL:
            found.add("capital")
        return found or {"word"}

    def stays_away(self, first: int, last: int, reach: int = _STAYING) -> bool:
        """True for "all but France", "neither France nor", "France will not take part".

        Args:
            first: the first token of what stays away or not.
            last: its last token.
            reach: tokens behind it in which a verb of staying away may stand.
        """
        bits = self.bits
        for steps, at in enumerate(self.clause(first - 1, -1, BACK)):
            mask = self.masks[at]
            if mask & bits.absence or (mask & bits.negation and steps < 2):
                return True
            if mask & bits.attending:
                break
        for steps, at in enumerate(self.clause(last + 1, 1, _STAYING)):
            mask = self.masks[at]
            if mask & bits.absence and steps < reach:
                return True
            if mask & bits.negation:
                rest = range(at + 1, min(at + 5, len(self.tokens)))
                return any(self.masks[i] & bits.attending for i in rest)
            if mask & bits.attending:
                return False
        return False

    def sentence(self, position: int) -> frozenset[str]:
        """What the sentence speaks of."""
        number = self.reading.sentence_number(position)
        if number not in self._sentences:
            names = {f"with_{n}" for n in self.classes(range(number, number + 1))}
            names.add("early" if number < _EARLY else "later")
            self._sentences[number] = frozenset(names)
        return self._sentences[number]

    def classes(self, sentences: Iterable[int]) -> set[str]:
        """The classes of all words of some sentences."""
        mask = 0
        for sentence in sentences:
            span = self.reading.sentences[sentence]
            inside = self.tokens.within(span.start, span.end)
            mask |= joined(self.masks[inside.start : inside.stop])
        return {name for name, bits in self.bits.near if mask & bits}

    def apart(self, first: int, last: int) -> set[str]:
        """Whether it is in a quotation, or told of another edition."""
        start = self.tokens[first].start
        features = {"quoted"} if self.reading.in_quotation(start) else set()
        span = self.reading.sentence_at(start)
        inside = self.tokens.within(span.start, span.end)
        before = range(max(inside.start, first - 2 * BACK), first)
        after = range(last + 1, min(inside.stop, last + _STAYING))
        if self.reading.is_elsewhere(start) or self._other_time((*before, *after)):
            features.add("other_time")
        if self._of_members((*before, *range(first, last + 1), *after)):
            features.add("of_members")
        return features

    def _of_members(self, around: Sequence[int]) -> bool:
        """True in "the Forum has twelve member countries, among them": not who came."""
        verb = next((i for i in around if self.masks[i] & self.bits.comprising), None)
        if verb is None or self.masks[verb] & self.bits.event:
            return False
        behind = range(verb + 1, min(verb + _MEMBERS, len(self.masks)))
        before = range(max(0, verb - _MEMBERS), verb)
        return any(self.masks[i] & self.bits.member for i in behind) and not any(
            self.masks[i] & (self.bits.event | self.bits.attending) for i in before
        )

    def _other_time(self, around: Sequence[int]) -> bool:
        """True beside "the previous edition", "last year's"."""
        bits = self.bits
        for index in around:
            mask, own = self.masks[index], self.tokens[index].mask
            if mask & bits.other and not own & bits.other:
                return True  # a phrase says so by itself
            if mask & (bits.other | bits.other_adjective) and any(
                self.masks[i] & bits.event
                for i in (index - 1, index + 1)
                if 0 <= i < len(self.tokens)
            ):
                return True
        return False


def joined(masks: Iterable[int]) -> int:
    """All classes of any of them."""
    return functools.reduce(int.__or__, masks, 0)
