"""A cue in the segments of its sentence -> how far it reaches, as ranges of items.

Each scope is a function from the segments and the cue's first and last item to the ranges that the
cue holds over, both ends included.
"""

from __future__ import annotations

from collections.abc import Callable

from eventbrief.extract.text.clauses import COMMA, THAT, Clauses, Segment
from eventbrief.extract.text.tokens import CAPITAL

Ranges = list[tuple[int, int]]
Scope = Callable[[Clauses, int, int], Ranges]

_ITEM, _LAST_ITEM = 5, 9  # words that one part of a list has, and its last with what follows
_NEAR = 3


def clause(c: Clauses, first: int, last: int) -> Ranges:
    """The whole clause: subject and all, also where commas part it."""
    number = c.segment_of(first)
    return [*_subject(c, number, first), _whole(c, number), *_onward(c, number, last)]


def statement(c: Clauses, first: int, last: int) -> Ranges:
    """The clause; of a word that stands before it, "reportedly, ...", the clause that follows."""
    number = c.segment_of(first)
    segment = c.segments[number]
    following = _following(c, number)
    begins = first - segment.first <= 1 and segment.last - last <= 1
    if segment.finite is None and begins and following:
        return [_whole(c, number), *following]
    return clause(c, first, last)


def phrase(c: Clauses, first: int, last: int) -> Ranges:
    """The noun that follows, with what belongs to it and what is listed with it."""
    number = c.segment_of(last)
    end = _phrase_end(c, last + 1, c.segments[number].last)
    if end == c.segments[number].last:
        listed = _listed(c, number)
        if listed > number and _is_name(c, c.segments[number + 1]):
            end = _phrase_end(c, c.segments[listed].first, c.segments[listed].last)
    return [(first, max(last, end))]


def mention(c: Clauses, first: int, last: int) -> Ranges:
    """What is told of a noun: its clause where it is the subject, or else what belongs to it."""
    number = c.segment_of(first)
    segment = c.segments[number]
    if segment.finite is not None and segment.finite < first:
        fronting = c.tokens.lexicon.bits("fronting", "comparisons")
        if not any(c.mask(i) & fronting for i in range(segment.finite + 1, first)):
            return clause(c, first, last)
        return [(_compared(c, segment, first) or max(segment.first, first - 1), segment.last)]
    fronted = _is_fronting(c, segment.first) and segment.first < first
    if segment.finite is not None:
        return [(segment.first, segment.finite - 1)] if fronted else clause(c, first, last)
    if fronted:
        return [_whole(c, number)]
    return [_whole(c, number), *_predicate(c, number)]


def adverb(c: Clauses, first: int, last: int) -> Ranges:
    """What happens at a time that is told: "formerly", "last year"."""
    number = c.segment_of(first)
    segment = c.segments[number]
    compared = _compared(c, segment, first)
    stands_alone = first - segment.first <= _NEAR and segment.last - last <= _NEAR - 1
    if segment.finite is None and stands_alone and compared is None:
        return [_whole(c, number), *_following(c, number)]
    return dated(c, first, last)


def dated(c: Clauses, first: int, last: int) -> Ranges:
    """What happened at a time that is told behind it: "founded in 1998"."""
    number = c.segment_of(first)
    segment = c.segments[number]
    compared = _compared(c, segment, first)
    if compared is not None:
        return [(compared, segment.last)]
    if segment.finite is not None and segment.finite > last + 1:
        return [_whole(c, number)] if first - segment.first <= 1 else [(first, segment.finite - 1)]
    participle = _participle(c, segment, first)
    return [(segment.first if participle is None else participle, segment.last)]


def beside(c: Clauses, first: int, last: int) -> Ranges:
    """What takes place beside the event that the words behind the cue name."""
    number = c.segment_of(first)
    segment = c.segments[number]
    if first - segment.first > 1:
        return [(segment.first, last)]
    if segment.finite is not None and segment.finite > last:
        return [(first, last), (segment.finite, segment.last)]
    return [(first, last), *_following(c, number)]


def onward(c: Clauses, first: int, last: int) -> Ranges:
    """What follows, up to the end of its segment."""
    return [(first, c.segments[c.segment_of(last)].last)]


def condition(c: Clauses, first: int, last: int) -> Ranges:
    """What depends, and what it depends on: the segment with those beside it."""
    low = high = c.segment_of(first)
    if low > 0 and c.segments[low].opener == COMMA:
        low -= 1
    if high + 1 < len(c.segments) and c.segments[high + 1].opener == COMMA:
        high += 1
    return [(c.segments[low].first, c.segments[high].last)]


