"""Which edition of the event this is, and which sentences speak of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from eventbrief.extract.judge.candidate import Question
from eventbrief.extract.judge.document import Document
from eventbrief.extract.propose.editions import find_editions, other_editions
from eventbrief.extract.propose.name_words import NameWords
from eventbrief.extract.text.span import Found


class Editions:
    """The stage that decides the edition."""

    name = "editions"
    kinds = ("edition",)

    def questions(self, document: Document) -> Sequence[Question]:
        """One: which number is the event's edition."""
        words = document.words or NameWords(document.reading)
        spans = document.name.spans if document.name else ()
        event = document.event
        if event and not spans:
            spans = (event.span,)
        return (Question("edition", find_editions(words, event, spans), {"bias": 1.0}, words),)

    def decide(self, document: Document, questions: Sequence[Question]) -> None:
        """The edition, and the sentences about another one."""
        (question,) = questions
        judged = document.choose(question)
        value = None
        if judged:
            value = judged.candidate.value
            rival = str(judged.rival.value) if judged.rival else None
            document.edition = Found(value, judged.candidate.spans, judged.sure, rival)
            if document.event:
                document.event = replace(document.event, edition=document.edition)
        document.reading.elsewhere = other_editions(question.about, document.event, value)


EDITIONS = Editions()
