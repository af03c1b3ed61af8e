"""Where the event takes place: city, country, venue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from eventbrief.extract.judge.candidate import Candidate, Judged, Question
from eventbrief.extract.judge.document import Document
from eventbrief.extract.propose.place import Place
from eventbrief.extract.propose.spoken import PlacesSpokenOf, Spoken
from eventbrief.extract.propose.whereabouts import Whereabouts
from eventbrief.extract.text.span import Found


class Places:
    """The stage that decides city, country and venue."""

    name = "places"
    kinds = tuple("city country venue".split())  # noqa: SIM905 - decisions, not a list of facts

    def questions(self, document: Document) -> Sequence[Question]:
        """One for each part of the place."""
        around = Whereabouts(document.reading, document.event, document.start)
        spoken = PlacesSpokenOf(around)
        every = (spoken.cities, spoken.countries, spoken.houses)
        return tuple(_question(kind, found) for kind, found in zip(self.kinds, every, strict=True))

    def decide(self, document: Document, questions: Sequence[Question]) -> None:
        """The city, the country that goes with it, the venue."""
        city, country, venue = questions
        town = document.choose(city)
        document.place = Place(city=_found(document, city, town))
        land = _land(document, country, town)
        house = document.choose(venue)
        document.place = replace(
            document.place,
            country=_found(document, country, land),
            venue=_found(document, venue, house),
        )


def _question(kind: str, every: Sequence[Spoken]) -> Question:
    candidates = [
        Candidate(spoken, tuple(m.span for m, _ in spoken.mentions), spoken.features)
        for spoken in every
    ]
    return Question(kind, candidates, {"bias": 1.0})


def _land(document: Document, question: Question, town: Judged | None) -> Judged | None:
    """The country, which the city's must be where a city was chosen."""
    judged = document.choose(question)
    if town is None:
        return judged
    codes = town.candidate.value.codes()
    fitting = [c for c in question.candidates if c.value.value in codes]
    if not fitting:
        return judged
    weights = document.weights(question.kind)
    best = max(fitting, key=lambda c: weights.score(c.features))
    if judged and judged.candidate is best:
        return judged
    return Judged(best, town.probability, False, judged.candidate if judged else None)


def _found(document: Document, question: Question, judged: Judged | None) -> Found[str] | None:
    """The value with its places, the one that says it best first."""
    if judged is None:
        return None
    spoken: Spoken = judged.candidate.value
    weights = document.weights(question.kind)
    ordered = sorted(spoken.mentions, key=lambda m: (-weights.score(m[1]), m[0].span.start))
    spans = tuple(dict.fromkeys(mention.span for mention, _ in ordered))
    if not spans and document.place.city:  # only its city tells the country
        spans = document.place.city.spans
    rival = judged.rival.value.value if judged.rival else None
    return Found(spoken.value, spans, judged.sure, rival) if spans else None


PLACES = Places()
