"""A reading -> every stretch that may be speech, with what speaks for it and against it.

Halves around an inserted "he said" are one stretch; ", a souligné X," inside the marks is cut out,
so that what is left are the speaker's own words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from eventbrief.extract.propose.attribution import Speaker
from eventbrief.extract.propose.people import People, PersonMention
from eventbrief.extract.propose.speech import Act, Acts
from eventbrief.extract.text.marks import Quoted, unmarked
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.span import Span, stripped

_INSIDE = " \t\n\u00a0\u202f"
_DASHES = frozenset("–—-")
_BETWEEN = 160  # code points of the article's own words amid a sentence that is quoted
_INSERTED = 200  # code points of a clause put into a quotation
_NEAR = 60
_SIGNED = 0.6  # the part of a line that a name and its role take
_STOP = re.compile(r"[,.;–—]\s|[,.]?$")
_REST = re.compile(r"[^,.;»]*?[,]\s*|[^,.;»]*")


@dataclass(frozen=True)
class FoundQuote:
    """A quotation.

    Attributes:
        pieces: the speaker's words, in order; more than one where the article speaks in between.
        speaker: who says it, or None where that is not clear.
        partial: True for a part of a sentence.
        sure: False where the words may be a name or a title.
    """

    pieces: tuple[Span, ...]
    speaker: Speaker | None
    partial: bool
    sure: bool = True

    def text(self, words: str) -> str:
        """The quotation as it is printed, without marks and breaks."""
        return printed(self.pieces, words)


@dataclass(eq=False)
class Stretch:
    """Words that may be speech.

    Attributes:
        outer: from the first mark to the last.
        pieces: the speaker's words.
        inside: the verbs of speech between the pieces.
        how: "marks", or how else they are set apart.
        closed: False where the closing mark is missing.
    """

    outer: Span
    pieces: tuple[Span, ...]
    inside: tuple[Act, ...] = ()
    how: str = "marks"
    closed: bool = True


def printed(pieces: tuple[Span, ...], words: str) -> str:
    """The pieces of `words` as one text, without breaks."""
    text = ""
    for piece in pieces:
        part = re.sub(r"\s+", " ", piece.of(words)).strip()
        text += part if not text or part[:1] in ".,…" else f" {part}"
    return text


def stretches(reading: Reading, people: People, acts: Acts) -> list[Stretch]:
    """Every stretch in marks, and every line that is told as speech without, in order."""
    found: list[Stretch] = []
    for quote in reading.quotes:
        for stretch in _split(reading, people, acts, quote):
            before = found[-1] if found else None
            if before and (between := _goes_on(reading, acts, before, stretch)):
                inside = (*before.inside, *between, *stretch.inside)
                outer = Span(before.outer.start, stretch.outer.end)
                last = _with_comma(reading, before, stretch)
                pieces = (*before.pieces[:-1], last, *stretch.pieces)
                found[-1] = Stretch(outer, pieces, inside, before.how, stretch.closed)
            else:
                found.append(stretch)
    marked = [s.outer for s in found]
    for quote in unmarked(reading.text):
        if not any(quote.outer.overlaps(outer) for outer in marked):
            found.append(Stretch(quote.outer, quote.pieces, how="line"))
    return sorted(found, key=lambda s: s.outer.start)


def _split(reading: Reading, people: People, acts: Acts, quote: Quoted) -> list[Stretch]:
    """The stretch without what the article puts in; two where a mark was forgotten in between."""
    found: list[Stretch] = []
    kept: list[Span] = []
    inside: list[Act] = []
    closed = quote.closed
    start = quote.outer.start
    for number, piece in enumerate(quote.pieces):
        position = piece.start
        ended = False
        for act in acts.between(piece.start, piece.end):
            cut = _insertion(reading, people, piece, act) if act.span.start >= position else None
            if cut is None:
                continue
            kept.append(Span(position, cut.start))
            inside.append(act)
            position = cut.end
            ended = not reading.text[position : piece.end].strip(_INSIDE + ".")
        open_end = not quote.closed and inside and number == len(quote.pieces) - 1
        if open_end:  # the article speaks on after "a souligné X"
            closed = True
        else:
            kept.append(Span(position, piece.end))
        if ended and number < len(quote.pieces) - 1:
            found += _whole(reading, Span(start, piece.end), kept, inside, closed=False)
            kept, inside, start = [], [], quote.pieces[number + 1].start - 1
    return found + _whole(reading, Span(start, quote.outer.end), kept, inside, closed=closed)


def _whole(
    reading: Reading, outer: Span, kept: list[Span], inside: list[Act], *, closed: bool
) -> list[Stretch]:
    pieces = tuple(p for k in kept if (p := _trimmed(reading, k)).end > p.start)
    return [Stretch(outer, pieces, tuple(inside), closed=closed)] if pieces else []


def _trimmed(reading: Reading, piece: Span) -> Span:
    """Without the comma that leads over to "said X", and without inner marks at the ends."""
    span = stripped(reading.text, piece.start, piece.end, _INSIDE + "–—")
    while span.end > span.start and reading.text[span.end - 1] in ",،":
        span = stripped(reading.text, span.start, span.end - 1, _INSIDE)
    return span


def _insertion(reading: Reading, people: People, piece: Span, act: Act) -> Span | None:
    """Where the article speaks in between: «…, a souligné X, …»."""
    flat = reading.flat
    before = act.span.start
    while before > piece.start and flat[before - 1] == " ":
        before -= 1
    mark = flat[before - 1] if before > piece.start else ""
    if act.form != "finite" or not mark or mark not in ",–—-?!":
        return None
    if '"' in flat[piece.start : before]:
        return None  # a mark was forgotten, and the article speaks here
    dash = flat.find(mark, act.span.end, min(piece.end, act.span.end + _INSERTED))
    if mark in _DASHES and dash > 0:
        return Span(before - 1, dash + 1)
    limit = min(piece.end, act.span.end + _NEAR)
    named = people.starting(act.span.end, limit)[:1]
    referred = _refers(reading, act)
    if not (act.pronoun or named or referred):
        return None
    stop = _STOP.search(flat, act.span.end, piece.end)
    end = stop.start() if stop else piece.end
    end = min(max(end, named[0].span.end if named and not act.pronoun else end), piece.end)
    after = _REST.match(flat, end, piece.end)
    keep = 0 if mark in "?!" else 1
    return Span(before - keep, after.end() if after else end)


def _refers(reading: Reading, act: Act) -> bool:
    """True for ", dit le ministre": a role comes right after the verb."""
    tokens = reading.tokens
    roles = reading.lexicon.bits("roles", "official_refs")
    following = range(act.last + 1, min(act.last + 4, len(tokens)))
    return any(tokens[i].mask & roles for i in following)


def _goes_on(reading: Reading, acts: Acts, one: Stretch, other: Stretch) -> tuple[Act, ...]:
    """The verbs in between where the same sentence goes on: “A,” he said, “b”."""
    between = reading.masked[one.outer.end : other.outer.start]
    ended = reading.sentence_number(other.outer.start) - reading.sentence_number(one.outer.end - 1)
    if len(between) >= _BETWEEN or "\n" in between or ended > 1:
        return ()
    last = reading.text[one.pieces[-1].end : one.outer.end].lstrip()[:1]
    comma = last in (",", "،") or between.lstrip().startswith(",")
    amid = ended < 1 and _is_amid(reading, between, other)
    resumed = last in (",", "،") and _resumes(reading, acts, between, other)
    if not comma or not (amid or resumed):
        return ()
    return acts.between(one.outer.end, other.outer.start)


def _with_comma(reading: Reading, one: Stretch, other: Stretch) -> Span:
    """The last piece, with its comma where a sentence of its own follows: words stay as printed."""
    last, text = one.pieces[-1], reading.text
    comma = text[last.end : last.end + 1] in (",", "،") and text[other.pieces[0].start].isupper()
    return Span(last.start, last.end + 1) if comma else last


def _is_amid(reading: Reading, between: str, other: Stretch) -> bool:
    """True for “A,” he said, “b”."""
    return between.rstrip().endswith(",") and not reading.text[other.pieces[0].start].isupper()


def _resumes(reading: Reading, acts: Acts, between: str, other: Stretch) -> bool:
    """True for “A,” he said. “B.”, unless somebody is told to say the second too."""
    end = other.outer.end
    told = acts.between(end, end + _NEAR)
    number = reading.sentence_number(end - 1)
    alone = not told or reading.sentence_number(told[0].span.start) > number
    return alone and between.rstrip().endswith(".")


def is_signature(reading: Reading, stretch: Stretch, mention: PersonMention) -> bool:
    """True where somebody is named behind a dash, or alone on the line below the quotation."""
    flat, end = reading.flat, stretch.outer.end
    between = flat[end : mention.span.start].strip(" .")
    if between and between in "–—-―":
        return True
    if "\n" not in between or between.strip(" \n–—-"):
        return False
    stop = flat.find("\n", mention.span.start)
    line = (stop if stop > 0 else len(flat)) - mention.span.start
    begin = flat.rfind("\n", 0, stretch.outer.start) + 1
    alone = not flat[begin : stretch.outer.start].strip()
    return alone and mention.span.end - mention.span.start >= _SIGNED * line


def is_partial(reading: Reading, stretch: Stretch) -> bool:
    """True where the article's own sentence runs into the quotation."""
    sentence = reading.sentence_at(stretch.outer.start)
    before = reading.masked[sentence.start : stretch.outer.start].rstrip()
    if not before or before.endswith((":", ",")):
        return False
    return reading.text[stretch.pieces[0].start].islower() or before[-1:].isalnum()
