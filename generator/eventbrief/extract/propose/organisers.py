"""A reading -> every name that may be that of a body, with all places where it stands."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field

from eventbrief.extract.propose.bodies import acronym_pairs
from eventbrief.extract.propose.body_mentions import Chunk, Words, chunks
from eventbrief.extract.text.lexicon import Lexicon, any_of
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.span import Span
from eventbrief.extract.text.tokens import UPPER, WORD

_SHORTEST = 2  # letters of a name
_BRACKET = 4  # tokens of an acronym with its brackets, and one


@dataclass(frozen=True)
class FoundOrganiser:
    """A body, its role, and where that is said.

    Attributes:
        sure: False where the words leave open whether it organises the event.
    """

    name: str
    acronym: str | None
    role: str
    spans: tuple[Span, ...]
    sure: bool = True
    chance: float = 1.0


@dataclass(frozen=True, slots=True)
class Place:
    """One extent of a name in the text: tokens `first` to `last` of a chunk."""

    chunk: Chunk
    first: int
    last: int


@dataclass(slots=True)
class NamedBody:
    """A name that a body may have, and every place where it stands.

    Attributes:
        name: as the text words it first.
        span: where that is.
        places: all places, those of its acronym included.
        acronym: what it is shortened to in brackets, or None.
        pair: where both names stand together.
    """

    name: str
    span: Span
    places: list[Place] = field(default_factory=list)
    acronym: str | None = None
    pair: Span | None = None


def named_bodies(words: Words) -> list[NamedBody]:
    """The names, in the order of their first place; each wording once."""
    reading, tokens = words.reading, words.tokens
    pairs = acronym_pairs(reading)
    long_names = {_key(long): short for short, (long, _) in pairs.items()}
    of_acronym = {_key(short): _key(long) for short, (long, _) in pairs.items()}
    found: dict[str, NamedBody] = {}
    for chunk in chunks(words):
        for first in chunk.starts:
            start = words.start(first)
            for last in chunk.ends:
                if last < first:
                    continue
                end = tokens[last].end
                if end - start < _SHORTEST:
                    continue
                key = _key(reading.flat[start:end])
                key = of_acronym.get(key, key)
                body = found.get(key)
                if body is None:
                    body = found[key] = NamedBody(reading.text[start:end], Span(start, end))
                    if (short := long_names.get(key)) is not None:
                        long, body.pair = pairs[short]
                        body.name, body.acronym = long, short
                    elif first == chunk.first and words.masks[first] & words.heads:
                        _bracketed(words, body, last)
                elif body.acronym is None and first == chunk.first:
                    _bracketed(words, body, last)
                body.places.append(Place(chunk, first, last))
    return list(found.values())


def _bracketed(words: Words, body: NamedBody, last: int) -> None:
    """Note the acronym that stands in brackets after the name."""
    tokens = words.tokens
    if last + 3 >= len(tokens) or tokens[last + 1].low != "(" or tokens[last + 3].low != ")":
        return
    token = tokens[last + 2]
    word = words.reading.text[token.start : token.end]
    if token.shape & WORD and (token.shape & UPPER or not words.lexicon.cased) and len(word) > 1:
        body.acronym = word
        body.pair = Span(body.span.start, tokens[last + 3].end)


def _key(name: str) -> str:
    """What two wordings of one name share."""
    return name.casefold()


def role_led_to(words: str, lexicon: Lexicon) -> str | None:
    """The role of an organiser that the last cue in the words leads to: "hosted by" is a host's."""
    found = [(m.end(), role) for role, cues in _cues(lexicon) for m in cues.finditer(words)]
    return max(found)[1] if found else None


@functools.cache
def _cues(lexicon: Lexicon) -> tuple[tuple[str, re.Pattern[str]], ...]:
    listed = {**lexicon.data["organising"]}
    active = re.compile(rf"(?<!\w){lexicon.raw('organising_active')}(?!\w)", re.IGNORECASE)
    passive = (
        (role, re.compile(rf"(?<!\w){lexicon.attached_lead}{any_of(cues)}(?!\w)", re.IGNORECASE))
        for role, cues in listed.items()
    )
    return (*passive, ("organiser", active))
