"""Bytes -> text, for the encodings that press offices send: UTF-8, UTF-16, Windows-1252.

A byte order mark decides; without one, text that is valid UTF-8 is UTF-8 (the chance that text in
another encoding is valid UTF-8 by accident is negligible), text with a NUL in every other byte is
UTF-16, and what is left is Windows-1252 unless it is full of bytes that no text holds.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from eventbrief.sources.unreadable import UnreadableError

_AS_TEXT = "save the article as plain text (UTF-8) and try again"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# Wire services end their lines and texts with control characters; a binary file is full of them.
_STRAY = 0.005
_SIGNATURES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip archive or an Office file",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"\xd0\xcf\x11\xe0": "an old Office file",
}


def decode(data: bytes) -> str:
    """The text of `data`: decoded, line ends as LF, Unicode in NFC, no byte order mark.

    Raises:
        UnreadableError: the bytes are not text in any of the encodings.
    """
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            raise UnreadableError(f"this is {kind}, not text", _AS_TEXT)
    text = _decode(data)
    if len(_BINARY.findall(text)) > _STRAY * len(text) or "\x00" in text:
        raise UnreadableError("this is a binary file, not text", _AS_TEXT)
    return normal(text)


def decode_as(data: bytes, encoding: str) -> str | None:
    """The text of `data` in the encoding that it declares, or None where that does not hold."""
    try:
        return normal(data.decode(encoding))
    except (LookupError, UnicodeDecodeError):
        return None


def normal(text: str) -> str:
    """Line ends as LF, Unicode in NFC, which evidence counts in."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text)


def _decode(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    if b"\x00" in data:
        return _strict(data, _wide(data))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(data, "cp1252")


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: Latin letters leave a NUL in every other byte."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    half = max(1, len(data) // 2)
    if len(data) % 2 == 0 and odd / half > 0.4 and even / half < 0.05:
        return "utf-16-le"
    if len(data) % 2 == 0 and even / half > 0.4 and odd / half < 0.05:
        return "utf-16-be"
    raise UnreadableError("this is a binary file, not text", _AS_TEXT)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            "this is a binary file, not text in a known encoding", _AS_TEXT
        ) from error
