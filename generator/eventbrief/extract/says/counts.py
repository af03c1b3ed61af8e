"""Words + a number, an edition, a hedge -> whether they say it, of what the item counts."""

from __future__ import annotations

import re
from typing import Any

from eventbrief.extract.propose.countries import counted_countries, what_is_counted
from eventbrief.extract.says.passage import YES, Passage, Verdict, inside, one_of
from eventbrief.extract.single import Reread
from eventbrief.extract.text.hedges import hedge_around, hedges_of
from eventbrief.extract.text.lexicon import Lexicon, alternatives
from eventbrief.extract.text.likeness import fold
from eventbrief.extract.text.numbers import number as read_number
from eventbrief.extract.text.numbers import number_pattern, ordinal, ordinal_pattern
from eventbrief.extract.text.span import Span

_NEAR = 60  # code points after a count in which what is counted stands
_JOINED = re.compile(r"(?<=\d)[ .,'’٬\u00a0\u202f](?=\d{3}(?!\d))")


def edition(passage: Passage, value: Any) -> Verdict:
    """By an ordinal, or by a number beside the noun of an edition or of an event."""
    orders = {int(f) for f in passage.found}
    own = passage.lexicon
    if own and not orders:
        pattern = re.compile(ordinal_pattern(own), re.IGNORECASE)
        read = (ordinal(m.group(), own) for m in pattern.finditer(passage.words))
        orders |= {n for n in read if n}
    if own and not orders:
        nouns = alternatives(own.words("event_heads") | own.words("edition_words"))
        counted = re.compile(rf"(?<!\w){nouns}\s+(?:n[°o.]+\s*)?(\d{{1,3}})(?!\w)", re.IGNORECASE)
        orders |= {int(m[1]) for m in counted.finditer(passage.words)}
    return one_of(orders, value)


def number(passage: Passage, value: Any) -> Verdict:
    """A number in figures or words: of several, the one beside what the item counts."""
    beside = _beside_kind(passage)
    if beside:
        lone = passage.found if len(passage.found) == 1 else ()
        return one_of(beside | set(lone), value)
    read = {int(f) for f in passage.found}
    said = numbers_in(passage.words, passage.lexicon)
    if value in read or (value in said and (len(said) == 1 or not read)):
        return YES
    return one_of(read or said, value)


def _beside_kind(passage: Passage) -> set[int]:
    """The numbers that stand right before a kind that the item names: "40 ministers"."""
    own = passage.lexicon
    kinds = [fold(name) for name in passage.names if fold(name)]
    if own is None or not kinds or len(numbers_in(passage.words, own)) < 2:
        return set()
    words = _JOINED.sub("", passage.words)
    found = list(re.finditer(number_pattern(own), words, re.IGNORECASE))
    ends = [*(m.start() for m in found[1:]), len(words)]
    return {
        value
        for match, end in zip(found, ends, strict=True)
        if (value := read_number(match.group(), own))
        and any(inside(kind, fold(words[match.end() : end])) for kind in kinds)
    }


def numbers_in(words: str, own: Lexicon | None) -> set[int]:
    """The numbers that the words say: 1,500; ٧٥; seventy-five; 1.5 million; two dozen."""
    plain = _JOINED.sub("", words)
    if own is None:
        return {int(f) for f in re.findall(r"\d+", plain) if len(f) < 12}
    said: set[int] = set()
    words = alternatives(own.multiples)
    for match in re.finditer(rf"(?<![\d.,])(\d+)[.,٫](\d)\s+({words})(?!\w)", plain, re.IGNORECASE):
        size = own.multiples[match[3].lower()]
        said.add(int(match[1]) * size + int(match[2]) * size // 10)
        plain = plain.replace(match.group(), " ")
    for match in re.finditer(number_pattern(own), plain, re.IGNORECASE):
        value = read_number(match.group(), own)
        if value:
            said.add(_multiplied(plain, match, value, own))
    for word, size in own.multiples.items():
        if re.search(rf"(?<!\w)(?:{own.determiner})?{re.escape(word)}(?!\w)", plain, re.IGNORECASE):
            said.add(size) if not said else None
    return said


def _multiplied(plain: str, match: re.Match[str], value: int, own: Lexicon) -> int:
    """The number with the word that multiplies it behind: "1.5 million"."""
    words = alternatives(own.multiples)
    behind = re.compile(rf"\s+(?P<word>{words})(?!\w)", re.IGNORECASE).match(plain, match.end())
    if behind is None:
        return value
    return value * own.multiples[re.sub(r"\s+", " ", behind["word"]).lower()]


def countries(passage: Passage, value: Any) -> Verdict:
    """A number of countries: words that count something else say none."""
    own = passage.lexicon
    if own is None or value in passage.found:
        return number(passage, value)
    words = passage.text[passage.span.start : passage.span.end + _NEAR]
    size = passage.span.end - passage.span.start
    said = {count for count, place in counted_countries(words, own) if place < size}
    return one_of(passage.found or said or passage.around, value)


def counted(passage: Passage, value: Any) -> Verdict:
    """What a count of countries counts, by the words around it."""
    reading = passage.reread.reading
    if reading is None:
        return YES
    told = passage.found or (what_is_counted(reading, passage.span.start, passage.span.end),)
    return one_of({t for t in told if t}, value)


def hedge(passage: Passage, value: Any) -> Verdict:
    """How the source hedges the count beside it; of two hedges, the one nearer to it."""
    counts = [v for v in passage.beside.values() if isinstance(v, int)]
    own = passage.lexicon
    said = {h for n in counts if (h := hedge_there(passage.reread, passage.span, n))}
    if own and not said:  # a count that a word multiplies: "some 1.5 million"
        said |= set(hedges_of(passage.words, own))
    return one_of(passage.found or said, value)


def hedge_there(reread: Reread, span: Span, count: int) -> str | None:
    """How the source hedges that count at `span`; None where it states it outright."""
    if reread.reading is None:
        return None
    return hedge_around(reread.stated.source.text, span, count, reread.reading.lexicon)[0]
