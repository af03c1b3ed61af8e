"""A stretch that may be speech -> what speaks for it and against it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from eventbrief.extract.propose.people import People
from eventbrief.extract.propose.quotations import Stretch, is_partial, is_signature
from eventbrief.extract.propose.speech import Act, Acts
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.span import Span
from eventbrief.extract.text.tokens import Token

_TAIL = 120
_NEAR = 3  # words
_DENIAL = 4
_LEAST = 4  # words of a part of a sentence that is quoted
_LINE = re.compile(r"[ .]*\n\s*[–—-]?\s*(?=[^\W\d_])")
_DASHED = re.compile(r"[ .]*[–—-]\s?(?=[^\W\d_])")
_LENGTHS = ((2, "2"), (4, "3_4"), (6, "5_6"), (9, "7_9"), (15, "10_15"), (30, "16_30"))
_SPEECH = 10  # words from which on a stretch seldom is a name


class Speech:
    """What is true of the stretches of one reading."""

    def __init__(
        self, reading: Reading, people: People, acts: Acts, all_: Sequence[Stretch]
    ) -> None:
        self.reading, self.people, self.acts = reading, people, acts
        lexicon = reading.lexicon
        self.tokens = reading.tokens
        self.self_words, self.sentence_words = (
            lexicon.bit("self_words"),
            lexicon.bit("sentence_words"),
        )
        self.endings = tuple(lexicon.words("self_endings"))
        self.titles, self.nouns = lexicon.bit("quoted_names"), lexicon.bit("speech_nouns")
        self.heads = lexicon.bits("event_heads", "organisation_words")
        self.that = lexicon.bit("that")
        self.denials, self.denying = lexicon.bit("denials"), lexicon.bit("denying_words")
        self.according = [span.start for span in acts.according]
        self.in_sentence = Counter(reading.sentence_number(s.outer.start) for s in all_)

    def denied(self, stretch: Stretch) -> bool:
        """True for "denied saying “…”" and "never said “…”"."""
        sentence = self.reading.sentence_at(stretch.outer.start)
        lead = self.acts.between(sentence.start, stretch.outer.start)
        if not lead or self.reading.in_quotation(lead[-1].span.start):
            return False
        act = lead[-1]
        tokens, first = self.tokens, self.tokens.at(sentence.start)
        if self.tokens.at(stretch.outer.start) - act.last > 2 * _NEAR:
            return False
        verbs = range(max(first, act.first - _DENIAL), act.last)
        reach = 1 if act.form == "base" else 2
        words = range(max(first, act.first - reach), act.last)
        return any(tokens[i].mask & self.denials for i in verbs) or any(
            tokens[i].mask & self.denying for i in words
        )

    def is_scrap(self, stretch: Stretch) -> bool:
        """True for a few words that the article's own sentence runs into: its terms, not speech."""
        words = sum(t.is_word() for p in stretch.pieces for t in self.within(p))
        return words < _LEAST and is_partial(self.reading, stretch)

    def features(self, stretch: Stretch) -> dict[str, float]:
        """Feature -> strength."""
        names: list[str] = ["bias", stretch.how]
        words = [t for p in stretch.pieces for t in self.within(p) if t.is_word()]
        names += self._inside(stretch, words)
        size = next((n for most, n in _LENGTHS if len(words) <= most), "31")
        names.append(f"words_{size}")
        short = "short" if len(words) < _SPEECH else "long"
        verb = self._verbs(stretch)
        names += verb
        names.append(f"{short}_{'verb' if verb else 'no_verb'}")
        around = self._around(stretch)
        names += around
        if "named" in around:
            names.append(f"{short}_named")
        if is_partial(self.reading, stretch):
            names += ["partial", f"{short}_partial"]
        features = dict.fromkeys(names, 1.0)
        capitals = sum(t.is_capital() for t in words[1:])
        if self.reading.lexicon.cased and len(words) > 1:
            features["capitals"] = capitals / (len(words) - 1)
        return features

    def within(self, span: Span) -> list[Token]:
        """The words of a piece."""
        return [self.tokens[i] for i in self.tokens.within(span.start, span.end)]

    def _inside(self, stretch: Stretch, words: list[Token]) -> list[str]:
        reading, text = self.reading, self.reading.text
        names = []
        own = [
            t
            for t in words
            if t.mask & self.self_words
            or (self.endings and len(t.low) > 4 and t.low.endswith(self.endings))
        ]
        verbs = sum(bool(t.mask & self.sentence_words) for t in words)
        if own:
            names.append("self")
        names.append("verbs_0" if not verbs else "verbs_1" if verbs == 1 else "verbs_2")
        first, last = stretch.pieces[0], stretch.pieces[-1]
        if text[first.start].isupper():
            names.append("capital_first")
        if text[last.end - 1] in ".!?…؟":
            names.append("ends_sentence")
        if text[last.end : stretch.outer.end].lstrip()[:1] in (",", "،"):
            names.append("ends_comma")
        if any(". " in p.of(text) or ".\n" in p.of(text) for p in stretch.pieces):
            names.append("sentences")
        if "," in stretch.outer.of(reading.flat)[:-2]:
            names.append("comma_inside")
        if not stretch.closed:
            names.append("open")
        mark = text[stretch.outer.start]
        if stretch.how == "marks" and any(mark in p.of(text) for p in stretch.pieces):
            names.append("mark_inside")
        if stretch.how == "line" and len(stretch.pieces) > 1:
            names.append("line_parted")
        if text[stretch.outer.start] in "'‘`" and stretch.how == "marks":
            names.append("single_marks")
        return names

    def _verbs(self, stretch: Stretch) -> list[str]:
        """Verbs of speech before and after."""
        reading, tokens = self.reading, self.tokens
        start, end = stretch.outer.start, stretch.outer.end
        sentence = reading.sentence_at(start)
        names: list[str] = []
        lead = [
            a
            for a in self.acts.between(sentence.start, start)
            if not reading.in_quotation(a.span.start)
        ]
        if lead:
            names += self._verb("before", lead[-1], tokens.at(start) - lead[-1].last - 1)
        last = reading.sentence_at(max(start, end - 1))
        limit = min(max(last.end, end), reading.next_quotation(end), end + _TAIL)
        tail = self.acts.between(end, limit) or self.acts.unlisted(self.people, end, limit)
        if tail:
            names += self._verb("after", tail[0], tail[0].first - tokens.at(end))
        if not tail and self._signed(stretch):
            names += ["verb_after", "verb_after_at_once", "verb_said", "said_after_at_once"]
        if stretch.inside:
            names += self._verb("after", stretch.inside[0], 0)
        if any(
            (start - _TAIL < a < start and a >= sentence.start) or end <= a < limit
            for a in self.according
        ):
            names.append("according")
        number = reading.sentence_number(start)
        if not names and number and not reading.masked[sentence.start : start].strip():
            earlier = reading.sentences[number - 1]
            if self.acts.between(earlier.start, earlier.end):
                names.append("verb_earlier")
        return names

    def _signed(self, stretch: Stretch) -> bool:
        """True where a name follows behind a dash, or alone on the line below."""
        end = stretch.outer.end
        return any(
            m.person.role or m.name.start == gap.end()
            for gap in (_DASHED.match(self.reading.flat, end), _LINE.match(self.reading.flat, end))
            if gap
            for m in self.people.starting(gap.end(), gap.end() + 1)
            if is_signature(self.reading, stretch, m)
        )

    def _verb(self, side: str, act: Act, gap: int) -> list[str]:
        near = "at_once" if gap <= 1 else "near" if gap <= 2 * _NEAR else "far"
        return [
            f"verb_{side}",
            f"verb_{side}_{near}",
            f"verb_{act.sort}",
            f"form_{act.form}",
            f"{act.sort}_{side}_{near}",
        ]

    def _around(self, stretch: Stretch) -> list[str]:  # noqa: PLR0912
        reading, tokens = self.reading, self.tokens
        start = stretch.outer.start
        sentence = reading.sentence_at(start)
        names: list[str] = []
        lead = [
            tokens[i]
            for i in range(max(0, tokens.at(start) - 6), tokens.at(start))
            if tokens[i].start >= sentence.start
        ]
        before = lead[-1] if lead else None
        if before is None:
            names.append("opens_sentence")
            if start == 0 or reading.flat[:start].rstrip(" ").endswith("\n"):
                names.append("opens_paragraph")
        elif before.low == ":":
            names.append("colon_before")
            if reading.text[stretch.pieces[0].start].isupper():
                names.append("colon_capital")
        elif before.low == ",":
            names.append("comma_before")
        elif before.mask & self.that:
            names.append("that_before")
            if len(lead) > 1 and self.acts.between(sentence.start, start):
                names.append("said_that")
        elif before.low in "([":
            names.append("bracket_before")
        elif before.is_word():
            names.append("capital_before" if before.is_capital() else "word_before")
        close = lead[-_NEAR:]
        if any(t.mask & self.titles for t in close):
            names.append("named")
            if before and before.mask & self.titles:
                names.append("named_at_once")
        elif any(t.mask & self.titles for t in lead):
            names.append("named_far")
        if any(t.mask & self.heads for t in close):
            names.append("event_before")
        if any(t.mask & self.nouns for t in lead):
            names.append("speech_noun")
        return names + self._behind(stretch)

    def _behind(self, stretch: Stretch) -> list[str]:
        """What follows, and who is near."""
        reading, names = self.reading, list[str]()
        start, end = stretch.outer.start, stretch.outer.end
        sentence = reading.sentence_at(start)
        rest = reading.masked[end : end + 30]
        following = rest.lstrip(" .")
        if not following.strip():
            names.append("closes_text")
        elif following.startswith("\n") or rest.lstrip().startswith(("\n", ".")):
            names.append(
                "closes_sentence" if "." in rest[:3] or "\n" in following[:2] else "closes"
            )
        elif following[0] in ",;":
            names.append("comma_after")
        elif following[0].isalpha():
            names.append("small_after" if following[0].islower() else "capital_after")
        elif following[0] in ")(":
            names.append("bracket_after")
        if self.in_sentence[reading.sentence_number(start)] > 2:
            names.append("many_here")
        if self.people.starting(sentence.start, start):
            names.append("person_before")
        if self.people.starting(end, min(sentence.end + _TAIL, end + _TAIL)):
            names.append("person_after")
        if start < reading.body or reading.sentence_number(start) < 2:
            names.append("headline")
        return names
