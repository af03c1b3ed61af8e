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
    FRONTED, GIVEN, INTRODUCES, KEPT, MODIFIER, NAMED, OF, PARTICLE, PLACE, PORTFOLIO, ROLE, SEVERAL, SMALL, SPEECH,
    STOP, STRANGE, SUFFIX, TITLE, VERB, PersonWords, labels,
)  # fmt: skip
from eventbrief.extract.text.gazetteer import country_of
from eventbrief.extract.text.span import Span
from eventbrief.extract.text.tokens import ARTICLE, BREAK, CAPITAL, DIGIT, PREPOSITION, UPPER, WORD
from eventbrief.extract.text.tokens import AND as AND_FRONT

_LONGEST = 7  # words of a name
_STARTS, _ENDS = 4, 4  # extents looked at in one place
_PARTICLES = 3
_ROLE_AHEAD = 5  # words within which a role begins after the comma
_ROLE_BEHIND = 14  # words within which one stands before it
_PHRASE_BEHIND = 7
_CITY = 30_000  # inhabitants

_INSIDE = (
    (BODY, "body"), (EVENT, "event"), (DAY, "day"), (STOP, "stop"), (NAMED, "named"),
    (ROLE, "role"), (PORTFOLIO, "portfolio"), (ADJECTIVE, "adjective"), (COUNTRY, "country"),
    (DEMONYM, "demonym"), (CITY, "city"), (SPEECH, "speech"), (DETERMINER, "determiner"),
    (MODIFIER, "modifier"), (SUFFIX, "suffix"), (VERB, "verb"), (SEVERAL, "several"),
)  # fmt: skip
_BESIDE = (
    (ROLE, "role"), (MODIFIER, "modifier"), (PORTFOLIO, "portfolio"), (SPEECH, "speech"),
    (BODY, "body"), (EVENT, "event"), (DEMONYM, "demonym"), (COUNTRY, "country"), (OF, "of"),
    (DETERMINER, "determiner"), (AND, "and"), (ENDS, "ends"), (DAY, "day"), (STOP, "stop"),
    (VERB, "verb"), (NAMED, "named"), (SEVERAL, "several"), (INTRODUCES, "introduces"),
)  # fmt: skip
_SIGNS = {
    ",": "comma", "(": "bracket", ")": "close", ".": "stop_sign", ":": "colon", ";": "semicolon",
    "-": "dash", "–": "dash", "—": "dash", "/": "slash", "'s": "possessive", "&": "ampersand",
    '"': "mark", "“": "mark", "«": "mark", "»": "mark", "”": "mark", "'": "mark", "#": "mark",
    "|": "slash", "•": "slash", "*": "slash",
}  # fmt: skip
# What tells a name that no list has.
_TELLING = frozenset(
    ("titled", "left_role", "left_role_phrase", "left_role_comma", "left_speech", "left_introduces",
     "right_speech", "right_role_apposed", "right_role", "right_bracket", "right_number_apposed")
)  # fmt: skip


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


@dataclass(slots=True, frozen=True)
class _Seen:
    """What the whole text tells of a name: how often it stands alone, who has a title."""

    alone: Counter[str]
    titled: set[str]
    places: Sequence[Span]


def name_questions(words: PersonWords, places: Sequence[Span] = ()) -> list[Question]:
    """For each stretch that may name somebody: which extent does, if any.

    Args:
        words: the reading's.
        places: where the event is named, or its place: rarely where somebody is.
    """
    kinds, tokens = words.kinds, words.items
    runs = list(_runs(words) if words.cased else _anchored(words))
    titled = {tokens[b].low for a, b in runs if 0 < b - a <= 2 and kinds[a] & TITLE}
    seen = _Seen(Counter(tokens[a].low for a, b in runs if a == b), titled, places)
    questions = []
    for first, last in runs:
        extents = _extents(words, first, last, seen) if words.cased else _from_anchor(words, first, last)
        if not extents:
            continue
        found = [Candidate(e, (e.span,), _features(words, e, first, last, seen)) for e in extents]
        none = {"bias": 1.0, "run": float(min(last - first, 6))}
        if not any(kinds[i] & GIVEN for i in range(first, last + 1)):
            none["no_given"] = 1.0
        if first == last:
            none["one"] = 1.0
        questions.append(Question("person_name", found, none, (first, last)))
    return questions


