"""A reading -> the sentences that tell most about the event, verbatim, most telling first."""

from __future__ import annotations

import re

from eventbrief.extract.propose.event_name import Candidate
from eventbrief.extract.text.lexicon import Lexicon, alternatives
from eventbrief.extract.text.reading import MASK, Reading
from eventbrief.extract.text.span import Span, stripped

SENTENCES = 4
_SHORTEST, _LONGEST = 40, 420


def find_summary(reading: Reading, event: Candidate | None) -> list[Span]:
    """Up to four sentences of the source."""
    scored = []
    for index, sentence in enumerate(reading.sentences):
        if sentence.end <= reading.body:
            continue
        span = _whole(reading, sentence)
        score = _score(reading, span, index, event)
        if score > 0:
            scored.append((-score, index, span))
    return [span for _, _, span in sorted(scored)[:SENTENCES]]


def _whole(reading: Reading, sentence: Span) -> Span:
    """The sentence without a label such as "Vidéo" or a dateline stuck to its front."""
    flat = reading.flat
    start = sentence.start
    labels = alternatives(reading.lexicon.data["media_labels"])
    label = re.compile(rf"{labels}\s*(?:[.:|-]\s*)?(?=[A-ZÀ-Þ])").match(flat, start)
    if label:
        start = label.end()
    dateline = re.compile(
        r"[^\W\d_][^\n.«»“”\"]{1,70}?(?:\([^)\n]{2,30}\)\s*[-–—.:]+|\s?[–—]|\s-{1,2}|--|/[^/\n]{1,20}\s?:)\s*(?=[A-ZÀ-Þ\d«“\"'])"
    ).match(flat, start)
    upper = re.match(r"[A-ZÀ-Þ]{3,}", flat[start:])
    if dateline and (
        upper or "(" in dateline.group() or "/" in dateline.group() or "--" in dateline.group()
    ):
        start = dateline.end()
    return stripped(flat, start, sentence.end)


def _refers_back(words: str, lexicon: Lexicon) -> bool:
    """True for a sentence that begins with "he" or "this", which says nothing alone."""
    back = alternatives(lexicon.words("pronouns_all") | lexicon.words("demonstratives"))
    return bool(re.match(rf"{back}\s", words, re.IGNORECASE))


def _score(reading: Reading, span: Span, index: int, event: Candidate | None) -> float:
    masked = reading.masked[span.start : span.end]
    words = span.of(reading.flat)
    length = len(words)
    if length < _SHORTEST or length > _LONGEST or not re.search(r"[.!?…][\"'»”’)]*$", words):
        return 0.0
    if masked.count(MASK) > 0.45 * length:
        return 0.0
    lexicon = reading.lexicon
    score = max(0.0, 2.5 - 0.25 * index) + 0.2
    if event:
        score += 2.0 if span.covers(event.span) else 0.0
        score += 1.0 if re.search(rf"\b{re.escape(event.head)}", words, re.IGNORECASE) else 0.0
    score += min(2.0, 0.8 * len(lexicon.pattern("summary_good").findall(words)))
    score += 0.4 if re.search(r"\d", words) else 0.0
    score -= 1.0 if _refers_back(words, lexicon) else 0.0
    score -= 1.5 if MASK in masked else 0.0
    score -= 4.0 if lexicon.other_event.search(words) else 0.0
    score -= 0.8 if length > 320 else 0.0
    return score
