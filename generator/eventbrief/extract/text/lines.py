"""A text's lines, as releases set out what they say: a label, a list, the row of a table."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from eventbrief.extract.text.lexicon import Lexicon, alternatives
from eventbrief.extract.text.span import Span, stripped

_BULLET = re.compile(r"[-–—•*·▪●]\s+")
_LABEL = 60  # code points that a label may have
_ENDS_LABEL = re.compile(r"\s*(?:[:：|\t]|[-–—]\s)\s*")


@dataclass(frozen=True)
class Line:
    """One line without its bullet and outer white space; `number` counts lines from 0."""

    span: Span
    number: int

    def of(self, text: str) -> str:
        """Its words."""
        return self.span.of(text)


def lines_of(text: str) -> Iterator[Line]:
    """The lines that hold anything, in order."""
    position = 0
    for number, line in enumerate(text.split("\n")):
        span = stripped(text, position, position + len(line), " \t\u00a0\u202f*_#>")
        bullet = _BULLET.match(text, span.start, span.end)
        if bullet:
            span = stripped(text, bullet.end(), span.end)
        position += len(line) + 1
        if span.end > span.start:
            yield Line(span, number)


def label_of(text: str, line: Line, cues: frozenset[str]) -> Span | None:
    """The label that the line begins with, where it holds one of the cues; else None.

    A label ends with a colon, a tab or a dash, or is all of a short line.
    """
    limit = min(line.span.end, line.span.start + _LABEL)
    end = _ENDS_LABEL.search(text, line.span.start, limit)
    stop = end.start() if end else line.span.end
    if stop > limit:
        return None
    words = text[line.span.start : stop]
    return Span(line.span.start, stop) if has_cue(words, cues) else None


def value_after(text: str, line: Line, label: Span) -> Span | None:
    """What stands behind the label on its line, or None."""
    end = _ENDS_LABEL.match(text, label.end, line.span.end)
    span = stripped(text, end.end() if end else label.end, line.span.end, " \t\u00a0\u202f*_")
    return span if span.end > span.start else None


def has_cue(words: str, cues: frozenset[str]) -> bool:
    """True where one of the cues stands in the words, as whole words."""
    low = words.casefold()
    return any(cue in low and _stands_whole(cue, low) for cue in cues)


def _stands_whole(cue: str, words: str) -> bool:
    """True where a cue stands in the words with no letter or figure right beside it."""
    start = words.find(cue)
    while start >= 0:
        end = start + len(cue)
        beside = words[max(0, start - 1) : start] + words[end : end + 1]
        if not any(sign.isalnum() or sign == "_" for sign in beside):
            return True
        start = words.find(cue, start + 1)
    return False


@functools.cache
def cue(lexicon: Lexicon, key: str) -> re.Pattern[str]:
    """Any of the words or phrases of a list, whole, with what the script writes to their front."""
    return re.compile(
        rf"(?<!\w){lexicon.clitics}{alternatives(lexicon.words(key))}(?!\w)", re.IGNORECASE
    )
