"""A sheet's records of its sources -> the sources as they read now, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from eventbrief.extract.single import Reread, reread
from eventbrief.extract.text.likeness import fold
from eventbrief.extract.text.span import Span
from eventbrief.facts import pointer
from eventbrief.facts.document import Document
from eventbrief.facts.fact import Says
from eventbrief.facts.finding import Finding, InputError
from eventbrief.facts.model import Evidence, SourceRecord
from eventbrief.facts.table import inside
from eventbrief.facts.text import base
from eventbrief.sources.reader import read
from eventbrief.sources.source import Source


@dataclass(frozen=True)
class Placed:
    """A piece of evidence whose words stand where it says: its source read again, and the place."""

    item: Evidence
    reread: Reread
    span: Span

    @property
    def words(self) -> str:
        """The words as they stand in the source."""
        return self.span.of(self.reread.stated.source.text)

    @property
    def language(self) -> str:
        """The language of the source, without its region; empty where it is not known."""
        return base(self.reread.stated.source.language)


@dataclass(frozen=True)
class Sources:
    """The sources that can be read, by their name in the sheet."""

    known: dict[str, Source]

    def placed(self, item: Evidence) -> Placed | None:
        """The evidence with its source, where its words stand there."""
        source = self.known.get(item.source or "")
        if source is None or item.at is None or item.text is None:
            return None
        start, end = item.at
        if source.text[start:end] != item.text:
            return None
        return Placed(item, reread(source), Span(start, end))


def read_sources(document: Document) -> tuple[Sources, list[Finding]]:
    """The sources that can be read, and the findings about them all.

    The findings are W301 a source cannot be read, E302 it has changed, W308 the sheet says
    otherwise than the file what the source is called, who published it, and when.
    """
    found: dict[str, Source] = {}
    findings: list[Finding] = []
    for name, record in document.sheet.sources.items():
        at = pointer.join(("sources", name))
        try:
            source = read(document.path.parent / record.file, record.part)
        except InputError as error:
            reason = error.findings[0].message
            message = f"the source `{name}` cannot be checked: {reason} ({record.file})"
            advice = "put the file back, or correct the path"
            findings.append(document.finding("W301", message, f"{at}/file", advice))
            continue
        if source.sha256 != record.sha256:
            message = f"the source `{name}` has changed since its facts were extracted"
            advice = "run `eventbrief extract` again, then look at what it says"
            findings.append(document.finding("E302", message, f"{at}/sha256", advice))
        findings += _described(document, at, record, source)
        found[name] = _as_recorded(record, source)
    return Sources(found), findings


def _described(
    document: Document, at: str, record: SourceRecord, source: Source
) -> Iterator[Finding]:
    for key in (f.key for f in inside("/sources/*") if f.says is Says.FILE):
        said, told = getattr(record, key), getattr(source, key)
        if not said or not told or fold(said) == fold(told) or told.startswith(f"{said}-"):
            continue
        message = f"the sheet says `{said}`, the file says `{told}`"
        advice = f"correct the {key}, or leave it empty"
        yield document.finding("W308", message, f"{at}/{key}", advice)


def _as_recorded(record: SourceRecord, source: Source) -> Source:
    """The source with the day and the language that a person knows where the file is silent."""
    published = source.published or record.published
    return replace(source, published=published, language=source.language or record.language)