def _runs(words: PersonWords) -> Iterator[tuple[int, int]]:
    """Words with capitals in a row, with the particles and initials between them."""
    tokens, kinds, hidden = words.items, words.kinds, words.hidden
    count, reach = len(tokens), words.tokens.at(words.reading.body)
    for index, token in enumerate(tokens):
        if index < reach or not (token.shape & CAPITAL or index in hidden):
            continue
        first = last = index
        index += 1  # noqa: PLW2901 - what belongs to the run is not looked at again
        while index < count:
            token = tokens[index]  # noqa: PLW2901
            if token.shape & CAPITAL or index in hidden:
                last = index
            elif token.low == "." and last == index - 1 and _shortened(words, last):
                pass
            elif kinds[index] & PARTICLE:
                ahead = index + 1
                while ahead < index + _PARTICLES and ahead < count and kinds[ahead] & PARTICLE:
                    ahead += 1
                if ahead >= count or not tokens[ahead].shape & CAPITAL:
                    break
                last = index = ahead  # noqa: PLW2901
            else:
                break
            index += 1  # noqa: PLW2901
        yield first, last
        reach = last + 1


def _shortened(words: PersonWords, index: int) -> bool:
    """True for an initial and for a title, which may end with a full stop."""
    token, tokens = words.items[index], words.items
    goes_on = index + 2 < len(tokens) and bool(tokens[index + 2].shape & CAPITAL)
    short = token.end - token.start == 1 or words.kinds[index] & TITLE or "." in token.low
    return goes_on and bool(short) and tokens[index + 1].start == token.end


def _anchored(words: PersonWords) -> Iterator[tuple[int, int]]:
    """Where a name may begin in a script without capitals, and how far it can reach."""
    tokens, kinds = words.items, words.kinds
    index = words.tokens.at(words.reading.body)
    count = len(tokens)
    while index < count:
        if not tokens[index].shape & WORD or not _begins(words, index):
            index += 1
            continue
        last = index
        while last + 1 < count and last - index < _LONGEST - 1 and _carries_on(words, last + 1):
            last += 1
        yield index, last
        named = kinds[index] & (GIVEN | PARTICLE) or tokens[index].shape & CAPITAL
        index = last + 1 if named else index + 1


def _begins(words: PersonWords, index: int) -> bool:
    """True where somebody's name may start: a first name, or a word after what announces one."""
    kinds, token = words.kinds, words.items[index]
    kind, before = kinds[index], kinds[index - 1] if index else 0
    if token.shape & CAPITAL:
        return bool(before & (TITLE | ROLE | SPEECH))
    if kind & (GIVEN | PARTICLE):
        return not kind & (ROLE | BODY | EVENT) or bool(before & TITLE)
    if kind & (FRONT | CITY) or token.shape & PREPOSITION:
        return False
    if before & (TITLE | SPEECH):
        return True
    if token.shape & ARTICLE:
        return False
    if index and words.items[index - 1].low == ",":
        return any(kinds[i] & ROLE for i in range(max(0, index - _ROLE_BEHIND), index))
    behind = range(max(0, index - 4), index)
    return not before & (SMALL | ENDS) and any(kinds[i] & ROLE for i in behind)


def _carries_on(words: PersonWords, index: int) -> bool:
    """True where the word may be part of the name before it."""
    kind, token = words.kinds[index], words.items[index]
    if not token.shape & WORD:
        return False
    if kind & (GIVEN | PARTICLE) and not kind & FRONTED:
        return True
    if token.shape & PREPOSITION:
        return False
    return not kind & (FRONT & ~(DEMONYM | COUNTRY | ADJECTIVE | PORTFOLIO | MODIFIER))


def _from_anchor(words: PersonWords, first: int, last: int) -> list[Extent]:
    """All that begins with the anchor, from one word where a title announces it."""
    title = _titles(words, first)
    kinds, tokens = words.kinds, words.items
    before = kinds[first - 1] if first else 0
    alone = title < first or before & (SPEECH | ROLE) or last == first
    start = tokens[first].start
    if kinds[first] & FRONTED:
        start = tokens[first].end - len(tokens[first].bare)
    return [
        Extent(first, end, title, Span(start, tokens[end].end))
        for end in range(first if alone else first + 1, last + 1)
        if not kinds[end] & PARTICLE
    ]


