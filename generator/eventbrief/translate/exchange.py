"""A fact sheet and its PO file -> both, brought together.

What the translator filled in goes into the sheet; what the sheet says in the meantime goes into the
PO file; a translation whose source has changed since is marked for another look, on both sides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from eventbrief.facts import pointer
from eventbrief.facts.document import Document
from eventbrief.facts.finding import Finding, InputError
from eventbrief.facts.model import FactSheet, Quote
from eventbrief.facts.table import fact_at
from eventbrief.facts.text import Multilingual, RestrictedText, by_language, original, wordings
from eventbrief.facts.texts import texts
from eventbrief.translate.catalogue import Entry, fingerprint, po_path, read_po_file
from eventbrief.translate.worded import Wording, with_wordings


@dataclass(frozen=True)
class Exchange:
    """What came of it.

    Attributes:
        document: the sheet, with what was translated.
        entries: what goes into the PO file.
        taken: pointers whose translations went into the sheet.
        stale: pointers whose source has changed.
        kept: pointers that sheet and PO file word differently; the sheet's stays.
    """

    document: Document
    entries: list[Entry]
    taken: tuple[str, ...]
    stale: tuple[str, ...]
    kept: tuple[str, ...]

    @property
    def open(self) -> int:
        """How many texts still wait for a translation, or for a look at it."""
        return sum(1 for e in self.entries if not e.words or e.fuzzy)


def exchange(
    document: Document,
    language: str,
    known: list[Entry],
    translated: Callable[[list[Entry]], dict[str, str]] | None = None,
    machine: str = "",
) -> Exchange:
    """Bring the sheet and the entries of its PO file together.

    Args:
        document: the sheet.
        language: into which is translated.
        known: the entries of the PO file as it is.
        translated: asks a machine for the open entries; gives words by pointer.
        machine: its name; what it says stays fuzzy until a person confirms it.
    """
    found = _compared(document, language, known)
    entries = found.entries
    if translated is not None:
        entries = _by_machine(entries, translated, machine)
    document = with_wordings(document, found.wanted)
    entries = [replace(e, line=_line(document, e.at)) for e in entries]
    taken = tuple(wording.at for wording in found.wanted)
    return Exchange(document, entries, taken, tuple(found.stale), tuple(found.kept))


@dataclass
class _Comparison:
    """Entries as they should be, wordings for the sheet, and pointers for a person to look at."""

    entries: list[Entry] = field(default_factory=list)
    wanted: list[Wording] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def _compared(document: Document, language: str, known: list[Entry]) -> _Comparison:
    """What the sheet and the entries say of each other; nothing is changed."""
    found = _Comparison()
    present = {original(text, document.sheet.language) for _, text in texts(document.sheet)}
    for at, text in texts(document.sheet):
        if isinstance(wordings(text), str) and document.sheet.language == language:
            continue
        mine = by_language(text, document.sheet.language).get(language, "")
        source = original(text, document.sheet.language)
        old = _known(known, at, source, present)
        if mine and old is None:
            continue
        entry = _entry(document, at, text, source, old)
        if old is not None and old.source != source:
            found.stale.append(at)
            words = old.words or mine
            entry = replace(entry, words=words, fuzzy=bool(words), previous=old.source)
        elif old is not None and old.words and not old.fuzzy and old.words != mine:
            if mine and fingerprint(mine) != old.sheet:
                found.kept.append(at)
                entry = replace(entry, words=mine)
            else:
                found.wanted.append(Wording(at, language, old.words))
        if entry.words and not entry.fuzzy:
            entry = replace(entry, sheet=fingerprint(entry.words))
        found.entries.append(entry)
    return found


def stale_findings(document: Document, languages: list[str]) -> Iterator[Finding]:
    """Translations in the sheet whose source has changed since, as its PO files tell."""
    for language in languages:
        path = po_path(document.path, language)
        if not path.is_file():
            continue
        try:
            known = read_po_file(path).entries
        except InputError as error:
            yield from error.findings
            continue
        for at in _compared(document, language, known).stale:
            message = f"the wording of {at} in `{language}` is older than its source"
            advice = f"eventbrief translate {document.path.name} --to {language}, and look at it"
            yield document.finding("W342", message, at, advice)


def _known(known: list[Entry], at: str, source: str, present: set[str]) -> Entry | None:
    """The entry of a text: by its words, for items move; else by its place."""
    same = [e for e in known if e.source == source]
    placed = next((e for e in known if e.at == at), None)
    if same:
        return next((e for e in same if e.at == at), same[0])
    return None if placed is None or placed.source in present else placed


def _entry(
    document: Document, at: str, text: Multilingual, source: str, old: Entry | None
) -> Entry:
    about = tuple(_about(document.sheet, at, text))
    if old is None:
        return Entry(at, source, about=about)
    machine = tuple(c for c in old.about if c.startswith(_MACHINE) and old.fuzzy)
    return replace(old, at=at, source=source, about=(*about, *machine))


def _line(document: Document, at: str) -> int:
    return document.tree.locate(pointer.split(at)).line + 1


def _about(sheet: FactSheet, at: str, text: Multilingual) -> Iterator[str]:
    """What a translator should know about the text."""
    fact, who = fact_at(at), ""
    if fact and "{who}" in fact.about:
        quote: Quote = sheet.quotes[int(pointer.split(at)[1])]
        who = quote.speaker or "someone who is not named"
    if fact:
        yield fact.about.format(who=who)
    if isinstance(text, RestrictedText):
        yield f"only for: {', '.join(text.audiences)}"


_MACHINE = "machine translation"


def _by_machine(
    entries: list[Entry], translated: Callable[[list[Entry]], dict[str, str]], machine: str
) -> list[Entry]:
    waiting = [e for e in entries if not e.words]
    words = translated(waiting) if waiting else {}
    mark = f"{_MACHINE} by {machine}, not confirmed: look at it, then take the fuzzy mark away"
    return [
        replace(e, words=words[e.at], fuzzy=True, about=(*e.about, mark))
        if not e.words and words.get(e.at)
        else e
        for e in entries
    ]
