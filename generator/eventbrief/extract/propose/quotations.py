"""A reading -> what people are quoted as saying, verbatim, with who says it.

Themes, titles and words held at arm's length are no speech and are left out; a part of a sentence
is kept and marked partial; an inserted "a souligné X" is cut out, so that what is left are the
speaker's own words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from eventbrief.extract.propose.attribution import Attribution, Speaker, according_to, speech
from eventbrief.extract.propose.bodies import bodies_after
from eventbrief.extract.propose.people import People
from eventbrief.extract.text.marks import Quoted
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.span import Span, stripped

_PARTIAL_WORDS = 4
_UNATTRIBUTED_WORDS = 6
_NEXT_LINE = re.compile(r"[ .]*\n+[ –—-]*(?P<line>[^\n]{5,160})")
_SIGNED = 0.8  # the part of a line that a name and its role take
_LEAD = 60  # code points before a quotation in which "for whom" stands
_UNATTRIBUTED_PART = 8
_MARKS_INSIDE = " \t\n\u00a0\u202f"


@dataclass(frozen=True)
class FoundQuote:
    """A quotation.

    Attributes:
        pieces: the speaker's words, in order; more than one where the article speaks in between.
        speaker: who says it, or None where that is not clear.
        partial: True for a part of a sentence.
        sure: False where it may be no speech.
    """

    pieces: tuple[Span, ...]
    speaker: Speaker | None
    partial: bool
    sure: bool = True

    def text(self, words: str) -> str:
        """The quotation as it is printed, without marks and breaks."""
        parts = [re.sub(r"\s+", " ", piece.of(words)).strip() for piece in self.pieces]
        spaced = (p if not n or p[:1] in ".,…" else f" {p}" for n, p in enumerate(parts))
        return "".join(spaced)


def find_quotes(reading: Reading, people: People) -> list[FoundQuote]:
    """The quotations, in the order of the text."""
    attribution = Attribution(reading, people)
    found: list[FoundQuote] = []
    previous: tuple[Quoted, FoundQuote] | None = None
    for quote in reading.quotes:
        if quote.outer.end <= reading.body or _is_title(reading, quote):
            continue
        pieces, inserted = _without_insertions(reading, attribution, quote)
        if not pieces:
            continue
        speaker = inserted or _speaker(reading, attribution, quote)
        joined = previous and _goes_on(reading, previous[0], quote)
        if joined and previous:
            old = previous[1]
            merged = FoundQuote((*old.pieces, *pieces), old.speaker or speaker, old.partial)
            found[-1] = merged
            previous = quote, merged
            continue

        if speaker is None and previous and _same_breath(reading, previous[0], quote):
            speaker = previous[1].speaker
        words = sum(len(re.findall(r"\w+", p.of(reading.text))) for p in pieces)
        partial = _is_partial(reading, quote, pieces)
        least = (_PARTIAL_WORDS if partial else 1) if speaker else _UNATTRIBUTED_WORDS
        if words < least or (speaker is None and partial and words < _UNATTRIBUTED_PART):
            continue
        item = FoundQuote(pieces, speaker, partial)
        found.append(item)
        previous = quote, item
    return found


def _is_title(reading: Reading, quote: Quoted) -> bool:
    """True after "sous le thème", "entitled" and the like."""
    start = max(0, quote.outer.start - 70)
    before = reading.masked[start : quote.outer.start]
    before = before[before.rfind("\n") + 1 :].rstrip(" :,\u00a0") + " "
    words = re.findall(r"[^\W\d_]{4,}", quote.inner.of(reading.text))
    titled = len(words) > 2 and all(w[0].isupper() for w in words)
    if titled and not quote.inner.of(reading.text).endswith((".", ",", "!", "?")):
        return True
    if re.search(rf"(?<!\w){reading.lexicon.raw('title_cues')}", before, re.IGNORECASE):
        return not speech(reading.lexicon).search(before[-30:])
    return bool(re.search(reading.lexicon.raw("theme") + r"\s*$", before, re.IGNORECASE))


def _without_insertions(
    reading: Reading, attribution: Attribution, quote: Quoted
) -> tuple[tuple[Span, ...], Speaker | None]:
    """The quoted pieces with ", a souligné X," cut out, and the speaker it names."""
    kept: list[Span] = []
    speaker: Speaker | None = None
    for piece in quote.pieces:
        position = piece.start
        for match in speech(reading.lexicon).finditer(reading.flat, piece.start, piece.end):
            if match.start() < position:
                continue
            cut = _insertion(reading, attribution, piece, match)
            if cut is None:
                continue
            span, named = cut
            kept.append(stripped(reading.text, position, span.start, _MARKS_INSIDE))
            position, speaker = span.end, speaker or named
        if speaker is None or quote.closed:
            # Where the closing mark is missing, the article speaks on after "a souligné X".
            kept.append(stripped(reading.text, position, piece.end, _MARKS_INSIDE))
    pieces = tuple(_trimmed(reading, p) for p in kept if p.end > p.start)
    return tuple(p for p in pieces if p.end > p.start), speaker


def _insertion(
    reading: Reading, attribution: Attribution, piece: Span, match: re.Match[str]
) -> tuple[Span, Speaker] | None:
    flat = reading.flat
    verb = Span(match.start(), match.end())
    before = re.search(r"[,–—-]\s*$", flat[piece.start : match.start()])
    named = attribution.inserted(verb) if before else None
    if before is None or named is None:
        return None
    stop = re.compile(r"[,.;–—]\s|[,.]?$").search(flat, match.end(), piece.end)
    end = stop.start() if stop else piece.end
    end = max(end, named.span.end if named.span.start >= verb.end else end)
    after = re.compile(r"[^,.;»]*?[,]\s*|[^,.;»]*").match(flat, end, piece.end)
    finish = after.end() if after else end
    return Span(piece.start + before.start(), finish), named


def _trimmed(reading: Reading, piece: Span) -> Span:
    """Without the comma that leads over to "said X", and without inner marks at the ends."""
    span = stripped(reading.text, piece.start, piece.end, _MARKS_INSIDE + "–—")
    while span.end > span.start and reading.text[span.end - 1] in ",":
        span = stripped(reading.text, span.start, span.end - 1, _MARKS_INSIDE)
    return span


def _speaker(reading: Reading, attribution: Attribution, quote: Quoted) -> Speaker | None:
    """Who says it: told after the quotation, before it, or in the sentence that leads to it."""
    sentence = reading.sentence_at(quote.outer.start)
    lead = max(sentence.start, quote.outer.start - _LEAD)
    if reading.lexicon.pattern("according_relative").search(
        reading.masked, lead, quote.outer.start
    ):
        return _according(reading, attribution, sentence.start, quote.outer.start)
    end = max(sentence.end, reading.sentence_at(max(quote.outer.end - 1, quote.outer.start)).end)
    limit = reading.next_quotation(quote.outer.end)
    tail_end = min(end, limit if limit > quote.outer.end else end)
    leads = any(a.speaker for a in attribution.between(sentence.start, quote.outer.start))
    for act in attribution.between(quote.outer.end, tail_end)[:1]:
        gap = reading.masked[quote.outer.end : act.verb.start]
        if len(gap) <= 120 and ";" not in gap:
            told = act.speaker or _according(reading, attribution, quote.outer.end, tail_end)
            if told or (act.named and not leads):  # "welcomed “a” and praised b" leads to it
                return told
    told = _according(reading, attribution, quote.outer.end, min(tail_end, quote.outer.end + 30))
    if told:
        return told
    # "emphasized the need, stating": the last act may leave its subject to one before it.
    for act in reversed(attribution.between(sentence.start, quote.outer.start)):
        if act.speaker:
            return act.speaker
    return (
        _according(reading, attribution, sentence.start, quote.outer.start)
        or _signed(reading, attribution, quote)
        or _led_to(reading, attribution, quote, sentence)
    )


def _signed(reading: Reading, attribution: Attribution, quote: Quoted) -> Speaker | None:
    """Who is named alone on the line below a quotation that is alone on its own."""
    flat = reading.flat
    begin = flat.rfind("\n", 0, quote.outer.start) + 1
    lines = _NEXT_LINE.match(flat, quote.outer.end)
    if flat[begin : quote.outer.start].strip() or lines is None:
        return None
    start, end = lines.span("line")
    for mention in attribution.people.starting(start, end)[:1]:
        if mention.person.role and mention.span.end - mention.span.start >= _SIGNED * (end - start):
            return Speaker(mention.person, None, mention.span)
    return None


def _according(reading: Reading, attribution: Attribution, start: int, end: int) -> Speaker | None:
    of_whom = reading.lexicon.pattern("according_relative").search(reading.masked, start, end)
    if of_whom:  # "X, for whom it is “a milestone”"
        before = attribution.people.starting(start, of_whom.start())
        return Speaker(before[-1].person, None, before[-1].span) if before else None
    match = according_to(reading.lexicon).search(reading.masked, start, end)
    if not match:
        return None
    mentions = attribution.people.starting(match.end(), min(match.end() + 60, len(reading.flat)))
    if mentions:
        return Speaker(mentions[0].person, None, mentions[0].span)
    if match["first"]:
        return None
    listed = bodies_after(reading, match.end())
    return Speaker(None, listed[0], listed[0].span) if listed else None


def _led_to(
    reading: Reading, attribution: Attribution, quote: Quoted, sentence: Span
) -> Speaker | None:
    """The sentence before ends with a colon, or the words before are a name and a colon."""
    lead = reading.masked[sentence.start : quote.outer.start].rstrip()
    number = reading.sentence_number(quote.outer.start)
    if not lead and number:
        earlier = reading.sentences[number - 1]
        if reading.masked[earlier.start : earlier.end].rstrip().endswith(":"):
            acts = attribution.between(earlier.start, earlier.end)
            if acts:
                return acts[-1].speaker
            mentions = attribution.people.starting(earlier.start, earlier.end)
            return Speaker(mentions[-1].person, None, mentions[-1].span) if mentions else None
    if lead.endswith(":"):
        mentions = attribution.people.starting(sentence.start, quote.outer.start)
        return Speaker(mentions[0].person, None, mentions[0].span) if mentions else None
    return None


def _goes_on(reading: Reading, earlier: Quoted, quote: Quoted) -> bool:
    """“A,” he said, “b”: the same sentence goes on after the words in between."""
    between = reading.masked[earlier.outer.end : quote.outer.start]
    first = reading.text[earlier.inner.end - 1]
    opens_small = reading.text[quote.inner.start].islower()
    return (
        opens_small
        and (first == "," or between.lstrip().startswith(","))
        and len(between) < 160
        and not re.search(r"[.!?]\s", between)
        and between.rstrip().endswith(",")
        and bool(speech(reading.lexicon).search(between))
    )


def _same_breath(reading: Reading, earlier: Quoted, quote: Quoted) -> bool:
    """A second quotation with nobody else in between: in one paragraph, or as the next one."""
    between = reading.masked[earlier.outer.end : quote.outer.start]
    if _is_partial(reading, quote, quote.pieces) or len(between) >= 250:
        return False
    if "\n" not in between:
        return True
    after = reading.masked[quote.outer.end : quote.outer.end + 3]
    alone = between.endswith("\n") and (not after.strip() or "\n" in after)
    return alone and between.strip().count("\n") == 0


def _is_partial(reading: Reading, quote: Quoted, pieces: tuple[Span, ...]) -> bool:
    """True where the article's own sentence runs into the quotation."""
    sentence = reading.sentence_at(quote.outer.start)
    before = reading.masked[sentence.start : quote.outer.start].rstrip()
    if not before or before.endswith((":", ",")):
        return False
    return reading.text[pieces[0].start].islower() or before[-1:].isalnum()
