"""Text -> the stretches between quotation marks, whatever marks they are.

An apostrophe is not a mark; a stretch may run over paragraphs that each open anew; a missing
closing mark ends the stretch with its paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass

from eventbrief.extract.span import Span, stripped

_PAIRS = {"«": "»", "“": "”", "„": "“”", "‹": "›", "‘": "’", '"': '"', "'": "'"}
_SINGLE = "'‘"
_LONGEST = 4_000


@dataclass(frozen=True)
class Quoted:
    """A stretch between marks.

    Attributes:
        outer: with its marks.
        pieces: the words inside, without marks; more than one where paragraphs open anew.
        closed: False where the closing mark is missing.
    """

    outer: Span
    pieces: tuple[Span, ...]
    closed: bool

    @property
    def inner(self) -> Span:
        """From the first word to the last."""
        return Span(self.pieces[0].start, self.pieces[-1].end)


def quoted(text: str, flat: str, start: int = 0) -> list[Quoted]:
    """Every outermost stretch between marks, in order.

    Args:
        text: the source's text.
        flat: the same text with apostrophes made equal and paragraphs alone ended by LF.
        start: where to begin.
    """
    found: list[Quoted] = []
    position = start
    while position < len(text):
        mark = text[position]
        if mark in _PAIRS and _opens(text, position):
            stretch = _stretch(text, flat, position)
            if stretch:
                found.append(stretch)
                position = stretch.outer.end
                continue
        position += 1
    return found


def _opens(text: str, position: int) -> bool:
    before = text[position - 1] if position else " "
    after = text[position + 1] if position + 1 < len(text) else " "
    if text[position] in "«„‹":
        return True
    if text[position] == "“":
        return not after.isspace()
    if text[position] == '"':
        return not before.isalnum() and (not after.isspace() or before in " \n\u00a0:")
    return (before.isspace() or before in '([—–-:«“"') and (after.isalnum() or after in "…[«“")


def _stretch(text: str, flat: str, opening: int) -> Quoted | None:
    mark = text[opening]
    limit = min(len(text), opening + _LONGEST)
    pieces: list[Span] = []
    begin = opening + 1
    while True:
        stop = flat.find("\n", begin, limit)
        stop = limit if stop < 0 else stop
        close = _closing(text, mark, begin, stop)
        if close is not None:
            pieces.append(stripped(text, begin, close))
            end = close + 1
            break
        again = _reopened(text, mark, stop)
        if mark in _SINGLE or (
            again is None and mark == '"' and not pieces and stop == limit < len(text)
        ):
            return None
        pieces.append(stripped(text, begin, stop))
        if again is None:
            return _whole(pieces, Span(opening, stop), closed=False)
        begin = again
    return _whole(pieces, Span(opening, end), closed=True)


def _whole(pieces: list[Span], outer: Span, *, closed: bool) -> Quoted | None:
    kept = tuple(p for p in pieces if p.end > p.start)
    return Quoted(outer, kept, closed) if kept else None


def _reopened(text: str, mark: str, stop: int) -> int | None:
    """Where the words of the next paragraph begin, if it opens with the same mark."""
    position = stop
    while position < len(text) and text[position].isspace():
        position += 1
    if position < len(text) and text[position] == mark and position > stop:
        return position + 1
    return None


def _closing(text: str, mark: str, begin: int, stop: int) -> int | None:
    if mark in _SINGLE:
        return _closing_single(text, mark, begin, stop)
    closers = _PAIRS[mark]
    depth = 0
    for position in range(begin, stop):
        character = text[position]
        if mark == '"':
            if character == '"' and _closes_straight(text, position):
                return position
        elif character in closers and not (mark == "„" and character == "“" and position == begin):
            if depth == 0:
                return position
            depth -= 1
        elif character == mark:
            depth += 1
        elif (
            mark == "“"
            and character == '"'
            and _closes_straight(text, position)
            and "”" not in text[position:stop]
        ):
            return position
    return None


def _closes_straight(text: str, position: int) -> bool:
    before = text[position - 1] if position else " "
    after = text[position + 1] if position + 1 < len(text) else " "
    return not after.isalnum() or (before in ".,!?…" and after.isupper())


def _closing_single(text: str, mark: str, begin: int, stop: int) -> int | None:
    """The last plausible closing mark: after a stop or comma at best, never inside a word."""
    fallback: int | None = None
    for position in range(begin, stop):
        if text[position] not in "'’":
            if text[position] == mark == "‘":
                break
            continue
        before = text[position - 1]
        after = text[position + 1] if position + 1 < len(text) else " "
        if after.isalnum() or before.isspace():
            continue
        if before in ".,!?…":
            return position
        possessive = before in "sS" and after == " " and text[position + 2 : position + 3].islower()
        if fallback is None and not possessive:
            fallback = position
    return fallback
