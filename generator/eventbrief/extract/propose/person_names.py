"""A reading's words -> where people may be named, each with the extents that the name could have.

A script with capitals shows where: words with capitals in a row. Elsewhere a name begins with a
first name, after a title, after a verb of speech, or after a role.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eventbrief.extract.propose.person_words import (
    ADJECTIVE,
    BODY,
    CITY,
    COUNTRY,
    DAY,
    DEMONYM,
    ENDS,
    EVENT,
    FAMILY,
    FRONT,
    FRONTED,
    GIVEN,
    IN,
    KEPT,
    MODIFIER,
    NAMED,
    PARTICLE,
    PORTFOLIO,
    ROLE,
    SEVERAL,
    SMALL,
    SPEECH,
    STRANGE,
    SUFFIX,
    TITLE,
    PersonWords,
)  # fmt: skip
from eventbrief.extract.text.gazetteer import country_of
from eventbrief.extract.text.span import Span
from eventbrief.extract.text.tokens import ARTICLE, CAPITAL, PREPOSITION, UPPER, WORD

_LONGEST = 7  # words of a name
_STARTS, _ENDS = 3, 4  # extents looked at in one place
_PARTICLES = 3
_ROLE_AHEAD = 5  # words within which a role begins after the comma
_ROLE_BEHIND = 14  # words within which one stands before it
_ACRONYM = 5  # letters
_PHRASE_BEHIND = 7
_CITY, _LARGE = 30_000, 200_000  # inhabitants of a city, and of one called like a person


@dataclass(slots=True, frozen=True)
class Extent:
    """One reading of where a name begins and ends.

    Attributes:
        first: its first token; `last` is its last.
        title: the first token of the titles before it, or `first`.
        span: the name in code points.
    """

    first: int
    last: int
    title: int
    span: Span


@dataclass(slots=True, frozen=True)
class Seen:
    """What the whole text tells of a name: how often it stands alone, who has a title."""

    alone: Counter[str]
    titled: set[str]
    places: Sequence[Span]


def runs_of(words: PersonWords) -> Iterator[tuple[int, int]]:
    """Words with capitals in a row, with the particles and initials between them."""
    tokens, kinds, hidden = words.items, words.kinds, words.hidden
    count, reach = len(tokens), words.tokens.at(words.reading.body)
    for index, token in enumerate(tokens):
        if index < reach or not (token.shape & CAPITAL or index in hidden):
            continue
        first = last = index
        index += 1  # noqa: PLW2901 - what belongs to the run is not looked at again
        while index < count:
            token = tokens[index]  # noqa: PLW2901
            if token.shape & CAPITAL or index in hidden:
                if kinds[index] & ROLE and words.breaks_after(index - 1):
                    break  # a name that signs, and the role on the line below
                last = index
            elif (token.low == "." and last == index - 1 and _shortened(words, last)) or (
                token.low == "-" and _joins_initials(words, index)
            ):
                pass
            elif kinds[index] & PARTICLE:
                ahead = index + 1
                while ahead < index + _PARTICLES and ahead < count and kinds[ahead] & PARTICLE:
                    ahead += 1
                if ahead >= count or not tokens[ahead].shape & CAPITAL:
                    break
                last = index = ahead  # noqa: PLW2901
            else:
                break
            index += 1  # noqa: PLW2901
        yield first, last
        reach = last + 1


def _shortened(words: PersonWords, index: int) -> bool:
    """True for an initial and for a title, which may end with a full stop."""
    token, tokens = words.items[index], words.items
    ahead = index + 3 if _joins_initials(words, index + 2) else index + 2
    goes_on = ahead < len(tokens) and bool(tokens[ahead].shape & CAPITAL)
    short = token.end - token.start == 1 or words.kinds[index] & TITLE or "." in token.low
    return goes_on and bool(short) and tokens[index + 1].start == token.end


def _joins_initials(words: PersonWords, index: int) -> bool:
    """True for the hyphen in "J.-P."."""
    tokens = words.items
    if index + 1 >= len(tokens) or tokens[index].low != "-" or tokens[index - 1].low != ".":
        return False
    before, after = tokens[index - 1], tokens[index + 1]
    close = before.end == tokens[index].start and tokens[index].end == after.start
    return close and after.end - after.start == 1 and bool(after.shape & CAPITAL)


def anchored(words: PersonWords) -> Iterator[tuple[int, int]]:
    """Where a name may begin in a script without capitals, and how far it can reach."""
    tokens, kinds = words.items, words.kinds
    index = words.tokens.at(words.reading.body)
    count = len(tokens)
    while index < count:
        if not tokens[index].shape & WORD or not _begins(words, index):
            index += 1
            continue
        last = index
        while last + 1 < count and last - index < _LONGEST - 1 and _carries_on(words, last + 1):
            last += 1
        yield index, last
        named = kinds[index] & (GIVEN | PARTICLE) or tokens[index].shape & CAPITAL
        index = last + 1 if named else index + 1


def _begins(words: PersonWords, index: int) -> bool:  # noqa: PLR0911
    """True where somebody's name may start: a first name, or a word after what announces one."""
    kinds, token = words.kinds, words.items[index]
    kind, before = kinds[index], kinds[index - 1] if index else 0
    if token.shape & CAPITAL:
        return bool(before & (TITLE | ROLE | SPEECH))
    if kind & (GIVEN | PARTICLE):
        return not kind & (ROLE | BODY | EVENT) or bool(before & TITLE)
    if kind & (FRONT | CITY) or token.shape & PREPOSITION:
        return False
    if before & (TITLE | SPEECH):
        return True
    if token.shape & ARTICLE:
        return False
    if index and words.items[index - 1].low == ",":
        return any(kinds[i] & ROLE for i in range(max(0, index - _ROLE_BEHIND), index))
    behind = range(max(0, index - 4), index)
    return not before & (SMALL | ENDS) and any(kinds[i] & ROLE for i in behind)


