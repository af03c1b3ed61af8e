"""A sentence by its words -> what it needs to be understood: the one before it, a name, a day.

"The latter also ...", "He was replaced by ...", "The summit starts tomorrow": who reads only that
asks who, what or when. Notices, invitations and captions are told apart here as well.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import chain

from eventbrief.extract.propose.people import People
from eventbrief.extract.propose.sentence_words import SentenceWords
from eventbrief.extract.propose.told_days import has_relative_day
from eventbrief.extract.text.clauses import COMMA, START, STRONG, finite, verbal
from eventbrief.extract.text.lexicon import Lexicon
from eventbrief.extract.text.span import Span
from eventbrief.extract.text.tokens import AND, ARTICLE, CAPITAL, DIGIT, UPPER, WORD

_MAIN = (START, COMMA, STRONG)  # what the main clause begins with
# Nouns that need no sentence before them: the event itself, and those who come.
_KNOWN = (
    "event_heads",
    "edition_words",
    "event_words",
    "edition_nouns",
    "participant_kinds",
    "known_nouns",
)


def needs_of(words: SentenceWords, people: People) -> Iterator[str]:
    """Why a sentence cannot stand alone, each reason by a name; nothing where it can."""
    return _Needs(words, people).all()


@functools.cache
def _own_verb(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(lexicon.raw("own_verb"))


@functools.cache
def _body_pronouns(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(word for word, kind in lexicon.data["pronouns"].items() if kind == "body")


class _Needs:
    """The questions that are asked of one sentence."""

    def __init__(self, words: SentenceWords, people: People) -> None:
        self.words = words
        self.reading = words.reading
        self.lexicon = words.lexicon
        self.span = words.span
        self.people = people
        self.tokens = words.tokens

    def all(self) -> Iterator[str]:
        """Every reason, what is asked quickest first."""
        words = self.words
        if not self.tokens:
            yield "quotation"
            return
        if words.holds("boilerplate", "caption_words"):
            yield "notice"
        if words.begins("leaning_starts") and not words.begins("not_leaning"):
            yield "connective"
        elif self._leans():
            yield "leaning"
        if has_relative_day(words):
            yield "day"
        if words.holds("here_words"):
            yield "here"
        if self._speaks_of_himself():
            yield "own_voice"
        if self._has_bare_person() or self._has_surname_only():
            yield "person"
        if self._elided():
            yield "subject"
        if self._bare_subject():
            yield "known_noun"

    def _speaks_of_himself(self) -> bool:
        """True where "we" or "you" stands, or a verb that has it inside."""
        if any(not self._is_country(r) for r in self.words.places("own_voice")):
            return True
        if not self.lexicon.drops_subject:
            return False
        own, tokens = _own_verb(self.lexicon), self.tokens
        return any(
            own.fullmatch(token.low)
            for at, token in enumerate(tokens)
            if at == 0 or not tokens[at - 1].shape & WORD
        )

    def _is_country(self, places: range) -> bool:
        """True for "US", which is no "us"."""
        token = self.tokens[places.start]
        return bool(token.shape & UPPER) and len(token.low) > 1

    @functools.cached_property
    def _main(self) -> int:
        """How many of the first words belong to the main clause, or stand before it."""
        for segment in self.words.clauses.segments:
            words = range(segment.first, segment.last + 1)
            if segment.opener in _MAIN and any(self.words.clauses.ends_phrase(i) for i in words):
                return segment.last + 1
        return len(self.tokens)

    def _leans(self) -> bool:
        """True where "also" or "this summit" stands in the main clause."""
        if self.words.holds("pointing_back") or self._is_conclusion() or self._it_is_subject():
            return True
        places = self.words.places("leaning_words")
        found = self.words.harmful(
            chain(places, self._demonstratives(), self._counted_others()), "not_leaning"
        )
        return bool(found) and any(r.start < self._main for r in found)

    def _demonstratives(self) -> Iterator[range]:
        """Where "this", "ces" stands before a noun that is no time."""
        bit = self.lexicon.bit("pointing_words")
        if not self.words.mask & bit:
            return
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
        bodies = _body_pronouns(self.lexicon)
        if bodies.isdisjoint([t.low for t in self.tokens]):
            return False
        first = next((s for s in self.words.clauses.segments if s.finite is not None), None)
        if first is None or first.finite is None or first.finite == 0:
            return False
        return self.words.clauses.low(first.finite - 1) in bodies

    def _counted_others(self) -> Iterator[range]:
        """Where "40 other countries" stands, which are other than those told before."""
        bit, number = self.lexicon.bit("another_words"), self.lexicon.bit("numbers")
        if not self.words.mask & bit:
            return
        for at, token in enumerate(self.tokens):
            near = self.tokens[max(0, at - 1) : at] + self.tokens[at + 1 : at + 2]
            if token.mask & bit and any(t.shape & DIGIT or t.mask & number for t in near):
                yield range(at, at + 1)

    def _has_bare_person(self) -> bool:
        """True where "he" stands for someone whom the sentence does not name before."""
        places = self.words.harmful(self.words.places("bare_persons"), "not_leaning")
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
        if not self.words.mask & bit:
            return False
        pairs = zip(self.tokens, self.tokens[1:], strict=False)
        return any(
            one.mask & bit
            and (one.shape & CAPITAL or not self.lexicon.cased)
            and verbal(two.low, self.lexicon)
            for one, two in pairs
        )

    def _elided(self) -> bool:
        """True where a verb's subject is left out: "Se celebrará en", "..., informó, ..."."""
        lexicon = self.lexicon
        if not lexicon.drops_subject:
            return False
        at = 1 if self.tokens[0].mask & lexicon.bit("reflexives") else 0
        if at + 1 < len(self.tokens) and finite(self.tokens[at].low, lexicon):
            following = self.tokens[at + 1]
            no_noun = following.mask & lexicon.bits("fronting", "that")
            if no_noun and not following.shape & ARTICLE:
                return True
        return self._nobody_speaks()

    def _nobody_speaks(self) -> bool:
        """True for a verb of speech by itself, where nothing before it can be its subject."""
        speech = self.lexicon.bits("speech_past", "speech_present")
        if not self.words.mask & speech:
            return False
        segments = self.words.clauses.segments
        fronted = bool(self.tokens[0].mask & self.lexicon.bit("fronting"))
        for before, segment, after in zip(segments, segments[1:], segments[2:], strict=False):
            if segment.length == 1 and self.words.clauses.mask(segment.first) & speech:
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
            token = tokens[at]
            if verbal(token.low, lexicon):
                return at > 1
            if token.mask & known or not token.shape & WORD or token.shape & CAPITAL:
                return False
        return False
