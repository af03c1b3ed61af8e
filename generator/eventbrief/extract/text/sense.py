"""A reading -> the stretches in which something else holds than plain statement.

"It was not organised by Interpol", "last year's edition in Oslo", "a protest outside": what stands
there is no fact about the event, or not a certain one. Every kind of fact asks here.

How far a cue reaches is told by the segments of its sentence (`clauses`, `scopes`). One in a
quotation reaches no further than its marks; one outside reaches over a quotation in its clause
("denied saying “...”").
"""

from __future__ import annotations

import bisect
import functools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eventbrief.extract.text import scopes
from eventbrief.extract.text.clauses import JOINT, Clauses
from eventbrief.extract.text.cues import NEGATED, REPLACED, Cue, find_cues
from eventbrief.extract.text.span import Span

if TYPE_CHECKING:
    from eventbrief.extract.text.reading import Reading

STATED, REPORTED, QUOTED = "stated", "reported", "quoted"


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """A range of the text, and what holds there.

    Attributes:
        span: where it holds.
        kind: negated, excluded (by an exception), former (of an edition before), next (of one
            after), other_event, replaced (a plan or place that was given up), expected, hedged,
            hearsay, conditional, past_background.
        cue: the words that tell it.
        voice: who tells it: the text (`stated`), someone whom it reports, or a quotation.
    """

    span: Span
    kind: str
    cue: Span
    voice: str = STATED


class Sense:
    """What holds where in a reading, which it does not hold on to: a text is let go at once."""

    def __init__(self, reading: Reading) -> None:
        self.stretches = tuple(sorted(set(_stretches(reading))))
        """All stretches in the order of their starts."""

    def at(self, position: int) -> frozenset[str]:
        """Everything that holds at a code point."""
        return frozenset(kind for kind in self._ranges if self.holds(kind, position))

    def holds(self, kind: str, position: int) -> bool:
        """True where a code point stands in a stretch of this kind."""
        starts, ends = self._ranges.get(kind, _NONE)
        index = bisect.bisect_right(starts, position) - 1
        return index >= 0 and position < ends[index]

    def over(self, kind: str, span: Span) -> bool:
        """True where a stretch of this kind and a span share a code point."""
        starts, ends = self._ranges.get(kind, _NONE)
        index = bisect.bisect_left(starts, span.end) - 1
        return index >= 0 and span.start < ends[index]

    @functools.cached_property
    def _ranges(self) -> dict[str, tuple[list[int], list[int]]]:
        """By kind the starts and ends of its ranges, those that overlap made one."""
        found: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for stretch in self.stretches:
            starts, ends = found[stretch.kind]
            if ends and stretch.span.start <= ends[-1]:
                ends[-1] = max(ends[-1], stretch.span.end)
            else:
                starts.append(stretch.span.start)
                ends.append(stretch.span.end)
        return dict(found)


_NONE: tuple[list[int], list[int]] = ([], [])


def _stretches(reading: Reading) -> Iterator[Stretch]:
    """The stretches of all cues, sentence by sentence and quotation by quotation."""
    for group, cues in _groups(reading).items():
        items = _items_of_quotation(reading, group) if group >= 0 else _items(reading, -1 - group)
        if items:
            clauses = Clauses(reading.tokens, items, reading.quotes)
            voice = QUOTED if group >= 0 else None
            yield from _in_group(clauses, cues, voice)


def _groups(reading: Reading) -> dict[int, list[Cue]]:
    """The cues of each quotation by its number, of each sentence by -1 - its number."""
    found: dict[int, list[Cue]] = defaultdict(list)
    tokens = reading.tokens
    for cue in find_cues(reading):
        start = tokens[cue.first].start
        quotation = reading.quotation_number(start)
        group = -1 - reading.sentence_number(start) if quotation is None else quotation
        found[group].append(cue)
    return found


def _items(reading: Reading, number: int) -> list[int]:
    """The tokens of a sentence, each quotation in it as one item."""
    sentence, tokens = reading.sentences[number], reading.tokens
    found: list[int] = []
    last = -1
    inside = tokens.within(sentence.start, sentence.end)
    if reading.has_no_quotation(sentence):
        return list(inside)
    for at in inside:
        start = tokens[at].start
        quotation = reading.quotation_number(start)
        if quotation is None:
            found.append(at)
        elif quotation != last:
            last = quotation
            found.append(-1 - quotation)
    return found


def _items_of_quotation(reading: Reading, number: int) -> list[int]:
    return [
        at
        for piece in reading.quotes[number].pieces
        for at in reading.tokens.within(piece.start, piece.end)
    ]


def _in_group(clauses: Clauses, cues: list[Cue], voice: str | None) -> Iterator[Stretch]:
    speech = clauses.speech if voice is None else []
    placed = [
        (cue, first, last)
        for cue in cues
        if (first := clauses.item_of(cue.first)) is not None
        and (last := clauses.item_of(cue.last)) is not None
    ]
    for cue, first, last in placed:
        told = voice or (REPORTED if _is_reported(clauses, speech, first, last) else STATED)
        for kind, ranges in _reached(clauses, cue, first, last, placed):
            for low, high in ranges:
                yield Stretch(clauses.span(low, high), kind, clauses.span(first, last), told)


def _is_reported(clauses: Clauses, speech: list[int], first: int, last: int) -> bool:
    """True where someone is said to say it: in another segment, or before the cue."""
    number = clauses.segment_of(first)
    return any(s < first or (s > last and clauses.segment_of(s) != number) for s in speech)


def _reached(
    clauses: Clauses, cue: Cue, first: int, last: int, placed: list[tuple[Cue, int, int]]
) -> Iterator[tuple[str, scopes.Ranges]]:
    """What a cue tells, and over which items."""
    if cue.scope is not None:
        yield cue.kind, cue.scope(clauses, first, last)
    given_up = (cue.kind == NEGATED and _contrasted(clauses, first)) or (
        cue.list == "planned" and any(c.list == "moved" and at > last for c, at, _ in placed)
    )
    if given_up:
        yield REPLACED, scopes.onward(clauses, first, last)
    elif cue.list == "moved":
        ranges = _moved_from(clauses, last)
        if ranges:
            yield REPLACED, ranges


def _contrasted(clauses: Clauses, cue: int) -> bool:
    """True where "but at the Hotel Sol" follows: what was denied has something in its place."""
    following = clauses.segment_of(cue) + 1
    if following >= len(clauses.segments):
        return False
    segment = clauses.segments[following]
    contrasts = clauses.tokens.lexicon.bit("contrasts")
    return (
        segment.opener == JOINT
        and segment.finite is None
        and bool(clauses.mask(segment.first) & contrasts)
    )


def _moved_from(clauses: Clauses, last: int) -> scopes.Ranges:
    """What stands between the two words of "moved from Geneva to Lyon"."""
    lexicon = clauses.tokens.lexicon
    origin, goal = lexicon.bit("moved_from"), lexicon.bit("moved_to")
    end = clauses.segments[clauses.segment_of(last)].last
    starts = [i for i in range(last + 1, end + 1) if clauses.mask(i) & origin]
    if not starts:
        return []
    goals = [i for i in range(starts[0] + 1, end + 1) if clauses.mask(i) & goal]
    before = any(clauses.mask(i) & goal for i in range(last + 1, starts[0]))
    if clauses.is_number(starts[0] - 1):  # the "de" of "3 de junio"
        return []
    if goals:
        return [(starts[0], goals[0] - 1)]
    return [(starts[0], end)] if before else []
