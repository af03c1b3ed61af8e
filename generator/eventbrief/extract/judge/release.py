"""What a press release holds for those who want to come, write or call."""

from __future__ import annotations

from eventbrief.extract.judge.by_rule import ByRule
from eventbrief.extract.judge.document import Document
from eventbrief.extract.propose.contacts import find_contacts
from eventbrief.extract.propose.dates import find_mentions
from eventbrief.extract.propose.people import People
from eventbrief.extract.propose.practical import (
    find_embargo,
    find_notes,
    find_registration,
    find_website,
)
from eventbrief.extract.propose.programme import find_programme
from eventbrief.extract.propose.release import Release
from eventbrief.extract.propose.release_cues import ReleaseCues


def _release(document: Document) -> None:
    reading = document.reading
    mentions = find_mentions(reading) if document.days is None else document.days
    cues = ReleaseCues(reading)
    registration = find_registration(reading, cues, mentions)
    document.release = Release(
        find_contacts(reading, cues, document.people or People(reading)),
        find_programme(reading, cues.lines, mentions, document.start, document.end),
        find_notes(reading, cues),
        registration,
        find_website(reading, registration),
        find_embargo(reading, cues, mentions),
    )


RELEASE = ByRule("release", _release)
