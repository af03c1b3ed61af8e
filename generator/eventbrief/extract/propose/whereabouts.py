"""A reading and what was decided about it -> what the words around a mention of a place say."""

from __future__ import annotations

import bisect

from eventbrief.extract.propose.event_name import Candidate as EventMention
from eventbrief.extract.propose.place_words import PlaceMention, classes_of
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.span import Found, Span
from eventbrief.extract.text.tokens import ARTICLE, BREAK, CAPITAL, DIGIT, PREPOSITION, WORD, Token
from eventbrief.facts.datestamp import months

_REACH = 14  # tokens before a mention that are looked at
_CLOSE, _NEAR = 3, 7  # tokens
_DATELINE = 14  # tokens at most between a place and the dash after it
_STOPS = frozenset((".", "!", "?", ";", "\n"))
_DASHES = frozenset("-–—/")
_LEAD = 8  # tokens
_YEAR = 4  # digits
_OPENING = frozenset("\"“«'‘")
_FOLLOWING = {
    ",": "then_comma", "(": "then_bracket", ")": "then_closed", "'s": "then_possessive",
    **dict.fromkeys(".!?", "then_stop"),
}  # fmt: skip
_LED = ("title", "date_near", "taking_close")
_OF_SENTENCE = (
    "s_name", "s_head", "s_event_word", "s_other_head", "s_date", "s_taking", "s_hosting",
    "s_speech", "date_near",
)  # fmt: skip
_WITH_STRONG = ("s_name", "s_head", "s_event_word", "s_date", "taking_before", "early")
_STRONG = frozenset(("in", "after_hosting", "labelled"))
_SPEAKS_AGAINST = (
    "other_time", "tied_close", "role_close", "body_close", "in_quotation", "elsewhere",
    "other_year", "speech_near", "other_head_before",
)  # fmt: skip


