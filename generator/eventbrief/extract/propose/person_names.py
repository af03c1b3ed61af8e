"""A reading's words -> where people may be named, each with the extents that the name could have.

A script with capitals shows where: words with capitals in a row. Elsewhere a name begins with a
first name, after a title, after a verb of speech, or after a role.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eventbrief.extract.judge.candidate import Candidate, Question
from eventbrief.extract.propose.person_words import (
    ADJECTIVE, AND, BODY, CITY, COUNTRY, DAY, DEMONYM, DETERMINER, ENDS, EVENT, FAMILY, FRONT,
    GIVEN, MODIFIER, NAMED, OF, PARTICLE, PLACE, PORTFOLIO, ROLE, SPEECH, STOP, STRANGE, SUFFIX,
    TITLE, PersonWords,
)  # fmt: skip
from eventbrief.extract.text.gazetteer import country_of
from eventbrief.extract.text.span import Span
from eventbrief.extract.text.tokens import BREAK, CAPITAL, DIGIT, UPPER, WORD

_LONGEST = 7  # words of a name
_STARTS, _ENDS = 4, 4  # extents looked at in one place
_PARTICLES = 3
_ACRONYM = 5  # letters
_ROLE_AHEAD = 5  # words within which a role begins after the comma
_ROLE_BEHIND = 14  # words within which one stands before it
_INSIDE = (
    (BODY, "has_body"), (EVENT, "has_event"), (DAY, "has_day"), (STOP, "has_stop"),
    (NAMED, "has_named"), (ROLE, "has_role"), (PORTFOLIO, "has_portfolio"),
    (ADJECTIVE, "has_adjective"), (COUNTRY, "has_country"), (DEMONYM, "has_demonym"),
    (CITY, "has_city"), (SPEECH, "has_speech"), (DETERMINER, "has_determiner"),
    (MODIFIER, "has_modifier"), (PARTICLE, "has_particle"), (SUFFIX, "has_suffix"), (AND, "has_and"),
)  # fmt: skip
_BESIDE = (
    (TITLE, "title"), (ROLE, "role"), (MODIFIER, "modifier"), (PORTFOLIO, "portfolio"),
    (SPEECH, "speech"), (NAMED, "named"), (BODY, "body"), (EVENT, "event"), (DEMONYM, "demonym"),
    (COUNTRY, "country"), (DETERMINER, "determiner"), (OF, "of"), (AND, "and"), (ENDS, "ends"),
    (DAY, "day"), (STOP, "stop"),
)  # fmt: skip
_SIGNS = {
    ",": "comma", "(": "bracket", ")": "close", ".": "stop_sign", ":": "colon", ";": "semicolon",
    "-": "dash", "–": "dash", "—": "dash", "/": "slash", "'s": "possessive", "&": "ampersand",
    '"': "mark", "“": "mark", "«": "mark", "»": "mark", "”": "mark", "'": "mark", "#": "mark",
}  # fmt: skip


@dataclass(slots=True, frozen=True)
class Extent:
    """One reading of where a name begins and ends.

    Attributes:
        first: its first token; `last` is its last.
        title: the first token of the titles before it, or `first`.
        span: the name in code points.
    """

    first: int
    last: int
    title: int
    span: Span


def name_questions(words: PersonWords, place: Sequence[Span] = ()) -> list[Question]:
    """For each stretch that may name somebody: which extent does, if any."""
    cased = words.reading.lexicon.cased
    runs = list(_runs(words) if cased else _anchored(words))
    seen = _Seen(words, runs, place)
    questions = []
    for first, last in runs:
        extents = _extents(words, first, last) if cased else _from_anchor(words, first, last)
        if not extents:
            continue
        candidates = [Candidate(e, (e.span,), _features(words, e, first, last, seen)) for e in extents]
        none = {"bias": 1.0}
        if last > first:
            none["run_long"] = float(min(last - first, 6))
        if not any(words.kinds[i] & GIVEN for i in range(first, last + 1)):
            none["no_given"] = 1.0
        questions.append(Question("person_name", candidates, none, (first, last)))
    return questions


class _Seen:
    """What the whole text tells of a name: how often it stands, alone, after a title."""

    def __init__(
        self, words: PersonWords, runs: Sequence[tuple[int, int]], places: Sequence[Span]
    ) -> None:
        tokens = words.tokens
        self.alone = Counter(tokens[a].low for a, b in runs if a == b)
        self.titled = {
            tokens[b].low for a, b in runs if b > a and words.kinds[a] & TITLE and b - a <= 2
        }
        self.places = places


def _runs(words: PersonWords) -> Iterator[tuple[int, int]]:
    """Words with capitals in a row, with the particles and initials between them."""
    tokens, kinds = words.tokens, words.kinds
    count = len(tokens)
    index = tokens.at(words.reading.body)
    while index < count:
        if not tokens[index].shape & CAPITAL and not _hidden(words, index):
            index += 1
            continue
        first = last = index
        index += 1
        while index < count:
            token = tokens[index]
            if token.shape & CAPITAL:
                last = index
            elif token.low == "." and last == index - 1 and _shortened(words, last):
                pass
            elif kinds[index] & PARTICLE or _hidden(words, index):
                ahead = index + 1
                while ahead < index + _PARTICLES and ahead < count and kinds[ahead] & PARTICLE:
                    ahead += 1
                if not _hidden(words, index):
                    if ahead >= count or not tokens[ahead].shape & CAPITAL:
                        break
                    index = ahead
                last = index
            else:
                break
            index += 1
        yield first, last
        index = last + 1


def _hidden(words: PersonWords, index: int) -> bool:
    """True for "al-Sisi": a name whose article is written small, and to its front."""
    token = words.tokens[index]
    if not token.shape & WORD or "-" not in token.low:
        return False
    head, _, rest = words.reading.flat[token.start : token.end].partition("-")
    particle = head.lower() in words.reading.lexicon.words("particles")
    return particle and rest[:1].isupper()


def _shortened(words: PersonWords, index: int) -> bool:
    """True for an initial and for a title, which may end with a full stop."""
    token, tokens = words.tokens[index], words.tokens
    goes_on = index + 2 < len(tokens) and bool(tokens[index + 2].shape & CAPITAL)
    short = token.end - token.start == 1 or words.kinds[index] & TITLE or "." in token.low
    close = tokens[index + 1].start == token.end
    return goes_on and bool(short) and close


def _anchored(words: PersonWords) -> Iterator[tuple[int, int]]:
    """Where a name may begin in a script without capitals, and how far it can reach."""
    tokens, kinds = words.tokens, words.kinds
    index = tokens.at(words.reading.body)
    count = len(tokens)
    while index < count:
        if not tokens[index].shape & WORD or not _begins(words, index):
            index += 1
            continue
        last = index
        while last + 1 < count and last - index < _LONGEST - 1 and _carries_on(words, last + 1):
            last += 1
        yield index, last
        index = last + 1


def _begins(words: PersonWords, index: int) -> bool:
    """True where somebody's name may start: a first name, or a word after what announces one."""
    kinds = words.kinds
    kind, before = kinds[index], kinds[index - 1] if index else 0
    if words.tokens[index].shape & CAPITAL:
        return bool(before & (TITLE | ROLE | SPEECH))
    if kind & (STOP | SPEECH | DAY | NAMED | BODY | EVENT | ROLE | OF | TITLE | DETERMINER | ENDS):
        return bool(kind & GIVEN and not kind & (STOP | SPEECH | OF | ENDS) and before & TITLE)
    if kind & (GIVEN | PARTICLE) and not before & NAMED:
        return True
    if kind & (PORTFOLIO | ADJECTIVE | MODIFIER | COUNTRY | DEMONYM):
        return False
    if before & (TITLE | SPEECH):
        return True
    article = words.tokens[index].low.startswith("ال")
    if index and words.tokens[index - 1].low == "," and not article:
        return any(kinds[i] & ROLE for i in range(max(0, index - _ROLE_BEHIND), index))
    behind = range(max(0, index - 4), index)
    return not article and any(kinds[i] & ROLE for i in behind) and not before & (OF | STOP | ENDS)