def _carries_on(words: PersonWords, index: int) -> bool:
    """True where the word may be part of the name before it."""
    kind, token = words.kinds[index], words.items[index]
    if not token.shape & WORD:
        return False
    if kind & (GIVEN | PARTICLE) and not kind & FRONTED:
        return True
    if token.shape & PREPOSITION:
        return False
    return not kind & (FRONT & ~(DEMONYM | COUNTRY | ADJECTIVE | PORTFOLIO | MODIFIER))


def from_anchor(words: PersonWords, first: int, last: int) -> list[Extent]:
    """All that begins with the anchor, from one word where a title announces it."""
    title = _titles(words, first)
    kinds, tokens = words.kinds, words.items
    before = kinds[first - 1] if first else 0
    alone = title < first or before & (SPEECH | ROLE) or last == first
    start = tokens[first].start
    if kinds[first] & FRONTED:
        start = tokens[first].end - len(tokens[first].bare)
    return [
        Extent(first, end, title, Span(start, tokens[end].end))
        for end in range(first if alone else first + 1, last + 1)
        if not kinds[end] & PARTICLE
    ]


def extents_of(words: PersonWords, first: int, last: int, seen: Seen) -> list[Extent]:
    """Where in a run of capitals a name may begin and end."""
    tokens, kinds = words.items, words.kinds
    if first == last:
        return _single(words, first, seen)
    starts, ends = [], []
    for index in range(first, last + 1):
        kind = kinds[index]
        if not tokens[index].shape & CAPITAL and index not in words.hidden:
            continue
        if kind & TITLE and not kind & GIVEN and index < last:
            continue
        before = kinds[index - 1] if index > first else FRONT
        if (
            before & FRONT
            or tokens[index - 1].low == "."
            or (kind & GIVEN and not before & GIVEN)
            or index == first + 1 < last
        ):
            starts.append(index)
        after = kinds[index + 1] if index < last else FRONT
        if after & (FRONT | SUFFIX | PARTICLE):
            ends.append(index)
    found = []
    for start in [*starts[:1], *starts[1:][-_STARTS:]]:
        for end in [e for e in ends if e >= start][-_ENDS:]:
            if end - start < 2 * _LONGEST and _could_be(words, start, end):
                title = _titles(words, start)
                found.append(Extent(start, end, title, words.tokens.span(start, end)))
                if start == end and title < start and kinds[start - 1] & KEPT:
                    found.append(Extent(start - 1, end, title, words.tokens.span(start - 1, end)))
    return found


