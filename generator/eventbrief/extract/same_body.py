"""Names of two bodies, or a body and words -> whether they are the same, whether the words name it.

A body is known by its name in any language, by its acronym, and by what its acronym would be. An
acronym tells only as it is written: WHO is not "who".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from eventbrief.extract.text.likeness import alike, fold
from eventbrief.facts import folded
from eventbrief.facts.text import Multilingual, all_wordings

_LEAST = 3  # letters of an acronym that is made up from a name, for words to tell it


class Body(Protocol):
    """Anything that has the names of a body."""

    @property
    def name(self) -> Multilingual:
        """Its name, in one language or in several."""

    @property
    def acronym(self) -> str | None:
        """What its name is shortened to."""


@dataclass(frozen=True)
class Named:
    """A body of which only a name is known, which may be its acronym."""

    name: str
    acronym: str | None = None


def same_body(one: Body, other: Body) -> bool:
    """True where both are the same body: by acronym, by name, by the acronym of the name."""
    if {fold(n) for n in _names(one)} & {fold(n) for n in _names(other)}:
        return True
    if any(alike(a, b) for a in all_wordings(one.name) for b in all_wordings(other.name)):
        return True
    return any(
        initials(name) in {fold(n) for n in ([short.acronym] if short.acronym else _names(short))}
        for long, short in ((one, other), (other, one))
        for name in all_wordings(long.name)
        if initials(name)
    )


def told_in(body: Body, text: str) -> bool:
    """True where the text has one of the body's names, or its acronym, as whole words."""
    whole = folded.fold(text)
    made = (initials(name).upper() for name in all_wordings(body.name))
    acronyms = [*filter(None, [body.acronym]), *(a for a in made if len(a) >= _LEAST)]
    for name in all_wordings(body.name):
        if _is_short(name):
            acronyms.append(name)
        elif (letters := folded.fold(name).letters) and whole.holds(letters):
            return True
    return any(re.search(rf"(?<!\w){re.escape(a)}(?!\w)", text) for a in acronyms)


def initials(name: str) -> str:
    """The first letters of a name's main words, folded: what its acronym would be."""
    words = [w for w in fold(name).split() if len(w) > 3]
    return "".join(w[0] for w in words) if len(words) > 1 else ""


def _names(body: Body) -> list[str]:
    return [*all_wordings(body.name), *([body.acronym] if body.acronym else [])]


def _is_short(name: str) -> bool:
    """True for an acronym: one word in capitals."""
    return name.isupper() and not re.search(r"\s", name)