def _carries_on(words: PersonWords, index: int) -> bool:
    """True where the word may be part of the name before it."""
    kind = words.kinds[index]
    if not words.tokens[index].shape & WORD:
        return False
    if kind & (STOP | SPEECH | OF | ENDS | DAY | DETERMINER) and not kind & (GIVEN | PARTICLE):
        return False
    return not kind & (BODY | EVENT | NAMED | ROLE | TITLE) or bool(kind & (GIVEN | PARTICLE))


def _from_anchor(words: PersonWords, first: int, last: int) -> list[Extent]:
    """All that begins with the anchor, from one word where a title announces it."""
    title = _titles(words, first)
    alone = title < first or (first and words.kinds[first - 1] & SPEECH) or last == first
    begin = first if alone else first + 1
    kinds = words.kinds
    ends = [e for e in range(begin, last + 1) if not _is_open(words, e)]
    del kinds
    return [Extent(first, e, title, words.tokens.span(first, e)) for e in ends]


def _is_open(words: PersonWords, last: int) -> bool:
    """True for "عبد" and "بن": the name goes on."""
    return bool(words.kinds[last] & PARTICLE)


def _extents(words: PersonWords, first: int, last: int) -> list[Extent]:
    """Where in a run of capitals a name may begin and end."""
    tokens, kinds = words.tokens, words.kinds
    if first == last:
        return _single(words, first)
    starts, ends = [], []
    for index in range(first, last + 1):
        shape, kind = tokens[index].shape, kinds[index]
        if not shape & CAPITAL and not _hidden(words, index):
            continue
        if kind & TITLE and not kind & GIVEN and index < last:
            continue
        before = kinds[index - 1] if index > first else FRONT
        if before & FRONT or (index > first and tokens[index - 1].low == "."):
            starts.append(index)
        elif index == first + 1 and last - first > 1:
            starts.append(index)
        after = kinds[index + 1] if index < last else FRONT
        if after & (FRONT | SUFFIX | PARTICLE | AND):
            ends.append(index)
    found = []
    for start in starts[-_STARTS:]:
        for end in [e for e in ends if e >= start][-_ENDS:]:
            if end - start < 2 * _LONGEST and _could_be(words, start, end, first):
                title = _titles(words, start)
                found.append(Extent(start, end, title, tokens.span(start, end)))
    return found


