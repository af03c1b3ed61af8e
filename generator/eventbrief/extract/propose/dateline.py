"""A sentence as the text has it -> the sentence alone, without what stands stuck to its front.

A dateline ("Baku/20.05.14/Agency:", "PORTO, 3 June 2025 (AP) --"), a label ("Video"), a heading in
capitals and the number of a paragraph are no part of the sentence.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from eventbrief.extract.text.gazetteer import country_of
from eventbrief.extract.text.lexicon import Lexicon, alternatives
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.span import Span, stripped
from eventbrief.extract.text.tokens import CAPITAL, DIGIT, UPPER, WORD, Token
from eventbrief.facts.datestamp import months

_LONGEST = 26  # tokens that a dateline may have
_LABEL = 6  # tokens before a colon
_CITY = 15_000
_HEADING = 4  # words in capitals that make a heading
_STUCK = 3  # things one after the other before a sentence
_AGENCY = re.compile(r"[^\n.!?]{0,160}?\([^()\n]{2,30}\)\s*(?:--|[-–—:])\s*")
_NUMBER = re.compile(r"(\d{1,2})[.)]?\s+(?=[^\W\d_])")
_DASHES = ("—", "–", "-")
_CLOSERS = frozenset((*_DASHES, ":", ","))
_ENDS = frozenset('\n!?;«»“”"')


def trimmed(reading: Reading, sentence: Span) -> Span:
    """The sentence without what is stuck to its front."""
    start = sentence.start
    for _ in range(_STUCK):
        after = _after_one(reading, start, sentence.end)
        if after <= start:
            break
        start = after
    return stripped(reading.flat, start, sentence.end)


def _after_one(reading: Reading, start: int, end: int) -> int:
    """Where the sentence goes on behind a label, a dateline, a heading or a number."""
    inside = reading.tokens.within(start, end)
    return max(
        _after_label(reading, start, end),
        _after_agency(reading, start, end),
        _after_dateline(reading, start, end, inside),
        _after_heading(reading, start, inside),
        _after_number(reading, start, end),
    )


def _after_label(reading: Reading, start: int, end: int) -> int:
    match = _label(reading.lexicon).match(reading.flat, start, end)
    return match.end() if match else start


@functools.cache
def _label(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"{alternatives(lexicon.data['media_labels'])}\s*(?:[.:|-]\s*)?(?=[A-ZÀ-Þ])")


def _after_agency(reading: Reading, start: int, end: int) -> int:
    """Behind "Cairo (Reuters) -" in a script without capitals."""
    if reading.lexicon.cased or reading.flat.find("(", start, end) < 0:
        return start
    match = _AGENCY.match(reading.flat, start, end)
    return match.end() if match else start


def _after_dateline(reading: Reading, start: int, end: int, inside: range) -> int:
    """Behind places, days and agencies that a dash or colon closes."""
    tokens, flat, cased = reading.tokens, reading.flat, reading.lexicon.cased
    small = reading.lexicon.bits("of_words", "particles", "determiners", "weekdays")
    prefix: list[Token] = []
    depth = 0
    for at in inside[:_LONGEST]:
        token = tokens[at]
        low = token.low
        depth += (low == "(") - (low == ")")
        if depth == 0:
            if low in _CLOSERS and prefix and _closes(reading, prefix, token):
                stop = at
                while stop + 1 < len(tokens) and tokens[stop + 1].low in (*_DASHES, ":"):
                    stop += 1
                after = tokens[stop + 1].start if stop + 1 < len(tokens) else end
                if _is_dateline(reading, prefix, flat[token.start : after]):
                    return after
            if not token.shape & WORD:
                if low in _ENDS:
                    return start
            elif cased and not (token.shape & CAPITAL or token.mask & small or low in months()):
                return start  # only names, names of months and small words stand in a dateline
        prefix.append(token)
    return start


def _closes(reading: Reading, prefix: Sequence[Token], token: Token) -> bool:
    """True for the sign that ends a dateline."""
    if token.low == ":":
        return len(prefix) <= _LABEL or any(t.low in ("/", ")") for t in prefix)
    if token.low == ",":  # "7 November 2025, The fair"
        at = reading.tokens.at(token.end)
        following = reading.tokens[at] if at < len(reading.tokens) else token
        article = following.mask & reading.lexicon.bit("definite_articles")
        return bool(prefix[-1].shape & DIGIT and article and following.shape & CAPITAL)
    spaced = reading.flat[token.start - 1 : token.start] in (" ", ")", ".")
    return token.low in _DASHES and spaced


def _is_dateline(reading: Reading, prefix: Sequence[Token], sign: str) -> bool:
    """True where what stands before the sign tells a place, a day or an agency."""
    if any(t.low in "(/" for t in prefix) or "--" in sign:
        return reading.lexicon.cased or len(prefix) <= _LABEL + 3
    if any(t.shape & DIGIT for t in prefix) and any(t.low in months() for t in prefix):
        return True
    words = [t for t in prefix if t.shape & WORD]
    if reading.lexicon.cased and words and words[0].shape & UPPER and len(words[0].low) > 2:
        return True
    name = reading.flat[prefix[0].start : prefix[-1].end].split(",")[0]
    return len(prefix) <= _LABEL and bool(country_of(name, least=_CITY))


def _begins(reading: Reading, position: int) -> bool:
    """True where a sentence can begin."""
    rest = reading.flat[position : position + 2].lstrip("\"'«“‘(")
    return not reading.lexicon.cased or rest[:1].isupper() or rest[:1].isdigit()


def _after_heading(reading: Reading, start: int, inside: range) -> int:
    """Behind words in capitals that run on into the sentence."""
    if not reading.lexicon.cased:
        return start
    tokens = reading.tokens
    words = 0
    for at in inside:
        token = tokens[at]
        if token.shape & WORD and not (token.shape & UPPER and len(token.low) > 1):
            return token.start if words >= _HEADING and token.shape & CAPITAL else start
        words += bool(token.shape & WORD)
    return start


def _after_number(reading: Reading, start: int, end: int) -> int:
    """Behind the number of a paragraph: "2 The forum", where another one has its neighbour."""
    if start >= end or not reading.flat[start].isdecimal():
        return start
    match = _NUMBER.match(reading.flat, start, end)
    if not match or not _begins(reading, match.end()):
        return start
    before = reading.flat[:start].rstrip(" ")
    if before and not before.endswith("\n"):
        return start
    number = int(match.group(1))
    near = rf"(?m)^(?:{number - 1}|{number + 1})[.)]?\s+[^\W\d_]"
    return match.end() if re.search(near, reading.flat) else start
