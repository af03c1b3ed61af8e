"""Bytes of a text file -> Contents."""

from __future__ import annotations

from eventbrief.sources.decoding import decode
from eventbrief.sources.source import Contents


def read(data: bytes) -> Contents:
    """The text of `data`."""
    return Contents(decode(data))