def _could_be(words: PersonWords, start: int, end: int, first: int) -> bool:
    kinds = words.kinds
    if start == end:
        announced = _announced(words, start)
        return announced and not kinds[start] & (STRANGE | TITLE | COUNTRY | DEMONYM | PORTFOLIO)
    inside = [kinds[i] for i in range(start, end + 1)]
    if inside[0] & (STOP | DETERMINER | DAY | SPEECH | OF) and not inside[0] & GIVEN:
        return False
    known = any(kind & (GIVEN | FAMILY) for kind in inside)
    odd = sum(1 for kind in inside if kind & (STRANGE | ADJECTIVE | PORTFOLIO | MODIFIER | ROLE))
    return odd < len(inside) and (known or not odd)


def _announced(words: PersonWords, index: int) -> bool:
    """True for one word right after a title or a role."""
    before = index - 1
    if before >= 0 and words.tokens[before].low == ".":
        before -= 1
    if before < 0:
        return False
    if words.tokens[before].low == "," and words.kinds[before - 1] & (PORTFOLIO | ROLE):
        return True
    return bool(words.kinds[before] & (TITLE | ROLE))


def _single(words: PersonWords, index: int) -> list[Extent]:
    """One word: only after a title or a role, beside a verb of speech, or before a role."""
    tokens, kinds = words.tokens, words.kinds
    kind = kinds[index]
    if kind & (STRANGE | TITLE | COUNTRY | DEMONYM | OF | AND | PORTFOLIO | MODIFIER | ROLE):
        return []
    if tokens[index].end - tokens[index].start < 2:
        return []
    ahead = kinds[index + 1] if index + 1 < len(tokens) else 0
    before = kinds[index - 1] if index else 0
    apposed = index + 2 < len(tokens) and tokens[index + 1].low == "," and (
        any(kinds[i] & ROLE for i in range(index + 2, min(index + 5, len(tokens))))
    )
    if _announced(words, index) or (ahead | before) & SPEECH or apposed:
        return [Extent(index, index, _titles(words, index), tokens.span(index, index))]
    return []


