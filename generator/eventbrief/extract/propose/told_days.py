"""A sentence -> whether it tells a day from another one: "tomorrow", "on Monday"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from eventbrief.extract.propose.sentence_words import SentenceWords
from eventbrief.extract.text.lexicon import alternatives
from eventbrief.extract.text.tokens import DIGIT, Token

_TELLING = (
    "relative_days", "next", "last", "later_words", "earlier_words", "pointing_words", "weekdays",
)  # fmt: skip
_NEAR = 3
_SHORT = 3  # letters of a name of a day that is another word as well: "Sun", "sat"


def has_relative_day(words: SentenceWords) -> bool:
    """True where nobody knows the day without knowing when the sentence was written."""
    if not (words.shape & DIGIT or words.holds(*_TELLING)):
        return False
    found = chain(
        words.places("relative_days"), _turned(words), _weekdays(words), _lone_numbers(words)
    )
    return bool(words.harmful(found, "no_days"))


def _turned(words: SentenceWords) -> Iterator[range]:
    """Where "next" or "last" stands beside a time, "this" before a number."""
    lexicon, tokens = words.lexicon, words.tokens
    bits = lexicon.bits("next", "last", "later_words", "earlier_words")
    pointing = lexicon.bit("pointing_words")
    if not words.mask & (bits | pointing):
        return
    times = lexicon.bits("time_units", "weekdays")
    for at, token in enumerate(tokens):
        if token.mask & pointing:
            following = tokens[at + 1] if at + 1 < len(tokens) else token
            if at + 1 in words.months or (following.shape & DIGIT and not _goes_on(tokens, at + 1)):
                yield range(at, at + 1)
        elif token.mask & bits:
            near = (*range(max(0, at - 2), at), *range(at + 1, min(at + _NEAR + 2, len(tokens))))
            if any(tokens[i].mask & times or i in words.months for i in near):
                yield range(at, at + 1)


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """True for the number of "23ème"."""
    return (
        at + 1 < len(tokens) and tokens[at + 1].start == tokens[at].end and tokens[at + 1].is_word()
    )


def _weekdays(words: SentenceWords) -> Iterator[range]:
    """Days of the week that no date stands beside."""
    bit = words.lexicon.bit("weekdays")
    if not words.mask & bit:
        return
    tokens = words.tokens
    for at, token in enumerate(tokens):
        if token.mask & bit and len(token.low) > _SHORT:
            near = tokens[max(0, at - 4) : at] + tokens[at + 1 : at + 6]
            if not words.months or not _has_day(near):
                yield range(at, at + 1)


def _has_day(tokens: Sequence[Token]) -> bool:
    return any((t.shape & DIGIT and len(t.low) <= 2) or "/" in t.low for t in tokens)


def _lone_numbers(words: SentenceWords) -> Iterator[range]:
    """Days without their month: "from the 20th to the 23rd", "del 20 al 23"."""
    if not words.shape & DIGIT:
        return
    tokens = words.tokens
    days = [i for i, t in enumerate(tokens) if t.shape & DIGIT and _is_day(t.low)]
    if len(days) < 2 or words.months:
        return
    goal, suffix = words.lexicon.bit("moved_to"), alternatives(words.lexicon.words("day_suffixes"))
    for one, two in pairwise(days):
        between = tokens[one + 1 : two]
        after = [t for t in tokens[two + 1 : two + 3] if not re.fullmatch(suffix, t.low)]
        counts = bool(after) and after[0].low not in ".,;:)!"  # "from 20 to 23 countries"
        if len(between) <= _NEAR and any(t.mask & goal for t in between) and not counts:
            yield range(one, two)


def _is_day(low: str) -> bool:
    return low.isdecimal() and 0 < int(low) <= 31
