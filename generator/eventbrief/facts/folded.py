"""Text -> what is left of it when case, accents, spaces, hyphens and punctuation do not count.

Letters stand in a row without gaps, beside the places where words begin and end: "Palazzo-Blu" and
"PALAZZO BLU" have the same letters, and "art" is no word of "party".
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

_LETTERS = str.maketrans(
    {
        **{"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"},
        **{"ة": "ه", "ى": "ي", "ـ": None},
    }
)
_JOINED = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")  # ZebraHall: two words in a file's name
_WORD = re.compile(r"\d+|[\u3040-\u30ff\u3400-\u9fff]|[^\W\d_]+")
# Arabic writes "and", "so", "in", "like", "to" and the article with the word that follows.
_ARTICLE = re.compile(r"^[وف]?(?:[بك]?ال|لل)(?=\w{2})")
_PREFIX = re.compile(r"[وف]?[بكل]?(?=[\u0621-\u064a]{3})")


@dataclass(frozen=True)
class Folded:
    """The letters of a text, and where in them a word may begin and end."""

    letters: str
    starts: frozenset[int]
    ends: frozenset[int]

    def holds(self, letters: str) -> bool:
        """True where these letters stand as one or more whole words."""
        at = self.letters.find(letters)
        while at >= 0:
            if at in self.starts and at + len(letters) in self.ends:
                return True
            at = self.letters.find(letters, at + 1)
        return False


def digits(text: str) -> str:
    """The text with every digit as 0 to 9, and every kind of space as a space."""
    plain = unicodedata.normalize(
        "NFKC", "".join(c for c in text if unicodedata.category(c) != "Cf")
    )
    return re.sub(r"\s", " ", re.sub(r"[^\D0-9]", lambda m: str(unicodedata.decimal(m[0])), plain))


def words(text: str) -> tuple[str, ...]:
    """The words of the text, folded; digits and letters are words apart."""
    plain = unicodedata.normalize("NFKD", digits(text).casefold())
    plain = "".join(c for c in plain if unicodedata.category(c) != "Mn").translate(_LETTERS)
    return tuple(_ARTICLE.sub("", word) for word in _WORD.findall(plain))


@functools.lru_cache(maxsize=8_192)
def fold(text: str) -> Folded:
    """The text as it is compared."""
    found = words(_JOINED.sub(" ", text))
    starts, ends, at = set[int](), set[int](), 0
    for word in found:
        starts.add(at)
        prefix = _PREFIX.match(word)
        if prefix:
            starts.update(range(at, at + prefix.end() + 1))
        at += len(word)
        ends.add(at)
    return Folded("".join(found), frozenset(starts), frozenset(ends))
