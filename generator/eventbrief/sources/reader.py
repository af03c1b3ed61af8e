"""A path -> the sources at it, by the kind of file."""

from __future__ import annotations

import hashlib
import importlib
from pathlib import Path
from typing import TYPE_CHECKING

from eventbrief.facts.files import read_bytes
from eventbrief.facts.finding import Finding, InputError
from eventbrief.sources.heading import Heading, read_heading
from eventbrief.sources.language import detect
from eventbrief.sources.source import Contents, Source
from eventbrief.sources.unreadable import UnreadableError

if TYPE_CHECKING:
    from eventbrief.sources import mail

MAX_BYTES = 20_000_000

# The module that reads each kind of file; it is loaded when the first such file comes.
READERS = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "plain",
    ".markdown": "plain",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
}
MAIL = ".eml"
KINDS = (*READERS, MAIL)


def read_all(path: Path) -> list[Source]:
    """The documents at `path`: one, but for an e-mail, which may hold attachments.

    Raises:
        InputError: E101 missing or unreadable, E102 a folder, E103 too large, E104 not what its
            name says, E105 empty, E106 a kind of file that is not read.
    """
    data = read_bytes(path, MAX_BYTES, "seed")
    if path.suffix.lower() != MAIL:
        return [_one(path, data, None)]
    sources = []
    for part in _mail_parts(data):
        if part.contents is not None:
            sources.append(_source(path, part.data, part.contents, part.name))
        elif Path(part.name or "").suffix.lower() in READERS:
            sources.append(_one(path, part.data, part.name))
    if not sources:
        raise InputError([Finding("E105", "the e-mail holds no text", str(path))])
    return sources


def read(path: Path, part: str | None = None) -> Source:
    """The document at `path`, or the part of that name in it.

    Raises:
        InputError: as `read_all`; E101 where there is no such part.
    """
    sources = read_all(path)
    for source in sources:
        if source.part == part:
            return source
    if part is None:
        return sources[0]
    raise InputError([Finding("E101", f"the e-mail has no attachment `{part}`", str(path))])


def from_text(text: str, path: Path, sha256: str) -> Source:
    """The Source whose text is already read."""
    return _described(path, sha256, Contents(text), None)


def _mail_parts(data: bytes) -> list[mail.Part]:
    from eventbrief.sources.mail import parts  # noqa: PLC0415 - only where a mail is read

    return parts(data)


def _one(path: Path, data: bytes, part: str | None) -> Source:
    name = part or path.name
    module = READERS.get(Path(name).suffix.lower())
    shown = f"{path}: {part}" if part else str(path)
    if module is None:
        message = f"files of the kind `{Path(name).suffix or name}` are not read"
        advice = f"read are: {', '.join(sorted(KINDS))}"
        raise InputError([Finding("E106", message, shown, advice=advice)])
    try:
        contents = importlib.import_module(f"eventbrief.sources.{module}").read(data)
    except UnreadableError as error:
        raise InputError([Finding("E104", str(error), shown, advice=error.advice)]) from error
    if not contents.text.strip():
        raise InputError([Finding("E105", "the seed is empty", shown)])
    return _source(path, data, contents, part)


def _source(path: Path, data: bytes, contents: Contents, part: str | None) -> Source:
    return _described(path, hashlib.sha256(data).hexdigest(), contents, part)


def _described(path: Path, sha256: str, contents: Contents, part: str | None) -> Source:
    """What the file says about itself goes before what its first lines say."""
    text = contents.text
    known = Heading(
        published=contents.published,
        title=contents.title,
        author=contents.author,
        publisher=contents.publisher,
    )
    heading = read_heading(text, known)
    told = detect(text[heading.body :] or text)
    return Source(
        path=path,
        text=text,
        sha256=sha256,
        language=heading.language or told or contents.language,
        title=heading.title,
        publisher=heading.publisher,
        author=heading.author,
        published=heading.published or contents.created,
        body=heading.body,
        part=part,
    )
