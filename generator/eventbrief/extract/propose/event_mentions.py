"""A reading -> the places where an event may be named.

A place is a noun that names a kind of event with what belongs to it, a run of capitals without such
a noun ("GITEX Global 2024"), a stretch in quotation marks, or a line that stands by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from eventbrief.extract.propose.name_bounds import Features, ends, lead, starts
from eventbrief.extract.propose.name_words import KINDS, Head, NameWords
from eventbrief.extract.text.tokens import ARTICLE, CAPITAL

_QUOTED = 14  # words of a name in quotation marks
_LINE = 22  # tokens of a heading
_LINES = 8  # at the top of the text that may be headings
_LONGEST_RUN = 9  # words with a capital
_EARLY = 3  # sentences in which a name without a noun stands
_SIGNS = frozenset(("comma", "colon", "semi", "dash", "quote", "open", "close", "bar", "sign"))


@dataclass(frozen=True, slots=True)
class Place:
    """Tokens that may name the event.

    Attributes:
        first: the first token of the name.
        last: its last.
        head: the noun that tells what it is, or None.
        bounds: what is true of where it begins and ends.
        features: what is true of the place.
    """

    first: int
    last: int
    head: Head | None
    bounds: Features
    features: Features


def places(words: NameWords) -> Iterator[Place]:
    """Every place, with each way to cut it."""
    around = Around(words)
    for head in words.heads:
        yield from _of_noun(words, head, around)
    if words.lexicon.cased:
        yield from _runs(words, around)
    yield from _quoted(words, around)
    yield from _lines(words, around)


class Around:
    """What is true of a position in the text, the same for all names that stand there."""

    def __init__(self, words: NameWords) -> None:
        self.words = words
        reading = words.reading
        self.body_sentence = reading.sentence_number(reading.body)
        self.dates = {
            reading.sentence_number(token.start)
            for token, kind in zip(words.tokens, words.kinds, strict=False)
            if kind in ("month", "day", "year")
        }
        self.held = {
            reading.sentence_number(words.tokens[first].start)
            for first, _ in words.tokens.of_class("holds")
        }

    def features(self, at: int) -> Features:
        """What is true of the sentence that the token stands in."""
        reading = self.words.reading
        start = self.words.tokens[at].start
        number = reading.sentence_number(start)
        found: Features = {}
        if start < reading.body or number == 0:
            found["in_title"] = 1.0
        else:
            later = number - max(self.body_sentence, 1)
            found[f"sentence_{('first', 'second', 'third')[later] if later < 3 else 'later'}"] = 1.0
            found["late"] = min(1.0, later / 20)
        if number in self.dates:
            found["with_date"] = 1.0
        if number in self.held:
            found["with_holds"] = 1.0
        if reading.in_quotation(start):
            found["in_quotation"] = 1.0
        near = range(max(0, at - 4), min(at + 4, len(self.words.tokens)))
        if any(self.words.has(i, "other_event") or self.words.has(i, "other_adjectives") for i in near):
            found["other_event"] = 1.0
        return found


def _of_noun(words: NameWords, head: Head, around: Around) -> Iterator[Place]:
    if words.has(head.last + 1, "venue_heads") and not words.lexicon.lowercase_names:
        return
    features = around.features(head.first)
    shape = words.tokens[head.first].shape
    capital = "Capital" if shape & (CAPITAL | ARTICLE) else "small"
    features[f"noun_{head.kind}"] = 1.0
    features[f"noun_{head.kind}_{capital}"] = 1.0
    right = ends(words, head.first, head.last)
    for start in starts(words, head.first):
        for end in right:
            yield Place(start.at, end.at, head, {**start.features, **end.features}, features)


def _runs(words: NameWords, around: Around) -> Iterator[Place]:
    """Capitals without a noun, where something speaks for an event's name."""
    found = [run for run in _capitals(words) if not _has_noun(words, *run)]
    count = Counter(_key(words, *run) for run in found)
    for first, last in found:
        early = words.reading.sentence_number(words.tokens[first].start) <= _EARLY
        numbered = words.kinds[last] in ("year", "num")
        if not early and not numbered and count[_key(words, first, last)] < 2:
            continue
        features = around.features(first)
        yield _run(words, first, last, features)
        if numbered and last > first:
            yield _run(words, first, last - 1, features)


def _run(words: NameWords, first: int, last: int, around: Features) -> Place:
    kinds = words.kinds
    features = {**around, "run": 1.0}
    bounds = {f"run_{name}": strength for name, strength in lead(words, first).items()}
    beside = kinds[last + 1]
    bounds[f"run_next_{beside}"] = 1.0
    bounds[f"run_words_{min(last - first + 1, 5)}"] = 1.0
    if any(words.has(last + 1 + i, "holds") for i in (0, 1, 2)):
        bounds["run_held_follows"] = 1.0
    if beside == "comma" and any(
        words.has(last + 2 + i, kind) for i in range(6) for kind in KINDS
    ):
        bounds["run_explained"] = 1.0
    if kinds[last] == "year":
        bounds["run_year"] = 1.0
    if kinds[first] == "acro":
        bounds["run_acronym"] = 1.0
    for name in ("organisation_words", "roles", "venue_heads"):
        if any(words.has(i, name) for i in range(first, last + 1)):
            bounds[f"run_{name}"] = 1.0
    if words.place_at(first):
        bounds["run_place"] = 1.0
    return Place(first, last, None, bounds, features)


