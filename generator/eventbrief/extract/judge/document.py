"""What is decided about one source so far, handed from one decision to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from eventbrief.extract.judge.candidate import Judged, Question
from eventbrief.extract.judge.ranking import Judge, Weights
from eventbrief.extract.propose.body_extents import NamedBody
from eventbrief.extract.propose.countries import CountryCount
from eventbrief.extract.propose.dates import Mention
from eventbrief.extract.propose.event_name import Candidate as EventMention
from eventbrief.extract.propose.name_words import NameWords
from eventbrief.extract.propose.organisers import FoundOrganiser
from eventbrief.extract.propose.organising_cues import Cues
from eventbrief.extract.propose.participants import HeadCount
from eventbrief.extract.propose.people import People
from eventbrief.extract.propose.place import Place
from eventbrief.extract.propose.quotations import FoundQuote
from eventbrief.extract.propose.release import Release
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.span import Found, Span


@dataclass
class Document:
    """A reading, and what was decided about it; a stage finds what those before it put here.

    Attributes:
        reading: the source made ready to be searched.
        judge: the weights by which is decided.
        words: what each word can be in the name of an event.
        days: every day that the source speaks of; None before the days were looked for.
        event: the mention of the event that names it best, also where it has no name of its own.
        bodies: every body that the words name, and what is said of lists of them.
        decisions: every question with what was taken, in order, for `extract --explain`.
    """

    reading: Reading
    judge: Judge
    words: NameWords | None = None
    days: list[Mention] | None = None
    event: EventMention | None = None
    name: Found[str] | None = None
    edition: Found[int] | None = None
    start: Found[str] | None = None
    end: Found[str] | None = None
    place: Place = field(default_factory=Place)
    theme: Found[str] | None = None
    people: People | None = None
    bodies: tuple[Cues, list[NamedBody]] | None = None
    organisers: tuple[FoundOrganiser, ...] = ()
    quotes: tuple[FoundQuote, ...] = ()
    count: CountryCount | None = None
    named: tuple[Found[str], ...] = ()
    participants: tuple[HeadCount, ...] = ()
    summary: tuple[Span, ...] = ()
    release: Release = field(default_factory=Release)
    decisions: list[tuple[Question, Sequence[Judged]]] = field(default_factory=list)

    def choose(self, question: Question) -> Judged | None:
        """The likeliest candidate of the question, or None; the decision is noted."""
        judged = self.judge.of(question.kind).choose(question)
        self.decisions.append((question, (judged,) if judged else ()))
        return judged

    def each(self, question: Question) -> list[Judged]:
        """All candidates that are right by themselves; the decision is noted."""
        judged = self.judge.of(question.kind).each(question)
        self.decisions.append((question, judged))
        return judged

    def weights(self, kind: str) -> Weights:
        """The weights of one kind of decision."""
        return self.judge.of(kind)


class Stage(Protocol):
    """One station on the road from a reading to what it states.

    Attributes:
        name: what it finds.
        kinds: the decisions it asks for, in `weights.json`.
    """

    @property
    def name(self) -> str:
        """What it finds."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The decisions it asks for, in `weights.json`."""

    def questions(self, document: Document) -> Sequence[Question]:
        """What is to be decided, from what was decided before."""

    def decide(self, document: Document, questions: Sequence[Question]) -> None:
        """Decide, and put what was found into the document."""
