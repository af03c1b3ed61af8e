"""A fact sheet held against its sources and against itself -> findings."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator

from eventbrief.check.unsure import unsure
from eventbrief.check.verbatim import continuation, is_verbatim, nearest
from eventbrief.extract.lexicon import languages, lexicon
from eventbrief.facts import pointer
from eventbrief.facts.document import Document
from eventbrief.facts.finding import Finding, InputError
from eventbrief.facts.model import Evidence, Quote
from eventbrief.facts.text import original, wordings
from eventbrief.facts.texts import texts as sheet_texts
from eventbrief.sources.reader import read
from eventbrief.sources.source import Source

_CLOSE = 40
_PROVED = (
    *("organisers", "participants", "summary", "quotes", "objectives", "topics"),
    *("lines_to_take", "asks", "programme", "notes", "contacts"),
)


def check(document: Document, wanted: Iterable[str] = ()) -> list[Finding]:
    """Every finding about the sheet, in the order of its lines.

    Args:
        document: the sheet and the file it stands in.
        wanted: languages that texts should be worded in, beside those the sheet already uses.
    """
    sources, findings = _sources(document)
    findings += _evidence(document, sources)
    findings += _unproved(document)
    findings += unsure(document)
    findings += _quotes(document, sources)
    findings += _conflicts(document)
    findings += _translations(document, wanted)
    findings += _dates(document)
    findings += _counts(document)
    findings += _programme(document)
    findings += _preparation(document)
    return sorted(findings, key=lambda f: (f.line, f.column, f.code))


def _sources(document: Document) -> tuple[dict[str, Source], list[Finding]]:
    """The sources that can be read, and what is wrong with the others."""
    found: dict[str, Source] = {}
    findings = []
    for name, record in document.sheet.sources.items():
        at = pointer.join(("sources", name, "file"))
        try:
            source = read(document.path.parent / record.file, record.part)
        except InputError as error:
            reason = error.findings[0].message
            message = f"the source `{name}` cannot be checked: {reason} ({record.file})"
            findings.append(
                document.finding("W301", message, at, "put the file back, or correct the path")
            )
            continue
        found[name] = source
        if source.sha256 != record.sha256:
            message = f"the source `{name}` has changed since its facts were extracted"
            advice = "run `eventbrief extract` again, then look at what it says"
            findings.append(
                document.finding("E302", message, pointer.join(("sources", name, "sha256")), advice)
            )
    return found, findings


def _evidence(document: Document, sources: dict[str, Source]) -> Iterator[Finding]:
    data = document.tree.data()
    for key, items in document.sheet.evidence.items():
        here = pointer.join(("evidence", key))
        try:
            value = pointer.follow(data, key)
        except KeyError:
            yield document.finding(
                "W303",
                f"evidence for {key}, but there is no such fact",
                here,
                "extract again: it is kept under `left_out`, and the fact stays out",
            )
            continue
        if value in (None, "", []):
            yield document.finding(
                "W306",
                f"evidence for {key}, which is left empty",
                here,
                "remove the evidence if the fact is to stay empty",
            )
        for index, item in enumerate(items):
            yield from _place(document, sources, f"{here}/{index}", key, item)


def _place(
    document: Document, sources: dict[str, Source], here: str, key: str, item: Evidence
) -> Iterator[Finding]:
    if item.status == "stated":
        if not item.by:
            yield document.finding("W307", f"{key} is stated, but not by whom", here, "add `by:`")
        return
    if item.source not in document.sheet.sources:
        yield document.finding(
            "E304",
            f"evidence for {key} names no known source",
            here,
            f"known are: {', '.join(document.sheet.sources) or 'none'}",
        )
        return
    source = sources.get(item.source or "")
    if source is None or item.at is None or item.text is None:
        if source is not None:
            yield document.finding("E304", f"evidence for {key} lacks `at` or `text`", here)
        return
    start, end = item.at
    if source.text[start:end] == item.text:
        return
    moved = source.text.find(item.text)
    stands = (
        f"; there stands `{source.text[start:end][:_CLOSE]}`" if end <= len(source.text) else ""
    )
    advice = (
        f"the words now stand at [{moved}, {moved + len(item.text)}]"
        if moved >= 0
        else "the words stand nowhere in the source any more: check the fact"
    )
    message = f"evidence for {key} does not stand at [{start}, {end}] of `{item.source}`{stands}"
    yield document.finding("E305", message, here, advice)


def _unproved(document: Document) -> Iterator[Finding]:
    """Facts that no source and nobody states."""
    sheet = document.sheet
    proved = {tuple(pointer.split(key)) for key in sheet.evidence}
    facts = [("event", key) for key, value in sheet.event if value is not None]
    if sheet.countries.count is not None:
        facts.append(("countries", "count"))
    facts += [("countries", "named", str(i)) for i in range(len(sheet.countries.named))]  # type: ignore[misc]
    for part in _PROVED:
        facts += [(part, str(i)) for i in range(len(getattr(sheet, part)))]
    facts += [("registration", key) for key, value in sheet.registration if value]
    for fact in facts:
        if any(p[: len(fact)] == fact or fact[: len(p)] == p for p in proved):
            continue
        at = pointer.join(fact)
        advice = "add evidence, or `{status: stated, by: NAME}` where a person knows it"
        yield document.finding("W311", f"no evidence for {at}", at, advice)


def _quotes(document: Document, sources: dict[str, Source]) -> Iterator[Finding]:
    """Each wording must stand in a source of its language; one such source is enough."""
    for index, quote in enumerate(document.sheet.quotes):
        at = f"/quotes/{index}/text"
        by_language: dict[str | None, list[list[Finding]]] = {}
        for item in _quote_evidence(document, index):
            source = sources.get(item.source or "")
            if source is None:
                continue
            words = _wording(quote, source.language, document.sheet.language)
            if words is not None:
                found = list(_verbatim(document, at, words, source, item))
                by_language.setdefault(source.language, []).append(found)
        for findings in by_language.values():
            yield from min(findings, key=lambda f: [x.code.startswith("E") for x in f])


def _quote_evidence(document: Document, index: int) -> list[Evidence]:
    """The quotation's places; of an interrupted one, the last comes first."""
    evidence = document.sheet.evidence
    items = evidence.get(f"/quotes/{index}/text") or evidence.get(f"/quotes/{index}") or ()
    return sorted(items, key=lambda e: -(e.at or (0, 0))[1])


