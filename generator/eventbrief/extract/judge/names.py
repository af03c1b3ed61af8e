"""What the event is called."""

from __future__ import annotations

from collections.abc import Sequence

from eventbrief.extract.judge.candidate import Candidate, Question
from eventbrief.extract.judge.document import Document
from eventbrief.extract.propose.event_name import Candidate as EventMention
from eventbrief.extract.propose.event_name import Wording, find_names
from eventbrief.extract.propose.event_owner import owner
from eventbrief.extract.propose.name_words import NameWords
from eventbrief.extract.text.span import Found

_SAME = 0.7  # of all words of two wordings of one name


class Names:
    """The stage that decides what the event is called."""

    name = "names"
    kinds = ("name",)

    def questions(self, document: Document) -> Sequence[Question]:
        """One: which of the words that may name an event name this one."""
        words = document.words = NameWords(document.reading)
        names = find_names(words, document.weights("name"))
        return (Question("name", names, {"bias": 1.0}, alike=_alike),)

    def decide(self, document: Document, questions: Sequence[Question]) -> None:
        """The name, and the mention that names the event best, also where it has no name."""
        (question,) = questions
        judged = document.choose(question)
        chosen = judged.candidate if judged else _likeliest(document, question)
        if chosen is None:
            return
        document.event = _mention(document, chosen.value)
        if judged:
            rival = judged.rival.value.name if judged.rival else None
            name = document.event.name
            document.name = Found(name, chosen.spans, judged.sure, rival)


def _mention(document: Document, wording: Wording) -> EventMention:
    words = document.words or NameWords(document.reading)
    body = owner(words, wording.first, wording.last)
    return EventMention(wording.span, wording.name, wording.head, owner=body)


def _likeliest(document: Document, question: Question) -> Candidate | None:
    """The best mention, also where none is likely enough to be the event's name."""
    weights = document.weights("name")
    return max(question.candidates, key=lambda c: weights.score(c.features), default=None)


def _alike(one: Candidate, other: Candidate) -> bool:
    """True where two candidates say the same name, in more words or less."""
    a, b = one.value.all_words, other.value.all_words
    return bool(a and b) and len(a & b) / len(a | b) >= _SAME


NAMES = Names()
