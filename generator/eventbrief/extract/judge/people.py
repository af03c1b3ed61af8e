"""Who is named, and as what: which words are a name, how far it goes, and which say the role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eventbrief.extract.judge.candidate import Candidate, Question
from eventbrief.extract.judge.document import Document
from eventbrief.extract.propose.people import Named, people_of
from eventbrief.extract.propose.person_names import name_questions
from eventbrief.extract.propose.person_roles import role_question
from eventbrief.extract.propose.person_words import PersonWords


class Asked(Sequence[Question]):
    """The questions about the names of a reading, each with those about the roles beside it.

    What the role is depends on which words are the name: there is a question for every reading of
    the name, made when it is asked for.
    """

    def __init__(self, words: PersonWords, names: Sequence[Question]) -> None:
        self.words = words
        self.names = names
        self._roles: dict[int, Question] = {}

    def role(self, name: Candidate) -> Question:
        """What somebody with this name here is."""
        found = self._roles.get(id(name))
        if found is None:
            found = self._roles[id(name)] = role_question(self.words, name.value)
        return found

    def __iter__(self) -> Iterator[Question]:
        yield from self.names
        for question in self.names:
            for name in question.candidates:
                yield self.role(name)

    def __len__(self) -> int:
        return len(self.names) + sum(len(q.candidates) for q in self.names)

    def __getitem__(self, index: int) -> Question:  # type: ignore[override]
        return list(self)[index]


class PeopleStage:
    """The stage that decides who is named."""

    name = "people"
    kinds = ("person_name", "role")

    def questions(self, document: Document) -> Asked:
        """Which words are a name, and which a role."""
        words = PersonWords(document.reading)
        event = [document.event.span] if document.event else []
        return Asked(words, name_questions(words, event))

    def decide(self, document: Document, questions: Sequence[Question]) -> None:
        """The people, with their mentions."""
        asked = questions if isinstance(questions, Asked) else self.questions(document)
        found = []
        for question in asked.names:
            judged = document.choose(question)
            if judged is None:
                continue
            role = document.choose(asked.role(judged.candidate))
            found.append(
                Named(
                    judged.candidate.value,
                    role.candidate.value if role else None,
                    judged.sure,
                    role.sure if role else True,
                )
            )
        document.people = people_of(asked.words, found)


PEOPLE = PeopleStage()
