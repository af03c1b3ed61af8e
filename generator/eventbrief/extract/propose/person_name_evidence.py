"""Where a name may stand -> what speaks for its being one, and for where it begins and ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from eventbrief.extract.judge.candidate import Candidate, Question
from eventbrief.extract.propose.person_names import (
    Extent,
    Seen,
    anchored,
    extents_of,
    from_anchor,
    in_role_phrase,
    runs_of,
)  # fmt: skip
from eventbrief.extract.propose.person_words import (
    ACCORDING,
    ADJECTIVE,
    AND,
    BODY,
    CITY,
    COUNTRY,
    DAY,
    DEMONYM,
    DETERMINER,
    ENDS,
    EVENT,
    FAMILY,
    FRONT,
    FRONTED,
    GIVEN,
    INTRODUCES,
    KEPT,
    MODIFIER,
    NAMED,
    OF,
    PARTICLE,
    PLACE,
    PORTFOLIO,
    ROLE,
    SEVERAL,
    SPEECH,
    STOP,
    STRANGE,
    SUFFIX,
    TITLE,
    VERB,
    PersonWords,
    labels,
)  # fmt: skip
from eventbrief.extract.text.gazetteer import country_of
from eventbrief.extract.text.span import Span
from eventbrief.extract.text.tokens import AND as AND_FRONT
from eventbrief.extract.text.tokens import ARTICLE, BREAK, CAPITAL, DIGIT, UPPER, WORD

_ROLE_AHEAD = 5  # words within which a role begins after the comma
_ROLE_BEHIND = 14  # words within which one stands before it
_CITY, _LARGE = 30_000, 200_000  # inhabitants of a city, and of one called like a person
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
     "left_according", "right_speech", "right_role_apposed", "right_role", "right_bracket",
     "right_number_apposed")
)  # fmt: skip


def name_questions(words: PersonWords, places: Sequence[Span] = ()) -> list[Question]:
    """For each stretch that may name somebody: which extent does, if any.

    Args:
        words: the reading's.
        places: where the event is named, or its place: rarely where somebody is.
    """
    kinds, tokens = words.kinds, words.items
    runs = list(runs_of(words) if words.cased else anchored(words))
    titled = {tokens[b].low for a, b in runs if 0 < b - a <= 2 and kinds[a] & TITLE}
    seen = Seen(Counter(tokens[a].low for a, b in runs if a == b), titled, places)
    questions = []
    for first, last in runs:
        extents = (
            extents_of(words, first, last, seen) if words.cased else from_anchor(words, first, last)
        )
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


def _features(  # noqa: PLR0912
    words: PersonWords, extent: Extent, first: int, last: int, seen: Seen
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
        if size > 1 and extent.last > first and _of_a_role(words, first, first + 1):
            true.append("with_role_of")
    elif not kinds[extent.first - 1] & FRONT and tokens[extent.first - 1].shape & WORD:
        true.append("after_role_of" if _of_a_role(words, first, extent.first) else "cuts_start")
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
        telling = [name for name in sides if name in _TELLING]
        true += [f"strange_{name}" for name in telling]
        if telling and "plain" in true:
            true.append("strange_plain_told")
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
    if any(words.breaks_after(i) for i in range(extent.first, extent.last)):
        true.append("broken")
    return dict.fromkeys(true, 1.0)


def _inside(words: PersonWords, extent: Extent, named: list[int], true: list[str]) -> None:  # noqa: PLR0912
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
    after = [b for a, b in pairwise(named) if kinds[a] & PARTICLE > kinds[b] & PARTICLE]
    if any(words.items[b].shape & UPPER for b in after) and extent.last > extent.first + 1:
        return ["particle_upper"]  # "X of the FIA"
    return [f"particle_{_sort(kinds[b])}" for b in after] or ["particle"]


def _sort(kind: int) -> str:
    """What the word after a particle is."""
    if kind & (CITY | COUNTRY | BODY | EVENT | NAMED | PLACE):
        return "place"
    return "name" if kind & (GIVEN | FAMILY) else "other"


def _written(words: PersonWords, extent: Extent, named: list[int], true: list[str]) -> None:  # noqa: PLR0912
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
        if len(named) > 1 and _is_city(words, extent, _LARGE if firm else _CITY):
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


def _of_a_role(words: PersonWords, first: int, start: int) -> bool:
    """True for the first name in "the mayor of Bristol John Smith"."""
    kinds, tokens = words.kinds, words.items
    behind = first - 1
    while behind > 0 and kinds[behind] & DETERMINER:
        behind -= 1
    return bool(
        behind > 0
        and kinds[start] & GIVEN
        and kinds[behind] & OF
        and (kinds[behind - 1] & ROLE or in_role_phrase(words, behind))
        and (not kinds[first] & GIVEN or country_of(tokens[first].low.title(), least=_CITY))
    )


def _is_city(words: PersonWords, extent: Extent, least: int) -> bool:
    return country_of(extent.span.of(words.reading.flat), least=least) is not None


def _before(words: PersonWords, extent: Extent) -> list[str]:
    """What stands before the name and its titles."""
    tokens, kinds = words.items, words.kinds
    index = extent.title - 1
    if extent.title < extent.first:
        return ["titled"]
    if index < 0 or tokens[index].shape & BREAK:
        return ["left_line"]
    if kinds[index] & ACCORDING:
        return ["left_according"]
    true: list[str] = ["left_new_line"] if words.breaks_after(index) else []
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
    phrase = not kind & ROLE and in_role_phrase(words, index)
    if phrase:
        true.append("left_role_phrase")
        if kind & (NAMED | BODY | EVENT):
            return [*true, "left_role_of_body"]
    true += labels(INTRODUCES if kind & INTRODUCES else kind, _BESIDE, "left_")
    if (
        kind & (OF | DETERMINER)
        and index
        and kinds[index - 1] & (NAMED | BODY | EVENT)
        and not phrase
    ):
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


def _after(words: PersonWords, extent: Extent) -> list[str]:
    """What stands after the name."""
    tokens, kinds = words.items, words.kinds
    index = extent.last + 1
    if index >= len(tokens) or tokens[index].shape & BREAK:
        return ["right_line"]
    token, kind = tokens[index], kinds[index]
    if token.shape & WORD:
        true = list(labels(kind, _BESIDE, "right_"))
        if words.breaks_after(extent.last):
            true.append("right_new_line")
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
