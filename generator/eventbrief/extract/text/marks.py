"""Text -> the stretches between quotation marks, whatever marks they are.

An apostrophe is not a mark; a stretch may run over paragraphs that each open anew; a missing
closing mark ends the stretch with its paragraph. Time grows with the length of the text: what was
looked for once in a paragraph and is not there is not looked for again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from eventbrief.extract.text.span import Span, stripped

_PAIRS = {
    "«": "»",
    "“": '”"',
    "„": "“”",
    "‹": "›",
    "‘": "’'",
    '"': '"”',
    "'": "'’",
    "`": "'´",
}
_OPENING = re.compile("[" + "".join(_PAIRS) + "]")
_DIRECTED = "«„‹"
_DOUBLED = "``"  # closed by two apostrophes, as agencies of the wire print it
_SINGLE = "'‘`"
_LONGEST = 4_000
_WORDS_INSIDE = 3  # in marks inside of marks


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


def quoted(text: str, flat: str) -> list[Quoted]:
    """Every outermost stretch between marks, in order.

    Args:
        text: the source's text.
        flat: the same text with apostrophes made equal and paragraphs alone ended by LF.
    """
    marks = _Marks(text, flat)
    found: list[Quoted] = []
    match = _OPENING.search(text)
    while match:
        position = match.start()
        stretch = marks.stretch(position) if marks.opens(position) else None
        if stretch:
            found.append(stretch)
        match = _OPENING.search(text, stretch.outer.end if stretch else position + 1)
    return found


_DASHED = re.compile(r"^[ \t]*[—–―-][ \u00a0]?(?=[^\W\d_«“\"¡¿])(?P<said>[^\n]{5,})$", re.MULTILINE)
_ANSWER = re.compile(
    r"^[ \t]*\*{0,2}(?P<who>[^\W\d_a-zà-ÿ][\w.'’-]*(?: [^\W\d_a-zà-ÿ][\w.'’-]*){0,4})\*{0,2}\s?:"
    r"\*{0,2}[ \u00a0](?P<said>[^\n]{5,})$",
    re.MULTILINE,
)
_BLOCK = re.compile(r"(?:^>[ \t]?[^\n]*(?:\n|\Z))+", re.MULTILINE)
_INCISE = re.compile(r"[—–―]")


def unmarked(text: str) -> list[Quoted]:
    """Speech without quotation marks: after a dash, after a name and a colon, in a block quotation.

    Of a line that opens with a dash, what stands between two more dashes is the narrator's.
    """
    found = []
    for match in _DASHED.finditer(text):
        start = match.start("said")
        ends = [start + m.start() for m in _INCISE.finditer(match["said"])] + [match.end("said")]
        begins = [start, *(end + 1 for end in ends[:-1])]
        spans = [stripped(text, a, b) for a, b in list(zip(begins, ends, strict=True))[::2]]
        pieces = tuple(span for span in spans if span.end > span.start)
        found += [Quoted(Span(start, match.end("said")), pieces, True)] if pieces else []
    for match in _ANSWER.finditer(text):
        span = Span(match.start("said"), match.end("said"))
        found.append(Quoted(span, (span,), True))
    for match in _BLOCK.finditer(text):
        span = stripped(text, match.start() + 1, match.end())
        found += [Quoted(span, (span,), True)] if span.end > span.start else []
    return sorted(found, key=lambda q: q.outer.start)


class _Marks:
    """The marks of one text; remembers from where on a paragraph has no closing mark."""

    def __init__(self, text: str, flat: str) -> None:
        self.text, self.flat = text, flat
        self.unclosed: dict[str, int] = {}  # opening mark -> the position up to which none closes

    def around(self, position: int) -> tuple[str, str]:
        before = self.text[position - 1] if position else " "
        after = self.text[position + 1] if position + 1 < len(self.text) else " "
        return before, after

    def opens(self, position: int) -> bool:
        mark = self.text[position]
        before, after = self.around(position)
        if mark in _DIRECTED:
            return not self.closes_reversed(position)
        if self.text.startswith(_DOUBLED, position):
            return True
        if mark == "“":
            return not after.isspace()
        if mark == '"':
            return not before.isalnum() and (not after.isspace() or before in " \n\u00a0:")
        return (before.isspace() or before in '([—–-:«“"') and (after.isalnum() or after in "…[«“")

    def stretch(self, opening: int) -> Quoted | None:
        text, mark = self.text, self.text[opening]
        if text.startswith(_DOUBLED, opening):
            return self.doubled(opening)
        limit = min(len(text), opening + _LONGEST)
        pieces: list[Span] = []
        begin = opening + 1
        while True:
            stop = self.flat.find("\n", begin, limit)
            stop = limit if stop < 0 else stop
            close = self.closing(mark, begin, stop)
            if close is not None:
                pieces.append(stripped(text, begin, close))
                return _whole(pieces, Span(opening, close + 1), closed=True)
            again = self.reopened(mark, stop)
            cut = again is None and not pieces and stop == limit < len(text)
            if mark in _SINGLE or (cut and mark == '"'):
                return None
            if again is None:
                stop = self.forgotten(mark, begin, stop)
                pieces.append(stripped(text, begin, stop))
                return _whole(pieces, Span(opening, stop), closed=False)
            pieces.append(stripped(text, begin, stop))
            begin = again

    def doubled(self, opening: int) -> Quoted | None:
        """What stands between two grave accents and two apostrophes, in one paragraph."""
        stop = self.flat.find("\n", opening)
        stop = min(len(self.text) if stop < 0 else stop, opening + _LONGEST)
        ends = [
            e
            for e in (self.flat.find("''", opening + 2, stop), self.text.find('"', opening, stop))
            if e > 0
        ]
        if not ends:
            return None
        close = min(ends)
        after = close + (1 if self.text[close] == '"' else 2)
        return _whole([stripped(self.text, opening + 2, close)], Span(opening, after), closed=True)

    def forgotten(self, mark: str, begin: int, stop: int) -> int:
        """Where words without a closing mark end: with their sentence, if the mark opens anew."""
        again = self.text.find(mark, begin, stop) if mark in _DIRECTED + "“" else -1
        sentence = self.text.rfind(". ", begin, again) if again > 0 else -1
        return sentence + 1 if sentence > 0 else stop

    def reopened(self, mark: str, stop: int) -> int | None:
        """Where the words of the next paragraph begin, if it opens with the same mark."""
        position = stop
        while position < len(self.text) and self.text[position].isspace():
            position += 1
        if position < len(self.text) and self.text[position] == mark and position > stop:
            return position + 1
        return None

    def closing(self, mark: str, begin: int, stop: int) -> int | None:
        """The mark that closes what `mark` opened before `begin`, or None before `stop`."""
        if mark in _DIRECTED or mark == "“":
            return self.balanced(mark, begin, stop)
        start = max(begin, self.unclosed.get(mark, 0))
        if begin < stop <= start:
            return None
        close = self.single(start, stop) if mark in _SINGLE else self.straight(mark, start, stop)
        if close is None:
            self.unclosed[mark] = max(stop, self.unclosed.get(mark, 0))
        return close

    def straight(self, mark: str, begin: int, stop: int) -> int | None:
        """The closing mark; a word or two in marks may stand inside."""
        inner: int | None = None
        last: int | None = None
        for match in re.compile(f"[{_PAIRS[mark]}]").finditer(self.text, begin, stop):
            position = match.start()
            before, after = self.around(position)
            if match.group() == mark and before == " " and after.isalnum():
                inner = position
            elif match.group() != mark or self.closes_straight(position):
                if inner is None or len(self.text[inner:position].split()) > _WORDS_INSIDE:
                    return position
                inner, last = None, position
        return last

    def closes_reversed(self, position: int) -> bool:
        """True for a mark that opens by its form and closes by its place: "alucinante«."."""
        before, after = self.around(position)
        return (
            not before.isspace()
            and before not in "([—–-:'’"
            and not (after.isalnum() or after in "\u00a0\u202f ")
        )

    def balanced(self, mark: str, begin: int, stop: int) -> int | None:
        """The closing mark with as many pairs opened as closed before it."""
        text, closers = self.text, _PAIRS[mark]
        curly = mark == "“" and "”" in text[begin:stop]
        depth = 0
        for match in re.compile(f"[{mark}{closers}]").finditer(text, begin, stop):
            character, position = match.group(), match.start()
            if character == '"':
                if not curly and self.closes_straight(position):
                    return position
            elif character in closers and not (
                mark == "„" and character == "“" and position == begin
            ):
                if depth == 0:
                    return position
                depth -= 1
            elif mark in _DIRECTED and self.closes_reversed(position):
                return position
            elif character == mark:
                depth += 1
        return None

    def closes_straight(self, position: int) -> bool:
        before, after = self.around(position)
        return not after.isalnum() or (before in ".,!?…" and after.isupper())

    def single(self, begin: int, stop: int) -> int | None:
        """A closing mark after a stop or comma at best, never one inside a word."""
        text = self.text
        fallback: int | None = None
        for match in re.compile("['’´‘]").finditer(text, begin, stop):
            position = match.start()
            if match.group() == "‘":
                break
            before, after = self.around(position)
            if after.isalnum() or before.isspace():
                continue
            if before in ".,!?…":
                return position
            small = text[position + 2 : position + 3].islower()
            possessive = before in "sS" and after.isspace() and small
            if fallback is None and not possessive:
                fallback = position
        return fallback


def _whole(pieces: list[Span], outer: Span, *, closed: bool) -> Quoted | None:
    kept = tuple(p for p in pieces if p.end > p.start)
    return Quoted(outer, kept, closed) if kept else None