def _titles(words: PersonWords, first: int) -> int:
    """The first token of the titles that stand right before the name."""
    tokens, kinds = words.tokens, words.kinds
    index = first
    while index > 0:
        before = index - 1
        if tokens[before].low == "." and before > 0 and kinds[before - 1] & TITLE:
            before -= 1
        if not kinds[before] & TITLE:
            return index
        index = before
    return index


def _features(
    words: PersonWords, extent: Extent, first: int, last: int, seen: _Seen
) -> dict[str, float]:
    """What speaks for this being somebody's name, and for its ending here."""
    tokens, kinds = words.tokens, words.kinds
    found: dict[str, float] = {"bias": 1.0}
    named = [i for i in range(extent.first, extent.last + 1) if tokens[i].shape & WORD]
    size = sum(1 for i in named if not kinds[i] & PARTICLE or tokens[i].shape & CAPITAL)
    found[f"words_{min(size, 6)}"] = 1.0
    _inside(words, extent, named, found)
    if extent.first == first:
        found["starts_run"] = 1.0
    elif not kinds[extent.first - 1] & FRONT and tokens[extent.first - 1].shape & WORD:
        found["cuts_start"] = 1.0
    if extent.last == last:
        found["ends_run"] = 1.0
    elif not kinds[extent.last + 1] & (FRONT | SUFFIX) and tokens[extent.last + 1].shape & WORD:
        found["cuts_end"] = 1.0
    _before(words, extent, found)
    _after(words, extent, found)
    surname = tokens[extent.last].low
    if size > 1:
        if seen.alone[surname]:
            found["alone_too"] = 1.0
        if surname in seen.titled:
            found["titled_too"] = 1.0
    elif seen.alone[surname] > 1:
        found["again"] = 1.0
    if any(place.overlaps(extent.span) for place in seen.places):
        found["in_event"] = 1.0
    return found


def _inside(
    words: PersonWords, extent: Extent, named: list[int], found: dict[str, float]
) -> None:
    tokens, kinds = words.tokens, words.kinds
    own = [kinds[i] for i in named]
    both = 0
    for kind in own:
        both |= kind
    head, tail = own[0], own[-1]
    for bit, name in _INSIDE:
        if both & bit:
            found[name] = 1.0
            if head & bit:
                found[f"{name}_first"] = 1.0
            elif tail & bit:
                found[f"{name}_last"] = 1.0
    given = sum(1 for kind in own if kind & GIVEN)
    family = sum(1 for kind in own if kind & FAMILY)
    if head & GIVEN:
        found["given_first"] = 1.0
        if len(own) > 1 and not both & STRANGE:
            found["given_and_more"] = 1.0
    if given > 1:
        found["given_twice"] = 1.0
    if len(own) > 1 and tail & FAMILY:
        found["family_last"] = 1.0
        if head & GIVEN:
            found["given_family"] = 1.0
    if not given and not family:
        found["unknown"] = 1.0
    if head & PLACE and not head & GIVEN:
        found["place_head"] = 1.0
    shapes = [tokens[i].shape for i in named]
    loud = sum(1 for i, shape in zip(named, shapes, strict=True) if shape & UPPER and _wide(tokens[i]))
    if loud == len(named):
        found["all_upper"] = 1.0
    elif loud:
        found["upper_first" if shapes[0] & UPPER and _wide(tokens[named[0]]) else "upper_later"] = 1.0
    if any(tokens[i].end - tokens[i].start == 1 or "." in tokens[i].low for i in named):
        found["initial"] = 1.0
    if not words.reading.lexicon.cased:
        if tokens[named[-1]].low.startswith("ال"):
            found["article_last"] = 1.0
        if len(named) > 1 and any(tokens[i].low.startswith("ال") for i in named[:-1]):
            found["article_inside"] = 1.0
        if tokens[named[0]].low.startswith("ال"):
            found["article_first"] = 1.0
        if any(tokens[i].shape & CAPITAL for i in named):
            found["other_script"] = 1.0
    elif len(named) > 1 and not given and _is_city(words, extent):
        found["is_city"] = 1.0


