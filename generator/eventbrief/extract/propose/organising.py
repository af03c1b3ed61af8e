"""A name of a body -> what speaks for its being who organises the event, and against it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from eventbrief.extract.propose.body_extents import Extent, NamedBody
from eventbrief.extract.propose.body_mentions import STOPS, Words
from eventbrief.extract.propose.event_name import Candidate as EventMention
from eventbrief.extract.propose.people import People
from eventbrief.extract.text.span import Span
from eventbrief.extract.text.tokens import BREAK, CAPITAL, DIGIT, UPPER, WORD

_LEFT = 9  # tokens before a list of bodies in which its cue is looked for
_RIGHT = 9  # and after it
_OBJECT = 12  # tokens after a verb in which the event must stand
_CLASSES = (
    ("organise", ("organise_words",)),
    ("organiser", ("organiser_nouns",)),
    ("host", ("host_words",)),
    ("hold", ("hold_words",)),
    ("announce", ("announce_words",)),
    ("initiative", ("initiative_nouns",)),
    ("patron", ("patron_nouns",)),
    ("sponsor", ("sponsor_words",)),
    ("partner", ("partner_words",)),
    ("attending", ("attending_words",)),
    ("role", ("roles",)),
    ("speech", ("speech_past", "speech_present", "speech_gerund")),
    ("event", ("event_heads", "event_words")),
    ("according", ("according",)),
)
_PREPOSITIONS = (("by", "by_words"), ("with", "with_words"), ("of", "owner_words"))


class Evidence:
    """What the words around each name tell, asked name by name.

    Args:
        words: the tokens of the reading.
        event: the mention of the event, where there is one.
        name_spans: where the event's name stands.
        people: whom the text names.
    """

    def __init__(
        self,
        words: Words,
        event: EventMention | None,
        name_spans: Iterable[Span],
        people: People | None,
    ) -> None:
        self.words = words
        self.reading = words.reading
        self.people = people
        lexicon = words.lexicon
        self._classes = [(lexicon.bits(*keys), name) for name, keys in _CLASSES]
        self._any = lexicon.bits(*(key for _, keys in _CLASSES for key in keys))
        self._prepositions = [(lexicon.bit(key), name) for name, key in _PREPOSITIONS]
        self._turned = lexicon.bit("not_organising")
        self._lefts: dict[int, tuple[str, ...]] = {}
        self._rights: dict[int, tuple[str, ...]] = {}
        self._head = event.head if event else ""
        spans = [event.span] if event else []
        self._named = [*spans, *name_spans]
        self._own = {
            word
            for span in self._named
            for word in re.findall(r"[^\W\d_]{4,}", span.of(self.reading.flat).lower())
        }
        publisher = self.reading.source.publisher
        self._publisher = publisher.casefold() if publisher else ""

    def of(self, body: NamedBody) -> dict[str, float]:
        """The features of a name."""
        features: dict[str, float] = {"bias": 1.0}
        best: tuple[int, Extent] | None = None
        for place in body.places:
            cues = self._cues(place)
            for cue in cues:
                features[cue] = 1.0
            strength = 2 * sum(c.startswith(("L_organise", "R_organise", "L_host")) for c in cues)
            strength += place.first == place.chunk.first
            if best is None or strength > best[0]:
                best = (strength, place)
        assert best is not None
        for name in (*self._extent(best[1]), *self._whole(body)):
            features[name] = 1.0
        return features

    def _cues(self, place: Extent) -> list[str]:
        """What stands before and after the list that the place is in, and where that is."""
        chunk = place.chunk
        own_left = place.first == chunk.first
        head = chunk.head if own_left else place.first
        left = self._left(head)
        if not own_left and (not left or self._in_list(place)):
            left = tuple(f"{cue}_inner" for cue in self._left(chunk.head)) or left
        elif head != chunk.first:
            left = (*left, "L_list")
        right = self._right(chunk.tail if place.last == chunk.last else place.last)
        found = [*left, *right]
        start = self.words.tokens[place.first].start
        number = self.reading.sentence_number(start)
        if start < self.reading.body or number == 0:
            found.append("in_heading")
        elif number <= 2:
            found.append("in_lead")
        for span in self._named:
            if span.start <= start < span.end:
                found.append("in_name")
                if place.last < len(self.words.tokens) and (
                    self.words.tokens[place.last].end >= span.end and start == span.start
                ):
                    found.append("is_name")
        return found

    def _in_list(self, place: Extent) -> bool:
        """True where "and" stands before the name inside of its chunk."""
        words = self.words
        index = place.first - 1
        while index > place.chunk.first and words.masks[index] & words.links:
            if words.masks[index] & words.joints:
                return True
            index -= 1
        return bool(words.masks[index] & words.joints) or words.tokens[index].low == ","

    def _left(self, head: int) -> tuple[str, ...]:
        found = self._lefts.get(head)
        if found is None:
            found = self._lefts[head] = tuple(self._read_left(head))
        return found

    def _read_left(self, head: int) -> Iterable[str]:
        """The first two classes before a list of bodies, with the preposition between."""
        words, count = self.words, 0
        tokens, masks = words.tokens, words.masks
        preposition, last = "", ""
        skipped = 0
        for index in range(head - 1, max(-1, head - 1 - _LEFT), -1):
            token, mask = tokens[index], masks[index]
            if token.low in STOPS or token.shape & BREAK:
                if skipped == 0 and not count:
                    yield f"L_{'colon' if token.low == ':' else 'begins'}"
                    if token.low == ":":
                        skipped += 1
                        continue
                break
            if mask & self._turned:
                yield "L_turned"
            if not preposition and not count:
                preposition = next((n for bit, n in self._prepositions if mask & bit), "")
            if mask & self._any and not (count and mask & words.links):
                name = next(n for bit, n in self._classes if mask & bit)
                if name == last:
                    continue
                count += 1
                far = "_far" if skipped > 3 else ""
                yield f"L_{name}_{preposition or 'none'}{far}" if count == 1 else f"L2_{name}"
                last = name
                if count == 2:
                    break
            elif not mask & words.links:
                skipped += 1
        if not count:
            yield f"L_no_{preposition or 'none'}"

    def _right(self, tail: int) -> tuple[str, ...]:
        found = self._rights.get(tail)
        if found is None:
            found = self._rights[tail] = tuple(self._read_right(tail))
        return found

    def _read_right(self, tail: int) -> Iterable[str]:
        """The first class after a list of bodies, and whether the event is its object."""
        words = self.words
        tokens, masks = words.tokens, words.masks
        depth = skipped = 0
        for index in range(tail + 1, min(tail + 1 + 2 * _RIGHT, len(tokens))):
            token, mask = tokens[index], masks[index]
            if token.low == "(":
                depth += 1
            elif token.low == ")":
                depth -= 1
            elif depth:
                continue
            elif token.low in STOPS or token.shape & BREAK:
                break
            elif mask & self._any:
                name = next(n for bit, n in self._classes if mask & bit)
                far = "_far" if skipped > 3 else ""
                yield f"R_{name}{far}"
                if name in ("organise", "host", "hold", "announce") and self._object(index):
                    yield f"R_{name}_event"
                break
            elif mask & self._turned:
                yield "R_turned"
            elif token.shape & (WORD | DIGIT) and not mask & words.links:
                skipped += 1
                if skipped > _RIGHT:
                    break

    def _object(self, verb: int) -> bool:
        """True where the event stands after the verb."""
        words = self.words
        for index in range(verb + 1, min(verb + 1 + _OBJECT, len(words.tokens))):
            token = words.tokens[index]
            if token.low in STOPS or token.shape & BREAK:
                return False
            if words.masks[index] & words.events or token.low in self._own:
                return True
        return False

    def _extent(self, place: Extent) -> Iterable[str]:
        """How the name lies between its neighbours."""
        words, chunk = self.words, place.chunk
        tokens, masks = words.tokens, words.masks
        first, last = place.first, place.last
        yield f"N_{self._kind(last + 1)}"
        yield f"P_{self._kind(first - 1)}"
        if first == chunk.first:
            yield "from_first"
        if last == chunk.last:
            yield "to_last"
        if masks[first] & words.heads:
            yield "head_first"
        inside = range(first, last + 1)
        if any(masks[i] & words.heads for i in inside):
            yield "head_inside"
        if masks[last] & words.heads:
            yield "head_last"
        if masks[last] & words.events:
            yield "event_last"
        if masks[first] & words.events:
            yield "event_first"
        if any(masks[i] & words.joints for i in inside):
            yield "joint_inside"
        if any(masks[i] & words.places for i in inside):
            yield "place_inside"
        if tokens[last].shape & DIGIT:
            yield "digit_last"
        if not tokens[last].shape & CAPITAL:
            yield "lower_last"
        if not tokens[first].shape & CAPITAL:
            yield "lower_first"
        if all(tokens[i].shape & UPPER or not tokens[i].shape & WORD for i in inside):
            yield "capitals" if last > first else "acronym"
        length = last - first + 1
        yield "length_" + ("1" if length == 1 else "2" if length == 2 else
                           "5" if length <= 5 else "9" if length <= 9 else "more")

    def _kind(self, index: int) -> str:
        """What a neighbour is."""
        words = self.words
        if not 0 <= index < len(words.tokens):
            return "edge"
        token, mask = words.tokens[index], words.masks[index]
        if token.shape & BREAK:
            return "edge"
        if token.low in STOPS:
            return "stop"
        if not token.shape & (WORD | DIGIT):
            return {",": "comma", "(": "open", ")": "close", "'s": "owner"}.get(token.low, "mark")
        if mask & words.joints:
            return "joint"
        if mask & words.places:
            return "place"
        if mask & words.links:
            return "link"
        if mask & words.events:
            return "event"
        if mask & words.stopping:
            return "verb"
        if mask & words.heads:
            return "head"
        if token.shape & DIGIT:
            return "digit"
        return "capital" if token.shape & CAPITAL else "word"

    def _whole(self, body: NamedBody) -> Iterable[str]:
        """What is true of the name wherever it stands."""
        words = self.words
        whole = sum(p.first == p.chunk.first and p.last == p.chunk.last for p in body.places)
        if whole:
            yield "whole"
        if len(body.places) > 1:
            yield "often" if len(body.places) > 3 else "again"
            if whole > 1:
                yield "whole_again"
        if body.acronym:
            yield "acronym_pair"
        low = body.name.casefold()
        if low in words.lexicon.countries:
            yield "country"
        if self._publisher and (low in self._publisher or self._publisher in low):
            yield "publisher"
        own = set(re.findall(r"[^\W\d_]{4,}", low))
        if own and own <= self._own:
            yield "words_of_name"
        if self.people is not None:
            start, end = body.span.start, body.span.end
            for mention in self.people.starting(start - 80, end):
                if mention.name.overlaps(body.span):
                    yield "person"
                elif mention.person.role_span and mention.person.role_span.covers(body.span):
                    yield "in_role"
