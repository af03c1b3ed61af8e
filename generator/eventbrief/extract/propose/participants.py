"""A reading -> head counts other than countries: 400 delegates, 12 ministers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from eventbrief.extract.propose.surroundings import Surroundings
from eventbrief.extract.text.hedges import with_hedge
from eventbrief.extract.text.numbers import number
from eventbrief.extract.text.span import Found, Span
from eventbrief.extract.text.tokens import DIGIT
from eventbrief.facts.model import Hedge

_BETWEEN = 4  # tokens between a number and the noun it counts
_LONG = 5  # tokens of a number in words
_MOST = 10_000_000  # people that a sheet can hold
_PARTED = re.compile(r"(\d{1,3})(?:[.,](\d))?")
_YEAR = re.compile(r"(?:19|20)\d\d")
# Kinds, by the name that all languages share, of whom it goes without saying that they come.
_COMING = frozenset(("delegates", "delegations", "participants", "visitors", "exhibitors"))
_ABOUT = frozenset(("with_attending", "with_gathering", "with_presence", "with_event"))


@dataclass(frozen=True)
class HeadCount:
    """How many, of whom, and how the source hedges it."""

    number: Found[int]
    kind: str
    hedge: Hedge | None = None


def find_participants(around: Surroundings, year: int | None) -> list[HeadCount]:
    """Counts with their kind, in the order of the text, each kind once.

    Args:
        around: what stands around any place of the text.
        year: that of the event, where it is known; who came in another year does not count.
    """
    reading, tokens = around.reading, around.tokens
    found: dict[str, HeadCount] = {}
    for first, last in tokens.of_class("participant_kinds"):
        key = tokens[last].bare
        if key in found or tokens[first].start < reading.body:
            continue
        read = _number_before(around, first)
        if read is None:
            continue
        value, place, begin = read
        position = place.start
        kind = _without_of(Span(place.end, tokens[last].end).of(reading.text), around)
        about = around.sentence(position) & _ABOUT
        if not (about or reading.lexicon.participant_kind(kind) in _COMING):
            continue
        if around.apart(begin, last):
            continue
        if around.stays_away(begin, last) or _of_another_year(around, position, year):
            continue
        hedge, span = with_hedge(reading, place, Span(place.start, tokens[last].end))
        found[key] = HeadCount(Found(value, (span,)), kind, hedge)
    return list(found.values())


def _number_before(around: Surroundings, noun: int) -> tuple[int, Span, int] | None:
    """The number that counts the noun, where it stands, and its first token."""
    tokens, lexicon = around.tokens, around.reading.lexicon
    numbers = around.bits.numbers
    for index in range(noun - 1, max(-1, noun - 1 - _BETWEEN), -1):
        token = tokens[index]
        if around.is_number(index):
            break
        if not token.is_word() or around.masks[index] & lexicon.bit("conjunctions"):
            return None
    else:
        return None
    start, last = index, index
    size = lexicon.multiples.get(tokens[index + 1].low)
    if size and tokens[index].shape & DIGIT:  # "1.5 million"
        parted = _PARTED.fullmatch(tokens[index].low)
        value = int(parted[1]) * size + int(parted[2] or 0) * size // 10 if parted else 0
        return (value, tokens.span(index, index + 1), index) if 1 < value <= _MOST else None
    while start and last - start < _LONG and _goes_on(around, start - 1, numbers):
        start -= 1
    for first in range(start, last + 1):
        span = tokens.span(first, last)
        words = span.of(around.reading.flat)
        value = number(words, lexicon) or 0
        if 1 < value <= _MOST and not _YEAR.fullmatch(words):
            return value, span, first
    return None


def _goes_on(around: Surroundings, index: int, numbers: int) -> bool:
    """True for a further token of a number: "3 000", "two hundred"."""
    token, following = around.tokens[index], around.tokens[index + 1]
    if token.shape & DIGIT and following.shape & DIGIT:
        return len(following.low) == 3 and following.start - token.end == 1 and token.low.isdigit()
    return bool(around.masks[index] & numbers) or bool(
        token.shape & DIGIT and around.masks[index + 1] & numbers  # "900 thousand"
    )


def _of_another_year(around: Surroundings, position: int, year: int | None) -> bool:
    """True for "the 2024 edition had drawn 12,000 visitors", told of the one of 2025."""
    if year is None:
        return False
    sentence = around.reading.sentence_at(position)
    inside: Iterable[int] = around.tokens.within(sentence.start, sentence.end)
    years = [int(t.low) for t in (around.tokens[i] for i in inside) if _YEAR.fullmatch(t.low)]
    return bool(years) and year not in years and min(years) < year


def _without_of(kind: str, around: Surroundings) -> str:
    """The words between the number and the noun, and the noun, without "of" and "dozen"."""
    lexicon = around.reading.lexicon
    words = re.sub(r"\s+", " ", kind).strip()
    while True:
        first, _, rest = words.partition(" ")
        if not rest or first.lower() not in lexicon.words("of_words") | set(lexicon.multiples):
            return words
        words = rest
