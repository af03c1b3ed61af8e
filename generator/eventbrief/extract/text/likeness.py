"""Two wordings -> whether they say the same: texts, names of people, names of bodies.

Sources write one name in several ways: short and long, with and without accents, in Latin and in
Arabic letters. What is compared is the skeleton of consonants, which all spellings share.
"""

from __future__ import annotations

import functools
import re
import unicodedata

_SAME = 0.7  # of all words of two wordings that say the same
_SOUNDS = (
    (r"(.)\1+", r"\1"),
    (r"ph", "f"),
    (r"sch|sh|ch|[zx]", "s"),
    (r"[kq]h?|ck|c", "k"),
    (r"gh", "g"),
    (r"dj|j", "g"),
    (r"dh", "d"),
    (r"th", "t"),
    (r"v", "f"),
    (r"b|p", "b"),
    (r"[aeiouhwy]", ""),
)
# Arabic letters by the Latin consonant that newspapers write for them; vowels fall away.
_ARABIC = {
    **dict.fromkeys("اأإآىويهةءئؤعح", ""),
    **dict(zip("بتثجدذرزسشصضطظغفقكلمنخپڤگ", "bttgddrsssssttgfkklmnkbfg", strict=True)),
}


def fold(text: str) -> str:
    """The text without case, accents, punctuation and kind of white space."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^\w]+", " ", plain).strip()


def alike(one: str, other: str) -> bool:
    """True where two wordings say the same: most of their words are shared."""
    a, b = set(fold(one).split()), set(fold(other).split())
    return bool(a and b) and (len(a & b) / len(a | b) >= _SAME or a <= b or b <= a)


@functools.lru_cache(maxsize=4_096)
def skeleton(word: str) -> str:
    """The consonants of a name's word, the same in all its spellings."""
    folded = fold(word)
    letters = "".join(_ARABIC.get(c, c) for c in folded)
    if letters != folded:
        letters = letters.removeprefix("l") if folded.startswith("ال") else letters
    for pattern, sound in _SOUNDS:
        letters = re.sub(pattern, sound, letters)
    return letters


def same_person(one: str, other: str) -> bool:
    """True where two names are the same person's: "Greg Hinds", "Gregory Hinds", "غريغوري هيندز".

    The last names must agree; the first ones where both are written, in full or shortened.
    """
    a, b = _parts(one), _parts(other)
    if not a or not b or not _same_word(a[-1], b[-1]):
        return False
    if len(a) == 1 or len(b) == 1:
        return True
    first, second = a[0], b[0]
    return _same_word(first, second) or _shortened(first, second) or _shortened(second, first)


def _parts(name: str) -> list[str]:
    """The words of a name without articles and particles."""
    words = [w for w in fold(name).split() if w not in ("al", "el", "bin", "ben", "ibn", "de")]
    return [w.removeprefix("ال") for w in words]


def _same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    a, b = skeleton(one), skeleton(other)
    if not a or not b:
        return False
    return a == b or (min(len(a), len(b)) >= 4 and _one_apart(a, b))


def _shortened(short: str, long: str) -> bool:
    """True for "greg" and "gregory", "j" and "jean"."""
    if short.isascii() and long.isascii():
        return long.startswith(short)
    a, b = skeleton(short), skeleton(long)
    return len(a) > 1 and b.startswith(a)


def _one_apart(one: str, other: str) -> bool:
    """True where one letter is added, left out or changed."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    return one[at:] == other[at + 1 :] or one[at + 1 :] == other[at + 1 :]
