"""A stage that decides by rules alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from eventbrief.extract.judge.candidate import Question
from eventbrief.extract.judge.document import Document


class ByRule:
    """A stage that asks no question: its rules find what they find."""

    kinds: tuple[str, ...] = ()

    def __init__(self, name: str, find: Callable[[Document], None]) -> None:
        self.name = name
        self._find = find

    def questions(self, document: Document) -> Sequence[Question]:
        """None: the rules ask nothing."""
        return ()

    def decide(self, document: Document, questions: Sequence[Question]) -> None:
        """Put what the rules find into the document."""
        self._find(document)
