"""A word that is wider than its column -> the places where its language lets it be divided.

The patterns are those of LibreOffice, by way of Pyphen; where a language has none, nothing is said.
"""

from __future__ import annotations

import functools
import itertools
from typing import Any

from eventbrief.layout.fonts import Face

SHORTEST = 6  # letters; shorter words are not divided


@functools.lru_cache(maxsize=4096)
def places(word: str, language: str) -> tuple[int, ...]:
    """The indexes in `word` before which a hyphen may stand."""
    dictionary = _dictionary(language)
    if dictionary is None or len(word) < SHORTEST or not word.isalpha():
        return ()
    return tuple(dictionary.positions(word))


def softened(text: str, metrics: Face, size: float, measure: float, language: str) -> str:
    """The text with soft hyphens in words wider than `measure` points, for a word processor."""
    words = text.split(" ")
    for index, word in enumerate(words):
        if metrics.width(word) * size > measure:
            cuts = [0, *places(word, language), len(word)]
            words[index] = "\u00ad".join(word[a:b] for a, b in itertools.pairwise(cuts))
    return " ".join(words)


@functools.cache
def _dictionary(language: str) -> Any:
    import pyphen  # noqa: PLC0415 - only where a word is too wide

    known = pyphen.language_fallback(language)
    return pyphen.Pyphen(lang=known) if known else None
