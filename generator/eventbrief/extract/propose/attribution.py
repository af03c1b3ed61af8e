"""A reading -> who is heard in it, and who a verb of speech speaks of.

One person is one choice, however often the article names him. A later verb may leave its subject
to an earlier one: "she added", "the minister said", "adding that".
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field

from eventbrief.extract.propose.bodies import Body
from eventbrief.extract.propose.people import People, Person
from eventbrief.extract.propose.speech import Act, Acts
from eventbrief.extract.propose.subjects import LEAST, Subject, Subjects, worth
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.span import Span
from eventbrief.extract.text.tokens import Token

_RECENT = 10  # people who were named before
_OPENING = 12  # code points before the first name of a sentence


@dataclass(frozen=True)
class Speaker:
    """Who speaks: a person, a body, or somebody told by a role alone.

    Attributes:
        person: who was named, or None.
        body: what speaks, or None.
        span: the words that say so.
        role: what somebody without a name is called, as "a spokesman for X".
        sure: False where it may be somebody else, the `rival`.
    """

    person: Person | None
    body: Body | None
    span: Span
    role: Span | None = None
    sure: bool = True
    rival: str | None = None

    def name(self, text: str) -> str:
        """The name, or else the role."""
        if self.person:
            return self.person.name
        return self.body.name if self.body else self.span.of(text)


@dataclass(eq=False)
class Choice:
    """A speaker with what speaks for him, feature -> strength."""

    speaker: Speaker
    features: dict[str, float] = field(default_factory=dict)

    def mark(self, *names: str) -> None:
        """These are true of him."""
        for name in names:
            self.features[name] = 1.0


class Attribution(Subjects):
    """Who is heard in a reading, verb of speech by verb of speech."""

    def __init__(self, reading: Reading, people: People, acts: Acts) -> None:
        super().__init__(reading, people)
        self.acts = acts
        self._last: list[tuple[int, Person | Body]] = []  # where somebody was last heard, in order
        self._heard = 0  # acts looked at

    def heard(self, position: int) -> Person | Body | None:
        """Who spoke last before `position`, as far as the words alone tell."""
        while self._heard < len(self.acts.all):
            act = self.acts.all[self._heard]
            if act.span.start >= position:
                break
            self._heard += 1
            if not self.reading.in_quotation(act.span.start):
                self._hear(act)
        index = bisect.bisect_left(self._last, position, key=lambda item: item[0])
        return self._last[index - 1][1] if index else None

    def resolved(self, subject: Subject) -> Person | Body | None:
        """Whom a reader takes the verb's subject to be, by the words alone."""
        self.heard(subject.act.span.end)
        return subject.speaker

    def _hear(self, act: Act) -> None:
        subject = self.subject(act, self.reading.sentence_at(act.span.start))
        before = self._last[-1][1] if self._last else None
        told = [(worth(names), -n, m.person) for n, (m, names) in enumerate(subject.told.values())]
        best = max(told, key=lambda item: item[:2], default=None)
        if act.form == "gerund" and self._last:
            start = self.reading.sentence_at(act.span.start).start
            if self._last[-1][0] >= start:
                subject.speaker = before
                return
            here = self.starting(start, act.span.start)
            if here and here[0].span.start - start <= _OPENING:
                subject.speaker = here[0].person
                self._last.append((act.span.start, subject.speaker))
                return
        if best and best[0] >= LEAST and not subject.pronoun:
            subject.speaker = best[2]
        elif subject.pronoun:
            topic = self.topic(act.span.start)
            here = self.starting(self.reading.sentence_at(act.span.start).start, act.span.start)
            first = here[0].person if here else None
            fitting = (p for p in (first, before, topic) if p and agrees(p, subject.pronoun))
            subject.speaker = next(fitting, None)
        elif subject.body:
            subject.speaker = subject.body[0]
        elif subject.noun:
            subject.speaker = next(self._of_role(subject.noun, act.span.start), before)
        else:
            subject.speaker = before
        if subject.speaker:
            self._last.append((act.span.start, subject.speaker))

    def _of_role(self, noun: Token, position: int) -> Iterator[Person]:
        """Those whose role has the noun, the last first."""
        for mention in reversed(self.starting(0, position)[-4 * _RECENT :]):
            if noun.bare in (mention.person.role or "").lower():
                yield mention.person

    def topic(self, position: int) -> Person | None:
        """Whom the sentence before names first."""
        number = self.reading.sentence_number(position)
        if not number:
            return None
        earlier = self.reading.sentences[number - 1]
        named = self.starting(earlier.start, earlier.end)
        return named[0].person if named else None


def agrees(person: Person | Body, gender: str) -> bool:
    """True where the pronoun may mean the person, or the body."""
    if isinstance(person, Body):
        return gender in ("body", "x", "")
    return gender in ("x", "") or person.gender in ("x", gender)
