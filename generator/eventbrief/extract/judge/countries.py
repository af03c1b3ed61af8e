"""Which countries take part, how many, and how many people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eventbrief.extract.judge.candidate import Candidate, Question
from eventbrief.extract.judge.document import Document
from eventbrief.extract.propose.countries import find_count
from eventbrief.extract.propose.participants import find_participants
from eventbrief.extract.propose.taking_part import Nation, nations_in
from eventbrief.extract.text.span import Found, Span


class Countries:
    """The stage that decides which countries take part, how many they are, and how many people."""

    name = "countries"
    kinds = ("participant_country", "country_count")

    def questions(self, document: Document) -> Sequence[Question]:
        """Two: which of the countries named take part, and which number is that of all."""
        reading = document.reading
        nations = nations_in(reading, parts=_parts(document), counts=[])
        named = [
            Candidate(nation, tuple(t.mention.span for t in nation.told), nation.features)
            for nation in nations
        ]
        return (Question("participant_country", named),)

    def decide(self, document: Document, questions: Sequence[Question]) -> None:
        """The countries in the order of the text; the count with its hedge."""
        named = questions[0]
        document.named = tuple(
            Found(judged.candidate.value.code, judged.candidate.spans, judged.sure)
            for judged in document.each(named)
        )
        document.count = find_count(document.reading)
        document.participants = tuple(find_participants(document.reading))


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