def _could_be(words: PersonWords, start: int, end: int) -> bool:
    kinds = words.kinds
    if start == end:
        own = kinds[start]
        return _announced(words, start) and not own & (
            STRANGE | TITLE | COUNTRY | DEMONYM | PORTFOLIO | MODIFIER | ROLE | SEVERAL
        )
    head = kinds[start]
    before = start - 1
    if before >= 0 and kinds[before] & NAMED and not kinds[before] & ROLE and head & GIVEN:  # noqa: SIM102
        if not in_role_phrase(words, before):
            return False  # "rue Victor Hugo"
    if before >= 0 and kinds[before] & IN:
        name = words.reading.flat[words.items[start].start : words.items[end].end]
        if country_of(name, least=_CITY):
            return False  # "in Porto Alegre"
    if head & (SMALL | DAY | SPEECH) and not head & GIVEN:
        return False
    if (head | kinds[end]) & (BODY | EVENT) and not head & GIVEN:
        return False
    known, odd, count = 0, 0, 0
    for index in range(start, end + 1):
        kind = kinds[index]
        if kind & PARTICLE or not words.items[index].shape & WORD:
            continue
        count += 1
        known |= kind & (GIVEN | FAMILY)
        odd += bool(kind & (STRANGE | ADJECTIVE | PORTFOLIO | MODIFIER | ROLE | COUNTRY))
    return odd < count and (bool(known) or not odd) and not _is_country(words, start, end)


def _is_country(words: PersonWords, start: int, end: int) -> bool:
    """True for "Hong Kong" and "Costa Rica"."""
    tokens = words.items
    if end - start > 3 or not words.cased:
        return False
    name = " ".join(tokens[i].low for i in range(start, end + 1))
    return name in words.reading.lexicon.countries


def _announced(words: PersonWords, index: int) -> bool:
    """True for one word right after a title or a role."""
    before = index - 1
    if before >= 0 and words.items[before].low == ".":
        before -= 1
    if before < 0:
        return False
    if words.items[before].low == ",":
        return before > 0 and bool(words.kinds[before - 1] & (PORTFOLIO | ROLE))
    return bool(words.kinds[before] & (TITLE | ROLE))


def _single(words: PersonWords, index: int, seen: Seen) -> list[Extent]:
    """One word: only after a title or a role, beside a verb of speech, or before a role."""
    tokens, kinds = words.items, words.kinds
    kind = kinds[index]
    if kind & (STRANGE | TITLE | COUNTRY | DEMONYM | SMALL | PORTFOLIO | MODIFIER | ROLE | SEVERAL):
        return []
    size = tokens[index].end - tokens[index].start
    if size <= 2 or tokens[index].low in words.small:
        return []
    if tokens[index].shape & UPPER and size <= _ACRONYM and not kind & (GIVEN | FAMILY):
        return []
    ahead = kinds[index + 1] if index + 1 < len(tokens) else 0
    before = kinds[index - 1] if index else 0
    apposed = (
        index + 2 < len(tokens)
        and tokens[index + 1].low == ","
        and any(kinds[i] & ROLE for i in range(index + 2, min(index + 5, len(tokens))))
    )
    known = kind & (GIVEN | FAMILY) or seen.alone[tokens[index].low] > 1
    if _announced(words, index) or (known and ((ahead | before) & SPEECH or apposed)):
        title = _titles(words, index)
        found = [Extent(index, index, title, words.tokens.span(index, index))]
        if title < index and kinds[index - 1] & KEPT:
            found.append(Extent(index - 1, index, title, words.tokens.span(index - 1, index)))
        return found
    return []


def _titles(words: PersonWords, first: int) -> int:
    """The first token of the titles that stand right before the name."""
    tokens, kinds = words.items, words.kinds
    index = first
    while index > 0:
        before = index - 1
        if tokens[before].low == "." and before > 0 and kinds[before - 1] & TITLE:
            before -= 1
        if not kinds[before] & TITLE:
            return index
        index = before
    return index


def in_role_phrase(words: PersonWords, index: int) -> bool:
    """True for the last word of "Minister of Foreign Affairs"."""
    for back in range(index - 1, max(-1, index - _PHRASE_BEHIND), -1):
        if not words.items[back].shape & WORD or words.kinds[back] & SPEECH:
            return False
        if words.kinds[back] & ROLE:
            return True
    return False