def _extents(words: PersonWords, first: int, last: int, seen: _Seen) -> list[Extent]:
    """Where in a run of capitals a name may begin and end."""
    tokens, kinds = words.items, words.kinds
    if first == last:
        return _single(words, first, seen)
    starts, ends = [], []
    for index in range(first, last + 1):
        kind = kinds[index]
        if not tokens[index].shape & CAPITAL and index not in words.hidden:
            continue
        if kind & TITLE and not kind & GIVEN and index < last:
            continue
        before = kinds[index - 1] if index > first else FRONT
        if (
            before & FRONT
            or tokens[index - 1].low == "."
            or (kind & GIVEN and not before & GIVEN)
            or index == first + 1 < last
        ):
            starts.append(index)
        after = kinds[index + 1] if index < last else FRONT
        if after & (FRONT | SUFFIX | PARTICLE):
            ends.append(index)
    found = []
    for start in starts[-_STARTS:]:
        for end in [e for e in ends if e >= start][-_ENDS:]:
            if end - start < 2 * _LONGEST and _could_be(words, start, end):
                title = _titles(words, start)
                found.append(Extent(start, end, title, words.tokens.span(start, end)))
                if start == end and title < start and kinds[start - 1] & KEPT:
                    found.append(Extent(start - 1, end, title, words.tokens.span(start - 1, end)))
    return found


def _could_be(words: PersonWords, start: int, end: int) -> bool:
    kinds = words.kinds
    if start == end:
        own = kinds[start]
        return _announced(words, start) and not own & (
            STRANGE | TITLE | COUNTRY | DEMONYM | PORTFOLIO | MODIFIER | ROLE | SEVERAL
        )
    head = kinds[start]
    if head & (SMALL | DAY | SPEECH) and not head & GIVEN:
        return False
    if (head | kinds[end]) & (BODY | EVENT) and not head & GIVEN:
        return False
    known, odd, count = 0, 0, 0
    for index in range(start, end + 1):
        kind = kinds[index]
        if kind & PARTICLE or not words.items[index].shape & WORD:
            continue
        count += 1
        known |= kind & (GIVEN | FAMILY)
        odd += bool(kind & (STRANGE | ADJECTIVE | PORTFOLIO | MODIFIER | ROLE | COUNTRY))
    return odd < count and (bool(known) or not odd) and not _is_country(words, start, end)


def _is_country(words: PersonWords, start: int, end: int) -> bool:
    """True for "Hong Kong" and "Costa Rica"."""
    tokens = words.items
    if end - start > 3 or not words.cased:
        return False
    name = " ".join(tokens[i].low for i in range(start, end + 1))
    return name in words.reading.lexicon.countries


def _announced(words: PersonWords, index: int) -> bool:
    """True for one word right after a title or a role."""
    before = index - 1
    if before >= 0 and words.items[before].low == ".":
        before -= 1
    if before < 0:
        return False
    if words.items[before].low == ",":
        return before > 0 and bool(words.kinds[before - 1] & (PORTFOLIO | ROLE))
    return bool(words.kinds[before] & (TITLE | ROLE))


def _single(words: PersonWords, index: int, seen: _Seen) -> list[Extent]:
    """One word: only after a title or a role, beside a verb of speech, or before a role."""
    tokens, kinds = words.items, words.kinds
    kind = kinds[index]
    if kind & (STRANGE | TITLE | COUNTRY | DEMONYM | SMALL | PORTFOLIO | MODIFIER | ROLE | SEVERAL):
        return []
    if tokens[index].end - tokens[index].start <= 2 or tokens[index].low in words.small:
        return []
    ahead = kinds[index + 1] if index + 1 < len(tokens) else 0
    before = kinds[index - 1] if index else 0
    apposed = (
        index + 2 < len(tokens)
        and tokens[index + 1].low == ","
        and any(kinds[i] & ROLE for i in range(index + 2, min(index + 5, len(tokens))))
    )
    known = kind & (GIVEN | FAMILY) or seen.alone[tokens[index].low] > 1
    if _announced(words, index) or (known and ((ahead | before) & SPEECH or apposed)):
        title = _titles(words, index)
        found = [Extent(index, index, title, words.tokens.span(index, index))]
        if title < index and kinds[index - 1] & KEPT:
            found.append(Extent(index - 1, index, title, words.tokens.span(index - 1, index)))
        return found
    return []


