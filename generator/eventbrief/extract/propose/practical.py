"""A reading -> what a release tells those who want to come: how, until when, in what dress.

A label with its value ("Dress code: business attire") gives the value; a sentence gives itself.
"""

from __future__ import annotations

import datetime
import functools
import re
from dataclasses import dataclass

from eventbrief.extract.propose.contacts import MAIL
from eventbrief.extract.propose.dates import Mention
from eventbrief.extract.propose.programme import hour_in
from eventbrief.extract.propose.release_cues import NOTE_KINDS, ReleaseCues
from eventbrief.extract.text.lexicon import Lexicon, alternatives
from eventbrief.extract.text.lines import cue, label_of, value_after
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.span import Found, Span

_URL = re.compile(
    r"(?<![\w@.])(?:https?://|www\.)[^\s<>\"«»“”()\[\]]+[^\s<>\"«»“”()\[\].,;:!?]", re.IGNORECASE
)
_SHORTEST = 4  # code points; "en" is a setting, no remark
_LONGEST = 400  # code points of a remark
_BEFORE = 40  # code points before a day in which "by" stands
_NEAR = 90  # code points between "register" and its link, and between "website" and its address
# Offsets of the zones that releases name by letters (those of RFC 5322, 4.3, and of Europe).
_ZONES = {
    "UTC": "+00:00", "GMT": "+00:00", "WET": "+00:00", "BST": "+01:00", "CET": "+01:00",
    "WEST": "+01:00", "CEST": "+02:00", "EET": "+02:00", "SAST": "+02:00", "EEST": "+03:00",
    "EAT": "+03:00", "EST": "-05:00", "EDT": "-04:00", "CST": "-06:00", "CDT": "-05:00",
    "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00",
}  # fmt: skip
_ZONE = re.compile(rf"(?<!\w)(?P<name>{'|'.join(_ZONES)})(?P<shift>[+-]\d\d?)?(?!\w)")


@dataclass(frozen=True)
class FoundNote:
    """A remark, and what it is about."""

    text: Found[str]
    kind: str


@dataclass(frozen=True)
class Registration:
    """How to take part, until when, and where."""

    how: Found[str] | None = None
    deadline: Found[str] | None = None
    link: Found[str] | None = None


def find_notes(reading: Reading, cues: ReleaseCues) -> tuple[FoundNote, ...]:
    """What is said of accreditation, dress, languages and access; each kind once."""
    found: list[FoundNote] = []
    for kind in NOTE_KINDS:
        key = f"{kind}_cues"
        words = _labelled(reading, cues, key) or _sentence(reading, cues, key)
        if words and all(words != note.text.spans[0] for note in found):
            found.append(FoundNote(_found(reading, words), kind))
    return tuple(found)


def find_registration(reading: Reading, cues: ReleaseCues, mentions: list[Mention]) -> Registration:
    """The sentence that tells how to register, its link and the last day."""
    sentences = cues.sentences_with("registration_cues")
    if not sentences:
        return Registration()
    pattern = cue(reading.lexicon, "registration_cues")
    press = cue(reading.lexicon, "accreditation_cues")
    how: Span | None = None
    link: Span | None = None
    deadline: Found[str] | None = None
    for sentence in sentences:
        match = pattern.search(reading.flat, sentence.start, sentence.end)
        if match is None or reading.in_quotation(match.start()):
            continue
        if press.search(reading.flat, sentence.start, sentence.end):
            continue  # how the press gets in is no way for others
        address = _URL.search(reading.text, sentence.start, sentence.end) or MAIL.search(
            reading.text, sentence.start, sentence.end
        )
        day = _deadline(reading, mentions, sentence)
        if address is None and day is None:
            continue
        how = how or sentence
        if address and link is None:
            link = Span(address.start(), address.end())
        deadline = deadline or day
    return Registration(
        _found(reading, how) if how else None, deadline, _found(reading, link) if link else None
    )


def find_website(reading: Reading, registration: Registration) -> Found[str] | None:
    """The address of the event's own pages: what stands behind "website" or "more information"."""
    low = reading.text.lower()
    if "://" not in low and "www." not in low:
        return None
    pattern = cue(reading.lexicon, "website_cues")
    taken = registration.link.spans[0] if registration.link else None
    for match in _URL.finditer(reading.text):
        span = Span(match.start(), match.end())
        before = reading.flat[max(0, span.start - _NEAR) : span.start]
        if span != taken and pattern.search(before.rpartition("\n")[2] or before):
            return _found(reading, span)
    return None


def find_embargo(reading: Reading, cues: ReleaseCues, mentions: list[Mention]) -> Found[str] | None:
    """The moment until which nothing may be published, where its hour and zone are said."""
    numbers = cues.lines_with("embargo_cues")
    pattern = cue(reading.lexicon, "embargo_cues") if numbers else _ZONE
    for line in (cues.lines[number] for number in numbers):
        if not pattern.search(reading.flat, line.span.start, line.span.end):
            continue
        days = [m for m in mentions if line.span.covers(m.span) and m.start.day]
        hour = hour_in(reading, line.span)
        zone = _ZONE.search(reading.text, line.span.start, line.span.end)
        if days and hour and zone:
            moment = f"{days[0].start.iso()}T{hour.value}{_offset(zone)}"
            places = (hour.spans[0], days[0].span, Span(zone.start(), zone.end()))
            start, end = min(p.start for p in places), max(p.end for p in places)
            return Found(moment, (Span(start, end),))
    return None


def _offset(zone: re.Match[str]) -> str:
    base = _ZONES[zone["name"]]
    if not zone["shift"]:
        return base
    shift = datetime.timedelta(hours=int(zone["shift"]))
    minutes = int(shift.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:00"


def _labelled(reading: Reading, cues: ReleaseCues, key: str) -> Span | None:
    """The value behind a label such as "Dress code:"."""
    for line in (cues.lines[number] for number in cues.lines_with(key)):
        label = label_of(reading.text, line, reading.lexicon.words(key))
        value = value_after(reading.text, line, label) if label else None
        fits = value and _SHORTEST <= value.end - value.start <= _LONGEST
        if label and value and fits and label.end < value.start and label.start >= reading.body:
            return value
    return None


def _sentence(reading: Reading, cues: ReleaseCues, key: str) -> Span | None:
    """The sentence about it, outside quotations."""
    for sentence in cues.sentences_with(key):
        whole = reading.text[sentence.end - 1] in ".!…"
        if (
            whole
            and sentence.end - sentence.start <= _LONGEST
            and cue(reading.lexicon, key).search(reading.masked, sentence.start, sentence.end)
        ):
            return sentence
    return None


@functools.cache
def _by(lexicon: Lexicon) -> re.Pattern[str]:
    links = alternatives(lexicon.words("date_links"))
    by, lead = alternatives(lexicon.words("last_day_words")), r"(?:\w+\W+){0,2}?"
    return re.compile(rf"(?<!\w){by}\W*{lead}(?:{links}\s+)?$", re.IGNORECASE)


def _deadline(reading: Reading, mentions: list[Mention], sentence: Span) -> Found[str] | None:
    """The last day to register that the sentence names."""
    for mention in mentions:
        if sentence.covers(mention.span) and not mention.end and mention.start.day:
            start = max(sentence.start, mention.span.start - _BEFORE)
            if _by(reading.lexicon).search(reading.flat[start : mention.span.start]):
                return Found(mention.start.iso(), (mention.span,))
    return None


def _found(reading: Reading, span: Span) -> Found[str]:
    return Found(re.sub(r"\s+", " ", span.of(reading.text)), (span,))
