"""A fact sheet -> every brief of it, as named bytes, with what fitting took."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from eventbrief.compose.page import Options, compose
from eventbrief.compose.template import Template, folders
from eventbrief.facts.finding import Finding, InputError
from eventbrief.facts.model import FactSheet
from eventbrief.layout.fit import fit
from eventbrief.layout.placed import FitReport

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
    briefs, findings = [], []
    where = folders(wanted.workspace)
    renderers = {name: _renderer(name) for name in wanted.formats}
    if wanted.embedded is not None and "pdf" in renderers:
        renderers["pdf"] = functools.partial(_renderer("pdf"), facts=wanted.embedded)
    for template in wanted.templates:
        for language in _languages(template, wanted.languages):
            name = f"{template.audience}.{language}"
            try:
                fitted = fit(compose(sheet, template, language, wanted.options), where)
            except InputError as error:
                findings += [_named(f, name) for f in error.findings]
                continue
            files = {f"{name}.{kind}": make(fitted) for kind, make in renderers.items()}
            briefs.append(Brief(name, fitted.report, files))
    return briefs, findings


def _languages(template: Template, wanted: Iterable[str]) -> tuple[str, ...]:
    return tuple(wanted) or template.settings.languages


def _named(finding: Finding, name: str) -> Finding:
    """A refusal names the brief it is about."""
    return finding if finding.line else Finding(**{**finding.__dict__, "file": name})


def _renderer(name: str) -> Callable[..., bytes]:
    """The renderer of a format; its library loads only now."""
    from importlib import import_module  # noqa: PLC0415

    module = import_module(f"eventbrief.render.{name}")
    render: Callable[..., bytes] = module.render
    return render
