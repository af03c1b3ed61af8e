"""A source or a sheet -> what it says of its event's identity: name, days, place, edition."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from eventbrief.extract.single import Stated
from eventbrief.extract.text.likeness import fold
from eventbrief.facts.model import FactSheet
from eventbrief.facts.text import Multilingual, by_language
from eventbrief.sources.source import Source


@dataclass(frozen=True)
class Told:
    """What is said of an event's identity, by a source or by a sheet.

    Attributes:
        names: its names, each with the language it is worded in.
        days: its first and last day, as precise as they are known.
        cities: the city's names.
        country: its code.
        edition: which one it is.
        said: the words that its days are told by, folded.
        text: the whole source, folded; empty for a sheet.
        published: the day on which the source was, where it is known.
        unsure: those of the name, the start, the city, the country and the edition that the source
            may not state.
    """

    names: tuple[tuple[str, str], ...] = ()
    days: tuple[str, str] | None = None
    cities: tuple[str, ...] = ()
    country: str | None = None
    edition: int | None = None
    said: tuple[str, ...] = ()
    text: str = ""
    published: str | None = None
    unsure: frozenset[str] = frozenset()

    @property
    def named(self) -> bool:
        """True where the source names the event beyond doubt."""
        return bool(self.names) and "name" not in self.unsure

    @property
    def worded(self) -> str:
        """Name, day and place in a line, as far as they are known."""
        parts = (*(n for _, n in self.names[:1]), *(self.days or ())[:1], *self.cities[:1])
        return ", ".join(parts) or "it says neither name nor day nor place"


def told_by(stated: Stated) -> Told:
    """What a source says of its event."""
    said = {key: found.value for key, found in stated.event.items()}
    name, city = said.get("name"), said.get("city")
    edition = said.get("edition")
    return Told(
        ((stated.source.language or "", str(name)),) if name else (),
        _days(said.get("start"), said.get("end")),
        (str(city),) if city else (),
        str(said["country"]) if "country" in said else None,
        int(edition) if edition else None,
        tuple(
            fold(span.of(stated.source.text))
            for day in (stated.event.get("start"), stated.event.get("end"))
            for span in (day.spans if day else ())
        ),
        _folded(stated.source),
        stated.source.published if len(stated.source.published or "") == 10 else None,
        frozenset(key for key, found in stated.event.items() if not found.sure),
    )


@functools.lru_cache(maxsize=512)
def _folded(source: Source) -> str:
    return f" {fold(source.text)} "


def told_in(sheet: FactSheet) -> Told:
    """What a sheet says of its event."""
    event = sheet.event
    return Told(
        tuple(_worded(event.name, sheet.language)),
        _days(event.start, event.end),
        tuple(words for _, words in _worded(event.city, sheet.language)),
        event.country,
        event.edition,
    )


def _days(start: object, end: object) -> tuple[str, str] | None:
    first, last = start or end, end or start
    return (str(first), str(last)) if first and last else None


def _worded(text: Multilingual | None, own: str) -> list[tuple[str, str]]:
    return list(by_language(text, own).items()) if text else []
