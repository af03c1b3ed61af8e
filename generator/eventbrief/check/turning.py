"""A stretch cut out of a sentence -> the word that was left behind and turns its meaning.

Words are those of the lexicon: negations and conditions, doubts, verbs that deny or that only hold
something ("turning"), and limitations ("limiting"), but for phrases that turn nothing ("no doubt").
"""

from __future__ import annotations

import re

from eventbrief.extract.text.lexicon import Lexicon

_BOTH = ("turning", "limiting")
_CLAUSES = re.compile(r"[,;:–—،؛]")
_SENTENCES = re.compile(r"(?<=[.!?…؟])[\s»”\"'’]+")
_ENDS = re.compile(r"[.!?…؟](?=\s|[»”\"'’]|$)")


def turning_before(lead: str, own: Lexicon) -> str:
    """What turns the meaning of words that follow `lead` in their sentence, or nothing.

    Counted are any word of the clause that is cut, and one that opens a clause before it.
    """
    clauses = _CLAUSES.split(_SENTENCES.split(lead)[-1])
    keys = ("turning",)  # a "but" before limits what stood before it
    return _search(clauses[-1], own, keys) or next(
        (told for clause in clauses[:-1] if (told := _opens(clause, own, keys))), ""
    )


def turning_after(rest: str, own: Lexicon) -> str:
    """What turns the meaning of words that `rest` follows in their sentence, or nothing."""
    end = _ENDS.search(rest)
    clauses = _CLAUSES.split(rest[: end.start()] if end else rest)
    return _search(clauses[0], own) or next(
        (told for clause in clauses[1:] if (told := _opens(clause, own))), ""
    )


def turning_within(gone: str, own: Lexicon) -> str:
    """What turns the meaning when it is left out between two parts, or nothing."""
    return _search(gone, own)


def _search(words: str, own: Lexicon, keys: tuple[str, ...] = _BOTH) -> str:
    plain = own.pattern("not_turning").sub(" ", words)
    found = (own.pattern(key).search(plain) for key in keys)
    return next((match.group() for match in found if match), "")


def _opens(clause: str, own: Lexicon, keys: tuple[str, ...] = _BOTH) -> str:
    plain = own.pattern("not_turning").sub(" ", clause).strip(" \t\n\u00a0«“\"'‘")
    joint = re.compile(rf"(?:{'|'.join(map(re.escape, own.words('conjunctions')))})\s+")
    opened = joint.match(plain)
    plain = plain[opened.end() :] if opened else plain
    found = (own.pattern(key).match(plain) for key in keys)
    return next((match.group() for match in found if match), "")
