"""Fact-sheet YAML -> FactSheet, with every error at its line and column.

The text of the file and its tree are kept beside the model, so that later findings and edits can
point into the file that the person wrote.
"""

from __future__ import annotations

import difflib
import types
import typing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from eventbrief.facts import pointer, tree
from eventbrief.facts.files import read_bytes
from eventbrief.facts.finding import Finding, InputError
from eventbrief.facts.model import FactSheet

MAX_BYTES = 8_000_000

_WORDING = {
    "int_parsing": "a whole number was expected",
    "int_from_float": "a whole number was expected",
    "int_type": "a whole number was expected",
    "bool_parsing": "true or false was expected",
    "string_type": "a text was expected",
    "model_type": "a table of keys and values was expected",
    "model_attributes_type": "a table of keys and values was expected",
    "dict_type": "a table of keys and values was expected",
    "tuple_type": "a list was expected",
    "too_short": "the list is too short",
    "too_long": "the list is too long",
    "string_too_short": "the text is empty",
}


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
        return Finding(**{**found.__dict__, "pointer": at})


def load(path: Path) -> Document:
    """Read and validate the fact sheet at `path`.

    Raises:
        InputError: the file is missing, is not YAML, or does not follow the format; it carries
            all findings, each with its line and column.
    """
    data = read_bytes(path, MAX_BYTES, "fact sheet")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = "the fact sheet is not UTF-8 text"
        advice = "save it as UTF-8"
        raise InputError([Finding("E201", message, str(path), line, advice=advice)]) from error
    return parse(text, path)


def parse(text: str, path: Path) -> Document:
    """Validate the fact sheet in `text`; `path` names it in findings and anchors its sources.

    Raises:
        InputError: as `load`.
    """
    parsed = tree.parse(text, str(path))
    findings = list(parsed.findings)
    data = parsed.data()
    if not isinstance(data, dict):
        message = "a fact sheet is a table of keys such as `event:` and `sources:`"
        raise InputError([parsed.finding("E205", message, parsed.root.start)])
    try:
        sheet = FactSheet.model_validate(data)
    except ValidationError as error:
        findings += [_finding(parsed, detail) for detail in error.errors(include_url=False)]
    if findings:
        raise InputError(sorted(findings, key=lambda f: (f.line, f.column)))
    return Document(path, sheet, parsed)


def _finding(parsed: tree.Tree, detail: ErrorDetails) -> Finding:
    parts = tuple(part for part in detail["loc"] if not _is_branch(part))
    path = pointer.join(parts)
    kind = detail["type"]
    if kind == "extra_forbidden":
        known = list(_fields(parts[:-1]))
        near = difflib.get_close_matches(str(parts[-1]), known, n=1, cutoff=0.6)
        message = f"unknown key `{parts[-1]}` at {path}"
        advice = f"did you mean `{near[0]}`?" if near else f"known here: {', '.join(known)}"
        return _at(parsed, "E203", message, parts, advice, key=True)
    if kind == "missing":
        message = f"the key `{parts[-1]}` is missing at {pointer.join(parts[:-1]) or '/'}"
        return _at(parsed, "E206", message, parts[:-1], "add it")
    message = _WORDING.get(kind, detail["msg"])
    if kind == "literal_error":
        expected = detail.get("ctx", {}).get("expected", "")
        message = f"one of {expected} was expected"
    return _at(parsed, "E205", f"{message} at {path}", parts, "")


def _at(
    parsed: tree.Tree,
    code: str,
    message: str,
    parts: tuple[str | int, ...],
    advice: str,
    *,
    key: bool = False,
) -> Finding:
    found = parsed.finding(code, message, parsed.locate(parts, key=key), advice)
    return Finding(**{**found.__dict__, "pointer": pointer.join(parts)})


def _is_branch(part: str | int) -> bool:
    """True for the parts of a pydantic location that name a validator, not a key."""
    return isinstance(part, str) and ("[" in part and part.endswith("]"))


def _fields(parts: tuple[str | int, ...]) -> list[str]:
    """The keys that the model knows at `parts`."""
    kind: Any = FactSheet
    for part in parts:
        kind = _model(kind)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            info = kind.model_fields.get(str(part))
            kind = info.annotation if info else None
        elif get_origin(kind) in (tuple, list):
            kind = get_args(kind)[0]
        elif get_origin(kind) is dict:
            kind = get_args(kind)[1]
    kind = _model(kind)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return list(kind.model_fields)
    return []


def _model(kind: Any) -> Any:
    """`kind` without Annotated and Optional around it."""
    while True:
        origin = get_origin(kind)
        if origin is typing.Annotated:
            kind = get_args(kind)[0]
        elif origin in (typing.Union, types.UnionType):
            kind = next(a for a in get_args(kind) if a is not type(None))
        else:
            return kind