def _titles(words: PersonWords, first: int) -> int:
    """The first token of the titles that stand right before the name."""
    tokens, kinds = words.items, words.kinds
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
    tokens, kinds = words.items, words.kinds
    true: list[str] = ["bias"]
    named = [i for i in range(extent.first, extent.last + 1) if tokens[i].shape & WORD]
    size = sum(1 for i in named if not kinds[i] & PARTICLE or tokens[i].shape & CAPITAL)
    true.append(f"words_{min(size, 6)}")
    _inside(words, extent, named, true)
    if extent.first == first:
        true.append("starts_run")
    elif not kinds[extent.first - 1] & FRONT and tokens[extent.first - 1].shape & WORD:
        true.append("cuts_start")
    if extent.last == last:
        true.append("ends_run")
    elif not kinds[extent.last + 1] & (FRONT | SUFFIX) and tokens[extent.last + 1].shape & WORD:
        true.append("cuts_end")
    if words.cased:
        odd = BODY | EVENT | NAMED
        if any(kinds[i] & odd for i in range(extent.last + 1, last + 1)):
            true.append("odd_after_in_run")
        if any(kinds[i] & odd for i in range(first, extent.first)):
            true.append("odd_before_in_run")
        if extent.last < last and kinds[extent.last + 1] & PARTICLE:
            ahead = extent.last + 1
            while ahead < last and kinds[ahead] & PARTICLE:
                ahead += 1
            true.append(f"cuts_particle_{_sort(kinds[ahead])}")
    sides = [*_before(words, extent), *_after(words, extent)]
    if "unknown" in true or "given_first" not in true:
        true += [f"strange_{name}" for name in sides if name in _TELLING]
    true += sides
    if size == 1:
        true += [f"one_{name}" for name in sides]
    surname = tokens[extent.last].low
    if size > 1:
        if seen.alone[surname]:
            true.append("alone_too")
        if surname in seen.titled:
            true.append("titled_too")
    elif seen.alone[surname] > 1:
        true.append("again")
    if any(place.overlaps(extent.span) for place in seen.places):
        true.append("in_event")
    return dict.fromkeys(true, 1.0)


def _inside(words: PersonWords, extent: Extent, named: list[int], true: list[str]) -> None:
    """What the words of the name are."""
    tokens, kinds = words.items, words.kinds
    own = [kinds[i] for i in named if not kinds[i] & PARTICLE or tokens[i].shape & CAPITAL]
    head, tail = kinds[named[0]], kinds[named[-1]]
    middle = 0
    for kind in own[1:-1]:
        middle |= kind
    true += labels(head, _INSIDE, "first_")
    if len(named) > 1:
        true += labels(tail, _INSIDE, "last_")
        true += labels(middle, _INSIDE, "middle_")
        if len(own) < len(named):
            true += _particles(words, extent, named)
            if any(kinds[i] & AND for i in named):
                true.append("and_between")
    given = sum(1 for kind in own if kind & GIVEN)
    family = sum(1 for kind in own if kind & FAMILY)
    strange = (head | middle | tail) & STRANGE
    if head & GIVEN:
        true.append("given_first")
        if len(named) > 1 and not strange:
            true.append("given_and_more")
    if given > 1:
        true.append("given_twice")
    if len(named) > 1 and tail & FAMILY:
        true.append("family_last")
        if head & GIVEN and not strange:
            true.append("given_family")
    if not given and not family:
        true.append("unknown")
    odd = strange | (head | middle | tail) & (ADJECTIVE | PORTFOLIO | MODIFIER | ROLE | SEVERAL)
    if not odd and len(named) > 1:
        true.append("plain")
    if head & PLACE and not head & GIVEN:
        true.append("place_head")
    _written(words, extent, named, true)
    if any(tokens[i].low in words.small for i in (named[0], named[-1]) if not kinds[i] & GIVEN):
        true.append("small_elsewhere")


def _particles(words: PersonWords, extent: Extent, named: list[int]) -> list[str]:
    """What comes after the particles of the name: "de la Riva", "de Argentina"."""
    kinds = words.kinds
    after = [kinds[b] for a, b in zip(named, named[1:]) if kinds[a] & PARTICLE > kinds[b] & PARTICLE]
    return [f"particle_{_sort(kind)}" for kind in after] or ["particle"]


def _sort(kind: int) -> str:
    """What the word after a particle is."""
    if kind & (CITY | COUNTRY | BODY | EVENT | NAMED | PLACE):
        return "place"
    return "name" if kind & (GIVEN | FAMILY) else "other"


