"""Is a quotation verbatim, and where does each part of it stand? If not: what differs.

Allowed are other quotation marks, other white space and dashes, and an omission marked […].
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from eventbrief.extract.text.span import Span
from eventbrief.extract.wording import plain_character

_TIGHT = frozenset(",.;:!?؟،؛")  # no space before these
_OMISSION = re.compile(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\))\s*")
_BRACKETED = re.compile(r"\[\w\]\w*")
_CUT = re.compile(r"^\s*(?:…|\.\.\.)\s*|\s*(?:…|\.\.\.)\s*$")


@dataclass(frozen=True)
class Difference:
    """The passage that comes nearest, and the differing words."""

    passage: str
    changes: str


@dataclass(frozen=True)
class Plain:
    """Text without marks and with single spaces; `places` says where each character stood."""

    text: str
    places: tuple[int, ...]


@dataclass(frozen=True)
class Parts:
    """A quotation cut at its omissions.

    Attributes:
        words: what is quoted, in order.
        begins_cut: whether it says that something before is left out.
        ends_cut: whether it says that something after is left out.
    """

    words: tuple[str, ...]
    begins_cut: bool
    ends_cut: bool


def parts_of(quote: str) -> Parts:
    """The parts of a quotation between its omissions; dots at its ends are omissions too."""
    pieces = _OMISSION.split(quote)
    begins = not pieces[0].strip() or bool(re.match(r"\s*(?:…|\.\.\.)", quote))
    ends = not pieces[-1].strip() or bool(re.search(r"(?:…|\.\.\.)\s*$", quote))
    return Parts(tuple(p for p in pieces if re.search(r"\w", p)), begins, ends)


def plain(text: str) -> str:
    """The text without quotation marks and with single spaces."""
    return plainly(text, [Span(0, len(text))]).text.strip()


def plainly(text: str, spans: Sequence[Span]) -> Plain:
    """The words at `spans` of the text, joined by a space, each character with its place."""
    letters: list[str] = []
    places: list[int] = []

    def put(character: str, place: int) -> None:
        if character == " " and (not letters or letters[-1] == " "):
            return
        if character in _TIGHT and letters and letters[-1] == " ":
            letters.pop()
            places.pop()
        letters.append(character)
        places.append(place)

    for span in spans:
        for place in range(span.start, span.end):
            for character in plain_character(text[place]):
                put(character, place)
        put(" ", span.end)
    return Plain("".join(letters), tuple(places))


def located(parts: Parts, text: str, spans: Sequence[Span]) -> list[Span] | None:
    """Where each part stands in the text, in order, within `spans`; None where one does not."""
    printed = plainly(text, spans)
    found, position = [], 0
    for part in parts.words:
        needle = plain(part)
        at = printed.text.find(needle, position)
        for bare in _other_ways(needle):
            if at < 0:
                needle, at = bare, printed.text.find(bare, position)
        if at < 0 or not needle:
            return None
        position = at + len(needle)
        found.append(Span(printed.places[at], printed.places[position - 1] + 1))
    return found


def _other_ways(needle: str) -> list[str]:
    """The part as it may be printed: dots that mark a cut, another last mark, `[W]e` for "we"."""
    bare = _CUT.sub("", needle)
    ways = [bare, bare.rstrip(",;. ")]
    if _BRACKETED.match(needle):
        letter = needle[1]
        ways += [f"{other}{way[3:]}" for way in ways for other in (letter.lower(), letter.upper())]
    return [way for way in ways if way]


def is_verbatim(quote: str, source: str) -> bool:
    """True where every part of the quotation stands in the source, in order."""
    return located(parts_of(quote), source, [Span(0, len(source))]) is not None


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
