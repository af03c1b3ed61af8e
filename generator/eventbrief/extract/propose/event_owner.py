"""The tokens of an event's name -> the body whose it is: "INTERPOL's 74th General Assembly"."""

from __future__ import annotations

from eventbrief.extract.propose.name_words import NameWords
from eventbrief.extract.text.span import Span

_CAPITALS = frozenset(("cap", "acro"))
_INSIDE = frozenset(("prep", "det", "conj"))


def owner(words: NameWords, first: int, last: int) -> Span | None:
    """The body before a possessive in or before the name, or the subject of "opened its summit"."""
    kinds = words.kinds
    for index in range(first, last + 1):
        if kinds[index] == "poss" and (inside := _body_before(words, index - 1)):
            return inside
    back = first - 1
    while back >= 0 and kinds[back] in ("ord", "adj"):
        back -= 1
    if back >= 0 and kinds[back] == "poss":
        return _body_before(words, back - 1)
    if back >= 0 and words.has(back, "possessives"):
        return _subject(words, back)
    return None


def _body_before(words: NameWords, last: int) -> Span | None:
    """The capitals that end with the token, over small words between them."""
    kinds = words.kinds
    if last < 0 or kinds[last] not in _CAPITALS:
        return None
    first = back = last
    while back > 0 and kinds[back - 1] in _CAPITALS | _INSIDE:
        back -= 1
        first = back if kinds[back] in _CAPITALS else first
    return words.reading.tokens.span(first, last)


def _subject(words: NameWords, before: int) -> Span | None:
    """The last body that the sentence names before the token."""
    kinds = words.kinds
    sentence = words.reading.sentence_at(words.tokens[before].start)
    last = before - 1
    while last >= 0 and words.tokens[last].start >= sentence.start:
        if kinds[last] in _CAPITALS and (span := _body_before(words, last)):
            inside = words.reading.tokens.within(span.start, span.end)
            named = any(words.masks[i] & words.bits.bodies or kinds[i] == "acro" for i in inside)
            if named:
                return span
            last = inside.start
        last -= 1
    return None
