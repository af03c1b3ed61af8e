"""Words + a day or an hour -> whether they say it, with the source's day of publication."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from eventbrief.extract.propose.dates import Mention, undated_mentions
from eventbrief.extract.says.passage import YES, Level, Passage, Verdict, one_of
from eventbrief.extract.text.reading import Reading
from eventbrief.facts.datestamp import stamps

_CLOCK = re.compile(
    r"(?<!\d)(?P<hour>[01]?\d|2[0-4])(?P<sign>\s?[:.hH]\s?(?P<minute>[0-5]\d)?)?"
    r"(?:\s?(?P<half>[ap])\.?m\b)?(?!\d)",
)


def first_day(passage: Passage, value: Any) -> Verdict:
    """The day, or the first of several."""
    return _day_of(passage, str(value), lambda m: m.start.iso(), lambda m: m.start)


def last_day(passage: Passage, value: Any) -> Verdict:
    """The day, or the last of several."""
    return _day_of(
        passage, str(value), lambda m: (m.end or m.start).iso(), lambda m: m.end or m.start
    )


def any_day(passage: Passage, value: Any) -> Verdict:
    """The day, the first or the last of several."""
    first = first_day(passage, value)
    return first if first.level is Level.SAYS else last_day(passage, value)


def _day_of(
    passage: Passage, value: str, iso: Callable[[Mention], str], day: Callable[[Mention], Any]
) -> Verdict:
    if passage.found and value in passage.found:
        return YES
    reading = passage.reread.reading
    if reading is None:
        return one_of({stamp.date.isoformat() for stamp in stamps(passage.words)}, value)
    days = [iso(m) for m in passage.reread.mentions if _holds(passage, m, day(m).day)]
    if value in days:
        return YES
    if any(value.startswith(f"{d}-") for d in days):
        return Verdict(Level.AGREES, days[0])
    if not days and _without_year(reading, passage, value, day):
        return YES
    return Verdict(Level.DENIES, next(iter(days), ""))


def _holds(passage: Passage, mention: Mention, figure: int | None) -> bool:
    """True where the words hold the mention, or the day's own figure out of it."""
    if passage.span.covers(mention.span):
        return True
    figures = {int(f) for f in re.findall(r"\d{1,4}", passage.words)}
    return mention.span.overlaps(passage.span) and figure in figures


def _without_year(
    reading: Reading, passage: Passage, value: str, day: Callable[[Mention], Any]
) -> bool:
    """True where the text names no year at all, and the words say day and month."""
    for mention in undated_mentions(reading):
        said = day(mention)
        if passage.span.covers(mention.span) and said.year is None:
            month_and_day = f"{said.month:02d}-{said.day:02d}" if said.day else f"{said.month:02d}"
            if value[5:] == month_and_day:
                return True
    return False


def first_hour(passage: Passage, value: Any) -> Verdict:
    """The hour from which something lasts."""
    return one_of(_hours(passage)[:1] if not passage.alone else _hours(passage), value)


def last_hour(passage: Passage, value: Any) -> Verdict:
    """The hour until which something lasts."""
    return one_of(_hours(passage)[1:2] if not passage.alone else _hours(passage), value)


def _hours(passage: Passage) -> list[str]:
    """The hours that the words say, in the item's own line; a bare figure is none in a day."""
    words, shift = _line_of(passage)
    said = []
    for match in _CLOCK.finditer(words):
        bare = not match["sign"] and not match["half"]
        if bare and (passage.of_a_day(shift + match.start()) or not passage.alone):
            continue
        hour = int(match["hour"]) % 12 if match["half"] else int(match["hour"]) % 24
        hour += 12 if (match["half"] or "").lower() == "p" else 0
        said.append(f"{hour:02d}:{match['minute'] or '00'}")
    return said


def _line_of(passage: Passage) -> tuple[str, int]:
    """The line of the words that names the item, and where it begins; all of them if none does."""
    words = passage.words
    for one in passage.names:
        at = words.find(one)
        if at >= 0 and "\n" in words:
            start = words.rfind("\n", 0, at) + 1
            end = words.find("\n", at)
            return words[start : end if end >= 0 else len(words)], start
    return words, 0
