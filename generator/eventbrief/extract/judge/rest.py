"""The theme, and the sentences that tell most."""

from __future__ import annotations

from eventbrief.extract.judge.by_rule import ByRule
from eventbrief.extract.judge.document import Document
from eventbrief.extract.propose.summary import find_summary
from eventbrief.extract.propose.theme import find_theme


def _rest(document: Document) -> None:
    document.theme = find_theme(document.reading)
    document.summary = tuple(find_summary(document))


REST = ByRule("rest", _rest)
