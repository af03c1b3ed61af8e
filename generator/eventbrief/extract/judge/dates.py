"""When the event takes place: which of the days that the text speaks of are its first and last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eventbrief.extract.judge.candidate import Candidate, Judged, Question
from eventbrief.extract.judge.document import Document
from eventbrief.extract.propose.date_features import Features, about_end, about_start, by_start
from eventbrief.extract.propose.dates import Day, Mention, Mentions, year_of_name
from eventbrief.extract.text.span import Found

_HAPPENS = frozenset(("verb_opening", "verb_happening", "event_opening", "event_happening"))
_LONGEST = 400  # days that an event lasts at most


@dataclass(frozen=True)
class Said:
    """A day, and the mentions that say it, the best first; `of` is the first day it is asked for.

    Attributes:
        day: the day.
        mentions: what says it.
        of: of a last day, the first day with which it goes; None where none is said.
    """

    day: Day
    mentions: tuple[Mention, ...]
    of: Day | None = None


class Dates:
    """The stage that decides the first and the last day."""

    name = "dates"
    kinds = ("first_day", "last_day")

    def questions(self, document: Document) -> Sequence[Question]:
        """Which day is the first; and for each that may be, and for none, which is the last."""
        reading, event = document.reading, document.event
        mentions = Mentions(reading)
        document.days = mentions.dated
        features = Features(reading, mentions, event)
        dated = [mention for mention in mentions.dated if not features.replaced(mention)]
        if event and (year := year_of_name(reading, event.span)):
            dated.append(year)
        groups = by_start(dated)
        starts = [
            Candidate(
                Said(own[0].start, said := tuple(features.telling(own))),
                tuple(m.span for m in said),
                about_start(features, mentions, groups, value),
            )
            for value, own in groups.items()
            if not all("dateline" in features.of(m) for m in own)  # it dates the text alone
        ]
        none = {"bias": 1.0}
        if mentions.base is None:
            none["undated"] = 1.0
        if not any(_HAPPENS & c.features.keys() for c in starts):
            none["nothing_happens"] = 1.0
        asked = [Question("first_day", starts, none)]
        days: list[Day | None] = [None, *(c.value.day for c in starts)]
        return (*asked, *(_last_day(features, groups, dated, day) for day in days))

    def decide(self, document: Document, questions: Sequence[Question]) -> None:
        """The first day with every place that says it; the last where it is said."""
        document.start = document.end = None
        first, *others = questions
        begun = document.choose(first)
        if begun:
            document.start = _first_found(begun)
        day = begun.candidate.value.day if begun else None
        ended = document.choose(next(q for q in others if q.about == day))
        if ended:
            value = ended.candidate.value.day.iso()
            sure = ended.sure and (document.start is None or document.start.sure)
            document.end = Found(value, ended.candidate.spans, sure, _rival(ended))


def _first_found(judged: Judged) -> Found[str]:
    """The first day; not sure where its figures read two ways, and nothing says which."""
    said: Said = judged.candidate.value
    value = said.day.iso()
    others = [m.other.iso() for m in said.mentions if m.other]
    if len(others) == len(said.mentions):
        return Found(value, judged.candidate.spans, sure=False, rival=others[0])
    return Found(value, judged.candidate.spans, judged.sure, _rival(judged))


def _rival(judged: Judged) -> str | None:
    return judged.rival.value.day.iso() if judged.rival else None


def _last_day(
    features: Features, groups: dict[str, list[Mention]], dated: list[Mention], first: Day | None
) -> Question:
    """Which day is the last, where `first` is the first."""
    start = groups[first.iso()] if first else []
    ends: dict[str, list[tuple[Mention, bool]]] = {}
    for mention in dated:
        later = first is None or _follows(first, mention.start)
        if mention.end and (later or first == mention.start):
            ends.setdefault(mention.end.iso(), []).append((mention, True))
        elif mention.end is None and mention.start.month and later:
            ends.setdefault(mention.start.iso(), []).append((mention, False))
    candidates = []
    for own in ends.values():
        own.sort(key=lambda one: (one[0] not in start, not one[1], one[0].first))
        mention, is_end = own[0]
        day = mention.end if is_end and mention.end else mention.start
        candidates.append(
            Candidate(
                Said(day, tuple(m for m, _ in own), first),
                tuple(m.span for m, _ in own),
                about_end(features, start, first, own),
            )
        )
    none = {"bias": 1.0}
    if first is None:
        none["no_start"] = 1.0
    elif first.day is None:
        none["no_day"] = 1.0
    if any(m.end for m in start):
        none["has_range"] = 1.0
    return Question("last_day", candidates, none, first)


def _follows(first: Day, day: Day) -> bool:
    """True where the day may be the last of what begins on the first."""
    if not (first.day and day.day):
        return bool(first.day) == bool(day.day) and first.iso() < day.iso()
    away = (day.date() - first.date()).days
    return 0 < away < _LONGEST


DATES = Dates()
