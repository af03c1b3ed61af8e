"""A reading -> the days on which the event starts and ends.

All dates in the text are read first, then those that are the event's are told from the others: by
what stands around them, and by how near they are to the event's name.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from eventbrief.extract.propose.event_name import Candidate as EventMention
from eventbrief.extract.text.lexicon import Lexicon, alternatives
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.span import Found, Span, stripped
from eventbrief.facts.datestamp import month_number, month_pattern, stamps
from eventbrief.sources.heading import holds_but_a_date

_YEARS = re.compile(r"(?<![\d.,/-])(?:19|20)\d{2}(?![\d/]|[.,]\d)")


_ENDS_DATELINE = re.compile(r"\s*(?:[,.]?\s*\([^)\n]{2,30}\)\s*)?\.?[-–—]")
_DATELINE = 45  # code points within which a dateline ends
_AROUND_MONTH = 80  # code points; "from Tuesday the 29th and Wednesday the 30th of April 2024"
_CLAUSE = 90  # code points before a day in which its verb stands


@dataclass(frozen=True)
class Day:
    """A date as far as it is said; parts left unsaid are None."""

    year: int | None
    month: int
    day: int | None

    def iso(self) -> str:
        """ISO 8601, as precise as it is known. The year must be known."""
        text = f"{self.year:04d}-{self.month:02d}"
        return f"{text}-{self.day:02d}" if self.day else text

    def exists(self) -> bool:
        """True where there is such a day."""
        try:
            datetime.date(self.year or 2024, self.month, self.day or 1)
        except ValueError:
            return False
        return True


@dataclass(frozen=True)
class Mention:
    """One or two dates as they stand in the text."""

    span: Span
    start: Day
    end: Day | None = None
    kind: str = "date"  # date, range, month, weekday, stamp


def find_mentions(reading: Reading) -> list[Mention]:
    """Every day that the text speaks of, with its year as far as it can be told."""
    return _dated(reading, _mentions(reading))


def undated_mentions(reading: Reading) -> list[Mention]:
    """Every day that the text speaks of, as it is worded: the year may be None."""
    return _mentions(reading)


@functools.cache
def _patterns(lexicon: Lexicon) -> tuple[tuple[str, re.Pattern[str]], ...]:
    month, suffix = month_pattern(), lexicon.raw("day_suffix")
    to = lexicon.data["range_words"]["to"]
    weekday, links = alternatives(lexicon.weekdays), lexicon.raw("date_links")
    day = rf"(?:(?:{weekday}),?\s+)?(?:{links}\s+)?(?<!\d)(?P<d{{n}}>\d{{{{1,2}}}}){suffix}(?!\d)"
    d1, d2 = day.format(n=1), day.format(n=2)
    of = rf"(?:\s+{links})?\s+"
    year = r"(?:,?\s+(?:LINKS\s+)?(?P<y{n}>(?:19|20)\d{{2}})(?!\d))?"
    year = year.replace("LINKS", links)
    y1, y2 = year.format(n=1), year.format(n=2)
    m1, m2 = rf"(?P<m1>{month})", rf"(?P<m2>{month})"
    list_days = rf"(?:{d1}(?:\s*,\s*\d{{1,2}}{suffix})*)"
    lead = rf"(?:(?<!\w){lexicon.data['range_words']['from']}\s+)?"
    joint = rf"\s*,?\s*{to}\s*(?:{links}\s+)?"
    sources = (
        ("range", rf"{lead}{d1}{of}{m1}{y1}{joint}{d2}{of}{m2}{y2}"),
        ("range", rf"{lead}{m1}\s+{d1}{y1}{joint}{m2}\s+{d2}{y2}"),
        ("range", rf"{lead}{list_days}{joint}{d2}{of}{m2}{y2}"),
        ("range", rf"{lead}{m2}\s+{list_days}{joint}{d2}{y2}"),
        ("date", rf"{d1}{of}{m1}{y1}"),
        ("date", rf"\b{m1}\s+{d1}{y1}"),
        ("month", rf"(?<![\w\d]){m1}{of}(?P<y1>(?:19|20)\d{{2}})(?!\d)"),
    )
    return tuple((kind, re.compile(source, re.IGNORECASE)) for kind, source in sources)


def _mentions(reading: Reading) -> list[Mention]:
    flat = reading.flat
    taken = bytearray(len(flat))
    found: list[Mention] = []

    def keep(mention: Mention) -> None:
        start, end = mention.span.start, mention.span.end
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            found.append(mention)

    windows = list(_near_months(flat))
    for kind, pattern in _patterns(reading.lexicon):
        for window in windows:
            for match in pattern.finditer(flat, window.start, window.end):
                mention = _from_match(match, kind)
                if mention:
                    keep(mention)
    for stamp in stamps(flat):
        date = stamp.date
        day = Day(date.year, date.month, date.day)
        keep(Mention(Span(stamp.start, stamp.end), day, None, "stamp"))
    for mention in _weekdays(reading):
        keep(mention)
    return found


@functools.cache
def _months() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){month_pattern()}", re.IGNORECASE)


def _near_months(flat: str) -> Iterator[Span]:
    """The stretches around names of months, where alone a date in words can stand."""
    start, end = -1, -1
    for match in _months().finditer(flat):
        begin = max(0, match.start() - _AROUND_MONTH)
        begin = flat.rfind(" ", 0, begin) + 1 if begin else 0
        stop = flat.find(" ", match.end() + _AROUND_MONTH)
        stop = len(flat) if stop < 0 else stop
        if begin > end:
            if end >= 0:
                yield Span(start, end)
            start = begin
        end = max(end, stop)
    if end >= 0:
        yield Span(start, end)


def _from_match(match: re.Match[str], kind: str) -> Mention | None:
    groups = match.groupdict()
    second = month_number(groups["m2"]) if groups.get("m2") else 0
    first = month_number(groups["m1"]) if groups.get("m1") else second
    y2 = int(groups["y2"]) if groups.get("y2") else None
    y1 = int(groups["y1"]) if groups.get("y1") else None
    start = Day(y1 or y2, first, int(groups["d1"]) if groups.get("d1") else None)
    end = Day(y2 or y1, second, int(groups["d2"])) if groups.get("d2") else None
    if not start.exists() or (end and not end.exists()):
        return None
    if end and (end.month, end.day or 0) <= (start.month, start.day or 0) and not (y1 and y2):
        if end.month == start.month:
            return None
        start = replace(start, year=y2 - 1 if y2 else None)
    return Mention(stripped(match.string, match.start(), match.end(), " ,."), start, end, kind)


def _weekdays(reading: Reading) -> list[Mention]:
    """Days of the week and "today", told from the publication date."""
    published = reading.source.published
    if not published or len(published) < 10:
        return []
    base = datetime.date.fromisoformat(published)
    lexicon, flat = reading.lexicon, reading.flat
    found = []
    days = alternatives(lexicon.weekdays)
    joint = lexicon.data["range_words"]["to"]
    pair = re.compile(rf"(?<!\w)(?P<a>{days})(?:\s*{joint}\s*(?P<b>{days}))?(?!\w)", re.IGNORECASE)
    for match in pair.finditer(flat):
        if re.match(r"\.?,?\s+\d", flat[match.end() : match.end() + 4]):
            continue
        first = _near(reading, base, lexicon.weekdays[match["a"].lower()], match)
        second = None
        if match["b"]:
            ahead = (lexicon.weekdays[match["b"].lower()] - first.weekday()) % 7
            second = first + datetime.timedelta(days=ahead)
        found.append(_relative(match, first, second))
    for key, offset in (("today", 0), ("yesterday", -1), ("tomorrow", 1)):
        for match in lexicon.pattern(key).finditer(flat):
            found.append(_relative(match, base + datetime.timedelta(days=offset), None))
    return found


def _near(
    reading: Reading, base: datetime.date, weekday: int, match: re.Match[str]
) -> datetime.date:
    """The day before publication where the sentence speaks of the past, else the day after."""
    lexicon, flat = reading.lexicon, reading.flat
    after = flat[match.end() : match.end() + 14].strip().lower()
    before = flat[max(0, match.start() - 10) : match.start()].strip().lower()
    clause = flat[max(0, match.start() - 60) : match.start()]
    behind = (base.weekday() - weekday) % 7
    ahead = (weekday - base.weekday()) % 7
    if _touches(lexicon, "last", after, before):
        return base - datetime.timedelta(days=behind or 7)
    if _touches(lexicon, "next", after, before):
        return base + datetime.timedelta(days=ahead or 7)
    if lexicon.pattern("future").search(clause[-40:]):
        return base + datetime.timedelta(days=ahead)
    if re.search(rf"(?<!\w){lexicon.data['range_words']['to']}\s*$", clause, re.IGNORECASE):
        return base + datetime.timedelta(days=ahead)  # "until Friday"
    follows = lexicon.pattern("past").match(flat[match.end() : match.end() + 25].lstrip(" ,"))
    if follows or lexicon.pattern("past").search(clause):
        return base - datetime.timedelta(days=behind)
    return base + datetime.timedelta(days=ahead)


def _touches(lexicon: Lexicon, key: str, after: str, before: str) -> bool:
    pattern = lexicon.pattern(key)
    return bool(pattern.match(after) or re.search(rf"{pattern.pattern}$", before, re.IGNORECASE))


def _relative(match: re.Match[str], first: datetime.date, second: datetime.date | None) -> Mention:
    end = Day(second.year, second.month, second.day) if second else None
    day = Day(first.year, first.month, first.day)
    return Mention(Span(match.start(), match.end()), day, end, "weekday")


def _dated(reading: Reading, mentions: list[Mention]) -> list[Mention]:
    """The mentions with their year: from another mention, from the publication, from the text."""
    known: dict[tuple[int, int | None], int | None] = {
        (m.start.month, m.start.day): m.start.year for m in mentions if m.start.year and m.start.day
    }
    known |= {(m.end.month, m.end.day): m.end.year for m in mentions if m.end and m.end.year}
    years = {m.start.year for m in mentions if m.start.year and m.kind != "stamp"}
    dated = []
    for mention in mentions:
        year = mention.start.year
        if year is None:
            year = known.get((mention.start.month, mention.start.day))
        if year is None:
            year = _nearest_year(reading.source.published, mention.start)
        if year is None:
            year = _edition_year(reading)
        if year is None and len(years) == 1:
            year = next(iter(years))
        if year is None:
            year = _lone_year(reading)
        if year is None:
            continue
        start = replace(mention.start, year=year)
        end = mention.end
        if end and end.year is None:
            end = replace(end, year=year + (end.month < start.month))
        dated.append(replace(mention, start=start, end=end))
    return dated


def _nearest_year(published: str | None, day: Day) -> int | None:
    """The year that brings the day nearest to the day of publication."""
    if not published:
        return None
    parts = [int(p) for p in published.split("-")]
    if len(parts) == 1:
        return parts[0]
    base = datetime.date(parts[0], parts[1], parts[2] if len(parts) > 2 else 15)
    return min(
        (parts[0] - 1, parts[0], parts[0] + 1),
        key=lambda year: abs((datetime.date(year, day.month, min(day.day or 15, 28)) - base).days),
    )


def _edition_year(reading: Reading) -> int | None:
    """The year in "l'édition 2024"."""
    nouns = alternatives(reading.lexicon.words("edition_nouns"))
    edition = re.compile(rf"(?<!\w){nouns}\s+(?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE)
    told = edition.search(reading.flat)
    return int(told["year"]) if told else None


def _lone_year(reading: Reading) -> int | None:
    """The one year that the text names at all."""
    other, past = reading.lexicon.other_event, reading.lexicon.pattern("past_note")
    years = {
        match.group()
        for match in _YEARS.finditer(reading.flat)
        if not other.search(reading.flat[max(0, match.start() - 30) : match.end() + 30])
        and not past.search(reading.flat[max(0, match.start() - 20) : match.start()])
    }
    return int(next(iter(years))) if len(years) == 1 else None


def speaks_for(reading: Reading, mention: Mention, event: EventMention | None) -> dict[str, float]:
    """What speaks for and against the mention being the event's first day."""
    flat, lexicon = reading.flat, reading.lexicon
    start, end = mention.span.start, mention.span.end
    sentence = reading.sentence_at(start)
    before = flat[max(sentence.start, start - 45) : start]
    after = flat[end : min(sentence.end, end + 45)]
    around = sentence.of(flat)
    head = event.head if event else ""
    names_event = bool(head) and (
        re.search(rf"\b{re.escape(head)}", around, re.IGNORECASE)
        or lexicon.the_event.search(around)
    )
    paragraph = flat.rfind("\n", 0, start) + 1
    links = lexicon.raw("date_links")
    last_day = rf"{lexicon.raw('closing')}\s*(?:{links}\s+)?$"
    happening, opening = lexicon.pattern("happening"), lexicon.pattern("opening")
    holds = {
        "bias": True,
        f"kind_{mention.kind}": True,
        "to_the_day": bool(mention.start.day),
        "beside_name": bool(event and sentence.covers(event.span)),
        "beside_head": bool(names_event),
        "happening": bool(happening.search(before) or happening.search(after)),
        "opening": bool(opening.search(before[-30:]) or opening.match(after.lstrip())),
        "first_sentence": reading.sentence_number(start) < 2,
        "past": bool(lexicon.pattern("past_note").search(before)) and not _since(reading, mention),
        "named_after_day": bool(
            re.search(rf"(?<!\w){_named_after(lexicon)}\s*$", before, re.IGNORECASE)
        ),
        "dates_text": _dates_the_text(reading, mention),
        "elsewhere": reading.is_elsewhere(start),
        "dateline": max(paragraph, reading.body) >= start - _DATELINE
        and bool(_ENDS_DATELINE.match(after)),
        "over": not mention.end and _over(reading, sentence.start, start),
        "deadline": bool(re.search(rf"{lexicon.raw('deadline')}\s*$", before, re.IGNORECASE)),
        "reported": mention.kind == "weekday" and _reported(reading, before, after),
        "before_body": start < reading.body,
        "in_quotation": reading.in_quotation(start),
        "other_event": bool(lexicon.other_event.search(before[-40:] + after[:40])),
        "last_day": not mention.end and bool(re.search(last_day, before, re.IGNORECASE)),
    }
    features = {name: 1.0 for name, true in holds.items() if true}
    features["late"] = min(1.0, 0.1 * reading.sentence_number(start))
    return features


