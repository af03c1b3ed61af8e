"""Quotations of a sheet + their sources -> where words are bent, cut, spliced or not speech.

A quotation in a source's language must stand there word for word, inside that source's quotation
marks, at its beginning and its end as the source has it or marked as cut; what `[…]` leaves out
must be of the same quotation and must not turn its meaning.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from eventbrief.check.attribution import check_attribution
from eventbrief.check.evidence import vouched
from eventbrief.check.sources import Placed, Sources
from eventbrief.check.turning import turning_after, turning_before, turning_within
from eventbrief.check.verbatim import Parts, is_verbatim, located, nearest, parts_of
from eventbrief.extract.propose.speech import begins_with_speech
from eventbrief.extract.single import Reread
from eventbrief.extract.text.marks import Quoted, unmarked
from eventbrief.extract.text.reading import MASK, Reading
from eventbrief.extract.text.span import Span
from eventbrief.facts.document import Document
from eventbrief.facts.finding import Finding, has_errors
from eventbrief.facts.model import Evidence, Quote
from eventbrief.facts.shown import short
from eventbrief.facts.standing import REWORDED, answers_for
from eventbrief.facts.text import wording_for

_CLOSE = 40  # characters of a source that a message repeats
_BETWEEN = 250  # code points of the source's own words inside one quotation
_ENDS = frozenset(".!?…؟:")
_CLAUSE = tuple(",;–—،؛")
_AROUND_END = " \t\n\u00a0\u202f»”\"'’›,.;:!?…"
_AROUND_START = " \t\n\u00a0\u202f«“\"'‘„‹"


def check_quotations(document: Document, sources: Sources) -> Iterator[Finding]:
    """What is wrong with the quotations: E321, W322, E323 to E328."""
    for index, quote in enumerate(document.sheet.quotes):
        at = f"/quotes/{index}"
        items = [e for key in (f"{at}/text", at) for e in document.sheet.evidence.get(key, ())]
        if any(e.status in REWORDED and answers_for(e) for e in items):
            continue  # a person heard it, or words it anew: it is not printed as the source's
        by_source: dict[str, list[Placed]] = defaultdict(list)
        for item in items:
            placed = sources.placed(item)
            if placed:
                by_source[item.source or ""].append(placed)
        if not by_source:
            yield from _anywhere(document, at, quote, items, sources)
        yield from _wordings(document, at, quote, list(by_source.values()))
        yield from check_attribution(document, index, quote, list(by_source.values()), sources)


def _anywhere(
    document: Document, at: str, quote: Quote, items: list[Evidence], sources: Sources
) -> Iterator[Finding]:
    """Where no evidence stands, the words must at least stand somewhere in their source."""
    for name in dict.fromkeys(e.source or "" for e in items):
        source = sources.known.get(name)
        words = (
            wording_for(quote.text, source.language, document.sheet.language) if source else None
        )
        if source and words and not is_verbatim(words, source.text):
            yield _not_verbatim(document, f"{at}/text", words, name, source.text)
            return


def _not_verbatim(document: Document, at: str, words: str, name: str, text: str) -> Finding:
    difference = nearest(words, text)
    message = f"the quotation is not verbatim: {difference.changes or 'words differ'}"
    return document.finding("E321", message, at, f"`{name}` has: {difference.passage}")


def _wordings(
    document: Document, at: str, quote: Quote, groups: list[list[Placed]]
) -> Iterator[Finding]:
    """Each wording must stand in a source of its language; one such source is enough."""
    by_language: dict[str, list[list[Finding]]] = defaultdict(list)
    for placed in groups:
        language = placed[0].language
        words = wording_for(quote.text, language, document.sheet.language)
        if words is not None:
            spans = sorted(p.span for p in placed)
            printed = _Printed(document, f"{at}/text", words, quote.partial, placed[0], spans)
            looked_at = vouched(p.item for p in placed)
            by_language[language].append(list(printed.findings(looked_at=looked_at)))
    if groups and not by_language:
        known = ", ".join(dict.fromkeys(placed[0].language for placed in groups))
        message = f"the quotation is a translation that no words prove: its sources are in {known}"
        advice = "add the words in that language; or `status: confirmed, by: NAME`"
        if not vouched(p.item for placed in groups for p in placed):
            yield document.finding("W344", message, f"{at}/text", advice)
    for findings in by_language.values():
        yield from min(findings, key=lambda f: (has_errors(f), len(f)))


@dataclass(frozen=True)
class _Printed:
    """One wording, held against one source at the places of its evidence."""

    document: Document
    at: str
    words: str
    partial: bool
    placed: Placed
    spans: list[Span]

    @property
    def reread(self) -> Reread:
        return self.placed.reread

    @property
    def text(self) -> str:
        return self.placed.reread.stated.source.text

    def finding(self, code: str, message: str, advice: str) -> Finding:
        return self.document.finding(code, message, self.at, advice)

    def findings(self, *, looked_at: bool) -> Iterator[Finding]:
        """What is wrong; where a person looked at the words, only that they are not these."""
        parts = parts_of(self.words)
        if not parts.words:
            advice = "quote something, or take the quotation out"
            yield self.finding("E323", "the quotation leaves everything out", advice)
            return
        places = located(parts, self.text, self.spans)
        if places is None:
            yield self.not_verbatim()
            return
        reading = self.reread.reading
        if looked_at or reading is None:
            return
        halved = list(self.whole_words(places))
        yield from halved
        if halved:
            return
        yield from self.limited(parts, places, reading)
        if self.as_extracted(parts):
            return
        spoken = [self.spoken(p) for p in places]
        if not all(spoken):
            number = next(n for n, s in enumerate(spoken) if not s)
            told = _close(places[number].of(self.text))
            message = f"`{told}` is not said by anybody: the source has it outside quotation marks"
            advice = "quote what stands in the marks, or put the words into the summary"
            yield self.finding("E324", message, advice)
            return
        yield from self.left_out(parts, places, spoken, reading)
        yield from self.cut(parts, places, spoken, reading)

    def not_verbatim(self) -> Finding:
        if is_verbatim(self.words, self.text):
            message = "the quotation's words do not stand at its evidence"
            advice = "let the evidence cover each part that is quoted, and no other"
            return self.finding("E321", message, advice)
        name = self.placed.item.source or ""
        return _not_verbatim(self.document, self.at, self.words, name, self.text)

    def whole_words(self, places: list[Span]) -> Iterator[Finding]:
        for place in places:
            start, end = place.start, place.end
            text = self.text
            before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
            after = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
            if before or after:
                word = _word_around(text, start if before else end)
                message = f"the quotation cuts the word `{word}`"
                yield self.finding("E325", message, "quote whole words")

    def as_extracted(self, parts: Parts) -> bool:
        """True where extraction reads this very quotation here: it is then whole."""
        if len(parts.words) > 1 or parts.begins_cut or parts.ends_cut:
            return False
        for quote, found in zip(self.reread.stated.quotes, self.reread.quotes, strict=True):
            same = list(found.pieces) == self.spans or tuple(self.spans) == found.pieces
            if same and _squeezed(quote.text) == _squeezed(self.words):
                return self.partial or not found.partial
        return False

    def spoken(self, place: Span) -> tuple[Quoted, ...]:
        """The stretches between marks that the part stands in; none where it leaves them."""
        touched = tuple(q for q in self.stretches if q.outer.overlaps(place))
        covered = all(
            not self.text[i].isalnum() or any(q.outer.start <= i < q.outer.end for q in touched)
            for s in self.spans
            for i in range(max(s.start, place.start), min(s.end, place.end))
        )
        return touched if covered else ()

    def left_out(
        self,
        parts: Parts,
        places: list[Span],
        spoken: list[tuple[Quoted, ...]],
        reading: Reading,
    ) -> Iterator[Finding]:
        """What lies between the parts: of one quotation, and nothing that turns its meaning."""
        stretches = list(dict.fromkeys(q for each in spoken for q in each))
        for one, other in pairwise(stretches):
            if not self.one_speech(one, other, reading):
                message = "the quotation joins two that are not one in the source"
                advice = "make each a quotation of its own, with its speaker"
                yield self.finding("E326", message, advice)
                return
        own = reading.lexicon
        begun, over = spoken[0][0].inner.start, spoken[-1][-1].inner.end
        told = [turning_within(self.said(a.end, b.start), own) for a, b in pairwise(places)]
        if parts.begins_cut or self.partial:
            told.append(turning_before(reading.flat[begun : places[0].start], own))
        if parts.ends_cut or self.partial:
            told.append(turning_after(reading.flat[places[-1].end : over], own))
        if turned := next((words for words in told if words), ""):
            message = f"what is left out turns the meaning: `{_close(turned)}`"
            yield self.finding("E327", message, "quote it too")

    def said(self, start: int, end: int) -> str:
        """What is said in the range, without the narrator's words."""
        stretches = [q.outer for q in self.stretches if q.outer.start < end and q.outer.end > start]
        return " ".join(self.text[max(start, s.start) : min(end, s.end)] for s in stretches)

    @property
    def stretches(self) -> tuple[Quoted, ...]:
        """What the source gives as speech, in marks and without."""
        reading = self.reread.reading
        return (*reading.quotes, *_unmarked(self.text)) if reading else ()

    def one_speech(self, one: Quoted, other: Quoted, reading: Reading) -> bool:
        """True where the source's own words in between only say who speaks."""
        for found in self.reread.quotes:
            inside = [any(q.outer.covers(p) for p in found.pieces) for q in (one, other)]
            if all(inside):
                return True
        between = reading.masked[one.outer.end : other.outer.start]
        apart = MASK in between or len(between) > _BETWEEN or "\n" in between.strip(" ")
        ended = re.search(r"[.!?؟]\s", f"{between.strip()} ")
        return not apart and not ended and self.text[other.inner.start].islower()

    def cut(
        self,
        parts: Parts,
        places: list[Span],
        spoken: list[tuple[Quoted, ...]],
        reading: Reading,
    ) -> Iterator[Finding]:
        """A beginning or an end amid a sentence that the quotation does not mark."""
        advice = "quote the sentence whole, mark the cut with […], or say `partial: true`"
        first, last = places[0].start, places[-1].end
        if not parts.begins_cut:
            origin = self.spans[0].start if self.partial else spoken[0][0].inner.start
            lead = self.text[origin:first].rstrip(_AROUND_START)
            if lead.strip(_AROUND_START) and (self.partial or lead[-1] not in _ENDS):
                message = f"the quotation begins in the middle, after `{_close(lead[-_CLOSE:])}`"
                yield self.finding("E328", message, advice)
        if not parts.ends_cut:
            goal = self.spans[-1].end if self.partial else spoken[-1][-1].inner.end
            rest = self.text[last:goal]
            over = self.text[last - 1] in _ENDS or rest.lstrip("»”\"'’ \u00a0\u202f")[:1] in _ENDS
            unmarked_speech = spoken[-1][-1] not in reading.quotes
            over = over or bool(unmarked_speech and begins_with_speech(reading.lexicon, rest))
            warned = self.limiting(places, reading) and rest.lstrip()[:1] in _CLAUSE
            if rest.strip(_AROUND_END) and (self.partial or not (over or warned)):
                message = f"the quotation stops in the middle, before `{_close(rest[:_CLOSE])}`"
                yield self.finding("E328", message, advice)

    def limiting(self, places: list[Span], reading: Reading) -> str:
        """What limits the quotation right after its end, or nothing."""
        following = _continuation(self.text, places[-1].end)
        return following if reading.lexicon.pattern("limiting").match(following) else ""

    def limited(self, parts: Parts, places: list[Span], reading: Reading) -> Iterator[Finding]:
        following = "" if parts.ends_cut else self.limiting(places, reading)
        if following:
            message = f"the quotation stops where the source goes on: `{following[:_CLOSE]}`"
            yield self.finding("W322", message, "quote the limitation too")


def _continuation(source: str, end: int) -> str:
    """What the source says right after a quotation that ends at `end`, to the next full stop."""
    rest = source[end : end + 60]
    if re.match(r"\s*[\"»”’]", rest):
        return ""
    word = re.match(r"[\s,;:–—-]*(?P<words>[^.!?«»“”\"\n]*)", rest)
    return word["words"].strip() if word else ""


@functools.lru_cache(maxsize=64)
def _unmarked(text: str) -> tuple[Quoted, ...]:
    return tuple(unmarked(text))


def _squeezed(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _word_around(text: str, position: int) -> str:
    start = end = position
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start:end]


def _close(words: str) -> str:
    return short(words, _CLOSE)
