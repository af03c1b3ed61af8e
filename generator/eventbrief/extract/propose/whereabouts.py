"""A reading and what was decided about it -> what the words around a mention of a place say."""

from __future__ import annotations

import bisect
import functools
from collections import Counter
from dataclasses import dataclass

from eventbrief.extract.propose.event_name import Candidate as EventMention
from eventbrief.extract.text.lexicon import Lexicon
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.span import Found, Span
from eventbrief.extract.text.tokens import ARTICLE, BREAK, CAPITAL, DIGIT, PREPOSITION, WORD, Tokens

_REACH = 14  # tokens before a mention that are looked at
_CLOSE, _NEAR = 3, 7  # tokens
_DATELINE = 14  # tokens at most between a place and the dash after it
_DASHES = frozenset("-–—/")
_YEAR = 4  # digits
_LED = ("title", "date_near", "taking_close")
_OF_SENTENCE = (
    "s_name", "s_head", "s_kind", "s_event_word", "s_other_head", "s_date", "s_taking", "s_hosting",
    "s_speech", "date_near",
)  # fmt: skip
_STRONG = frozenset(("in", "after_hosting", "labelled"))
_SPEAKS_AGAINST = (
    "other_time", "tied_close", "role_close", "body_close", "in_quotation", "elsewhere",
    "other_year", "speech_near", "other_head_before",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A city, a country or a house that the words name.

    Attributes:
        first: its first token; `last` is its last, included.
        span: its code points.
        name: the city or house as it is to be called, or the country's code.
        kind: how it is told; each proposer has its own kinds.
    """

    first: int
    last: int
    span: Span
    name: str
    kind: str


class Classes:
    """The bits of the classes that are asked for, of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        bits = lexicon.bits
        self.links = bits("place_links")
        self.on = bits("venue_prepositions")
        self.regions = bits("region_nouns")
        self.houses = bits("venue_heads")
        self.away = bits("away_prepositions", "of_words")
        self.toward = bits("toward_prepositions")
        self.determiners = bits("determiners")
        self.nouns = bits("place_nouns")
        self.taking = bits("taking_place")
        self.hosting = bits("hosting")
        self.labels = bits("where_labels")
        self.tied = bits("away_words")
        self.roles = bits("roles", "honorifics")
        self.bodies = bits("organisation_words", "territorial")
        self.speech = bits("speech_past", "speech_present", "speech_gerund")
        self.other_times = bits("other_times", "other_event", "other_adjectives")
        self.heads = bits("event_heads")
        self.words = bits("event_words")
        self.stops = self.taking | self.hosting
        self.joints = bits("of_words", "particles")


@functools.cache
def classes_of(lexicon: Lexicon) -> Classes:
    """The bits of a lexicon, made once."""
    return Classes(lexicon)


class Whereabouts:
    """What is around each place of a text, asked for by its tokens."""

    def __init__(
        self, reading: Reading, event: EventMention | None, start: Found[str] | None
    ) -> None:
        self.reading = reading
        self.tokens: Tokens = reading.tokens
        self.classes = classes_of(reading.lexicon)
        self.masks = [token.mask for token in self.tokens]
        for phrase in self.tokens.phrases:
            for index in range(phrase.first, phrase.last + 1):
                self.masks[index] |= phrase.mask
        self.event = event
        self.head = event.head if event else ""
        self.kind = self._kind_of_event()
        self.start = start
        self.year = (start.value if start else reading.source.published or "")[:4]
        self._sentences = self._about_sentences()
        self._line_starts = [i + 1 for i, t in enumerate(self.tokens) if t.shape & BREAK]

    def _kind_of_event(self) -> str:
        """The noun for an event that the text uses most, the first of those used as often."""
        heads = self.classes.heads
        counted = Counter(
            token.bare for token, mask in zip(self.tokens, self.masks, strict=True) if mask & heads
        )
        return counted.most_common(1)[0][0] if counted else ""

    def _about_sentences(self) -> list[dict[str, float]]:
        """What is true of each sentence."""
        c, tokens, masks = self.classes, self.tokens, self.masks
        found: list[dict[str, float]] = []
        dates = [span.start for span in self.start.spans] if self.start else []
        for sentence in self.reading.sentences:
            holds: dict[str, float] = {}
            joined, words = 0, set()
            for index in tokens.within(sentence.start, sentence.end):
                joined |= masks[index]
                if masks[index] & c.heads:
                    words.update((tokens[index].low, tokens[index].bare))
            heads = self.head in words
            if self.kind in words:
                holds["s_kind"] = 1.0
            if self.event and sentence.covers(self.event.span):
                holds["s_name"] = 1.0
            if heads:
                holds["s_head"] = 1.0
            elif joined & c.words:
                holds["s_event_word"] = 1.0
            elif joined & c.heads:
                holds["s_other_head"] = 1.0
            if any(sentence.start <= date < sentence.end for date in dates):
                holds["s_date"] = 1.0
            if joined & c.taking:
                holds["s_taking"] = 1.0
            if joined & c.hosting:
                holds["s_hosting"] = 1.0
            if joined & c.speech:
                holds["s_speech"] = 1.0
            found.append(holds)
        return found

    def of(self, mention: PlaceMention) -> dict[str, float]:
        """What is true of the mention, from where it stands."""
        number = self.reading.sentence_number(mention.span.start)
        found = dict(self._sentences[number])
        lead, before = self._lead(mention.first, found)
        self._before(before, self.tokens.at(self.reading.sentences[number].start), found)
        self._after(mention, found)
        self._position(mention, number, found)
        self._dates(mention, found)
        found[lead] = 1.0
        if "dateline" in found:  # what the sentence after it says is not said of its place
            for name in _OF_SENTENCE:
                if found.pop(name, 0.0):
                    found[f"dateline_{name}"] = 1.0
        for name in _LED:
            if name in found:
                found[f"{lead}_{name}"] = 1.0
        if not any(name in found for name in _SPEAKS_AGAINST):
            found[f"{lead}_clean"] = 1.0
            if lead in _STRONG or "then_hosts" in found or "city_of" in found:
                found["strong"] = 1.0
                for name in (
                    "s_name", "s_head", "s_kind", "s_event_word", "s_date", "taking_before", "early",
                ):  # fmt: skip
                    if name in found:
                        found[f"strong_{name}"] = 1.0
        return found

    def _lead(self, first: int, found: dict[str, float]) -> tuple[str, int]:
        """How the mention is led in, and the token from which on the words before it stand."""
        c, tokens, masks = self.classes, self.tokens, self.masks
        if tokens[first].shape & PREPOSITION and tokens[first].low[0] in "بو":
            return "in", first - 1
        k = first - 1
        if k >= 0:
            self._noun_before(k, found)
        while k >= 0 and first - k < 8:
            token, mask = tokens[k], masks[k]
            if mask & c.determiners and not mask & c.links:
                k -= 1
            elif k == first - 1 and k and self._describes(k):
                k -= 1  # "the prestigious Grand Hotel"
            elif mask & c.nouns:
                found["city_of"] = 1.0
                if token.shape & PREPOSITION:
                    return "in", k - 1
                k -= 1
            elif mask & c.away and k and masks[k - 1] & c.nouns:
                k -= 1
            elif token.low == "," and k and masks[k - 1] & c.nouns:
                k -= 1
            elif k > 1 and token.shape & WORD and masks[k - 1] & c.nouns and k == first - 1:
                k -= 1  # "العاصمة التونسية تونس", "la capitale kényane Nairobi"
            else:
                break
        if k < 0 or tokens[k].shape & BREAK:
            return "at_start", k
        token, mask = tokens[k], masks[k]
        if mask & c.links:
            return "in", k - 1
        if mask & c.on:
            return "on", k - 1
        if token.low == ":":
            if k and masks[k - 1] & c.labels:
                found["labelled"] = 1.0
            return "after_colon", k - 1
        for sign, name in ((",", "after_comma"), ("(", "after_bracket")):
            if token.low == sign:
                return name, k - 1
        if token.low in _DASHES:
            return "after_dash", k - 1
        if mask & c.toward:
            return "to", k - 1
        if mask & c.away:
            return "from", k - 1
        if mask & c.hosting:
            return "after_hosting", k
        if token.shape & CAPITAL and k and self.amid(k):
            return "after_capital", k
        if not token.shape & (WORD | DIGIT):
            return "after_sign", k
        return "after_word", k

    def _noun_before(self, index: int, found: dict[str, float]) -> None:
        """Whether a province, a sea, a house is called after the place."""
        c, masks = self.classes, self.masks
        k = index
        article = bool(self.tokens[index + 1].shape & self.tokens[index].shape & ARTICLE)
        if article and not masks[index] & c.nouns:
            found["attributive"] = 1.0  # "المدرسة المحمدية"
        while k > 0 and index - k < 3 and masks[k] & (c.away | c.determiners):
            k -= 1
        if k >= 0 and masks[k] & c.regions:
            found["region_of"] = 1.0
        elif k >= 0 and masks[k] & c.houses and self.tokens[k].shape & WORD:
            found["house_of"] = 1.0

    def _describes(self, index: int) -> bool:
        """True for a small word between an article and a name."""
        c, token = self.classes, self.tokens[index]
        return (
            bool(token.shape & WORD)
            and not token.shape & CAPITAL
            and bool(self.masks[index - 1] & c.determiners)
            and not self.masks[index] & (c.links | c.away | c.nouns | c.heads | c.houses | c.roles)
        )

    def amid(self, index: int) -> bool:
        """True for a token that does not begin its sentence."""
        number = self.reading.sentence_number(self.tokens[index].start)
        return self.reading.sentences[number].start < self.tokens[index].start

    def _before(self, index: int, sentence: int, found: dict[str, float]) -> None:
        """What the words before tell, the nearest first."""
        c, tokens, masks = self.classes, self.tokens, self.masks
        heads = False
        for distance in range(_REACH):
            k = index - distance
            if k < sentence:
                break
            mask, token = masks[k], tokens[k]
            if not mask or token.low == ";":
                continue
            close, near = distance < _CLOSE, distance < _NEAR
            if mask & c.taking and "taking_before" not in found:
                found["taking_before"] = 1.0
                if close:
                    found["taking_close"] = 1.0
            if mask & c.hosting:
                found["hosting_before"] = 1.0
            if close:
                if mask & c.roles:
                    found["role_close"] = 1.0
                if mask & c.bodies:
                    found["body_close"] = 1.0
                if mask & c.tied:
                    found["tied_close"] = 1.0
            if near:
                if mask & c.speech:
                    found["speech_near"] = 1.0
                if mask & c.tied:
                    found["tied_near"] = 1.0
            if mask & c.other_times:
                found["other_time"] = 1.0
            if mask & (c.heads | c.words) and not heads:
                heads = True
                same = self.head in (token.low, token.bare) or mask & c.words
                found["head_before" if same else "other_head_before"] = 1.0
                if self.kind == token.bare:
                    found["kind_before"] = 1.0

    def _after(self, mention: PlaceMention, found: dict[str, float]) -> None:
        c, tokens, masks = self.classes, self.tokens, self.masks
        size = len(tokens)
        k = mention.last + 1
        if k >= size or tokens[k].shape & BREAK:
            found["then_end"] = 1.0
            return
        follows = tokens[k]
        if follows.low == ",":
            found["then_comma"] = 1.0
        elif follows.low == "(":
            found["then_bracket"] = 1.0
        elif follows.low == ")":
            found["then_closed"] = 1.0
        elif follows.low == "'s":
            found["then_possessive"] = 1.0
        elif follows.low in ".!?":
            found["then_stop"] = 1.0
        elif follows.shape & CAPITAL:
            found["then_capital"] = 1.0
        elif masks[k] & c.links:
            found["then_in"] = 1.0
        if masks[k] & c.heads:
            found["then_head"] = 1.0
        for index in range(k, min(k + 5, size)):
            if tokens[index].shape & BREAK or tokens[index].low in ".;":
                break
            if masks[index] & c.hosting:
                found["then_hosts"] = 1.0
            elif masks[index] & c.taking:
                found["then_taking"] = 1.0

    def _position(self, mention: PlaceMention, number: int, found: dict[str, float]) -> None:
        reading = self.reading
        start = mention.span.start
        if number == 0 or start < reading.body:
            found["title"] = 1.0
        elif number < 4:
            found["early"] = 1.0
            found[f"sentence_{number}"] = 1.0
        found["late"] = min(1.0, 0.05 * number)
        if reading.in_quotation(start):
            found["in_quotation"] = 1.0
        if reading.is_elsewhere(start):
            found["elsewhere"] = 1.0
        if self.event and self.event.span.start <= start < self.event.span.end:
            found["in_name"] = 1.0
        if self._in_dateline(mention):
            found["dateline"] = 1.0

    def _in_dateline(self, mention: PlaceMention) -> bool:
        """True where the mention is in the line that tells whence the news comes."""
        tokens = self.tokens
        line = bisect.bisect_right(self._line_starts, mention.first) - 1
        begin = self._line_starts[line] if line >= 0 else 0
        if mention.first - begin > 2 or mention.span.start < self.reading.body:
            return False
        signs = _DASHES if mention.first == begin else frozenset(":")
        for index in range(mention.last + 1, min(mention.last + _DATELINE, len(tokens))):
            token = tokens[index]
            if token.shape & BREAK or self.masks[index] & self.classes.stops:
                return False
            if token.low in signs or token.low == ":":
                return True
        return False

    def _dates(self, mention: PlaceMention, found: dict[str, float]) -> None:
        """How near the event's first day is, and whether another year is nearer."""
        tokens = self.tokens
        if self.start:
            for span in self.start.spans:
                if "s_date" in found and abs(span.start - mention.span.end) < 60:
                    found["date_near"] = 1.0
        following = tokens[mention.last + 1] if mention.last + 1 < len(tokens) else None
        if following and following.shape & DIGIT and len(following.low) == _YEAR:
            same = following.low == self.year
            found["then_this_year" if same else "then_other_year"] = 1.0
        begin, end = max(0, mention.first - 6), min(len(tokens), mention.last + 7)
        for index in range(begin, end):
            token = tokens[index]
            if token.shape & DIGIT and len(token.low) == _YEAR and token.low[:2] in ("19", "20"):
                found["this_year" if token.low == self.year else "other_year"] = 1.0
