"""A reading -> every mention of a country: by its name, or by an adjective of nationality."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from eventbrief.extract.text.lexicon import Lexicon
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.span import Span
from eventbrief.extract.text.tokens import CAPITAL, TOKEN, UPPER, Token

_PLAIN = str.maketrans("أإآى", "اااي", "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652")
_AND, _PREPOSITIONS = ("و", "ف"), ("ب", "ك", "ل")
_FRONT = 4  # letters that are written to the front of a word at most
_SHORT = 3  # letters; what is not longer is a country only in capitals: "US", "UK"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name a country.

    Attributes:
        code: ISO 3166-1.
        span: where they stand.
        first: their first token.
        last: their last token.
        by_name: False for an adjective, or for people called by it.
        doubtful: the word often is something else: "Georgia", "Jordan".
        joined: a part of a word with a hyphen: "Russia-Africa".
        lead: a preposition or "and" that is written to the front; the span leaves it out.
        name: the first word, in lower case, without the lead.
    """

    code: str
    span: Span
    first: int
    last: int
    by_name: bool
    doubtful: bool = False
    joined: bool = False
    lead: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A name in the table: its other words, what it names (None: no country), and how."""

    rest: tuple[str, ...]
    code: str | None
    by_name: bool
    short: bool


@functools.lru_cache(maxsize=2)
def mentions_in(reading: Reading) -> tuple[Mention, ...]:
    """Every mention of a country, in the order of the text; made once for all that ask."""
    lexicon, tokens = reading.lexicon, reading.tokens
    table, known, cased = _table(lexicon), _seen(lexicon), lexicon.cased
    doubtful = lexicon.bit("common_look_alikes")
    found: list[Mention] = []
    free, end = 0, len(tokens)  # the first token that no mention holds yet
    if not cased:
        for low in {token.low for token in tokens}.difference(known):
            known[low] = tuple(_options(low, table))
    may_begin = [i for i, t in enumerate(tokens) if known.get(t.low) or "-" in t.low]
    for index in may_begin:
        token = tokens[index]
        low = token.low
        options = known.get(low, ())
        if index < free:
            continue
        if not options and len(low) > _SHORT:
            found += _parts(token, index, lexicon)
        for lead, entry in options:
            last = index + len(entry.rest)
            if last >= end or not _fits(reading, token, index, entry):
                continue
            if entry.code:
                odd = bool(token.mask & doubtful) and not entry.rest
                span = Span(token.start + len(lead), tokens[last].end)
                own = (entry.code, span, index, last, entry.by_name, odd)
                found.append(Mention(*own, lead=lead, name=low[len(lead) :]))
            free = last + 1
            break
    return tuple(found)


def _fits(reading: Reading, token: Token, index: int, entry: _Entry) -> bool:
    """Whether the words of the name follow, and are written as a name is."""
    lexicon, tokens = reading.lexicon, reading.tokens
    capital = UPPER if entry.short else CAPITAL
    if lexicon.cased and entry.by_name and entry.code and not token.shape & capital:
        return False
    if not entry.rest and token.mask & lexicon.bit("event_heads"):
        return False  # "Reunión" is a meeting before it is an island
    return all(_same(tokens[index + 1 + number], word) for number, word in enumerate(entry.rest))


def _same(token: Token, word: str) -> bool:
    return token.low == word or token.low.translate(_PLAIN) == word or token.bare == word


def _parts(token: Token, index: int, lexicon: Lexicon) -> Iterator[Mention]:
    """The countries in "Russia-Africa"; where one part is unknown and short, none are."""
    position = token.start
    for part in token.low.split("-"):
        for entry in _table(lexicon).get(part, ()):
            if not entry.rest and entry.code and len(part) > _SHORT:
                span = Span(position, position + len(part))
                yield Mention(entry.code, span, index, index, entry.by_name, joined=True)
                break
        position += len(part) + 1


def _options(word: str, table: dict[str, list[_Entry]]) -> Iterator[tuple[str, _Entry]]:
    """What may begin with the word, with what is written to its front; the longest first."""
    plain = word.translate(_PLAIN)
    if not any(plain[front:] in table for front in range(_FRONT + 1)):
        return
    seen = set()
    for lead, rest, defined in _without_front(plain):
        for entry in table.get(rest, ()):
            if (entry.code, entry.rest) not in seen and not (defined and entry.by_name):
                seen.add((entry.code, entry.rest))
                yield lead, entry


def _without_front(word: str) -> Iterator[tuple[str, str, bool]]:
    """What may be written to the front, what is left, and whether an article goes with it."""
    starts = ("", word[0]) if word[:1] in _AND else ("",)
    for start in starts:
        rest = word[len(start) :]
        yield start, rest, False
        if rest[:2] in ("ال", "لل"):
            yield start + ("ل" if rest[0] == "ل" else ""), rest[2:], True
        if rest[:1] in _PREPOSITIONS and len(rest) > _SHORT:
            yield start + rest[0], rest[1:], False
            if rest[1:3] == "ال":
                yield start + rest[0], rest[3:], True


@functools.cache
def _seen(lexicon: Lexicon) -> dict[str, tuple[tuple[str, _Entry], ...]]:
    """What may begin with a word: all there is, or what was found out of words read before."""
    if not lexicon.cased:
        return {}
    return {word: tuple(("", e) for e in entries) for word, entries in _table(lexicon).items()}


@functools.cache
def _table(lexicon: Lexicon) -> dict[str, list[_Entry]]:
    """First word -> the names and adjectives that begin with it, the longest first."""
    table: dict[str, list[_Entry]] = {}

    def put(name: str, code: str | None, *, by_name: bool) -> None:
        name = name.lower().replace("’", "'")
        words = [name] if name.isalpha() else TOKEN.findall(name)
        first, *rest = words if lexicon.cased else (word.translate(_PLAIN) for word in words)
        short = by_name and len(name.replace(".", "")) <= _SHORT
        table.setdefault(first, []).append(_Entry(tuple(rest), code, by_name, short))

    for name in lexicon.words("country_look_alikes"):
        put(name, None, by_name=True)
    for name, code in lexicon.countries.items():
        put(name, code, by_name=True)
    for code, stems in lexicon.data["demonyms"].items():
        for stem in stems:
            for form in _forms(str(stem), lexicon):
                put(form, str(code), by_name=False)
    for entries in table.values():
        entries.sort(key=lambda e: (-len(e.rest), not e.by_name, e.code or ""))
    return table


def _forms(stem: str, lexicon: Lexicon) -> Iterable[str]:
    """The forms of an adjective; of a stem in "ي" also those with the sign of the indefinite."""
    endings = lexicon.words("nationality_endings")
    first, *rest = stem.split(" ")
    if not lexicon.cased and rest:
        feminine = " ".join(word + "ة" for word in (first, *rest))
        return (stem, feminine)
    return (stem, *(stem + ending for ending in endings))