def _wording(quote: Quote, language: str | None, own: str) -> str | None:
    """The quotation as it should stand in a source of `language`, if the sheet has it."""
    words = wordings(quote.text)
    if isinstance(words, str):
        return words if language in (None, own) else None
    return words.get(language or own)


def _verbatim(
    document: Document, at: str, words: str, source: Source, item: Evidence
) -> Iterator[Finding]:
    evidence = document.sheet.evidence.get(at, ())
    places = sorted(e.at for e in evidence if e.source == item.source and e.at)
    cited = " ".join(source.text[start:end] for start, end in places)
    if not is_verbatim(words, source.text) and not is_verbatim(words, cited):
        difference = nearest(words, source.text)
        message = f"the quotation is not verbatim: {difference.changes or 'words differ'}"
        advice = f"`{item.source}` has: {difference.passage}"
        yield document.finding("E321", message, at, advice)
        return
    if item.at and source.language in languages():
        following = continuation(source.text, item.at[1])
        limiting = lexicon(source.language or "").pattern("limiting").match(following)
        if limiting:
            message = f"the quotation stops where the source goes on: `{following[:_CLOSE]}`"
            yield document.finding("W322", message, at, "quote the limitation too, or say […]")


def _conflicts(document: Document) -> Iterator[Finding]:
    for index, conflict in enumerate(document.sheet.conflicts):
        values = "; ".join(f"`{v.source}` says {v.value}" for v in conflict.values)
        advice = "keep the right value and remove this entry"
        message = f"the sources disagree on {conflict.at}: {values}"
        yield document.finding("W331", message, f"/conflicts/{index}", advice)


def _translations(document: Document, wanted: Iterable[str]) -> Iterator[Finding]:
    texts = [(at, wordings(text)) for at, text in sheet_texts(document.sheet)]
    own = document.sheet.language
    used = {language for _, text in texts if isinstance(text, dict) for language in text}
    for at, text in texts:
        has = set(text) if isinstance(text, dict) else {own}
        for language in sorted((used | set(wanted)) - has):
            words = original(text, own)
            shown = words if len(words) <= _CLOSE else words[:_CLOSE].rstrip() + "…"
            yield document.finding(
                "W341",
                f"{at} has no wording in `{language}`: {shown}",
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
    for key in ("marking", "embargo"):
        if getattr(prepared, key):
            message = f"the {key} is stated, but not by whom"
            yield document.finding("W307", message, f"/prepared/{key}", "add `by:` to `prepared:`")