@functools.cache
def _named_after(lexicon: Lexicon) -> str:
    """What is named after a day: "Hôtel 2 Février", "avenue du 9 avril"."""
    heads = alternatives(lexicon.words("venue_heads"))
    return rf"{heads}(?:\s+{lexicon.raw('date_links')})?"


def _dates_the_text(reading: Reading, mention: Mention) -> bool:
    """True where the line says only when the text was published; "When: 3 May" says more."""
    flat, span = reading.flat, mention.span
    end = flat.find("\n", span.end)
    line = flat[flat.rfind("\n", 0, span.start) + 1 : end if end >= 0 else len(flat)]
    return ":" not in line and holds_but_a_date(line, span.end - span.start)


def _since(reading: Reading, mention: Mention) -> bool:
    """True for "since Monday 4 December": the event goes on from that day."""
    lexicon = reading.lexicon
    before = reading.flat[max(0, mention.span.start - 24) : mention.span.start]
    day = rf"(?:{alternatives(lexicon.weekdays)}\s+)?(?:{lexicon.raw('date_links')}\s+)?"
    since = re.search(rf"(?<!\w){lexicon.raw('since')}\s+{day}$", before, re.IGNORECASE)
    return bool(since) and mention.start.day is not None


def _over(reading: Reading, start: int, position: int) -> bool:
    """True where the clause before the day says that the event ended."""
    clause = re.split("[;:]", reading.flat[max(start, position - _CLAUSE) : position])[-1]
    ended = list(reading.lexicon.pattern("ended").finditer(clause))
    return bool(ended) and not reading.lexicon.pattern("opening").search(clause, ended[-1].end())


