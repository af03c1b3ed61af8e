"""A body that organises, and the role that words lead to."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from eventbrief.extract.text.lexicon import Lexicon, any_of
from eventbrief.extract.text.span import Span

_CUE = 60  # code points of a cue and what is between it and the name
_BETWEEN = 14  # an article, a demonym


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


def role_led_to(words: str, lexicon: Lexicon) -> str | None:
    """The role of an organiser that the last cue in the words leads to: "hosted by" is a host's."""
    found = [(m.end(), role) for role, cues in _cues(lexicon) for m in cues.finditer(words)]
    return max(found)[1] if found else None


def cue_before(flat: str, position: int, lexicon: Lexicon) -> tuple[str, int] | None:
    """The role that the words right before `position` lead to, and where these begin."""
    start = max(0, position - _CUE)
    before = flat[start:position].rpartition("\n")[2]
    begin = position - len(before)
    found = [
        (m.end(), role, m.start())
        for role, cues in _cues(lexicon)
        for m in cues.finditer(before)
        if len(before) - m.end() <= _BETWEEN
    ]
    if not found:
        return None
    _, role, at = max(found)
    return role, begin + at


@functools.cache
def _cues(lexicon: Lexicon) -> tuple[tuple[str, re.Pattern[str]], ...]:
    listed = {**lexicon.data["organising"]}
    active = re.compile(rf"(?<!\w){lexicon.raw('organising_active')}(?!\w)", re.IGNORECASE)
    passive = (
        (role, re.compile(rf"(?<!\w){lexicon.attached_lead}{any_of(cues)}(?!\w)", re.IGNORECASE))
        for role, cues in listed.items()
    )
    return (*passive, ("organiser", active))
