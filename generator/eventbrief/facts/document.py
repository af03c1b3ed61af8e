"""Fact-sheet YAML -> FactSheet, with every error at its line and column.

The text of the file and its tree are kept beside the model, so that later findings and edits can
point into the file that the person wrote.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from eventbrief.facts import pointer, tree
from eventbrief.facts.files import read_bytes
from eventbrief.facts.finding import Finding, InputError
from eventbrief.facts.model import FactSheet
from eventbrief.facts.validation import validate

MAX_BYTES = 8_000_000


@dataclass(frozen=True)
class Document:
    """A fact sheet and the file it was read from."""

    path: Path
    sheet: FactSheet
    tree: tree.Tree

    def finding(self, code: str, message: str, at: str, advice: str = "") -> Finding:
        """A finding about the fact at pointer `at`."""
        mark = self.tree.locate(pointer.split(at))
        found = self.tree.finding(code, message, mark, advice)
        return replace(found, pointer=at)


def load(path: Path) -> Document:
    """Read and validate the fact sheet at `path`.

    Raises:
        InputError: the file is missing, is not YAML, or does not follow the format; it carries
            all findings, each with its line and column.
    """
    return parse(read_text(path, "fact sheet"), path)


def parse(text: str, path: Path) -> Document:
    """Validate the fact sheet in `text`; `path` names it in findings and anchors its sources.

    Raises:
        InputError: as `load`.
    """
    parsed = tree.parse(text, str(path))
    return Document(path, validate(parsed, FactSheet, "a fact sheet"), parsed)


def read_text(path: Path, kind: str) -> str:
    """The UTF-8 text of a YAML file.

    Raises:
        InputError: E101 to E103 where it cannot be read, E201 where it is not UTF-8.
    """
    data = read_bytes(path, MAX_BYTES, kind)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"the {kind} is not UTF-8 text"
        advice = "save it as UTF-8"
        raise InputError([Finding("E201", message, str(path), line, advice=advice)]) from error
