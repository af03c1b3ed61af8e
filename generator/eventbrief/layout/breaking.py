"""Inline content -> lines, broken greedily at spaces and after hyphens, as Word breaks them.

In a line with words of both directions each stands where the bidirectional algorithm puts it;
fragments stay in the order in which they are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eventbrief.compose.blocks import Inline, Run, as_runs
from eventbrief.layout.bidi import RIGHT_TO_LEFT, levels, visual_order
from eventbrief.layout.fonts import ARABIC, Face, face, face_name, is_joined, printable
from eventbrief.layout.hyphenation import places
from eventbrief.layout.style import TextStyle

_PIECES = re.compile(r"[^\s-]{2,}-(?=[^\W\d]{2,})|\S+?(?<=[^\W\d]{2}/)(?=\w{3,})|[^ ]+")
_TELEPHONE = re.compile(r"\+\d[\d \u00a0()/.-]{4,}\d")
_OBJECT = "\ufffc"  # what stands apart counts as a neutral character (UAX 9, N1 and N2)
NOTE_SCALE = 0.72
# Word processors round widths to their own grid; lines are broken a little early, so that what
# fits here fits there.
CAUTION = 0.992
NOTE_RISE = 0.3


@dataclass(frozen=True)
class Fragment:
    """Words in one face and direction; `x` is in points from the line's left end."""

    text: str
    face: str
    size: float
    x: float
    rise: float
    language: str
    link: str = ""
    rtl: bool = False


@dataclass(frozen=True)
class TextLine:
    """One line of text: its fragments and its width in points."""

    fragments: tuple[Fragment, ...]
    width: float


_Part = tuple[str, Face, float, str, str]  # words, face, scale, language, link


@dataclass(frozen=True)
class _Piece:
    """What stays together on a line: width at 1 point."""

    parts: tuple[_Part, ...]
    width: float
    space: float  # the width of the space before it, at 1 point; negative for none


class Text:
    """Content measured once in one style; broken into lines at any size and width."""

    def __init__(self, content: Inline, style: TextStyle) -> None:
        self.missing: set[str] = set()
        self.language = style.language
        self.pieces = self._pieces(content, style)
        self.base = int(_reads_from_right(content, style))
        joined = any(is_joined(part[0]) for piece in self.pieces for part in piece.parts)
        self.both_ways = bool(self.base) or joined
        self._broken: dict[tuple[float, float], list[TextLine]] = {}

    def lines(self, size: float, measure: float) -> list[TextLine]:
        """The lines at `size` points in a column `measure` points wide."""
        key = size, round(measure, 2)
        if key not in self._broken:
            self._broken[key] = self._lines(size, measure)
        return self._broken[key]

    def _lines(self, size: float, measure: float) -> list[TextLine]:
        limit = measure * CAUTION / size
        lines: list[list[_Piece]] = [[]]
        used = 0.0
        for piece in self._fitting(limit):
            gap = max(0.0, piece.space) if lines[-1] else 0.0
            if lines[-1] and used + gap + piece.width > limit + 1e-6:
                lines.append([piece])
                used = piece.width
            else:
                lines[-1].append(piece)
                used += gap + piece.width
        if self.both_ways:
            return [_line_both_ways(pieces, size, self.base) for pieces in lines if pieces]
        return [_line(pieces, size) for pieces in lines if pieces]

    def _fitting(self, limit: float) -> Iterable[_Piece]:
        """The pieces, with those wider than a line divided: at a hyphen, else anywhere."""
        for piece in self.pieces:
            if piece.width <= limit:
                yield piece
                continue
            space = piece.space
            for part in piece.parts:
                for divided, width in self._divided(part, limit):
                    yield _Piece((divided,), width, space)
                    space = -1.0

    def _divided(self, part: _Part, limit: float) -> Iterable[tuple[_Part, float]]:
        text, font, scale, language, link = part
        allowed = set(places(text, language or self.language))
        hyphen = font.width("-") * scale
        start, width, last = 0, 0.0, 0
        for position, character in enumerate(text):
            step = font.width(character) * scale
            if position in allowed and width + hyphen <= limit:
                last = position
            if width + step > limit and position > start:
                cut = last if last > start else position
                words = text[start:cut] + ("-" if cut == last else "")
                yield (words, font, scale, language, link), font.width(words) * scale
                start, width = cut, font.width(text[cut:position]) * scale
            width += step
        yield (text[start:], font, scale, language, link), width

    def _pieces(self, content: Inline, style: TextStyle) -> list[_Piece]:
        pieces: list[_Piece] = []
        glued = False  # the next word continues the last piece
        space = -1.0
        for run in as_runs(content):
            text, font, scale, language, link = self._run(run, style)
            for token in re.findall(r" +|[^ ]+", text):
                if token[0] == " ":
                    space, glued = font.width(" ") * scale, False
                    continue
                for index, word in enumerate(_PIECES.findall(token)):
                    part = (word, font, scale, language, link)
                    width = font.width(word) * scale
                    if glued and index == 0 and pieces:
                        last = pieces[-1]
                        pieces[-1] = _Piece((*last.parts, part), last.width + width, last.space)
                    else:
                        pieces.append(_Piece((part,), width, space))
                    space, glued = -1.0, True
        return pieces

    def _run(self, run: Run, style: TextStyle) -> _Part:
        font = face(run_face(run, style))
        scale = NOTE_SCALE if run.note else 1.0
        text, missing = printable(run.text, font)
        self.missing |= missing
        return text, font, scale, run.language, run.link


