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
        self._found = [(t.start, bits) for t in reading.tokens if (bits := known[t.low])]

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


class _Begins(dict[str, int]):
    """Word in lower case -> the lists of which a cue may begin in it."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._attached = bool(lexicon.clitics)
        self._firsts: dict[str, int] = {}
        for key, bit in _BITS.items():
            for cue in lexicon.words(key):
                first = _runs(TOKEN.findall(cue)[0])[0]
                self._firsts[first] = self._firsts.get(first, 0) | bit

    def __missing__(self, word: str) -> int:
        firsts = self._firsts
        if not self._attached:
            bits = firsts.get(word, 0)
            if not word.isalnum():
                for run in _runs(word):
                    bits |= firsts.get(run, 0)
        else:
            bits = 0
            for run in _runs(word):
                for start in range(min(_FRONT + 1, len(run))):
                    bits |= firsts.get(run[start:], 0)
        if len(self) < _MOST:
            self[word] = bits
        return bits


_MOST = 50_000  # words that are remembered


def _runs(word: str) -> list[str]:
    return [run.translate(PLAIN) for run in _RUN.findall(word)]


@functools.cache
def _begins(lexicon: Lexicon) -> _Begins:
    return _Begins(lexicon)
