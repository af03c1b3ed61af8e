"""A quotation's speaker, role and body + its sources -> whether the sources give it to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from eventbrief.check.evidence import vouched
from eventbrief.check.sources import Placed, Sources
from eventbrief.extract.attribution import Speaker
from eventbrief.extract.likeness import alike, fold, same_person
from eventbrief.extract.quotations import FoundQuote
from eventbrief.extract.single import Reread
from eventbrief.facts.document import Document
from eventbrief.facts.finding import Finding
from eventbrief.facts.model import Organiser, Quote
from eventbrief.facts.table import Says, inside
from eventbrief.facts.text import Multilingual, all_wordings, wording_for


def check_attribution(
    document: Document, index: int, quote: Quote, groups: list[list[Placed]], sources: Sources
) -> Iterator[Finding]:
    """Who says it, and in what role, by each source's own attribution.

    Yields:
        E329 a source gives these words to somebody else, or calls the speaker otherwise; E313 no
        words name the body that the speaker is said to stand for.
    """
    at, evidence = f"/quotes/{index}", document.sheet.evidence
    for fact in inside("/quotes/*"):
        key, value = fact.key, getattr(quote, fact.key)
        if fact.says not in (Says.PERSON, Says.NAME, Says.BODY):
            continue
        if value is None or vouched(evidence.get(f"{at}/{key}", ())):
            continue
        if fact.says is Says.BODY:
            yield from _organisation(document, at, quote, groups)
            continue
        for placed in groups:
            told = _told(placed, key)
            if told and not _fits(key, value, told, placed, quote, document, sources, at):
                name = placed[0].item.source
                who = f"gives these words to `{told}`" if key == "speaker" else f"has `{told}`"
                message = f"the {key} is not the source's: `{name}` {who}"
                yield document.finding("E329", message, f"{at}/{key}", "correct it")
                break


def _quoted(reread: Reread, placed: list[Placed]) -> list[FoundQuote]:
    """The quotations of the source that the evidence stands in."""
    return [
        quote
        for quote in reread.quotes
        if any(p.span.overlaps(piece) for p in placed for piece in quote.pieces)
    ]


def _speakers(placed: list[Placed]) -> list[Speaker]:
    return [q.speaker for q in _quoted(placed[0].reread, placed) if q.speaker]


def _told(placed: list[Placed], key: str) -> str:
    """The name or the role that the source gives, or nothing where it is not told."""
    for speaker in _speakers(placed):
        if key == "role":
            return (speaker.person.role or "") if speaker.person else ""
        if speaker.person:
            return speaker.person.name
        if speaker.body:
            return speaker.body.name
    return ""


def _fits(
    key: str,
    value: Multilingual,
    told: str,
    placed: list[Placed],
    quote: Quote,
    document: Document,
    sources: Sources,
    at: str,
) -> bool:
    if key == "speaker":
        return same_speaker(str(value), told)
    mine = wording_for(value, placed[0].language, document.sheet.language)
    if mine is None:
        return True
    one, other = f" {fold(mine)} ", f" {fold(told)} "
    return one in other or other in one or _said_beside(placed, document, sources, at)


def same_speaker(one: str, other: str) -> bool:
    """True where both are the same person, or the same body."""
    return fold(one) == fold(other) or same_person(one, other) or alike(one, other)


def _said_beside(placed: list[Placed], document: Document, sources: Sources, at: str) -> bool:
    """True where the role's own evidence stands beside a mention of the speaker."""
    reread = placed[0].reread
    people = {id(s.person) for s in _speakers(placed) if s.person}
    items = (sources.placed(e) for e in document.sheet.evidence.get(f"{at}/role", ()))
    for item in items:
        if item is None or item.reread is not reread or not reread.reading or not reread.people:
            continue
        sentence = reread.reading.sentence_at(item.span.start)
        near = reread.people.starting(sentence.start, sentence.end)
        if any(id(m.person) in people for m in near):
            return True
    return False


def _organisation(
    document: Document, at: str, quote: Quote, groups: list[list[Placed]]
) -> Iterator[Finding]:
    """The body must be told by the role or by the name, whole or by its acronym."""
    assert quote.organisation is not None  # noqa: S101 - asked only where there is one
    wanted = {fold(w) for w in all_wordings(quote.organisation)}
    for organiser in document.sheet.organisers:
        names = {fold(n) for n in _names(organiser)}
        if names & wanted:
            wanted |= names
    told = [*(all_wordings(quote.role) if quote.role else ()), quote.speaker or ""]
    for placed in groups:
        told += [_told(placed, "speaker"), _told(placed, "role")]
        told += [_around(placed)]
    said = f" {' '.join(fold(t) for t in told)} "
    read = {fold(name) for placed in groups for name in _bodies(placed)}
    cut = any(f" {name} " in f" {longer} " for name in wanted for longer in read - wanted)
    if not read & wanted and (cut or not any(f" {name} " in said for name in wanted if name)):
        shown = " / ".join(all_wordings(quote.organisation))
        message = f"no words say that the speaker stands for `{shown}`"
        advice = "correct it, take it out, or add `{status: stated, by: NAME}`"
        yield document.finding("E313", message, f"{at}/organisation", advice)


def _bodies(placed: list[Placed]) -> list[str]:
    """The bodies that extraction gives the quotation's speaker."""
    reread = placed[0].reread
    there = _quoted(reread, placed)
    pairs = zip(reread.quotes, reread.stated.quotes, strict=True)
    found = (stated.organisation for one, stated in pairs if one in there)
    return [name for name in found if name]


def _around(placed: list[Placed]) -> str:
    """The source's own words in the sentences around the quotation."""
    reading = placed[0].reread.reading
    if reading is None:
        return ""
    first = reading.sentence_at(min(p.span.start for p in placed))
    last = reading.sentence_at(max(p.span.end for p in placed) - 1)
    return re.sub("\u2588+", " ", reading.masked[first.start : last.end])


def _names(organiser: Organiser) -> list[str]:
    return [*all_wordings(organiser.name), *([organiser.acronym] if organiser.acronym else [])]
