"""What was decided about a source -> the sentences that tell most of the event, verbatim.

The first says what takes place, when, where and by whom, as far as one sentence does; the rest add
to it. All of them can be printed alone (`standing_alone`). No gold tells which sentences are the
best, so the weights are set by hand, each with a name.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from eventbrief.extract.judge.document import Document
from eventbrief.extract.propose.people import People
from eventbrief.extract.propose.sentence_words import SentenceWords
from eventbrief.extract.propose.standing_alone import Sentence, standing_sentences
from eventbrief.extract.text.clauses import verbal
from eventbrief.extract.text.lexicon import Lexicon
from eventbrief.extract.text.reading import MASK, Reading
from eventbrief.extract.text.span import Span
from eventbrief.extract.text.tokens import AND, CAPITAL, DIGIT, UPPER, WORD, Token

SENTENCES = 4
_FAR = 10  # sentences after which place tells nothing more
_LONG = 300  # code points
_ALIKE = 0.5  # of the words of the shorter of two sentences
_SHORT_WORD = 3
_LEAST = 1.0  # points below which a sentence is not worth printing

# What a sentence's score is made of.
WEIGHTS = {
    "early": 1.8,
    "name": 2.2,
    "event_noun": 1.0,
    "start": 1.6,
    "city": 1.3,
    "organiser": 1.0,
    "count": 0.8,
    "theme": 0.5,
    "telling": 0.6,
    "number": 0.3,
    "no_verb": -3.0,
    "joined": -2.0,
    "quoted": -3.0,
    "long": -0.8,
    "this_year": -0.7,
    "attached_and": -0.4,
    "negated": -1.0,
    "excluded": -0.2,
    "former": -2.5,
    "next": -2.0,
    "other_event": -3.0,
    "replaced": -2.0,
    "hedged": -0.6,
    "hearsay": -2.0,
    "conditional": -1.2,
    "past_background": -0.8,
    "is_first_lines": 0.6,
}
# In the first sentence the facts count more than what it tells besides.
FIRST = {"name": 1.5, "start": 1.5, "city": 1.0, "organiser": 0.4, "early": 0.6}
_ASIDE = ("former", "next", "other_event", "hearsay", "past_background")
_SENSES = (
    "negated", "excluded", "former", "next", "other_event", "replaced", "hedged", "hearsay",
    "conditional", "past_background",
)  # fmt: skip


@dataclass(frozen=True)
class Scored:
    """A sentence with what is true of it, and the words by which it is compared."""

    sentence: Sentence
    features: dict[str, float]
    words: frozenset[str]

    @property
    def score(self) -> float:
        """How much the sentence tells."""
        return sum(WEIGHTS[name] * strength for name, strength in self.features.items())

    @property
    def is_aside(self) -> bool:
        """True where it speaks of something else than this event, so that it begins no summary."""
        return any(name in self.features for name in _ASIDE)

    @property
    def as_first(self) -> float:
        """How well it begins a summary."""
        return self.score + sum(FIRST.get(n, 0.0) * s for n, s in self.features.items())


def find_summary(document: Document) -> list[Span]:
    """Up to four sentences of the source, the one that begins the summary first."""
    reading = document.reading
    people = document.people or People(reading)
    facts = _facts(document)
    scored = [
        Scored(s, _features(reading, s, facts), _content(reading, s.span))
        for s in standing_sentences(reading, people)
        if not s.needs
    ]
    worth = [s for s in scored if s.score > _LEAST]
    if not worth:
        return []
    first = max(worth, key=lambda s: (not s.is_aside, s.as_first, -s.sentence.number))
    chosen = [first]
    for candidate in sorted(worth, key=lambda s: (-s.score, s.sentence.number)):
        if len(chosen) < SENTENCES and not any(_alike(candidate, c) for c in chosen):
            chosen.append(candidate)
    return [s.sentence.span for s in chosen]


def _facts(document: Document) -> dict[str, tuple[list[Span], list[str]]]:
    """For each feature that is a fact: where it was read, and the words that say it elsewhere.

    The words are case folded.
    """
    event, place = document.event, document.place
    name = document.name
    words = [n for n in (name.value if name else "", event.name if event else "") if " " in n]
    found = {
        "name": ([*name.spans] if name else [], words),
        "start": ([*document.start.spans] if document.start else [], []),
        "city": (
            [*place.city.spans] if place.city else [],
            [place.city.value] if place.city else [],
        ),
        "organiser": (
            [s for o in document.organisers for s in o.spans],
            [w for o in document.organisers for w in (o.name, o.acronym) if w],
        ),
        "count": ([*document.count.number.spans] if document.count else [], []),
        "theme": ([*document.theme.spans] if document.theme else [], []),
    }
    return {key: (spans, [w.casefold() for w in words]) for key, (spans, words) in found.items()}


def _features(
    reading: Reading, sentence: Sentence, facts: dict[str, tuple[list[Span], list[str]]]
) -> dict[str, float]:
    span, lexicon = sentence.span, reading.lexicon
    inside = reading.tokens.within(span.start, span.end)
    within = reading.tokens[inside.start : inside.stop]
    low = span.of(reading.flat).casefold()
    found = {"early": max(0.0, 1 - sentence.number / _FAR)}
    for name, (spans, words) in facts.items():
        said = any(span.covers(s) for s in spans) or any(word in low for word in words)
        if said:
            found[name] = 1.0
    masks = shapes = 0
    for token in within:
        masks |= token.mask
        shapes |= token.shape
    telling = lexicon.bit("telling_words")
    tells = sum(bool(t.mask & telling) for t in within) if masks & telling else 0
    found["telling"] = min(2.0, tells / 2)
    own = sentence.words or SentenceWords(reading, span)
    marks: dict[str, bool] = {
        "event_noun": bool(masks & lexicon.bits("event_heads", "edition_words", "event_words")),
        "number": bool(shapes & DIGIT),
        "joined": _is_joined(reading, span),
        "no_verb": not _has_verb(masks, within, lexicon),
        "quoted": reading.masked.count(MASK, span.start, span.end) > len(low) / 5,
        "long": len(low) > _LONG,
        "this_year": own.holds("relative_years"),
        "attached_and": bool(within and within[0].shape & AND),
        "is_first_lines": sentence.number <= 2,
    }
    held = {name: reading.sense.over(name, span) for name in _SENSES}
    return found | {name: 1.0 for name, true in (marks | held).items() if true}


def _has_verb(masks: int, within: list[Token], lexicon: Lexicon) -> bool:
    """True where a verb stands in the sentence, as far as verbs are known by list or ending."""
    if masks & lexicon.bits("speech_present", "name_stops"):
        return True
    return any(verbal(token.low, lexicon) for token in within)


def _is_joined(reading: Reading, span: Span) -> bool:
    """True where a heading runs on into the sentence: "Stories of Porto From all entries, ..."."""
    tokens, lexicon = reading.tokens, reading.lexicon
    if not lexicon.cased:
        return False
    small = lexicon.bits("fronting", "indefinites", "demonstratives")
    inside = tokens.within(span.start + 1, span.end)
    return any(
        tokens[i].shape & CAPITAL
        and tokens[i].mask & small
        and len(tokens[i].low) > 1
        and not tokens[i].shape & UPPER
        and tokens[i - 1].shape & WORD
        and not tokens[i - 1].mask & small
        for i in inside
    )


def _content(reading: Reading, span: Span) -> frozenset[str]:
    """The words by which a sentence is told from another."""
    tokens = reading.tokens
    common = _common(reading.lexicon)
    return frozenset(
        t.bare
        for t in (tokens[i] for i in tokens.within(span.start, span.end))
        if t.shape & (WORD | DIGIT) and len(t.bare) > _SHORT_WORD and not t.mask & common
    )


@functools.cache
def _common(lexicon: Lexicon) -> int:
    return lexicon.bits("finite_verbs", "event_heads", "fronting", "determiners", "clause_joints")


def _alike(one: Scored, other: Scored) -> bool:
    """True where two sentences say much the same."""
    if one is other:
        return True
    shared = len(one.words & other.words)
    return shared >= _ALIKE * min(len(one.words), len(other.words))
