"""Two wordings -> whether they are the same words, typography aside.

Typography is the kind of marks and spaces, dashes, apostrophes and dots of omission (Unicode's
compatibility forms included), and the full stop at an end.
"""

from __future__ import annotations

import functools
import re
import unicodedata

_MARKS = "«»“”„‟\"'‘’‚‹›`´′ʼ"
_SAME = str.maketrans(
    {
        **dict.fromkeys(_MARKS, ""),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u061c\u0640", ""),
        **dict.fromkeys(map(chr, range(0x202A, 0x202F)), ""),
        **dict.fromkeys(map(chr, range(0x2066, 0x206A)), ""),
        "…": "...",
    }
)


@functools.lru_cache(maxsize=8_192)
def bare_words(text: str) -> str:
    """The text with its typography taken away; case and accents stay."""
    plain = unicodedata.normalize("NFKC", text.translate(_SAME)).translate(_SAME)
    plain = re.sub(r"\s*([,.;:!?؟،؛])\s*", r"\1 ", plain)
    return re.sub(r"\s+", " ", plain).strip()


def same_words(one: str, other: str) -> bool:
    """True where two wordings differ by typography and the first letter's case alone."""
    a, b = (bare_words(text).rstrip(".,;: ") for text in (one, other))
    return bool(a) and a[1:] == b[1:] and a[:1].casefold() == b[:1].casefold()
