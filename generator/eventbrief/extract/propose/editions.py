"""A reading and its event's name -> the numbers that may be its edition, each with its places."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field

from eventbrief.extract.judge.candidate import Candidate as Choice
from eventbrief.extract.propose.event_name import Candidate
from eventbrief.extract.propose.name_words import NameWords
from eventbrief.extract.text.span import Span

Features = dict[str, float]
_GLUED = re.compile(r"[^\W\d_]{2,}(\d{1,3})")
_REACH = 4  # words between an ordinal and the noun that it counts
_CLOSE = 6  # words between a number and the name
_BESIDE = 5  # words around a number that say of which event it is
_EARLY = 2  # sentences of the body


@dataclass
class _Pool:
    value: int
    count: int = 0
    spans: list[tuple[float, Span]] = field(default_factory=list)
    features: Features = field(default_factory=dict)


def find_editions(
    words: NameWords, event: Candidate | None, spans: tuple[Span, ...]
) -> list[Choice]:
    """The numbers; what speaks for each is what is true of any of its places."""
    pools: dict[int, _Pool] = {}
    names = _names(words, event, spans)
    for first, last, value, kind in _numbers(words, names):
        features = _speaks_for(words, first, last, kind, event, names)
        if "of_the_past" in features and not _at_name(features):
            continue
        pool = pools.setdefault(value, _Pool(value))
        pool.count += 1
        span = words.reading.tokens.span(first, _noun_end(words, last))
        closeness = sum(features.get(n, 0.0) for n in ("in_name", "counts_edition", "counts_head"))
        pool.spans.append((-closeness, span))
        for name, strength in features.items():
            pool.features[name] = max(strength, pool.features.get(name, 0.0))
    return [_choice(pool, len(pools)) for pool in pools.values()]


def _at_name(features: Features) -> bool:
    """True where the number stands in the event's name, right before or behind it."""
    return any(name in features for name in ("in_name", "before_name", "behind_name", "in_title"))


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
            noun = bool(words.masks[index + 1] & words.bits.nouns)
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
    kinds, tokens = words.kinds, words.tokens
    counted, step = _counted(words, first, last, event)
    found = [
        kind,
        *_where(words, first, last, names),
        f"counts_{counted or 'other'}",
        f"next_{kinds[last + 1]}",
        f"before_{kinds[first - 1] if first else 'nl'}",
    ]
    if first and words.has(first - 1, "possessives"):
        found.append("possessive")
    if counted == "edition" and kinds[step + 1] in ("prep", "det"):
        found.append("edition_of")
    near = range(max(0, first - _BESIDE), min(step + _BESIDE, len(tokens)))
    for name in ("other_event", "other_adjectives", "holds", "demonstratives"):
        if any(words.has(i, name) for i in near):
            found.append(f"near_{name}")
    years = [int(tokens[i].low) for i in _sentence(words, first) if kinds[i] == "year"]
    if years:
        found.append("near_year")
        if max(years) < words.this_year:
            found.append("of_the_past")
    features = dict.fromkeys(found, 1.0)
    sentence = words.reading.sentence_number(tokens[first].start)
    if "late" in features:
        features["late"] = min(1.0, sentence / 20)
    return features


def _sentence(words: NameWords, at: int) -> range:
    """The tokens of the sentence that the token stands in."""
    sentence = words.reading.sentence_at(words.tokens[at].start)
    return words.reading.tokens.within(sentence.start, sentence.end)


def _where(words: NameWords, first: int, last: int, names: list[range]) -> list[str]:
    """Where in the text the number stands, and where beside the name."""
    tokens, reading = words.tokens, words.reading
    start = tokens[first].start
    sentence = reading.sentence_number(start)
    if start < reading.body or sentence == 0:
        found = ["in_title"]
    else:
        early = sentence <= reading.sentence_number(reading.body) + _EARLY
        found = ["early" if early else "late"]
    if reading.in_quotation(start):
        found.append("in_quotation")
    if any(i in name for name in names for i in (first, last)):
        found.append("in_name")
    elif any(name.start - _CLOSE <= last < name.start for name in names):
        found.append("before_name")
    elif any(name.stop <= first < name.stop + _CLOSE for name in names):
        found.append("behind_name")
    elif any(reading.sentence_number(tokens[n.start].start) == sentence for n in names if n):
        found.append("beside_name")
    return found


def _counted(words: NameWords, first: int, last: int, event: Candidate | None) -> tuple[str, int]:
    """What the number counts, "edition", the event's own "head" or a "noun"; and its token."""
    kinds, size = words.kinds, len(words.tokens)
    step = last + 1
    while step <= last + _REACH and step < size and kinds[step] in ("adj", "cap", "low"):
        if counted := _noun(words, step, event):
            return counted, step
        step += 1
    if words.lexicon.ordinal_after:
        for back in (first - 1, first - 2, first - 3):
            if back < 0 or kinds[back] in ("nl", "stop", "comma"):
                break
            if counted := _noun(words, back, event):
                return counted, step
    return "", step


def _noun(words: NameWords, at: int, event: Candidate | None) -> str:
    mask = words.masks[at]
    if mask & words.bits.editions or (
        words.lexicon.ordinal_after and words.has(at, "edition_nouns")
    ):
        return "edition"
    if mask & words.bits.nouns:
        return "head" if event and words.tokens[at].bare == event.head else "noun"
    return ""


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
