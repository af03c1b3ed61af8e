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

_ELSEWHERE = 0.1  # the odds of a city with a country that it is not in
_LEAST = 0.35  # chance of what is taken, whatever the lines say


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
        """The city and the country, each in view of the other; the venue."""
        city, country, venue = questions
        towns, lands = _in_view_of_each_other(document, city, country)
        town, land = _choose(document, city, towns), _choose(document, country, lands)
        document.place = Place(city=_found(document, city, town))
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


def _in_view_of_each_other(
    document: Document, city: Question, country: Question
) -> tuple[list[float], list[float]]:
    """How likely each city and each country is, where a city is seldom in another country."""
    towns = document.weights(city.kind).probabilities(city)
    lands = document.weights(country.kind).probabilities(country)
    homes = [frozenset(c.value.codes()) for c in city.candidates]
    codes = [c.value.value for c in country.candidates]
    for_towns, for_lands = [], [(1.0 - sum(towns)) * land for land in lands]
    nowhere = 1.0 - sum(lands)
    for town, home in zip(towns, homes, strict=True):
        both = [
            town * land * (1.0 if not home or code in home else _ELSEWHERE)
            for land, code in zip(lands, codes, strict=True)
        ]
        for_towns.append(sum(both) + town * nowhere)
        for_lands = [x + y for x, y in zip(for_lands, both, strict=True)]
    total = sum(for_towns) + 1.0 - sum(towns)
    return [x / total for x in for_towns], [x / total for x in for_lands]


def _choose(document: Document, question: Question, chances: Sequence[float]) -> Judged | None:
    """The likeliest, where it is likely enough; the decision is noted."""
    weights = document.weights(question.kind)
    ranked = sorted(range(len(chances)), key=lambda i: (-chances[i], i))
    judged = None
    if ranked and chances[ranked[0]] >= max(_LEAST, weights.least):
        chance = chances[ranked[0]]
        others = [i for i in ranked[1:2] if chances[i] > 1.0 - sum(chances)]
        rival = question.candidates[others[0]] if others else None
        best = question.candidates[ranked[0]]
        judged = Judged(best, chance, chance >= weights.sure, rival)
    document.decisions.append((question, (judged,) if judged else ()))
    return judged


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
