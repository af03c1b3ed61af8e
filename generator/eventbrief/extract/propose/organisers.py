"""A body that organises, and the role that words lead to."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from eventbrief.extract.text.lexicon import Lexicon, any_of
from eventbrief.extract.text.span import Span


@dataclass(frozen=True)
class FoundOrganiser:
    """A body, its role, and where that is said.

    Attributes:
        sure: False where the words leave open whether it organises the event.
    """

    name: str
    acronym: str | None
    role: str
    spans: tuple[Span, ...]
    sure: bool = True
    chance: float = 1.0


def role_led_to(words: str, lexicon: Lexicon) -> str | None:
    """The role of an organiser that the last cue in the words leads to: "hosted by" is a host's."""
    found = [(m.end(), role) for role, cues in _cues(lexicon) for m in cues.finditer(words)]
    return max(found)[1] if found else None


@functools.cache
def _cues(lexicon: Lexicon) -> tuple[tuple[str, re.Pattern[str]], ...]:
    listed = {**lexicon.data["organising"]}
    active = re.compile(rf"(?<!\w){lexicon.raw('organising_active')}(?!\w)", re.IGNORECASE)
    passive = (
        (role, re.compile(rf"(?<!\w){lexicon.attached_lead}{any_of(cues)}(?!\w)", re.IGNORECASE))
        for role, cues in listed.items()
    )
    return (*passive, ("organiser", active))