def _reported(reading: Reading, before: str, after: str) -> bool:
    """True for the day on which something was said, not on which something takes place."""
    verbs = alternatives(
        [*reading.lexicon.words("speech_past"), *reading.lexicon.words("speech_present")]
    )
    near = re.compile(rf"(?<!\w){verbs}(?!\w)(?:\s+\S+){{0,4}}\s*$", re.IGNORECASE)
    follows = re.compile(rf"\s*{verbs}(?!\w)", re.IGNORECASE)
    if reading.lexicon.pattern("statement").search(before) and follows.match(after):
        return True
    return bool(near.search(before)) and not reading.lexicon.pattern("opening").search(before[-25:])


def closing(reading: Reading, mentions: list[Mention], best: Mention | None) -> Found[str] | None:
    """The last day, where it is said apart from the first, which may not be said at all."""
    flat = reading.flat
    links = reading.lexicon.raw("date_links")
    pattern = re.compile(rf"{reading.lexicon.raw('closing')}\s*(?:{links}\s+)?$", re.IGNORECASE)
    for mention in mentions:
        if mention.end or mention.start.day is None or mention.span.start < reading.body:
            continue
        before = flat[max(0, mention.span.start - 45) : mention.span.start]
        sentence = reading.sentence_at(mention.span.start)
        over = _over(reading, sentence.start, mention.span.start)
        later = best is None or (
            mention.start.iso() > best.start.iso() and best.start.day is not None
        )
        if (pattern.search(before) or over) and later:
            return Found(mention.start.iso(), (mention.span,))
    return None
