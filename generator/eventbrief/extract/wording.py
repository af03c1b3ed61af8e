"""Two wordings -> whether they are the same words, typography aside.

Typography is the kind of marks and spaces, dashes, apostrophes and dots of omission (Unicode's
compatibility forms included), and the full stop at an end.
"""

from __future__ import annotations

import functools
import re
import unicodedata

_MARKS = "«»“”„‟\"'‘’‚‹›`´′ʼ"
_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u061c\u0640"
_TURNS = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]  # that change the direction of text
_DASHES = "‐‑‒–—―−"
_PLAIN = {
    **dict.fromkeys([*_MARKS, *_UNSEEN, *map(chr, _TURNS)], ""),
    **dict.fromkeys(_DASHES, "-"),
    "…": "...",
}


@functools.lru_cache(maxsize=4_096)
def plain_character(character: str) -> str:
    """A character without its typography: nothing for a mark, one space for any, "fi" for ﬁ."""
    if character in _PLAIN:
        return _PLAIN[character]
    if character.isspace():
        return " "
    return "".join(_PLAIN.get(c, c) for c in unicodedata.normalize("NFKC", character))


@functools.lru_cache(maxsize=8_192)
def bare_words(text: str) -> str:
    """The text with its typography taken away; case and accents stay."""
    plain = "".join(map(plain_character, text))
    plain = re.sub(r"\s*([,.;:!?؟،؛])\s*", r"\1 ", plain)
    return re.sub(r"\s+", " ", plain).strip()


def same_words(one: str, other: str) -> bool:
    """True where two wordings differ by typography and the first letter's case alone."""
    a, b = (bare_words(text).rstrip(".,;: ") for text in (one, other))
    return bool(a) and a[1:] == b[1:] and a[:1].casefold() == b[:1].casefold()