class Whereabouts:
    """What is around each place of a text, asked for by its tokens."""

    def __init__(
        self, reading: Reading, event: EventMention | None, start: Found[str] | None
    ) -> None:
        self.reading = reading
        self.tokens: list[Token] = [*reading.tokens]
        self.classes = classes_of(reading.lexicon)
        self.masks = [token.mask for token in self.tokens]
        for phrase in reading.tokens.phrases:
            for index in range(phrase.first, phrase.last + 1):
                self.masks[index] |= phrase.mask
        self.event = event
        self.head = event.head if event else ""
        self.start = start
        self.year = (start.value if start else reading.source.published or "")[:4]
        self._sentences: dict[int, dict[str, float]] = {}
        denials = self.classes.denials | self.classes.instead
        self._denials = [i for i, mask in enumerate(self.masks) if mask & denials]
        self._line_starts = [i + 1 for i, t in enumerate(self.tokens) if t.shape & BREAK]

    def span(self, first: int, last: int) -> Span:
        """From token `first` to token `last`, both included, in code points."""
        return Span(self.tokens[first].start, self.tokens[last].end)

    def _about_sentence(self, number: int) -> dict[str, float]:
        """What is true of the sentence."""
        if number in self._sentences:
            return self._sentences[number]
        c, tokens, masks = self.classes, self.tokens, self.masks
        sentence = self.reading.sentences[number]
        holds = self._sentences[number] = {}
        joined = 0
        words: set[str] = set()
        for index in self.reading.tokens.within(sentence.start, sentence.end):
            joined |= masks[index]
            if masks[index] & c.heads:
                words.update((tokens[index].low, tokens[index].bare))
        dates = self.start.spans if self.start else ()
        for true, name in (
            (self.event and sentence.covers(self.event.span), "s_name"),
            (self.head in words, "s_head"),
            (joined & c.words and self.head not in words, "s_event_word"),
            (any(sentence.start <= d.start < sentence.end for d in dates), "s_date"),
            (joined & c.taking, "s_taking"),
            (joined & c.hosting, "s_hosting"),
            (joined & c.speech, "s_speech"),
        ):
            if true:
                holds[name] = 1.0
        if joined & c.heads and not ("s_head" in holds or "s_event_word" in holds):
            holds["s_other_head"] = 1.0
        return holds

    def of(self, mention: PlaceMention) -> dict[str, float]:
        """What is true of the mention, from where it stands."""
        number = self.reading.sentence_number(mention.span.start)
        found = dict(self._about_sentence(number))
        lead, before = self._lead(mention.first, found)
        if before >= 0 and lead in ("in", "on"):
            token = self.tokens[before]
            if token.shape & DIGIT or token.low in months():
                found["after_date"] = 1.0
            elif token.shape & CAPITAL and self.amid(before):
                found["after_name"] = 1.0
        self._before(before, self.reading.tokens.at(self.reading.sentences[number].start), found)
        self._after(mention, found)
        self._position(mention, number, found)
        self._dates(mention, found)
        if "dateline" in found:  # what the sentence after it says is not said of its place
            for name in _OF_SENTENCE:
                found.pop(name, None)
        if lead:
            found[lead] = 1.0
            for name in _LED:
                if name in found:
                    found[f"{lead}_{name}"] = 1.0
        firm = lead in _STRONG or "then_hosts" in found or "city_of" in found
        if firm and not any(name in found for name in _SPEAKS_AGAINST):
            found["strong"] = 1.0
            for name in _WITH_STRONG:
                if name in found:
                    found[f"strong_{name}"] = 1.0
        return found

    def denied(self, mention: PlaceMention) -> bool:
        """True for the palace of "not at the palace but at the hotel"."""
        begin = max(0, mention.first - _REACH)
        nearest = bisect.bisect_left(self._denials, begin)
        near = self._denials[nearest : nearest + 1]
        return bool(near) and near[0] < mention.first and self._is_denied(mention, begin)

    def _is_denied(self, mention: PlaceMention, begin: int) -> bool:
        """Whether what stands from `begin` on denies the mention."""
        c, masks = self.classes, self.masks
        before = masks[begin : mention.first]
        if any(mask & c.instead for mask in before[-3:]):
            return True
        denial = next((n for n in range(len(before)) if before[-1 - n] & c.denials), None)
        if denial is None:
            return False
        between = range(mention.first - denial, mention.first)
        if any(masks[n] & c.corrections or self.tokens[n].low in _STOPS for n in between):
            return False
        for n in range(mention.last + 1, min(mention.last + _NEAR, len(masks) - 1)):
            if self.tokens[n].low in _STOPS:
                return False
            if masks[n] & c.corrections:
                return bool(masks[n + 1] & (c.links | c.on))
        return False

    def _lead(self, first: int, found: dict[str, float]) -> tuple[str, int]:
        """How the mention is led in, and the token from which on the words before it stand."""
        c, tokens, masks = self.classes, self.tokens, self.masks
        if tokens[first].shape & PREPOSITION and tokens[first].low[0] in "بو":
            return "in", first - 1
        self._noun_before(first - 1, found)
        k = self._past_nouns(first, found)
        if k < 0 or tokens[k].shape & BREAK:
            return "at_start", k
        if tokens[k].shape & PREPOSITION and masks[k] & c.nouns:
            return "in", k - 1  # "بمدينة"
        token, mask = tokens[k], masks[k]
        if token.low == ":" and k and masks[k - 1] & c.labels:
            found["labelled"] = 1.0
        by_class = (
            (c.links, "in"), (c.on, "on"), (c.toward, "to"), (c.away, "from"),
        )  # fmt: skip
        name = next((name for bits, name in by_class if mask & bits), None)
        return (name, k - 1) if name else (self._led_by_word(k), k)

    def _led_by_word(self, index: int) -> str:
        """How the mention is led in where no preposition does; empty where nothing tells."""
        token = self.tokens[index]
        if self.masks[index] & self.classes.hosting:
            return "after_hosting"
        return "after_capital" if token.shape & CAPITAL and self.amid(index) else ""

    def _past_nouns(self, first: int, found: dict[str, float]) -> int:
        """The token before "the city of", "the Kenyan capital, ", "the prestigious"."""
        c, tokens, masks = self.classes, self.tokens, self.masks
        k = first - 1
        while k >= 0 and first - k < _LEAD:
            token, mask = tokens[k], masks[k]
            noun_before = bool(k and masks[k - 1] & c.nouns)
            if mask & c.nouns:
                found["city_of"] = 1.0
                if token.shape & PREPOSITION:
                    return k
            elif not (
                (token.low in _OPENING and k == first - 1)
                or (mask & c.determiners and not mask & c.links)
                or (k == first - 1 and k and self._describes(k))
                or (noun_before and (mask & c.away or token.low == ","))
                or (noun_before and token.shape & WORD and k == first - 1)  # "capitale kényane"
            ):
                return k
            k -= 1
        return k

    def _noun_before(self, index: int, found: dict[str, float]) -> None:
        """Whether a province, a sea, a house is called after the place."""
        c, masks = self.classes, self.masks
        if index < 0:
            return
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
        joined = [0, 0, 0]  # what is close, near, and in reach
        event = None
        for distance, k in enumerate(range(index, max(sentence, index - _REACH + 1) - 1, -1)):
            mask = masks[k]
            if not mask:
                continue
            joined[(distance >= _CLOSE) + (distance >= _NEAR)] |= mask
            if event is None and mask & (c.heads | c.words):
                event = k
        close, near = joined[0], joined[0] | joined[1]
        reach = near | joined[2]
        for mask, bits, name in (
            (close, c.taking, "taking_close"), (reach, c.taking, "taking_before"),
            (reach, c.hosting, "hosting_before"), (close, c.roles, "role_close"),
            (close, c.bodies, "body_close"), (close, c.tied, "tied_close"),
            (near, c.tied, "tied_near"), (near, c.speech, "speech_near"),
            (reach, c.other_times, "other_time"),
        ):  # fmt: skip
            if mask & bits:
                found[name] = 1.0
        if event is not None:
            noun = tokens[event]
            same = self.head in (noun.low, noun.bare) or masks[event] & c.words
            found["head_before" if same else "other_head_before"] = 1.0

    def _after(self, mention: PlaceMention, found: dict[str, float]) -> None:
        c, tokens, masks = self.classes, self.tokens, self.masks
        size = len(tokens)
        k = mention.last + 1
        if k >= size or tokens[k].shape & BREAK:
            found["then_end"] = 1.0
            return
        follows = tokens[k]
        if follows.low in _FOLLOWING:
            found[_FOLLOWING[follows.low]] = 1.0
        elif follows.shape & CAPITAL:
            found["then_capital"] = 1.0
        elif masks[k] & c.links:
            found["then_in"] = 1.0
        if masks[k] & c.heads:
            found["then_head"] = 1.0
        near = follows if follows.low != "," or k + 1 == size else tokens[k + 1]
        if near.low in months() or (near.shape & DIGIT and len(near.low) <= 2):
            found["then_date"] = 1.0
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
        begin, end = max(0, mention.first - 6), mention.last + 7
        for token in tokens[begin:end]:
            if token.shape & DIGIT and len(token.low) == _YEAR and token.low[:2] in ("19", "20"):
                found["this_year" if token.low == self.year else "other_year"] = 1.0
