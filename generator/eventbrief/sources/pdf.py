"""Bytes of a PDF -> Contents: lines in reading order, joined into paragraphs.

Lines are put in order by cutting the page at its widest white gaps, first between columns, then
between rows (recursive X-Y cut, Nagy and Seth 1984). Lines that stand at the head or foot of
several pages are left out; a word divided at the end of a line is made whole.
"""

from __future__ import annotations

import datetime
import itertools
import re
import statistics
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from eventbrief.sources.decoding import normal
from eventbrief.sources.source import Contents
from eventbrief.sources.unreadable import UnreadableError

MAX_PAGES = 500
_GUTTER = 9.0  # points; less white space between two blocks is no gap between columns
_EDGE = 30.0  # points from a page's first or last line in which running heads stand
_PARAGRAPH = 1.45  # times the usual distance of lines
_INDENT = 8.0  # points
_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


@dataclass(frozen=True)
class _Line:
    """A line's words and its box in points, y upwards."""

    left: float
    bottom: float
    right: float
    top: float
    text: str


def read(data: bytes) -> Contents:
    """The text of the PDF.

    Raises:
        UnreadableError: it is damaged or locked, or holds pictures of text only.
    """
    import pypdfium2 as pdfium  # noqa: PLC0415 - a native library, only where a PDF is read

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower()
        reason = "this PDF is locked with a password" if locked else "this PDF is damaged"
        raise UnreadableError(reason, "save it again without a password, or as text") from error
    try:
        pages = [_lines(document[number]) for number in range(min(len(document), MAX_PAGES))]
        meta = document.get_metadata_dict()
    finally:
        document.close()
    text = normal("\n\n".join(_paragraphs(_without_running_heads(pages))))
    if not text.strip():
        raise UnreadableError(
            "this PDF holds no text, only pictures of it", "run text recognition (OCR) on it first"
        )
    return Contents(
        f"{text}\n",
        title=_sensible(meta.get("Title")),
        author=_sensible(meta.get("Author")),
        created=_day(meta.get("CreationDate")),
    )


def _sensible(value: str | None) -> str | None:
    """A title that a person wrote, not the name of a file or a program."""
    words = (value or "").strip()
    made = re.search(
        r"\.(?:docx?|pdf|indd|odt|tex)$|^(?:Microsoft|untitled|anonymous)", words, re.I
    )
    return None if not words or made or " " not in words else words


def _day(stamp: str | None) -> str | None:
    match = _DATE.match(stamp or "")
    if not match:
        return None
    try:
        return datetime.date(*(int(part) for part in match.groups())).isoformat()
    except ValueError:
        return None


def _lines(page: object) -> list[_Line]:
    """The lines of a page in reading order."""
    textpage = page.get_textpage()  # type: ignore[attr-defined]
    boxes = []
    for index in range(textpage.count_rects()):
        left, bottom, right, top = textpage.get_rect(index)
        # PDFium gives a hyphen at the end of a line as U+0002 or U+FFFE.
        text = re.sub("[\x02\ufffe]", "-", textpage.get_text_bounded(left, bottom, right, top))
        words = re.sub(r"\s+", " ", text)
        if words.strip():
            boxes.append(_Line(left, bottom, right, top, words))
    return _in_order(_joined(boxes))


def _joined(boxes: list[_Line]) -> list[_Line]:
    """Boxes that stand side by side with no more than a space between them, made one line."""
    lines: list[_Line] = []
    for box in boxes:
        last = lines[-1] if lines else None
        height = box.top - box.bottom
        if (
            last
            and abs(last.bottom - box.bottom) < 0.5 * height
            and (-0.5 * height < box.left - last.right < 0.6 * height)
        ):
            gap = " " if box.left - last.right > 0.12 * height else ""
            lines[-1] = _Line(
                last.left,
                min(last.bottom, box.bottom),
                box.right,
                max(last.top, box.top),
                f"{last.text.rstrip() if gap else last.text}{gap}{box.text}",
            )
        else:
            lines.append(box)
    return lines


