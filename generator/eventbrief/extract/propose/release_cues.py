"""A reading -> its lines and sentences in which a word of a release's lists may begin.

Most texts hold no heading of contacts and no dress code. One look at each word tells where the
patterns need to search at all; it lets through too much rather than too little.
"""

from __future__ import annotations

import bisect
import functools
import re

from eventbrief.extract.text.compiled import PLAIN
from eventbrief.extract.text.lexicon import Lexicon
from eventbrief.extract.text.lines import Line, lines_of
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.span import Span
from eventbrief.extract.text.tokens import TOKEN

CONTACT_KINDS = ("media", "registration", "protocol", "security", "emergency")
CONTACTS = ("contact_general", *(f"contact_{kind}" for kind in CONTACT_KINDS))
NOTE_KINDS = ("accreditation", "dress", "languages", "access")
_KEYS = (
    *CONTACTS,
    *(f"{kind}_cues" for kind in NOTE_KINDS),
    "registration_cues",
    "embargo_cues",
)
_BITS = {key: 1 << number for number, key in enumerate(_KEYS)}
_FRONT = 4  # letters that a script writes to the front of a word at most
_RUN = re.compile(r"\w+")


class ReleaseCues:
    """Where in one text the lists of `_KEYS` may have a word or phrase begin."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        known = _begins(reading.lexicon)
        begun = known.among({token.low for token in reading.tokens})
        self._found = [(t.start, begun[t.low]) for t in reading.tokens if t.low in begun]

    @functools.cached_property
    def lines(self) -> tuple[Line, ...]:
        """All lines of the text."""
        return tuple(lines_of(self._reading.text))

    def lines_with(self, *keys: str) -> list[int]:
        """The numbers, in `lines`, of those in which a cue may begin."""
        positions = self._positions(keys)
        if not positions:
            return []
        starts = [line.span.start for line in self.lines]
        numbers = (bisect.bisect_right(starts, position) - 1 for position in positions)
        return [number for number in dict.fromkeys(numbers) if number >= 0]

    def sentences_with(self, *keys: str) -> list[Span]:
        """The sentences of the body in which a cue may begin."""
        reading = self._reading
        numbers = (reading.sentence_number(position) for position in self._positions(keys))
        sentences = (reading.sentences[number] for number in dict.fromkeys(numbers))
        return [sentence for sentence in sentences if sentence.end > reading.body]

    def _positions(self, keys: tuple[str, ...]) -> list[int]:
        wanted = sum(_BITS[key] for key in keys)
        return [position for position, bits in self._found if bits & wanted]


class _Begins:
    """Of which lists a cue may begin in a word."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._attached = bool(lexicon.clitics)
        self._firsts: dict[str, int] = {}
        for key, bit in _BITS.items():
            for cue in lexicon.words(key):
                first = _runs(TOKEN.findall(cue)[0])[0]
                self._firsts[first] = self._firsts.get(first, 0) | bit

    def among(self, words: set[str]) -> dict[str, int]:
        """Those of the words, in lower case, in which a cue may begin, with its lists."""
        if self._attached:
            return {word: bits for word in words if (bits := self._fronted(word))}
        firsts = self._firsts
        found = {word: firsts[word] for word in words & firsts.keys()}
        for word in words:
            if not word.isalnum() and (runs := _runs(word)):
                bits = functools.reduce(int.__or__, (firsts.get(run, 0) for run in runs))
                if bits:
                    found[word] = bits
        return found

    def _fronted(self, word: str) -> int:
        """The lists of a word that may have something written to its front."""
        bits, firsts = 0, self._firsts
        for run in _runs(word):
            for start in range(min(_FRONT + 1, len(run))):
                bits |= firsts.get(run[start:], 0)
        return bits


def _runs(word: str) -> list[str]:
    """Its letters and figures without the signs between them, as hurried hands write them."""
    found = [word] if word.isalnum() else _RUN.findall(word)
    return found if word.isascii() else [run.translate(PLAIN) for run in found]


@functools.cache
def _begins(lexicon: Lexicon) -> _Begins:
    return _Begins(lexicon)
