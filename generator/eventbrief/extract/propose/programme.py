"""A reading -> what happens when: lines and rows of a table that begin with an hour."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eventbrief.extract.propose.dates import Mention
from eventbrief.extract.text.lexicon import Lexicon, alternatives
from eventbrief.extract.text.lines import Line
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.span import Found, Span, stripped

# 9:30, 09h30, 9.30 a.m., 14h, 2 pm; "a" or "b" stands for {n}, the first hour and the last.
_HOUR = (
    r"(?<!\d)(?P<{n}h>[01]?\d|2[0-3])\s?"
    r"(?:[:.hH]\s?(?P<{n}m>[0-5]\d)(?:\s?(?P<{n}p>[apAP])\.?\s?[mM]\b\.?)?"
    r"|[hH]\b|(?P<{n}q>[apAP])\.?\s?[mM]\b\.?)(?!\d)"
)
_AFTER = re.compile(r"\s*(?:[:|\t–—-]|\.\s)?\s*")
_TITLE = 160  # code points
_EDGES = " \t\u00a0\u202f,;:–—|-*_."
_APART = 3  # lines between two sessions of one programme
_LEAST = 2  # sessions; one hour alone is no programme


@dataclass(frozen=True)
class FoundSession:
    """A session: its day and hours, what it is, where, each with its words."""

    day: Found[str]
    start: Found[str]
    end: Found[str] | None
    title: Found[str]
    place: Found[str] | None = None


@dataclass(frozen=True)
class _Row:
    line: Line
    start: Found[str]
    end: Found[str] | None
    title: Span
    place: Span | None


def find_programme(
    reading: Reading,
    lines: Sequence[Line],
    mentions: list[Mention],
    first: Found[str] | None,
    last: Found[str] | None,
) -> tuple[FoundSession, ...]:
    """The sessions in the order of the text; none where no day is told for them.

    Args:
        reading: the source.
        lines: all its lines.
        mentions: every day that the source speaks of.
        first: the event's first day: that of a programme that names none, where there is no other.
        last: its last day.
    """
    days = sorted((m for m in mentions if m.start.day), key=lambda m: m.span.start)
    only = first if first and len(first.value) == 10 and last in (None, first) else None
    if only is None and first and last and first.value == last.value:
        only = first
    found: list[FoundSession] = []
    for rows in _runs(reading, lines):
        told: Found[str] | None = None
        for row in rows:
            told = _day(reading, days, row, told) or told
            day = told or only
            if day is None:
                continue
            title = Found(" ".join(row.title.of(reading.text).split()), (row.title,))
            place = (
                Found(" ".join(row.place.of(reading.text).split()), (row.place,))
                if row.place
                else None
            )
            found.append(FoundSession(day, row.start, row.end, title, place))
    return tuple(found)


def _day(
    reading: Reading, days: list[Mention], row: _Row, told: Found[str] | None
) -> Found[str] | None:
    """The day in the row, or in the heading above it: a short line that is about a day."""
    text = reading.text
    before = text.rfind("\n", 0, row.line.span.start)
    for mention in reversed([d for d in days if d.span.start < row.line.span.end]):
        if mention.span.start >= row.line.span.start:
            return Found(mention.start.iso(), (mention.span,))
        begin = text.rfind("\n", 0, mention.span.start) + 1
        end = text.find("\n", mention.span.end)
        heading = text[begin : end if end >= 0 else len(text)]
        size = mention.span.end - mention.span.start
        about = len(heading.strip()) <= size + 40 and not mention.end
        if told and mention.span.start < told.spans[0].start:
            return None
        if about and before - end < 4_000:
            return Found(mention.start.iso(), (mention.span,))
    return None


def _runs(reading: Reading, lines: Sequence[Line]) -> Iterator[list[_Row]]:
    """Rows that stand together; a single one only under the word for a programme."""
    rows: list[_Row] = []
    for line in lines:
        row = _row(reading, line)
        if row is None:
            continue
        if rows and line.number - rows[-1].line.number > 2 * _APART:
            if len(rows) >= _LEAST:
                yield rows
            rows = []
        rows.append(row)
    if len(rows) >= _LEAST:
        yield rows


@functools.cache
def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    to = alternatives([*lexicon.words("range_to"), "-", "–", "—"])
    lead = alternatives(lexicon.words("range_from"))
    return re.compile(
        rf"(?:{lead}\s*)?{_HOUR.format(n='a')}(?:\s*{to}\s*{_HOUR.format(n='b')})?", re.IGNORECASE
    )


def _row(reading: Reading, line: Line) -> _Row | None:
    """The session in a line that begins with an hour, or in a row whose first cells hold it."""
    text = reading.text
    begin = line.span.start
    match = _pattern(reading.lexicon).match(text, begin, line.span.end)
    if match is None and "\t" in line.of(text):  # a day, or a number, in the first cell
        cell = text.index("\t", begin, line.span.end) + 1
        match = _pattern(reading.lexicon).match(text, cell, line.span.end)
    if match is None:
        return None
    after = _AFTER.match(text, match.end(), line.span.end)
    rest = Span(after.end() if after else match.end(), line.span.end)
    cells = rest.of(text).split("\t")
    title = stripped(text, rest.start, rest.start + len(cells[0]), _EDGES)
    words = title.of(text)
    if not any(c.isalpha() for c in words) or len(words) > _TITLE or words.endswith(","):
        return None
    if words[0].islower() and not text[match.end() : rest.start].strip(" \u00a0\u202f"):
        return None  # "10.30 and then ..." goes on with a sentence
    place = None
    if len(cells) == 2 and cells[1].strip():
        shift = rest.start + len(cells[0]) + 1
        place = stripped(text, shift, shift + len(cells[1]), _EDGES)
    start, end = _clock(match, "a", None), _clock(match, "b", None)
    if start is None:
        return None
    if end and not match["ap"] and not match["aq"] and (half := match["bp"] or match["bq"]):
        start = _clock(match, "a", half) or start  # "9:30 to 11 am"
        if start.value > end.value:
            start = _clock(match, "a", None) or start
    return _Row(line, start, end, title, place)


def hour_in(reading: Reading, span: Span) -> Found[str] | None:
    """The first hour that the words at `span` name, as HH:MM."""
    match = _pattern(reading.lexicon).search(reading.text, span.start, span.end)
    return _clock(match, "a", None) if match else None


def _clock(match: re.Match[str], n: str, half: str | None) -> Found[str] | None:
    """The hour as HH:MM, with its words."""
    if match[f"{n}h"] is None:
        return None
    half = (match[f"{n}p"] or match[f"{n}q"] or half or "").lower()
    hour = int(match[f"{n}h"])
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    minute = match[f"{n}m"] or "00"
    ends = [match.end(f"{n}{g}") for g in "hmpq" if match[f"{n}{g}"] is not None]
    stop = max(ends)
    tail = re.compile(r"\s?[hH]\b|\.?\s?[mM]\b\.?").match(match.string, stop)
    end = tail.end() if tail else stop
    span = stripped(match.string, match.start(f"{n}h"), end, " .")
    return Found(f"{hour:02d}:{minute}", (span,))
