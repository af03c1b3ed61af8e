"""A reading's words, made once: where each stands, how it is written, and what it can be.

A word's classes are the lists of the lexicon that hold it ("roles", "speech_past", "weekdays"); a
phrase of several words belongs to its list too. Asking a word for its class is one AND of two
numbers, so that no pattern has to search the text for hundreds of words.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from eventbrief.extract.text.span import Span

if TYPE_CHECKING:
    from eventbrief.extract.text.lexicon import Lexicon

# Words with what is inside them ("Jean-Pierre", "U.N.", "R&D"), numbers with theirs ("1,000",
# "3.5"), elided articles and the possessive apart ("l'", "'s"), any other sign by itself.
TOKEN = re.compile(
    r"(?:[LDCJldcjmnstMNST]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu)'(?=[^\W_])"
    r"|[^\W\d_][^\W_]*"
    r"(?:(?:[\u064b-\u0652\u0670]+|[.&-](?=[^\W_])|'(?!s(?!\w))(?=[^\W_]))[^\W_]*)*"
    r"(?:(?<=[.][^\W\d_])\.)?"
    r"|\d+(?:[.,]\d+)*"
    r"|'s(?!\w)"
    r"|\n+|[^\w\s]|_"
)

CAPITAL, UPPER, DIGIT, WORD, BREAK = 1, 2, 4, 8, 16  # how a token is written
ARTICLE, AND, PREPOSITION = 32, 64, 128  # what is written to its front: "ال", "و", "ب"
_KNOWN = 50_000  # words that are remembered

# Of phrases by their first and second word: the words that follow, the classes, all but the first.
Phrases = dict[str, dict[str, list[tuple[list[str], int, str]]]]


@dataclass(slots=True)
class Token:
    """One word, number or sign.

    Attributes:
        start: its first code point; `end` is after its last.
        low: its letters in lower case, apostrophes made equal.
        bare: the same without what the script writes to its front.
        shape: how it is written, bits of this module.
        mask: the classes that it belongs to, bits of the lexicon.
    """

    start: int
    end: int
    low: str
    bare: str
    shape: int
    mask: int

    def is_word(self) -> bool:
        """True for letters, false for numbers, signs and the end of a paragraph."""
        return bool(self.shape & WORD)

    def is_capital(self) -> bool:
        """True where the first letter is a capital."""
        return bool(self.shape & CAPITAL)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of the text that the lexicon knows as one: tokens `first` to `last`, both included.

    Attributes:
        mask: the classes that the phrase belongs to.
        words: the phrase as the lexicon has it, in lower case.
    """

    first: int
    last: int
    mask: int
    words: str


class Tokens(list[Token]):
    """All tokens of a text, in order; they stay as they are."""

    __hash__ = object.__hash__  # type: ignore[assignment]

    def __init__(self, flat: str, lexicon: Lexicon) -> None:
        known = lexicon.seen_words
        super().__init__(
            [Token(m.start(), m.end(), *known[m.group()]) for m in TOKEN.finditer(flat)]
        )
        self.lexicon = lexicon
        self._starts = [token.start for token in self]
        self.phrases = list(_phrases(self, lexicon))
        """Phrases of two words and more, in order of their first."""

    @functools.cached_property
    def masks(self) -> list[int]:
        """The classes of each token, with those of the phrases that it is part of."""
        masks = [token.mask for token in self]
        for phrase in self.phrases:
            for index in range(phrase.first, phrase.last + 1):
                masks[index] |= phrase.mask
        return masks

    def at(self, position: int) -> int:
        """The index of the first token that begins at or after `position`."""
        return bisect.bisect_left(self._starts, position)

    def within(self, start: int, end: int) -> range:
        """The indexes of the tokens that begin in the range of code points."""
        return range(self.at(start), self.at(end))

    def span(self, first: int, last: int) -> Span:
        """From token `first` to token `last`, both included, in code points."""
        return Span(self[first].start, self[last].end)

    def of_class(self, name: str) -> list[tuple[int, int]]:
        """Where a word or phrase of the class stands: first and last token, in order."""
        bit = self.lexicon.bit(name)
        found = [(i, i) for i, token in enumerate(self) if token.mask & bit]
        longer = [(p.first, p.last) for p in self.phrases if p.mask & bit]
        return sorted({*found, *longer}) if longer else found


class Words(dict[str, tuple[str, str, int, int]]):
    """A word as it is written -> its lower case, bare form, shape and classes; read once."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon
        self._classes = lexicon.classes
        self._attached = bool(lexicon.clitics)

    def __missing__(self, word: str) -> tuple[str, str, int, int]:
        entry = self._read(word)
        if len(self) < _KNOWN:
            self[word] = entry
        return entry

    def _read(self, word: str) -> tuple[str, str, int, int]:
        first = word[0]
        if first == "\n":
            return "\n", "\n", BREAK, 0
        low = word.lower()
        mask = self._classes.get(low, 0)
        shape = 0
        if first.isalpha():
            shape = WORD
        elif first.isdigit():
            shape = DIGIT
        elif first.isalnum():
            shape = WORD
        elif first != "'":
            return low, low, 0, mask
        if first.isupper():
            shape |= CAPITAL
            if len(word) > 1 and word.upper() == word:
                shape |= UPPER
        if not self._attached:
            return low, low, shape, mask
        bare, front = self._lexicon.without_front(low)
        if bare != low:
            mask |= self._classes.get(bare, 0)
        return low, bare, shape | front, mask


def _phrases(tokens: list[Token], lexicon: Lexicon) -> Iterator[Phrase]:
    """The phrases of the lexicon that stand in the text, at each word the longest."""
    get = lexicon.phrases.get
    lows = [token.low for token in tokens]
    starts: Iterable[dict[str, Any] | None]
    if lexicon.clitics:
        starts = (get(token.low) or get(token.bare) for token in tokens)
    else:
        starts = map(get, lows)
    begun = [
        (index, found)
        for index, (options, following) in enumerate(zip(starts, lows[1:], strict=False))
        if options and (found := options.get(following))
    ]
    end = len(tokens)
    for first, found in begun:
        for rest, mask, words in found:
            last = first + 1 + len(rest)
            if not rest or (last < end and lows[first + 2 : last + 1] == rest):
                yield Phrase(first, last, mask, f"{tokens[first].bare} {words}")
                break
