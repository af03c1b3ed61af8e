"""A reading's words -> those that tell how what stands beside them is meant: its cues.

Which list of the lexicon a word is on says what it tells, and how far it reaches.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eventbrief.extract.text import scopes
from eventbrief.extract.text.tokens import CAPITAL, DIGIT, Tokens
from eventbrief.facts.datestamp import months

if TYPE_CHECKING:
    from eventbrief.extract.text.lexicon import Lexicon
    from eventbrief.extract.text.reading import Reading

NEGATED, EXCLUDED, FORMER, NEXT = "negated", "excluded", "former", "next"
OTHER_EVENT, REPLACED, EXPECTED = "other_event", "replaced", "expected"
HEDGED, HEARSAY, CONDITIONAL = "hedged", "hearsay", "conditional"
BACKGROUND = "past_background"

# What a list tells by itself.
_LISTS: dict[str, tuple[str, scopes.Scope]] = {
    "negations": (NEGATED, scopes.clause),
    "negative_verbs": (NEGATED, scopes.clause),
    "lacking": (NEGATED, scopes.phrase),
    "exceptions": (EXCLUDED, scopes.phrase),
    "instead_of": (REPLACED, scopes.phrase),
    "earlier_times": (FORMER, scopes.adverb),
    "earlier_editions": (FORMER, scopes.mention),
    "later_editions": (NEXT, scopes.mention),
    "sidelines": (OTHER_EVENT, scopes.beside),
    "other_happenings": (OTHER_EVENT, scopes.mention),
    "first_planned": (REPLACED, scopes.onward),
    "expectations": (EXPECTED, scopes.statement),
    "maybes": (HEDGED, scopes.statement),
    "rumours": (HEARSAY, scopes.statement),
    "conditions": (CONDITIONAL, scopes.condition),
}
# What a word tells of an event's noun beside it.
_BESIDE_NOUN: dict[str, tuple[str, scopes.Scope]] = {
    "earlier_words": (FORMER, scopes.mention),
    "later_words": (NEXT, scopes.mention),
    "another_words": (OTHER_EVENT, scopes.mention),
}
_PAIRED = ("planned", "moved", "negation_particles", "ago")
_NOUNS = ("event_heads", "edition_words", "event_words", "edition_nouns")
_LEAD = 600  # code points in which a text tells what it is about
_FAR = 2030  # a year of plans and agendas rather than of an event
_AT_TURN_OF_YEAR = ("01", "02", "03")
_FOUNDED = 8  # words between "founded" and its year
_REACH = 6  # words between the two halves of a negation


@dataclass(frozen=True, slots=True)
class Cue:
    """Tokens `first` to `last`, both included; what they tell, and how far.

    Attributes:
        kind: what holds there.
        scope: how far it reaches; None for a half that tells something with its other half only.
        list: the list of the lexicon that the words are on.
    """

    first: int
    last: int
    kind: str
    scope: scopes.Scope | None
    list: str


def find_cues(reading: Reading) -> list[Cue]:
    """The cues of a text, in order."""
    tokens, lexicon = reading.tokens, reading.lexicon
    wanted, no_cues = _wanted(lexicon), lexicon.bit("no_cues")
    covered: set[int] = set()
    found: list[Cue] = []
    for phrase in tokens.phrases:
        if phrase.mask & (wanted | no_cues):
            if not phrase.mask & no_cues and phrase.first not in covered:
                found += _cues(tokens, phrase.first, phrase.last, phrase.mask, covered)
            covered.update(range(phrase.first, phrase.last + 1))
    for at, token in enumerate(tokens):
        if token.mask & wanted and at not in covered and not token.mask & no_cues:
            if _is_name(tokens, at):
                continue
            found += _cues(tokens, at, at, token.mask, covered)
    found += _years(reading)
    return sorted(found, key=lambda cue: (cue.first, cue.last))


@functools.cache
def _wanted(lexicon: Lexicon) -> int:
    return lexicon.bits(*_LISTS, *_BESIDE_NOUN, *_PAIRED)


@functools.lru_cache(maxsize=10_000)
def _lists(mask: int, lexicon: Lexicon) -> tuple[str, ...]:
    names = (*_LISTS, *_BESIDE_NOUN, *_PAIRED)
    return tuple(name for name in names if mask & lexicon.bit(name))


def _is_name(tokens: Tokens, at: int) -> bool:
    """True for a word with a capital amid its sentence, and for "No. 5", "May 5"."""
    if not tokens.lexicon.cased or not tokens[at].shape & CAPITAL:
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following and (following.low == "." or _is_month(tokens, at)):
        return True
    before = tokens[at - 1].low if at else "\n"
    return before[0] not in "\n.!?:;«“\"'—–-…»”"


def _is_month(tokens: Tokens, at: int) -> bool:
    """True for "May 5" and "March 2024"."""
    following = tokens[at + 1]
    return bool(following.shape & DIGIT) and tokens[at].low in months()


def _cues(tokens: Tokens, first: int, last: int, mask: int, covered: set[int]) -> Iterator[Cue]:
    lexicon = tokens.lexicon
    for name in _lists(mask & _wanted(lexicon), lexicon):
        if name in _LISTS:
            yield Cue(first, last, *_LISTS[name], name)
        elif name in _BESIDE_NOUN:
            noun = _noun_beside(tokens, first, last)
            if noun is not None:
                yield Cue(min(first, noun), max(last, noun), *_BESIDE_NOUN[name], name)
        elif name == "negation_particles":
            second = _second_half(tokens, last, covered)
            if second is not None:
                yield Cue(first, second, NEGATED, scopes.clause, name)
        elif name == "ago":
            if _time_ago(tokens, first, last):
                yield Cue(first, last, BACKGROUND, scopes.adverb, name)
        else:
            yield Cue(first, last, REPLACED, None, name)


def _noun_beside(tokens: Tokens, first: int, last: int) -> int | None:
    """Where the event's noun stands that an adjective goes with."""
    nouns = tokens.lexicon.bits(*_NOUNS)
    after = (last + 1, last + 2)
    near = (first - 1, *after[:1]) if tokens.lexicon.ordinal_after else after
    times = tokens.lexicon.bit("time_units")
    masks = ((i, tokens[i].mask) for i in near if 0 <= i < len(tokens))
    return next((i for i, mask in masks if mask & nouns and not mask & times), None)