def _written(words: PersonWords, extent: Extent, named: list[int], true: list[str]) -> None:
    """How the words of the name are written."""
    tokens = words.items
    loud = [bool(tokens[i].shape & UPPER and tokens[i].end - tokens[i].start > 2) for i in named]
    given = words.kinds[named[0]] & GIVEN
    if all(loud):
        true.append("all_upper_given" if given and len(named) > 1 else "all_upper")
    elif loud[0]:
        true.append("upper_first")
    elif loud[-1]:
        true.append("surname_upper" if given else "upper_last")
    elif any(loud):
        true.append("upper_inside")
    if any(tokens[i].end - tokens[i].start == 1 or "." in tokens[i].low for i in named):
        true.append("initial")
    if words.kinds[extent.first] & KEPT:
        true.append("kept_title")
    if words.kinds[extent.first] & FRONTED:
        true.append("fronted")
    if words.cased:
        firm = words.kinds[named[0]] & GIVEN and len(named) == extent.last - extent.first + 1
        firm = firm and not any(words.kinds[i] & PARTICLE for i in named)
        if len(named) > 1 and not firm and _is_city(words, extent):
            true.append("is_city")
        return
    if tokens[named[0]].shape & ARTICLE:
        true.append("article_first")
    if len(named) > 1:
        if tokens[named[-1]].shape & ARTICLE:
            true.append("article_last")
        if any(tokens[i].shape & ARTICLE for i in named[1:-1]):
            true.append("article_inside")
        if any(tokens[i].shape & AND_FRONT and not words.kinds[i] & GIVEN for i in named[1:]):
            true.append("and_inside")
        if words.kinds[named[-2]] & PARTICLE:
            true.append("particle_before_last")
    if tokens[named[0]].shape & CAPITAL:
        true.append("other_script")


def _is_city(words: PersonWords, extent: Extent) -> bool:
    return country_of(extent.span.of(words.reading.flat), least=_CITY) is not None


def _before(words: PersonWords, extent: Extent) -> list[str]:
    """What stands before the name and its titles."""
    tokens, kinds = words.items, words.kinds
    true = ["titled"] if extent.title < extent.first else []
    index = extent.title - 1
    if index < 0 or tokens[index].shape & BREAK:
        return [*true, "left_line"]
    token, kind = tokens[index], kinds[index]
    if not token.shape & WORD:
        if token.shape & DIGIT:
            true.append("left_digit")
        sign = _SIGNS.get(token.low)
        if sign:
            true.append(f"left_{sign}")
        if sign == "comma" and _role_behind(words, index):
            true.append("left_role_comma")
        return true
    phrase = not kind & ROLE and _in_role_phrase(words, index)
    if phrase:
        true.append("left_role_phrase")
        if kind & (NAMED | BODY | EVENT):
            return [*true, "left_role_of_body"]
    true += labels(INTRODUCES if kind & INTRODUCES else kind, _BESIDE, "left_")
    if kind & (OF | DETERMINER) and index and kinds[index - 1] & (NAMED | BODY | EVENT) and not phrase:
        true.append("left_named_of")
    if not kind & FRONT:
        true.append("left_capital" if token.shape & CAPITAL else "left_word")
    return true


def _role_behind(words: PersonWords, comma: int) -> bool:
    """True where a role stands before the comma, in the same clause."""
    for index in range(comma - 1, max(-1, comma - _ROLE_BEHIND), -1):
        if words.items[index].shape & BREAK or words.items[index].low in ".;:":
            return False
        if words.kinds[index] & ROLE:
            return True
    return False


def _in_role_phrase(words: PersonWords, index: int) -> bool:
    """True for the last word of "Minister of Foreign Affairs"."""
    for back in range(index - 1, max(-1, index - _PHRASE_BEHIND), -1):
        if not words.items[back].shape & WORD or words.kinds[back] & SPEECH:
            return False
        if words.kinds[back] & ROLE:
            return True
    return False


def _after(words: PersonWords, extent: Extent) -> list[str]:
    """What stands after the name."""
    tokens, kinds = words.items, words.kinds
    index = extent.last + 1
    if index >= len(tokens) or tokens[index].shape & BREAK:
        return ["right_line"]
    token, kind = tokens[index], kinds[index]
    if token.shape & WORD:
        true = list(labels(kind, _BESIDE, "right_"))
        if not kind & FRONT:
            true.append("right_capital" if token.shape & CAPITAL else "right_word")
        return true
    true = ["right_digit"] if token.shape & DIGIT else []
    sign = _SIGNS.get(token.low)
    if sign:
        true.append(f"right_{sign}")
    if sign in ("comma", "bracket", "dash"):
        for ahead in range(index + 1, min(index + _ROLE_AHEAD, len(tokens))):
            if kinds[ahead] & ROLE:
                true.append("right_role_apposed")
                break
            if not tokens[ahead].shape & WORD:
                break
        if index + 1 < len(tokens) and tokens[index + 1].shape & DIGIT:
            true.append("right_number_apposed")
    return true
