"""What every reader gives: the text of a document, and what is known about it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Source:
    """A document about an event.

    Attributes:
        path: where it was read from.
        text: its words after decoding, with line ends as LF and Unicode in NFC. Spans of evidence
            count its code points.
        sha256: of the file's bytes, in hexadecimal.
        language: ISO 639-1 code, or None where it could not be told.
        title: its headline, if it has one.
        publisher: who published it, if it says so.
        author: who wrote it, if it says so.
        published: ISO date as far as it is known (2022-10-25, 2022-10 or 2022), or None.
        body: where the running text starts, after lines that are about the document.
    """

    path: Path
    text: str
    sha256: str
    language: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    body: int = 0
