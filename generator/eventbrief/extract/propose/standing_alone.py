"""A reading -> its sentences as they can be printed: trimmed, and what keeps one from that.

A dateline, a label or the number of a paragraph is no part of a sentence. A sentence stands alone
if nobody has to know the one before it ("He was replaced by ...", "The latter also ..."), nor the
day on which it was written ("The summit starts tomorrow"), and if it is no notice, caption or menu.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from eventbrief.extract.propose.dateline import trimmed
from eventbrief.extract.propose.people import People
from eventbrief.extract.text.clauses import COMMA, START, STRONG, Clauses, verbal
from eventbrief.extract.text.lexicon import Lexicon
from eventbrief.extract.text.reading import MASK, Reading
from eventbrief.extract.text.span import Span
from eventbrief.extract.text.tokens import AND, ARTICLE, CAPITAL, DIGIT, UPPER, WORD, Token
from eventbrief.facts.datestamp import months

_SHORTEST, _LONGEST = 40, 420
_QUOTED = 0.45  # of a sentence; with more it is a quotation
_HEADING = 60  # code points that a heading may have
_ENDS = re.compile(r"[.!?…][\"'»”’)\]]*$")
_ADDRESS = re.compile(
    r"@\w|https?:|www\.|\+\d[\d ().-]{6,}\d|\b[\w-]+\.(?:com|org|net|gov|edu|int)\b"
)
_LIST_SIGNS = "•*·▪●–—-►➜✓"
_ABBREVIATED = 3  # letters of a last word that may be an abbreviation: "Me Louis Masson, Ad."
_NEAR = 3
_MAIN = (START, COMMA, STRONG)  # what the main clause begins with


@dataclass
class Sentence:
    """A sentence of the source, trimmed.

    Attributes:
        span: where it stands.
        number: its number among all sentences of the source.
        needs: why it cannot stand alone; empty where it can.
    """

    span: Span
    number: int
    needs: list[str] = field(default_factory=list)


def standing_sentences(reading: Reading, people: People) -> Iterator[Sentence]:
    """Every sentence of the running text, with what it would need."""
    notice = _after_heading(reading)
    for number, sentence in enumerate(reading.sentences):
        if sentence.end <= reading.body:
            continue
        span = trimmed(reading, sentence)
        found = Sentence(span, number, list(_broken(reading, span)))
        if span.start >= notice:
            found.needs.append("notice")
        if not found.needs:
            found.needs = list(_Reader(reading, people, span).needs())
        yield found


def _broken(reading: Reading, span: Span) -> Iterator[str]:
    """What is no whole sentence by its signs alone."""
    words = span.of(reading.flat)
    if not _SHORTEST <= len(words) <= _LONGEST:
        yield "length"
    if not _ENDS.search(words) or _cut_short(words, reading.lexicon):
        yield "end"
    first = words.lstrip("\"'«“‘([ ")[:1]
    if reading.lexicon.cased and not (first.isupper() or first.isdigit()):
        yield "beginning"
    if words[:1] in _LIST_SIGNS or (words[:1] == "(" and words[-1:] == ")"):
        yield "list"
    if re.match(r"[^\W\d_]\.\s?,", words):
        yield "beginning"
    if re.match(r"\d+\s*[–—-]\s", words):
        yield "list"
    if words.count("(") != words.count(")") or words.endswith("?"):
        yield "end"
    if _after_abbreviation(reading, span):
        yield "beginning"
    if _ADDRESS.search(words):
        yield "address"
    if reading.masked[span.start : span.end].count(MASK) > _QUOTED * len(words):
        yield "quotation"


def _cut_short(words: str, lexicon: Lexicon) -> bool:
    """True where the last full stop is that of an abbreviation: "(...) and Hon. Sen. Amb."."""
    match = re.search(rf"(?<![\w.])([^\W\d_]{{1,{_ABBREVIATED}}})\.$", words)
    if not match or not lexicon.cased:
        return False
    word = match.group(1)
    return word.istitle() and word.lower() not in months()


def _after_abbreviation(reading: Reading, span: Span) -> bool:
    """True where the sentence before ended too early: "Dr. Lee opened" cut behind "Dr."."""
    before = reading.flat[max(0, span.start - 8) : span.start]
    match = re.search(r"(?<![\w.])([^\W\d_]{1,2})\.\s+$", before)
    return match is not None and not (match.group(1).isupper() and len(match.group(1)) > 1)


def _after_heading(reading: Reading) -> int:
    """Where a body begins to speak of itself ("About the Council"), or the end of the text."""
    headings = reading.lexicon.bit("about_headings")
    tokens = reading.tokens
    starts = [(p.first, p.mask) for p in tokens.phrases] + [
        (i, t.mask) for i, t in enumerate(tokens) if t.mask & headings
    ]
    for first, mask in sorted(starts):
        if not mask & headings or (first and tokens[first - 1].low != "\n"):
            continue
        start = tokens[first].start
        end = reading.flat.find("\n", start)
        line = reading.flat[start : end if end >= 0 else len(reading.flat)].strip()
        if start > reading.body and len(line) <= _HEADING and not _ENDS.search(line):
            return start
    return len(reading.flat)


class _Reader:
    """What one sentence needs, asked of its words."""

    def __init__(self, reading: Reading, people: People, span: Span) -> None:
        self.reading = reading
        self.lexicon = reading.lexicon
        self.span = span
        self.people = people
        tokens = reading.tokens
        self.items = [
            i
            for i in tokens.within(span.start, span.end)
            if not reading.in_quotation(tokens[i].start)
        ]
        self.tokens = [tokens[i] for i in self.items]

    def needs(self) -> Iterator[str]:
        """Why the sentence cannot stand alone."""
        if not self.tokens:
            yield "quotation"
            return
        if self._holds("boilerplate", "caption_words"):
            yield "notice"
        if self._speaks_of_himself():
            yield "own_voice"
        if self._holds("here_words"):
            yield "here"
        if self._begins("leaning_starts") and not self._begins("not_leaning"):
            yield "connective"
        elif self._leans():
            yield "leaning"
        if self._has_bare_person() or self._has_surname_only():
            yield "person"
        if self._has_relative_day():
            yield "day"
        if self._elided():
            yield "subject"
        if self._bare_subject():
            yield "known_noun"

    def _places(self, name: str) -> list[range]:
        """Where words of a list stand, as ranges in `tokens`."""
        bit = self.lexicon.bit(name)
        found = [range(i, i + 1) for i, t in enumerate(self.tokens) if t.mask & bit]
        return found + list(_phrases(self.reading, self.items, bit))

    def _but(self, places: list[range], name: str) -> list[range]:
        """Without those inside a phrase of a list that makes them harmless."""
        if not places:
            return places
        harmless = {i for r in self._places(name) for i in r}
        return [r for r in places if not set(r) <= harmless]

    def _holds(self, *names: str) -> bool:
        return any(self._places(name) for name in names)

    def _speaks_of_himself(self) -> bool:
        """True where "we" or "you" stands, or a verb that has it inside."""
        own = re.compile(self.lexicon.raw("own_verb"))
        firsts = (self._clauses.low(s.first) for s in self._clauses.segments)
        return any(own.fullmatch(word) for word in firsts) or any(
            not self._is_country(r) for r in self._places("own_voice")
        )

    def _is_country(self, places: range) -> bool:
        """True for "US", which is no "us"."""
        token = self.tokens[places.start]
        return bool(token.shape & UPPER) and len(token.low) > 1

    def _begins(self, name: str) -> bool:
        first = 1 if not self.tokens[0].shape & (WORD | DIGIT) and len(self.tokens) > 1 else 0
        return any(r.start == first for r in self._places(name))

    @functools.cached_property
    def _main(self) -> int:
        """How many of the first words belong to the main clause, or stand before it."""
        for segment in self._clauses.segments:
            words = range(segment.first, segment.last + 1)
            if segment.opener in _MAIN and any(self._clauses.ends_phrase(i) for i in words):
                return segment.last + 1
        return len(self.items)

    def _leans(self) -> bool:
        """True where "also" or "this summit" stands in the main clause."""
        found = (self._demonstratives(), self._counted_others())
        places = [*self._places("leaning_words"), *(r for ranges in found for r in ranges)]
        if self._it_is_subject() or self._holds("pointing_back") or self._is_conclusion():
            return True
        return any(r.start < self._main for r in self._but(places, "not_leaning"))

    def _demonstratives(self) -> Iterator[range]:
        """Where "this", "ces" stands before a noun that is no time."""
        bit = self.lexicon.bit("pointing_words")
        times = self.lexicon.bits("time_units", "year_units", "weekdays", "last", "next")
        for at, token in enumerate(self.tokens[:-1]):
            following = self.tokens[at + 1]
            if token.mask & bit and following.shape & WORD and not following.mask & times:
                yield range(at, at + 1)

    def _is_conclusion(self) -> bool:
        """True where "so" is written to the front of the first word; "and" may be."""
        first = self.tokens[0]
        return bool(first.shape & AND) and first.low[0] not in self.lexicon.words("conjunctions")

    def _it_is_subject(self) -> bool:
        """True for "As the largest fair, it welcomes": the sentence never says what it is."""
        bodies = {word for word, kind in self.lexicon.data["pronouns"].items() if kind == "body"}
        first = next((s for s in self._clauses.segments if s.finite is not None), None)
        if first is None or first.finite is None or first.finite == 0:
            return False
        return self._clauses.low(first.finite - 1) in bodies

    def _counted_others(self) -> Iterator[range]:
        """Where "40 other countries" stands, which are other than those told before."""
        bit, number = self.lexicon.bit("another_words"), self.lexicon.bit("numbers")
        for at, token in enumerate(self.tokens):
            near = self.tokens[max(0, at - 1) : at] + self.tokens[at + 1 : at + 2]
            if token.mask & bit and any(t.shape & DIGIT or t.mask & number for t in near):
                yield range(at, at + 1)

    def _has_bare_person(self) -> bool:
        """True where "he" stands for someone whom the sentence does not name before."""
        places = self._but(self._places("bare_persons"), "not_leaning")
        return any(not self._names_somebody(self.tokens[r.start].start) for r in places)

    def _names_somebody(self, before: int) -> bool:
        people = self.people.starting(self.span.start, before)
        roles = self.lexicon.bits(
            "roles", "official_refs", "country_words", "organisation_words", "participant_kinds"
        )
        return bool(people) or any(t.mask & roles for t in self.tokens if t.start < before)

    def _has_surname_only(self) -> bool:
        """True where someone is named by a part of the name that stands elsewhere in full."""
        mentions = self.people.starting(self.span.start, self.span.end)
        named = [(m, len(m.name.of(self.reading.flat).split())) for m in mentions]
        whole = [m.person for m, words in named if words > 1]
        return self._has_title_only() or any(
            words == 1
            and m.person not in whole
            and " " in m.person.name
            and (m.person.role is not None or m.span != m.name or m.span.start == self.span.start)
            and self._stands_apart(m.name)
            for m, words in named
        )

    def _stands_apart(self, name: Span) -> bool:
        """True where a name is no part of a longer one: "Lyon" in "Inria Lyon Sud"."""
        tokens, lexicon = self.reading.tokens, self.lexicon
        at = tokens.at(name.start)
        before, after = tokens[max(0, at - 1)], tokens[min(at + 1, len(tokens) - 1)]
        if not lexicon.cased:
            return bool(before.mask & lexicon.bits("speech_past", "speech_present"))
        titled = before.low == "." or before.mask & lexicon.bits("honorifics", "roles")
        alone = not before.shape & CAPITAL or before.low[0] in "\n.!?:;" or titled
        return bool(alone and not after.shape & CAPITAL)

    def _has_title_only(self) -> bool:
        """True for "H.E. added": a title that no name follows."""
        bit = self.lexicon.bit("honorifics")
        pairs = zip(self.tokens, self.tokens[1:], strict=False)
        return any(
            one.mask & bit
            and (one.shape & CAPITAL or not self.lexicon.cased)
            and verbal(two.low, self.lexicon)
            for one, two in pairs
        )

    def _has_relative_day(self) -> bool:
        """True where a day is told from another: "tomorrow", "on Monday", "mai prochain"."""
        found = (self._turned(), self._weekdays(), self._lone_numbers())
        places = [*self._places("relative_days"), *(r for ranges in found for r in ranges)]
        return bool(self._but(places, "no_days"))

    def _turned(self) -> Iterator[range]:
        """Where "next" or "last" stands beside a time."""
        times = self.lexicon.bits("time_units", "weekdays")
        bits, pointing = self.lexicon.bits("next", "last"), self.lexicon.bit("pointing_words")
        for at, token in enumerate(self.tokens):
            following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
            if token.mask & pointing and following:
                if following.shape & DIGIT or _is_month(following):
                    yield range(at, at + 1)
            elif token.mask & bits:
                near = self.tokens[max(0, at - 2) : at] + self.tokens[at + 1 : at + _NEAR + 1]
                if any(t.mask & times or _is_month(t) for t in near):
                    yield range(at, at + 1)

    def _weekdays(self) -> Iterator[range]:
        """Days of the week that no date stands beside."""
        bit = self.lexicon.bit("weekdays")
        dated = any(_is_month(t) for t in self.tokens)
        for at, token in enumerate(self.tokens):
            if not token.mask & bit or len(token.low) <= _NEAR:  # "Sun" is a name, "sat" a verb
                continue
            near = self.tokens[max(0, at - 4) : at] + self.tokens[at + 1 : at + 6]
            if not dated or not _has_day(near):
                yield range(at, at + 1)

    def _lone_numbers(self) -> Iterator[range]:
        """Days without their month: "from the 20th to the 23rd", "del 20 al 23"."""
        if any(_is_month(t) for t in self.tokens):
            return
        goal = self.lexicon.bit("moved_to")
        days = [i for i, t in enumerate(self.tokens) if t.low.isdecimal() and 0 < int(t.low) <= 31]
        for one, two in pairwise(days):
            between = self.tokens[one + 1 : two]
            after = [t for t in self.tokens[two + 1 : two + 3] if not self._is_suffix(t)]
            counts = bool(after) and bool(after[0].shape & WORD)  # "from 20 to 23 countries"
            if len(between) <= _NEAR and any(t.mask & goal for t in between) and not counts:
                yield range(one, two)

    @functools.cached_property
    def _clauses(self) -> Clauses:
        return Clauses(self.reading.tokens, self.items, self.reading.quotes)

    def _is_suffix(self, token: Token) -> bool:
        """True for the end of "20th"."""
        return re.fullmatch(self.lexicon.raw("day_suffix"), token.low) is not None

    def _elided(self) -> bool:
        """True where a verb's subject is left out: "Se celebrará en", "..., informó, ..."."""
        lexicon = self.lexicon
        if not lexicon.drops_subject:
            return False
        at = 1 if self.tokens[0].mask & lexicon.bit("reflexives") else 0
        if at + 1 < len(self.tokens) and self._clauses.is_finite(at):
            following = self.tokens[at + 1]
            no_noun = following.mask & lexicon.bits("fronting", "that")
            if no_noun and not following.shape & ARTICLE:
                return True
        return self._nobody_speaks()

    def _nobody_speaks(self) -> bool:
        """True for a verb of speech by itself, where nothing before it can be its subject."""
        segments = self._clauses.segments
        speech = self.lexicon.bits("speech_past", "speech_present")
        fronted = bool(self.tokens[0].mask & self.lexicon.bit("fronting"))
        for before, segment, after in zip(segments, segments[1:], segments[2:], strict=False):
            if segment.length == 1 and self._clauses.mask(segment.first) & speech:
                enclosed = segment.opener == after.opener == COMMA
                if enclosed or (fronted and before is segments[0]):
                    return True
        return False

    def _bare_subject(self) -> bool:
        """True for "The project is", where only the sentence before says which."""
        lexicon, tokens = self.lexicon, self.tokens
        if not lexicon.cased or not tokens[0].mask & lexicon.bit("definite_articles"):
            return False
        known = lexicon.bits(*_KNOWN)
        for at in range(1, min(4, len(tokens))):
            if self._clauses.ends_phrase(at):
                return at > 1
            token = tokens[at]
            if token.mask & known or not token.shape & WORD or token.shape & CAPITAL:
                return False
        return False


# Nouns that need no sentence before them: the event itself, and those who come.
_KNOWN = (
    "event_heads",
    "edition_words",
    "event_words",
    "edition_nouns",
    "participant_kinds",
    "known_nouns",
)


def _phrases(reading: Reading, items: Sequence[int], bit: int) -> Iterator[range]:
    """The phrases of a class that lie in the items, as ranges in them."""
    if not items:
        return
    known = reading.tokens.phrases
    place = {item: at for at, item in enumerate(items)}
    start = bisect_right(known, items[0] - 1, key=lambda p: p.first)
    for phrase in known[start:]:
        if phrase.first > items[-1]:
            return
        if phrase.mask & bit and phrase.first in place and phrase.last in place:
            yield range(place[phrase.first], place[phrase.last] + 1)


def _is_month(token: Token) -> bool:
    return token.low in months() or token.bare in months()


def _has_day(tokens: Sequence[Token]) -> bool:
    return any((t.shape & DIGIT and len(t.low) <= 2) or "/" in t.low for t in tokens)
