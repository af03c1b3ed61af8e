"""A reading -> the numbers of countries that it states, and what speaks for each.

A number counts countries where a noun such as "countries", "nationalities" or "national teams"
follows it, with an adjective or a name between them: "16 Belt and Road countries".
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from eventbrief.extract.propose.surroundings import BACK, FORTH, Surroundings, joined
from eventbrief.extract.text.hedges import with_hedge
from eventbrief.extract.text.lexicon import CAPITAL, Lexicon, alternatives
from eventbrief.extract.text.numbers import number, number_pattern
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.span import Found, Span
from eventbrief.extract.text.tokens import BREAK, DIGIT
from eventbrief.facts.model import Hedge

_BETWEEN = 5  # tokens between a number and what it counts
_LONG = 4  # tokens of a number in words
_LEAD = 6  # tokens before a number that may belong to the words that state it
_NEXT = 10  # code points between two counts that stand in one list
_OTHERWISE = 4  # tokens between "offices" and a number of countries
_MOST = 250  # there are not so many countries
_APART = frozenset(("other_time", "absent", "otherwise", "of_members"))
_NOUNS = {
    "country": "country_words",
    "nationality": "nationality_words",
    "team": "national_teams",
}


@dataclass(frozen=True)
class CountryCount:
    """How many countries, what is counted (represented, participating or members), its hedge."""

    number: Found[int]
    counted: str | None
    hedge: Hedge | None = None


@dataclass(slots=True)
class Counted:
    """One place that states a number of countries.

    Attributes:
        value: the number.
        place: where the number stands.
        said: the words that state it, with those that tell what is counted and those that hedge.
        hedge: how they hedge it.
        features: what is told of it.
    """

    value: int
    place: Span
    said: Span
    hedge: Hedge | None
    features: set[str]


def counts_in(around: Surroundings) -> list[Counted]:
    """Every number of countries that come, in the order of the text.

    Left out are those that stay away, that came to another edition, or in which something else is.
    """
    lexicon = around.reading.lexicon
    nouns = [(name, lexicon.bit(key)) for name, key in _NOUNS.items()]
    any_noun = joined(bit for _, bit in nouns)
    found: dict[int, Counted] = {}
    for index, mask in enumerate(around.masks):
        if mask & any_noun:
            counted = _before_noun(around, index)
            if counted:
                same = found.setdefault(counted.place.start, counted)
                same.features |= {f"noun_{name}" for name, bit in nouns if mask & bit}
    ordered = [found[start] for start in sorted(found)]
    for one, other in itertools.pairwise(ordered):
        if other.place.start - one.said.end < _NEXT:
            other.features.add("second")  # "17 countries, 15 states"
    _mark_parts(around, ordered)
    return [c for c in ordered if not c.features & _APART]


def _before_noun(around: Surroundings, noun: int) -> Counted | None:
    """The number that counts the noun at this token."""
    if around.tokens[noun].start < around.reading.body:
        return None
    index = _counting(around, noun)
    read = _number(around, index) if index is not None else None
    if index is None or read is None:
        return None
    value, start = read
    place = around.tokens.span(start, index)
    features = _features(around, start, index, noun)
    if index + 1 < noun:
        features |= {"apart", f"apart_{min(noun - index - 1, 3)}"}
    return _stated_at(around, value, place, _said(around, start, noun), features)


def _counting(around: Surroundings, noun: int) -> int | None:
    """The last token of the number before a noun; None in "31 projects among the countries"."""
    tokens, placing = around.tokens, around.bits.placing
    small = 0
    for index in range(noun - 1, max(-1, noun - 1 - _BETWEEN), -1):
        token, mask = tokens[index], around.masks[index]
        if around.is_number(index):
            right_behind = bool(around.masks[index + 1] & placing)  # "une trentaine de pays"
            return index if small == right_behind else None
        if not token.is_word() and token.low not in ("-", "'s"):
            return None
        small += bool(mask & placing)
    return None


def _stated_at(
    around: Surroundings, value: int, place: Span, said: Span, features: set[str]
) -> Counted:
    """The number with how it is hedged, which the words that state it then hold too."""
    hedge, span = with_hedge(around.reading, place, said)
    return Counted(value, place, span, hedge, features | ({f"hedge_{hedge}"} if hedge else set()))


def _number(around: Surroundings, last: int) -> tuple[int, int] | None:
    """The number that ends at a token, and its first token."""
    tokens, lexicon = around.tokens, around.reading.lexicon
    if tokens[last].shape & DIGIT:
        value = number(tokens[last].low, lexicon)
        ok = value and 2 <= value < _MOST and "." not in tokens[last].low
        return (value, last) if ok and value else None
    first = last
    while first and last - first < _LONG and around.is_number(first - 1):
        first -= 1
    for start in range(first, last + 1):
        words = [tokens[i].low for i in range(start, last + 1)]
        bare = [tokens[i].bare for i in range(start, last + 1)]
        for said in (" ".join(words), " ".join(bare)):
            value = number(said, lexicon)
            if value and 2 <= value < _MOST:
                return value, start
    return None


def _features(around: Surroundings, first: int, number_last: int, last: int) -> set[str]:
    """What stands before the number, behind what it counts, and in the sentence."""
    tokens, lexicon = around.tokens, around.reading.lexicon
    position = tokens[first].start
    features = {f"before_{n}" for n in around.look(first - 1, -1, BACK)}
    features |= {f"after_{n}" for n in around.look(last + 1, 1, FORTH)}
    features |= {f"prev_{n}" for n in around.before(first)[1]}
    features |= around.sentence(position) | around.apart(first, last)
    other = lexicon.bit("counted_otherwise")
    before = [around.masks[i] for i in around.clause(first - 1, -1, 3)]
    after = [around.masks[i] for i in around.clause(last + 1, 1, _LEAD)]
    if _counts_others(around, first):
        features.add("otherwise")
    if any(mask & other for mask in after):
        features.add("otherwise_after")
    if first and around.masks[first - 1] & lexicon.bit("determiners"):
        features.add("definite")
    kinds = lexicon.bits("participant_kinds", "delegate_nouns")
    if any(mask & kinds for mask in before):
        features.add("whose")  # "delegates from 40 countries"
    if _matches(around, number_last + 1, last + 3, "membership"):
        features.add("members")
    if around.stays_away(first, last, 2):
        features.add("absent")
    return features


def _counts_others(around: Surroundings, first: int) -> bool:
    """True for "has offices in 40 countries"."""
    other = around.reading.lexicon.bit("counted_otherwise")
    there = around.bits.attending | around.reading.lexicon.bit("delegate_nouns")
    for index in around.clause(first - 1, -1, _OTHERWISE):
        if around.masks[index] & (other | there):
            return not around.masks[index] & there
    return False


def _matches(around: Surroundings, first: int, end: int, pattern: str) -> bool:
    """Whether the pattern of the lexicon is found in these tokens."""
    end = min(end, len(around.tokens)) - 1
    span = around.tokens.span(min(first, end), end)
    found = around.reading.lexicon.pattern(pattern)
    return bool(found.search(around.reading.flat, span.start, span.end))


def _said(around: Surroundings, first: int, last: int) -> Span:
    """The evidence begins with who comes from there: "les représentants de 75 pays"."""
    lexicon = around.reading.lexicon
    cue = lexicon.bits("delegate_nouns", "attending_verbs", "gathering_verbs", "presence_nouns")
    begin = first
    for index in around.clause(first - 1, -1, _LEAD):
        if not around.tokens[index].is_word():
            break
        if around.masks[index] & cue:
            begin = index
            break
    return around.tokens.span(begin, last)


def _mark_parts(around: Surroundings, counts: list[Counted]) -> None:
    """In "157 of INTERPOL's 181 member nations", the number that takes part is the first."""
    tokens, lexicon = around.tokens, around.reading.lexicon
    numbers, of = around.bits.numbers, lexicon.bit("of_words")
    for whole in list(counts):
        index = tokens.at(whole.place.start) - 1
        for _ in range(_BETWEEN):
            if index < 1 or tokens[index].shape & BREAK or tokens[index].low in (",", "."):
                break
            if around.masks[index] & of and (
                tokens[index - 1].shape & DIGIT or around.masks[index - 1] & numbers
            ):
                read = _number(around, index - 1)
                if read and read[0] < whole.value:
                    whole.features.add("whole")
                    last = tokens.at(whole.said.end) - 1
                    place = tokens.span(read[1], index - 1)
                    features = _features(around, read[1], index - 1, last) | {
                        "part",
                        "noun_country",
                    }
                    said = Span(place.start, whole.said.end)
                    counts.append(_stated_at(around, read[0], place, said, features))
                break
            index -= 1


def pooled(own: list[Counted], all_values: set[int], codes: int) -> dict[str, float]:
    """What is told of any of the places that state one number.

    Args:
        own: the places.
        all_values: every number of countries in the text.
        codes: how many countries the text names.
    """
    plain = [c for c in own if "quoted" not in c.features]
    features = dict.fromkeys((name for c in plain for name in c.features), 1.0)
    if not plain:
        features["only_quoted"] = 1.0
    value = own[0].value
    features["bias"] = 1.0
    if len(own) > 1:
        features["repeated"] = 1.0
    if len(all_values) == 1:
        features["alone"] = 1.0
    elif value == max(all_values):
        features["most"] = 1.0
    features["few" if value < 6 else "some" if value < 20 else "many"] = 1.0
    if codes > 2 and abs(codes - value) <= 2:
        features["named_too"] = 1.0
    return features


def counted_countries(words: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Each number of countries in the words, with where the number begins."""
    for match in _counted(lexicon).finditer(words):
        value = number(match["number"], lexicon)
        if value:
            yield value, match.start("number")


