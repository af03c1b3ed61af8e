"""Who is named, and as what: which words are a name, how far it goes, and which say the role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eventbrief.extract.judge.candidate import Candidate, Judged, Question
from eventbrief.extract.judge.document import Document
from eventbrief.extract.propose.people import Named, Told, people_of
from eventbrief.extract.propose.person_name_evidence import name_questions
from eventbrief.extract.propose.person_roles import role_questions
from eventbrief.extract.propose.person_words import PersonWords

# The chances from which on a name and a role are told, though not as sure: whoever is quoted has to
# be among the people, and of those who are not nobody asks.
_LEAST_NAME, _LEAST_ROLE = 0.27, 0.5


class Asked(Sequence[Question]):
    """The questions about the names of a reading, each with those about the roles beside it.

    What the role is depends on which words are the name: there is a question for every reading of
    the name, made when it is asked for.
    """

    def __init__(self, words: PersonWords, names: Sequence[Question]) -> None:
        self.words = words
        self.names = names
        self._roles: dict[int, tuple[Question, Question]] = {}

    def roles(self, name: Candidate) -> tuple[Question, Question]:
        """What somebody with this name is called before it, and after it."""
        found = self._roles.get(id(name))
        if found is None:
            found = self._roles[id(name)] = role_questions(self.words, name.value)
        return found

    def __iter__(self) -> Iterator[Question]:
        yield from self.names
        for question in self.names:
            for name in question.candidates:
                yield from self.roles(name)

    def __len__(self) -> int:
        return len(self.names) + 2 * sum(len(q.candidates) for q in self.names)

    def __getitem__(self, index: int) -> Question:  # type: ignore[override]
        return list(self)[index]


class PeopleStage:
    """The stage that decides who is named."""

    name = "people"
    kinds = ("person_name", "role_before", "role_after")

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
            judged = document.choose(question) or _likely(document, question, _LEAST_NAME)
            if judged is None:
                continue
            roles = tuple(
                Told(role.candidate.value, role.sure, "who" not in role.candidate.features)
                for asking in asked.roles(judged.candidate)
                if asking.candidates and (role := _role(document, asking))
            )
            found.append(Named(judged.candidate.value, roles, judged.sure))
        document.people = people_of(asked.words, found)


def _role(document: Document, question: Question) -> Judged | None:
    """The role; also where it is not likely enough to be taken, if nothing else is likelier.

    Those who are quoted nearly always have one, unlike others who are named.
    """
    return document.choose(question) or _likely(document, question, _LEAST_ROLE)


def _likely(document: Document, question: Question, least: float) -> Judged | None:
    """The likeliest candidate where it is likelier than `least` that one of them is right."""
    chances = document.weights(question.kind).probabilities(question)
    best = max(range(len(chances)), key=lambda i: (chances[i], -i), default=None)
    if best is None or sum(chances) < least:
        return None
    judged = Judged(question.candidates[best], chances[best], sure=False)
    document.decisions[-1] = (question, (judged,))
    return judged


PEOPLE = PeopleStage()
