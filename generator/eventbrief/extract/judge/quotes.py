"""What is quoted, and who says it: first whether a stretch is speech, then whose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from eventbrief.extract.judge.candidate import Candidate, Judged, Question
from eventbrief.extract.judge.document import Document
from eventbrief.extract.propose.attribution import Attribution, Speaker
from eventbrief.extract.propose.people import People
from eventbrief.extract.propose.quotations import FoundQuote, Stretch, is_partial, stretches
from eventbrief.extract.propose.speakers import Speakers
from eventbrief.extract.propose.speech import Acts
from eventbrief.extract.propose.speech_features import Speech


class Quotes:
    """The stage that decides what is speech, and who speaks."""

    name = "quotes"
    kinds = ("quote", "speaker")

    def questions(self, document: Document) -> Sequence[Question]:
        """Which stretches are speech, and for each who says it."""
        reading = document.reading
        if not reading.quotes and "—" not in reading.text and ":" not in reading.text:
            return ()
        people = document.people or People(reading)
        acts = Acts(reading)
        found = stretches(reading, people, acts)
        speech = Speech(reading, people, acts, found)
        speakers = Speakers(Attribution(reading, people, acts))
        candidates, asked = [], []
        for stretch in found:
            if speech.denied(stretch) or speech.is_scrap(stretch):
                continue
            choices, none = speakers.of(stretch)
            told = {
                f"says_{name.replace('inside', 'after')}": 1.0
                for name in none
                if name.startswith(("how_", "slot_"))
            }
            features = speech.features(stretch) | told
            candidates.append(Candidate(stretch, stretch.pieces, features))
            whom = [Candidate(c.speaker, (c.speaker.span,), c.features) for c in choices]
            asked.append(Question("speaker", whom, none, stretch))
        return (Question("quote", candidates), *asked)

    def decide(self, document: Document, questions: Sequence[Question]) -> None:
        """The quotations in order, each with its speaker."""
        if not questions:
            document.quotes = ()
            return
        asked = {id(q.about): q for q in questions[1:]}
        found = []
        for judged in document.each(questions[0]):
            stretch: Stretch = judged.candidate.value
            told = document.choose(asked[id(stretch)])
            speaker = _speaker(told, document) if told else None
            partial = is_partial(document.reading, stretch)
            found.append(FoundQuote(stretch.pieces, speaker, partial, judged.sure))
        document.quotes = tuple(found)


def _speaker(judged: Judged, document: Document) -> Speaker:
    speaker: Speaker = judged.candidate.value
    rival: Speaker | None = judged.rival.value if judged.rival else None
    name = rival.name(document.reading.text) if rival else None
    named = speaker.person is None or speaker.person.sure
    return replace(speaker, sure=judged.sure and named, rival=name)


QUOTES = Quotes()