def what_is_counted(reading: Reading, start: int, end: int) -> str | None:
    """Whether a count is of those represented, participating or members.

    Told by the words of the count itself, else by those of its sentence.
    """
    sentence = reading.sentence_at(start)
    for words in (reading.flat[start:end], reading.masked[sentence.start : sentence.end]):
        for kind, pattern in _kinds(reading.lexicon):
            if pattern.search(words):
                return kind
    return None


@functools.cache
def _kinds(lexicon: Lexicon) -> list[tuple[str, re.Pattern[str]]]:
    return [
        (str(kind), re.compile(rf"(?<!\w){pattern}", re.IGNORECASE))
        for kind, pattern in lexicon.data["counted"].items()
    ]


@functools.cache
def _counted(lexicon: Lexicon) -> re.Pattern[str]:
    adjectives = alternatives(lexicon.words("country_adjectives"))
    nouns = alternatives(
        lexicon.words("country_words")
        | lexicon.words("nationality_words")
        | lexicon.words("national_teams")
    )
    return re.compile(
        rf"(?P<number>{number_pattern(lexicon)})(?:\s+de)?\s+"
        rf"(?:(?:{adjectives}|(?-i:{CAPITAL}))\s+){{0,4}}"
        rf"(?P<noun>{nouns})(?!\w)(?:\s+(?P<after>{adjectives})(?!\w))?",
        re.IGNORECASE,
    )
