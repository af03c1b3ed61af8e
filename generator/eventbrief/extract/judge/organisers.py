"""Who organises, hosts or convenes the event, or whose own meeting it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from eventbrief.extract.judge.candidate import Candidate, Judged, Question
from eventbrief.extract.judge.document import Document
from eventbrief.extract.propose.body_extents import NamedBody
from eventbrief.extract.propose.body_mentions import Words
from eventbrief.extract.propose.organisers import FoundOrganiser, cue_before
from eventbrief.extract.propose.organising import Evidence
from eventbrief.extract.propose.people import People
from eventbrief.extract.same_body import same_body
from eventbrief.extract.text.likeness import fold
from eventbrief.extract.text.span import Span


class Organisers:
    """The stage that decides who organises the event."""

    name = "organisers"
    kinds = ("organiser",)

    def questions(self, document: Document) -> Sequence[Question]:
        """One: which of the names in the text are those of bodies that organise the event."""
        if document.bodies is None:
            return (Question("organiser", ()),)
        cues, bodies = document.bodies
        words = cues.words
        event, name = document.event, document.name
        named = [*([event.span] if event else []), *(name.spans if name else ())]
        people = document.people or People(document.reading)
        place = document.place
        places = [f.value for f in (place.city, place.venue) if f]
        evidence = Evidence(cues, named, people, places)
        candidates = [
            Candidate(body, tuple(_spans(words, body)), features)
            for body, features in zip(bodies, evidence.of_all(bodies), strict=True)
            if features
        ]
        return (Question("organiser", candidates, about=words),)

    def decide(self, document: Document, questions: Sequence[Question]) -> None:
        """The likeliest names first; one that shares its words with a likelier one is none."""
        (question,) = questions
        weights = document.weights(question.kind)
        alone = [(c, weights.alone(c)) for c in question.candidates]
        alone.sort(key=lambda item: -item[1] * item[0].value.chance)
        apart: list[Candidate] = []
        used: list[Span] = []
        for candidate, _ in alone:
            if not any(span.overlaps(other) for span in candidate.spans for other in used):
                apart.append(candidate)
                used += candidate.spans
        judged = document.each(Question(question.kind, apart, about=question.about))
        taken: list[tuple[Judged, FoundOrganiser]] = []
        for one in judged:
            found = _found(document, one)
            if not any(same_body(found, other) or _part(found, other) for _, other in taken):
                taken.append((one, found))
        taken.sort(key=lambda item: item[0].candidate.spans[0].start)
        document.organisers = tuple(found for _, found in taken)


def _spans(words: Words, body: NamedBody) -> list[Span]:
    tokens = words.tokens
    return [Span(tokens[p.first].start, tokens[p.last].end) for p in body.places]


def _part(one: FoundOrganiser, other: FoundOrganiser) -> bool:
    """True where one name is a part of the other, as "the Ministry" is."""
    a, b = f" {fold(one.name)} ", f" {fold(other.name)} "
    return a in b or b in a


def _found(document: Document, judged: Judged) -> FoundOrganiser:
    """The body with its role, and the words that say so."""
    body: NamedBody = judged.candidate.value
    reading = document.reading
    clearest = max(range(len(body.places)), key=lambda i: (body.places[i].chance, -i))
    span = judged.candidate.spans[clearest]
    role = "organiser"
    for index, extent in enumerate(body.places):
        head = reading.tokens[min(extent.chunk.head, extent.first)].start
        cue = cue_before(reading.flat, head, reading.lexicon)
        if cue is not None:
            role, start = cue
            span = Span(start, judged.candidate.spans[index].end)
            break
    spans = (span,) if body.pair is None or span.covers(body.pair) else (span, body.pair)
    name = re.sub(r"\s+", " ", body.name)
    return FoundOrganiser(name, body.acronym, role, spans, judged.sure)


ORGANISERS = Organisers()
