"""SeenSheet -> what a template sees: the facts, worded in the brief's language.

A view is a plain mapping; it has no methods a template could call and no way back to Python.
"""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Mapping
from typing import Any

from eventbrief.compose.quoted import QuotedWords
from eventbrief.compose.sheet_words import View
from eventbrief.compose.wording import typeset, utc
from eventbrief.compose.words import Phrase, Words
from eventbrief.facts.fact import Fact, Proof, Type
from eventbrief.facts.model import Ask, Organiser, Participants
from eventbrief.facts.table import inside
from eventbrief.facts.text import Multilingual, base


class SheetView(QuotedWords):
    """Words of what one audience may see of a fact sheet, in the language it reads."""

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
            "participants": [self._heads(p, i) for i, p in enumerate(self.sheet.participants)],
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

    def _texts(self, part: str) -> list[Words]:
        texts: tuple[Multilingual, ...] = getattr(self.sheet, part)
        return [self.text(text, f"/{part}/{i}") for i, text in enumerate(texts)]

    def _event(self) -> View:
        event, wording = self.sheet.event, self.wording
        country = self.own(wording.country(event.country)) if event.country else Words("")
        country = country.unsure(self.check("/event/country"))
        city = self.own(self.text(event.city))  # a name: not marked as untranslated
        city = city.unsure(self.check("/event/city"))
        place = self._join(city, self.comma if city and country else Words(""), country)
        ordinal = wording.ordinal(event.edition) if event.edition else ""
        edition = wording.data["edition"].format(ordinal=ordinal) if ordinal else ""
        days = ("/event/start", "/event/end")
        notes, check = self.notes(*days), self.check(*days)
        dates = self.own(wording.dates(event.start, event.end))
        named = self.own(wording.dates(event.start, event.end, weekdays=True))
        worded = {
            "name": self.text(event.name).unsure(self.check("/event/name")),
            "edition": self.own(edition).unsure(self.check("/event/edition")),
            "dates": Words(dates, "", notes, check),
            "days": Words(named, "", notes, check),
            "city": city,
            "country": country,
            "place": place,
            "place_notes": self.notes("/event/city", "/event/country"),
            "website": self.own(self.text(event.website)).unsure(self.check("/event/website")),
            "time_zone": self.own(self._time_zone()),
        }
        plain = (fact for fact in inside("/event") if fact.key not in {*worded, "start", "end"})
        rest = {fact.key: self._plain(fact, getattr(event, fact.key)) for fact in plain}
        return View("event", {**worded, **rest})

    def _plain(self, fact: Fact, value: Any) -> Words:
        """A fact that is printed as what it is: a number, a day, or words."""
        if value is None:
            return Words("")
        if fact.worded:
            return self.text(value, fact.at)
        said = str(value)
        if fact.type is Type.NUMBER:
            said = self.wording.number(value)
        elif fact.type is Type.DAY:
            said = self.wording.date(value)
        return Words(self.own(said), "", self.notes(fact.at), self.check(fact.at))

    def _time_zone(self) -> str:
        """What the event's clocks show on its first day: UTC+01:00."""
        event = self.sheet.event
        if not event.time_zone or not event.start or len(event.start) < 10:
            return ""
        noon = datetime.datetime.fromisoformat(f"{event.start}T12:00")
        offset = noon.replace(tzinfo=zoneinfo.ZoneInfo(event.time_zone)).utcoffset()
        return utc(offset or datetime.timedelta())

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
        held = self.sheet.registration
        told = (fact for fact in inside("/registration") if fact.proof is not Proof.NONE)
        return View("registration", {f.key: self._plain(f, getattr(held, f.key)) for f in told})

    def _organiser(self, organiser: Organiser, index: int) -> View:
        here = f"/organisers/{index}"
        name = self.text(organiser.name).unsure(self.check(f"{here}/name"))
        acronym = Words(organiser.acronym or "").unsure(self.check(f"{here}/acronym"))
        bare = not acronym or acronym.lower() == name.lower()
        full = name if bare else None
        notes = self.notes(here)
        label = self._join(Words(name, name.language), Words("" if bare else f" ({acronym})"))
        label = label.unsure(name.check or acronym.check)
        country = self.wording.country(organiser.country) if organiser.country else ""
        role = self.own(self.wording.data["roles"][organiser.role])
        return View(
            "organiser",
            {
                "name": name,
                "acronym": acronym if not bare else Words(""),
                "label": full or label,
                "short": acronym or name,
                "role": role.unsure(self.check(f"{here}/role")),
                "country": self.own(country).unsure(self.check(f"{here}/country")),
                "notes": notes,
            },
        )

    def _countries(self) -> View:
        countries = self.sheet.countries
        names = [
            self.own(self.wording.country(code)).unsure(self.check(f"/countries/named/{index}"))
            for index, code in enumerate(countries.named)
        ]
        count, at = countries.count, "/countries/count"
        stated = self.own(self.wording.countries(count, countries.hedge)) if count else Words("")
        marks = [name.marks for name in names]
        return View(
            "countries",
            {
                "count": count or 0,
                "hedge": Words(countries.hedge or ""),
                "stated": Words(stated, "", self.notes(at), self.check(at)),
                "names": self.wording.series([str(n) for n in names], marks) if names else None,
                "list": names,
                "notes": self.notes(at, "/countries/named"),
            },
        )

    def _heads(self, heads: Participants, index: int) -> Phrase:
        """How many of whom, as firmly as the source says it: about 310 delegates."""
        before, after = self.wording.around_count(heads.hedge)
        count = Words(f"{before}{self.wording.number(heads.count)} ")
        here = f"/participants/{index}"
        words = self._join(count, self.text(heads.kind), Words(after))
        return words.unsure(self.check(here))

    def _sources(self) -> list[Phrase]:
        lines = []
        for record in self.sheet.sources.values():
            foreign = base(record.language or self.sheet.language)
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
        name = Words(contact.name).unsure(self.check(f"/contacts/{index}"))
        parts = [name]
        for part in (role, Words(contact.phone or ""), Words(contact.email or "")):
            if part:
                parts += [self.comma, part]
        return View(
            "contact",
            {
                "name": name,
                "kind": Words(contact.kind or ""),
                "label": self.own(self.wording.data["contacts"][contact.kind or "general"]),
                "role": role,
                "phone": Words(contact.phone or ""),
                "email": Words(contact.email or ""),
                "line": Phrase(parts),
            },
        )
