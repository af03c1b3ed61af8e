"""Numbers in text, in figures and in words."""

from __future__ import annotations

import functools
import re

from eventbrief.extract.text.lexicon import Lexicon, alternatives

_FIGURES = r"\d{1,3}(?:[ .,]\d{3})+(?!\d)|\d+"
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@functools.cache
def number_pattern(lexicon: Lexicon) -> str:
    """A pattern for a number in figures or in words."""
    words = alternatives(
        [*lexicon.words("numbers"), *lexicon.words("hundred"), *lexicon.words("thousand")]
    )
    joint = alternatives(lexicon.words("conjunctions"))
    mixed = rf"(?<!\w){alternatives(lexicon.words('thousand'))}\s+\d{{1,3}}(?!\d)"
    said = rf"\b{words}(?:(?:\s|-)(?:{joint}(?:\s|-))?{words})*\b"
    return rf"(?:(?<![\d.,ـ])(?:{_FIGURES})|{mixed}|{said})"


def number(text: str, lexicon: Lexicon) -> int | None:
    """The number that `text` says, or None."""
    figures = re.sub(r"[ .,]", "", text)
    if figures.isdecimal():
        return int(figures)
    total, current = 0, 0
    known: dict[str, int] = lexicon.data["numbers"]
    lowered = text.lower()
    if lowered in known:
        return known[lowered]
    words = re.split(r"[\s-]+", lowered)
    if len(words) > 1 and known.get(words[0]) == 1 and known.get(words[1], 0) >= 10:
        words = words[1:]  # "une trentaine" is thirty
    for word in words:
        if word in lexicon.words("hundred"):
            current = max(1, current) * 100
        elif word in lexicon.words("thousand"):
            total, current = total + max(1, current) * 1000, 0
        elif word in known or word.isdecimal():
            current += known[word] if word in known else int(word)
        elif word not in lexicon.words("conjunctions"):
            return None
    return total + current or None


@functools.cache
def ordinal_pattern(lexicon: Lexicon) -> str:
    """A pattern for an ordinal: 3e, 74th, XVIIIe, third, twenty-fifth."""
    words = alternatives(lexicon.words("ordinals"))
    tens = "|".join(re.escape(w) for w in lexicon.data["ordinal_tens"])
    tens_part = rf"(?:(?:{tens})[- ])?" if tens else ""
    return (
        rf"(?:(?<!\w){lexicon.raw('ordinal_prefix')}\d{{1,3}}\s?{lexicon.raw('ordinal_suffix')}"
        rf"(?=\W|{_heads(lexicon)})"
        rf"|(?<!\w)(?-i:[IVX]{{1,7}}|XL[IVX]{{0,5}}|L[IVX]{{1,5}}){lexicon.raw('roman_suffix')}(?!\w)"
        rf"|(?<!\w){tens_part}{words}(?:\s+{lexicon.attached_and}{words})?(?!\w))"
    )


def ordinal(text: str, lexicon: Lexicon) -> int | None:
    """The number of the ordinal `text`, or None."""
    lowered = text.lower().strip()
    figures = re.search(r"\d+", lowered)
    if figures:
        return int(figures.group())
    if lowered in lexicon.data["ordinals"]:
        return int(lexicon.data["ordinals"][lowered])
    unit, _, tens_word = lowered.rpartition(f" {lexicon.attached_and}")
    if unit in lexicon.data["ordinals"] and tens_word in lexicon.data["ordinals"]:
        return int(lexicon.data["ordinals"][unit]) + int(lexicon.data["ordinals"][tens_word])
    for tens, value in lexicon.data["ordinal_tens"].items():
        rest = lowered.removeprefix(str(tens)).strip("- ")
        if rest != lowered and rest in lexicon.data["ordinals"]:
            return int(value) + int(lexicon.data["ordinals"][rest])
    roman = re.match(r"[IVXLC]+", text.strip())
    return _roman(roman.group()) if roman else None


def _heads(lexicon: Lexicon) -> str:
    return alternatives([*lexicon.words("edition_words"), *lexicon.words("event_heads")])


def _roman(text: str) -> int | None:
    values = [_ROMAN[letter] for letter in text]
    total = sum(
        -value if value < max(values[i + 1 :], default=0) else value
        for i, value in enumerate(values)
    )
    return total if 0 < total < 200 else None
