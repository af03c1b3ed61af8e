"""Objects of a PDF file that are written out already, as ReportLab's document numbers them."""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase import pdfdoc


class Raw(pdfdoc.PDFObject):
    """An object given as text; `parts` may be set later, when what it refers to is numbered."""

    __RefOnly__ = 1

    def __init__(self, *parts: str) -> None:
        self.parts = parts

    def format(self, _document: Any) -> bytes:
        """The object's bytes."""
        return "".join(self.parts).encode("latin-1")


class Compressed(pdfdoc.PDFObject):
    """A stream whose bytes are compressed already.

    Args:
        data: the compressed bytes, and their length before.
        entries: further entries of the stream's dictionary.
        way: how they are compressed (ISO 32000-1, table 6).
    """

    __RefOnly__ = 1

    def __init__(
        self, data: tuple[bytes, int], entries: str = "", way: str = "FlateDecode"
    ) -> None:
        self.data, self.length = data
        self.entries, self.way = entries, way

    def format(self, _document: Any) -> bytes:
        """The object's bytes."""
        return (
            (
                f"<< /Filter /{self.way} /Length {len(self.data)} /Length1 {self.length}"
                f"{self.entries} >>\nstream\n"
            ).encode("latin-1")
            + self.data
            + b"\nendstream\n"
        )


def refer(document: Any, thing: pdfdoc.PDFObject) -> str:
    """The thing's number in the document, as one refers to it (ISO 32000-1, 7.3.10)."""
    made = document.Reference(thing)
    number, version = document.idToObjectNumberAndVersion[made.name]
    return f"{number} {version} R"


def text(words: str) -> str:
    """A text string (ISO 32000-1, 7.9.2.2), in UTF-16 where it is not ASCII."""
    if words.isascii() and words.isprintable():
        escaped = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return f"({escaped})"
    return f"<feff{words.encode('utf-16-be').hex()}>"
