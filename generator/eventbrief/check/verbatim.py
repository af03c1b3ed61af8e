"""Is a quotation verbatim? If not: the nearest passage, and what differs.

Allowed are other quotation marks, other white space, and an omission marked […].
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

_MARKS = re.compile("[«»“”„‟\"'‘’‚‹›`´]")
_OMISSION = re.compile(r"\[(?:…|\.\.\.)\]|\((?:…|\.\.\.)\)")
_WORD = re.compile(r"\S+")
_CONTEXT = 60


@dataclass(frozen=True)
class Difference:
    """The passage that comes nearest, and the differing words."""

    passage: str
    changes: str


def plain(text: str) -> str:
    """The text without quotation marks and with single spaces."""
    return re.sub(r"\s+", " ", _MARKS.sub("", text)).strip()


def is_verbatim(quote: str, source: str) -> bool:
    """True where every part of the quotation stands in the source, in order."""
    haystack, position = plain(source), 0
    for part in _OMISSION.split(quote):
        needle = plain(part)
        if not needle:
            continue
        found = haystack.find(needle, position)
        if found < 0:
            return False
        position = found + len(needle)
    return True


def nearest(quote: str, source: str) -> Difference:
    """The passage of `source` that is most like the quotation."""
    wanted, printed = plain(quote).split(), plain(source).split()
    words = [word.strip(",.;:!?") for word in printed]
    wanted = [word.strip(",.;:!?") for word in wanted]
    matcher = difflib.SequenceMatcher(None, wanted, words, autojunk=False)
    match = matcher.find_longest_match(0, len(wanted), 0, len(words))
    start = max(0, match.b - match.a)
    passage = words[start : start + len(wanted)]
    inner = difflib.SequenceMatcher(None, wanted, passage, autojunk=False)
    changes = []
    for tag, a1, a2, b1, b2 in inner.get_opcodes():
        if tag == "equal" or (tag == "insert" and a1 == len(wanted)):
            continue
        sheet, stated = " ".join(wanted[a1:a2]), " ".join(passage[b1:b2])
        changes.append(f"`{sheet or 'nothing'}` instead of `{stated or 'nothing'}`")
    shown = " ".join(printed[start : start + len(wanted)])
    return Difference(shown[:300], "; ".join(changes[:4]))


def continuation(source: str, end: int) -> str:
    """What the source says right after a quotation that ends at `end`, to the next full stop."""
    rest = source[end : end + _CONTEXT]
    if re.match(r"\s*[\"»”’]", rest):
        return ""
    word = re.match(r"[\s,;:–—-]*(?P<words>[^.!?«»“”\"\n]*)", rest)
    return word["words"].strip() if word else ""
