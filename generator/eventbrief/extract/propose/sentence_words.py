"""A sentence -> its words outside quotations, to be asked for the lists of the lexicon."""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from eventbrief.extract.text.clauses import Clauses
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.span import Span
from eventbrief.extract.text.tokens import DIGIT, WORD
from eventbrief.facts.datestamp import months


class SentenceWords:
    """The words of a sentence, those between quotation marks left out.

    Attributes:
        tokens: the words and signs.
        mask: all classes that any word or phrase of the sentence belongs to.
        shape: all ways in which any of the words is written.
    """

    def __init__(self, reading: Reading, span: Span) -> None:
        self.reading = reading
        self.lexicon = reading.lexicon
        self.span = span
        tokens = reading.tokens
        within = tokens.within(span.start, span.end)
        self._items: Sequence[int] = within
        if reading.next_quotation(span.start) >= span.end:
            self.tokens = tokens[within.start : within.stop]
        else:
            self._items = [i for i in within if not reading.in_quotation(tokens[i].start)]
            self.tokens = [tokens[i] for i in self._items]
        self._phrases = self._with_places()
        mask = shape = 0
        for token in self.tokens:
            mask |= token.mask
            shape |= token.shape
        for _, one in self._phrases:
            mask |= one
        self.mask, self.shape = mask, shape

    def places(self, name: str) -> list[range]:
        """Where words and phrases of a list stand, as ranges in `tokens`."""
        bit = self.lexicon.bit(name)
        if not self.mask & bit:
            return []
        found = [range(i, i + 1) for i, t in enumerate(self.tokens) if t.mask & bit]
        return found + [words for words, mask in self._phrases if mask & bit]

    def holds(self, *names: str) -> bool:
        """True where a word or phrase of the lists stands anywhere."""
        return bool(self.mask & self.lexicon.bits(*names))

    def begins(self, name: str) -> bool:
        """True where one of the list stands first."""
        first = 1 if len(self.tokens) > 1 and not self.tokens[0].shape & (WORD | DIGIT) else 0
        return any(r.start == first for r in self.places(name))

    def harmful(self, places: Iterable[range], name: str) -> list[range]:
        """Without those inside a phrase of a list that makes them harmless."""
        found = list(places)
        harmless = {i for r in self.places(name) for i in r} if found else set()
        return [r for r in found if not set(r) <= harmless]

    @functools.cached_property
    def clauses(self) -> Clauses:
        """The segments of the sentence."""
        return Clauses(self.reading.tokens, self._items, self.reading.quotes)

    @functools.cached_property
    def months(self) -> frozenset[int]:
        """Which of the words are names of months."""
        known = months()
        return frozenset(i for i, t in enumerate(self.tokens) if t.low in known or t.bare in known)

    def _with_places(self) -> list[tuple[range, int]]:
        """The phrases of the lexicon in the sentence, with their classes."""
        if not self._items:
            return []
        known = self.reading.tokens.phrases
        low = bisect_left(known, self._items[0], key=lambda p: p.first)
        high = bisect_right(known, self._items[-1], key=lambda p: p.first)
        if low == high:
            return []
        place = {item: at for at, item in enumerate(self._items)}
        return [
            (range(place[phrase.first], place[phrase.last] + 1), phrase.mask)
            for phrase in known[low:high]
            if phrase.first in place and phrase.last in place
        ]
