"""One Source -> what it states, each fact with the words that state it."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from eventbrief.extract.judge.document import Document
from eventbrief.extract.judge.ranking import Judge, learned
from eventbrief.extract.judge.stages import STAGES
from eventbrief.extract.propose.countries import CountryCount
from eventbrief.extract.propose.dates import Mention, find_mentions
from eventbrief.extract.propose.organisers import FoundOrganiser
from eventbrief.extract.propose.participants import HeadCount
from eventbrief.extract.propose.people import People
from eventbrief.extract.propose.quotations import FoundQuote
from eventbrief.extract.propose.release import Release
from eventbrief.extract.same_body import told_in
from eventbrief.extract.text.lexicon import languages, lexicon
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.span import Found, Span
from eventbrief.sources.source import Source


@dataclass(frozen=True)
class StatedQuote:
    """A quotation and its speaker; spans of the words, the name and the role."""

    text: str
    pieces: tuple[Span, ...]
    partial: bool
    speaker: Found[str] | None
    role: Found[str] | None
    organisation: str | None
    sure: bool = True


@dataclass(frozen=True)
class Stated:
    """Everything that one source states about its event; `by` names the model that found it."""

    source: Source
    event: dict[str, Found[str] | Found[int]]
    organisers: tuple[FoundOrganiser, ...] = ()
    count: CountryCount | None = None
    named: tuple[Found[str], ...] = ()
    participants: tuple[HeadCount, ...] = ()
    summary: tuple[Found[str], ...] = ()
    quotes: tuple[StatedQuote, ...] = ()
    by: str | None = None
    release: Release = field(default_factory=Release)


@dataclass(frozen=True)
class Reread:
    """A source as extraction read it, to be asked again what its words say.

    Attributes:
        stated: what it states.
        reading: the source made ready to be searched; None where its language is not read.
        people: whom it names.
        quotes: its quotations, with who says them.
    """

    stated: Stated
    reading: Reading | None = None
    people: People | None = None
    quotes: tuple[FoundQuote, ...] = ()

    @functools.cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Every day that the source speaks of."""
        return tuple(find_mentions(self.reading)) if self.reading else ()

    @functools.cached_property
    def claims(self) -> dict[str, list[tuple[Any, tuple[Span, ...]]]]:
        """Each value that was found, with its words, by the pattern of its fact."""
        found: dict[str, list[tuple[Any, tuple[Span, ...]]]] = defaultdict(list)
        for at, value, spans in _claims(self.stated):
            if value is not None:
                found[at].append((value, spans))
        return found

    @functools.cached_property
    def spans(self) -> frozenset[Span]:
        """Every place from which something was read."""
        return frozenset(s for found in self.claims.values() for _, spans in found for s in spans)


@functools.lru_cache(maxsize=64)
def reread(source: Source) -> Reread:
    """The source as `extract` reads it, kept for whoever asks again."""
    return _read(source)


def extract(source: Source) -> Stated:
    """What `source` states; nothing where there is no lexicon for its language."""
    return _read(source).stated


def read_with(source: Source, judge: Judge) -> Document:
    """The source with everything that the stages decide about it, by the weights of `judge`."""
    document = Document(Reading(source, lexicon(source.language or "")), judge)
    for stage in STAGES:
        stage.decide(document, stage.questions(document))
    return document


def _read(source: Source) -> Reread:
    if source.language not in languages():
        return Reread(Stated(source, {}))
    document = read_with(source, learned())
    return Reread(stated_in(document), document.reading, document.people, document.quotes)


def stated_in(document: Document) -> Stated:
    """What the decisions about a source make it state."""
    source = document.reading.source
    event: dict[str, Found[str] | Found[int] | None] = {
        "name": document.name,
        "edition": document.edition,
        "start": document.start,
        "end": document.end,
        "city": document.place.city,
        "country": document.place.country,
        "venue": document.place.venue,
        "theme": document.theme,
        "website": document.release.website,
    }
    return Stated(
        source,
        {key: value for key, value in event.items() if value is not None},
        document.organisers,
        document.count,
        document.named,
        document.participants,
        tuple(Found(re.sub(r"\s+", " ", s.of(source.text)), (s,)) for s in document.summary),
        tuple(_quotes(document.reading, document.quotes, document.organisers)),
        release=document.release,
    )


def _claims(stated: Stated) -> Iterator[tuple[str, Any, tuple[Span, ...]]]:
    for key, found in stated.event.items():
        yield f"/event/{key}", found.value, found.spans
    for body in stated.organisers:
        yield "/organisers/*/name", body.name, body.spans
        yield "/organisers/*/acronym", body.acronym, body.spans
        yield "/organisers/*/role", body.role, body.spans
    if stated.count:
        yield "/countries/count", stated.count.number.value, stated.count.number.spans
        yield "/countries/hedge", stated.count.hedge, stated.count.number.spans
        yield "/countries/counted", stated.count.counted, stated.count.number.spans
    for country in stated.named:
        yield "/countries/named/*", country.value, country.spans
    for heads in stated.participants:
        yield "/participants/*/count", heads.number.value, heads.number.spans
        yield "/participants/*/hedge", heads.hedge, heads.number.spans
        yield "/participants/*/kind", heads.kind, heads.number.spans
    for at, said in stated.release.parts():
        yield re.sub(r"/\d+", "/*", at), said.value, said.spans
    for sentence in stated.summary:
        yield "/summary/*", sentence.value, sentence.spans
    for quote in stated.quotes:
        yield "/quotes/*/text", quote.text, quote.pieces
        if quote.speaker:
            yield "/quotes/*/speaker", quote.speaker.value, quote.speaker.spans
        if quote.role:
            yield "/quotes/*/role", quote.role.value, quote.role.spans


def _quotes(
    reading: Reading, quotes: tuple[FoundQuote, ...], organisers: tuple[FoundOrganiser, ...]
) -> list[StatedQuote]:
    found = []
    for quote in quotes:
        speaker: Found[str] | None = None
        role: Found[str] | None = None
        organisation: str | None = None
        told = quote.speaker
        if told and told.person:
            person = told.person
            spans = tuple(dict.fromkeys((told.span, person.name_span)))
            speaker = Found(person.name, spans, told.sure, told.rival)
            if person.role and person.role_span:
                role = Found(person.role, (person.role_span,), told.sure)
                organisation = _organisation(person.role, organisers)
        elif told and told.body:
            speaker = Found(told.body.name, (told.span,), told.sure, told.rival)
            organisation = told.body.name
        elif told and told.role:
            words = re.sub(r"\s+", " ", told.role.of(reading.text))
            role = Found(words, (told.role,), told.sure)
        text = quote.text(reading.text)
        found.append(
            StatedQuote(text, quote.pieces, quote.partial, speaker, role, organisation, quote.sure)
        )
    return found


def _organisation(role: str, organisers: tuple[FoundOrganiser, ...]) -> str | None:
    """The organiser that the role names, if it names one."""
    named = (organiser for organiser in organisers if told_in(organiser, role))
    return next((organiser.acronym or organiser.name for organiser in named), None)