def _second_half(tokens: Tokens, last: int, covered: set[int]) -> int | None:
    """Where the word stands that makes a negation of a particle; covered, it makes none."""
    bit = tokens.lexicon.bit("negation_seconds")
    reach = range(last + 1, min(last + _REACH + 1, len(tokens)))
    second = next((i for i in reach if tokens[i].mask & bit), None)
    return None if second in covered else second


def _time_ago(tokens: Tokens, first: int, last: int) -> bool:
    """True where years or decades stand beside: "ten years ago", "il y a dix ans"."""
    bit = tokens.lexicon.bit("year_units")
    near = (*range(first - 1, first), *range(last + 1, last + 5))
    return any(0 <= i < len(tokens) and tokens[i].mask & bit for i in near)


def _years(reading: Reading) -> Iterator[Cue]:
    """Years that are not the event's: "in 1998", "the 2019 edition"."""
    tokens = reading.tokens
    years = [(i, y) for i, t in enumerate(tokens) if t.shape & DIGIT and (y := _year(t.low))]
    if not years:
        return
    base, recent = _this_year(reading, years)
    lexicon = tokens.lexicon
    nouns, words = lexicon.bits(*_NOUNS), lexicon.bits("year_words", "since_words")
    for at, year in years:
        if _is_no_date(tokens, at):
            continue
        founded = _founded(tokens, at, -1)
        noun = _noun_of_year(tokens, at, nouns, 1 if founded else 2)
        if noun is not None and year != base:
            kind = FORMER if year < base else NEXT
            yield Cue(min(noun, at), max(noun, at), kind, scopes.mention, "years")
        elif _is_date(tokens, at, words):
            undated = founded and not reading.source.published
            # A page may tell of an event of the year before; who gives the day, does.
            just_over = year == recent or (year == base - 1 and _has_day(tokens, at))
            if undated or (year < base and not just_over):
                kind = BACKGROUND if founded or _founded(tokens, at, 1) else FORMER
                scope = scopes.dated if founded else scopes.adverb
                yield Cue(max(0, at - 1), at, kind, scope, "years")


def _year(low: str) -> int:
    if len(low) == 4 and low[:2] in ("19", "20") and low.isdecimal():
        return int(low)
    return 0


def _this_year(reading: Reading, years: list[tuple[int, int]]) -> tuple[int, int | None]:
    """The year that the article speaks from; and the year before where it is but just over."""
    published = reading.source.published
    if not published:
        return max((y for _, y in years if y < _FAR), default=years[-1][1]), None
    year, tokens = int(published[:4]), reading.tokens
    past = [(i, y) for i, y in years if y <= year]
    at, told = max(past, key=lambda item: item[1], default=(0, 0))
    lead = reading.body + _LEAD
    # A page may be dated later than its words.
    if 0 < told < year and tokens[at].start < lead and _has_day(tokens, at):
        return told, None
    return year, year - 1 if published[5:7] in _AT_TURN_OF_YEAR else None


def _has_day(tokens: Tokens, at: int) -> bool:
    """True for the year of "3 May 2024"."""
    return any(tokens[i].shape & DIGIT for i in range(max(0, at - 3), at))


def _is_no_date(tokens: Tokens, at: int) -> bool:
    """True for "2020-2025", "2024/2025", "1980s"."""
    around = [tokens[i].low for i in (at - 1, at + 1) if 0 <= i < len(tokens)]
    return any(sign in ("-", "/", "–", "s") for sign in around)


@functools.cache
def _month_words() -> frozenset[str]:
    return frozenset(word for name in months() for word in name.split())


def _noun_of_year(tokens: Tokens, at: int, nouns: int, reach: int) -> int | None:
    """The noun of "2019 edition", "édition 2019", "edición de 2019"."""
    near = (at - 1, at + 1, at - reach)
    return next((i for i in near if 0 <= i < len(tokens) and tokens[i].mask & nouns), None)


def _is_date(tokens: Tokens, at: int, words: int) -> bool:
    """True where a year is a time: "in 1998", "3 May 1998"."""
    if at < 1:
        return False
    before = tokens[at - 1]
    if before.low == ",":
        return at > 1 and bool(tokens[at - 2].shape & DIGIT)
    return bool(before.mask & words) or before.low in _month_words()


def _founded(tokens: Tokens, at: int, way: int) -> bool:
    """True where "founded", "since" and the like stand before a year (-1), or behind it (1)."""
    bits = tokens.lexicon.bits("founding", "since_words")
    for step in range(1, _FOUNDED + 1):
        i = at + way * step
        if not 0 <= i < len(tokens) or tokens[i].low in (".", "\n", ";"):
            return False
        if tokens[i].mask & bits:
            return True
    return False
