"""Bytes of a web page -> Contents: its main text, and what its head says of title, date and author.

trafilatura tells the article from menus and notices. Nothing that the page refers to is fetched.
"""

from __future__ import annotations

import re

from eventbrief.sources.decoding import decode, decode_as
from eventbrief.sources.source import Contents
from eventbrief.sources.unreadable import UnreadableError

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_HEAD = 4_096  # bytes within which HTML's standard looks for the encoding (13.2.3.2)
_LANGUAGE = re.compile(r"<html[^>]{0,300}?\blang\s*=\s*[\"']?([A-Za-z]{2})\b", re.IGNORECASE)
_SHORTEST = 40  # code points; less is no article


def read(data: bytes) -> Contents:
    """The article in the page.

    Raises:
        UnreadableError: no text is left when menus and notices are taken off.
    """
    import trafilatura  # noqa: PLC0415 - half a second, only where a page is read

    page = _decoded(data)
    found = trafilatura.bare_extraction(
        page, include_comments=False, include_tables=True, with_metadata=True, deduplicate=False
    )
    head = found.as_dict() if found is not None and not isinstance(found, dict) else {}
    text = str(head.get("text") or "")
    if len(text) < _SHORTEST:
        text = all_text(page)
    if not text.strip():
        raise UnreadableError(
            "this page holds no text", "open it in a browser and save the article as text"
        )
    language = _LANGUAGE.search(page[:_HEAD])
    return Contents(
        re.sub(r"\n+", "\n\n", text.strip()) + "\n",
        title=head.get("title") or None,
        publisher=head.get("sitename") or None,
        author=head.get("author") or None,
        published=head.get("date") or None,
        language=language[1].lower() if language else None,
    )


def all_text(page: str) -> str:
    """Every word of the page that a reader sees, a paragraph for each block."""
    import lxml.html  # noqa: PLC0415 - only where a page is read

    root = lxml.html.document_fromstring(page or "<p></p>")
    for element in root.xpath("//script|//style|//noscript|//head|//template"):
        element.drop_tree()
    for block in root.xpath("//p|//div|//br|//li|//tr|//h1|//h2|//h3|//h4|//blockquote"):
        block.tail = f"\n{block.tail or ''}"
        block.text = f"\n{block.text or ''}" if block.tag != "br" else block.text
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in root.text_content().split("\n"))
    return "\n\n".join(line for line in lines if line)


def _decoded(data: bytes) -> str:
    """The page as text: by its own `meta charset` where that holds, else as any text."""
    declared = _CHARSET.search(data[:_HEAD])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        text = decode_as(data, declared[1].decode("ascii"))
        if text is not None:
            return text
    return decode(data)