def _following(c: Clauses, number: int) -> Ranges:
    """The clause behind what stands before it."""
    following = number + 1
    if following < len(c.segments) and c.segments[following].opener == COMMA:
        start = c.segments[following].first
        return clause(c, start, start)
    return []


def _whole(c: Clauses, number: int) -> tuple[int, int]:
    segment = c.segments[number]
    return segment.first, segment.last


def _subject(c: Clauses, number: int, cue: int) -> Ranges:
    """The parts of the subject that commas part from the segment of the verb."""
    segment = c.segments[number]
    if segment.opener != COMMA or number == 0:
        return []
    joined = c.tokens.lexicon.bit("and_or")
    if any(c.mask(i) & joined for i in range(segment.first, cue)):  # "A, B and C did not"
        low = number
        while low > 0 and c.segments[low].opener == COMMA and _is_item(c, c.segments[low - 1]):
            low -= 1
        return [(c.segments[low].first, segment.first - 1)] if low < number else []
    begins = segment.finite == segment.first
    alone = cue == segment.first and c.last_finite <= number
    if (begins or alone) and number >= 2 and c.segments[number - 2].finite is None:
        return [_whole(c, number - 2)]  # "A, the largest of them, did not"
    return []


def _onward(c: Clauses, number: int, cue: int) -> Ranges:
    """The segments behind that belong to the clause: "denied that", "by A, B and C"."""
    found: Ranges = []
    at = number
    while at + 1 < len(c.segments):
        following = c.segments[at + 1]
        if following.opener == THAT and following.first - cue <= _NEAR + 1:
            at += 1
            cue = following.last
            found.append(_whole(c, at))
        elif at == number and cue == c.segments[at].last and following.opener == COMMA:
            if at + 2 >= len(c.segments):
                break
            at += 2  # "was not, as was written, organised by"
            found.append(_whole(c, at))
            break
        else:
            listed = _listed(c, at)
            if listed > at:
                found.append((c.segments[at].last + 1, c.segments[listed].last))
            break
    return found


def _listed(c: Clauses, number: int) -> int:
    """The last segment of the list that goes on behind a segment, or its own number."""
    at = number
    while at + 1 < len(c.segments) and c.segments[at + 1].opener == COMMA:
        following = c.segments[at + 1]
        if following.finite is not None or _is_fronting(c, following.first):
            break
        if following.joined and following.length <= _LAST_ITEM:
            return at + 1
        if following.length > _ITEM:
            break
        at += 1
    return number


def _is_item(c: Clauses, segment: Segment) -> bool:
    """True for one part of a list."""
    short = segment.finite is None and segment.length <= _ITEM
    return short and not _is_fronting(c, segment.first)


def _is_name(c: Clauses, segment: Segment) -> bool:
    """True where a segment begins as a name does, or the script does not tell."""
    tokens = c.tokens
    if not tokens.lexicon.cased:
        return segment.length <= _NEAR
    numbers = (c.items[i] for i in range(segment.first, min(segment.first + 2, segment.last + 1)))
    return any(n >= 0 and tokens[n].shape & CAPITAL for n in numbers)


def _is_fronting(c: Clauses, item: int) -> bool:
    return bool(c.mask(item) & c.tokens.lexicon.bits("fronting", "comparisons"))


def _phrase_end(c: Clauses, start: int, end: int) -> int:
    """The last item of the noun that begins at `start`."""
    inside = c.tokens.lexicon.bit("place_links")
    for at in range(start, end + 1):
        if c.ends_phrase(at) or (at > start and c.mask(at) & inside):
            return at - 1
    return end


def _compared(c: Clauses, segment: Segment, first: int) -> int | None:
    """Where "than" or "compared with" stands right before a cue."""
    bit = c.tokens.lexicon.bit("comparisons")
    low = max(segment.first, first - _NEAR)
    inside = {i for p in c.phrases(bit) for i in p if low <= i < first}
    found = [i for i in range(low, first) if c.mask(i) & bit or i in inside]
    return min(found, default=None)


def _predicate(c: Clauses, number: int) -> Ranges:
    """Behind a subject with its apposition, the segment that begins with the verb."""
    for at in (number + 1, number + 2):
        if at < len(c.segments) and c.segments[at].opener == COMMA:
            segment = c.segments[at]
            if segment.finite == segment.first:
                return [(c.segments[number].last + 1, segment.last)]
    return []


def _participle(c: Clauses, segment: Segment, cue: int) -> int | None:
    """Where "made since", "adopted in" begins before a cue, behind the verb of the clause."""
    low = segment.first if segment.finite is None else segment.finite + 2
    for at in range(cue - 1, max(low, cue - 8) - 1, -1):
        if c.ends_phrase(at) and not c.is_finite(at):
            return at
    return None
