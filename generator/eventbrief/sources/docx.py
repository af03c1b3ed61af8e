"""Bytes of a Word file -> Contents: paragraphs and tables in the order of the document."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from eventbrief.sources.decoding import normal
from eventbrief.sources.source import Contents
from eventbrief.sources.unreadable import UnreadableError
from eventbrief.sources.words import words

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell

MAX_UNPACKED = 200_000_000


def read(data: bytes) -> Contents:
    """The text of the document.

    Raises:
        UnreadableError: it is no Word file, or it unpacks to more than 200 MB.
    """
    import docx  # noqa: PLC0415 - only where one is read

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(entry.file_size for entry in package.infolist()) > MAX_UNPACKED:
                raise UnreadableError("this Word file unpacks to more than 200 MB")
        document = docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
        if isinstance(error, UnreadableError):
            raise
        advice = "open it in a word processor and save it again as DOCX, or as text"
        raise UnreadableError("this is no Word file, or a damaged one", advice) from error
    properties = document.core_properties
    text = normal("\n\n".join(part for part in _blocks(document) if part.strip()))
    return Contents(
        f"{text}\n" if text.strip() else "",
        title=_title(document) or None,
        author=(properties.author or "").strip() or None,
    )


def _title(document: Document) -> str:
    """The paragraph that is styled as the title."""
    for paragraph in document.paragraphs[:12]:
        style = paragraph.style.name if paragraph.style else ""
        if style in words("title_styles") and paragraph.text.strip():
            return paragraph.text.strip()
    return ""


def _blocks(holder: Document | _Cell) -> Iterator[str]:
    from docx.table import Table as TableClass  # noqa: PLC0415 - loaded with its document

    for block in holder.iter_inner_content():
        if isinstance(block, TableClass):
            yield from _rows(block)
        else:
            yield block.text


def _rows(table: Table) -> Iterator[str]:
    """A line for each row, its cells parted by tabs; a merged cell once."""
    for row in table.rows:
        seen: list[object] = []
        cells = []
        for cell in row.cells:
            if any(cell._tc is known for known in seen):
                continue
            seen.append(cell._tc)
            cells.append(" ".join(part for part in _blocks(cell) if part.strip()))
        yield "\t".join(cells)
