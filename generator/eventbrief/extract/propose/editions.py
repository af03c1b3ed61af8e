"""A reading and its event's name -> the numbers that may be its edition, each with its places."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field

from eventbrief.extract.judge.candidate import Candidate as Choice
from eventbrief.extract.propose.event_name import Candidate
from eventbrief.extract.propose.name_words import KINDS, NameWords
from eventbrief.extract.text.likeness import fold
from eventbrief.extract.text.span import Span

Features = dict[str, float]
_GLUED = re.compile(r"[^\W\d_]{2,}(\d{1,3})")
_REACH = 4  # words between an ordinal and the noun that it counts
_NEAR = 25  # code points between a number and the name


@dataclass
class _Pool:
    value: int
    count: int = 0
    spans: list[tuple[float, Span]] = field(default_factory=list)
    features: Features = field(default_factory=dict)


def find_editions(words: NameWords, event: Candidate | None, spans: tuple[Span, ...]) -> list[Choice]:
    """The numbers; what speaks for each is what is true of any of its places."""
    pools: dict[int, _Pool] = {}
    names = _names(words, event, spans)
    for first, last, value, kind in _numbers(words, names):
        features = _speaks_for(words, first, last, kind, event, names)
        pool = pools.setdefault(value, _Pool(value))
        pool.count += 1
        span = words.reading.tokens.span(first, _noun_end(words, last))
        closeness = sum(features.get(n, 0.0) for n in ("in_name", "counts_edition", "counts_head"))
        pool.spans.append((-closeness, span))
        for name, strength in features.items():
            pool.features[name] = max(strength, pool.features.get(name, 0.0))
    return [_choice(pool, len(pools)) for pool in pools.values()]


def _choice(pool: _Pool, others: int) -> Choice:
    features = {**pool.features, "bias": 1.0, "places": math.log2(pool.count)}
    if pool.value == 1:
        features = {f"first_{n}": s for n, s in features.items()} | {"bias": 1.0}
    if others == 1:
        features["only"] = 1.0
    spans = tuple(span for _, span in sorted(pool.spans, key=lambda one: one[0])[:3])
    return Choice(pool.value, spans, features)


def _names(words: NameWords, event: Candidate | None, spans: tuple[Span, ...]) -> list[range]:
    """The tokens of every place of the name; also where its noun and first word stand again."""
    return [words.reading.tokens.within(s.start, s.end) for s in spans] if event else []


def _numbers(words: NameWords, names: list[range]) -> list[tuple[int, int, int, str]]:
    """First and last token, number and kind of what may count editions."""
    found = [(first, last, value, "ordinal") for first, (last, value) in words.ordinals.items()]
    kinds, tokens = words.kinds, words.tokens
    near = {i for name in names for i in range(name.start - 3, name.stop + 3)}
    for index, token in enumerate(tokens):
        if kinds[index] == "num" and token.low.isdigit() and 0 < len(token.low) < 4:
            beside = words.has(index + 1, "edition_words") or words.has(index - 1, "edition_nouns")
            noun = any(words.has(index + 1, kind) for kind in KINDS)
            mark = index > 0 and kinds[index - 1] == "hash"
            if (beside or noun or mark) and 0 < int(token.low) < 200:
                found.append((index, index, int(token.low), "number"))
        elif index in near and (glued := _GLUED.fullmatch(token.low)) and int(glued[1]):
            found.append((index, index, int(glued[1]), "glued"))
    return sorted(found)


def _noun_end(words: NameWords, last: int) -> int:
    """Over the noun that the ordinal counts, where it stands right behind."""
    return last + 1 if words.has(last + 1, "edition_words") else last


def _speaks_for(
    words: NameWords, first: int, last: int, kind: str, event: Candidate | None, names: list[range]
) -> Features:
    kinds, tokens, reading = words.kinds, words.tokens, words.reading
    features: Features = {kind: 1.0}
    start = tokens[first].start
    sentence = reading.sentence_number(start)
    if start < reading.body or sentence == 0:
        features["in_title"] = 1.0
    elif sentence <= reading.sentence_number(reading.body) + 2:
        features["early"] = 1.0
    else:
        features["late"] = min(1.0, sentence / 20)
    if reading.in_quotation(start):
        features["in_quotation"] = 1.0
    if any(i in name for name in names for i in (first, last)):
        features["in_name"] = 1.0
    elif any(name.start - 6 <= last < name.start for name in names):
        features["before_name"] = 1.0
    elif any(name.stop <= first < name.stop + 6 for name in names):
        features["behind_name"] = 1.0
    elif any(reading.sentence_number(tokens[n.start].start) == sentence for n in names if n):
        features["beside_name"] = 1.0
    step, counted = last + 1, ""
    while step <= last + _REACH and step < len(tokens) and kinds[step] in ("adj", "cap", "low"):
        if words.has(step, "edition_words"):
            counted = "edition"
        elif any(words.has(step, k) for k in KINDS):
            own = event and event.head and tokens[step].bare == event.head
            counted = "head" if own else "noun"
        if counted:
            break
        step += 1
    if not counted and words.lexicon.ordinal_after:
        for back in (first - 1, first - 2, first - 3):
            if back < 0 or kinds[back] in ("nl", "stop", "comma"):
                break
            if words.has(back, "edition_nouns") or words.has(back, "edition_words"):
                counted = "edition"
            elif any(words.has(back, k) for k in KINDS):
                counted = "head" if event and tokens[back].bare == event.head else "noun"
            if counted:
                break
    features[f"counts_{counted or 'other'}"] = 1.0
    features[f"next_{kinds[last + 1]}"] = 1.0
    features[f"before_{kinds[first - 1] if first else 'nl'}"] = 1.0
    if words.has(first - 1, "possessives"):
        features["possessive"] = 1.0
    if counted == "edition" and kinds[step + 1] in ("prep", "det"):
        features["edition_of"] = 1.0
    near = range(max(0, first - 5), min(step + 5, len(tokens)))
    for name in ("other_event", "other_adjectives", "holds", "demonstratives"):
        if any(words.has(i, name) for i in near):
            features[f"near_{name}"] = 1.0
    if any(kinds[i] == "year" for i in near):
        features["near_year"] = 1.0
    return features


def other_editions(words: NameWords, event: Candidate | None, value: int | None) -> frozenset[int]:
    """The sentences about another edition: "the 39th meeting will be held in Singapore"."""
    if event is None or value is None:
        return frozenset()
    number = words.reading.sentence_number
    counted = [
        (number(words.tokens[first].start), edition)
        for first, (last, edition) in words.ordinals.items()
        if _counts(words, first, last, event)
    ]
    own = {sentence for sentence, edition in counted if edition == value}
    return frozenset(s for s, edition in counted if edition != value and s not in own)


def _counts(words: NameWords, first: int, last: int, event: Candidate) -> bool:
    """True where the ordinal counts editions, or events of this kind."""
    near = range(last + 1, last + 4) if not words.lexicon.ordinal_after else range(first - 2, first)
    return any(
        words.has(i, "edition_words") or words.tokens[i].bare == event.head
        for i in near
        if 0 <= i < len(words.tokens)
    )


def same_words(one: str, other: str) -> bool:
    """True where two names have the same words."""
    return fold(one) == fold(other)
