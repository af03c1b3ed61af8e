"""A reading -> its sentences as they can be printed: trimmed, and what keeps one from that.

A dateline, a label or the number of a paragraph is no part of a sentence. A sentence stands alone
if nobody has to know the one before it ("He was replaced by ...", "The latter also ..."), nor the
day on which it was written ("The summit starts tomorrow"), and if it is no notice, caption or menu.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from eventbrief.extract.propose.dateline import trimmed
from eventbrief.extract.propose.leaning import needs_of
from eventbrief.extract.propose.people import People
from eventbrief.extract.propose.sentence_words import SentenceWords
from eventbrief.extract.text.lexicon import Lexicon
from eventbrief.extract.text.reading import MASK, Reading
from eventbrief.extract.text.span import Span
from eventbrief.facts.datestamp import months

_SHORTEST, _LONGEST = 40, 420
_QUOTED = 0.45  # of a sentence; with more it is a quotation
_HEADING = 60  # code points that a heading may have
_ENDS = re.compile(r"[.!?…][\"'»”’)\]]*$")
_ADDRESS = re.compile(r"@\w|https?:|www\.|\+\d[\d ().-]{6,}\d|\w-*\.(?:com|org|net|gov|edu|int)\b")
_LIST_SIGNS = "•*·▪●–—-►➜✓"
# A last word that may be an abbreviation: "Me Louis Masson, Ad."
_SHORT_END = re.compile(r"(?<![\w.])([^\W\d_]{1,3})\.$")
_SHORT_BEFORE = re.compile(r"(?<![\w.])([^\W\d_]{1,2})\.\s+$")
_INITIAL = re.compile(r"[^\W\d_]\.\s?,")
_ITEM = re.compile(r"\d+\s*[–—-]\s")


@dataclass
class Sentence:
    """A sentence of the source, trimmed.

    Attributes:
        span: where it stands.
        number: its number among all sentences of the source.
        needs: why it cannot stand alone, as far as one reason tells; empty where it can.
        words: its words outside quotations, where they were looked at.
    """

    span: Span
    number: int
    needs: list[str]
    words: SentenceWords | None = None


def standing_sentences(reading: Reading, people: People) -> Iterator[Sentence]:
    """Every sentence of the running text, with what it would need."""
    notice = _after_heading(reading)
    for number, sentence in enumerate(reading.sentences):
        if sentence.end <= reading.body:
            continue
        span = trimmed(reading, sentence)
        reason = "notice" if span.start >= notice else next(_broken(reading, span), None)
        if reason:
            yield Sentence(span, number, [reason])
        else:
            words = SentenceWords(reading, span)
            yield Sentence(span, number, list(islice(needs_of(words, people), 1)), words)


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
    if _INITIAL.match(words):
        yield "beginning"
    if _ITEM.match(words):
        yield "list"
    if words.count("(") != words.count(")") or words.endswith("?"):
        yield "end"
    if _after_abbreviation(reading, span):
        yield "beginning"
    if _may_hold_address(words) and _ADDRESS.search(words):
        yield "address"
    if reading.masked.count(MASK, span.start, span.end) > _QUOTED * len(words):
        yield "quotation"


def _may_hold_address(words: str) -> bool:
    """True where a sign stands without which there is no address; most sentences have none."""
    return any(sign in words for sign in ("@", ":", "+", "www.")) or words.find(".", 0, -1) >= 0


def _cut_short(words: str, lexicon: Lexicon) -> bool:
    """True where the last full stop is that of an abbreviation: "(...) and Hon. Sen. Amb."."""
    match = _SHORT_END.search(words, max(0, len(words) - 5)) if lexicon.cased else None
    if not match:
        return False
    word = match.group(1)
    return word.istitle() and word.lower() not in months()


def _after_abbreviation(reading: Reading, span: Span) -> bool:
    """True where the sentence before ended too early: "Dr. Lee opened" cut behind "Dr."."""
    before = reading.flat[max(0, span.start - 8) : span.start]
    match = _SHORT_BEFORE.search(before) if "." in before else None
    return match is not None and not (match.group(1).isupper() and len(match.group(1)) > 1)


def _after_heading(reading: Reading) -> int:
    """Where a body begins to speak of itself ("About the Council"), or the end of the text."""
    headings = reading.lexicon.bit("about_headings")
    tokens = reading.tokens
    starts = [p.first for p in tokens.phrases if p.mask & headings]
    starts += [i for i, t in enumerate(tokens) if t.mask & headings]
    for first in sorted(starts):
        if first and tokens[first - 1].low != "\n":
            continue
        start = tokens[first].start
        end = reading.flat.find("\n", start)
        line = reading.flat[start : end if end >= 0 else len(reading.flat)].strip()
        if start > reading.body and len(line) <= _HEADING and not _ENDS.search(line):
            return start
    return len(reading.flat)
