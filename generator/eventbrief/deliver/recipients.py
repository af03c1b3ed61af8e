"""A CSV file of recipients -> recipients, with every error at its line and column.

Columns come in any order, between commas, semicolons or tabs, with Excel's byte order mark or
without. Everything is checked before anything is made.
"""

from __future__ import annotations

import csv
import difflib
import functools
import io
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Literal

import yaml

from eventbrief.deliver.address import valid_address
from eventbrief.facts.files import read_bytes
from eventbrief.facts.finding import Finding, InputError, has_errors, nearest_name
from eventbrief.facts.tree import Mark, at_mark

MAX_BYTES = 5_000_000
MAX_ROWS = 20_000
MAX_NAME = 200
Attach = Literal["pdf", "docx", "both"]


@dataclass(frozen=True)
class Recipient:
    """Who gets a brief, which one, and how.

    Attributes:
        email: address, with its domain in ASCII where that is possible.
        name: may be empty.
        audience: whose brief.
        language: of the brief; empty where the template's first is meant.
        cc: further addresses that get a copy.
        attach: the kinds of file.
        line: in the recipients' file.
    """

    email: str
    name: str
    audience: str
    language: str
    cc: tuple[str, ...]
    attach: Attach
    line: int

    @property
    def formats(self) -> tuple[str, ...]:
        """The kinds of file that are attached."""
        return ("pdf", "docx") if self.attach == "both" else (self.attach,)


@dataclass
class _Cell:
    """A value and where it stands."""

    text: str
    mark: Mark


@dataclass
class _Sheet:
    """The file's text, and what was wrong in it."""

    file: str
    text: str
    findings: list[Finding] = field(default_factory=list)

    def tell(self, code: str, message: str, mark: Mark, advice: str = "") -> None:
        self.findings.append(at_mark(self.file, self.text, code, message, mark, advice))


def read_recipients(
    path: Path, audiences: Iterable[str], languages: Iterable[str]
) -> tuple[list[Recipient], list[Finding]]:
    """The recipients of the file, and warnings about it.

    Args:
        path: the CSV file.
        audiences: the audiences that there are.
        languages: the languages that a brief can be written in.

    Raises:
        InputError: with all findings: E701 no header, E702 no such column is there, E703 a value
            that cannot be, E704 an address listed for two audiences.
    """
    text, findings = _decoded(path)
    sheet = _Sheet(str(path), text, findings)
    rows = list(_rows(sheet))
    if not rows:
        message = "there are no recipients in this file"
        raise InputError([Finding("E701", message, str(path), advice=_EXAMPLE)])
    columns = _columns(sheet, rows[0])
    check = _Check(sheet, sorted(audiences), sorted(languages))
    found = [made for row in rows[1:] if (made := check.recipient(columns, row))]
    found = _once(sheet, found)
    if not found and not has_errors(sheet.findings):
        sheet.tell("E701", "there is a header, but no recipient", Mark(0, 0, 0), _EXAMPLE)
    if has_errors(sheet.findings):
        raise InputError(sheet.findings)
    return [r for r, _ in found], sheet.findings


_EXAMPLE = "write a first line `name,email,audience,language`, then a line for each recipient"


def _decoded(path: Path) -> tuple[str, list[Finding]]:
    """The file's text, with one kind of line break, and what to say about its encoding."""
    data = read_bytes(path, MAX_BYTES, "recipients' file")
    if data[:2] in _UTF_16:
        data = data.decode("utf-16", "replace").encode()
    data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        text = data.decode("cp1252", "replace")
        shown = text.split("\n")[line - 1].strip()[:60]
        message = (
            f"this file is not UTF-8; it was read as Windows-1252, so that line {line} is: {shown}"
        )
        advice = "if a name looks wrong, save the file as `CSV UTF-8`"
        return text, [Finding("W707", message, str(path), line, advice=advice)]


def _rows(sheet: _Sheet) -> Iterator[list[_Cell]]:
    """The rows with the place of every value; empty lines are left out."""
    first = next((x for x in sheet.text.splitlines() if x.strip()), "")
    delimiter = max(";,\t", key=first.count)
    lines = sheet.text.split("\n")
    reader = csv.reader(io.StringIO(sheet.text, newline=""), delimiter=delimiter, strict=True)
    start, count = 0, 0
    while True:
        try:
            values = next(reader, None)
        except csv.Error as error:
            mark = Mark(max(0, reader.line_num - 1), 0, 0)
            sheet.tell("E703", f"this line is no CSV: {error}", mark, "look at its quotation marks")
            return
        if values is None:
            return
        if any(value.strip() for value in values):
            count += 1
            if count > MAX_ROWS + 1:
                message = f"more than {MAX_ROWS:,} recipients"
                sheet.tell("E703", message, Mark(start, 0, 0), "split the file")
                return
            yield list(_cells(values, lines, start))
        start = reader.line_num


def _cells(values: list[str], lines: list[str], start: int) -> Iterator[_Cell]:
    line, column = start, 0
    for value in values:
        head = value.split("\n", maxsplit=1)[0].replace('"', '""').strip()
        found = lines[line].find(head, column) if head else column
        column = max(found, column)
        yield _Cell(value.strip(), Mark(line, column, 0))
        line += value.count("\n")
        column = 0 if "\n" in value else column + len(value.replace('"', '""'))
        column += lines[line][column : column + 1] == '"'
        column += 1  # the delimiter


