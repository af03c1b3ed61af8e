"""A reading -> the places where an event may be named.

A place is a noun that names a kind of event with what belongs to it, a run of capitals without such
a noun ("GITEX Global 2024"), a stretch in quotation marks, or a line that stands by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eventbrief.extract.propose.name_bounds import Names, ends, lead, starts
from eventbrief.extract.propose.name_words import Head, NameWords
from eventbrief.extract.text.tokens import ARTICLE, CAPITAL

_QUOTED = 14  # words of a name in quotation marks
_LINE = 22  # tokens of a heading
_LINES = 8  # at the top of the text that may be headings
_LONGEST_RUN = 9  # words with a capital
_CLOSE = 14  # words
_EARLY = 1  # sentences behind the first in which any name without a noun may stand
_RUNS = 6  # and those in which one that stands again may
_AGAIN = 2
_SENTENCES = ("sentence_first", "sentence_second", "sentence_third")
_NEAR, _FAR = 5, 12  # sentences of the body in which a noun names the event; a written-big noun
_LATE = ((6, "late"), (12, "very_late"))  # sentences behind the first
_INSIDE = frozenset(("prep", "det", "hash", "under", "conj", "glue"))
_DIVIDES = frozenset(("prep", "conj"))
_LEADS = ("article", "numbered", "edition_of", "after_holds", "after_called")
_TOLD = ("verb", "month", "day", "year", "num", "quote", "comma")  # kinds that a heading may have
_DATED = frozenset(("month", "day", "year"))
_SIGNS = frozenset(("comma", "colon", "semi", "dash", "quote", "open", "close", "bar", "sign"))


@dataclass(slots=True)
class Place:
    """Tokens that may name the event.

    Attributes:
        first: the first token of the name.
        last: its last.
        head: the noun that tells what it is, or None.
        start: what is true of where it begins.
        end: what is true of where it ends.
        features: what is true of the place.
        key: the words that tell this name from others.
    """

    first: int
    last: int
    head: Head | None
    start: Names
    end: Names
    features: Names
    key: str


def places(words: NameWords) -> Iterator[Place]:
    """Every place, with each way to cut it."""
    around = Around(words)
    capital = CAPITAL if words.lexicon.cased else 0
    for head in words.heads:
        later = around.later(head.first)
        if later > _FAR or (later > _NEAR and not words.tokens[head.first].shape & capital):
            continue
        yield from _of_noun(words, head, around)
    if words.lexicon.cased:
        yield from _runs(words, around)
    yield from _quoted(words, around)
    yield from _lines(words, around)


class Around:
    """What is true of a position in the text, the same for all names that stand there."""

    def __init__(self, words: NameWords) -> None:
        self.words = words
        self.body_sentence = max(1, words.reading.sentence_number(words.reading.body))
        self._told: dict[int, Names] = {}

    def later(self, at: int) -> int:
        """How many sentences behind the first of the body the token stands; below 0 in a title."""
        return self._later(self.words.tokens[at].start)

    def _later(self, start: int) -> int:
        reading = self.words.reading
        number = reading.sentence_number(start)
        return -1 if start < reading.body or number == 0 else number - self.body_sentence

    def names(self, at: int) -> Names:
        """What is true of the sentence that the token stands in, and of where it stands in it."""
        words, reading = self.words, self.words.reading
        start = words.tokens[at].start
        later = self._later(start)
        number = reading.sentence_number(start)
        found = self._told.get(number)
        if found is None:
            found = self._told[number] = self._sentence(number)
        place = "in_title" if later < 0 else _SENTENCES[later] if later < 3 else "sentence_later"
        found = (place, *found, *(name for least, name in _LATE if later >= least))
        near = words.kinds[at + 1 : at + _CLOSE]
        if not _DATED.isdisjoint(near):
            found = (*found, "date_near")
        return (*found, "in_quotation") if reading.in_quotation(start) else found

    def _sentence(self, number: int) -> Names:
        words = self.words
        span = words.reading.sentences[number]
        inside = words.reading.tokens.within(span.start, span.end)
        found = []
        if not _DATED.isdisjoint(words.kinds[inside.start : inside.stop]):
            found.append("with_date")
        holds = words.bits.holds
        if words.joined(inside.start, inside.stop - 1) & holds:
            found.append("with_holds")
        return tuple(found)


def _of_noun(words: NameWords, head: Head, around: Around) -> Iterator[Place]:
    if words.masks[head.last + 1] & words.bits.houses and not words.lexicon.lowercase_names:
        return
    capital = words.tokens[head.first].shape & (CAPITAL | ARTICLE)
    size = "Capital" if capital else "small"
    names = (*around.names(head.first), f"noun_{head.kind}", f"noun_{head.kind}_{size}")
    behind, key, at = [], "", head.first
    for end in ends(words, head.first, head.last):
        key += words.key(at, end.at)
        at = end.at + 1
        behind.append((end, key))
    front, at = "", head.first
    for start in starts(words, head.first):
        front = words.key(start.at, at - 1) + front
        at = start.at
        for end, key in behind:
            yield Place(at, end.at, head, start.names, end.names, names, front + key)


def _runs(words: NameWords, around: Around) -> Iterator[Place]:
    """Capitals without a noun, where something speaks for an event's name."""
    for first, last in _capitals(words):
        if words.joined(first, last) & words.bits.nouns:
            continue
        later = around.later(first)
        if later > _RUNS:
            return
        numbered = words.kinds[last] in ("year", "num")
        if later > _EARLY and not numbered and words.counts[words.tokens[first].bare] < _AGAIN:
            continue
        told = (*around.names(first), "run")
        front = _front(words, first)
        yield _run(words, first, last, front, told)
        if numbered and last > first:
            yield _run(words, first, last - 1, front, told)
        link = next((i for i in range(first, last) if words.kinds[i] in _DIVIDES), last + 1)
        if link < last:
            yield _run(words, first, link - 1, front, told)