def run_face(run: Run, style: TextStyle) -> str:
    """The face that a run is set in; raised notes are always plain."""
    bold = not run.note and (run.bold or style.bold)
    italic = not run.note and (run.italic or style.italic)
    family = ARABIC if is_joined(run.text) else style.family
    return face_name(family, bold=bold, italic=italic)


def _reads_from_right(content: Inline, style: TextStyle) -> bool:
    """The direction of the paragraph: the page's, or that of the one language it is quoted in."""
    languages = {part.language for part in content if isinstance(part, Run) and not part.note}
    if len(languages) == 1 and "" not in languages:
        return next(iter(languages)) in RIGHT_TO_LEFT
    return style.rtl


def _line_both_ways(pieces: list[_Piece], size: float, base: int) -> TextLine:
    """A line whose words may run in two directions (UAX 9, from X1 on, for one line)."""
    parts: list[_Part] = []
    for index, piece in enumerate(pieces):
        if index and piece.space > 0:
            text, *rest = parts[-1]
            parts[-1] = (f"{text} ", *rest)  # type: ignore[assignment]
        parts += piece.parts
    found = _levels(parts, base)
    runs: list[tuple[_Part, int]] = []  # what has one style and one direction
    at = 0
    for part in parts:
        for start, end in _of_one_level(found[at : at + len(part[0])]):
            words = part[0][start:end]
            last = runs[-1] if runs else None
            if last and last[0][1:] == part[1:] and last[1] == found[at + start]:
                runs[-1] = ((last[0][0] + words, *part[1:]), last[1])
            else:
                runs.append(((words, *part[1:]), found[at + start]))
        at += len(part[0])
    places = [0.0] * len(runs)
    x = 0.0
    for index in visual_order([level for _, level in runs]):
        (text, font, scale, *_), _ = runs[index]
        places[index] = x
        x += font.width(text) * round(size * scale * 2) / 2
    fragments = []
    for ((text, font, scale, language, link), level), place in zip(runs, places, strict=True):
        points = round(size * scale * 2) / 2
        rise = NOTE_RISE * size if scale != 1.0 else 0.0
        fragments.append(
            Fragment(text, font.name, points, place, rise, language, link, bool(level % 2))
        )
    return TextLine(tuple(fragments), x)


def _levels(parts: list[_Part], base: int) -> list[int]:
    """The level of each character.

    Words of another language, notes and telephone numbers stand apart from what is around them, as
    in isolates (UAX 9, 2.4).
    """
    text = "".join(part[0] for part in parts)
    apart: list[tuple[int, int, int]] = []  # from, to, and the direction inside
    at = 0
    for words, _, scale, language, _ in parts:
        direction = int(language in RIGHT_TO_LEFT) if language else 0
        note = scale != 1.0 and not is_joined(words)
        if (language and direction != base) or (base and note):
            if apart and apart[-1][1] == at and apart[-1][2] == direction:
                apart[-1] = (apart[-1][0], at + len(words), direction)
            else:
                apart.append((at, at + len(words), direction))
        at += len(words)
    taken = {n for start, end, _ in apart for n in range(start, end)}
    apart += [(m.start(), m.end(), 0) for m in _TELEPHONE.finditer(text) if m.start() not in taken]
    around = list(text)
    for start, end, _ in apart:
        around[start:end] = [_OBJECT] * (end - start)
    found = _paired("".join(around), levels("".join(around), base), base)
    for start, end, direction in apart:
        inside = text[start:end]
        kept = len(inside.rstrip()) or len(inside)  # a space at the end belongs to the line
        lift = base + 1 if direction == 0 and base else 0
        found[start : start + kept] = [level + lift for level in levels(inside[:kept], direction)]
    return found


def _paired(text: str, found: tuple[int, ...], base: int) -> list[int]:
    """Levels in which a closing bracket goes with its opening one (UAX 9, N0)."""
    made, opened = list(found), []
    for position, character in enumerate(text):
        if character in "([":
            opened.append(position)
        elif character in ")]" and opened:
            start = opened.pop()
            if made[start] != base:
                made[position] = made[start]
    return made


def _of_one_level(found: Sequence[int]) -> Iterable[tuple[int, int]]:
    start = 0
    for position in range(1, len(found) + 1):
        if position == len(found) or found[position] != found[start]:
            yield start, position
            start = position


def _line(pieces: list[_Piece], size: float) -> TextLine:
    fragments: list[Fragment] = []
    x = 0.0
    for index, piece in enumerate(pieces):
        if index and piece.space > 0:
            x += piece.space * size
        lead = " " if index and piece.space > 0 else ""
        for number, (text, font, scale, language, link) in enumerate(piece.parts):
            points = round(size * scale * 2) / 2
            rise = NOTE_RISE * size if scale != 1.0 else 0.0
            gap = lead if number == 0 else ""
            last = fragments[-1] if fragments else None
            same = last and (last.face, last.size, last.language, last.link) == (
                font.name,
                points,
                language,
                link,
            )
            if last and same:
                joined = last.text + gap + text
                fragments[-1] = Fragment(joined, font.name, points, last.x, rise, language, link)
            else:
                if gap and last:  # the space belongs to the words before it, so it is read out
                    fragments[-1] = Fragment(
                        last.text + gap,
                        last.face,
                        last.size,
                        last.x,
                        last.rise,
                        last.language,
                        last.link,
                    )
                fragments.append(Fragment(text, font.name, points, x, rise, language, link))
            x += font.width(text) * points
    return TextLine(tuple(fragments), x)