def _columns(sheet: _Sheet, header: list[_Cell]) -> dict[str, int]:
    """Where each column stands."""
    columns: dict[str, int] = {}
    known = _names()
    for index, cell in enumerate(header):
        if not cell.text:
            continue
        key = known.get(_folded(cell.text))
        if key is None:
            near = difflib.get_close_matches(_folded(cell.text), list(known), n=1, cutoff=0.7)
            advice = f"did you mean `{known[near[0]]}`?" if near else f"known: {', '.join(_KEYS)}"
            sheet.tell("W708", f"the column `{cell.text}` is not used", cell.mark, advice)
        elif key in columns:
            sheet.tell("E702", f"the column `{key}` stands twice", cell.mark, "keep one")
        else:
            columns[key] = index
    for key in ("email", "audience"):
        if key not in columns:
            message = f"there is no column `{key}`"
            mark = header[0].mark if header else Mark(0, 0, 0)
            sheet.tell("E702", message, mark, _EXAMPLE)
    if has_errors(sheet.findings):
        raise InputError(sheet.findings)
    return columns


_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_KEYS = ("email", "name", "audience", "language", "cc", "attach")


@functools.cache
def _names() -> dict[str, str]:
    text = (resources.files(__package__) / "columns.yaml").read_text("utf-8")
    return {_folded(name): key for key, names in yaml.safe_load(text).items() for name in names}


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


class _Check:
    """Turns rows into recipients; tells what cannot be."""

    def __init__(self, sheet: _Sheet, audiences: list[str], languages: list[str]) -> None:
        self.sheet, self.audiences, self.languages = sheet, audiences, languages

    def recipient(self, columns: dict[str, int], row: list[_Cell]) -> tuple[Recipient, Mark] | None:
        end = row[-1].mark if row else Mark(0, 0, 0)
        cells = {
            key: row[index] if index < len(row) else _Cell("", end)
            for key, index in columns.items()
        }
        cell = cells["email"]
        before = len(self.sheet.findings)
        attach = self.one_of("attach", cells.get("attach"), ["pdf", "docx", "both"]) or "pdf"
        made = Recipient(
            self.address(cell, "email"),
            self.name(cells.get("name")),
            self.audience(cells["audience"]),
            self.one_of("language", cells.get("language"), self.languages),
            tuple(self.copies(cells.get("cc"))),
            "both" if attach == "both" else "docx" if attach == "docx" else "pdf",
            cell.mark.line + 1,
        )
        return (made, cell.mark) if not has_errors(self.sheet.findings[before:]) else None

    def address(self, cell: _Cell, key: str) -> str:
        if not cell.text:
            self.sheet.tell(
                "E703", f"`{key}` is empty", cell.mark, "add the address, or the line goes"
            )
            return ""
        if _unprintable(cell.text):
            self.sheet.tell("E703", f"`{key}` holds a line break or a control character", cell.mark)
            return ""
        try:
            return valid_address(cell.text)
        except ValueError as error:
            self.sheet.tell("E703", str(error), cell.mark)
            return ""

    def copies(self, cell: _Cell | None) -> Iterator[str]:
        for part in (cell.text if cell else "").replace(";", ",").split(","):
            if part.strip() and cell:
                yield self.address(_Cell(part.strip(), cell.mark), "cc")

    def name(self, cell: _Cell | None) -> str:
        if cell is None:
            return ""
        if _unprintable(cell.text):
            message = "`name` holds a line break or a control character"
            self.sheet.tell("E703", message, cell.mark, "a name stands on one line")
            return ""
        if len(cell.text) > MAX_NAME:
            self.sheet.tell("E703", f"`name` has over {MAX_NAME} characters", cell.mark)
        return unicodedata.normalize("NFC", cell.text)

    def audience(self, cell: _Cell) -> str:
        if not cell.text:
            known = ", ".join(self.audiences)
            self.sheet.tell("E703", "no audience is given", cell.mark, f"there are: {known}")
            return ""
        return self.one_of("audience", cell, self.audiences)

    def one_of(self, key: str, cell: _Cell | None, known: list[str]) -> str:
        if cell is None or not cell.text:
            return ""
        value = cell.text.casefold()
        if value not in known:
            advice = nearest_name(value, known)
            self.sheet.tell("E703", f"there is no {key} `{cell.text}`", cell.mark, advice)
        return value


def _unprintable(text: str) -> bool:
    return any(unicodedata.category(c) in ("Cc", "Zl", "Zp", "Cs") for c in text)


def _once(sheet: _Sheet, found: list[tuple[Recipient, Mark]]) -> list[tuple[Recipient, Mark]]:
    """Each address once; one that is listed for two audiences is an error."""
    first: dict[str, Recipient] = {}
    kept = []
    for recipient, mark in found:
        key = recipient.email.casefold()
        before = first.setdefault(key, recipient)
        if before is recipient:
            kept.append((recipient, mark))
        elif (before.audience, before.language) == (recipient.audience, recipient.language):
            message = f"`{recipient.email}` stands on line {before.line} too; it gets one message"
            sheet.tell("W709", message, mark, "keep one of the lines")
        else:
            told = f"{before.audience} {before.language}".strip()
            message = (
                f"`{recipient.email}` is listed for another brief on line {before.line} ({told})"
            )
            advice = "keep the right line; if both are meant, use two files"
            sheet.tell("E704", message, mark, advice)
    return kept
