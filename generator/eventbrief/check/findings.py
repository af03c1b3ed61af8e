"""A fact sheet held against its sources and against itself -> findings."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator

from eventbrief.check.evidence import check_evidence
from eventbrief.check.quotations import check_quotations
from eventbrief.check.sources import read_sources
from eventbrief.check.support import check_support
from eventbrief.check.undecided import undecided
from eventbrief.extract.text.lexicon import languages, lexicon
from eventbrief.facts.document import Document
from eventbrief.facts.finding import Finding
from eventbrief.facts.shown import short
from eventbrief.facts.text import by_language, original, wordings
from eventbrief.facts.texts import texts as sheet_texts

_CLOSE = 40


def check(document: Document, wanted: Iterable[str] = ()) -> list[Finding]:
    """Every finding about the sheet, in the order of its lines.

    Args:
        document: the sheet and the file it stands in.
        wanted: languages that texts should be worded in, beside those the sheet already uses.
    """
    sources, findings = read_sources(document)
    findings += check_evidence(document, sources)
    findings += check_support(document, sources)
    findings += check_quotations(document, sources)
    findings += undecided(document)
    findings += _translations(document, wanted)
    findings += _dates(document)
    findings += _counts(document)
    findings += _programme(document)
    findings += _preparation(document)
    return sorted(findings, key=lambda f: (f.line, f.column, f.code))


def _translations(document: Document, wanted: Iterable[str]) -> Iterator[Finding]:
    texts, own = list(sheet_texts(document.sheet)), document.sheet.language
    several = [text for _, text in texts if isinstance(wordings(text), dict)]
    used = {language for text in several for language in by_language(text, own)}
    for at, text in texts:
        for language in sorted((used | set(wanted)) - by_language(text, own).keys()):
            yield document.finding(
                "W341",
                f"{at} has no wording in `{language}`: {short(original(text, own), _CLOSE)}",
                at,
                f"write {{{own}: ..., {language}: ...}}",
            )


def _dates(document: Document) -> Iterator[Finding]:
    event = document.sheet.event
    if event.start and event.end and event.end < event.start[: len(event.end)]:
        message = f"the event ends ({event.end}) before it starts ({event.start})"
        yield document.finding("E351", message, "/event/end")
    for key, value in (("start", event.start), ("end", event.end)):
        if value and len(value) == 10:
            yield from _weekday(document, f"/event/{key}", value)


def _weekday(document: Document, at: str, value: str) -> Iterator[Finding]:
    """The evidence names a day of the week and a day of the month that do not go together."""
    day = datetime.date.fromisoformat(value)
    for item in document.sheet.evidence.get(at, ()):
        record = document.sheet.sources.get(item.source or "")
        if not record or record.language not in languages() or not item.text:
            continue
        names = lexicon(record.language or "").weekdays
        pattern = (
            rf"(?<!\w)(?P<name>{'|'.join(map(re.escape, names))})\.?,?\s+(?:the\s+)?{day.day}(?!\d)"
        )
        match = re.search(pattern, item.text, re.IGNORECASE)
        if match and names[match["name"].lower()] != day.weekday():
            message = f"{value} is not a {match['name']}, which the source says it is"
            yield document.finding(
                "W352", message, at, "one of the two is wrong: ask the organiser"
            )


def _counts(document: Document) -> Iterator[Finding]:
    countries = document.sheet.countries
    if countries.count is not None and countries.count < len(countries.named):
        message = f"{countries.count} countries are counted, but {len(countries.named)} are named"
        yield document.finding("W361", message, "/countries/count")


def _programme(document: Document) -> Iterator[Finding]:
    """Days and hours that cannot be."""
    event = document.sheet.event
    for index, item in enumerate(document.sheet.programme):
        here = f"/programme/{index}"
        early = event.start and item.day < event.start[: len(item.day)]
        late = event.end and item.day[: len(event.end)] > event.end
        if early or late:
            message = f"the programme has something on {item.day}, outside the event's days"
            yield document.finding("W353", message, f"{here}/day", "correct the day")
        if item.start and item.end and item.end < item.start:
            message = f"it ends at {item.end}, before it starts at {item.start}"
            yield document.finding("W354", message, f"{here}/end", "correct the hours")
    deadline, end = document.sheet.registration.deadline, event.end or event.start
    if deadline and end and deadline > end:
        message = f"the deadline to take part ({deadline}) is after the event ({end})"
        yield document.finding("W355", message, "/registration/deadline", "correct one of the two")


def _preparation(document: Document) -> Iterator[Finding]:
    """A marking or an embargo that nobody states."""
    prepared = document.sheet.prepared
    if prepared.by:
        return
    binding = {"/prepared/marking": prepared.marking, "/prepared/embargo": prepared.embargo}
    for at, value in binding.items():
        if value:
            message = f"the {at.rpartition('/')[2]} is stated, but not by whom"
            yield document.finding("W307", message, at, "add `by:` to `prepared:`")
