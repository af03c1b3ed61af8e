"""PO files as translators' programs read and write them (GNU gettext's format, by way of Babel).

An entry's context is the pointer of the text; a program's comment remembers what the sheet had when
the file was written, so that later edits on either side can be told.
"""

from __future__ import annotations

import datetime
import glob
import hashlib
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, denormalize, read_po, write_po

from eventbrief.facts.day import first_day
from eventbrief.facts.files import read_bytes
from eventbrief.facts.finding import Finding, InputError

MAX_BYTES = 8_000_000
_KNOWN = re.compile(r"in the sheet: (?P<print>[0-9a-f]{12})")


@dataclass(frozen=True)
class Entry:
    """One text to translate.

    Attributes:
        at: pointer of the text in the sheet.
        source: the words to translate.
        words: the translation; empty where there is none.
        fuzzy: not to be used before a person has looked.
        about: what the text is, for the translator.
        remarks: the translator's own comments.
        previous: the source as it was when the translation was made, where it has changed.
        sheet: fingerprint of the wording that the sheet had.
        line: of the text in the sheet's file.
    """

    at: str
    source: str
    words: str = ""
    fuzzy: bool = False
    about: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    previous: str = ""
    sheet: str = ""
    line: int = 0


def po_path(sheet: Path, language: str) -> Path:
    """The PO file of a sheet: facts.en.po beside facts.yaml."""
    return sheet.with_name(f"{sheet.stem}.{language}.po")


def po_languages(sheet: Path) -> list[str]:
    """The languages that there are PO files for beside the sheet."""
    found = sheet.parent.glob(f"{glob.escape(sheet.stem)}.*.po")
    return sorted(p.name.removeprefix(f"{sheet.stem}.").removesuffix(".po") for p in found)


def fingerprint(words: str) -> str:
    """Twelve characters that tell a wording from any other."""
    return hashlib.sha256(words.encode()).hexdigest()[:12]


@dataclass(frozen=True)
class PoFile:
    """The entries of a PO file, and who translated it last, and when."""

    entries: list[Entry]
    translator: str | None = None
    team: str | None = None
    revised: datetime.datetime | None = None


def read_po_file(path: Path) -> PoFile:
    """The PO file at `path`.

    Raises:
        InputError: E101 to E103 it cannot be read, E211 it is not a PO file.
    """
    data = read_bytes(path, MAX_BYTES, "PO file")
    try:
        catalog = read_po(io.BytesIO(data), ignore_obsolete=True, abort_invalid=True)
    except PoFileError as error:
        line = (error.lineno or 0) + 1 if isinstance(error.lineno, int) else 0
        message = f"this is not a PO file: {str(error).split(' on ')[0]}"
        raise InputError([Finding("E211", message, str(path), line)]) from error
    except (UnicodeDecodeError, LookupError, ValueError) as error:
        message = "this is not a PO file in UTF-8"
        raise InputError([Finding("E211", message, str(path))]) from error
    entries = []
    for item in cast(Iterable[Message], catalog):
        if not item.id or not isinstance(item.id, str) or not item.context:
            continue
        known = next((m for c in item.auto_comments if (m := _KNOWN.search(c))), None)
        entries.append(
            Entry(
                str(item.context),
                item.id,
                item.string if isinstance(item.string, str) else "",
                bool(item.fuzzy),
                tuple(c for c in item.auto_comments if not _KNOWN.search(c)),
                tuple(c for c in item.user_comments if not c.startswith("|")),
                _previous(item.user_comments),
                known["print"] if known else "",
            )
        )
    revised = catalog.revision_date
    return PoFile(
        entries,
        catalog.last_translator,
        catalog.language_team,
        revised if isinstance(revised, datetime.datetime) else None,
    )


def _previous(comments: Iterable[str]) -> str:
    """The source as it was (`#| msgid`), which Babel reads as remarks of the translator."""
    lines = [c.removeprefix("|").strip().removeprefix("msgid ") for c in comments if c[:1] == "|"]
    quoted = [line for line in lines if line.startswith('"') and line.endswith('"')]
    return denormalize("\n".join(quoted)) if quoted else ""


def po_bytes(po: PoFile, sheet: Path, language: str, day: str) -> bytes:
    """The PO file's bytes; `day` (ISO) dates it, so that the same entries give the same bytes."""
    date = datetime.datetime.combine(first_day(day), datetime.time(tzinfo=datetime.UTC))
    catalog = Catalog(
        locale=language,
        project="eventbrief",
        version="1",
        header_comment=(
            f"# Texts of {sheet.name} that lack a wording in this language.\n"
            "# Fill in msgstr, take the fuzzy mark away where it is right, and run\n"
            f"# `eventbrief translate {sheet.name} --to {language}` again."
        ),
        fuzzy=False,
        creation_date=date,
        revision_date=po.revised or date,
        last_translator=po.translator,
        language_team=po.team,
    )
    for entry in po.entries:
        about = [*entry.about, *([f"in the sheet: {entry.sheet}"] if entry.sheet else [])]
        catalog.add(
            entry.source,
            entry.words,
            locations=[(sheet.name, entry.line)],
            flags=["fuzzy"] if entry.fuzzy else [],
            auto_comments=about,
            user_comments=entry.remarks,
            previous_id=entry.previous,
            context=entry.at,
        )
    out = io.BytesIO()
    write_po(out, catalog, width=100, include_previous=True)
    lines = out.getvalue().decode().split("\n")
    return "\n".join(x for x in lines if not x.startswith('"Generated-By')).encode()
