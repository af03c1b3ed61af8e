"""Words in a source, as a reader of them gets them; and how far they go with a value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from eventbrief.extract.single import Reread
from eventbrief.extract.text.lexicon import Lexicon
from eventbrief.extract.text.span import Span


class Level(IntEnum):
    """How far words go with a value."""

    DENIES = 0
    AGREES = 1  # they say less, or it in other words
    SAYS = 2


@dataclass(frozen=True)
class Verdict:
    """How far the words go, and what they say instead, for a person."""

    level: Level
    told: str = ""


YES = Verdict(Level.SAYS)


@dataclass(frozen=True)
class Passage:
    """Words in a source, and what extraction read from them for one kind of fact.

    Attributes:
        reread: the source.
        span: where the words stand.
        found: what extraction read from these very words, or from words in them.
        around: what it read from words that these are a part of; empty where it read them.
        alone: whether the words are there for this value, or for an item with several.
        beside: the other values of that item, by their keys.
    """

    reread: Reread
    span: Span
    found: tuple[Any, ...] = ()
    around: tuple[Any, ...] = ()
    alone: bool = True
    beside: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The whole text of the source."""
        return self.reread.stated.source.text

    @property
    def words(self) -> str:
        """The words as they stand in the source."""
        return self.span.of(self.text)

    @property
    def lexicon(self) -> Lexicon | None:
        """The lexicon of the source's language, if there is one."""
        return self.reread.reading.lexicon if self.reread.reading else None

    @property
    def names(self) -> tuple[str, ...]:
        """What the item says besides in words, in the order of the table."""
        return tuple(v for v in self.beside.values() if isinstance(v, str) and v)

    def of_a_day(self, position: int) -> bool:
        """True where a figure of the words is one of a day that they name."""
        place = self.span.start + position
        return any(m.span.start <= place < m.span.end for m in self.reread.mentions)


def one_of(said: Iterable[Any], value: Any) -> Verdict:
    """Whether the value is one of those that words say."""
    options = list(said)
    if value in options:
        return YES
    return Verdict(Level.DENIES, ", ".join(str(o) for o in sorted(options, key=str)))


def inside(part: str, whole: str) -> bool:
    """True where the folded words stand in the folded words, whole ones."""
    return bool(part) and f" {part} " in f" {whole} "
