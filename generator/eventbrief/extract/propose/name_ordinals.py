"""A reading -> its ordinals: "74th", "3e", "8.º", "XVIII", "twenty-fifth", "الثالث"."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from eventbrief.extract.text.lexicon import Lexicon
from eventbrief.extract.text.numbers import ordinal
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.tokens import CAPITAL, DIGIT, Token, Tokens

_ROMAN = re.compile(r"(?:x{0,3}(?:ix|iv|v?i{0,3})|x?l(?:ix|iv|v?i{0,3}|x{1,3}v?i{0,3}))")
_WRITTEN_TOGETHER = re.compile(r"ال\W?ـ?(\d{1,3})")
_THE = ("ال", "الـ")
_SIGNS = ("°", "º", "ª")  # also after a full stop
_DEGREES = (*_SIGNS, "o")
_ROMAN_END = re.compile(r"e|ème|ᵉ|º|ª|th|nd|rd|st|ro|ra|a|o")
_NUMERAL = re.compile(rf"[ivxl]+(?:{_ROMAN_END.pattern})?")
_FIGURES = 3
_LARGEST = 199  # edition


def may_count(token: Token, lexicon: Lexicon) -> bool:
    """Whether an ordinal may begin with the token; most words are told apart by their letters."""
    low = token.low
    if token.shape & DIGIT:
        return low.isdigit() and len(low) <= _FIGURES
    return bool(
        token.mask & lexicon.bit("ordinals")
        or (token.shape & CAPITAL and _NUMERAL.fullmatch(low))
        or (low.startswith("ال") and _WRITTEN_TOGETHER.fullmatch(low))
        or low.rpartition("-")[2] in lexicon.data["ordinals"]
    )


def ordinals(
    reading: Reading, kinds: Sequence[str], counting: Sequence[int]
) -> list[tuple[int, tuple[int, int]]]:
    """Every ordinal: its first token, its last, and its number.

    Args:
        reading: the text.
        kinds: the kind of each token.
        counting: the tokens that may begin an ordinal.
    """
    lexicon, tokens = reading.lexicon, reading.tokens
    bit = lexicon.bit("ordinals")
    found: dict[int, tuple[int, int]] = {}
    for phrase in tokens.phrases:
        if phrase.mask & bit and (
            value := ordinal(_said(tokens, phrase.first, phrase.last), lexicon)
        ):
            found[phrase.first] = (phrase.last, value)
    suffix = _suffix(lexicon)
    inside = {i for first, (last, _) in found.items() for i in range(first, last + 1)}
    for index in counting:
        if index in inside:
            continue
        last, value = _at(reading, kinds, index, suffix)
        if value and value <= _LARGEST:
            found[index] = (last, value)
            inside.update(range(index, last + 1))
    return sorted(found.items())


def _at(
    reading: Reading, kinds: Sequence[str], index: int, suffix: re.Pattern[str]
) -> tuple[int, int | None]:
    """The last token of the ordinal that begins at the token, and its number, if it is one."""
    lexicon, tokens = reading.lexicon, reading.tokens
    token, ordinals_bit = tokens[index], lexicon.bit("ordinals")
    if token.shape & DIGIT:
        return _in_figures(tokens, index, suffix)
    if token.mask & ordinals_bit:
        return _in_words(tokens, index)
    if token.low[:1] in "ivxl" and token.shape & CAPITAL:
        return index, _roman(reading, kinds, index)
    if token.low.startswith("ال") and (written := _WRITTEN_TOGETHER.fullmatch(token.low)):
        return index, int(written[1])
    if token.low.rpartition("-")[2] in lexicon.data["ordinals"]:
        return index, ordinal(token.low, lexicon)
    return index, None


def _in_figures(tokens: Tokens, index: int, suffix: re.Pattern[str]) -> tuple[int, int | None]:
    """Such as "74th", "12 º", "8.ª", and what stands behind "the" where that makes an ordinal."""
    token = tokens[index]
    if not token.low.isdigit() or len(token.low) > _FIGURES:
        return index, None
    if index + 2 < len(tokens) and tokens[index + 1].low == ".":
        mark = tokens[index + 2]
        if mark.low in _SIGNS and mark.start == token.end + 1:
            return index + 2, int(token.low)
    if index + 1 < len(tokens):
        following = tokens[index + 1]
        near = following.start == token.end or following.low in _DEGREES
        if near and suffix.fullmatch(following.low):
            return index + 1, int(token.low)
    if index and tokens[index - 1].low in _THE:
        return index, int(token.low)
    return index, None


def _said(tokens: Tokens, first: int, last: int) -> str:
    return " ".join(tokens[i].low for i in range(first, last + 1))


def _in_words(tokens: Tokens, index: int) -> tuple[int, int | None]:
    """The ordinal that begins at the token: "vigésimo quinto" goes over two."""
    lexicon = tokens.lexicon
    if index + 1 < len(tokens):
        both = ordinal(_said(tokens, index, index + 1), lexicon)
        units = lexicon.data["ordinals"].get(tokens[index + 1].low)
        if both and units and units < both:
            return index + 1, both
    low = tokens[index].low
    known = lexicon.data["ordinals"]
    return index, known.get(low) or known.get(f"ال{tokens[index].bare}")


def _roman(reading: Reading, kinds: Sequence[str], index: int) -> int | None:
    """A Roman number before a name or a noun; a single letter only before the noun."""
    lexicon, tokens = reading.lexicon, reading.tokens
    token = tokens[index]
    if token.mask & lexicon.bits("determiners", "name_links"):
        return None  # "Le"
    text = reading.flat[token.start : token.end]
    numeral = re.match(r"[IVXL]+", text)
    if not numeral or not _ROMAN.fullmatch(numeral.group().lower()):
        return None
    rest, following = text[numeral.end() :], index + 1
    if following >= len(tokens) or (rest and not _ROMAN_END.fullmatch(rest)):
        return None
    nouns = lexicon.bits("edition_words", "gatherings", "shows", "occasions")
    noun = bool(tokens[following].mask & nouns)
    if len(numeral.group()) == 1 and not noun and not (rest and lexicon.cased):
        return None
    if not noun and kinds[following] not in ("cap", "acro", "adj", "low"):
        return None
    return ordinal(numeral.group(), lexicon)


@functools.cache
def _suffix(lexicon: Lexicon) -> re.Pattern[str]:
    """What follows the figures of an ordinal: "th", "e", "º"."""
    return re.compile(rf"{lexicon.raw('ordinal_suffix')}|[°ºª]", re.IGNORECASE)
