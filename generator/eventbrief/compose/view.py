"""SeenSheet -> what a template sees: the facts, worded in the brief's language.

A view is a plain mapping; it has no methods a template could call and no way back to Python.
"""

from __future__ import annotations

import datetime
import functools
import zoneinfo
from collections.abc import Mapping
from typing import Any

from eventbrief.compose.wording import typeset, utc, wording
from eventbrief.compose.words import Phrase, Words
from eventbrief.facts.model import Ask, Organiser, Quote
from eventbrief.facts.seen import SeenSheet
from eventbrief.facts.text import Multilingual, in_language, original, wordings


class View(dict[str, Any]):
    """A mapping that templates read by attribute."""

    __slots__ = ("name",)

    def __init__(self, name: str, values: Mapping[str, Any]) -> None:
        super().__init__(values)
        self.name = name


class SheetView:
    """Words of what one audience may see of a fact sheet, in the language it reads."""

    def __init__(self, seen: SeenSheet) -> None:
        self.sheet, self.wording = seen, wording(seen.read_in)
        self.language = self.wording.language
        self.comma = Words(self.wording.data["comma"])
        self.numbers = {name: n for n, name in enumerate(seen.sources, 1)}

    def context(
        self, brief: Mapping[str, Any], own_labels: Mapping[str, str] | None = None
    ) -> dict[str, Any]:
        """Everything a template may name; `own_labels` are the template's."""
        labels = {key: Words(text) for key, text in self.wording.typeset_labels.items()}
        labels |= {key: self.own(text) for key, text in (own_labels or {}).items()}
        return {
            "event": self._event(),
            "organisers": [self._organiser(o, i) for i, o in enumerate(self.sheet.organisers)],
            "countries": self._countries(),
            "participants": [
                self._join(Words(self.wording.number(p.count)), Words(" "), self.text(p.kind))
                for p in self.sheet.participants
            ],
            "summary": self._texts("summary"),
            "quotes": [self._quote(q, i) for i, q in enumerate(self.sheet.quotes)],
            "people": self._people(),
            "objectives": self._texts("objectives"),
            "topics": self._texts("topics"),
            "lines_to_take": self._texts("lines_to_take"),
            "asks": [self._ask(a, i) for i, a in enumerate(self.sheet.asks) if a.kind != "role"],
            "roles": [self._ask(a, i) for i, a in enumerate(self.sheet.asks) if a.kind == "role"],
            "programme": self._programme(),
            "notes": self._notes(),
            "registration": self._registration(),
            "sources": self._sources(),
            "contacts": [self._contact(i) for i in range(len(self.sheet.contacts))],
            "brief": View("brief", brief),
            "comma": self.comma,
            "t": View("t", labels),
        }

    def own(self, text: str) -> Words:
        """Words in the brief's language."""
        return Words(typeset(text, self.language))

    def text(self, text: Multilingual | None, pointer: str = "") -> Words:
        """A fact's words, in the brief's language where the sheet has them."""
        if text is None:
            return Words("")
        words, language = in_language(text, self.language, self.sheet.language)
        foreign = "" if language.split("-")[0] == self.language else language
        return Words(typeset(words, language), foreign, self.notes(pointer))

    def notes(self, *pointers: str) -> tuple[int, ...]:
        """The numbers of the sources that state the facts at `pointers`; none for one source."""
        if len(self.sheet.sources) < 2:
            return ()
        return tuple(sorted(set().union(*(self._stated.get(p, ()) for p in pointers))))

    @functools.cached_property
    def _stated(self) -> dict[str, set[int]]:
        """The numbers of the sources that state something at, or below, each pointer."""
        found: dict[str, set[int]] = {}
        for key, items in self.sheet.evidence.items():
            numbers = {self.numbers[e.source] for e in items if e.source in self.numbers}
            parts = key.split("/")
            for end in range(2, len(parts) + 1):
                found.setdefault("/".join(parts[:end]), set()).update(numbers)
        return found

    def _texts(self, part: str) -> list[Words]:
        texts: tuple[Multilingual, ...] = getattr(self.sheet, part)
        return [self.text(text, f"/{part}/{i}") for i, text in enumerate(texts)]

    def _join(self, *parts: Words) -> Phrase:
        return Phrase(part for part in parts if part)

    def _event(self) -> View:
        event, wording = self.sheet.event, self.wording
        country = self.own(wording.country(event.country)) if event.country else Words("")
        city = self.own(self.text(event.city))  # a name: not marked as untranslated
        place = self._join(city, self.comma if city and country else Words(""), country)
        ordinal = wording.ordinal(event.edition) if event.edition else ""
        edition = self.own(wording.data["edition"].format(ordinal=ordinal)) if ordinal else ""
        dates = wording.dates(event.start, event.end)
        days = wording.dates(event.start, event.end, weekdays=True)
        return View(
            "event",
            {
                "name": self.text(event.name),
                "edition": edition,
                "dates": Words(self.own(dates), "", self.notes("/event/start", "/event/end")),
                "days": Words(self.own(days), "", self.notes("/event/start", "/event/end")),
                "city": city,
                "country": country,
                "place": place,
                "place_notes": self.notes("/event/city", "/event/country"),
                "venue": self.text(event.venue, "/event/venue"),
                "theme": self.text(event.theme, "/event/theme"),
                "address": self.text(event.address, "/event/address"),
                "website": self.own(self.text(event.website)),
                "time_zone": self.own(self._time_zone()),
            },
        )

    def _time_zone(self) -> str:
        """What the event's clocks show on its first day: UTC+01:00."""
        event = self.sheet.event
        if not event.time_zone or not event.start or len(event.start) < 10:
            return ""
        noon = datetime.datetime.fromisoformat(f"{event.start}T12:00")
        offset = noon.replace(tzinfo=zoneinfo.ZoneInfo(event.time_zone)).utcoffset()
        return utc(offset or datetime.timedelta())

    def _people(self) -> list[Phrase]:
        """Who spoke, and in what role; each once."""
        people = [Phrase(self._attribution(quote)) for quote in self.sheet.quotes if quote.speaker]
        return list(dict.fromkeys(people))

    def _ask(self, ask: Ask, index: int) -> View:
        text = self.text(ask.text, f"/asks/{index}")
        due = self.own(self.wording.date(ask.due)) if ask.due else Words("")
        told = self.own(self.wording.labels["by_date"].format(date=due)) if due else Words("")
        line = self._join(text, Words(" (") if due else Words(""), told, Words(")" if due else ""))
        return View("ask", {"text": text, "kind": Words(ask.kind), "due": due, "line": line})

    def _programme(self) -> list[View]:
        """What happens when; `when` names the day where it is another than the one before."""
        entries, before = [], ""
        for index, item in enumerate(self.sheet.programme):
            day = self.own(self.wording.day(item.day))
            time = self.own(self.wording.hours(item.start, item.end))
            fresh = day if day != before else Words("")
            title = self.text(item.title, f"/programme/{index}")
            place, speaker = self.text(item.place), self.text(item.speaker)
            line = [title]
            for part in (place, speaker):
                line += [self.comma, part] if part else []
            both = self._join(fresh, self.comma if fresh and time else Words(""), time)
            entries.append(
                View(
                    "entry",
                    {
                        "day": day,
                        "time": time,
                        "when": both or Phrase([day]),
                        "title": title,
                        "place": place,
                        "speaker": speaker,
                        "line": Phrase(line),
                        "notes": title.notes,
                    },
                )
            )
            before = day
        return entries

    def _notes(self) -> list[View]:
        kinds = self.wording.data["notes"]
        return [
            View(
                "note",
                {
                    "kind": Words(note.kind),
                    "label": self.own(kinds[note.kind]),
                    "text": self.text(note.text, f"/notes/{index}"),
                },
            )
            for index, note in enumerate(self.sheet.notes)
        ]

    def _registration(self) -> View:
        registration = self.sheet.registration
        deadline = registration.deadline
        return View(
            "registration",
            {
                "how": self.text(registration.how, "/registration/how"),
                "deadline": self.own(self.wording.date(deadline)) if deadline else Words(""),
                "link": Words(registration.link or ""),
            },
        )

    def _organiser(self, organiser: Organiser, index: int) -> View:
        name = self.text(organiser.name)
        acronym = Words(organiser.acronym or "")
        bare = not acronym or acronym.lower() == name.lower()
        full = name if bare else None
        notes = self.notes(f"/organisers/{index}")
        label = self._join(name, Words("" if bare else f" ({acronym})"))
        country = self.wording.country(organiser.country) if organiser.country else ""
        return View(
            "organiser",
            {
                "name": name,
                "acronym": acronym if not bare else Words(""),
                "label": full or label,
                "short": acronym or name,
                "role": self.own(self.wording.data["roles"][organiser.role]),
                "country": self.own(country),
                "notes": notes,
            },
        )

    def _countries(self) -> View:
        countries = self.sheet.countries
        names = [self.own(self.wording.country(code)) for code in countries.named]
        count = countries.count
        stated = self.own(self.wording.counted("countries_count", count)) if count else Words("")
        return View(
            "countries",
            {
                "count": count or 0,
                "stated": Words(stated, "", self.notes("/countries/count")),
                "names": self.wording.series([str(n) for n in names]) if names else None,
                "list": names,
                "notes": self.notes("/countries/count", "/countries/named"),
            },
        )

    def _quote(self, quote: Quote, index: int) -> View:
        pointer = f"/quotes/{index}"
        words, language = in_language(quote.text, self.language, self.sheet.language)
        language = language.split("-")[0]
        spoken = self.spoken_language(quote, index)
        foreign = "" if language == self.language else language
        marks = self.wording.quoted(typeset(words, language))
        attribution = Phrase(self._attribution(quote))
        translated = language != spoken
        note = ""
        if translated:
            name = self.wording.language_name(spoken)
            note = self.own(self.wording.data["translated"].format(language=name))
        return View(
            "quote",
            {
                "text": Words(marks, foreign),
                "speaker": Words(quote.speaker or ""),
                "role": self.text(quote.role),
                "organisation": self.text(quote.organisation),
                "attribution": attribution,
                "translated": note,
                "partial": quote.partial,
                "notes": self.notes(f"{pointer}/text") or self.notes(pointer),
            },
        )

    def spoken_language(self, quote: Quote, index: int) -> str:
        """The language of the source that prints the quotation in the sheet's own wording."""
        pointers = (f"/quotes/{index}/text", f"/quotes/{index}")
        for pointer in pointers:
            for item in self.sheet.evidence.get(pointer, ()):
                record = self.sheet.sources.get(item.source or "")
                if record and record.language:
                    return record.language.split("-")[0]
        words = wordings(quote.text)
        if isinstance(words, str) or self.sheet.language in words:
            return self.sheet.language.split("-")[0]
        return next(iter(words)).split("-")[0]

    def _attribution(self, quote: Quote) -> list[Words]:
        role = self.text(quote.role)
        organisation = self.text(quote.organisation)
        speaker = Words(quote.speaker or "")
        parts = [speaker]
        if role:
            parts += [self.comma, role] if speaker else [role]
        known = (
            f"{speaker} {role} {original(quote.role, self.sheet.language) if quote.role else ''}"
        )
        if organisation and organisation.lower() not in known.lower():
            parts += [self.comma, organisation] if speaker or role else [organisation]
        return [part for part in parts if part]

    def _sources(self) -> list[Phrase]:
        lines = []
        for record in self.sheet.sources.values():
            foreign = (record.language or self.sheet.language).split("-")[0]
            foreign = "" if foreign == self.language else foreign
            parts: list[Words] = []
            if record.publisher:
                parts.append(Words(record.publisher))
            if record.title:
                parts.append(Words(typeset(record.title, foreign or self.language), foreign))
            if record.author:
                parts.append(Words(record.author))
            if record.published:
                parts.append(self.own(self.wording.date(record.published)))
            if not parts:
                parts.append(Words(record.file.rsplit("/", 1)[-1]))
            joined: list[Words] = []
            for part in parts:
                joined += [self.comma, part] if joined else [part]
            lines.append(Phrase(joined))
        return lines

    def _contact(self, index: int) -> View:
        contact = self.sheet.contacts[index]
        role = self.text(contact.role)
        parts = [Words(contact.name)]
        for part in (role, Words(contact.phone or ""), Words(contact.email or "")):
            if part:
                parts += [self.comma, part]
        return View(
            "contact",
            {
                "name": Words(contact.name),
                "kind": Words(contact.kind or ""),
                "label": self.own(self.wording.data["contacts"][contact.kind or "general"]),
                "role": role,
                "phone": Words(contact.phone or ""),
                "email": Words(contact.email or ""),
                "line": Phrase(parts),
            },
        )
