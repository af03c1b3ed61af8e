"""A body -> what speaks for its being who organises the event, and what against it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from eventbrief.extract.propose.body_extents import Extent, NamedBody
from eventbrief.extract.propose.organising_cues import Cues, tier_of
from eventbrief.extract.propose.people import People
from eventbrief.extract.text.gazetteer import country_of
from eventbrief.extract.text.likeness import fold
from eventbrief.extract.text.span import Span
from eventbrief.extract.text.tokens import CAPITAL, UPPER

_CITY = 20  # code points that the name of a city may have
_OFTEN = 3  # times that a name stands in the text
_PERSON = 80  # code points of a person's role before a name
_DOMAIN = re.compile(r"(?:@|www\.|://)([\w.-]+)", re.IGNORECASE)
# Without any cue, only what is named as a body is asked about.
_NAMED_AS_BODY = frozenset(("head", "short"))
# What tells something only where it is true of every place.
_IF_ALWAYS = frozenset(("in_quotation", "is_negated", "is_former", "is_other_event"))


class Evidence:
    """What the words around each body tell, asked body by body.

    Args:
        cues: what is said of lists of bodies.
        named: where the event is named.
        people: whom the text names.
        places: what the city and the venue are called.
    """

    def __init__(
        self, cues: Cues, named: list[Span], people: People | None, places: list[str]
    ) -> None:
        self.cues = cues
        self.words = words = cues.words
        self.reading = words.reading
        self._doing = words.lexicon.bits("organise_words", "organiser_nouns", "host_words")
        self.people = people
        self._places = {place.casefold() for place in places}
        flat = words.reading.flat
        self._named = named
        self._own = {w for s in named for w in re.findall(r"[^\W\d_]{4,}", s.of(flat).lower())}
        self._domains = " ".join(_DOMAIN.findall(flat)).lower()
        publisher = self.reading.source.publisher
        self._publisher = publisher.casefold() if publisher else ""

    def of_all(self, bodies: list[NamedBody]) -> list[dict[str, float]]:
        """The features of each body, and how it stands among the others; none where hopeless."""
        every = [self.of(body) for body in bodies]
        tiers = [int(f.pop("tier")) for f in every]
        top = max(tiers, default=0)
        first: dict[int, int] = {}
        for body, tier in zip(bodies, tiers, strict=True):
            at = min(p.first for p in body.places)
            first[tier] = min(first.get(tier, at), at)
        for body, tier, features in zip(bodies, tiers, every, strict=True):
            if tier < top:
                features[f"tier{tier}_under{top}"] = 1.0
            elif tier:
                features["top"] = 1.0
            if not tier and features.keys().isdisjoint(_NAMED_AS_BODY):
                features.clear()
            elif tier and min(p.first for p in body.places) == first[tier]:
                features[f"tier{tier}_first"] = 1.0
        return every

    def of(self, body: NamedBody) -> dict[str, float]:
        """The features of a body, from all places that name it."""
        said: set[str] = set()
        where: set[str] = set()
        always: set[str] | None = None
        for place in body.places:
            here = set(self._where(place))
            cues = set(self.said(place))
            if "begins_name" in here:
                cues = {cue for cue in cues if not cue.startswith("L_event")}
            said |= cues
            where |= here
            always = here if always is None else always & here
        where -= _IF_ALWAYS - (always or set())
        tier = max(map(tier_of, said), default=0)
        best = max(body.places, key=lambda e: e.chance)
        form = set(self._form(best))
        form.update(self._whole(body))
        kind = _kind_of(form, body)
        plain = (cue for cue in said if "." not in cue)
        names = {*plain, *where, *form, kind, "bias", f"tier{tier}", f"tier{tier}_{kind}"}
        features = dict.fromkeys(sorted(names), 0.5)
        features["extent"] = 0.5 * math.log(max(body.chance, 0.3))
        features["tier"] = tier
        return features

    def said(self, place: Extent) -> Iterator[str]:
        """What stands before and after the list that the place is in."""
        chunk, cues = place.chunk, self.cues
        if (
            place.first == chunk.first
            or place.first not in chunk.starts
            or self._follows_joint(place)
        ):
            yield from cues.left(chunk.head)
        else:
            yield from cues.left(place.first)
        yield from cues.right(chunk.tail if self._ends_item(place) else place.last)

    def _ends_item(self, place: Extent) -> bool:
        """True where the name is followed by the next of its list."""
        words, last = self.words, place.last
        if last == place.chunk.last:
            return True
        return bool(words.masks[last + 1] & words.joints)

    def _where(self, place: Extent) -> Iterator[str]:
        """Whether it stands in what is read first, and how in the event's name."""
        tokens = self.words.tokens
        start, end = tokens[place.first].start, tokens[place.last].end
        number = self.reading.sentence_number(start)
        if start < self.reading.body or number == 0:
            yield "in_heading"
        elif number <= 3:
            yield "in_lead"
        sense = self.reading.sense
        for kind in ("negated", "former", "other_event"):
            if sense.holds(kind, start):
                yield f"is_{kind}"
        if self.reading.in_quotation(start):
            yield "in_quotation"
        for span in self._named:
            if not span.start <= start < span.end:
                continue
            yield "in_name"
            if end >= span.end:
                yield "is_name" if start <= span.start else "in_name_of"
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

    def _form(self, place: Extent) -> Iterator[str]:
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
        if any(words.is_event(i) for i in range(first, min(first + 3, last + 1))):
            yield "event_early"
        if not tokens[first].shape & CAPITAL:
            yield "lower_first"
        if any(masks[i] & self._doing for i in inside):
            yield "cue_inside"
        if last == first:
            short = words.has_inner_capital(first) and not self._shouted(first, last)
            yield "acronym" if short else "one_word"

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
        flat = words.reading.flat
        times = flat.count(body.span.of(flat)) + (flat.count(body.acronym) if body.acronym else 0)
        if times > 1:
            yield "often" if times > _OFTEN else "again"
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


def _kind_of(form: set[str], body: NamedBody) -> str:
    """Roughly, what the name is: told by its noun, an acronym, some name, another word."""
    if not form.isdisjoint(("country", "city", "is_place")):
        return "place"
    if "acronym" in form or body.acronym:
        return "short"
    if "no_head" not in form:
        return "lone" if "one_word" in form and "lower_first" in form else "head"
    return "name" if "one_word" not in form and "lower_first" not in form else "other"
