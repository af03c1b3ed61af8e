"""When the event takes place: which of the days that the text speaks of is its first."""

from __future__ import annotations

from collections.abc import Sequence

from eventbrief.extract.judge.candidate import Candidate, Question
from eventbrief.extract.judge.document import Document
from eventbrief.extract.propose.dates import Mention, closing, find_mentions, speaks_for
from eventbrief.extract.text.span import Found


class Dates:
    """The stage that decides the first and the last day."""

    name = "dates"
    kinds = ("dates",)

    def questions(self, document: Document) -> Sequence[Question]:
        """One: which mention of a day tells the first day of the event."""
        mentions = find_mentions(document.reading)
        candidates = [
            Candidate(
                mention, (mention.span,), speaks_for(document.reading, mention, document.event)
            )
            for mention in mentions
        ]
        return (Question("dates", candidates, {"bias": 1.0}, mentions),)

    def decide(self, document: Document, questions: Sequence[Question]) -> None:
        """The first day with every place that says it; the last where it is said."""
        (question,) = questions
        judged = document.choose(question)
        mentions: list[Mention] = question.about
        if judged is None:
            document.end = closing(document.reading, mentions, None)
            return
        best: Mention = judged.candidate.value
        rival = judged.rival.value.start.iso() if judged.rival else None
        same = [m for m in mentions if m is not best and m.start == best.start]
        spans = (best.span, *(m.span for m in same if m.end in (None, best.end)))
        document.start = Found(best.start.iso(), spans, judged.sure, rival)
        if best.end:
            document.end = Found(best.end.iso(), (best.span,), judged.sure)
        else:
            document.end = closing(document.reading, mentions, best)


DATES = Dates()
