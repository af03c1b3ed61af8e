"""An event -> a calendar file (RFC 5545), whole days, the same bytes every time."""

from __future__ import annotations

import datetime
import hashlib

from eventbrief.compose.page import Options, prepared_date
from eventbrief.compose.view import SheetView
from eventbrief.compose.words import checked
from eventbrief.facts.day import first_day
from eventbrief.facts.finding import Finding, InputError
from eventbrief.facts.seen import SeenSheet

_MIDNIGHT = datetime.time(tzinfo=datetime.UTC)


def calendar_file(seen: SeenSheet, options: Options) -> bytes | None:
    """The event as the audience may know it; None where its day is not known.

    Raises:
        InputError: E705 the extra `mail` is not installed.
    """
    try:
        import icalendar  # noqa: PLC0415 - an extra
    except ImportError as error:
        advice = "install it with: pip install 'eventbrief[mail]'"
        message = "a calendar file needs the extra `mail`"
        raise InputError([Finding("E705", message, "--ics", advice=advice)]) from error
    event = seen.event
    if not event.start or len(event.start) < 10:
        return None
    first = datetime.date.fromisoformat(event.start)
    last = datetime.date.fromisoformat(event.end) if event.end and len(event.end) == 10 else first
    context = SheetView(seen).context({})
    told = context["event"]
    name = str(told["name"])
    place = [checked(words) for words in (told["venue"], told["address"]) if words]
    place.append("".join(map(checked, told["place"])))
    stamp = first_day(prepared_date(seen, options))
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//eventbrief//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    entry = icalendar.Event()
    key = hashlib.sha256(f"{name}|{event.start}".encode()).hexdigest()[:24]
    entry.add("uid", f"{key}@eventbrief")
    entry.add("dtstamp", datetime.datetime.combine(stamp, _MIDNIGHT))
    entry.add("dtstart", first)
    entry.add("dtend", max(first, last) + datetime.timedelta(days=1))
    entry.add("summary", checked(told["name"]))
    if told["dates"].check:
        entry.add("status", "TENTATIVE")
    entry.add("location", ", ".join(p for p in place if p))
    entry.add("transp", "TRANSPARENT")
    if context["summary"]:
        entry.add("description", checked(context["summary"][0]))
    calendar.add_component(entry)
    return bytes(calendar.to_ical())