def _front(words: NameWords, first: int) -> list[str]:
    """What is true of every run that begins with the token."""
    text = words.text(first)
    true = {
        "run_acronym": words.kinds[first] == "acro",
        "run_figure": text[-1].isdigit(),
        "run_humps": _has_hump(text),
        "run_given_name": words.has(first, "given_names"),
        "run_place": words.place_at(first),
    }
    leading = [f"run_{name}" for name in lead(words, first)]
    return leading + [name for name, holds in true.items() if holds]


def _run(words: NameWords, first: int, last: int, front: list[str], told: Names) -> Place:
    kinds, bits = words.kinds, words.bits
    beside = kinds[last + 1]
    inside = words.joined(first, last)
    true = {
        "run_held_follows": words.joined(last + 1, last + 3) & bits.holds,
        "run_said": words.masks[last + 1] & bits.speech,
        "run_explained": beside == "comma" and words.joined(last + 2, last + 7) & bits.nouns,
        "run_year": kinds[last] == "year",
        "run_ending": _ends_as_event(words, first, last),
        "run_organisation_words": inside & bits.bodies,
        "run_roles": inside & bits.roles,
        "run_venue_heads": inside & bits.houses,
    }
    names = [*front, f"run_words_{min(last - first + 1, 5)}"]
    if beside in _DIVIDES:
        names.append(f"run_next_{words.after_link(last + 1)}")
    names += [name for name, holds in true.items() if holds]
    return Place(first, last, None, tuple(names), (), told, words.key(first, last))


def _has_hump(text: str) -> bool:
    """True for "PyCon" and "VivaTech"."""
    return not text[1:].islower() and not text.isupper() and text.isalpha()


def _ends_as_event(words: NameWords, first: int, last: int) -> bool:
    """True for "PyCon" and "Oktoberfest"."""
    endings = words.endings
    for token in words.tokens[first : last + 1]:
        if token.low.rstrip("0123456789").endswith(endings):
            return True
    return False


def _has_noun(words: NameWords, first: int, last: int) -> bool:
    return bool(words.joined(first, last) & words.bits.nouns)


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
            kind, number = kinds[at], kinds[at + 1] in ("num", "year")
            numbered = kind == "num" and kinds[at - 1] in ("cap", "acro", "hash", "quote")
            if kind in ("cap", "acro", "year", "vcap") or numbered:
                last = at
            elif kind not in _INSIDE and not (kind == "quote" and number):
                break
            at += 1
        yield first, last
        at = last + 1


def _quoted(words: NameWords, around: Around) -> Iterator[Place]:
    """A short stretch in quotation marks."""
    tokens, masks, nouns = words.reading.tokens, words.masks, words.bits.nouns
    for quote in words.reading.quotes:
        if quote.inner.end - quote.inner.start > _QUOTED * 12:
            continue
        inside = tokens.within(quote.inner.start, quote.inner.end)
        if not 0 < len(inside) <= _QUOTED:
            continue
        first, last = inside[0], inside[-1]
        behind = tokens.at(quote.outer.end)
        names = [f"quote_{name}" for name in lead(words, first - 1) if name in _LEADS]
        names.append(f"quote_words_{min(len(inside), 6)}")
        true = {
            "quote_after_noun": masks[first - 2] & nouns,
            "quote_before_noun": masks[behind] & nouns,
            "quote_held_follows": words.joined(behind, behind + 2) & words.bits.holds,
            "quote_called": words.has(first - 2, "called"),
            "quote_ends_sentence": words.kinds[last] in ("comma", "stop"),
            "quote_verb": "verb" in words.kinds[first : last + 1],
        }
        names += [name for name, holds in true.items() if holds]
        told, key = (*around.names(first), "quoted"), words.key(first, last)
        yield Place(first, last, None, tuple(names), (), told, key)


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


def _parts(words: NameWords, first: int, last: int, number: int, around: Around) -> Iterator[Place]:
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
        figures = sum(kinds[i] in ("num", "year", "month") for i in inside)
        if not content or figures > content:
            continue
        where = "whole" if one == whole else "before" if begin <= first + 1 else "behind"
        names = [
            f"line_{where}",
            f"line_{min(number, 4)}",
        ]
        said = set(kinds[begin : end + 1])
        names += [f"line_has_{kind}" for kind in _TOLD if kind in said]
        names += ["line_has_noun"] if _has_noun(words, begin, end) else []
        if words.joined(begin, end) & words.bits.holds:
            names.append("line_has_holds")
        if end < last and kinds[end + 1] in _SIGNS:
            names.append(f"line_next_{kinds[end + 1]}")
        names += ["line_place"] if words.place_at(begin) else []
        told, key = (*around.names(begin), "line"), words.key(begin, end)
        yield Place(begin, end, None, tuple(names), (), told, key)
