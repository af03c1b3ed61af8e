"""A day that a text speaks of -> what speaks for and against its being the event's first or last.

What stands around a mention is told by the classes of its words, near it and further off in its
sentence; what one mention of a day says counts for all that name the same day.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from eventbrief.extract.propose.date_forms import Day
from eventbrief.extract.propose.dates import ENDS_DATELINE, Mention, Mentions
from eventbrief.extract.propose.event_name import Candidate as EventMention
from eventbrief.extract.text.lexicon import Lexicon
from eventbrief.extract.text.reading import Reading
from eventbrief.sources.heading import holds_but_a_date

_CLASSES = {
    "opening": ("opening_words",),
    "closing": ("closing_words",),
    "happening": ("happening_words",),
    "origin": ("origin_words",),
    "deadline": ("deadline_words",),
    "label": ("label_words",),
    "published": ("published_words",),
    "moving": ("moving_words",),
    "moved_from": ("moved_from_words",),
    "part": ("part_words",),
    "trip": ("trip_words",),
    "commemoration": ("commemoration_words",),
    "speech": ("speech_past", "speech_present", "speech_gerund"),
    "event": ("event_heads", "event_words", "edition_words"),
    "until": ("range_to",),
    "since": ("range_from",),
}
_TELLING = (
    "opening", "closing", "happening", "origin", "deadline", "published", "moving", "moved_from",
    "speech", "trip", "commemoration",
)  # fmt: skip
_TOUCHING = ("until", "closing", "happening", "opening", "event")
_HAPPENS = ("opening", "closing", "happening")
_NEAR, _FAR = 4, 14  # tokens of a sentence before and after a day
_AGAINST = frozenset(
    (
        "near_origin", "near_deadline", "near_published", "near_trip", "near_commemoration",
        "near_part", "near_speech", "near_moved_from", "near_until", "near_closing", "verb_closing",
        "verb_origin", "verb_deadline", "verb_speech", "event_closing", "touching_until",
        "dateline", "dates_text", "before_body", "in_quotation", "elsewhere", "other_event",
        "named_after_day", "other_head",
    )
)  # fmt: skip
# What tells that a day is the text's own; a mention that says more counts alone.
_PUBLISHED = frozenset(("dateline", "dates_text", "near_published"))
_HYPHENED = re.compile(r"(?<![\w-])(?P<number>[^\W\d_]{2,9})-(?P<noun>[^\W\d_]{3,5})(?![\w-])")
# What tells that a range is that of the event.
_OF_EVENT = frozenset(("verb_happening", "beside_head", "beside_name", "labelled_line"))
_DATELINE = 70  # code points of a line in which a dateline ends


class Features:
    """What is known of the places in one text, asked for mention after mention."""

    def __init__(self, reading: Reading, mentions: Mentions, event: EventMention | None) -> None:
        self._reading, self._mentions, self._event = reading, mentions, event
        self._classes = _bits(reading.lexicon)
        self._telling = functools.reduce(int.__or__, (self._classes[n] for n in _TELLING))
        self._masks = reading.tokens.masks
        self._head = event.head.lower() if event and event.head else ""
        self._venues = reading.lexicon.bit("venue_heads")
        self._sentences: dict[int, tuple[bool, bool]] = {}
        self._known: dict[Mention, dict[str, float]] = {}

    def of(self, mention: Mention) -> dict[str, float]:
        """What is true of one mention, whatever day it names."""
        if mention not in self._known:
            self._known[mention] = dict.fromkeys(self._around(mention), 1.0)
        return self._known[mention]

    def telling(self, mentions: Sequence[Mention]) -> Sequence[Mention]:
        """Those of one day that do more than date the text; all of them where none does."""
        return [m for m in mentions if not _PUBLISHED & self.of(m).keys()] or mentions

    def pooled(self, mentions: Sequence[Mention]) -> dict[str, float]:
        """What any of the mentions has, and against them what all have."""
        every = [self.of(m) for m in self.telling(mentions)]
        if len(every) == 1:
            return dict(every[0])
        seen = Counter(name for one in every for name in one)
        return {
            name: 1.0 for name, count in seen.items() if count == len(every) or name not in _AGAINST
        }

    def sentence(self, mention: Mention) -> int:
        """The number of the sentence in which it stands."""
        return self._reading.sentence_number(mention.span.start)

    def _around(self, mention: Mention) -> Iterator[str]:
        reading = self._reading
        sentence = reading.sentence_at(mention.span.start)
        number = reading.sentence_number(mention.span.start)
        begin, stop = reading.tokens.at(sentence.start), reading.tokens.at(sentence.end)
        yield f"kind_{mention.kind}"
        yield f"year_{mention.year_from}"
        yield from self._words(mention, begin, stop)
        yield from self._of_event(mention, sentence.start, sentence.end)
        yield from self._of_line(mention)
        before = reading.flat[max(sentence.start, mention.span.start - 40) : mention.span.start]
        holds = {
            "to_the_day": bool(mention.start.day),
            "first_sentence": number < 2,
            "early_sentence": 2 <= number < 5,
            "elsewhere": reading.is_elsewhere(mention.span.start),
            "in_quotation": reading.in_quotation(mention.span.start),
            "before_body": mention.span.start < reading.body,
            "other_event": bool(reading.lexicon.other_event.search(before)),
        }
        yield from (name for name, true in holds.items() if true)

    def _words(self, mention: Mention, begin: int, stop: int) -> Iterator[str]:
        """What the words beside the day are, in its sentence."""
        classes, first, after = self._classes, mention.first, mention.last + 1
        touching = self._mask(max(begin, first - 1), first)
        left = self._mask(max(begin, first - _NEAR), first)
        right = self._mask(after, min(stop, after + _NEAR))
        moved = left & classes["moving"] and left & classes["until"]
        if moved:  # "postponed to": what takes place then, not what ends
            yield from ("near_happening", "verb_happening")
            classes = {n: bits for n, bits in classes.items() if n not in ("closing", "until")}
        else:
            yield from self._verb(mention, begin, stop)
        yield from (f"near_{name}" for name, bits in classes.items() if left & bits)
        yield from (f"touching_{n}" for n in _TOUCHING if touching & classes.get(n, 0))
        yield from (f"soon_{n}" for n in ("event", "happening") if right & classes[n])
        if touching & self._venues:
            yield "named_after_day"
        around = self._mask(max(begin, first - _FAR), min(stop, after + _FAR))
        if around & classes["event"]:
            near = left | right
            yield from (f"event_{n}" for n in _HAPPENS if near & self._classes[n])

    def _verb(self, mention: Mention, begin: int, stop: int) -> Iterator[str]:
        """What the nearest telling word before the day is, or else that after it."""
        every = self._telling
        for index in range(mention.first - 1, max(begin, mention.first - 22) - 1, -1):
            mask = self._masks[index]
            if mask & every:
                yield from (f"verb_{n}" for n in _TELLING if mask & self._classes[n])
                return
        for index in range(mention.last + 1, min(stop, mention.last + 16)):
            mask = self._masks[index]
            if mask & every:
                yield from (f"then_{n}" for n in _TELLING if mask & self._classes[n])
                return

    def replaced(self, mention: Mention) -> bool:
        """True for a day from which the event was moved to another."""
        reading, tokens = self._reading, self._reading.tokens
        moving, until = self._classes["moving"], self._classes["until"]
        number = reading.sentence_number(mention.span.start)
        sentences = reading.sentences
        first = tokens.at(sentences[number].start)
        stop = tokens.at(sentences[number].end)
        after = range(mention.last + 1, min(stop, mention.last + 2 + _FAR))
        moves = [i for i in after if self._masks[i] & moving]
        if moves and self._mask(moves[0], min(stop, moves[0] + _NEAR)) & until:
            return True
        planned = self._classes["moved_from"]
        for index in range(mention.first - 1, max(first, mention.first - _FAR) - 1, -1):
            mask = self._masks[index]
            if mask & moving:
                return False
            if mask & planned:
                break
        else:
            return False
        near = sentences[max(0, number - 1) : number + 2]
        around = self._mask(tokens.at(near[0].start), tokens.at(near[-1].end))
        return bool(around & moving) or any(
            m.first > mention.last and m.first < stop for m in self._mentions.dated
        )

    def _of_event(self, mention: Mention, start: int, end: int) -> Iterator[str]:
        event = self._event
        if event is None:
            yield "no_event"
            return
        if start <= event.span.start < end:
            yield "beside_name"
        has_head, has_name = self._holds_event(start, end)
        if has_head:
            yield "beside_head"
            if has_name:
                yield "beside_full_name"
        elif self._other_head(mention):
            yield "other_head"
        if event.span.start <= mention.span.start < event.span.end:
            yield "in_name"

    def _holds_event(self, start: int, end: int) -> tuple[bool, bool]:
        """Whether a sentence has the kind of the event in it, and its name; asked once of each."""
        if start not in self._sentences:
            event, words = self._event, self._reading.flat[start:end].lower()
            has_head = bool(self._head) and self._head in words
            has_name = has_head and event is not None and event.name.lower() in words
            self._sentences[start] = has_head, has_name
        return self._sentences[start]

    def _other_head(self, mention: Mention) -> bool:
        """True where an event of another kind stands right before or after the day."""
        heads = self._reading.lexicon.bit("event_heads")
        near = range(max(0, mention.first - _FAR), mention.first)
        return any(self._reading.tokens[i].mask & heads for i in near)

    def _of_line(self, mention: Mention) -> Iterator[str]:
        flat, span = self._reading.text, mention.span
        begin = flat.rfind("\n", 0, span.start) + 1
        end = flat.find("\n", span.end)
        line = flat[begin : end if end >= 0 else len(flat)]
        bare = holds_but_a_date(line, span.end - span.start)
        if bare and ":" in line:
            yield "labelled_line"
        elif bare:
            yield "dates_text"
        if begin == 0:
            yield "first_line"
        if span.start - begin < 4:
            yield "begins_line"
        after = flat[span.end : span.end + 40]
        if span.start - begin < _DATELINE and ENDS_DATELINE.match(after):
            yield "dateline"

    def _mask(self, first: int, stop: int) -> int:
        mask = 0
        for one in self._masks[first:stop]:
            mask |= one
        return mask

    @functools.cached_property
    def lengths(self) -> frozenset[int]:
        """For how many days the text says that something lasts."""
        reading, lexicon = self._reading, self._reading.lexicon
        numbers: dict[str, int] = lexicon.data["numbers"]
        nouns, two = lexicon.words("day_nouns"), lexicon.bit("two_days")
        tokens = reading.tokens
        lengths = [2 for token in tokens if token.mask & two]
        for first, _ in tokens.of_class("day_nouns"):
            before = tokens[first - 1].low if first else ""
            if before == "-" and first > 1:
                before = tokens[first - 2].low
            lengths.append(int(before) if before.isdecimal() else numbers.get(before, 0))
        for match in _hyphened(reading.flat):  # "three-day"
            if match["noun"].lower() in nouns:
                lengths.append(numbers.get(match["number"].lower(), 0))
        return frozenset(size for size in lengths if 1 < size < 60)


def _hyphened(flat: str) -> Iterator[re.Match[str]]:
    """Two words that a hyphen joins; looked for around hyphens, of which there are few."""
    at = flat.find("-")
    while at >= 0:
        match = _HYPHENED.search(flat, max(0, at - 9), at + 7)
        if match:
            yield match
        at = flat.find("-", at + 1)


def about_start(
    features: Features, mentions: Mentions, groups: dict[str, list[Mention]], value: str
) -> dict[str, float]:
    """What speaks for and against the day being the first; `groups` has all days by value."""
    own = groups[value]
    marks = features.pooled(own)
    first = own[0].start
    marks["bias"] = 1.0
    marks["late"] = min(1.0, 0.1 * features.sentence(own[0]))
    marks["often"] = min(1.0, 0.25 * (len(own) - 1))
    names = []
    if any(m.end for m in own):
        names.append("has_range")
    if len(value) < 10 and any(v != value and v.startswith(value) for v in groups):
        names.append("finer")
    if len(value) == 10:
        names += _among(features, value, groups)
        if any(v < value for v in groups if len(v) == 10):
            names.append("not_earliest")
        if first.day and mentions.base:
            published = any(name in marks for name in _PUBLISHED)
            names += (f"{n}_published" if published else n for n in _away(value, mentions.base))
    if len(groups) == 1:
        names.append("only")
    marks |= dict.fromkeys(names, 1.0)
    return marks


def _among(features: Features, value: str, groups: dict[str, list[Mention]]) -> Iterator[str]:
    """Where the day stands to the ranges of the text."""
    for start, mentions in groups.items():
        for mention in mentions:
            if mention.end is None or start >= value:
                continue
            last = mention.end.iso()
            if value == last:
                yield "ends_range"
            if value <= last and _OF_EVENT & features.of(mention).keys():
                yield "inside_main"


def _away(value: str, base: datetime.date) -> Iterator[str]:
    """How far the day is from that of publication."""
    days = (datetime.date.fromisoformat(value) - base).days
    yield (
        "same_day" if not days
        else "eve" if days == -1
        else "week_before" if -8 < days < 0
        else "month_before" if -46 < days < 0
        else "long_before" if days < 0
        else "week_after" if days < 8
        else "months_after" if days < 200
        else "long_after"
    )  # fmt: skip


def about_end(
    features: Features,
    start: list[Mention],
    start_day: Day | None,
    own: Sequence[tuple[Mention, bool]],
) -> dict[str, float]:
    """What speaks for and against the day being the last, where the first is `start_day`.

    Args:
        features: the text's.
        start: the mentions of the first day.
        start_day: the first day, None where it is not said.
        own: the mentions of the last day; True where they are the end of a range.
    """
    ranges = [m for m, ends in own if ends]
    alone = [m for m, ends in own if not ends]
    marks: dict[str, float] = {"bias": 1.0}
    if ranges:
        marks["ends_range"] = 1.0
        if any(m in start for m in ranges):
            marks["own_range"] = 1.0
        else:
            marks |= {f"range_{n}": s for n, s in features.pooled(ranges).items()}
    if alone:
        marks["alone"] = 1.0
        marks |= {f"day_{n}": s for n, s in features.pooled(alone).items()}
    end = (own[0][0].end if own[0][1] else None) or own[0][0].start
    if start_day and start_day.day and end.day:
        length = (end.date() - start_day.date()).days + 1
        marks["fits_length"] = float(length in features.lengths)
        if features.lengths and length not in features.lengths:
            marks["other_length"] = 1.0
        marks["two_days" if length == 2 else "week" if length < 9 else "weeks" if length < 40
              else "months"] = 1.0  # fmt: skip
    if start_day is None:
        marks["no_start"] = 1.0
    return {name: strength for name, strength in marks.items() if strength}


@functools.cache
def _bits(lexicon: Lexicon) -> dict[str, int]:
    return {name: lexicon.bits(*keys) for name, keys in _CLASSES.items()}


def by_start(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    """The mentions by the first day they tell."""
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        groups[mention.start.iso()].append(mention)
    return groups