def _in_order(lines: list[_Line]) -> list[_Line]:
    """Recursive X-Y cut: across the widest gap between columns, else between rows."""
    if len(lines) < 2:
        return lines
    column = _gap(((line.left, line.right) for line in lines), _GUTTER)
    if column is not None:
        left = [line for line in lines if line.right <= column]
        right = [line for line in lines if line.left >= column]
        if _side_by_side(left, right):
            return [*_in_order(left), *_in_order(right)]
    row = _gap(((line.bottom, line.top) for line in lines), 0.0)
    if row is None:
        return sorted(lines, key=lambda line: (-line.top, line.left))
    upper = [line for line in lines if line.bottom >= row]
    lower = [line for line in lines if line.top <= row]
    return [*_in_order(upper), *_in_order(lower)]


def _gap(spans: Iterable[tuple[float, float]], least: float) -> float | None:
    """The middle of the widest gap that no span covers, or None."""
    best: tuple[float, float] | None = None
    reached: float | None = None
    for start, end in sorted(spans):
        if reached is not None and start - reached > least:
            gap = (start - reached, (start + reached) / 2)
            best = max(best, gap) if best else gap
        reached = end if reached is None else max(reached, end)
    return best[1] if best else None


def _side_by_side(left: list[_Line], right: list[_Line]) -> bool:
    """True where both are columns: several lines each, over the same height."""
    if min(len(left), len(right)) < 2:
        return False
    top = min(max(line.top for line in side) for side in (left, right))
    bottom = max(min(line.bottom for line in side) for side in (left, right))
    return top - bottom > 10.0


def _without_running_heads(pages: list[list[_Line]]) -> list[list[_Line]]:
    """Lines at the head or foot that come again on other pages, numbers aside, are left out."""
    seen = Counter(
        key for page in pages for key in {_key(line.text) for line in _at_edges(page)} if key
    )
    repeated = {key for key, count in seen.items() if count > 1 and 2 * count >= len(pages)}
    kept = []
    for page in pages:
        edges = {id(line) for line in _at_edges(page)}
        alone = re.compile(r"\W*(?:[Pp]age\s*)?\d{1,4}(?:\s*(?:/|of|sur|de)\s*\d{1,4})?\W*")
        kept.append(
            [
                line
                for line in page
                if id(line) not in edges
                or not (_key(line.text) in repeated or alone.fullmatch(line.text))
            ]
        )
    return kept


def _at_edges(page: list[_Line]) -> list[_Line]:
    """The lines within reach of the first and of the last line."""
    if not page:
        return []
    top, bottom = max(line.top for line in page), min(line.bottom for line in page)
    return [line for line in page if line.bottom > top - _EDGE or line.top < bottom + _EDGE]


def _key(text: str) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s+", " ", text)).strip().casefold()


def _paragraphs(pages: list[list[_Line]]) -> list[str]:
    """Lines joined into paragraphs; one may go on over a column or page."""
    steps = [
        above.bottom - below.bottom
        for page in pages
        for above, below in itertools.pairwise(page)
        if 0 < above.bottom - below.bottom < 60
    ]
    usual = statistics.median(steps) if steps else 14.0
    paragraphs: list[str] = []
    previous: _Line | None = None
    for page in pages:
        for line in page:
            if previous is not None and paragraphs and not _starts(previous, line, usual):
                paragraphs[-1] = _continued(paragraphs[-1], line.text)
            else:
                paragraphs.append(line.text.strip())
            previous = line
    return paragraphs


def _starts(previous: _Line, line: _Line, usual: float) -> bool:
    """True where `line` begins a paragraph."""
    down = previous.bottom - line.bottom
    if down <= 0 or down > 60:  # the next column or page
        return bool(re.search(r"[.!?:»”\"]\s*$", previous.text)) or not line.text[:1].islower()
    height, above = line.top - line.bottom, previous.top - previous.bottom
    resized = abs(height - above) > 0.25 * max(height, above)
    return down > _PARAGRAPH * usual or resized or line.left - previous.left > _INDENT


def _continued(text: str, more: str) -> str:
    """The text with the next line; a word divided with a hyphen is made whole."""
    head, tail = text.rstrip(), more.strip()
    if re.search(r"[^\W\d_]{2}[-\u00ad]$", head) and tail[:1].islower():
        return f"{head[:-1]}{tail}"
    return f"{head} {tail}"
