"""A fact sheet -> every brief of it, as named bytes, with what fitting took."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from eventbrief.compose.page import Options, compose
from eventbrief.compose.template import Template, folders
from eventbrief.facts.finding import Finding, InputError
from eventbrief.facts.model import FactSheet
from eventbrief.facts.seen import SeenSheet, seen_by
from eventbrief.facts.writer import write
from eventbrief.layout.fit import fit
from eventbrief.layout.placed import FitReport
from eventbrief.workspace.word_brief import word_brief

FORMATS = ("pdf", "docx", "html", "txt")


@dataclass(frozen=True)
class Brief:
    """One brief: the name of its files without their ending, what fitting took, and its files."""

    name: str
    report: FitReport
    files: dict[str, bytes]


@dataclass(frozen=True)
class Wanted:
    """Which briefs to make; `embedded` is the fact sheet that PDFs carry with them, or None."""

    templates: tuple[Template, ...]
    languages: tuple[str, ...]
    formats: tuple[str, ...]
    options: Options
    workspace: Path | None = None
    embedded: bytes | None = None


def make_briefs(sheet: FactSheet, wanted: Wanted) -> tuple[list[Brief], list[Finding]]:
    """All the briefs that could be made, and why the others could not."""
    briefs, findings = list[Brief](), list[Finding]()
    for template in wanted.templates:
        for language in _languages(template, wanted.languages):
            seen = seen_by(sheet, template.audience, language)
            brief, found = make_brief(seen, template, wanted)
            findings += found
            briefs += [brief] if brief else []
    return briefs, findings


def make_brief(
    seen: SeenSheet, template: Template, wanted: Wanted
) -> tuple[Brief | None, list[Finding]]:
    """One brief, in the formats wanted, and what was found; None where it could not be made."""
    word = template.word if "docx" in wanted.formats else None
    renderers = {name: _renderer(name) for name in wanted.formats if name != "docx" or not word}
    if wanted.embedded is not None and "pdf" in renderers:
        facts = wanted.embedded if seen.whole else write(seen).encode()
        renderers["pdf"] = functools.partial(_renderer("pdf"), facts=facts)
    name, findings = f"{seen.audience}.{seen.read_in}", list[Finding]()
    try:
        page = compose(seen, template, wanted.options)
        fitted = fit(page, folders(wanted.workspace))
        files = {f"{name}.{kind}": make(fitted) for kind, make in renderers.items()}
        if word:
            made = word_brief(seen, template, word, page, wanted.options)
            findings += made.findings
            files[f"{name}.docx"] = made.data
    except InputError as error:
        return None, [*findings, *(_named(f, name) for f in error.findings)]
    return Brief(name, fitted.report, files), findings


def _languages(template: Template, wanted: Iterable[str]) -> tuple[str, ...]:
    return tuple(wanted) or template.settings.languages


def _named(finding: Finding, name: str) -> Finding:
    """A refusal names the brief it is about."""
    return finding if finding.line else replace(finding, file=name)


def _renderer(name: str) -> Callable[..., bytes]:
    """The renderer of a format; its library loads only now."""
    from importlib import import_module  # noqa: PLC0415

    module = import_module(f"eventbrief.render.{name}")
    render: Callable[..., bytes] = module.render
    return render
