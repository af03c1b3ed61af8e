"""Inline content -> lines, broken greedily at spaces and after hyphens, as Word breaks them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from eventbrief.compose.blocks import Inline, Run, Series
from eventbrief.layout.fonts import Face, face, face_name, printable
from eventbrief.layout.style import TextStyle

_PIECES = re.compile(r"[^\s-]{2,}-(?=[^\W\d]{2,})|\S+?(?<=[^\W\d]{2}/)(?=\w{3,})|[^ ]+")
NOTE_SCALE = 0.72
# Word processors round widths to their own grid; lines are broken a little early, so that what
# fits here fits there.
CAUTION = 0.992
NOTE_RISE = 0.3


@dataclass(frozen=True)
class Fragment:
    """Words in one face; `x` is in points from the line's start."""

    text: str
    face: str
    size: float
    x: float
    rise: float
    language: str
    link: str = ""


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

    def __init__(self, content: Inline, style: TextStyle, prefix: str = "") -> None:
        self.missing: set[str] = set()
        self.pieces = self._pieces(content, style)
        self.prefix = prefix

    def lines(self, size: float, measure: float) -> list[TextLine]:
        """The lines at `size` points in a column `measure` points wide."""
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
        return [_line(pieces, size) for pieces in lines if pieces]

    def _fitting(self, limit: float) -> Iterable[_Piece]:
        """The pieces, with those wider than a line broken between characters."""
        for piece in self.pieces:
            if piece.width <= limit:
                yield piece
                continue
            space = piece.space
            for text, font, scale, language, link in piece.parts:
                start, width = 0, 0.0
                for position, character in enumerate(text):
                    step = font.width(character) * scale
                    if width + step > limit and position > start:
                        yield _Piece(
                            ((text[start:position], font, scale, language, link),), width, space
                        )
                        start, width, space = position, 0.0, -1.0
                    width += step
                yield _Piece(((text[start:], font, scale, language, link),), width, space)
                space = -1.0

    def _pieces(self, content: Inline, style: TextStyle) -> list[_Piece]:
        pieces: list[_Piece] = []
        glued = False  # the next word continues the last piece
        space = -1.0
        for run in content:
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

    def _run(self, run: Run | Series, style: TextStyle) -> _Part:
        if isinstance(run, Series):
            run = Run(run.words())
        font = face(run_face(run, style))
        scale = NOTE_SCALE if run.note else 1.0
        text, missing = printable(run.text, font)
        self.missing |= missing
        return text, font, scale, run.language, run.link


def run_face(run: Run, style: TextStyle) -> str:
    """The face that a run is set in; raised notes are always plain."""
    bold = not run.note and (run.bold or style.bold)
    italic = not run.note and (run.italic or style.italic)
    return face_name(style.family, bold=bold, italic=italic)


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
