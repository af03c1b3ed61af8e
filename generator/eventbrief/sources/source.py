"""What every reader gives: the text of a document, and what is known about it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Contents:
    """What a file of one kind holds, as its reader found it.

    Attributes:
        text: its words, paragraphs parted by line breaks.
        title: its headline, if the file says which words are one.
        publisher: who published it, if the file says so.
        author: who wrote it, if the file says so.
        published: ISO date, if the file says so.
        created: ISO date of the file itself, which may be later than that of its words.
        language: ISO 639-1 code, if the file says so.
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    created: str | None = None
    language: str | None = None


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
        part: which part of the file it is: the name of an attachment; None for the file itself.
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
    part: str | None = None