def _key(words: NameWords, first: int, last: int) -> tuple[str, ...]:
    return tuple(words.tokens[i].low for i in range(first, last + 1))


def _has_noun(words: NameWords, first: int, last: int) -> bool:
    return any(words.has(i, kind) for i in range(first, last + 1) for kind in KINDS)


def _capitals(words: NameWords) -> Iterator[tuple[int, int]]:
    """The longest runs of words with a capital, over small links and the year behind them."""
    kinds, size = words.kinds, len(words.tokens)
    at = 0
    while at < size:
        if kinds[at] not in ("cap", "acro"):
            at += 1
            continue
        first = last = at
        at += 1
        while at < size and at - first < _LONGEST_RUN:
            if kinds[at] in ("cap", "acro", "year", "vcap"):
                last = at
            elif kinds[at] == "num" and kinds[at - 1] in ("cap", "acro", "hash", "quote"):
                last = at
            elif kinds[at] not in ("prep", "det", "hash", "under", "conj"):
                if kinds[at] != "quote" or kinds[at + 1] not in ("num", "year"):
                    break
            at += 1
        yield first, last
        at = last + 1


def _quoted(words: NameWords, around: Around) -> Iterator[Place]:
    """A short stretch in quotation marks."""
    tokens = words.tokens
    for quote in words.reading.quotes:
        if quote.inner.end - quote.inner.start > _QUOTED * 12:
            continue
        inside = tokens.within(quote.inner.start, quote.inner.end)
        if not 0 < len(inside) <= _QUOTED:
            continue
        first, last = inside[0], inside[-1]
        bounds = {f"quote_{name}": strength for name, strength in lead(words, first - 1).items()}
        before = first - 2
        noun = any(words.has(before, kind) for kind in KINDS)
        behind = tokens.at(quote.outer.end)
        if noun:
            bounds["quote_after_noun"] = 1.0
        if any(words.has(behind, kind) for kind in KINDS):
            bounds["quote_before_noun"] = 1.0
        if any(words.has(behind + i, "holds") for i in (0, 1, 2)):
            bounds["quote_held_follows"] = 1.0
        if words.has(before, "called"):
            bounds["quote_called"] = 1.0
        if words.kinds[last] in ("comma", "stop"):
            bounds["quote_ends_sentence"] = 1.0
        bounds[f"quote_words_{min(len(inside), 6)}"] = 1.0
        bounds["quote_verb"] = float(any(words.kinds[i] == "verb" for i in inside))
        yield Place(first, last, None, bounds, {**around.features(first), "quoted": 1.0})


def _lines(words: NameWords, around: Around) -> Iterator[Place]:
    """A line by itself at the top of the text, whole and cut where a sign divides it."""
    kinds = words.kinds
    first = 0
    for number in range(_LINES):
        if first >= len(words.tokens):
            return
        last = next((i for i in range(first, len(kinds)) if kinds[i] == "nl"), len(kinds)) - 1
        if 0 <= last - first < _LINE and kinds[last] != "stop":
            yield from _parts(words, first, last, number, around)
        first = last + 2


def _parts(
    words: NameWords, first: int, last: int, number: int, around: Around
) -> Iterator[Place]:
    kinds = words.kinds
    divisions = [i for i in range(first, last + 1) if kinds[i] in ("colon", "dash", "bar", "comma")]
    whole = (first, last)
    parts = [whole]
    if divisions:
        parts += [(first, divisions[0] - 1), (divisions[-1] + 1, last), (divisions[0] + 1, last)]
    for one in dict.fromkeys(parts):
        begin, end = one
        while begin < end and kinds[begin] in ("ord", "det"):
            begin += 1
        if begin > end:
            continue
        inside = range(begin, end + 1)
        content = sum(kinds[i] in ("cap", "acro", "low", "adj", "def", "prepdef") for i in inside)
        if not content:
            continue
        where = "whole" if one == whole else "before" if begin <= first + 1 else "behind"
        bounds: Features = {
            f"line_{where}": 1.0,
            f"line_{min(number, 4)}": 1.0,
            f"line_{where}_words_{min(content, 9)}": 1.0,
        }
        for kind in ("verb", "month", "day", "year", "num", "quote", "comma"):
            if any(kinds[i] == kind for i in inside):
                bounds[f"line_has_{kind}"] = 1.0
        if _has_noun(words, begin, end):
            bounds["line_has_noun"] = 1.0
        if any(words.has(i, "holds") for i in inside):
            bounds["line_has_holds"] = 1.0
        if end < last and kinds[end + 1] in _SIGNS:
            bounds[f"line_next_{kinds[end + 1]}"] = 1.0
        if words.place_at(begin):
            bounds["line_place"] = 1.0
        yield Place(begin, end, None, bounds, {**around.features(begin), "line": 1.0})
