"""A body -> what speaks for its being who organises the event, and what against it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator

from eventbrief.extract.propose.body_extents import Extent, NamedBody
from eventbrief.extract.propose.body_mentions import STOPS, Words
from eventbrief.extract.propose.body_surroundings import Surroundings
from eventbrief.extract.propose.event_name import Candidate as EventMention
from eventbrief.extract.propose.people import People
from eventbrief.extract.text.gazetteer import country_of
from eventbrief.extract.text.likeness import fold
from eventbrief.extract.text.span import Span
from eventbrief.extract.text.tokens import BREAK, CAPITAL, DIGIT, UPPER, WORD

_CITY = 20  # code points that the name of a city may have
_PERSON = 80  # code points of a person's role before a name
_BY_KIND = ("in_lead", "doing", "R_own")
_STRENGTH = 0.5  # of a feature: there are many for few bodies, and none shall carry much alone
_DOMAIN = re.compile(r"(?:@|www\.|://)([\w.-]+)", re.IGNORECASE)


class Evidence(Surroundings):
    """What the words around each body tell, asked body by body.

    Args:
        words: the tokens of the reading.
        event: the mention of the event, where there is one.
        name_spans: where the event's name stands.
        people: whom the text names.
        places: what the city and the venue are called.
    """

    def __init__(
        self,
        words: Words,
        event: EventMention | None,
        name_spans: Iterable[Span],
        people: People | None,
        places: Iterable[str] = (),
    ) -> None:
        super().__init__(words)
        self.reading = words.reading
        self.people = people
        self._places = {place.casefold() for place in places}
        flat = words.reading.flat
        self._named = [*([event.span] if event else []), *name_spans]
        self._own = {
            word
            for span in self._named
            for word in re.findall(r"[^\W\d_]{4,}", span.of(flat).lower())
        }
        self._domains = " ".join(_DOMAIN.findall(flat)).lower()
        publisher = self.reading.source.publisher
        self._publisher = publisher.casefold() if publisher else ""

    def of_all(self, bodies: list[NamedBody]) -> list[dict[str, float]]:
        """The features of each body, and what the others leave for it."""
        chunks = {p.chunk.first: p.chunk for body in bodies for p in body.places}.values()
        events = self.words.events
        self._firsts = frozenset(chunk.first for chunk in chunks)
        self._others = frozenset(
            i
            for c in chunks
            for i in range(c.first, c.last + 1)
            if not self.words.masks[c.first] & events
        )
        every = [self.of(body) for body in bodies]
        rivalled = any("told" in features for features in every)
        for features in every:
            if "told" in features:
                continue
            alone = "rivalled" if rivalled else "unrivalled"
            features[alone] = 1.0
            for name in ("in_name", "in_heading", "doing"):
                if name in features:
                    features[f"{alone}_{name}"] = 1.0
        return [{n: _STRENGTH * s for n, s in features.items()} for features in every]

    def of(self, body: NamedBody) -> dict[str, float]:
        """The features of a body, from all places that name it."""
        features: dict[str, float] = {"bias": 1.0}
        for place in body.places:
            for cue in self._cues(place):
                features[cue] = 1.0
        best = max(body.places, key=lambda e: e.chance)
        for name in (*self._form(best), *self._whole(body)):
            features[name] = 1.0
        if "one_word" in features and all(self._is_initial(p) for p in body.places):
            features["initial"] = 1.0
        kind = "head" if "head_first" in features or "head_inside" in features else "other"
        if kind == "other" and "one_word" not in features and "lower_first" not in features:
            kind = "name"
        kind = "short" if "acronym" in features or body.acronym else kind
        features[kind] = 1.0
        for name in _BY_KIND:
            if name in features:
                features[f"{name}_{kind}"] = 1.0
        features["extent"] = math.log(max(body.chance, 1e-3))
        return features

    def _is_initial(self, place: Extent) -> bool:
        """True for the first word of a sentence, which has its capital from there."""
        before = self.words.tokens[place.first - 1] if place.first else None
        return before is None or bool(before.shape & BREAK) or before.low in STOPS

    def _cues(self, place: Extent) -> Iterator[str]:
        """What stands before and after the list that the place is in, and where that is."""
        words, chunk = self.words, place.chunk
        if place.first == chunk.first or place.first not in chunk.starts:
            left = self._left(chunk.head)
            if chunk.head != chunk.first:
                yield "listed"
        elif self._follows_joint(place):
            left = self._left(chunk.head)
            yield "listed"
        else:
            left = self._left(place.first)
            yield "inner"
        right = self._right(chunk.tail if place.last == chunk.last else place.last)
        yield from left
        yield from right
        where = self._where(words.tokens[place.first].start)
        if where:
            yield where
            if "doing" in left or "doing" in right:
                yield f"{where}_doing"
        yield from self._in_name(place, left)

    def _where(self, start: int) -> str:
        """Whether it stands in what is read first."""
        number = self.reading.sentence_number(start)
        if start < self.reading.body or number == 0:
            return "in_heading"
        return "in_lead" if number <= 3 else ""

    def _in_name(self, place: Extent, left: tuple[str, ...]) -> Iterator[str]:
        """How the body stands in the event's name."""
        tokens = self.words.tokens
        start, end = tokens[place.first].start, tokens[place.last].end
        for span in self._named:
            if not span.start <= start < span.end:
                continue
            yield "in_name"
            if end >= span.end:
                if start <= span.start:
                    yield "is_name"
                elif any(cue.startswith("L_event_of") for cue in left):
                    yield "in_name_of"
            elif start <= span.start:
                yield "begins_name"

    def _follows_joint(self, place: Extent) -> bool:
        """True where "and" or a comma stands before the name inside of its chunk."""
        words = self.words
        index = place.first - 1
        while index > place.chunk.first and words.masks[index] & words.links:
            if words.masks[index] & words.joints:
                return True
            index -= 1
        return bool(words.masks[index] & words.joints) or words.tokens[index].low == ","

    def _form(self, place: Extent) -> Iterator[str]:  # noqa: PLR0912 - one list
        """How the name is made."""
        words = self.words
        tokens, masks = words.tokens, words.masks
        first, last = place.first, place.last
        inside = range(first, last + 1)
        if masks[first] & words.heads:
            yield "head_first"
        elif any(masks[i] & words.heads for i in inside):
            yield "head_inside"
        else:
            yield "no_head"
        if tokens[last].shape & DIGIT:
            yield "digit_last"
        if words.is_event(last):
            yield "event_last"
        if words.is_event(first):
            yield "event_first"
        if any(words.is_event(i) for i in range(first, min(first + 3, last + 1))):
            yield "event_early"
        if tokens[first].low in words.lexicon.data["ordinals"]:
            yield "ordinal_first"
        if first and tokens[first - 1].shape & CAPITAL and not masks[first - 1] & words.small:
            yield "cut_left"
        if (
            last + 1 < len(tokens)
            and tokens[last + 1].shape & CAPITAL
            and not (masks[last + 1] & (words.small | words.events))
        ):
            yield "cut_right"
        if last + 1 < len(tokens):
            if masks[last + 1] & words.events:
                yield "event_next"
            elif tokens[last + 1].low == "'s":
                yield "owner_next"
                if self._object(last + 1):
                    yield "owner_event"
        if not tokens[first].shape & CAPITAL:
            yield "lower_first"
        if self._shouted(first, last):
            yield "shouted"
        if last == first:
            short = tokens[first].shape & UPPER and not self._shouted(first, last)
            yield "acronym" if short else "one_word"
        elif all(tokens[i].shape & UPPER or not tokens[i].shape & WORD for i in inside):
            yield "capitals"
        if all(not tokens[i].shape & CAPITAL for i in inside):
            yield "lower_all"

    def _shouted(self, first: int, last: int) -> bool:
        """True in a line of capitals, where they tell nothing."""
        tokens = self.words.tokens
        return bool(tokens[first].shape & UPPER) and any(
            0 <= i < len(tokens) and tokens[i].shape & UPPER and len(tokens[i].low) > 1
            for i in (first - 1, last + 1)
        )

    def _whole(self, body: NamedBody) -> Iterator[str]:  # noqa: PLR0912 - one list
        """What is true of the body wherever it is named."""
        words = self.words
        if len(body.places) > 1:
            yield "often" if len(body.places) > 3 else "again"
        if body.acronym:
            yield "acronym_pair"
        low = body.name.casefold()
        if len(low) < _CITY and country_of(body.name.title() if low != body.name else low):
            yield "city"
        if low in words.lexicon.countries:
            yield "country"
        if low in self._places:
            yield "is_place"
        if self._publisher and (low in self._publisher or self._publisher in low):
            yield "publisher"
        if self._domains:
            squeezed = fold(body.name).replace(" ", "")
            short = (body.acronym or "").lower()
            if (len(squeezed) > 2 and squeezed in self._domains) or (
                len(short) > 2 and short in self._domains
            ):
                yield "in_address"
        own = set(re.findall(r"[^\W\d_]{4,}", low))
        if own and own <= self._own:
            yield "words_of_name"
        elif len(own & self._own) > 1:
            yield "some_of_name"
        if self.people is not None:
            for mention in self.people.starting(body.span.start - _PERSON, body.span.end):
                if mention.name.overlaps(body.span):
                    yield "person"
                elif mention.person.role_span and mention.person.role_span.covers(body.span):
                    yield "in_role"
