"""Words around a count -> how they hedge it: "more than 75", "une trentaine", "30 are expected"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import get_args

from eventbrief.extract.text.lexicon import Lexicon, alternatives
from eventbrief.extract.text.numbers import number, number_pattern
from eventbrief.extract.text.reading import Reading, folded
from eventbrief.extract.text.span import Span
from eventbrief.facts.model import Hedge

_KINDS: tuple[Hedge, ...] = get_args(Hedge)
_CLAUSE = r"[^.,;:!?\n()]"
_REACH = 100  # code points before a count in which a word of expectation is looked for
_COUNTED = r"(?:\s+[^\W\d][\w'-]*){0,3}?"  # what is counted, before a word that hedges it


def hedges_of(words: str, lexicon: Lexicon, value: int | None = None) -> tuple[Hedge, ...]:
    """Every way in which `words` hedge the count, the one nearest to it first."""
    text = folded(words)
    found: list[Hedge] = []
    for match in re.finditer(number_pattern(lexicon), text, re.IGNORECASE):
        if value is None or number(match.group(), lexicon) == value:
            found += [h for h, _ in hedged(text, Span(*match.span()), match.end(), lexicon)]
    return tuple(dict.fromkeys(found))


def hedged(text: str, count: Span, end: int, lexicon: Lexicon) -> list[tuple[Hedge, Span]]:
    """The hedges of a count with where their words stand, the one nearest to the count first.

    Args:
        text: the sentence, folded as a reading is.
        count: where the number stands in it.
        end: where the words that say what is counted end.
        lexicon: of the language of the text.
    """
    before = text[max(0, count.start - _REACH) : count.start]
    shift = count.start - len(before)

    def lead(kind: Hedge, match: re.Match[str] | None) -> list[tuple[Hedge, Span]]:
        return [(kind, Span(shift + match.start(), count.start))] if match else []

    direct = [item for kind, p in _before(lexicon).items() for item in lead(kind, p.search(before))]
    # Of "no more than" and "more than" the one with more words is meant.
    found = sorted(direct, key=lambda item: item[1].start)[:1]
    if not found and _round(lexicon).search(count.of(text)):
        found.append(("about", count))
    tails = ((kind, pattern.match(text, end)) for kind, pattern in _after(lexicon))
    found += [(kind, Span(count.start, match.end())) for kind, match in tails if match]
    return found + lead("expected", _awaited(lexicon).search(before))


def with_hedge(reading: Reading, count: Span, said: Span) -> tuple[Hedge | None, Span]:
    """How the source hedges a count, and the words that state it, with those that hedge it.

    Args:
        reading: the source.
        count: where the number stands in it.
        said: where the words that state the count stand.
    """
    sentence = reading.sentence_at(count.start)
    first = max(0, count.start - _REACH)
    text = reading.masked[first : max(sentence.end, said.end)]
    near = Span(count.start - first, count.end - first)
    for hedge, found in hedged(text, near, said.end - first, reading.lexicon):
        span = Span(found.start + first, found.end + first)
        if span.start >= sentence.start:
            return hedge, Span(min(span.start, said.start), max(span.end, said.end))
    return None, said


def hedge_around(text: str, said: Span, value: int, lexicon: Lexicon) -> tuple[Hedge | None, Span]:
    """How a source's text hedges a count, and the words that state it, with those that hedge it.

    Args:
        text: of the source, as it is.
        said: where the words that state the count stand, be it without those that hedge it.
        value: the count.
        lexicon: of the source's language.
    """
    first = max(0, said.start - _REACH)
    flat = folded(text[first : said.end + _REACH])
    begin = said.start - first
    words = flat[begin : said.end - first]
    for match in re.finditer(number_pattern(lexicon), words, re.IGNORECASE):
        if number(match.group(), lexicon) != value:
            continue
        count = Span(begin + match.start(), begin + match.end())
        for hedge, found in hedged(flat, count, count.end, lexicon):
            start, end = found.start + first, found.end + first
            return hedge, Span(min(start, said.start), max(end, said.end))
    return None, said


@functools.cache
def _before(lexicon: Lexicon) -> dict[Hedge, re.Pattern[str]]:
    """Words that hedge the number right behind them, by what they say of it."""
    article = alternatives(lexicon.words("count_articles"))
    return {
        kind: re.compile(
            rf"(?<!\w){lexicon.clitics}{alternatives(words)}(?:\s+|(?<=')\s*)(?:{article}\s+)?$",
            re.IGNORECASE,
        )
        for kind, words in _listed(lexicon, "hedges")
    }


@functools.cache
def _after(lexicon: Lexicon) -> list[tuple[Hedge, re.Pattern[str]]]:
    """Words that hedge the count they follow, by what they say of it."""
    made: list[tuple[Hedge, str]] = [
        (kind, rf"{_COUNTED}\s+{alternatives(words)}(?=\s*(?:[^\w\s]|$))")
        for kind, words in _listed(lexicon, "hedges_after")
    ]
    made.append(("expected", rf"{_COUNTED}\s+{lexicon.raw('expected_after')}"))
    made.append(("expected", rf"{_CLAUSE}{{0,60}}?(?<!\w){lexicon.raw('expected_said')}"))
    return [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in made]


def _listed(lexicon: Lexicon, key: str) -> Iterator[tuple[Hedge, list[str]]]:
    table: dict[str, list[str]] = lexicon.data[key]
    for kind in _KINDS:
        if table.get(kind):
            yield kind, table[kind]


@functools.cache
def _round(lexicon: Lexicon) -> re.Pattern[str]:
    """Numbers that are none exactly: "une trentaine", "un centenar"."""
    return re.compile(
        rf"(?<!\w){alternatives(lexicon.words('round_numbers'))}(?!\w)", re.IGNORECASE
    )


@functools.cache
def _awaited(lexicon: Lexicon) -> re.Pattern[str]:
    """Words of expectation before a count: "is expected to attract"."""
    return re.compile(rf"(?<!\w){lexicon.raw('expected_before')}\s*$", re.IGNORECASE)
