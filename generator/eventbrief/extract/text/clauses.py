"""The words of a sentence -> its segments: stretches between commas, conjunctions and the like.

No parser: a comma or another sign parts; so does what opens a clause ("but", "which", "that"), and
an "and" with a finite verb on either side. A quotation is one item of the sentence around it.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eventbrief.extract.text.span import Span
from eventbrief.extract.text.tokens import AND, DIGIT, WORD, Phrase, Tokens

if TYPE_CHECKING:
    from eventbrief.extract.text.lexicon import Lexicon
    from eventbrief.extract.text.marks import Quoted

START, COMMA, STRONG, JOINT, RELATIVE, THAT, AND_CLAUSE = range(7)
_STRONG = frozenset(";:—–().!?…\n")
# Phrases that open no clause, whatever words they hold: "all but", "rather than".
_SOLID = ("exceptions", "instead_of", "no_cues", "conditions", "lacking")
_OPENERS = ("clause_joints", "relatives", "that")


@dataclass(slots=True)
class Segment:
    """Items `first` to `last` of a sentence, both included; `opener` is what parts it from before.

    Attributes:
        finite: the first item that is a finite verb, or None.
        joined: True where an "and" or "or" stands inside.
    """

    first: int
    last: int
    opener: int
    finite: int | None = None
    joined: bool = False

    @property
    def length(self) -> int:
        """How many items it has."""
        return self.last - self.first + 1


class Clauses:
    """The segments of a sentence, or of what is quoted."""

    def __init__(self, tokens: Tokens, items: Sequence[int], quotes: Sequence[Quoted]) -> None:
        """Part what `items` holds: numbers of tokens; below zero, -1 - number of a quotation."""
        self.tokens = tokens
        self.items = items
        self.quotes = quotes
        self._number = {item: at for at, item in enumerate(items)}
        self._tokens = [tokens[item] if item >= 0 else None for item in items]
        self._finite = _finite(tokens.lexicon)
        self.segments = self._segments()
        self._firsts = [segment.first for segment in self.segments]
        self._of_class: dict[int, list[range]] = {}

    def item_of(self, token: int) -> int | None:
        """The item that a token is, or None where it stands elsewhere."""
        return self._number.get(token)

    def segment_of(self, item: int) -> int:
        """The number of the segment that an item stands in; a sign belongs to the one before."""
        return max(0, bisect.bisect_right(self._firsts, item) - 1)

    @functools.cached_property
    def last_finite(self) -> int:
        """The number of the last segment with a finite verb, -1 where none has one."""
        found = (
            n for n in range(len(self.segments) - 1, -1, -1) if self.segments[n].finite is not None
        )
        return next(found, -1)

    def phrases(self, bit: int) -> list[range]:
        """The items of each phrase of a class."""
        found = self._of_class.get(bit)
        if found is None:
            found = self._of_class[bit] = []
            for phrase in self._phrases:
                first, last = self.item_of(phrase.first), self.item_of(phrase.last)
                if phrase.mask & bit and first is not None and last is not None:
                    found.append(range(first, last + 1))
        return found

    @functools.cached_property
    def speech(self) -> list[int]:
        """The items that are verbs of speech, or "according to"."""
        bits = self.tokens.lexicon.bits("speech_past", "speech_present", "according")
        single = [i for i, token in enumerate(self._tokens) if token and token.mask & bits]
        return single + [i for items in self.phrases(bits) for i in items]

    def span(self, first: int, last: int) -> Span:
        """From item `first` to item `last` in code points."""
        return Span(self._edges(first)[0], self._edges(last)[1])

    def mask(self, item: int) -> int:
        """The classes of an item; a quotation has none."""
        token = self._tokens[item]
        return token.mask if token else 0

    def low(self, item: int) -> str:
        """The word in lower case; of a quotation nothing."""
        token = self._tokens[item]
        return token.low if token else ""

    def is_number(self, item: int) -> bool:
        """True for a number in digits."""
        token = self._tokens[item]
        return token is not None and bool(token.shape & DIGIT)

    def is_finite(self, item: int) -> bool:
        """True for a verb that makes a clause: "will", "took", "s'est"."""
        token = self._tokens[item]
        return token is not None and self._finite[token.low]

    def ends_phrase(self, item: int) -> bool:
        """True where a noun with what belongs to it has ended: at a verb or a participle."""
        token = self._tokens[item]
        if token is None or (item and token.is_capital() and self.tokens.lexicon.cased):
            return False  # a name, whatever it ends with: "Hungría"
        return verbal(token.low, self.tokens.lexicon)

    def _edges(self, item: int) -> tuple[int, int]:
        number = self.items[item]
        if number < 0:
            outer = self.quotes[-1 - number].outer
            return outer.start, outer.end
        token = self.tokens[number]
        return token.start, token.end

    def _segments(self) -> list[Segment]:
        lexicon = self.tokens.lexicon
        found: list[Segment] = []
        first, opener = 0, START
        for at, sign in self._breaks(lexicon):
            following = sign
            if at > first:
                found.append(self._segment(first, at - 1, opener))
            elif found and sign == COMMA:
                following = opener  # two signs in a row: the first one tells
            first, opener = (at + 1 if following in (COMMA, STRONG) else at), following
        if first < len(self.items):
            found.append(self._segment(first, len(self.items) - 1, opener))
        parted = [part for segment in found for part in self._at_and(segment)]
        return parted or [Segment(0, len(self.items) - 1, START)]

    def _breaks(self, lexicon: Lexicon) -> list[tuple[int, int]]:
        """Where a sign or a word parts, and what it is."""
        joint, relative, that = (lexicon.bit(name) for name in _OPENERS)
        wanted = joint | relative | that
        inside = self._in_phrases(wanted)
        found = []
        for at, token in enumerate(self._tokens):
            if token is None:
                continue
            if not token.shape & WORD:
                if token.low == ",":
                    found.append((at, COMMA))
                elif token.low[0] in _STRONG:
                    found.append((at, STRONG))
            mask = token.mask & wanted
            if inside:
                mask = inside.get(self.items[at], mask) & wanted
            if mask:
                kind = JOINT if mask & joint else THAT if mask & that else RELATIVE
                found.append((at, kind))
        return found

    def _in_phrases(self, wanted: int) -> dict[int, int]:
        """Of phrases that open a clause the first word has their class, and the others none."""
        found: dict[int, int] = {}
        solid = self.tokens.lexicon.bits(*_SOLID)
        for phrase in self._phrases:
            if phrase.mask & solid:
                found |= dict.fromkeys(range(phrase.first, phrase.last + 1), 0)
            elif phrase.mask & wanted:
                found |= dict.fromkeys(range(phrase.first + 1, phrase.last + 1), 0)
                found[phrase.first] = phrase.mask
        return found

    @functools.cached_property
    def _phrases(self) -> list[Phrase]:
        """The phrases of the lexicon between the first and the last item."""
        numbers = [n for n in self.items if n >= 0]
        if not numbers:
            return []
        known = self.tokens.phrases
        start = bisect.bisect_left(known, numbers[0], key=lambda p: p.first)
        end = bisect.bisect_right(known, numbers[-1], key=lambda p: p.first)
        return known[start:end]

    def _segment(self, first: int, last: int, opener: int) -> Segment:
        known, finite_at = self._finite, None
        for at in range(first, last + 1):
            token = self._tokens[at]
            if token is not None and known[token.low]:
                finite_at = at
                break
        return Segment(first, last, opener, finite_at, bool(self._ands(first, last)))

    def _ands(self, first: int, last: int) -> list[int]:
        bit = self.tokens.lexicon.bit("and_or")
        found = []
        for at in range(first, last + 1):
            token = self._tokens[at]
            if token and (token.mask & bit or (token.shape & AND and at > first)):
                found.append(at)
        return found

    def _at_and(self, segment: Segment) -> list[Segment]:
        """The segment, parted at an "and" that joins two clauses."""
        if segment.finite is None or not segment.joined:
            return [segment]
        for at in self._ands(segment.first, segment.last):
            # What follows has a verb of its own, which comes before long.
            near = range(at, min(at + 6, segment.last + 1))
            if at > segment.finite and any(self.is_finite(i) for i in near):
                before = self._segment(segment.first, at - 1, segment.opener)
                rest = self._segment(at, segment.last, AND_CLAUSE)
                return [before, *self._at_and(rest)] if rest.length > 1 else [segment]
        return [segment]


_MOST = 50_000  # words that are remembered


class _Finite(dict[str, bool]):
    """Word in lower case -> whether it is a finite verb; looked at once."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon
        self._listed = lexicon.bits("finite_verbs", "speech_past", "speech_present")
        self._ends = re.compile(lexicon.raw("finite_verb")).fullmatch

    def __missing__(self, word: str) -> bool:
        lexicon = self._lexicon
        mask = lexicon.mask(word) | lexicon.mask(lexicon.without_front(word)[0])
        found = bool(mask & self._listed) or self._ends(word) is not None
        if len(self) < _MOST:
            self[word] = found
        return found


class _Participles(dict[str, bool]):
    """Word in lower case -> whether it is a form of the past or the future; looked at once."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._past = re.compile(lexicon.raw("past")).fullmatch
        self._future = re.compile(lexicon.raw("future")).fullmatch

    def __missing__(self, word: str) -> bool:
        found = bool(self._past(word) or self._future(word))
        if len(self) < _MOST:
            self[word] = found
        return found


@functools.cache
def _finite(lexicon: Lexicon) -> _Finite:
    return _Finite(lexicon)


@functools.cache
def _participles(lexicon: Lexicon) -> _Participles:
    return _Participles(lexicon)


def finite(word: str, lexicon: Lexicon) -> bool:
    """True for a word that is a finite verb by its list or its ending."""
    return _finite(lexicon)[word]


def verbal(word: str, lexicon: Lexicon) -> bool:
    """True for a finite verb or a participle."""
    return _finite(lexicon)[word] or _participles(lexicon)[word]
