"""What verbs that extract share: seeds read for facts, and put into a sheet."""

from __future__ import annotations

from pathlib import Path

from eventbrief.cli.reporting import Reporter
from eventbrief.extract.identity import told_by
from eventbrief.extract.merge import merge
from eventbrief.extract.one_event import foreign, refusals
from eventbrief.extract.single import Stated, extract
from eventbrief.extract.text.lexicon import languages as extraction_languages
from eventbrief.facts.document import Document, load, parse
from eventbrief.facts.files import write_whole
from eventbrief.facts.finding import Finding, InputError
from eventbrief.facts.writer import write
from eventbrief.sources.source import Source


def stated_by(
    reporter: Reporter, sources: list[Source], model: str | None = None
) -> tuple[list[Stated], list[Finding]]:
    """What the sources state, and a finding for each whose language is not read.

    Where a language model is asked too, such a finding is a warning.

    Raises:
        InputError: no source is in a language that is read, and no model is asked.
    """
    known = ", ".join(extraction_languages())
    advice = f"languages read are: {known}; take it out of the seeds, and state its facts by hand"
    findings = []
    for source in sources:
        if source.language not in extraction_languages():
            message = (
                f"no facts are extracted from text in `{source.language or 'an unknown language'}`"
            )
            code = "W107" if model else "E107"
            findings.append(Finding(code, message, str(source.path), advice=advice))
    if len(findings) == len(sources) and model is None:
        raise InputError(findings)
    reporter.findings(findings)
    return [extract(source) for source in sources], findings


def supplemented(reporter: Reporter, stated: list[Stated], model: str | None) -> list[Stated]:
    """With what a language model finds besides, if one is named."""
    if model is None:
        return stated
    from eventbrief.extract.language_model import ask, supplement

    more = []
    for found in stated:
        asked = ask(found.source, model)
        more.append(supplement(found, asked.stated))
        for line in asked.refused:
            message = f"`{model}` was not believed: {line}"
            reporter.findings([Finding("W110", message, str(found.source.path))])
    return [*stated, *more]


def require_one_event(
    reporter: Reporter, stated: list[Stated], existing: Document | None, *, same_event: bool
) -> None:
    """Stop where the seeds, or the sheet that is there, are about several events.

    Raises:
        InputError: E108, unless a person says that it is one event; then W108 is told instead.
    """
    if not same_event:
        findings = refusals(stated, existing)
        if findings:
            raise InputError(findings)
        return
    for stranger in foreign(stated, existing):
        about = told_by(stranger).worded
        message = f"this source seems to be about another event than the others: {about}"
        advice = "of the fewer seeds that are about another, no sentence or quotation is taken"
        reporter.findings([Finding("W108", message, str(stranger.source.path), advice=advice)])


def extract_into(
    reporter: Reporter,
    stated: list[Stated],
    path: Path,
    model: str | None = None,
    *,
    same_event: bool = False,
) -> Document:
    """Put what the sources state into the sheet at `path`, which may exist already.

    Raises:
        InputError: E108 they are not about one event, or not about the sheet's.
    """
    existing = load(path) if path.exists() else None
    require_one_event(reporter, stated, existing, same_event=same_event)
    sources = [one.source for one in stated]
    language = existing.sheet.language if existing else None
    new = merge(supplemented(reporter, stated, model), path.parent, language)
    if existing is None:
        text = write(new)
    else:
        from eventbrief.revise.revision import revise  # only for a sheet that is there

        changed = revise(existing, new, sources)
        text = changed.text
        for line in (*changed.notes, *(f"new: {added}" for added in changed.added)):
            reporter.note(line)
    document = parse(text, path)
    if existing is None or text != existing.tree.text:
        write_whole(path, text.encode("utf-8"))
        reporter.written([path])
    return document
