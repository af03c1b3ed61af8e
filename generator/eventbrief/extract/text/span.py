"""A place in a source, and a fact found there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, order=True)
class Span:
    """A half-open range of code points in a source's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that stand there."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True where the two share a code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """True where `other` lies inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True)
class Found(Generic[T]):
    """A value, and the places that state it; the first is the best.

    Attributes:
        sure: False where another reading of the words, the `rival`, is close.
    """

    value: T
    spans: tuple[Span, ...]
    sure: bool = True
    rival: str | None = None


def stripped(text: str, start: int, end: int, characters: str = " \t\n\u00a0\u202f") -> Span:
    """The span without `characters` at its two ends."""
    while start < end and text[start] in characters:
        start += 1
    while end > start and text[end - 1] in characters:
        end -= 1
    return Span(start, end)
