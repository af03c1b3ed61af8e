"""A path -> the Source at it, by the kind of file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from eventbrief.facts.files import read_bytes
from eventbrief.facts.finding import Finding, InputError
from eventbrief.sources.decoding import NotTextError, decode
from eventbrief.sources.heading import read_heading
from eventbrief.sources.language import detect
from eventbrief.sources.source import Source

MAX_BYTES = 20_000_000

Reader = Callable[[bytes], str]

READERS: dict[str, Reader] = {
    ".txt": decode,
    ".text": decode,
    ".md": decode,
    ".markdown": decode,
}


def read(path: Path) -> Source:
    """The document at `path`.

    Raises:
        InputError: E101 missing or unreadable, E102 a folder, E103 too large, E104 not text,
            E105 empty, E106 a kind of file that is not read.
    """
    data = read_bytes(path, MAX_BYTES, "seed")
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(READERS))
        message = f"files of the kind `{path.suffix or path.name}` are not read"
        raise InputError([Finding("E106", message, str(path), advice=f"read are: {known}")])
    try:
        text = reader(data)
    except NotTextError as error:
        advice = "save the article as plain text (UTF-8) and try again"
        raise InputError([Finding("E104", str(error), str(path), advice=advice)]) from error
    if not text.strip():
        raise InputError([Finding("E105", "the seed is empty", str(path))])
    return from_text(text, path, hashlib.sha256(data).hexdigest())


def from_text(text: str, path: Path, sha256: str) -> Source:
    """The Source whose text is already read."""
    heading = read_heading(text)
    return Source(
        path=path,
        text=text,
        sha256=sha256,
        language=heading.language or detect(text[heading.body :] or text),
        title=heading.title,
        publisher=heading.publisher,
        author=heading.author,
        published=heading.published,
        body=heading.body,
    )
