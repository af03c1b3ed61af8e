"""Which countries take part, how many, and how many people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eventbrief.extract.judge.candidate import Candidate, Judged, Question
from eventbrief.extract.judge.document import Document
from eventbrief.extract.judge.ranking import Weights
from eventbrief.extract.propose.countries import (
    Counted,
    CountryCount,
    counts_in,
    pooled,
    what_is_counted,
)
from eventbrief.extract.propose.nations import mentions_in
from eventbrief.extract.propose.participants import find_participants
from eventbrief.extract.propose.surroundings import Surroundings
from eventbrief.extract.propose.taking_part import Nation, Told, nations_in
from eventbrief.extract.text.span import Found, Span


class Countries:
    """The stage that decides which countries take part, how many they are, and how many people."""

    name = "countries"
    kinds = ("participant_country", "country_count")

    def questions(self, document: Document) -> Sequence[Question]:
        """Two: which of the countries named take part, and which number is that of all."""
        reading = document.reading
        mentions = [m for m in mentions_in(reading) if m.span.start >= reading.body]
        taken = frozenset(i for m in mentions for i in range(m.first, m.last + 1))
        around = Surroundings(reading, taken)
        counts: dict[int, list[Counted]] = {}
        for counted in counts_in(around):
            counts.setdefault(counted.value, []).append(counted)
        nations = nations_in(around, mentions, parts=_parts(document), counts=list(counts))
        named = [Candidate(n, tuple(t.mention.span for t in n.told), n.features) for n in nations]
        numbers = [
            Candidate(own, tuple(c.said for c in own), pooled(own, set(counts), len(nations)))
            for own in counts.values()
        ]
        return (
            Question("participant_country", named),
            Question("country_count", numbers, {"bias": 1.0}, around),
        )

    def decide(self, document: Document, questions: Sequence[Question]) -> None:
        """The countries in the order of the text; the count with its hedge."""
        named, numbers = questions
        weights = document.weights("participant_country")
        document.named = tuple(
            Found(j.candidate.value.code, _best_first(j.candidate.value, weights), j.sure)
            for j in document.each(named)
        )
        document.count = _count(document, document.choose(numbers))
        document.participants = tuple(find_participants(numbers.about, _year(document)))


def _best_first(nation: Nation, weights: Weights) -> tuple[Span, ...]:
    """The places that name the country, those first that say most that it takes part."""
    if len(nation.told) == 1:
        return (nation.told[0].mention.span,)

    def strength(told: Told) -> float:
        return weights.score(dict.fromkeys(sorted(told.features), 1.0)) - 10.0 * told.apart

    ordered = sorted(nation.told, key=lambda t: (-strength(t), t.mention.span))
    return tuple(t.mention.span for t in ordered)


def _count(document: Document, judged: Judged | None) -> CountryCount | None:
    """The number with the words that state it, what it counts, and how it is hedged."""
    if judged is None:
        return None
    reading, places = document.reading, judged.candidate.value
    weights = document.weights("country_count")
    best: Counted = max(places, key=lambda c: weights.score(dict.fromkeys(sorted(c.features), 1.0)))
    rival = str(judged.rival.value[0].value) if judged.rival else None
    counted = what_is_counted(reading, best.said.start, best.said.end)
    return CountryCount(Found(best.value, (best.said,), judged.sure, rival), counted, best.hedge)


def _year(document: Document) -> int | None:
    """The year of the event, or else that in which its source was published."""
    said = document.start.value if document.start else document.reading.source.published
    return int(said[:4]) if said and said[:4].isdigit() else None


def _parts(document: Document) -> Iterator[tuple[str, Span]]:
    """Stretches of the text that are part of something that was found in it."""
    if document.event:
        yield "event", document.event.span
    for body in document.organisers:
        for span in body.spans:
            yield "organiser", span
    if document.people:
        for mention in document.people.mentions:
            yield "person", mention.span
    for quote in document.quotes:
        if quote.speaker and quote.speaker.person:
            person = quote.speaker.person
            yield "speaker", person.name_span
            if person.role_span:
                yield "speaker", person.role_span


COUNTRIES = Countries()