def _wide(token: object) -> bool:
    return token.end - token.start > 2  # type: ignore[attr-defined]


def _is_city(words: PersonWords, extent: Extent) -> bool:
    return country_of(words.reading.flat[extent.span.start : extent.span.end], least=30_000) is not None


def _before(words: PersonWords, extent: Extent, found: dict[str, float]) -> None:
    tokens, kinds = words.tokens, words.kinds
    if extent.title < extent.first:
        found["titled"] = 1.0
    index = extent.title - 1
    if index < 0 or tokens[index].shape & BREAK:
        found["left_line"] = 1.0
        return
    token, kind = tokens[index], kinds[index]
    if not token.shape & WORD:
        if token.shape & DIGIT:
            found["left_digit"] = 1.0
        sign = _SIGNS.get(token.low)
        if sign:
            found[f"left_{sign}"] = 1.0
        if token.low == ",":
            nearest = range(index - 1, max(-1, index - _ROLE_BEHIND), -1)
            for back in nearest:
                if tokens[back].shape & BREAK or tokens[back].low in ".;:":
                    break
                if kinds[back] & ROLE:
                    found["left_role_comma"] = 1.0
                    break
        return
    for bit, name in _BESIDE:
        if kind & bit:
            found[f"left_{name}"] = 1.0
    if kind & (OF | DETERMINER) and index and kinds[index - 1] & (NAMED | BODY | EVENT):
        found["left_named_of"] = 1.0
    if kind & (PORTFOLIO | DEMONYM | COUNTRY | ADJECTIVE | BODY) or not kind & FRONT:
        for back in range(index - 1, max(-1, index - 7), -1):
            if not tokens[back].shape & WORD:
                break
            if kinds[back] & ROLE:
                found["left_role_phrase"] = 1.0
                break
    if not kind & FRONT:
        found["left_word" if not token.shape & CAPITAL else "left_capital"] = 1.0


def _after(words: PersonWords, extent: Extent, found: dict[str, float]) -> None:
    tokens, kinds = words.tokens, words.kinds
    index = extent.last + 1
    if index >= len(tokens) or tokens[index].shape & BREAK:
        found["right_line"] = 1.0
        return
    token, kind = tokens[index], kinds[index]
    if not token.shape & WORD:
        if token.shape & DIGIT:
            found["right_digit"] = 1.0
        sign = _SIGNS.get(token.low)
        if sign:
            found[f"right_{sign}"] = 1.0
        if sign in ("comma", "bracket", "dash"):
            near = range(index + 1, min(index + _ROLE_AHEAD, len(tokens)))
            for ahead in near:
                if kinds[ahead] & ROLE:
                    found["right_role_apposed"] = 1.0
                    break
                if not tokens[ahead].shape & WORD:
                    break
            if index + 1 < len(tokens) and tokens[index + 1].shape & DIGIT:
                found["right_number_apposed"] = 1.0
        return
    for bit, name in _BESIDE:
        if kind & bit:
            found[f"right_{name}"] = 1.0
    if not kind & FRONT:
        found["right_word" if not token.shape & CAPITAL else "right_capital"] = 1.0
